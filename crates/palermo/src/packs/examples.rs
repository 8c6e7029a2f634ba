//! `palermo packs test`: whether the rules do what their examples say.

use indicators::Rule;
use indicators::describe::Sort;
use report::Words;

use super::files::Files;
use super::lint::{Fault, compiled, refused};
use super::options::Test;
use super::{rule, tell};
use crate::Outcome;

pub(super) fn run(options: &Test, words: &Words) -> miette::Result<Outcome> {
    let files = Files::of(&options.given, words)?;
    let packs = match compiled(&files) {
        Ok(packs) => packs,
        Err(faults) => return Ok(refused(&faults, words)),
    };
    let rules: Vec<&Rule> = match &options.rule {
        Some(id) => vec![rule(&packs, id, words)?],
        None => packs.rules().collect(),
    };
    let (mut fires, mut quiet, mut faults) = (0_usize, 0_usize, 0_usize);
    for own in &rules {
        for shown in files.find(Sort::Rule, &own.id).iter().flat_map(|(_, entry)| &entry.examples) {
            fires += usize::from(shown.fires);
            quiet += usize::from(!shown.fires);
        }
        for fault in packs.check_examples_of(own) {
            placed(&files, &own.id, &fault).tell(words);
            faults += 1;
        }
    }
    let values = [
        ("rules", rules.len().into()),
        ("fires", fires.into()),
        ("quiet", quiet.into()),
        ("faults", faults.into()),
    ];
    tell(words, "cli-packs-tested", &values);
    Ok(if faults == 0 { Outcome::Done } else { Outcome::Faults })
}

/// A fault of a rule's example, which has the example's note in quotes, with its place.
fn placed(files: &Files, rule: &str, fault: &str) -> Fault {
    let place = files.find(Sort::Rule, rule).map(|(file, entry)| {
        let is_it = |note: &str| fault.contains(&format!("example “{note}”"));
        let shown = entry.examples.iter().find(|shown| is_it(&shown.note));
        (file, shown.map_or((entry.line, entry.column), |own| (own.line, own.column)))
    });
    Fault::new(place, fault)
}
