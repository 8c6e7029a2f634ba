//! How long one answer takes: `cargo run --release -p law --example measure`.
#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement prints and reads the clock"
)]

use std::time::Instant;

use jiff::civil::date;
use law::{Compared, Facts, Impact, LawError, Library, RuleSet, Synthetic, Truths};

fn main() -> Result<(), LawError> {
    const CASES: u64 = 20_000;
    let library = Library::embedded()?;
    println!("microseconds a case            outcome   all grounds   all grounds, a third unknown");
    for set in library.sets() {
        let mut row = Vec::new();
        for (unknown, is_explained) in [(0, false), (0, true), (333, true)] {
            let made = Synthetic::new(set, Facts::none(set), set.checked, 1, unknown);
            let mut truths = Truths::default();
            let cases: Vec<Facts> = (0..1_000)
                .map(|n| {
                    let mut facts = Facts::none(set);
                    made.case(n, &mut facts, &mut truths);
                    facts
                })
                .collect();
            let began = Instant::now();
            let mut seen = 0_usize;
            for facts in cases.iter().cycle().take(usize::try_from(CASES).unwrap_or_default()) {
                set.evaluate(facts, &mut truths);
                seen += if is_explained {
                    set.explain(facts, &truths).standings.len()
                } else {
                    set.outcome()
                        .map_or(0, |own| usize::from(set.answered(own, &truths) == law::Answered::Is(0)))
                };
            }
            std::hint::black_box(seen);
            row.push(began.elapsed().as_secs_f64() * 1e6 / CASES as f64);
        }
        let row: Vec<String> = row.iter().map(|us| format!("{us:>12.2}")).collect();
        println!("{:<24} {}", set.id, row.join(" "));
    }
    impact(library.get("stca")?);
    Ok(())
}

/// A change of law over a million cases, on one thread; `palermo law impact` shares them out over all cores.
fn impact(set: &RuleSet) {
    const CASES: u64 = 1_000_000;
    let [before, after] = [date(2025, 6, 2), date(2026, 7, 1)].map(|day| set.as_of(day));
    let made = Synthetic::new(set, Facts::none(set), date(2026, 7, 1), 1, 0);
    let (mut facts, mut old, mut new) = (Facts::none(set), Truths::default(), Truths::default());
    let (mut impact, laws) = (Impact::default(), Compared::new(&before, &after));
    let began = Instant::now();
    for n in 0..CASES {
        made.case(n, &mut facts, &mut old);
        before.evaluate(&facts, &mut old);
        after.evaluate(&facts, &mut new);
        impact.count(&laws, &old, &new);
    }
    let seconds = began.elapsed().as_secs_f64();
    println!(
        "stca: {} cases under two laws in {seconds:.1} s on one thread, {} change",
        impact.cases, impact.changed
    );
}
