//! The drawing of lots, on the screen.

use report::Words;
use review::{Mechanism, lots};
use serde_json::json;

use super::options::Lots;
use super::said::{refused, wrong};
use crate::sheet::Sheet;
use crate::{Outcome, Usage};

pub(super) fn run(options: &Lots, words: &Words) -> miette::Result<Outcome> {
    let mechanism = Mechanism::embedded().map_err(|error| refused(&error, words))?;
    let pool = lots::pool(&Sheet::open(&options.pool, words)?.whole(words)?)
        .map_err(|error| wrong(&options.pool, &error, words))?;
    let mut draws = lots::draw(&pool, &options.seed, &options.phase, mechanism.lots);
    if let Some(state) = &options.state {
        let state = state.to_uppercase();
        let one = lots::of(&draws, &state).map_err(|error| refused(&error, words))?.clone();
        draws = vec![one];
    }
    if options.json {
        let all: Vec<_> = draws
            .iter()
            .map(|draw| {
                let places: Vec<_> = draw
                    .places
                    .iter()
                    .map(|place| json!({"state": place.state, "same_region": place.is_same_region, "lot": place.lot}))
                    .collect();
                json!({"state": draw.state, "reviewers": places})
            })
            .collect();
        let text = serde_json::to_string_pretty(
            &json!({"seed": options.seed, "phase": options.phase, "draws": all}),
        );
        say!("{}", text.map_err(|error| Usage::report(error.to_string(), ""))?);
        return Ok(Outcome::Done);
    }
    say!(
        "{}",
        words.get(
            "review-lots-head",
            &[
                ("seed", options.seed.as_str().into()),
                ("phase", options.phase.as_str().into()),
                ("states", pool.len().into())
            ]
        )
    );
    for draw in &draws {
        for place in &draw.places {
            let kind =
                words.text(if place.is_same_region { "review-lots-same" } else { "review-lots-other" });
            let nobody = words.text("review-lots-nobody");
            let state = place.state.as_deref().unwrap_or(&nobody);
            let lot: String = place.lot.chars().take(16).collect();
            say!("{}  {state}  {kind}  {lot}", draw.state);
        }
    }
    say!("{}", words.text("review-lots-repeat"));
    Ok(Outcome::Done)
}
