//! Every scenario file under `law/scenarios` comes out as expected.

use std::fs;
use std::path::Path;

use law::{Library, ScenarioFile, Tried};

#[test]
fn every_scenario_comes_out_as_expected() {
    let library = Library::embedded().unwrap_or_else(|error| panic!("{error}"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/scenarios");
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let mut failed = Vec::new();
    for path in &names {
        let file = ScenarioFile::parse(&fs::read_to_string(path).unwrap()).unwrap();
        let set = file.rule_set(&library).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for scenario in &file.scenarios {
            match set.try_scenario(scenario) {
                Tried::Passed => {}
                other => failed.push(format!("{} {}: {other:?}", path.display(), scenario.id)),
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(names.len() > 1);
}
