//! `palermo flows`: corridors, displacement and echoes in published tables of counts.

mod page;
mod read;

use flows::{Corridor, Displacement, Echoes, Observed, PlaceIx, Range, Verdict};
use report::Words;
use serde_json::json;

use crate::Outcome;
use crate::cli::Flows;
use crate::whole::write_whole;

/// What was found.
struct Case<'a> {
    observed: &'a Observed,
    corridors: &'a [Corridor],
    displacements: &'a [Displacement],
    echoes: &'a [Echoes],
    words: &'a Words,
}

pub(crate) fn run(options: &Flows, words: &Words) -> miette::Result<Outcome> {
    let read = read::read(&options.tables, options.data.as_deref(), words)?;
    if read.rows == 0 {
        warn!("{}", words.text("flows-nothing"));
        return Ok(Outcome::NothingReadable);
    }
    let corridors = flows::corridors(&read.observed);
    let displacements = flows::displacement(&read.observed, &read.policies);
    let echoes: Vec<Echoes> = read
        .compare
        .iter()
        .filter_map(|(before, after)| flows::echoes(&read.observed, *before, *after))
        .collect();
    let case = Case {
        observed: &read.observed,
        corridors: &corridors,
        displacements: &displacements,
        echoes: &echoes,
        words,
    };
    if let Some(path) = &options.out {
        write_whole(path, page::page(&case).as_bytes(), words)?;
    }
    if options.json {
        let places: Vec<_> = read.observed.places().map(|(_, place)| place).collect();
        let all = json!({
            "places": places, "rows": read.rows, "uncertain_cells": read.observed.uncertain(),
            "corridors": corridors, "displacements": displacements, "echoes": echoes,
        });
        say!("{all:#}");
    } else {
        let count = |count: usize| words.count(count).into();
        let values = [("rows", count(read.rows)), ("uncertain", count(read.observed.uncertain()))];
        say!("{}", words.get("flows-read", &values));
        print(&case);
        if let Some(path) = &options.out {
            say!("{}", words.get("cli-open", &[("path", path.display().to_string().into())]));
        }
    }
    Ok(Outcome::Done)
}

impl Case<'_> {
    fn notes(&self) -> Vec<String> {
        ["flows-note-groups", "flows-note-hypothesis", "flows-note-abstains"]
            .map(|key| self.words.text(key))
            .to_vec()
    }

    fn place(&self, place: PlaceIx) -> String {
        self.observed.place_of(place).map_or_else(String::new, |place| place.id.clone())
    }

    /// A count; both ends where it is a range.
    fn range(&self, range: Range) -> String {
        let (low, high) = (self.words.decimal(range.low, 0), self.words.decimal(range.high, 0));
        if low == high { low } else { format!("{low}–{high}") }
    }

    fn corridor(&self, one: &Corridor) -> String {
        let words = self.words;
        let lag = |months: f64| words.decimal(months, 2);
        let fit = one.fit.map_or_else(|| "–".to_owned(), |(low, _)| words.decimal(low, 3));
        let mut told = words.get(
            "flows-corridor",
            &[
                ("group", one.group.as_str().into()),
                ("from", self.place(one.from).into()),
                ("to", self.place(one.to).into()),
                ("lag", lag(one.lag).into()),
                ("shortest", lag(one.lags.0).into()),
                ("longest", lag(one.lags.1).into()),
                ("fit", fit.into()),
                ("months", one.months.into()),
                ("first", self.range(one.counted.0).into()),
                ("second", self.range(one.counted.1).into()),
            ],
        );
        if let Some((fit, at)) = one.later {
            let values = [("fit", words.decimal(fit, 3).into()), ("lag", lag(at).into())];
            told = format!("{told} {}", words.get("flows-later", &values));
        }
        if let Some(why) = one.why {
            let code = serde_json::to_value(why).ok();
            let code = code.as_ref().and_then(|code| code.as_str()).unwrap_or_default().to_owned();
            told = format!("{told} {}", words.code("flows-why", &code));
        }
        told
    }

    fn echo(&self, echo: &flows::Echo) -> String {
        let words = self.words;
        let mut told = words.get(
            "flows-echo",
            &[
                ("group", echo.group.as_str().into()),
                ("place", self.place(echo.place).into()),
                ("before", self.range(echo.counted.0).into()),
                ("after", self.range(echo.counted.1).into()),
                ("excess", words.decimal(echo.excess, 1).into()),
                ("chance", chance(echo.chance, words).into()),
            ],
        );
        if let Some(holder) = &echo.held_by {
            told = format!("{told} {}", words.get("flows-held-by", &[("holder", holder.as_str().into())]));
        }
        told
    }

    fn compared(&self, echoes: &Echoes) -> String {
        let flagged = echoes.tests.iter().filter(|test| test.is_flagged).count();
        let span = |period: flows::Period| format!("{} – {}", period.first, period.last);
        self.words.get(
            "flows-compared",
            &[
                ("before", span(echoes.before).into()),
                ("after", span(echoes.after).into()),
                ("tests", echoes.tests.len().into()),
                ("flagged", flagged.into()),
                ("untested", echoes.not_tested.into()),
            ],
        )
    }

    fn change(&self, change: &flows::Change) -> String {
        let words = self.words;
        let key = if change.is_unusual { "flows-change" } else { "flows-change-usual" };
        words.get(
            key,
            &[
                ("group", change.group.as_str().into()),
                ("place", self.place(change.place).into()),
                ("before", self.range(change.counted.0).into()),
                ("after", self.range(change.counted.1).into()),
                ("factor", words.decimal(change.factor, 2).into()),
                ("chance", words.decimal(change.chance, 2).into()),
                ("others", change.others.into()),
            ],
        )
    }

    fn policy(&self, displacement: &Displacement) -> String {
        let policy = &displacement.policy;
        let values = [
            ("id", policy.id.as_str().into()),
            ("by", policy.by.as_str().into()),
            ("month", policy.month.to_string().into()),
        ];
        self.words.get("flows-policy", &values)
    }

    /// Places where nothing can be told, if there are any.
    fn cannot_tell(&self, displacement: &Displacement) -> Option<String> {
        let places: Vec<String> = displacement.cannot_tell.iter().map(|place| self.place(*place)).collect();
        let values = [("places", places.join(", ").into())];
        (!places.is_empty()).then(|| self.words.get("flows-cannot-tell", &values))
    }
}

/// A chance; very small ones are only called small.
fn chance(chance: f64, words: &Words) -> String {
    let least = 0.0001;
    if chance < least { format!("< {}", words.decimal(least, 4)) } else { words.decimal(chance, 4) }
}

fn print(case: &Case<'_>) {
    let words = case.words;
    for note in case.notes() {
        say!("{note}");
    }
    say!();
    say!("{}", words.text("flows-corridors"));
    let (uses, others): (Vec<&Corridor>, Vec<&Corridor>) =
        case.corridors.iter().partition(|one| one.verdict == Verdict::Uses);
    if uses.is_empty() {
        say!("  {}", words.text("flows-none"));
    }
    for one in uses {
        say!("  {}", case.corridor(one));
    }
    if !others.is_empty() {
        say!("{}", words.text("flows-undecided"));
        for one in others {
            say!("  {}", case.corridor(one));
        }
    }
    for displacement in case.displacements {
        say!();
        say!("{}", case.policy(displacement));
        for change in &displacement.changes {
            say!("  {}", case.change(change));
        }
        if let Some(told) = case.cannot_tell(displacement) {
            say!("  {told}");
        }
    }
    for echoes in case.echoes {
        say!();
        say!("{}", case.compared(echoes));
        for echo in echoes.tests.iter().filter(|test| test.is_flagged) {
            say!("  {}", case.echo(echo));
        }
    }
}
