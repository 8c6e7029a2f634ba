//! Writing lines into a sink as institutions would: with what their feeds leave out, and a line repeated now and then.

use std::fmt::Write as _;

use evidence::{Channel, Locator, NewEvent, NewStatement, PlaceMention, Precision, RecordIx, Sink};

use crate::calendar::moment;
use crate::deal::{Deal, Text};
use crate::dice::Dice;

/// How an institution's feed is.
#[derive(Clone, Copy, Debug)]
struct Feed {
    name: &'static str,
    /// Share of purchases without a category, of lines without a place, of transfers with a date only, of memos left
    /// out.
    no_mcc: f64,
    no_place: f64,
    date_only: f64,
    no_memo: f64,
    /// Times come with their offset from UTC.
    offsets: bool,
    /// Cash at branches and machines comes with their number and coordinates.
    branches: bool,
    capitals: bool,
}

const FEEDS: [Feed; 6] = [
    feed("First Meridian Bank", [0.01, 0.02, 0.05, 0.10], true, true, false),
    feed("Banque du Fleuve", [0.04, 0.05, 0.10, 0.15], true, false, false),
    feed("Northern Trust Savings", [0.02, 0.08, 0.30, 0.20], false, true, true),
    feed("Prairie Credit Union", [0.15, 0.15, 0.50, 0.30], false, false, true),
    feed("Pocket Bank", [0.01, 0.25, 0.00, 0.10], true, false, false),
    feed("Harbour & Vale", [0.30, 0.10, 0.15, 0.50], true, true, false),
];

/// How many institutions there are.
pub(crate) const BANKS: u8 = 6;

const fn feed(name: &'static str, gaps: [f64; 4], offsets: bool, branches: bool, capitals: bool) -> Feed {
    let [no_mcc, no_place, date_only, no_memo] = gaps;
    Feed { name, no_mcc, no_place, date_only, no_memo, offsets, branches, capitals }
}

/// The name of an institution.
pub(crate) fn bank_name(bank: u8) -> &'static str {
    FEEDS.get(usize::from(bank)).map_or("", |feed| feed.name)
}

/// Takes lines down.
pub(crate) struct Book<'s> {
    pub(crate) sink: &'s mut dyn Sink,
    dice: Dice,
    /// How many times what the feeds leave out is left out: 0 nothing, 1 as they are.
    gaps: f64,
    rows: u64,
    /// Lines written.
    pub(crate) events: u64,
    party: String,
    place: String,
}

impl<'s> Book<'s> {
    pub(crate) fn new(sink: &'s mut dyn Sink, seed: u64, gaps: f64) -> Self {
        let dice = Dice::new(seed, u64::MAX);
        Self { sink, dice, gaps, rows: 0, events: 0, party: String::new(), place: String::new() }
    }

    /// A record of its own.
    pub(crate) fn record(&mut self) -> RecordIx {
        self.rows += 1;
        self.sink.record(&Locator::new("row", self.rows, self.rows.saturating_mul(100), 100))
    }

    /// Says something of an entity; empty values say nothing.
    pub(crate) fn say(&mut self, entity: evidence::EntityIx, property: &str, value: &str, record: RecordIx) {
        if !value.is_empty() {
            self.sink.statement(&NewStatement::new(entity, property, value, record));
        }
    }

    /// Writes a line.
    pub(crate) fn write(&mut self, deal: &Deal) {
        let Some(&feed) = FEEDS.get(usize::from(deal.bank)) else { return };
        let is_card = matches!(deal.channel, Channel::Card | Channel::Refund);
        let lost = |dice: &mut Dice, gaps: f64, share: f64| dice.chance(gaps * share);
        let date_only =
            if is_card || deal.channel == Channel::Cash { feed.date_only / 5.0 } else { feed.date_only };
        let precision = match () {
            () if lost(&mut self.dice, self.gaps, date_only) => Precision::Day,
            () if deal.bank.is_multiple_of(2) => Precision::Second,
            () => Precision::Minute,
        };
        let seconds = self.dice.between(0, 59);
        self.party.clear();
        let party = written(&deal.party, &mut self.party);
        let is_placed = deal.placed && !lost(&mut self.dice, self.gaps, feed.no_place);
        self.place.clear();
        let mut place = PlaceMention::default();
        if is_placed {
            place.country = deal.city.country();
            if feed.branches && deal.channel == Channel::Cash {
                let branch = self.dice.below(9);
                let (latitude, longitude) = deal.city.coordinates();
                let _ =
                    write!(self.place, "Branch {}{branch} {}", u32::from(deal.city.0) + 10, deal.city.name());
                let off = branch as f64 / 1_000.0;
                place.coordinates = Some((latitude + off, longitude - off));
            } else {
                self.place.push_str(deal.city.name());
            }
            if feed.capitals {
                self.place.make_ascii_uppercase();
            }
            place.name = &self.place;
        }
        let mut memo_text = String::new();
        let memo = if lost(&mut self.dice, self.gaps, feed.no_memo) {
            ""
        } else {
            written(&deal.memo, &mut memo_text)
        };
        let mcc = deal.mcc.filter(|_| !lost(&mut self.dice, self.gaps, feed.no_mcc));
        let copies = if self.dice.chance(0.000_6 * self.gaps) { 2 } else { 1 };
        for _ in 0..copies {
            self.rows += 1;
            self.events += 1;
            let record =
                self.sink.record(&Locator::new("row", self.rows, self.rows.saturating_mul(100), 100));
            self.sink.event(&NewEvent {
                time: Some(moment(deal.at, seconds, deal.city, feed.offsets, precision)),
                from: deal.from,
                to: deal.to,
                from_party: deal.from_party,
                to_party: deal.to_party,
                via: deal.via,
                channel: deal.channel,
                amount_minor: deal.has_sum().then_some(deal.cents.abs()),
                currency: deal.currency,
                mcc,
                party_text: party,
                text: memo,
                place,
                ..NewEvent::new(deal.kind, record)
            });
        }
    }
}

fn written<'t>(text: &'t Text, scratch: &'t mut String) -> &'t str {
    match text {
        Text::Nothing => "",
        Text::Fixed(text) => text,
        Text::Made(text) => text,
        Text::Branch(name, number) => {
            let _ = write!(scratch, "{name} #{number}");
            scratch
        }
    }
}
