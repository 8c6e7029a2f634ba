//! Migrant smuggling as it shows in payments: funnels, legs, ransoms, boats, vehicles.

use evidence::Channel;

use crate::calendar::minute;
use crate::city::City;
use crate::person::job_named;
use crate::scheme::Play;
use crate::shop::Shop;
use crate::stage::{Outsider, Stage};
use crate::truth::{Member, Role};

fn border(stage: &mut Stage<'_>) -> City {
    City::named(stage.dice.pick(&[
        "Laredo TX",
        "McAllen TX",
        "Brownsville TX",
        "El Paso TX",
        "Yuma AZ",
        "Calais",
    ]))
}

/// Cash from many cities, withdrawn near a border at once.
pub(crate) fn funnel(stage: &mut Stage<'_>, play: &Play) -> Vec<Member> {
    let near = border(stage);
    let nominee = stage.cast(near);
    stage.uproot(nominee, play.life);
    stage.change(nominee, |person| person.job = job_named("Student"));
    let purse = stage.purse(nominee);
    let country = if near.country() == "US" { "US" } else { "GB" };
    let cities = stage.route(far_from(country), usize::try_from(play.n(12).max(3)).unwrap_or(3));
    let over = City::named(stage.dice.pick(&["Monterrey", "Guatemala City", "Istanbul"]));
    let contact = stage.outsider(over);
    let conductors: Vec<Outsider> = cities.iter().map(|city| stage.outsider(*city)).collect();
    for nth in 0..play.n(70).max(8) {
        let day = play.day(stage);
        let from = conductors.get(stage.dice.below(conductors.len())).copied().unwrap_or(contact);
        let cents = stage.sum(150_000, 0.4, 10_000).min(290_000);
        let at = stage.at(day, 9, 19);
        let named = stage.dice.chance(0.7).then_some(from.entity);
        if nth % 4 == 3 {
            stage.receive(purse, at, cents, "");
        } else {
            stage.cash_in(purse, from.city, at, cents, named);
        }
        if play.shows(stage) {
            let out = stage.at(day, 19, 40);
            stage.cash_out(purse, near, out, cents * 95 / 100 / 2_000 * 2_000, "");
        } else if stage.dice.chance(0.5) {
            let out = minute(day + 1, 11, stage.dice.between(0, 59));
            stage.abroad(Channel::Wire, purse, &contact, out, cents * 9 / 10, "family");
        }
    }
    vec![stage.member(nominee, Role::Nominee), Stage::outside_member(&contact, Role::Controller)]
}

fn far_from(country: &str) -> City {
    if country == "US" { City::named("Chicago IL") } else { City::named("London") }
}

/// Each leg is paid to someone at its beginning, by the same relatives.
pub(crate) fn legs(stage: &mut Stage<'_>, play: &Play) -> Vec<Member> {
    let (home, route): (&str, &[&str]) = stage.dice.pick(&[
        ("GB", &["Kabul", "Istanbul", "Bihać", "Calais"] as &[&str]),
        ("DE", &["Erbil", "Istanbul", "Bihać"]),
        ("US", &["Guatemala City", "Tapachula", "Monterrey", "Reynosa"]),
        ("US", &["Tegucigalpa", "Tapachula", "Nuevo Laredo"]),
    ]);
    let receivers: Vec<Outsider> = route.iter().map(|name| stage.outsider(City::named(name))).collect();
    let mut members: Vec<Member> =
        receivers.iter().map(|receiver| Stage::outside_member(receiver, Role::Collector)).collect();
    for _ in 0..play.n(9).max(2) {
        let city = stage.city_of(home);
        let sender = stage.cast_where(city, |person| person.remits.is_none());
        stage.change(sender, |person| person.remits = None);
        let purse = stage.purse(sender);
        let mut day = play.day(stage).min(play.until - 20).max(play.start);
        for (leg, receiver) in receivers.iter().enumerate() {
            let price = stage.sum(180_000 + 40_000 * i64::try_from(leg).unwrap_or(0), 0.15, 5_000);
            let parts = if play.shows(stage) { 2 } else { 1 };
            for _ in 0..parts {
                let at = stage.at(day, 9, 21);
                stage.abroad(Channel::Remittance, purse, receiver, at, price / parts, "");
                day += stage.dice.between(0, 1);
            }
            let pause = if play.shows(stage) { 8 } else { 14 };
            day += stage.dice.between(3, pause);
        }
        members.push(stage.member(sender, Role::Payer));
    }
    members
}

/// Families pay several receivers within three days.
pub(crate) fn ransom_burst(stage: &mut Stage<'_>, play: &Play) -> Vec<Member> {
    let (home, held) =
        stage.dice.pick(&[("US", "Reynosa"), ("US", "Nuevo Laredo"), ("GB", "Tripoli"), ("FR", "Tripoli")]);
    let limit = stage.dice.pick(&[50_000, 100_000, 300_000]);
    let (agent, payout) = stage.hidden_agent(City::named(held));
    let receivers: Vec<Outsider> = (0..play.n(6).max(2)).map(|_| stage.outsider(City::named(held))).collect();
    let mut members: Vec<Member> =
        receivers.iter().map(|receiver| Stage::outside_member(receiver, Role::Collector)).collect();
    members.push(payout);
    for _ in 0..play.n(8).max(2) {
        let city = stage.city_of(home);
        let family = stage.cast_where(city, |person| person.remits.is_none());
        stage.change(family, |person| person.remits = None);
        let purse = stage.purse(family);
        let day = play.day(stage);
        for _ in 0..stage.dice.between(play.n(4).max(2), play.n(4).max(2) + 3) {
            let receiver = receivers.get(stage.dice.below(receivers.len())).copied();
            let at = stage.at(day, 8, 60);
            let under = stage.dice.pick(&[100, 100, 200, 500, 1_500]);
            let cents = if play.shows(stage) { limit - under } else { stage.sum(limit / 2, 0.3, 1_000) };
            if let Some(receiver) = receiver {
                let memo = stage.dice.pick(&["", "", "urgent", "help"]);
                stage.abroad_through(Channel::Remittance, purse, &receiver, Some(agent), at, cents, memo);
            }
        }
        if play.shows(stage) {
            // What it is paid from.
            let cents = stage.sum(200_000, 0.4, 5_000);
            let at = stage.at(day, 0, 8);
            stage.receive(purse, at, cents, "for you");
            let city = purse.city;
            let at = stage.at(day, 8, 20);
            stage.buy_for(purse, Shop::Advance, city, at, 80_000);
        }
        members.push(stage.member(family, Role::PayerUnderDuress));
    }
    members
}

/// A receiver near a border whom many pay just under a limit.
pub(crate) fn ransom_bunched(stage: &mut Stage<'_>, play: &Play) -> Vec<Member> {
    let near = border(stage);
    let collector = stage.cast(near);
    stage.uproot(collector, play.life);
    let purse = stage.purse(collector);
    let limit = stage.dice.pick(&[50_000, 100_000, 300_000]);
    let cities = stage.route(far_from(if near.country() == "US" { "US" } else { "GB" }), 12);
    for _ in 0..play.n(60).max(22) {
        let city = cities.get(stage.dice.below(cities.len())).copied().unwrap_or(near);
        let sender = stage.outsider(city);
        let day = play.day(stage);
        let at = stage.at(day, 8, 22);
        let under = stage.dice.pick(&[100, 100, 100, 500, 1_000]);
        let cents =
            if stage.dice.chance(play.shows) { limit - under } else { stage.sum(limit / 2, 0.5, 1_000) };
        stage.receive_from_abroad(Channel::Remittance, &sender, purse, at, cents, "");
        if stage.dice.chance(0.3 + play.scale * 0.6) {
            let at = stage.at(day, 22, 40);
            stage.cash_out(purse, near, at, cents / 2_000 * 2_000, "");
        }
    }
    vec![stage.member(collector, Role::Collector)]
}

/// Boats, engines, pumps and life jackets for someone who lives far from water.
pub(crate) fn boats(stage: &mut Stage<'_>, play: &Play) -> Vec<Member> {
    let home = City::named(stage.dice.pick(&["Berlin", "Hamburg", "Brussels", "Lille", "Birmingham"]));
    let coast = City::named(stage.dice.pick(&["Calais", "Lille"]));
    let buyer = stage.cast(home);
    stage.uproot(buyer, play.life);
    stage.change(buyer, |person| person.job = job_named("Delivery courier"));
    let backer = stage.cast(home);
    stage.uproot(backer, play.life.max(40));
    let (purse, backing) = (stage.purse(buyer), stage.purse(backer));
    for _ in 0..play.n(12).max(2) {
        let day = play.day(stage);
        if play.shows(stage) {
            let (at, cents) = (stage.at(day - 1, 9, 20), stage.sum(250_000, 0.3, 5_000));
            if stage.dice.chance(0.5) {
                stage.send(backing, purse, at, cents, "");
            } else {
                stage.cash_in(purse, home, at, cents, None);
            }
        }
        for (memo, cents) in [
            ("INFLATABLE BOAT 6M", 180_000),
            ("OUTBOARD ENGINE", 240_000),
            ("LIFE JACKETS X20", 40_000),
            ("FOOT PUMP, FUEL CANS", 12_000),
        ] {
            if play.shows(stage) {
                let goods = Shop::Marine.purchase_of(stage.sum(cents, 0.2, 100), &mut stage.dice);
                let at = stage.at(day, 9, 18);
                stage.spend(purse, home, at, goods, memo);
            }
        }
        if play.shows(stage) {
            stage.buy_on(purse, Shop::CarHire, home, day, 0);
            let at = stage.at(day + 1, 22, 29);
            stage.buy(purse, Shop::Fuel, coast, at);
            stage.buy(purse, Shop::Toll, coast, at + 40);
        }
    }
    for _ in 0..play.n(15) {
        let day = play.day(stage);
        let (at, cents) = (stage.at(day, 10, 22), stage.sum(150_000, 0.3, 5_000));
        stage.receive(backing, at, cents, "");
    }
    vec![stage.member(buyer, Role::Nominee), stage.member(backer, Role::Controller)]
}

/// From a border to a city and back, by night.
pub(crate) fn vehicles(stage: &mut Stage<'_>, play: &Play) -> Vec<Member> {
    let (near, hub) = stage.dice.pick(&[
        ("Laredo TX", "San Antonio TX"),
        ("McAllen TX", "Houston TX"),
        ("El Paso TX", "Dallas TX"),
        ("Yuma AZ", "Phoenix AZ"),
        ("Calais", "Paris"),
        ("Cornwall ON", "Toronto ON"),
    ]);
    let (near, hub) = (City::named(near), City::named(hub));
    let organiser = stage.cast(hub);
    stage.uproot(organiser, play.life.max(40));
    let boss = stage.purse(organiser);
    let drivers = play.crew(stage, 4, hub);
    let mut members = vec![stage.member(organiser, Role::Controller)];
    for &who in &drivers {
        let purse = stage.purse(who);
        let vehicle = play.shows(stage).then(|| stage.vehicle(who));
        for _ in 0..play.n(14).max(3) {
            let day = play.day(stage);
            if play.shows(stage) {
                stage.buy_on(purse, Shop::CarHire, hub, day, 0);
            }
            let out = stage.at(day, 14, 18);
            stage.buy(purse, Shop::Fuel, hub, out);
            let there = stage.at(day, 22, 26);
            stage.buy(purse, Shop::Fuel, near, there);
            stage.buy(purse, Shop::FastFood, near, there + 20);
            if play.shows(stage) {
                stage.buy(purse, Shop::Toll, near, there + 50);
            }
            let back = stage.at(day, 27, 31);
            stage.buy(purse, Shop::Fuel, hub, back);
            if let Some((vehicle, _)) = &vehicle {
                for (city, at) in [(near, there), (hub, back), (near, back + 300)] {
                    stage.sighting(*vehicle, city, at);
                }
            }
            let cents = stage.sum(90_000, 0.3, 5_000);
            let paid = stage.at(day + 1, 9, 20);
            stage.send(boss, purse, paid, cents, "");
        }
        members.extend(vehicle.map(|(_, member)| member));
    }
    for _ in 0..play.n(25) {
        let day = play.day(stage);
        let (at, cents) = (stage.at(day, 9, 23), stage.sum(180_000, 0.4, 5_000));
        stage.receive(boss, at, cents, "");
    }
    members.extend(drivers.iter().map(|&who| stage.member(who, Role::Nominee)));
    members
}
