//! What was found, as sentences.

use std::collections::BTreeMap;

use corroborate::{
    Against, Ask, Cited, Corroboration, Expected, Found, Judged, Near, Outcome, State, Support, Way, Why,
};
use evidence::{Moment, Precision};
use report::Words;

/// The words of a case.
pub(super) struct Told<'a> {
    pub(super) words: &'a Words,
    pub(super) people: &'a BTreeMap<String, Found>,
}

/// Text between parts of a line.
const BETWEEN: &str = " · ";

impl Told<'_> {
    pub(super) fn notes(&self) -> Vec<String> {
        ["corroborate-note-claims", "corroborate-note-silence", "corroborate-note-memory"]
            .map(|key| self.words.text(key))
            .to_vec()
    }

    pub(super) fn label(&self, key: &str) -> String {
        self.people.get(key).map_or_else(|| key.to_owned(), |found| found.label.clone())
    }

    fn labels(&self, keys: &[String]) -> String {
        keys.iter().map(|key| self.label(key)).collect::<Vec<_>>().join(", ")
    }

    /// Whom a key of the statement was taken for.
    pub(super) fn person(&self, key: &str) -> String {
        let Some(found) = self.people.get(key) else { return key.to_owned() };
        let name = if found.is_speaker {
            self.words.get("corroborate-speaker", &[("name", found.label.as_str().into())])
        } else {
            found.label.clone()
        };
        if found.may_be.is_empty() {
            return self.words.get("corroborate-not-found", &[("name", name.into())]);
        }
        let candidates: Vec<String> = found
            .may_be
            .iter()
            .map(|(name, basis)| {
                let basis = serde_code(basis);
                format!("{name} ({})", self.words.code("corroborate-basis", &basis))
            })
            .collect();
        let values = [("name", name.into()), ("found", candidates.join("; ").into())];
        self.words.get("corroborate-found", &values)
    }

    /// What the records say of a claim, and how far they carry.
    pub(super) fn outcome(&self, claim: &Judged) -> String {
        let outcome = self.words.code("corroborate-outcome", claim.outcome.as_str());
        match &claim.strength {
            Some(strength) => {
                format!("{outcome} ({})", self.words.code("corroborate-strength", &serde_code(strength)))
            }
            None => outcome,
        }
    }

    /// How many claims have each outcome.
    pub(super) fn counts(&self, found: &Corroboration) -> String {
        let told = |outcome: &Outcome| {
            let count = found.counts.get(outcome)?;
            let name = self.words.code("corroborate-outcome", outcome.as_str());
            Some(format!("{name}: {}", self.words.count(*count)))
        };
        Outcome::ALL.iter().filter_map(told).collect::<Vec<_>>().join(BETWEEN)
    }

    /// What was sought, with the tolerances.
    pub(super) fn sought(&self, claim: &Judged) -> String {
        let words = self.words;
        let mut parts = vec![words.code("corroborate-what", claim.what.as_str())];
        parts.push(self.labels(&claim.who));
        if !claim.with.is_empty() {
            let with = self.labels(&claim.with);
            parts.push(words.get("corroborate-with", &[("with", with.into())]));
        }
        if let Some(when) = &claim.when {
            let (first, last) = when.widened(0);
            let span = self.span(&first, &last);
            let tolerance = self.long(claim.tolerance.time_us);
            parts.push(
                words
                    .get("corroborate-tolerance", &[("value", span.into()), ("tolerance", tolerance.into())]),
            );
        }
        if !claim.places.is_empty() {
            let places: Vec<String> = claim
                .places
                .iter()
                .map(|place| match (&place.country, place.candidates.len()) {
                    (Some(_), _) | (None, 1) => place.said.clone(),
                    (None, 0) => {
                        words.get("corroborate-place-unknown", &[("place", place.said.as_str().into())])
                    }
                    (None, several) => words.get(
                        "corroborate-place-several",
                        &[("place", place.said.as_str().into()), ("count", several.into())],
                    ),
                })
                .collect();
            let km = format!("{}\u{a0}km", words.decimal(claim.tolerance.place_km, 0));
            let values = [("value", places.join(" – ").into()), ("tolerance", km.into())];
            parts.push(words.get("corroborate-tolerance", &values));
        }
        if let Some(amount) = &claim.amount {
            let share = words.percent(claim.tolerance.amount_share);
            let money = words.money(amount.minor, amount.currency);
            parts.push(
                words.get("corroborate-tolerance", &[("value", money.into()), ("tolerance", share.into())]),
            );
        }
        parts.extend(claim.number.clone());
        parts.retain(|part| !part.is_empty());
        parts.join(BETWEEN)
    }

    /// What the sum comes to, and whom no record has.
    pub(super) fn remarks(&self, claim: &Judged) -> Vec<String> {
        let mut remarks = Vec::new();
        if let Some(sum) = &claim.sum {
            let money = self.words.money(sum.minor, sum.currency);
            remarks.push(self.words.get("corroborate-sum", &[("amount", money.into())]));
        }
        if !claim.unseen.is_empty() {
            let who = self.labels(&claim.unseen);
            remarks.push(self.words.get("corroborate-unseen", &[("who", who.into())]));
        }
        remarks
    }

    /// A length of time.
    fn long(&self, micros: i64) -> String {
        let minutes = micros / 60_000_000;
        let (key, count) = match minutes {
            0 => return "0".to_owned(),
            _ if minutes % (24 * 60) == 0 => ("corroborate-days", minutes / (24 * 60)),
            _ if minutes % 60 == 0 => ("corroborate-hours", minutes / 60),
            _ => ("corroborate-minutes", minutes),
        };
        self.words.get(key, &[("count", count.into())])
    }

    fn span(&self, first: &Moment, last: &Moment) -> String {
        let (one, other) = (self.words.moment(first), self.words.moment(last));
        if one == other { one } else { format!("{one} – {other}") }
    }

    /// Where a record stands, with the handling code that goes with it.
    pub(super) fn place(&self, cited: &Cited) -> String {
        let place = format!("{}, {}", cited.source, self.words.place(&cited.locator));
        if cited.handling.is_empty() { place } else { format!("{place}, {}", cited.handling) }
    }

    fn aspects(&self, aspects: &[corroborate::Aspect]) -> String {
        let word = |aspect| self.words.code("corroborate-aspect", &serde_code(aspect));
        aspects.iter().map(word).collect::<Vec<_>>().join(", ")
    }

    fn facts(
        &self,
        time: Option<&Moment>,
        place: Option<&str>,
        amount: Option<&corroborate::Amount>,
    ) -> Vec<String> {
        let mut facts = Vec::new();
        facts.extend(time.map(|time| {
            if time.precision < Precision::Minute { self.words.day(time) } else { self.words.moment(time) }
        }));
        facts.extend(place.map(str::to_owned));
        facts.extend(amount.map(|amount| self.words.money(amount.minor, amount.currency)));
        facts
    }

    pub(super) fn support(&self, support: &Support) -> String {
        let words = self.words;
        let amount = support.amount.as_ref();
        let mut parts = self.facts(support.time.as_ref(), support.place.as_deref(), amount);
        if support.way != Way::Itself {
            parts.push(words.code("corroborate-way", &serde_code(&support.way)));
        }
        let agrees = self.aspects(&support.agrees);
        parts.push(words.get("corroborate-agrees", &[("aspects", agrees.into())]));
        if !support.silent.is_empty() && support.way <= Way::Beside {
            let silent = self.aspects(&support.silent);
            parts.push(words.get("corroborate-silent", &[("aspects", silent.into())]));
        }
        if let Some(basis) = support.basis {
            parts.push(words.code("corroborate-basis", &serde_code(&basis)));
        }
        parts.join(BETWEEN)
    }

    pub(super) fn against(&self, against: &Against) -> String {
        let words = self.words;
        let strength = words.code("corroborate-strength", &serde_code(&against.strength));
        let what = match &against.why {
            Why::Elsewhere { party, place, time, km, claimed, only_by_air, is_thing } => {
                let key = match (is_thing, only_by_air) {
                    (true, _) => "corroborate-elsewhere-thing",
                    (false, true) => "corroborate-elsewhere-road",
                    (false, false) => "corroborate-elsewhere",
                };
                words.get(
                    key,
                    &[
                        ("who", self.label(party).into()),
                        ("place", place.as_str().into()),
                        ("time", words.moment(time).into()),
                        ("km", words.decimal(*km, 0).into()),
                        ("claimed", claimed.as_str().into()),
                    ],
                )
            }
            Why::OtherAmount { amount } => {
                let money = words.money(amount.minor, amount.currency);
                words.get("corroborate-other-amount", &[("amount", money.into())])
            }
            Why::OthersNumber { holder } => {
                words.get("corroborate-others-number", &[("holder", holder.as_str().into())])
            }
        };
        format!("{what} ({strength})")
    }

    pub(super) fn near(&self, near: &Near) -> String {
        let aspect = self.words.code("corroborate-aspect", &serde_code(&near.differs));
        let mut parts = self.facts(near.time.as_ref(), near.place.as_deref(), near.amount.as_ref());
        parts.push(self.words.get("corroborate-differs", &[("aspect", aspect.into())]));
        parts.join(BETWEEN)
    }

    pub(super) fn expected(&self, expected: &Expected) -> String {
        let words = self.words;
        let trace = words.code("corroborate-trace", &expected.trace);
        let state = words.get(
            match expected.state {
                State::Shown => "corroborate-state-shown",
                State::Missing => "corroborate-state-missing",
                State::MissingInPart => "corroborate-state-in-part",
                State::Unknown => "corroborate-state-unknown",
            },
            &[("sources", expected.sources.join(", ").into())],
        );
        let leaves = words.code("corroborate-leaves", &serde_code(&expected.leaves));
        let follows = words.code("corroborate-follows", &serde_code(&expected.follows));
        match expected.state {
            State::Missing | State::MissingInPart => format!("{trace}: {state}; {follows}; {leaves}"),
            State::Shown | State::Unknown => format!("{trace}: {state}"),
        }
    }

    pub(super) fn ask(&self, ask: &Ask) -> String {
        let words = self.words;
        let about: Vec<String> = ask
            .about
            .iter()
            .map(|about| {
                if about.numbers.is_empty() {
                    return words.get("corroborate-no-number", &[("name", about.label.as_str().into())]);
                }
                format!("{} ({})", about.label, about.numbers.join(", "))
            })
            .collect();
        let mut parts = vec![words.get(
            "corroborate-ask-for",
            &[
                ("keeper", words.code("corroborate-keeper", &ask.keeper).into()),
                ("record", words.code("corroborate-trace", &ask.trace).into()),
            ],
        )];
        if !about.is_empty() {
            parts.push(words.get("corroborate-ask-about", &[("about", about.join("; ").into())]));
        }
        if let Some((first, last)) = &ask.span {
            parts.push(self.span(first, last));
        }
        if !ask.places.is_empty() {
            parts.push(ask.places.join(", "));
        }
        parts.push(words.code("corroborate-through", &ask.through));
        if ask.soon {
            parts.push(words.text("corroborate-soon"));
        }
        parts.join(BETWEEN)
    }
}

/// The name of a code as it is written in files.
pub(super) fn serde_code(code: &impl serde::Serialize) -> String {
    serde_json::to_value(code).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
