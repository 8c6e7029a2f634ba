//! Businesses: takings, wages, suppliers.

use evidence::{Channel, EntityIx};

use crate::book::BANKS;
use crate::calendar::{DAY, minute, month_starts, weekday};
use crate::city::City;
use crate::deal::Deal;
use crate::dice::{Dice, rounded};
use crate::shop::Shop;

/// A line of business.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Trade {
    pub(crate) sector: &'static str,
    word: &'static str,
    /// Takings of a day in minor units; 0: paid by invoice.
    daily: i64,
    /// Share of them in cash.
    cash: f64,
    weight: u32,
}

const fn trade(sector: &'static str, word: &'static str, daily: i64, cash: f64, weight: u32) -> Trade {
    Trade { sector, word, daily, cash, weight }
}

const TRADES: [Trade; 18] = [
    trade("Restaurant", "Kitchen", 180_000, 0.25, 14),
    trade("Grocery store", "Foods", 350_000, 0.30, 8),
    trade("Convenience store", "Mart", 120_000, 0.45, 8),
    trade("Hair salon", "Salon", 60_000, 0.35, 6),
    trade("Taxi service", "Cabs", 70_000, 0.40, 3),
    trade("Bar", "Tavern", 150_000, 0.35, 5),
    trade("Construction", "Builders", 0, 0.0, 12),
    trade("Cleaning services", "Cleaning", 0, 0.0, 6),
    trade("Farming", "Farms", 0, 0.0, 4),
    trade("Trucking", "Haulage", 0, 0.0, 6),
    trade("Manufacturing", "Industries", 0, 0.0, 8),
    trade("Health care", "Care", 0, 0.0, 6),
    trade("Consulting", "Partners", 0, 0.0, 8),
    trade("Travel agency", "Travel", 90_000, 0.15, 1),
    trade("Import and export", "Trading", 0, 0.0, 2),
    trade("Massage and spa", "Spa", 70_000, 0.20, 2),
    trade("Money services", "Remit", 0, 0.0, 1),
    trade("Property management", "Estates", 0, 0.0, 2),
];

/// The line of business of that name.
pub(crate) fn trade_named(sector: &str) -> Trade {
    TRADES.iter().find(|trade| trade.sector == sector).copied().unwrap_or(TRADES[0])
}

/// A business with an account.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Firm {
    pub(crate) entity: EntityIx,
    pub(crate) account: EntityIx,
    pub(crate) number: usize,
    pub(crate) city: City,
    pub(crate) trade: Trade,
    pub(crate) bank: u8,
    pub(crate) opened: i64,
    /// Size beside others of the trade.
    pub(crate) size: f64,
    /// Whether the ordinary course of business is written for it.
    pub(crate) is_ordinary: bool,
    pub(crate) house: u32,
    pub(crate) phone: u64,
}

const WORDS: [&str; 40] = [
    "Summit",
    "Lakeside",
    "Golden",
    "Red Maple",
    "Pacific",
    "Northern",
    "Royal",
    "Sunrise",
    "Evergreen",
    "Blue River",
    "Atlas",
    "Pioneer",
    "Liberty",
    "Central",
    "Star",
    "Silver",
    "Phoenix",
    "Harmony",
    "Unity",
    "Premier",
    "Metro",
    "Eagle",
    "Crystal",
    "Heritage",
    "Modern",
    "Dragon",
    "Oasis",
    "Delta",
    "Prime",
    "Union",
    "Cedar",
    "Coastal",
    "Falcon",
    "Horizon",
    "Imperial",
    "Jade",
    "Keystone",
    "Lotus",
    "Monarch",
    "Nova",
];

impl Firm {
    pub(crate) fn new(number: usize, city: City, trade: Option<Trade>, dice: &mut Dice) -> Self {
        let weight: u32 = TRADES.iter().map(|trade| trade.weight).sum();
        let mut left = u32::try_from(dice.below(weight as usize)).unwrap_or(0);
        let drawn = TRADES.iter().find(|trade| {
            let is_it = left < trade.weight;
            left = left.saturating_sub(trade.weight);
            is_it
        });
        Self {
            entity: EntityIx(0),
            account: EntityIx(0),
            number,
            city,
            trade: trade.or(drawn.copied()).unwrap_or(TRADES[0]),
            bank: u8::try_from(dice.below(usize::from(BANKS))).unwrap_or(0),
            opened: -dice.between(100, 5_000),
            size: dice.factor(0.5),
            is_ordinary: true,
            house: 1_000_000 + u32::try_from(number % 900_000).unwrap_or(0),
            phone: 14_380_000_000 + number as u64 * 11 + 1,
        }
    }

    pub(crate) fn name(&self) -> String {
        let word = |at: usize| WORDS.get(at % WORDS.len()).unwrap_or(&"");
        let first = word(self.number);
        match self.number / WORDS.len() {
            0 => format!("{first} {} Ltd", self.trade.word),
            n => format!("{first} {} {} Ltd", word(n.wrapping_mul(7) + 3), self.trade.word),
        }
    }

    /// The ordinary course of business from day 0 until `days`.
    pub(crate) fn trade(&self, days: i64, dice: &mut Dice, out: &mut Vec<Deal>) {
        let own = Some(self.account);
        let deal = |at, channel, cents| Deal::new(at, channel, self.city, cents, self.bank);
        let mut in_till = 0;
        let banks_on = dice.pick(&[[0_i64, 3], [1, 4], [0, 4]]);
        for day in 0..days {
            let rest = weekday(day) == 6 && self.number.is_multiple_of(3);
            if self.trade.daily > 0 && !rest {
                let busy = if weekday(day) >= 4 { 1.3 } else { 1.0 };
                let takings = dice.sum(self.trade.daily, 0.3);
                let takings = crate::dice::scaled(takings, busy * self.size);
                in_till += crate::dice::scaled(takings, self.trade.cash);
                if day % 2 == 0 {
                    let cents = crate::dice::scaled(takings, 2.0 * (1.0 - self.trade.cash));
                    let settled = deal(minute(day, 6, 30), Channel::Transfer, cents);
                    out.push(
                        settled
                            .between(None, own)
                            .party("CARD SETTLEMENT MERCHANT SERVICES")
                            .memo("MERCH DEP"),
                    );
                }
                if banks_on.contains(&weekday(day)) && in_till > 20_000 {
                    let at = day * DAY + dice.between(10 * 60, 17 * 60);
                    out.push(
                        deal(at, Channel::Cash, rounded(in_till, 500)).between(None, own).memo("DEPOSIT"),
                    );
                    in_till = 0;
                }
            }
            if self.trade.daily == 0 && weekday(day) < 5 && dice.chance(0.18) {
                let cents = dice.sum(650_000, 0.9);
                let at = day * DAY + dice.between(9 * 60, 17 * 60);
                let customer =
                    dice.pick(&["CITY OF INFRASTRUCTURE", "BIGBUILD CORP", "AGRO WHOLESALE", "LARKIN GROUP"]);
                out.push(
                    deal(at, Channel::Transfer, cents).between(None, own).party(customer).memo("INVOICE"),
                );
            }
            if weekday(day) < 5 && dice.chance(0.16) {
                let cents = dice.sum(140_000, 0.9);
                let at = day * DAY + dice.between(9 * 60, 17 * 60);
                let supplier = dice.pick(&[
                    "WHOLESALE SUPPLY CO",
                    "FOOD SERVICE DIST",
                    "PACKAGING PLUS",
                    "OFFICE DEPOT DIRECT",
                ]);
                let channel = dice.pick(&[Pay::Transfer, Pay::Cheque, Pay::Debit]).channel();
                out.push(deal(at, channel, cents).between(own, None).party(supplier).memo("SUPPLIES"));
            }
            if dice.chance(0.12) {
                let shop =
                    dice.pick(&[Shop::Fuel, Shop::Hardware, Shop::Online, Shop::Parking, Shop::Restaurant]);
                let at = day * DAY + shop.minute(dice, 0);
                out.push(
                    deal(at, Channel::Card, 0).between(own, None).at_shop(shop.purchase(dice, self.number)),
                );
            }
        }
        for day in month_starts(0, days) {
            for (party, memo, after, cents) in [
                ("COMMERCIAL LANDLORD", "RENT", 0, 380_000),
                ("CITY HYDRO", "UTILITIES", 4, 42_000),
                ("CLEARCOM BUSINESS", "PHONE", 6, 16_000),
                ("REVENUE AGENCY", "PAYROLL TAX", 14, 240_000),
            ] {
                let cents = crate::dice::scaled(dice.sum(cents, 0.2), self.size);
                let at = minute(day + after, 9, 0);
                out.push(deal(at, Channel::DirectDebit, cents).between(own, None).party(party).memo(memo));
            }
        }
    }
}

#[derive(Clone, Copy, Default)]
enum Pay {
    #[default]
    Transfer,
    Cheque,
    Debit,
}

impl Pay {
    fn channel(self) -> Channel {
        match self {
            Self::Transfer => Channel::Transfer,
            Self::Cheque => Channel::Cheque,
            Self::Debit => Channel::DirectDebit,
        }
    }
}
