//! Money that goes on quickly, or goes to others, for good reasons.

use evidence::Channel;

use super::{days_every, each};
use crate::calendar::{minute, month_starts, weekday};
use crate::city::{City, HOMES_ABROAD};
use crate::dice::rounded;
use crate::person::Employer;
use crate::shop::Shop;
use crate::stage::{Purse, Stage};
use crate::truth::LookalikeKind as Kind;

pub(super) fn plant(stage: &mut Stage<'_>) {
    each(
        stage,
        Kind::PrisonersParent,
        120,
        |_| true,
        |stage, who| {
            let purse = stage.purse(who);
            for day in days_every(stage, 4) {
                stage.buy_on(purse, Shop::JailCalls, purse.city, day, 2);
                if stage.dice.chance(0.3) {
                    let (at, cents) = (stage.at(day, 9, 22), stage.sum(6_000, 0.3, 1_000));
                    stage.pay(Channel::ETransfer, purse, at, cents, "INMATE TRUST FUND", "canteen");
                }
            }
        },
    );
    each(
        stage,
        Kind::Carer,
        150,
        |_| true,
        |stage, who| {
            let purse = stage.purse(who);
            let landlord = crate::person::any_name(&mut stage.dice);
            for day in month_starts(0, stage.days) {
                stage.pay(
                    Channel::ETransfer,
                    purse,
                    minute(day, 9, 30),
                    115_000,
                    landlord.clone(),
                    "rent for dad",
                );
                for shop in [
                    Shop::Telecom,
                    Shop::Telecom,
                    Shop::Utility,
                    Shop::Pharmacy,
                    Shop::Pharmacy,
                    Shop::Medical,
                ] {
                    let after = stage.dice.between(1, 25);
                    stage.buy_on(purse, shop, purse.city, day + after, 0);
                }
            }
        },
    );
    each(stage, Kind::FirstPayCash, 250, |person| person.monthly > 0, first_pay);
    each(
        stage,
        Kind::Remitter,
        1_500,
        |_| true,
        |stage, who| {
            let home = City::named(stage.dice.pick(&HOMES_ABROAD));
            stage.change(who, |person| person.remits = Some(home));
        },
    );
    each(stage, Kind::PaydaySaver, 250, |person| person.monthly > 0, saver);
    each(
        stage,
        Kind::CryptoSaver,
        150,
        |person| person.monthly > 0,
        |stage, who| {
            let purse = stage.purse(who);
            for day in days_every(stage, 5) {
                let (at, cents) = (stage.at(day, 8, 25), stage.dice.pick(&[2_500, 5_000, 5_000, 10_000]));
                stage.buy_for(purse, Shop::Crypto, purse.city, at, cents);
            }
        },
    );
}

/// A new account, every pay taken out whole, few cards.
fn first_pay(stage: &mut Stage<'_>, who: usize) {
    let opened = -stage.dice.between(0, 60);
    stage.change(who, |person| {
        (person.opened, person.life, person.cash) = (opened, 25, 0.8);
        (person.employer, person.rent) = (Employer::None, 0);
    });
    let purse = stage.purse(who);
    for day in (0..stage.days).filter(|day| weekday(*day) == 3 && (day / 7) % 2 == 1) {
        let cents = stage.dice.between(85_000, 120_000);
        stage.credit(Channel::Payroll, purse, minute(day, 5, 10), cents, "EMPLOYER 88 PAY", "PAY");
        let at = stage.at(day, 8, 40);
        let share = stage.dice.between(75, 100);
        stage.cash_out(purse, purse.city, at, cents * share / 100 / 2_000 * 2_000, "");
    }
}

/// On payday most goes to savings or to the one who keeps house.
fn saver(stage: &mut Stage<'_>, who: usize) {
    let own = stage.of(who);
    stage.change(who, |person| person.employer = Employer::None);
    let purse = stage.purse(who);
    let partner = stage.passer_by();
    let to = match own.second {
        Some(account) if stage.dice.chance(0.6) => Purse { account, ..purse },
        _ => stage.purse(partner),
    };
    for day in (0..stage.days).filter(|day| weekday(*day) == 3 && (day / 7) % 2 == 0) {
        stage.credit(
            Channel::Payroll,
            purse,
            minute(day, 5, 10),
            own.monthly * 38 / 100,
            "EMPLOYER 41 PAY",
            "PAY",
        );
        let at = stage.at(day, 7, 23);
        let share = stage.dice.between(55, 90);
        stage.move_by(
            Channel::Transfer,
            purse,
            to,
            at,
            rounded(own.monthly * 38 / 100 * share / 100, 1_000),
            "household",
        );
    }
}
