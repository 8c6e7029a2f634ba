//! The examples that come with each rule, and running them.
//!
//! An example is about `subject`: a person with a bank account and a chat account. Its events are written in short
//! form; places are looked up in the gazetteer; everyone is only who their name says.

use std::collections::BTreeMap;

use evidence::{
    Channel, Currency, EntityIx, EventKind, Evidence, Locator, Moment, NewEvent, NewStatement, PlaceMention,
    Precision, RecordIx, Sink, Source, minor_digits, parse_minor,
};
use gazetteer::{Country, Gazetteer, Located as Found};
use resolve::{ClusterIx, Located, Location, LocationIx, Locations, Resolution};
use serde::Deserialize;

use crate::engine::evaluate_with;
use crate::list::hash;
use crate::ordered::Scalar;
use crate::pack::{Kind, Packs, Rule, Subject};
use crate::text::gazetteer;

/// The examples of a rule.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawExamples {
    pub(crate) fires: Vec<Example>,
    pub(crate) quiet: Vec<Example>,
}

/// What happens in an example.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Example {
    /// What it shows.
    note: String,
    /// Whether it is a harmless look-alike.
    #[serde(default)]
    pub(crate) benign: bool,
    #[serde(default)]
    people: Vec<Person>,
    #[serde(default)]
    known: Vec<Known>,
    #[serde(default)]
    answers: Vec<Answer>,
    #[serde(default)]
    events: Vec<Happening>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    name: String,
    phone: Option<String>,
    email: Option<String>,
    address: Option<String>,
    document: Option<String>,
    occupation: Option<String>,
    industry: Option<String>,
    /// A month's, declared.
    income: Option<Scalar>,
    /// When the account was opened.
    opened: Option<String>,
    born: Option<String>,
    #[serde(default)]
    business: bool,
    /// The name of someone this one is a relative of.
    relative: Option<String>,
    employer: Option<String>,
    username: Option<String>,
}

/// An entry that an external list has in this example.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    list: String,
    phone: Option<String>,
    email: Option<String>,
    address: Option<String>,
    name: Option<String>,
    account: Option<String>,
    date: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    item: String,
    /// yes, no or not-observed.
    #[serde(rename = "answer")]
    said: String,
    observer: Option<String>,
    at: Option<String>,
}

/// One event, or several alike: `times` of them, `every` so many hours or days apart, `{n}` being the number.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Happening {
    at: String,
    kind: Option<String>,
    channel: Option<String>,
    /// Whether the subject receives.
    #[serde(default, rename = "in")]
    incoming: bool,
    amount: Option<Scalar>,
    currency: Option<String>,
    mcc: Option<u16>,
    /// The other account or chat account.
    with: Option<String>,
    /// Both ends, where it is not about the subject's own account; `subject` is that account.
    from: Option<String>,
    to: Option<String>,
    /// The chat group a message is written to.
    group: Option<String>,
    /// The person the payment is for.
    payee: Option<String>,
    conductor: Option<String>,
    party: Option<String>,
    text: Option<String>,
    place: Option<String>,
    quantity: Option<i64>,
    city: Option<String>,
    country: Option<String>,
    times: Option<u32>,
    every: Option<String>,
}

/// The day of an entry of an external list, or of an answer, that says none. Ours: before the examples' events.
const LISTED: &str = "2026-01-01";

impl Packs {
    /// Runs every rule's examples; one sentence for each that does not do what it says.
    pub fn check_examples(&self) -> Vec<String> {
        self.rules().flat_map(|rule| self.check_examples_of(rule)).collect()
    }

    /// Runs one rule's examples.
    pub fn check_examples_of(&self, rule: &Rule) -> Vec<String> {
        let alone = self.only(rule);
        let fires = rule.examples.fires.iter().map(|example| (example, true));
        let quiet = rule.examples.quiet.iter().map(|example| (example, false));
        let mut faults = Vec::new();
        for (example, should_fire) in fires.chain(quiet) {
            let stage = match Stage::build(example) {
                Ok(stage) => stage,
                Err(reason) => {
                    faults.push(format!("rule {}, example “{}”: {reason}", rule.id, example.note));
                    continue;
                }
            };
            let Stage { evidence, resolution, locations, listed, .. } = &stage;
            let findings = evaluate_with(evidence, resolution, locations, &alone, listed.clone());
            let is_anyones = matches!(rule.subject, Subject::Person | Subject::Agent | Subject::Household)
                || rule.kind == Kind::Motif;
            let is_about = |subject| is_anyones || subject == stage.subject;
            let fired = findings.hits.iter().any(|hit| hit.rule == rule.id && is_about(hit.subject));
            if fired != should_fire {
                let did = if fired { "fires and should not" } else { "does not fire and should" };
                let unknown = findings.unknown.iter().find(|unknown| unknown.rule == rule.id);
                let why =
                    unknown.map(|unknown| format!(" (missing: {})", unknown.missing_en)).unwrap_or_default();
                let said = findings.hits.iter().find(|hit| hit.rule == rule.id);
                let said = said.map(|hit| format!(": {}", hit.sentence_en)).unwrap_or_default();
                faults.push(format!("rule {}, example “{}” {did}{why}{said}", rule.id, example.note));
            }
        }
        faults
    }
}

/// The evidence of every example of every rule.
#[cfg(test)]
pub(crate) fn stages(packs: &Packs) -> Vec<Evidence> {
    let examples = packs.running().flat_map(|rule| rule.examples.fires.iter().chain(&rule.examples.quiet));
    examples.filter_map(|example| Stage::build(example).ok()).map(|stage| stage.evidence).collect()
}

/// An example as evidence.
struct Stage {
    evidence: Evidence,
    resolution: Resolution,
    locations: Locations,
    subject: ClusterIx,
    listed: BTreeMap<String, BTreeMap<[u8; 32], i64>>,
}

impl Stage {
    fn build(example: &Example) -> Result<Self, String> {
        let mut evidence = Evidence::default();
        evidence.begin(Source::named("example"));
        let record = evidence.record(&Locator::new("example", 0, 0, 0));
        let is_business = example.people.iter().any(|person| person.name == "subject" && person.business);
        let subject = evidence.entity("subject", if is_business { "Company" } else { "Person" });
        for (account, schema) in [(ACCOUNT, "BankAccount"), (CHAT, "UserAccount")] {
            evidence.entity(account, schema);
        }
        for person in &example.people {
            let record = evidence.record(&Locator::new("person", 0, 0, 0));
            person.declare(&mut evidence, record);
        }
        own(&mut evidence, "subject", record);
        for happening in &example.events {
            for number in 1..=happening.times.unwrap_or(1) {
                let record = evidence.record(&Locator::new("event", u64::from(number), 0, 0));
                happening.play(&mut evidence, record, number)?;
            }
        }
        for answer in &example.answers {
            let record = evidence.record(&Locator::new("answer", 0, 0, 0));
            answer.play(&mut evidence, record, subject)?;
        }
        let resolution = Resolution::alone(&evidence);
        let subject = resolution.cluster(subject).ok_or("no subject")?;
        let locations = locate(&evidence, gazetteer());
        let mut listed: BTreeMap<String, BTreeMap<[u8; 32], i64>> = BTreeMap::new();
        for known in &example.known {
            let date = known.date.as_deref().unwrap_or(LISTED);
            let date: jiff::civil::Date =
                date.parse().map_err(|_unread| format!("“{date}” is not a date"))?;
            let day = crate::facts::days(date).ok_or("a date far away")?;
            let values = [
                ("phone", &known.phone),
                ("email", &known.email),
                ("address", &known.address),
                ("name", &known.name),
                ("account", &known.account),
            ];
            for (kind, value) in values {
                let entries = listed.entry(known.list.clone()).or_default();
                entries.extend(value.as_ref().map(|value| (hash(kind, value), day)));
            }
        }
        Ok(Self { evidence, resolution, locations, subject, listed })
    }
}

/// The subject's account with a bank, and with a chat.
const ACCOUNT: &str = "account";
const CHAT: &str = "chat";

/// Gives a person of an example the account it pays from: the subject's own, or one of the person's name.
fn own(evidence: &mut Evidence, person: &str, record: RecordIx) {
    let accounts: &[&str] =
        if person == "subject" { &[ACCOUNT, CHAT] } else { &[&format!("{person}’s account")] };
    for account in accounts {
        if *account == CHAT {
            let chat = evidence.entity(CHAT, "UserAccount");
            evidence.statement(&NewStatement::new(chat, "owner", person, record));
            continue;
        }
        evidence.entity(account, "BankAccount");
        let owns = evidence.entity(&format!("{person} owns {account}"), "Ownership");
        evidence.statement(&NewStatement::new(owns, "owner", person, record));
        evidence.statement(&NewStatement::new(owns, "asset", account, record));
    }
}

impl Person {
    fn declare(&self, evidence: &mut Evidence, record: RecordIx) {
        let schema = if self.business { "Company" } else { "Person" };
        let entity = evidence.entity(&self.name, schema);
        let mut say = |entity, property: &str, value: &str| {
            evidence.statement(&NewStatement::new(entity, property, value, record));
        };
        say(entity, "name", &self.name);
        let said = [
            ("phone", &self.phone),
            ("email", &self.email),
            ("address", &self.address),
            ("passportNumber", &self.document),
            ("profession", &self.occupation),
            ("sector", &self.industry),
            ("birthDate", &self.born),
        ];
        for (property, value) in said.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?))) {
            say(entity, property, value);
        }
        if self.name != "subject" {
            own(evidence, &self.name, record);
        }
        self.link(evidence, &self.name, record);
    }

    /// What stands in entities of their own: opening of the account, income, relatives, employers, chat accounts.
    fn link(&self, evidence: &mut Evidence, name: &str, record: RecordIx) {
        let account = if name == "subject" { ACCOUNT.to_owned() } else { format!("{name}’s account") };
        if let Some(opened) = &self.opened {
            let account = evidence.entity(&account, "BankAccount");
            evidence.statement(&NewStatement::new(account, "openingDate", opened, record));
        }
        let mut entity = |schema: &str, properties: &[(&str, &str)]| {
            let entity = evidence.entity(&format!("{name} {schema}"), schema);
            for (property, value) in properties {
                evidence.statement(&NewStatement::new(entity, property, value, record));
            }
        };
        if let Some(income) = &self.income {
            let yearly = income.0.parse::<i64>().map(|month| month.saturating_mul(12).to_string());
            entity("TaxRoll", &[("taxee", name), ("income", yearly.as_deref().unwrap_or(""))]);
        }
        if let Some(relative) = &self.relative {
            entity("Family", &[("person", name), ("relative", relative)]);
        }
        if let Some(employer) = &self.employer {
            entity("Employment", &[("employee", name), ("employer", employer)]);
            evidence.entity(employer, "Organization");
        }
        if let Some(username) = &self.username {
            let chat = evidence.entity(&format!("{name}’s chat"), "UserAccount");
            evidence.statement(&NewStatement::new(chat, "username", username, record));
            evidence.statement(&NewStatement::new(chat, "owner", name, record));
        }
    }
}

impl Answer {
    fn play(&self, evidence: &mut Evidence, record: RecordIx, subject: EntityIx) -> Result<(), String> {
        let quantity = match self.said.as_str() {
            "yes" => Some(1),
            "no" => Some(0),
            "not-observed" => None,
            other => return Err(format!("“{other}” is no answer; expected yes, no or not-observed")),
        };
        let observer = self.observer.as_deref().map(|observer| evidence.entity(observer, "Person"));
        evidence.event(&NewEvent {
            time: Some(moment(self.at.as_deref().unwrap_or(LISTED))?),
            to: Some(subject),
            via: observer,
            quantity,
            party_text: &self.item,
            ..NewEvent::new(EventKind::Observation, record)
        });
        Ok(())
    }
}

impl Happening {
    fn play(&self, evidence: &mut Evidence, record: RecordIx, number: u32) -> Result<(), String> {
        let numbered =
            |text: &Option<String>| text.as_deref().unwrap_or("").replace("{n}", &number.to_string());
        let kind = self.kind.as_deref().unwrap_or("payment");
        let kind = EventKind::parse(kind).ok_or_else(|| format!("no kind of event “{kind}”"))?;
        let channel = self.channel.as_deref().unwrap_or("unknown");
        let channel = Channel::parse(channel).ok_or_else(|| format!("no channel “{channel}”"))?;
        let is_chat = matches!(kind, EventKind::Message | EventKind::Call);
        let currency = self.currency.as_deref().unwrap_or("CAD");
        let currency = Currency::parse(currency).ok_or_else(|| format!("no currency “{currency}”"))?;
        let amount = self.amount.as_ref().map(|amount| parse_minor(&amount.0, '.', minor_digits(currency)));
        let amount_minor = amount.transpose().map_err(|error| error.to_string())?;
        let mut end = |name: &str| {
            let held = format!("{name}’s account");
            match name {
                "subject" if is_chat => evidence.entity(CHAT, "UserAccount"),
                "subject" => evidence.entity(ACCOUNT, "BankAccount"),
                _ if is_chat => evidence.entity(name, "UserAccount"),
                _ if evidence.find(&held).is_some() => evidence.entity(&held, "BankAccount"),
                _ => evidence.entity(name, "BankAccount"),
            }
        };
        let own = Some(end("subject"));
        let with = self.with.as_ref().map(|_| end(&numbered(&self.with)));
        let (mut from, mut to) = if self.incoming { (with, own) } else { (own, with) };
        if self.from.is_some() || self.to.is_some() {
            from = self.from.as_ref().map(|_| end(&numbered(&self.from)));
            to = self.to.as_ref().map(|_| end(&numbered(&self.to)));
        }
        if let Some(group) = &self.group {
            to = Some(evidence.entity(group, "UserAccount"));
        }
        let payee = self.payee.as_ref().map(|_| evidence.entity(&numbered(&self.payee), "Person"));
        let conductor =
            self.conductor.as_ref().map(|_| evidence.entity(&numbered(&self.conductor), "Person"));
        let (party, text, place) = (numbered(&self.party), numbered(&self.text), numbered(&self.place));
        let city = self.city.as_deref().unwrap_or("");
        evidence.event(&NewEvent {
            time: Some(self.time(number)?),
            from,
            to,
            to_party: payee,
            via: conductor,
            channel,
            amount_minor,
            currency: if amount_minor.is_some() { currency } else { Currency::NONE },
            mcc: self.mcc,
            quantity: self.quantity,
            party_text: &party,
            text: &text,
            place: PlaceMention {
                name: if place.is_empty() { city } else { &place },
                country: self.country.as_deref().unwrap_or(""),
                coordinates: spot_of(city, self.country.as_deref()).filter(|_| !place.is_empty()),
            },
            ..NewEvent::new(kind, record)
        });
        Ok(())
    }

    fn time(&self, number: u32) -> Result<Moment, String> {
        let start = moment(&self.at)?;
        let wrong = || format!("“{}” is not a date or a date with time", self.at);
        let at = start.civil().map_err(|_unread| wrong())?;
        let every = self.every.as_deref().unwrap_or("1d");
        let unread = || format!("“{every}” is not a length of time such as 2d, 3h or 10min");
        let unit = every.find(|c: char| !c.is_ascii_digit()).ok_or_else(unread)?;
        let (count, unit) = every.split_at_checked(unit).ok_or_else(unread)?;
        let count = count.parse::<i64>().ok().and_then(|count| count.checked_mul(i64::from(number) - 1));
        let (count, span) = (count.ok_or_else(unread)?, jiff::Span::new());
        let span = match unit {
            "min" => span.try_minutes(count),
            "h" => span.try_hours(count),
            "d" => span.try_days(count),
            _ => return Err(unread()),
        };
        let at = span.and_then(|span| at.checked_add(span)).map_err(|error| error.to_string())?;
        Ok(Moment::from_civil(at, None, start.precision))
    }
}

fn moment(text: &str) -> Result<Moment, String> {
    match text.parse::<jiff::civil::DateTime>() {
        Ok(at) if text.contains('T') => Ok(Moment::from_civil(at, None, Precision::Minute)),
        Ok(at) => Ok(Moment::from_civil(at, None, Precision::Day)),
        Err(_) => Err(format!("“{text}” is not a date or a date with time")),
    }
}

/// The position of a city, for events whose printed place is a branch or a machine in it.
fn spot_of(city: &str, country: Option<&str>) -> Option<(f64, f64)> {
    match gazetteer().find_best(city, country.and_then(Country::from_alpha2)) {
        Found::One(place) if !city.is_empty() => Some((place.latitude, place.longitude)),
        _ => None,
    }
}

fn locate(evidence: &Evidence, gazetteer: &Gazetteer) -> Locations {
    let mut locations = Locations::default();
    for event in evidence.events() {
        if let Some((latitude, longitude)) = event.coordinates {
            let near =
                gazetteer.places().iter().find(|own| (own.latitude, own.longitude) == (latitude, longitude));
            locations
                .of_event
                .push(near.and_then(|place| Some((known(&mut locations.all, place)?, Located::ByName))));
            continue;
        }
        let (name, country) =
            (evidence.text(event.place), Country::from_alpha2(evidence.text(event.country)));
        let found = match gazetteer.find_best(name, country) {
            Found::One(place) if !name.is_empty() => Some(place),
            _ => None,
        };
        let at = found.and_then(|place| Some((known(&mut locations.all, place)?, Located::ByName)));
        locations.of_event.push(at);
    }
    locations
}

fn known(all: &mut Vec<Location>, place: &gazetteer::Place) -> Option<LocationIx> {
    let known = all.iter().position(|own| {
        (own.name.as_str(), own.latitude.to_bits()) == (place.name, place.latitude.to_bits())
    });
    let at = known.unwrap_or(all.len());
    if known.is_none() {
        all.push(Location {
            name: place.name.to_owned(),
            country: place.country.alpha2().to_owned(),
            latitude: place.latitude,
            longitude: place.longitude,
        });
    }
    u32::try_from(at).ok().map(LocationIx)
}
