//! Labour exploitation: where wages go.

use evidence::Channel;

use crate::calendar::{minute, month_starts, weekday};
use crate::city::City;
use crate::dice::rounded;
use crate::firm::Firm;
use crate::person::job_named;
use crate::scheme::Play;
use crate::shop::Shop;
use crate::stage::Stage;
use crate::truth::{Member, Role};

/// A business that lives on labour, where it is, and the job of its workers.
fn employer(stage: &mut Stage<'_>) -> (Firm, City, &'static str) {
    let (sector, job) = stage.dice.pick(&[
        ("Farming", "Farm worker"),
        ("Cleaning services", "Cleaner"),
        ("Construction", "Construction labourer"),
        ("Restaurant", "Cook"),
    ]);
    let country = stage.dice.pick(&["CA", "CA", "US", "GB", "DE"]);
    let city = match sector {
        "Farming" if country == "CA" => {
            City::named(stage.dice.pick(&["Leamington ON", "Abbotsford BC", "Kelowna BC"]))
        }
        _ => stage.city_of(country),
    };
    let firm = stage.firm(sector, city);
    stage.trades(&firm);
    (firm, city, job)
}

/// Paydays while the scheme runs: every other Thursday.
fn paydays(play: &Play) -> impl Iterator<Item = i64> + use<> {
    (play.start..play.until).filter(|day| weekday(*day) == 3 && (day / 7) % 2 == 0)
}

/// Workers with accounts of their own.
fn workers(stage: &mut Stage<'_>, play: &Play, strong: i64, city: City, job: &'static str) -> Vec<usize> {
    let life = play.life.saturating_sub(15) / 2;
    let workers: Vec<usize> = (0..play.n(strong).max(3)).map(|_| stage.cast(city)).collect();
    let opened = play.start - stage.dice.between(3, 40);
    for &who in &workers {
        stage.uproot(who, life);
        let after = stage.dice.between(0, 6);
        stage.change(who, |person| (person.job, person.opened) = (job_named(job), opened + after));
    }
    workers
}

/// They share an address and a phone, as far as it shows.
fn lodge(stage: &mut Stage<'_>, play: &Play, workers: &[usize]) {
    if play.shows(stage) {
        stage.house_together(workers, None);
    }
    if play.shows(stage) {
        let phone =
            14_370_000_000 + u64::from(stage.outsiders) * 13 + workers.first().map_or(0, |who| *who as u64);
        for &who in workers {
            stage.change(who, |person| person.phone = phone);
        }
    }
}

/// The wages of many go to one account.
pub(crate) fn pooled_wages(stage: &mut Stage<'_>, play: &Play) -> Vec<Member> {
    let (firm, city, _) = employer(stage);
    let controller = stage.cast(city);
    stage.uproot(controller, play.life.max(40));
    let boss = stage.purse(controller);
    let house = stage.of(controller).address();
    let origin = City::named(stage.dice.pick(&["Guatemala City", "Kathmandu", "Manila", "Hanoi"]));
    let (shares, phone) = (play.shows(stage), format!("+{}", 14_380_500_000 + u64::from(stage.outsiders)));
    let workers: Vec<_> = (0..play.n(12).max(3))
        .map(|_| if shares { stage.outsider_at(city, &house, &phone) } else { stage.outsider(city) })
        .collect();
    for day in paydays(play) {
        let mut got = 0;
        for worker in &workers {
            let cents = stage.dice.between(95_000, 125_000);
            stage.wage(&firm, boss, Some(worker.entity), day, cents);
            got += cents;
        }
        let share = if play.shows(stage) { 90 } else { 60 };
        let at = stage.at(day, 9, 20);
        stage.cash_out(boss, city, at, rounded(got * share / 100, 2_000), "");
        if play.shows(stage) {
            let kin = stage.outsider(origin);
            let at = stage.at(day + 1, 10, 17);
            stage.abroad(Channel::Wire, boss, &kin, at, rounded(got / 10, 1_000), "");
        }
    }
    let mut members =
        vec![stage.member(controller, Role::Controller), Stage::firm_member(&firm, Role::Front)];
    members.extend(workers.iter().map(|worker| Stage::outside_member(worker, Role::PossibleVictim)));
    members
}

/// Each is paid into an own account, and cashes all of it within the hour.
pub(crate) fn cashed_wages(stage: &mut Stage<'_>, play: &Play) -> Vec<Member> {
    let (firm, city, job) = employer(stage);
    let controller = stage.cast(city);
    stage.uproot(controller, play.life.max(40));
    let boss = stage.purse(controller);
    let workers = workers(stage, play, 10, city, job);
    lodge(stage, play, &workers);
    if play.shows(stage) {
        stage.share_device(&workers, controller);
    }
    for day in paydays(play) {
        let at = stage.at(day, 8, 20);
        let mut got = 0;
        for &who in &workers {
            let purse = stage.purse(who);
            let cents = stage.dice.between(98_000, 118_000);
            stage.wage(&firm, purse, None, day, cents);
            if play.shows(stage) || stage.dice.chance(0.4) {
                let after = stage.dice.between(0, 25);
                stage.cash_out(purse, city, at + after, cents / 2_000 * 2_000, "CORNER 24 ATM");
                got += cents;
            }
        }
        if got > 0 && play.shows(stage) {
            let at = stage.at(day + 1, 10, 16);
            let back = if stage.dice.chance(0.5) { Stage::firm_purse(&firm) } else { boss };
            stage.cash_in(back, city, at, rounded(got * 7 / 10, 1_000), None);
        }
    }
    let mut members =
        vec![stage.member(controller, Role::Controller), Stage::firm_member(&firm, Role::Front)];
    members.extend(workers.iter().map(|&who| stage.member(who, Role::PossibleVictim)));
    members
}

/// Most of the wage goes back for rent, transport, food, debt.
pub(crate) fn deductions(stage: &mut Stage<'_>, play: &Play) -> Vec<Member> {
    let (firm, city, job) = employer(stage);
    let controller = stage.cast(city);
    stage.uproot(controller, play.life.max(40));
    let boss = stage.purse(controller);
    let workers = workers(stage, play, 12, city, job);
    lodge(stage, play, &workers);
    let origin = City::named(stage.dice.pick(&["Guatemala City", "Kathmandu", "Manila", "Dhaka"]));
    for &who in &workers {
        let purse = stage.purse(who);
        let kin = stage.outsider(origin);
        for day in paydays(play) {
            let cents = stage.dice.between(98_000, 130_000);
            stage.wage(&firm, purse, None, day, cents);
            let share = stage.dice.between(45, 70);
            let parts: &[&str] = &["rent", "transport", "food", "agency fee", "cleaning"];
            let count = stage.dice.between(1, 3);
            for _ in 0..count {
                let at = stage.at(day, 8, 32);
                let memo = stage.dice.pick(parts);
                stage.send(purse, boss, at, rounded(cents * share / 100 / count, 500), memo);
            }
            if stage.dice.chance(0.5) {
                let at = stage.at(day + 2, 10, 20);
                stage.abroad(Channel::Remittance, purse, &kin, at, rounded(cents / 5, 500), "family");
            }
        }
    }
    for day in paydays(play) {
        let at = stage.at(day + 1, 9, 21);
        let cents = stage.sum(300_000, 0.3, 2_000);
        stage.cash_out(boss, city, at, cents, "");
    }
    let mut members =
        vec![stage.member(controller, Role::Controller), Stage::firm_member(&firm, Role::Front)];
    members.extend(workers.iter().map(|&who| stage.member(who, Role::PossibleVictim)));
    members
}

/// Wages and nothing else; the business pays for their keep.
pub(crate) fn kept(stage: &mut Stage<'_>, play: &Play) -> Vec<Member> {
    let (firm, city, job) = employer(stage);
    let till = Stage::firm_purse(&firm);
    let controller = stage.cast(city);
    stage.uproot(controller, play.life.max(40));
    let boss = stage.purse(controller);
    let workers = workers(stage, play, 10, city, job);
    lodge(stage, play, &workers);
    if play.shows(stage) {
        stage.share_device(&workers, controller);
    }
    let opener = stage.of(controller).phone;
    for &who in &workers {
        if play.strength != crate::truth::Strength::Faint {
            stage.change(who, |person| (person.life, person.phone) = (0, opener));
        }
        let purse = stage.purse(who);
        for day in paydays(play) {
            let cents = stage.dice.between(98_000, 125_000);
            stage.wage(&firm, purse, None, day, cents);
            let at = stage.at(day, 7, 30);
            let share = if play.shows(stage) { 95 } else { 65 };
            stage.send(purse, boss, at, cents * share / 100, "");
        }
    }
    for week in (play.start..play.until).step_by(7) {
        for (shop, cents) in [(Shop::Bulk, 60_000), (Shop::Lodging, 90_000), (Shop::CarHire, 55_000)] {
            if play.shows(stage) {
                let cents = stage.sum(cents, 0.2, 100);
                let at = stage.at(week, 9, 20);
                stage.buy_for(till, shop, city, at, cents);
            }
        }
    }
    for day in month_starts(play.start, play.until) {
        let recruiter = "GLOBAL STAFF RECRUITING";
        stage.pay(Channel::Transfer, till, minute(day + 3, 10, 0), 450_000, recruiter, "PLACEMENT");
        let at = stage.at(day + 6, 10, 16);
        let cents = stage.sum(600_000, 0.2, 5_000);
        stage.cash_out(boss, city, at, cents, "");
    }
    let mut members =
        vec![stage.member(controller, Role::Controller), Stage::firm_member(&firm, Role::Front)];
    members.extend(workers.iter().map(|&who| stage.member(who, Role::PossibleVictim)));
    members
}
