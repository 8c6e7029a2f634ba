//! Ordinary life: wages, rent, bills, shops, cash, friends, family abroad, journeys.

use evidence::{Channel, EventKind};

use crate::calendar::{DAY, minute, month_starts, weekday};
use crate::city::City;
use crate::deal::Deal;
use crate::dice::{Dice, rounded, scaled};
use crate::firm::Firm;
use crate::person::{Cycle, Employer, Person, any_name};
use crate::shop::Shop;

/// How often an ordinary person buys there in 30 days.
const RATES: [(Shop, f64); 19] = [
    (Shop::Grocery, 2.47),
    (Shop::Restaurant, 0.98),
    (Shop::FastFood, 1.35),
    (Shop::Delivery, 0.38),
    (Shop::Convenience, 0.6),
    (Shop::Taxi, 0.26),
    (Shop::Parking, 0.26),
    (Shop::Pharmacy, 0.45),
    (Shop::Clothing, 0.3),
    (Shop::Department, 0.22),
    (Shop::Online, 0.68),
    (Shop::Bar, 0.26),
    (Shop::Liquor, 0.22),
    (Shop::Medical, 0.11),
    (Shop::Beauty, 0.11),
    (Shop::Hardware, 0.11),
    (Shop::Charity, 0.06),
    (Shop::Sports, 0.04),
    (Shop::Spa, 0.04),
];

/// Tastes that some have: the share who have them, and purchases in 30 days.
const TASTES: [(Shop, f64, f64); 12] = [
    (Shop::Streaming, 0.45, 1.0),
    (Shop::Gym, 0.15, 1.0),
    (Shop::Casino, 0.03, 3.0),
    (Shop::Crypto, 0.03, 1.5),
    (Shop::Dating, 0.02, 1.0),
    (Shop::Adverts, 0.015, 1.5),
    (Shop::GiftCard, 0.05, 0.7),
    (Shop::Prepaid, 0.02, 1.0),
    (Shop::Childcare, 0.04, 1.0),
    (Shop::Hosting, 0.01, 1.0),
    (Shop::Cosmetics, 0.15, 0.8),
    (Shop::Jewellery, 0.02, 0.3),
];

const MEMOS: [&str; 16] = [
    "",
    "",
    "",
    "",
    "dinner",
    "thanks",
    "groceries",
    "gas money",
    "happy birthday",
    "rent share",
    "tickets",
    "for mom",
    "phone bill",
    "loan",
    "lunch",
    "transfer",
];

/// Writes what one person does in `days` days.
pub(crate) fn live(
    who: usize,
    people: &[Person],
    firms: &[Firm],
    days: i64,
    dice: &mut Dice,
    out: &mut Vec<Deal>,
) {
    let Some(&own) = people.get(who) else { return };
    let life = Life { who, own, people, days, months: days as f64 / 30.0 };
    life.wages(firms, dice, out);
    life.bills(dice, out);
    life.purchases(dice, out);
    life.cash(dice, out);
    life.friends(dice, out);
    life.home_abroad(dice, out);
    life.journeys(dice, out);
    life.logins(dice, out);
}

struct Life<'a> {
    who: usize,
    own: Person,
    people: &'a [Person],
    days: i64,
    months: f64,
}

impl Life<'_> {
    fn deal(&self, at: i64, channel: Channel, cents: i64) -> Deal {
        Deal::new(at, channel, self.own.city, cents, self.own.bank)
    }

    fn level(&self) -> f64 {
        f64::from(self.own.life) / 100.0
    }

    fn day(&self, dice: &mut Dice) -> i64 {
        dice.between(0, self.days - 1)
    }

    /// A day, more often of a weekend.
    fn shopping_day(&self, dice: &mut Dice) -> i64 {
        let day = self.day(dice);
        if weekday(day) < 4 && dice.chance(0.3) { self.day(dice) } else { day }
    }

    fn wages(&self, firms: &[Firm], dice: &mut Dice, out: &mut Vec<Deal>) {
        let (from, party, channel) = match self.own.employer {
            Employer::None => return,
            Employer::Firm(number) => {
                (firms.get(number).map(|firm| firm.account), "".into(), Channel::Payroll)
            }
            Employer::Outside(number) if number % 20 == 0 => {
                (None, format!("EMPLOYER {number}").into(), Channel::Cheque)
            }
            Employer::Outside(number) => (None, format!("EMPLOYER {number} PAY").into(), Channel::Payroll),
            Employer::State => (None, "PENSIONS AND BENEFITS".into(), Channel::Transfer),
        };
        let party: crate::deal::Text = party;
        let mut pay = |day: i64, share: f64, dice: &mut Dice| {
            // Hours differ from one time to the next for some.
            let hours = if self.own.shift > 1 { dice.factor(0.12) } else { 1.0 };
            let cents = scaled(self.own.monthly, share * hours);
            let paid = self
                .deal(minute(day, 5, dice.between(0, 59)), channel, cents)
                .between(from, Some(self.own.account));
            out.push(paid.party(party.clone()).memo("PAY"));
        };
        match self.own.cycle {
            Cycle::Weekly => {
                (0..self.days).filter(|day| weekday(*day) == 4).for_each(|day| pay(day, 0.19, dice));
            }
            Cycle::Biweekly(parity) => (0..self.days)
                .filter(|day| weekday(*day) == 3 && (day / 7) % 2 == parity)
                .for_each(|day| pay(day, 0.38, dice)),
            Cycle::Monthly => month_starts(0, self.days + 3).for_each(|day| pay(day - 2, 0.82, dice)),
        }
    }

    fn bills(&self, dice: &mut Dice, out: &mut Vec<Deal>) {
        let own = Some(self.own.account);
        let pays_bills = self.own.life >= 30;
        let to_company = dice.chance(0.7);
        let landlord = any_name(dice);
        let rent_day = dice.between(0, 2);
        let bill_day = dice.between(2, 24);
        let (house, phone, car) =
            (dice.chance(0.45), dice.chance(0.85), self.own.has_car && dice.chance(0.8));
        let (hydro, telecom, insurance) = (
            self.amount(Shop::Utility, dice),
            self.amount(Shop::Telecom, dice),
            self.amount(Shop::Insurance, dice),
        );
        for day in month_starts(0, self.days) {
            if self.own.rent > 0 {
                let at = minute(day + rent_day, 9, dice.between(0, 600));
                if to_company {
                    let rent = self.deal(at, Channel::DirectDebit, self.own.rent).between(own, None);
                    out.push(rent.party("HOMESTEAD PROPERTIES").memo("RENT"));
                } else {
                    let rent = self.deal(at, Channel::ETransfer, self.own.rent).between(own, None);
                    out.push(rent.party(landlord.clone()).memo("rent"));
                }
            }
            if !pays_bills {
                continue;
            }
            for (wanted, shop, cents) in [
                (house, Shop::Utility, hydro),
                (phone, Shop::Telecom, telecom),
                (car, Shop::Insurance, insurance),
            ] {
                if wanted {
                    let purchase = shop.purchase(dice, usize::from(self.own.bank));
                    let at = minute(day + bill_day, 8, 0);
                    let bill = self.deal(at, Channel::DirectDebit, cents).between(own, None);
                    out.push(bill.party(purchase.name).memo("BILL PAYMENT"));
                }
            }
        }
    }

    fn amount(&self, shop: Shop, dice: &mut Dice) -> i64 {
        shop.purchase(dice, self.who).cents
    }

    fn buy(&self, shop: Shop, city: City, at: i64, dice: &mut Dice, out: &mut Vec<Deal>) {
        let purchase = shop.purchase(dice, self.who % 40);
        let deal = Deal::new(at, Channel::Card, city, 0, self.own.bank).between(Some(self.own.account), None);
        let mut deal = deal.at_shop(purchase);
        // At home a card is charged in the currency of the account.
        deal.currency = self.own.city.currency();
        if matches!(
            shop,
            Shop::Online | Shop::Streaming | Shop::Crypto | Shop::Dating | Shop::Adverts | Shop::Hosting
        ) {
            deal.placed = false;
        }
        if dice.chance(0.012) {
            let mut back = deal.clone();
            (back.from, back.to, back.channel) = (None, back.from, Channel::Refund);
            back.at += dice.between(1, 12) * DAY;
            out.push(back);
        }
        out.push(deal);
    }

    fn purchases(&self, dice: &mut Dice, out: &mut Vec<Deal>) {
        let by_card = 1.0 - self.own.cash;
        let fuel = if self.own.has_car { (Shop::Fuel, 1.4) } else { (Shop::Transit, 1.8) };
        for (shop, rate) in RATES.into_iter().chain([fuel]) {
            let mean = rate * self.months * self.level() * by_card * dice.factor(0.4);
            for _ in 0..dice.count(mean) {
                let at = self.shopping_day(dice) * DAY + shop.minute(dice, self.own.shift);
                self.buy(shop, self.own.city, at, dice, out);
            }
        }
        for (shop, share, rate) in TASTES {
            if self.own.life >= 30 && dice.chance(share) {
                let mean = rate * self.months * dice.factor(0.5);
                for _ in 0..dice.count(mean) {
                    let at = self.day(dice) * DAY + shop.minute(dice, self.own.shift);
                    self.buy(shop, self.own.city, at, dice, out);
                }
            }
        }
    }

    fn cash(&self, dice: &mut Dice, out: &mut Vec<Deal>) {
        let own = Some(self.own.account);
        let hour = |dice: &mut Dice| 9 + self.own.shift.max(0) + dice.between(0, 10);
        let mean = self.months * self.level() * (0.35 + 2.0 * self.own.cash);
        for _ in 0..dice.count(mean) {
            let at = minute(self.shopping_day(dice), hour(dice), dice.between(0, 59));
            let cents = rounded(dice.sum(12_000, 0.7), 2_000).min(100_000);
            let machine = dice.pick(&["", "", "", "ATM WITHDRAWAL", "CORNER 24 ATM", "FUELMAX ATM"]);
            out.push(self.deal(at, Channel::Cash, cents).between(own, None).party(machine));
        }
        let tips = matches!(
            self.own.job.title,
            "Server" | "Bartender" | "Hairdresser" | "Musician" | "Self-employed"
        );
        let rate = if tips {
            2.0
        } else if dice.chance(0.10) {
            0.8
        } else {
            return;
        };
        for _ in 0..dice.count(rate * self.months) {
            let at = minute(self.day(dice), hour(dice), dice.between(0, 59));
            let cents = rounded(dice.sum(24_000, 0.7), 500);
            out.push(self.deal(at, Channel::Cash, cents).between(None, own).memo("DEPOSIT"));
        }
    }

    /// People send money to the same few people, most of them of the same town.
    fn friends(&self, dice: &mut Dice, out: &mut Vec<Deal>) {
        let own = Some(self.own.account);
        let reach = i64::try_from(self.people.len()).unwrap_or(1).min(60);
        let circle: Vec<usize> = (0..5)
            .map(|_| {
                let step = dice.between(1 - reach, reach - 1);
                self.who.wrapping_add_signed(isize::try_from(step).unwrap_or(1)) % self.people.len().max(1)
            })
            .collect();
        let elsewhere = any_name(dice);
        let mean = 1.2 * self.months * self.level() * dice.factor(0.5);
        for _ in 0..dice.count(mean) {
            let at = minute(self.day(dice), 8 + self.own.shift.max(0), dice.between(0, 840));
            let cents =
                if dice.chance(0.6) { rounded(dice.sum(6_000, 0.9), 500) } else { dice.sum(4_500, 0.9) };
            let friend = dice.pick(&circle);
            let is_known = friend != self.who && dice.chance(0.75);
            let sent = self.deal(at, Channel::ETransfer, cents).memo(dice.pick(&MEMOS));
            out.push(match self.people.get(friend).filter(|_| is_known) {
                Some(friend) => sent.between(own, Some(friend.account)),
                None => sent.between(own, None).party(elsewhere.clone()),
            });
        }
        // A little comes from people who bank elsewhere.
        for _ in 0..dice.count(0.35 * self.months * self.level()) {
            let at = minute(self.day(dice), 9, dice.between(0, 780));
            let cents = rounded(dice.sum(6_000, 0.9), 500);
            let got = self.deal(at, Channel::ETransfer, cents).between(None, own);
            out.push(got.party(any_name(dice)).memo(dice.pick(&MEMOS)));
        }
        if self.own.second.is_some() {
            for day in month_starts(0, self.days) {
                let at = minute(day + 3, 7, 0);
                let cents = rounded(dice.sum(25_000, 0.6), 2_500);
                out.push(
                    self.deal(at, Channel::Transfer, cents).between(own, self.own.second).memo("SAVINGS"),
                );
                if dice.chance(0.25) {
                    let at = minute(day + dice.between(8, 26), 12, 0);
                    out.push(self.deal(at, Channel::Transfer, cents / 2).between(self.own.second, own));
                }
            }
        }
    }

    fn home_abroad(&self, dice: &mut Dice, out: &mut Vec<Deal>) {
        let Some((city, (kin, agent))) = self.own.remits.zip(self.own.kin_abroad) else { return };
        let usual = dice.sum(28_000, 0.5);
        let by_wire = dice.chance(0.15);
        for _ in 0..dice.count(1.1 * self.months) {
            let at = minute(self.day(dice), 10, dice.between(0, 600));
            let cents = rounded(scaled(usual, dice.factor(0.25)), 1_000);
            let channel = if by_wire { Channel::Wire } else { Channel::Remittance };
            let mut sent =
                Deal::new(at, channel, city, cents, self.own.bank).between(Some(self.own.account), None);
            sent.to_party = Some(kin);
            sent.via = (!by_wire).then_some(agent);
            sent.currency = self.own.city.currency();
            out.push(sent.memo(dice.pick(&[
                "family support",
                "",
                "",
                "for school",
                "gift",
                "medicine",
                "family",
            ])));
        }
    }

    fn journeys(&self, dice: &mut Dice, out: &mut Vec<Deal>) {
        let cities = City::of_country(self.own.city.country());
        for _ in 0..dice.count(0.07 * self.months * self.level()) {
            let (start, nights) = (self.day(dice), dice.between(1, 4));
            let there = cities.get(dice.below(cities.len())).copied().unwrap_or(self.own.city);
            let way =
                if self.own.has_car { Shop::Fuel } else { dice.pick(&[Shop::Rail, Shop::Air, Shop::Coach]) };
            self.buy(way, self.own.city, minute(start, 8, 0), dice, out);
            let bed = if dice.chance(0.3) { Shop::Booking } else { Shop::Lodging };
            self.buy(bed, there, minute(start, 18, dice.between(0, 120)), dice, out);
            // What a hotel takes, it held before.
            if let Some(taken) = out.last().filter(|deal| deal.channel == Channel::Card).cloned() {
                let held = Deal { at: taken.at - 180, cents: taken.cents + 5_000, ..taken };
                out.push(held.kind(EventKind::Authorisation));
            }
            for day in start..start + nights {
                for shop in [Shop::Restaurant, Shop::FastFood, Shop::Parking, Shop::Department] {
                    if dice.chance(0.5) {
                        self.buy(shop, there, day * DAY + shop.minute(dice, 0), dice, out);
                    }
                }
            }
        }
    }

    fn logins(&self, dice: &mut Dice, out: &mut Vec<Deal>) {
        let Some(device) = self.own.device else { return };
        for _ in 0..dice.count(self.months) {
            let at = minute(self.day(dice), 7 + self.own.shift.max(0), dice.between(0, 900));
            let used = self.deal(at, Channel::Unknown, 0).between(Some(self.own.account), None);
            out.push(Deal { via: Some(device), ..used.kind(EventKind::Login) });
        }
    }
}
