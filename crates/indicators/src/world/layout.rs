//! Legs laid out as rows.

use evidence::{Channel, Event, EventIx, Precision, Symbol};
use foldhash::HashMap;
use resolve::ClusterIx;

use super::{Leg, NOBODY, World};
use crate::field::{Field, Side};
use crate::quantity::major;
use crate::rows::{NO_PURCHASE, NONE, Rows};

impl World<'_> {
    /// Appends the rows of one subject's legs, which are in order; what it visits is added to `haunts`.
    ///
    /// Events lie in the order they were read, so that each look-up waits for memory: many are looked up at a time, and
    /// the machine waits for all of them at once.
    pub(crate) fn lay<'l>(
        &self,
        subject: u32,
        legs: impl IntoIterator<Item = &'l Leg>,
        haunts: &mut Haunts,
        rows: &mut Rows,
    ) {
        /// Ours: more would not stay in the nearest cache.
        const AT_ONCE: usize = 32;
        let wants_home = self.needs.any(&[Field::Home, Field::FromHomeKm]);
        let own = self.brief(subject);
        let address = own.address.filter(|_| wants_home);
        let mut legs = legs.into_iter().filter_map(|leg| Some((leg, self.evidence.event_at(leg.event)?)));
        let (mut some, mut around) = (Vec::with_capacity(AT_ONCE), Vec::with_capacity(AT_ONCE));
        loop {
            some.clear();
            some.extend(legs.by_ref().take(AT_ONCE));
            if some.is_empty() {
                return;
            }
            around.clear();
            around.extend(some.iter().map(|(_, event)| self.around(event)));
            for ((leg, event), around) in some.iter().zip(&around) {
                let home = if wants_home { address.or_else(|| haunts.before(leg.time_us)) } else { None };
                if wants_home && address.is_none() {
                    haunts.note(leg, event, around.city);
                }
                self.push(subject, leg, event, (around, home), own.mentions, rows);
            }
        }
    }

    fn around(&self, event: &Event<'_>) -> Around {
        let at = event.ix.0 as usize;
        Around {
            city: self.city(event.ix),
            mentions: self.known.mentions.get(at).copied().unwrap_or(0),
            source: self.evidence.source_of(event.record).map_or(0, |source| source.0.saturating_add(1)),
        }
    }

    fn push(
        &self,
        subject: u32,
        leg: &Leg,
        event: &Event<'_>,
        (around, home): (&Around, Option<u32>),
        own_facts: u32,
        rows: &mut Rows,
    ) {
        let city = around.city;
        let plus_one = |spot: Option<u32>| spot.map_or(0, |spot| spot.saturating_add(1));
        let holder = |entity: Option<evidence::EntityIx>| entity.and_then(|entity| self.holder_of(entity));
        let other = Some(ClusterIx(leg.other)).filter(|_| leg.other != NOBODY);
        let theirs = other.map(|other| self.brief(other.0)).unwrap_or_default();
        let printed = |symbol: Symbol| {
            if symbol.is_empty() { 0 } else { u32::try_from(symbol.index()).unwrap_or(0) }
        };
        let party_key = printed(event.party_text);
        rows.subject.push(subject);
        rows.time_us.push(leg.time_us);
        rows.event.push(leg.event.0);
        rows.side.push(leg.side as u8);
        rows.kind.push(event.kind as u8);
        rows.channel.push(event.channel as u8);
        rows.amount.push(event.amount_minor.map_or(NONE, |minor| major(minor, event.currency)));
        rows.currency.push(event.currency);
        let may_be_bought = matches!(event.channel, Channel::Unknown | Channel::Card | Channel::Refund);
        rows.mcc.push(event.mcc.unwrap_or(if may_be_bought { 0 } else { NO_PURCHASE }));
        let minute = event.time.and_then(|time| time.minute_of_day());
        rows.minute.push(minute.and_then(|minute| i16::try_from(minute).ok()).unwrap_or(-1));
        let day = event.time.filter(|time| time.precision >= Precision::Day);
        rows.day.push(day.map_or(NONE, |time| time.local_day()));
        rows.counterparty.push(match other {
            Some(other) => Self::key(other),
            None if party_key != 0 => party_key.saturating_mul(2).saturating_add(1),
            None => 0,
        });
        rows.payee.push(holder(event.to_party).map_or(0, Self::key));
        rows.conductor.push(holder(event.via).map_or(0, Self::key));
        rows.party.push(party_key);
        rows.place.push(printed(event.place));
        rows.city.push(plus_one(city));
        let origin = if self.needs.any(&[Field::Origin]) { theirs.address.or(city) } else { None };
        let is_known = other.is_some() || party_key != 0;
        rows.origin.push(if is_known { plus_one(origin) } else { 0 });
        rows.home.push(plus_one(home));
        let country = match city.and_then(|spot| self.spot(spot)) {
            Some(spot) if spot.country != [0, 0] => u16::from_be_bytes(spot.country),
            _ => letters_of(self.evidence.text(event.country)),
        };
        rows.country.push(country);
        rows.other_country.push(theirs.country);
        rows.mentions.push(around.mentions);
        rows.has_text.push(!event.text.is_empty());
        rows.own_facts.push(own_facts);
        rows.other_facts.push(theirs.mentions);
        rows.source.push(around.source);
    }

    fn city(&self, event: EventIx) -> Option<u32> {
        let (location, _) = self.locations.of_event.get(event.0 as usize).copied().flatten()?;
        self.known.spot_of_location.get(location.0 as usize).copied()
    }
}

/// What is kept of an event beside it: where it was, which terms it mentions, and its source, plus one.
struct Around {
    city: Option<u32>,
    mentions: u32,
    source: u32,
}

/// Where a subject without an address has mostly been: the place of most of its purchases and cash movements so far.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub(crate) struct Haunts {
    visits: HashMap<u32, u32>,
    most: Option<(u32, u32)>,
    /// What was visited at the present moment and does not count yet.
    now_us: i64,
    now: Vec<u32>,
}

impl Haunts {
    pub(crate) fn before(&mut self, us: i64) -> Option<u32> {
        if us > self.now_us {
            for spot in self.now.drain(..) {
                let visits = self.visits.entry(spot).or_insert(0);
                *visits += 1;
                if self.most.is_none_or(|(_, most)| *visits > most) {
                    self.most = Some((spot, *visits));
                }
            }
        }
        self.most.map(|(spot, _)| spot)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.visits.is_empty() && self.now.is_empty()
    }

    /// Notes a purchase or cash movement on a known day.
    fn note(&mut self, leg: &Leg, event: &Event<'_>, city: Option<u32>) {
        if let (Some(city), Channel::Card | Channel::Cash, Side::Out) = (city, event.channel, leg.side)
            && leg.time_us != NONE
        {
            self.now_us = leg.time_us;
            self.now.push(city);
        }
    }
}

fn letters_of(code: &str) -> u16 {
    <[u8; 2]>::try_from(code.as_bytes()).map_or(0, u16::from_be_bytes)
}
