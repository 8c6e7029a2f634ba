//! Where schemes and look-alikes are played: it casts people, changes what their bank knows, and notes their deals.
//!
//! Deals are kept until everyone is cast, because what the bank knows of a person is written before.

use std::collections::BTreeMap;

use evidence::{Channel, EntityIx, EventKind};

use crate::book::Book;
use crate::calendar::{DAY, minute};
use crate::city::City;
use crate::deal::{Deal, Text};
use crate::dice::{Dice, rounded};
use crate::firm::{Firm, trade_named};
use crate::person::{Employer, Person, address, any_name};
use crate::shop::{Purchase, Shop};
use crate::truth::{Lookalike, LookalikeKind, Member, Role, Truth};

/// An account to pay from and to, with the institution and the city whose clock its lines show.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Purse {
    pub(crate) account: EntityIx,
    pub(crate) bank: u8,
    pub(crate) city: City,
}

/// Someone without an account here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outsider {
    pub(crate) entity: EntityIx,
    number: u32,
    pub(crate) city: City,
}

pub(crate) struct Stage<'s> {
    pub(crate) book: Book<'s>,
    pub(crate) dice: Dice,
    pub(crate) days: i64,
    pub(crate) people: Vec<Person>,
    pub(crate) firms: Vec<Firm>,
    pub(crate) deals: Vec<Deal>,
    pub(crate) truth: Truth,
    pub(crate) outsiders: u32,
    /// Agents of money transfer, by city and number.
    pub(crate) agents: BTreeMap<(City, u32), EntityIx>,
    pub(crate) vehicles: u32,
}

/// The id of a person, given to the sink.
pub(crate) fn person_id(who: usize) -> String {
    format!("person-{who}")
}

/// The id of a person's account.
pub(crate) fn account_id(who: usize) -> String {
    format!("account-{who}")
}

/// The id of a person's account for savings.
pub(crate) fn savings_id(who: usize) -> String {
    format!("savings-{who}")
}

pub(crate) fn firm_id(number: usize) -> String {
    format!("firm-{number}")
}

pub(crate) fn firm_account_id(number: usize) -> String {
    format!("firm-account-{number}")
}

/// How many agents a city has for ordinary people.
pub(crate) const AGENTS: u32 = 6;

fn agent_id(city: City, number: u32) -> String {
    format!("agent-{}-{number}", city.0)
}

fn outsider_id(number: u32) -> String {
    format!("outsider-{number}")
}

impl Stage<'_> {
    /// A person's facts as they are now.
    pub(crate) fn of(&self, who: usize) -> Person {
        self.people.get(who).copied().unwrap_or(Person::NOBODY)
    }

    pub(crate) fn change(&mut self, who: usize, change: impl FnOnce(&mut Person)) {
        if let Some(person) = self.people.get_mut(who) {
            change(person);
        }
    }

    /// Someone whom nothing has yet; they live in `city` from now on.
    pub(crate) fn cast(&mut self, city: City) -> usize {
        self.cast_where(city, |_| true)
    }

    /// The same, if possible someone who meets `wanted`.
    pub(crate) fn cast_where(&mut self, city: City, wanted: impl Fn(&Person) -> bool) -> usize {
        let who = self.find(|person| !person.is_taken && wanted(person));
        let house = u32::try_from(who % 800_000).unwrap_or(0) + 2_000_000;
        self.change(who, |person| {
            person.is_taken = true;
            if person.city != city {
                (person.city, person.house) = (city, house);
            }
        });
        who
    }

    /// Someone of `city` whom nothing has, and who stays ordinary.
    pub(crate) fn passer_by(&mut self) -> usize {
        self.find(|person| !person.is_taken)
    }

    fn find(&mut self, wanted: impl Fn(&Person) -> bool) -> usize {
        let count = self.people.len();
        let start = self.dice.below(count);
        let tries = (0..64).map(|_| self.dice.below(count)).collect::<Vec<_>>();
        let all = (start..count).chain(0..start);
        tries.into_iter().chain(all).find(|&who| self.people.get(who).is_some_and(&wanted)).unwrap_or(start)
    }

    pub(crate) fn purse(&self, who: usize) -> Purse {
        let own = self.of(who);
        Purse { account: own.account, bank: own.bank, city: own.city }
    }

    /// The agent of that number in a city, through whom transfers are paid out. Those of ordinary people are below
    /// [`AGENTS`].
    pub(crate) fn agent(&mut self, city: City, number: u32) -> EntityIx {
        if let Some(&known) = self.agents.get(&(city, number)) {
            return known;
        }
        let entity = self.book.sink.entity(&agent_id(city, number), "Organization");
        let record = self.book.record();
        self.book.say(entity, "name", &format!("Money transfer agent {number}, {}", city.name()), record);
        self.book.say(entity, "country", &city.country().to_lowercase(), record);
        self.book.say(entity, "address", &format!("{}, {}", city.name(), city.country_name()), record);
        self.agents.insert((city, number), entity);
        entity
    }

    /// An agent of a city whom nobody ordinary uses.
    pub(crate) fn hidden_agent(&mut self, city: City) -> (EntityIx, Member) {
        let number = AGENTS + u32::try_from(self.agents.len()).unwrap_or(0);
        let member = Member { id: agent_id(city, number), accounts: Vec::new(), role: Role::Collector };
        (self.agent(city, number), member)
    }

    /// A vehicle that cameras know.
    pub(crate) fn vehicle(&mut self, driver: usize) -> (EntityIx, Member) {
        self.vehicles += 1;
        let id = format!("vehicle-{}", self.vehicles);
        let entity = self.book.sink.entity(&id, "Vehicle");
        let record = self.book.record();
        self.book.say(entity, "registrationNumber", &format!("LDG{:05}", self.vehicles), record);
        self.book.say(entity, "owner", &person_id(driver), record);
        (entity, Member { id, accounts: Vec::new(), role: Role::Nominee })
    }

    /// A camera sees a vehicle.
    pub(crate) fn sighting(&mut self, vehicle: EntityIx, city: City, at: i64) {
        let seen = Deal::new(at, Channel::Unknown, city, 0, 0).between(Some(vehicle), None);
        self.push(Deal { placed: true, ..seen.kind(EventKind::Sighting) });
    }

    /// All of `whom` are managed from the device of one.
    pub(crate) fn share_device(&mut self, whom: &[usize], of: usize) {
        let mut all = [of].into_iter().chain(whom.iter().copied());
        let device = all.find_map(|who| self.of(who).device);
        for who in whom.iter().copied().chain([of]) {
            self.change(who, |person| person.device = device);
        }
    }

    pub(crate) fn outsider(&mut self, city: City) -> Outsider {
        self.outsider_at(city, "", "")
    }

    /// Someone without an account here, of whom an address and phone may be known.
    pub(crate) fn outsider_at(&mut self, city: City, lives: &str, phone: &str) -> Outsider {
        self.outsiders += 1;
        let number = self.outsiders;
        let entity = self.book.sink.entity(&outsider_id(number), "Person");
        let record = self.book.record();
        let name = any_name(&mut self.dice);
        self.book.say(entity, "name", &name, record);
        self.book.say(entity, "country", &city.country().to_lowercase(), record);
        let lives = if lives.is_empty() {
            format!("{}, {}", city.name(), city.country_name())
        } else {
            lives.to_owned()
        };
        self.book.say(entity, "address", &lives, record);
        self.book.say(entity, "phone", phone, record);
        Outsider { entity, number, city }
    }

    /// A business that is not among the ordinary ones; the schemes write what it does.
    pub(crate) fn firm(&mut self, sector: &str, city: City) -> Firm {
        let number = self.firms.len();
        let mut firm = Firm::new(number, city, Some(trade_named(sector)), &mut self.dice);
        firm.is_ordinary = false;
        firm.entity = self.book.sink.entity(&firm_id(number), "Company");
        firm.account = self.book.sink.entity(&firm_account_id(number), "BankAccount");
        self.firms.push(firm);
        firm
    }

    /// Writes the ordinary course of its business too.
    pub(crate) fn trades(&mut self, firm: &Firm) {
        if let Some(own) = self.firms.get_mut(firm.number) {
            own.is_ordinary = true;
        }
    }

    pub(crate) fn member(&self, who: usize, role: Role) -> Member {
        let mut accounts = vec![account_id(who)];
        accounts.extend(self.of(who).second.map(|_| savings_id(who)));
        Member { id: person_id(who), accounts, role }
    }

    pub(crate) fn firm_member(firm: &Firm, role: Role) -> Member {
        Member { id: firm_id(firm.number), accounts: vec![firm_account_id(firm.number)], role }
    }

    pub(crate) fn outside_member(outsider: &Outsider, role: Role) -> Member {
        Member { id: outsider_id(outsider.number), accounts: Vec::new(), role }
    }

    pub(crate) fn lookalike(&mut self, kind: LookalikeKind, persons: &[usize]) {
        let persons = persons.iter().map(|&who| person_id(who)).collect();
        self.truth.lookalikes.push(Lookalike { kind, persons });
    }

    /// Everyone of `whom` has the same address.
    pub(crate) fn house_together(&mut self, whom: &[usize], dwelling: Option<&'static str>) -> String {
        let first = self.of(whom.first().copied().unwrap_or(0));
        for &who in whom {
            self.change(who, |person| {
                (person.city, person.house, person.dwelling) = (first.city, first.house.max(1), dwelling);
            });
        }
        address(first.city, first.house.max(1), dwelling)
    }

    /// No wage, rent or family abroad of one's own: the scheme writes what comes and goes.
    pub(crate) fn uproot(&mut self, who: usize, life: u16) {
        self.change(who, |person| {
            (person.employer, person.rent, person.remits) = (Employer::None, 0, None);
            person.life = life;
        });
    }

    // What happens. All take the minute it happens at.

    pub(crate) fn push(&mut self, deal: Deal) {
        self.deals.push(deal);
    }

    pub(crate) fn spend(
        &mut self,
        purse: Purse,
        city: City,
        at: i64,
        purchase: Purchase,
        memo: &'static str,
    ) {
        let mut deal = Deal::new(at, Channel::Card, city, 0, purse.bank).between(Some(purse.account), None);
        deal = deal.at_shop(purchase).memo(memo);
        deal.currency = purse.city.currency();
        self.push(deal);
    }

    /// A card is charged with what a hotel held before, or the hold is never taken and the room paid in cash.
    pub(crate) fn stay(&mut self, purse: Purse, city: City, at: i64, room: Purchase, is_cash: bool) {
        let held = Deal::new(at - 120, Channel::Card, city, 0, purse.bank).between(Some(purse.account), None);
        let held =
            held.at_shop(Purchase { cents: room.cents + 5_000, ..room }).kind(EventKind::Authorisation);
        self.push(Deal { currency: purse.city.currency(), ..held });
        if is_cash {
            self.cash_out(purse, city, at, rounded(room.cents, 2_000), "HOTEL LOBBY ATM");
        } else {
            self.spend(purse, city, at, room, "");
        }
    }

    pub(crate) fn buy(&mut self, purse: Purse, shop: Shop, city: City, at: i64) {
        let branch = self.dice.below(40);
        let purchase = shop.purchase(&mut self.dice, branch);
        self.spend(purse, city, at, purchase, "");
    }

    /// A purchase on a day, when people go there.
    pub(crate) fn buy_on(&mut self, purse: Purse, shop: Shop, city: City, day: i64, shift: i64) {
        let at = day * DAY + shop.minute(&mut self.dice, shift);
        self.buy(purse, shop, city, at);
    }

    pub(crate) fn buy_for(&mut self, purse: Purse, shop: Shop, city: City, at: i64, cents: i64) {
        let purchase = shop.purchase_of(cents, &mut self.dice);
        self.spend(purse, city, at, purchase, "");
    }

    pub(crate) fn cash_in(&mut self, purse: Purse, city: City, at: i64, cents: i64, by: Option<EntityIx>) {
        let mut deal =
            Deal::new(at, Channel::Cash, city, cents, purse.bank).between(None, Some(purse.account));
        deal.via = by;
        deal.currency = purse.city.currency();
        self.push(deal.memo("DEPOSIT"));
    }

    pub(crate) fn cash_out(&mut self, purse: Purse, city: City, at: i64, cents: i64, machine: &'static str) {
        let mut deal =
            Deal::new(at, Channel::Cash, city, cents, purse.bank).between(Some(purse.account), None);
        deal.currency = purse.city.currency();
        self.push(deal.party(machine));
    }

    pub(crate) fn send(&mut self, from: Purse, to: Purse, at: i64, cents: i64, memo: impl Into<Text>) {
        self.move_by(Channel::ETransfer, from, to, at, cents, memo);
    }

    pub(crate) fn move_by(
        &mut self,
        channel: Channel,
        from: Purse,
        to: Purse,
        at: i64,
        cents: i64,
        memo: impl Into<Text>,
    ) {
        let deal = Deal::new(at, channel, from.city, cents, from.bank);
        self.push(deal.between(Some(from.account), Some(to.account)).memo(memo));
    }

    /// An electronic transfer from someone who banks elsewhere.
    pub(crate) fn receive(&mut self, to: Purse, at: i64, cents: i64, memo: impl Into<Text>) {
        let name = any_name(&mut self.dice);
        let deal = Deal::new(at, Channel::ETransfer, to.city, cents, to.bank).between(None, Some(to.account));
        self.push(deal.party(name).memo(memo));
    }

    /// An electronic transfer from an ordinary person, who banks here or elsewhere.
    pub(crate) fn receive_from_someone(&mut self, to: Purse, at: i64, cents: i64, memo: &'static str) {
        if self.dice.chance(0.35) {
            let from = self.passer_by();
            self.send(self.purse(from), to, at, cents, memo);
        } else {
            self.receive(to, at, cents, memo);
        }
    }

    /// A credit from a named company.
    pub(crate) fn credit(
        &mut self,
        channel: Channel,
        to: Purse,
        at: i64,
        cents: i64,
        party: &'static str,
        memo: &'static str,
    ) {
        let deal = Deal::new(at, channel, to.city, cents, to.bank).between(None, Some(to.account));
        self.push(deal.party(party).memo(memo));
    }

    /// A payment to someone named, who banks elsewhere.
    pub(crate) fn pay(
        &mut self,
        channel: Channel,
        from: Purse,
        at: i64,
        cents: i64,
        party: impl Into<Text>,
        memo: impl Into<Text>,
    ) {
        let deal = Deal::new(at, channel, from.city, cents, from.bank).between(Some(from.account), None);
        self.push(deal.party(party).memo(memo));
    }

    /// Money sent abroad by wire or remittance, paid out where the receiver is.
    pub(crate) fn abroad(
        &mut self,
        channel: Channel,
        from: Purse,
        to: &Outsider,
        at: i64,
        cents: i64,
        memo: &'static str,
    ) {
        let agent = (channel == Channel::Remittance).then(|| self.agent(to.city, to.number % AGENTS));
        self.abroad_through(channel, from, to, agent, at, cents, memo);
    }

    /// The same, through an agent of one's choosing.
    #[expect(clippy::too_many_arguments, reason = "what a line of a ledger says")]
    pub(crate) fn abroad_through(
        &mut self,
        channel: Channel,
        from: Purse,
        to: &Outsider,
        agent: Option<EntityIx>,
        at: i64,
        cents: i64,
        memo: &'static str,
    ) {
        let mut deal = Deal::new(at, channel, to.city, cents, from.bank).between(Some(from.account), None);
        deal.to_party = Some(to.entity);
        deal.via = agent;
        deal.currency = from.city.currency();
        self.push(deal.memo(memo));
    }

    /// Money from abroad.
    pub(crate) fn receive_from_abroad(
        &mut self,
        channel: Channel,
        from: &Outsider,
        to: Purse,
        at: i64,
        cents: i64,
        memo: &'static str,
    ) {
        let mut deal = Deal::new(at, channel, to.city, cents, to.bank).between(None, Some(to.account));
        deal.from_party = Some(from.entity);
        self.push(deal.memo(memo));
    }

    /// A wage; `worker` is named where the account may be another's.
    pub(crate) fn wage(&mut self, firm: &Firm, to: Purse, worker: Option<EntityIx>, day: i64, cents: i64) {
        let at = minute(day, 5, self.dice.between(0, 59));
        let mut deal = Deal::new(at, Channel::Payroll, to.city, cents, to.bank)
            .between(Some(firm.account), Some(to.account));
        deal.to_party = worker;
        self.push(deal.memo("PAY"));
    }

    pub(crate) fn firm_purse(firm: &Firm) -> Purse {
        Purse { account: firm.account, bank: firm.bank, city: firm.city }
    }

    /// An hour of a day, of those given, at some minute.
    pub(crate) fn at(&mut self, day: i64, from_hour: i64, to_hour: i64) -> i64 {
        let at = self.dice.between(from_hour * 60, to_hour * 60 - 1);
        day * DAY + at
    }

    /// A sum around `median`, a whole multiple of `unit`.
    pub(crate) fn sum(&mut self, median: i64, spread: f64, unit: i64) -> i64 {
        rounded(self.dice.sum(median, spread), unit)
    }

    /// One of the cities of a country.
    pub(crate) fn city_of(&mut self, country: &str) -> City {
        let cities = City::of_country(country);
        cities.get(self.dice.below(cities.len())).copied().unwrap_or(City(0))
    }

    /// Some different cities of a country, `first` at the head.
    pub(crate) fn route(&mut self, first: City, count: usize) -> Vec<City> {
        let mut route = vec![first];
        let cities = City::of_country(first.country());
        for _ in 0..50 {
            if route.len() >= count.min(cities.len()) {
                break;
            }
            let next = cities.get(self.dice.below(cities.len())).copied().unwrap_or(first);
            if !route.contains(&next) {
                route.push(next);
            }
        }
        route
    }
}
