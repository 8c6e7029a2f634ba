//! goAML reports: what banks and others send to a financial intelligence unit (UNODC; versions 4 and 5).
//!
//! Each transaction and the activity is a record; so are the fields of the report around them. The report itself is a
//! FollowTheMoney `Note`: it is somebody's written view (reason, action, indicators), not a fact about a person and
//! not a file with a text of its own (`Document`). The note is tied to the parties it marks as suspected or describes
//! as parties of an activity, and to no one else: most people named in a report are only the other side of a payment.
//!
//! Codes are each country's own; only those that are plain words are understood. Names of the institution's staff
//! (teller, authorising officer, agent) are left in the record. Of who filed the report only the name is kept, as text,
//! not as a person.

mod accounts;
mod parties;
mod sides;

use evidence::{
    Channel, Currency, EventKind, Moment, NewEvent, PlaceMention, RecordIx, Remark, minor_digits, parse_minor,
};

use self::parties::{Parties, Party, address_line, flattened, full_name, plain, plain_of};
use self::sides::{Found, Sides, direction};
use crate::xml::{Element, Kind, Piece, Step, moment, scan};
use crate::{Broken, Head, Reader, Scribe, Text};

/// Reads goAML reports.
pub(crate) struct Goaml;

/// Elements that are taken whole wherever they stand below the root.
const WHOLE: [&str; 8] = [
    "transaction",
    "activity",
    "reporting_person",
    "location",
    "report_indicators",
    "additional_information",
    "report_parties",
    "involved_parties",
];

/// Most fields of a report that are kept before they are said.
const FIELD_LIMIT: usize = 1024;

impl Reader for Goaml {
    fn format(&self) -> &'static str {
        "goaml"
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        let root = head.xml_root().is_some_and(|root| {
            matches!(root, "report" | "reportdata") || root.eq_ignore_ascii_case("goaml")
        });
        let marks = ["rentity_id>", "<transactionnumber>", "currency_code_local>", "<t_from_my_client>"];
        root && marks.iter().any(|mark| head.text.contains(mark))
    }

    fn read(&self, text: &Text<'_>, scribe: &mut Scribe<'_>) -> Result<(), Broken> {
        let mut report = Report::default();
        let wanted = |path: &[Step]| {
            path.len() > 1 && path.last().is_some_and(|step| WHOLE.contains(&step.name.as_ref()))
        };
        let walked = scan(text.open()?, wanted, |piece| {
            report.piece(piece, scribe);
            Ok(())
        });
        report.say_fields(scribe);
        if report.midnight {
            scribe.assume("a time of exactly 00:00:00 stands for a date without a time of day: goAML's schema demands a time");
        }
        if report.undirected {
            scribe.assume(
                "an involved party whose role is a code, not a plain word, has no direction: the first such party of a \
                 transaction is put down as the one it went through, others are tied to it",
            );
        }
        walked
    }
}

/// What is known of the report while its records go by.
#[derive(Default)]
struct Report {
    /// Its number in the file.
    number: u64,
    currency: Option<Currency>,
    /// Fields that were not said yet, and where they stand; the first gives its name to their record.
    fields: Vec<(String, String)>,
    unit: (String, u64),
    start: u64,
    end: u64,
    midnight: bool,
    undirected: bool,
}

impl Report {
    fn piece(&mut self, piece: Piece<'_>, scribe: &mut Scribe<'_>) {
        if piece.kind == Kind::Opened {
            if matches!(piece.element.name(), "report" | "reportdata") {
                self.say_fields(scribe);
                (self.number, self.currency) = (self.number.saturating_add(1), None);
            }
            return;
        }
        if let Some(fault) = piece.fault {
            self.say_fields(scribe);
            return scribe.reject(piece.locator(), fault, piece.bytes);
        }
        match piece.element.name() {
            "transaction" => {
                self.say_fields(scribe);
                self.transaction(piece, scribe);
            }
            "activity" | "report_parties" | "involved_parties" => {
                self.say_fields(scribe);
                self.activity(piece, scribe);
            }
            _ => self.field(piece, scribe),
        }
    }

    /// A field of the report itself: kept until the next record begins, so that fields that stand together are one.
    fn field(&mut self, piece: Piece<'_>, scribe: &mut Scribe<'_>) {
        if self.fields.len() >= FIELD_LIMIT {
            self.say_fields(scribe);
        }
        let element = piece.element;
        if self.fields.is_empty() {
            self.unit = (piece.unit(), piece.number());
            self.start = piece.start;
        }
        self.end = piece.start.saturating_add(piece.length);
        if element.name() == "currency_code_local" {
            self.currency = Currency::parse(element.text());
        }
        let mut keep = |name: &str, value: &str| self.fields.push((name.to_owned(), value.to_owned()));
        match element.name() {
            "report_indicators" => {
                for indicator in element.children() {
                    keep("indicator", plain(indicator.text()));
                }
                keep("indicator", plain(element.text()));
            }
            "location" => keep("address", &address_line(element)),
            "reporting_person" => keep("reporting_person", &full_name(element)),
            "reason" => keep("description", plain(element.text())),
            "action" => keep("summary", plain(element.text())),
            "submission_date" | "report_date" => keep("createdAt", plain(element.text())),
            name if element.children().next().is_some() => keep(name, &flattened(element)),
            name => keep(name, plain(element.text())),
        }
    }

    fn say_fields(&mut self, scribe: &mut Scribe<'_>) {
        if self.fields.is_empty() {
            return;
        }
        let (unit, number) = std::mem::take(&mut self.unit);
        let record = scribe.record(unit, number, self.start, self.end.saturating_sub(self.start));
        let note = self.note(scribe);
        let fields = std::mem::take(&mut self.fields);
        let value = |wanted: &str| {
            fields.iter().find(|(name, _)| name == wanted).map_or("", |(_, value)| value.as_str())
        };
        let name = format!("{} {}", value("report_code"), value("entity_reference"));
        scribe.say(note.thing, "name", name.trim(), record);
        for (name, value) in &fields {
            scribe.say(note.thing, name, value, record);
        }
    }

    /// The report as an entity.
    fn note(&self, scribe: &mut Scribe<'_>) -> Party {
        let id = scribe.id_of(["report", &self.number.to_string()]);
        Party { thing: scribe.entity_with_id(&id, "Note"), id }
    }

    /// Ties the report to a party it is about.
    fn about(&self, party: &Party, scribe: &mut Scribe<'_>, record: RecordIx) {
        let note = self.note(scribe);
        scribe.link_id(note.thing, "entity", &party.id, record);
    }

    fn transaction(&mut self, piece: Piece<'_>, scribe: &mut Scribe<'_>) {
        let element = piece.element;
        let (time, amount) = match self.facts(element) {
            Ok(facts) => facts,
            Err(reason) => return scribe.reject(piece.locator(), reason, piece.bytes),
        };
        let raw_date = element.text_of("date_transaction");
        self.midnight |= plain(raw_date) != raw_date && time.is_some();
        let record = scribe.record(piece.unit(), piece.number(), piece.start, piece.length);
        let within = piece.start.to_string();
        let mut parties = Parties { scribe, record, within: &within };
        let mut sides = Sides::default();
        for child in element.children() {
            match child.name() {
                "t_from" | "t_from_my_client" => parties.side(child, "from", &mut sides),
                "t_to" | "t_to_my_client" => parties.side(child, "to", &mut sides),
                "involved_parties" => {
                    for party in child.children() {
                        parties.involved(party, &mut sides);
                    }
                }
                _ => {}
            }
        }
        self.undirected |= !sides.undirected.is_empty();
        // Who has no direction is tied to one who has, so that the record still holds them together.
        let directed = [&sides.from, &sides.to, &sides.from_party, &sides.to_party, &sides.via];
        let mut undirected = sides.undirected.iter();
        let anchor = directed.into_iter().find_map(Option::as_ref);
        if let Some(anchor) = anchor.or_else(|| undirected.next().map(|(party, _)| party)) {
            for (party, role) in undirected.filter(|(party, _)| party.id != anchor.id) {
                parties.together(party, anchor, role);
            }
        }
        let coded = sides.undirected.iter().find(|(_, role)| direction(role).is_none());
        let via = sides.via.as_ref().or(coded.map(|(party, _)| party));
        let text = memo(element, &sides.notes);
        let place = parties.place(element);
        for child in element.children() {
            match child.name() {
                "goods_services" => child.children().for_each(|item| parties.goods(item)),
                "means_of_transport" => child.children().for_each(|route| parties.route(route)),
                _ => {}
            }
        }
        for party in &sides.suspected {
            self.about(party, scribe, record);
        }
        let ix = |party: &Option<Party>| party.as_ref().map(|party| party.thing.ix);
        let ends = ((ix(&sides.from), ix(&sides.from_party)), (ix(&sides.to), ix(&sides.to_party)));
        // A negative amount is a payment back.
        let is_back = amount.is_some_and(i64::is_negative);
        let ((from, from_party), (to, to_party)) = if is_back { (ends.1, ends.0) } else { ends };
        if is_back {
            scribe.remark(record, Remark::TurnedRound);
        }
        scribe.event(&NewEvent {
            time,
            from,
            to,
            from_party,
            to_party,
            via: via.map(|party| party.thing.ix),
            channel: channel(element),
            amount_minor: amount.map(i64::saturating_abs),
            currency: self.currency.unwrap_or(Currency::NONE),
            text: &text,
            place: PlaceMention { name: &place.0, country: &place.1, coordinates: None },
            ..NewEvent::new(EventKind::Payment, record)
        });
    }

    /// Time and amount of a transaction, or why it cannot be read.
    fn facts(&self, element: Element<'_>) -> Result<(Option<Moment>, Option<i64>), String> {
        let date = plain_of(element, "date_transaction");
        let time = match moment(date) {
            None if !date.is_empty() => {
                return Err(format!("expected date_transaction as YYYY-MM-DDThh:mm:ss, found “{date}”"));
            }
            time => time,
        };
        let raw = plain_of(element, "amount_local");
        if raw.is_empty() {
            return Ok((time, None));
        }
        let digits = minor_digits(self.currency.unwrap_or(Currency::NONE));
        let decimal = raw.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-');
        match parse_minor(raw, '.', digits) {
            Ok(amount) if decimal => Ok((time, Some(amount))),
            Ok(_) => Err(format!("expected amount_local as digits with a decimal point, found “{raw}”")),
            Err(error) => Err(format!("expected amount_local as a decimal number: {error}")),
        }
    }

    fn activity(&mut self, piece: Piece<'_>, scribe: &mut Scribe<'_>) {
        let record = scribe.record(piece.unit(), piece.number(), piece.start, piece.length);
        let within = piece.start.to_string();
        let mut parties = Parties { scribe, record, within: &within };
        let (mut about, mut sides) = (Vec::new(), Sides::default());
        let element = piece.element;
        let group = element.child("report_parties").unwrap_or(element);
        for entry in group.children() {
            let Some(Found { party, .. }) = parties.named(entry, &mut sides) else { continue };
            parties.say(party.thing, "notes", plain_of(entry, "reason"));
            parties.say(party.thing, "notes", plain_of(entry, "comments"));
            parties.say(party.thing, "significance", plain_of(entry, "significance"));
            parties.say(party.thing, "reportRole", plain_of(entry, "role"));
            about.push(party);
        }
        if let Some(goods) = element.child("goods_services") {
            goods.children().for_each(|item| parties.goods(item));
        }
        for party in &about {
            self.about(party, scribe, record);
        }
    }
}

impl Parties<'_, '_> {
    /// The place of a transaction: its name as written and its country.
    fn place(&self, element: Element<'_>) -> (String, String) {
        let address = element.child("transaction_address");
        let code = address.map_or("", |address| plain_of(address, "country_code"));
        let country = self.scribe.cleaner().country(code);
        let country = if country.mark == evidence::Mark::Clean && !code.is_empty() {
            country.value.to_ascii_uppercase()
        } else {
            String::new()
        };
        let name = plain_of(element, "transaction_location");
        let line = address.map(address_line).unwrap_or_default();
        (if name.is_empty() { line } else { name.to_owned() }, country)
    }

    /// Goods or services paid for, with all their fields.
    fn goods(&mut self, item: Element<'_>) {
        let mark = [plain_of(item, "registration_number"), plain_of(item, "identification_number")];
        let line = flattened(item);
        if line.is_empty() {
            return;
        }
        let vehicle =
            has_word(plain_of(item, "item_type"), &["vehicle", "car", "van", "truck", "bus", "boat", "ship"]);
        let schema = if vehicle { "Vehicle" } else { "Asset" };
        let asset = match mark.iter().find(|mark| !mark.is_empty()) {
            Some(number) => self.party(schema, &["goods", plain_of(item, "item_type"), number]),
            None => self.party(schema, &["goods", self.within, &line]),
        };
        let table = [
            ("item_type", "type"),
            ("item_make", "name"),
            ("registration_number", "registrationNumber"),
            ("registration_date", "registrationDate"),
            ("description", "description"),
            ("currency_code", "currency"),
            ("comments", "notes"),
        ];
        self.fields(asset.thing, item, &table, &["address"]);
        item.children_named("address").for_each(|address| self.address(&asset, address));
    }

    /// A step of a means of transport.
    fn route(&mut self, route: Element<'_>) {
        let of = |names| plain_of(route, names);
        let country = self.scribe.cleaner().country(of("country_code"));
        let country = if country.mark == evidence::Mark::Clean {
            country.value.to_ascii_uppercase()
        } else {
            String::new()
        };
        let text = flattened(route);
        self.scribe.event(&NewEvent {
            time: moment(of("step_date")),
            party_text: of("carrier_name"),
            text: &text,
            place: PlaceMention { name: of("place"), country: &country, coordinates: None },
            ..NewEvent::new(EventKind::Journey, self.record)
        });
    }
}

/// Whether one of these words stands in a text, case ignored.
fn has_word(text: &str, words: &[&str]) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|found| words.iter().any(|word| word.eq_ignore_ascii_case(found)))
}

/// Description, comments and notes of a transaction, each on a line of its own.
fn memo(element: Element<'_>, notes: &[String]) -> String {
    let own = ["transaction_description", "transmode_comment", "comments"].map(|tag| plain_of(element, tag));
    let mut lines: Vec<&str> = Vec::new();
    for line in own.into_iter().chain(notes.iter().map(String::as_str)) {
        // A comment of one character only fills a mandatory field.
        if line.len() > 1 && !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.join("\n")
}

/// How money moved, where a code says so in a word.
fn channel(element: Element<'_>) -> Channel {
    let codes =
        ["transmode_code", "transaction_type_code", "transmode_comment"].map(|tag| plain_of(element, tag));
    let several = element.child("involved_parties").into_iter().flat_map(Element::children);
    let funds = element
        .children()
        .chain(several)
        .flat_map(|side| ["from_funds_code", "to_funds_code", "funds_code"].map(|tag| plain_of(side, tag)));
    codes.into_iter().chain(funds).find_map(channel_named).unwrap_or(Channel::Unknown)
}

fn channel_named(code: &str) -> Option<Channel> {
    const WORDS: [(Channel, &[&str]); 9] = [
        (Channel::Cash, &["cash"]),
        (Channel::Cheque, &["cheque", "check"]),
        (Channel::Draft, &["draft"]),
        (Channel::Wire, &["wire", "swift"]),
        (Channel::Card, &["card", "pos"]),
        (Channel::Transfer, &["transfer", "eft", "rtgs", "sepa"]),
        (Channel::Remittance, &["remittance", "hawala"]),
        (Channel::Crypto, &["crypto", "cryptocurrency", "bitcoin"]),
        (Channel::Payroll, &["payroll", "salary"]),
    ];
    WORDS.iter().find(|(_, words)| has_word(code, words)).map(|(channel, _)| *channel)
}
