//! Labelled ledgers.
//!
//! No public data says which accounts belong to a smuggling or trafficking scheme, so rules are measured on invented
//! ledgers: the ordinary life of many people, people who only look like a scheme ([`LookalikeKind`]), and planted
//! schemes ([`SchemeKind`]), each with a list of who is in it and as what ([`Truth`]).
//!
//! In: a [`Setting`]. Out: entities, statements and events in an [`evidence::Sink`], as readers would put them there,
//! and the truth. The same setting gives the same ledger. Names, firms and merchants are invented.
//!
//! What it shows is how rules behave on what its author imagined, in both directions; it says nothing of how often a
//! scheme occurs, nor of the share of alerts that are right in the world. Balances are not kept: an account may spend
//! more than it has.
//!
//! ```
//! use evidence::Count;
//! use ledgers::{Setting, generate};
//!
//! let truth = generate(Setting { people: 1_000, days: 30, ..Setting::default() }, &mut Count::default());
//! assert!(truth.schemes.len() >= 18 && truth.events > 10_000);
//! ```

mod book;
mod calendar;
mod city;
mod columns;
mod deal;
mod delivery;
mod dice;
mod firm;
mod life;
mod lookalike;
mod person;
mod scheme;
mod score;
mod shop;
mod stage;
mod truth;

pub use columns::{Columns, Crowd, columns};
pub use delivery::{Delivery, TABLES, mapping};
pub use score::{LookalikeRow, SchemeRow, Table, score};
pub use truth::{Lookalike, LookalikeKind, Member, Role, Scheme, SchemeKind, Strength, Truth};

use std::collections::BTreeMap;

use book::{Book, bank_name};
use calendar::DAY;
use city::City;
use dice::Dice;
use evidence::{EntityIx, Sink};
use firm::Firm;
use person::{Person, address};
use stage::{AGENTS, Stage, account_id, firm_account_id, firm_id, person_id, savings_id};

/// What ledger to make.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Setting {
    /// Everything follows from it.
    pub seed: u64,
    /// People with an account, at least 500: below that there are not enough to cast every scheme.
    pub people: usize,
    /// Days, at least 30.
    pub days: u32,
    /// Schemes in 100,000 people; at least one of each kind is played.
    pub schemes: u32,
    /// How many times what institutions leave out is left out: 0 nothing, 1 as they are.
    pub gaps: f64,
}

impl Default for Setting {
    fn default() -> Self {
        Self { seed: 1, people: 100_000, days: 90, schemes: 160, gaps: 1.0 }
    }
}

/// People for each ordinary business.
const PEOPLE_OF_A_FIRM: usize = 35;

/// Writes a ledger into `sink` and says what is true of it.
///
/// Cost: linear in people and days; memory for the people and what schemes and look-alikes do, not for the ledger.
pub fn generate(setting: Setting, sink: &mut impl Sink) -> Truth {
    generate_into(setting, sink)
}

fn generate_into(setting: Setting, sink: &mut dyn Sink) -> Truth {
    let people = setting.people.max(500);
    let days = i64::from(setting.days.max(30));
    let mut stage = Stage {
        book: Book::new(sink, setting.seed, setting.gaps),
        dice: Dice::new(setting.seed, u64::MAX - 1),
        days,
        people: Vec::with_capacity(people),
        firms: Vec::with_capacity(people / PEOPLE_OF_A_FIRM),
        deals: Vec::new(),
        truth: Truth { seed: setting.seed, days: setting.days.max(30), people, ..Truth::default() },
        outsiders: 0,
        agents: BTreeMap::new(),
        vehicles: 0,
    };
    settle(&mut stage, people);
    scheme::plant(&mut stage, setting.schemes);
    lookalike::plant(&mut stage);
    introduce_people(&mut stage);
    introduce_firms(&mut stage);

    let seed = setting.seed;
    let Stage { mut book, people, firms, deals, mut truth, .. } = stage;
    let is_within = |at: i64| (0..days * DAY).contains(&at);
    let mut lines = Vec::new();
    let mut write = |lines: &mut Vec<deal::Deal>| {
        lines.sort_by_key(|deal| deal.at);
        lines.iter().filter(|deal| is_within(deal.at)).for_each(|deal| book.write(deal));
        lines.clear();
    };
    for who in 0..people.len() {
        life::live(who, &people, &firms, days, &mut Dice::new(seed, who as u64), &mut lines);
        write(&mut lines);
    }
    for firm in firms.iter().filter(|firm| firm.is_ordinary) {
        firm.trade(days, &mut Dice::new(seed, firm.number as u64 + (1 << 40)), &mut lines);
        write(&mut lines);
    }
    lines = deals;
    write(&mut lines);
    truth.events = book.events;
    truth.firms = firms.len();
    truth.accounts =
        people.len() + people.iter().filter(|person| person.second.is_some()).count() + firms.len();
    truth.ordinary_people = people.iter().filter(|person| !person.is_taken).count();
    truth
}

/// People in households, city by city, and the businesses of their cities.
fn settle(stage: &mut Stage<'_>, people: usize) {
    let dice = &mut stage.dice.clone();
    let weight: u32 = City::all().map(City::weight).sum();
    let firms = (people / PEOPLE_OF_A_FIRM).max(8);
    for city in City::all().filter(|city| city.weight() > 0) {
        let share = f64::from(city.weight()) / f64::from(weight);
        let inhabitants = dice::scaled(i64::try_from(people).unwrap_or(0), share);
        let mut household = 0;
        let mut kin: Option<Person> = None;
        for _ in 0..inhabitants {
            let who = stage.people.len();
            if who == people {
                break;
            }
            if household == 0 {
                household = dice.pick(&[1, 1, 1, 2, 2, 2, 3, 4]);
                kin = None;
            }
            let mut person = Person::new(who, city, kin.as_ref(), firms, dice);
            introduce(stage, who, &mut person, dice);
            if person.device.is_some() && dice.chance(0.15) {
                person.device = kin.and_then(|kin| kin.device).or(person.device);
            }
            kin = kin.or(Some(person));
            household -= 1;
            stage.people.push(person);
        }
    }
    while stage.people.len() < people {
        let who = stage.people.len();
        let mut person = Person::new(who, City(0), None, firms, dice);
        introduce(stage, who, &mut person, dice);
        stage.people.push(person);
    }
    for number in 0..firms {
        let city = stage.of(dice.below(people)).city;
        let mut firm = Firm::new(number, city, None, dice);
        firm.entity = stage.book.sink.entity(&firm_id(number), "Company");
        firm.account = stage.book.sink.entity(&firm_account_id(number), "BankAccount");
        stage.firms.push(firm);
    }
}

/// Gives a person their numbers in the sink.
fn introduce(stage: &mut Stage<'_>, who: usize, person: &mut Person, dice: &mut Dice) {
    person.entity = stage.book.sink.entity(&person_id(who), "Person");
    person.account = stage.book.sink.entity(&account_id(who), "BankAccount");
    person.second = dice.chance(0.2).then(|| stage.book.sink.entity(&savings_id(who), "BankAccount"));
    if dice.chance(0.6) {
        let device = stage.book.sink.entity(&format!("device-{who}"), "Asset");
        let record = stage.book.record();
        stage.book.say(device, "name", &format!("device {:08x}", dice.number() & 0xFFFF_FFFF), record);
        person.device = Some(device);
    }
}

/// Writes what institutions know of their customers.
fn introduce_people(stage: &mut Stage<'_>) {
    for who in 0..stage.people.len() {
        if let Some(city) = stage.of(who).remits {
            let kin = stage.outsider(city).entity;
            let number = u32::try_from(stage.dice.below(AGENTS as usize)).unwrap_or(0);
            let agent = stage.agent(city, number);
            stage.change(who, |person| person.kin_abroad = Some((kin, agent)));
        }
        let own = stage.of(who);
        let book = &mut stage.book;
        let record = book.record();
        book.say(own.entity, "name", &own.name(), record);
        book.say(own.entity, "address", &own.address(), record);
        book.say(own.entity, "phone", &own.phone_text(), record);
        book.say(own.entity, "email", &own.email(), record);
        book.say(own.entity, "country", &own.city.country().to_lowercase(), record);
        book.say(own.entity, "profession", if own.declares_job { own.job.title } else { "" }, record);
        if own.declares_job && own.monthly > 0 && own.job.is_paid() {
            let income = book.sink.entity(&format!("income-{who}"), "TaxRoll");
            book.say(income, "taxee", &person_id(who), record);
            book.say(income, "income", &(own.monthly * 12 / 100).to_string(), record);
        }
        let opened = own.opened_text();
        let number = who as u64;
        hold(book, &person_id(who), &account_id(who), own.account, (own.bank, 100_000_000 + number), &opened);
        if let Some(second) = own.second {
            hold(book, &person_id(who), &savings_id(who), second, (own.bank, 200_000_000 + number), &opened);
        }
    }
}

fn introduce_firms(stage: &mut Stage<'_>) {
    for firm in &stage.firms {
        let book = &mut stage.book;
        let record = book.record();
        book.say(firm.entity, "name", &firm.name(), record);
        book.say(firm.entity, "sector", firm.trade.sector, record);
        book.say(firm.entity, "address", &address(firm.city, firm.house, None), record);
        book.say(firm.entity, "phone", &format!("+{}", firm.phone), record);
        book.say(firm.entity, "country", &firm.city.country().to_lowercase(), record);
        let opened = calendar::date(firm.opened).to_string();
        let number = (firm.bank, 300_000_000 + firm.number as u64);
        hold(book, &firm_id(firm.number), &firm_account_id(firm.number), firm.account, number, &opened);
    }
}

/// Says whose account it is and since when.
fn hold(
    book: &mut Book<'_>,
    owner: &str,
    id: &str,
    account: EntityIx,
    (bank, number): (u8, u64),
    opened: &str,
) {
    let record = book.record();
    book.say(account, "accountNumber", &number.to_string(), record);
    book.say(account, "bankName", bank_name(bank), record);
    let holding = book.sink.entity(&format!("holding-{id}"), "Ownership");
    book.say(account, "openingDate", opened, record);
    book.say(holding, "owner", owner, record);
    book.say(holding, "asset", id, record);
    book.say(holding, "startDate", opened, record);
}
