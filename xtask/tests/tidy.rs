//! The house rules that a machine can check.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

/// On which floor each crate stands; see ARCHITECTURE.md.
const FLOORS: [(&str, u32); 21] = [
    ("evidence", 1),
    ("gazetteer", 1),
    ("graph", 1),
    ("linkage", 1),
    ("motif", 1),
    ("names", 1),
    ("windows", 1),
    ("corroborate", 2),
    ("flows", 2),
    ("intake", 2),
    ("resolve", 2),
    ("indicators", 2),
    ("law", 2),
    ("network", 2),
    ("routes", 2),
    ("placement", 2),
    ("review", 2),
    ("screening", 2),
    ("papers", 3),
    ("report", 3),
    ("palermo", 6),
];
/// Which neighbours on the same floor a crate reads from, in the direction of the data.
const BESIDE: [(&str, &[&str]); 8] = [
    ("linkage", &["names"]),
    ("resolve", &[]),
    ("indicators", &["resolve"]),
    ("network", &["resolve", "indicators", "routes"]),
    ("routes", &["resolve", "indicators"]),
    ("screening", &["resolve"]),
    ("corroborate", &["resolve"]),
    ("papers", &["report"]),
];

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !name.starts_with('.') && name != "target" && name != "node_modules" {
            files(&path, ending, found);
        } else if name.ends_with(ending) {
            found.push(path);
        }
    }
}

#[test]
fn every_crate_stands_above_what_it_uses() {
    let floors: BTreeMap<&str, u32> = FLOORS.into();
    let beside: BTreeMap<&str, &[&str]> = BESIDE.into();
    for entry in fs::read_dir(repository().join("crates")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let floor = floors
            .get(name.as_str())
            .unwrap_or_else(|| panic!("{name} has no floor: add it to ARCHITECTURE.md"));
        let manifest = fs::read_to_string(path.join("Cargo.toml")).unwrap();
        let dependencies = manifest.split("[dependencies]").nth(1).unwrap_or_default();
        let dependencies = dependencies.split("\n[").next().unwrap_or_default();
        for line in dependencies.lines() {
            let used = line.split(['.', ' ', '=']).next().unwrap_or_default();
            let Some(below) = floors.get(used) else { continue };
            let allowed = below < floor || beside.get(name.as_str()).is_some_and(|all| all.contains(&used));
            assert!(allowed, "{name} uses {used}, which is not below it");
        }
    }
}

#[test]
fn every_reader_has_golden_files_and_a_fuzz_target() {
    let top = repository();
    let targets: String = fs::read_dir(top.join("fuzz/fuzz_targets"))
        .unwrap()
        .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    let mut snapshots = Vec::new();
    files(&top.join("crates/intake/tests/snapshots"), ".snap", &mut snapshots);
    let reviewed: String = snapshots.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    for reader in intake::readers() {
        let format = reader.format();
        let is_table = top.join(format!("packs/mappings/{format}.yaml")).exists();
        let fuzzed = targets
            .split("read_as(\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .any(|prefix| format.starts_with(prefix));
        assert!(fuzzed || is_table, "no fuzz target reads {format}");
        assert!(
            is_table || reviewed.contains(&format!(" as {format} (")),
            "no golden file is read as {format}"
        );
    }
}

#[test]
fn documents_link_only_to_what_is_there() {
    let top = repository();
    let mut documents = Vec::new();
    files(&top, ".md", &mut documents);
    assert!(documents.len() > 5);
    for document in documents {
        let text = fs::read_to_string(&document).unwrap();
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let path = target.split('#').next().unwrap_or_default();
            let local = !path.is_empty() && !path.contains("://");
            let there = document.parent().unwrap().join(path).exists();
            assert!(!local || there, "{} links to {target}, which is not there", document.display());
        }
    }
}
