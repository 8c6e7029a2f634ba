//! A statement as it is written down: who speaks, who is meant by which name, and what is claimed.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{Currency, Precision, minor_digits, parse_minor};
use serde::{Deserialize, Serialize};

use crate::when::{DAY_US, HOUR_US, Window, span_us};

/// The most claims that are read. Ours: a long interview has some dozens.
const MOST_CLAIMS: usize = 1_000;
/// The longest statement that is read, in bytes. Ours.
const MOST_BYTES: usize = 4 << 20;

/// What someone said, taken apart into claims.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The file's or the interview's own number.
    pub reference: String,
    /// Day it was taken, as written.
    pub taken: String,
    /// Who took it.
    pub taken_by: String,
    /// Whose word it is: a key of `people`. Nothing the speaker wrote or said elsewhere counts as another's word.
    pub speaker: Option<String>,
    /// Who and what is spoken of, by the name that the claims use.
    pub people: BTreeMap<String, Party>,
    /// The claims, in the order told.
    pub claims: Vec<Claim>,
}

/// Someone or something that is spoken of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// What it is.
    pub kind: PartyKind,
    /// Names, in any script, as far as they are known.
    pub names: Vec<String>,
    /// Phone, account, passport, plate, e-mail, user name: whatever identifies it.
    pub numbers: Vec<String>,
}

/// What a party is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartyKind {
    /// A person.
    #[default]
    Person,
    /// A company, an office.
    Organization,
    /// A car, van, truck.
    Vehicle,
    /// A boat or ship.
    Vessel,
}

/// What sort of thing is claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// `who` paid `with`.
    Payment,
    /// `who` wrote to, called or was called by `with`.
    Contact,
    /// `who` went through the places of `where`, in their order, with or in `with`.
    Travel,
    /// `who` lodged or was kept at a place.
    Stay,
    /// `who` was at a place, met `with` there.
    Presence,
    /// `who` received wages, from `with`.
    Work,
    /// `who` uses `number`.
    Uses,
    /// Anything else: said, so that nothing is lost; no record here could show it.
    Other,
}

impl What {
    /// All, in order.
    pub const ALL: [Self; 8] = [
        Self::Payment,
        Self::Contact,
        Self::Travel,
        Self::Stay,
        Self::Presence,
        Self::Work,
        Self::Uses,
        Self::Other,
    ];

    /// Its name in files and messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::Contact => "contact",
            Self::Travel => "travel",
            Self::Stay => "stay",
            Self::Presence => "presence",
            Self::Work => "work",
            Self::Uses => "uses",
            Self::Other => "other",
        }
    }
}

/// An amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Amount {
    /// In minor units.
    pub minor: i64,
    /// ISO 4217 code.
    #[serde(serialize_with = "code")]
    pub currency: Currency,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference to the field")]
fn code<S: serde::Serializer>(currency: &Currency, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(currency.as_str())
}

/// One thing claimed.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Its own name within the statement.
    pub id: String,
    /// The words, as said or translated.
    pub said: String,
    /// What sort of thing.
    pub what: What,
    /// Who did it: keys of [`Statement::people`].
    pub who: Vec<String>,
    /// With whom, to whom, in what.
    pub with: Vec<String>,
    /// When.
    pub when: Option<Window>,
    /// Where; several places of a journey in their order.
    pub places: Vec<String>,
    /// How much.
    pub amount: Option<Amount>,
    /// The number that is claimed to be used.
    pub number: Option<String>,
    /// Words or numbers that a message is claimed to hold.
    pub words: Vec<String>,
    /// How far records may differ.
    pub tolerance: Tolerance,
}

/// How far a record may differ from what was said and still fit. People remember days, not minutes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Tolerance {
    /// Before and after, in microseconds.
    pub time_us: i64,
    /// Around the place, in kilometres.
    pub place_km: f64,
    /// Of the amount, as a share of it.
    pub amount_share: f64,
}

/// Ours: a city and its outskirts.
const PLACE_KM: f64 = 30.0;
/// Ours: fees and exchange.
const AMOUNT_SHARE: f64 = 0.05;

/// Ours: two hours around a clock time, a day around a day, a week around a month, nothing around a year.
fn default_time_us(precision: Precision) -> i64 {
    match precision {
        Precision::Year => 0,
        Precision::Month => 7 * DAY_US,
        Precision::Day => DAY_US,
        Precision::Minute | Precision::Second => 2 * HOUR_US,
    }
}

/// Why a statement cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}{place}: {what}")]
pub struct StatementError {
    /// The file.
    pub file: String,
    /// Where in it: line and column, or claim and field.
    pub place: String,
    /// What was expected and found, and what to do.
    pub what: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Several {
    One(String),
    Many(Vec<String>),
}

impl Default for Several {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl From<Several> for Vec<String> {
    fn from(several: Several) -> Self {
        match several {
            Several::One(one) => vec![one],
            Several::Many(all) => all,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenStatement {
    reference: String,
    #[serde(default)]
    taken: String,
    #[serde(default)]
    taken_by: String,
    speaker: Option<String>,
    #[serde(default)]
    tolerances: WrittenTolerance,
    #[serde(default)]
    people: BTreeMap<String, WrittenParty>,
    claims: Vec<WrittenClaim>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenParty {
    #[serde(default)]
    kind: PartyKind,
    #[serde(default)]
    names: Several,
    #[serde(default)]
    numbers: Several,
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTolerance {
    time: Option<String>,
    place_km: Option<f64>,
    amount_percent: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenClaim {
    id: String,
    #[serde(default)]
    said: String,
    what: What,
    #[serde(default)]
    who: Several,
    #[serde(default)]
    with: Several,
    when: Option<String>,
    #[serde(default, rename = "where")]
    places: Several,
    amount: Option<String>,
    number: Option<String>,
    #[serde(default)]
    words: Several,
    #[serde(default)]
    tolerances: WrittenTolerance,
}

impl Statement {
    /// Reads a statement from YAML or JSON; `file` is its name for errors.
    pub fn parse(file: &str, text: &str) -> Result<Self, StatementError> {
        let wrong = |place: String, what: String| StatementError { file: file.to_owned(), place, what };
        if text.len() > MOST_BYTES {
            let what = format!("the file has {} bytes; expected at most {MOST_BYTES}", text.len());
            return Err(wrong(String::new(), what));
        }
        let options = serde_saphyr::options! { with_snippet: false };
        let written: WrittenStatement =
            serde_saphyr::from_str_with_options(text, options).map_err(|error| {
                let error = error.without_snippet();
                let place = error
                    .location()
                    .map_or_else(String::new, |at| format!(", line {}, column {}", at.line(), at.column()));
                let told = error.to_string();
                let told = told.split(" at line ").next().unwrap_or(&told).to_owned();
                wrong(place, format!("{told}; docs/corroborate.md shows the form"))
            })?;
        written.checked().map_err(|(place, what)| wrong(format!(", {place}"), what))
    }
}

/// A place within the statement, and what is wrong there.
type Fault = (String, String);

impl WrittenStatement {
    fn checked(self) -> Result<Statement, Fault> {
        let mut people = BTreeMap::new();
        for (key, party) in self.people {
            let party = Party { kind: party.kind, names: party.names.into(), numbers: party.numbers.into() };
            if party.names.is_empty() && party.numbers.is_empty() {
                let what = "neither names nor numbers; expected at least one by which records can be found";
                return Err((format!("people, {key}"), what.to_owned()));
            }
            people.insert(key, party);
        }
        let known = || people.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        if let Some(speaker) = self.speaker.as_ref().filter(|key| !people.contains_key(*key)) {
            let what = format!("“{speaker}” is not under people; expected one of: {}", known());
            return Err(("speaker".to_owned(), what));
        }
        if self.claims.is_empty() || self.claims.len() > MOST_CLAIMS {
            let what = format!("{} claims; expected 1 to {MOST_CLAIMS}", self.claims.len());
            return Err(("claims".to_owned(), what));
        }
        let mut seen = BTreeSet::new();
        let mut claims = Vec::new();
        for written in self.claims {
            let claim = written.checked(&self.tolerances)?;
            let place = |field: &str| format!("claim “{}”, {field}", claim.id);
            if !seen.insert(claim.id.clone()) {
                return Err((place("id"), "another claim has this id; expected each once".to_owned()));
            }
            for (field, keys) in [("who", &claim.who), ("with", &claim.with)] {
                if let Some(key) = keys.iter().find(|key| !people.contains_key(*key)) {
                    let what = format!("“{key}” is not under people; expected one of: {}", known());
                    return Err((place(field), what));
                }
            }
            claims.push(claim);
        }
        Ok(Statement {
            reference: self.reference,
            taken: self.taken,
            taken_by: self.taken_by,
            speaker: self.speaker,
            people,
            claims,
        })
    }
}

impl WrittenClaim {
    fn checked(self, all: &WrittenTolerance) -> Result<Claim, Fault> {
        let id = self.id;
        let fault = |field: &str, what: String| (format!("claim “{id}”, {field}"), what);
        let when = self.when.map(|text| {
            Window::parse(&text).ok_or_else(|| {
                let what = "expected a time such as 2026, 2026-03, 2026-03-15, 2026-03-15T04:00+01:00, or two of them with / between";
                fault("when", format!("“{text}” is not a time; {what}"))
            })
        });
        let when = when.transpose()?;
        let amount = self.amount.map(|text| {
            amount(&text).ok_or_else(|| {
                fault("amount", format!("“{text}” is not an amount; expected for example 900 EUR"))
            })
        });
        let amount = amount.transpose()?;
        let number = self.number.filter(|number| !number.trim().is_empty());
        if self.what == What::Uses && number.is_none() {
            let what = "missing; expected the number that is claimed to be used".to_owned();
            return Err(fault("number", what));
        }
        let who: Vec<String> = self.who.into();
        if who.is_empty() && self.what != What::Other {
            return Err(fault("who", "missing; expected a key of people".to_owned()));
        }
        let time = self.tolerances.time.as_ref().or(all.time.as_ref()).map(|text| {
            span_us(text).ok_or_else(|| {
                let what =
                    format!("“{text}” is not a length of time; expected for example 45m, 3h, 2d or 1w");
                fault("tolerances, time", what)
            })
        });
        let place_km = self.tolerances.place_km.or(all.place_km).unwrap_or(PLACE_KM);
        if !(0.0..=20_000.0).contains(&place_km) {
            let what = format!("{place_km} is not a distance; expected 0 to 20000 kilometres");
            return Err(fault("tolerances, place_km", what));
        }
        let percent = self.tolerances.amount_percent.or(all.amount_percent);
        let amount_share = percent.map_or(AMOUNT_SHARE, |percent| percent / 100.0);
        if !(0.0..=1.0).contains(&amount_share) {
            return Err(fault("tolerances, amount_percent", "expected 0 to 100".to_owned()));
        }
        let precision = when.as_ref().map_or(Precision::Year, |when| when.precision);
        let tolerance = Tolerance {
            time_us: time.transpose()?.unwrap_or_else(|| default_time_us(precision)),
            place_km,
            amount_share,
        };
        Ok(Claim {
            said: self.said,
            what: self.what,
            who,
            with: self.with.into(),
            when,
            places: self.places.into(),
            amount,
            number,
            words: self.words.into(),
            tolerance,
            id,
        })
    }
}

/// `900 EUR`, `EUR 900.50`: the currency must be one of ISO 4217, else nothing could be compared.
fn amount(text: &str) -> Option<Amount> {
    let is_code = |word: &&str| Currency::parse(word).is_some_and(Currency::is_listed);
    let code = text.split_whitespace().find(is_code)?;
    let currency = Currency::parse(code)?;
    let number: String = text.split_whitespace().filter(|word| *word != code).collect();
    let minor = parse_minor(&number, '.', minor_digits(currency)).ok().filter(|minor| *minor > 0)?;
    Some(Amount { minor, currency })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WHOLE: &str = "
reference: S-1
taken: 2026-04-12
speaker: she
people:
  she: {names: [Samira Haddad], numbers: '+33 1 99 00 11 01'}
  van: {kind: vehicle, numbers: [0000 HRB]}
claims:
  - {id: a, said: We drove all day., what: travel, who: she, with: van, when: 2026-03-15, where: [Almería, Calais]}
  - {id: b, what: payment, who: [she], amount: 900 EUR, when: 2026-03, tolerances: {time: 3d, amount_percent: 10}}
";

    #[test]
    fn a_statement_is_read_from_yaml_and_the_same_from_json() {
        let statement = Statement::parse("s.yaml", WHOLE).unwrap();
        let claim = &statement.claims[1];
        assert_eq!(claim.amount, Some(Amount { minor: 90_000, currency: Currency::parse("EUR").unwrap() }));
        assert_eq!((claim.tolerance.time_us, claim.tolerance.amount_share), (3 * DAY_US, 0.1));
        assert_eq!(statement.claims[0].tolerance.time_us, DAY_US);
        let json = r#"{"reference":"S-1","taken":"2026-04-12","speaker":"she","people":{"she":{"names":["Samira Haddad"],
            "numbers":"+33 1 99 00 11 01"},"van":{"kind":"vehicle","numbers":["0000 HRB"]}},"claims":[
            {"id":"a","said":"We drove all day.","what":"travel","who":"she","with":"van","when":"2026-03-15",
            "where":["Almería","Calais"]},{"id":"b","what":"payment","who":["she"],"amount":"900 EUR","when":"2026-03",
            "tolerances":{"time":"3d","amount_percent":10}}]}"#;
        assert_eq!(Statement::parse("s.json", json).unwrap(), statement);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        for (from, to, place) in [
            ("who: she, with: van", "who: he, with: van", "claim “a”, who"),
            ("when: 2026-03-15,", "when: in spring,", "claim “a”, when"),
            ("900 EUR", "a lot", "claim “b”, amount"),
            ("900 EUR", "900 QQQ", "claim “b”, amount"),
            ("time: 3d", "time: soon", "claim “b”, tolerances, time"),
            ("speaker: she", "speaker: he", "speaker"),
            ("{id: b", "{id: a", "claim “a”, id"),
            ("what: travel", "what: flying", "line 9"),
            ("where:", "wher:", "line 9"),
            ("numbers: [0000 HRB]", "names: []", "people, van"),
        ] {
            let text = WHOLE.replacen(from, to, 1);
            assert_ne!(text, WHOLE);
            let error = Statement::parse("s.yaml", &text).unwrap_err().to_string();
            assert!(error.starts_with("s.yaml, ") && error.contains(place), "{error}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text: String, at in 0_usize..600, cut in 0_usize..600) {
            let _ = Statement::parse("s", &text).is_ok();
            let mangled: String = WHOLE.chars().take(at).chain(text.chars()).chain(WHOLE.chars().skip(cut)).collect();
            let _ = Statement::parse("s", &mangled).is_ok();
        }
    }
}
