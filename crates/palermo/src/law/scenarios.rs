//! `palermo law test`: scenario files tried.

use law::{ScenarioFile, Tried};
use report::Words;

use super::files::{all_said, library, read, rule_set, what};
use super::options::Test;
use crate::Outcome;

pub(super) fn run(options: &Test, words: &Words) -> miette::Result<Outcome> {
    let library = library(&options.given, words)?;
    let (mut passed, mut failed) = (0_usize, 0_usize);
    for path in &options.files {
        let file =
            ScenarioFile::parse(&read(path, words)?).map_err(|error| all_said(path, &[error], words))?;
        let set = match &options.rules {
            Some(id) => rule_set(&library, id, words)?,
            None => file.rule_set(&library).map_err(|error| all_said(path, &[error], words))?,
        };
        for scenario in &file.scenarios {
            match set.try_scenario(scenario) {
                Tried::Passed => passed += 1,
                other => {
                    failed += 1;
                    say!("{}  {}", scenario.id, scenario.text);
                    tell(&other, words);
                }
            }
        }
    }
    say!("{}", words.get("law-test-count", &[("passed", passed.into()), ("failed", failed.into())]));
    Ok(if failed == 0 { Outcome::Done } else { Outcome::Faults })
}

fn tell(tried: &Tried, words: &Words) {
    match tried {
        Tried::Passed => {}
        Tried::NoFacts => say!("    {}", words.text("law-test-no-facts")),
        Tried::Wrong(errors) => {
            for error in errors {
                say!("    {}", what(error, words));
            }
        }
        Tried::Differs(all) => {
            for own in all {
                let values = [
                    ("what", own.what.as_str().into()),
                    ("expected", own.expected.as_str().into()),
                    ("found", own.found.as_str().into()),
                ];
                say!("    {}", words.get("law-test-differs", &values));
            }
        }
    }
}
