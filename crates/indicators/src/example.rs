//! The examples that come with each rule, and running them.
//!
//! An example is about `subject`: a person with a bank account and a chat account. Its events are written in short
//! form; places are looked up in the gazetteer; everyone is only who their name says.

use evidence::{
    Channel, Currency, EntityIx, EventKind, Evidence, Locator, Moment, NewEvent, NewStatement, PlaceMention,
    Precision, RecordIx, Sink, Source, minor_digits, parse_minor,
};
use gazetteer::{Country, Gazetteer, Located as Found};
use resolve::{Cluster, ClusterIx, Located, Location, LocationIx, Locations, Resolution};
use serde::Deserialize;

use crate::engine::evaluate;
use crate::ordered::Scalar;
use crate::pack::{Kind, Packs};

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
    events: Vec<Happening>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    name: String,
    phone: Option<String>,
    email: Option<String>,
    address: Option<String>,
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
    /// The chat group a message is written to.
    group: Option<String>,
    /// The person the payment is for.
    payee: Option<String>,
    party: Option<String>,
    text: Option<String>,
    city: Option<String>,
    country: Option<String>,
    times: Option<u32>,
    every: Option<String>,
}

impl Packs {
    /// Runs every rule's examples; one sentence for each that does not do what it says.
    pub fn check_examples(&self) -> Vec<String> {
        let gazetteer = Gazetteer::embedded();
        let mut faults = Vec::new();
        for rule in self.rules() {
            let fires = rule.examples.fires.iter().map(|example| (example, true));
            let quiet = rule.examples.quiet.iter().map(|example| (example, false));
            for (example, should_fire) in fires.chain(quiet) {
                let stage = match Stage::build(example, &gazetteer) {
                    Ok(stage) => stage,
                    Err(reason) => {
                        faults.push(format!("rule {}, example “{}”: {reason}", rule.id, example.note));
                        continue;
                    }
                };
                let findings = evaluate(&stage.evidence, &stage.resolution, &stage.locations, self);
                let is_about = |subject| rule.kind == Kind::Shared || subject == stage.subject;
                let fired = findings.hits.iter().any(|hit| hit.rule == rule.id && is_about(hit.subject));
                if fired != should_fire {
                    let did = if fired { "fires and should not" } else { "does not fire and should" };
                    let unknown = findings.unknown.iter().find(|unknown| unknown.rule == rule.id);
                    let why = unknown
                        .map(|unknown| format!(" (missing: {})", unknown.missing_en))
                        .unwrap_or_default();
                    faults.push(format!("rule {}, example “{}” {did}{why}", rule.id, example.note));
                }
            }
        }
        faults
    }
}

/// An example as evidence.
struct Stage {
    evidence: Evidence,
    resolution: Resolution,
    locations: Locations,
    subject: ClusterIx,
}

impl Stage {
    fn build(example: &Example, gazetteer: &Gazetteer) -> Result<Self, String> {
        let mut evidence = Evidence::default();
        evidence.begin(Source::named("example"));
        let record = evidence.record(&Locator::new("example", 0, 0, 0));
        let subject = evidence.entity("subject", "Person");
        let (account, chat) =
            (evidence.entity("account", "BankAccount"), evidence.entity("chat", "UserAccount"));
        let owns = evidence.entity("owns", "Ownership");
        for (entity, property, value) in
            [(owns, "owner", "subject"), (owns, "asset", "account"), (chat, "owner", "subject")]
        {
            evidence.statement(&NewStatement::new(entity, property, value, record));
        }
        for person in &example.people {
            let record = evidence.record(&Locator::new("person", 0, 0, 0));
            let entity = evidence.entity(&person.name, "Person");
            let said = [("phone", &person.phone), ("email", &person.email), ("address", &person.address)];
            evidence.statement(&NewStatement::new(entity, "name", &person.name, record));
            for (property, value) in
                said.into_iter().filter_map(|(property, value)| Some((property, value.as_ref()?)))
            {
                evidence.statement(&NewStatement::new(entity, property, value, record));
            }
        }
        for happening in &example.events {
            for number in 1..=happening.times.unwrap_or(1) {
                let record = evidence.record(&Locator::new("event", u64::from(number), 0, 0));
                happening.play(&mut evidence, record, (account, chat), number)?;
            }
        }
        let resolution = everyone_alone(&evidence);
        let subject = resolution.cluster(subject).ok_or("no subject")?;
        let locations = locate(&evidence, gazetteer);
        Ok(Self { evidence, resolution, locations, subject })
    }
}

impl Happening {
    fn play(
        &self,
        evidence: &mut Evidence,
        record: RecordIx,
        (account, chat): (EntityIx, EntityIx),
        number: u32,
    ) -> Result<(), String> {
        let numbered =
            |text: &Option<String>| text.as_deref().unwrap_or("").replace("{n}", &number.to_string());
        let kind = self.kind.as_deref().unwrap_or("payment");
        let kind = EventKind::parse(kind).ok_or_else(|| format!("no kind of event “{kind}”"))?;
        let channel = self.channel.as_deref().unwrap_or("unknown");
        let channel = Channel::parse(channel).ok_or_else(|| format!("no channel “{channel}”"))?;
        let is_payment = kind == EventKind::Payment;
        let currency = self.currency.as_deref().unwrap_or("CAD");
        let currency = Currency::parse(currency).ok_or_else(|| format!("no currency “{currency}”"))?;
        let amount = self.amount.as_ref().map(|amount| parse_minor(&amount.0, '.', minor_digits(currency)));
        let amount_minor = amount.transpose().map_err(|error| error.to_string())?;
        let schema = if is_payment { "BankAccount" } else { "UserAccount" };
        let with = self.with.as_ref().map(|_| evidence.entity(&numbered(&self.with), schema));
        let group = self.group.as_ref().map(|group| evidence.entity(group, "UserAccount"));
        let own = Some(if is_payment { account } else { chat });
        let (from, to) = if self.incoming { (with, group.or(own)) } else { (own, group.or(with)) };
        let payee = self.payee.as_ref().map(|_| evidence.entity(&numbered(&self.payee), "Person"));
        let (party, text) = (numbered(&self.party), numbered(&self.text));
        let country = self.country.as_deref().unwrap_or("");
        evidence.event(&NewEvent {
            time: Some(self.time(number)?),
            from,
            to,
            to_party: payee,
            channel,
            amount_minor,
            currency: if is_payment { currency } else { Currency::NONE },
            mcc: self.mcc,
            party_text: &party,
            text: &text,
            place: PlaceMention { name: self.city.as_deref().unwrap_or(""), country, coordinates: None },
            ..NewEvent::new(kind, record)
        });
        Ok(())
    }

    fn time(&self, number: u32) -> Result<Moment, String> {
        let wrong = || format!("“{}” is not a date or a date with time", self.at);
        let (at, precision) = match self.at.parse::<jiff::civil::DateTime>() {
            Ok(at) if self.at.contains('T') => (at, Precision::Minute),
            Ok(at) => (at, Precision::Day),
            Err(_) => return Err(wrong()),
        };
        let every = self.every.as_deref().unwrap_or("1d");
        let (count, unit) = every.split_at_checked(every.len().saturating_sub(1)).ok_or_else(wrong)?;
        let count = count.parse::<i64>().ok().and_then(|count| count.checked_mul(i64::from(number) - 1));
        let count = count.ok_or_else(|| format!("“{every}” is not a length of time such as 2d or 3h"))?;
        let span = jiff::Span::new();
        let span = if unit == "h" { span.try_hours(count) } else { span.try_days(count) };
        let at = span.and_then(|span| at.checked_add(span)).map_err(|error| error.to_string())?;
        Ok(Moment::from_civil(at, None, precision))
    }
}

fn everyone_alone(evidence: &Evidence) -> Resolution {
    let alone = |entity| Cluster { members: vec![entity], reasons: Vec::new(), probability: 1.0 };
    Resolution {
        clusters: evidence.entities().map(alone).collect(),
        cluster_of: evidence.entities().map(|entity| ClusterIx(entity.0)).collect(),
        twin_of: vec![None; evidence.event_count()],
        undecided: Vec::new(),
    }
}

fn locate(evidence: &Evidence, gazetteer: &Gazetteer) -> Locations {
    let mut locations = Locations::default();
    for event in evidence.events() {
        let (name, country) =
            (evidence.text(event.place), Country::from_alpha2(evidence.text(event.country)));
        let found = match gazetteer.find_best(name, country) {
            Found::One(place) if !name.is_empty() => Some(place),
            _ => None,
        };
        let at = found.and_then(|place| {
            let known = locations.all.iter().position(|own| own.name == place.name);
            let at = known.unwrap_or(locations.all.len());
            if known.is_none() {
                locations.all.push(Location {
                    name: place.name.to_owned(),
                    country: place.country.alpha2().to_owned(),
                    latitude: place.latitude,
                    longitude: place.longitude,
                });
            }
            Some((LocationIx(u32::try_from(at).ok()?), Located::ByName))
        });
        locations.of_event.push(at);
    }
    locations
}
