//! How the money is moved: hawala, guarantors, virtual currency, mules.

use evidence::Channel;

use crate::calendar::minute;
use crate::city::City;
use crate::dice::rounded;
use crate::person::job_named;
use crate::scheme::Play;
use crate::shop::Shop;
use crate::stage::{Outsider, Stage};
use crate::truth::{Member, Role};

/// Many pay in, a few large settlements go abroad, small sums are paid out on another's behalf.
pub(crate) fn hawala(stage: &mut Stage<'_>, play: &Play) -> Vec<Member> {
    let home = stage.dice.pick(&["GB", "CA", "DE", "US"]);
    let city = stage.city_of(home);
    let firm = stage.firm("Import and export", city);
    stage.trades(&firm);
    let till = Stage::firm_purse(&firm);
    let broker = stage.cast(city);
    stage.uproot(broker, play.life.max(40));
    let purse = stage.purse(broker);
    let far = City::named(stage.dice.pick(&["Dubai", "Istanbul", "Erbil", "Kabul"]));
    let peer = stage.outsider(far);
    let trading = stage.firm("Import and export", city);
    let other = Stage::firm_purse(&trading);
    for week in (play.start..play.until).step_by(7) {
        let mut pool = 0;
        for _ in 0..play.n(22).max(5) {
            let day = week + stage.dice.between(0, 4);
            let cents = stage.sum(170_000, 0.6, 5_000);
            let at = stage.at(day, 9, 21);
            let memo = stage.dice.pick(&["", "", "ref 4471", "goods", "sarai 22", "tk 118"]);
            match stage.dice.below(10) {
                0..=3 => {
                    let from = stage.outsider(city);
                    stage.cash_in(purse, city, at, cents, Some(from.entity));
                }
                4..=6 => stage.receive_from_someone(purse, at, cents, memo),
                _ => stage.receive(purse, at, cents, memo),
            }
            pool += cents;
        }
        for _ in 0..play.n(6) {
            let at = stage.at(week + 5, 9, 21);
            let (to, cents) = (stage.passer_by(), stage.sum(60_000, 0.5, 5_000));
            let to = stage.purse(to);
            stage.send(purse, to, at, cents, "");
            pool -= cents;
        }
        let cents = rounded(pool * 9 / 10, 10_000);
        let at = stage.at(week + 5, 10, 16);
        if play.shows(stage) {
            stage.move_by(Channel::Transfer, purse, till, at, cents, "INVOICE 2026");
            stage.abroad(Channel::Wire, till, &peer, at + 1_500, cents * 97 / 100, "GOODS");
        } else {
            stage.abroad(Channel::Wire, purse, &peer, at, cents, "");
        }
        if play.shows(stage) {
            stage.move_by(Channel::Transfer, till, other, at + 200, cents / 4, "GOODS");
            stage.move_by(Channel::Transfer, other, purse, at + 3_000, cents / 4, "LOAN");
        }
    }
    vec![
        stage.member(broker, Role::Controller),
        Stage::firm_member(&firm, Role::Front),
        Stage::firm_member(&trading, Role::Front),
        Stage::outside_member(&peer, Role::Controller),
    ]
}

/// Families deposit the fee; the guarantor releases it part by part.
pub(crate) fn guarantor(stage: &mut Stage<'_>, play: &Play) -> Vec<Member> {
    let home = stage.dice.pick(&["GB", "DE", "FR", "US"]);
    let city = stage.city_of(home);
    let keeper = stage.cast(city);
    stage.uproot(keeper, play.life.max(30));
    stage.change(keeper, |person| person.job = job_named("Self-employed"));
    let purse = stage.purse(keeper);
    let smugglers: Vec<usize> = (0..play.n(3).max(2))
        .map(|_| {
            let who = stage.cast(city);
            stage.uproot(who, play.life);
            who
        })
        .collect();
    let mut members = vec![stage.member(keeper, Role::Collector)];
    for _ in 0..play.n(24).max(5) {
        let there = stage.city_of(home);
        let family = stage.cast(there);
        let from = stage.purse(family);
        let day = stage.dice.between(play.start, (play.until - 30).max(play.start + 1));
        let fee = stage.sum(600_000, 0.2, 50_000);
        let parts = stage.dice.between(1, 3);
        for part in 0..parts {
            let at = stage.at(day + part, 9, 21);
            stage.move_by(Channel::Transfer, from, purse, at, fee / parts, "");
        }
        members.push(stage.member(family, Role::Payer));
        let to = smugglers.get(stage.dice.below(smugglers.len())).copied().unwrap_or(keeper);
        let to = stage.purse(to);
        let mut when = day + 3;
        for share in [30, 40, 25] {
            when += stage.dice.between(2, 10);
            let at = stage.at(when, 9, 23);
            let memo = stage.dice.pick(&["", "", "ok", "arrived"]);
            stage.send(purse, to, at, fee * share / 100, memo);
            if play.shows(stage) {
                let at = stage.at(when + 1, 9, 23);
                stage.cash_out(to, city, at, fee * share / 110 / 2_000 * 2_000, "");
            }
        }
    }
    members.extend(smugglers.iter().map(|&who| stage.member(who, Role::Controller)));
    members
}

/// Families buy virtual currency to free someone held in a compound; some pay through one of them.
pub(crate) fn forced_criminality(stage: &mut Stage<'_>, play: &Play) -> Vec<Member> {
    let home = stage.dice.pick(&["CA", "US", "GB"]);
    let mut members = Vec::new();
    for _ in 0..play.n(5).max(2) {
        let city = stage.city_of(home);
        let (family, lost) = (stage.cast(city), stage.cast(city));
        let (purse, gone) = (stage.purse(family), stage.purse(lost));
        let day = stage.dice.between(play.start, (play.until - 25).max(play.start + 1));
        // The one who is lost flies out, and the account falls still.
        stage.uproot(lost, 10);
        stage.buy_on(gone, Shop::Air, city, day, 0);
        if play.shows(stage) {
            let there = City::named("Bangkok");
            stage.buy_on(gone, Shop::Taxi, there, day + 1, 0);
        }
        let mut when = day + stage.dice.between(6, 14);
        for _ in 0..play.n(3).max(1) {
            let fee = stage.sum(500_000, 0.3, 50_000);
            for _ in 0..play.n(5) {
                let at = stage.at(when, 8, 20);
                let memo = stage.dice.pick(&["for the release", "help", "", "for him"]);
                stage.receive_from_someone(purse, at, fee / play.n(5), memo);
            }
            let at = stage.at(when + 1, 9, 23);
            if play.shows(stage) {
                stage.pay(Channel::Crypto, purse, at, fee, "COINGATE EXCHANGE", "release fee");
            } else {
                stage.buy_for(purse, Shop::Crypto, city, at, fee);
            }
            when += stage.dice.between(2, 6);
        }
        members.push(stage.member(family, Role::PayerUnderDuress));
        members.push(stage.member(lost, Role::PossibleVictim));
    }
    members
}

/// One scatters, mules pass on, one gathers; part of it goes round.
pub(crate) fn mules(stage: &mut Stage<'_>, play: &Play) -> Vec<Member> {
    let home = stage.dice.pick(&["CA", "US", "GB", "FR"]);
    let city = stage.city_of(home);
    let (source, target) = (stage.cast(city), stage.cast(city));
    stage.uproot(source, play.life.max(30));
    stage.uproot(target, play.life);
    let (from, to) = (stage.purse(source), stage.purse(target));
    let mules: Vec<usize> = (0..play.n(10).max(3))
        .map(|_| {
            let there = stage.city_of(home);
            let who = stage.cast(there);
            let opened = play.start - stage.dice.between(2, 40);
            stage.change(who, |person| {
                (person.job, person.opened) = (job_named("Student"), opened);
                person.life = person.life.min(60);
            });
            who
        })
        .collect();
    if play.shows(stage) {
        stage.share_device(&mules, source);
    }
    let abroad: Outsider = stage.outsider(City::named("Dubai"));
    for week in (play.start..play.until).step_by(if play.scale > 0.5 { 7 } else { 14 }) {
        for _ in 0..play.n(6) {
            let (at, cents) = (stage.at(week, 8, 20), stage.sum(250_000, 0.3, 5_000));
            stage.receive(from, at, cents, "");
        }
        let mut gathered = 0;
        for &who in &mules {
            let purse = stage.purse(who);
            let cents = stage.sum(120_000, 0.25, 1_000);
            let at = stage.at(week + 1, 9, 20);
            stage.send(from, purse, at, cents, "");
            let after =
                if play.shows(stage) { stage.dice.between(1, 10) } else { stage.dice.between(12, 40) } * 60;
            let keeps = stage.dice.between(3, 8);
            stage.send(purse, to, at + after, cents * (100 - keeps) / 100, "");
            gathered += cents;
        }
        let at = minute(week + 3, 10, 0);
        if play.shows(stage) {
            stage.abroad(Channel::Wire, to, &abroad, at, rounded(gathered * 8 / 10, 1_000), "");
        } else {
            stage.pay(Channel::Crypto, to, at, gathered * 7 / 10, "BITRAMP", "");
        }
        // Round: source, three mules, source.
        if play.shows(stage) {
            let ring: Vec<usize> = mules.iter().copied().take(3).collect();
            let (mut payer, mut cents) = (from, 300_000);
            for (hop, &who) in ring.iter().enumerate() {
                let next = stage.purse(who);
                let at = minute(week + 4, 8 + 4 * i64::try_from(hop).unwrap_or(0), 10);
                stage.send(payer, next, at, cents, "");
                (payer, cents) = (next, cents * 98 / 100);
            }
            stage.send(payer, from, minute(week + 5, 1, 0), cents, "");
        }
    }
    let mut members = vec![stage.member(source, Role::Controller), stage.member(target, Role::Collector)];
    members.push(Stage::outside_member(&abroad, Role::Controller));
    members.extend(mules.iter().map(|&who| stage.member(who, Role::Nominee)));
    members
}
