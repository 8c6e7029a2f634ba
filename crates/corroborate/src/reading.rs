//! How one event reads against one claim: what it agrees in, differs in, and is silent about.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{Event, EventKind, Evidence};
use gazetteer::Gazetteer;
use resolve::{ClusterIx, Lineage, Locations, Resolution};

use crate::coverage::Coverage;
use crate::found::{Aspect, Way};
use crate::party::{Basis, Ends, Finder, Meant, ends};
use crate::place::{Claimed, Nearness};
use crate::statement::{Amount, Claim, PartyKind, Statement, What};
use crate::traces::is_of;
use crate::when::DAY_US;

/// Everything that claims are held against.
pub(crate) struct Ground<'a> {
    pub(crate) statement: &'a Statement,
    pub(crate) evidence: &'a Evidence,
    pub(crate) resolution: &'a Resolution,
    pub(crate) locations: &'a Locations,
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) finder: &'a Finder<'a>,
    pub(crate) people: &'a BTreeMap<String, Meant>,
    pub(crate) coverage: &'a Coverage,
    /// Events with someone of the statement in them.
    pub(crate) events: Vec<Relevant<'a>>,
}

/// An event with someone of the statement in it.
pub(crate) struct Relevant<'a> {
    pub(crate) event: Event<'a>,
    pub(crate) ends: BTreeMap<&'a str, Ends>,
}

/// A claim with its places looked up.
pub(crate) struct Asked<'a> {
    pub(crate) claim: &'a Claim,
    pub(crate) places: Vec<Claimed>,
}

/// What an event says of a claim.
pub(crate) struct Reading {
    pub(crate) agrees: BTreeSet<Aspect>,
    pub(crate) differs: BTreeSet<Aspect>,
    pub(crate) silent: BTreeSet<Aspect>,
    pub(crate) way: Way,
    pub(crate) basis: Option<Basis>,
    pub(crate) claimed_place: Option<usize>,
    /// Keys of those who are in it.
    pub(crate) keys: BTreeSet<String>,
    /// Which of the claimed words it holds.
    pub(crate) words: BTreeSet<usize>,
}

/// Someone else's message may come so much before or after the thing it speaks of. Ours.
const TALK_US: i64 = 2 * DAY_US;

impl Ground<'_> {
    /// One pass over all events; names as printed are compared once each.
    pub(crate) fn relevant(&mut self) {
        let mut printed = BTreeMap::new();
        for event in self.evidence.events() {
            let mut found = BTreeMap::new();
            for (key, party) in self.people {
                let mut at = ends(&event, party, self.resolution);
                let (.., printed_payer) = self.finder.sides_known(&event);
                if let Some(is_payer) = printed_payer.filter(|_| at.any().is_none()) {
                    let basis = *printed
                        .entry((key.as_str(), event.party_text))
                        .or_insert_with(|| party.printed(self.evidence.text(event.party_text)));
                    if let Some(basis) = basis {
                        at.print(is_payer, basis);
                    }
                }
                if at.any().is_some() {
                    found.insert(key.as_str(), at);
                }
            }
            if !found.is_empty() {
                self.events.push(Relevant { event, ends: found });
            }
        }
    }

    /// What an event says of a claim; none if it is of something else.
    pub(crate) fn read(&self, asked: &Asked<'_>, relevant: &Relevant<'_>) -> Option<Reading> {
        let claim = asked.claim;
        if !is_of(claim.what, &relevant.event) {
            return None;
        }
        let mut reading = match claim.what {
            What::Payment => self.paid(relevant, &claim.who, &claim.with)?,
            What::Work => {
                let mut reading = self.paid(relevant, &claim.with, &claim.who)?;
                reading.turn();
                // Wages from whom one does not know are wages.
                reading.agrees.contains(&Aspect::Who).then_some(reading)?
            }
            What::Contact => self.spoke(claim, relevant)?,
            _ => self.was_there(claim, relevant)?,
        };
        if matches!(claim.what, What::Payment | What::Work) {
            // A payment of which one side is not known may be anybody's: near at most.
            let (sides, silent): (BTreeSet<_>, BTreeSet<_>) = std::mem::take(&mut reading.silent)
                .into_iter()
                .partition(|aspect| matches!(aspect, Aspect::Who | Aspect::With));
            reading.differs.extend(sides);
            reading.silent = silent;
        }
        self.when(asked, &relevant.event, &mut reading);
        self.place(asked, &relevant.event, &mut reading);
        amount(claim, &relevant.event, &mut reading);
        Some(reading)
    }

    fn paid(&self, relevant: &Relevant<'_>, payer: &[String], payee: &[String]) -> Option<Reading> {
        let event = &relevant.event;
        let (from, mut keys) = best(payer, relevant, |ends| ends.from.into_iter().chain(ends.via).min());
        let (to, more) = best(payee, relevant, |ends| ends.to);
        keys.extend(more);
        let (from_known, to_known, _) = self.finder.sides_known(event);
        let mut reading = Reading::new(from.into_iter().chain(to).max(), keys);
        let mut side = |keys: &[String], basis: Option<Basis>, known: bool, aspect: Aspect| {
            match (keys.is_empty(), basis) {
                (true, _) => {}
                (false, Some(_)) => {
                    reading.agrees.insert(aspect);
                }
                (false, None) if known => return None,
                (false, None) => {
                    reading.silent.insert(aspect);
                }
            }
            Some(())
        };
        // The sides of wages are turned afterwards.
        side(payer, from, from_known, Aspect::Who)?;
        side(payee, to, to_known, Aspect::With)?;
        (from.is_some() || to.is_some()).then_some(reading)
    }

    /// The clusters that may be any of these.
    pub(crate) fn clusters<'k>(&self, keys: impl IntoIterator<Item = &'k String>) -> BTreeSet<ClusterIx> {
        keys.into_iter()
            .filter_map(|key| self.people.get(key))
            .flat_map(|party| party.all.keys().copied())
            .collect()
    }

    fn spoke(&self, claim: &Claim, relevant: &Relevant<'_>) -> Option<Reading> {
        let event = &relevant.event;
        let (who, mut keys) = best(&claim.who, relevant, Ends::any);
        let (with, more) = best(&claim.with, relevant, Ends::any);
        keys.extend(more);
        let chat = event.to.and_then(|to| self.resolution.cluster(to));
        // In a group's chat everyone who writes is written to.
        let takes_part = |side: &[String]| {
            let clusters = self.clusters(side);
            let chat = BTreeSet::from_iter(chat);
            self.coverage.iter().any(|(source, kind, reach)| {
                kind == event.kind
                    && Some(source) == self.evidence.source_of(event.record)
                    && reach.partners(&chat).any(|members| !members.is_disjoint(&clusters))
            })
        };
        let who_there = who.is_some() || with.is_some() && takes_part(&claim.who);
        let with_there = claim.with.is_empty() || with.is_some() || who.is_some() && takes_part(&claim.with);
        if !(who_there && with_there) {
            return None;
        }
        let mut reading = Reading::new(who.into_iter().chain(with).max(), keys);
        reading.agrees.insert(Aspect::Who);
        if !claim.with.is_empty() {
            reading.agrees.insert(Aspect::With);
        }
        if !claim.words.is_empty() {
            let text = plain(event.text);
            let held = claim.words.iter().enumerate().filter(|(_, word)| text.contains(&plain(word)));
            reading.words = held.map(|(at, _)| at).collect();
            if reading.words.is_empty() {
                return None;
            }
            reading.agrees.insert(Aspect::Words);
        }
        Some(reading)
    }

    fn was_there(&self, claim: &Claim, relevant: &Relevant<'_>) -> Option<Reading> {
        let event = &relevant.event;
        let mover = |ends: Ends| ends.from.into_iter().chain(ends.via).min();
        let (who, mut keys) = best(&claim.who, relevant, mover);
        let (with, more) = best(&claim.with, relevant, mover);
        keys.extend(more);
        let mut reading = Reading::new(who.or(with), keys);
        match (who, with) {
            (Some(_), _) => {
                reading.agrees.insert(Aspect::Who);
                if self.is_thing(&claim.who, event) {
                    reading.way = Way::Beside;
                }
            }
            (None, Some(_)) => {
                reading.silent.insert(Aspect::Who);
                reading.way = Way::Beside;
            }
            (None, None) => return None,
        }
        if !claim.with.is_empty() {
            let side = if with.is_some() { &mut reading.agrees } else { &mut reading.silent };
            side.insert(Aspect::With);
        }
        Some(reading)
    }

    /// Whether what an event records is a thing of a person's and not the person: a card, an account, a phone.
    pub(crate) fn is_thing(&self, keys: &[String], event: &Event<'_>) -> bool {
        let persons = keys.iter().filter_map(|key| self.people.get(key));
        let persons =
            persons.filter(|party| matches!(party.kind, PartyKind::Person | PartyKind::Organization));
        let clusters: BTreeSet<ClusterIx> = persons.flat_map(|party| party.all.keys().copied()).collect();
        let here = |entity: &evidence::EntityIx| {
            self.resolution.cluster(*entity).is_some_and(|cluster| clusters.contains(&cluster))
        };
        let of_them = || [event.from, event.from_party, event.via].into_iter().flatten().filter(here);
        let in_person = |entity| Lineage::of(self.evidence.schema(entity)) == Lineage::Party;
        // Who is named behind an account that paid was not seen there.
        of_them().next().is_some() && (event.kind == EventKind::Payment || !of_them().any(in_person))
    }

    fn when(&self, asked: &Asked<'_>, event: &Event<'_>, reading: &mut Reading) {
        let Some(window) = &asked.claim.when else { return };
        let Some(time) = event.time else {
            reading.silent.insert(Aspect::When);
            return;
        };
        let (start, end, slack) = window.place(&time, self.longitude(asked, event));
        let reach = asked.claim.tolerance.time_us.saturating_add(slack);
        let fits = start < window.end_us.saturating_add(reach) && end > window.start_us.saturating_sub(reach);
        let side = match fits {
            false => &mut reading.differs,
            // A record that knows only the month cannot bear out a day.
            true if time.precision < window.precision && time.precision < evidence::Precision::Day => {
                &mut reading.silent
            }
            true => &mut reading.agrees,
        };
        side.insert(Aspect::When);
    }

    /// About where an event's clock hangs.
    pub(crate) fn longitude(&self, asked: &Asked<'_>, event: &Event<'_>) -> Option<f64> {
        let own = self.locations.of(event.ix).map(|at| at.longitude);
        own.or_else(|| asked.places.iter().find_map(|place| place.only()).map(|at| at.longitude))
    }

    fn place(&self, asked: &Asked<'_>, event: &Event<'_>, reading: &mut Reading) {
        if asked.places.is_empty() {
            return;
        }
        let within = asked.claim.tolerance.place_km;
        let mut outside = false;
        let mut best: Option<(f64, usize)> = None;
        for (at, place) in asked.places.iter().enumerate() {
            match place.nearness(event, self.evidence, self.locations, within) {
                Nearness::Within(km) if best.is_none_or(|(least, _)| km < least) => best = Some((km, at)),
                Nearness::Outside(_) => outside = true,
                Nearness::Within(_) | Nearness::Unknown => {}
            }
        }
        let side = match (best, outside) {
            (Some(_), _) => &mut reading.agrees,
            // Where money was paid from is not where it was claimed to be paid, nor is it against it.
            (None, true) if asked.claim.what != What::Payment => &mut reading.differs,
            _ => &mut reading.silent,
        };
        side.insert(Aspect::Where);
        reading.claimed_place = best.map(|(_, at)| at);
    }

    /// Whether a message of someone of the statement speaks of what is claimed.
    pub(crate) fn mentions(&self, asked: &Asked<'_>, relevant: &Relevant<'_>) -> Option<Reading> {
        let (claim, event) = (asked.claim, &relevant.event);
        let window = claim.when.as_ref()?;
        if event.kind != EventKind::Message || matches!(claim.what, What::Contact | What::Uses) {
            return None;
        }
        let (start, end, slack) = window.place(&event.time?, self.longitude(asked, event));
        let reach = claim.tolerance.time_us.max(TALK_US).saturating_add(slack);
        if start >= window.end_us.saturating_add(reach) || end <= window.start_us.saturating_sub(reach) {
            return None;
        }
        let text = plain(event.text);
        let mut agrees = BTreeSet::new();
        if claim.amount.is_some_and(|amount| has_number(&text, amount)) {
            agrees.insert(Aspect::Amount);
        }
        if !claim.words.is_empty() && claim.words.iter().all(|word| text.contains(&plain(word))) {
            agrees.insert(Aspect::Words);
        }
        let claimed_place = self.place_in(event.text, asked);
        if claimed_place.is_some() {
            agrees.insert(Aspect::Where);
        }
        if agrees.is_empty() {
            return None;
        }
        let words: BTreeSet<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
        let spoken = |key: &String| {
            let sent = relevant.ends.get(key.as_str()).is_some_and(|ends| ends.any().is_some());
            let named = self.people.get(key).is_some_and(|party| !party.tokens().is_disjoint(&words));
            sent || named
        };
        for (aspect, keys) in [(Aspect::Who, &claim.who), (Aspect::With, &claim.with)] {
            if keys.iter().any(spoken) {
                agrees.insert(aspect);
            }
        }
        agrees.insert(Aspect::When);
        // One word is chance; a sum or a place with someone, or both, is talk of it.
        if agrees.len() < 3 {
            return None;
        }
        let speaker = self.statement.speaker.as_deref();
        let own = speaker.and_then(|key| relevant.ends.get(key)).is_some_and(|ends| ends.from.is_some());
        let silent = stated(claim).difference(&agrees).copied().collect();
        let way = if own { Way::OwnWords } else { Way::Mentioned };
        let keys = relevant.ends.keys().map(|key| (*key).to_owned()).collect();
        Some(Reading { agrees, silent, way, claimed_place, ..Reading::new(None, keys) })
    }

    /// Which claimed place a text names.
    fn place_in(&self, text: &str, asked: &Asked<'_>) -> Option<usize> {
        if asked.places.is_empty() {
            return None;
        }
        let named = self.gazetteer.find_in_text(text);
        let candidates = |located: &gazetteer::Located<'_>| -> Vec<(f64, f64)> {
            match located {
                gazetteer::Located::One(place) => vec![(place.latitude, place.longitude)],
                gazetteer::Located::Ambiguous(places) => {
                    places.iter().map(|place| (place.latitude, place.longitude)).collect()
                }
                gazetteer::Located::Unknown => Vec::new(),
            }
        };
        let points: Vec<(f64, f64)> = named.iter().flat_map(|(_, located)| candidates(located)).collect();
        let near = |place: &Claimed| {
            place.candidates.iter().any(|one| {
                points.iter().any(|at| {
                    gazetteer::distance_km(one.latitude, one.longitude, at.0, at.1)
                        <= asked.claim.tolerance.place_km
                })
            })
        };
        asked.places.iter().position(near)
    }
}

/// The surest basis by which any of these stands at an end of an event, and which of them do.
fn best<'k>(
    keys: impl IntoIterator<Item = &'k String>,
    relevant: &Relevant<'_>,
    end: impl Fn(Ends) -> Option<Basis>,
) -> (Option<Basis>, BTreeSet<String>) {
    let found = keys.into_iter().filter_map(|key| {
        let basis = end(*relevant.ends.get(key.as_str())?)?;
        Some((basis, key.clone()))
    });
    let found: Vec<(Basis, String)> = found.collect();
    (found.iter().map(|(basis, _)| *basis).min(), found.into_iter().map(|(_, key)| key).collect())
}

/// The aspects that a claim states.
pub(crate) fn stated(claim: &Claim) -> BTreeSet<Aspect> {
    [
        (Aspect::Who, !claim.who.is_empty()),
        (Aspect::With, !claim.with.is_empty()),
        (Aspect::When, claim.when.is_some()),
        (Aspect::Where, !claim.places.is_empty()),
        (Aspect::Amount, claim.amount.is_some()),
        (Aspect::Words, !claim.words.is_empty() && claim.what == What::Contact),
    ]
    .into_iter()
    .filter_map(|(aspect, is_said)| is_said.then_some(aspect))
    .collect()
}

/// Lower case, and figures without the spaces that group them.
fn plain(text: &str) -> String {
    let lower: Vec<char> = text.to_lowercase().chars().collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| lower.get(at)).is_some_and(char::is_ascii_digit);
    let keep = |(at, c): (usize, &char)| {
        let groups = (c.is_whitespace() || matches!(c, ',' | '.' | '\'' | '’'))
            && is_digit(at.checked_sub(1))
            && (1..=3).all(|step| is_digit(Some(at + step)));
        (!groups).then_some(*c)
    };
    lower.iter().enumerate().filter_map(keep).collect()
}

/// Whether a text holds the whole part of an amount as a number of its own.
fn has_number(text: &str, amount: Amount) -> bool {
    let whole = amount.minor / 10_i64.pow(evidence::minor_digits(amount.currency));
    let sought = whole.to_string();
    text.split(|c: char| !c.is_ascii_digit()).any(|number| number == sought)
}

fn amount(claim: &Claim, event: &Event<'_>, reading: &mut Reading) {
    let Some(said) = claim.amount else { return };
    let side = match event.amount_minor {
        Some(minor) if event.currency == said.currency => {
            let apart = (minor - said.minor).unsigned_abs() as f64;
            if apart <= said.minor as f64 * claim.tolerance.amount_share {
                &mut reading.agrees
            } else {
                &mut reading.differs
            }
        }
        _ => &mut reading.silent,
    };
    side.insert(Aspect::Amount);
}

impl Reading {
    fn new(basis: Option<Basis>, keys: BTreeSet<String>) -> Self {
        Self {
            agrees: BTreeSet::new(),
            differs: BTreeSet::new(),
            silent: BTreeSet::new(),
            way: Way::Itself,
            basis,
            claimed_place: None,
            keys,
            words: BTreeSet::new(),
        }
    }

    /// The sides of a payment of wages are those of a payment, turned.
    fn turn(&mut self) {
        for side in [&mut self.agrees, &mut self.silent] {
            let turned = side.iter().map(|aspect| match aspect {
                Aspect::Who => Aspect::With,
                Aspect::With => Aspect::Who,
                other => *other,
            });
            *side = turned.collect();
        }
    }

    /// Whether it says more than who.
    pub(crate) fn is_telling(&self, claim: &Claim) -> bool {
        let more = |aspect: &&Aspect| !matches!(aspect, Aspect::Who | Aspect::With);
        let stated = stated(claim);
        !stated.iter().any(|aspect| more(&aspect)) || self.agrees.iter().any(|aspect| more(&aspect))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_found_in_a_text_however_it_is_grouped_and_not_within_another() {
        let amount = |minor| Amount { minor, currency: evidence::Currency::parse("EUR").unwrap() };
        for (text, minor, expected) in [
            ("Tarif 3 600 euros", 360_000, true),
            ("3,600 each", 360_000, true),
            ("il manque 900.", 90_000, true),
            ("+33 1 99 00 1900", 90_000, false),
            ("900,5", 90_000, true),
        ] {
            assert_eq!(has_number(&plain(text), amount(minor)), expected, "{text}");
        }
    }
}
