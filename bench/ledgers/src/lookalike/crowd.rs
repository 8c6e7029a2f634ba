//! People who share an address, a kitty or an employer.

use evidence::Channel;

use super::{days_every, of_100_000, someone};
use crate::calendar::{minute, month_starts, weekday};
use crate::city::City;
use crate::dice::rounded;
use crate::person::{Cycle, Employer, job_named};
use crate::shop::Shop;
use crate::stage::Stage;
use crate::truth::LookalikeKind as Kind;

pub(super) fn plant(stage: &mut Stage<'_>) {
    hotel_housed(stage);
    students(stage);
    farm_workers(stage);
    circles(stage);
    collections(stage);
    congregations(stage);
    organisers(stage);
}

/// So many people of one city.
fn neighbours(stage: &mut Stage<'_>, count: usize) -> Vec<usize> {
    let near = stage.passer_by();
    let city = stage.of(near).city;
    (0..count).map(|_| stage.cast_where(city, move |person| person.city == city)).collect()
}

fn size(stage: &mut Stage<'_>, low: i64, high: i64) -> usize {
    usize::try_from(stage.dice.between(low, high)).unwrap_or(1)
}

/// Evacuees, asylum seekers and families without a home share the address of a shelter or hotel.
fn hotel_housed(stage: &mut Stage<'_>) {
    for nth in 0..of_100_000(stage, 12) {
        let count = size(stage, 6, 14);
        let people = neighbours(stage, count);
        let dwelling = ["Shelter of Hope", "Reception Centre", "Comfort Lodge", "Harbour Hotel"];
        stage.house_together(&people, dwelling.get(nth % 4).copied());
        for &who in &people {
            stage.uproot(who, 60);
            let opened = -stage.dice.between(-20, 120);
            stage.change(who, |person| (person.job, person.opened) = (job_named("Unemployed"), opened));
            let purse = stage.purse(who);
            for day in month_starts(0, stage.days) {
                let cents = stage.sum(85_000, 0.2, 100);
                stage.credit(
                    Channel::Transfer,
                    purse,
                    minute(day, 6, 0),
                    cents,
                    "SOCIAL ASSISTANCE",
                    "BENEFIT",
                );
                if stage.dice.chance(0.6) {
                    let at = stage.at(day, 9, 30);
                    stage.cash_out(purse, purse.city, at, rounded(cents / 2, 2_000), "");
                }
            }
            for day in days_every(stage, 4) {
                stage.buy_on(purse, Shop::FastFood, purse.city, day, 0);
            }
        }
        stage.lookalike(Kind::HotelHoused, &people);
    }
}

/// One of them pays the rent, the others pay theirs to them.
fn students(stage: &mut Stage<'_>) {
    for _ in 0..of_100_000(stage, 80) {
        let count = size(stage, 3, 6);
        let people = neighbours(stage, count);
        stage.house_together(&people, None);
        let Some((&payer, others)) = people.split_first() else { continue };
        let rent = stage.sum(80_000, 0.2, 2_500);
        for &who in &people {
            stage.uproot(who, 70);
            stage.change(who, |person| person.job = job_named("Student"));
            let purse = stage.purse(who);
            for day in month_starts(0, stage.days) {
                let at = stage.at(day, 8, 20);
                let cents = stage.sum(150_000, 0.3, 5_000);
                stage.receive(purse, at, cents, "from mom and dad");
            }
            if stage.dice.chance(0.3) {
                stage.buy_on(purse, Shop::School, purse.city, 12, 0);
            }
        }
        let to = stage.purse(payer);
        for day in month_starts(0, stage.days) {
            for &who in others {
                let (from, at) = (stage.purse(who), stage.at(day, 9, 40));
                stage.send(from, to, at, rent, "rent");
            }
            let all = rent * i64::try_from(people.len()).unwrap_or(1);
            stage.pay(Channel::DirectDebit, to, minute(day + 2, 9, 0), all, "RIVERSIDE APARTMENTS", "RENT");
        }
        stage.lookalike(Kind::SharingStudents, &people);
    }
}

/// One employer, one bunkhouse, wages sent home; and a life of their own.
fn farm_workers(stage: &mut Stage<'_>) {
    for _ in 0..of_100_000(stage, 12) {
        let city = City::named(stage.dice.pick(&["Leamington ON", "Abbotsford BC", "Kelowna BC", "Yuma AZ"]));
        let firm = stage.firm("Farming", city);
        stage.trades(&firm);
        let people: Vec<usize> = (0..size(stage, 7, 16)).map(|_| stage.cast(city)).collect();
        stage.house_together(&people, None);
        let home = City::named(stage.dice.pick(&["Guatemala City", "Kingston", "Manila"]));
        for &who in &people {
            stage.uproot(who, 70);
            let (opened, monthly) = (-stage.dice.between(10, 400), stage.dice.between(230_000, 290_000));
            stage.change(who, |person| {
                (person.job, person.opened, person.monthly) = (job_named("Farm worker"), opened, monthly);
                (person.employer, person.cycle) = (Employer::Firm(firm.number), Cycle::Biweekly(0));
                (person.remits, person.cash) = (Some(home), 0.4);
            });
        }
        stage.lookalike(Kind::FarmWorkers, &people);
    }
}

/// Each month all pay in, and one is paid out, in turn.
fn circles(stage: &mut Stage<'_>) {
    for _ in 0..of_100_000(stage, 50) {
        let count = size(stage, 7, 12);
        let people = neighbours(stage, count);
        let Some((&holder, others)) = people.split_first() else { continue };
        let to = stage.purse(holder);
        let stake = stage.sum(30_000, 0.4, 5_000);
        for (nth, day) in month_starts(0, stage.days).enumerate() {
            for &who in others {
                let (from, at) = (stage.purse(who), stage.at(day, 8, 60));
                let memo = stage.dice.pick(&["", "susu", "tontine", "circle"]);
                stage.send(from, to, at, stake, memo);
            }
            let winner = people.get((nth + 1) % people.len()).copied().unwrap_or(holder);
            let pot = stake * i64::try_from(others.len()).unwrap_or(1);
            let (won, at) = (stage.purse(winner), stage.at(day + 3, 9, 20));
            stage.send(to, won, at, pot, "your hand");
        }
        stage.lookalike(Kind::SavingsCircle, &people);
    }
}

/// In two weeks many give; then it is wired to the family.
fn collections(stage: &mut Stage<'_>) {
    for _ in 0..of_100_000(stage, 30) {
        let who = someone(stage, |person| person.remits.is_some());
        let purse = stage.purse(who);
        let home = stage.of(who).remits.unwrap_or(City::named("Manila"));
        let family = stage.outsider(home);
        let start = stage.dice.between(2, stage.days - 20);
        let mut got = 0;
        for _ in 0..stage.dice.between(20, 60) {
            let cents = stage.dice.pick(&[2_000, 5_000, 5_000, 10_000, 10_000, 20_000]);
            let at = start * 1_440 + stage.dice.between(480, 14 * 1_440);
            let memo =
                stage.dice.pick(&["", "condolences", "for the funeral", "RIP", "donation", "flood relief"]);
            stage.receive_from_someone(purse, at, cents, memo);
            got += cents;
        }
        let at = stage.at(start + 15, 10, 17);
        stage.abroad(Channel::Wire, purse, &family, at, rounded(got, 1_000), "funeral collection");
        stage.lookalike(Kind::DiasporaCollection, &[who]);
    }
}

/// Cash after the service, transfers through the week, to the treasurer.
fn congregations(stage: &mut Stage<'_>) {
    for _ in 0..of_100_000(stage, 30) {
        let who = someone(stage, |person| person.monthly > 0);
        let purse = stage.purse(who);
        for day in (0..stage.days).filter(|day| matches!(weekday(*day), 4 | 6)) {
            let at = stage.at(day, 13, 20);
            let cents = stage.sum(45_000, 0.4, 500);
            stage.cash_in(purse, purse.city, at, cents, None);
            for _ in 0..stage.dice.between(0, 5) {
                let (at, cents) = (stage.at(day, 9, 40), stage.sum(4_000, 0.5, 500));
                let memo = stage.dice.pick(&["offering", "sadaqa", "donation", "dîme", ""]);
                stage.receive_from_someone(purse, at, cents, memo);
            }
        }
        for day in month_starts(0, stage.days) {
            let cents = stage.sum(300_000, 0.3, 5_000);
            stage.pay(Channel::Cheque, purse, minute(day + 2, 10, 0), cents, "CENTRAL MOSQUE", "collection");
        }
        stage.lookalike(Kind::Congregation, &[who]);
    }
}

/// Friends pay in, and one books for all.
fn organisers(stage: &mut Stage<'_>) {
    for _ in 0..of_100_000(stage, 40) {
        let who = someone(stage, |_| true);
        let purse = stage.purse(who);
        let start = stage.dice.between(1, stage.days - 25);
        let count = stage.dice.between(8, 25);
        for _ in 0..count {
            let day = start + stage.dice.between(0, 10);
            let (at, cents) = (stage.at(day, 9, 23), stage.sum(45_000, 0.1, 5_000));
            let memo = stage.dice.pick(&["trip", "vegas!!", "hotel share", "", "flight"]);
            stage.receive_from_someone(purse, at, cents, memo);
        }
        for _ in 0..count {
            let at = stage.at(start + 11, 10, 23);
            stage.buy_for(purse, Shop::Air, purse.city, at, 28_000);
        }
        let city = stage.city_of(purse.city.country());
        for _ in 0..count / 2 {
            let at = stage.at(start + 12, 10, 14);
            stage.buy_for(purse, Shop::Lodging, city, at, 38_000);
        }
        stage.lookalike(Kind::GroupOrganiser, &[who]);
    }
}
