//! The shipped packs: they load, are clean, and do what their examples say.

use indicators::Packs;

#[test]
fn the_shipped_packs_are_clean() {
    let packs = Packs::embedded().unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(packs.lint(), Vec::<String>::new());
}

#[test]
fn every_rule_does_what_its_examples_say() {
    let packs = Packs::embedded().unwrap_or_else(|error| panic!("{error}"));
    let faults = packs.check_examples();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
