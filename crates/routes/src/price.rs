//! What was said or paid for a way, beside what was published for it.
//!
//! A message or advertisement that names two places and a sum says a price from the first place to the last. A ticket is a
//! journey with an amount. Places that could be several, and currencies that could be several but for the dollar, are left.

use evidence::{Currency, Event, EventIx, EventKind, Moment, RecordIx, minor_digits};
use gazetteer::Located;
use indicators::Price;
use resolve::{Location, Locations};

use crate::trip::{STOP_KM, between, place};
use crate::{PRICES, Route, Tracing, Trip};

/// Longer texts are no offers. Ours.
const TEXT: usize = 2_000;
/// Shorter ways have no price of their own. Ours.
const WAY_KM: f64 = 50.0;
/// Most sums kept. Ours.
const OFFERS: usize = 10_000;

/// Who said a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// A ticket: it was paid.
    Ticket,
    /// A message.
    Message,
    /// An advertisement.
    Advert,
}

impl Said {
    /// Name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ticket => "ticket",
            Self::Message => "message",
            Self::Advert => "advert",
        }
    }
}

/// How a sum lies to a published price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compared {
    /// Number of the price in the list [`PRICES`].
    pub price: usize,
    /// Below, within or above it.
    pub ordering: std::cmp::Ordering,
}

/// A sum said or paid for a way.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// Who said it.
    pub said: Said,
    /// The places of the way, in the order in which they are named.
    pub places: Vec<Location>,
    /// The sum in minor units.
    pub amount_minor: i64,
    /// Its currency.
    pub currency: Currency,
    /// Whether only “dollar” was said, and the United States' is meant as the usual one.
    pub is_currency_assumed: bool,
    /// When.
    pub time: Option<Moment>,
    /// The event.
    pub event: EventIx,
    /// Its record.
    pub record: RecordIx,
    /// The published prices of ways between the same countries in the same currency and about the same time.
    pub compared: Vec<Compared>,
}

/// All sums that were said or paid for a way, in order of events.
pub(crate) fn offers(tracing: &Tracing<'_>, trips: &[Trip]) -> Vec<Offer> {
    let events = tracing.evidence.events().filter(|event| (tracing.admits)(event));
    let mut offers: Vec<Offer> = events.filter_map(|event| said(tracing, &event)).take(OFFERS).collect();
    for trip in trips {
        for (one, next) in trip.stops.iter().zip(trip.stops.iter().skip(1)) {
            let ends = [one.location, next.location].map(|at| place(tracing.locations, at).cloned());
            let places: Vec<Location> = ends.into_iter().flatten().collect();
            let tickets = next.events.iter().filter_map(|&event| tracing.evidence.event_at(event));
            offers.extend(tickets.filter_map(|event| ticket(&event, &places)));
        }
    }
    offers.sort_by_key(|offer| (offer.event, offer.said));
    offers.truncate(OFFERS);
    for offer in &mut offers {
        offer.compared = compared(tracing.packs.prices(PRICES), offer);
    }
    offers
}

fn ticket(event: &Event<'_>, places: &[Location]) -> Option<Offer> {
    let is_ticket = event.kind == EventKind::Journey && event.currency != Currency::NONE && places.len() == 2;
    is_ticket.then_some(Offer {
        said: Said::Ticket,
        places: places.to_vec(),
        amount_minor: event.amount_minor?,
        currency: event.currency,
        is_currency_assumed: false,
        time: event.time,
        event: event.ix,
        record: event.record,
        compared: Vec::new(),
    })
}

fn said(tracing: &Tracing<'_>, event: &Event<'_>) -> Option<Offer> {
    let said = match event.kind {
        EventKind::Message => Said::Message,
        EventKind::Advert => Said::Advert,
        _ => return None,
    };
    let text = event.text;
    if text.len() > TEXT {
        return None;
    }
    let (amount_minor, currency, is_currency_assumed) = sum(text)?;
    let mut places: Vec<Location> = Vec::new();
    for (_, found) in tracing.gazetteer.find_in_text(text) {
        if let Located::One(found) = found {
            let named = Location {
                name: found.name.to_owned(),
                country: found.country.alpha2().to_owned(),
                latitude: found.latitude,
                longitude: found.longitude,
            };
            if places.last() != Some(&named) {
                places.push(named);
            }
        }
    }
    let is_way = places.first().zip(places.last()).is_some_and(|(from, to)| between(from, to) >= WAY_KM);
    is_way.then_some(Offer {
        said,
        places,
        amount_minor,
        currency,
        is_currency_assumed,
        time: event.time,
        event: event.ix,
        record: event.record,
        compared: Vec::new(),
    })
}

fn compared(prices: &[Price], offer: &Offer) -> Vec<Compared> {
    let ends = || offer.places.first().into_iter().chain(offer.places.last());
    let scale = 10_i64.pow(4_u32.saturating_sub(minor_digits(offer.currency)));
    let amount = offer.amount_minor.saturating_mul(scale);
    let fits = |price: &Price| {
        price.currency() == offer.currency.as_str()
            && offer.time.is_some_and(|time| price.holds_on(time.local_day()))
            && ends().all(|end| price.countries().any(|country| country == end.country))
            && ends().map(|end| &end.country).min() != ends().map(|end| &end.country).max()
    };
    let compare = |(at, price): (usize, &Price)| {
        let ordering = if amount < price.range.0 {
            std::cmp::Ordering::Less
        } else if amount > price.range.1 {
            std::cmp::Ordering::Greater
        } else {
            std::cmp::Ordering::Equal
        };
        Compared { price: at, ordering }
    };
    prices.iter().enumerate().filter(|(_, price)| fits(price)).map(compare).collect()
}

/// Hands each route the sums that were said for it or a part of it.
pub(crate) fn attach(locations: &Locations, offers: &[Offer], routes: &mut [Route]) {
    for route in routes {
        let waypoint = |location: &Location| {
            route.waypoints.iter().position(|waypoint| {
                place(locations, waypoint.location)
                    .is_some_and(|own| own.country == location.country && between(own, location) <= STOP_KM)
            })
        };
        let is_on_it = |offer: &Offer| {
            let ends = offer.places.first().and_then(waypoint).zip(offer.places.last().and_then(waypoint));
            ends.is_some_and(|(from, to)| from < to)
        };
        let own = offers.iter().enumerate().filter(|(_, offer)| is_on_it(offer)).map(|(at, _)| at);
        route.offers = own.collect();
    }
}

/// The largest sum of money that a text says, in minor units, with its currency and whether that is a guess: of a deposit
/// and the whole, the whole is the price.
fn sum(text: &str) -> Option<(i64, Currency, bool)> {
    let mut sums = Vec::new();
    let mut rest = text;
    let mut before = "";
    while let Some(start) = rest.find(|letter: char| letter.is_numeric()) {
        let (head, tail) = rest.split_at(start);
        let head = if head.is_empty() { before } else { head };
        let (number, after) = tail.split_at(number_length(tail));
        let (thousands, unit) = match after.trim_start().strip_prefix(['k', 'K']) {
            Some(unit) if !unit.starts_with(char::is_alphanumeric) => (1_000.0, unit),
            _ => (1.0, after),
        };
        let currency = starting(unit.trim_start()).or_else(|| ending(head.trim_end()));
        if let Some(((currency, is_guess), value)) = currency.zip(value(number)) {
            let minor = value * thousands * 10_f64.powi(minor_digits(currency).cast_signed());
            if (1.0..1e15).contains(&minor) {
                #[expect(clippy::cast_possible_truncation, reason = "it is below 1e15")]
                sums.push((minor.round() as i64, currency, is_guess));
            }
        }
        (before, rest) = ("", after);
    }
    sums.into_iter().max_by_key(|sum| sum.0)
}

/// How long the number is that a text begins with: digits, and separators or single spaces before further digits.
fn number_length(text: &str) -> usize {
    let mut length = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next_is_digit = letters.peek().is_some_and(|(_, next)| next.is_numeric());
        let joins = match letter {
            '.' | ',' | '\'' | '٫' | '٬' => next_is_digit,
            // Three digits after a space are thousands.
            ' ' | '\u{a0}' | '\u{202f}' => {
                let group = text.get(at + letter.len_utf8()..).unwrap_or_default();
                group.chars().take_while(|letter| letter.is_numeric()).count() == 3
            }
            letter => letter.is_numeric(),
        };
        if !joins {
            break;
        }
        length = at + letter.len_utf8();
    }
    length
}

fn value(number: &str) -> Option<f64> {
    let parts: Vec<&str> = number.split(|letter: char| !letter.is_numeric()).collect();
    let digits = |text: &str| text.chars().map(digit).collect::<Option<String>>();
    let (last, whole) = parts.split_last()?;
    // One or two digits at the end are cents; three are thousands.
    let is_cents = !whole.is_empty() && last.chars().count() < 3;
    let text = if is_cents {
        format!("{}.{}", digits(&whole.concat())?, digits(last)?)
    } else {
        digits(&parts.concat())?
    };
    text.parse().ok()
}

/// A decimal digit of any script as ASCII.
fn digit(letter: char) -> Option<char> {
    const ZEROS: [char; 4] = ['0', '٠', '۰', '०'];
    let value = |zero: &char| u32::from(letter).checked_sub(u32::from(*zero)).filter(|value| *value < 10);
    ZEROS.iter().find_map(value).and_then(|value| char::from_digit(value, 10))
}

/// Signs and words of currencies; the dollar, if no other is said, is the United States'. Ours.
const UNITS: [(&str, &str); 19] = [
    ("€", "EUR"),
    ("£", "GBP"),
    ("₺", "TRY"),
    ("₹", "INR"),
    ("₽", "RUB"),
    ("₦", "NGN"),
    ("₪", "ILS"),
    ("₫", "VND"),
    ("₱", "PHP"),
    ("$", "USD"),
    ("euro", "EUR"),
    ("يورو", "EUR"),
    ("евро", "EUR"),
    ("ευρώ", "EUR"),
    ("dollar", "USD"),
    ("dólar", "USD"),
    ("دولار", "USD"),
    ("доллар", "USD"),
    ("δολάρι", "USD"),
];

fn unit(word: &str) -> Option<(Currency, bool)> {
    let code =
        word.get(..3).filter(|_| word.chars().take_while(|letter| letter.is_alphabetic()).count() == 3);
    if let Some(code) = code.and_then(Currency::parse).filter(|code| code.is_listed()) {
        return Some((code, false));
    }
    let word = word.to_lowercase();
    let (_, code) = UNITS.iter().find(|(unit, _)| word.starts_with(unit))?;
    Some((Currency::parse(code)?, *code == "USD"))
}

fn starting(text: &str) -> Option<(Currency, bool)> {
    unit(text.split_whitespace().next()?)
}

fn ending(text: &str) -> Option<(Currency, bool)> {
    let word = text.rsplit(char::is_whitespace).next()?;
    let sign = word.chars().next_back()?.to_string();
    unit(word).or_else(|| unit(&sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_a_number_beside_a_currency_and_the_largest_counts() {
        for (text, expected) in [
            ("Oran to Almería 3,600 euros each", Some((360_000, "EUR", false))),
            ("1200 deposit, 3 600 € at the end", Some((360_000, "EUR", false))),
            ("USD 4.500,50", Some((450_050, "USD", false))),
            ("4k dollars", Some((400_000, "USD", true))),
            ("$900", Some((90_000, "USD", true))),
            ("٣٠٠ دولار", Some((30_000, "USD", true))),
            ("3500 usd per head", Some((350_000, "USD", false))),
            ("¥5000", None),
            ("call +33 1 99 00 01 42", None),
            ("on 12.03.2026 at 4:05", None),
            ("", None),
        ] {
            let found = sum(text);
            let found = found.as_ref().map(|(minor, currency, guess)| (*minor, currency.as_str(), *guess));
            assert_eq!(found, expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text: String, digits in "[0-9٠-٩ .,'k€$]{0,30}") {
            let _ = (sum(&text), sum(&digits));
        }
    }
}
