//! Work that keeps odd hours, moves about, or is paid in odd ways.

use evidence::Channel;

use super::{days_every, each};
use crate::calendar::{DAY, minute, month_starts, weekday};
use crate::city::City;
use crate::person::{Employer, job_named};
use crate::shop::Shop;
use crate::stage::Stage;
use crate::truth::LookalikeKind as Kind;

pub(super) fn plant(stage: &mut Stage<'_>) {
    each(stage, Kind::NightWorker, 900, |p| p.shift >= 3 && p.monthly > 0, night);
    each(
        stage,
        Kind::HospitalityWorker,
        700,
        |p| matches!(p.job.title, "Server" | "Bartender" | "Cook"),
        tips,
    );
    each(
        stage,
        Kind::TouringMusician,
        50,
        |_| true,
        |stage, who| {
            stage.uproot(who, 100);
            stage.change(who, |person| person.job = job_named("Musician"));
            tour(stage, who, 9, &[Shop::Bar, Shop::Fuel, Shop::FastFood, Shop::Parking], true);
        },
    );
    each(
        stage,
        Kind::SalesRep,
        200,
        |p| p.monthly > 300_000,
        |stage, who| {
            tour(stage, who, 8, &[Shop::Restaurant, Shop::CarHire, Shop::Parking, Shop::Taxi], false);
        },
    );
    each(
        stage,
        Kind::Trucker,
        300,
        |p| p.job.title == "Truck driver",
        |stage, who| {
            tour(stage, who, 6, &[Shop::Fuel, Shop::FastFood, Shop::Toll, Shop::Convenience], false);
        },
    );
    each(
        stage,
        Kind::Athlete,
        40,
        |_| true,
        |stage, who| {
            tour(stage, who, 10, &[Shop::Restaurant, Shop::Pharmacy, Shop::Sports, Shop::Air], false);
        },
    );
    each(stage, Kind::IndependentSexWorker, 60, |_| true, sex_worker);
    each(stage, Kind::ContentCreator, 80, |_| true, creator);
    each(stage, Kind::GigCourier, 400, |_| true, courier);
    each(stage, Kind::ShopTakings, 250, |_| true, takings);
    each(stage, Kind::Landlord, 150, |_| true, landlord);
    each(stage, Kind::BorderCommuter, 60, |_| true, commuter);
    each(
        stage,
        Kind::BoatOwner,
        60,
        |_| true,
        |stage, who| {
            let purse = stage.purse(who);
            for _ in 0..stage.dice.between(2, 6) {
                let day = stage.dice.between(0, stage.days - 1);
                stage.buy_on(purse, Shop::Marine, purse.city, day, 0);
            }
        },
    );
}

/// Cash, food and fuel in the middle of the night.
fn night(stage: &mut Stage<'_>, who: usize) {
    stage.change(who, |person| (person.shift, person.cash) = (10, 0.5));
    let purse = stage.purse(who);
    for day in days_every(stage, 3) {
        let at = stage.at(day, 22, 30);
        match stage.dice.below(4) {
            0 => {
                let cents = stage.sum(8_000, 0.4, 2_000);
                stage.cash_out(purse, purse.city, at, cents, "CORNER 24 ATM");
            }
            1 => {
                let cents = stage.sum(12_000, 0.4, 500);
                stage.cash_in(purse, purse.city, at, cents, None);
            }
            2 => stage.buy(purse, Shop::FastFood, purse.city, at),
            _ => stage.buy(purse, Shop::Fuel, purse.city, at),
        }
    }
}

/// Tips, banked after closing.
fn tips(stage: &mut Stage<'_>, who: usize) {
    let purse = stage.purse(who);
    for day in days_every(stage, 4) {
        let at = stage.at(day, 20, 27);
        let cents = stage.sum(15_000, 0.4, 500);
        stage.cash_in(purse, purse.city, at, cents, None);
        if stage.dice.chance(0.3) {
            stage.buy(purse, Shop::FastFood, purse.city, at + 30);
        }
    }
}

/// From town to town, with nights in hotels.
fn tour(stage: &mut Stage<'_>, who: usize, every: i64, shops: &[Shop], paid_there: bool) {
    let purse = stage.purse(who);
    let cities = stage.route(purse.city, 8);
    for day in days_every(stage, every) {
        for night in day..day + stage.dice.between(1, 3) {
            let city = cities.get(stage.dice.below(cities.len())).copied().unwrap_or(purse.city);
            let at = stage.at(night, 18, 25);
            let branch = stage.dice.below(40);
            let room = Shop::Lodging.purchase(&mut stage.dice, branch);
            stage.stay(purse, city, at, room, false);
            for &shop in shops {
                if stage.dice.chance(0.6) {
                    stage.buy_on(purse, shop, city, night, 2);
                }
            }
            if paid_there && stage.dice.chance(0.7) {
                let at = stage.at(night, 22, 27);
                let cents = stage.sum(40_000, 0.4, 1_000);
                if stage.dice.chance(0.5) {
                    stage.cash_in(purse, city, at, cents, None);
                } else {
                    stage.receive(purse, at, cents, "gig");
                }
            }
        }
    }
}

/// Advertises, meets clients, and keeps and spends the money.
fn sex_worker(stage: &mut Stage<'_>, who: usize) {
    let home = stage.of(who).city;
    stage.uproot(who, 130);
    let rent = stage.sum(150_000, 0.2, 5_000);
    stage.change(who, |person| (person.job, person.rent) = (job_named("Self-employed"), rent));
    let purse = stage.purse(who);
    let cities = stage.route(home, 3);
    for day in days_every(stage, 3) {
        let city = if stage.dice.chance(0.8) {
            home
        } else {
            let city = cities.get(stage.dice.below(cities.len())).copied().unwrap_or(home);
            let at = stage.at(day, 15, 20);
            stage.buy(purse, Shop::Lodging, city, at);
            city
        };
        for _ in 0..stage.dice.between(1, 3) {
            let at = stage.at(day, 13, 26);
            let cents = stage.dice.pick(&[15_000, 20_000, 25_000, 30_000, 40_000]);
            let memo = stage.dice.pick(&["", "", "thanks", "deposit"]);
            stage.receive_from_someone(purse, at, cents, memo);
        }
        if stage.dice.chance(0.4) {
            let cents = stage.dice.pick(&[600, 1_200, 2_400, 4_900]);
            let at = stage.at(day, 10, 22);
            stage.buy_for(purse, Shop::AdultAdverts, city, at, cents);
        }
        if stage.dice.chance(0.2) {
            let at = stage.at(day, 20, 26);
            let cents = stage.sum(35_000, 0.4, 2_000);
            stage.cash_in(purse, home, at, cents, None);
        }
    }
    if let (day, Some(savings)) = (20, stage.of(who).second) {
        let to = crate::stage::Purse { account: savings, ..purse };
        stage.move_by(Channel::Transfer, purse, to, minute(day, 12, 0), 100_000, "SAVINGS");
    }
}

/// Payouts of processors, hosting, advertising.
fn creator(stage: &mut Stage<'_>, who: usize) {
    let purse = stage.purse(who);
    for day in days_every(stage, 6) {
        let at = stage.at(day, 6, 9);
        let cents = stage.dice.sum(30_000, 0.6);
        let processor = stage.dice.pick(&["FANBASE PAYOUT", "PAYSWIFT PROCESSING", "STREAMTIP"]);
        stage.credit(Channel::Transfer, purse, at, cents, processor, "PAYOUT");
        if stage.dice.chance(0.3) {
            let shop = stage.dice.pick(&[Shop::Hosting, Shop::Adverts, Shop::Cosmetics, Shop::Lingerie]);
            stage.buy_on(purse, shop, purse.city, day, 0);
        }
    }
}

/// Paid by an app each week; eats and fills up on the way, at all hours.
fn courier(stage: &mut Stage<'_>, who: usize) {
    stage.uproot(who, 110);
    let rent = stage.sum(110_000, 0.2, 5_000);
    stage.change(who, |person| (person.job, person.rent) = (job_named("Delivery courier"), rent));
    let purse = stage.purse(who);
    for day in (0..stage.days).filter(|day| weekday(*day) == 1) {
        let cents = stage.dice.sum(65_000, 0.3);
        stage.credit(Channel::Transfer, purse, day * DAY + 360, cents, "FOODRUN APP PAYOUT", "WEEKLY PAY");
    }
    for day in days_every(stage, 2) {
        for shop in [Shop::Fuel, Shop::FastFood, Shop::Parking, Shop::Convenience] {
            if stage.dice.chance(0.55) {
                stage.buy_on(purse, shop, purse.city, day, 4);
            }
        }
        if stage.dice.chance(0.2) {
            let (at, cents) = (stage.at(day, 21, 26), stage.sum(6_000, 0.4, 500));
            stage.cash_in(purse, purse.city, at, cents, None);
        }
    }
}

/// A shop's takings through a private account, banked in the evening at whichever branch is near.
fn takings(stage: &mut Stage<'_>, who: usize) {
    stage.uproot(who, 100);
    stage.change(who, |person| person.job = job_named("Self-employed"));
    let purse = stage.purse(who);
    for day in days_every(stage, 2) {
        let at = stage.at(day, 17, 23);
        let cents = stage.sum(75_000, 0.4, 500);
        stage.cash_in(purse, purse.city, at, cents, None);
        if stage.dice.chance(0.4) {
            let (at, cents) = (stage.at(day + 1, 9, 16), stage.dice.sum(70_000, 0.5));
            stage.pay(Channel::Transfer, purse, at, cents, "WHOLESALE SUPPLY CO", "SUPPLIES");
        }
        if stage.dice.chance(0.5) {
            let (at, cents) = (stage.at(day, 9, 20), stage.dice.sum(4_500, 0.5));
            stage.receive_from_someone(purse, at, cents, "order");
        }
    }
}

/// Rents of several tenants in; taxes, utilities and repairs of several homes out.
fn landlord(stage: &mut Stage<'_>, who: usize) {
    let purse = stage.purse(who);
    let tenants: Vec<(String, i64)> = (0..stage.dice.between(3, 10))
        .map(|_| (crate::person::any_name(&mut stage.dice), stage.sum(140_000, 0.2, 5_000)))
        .collect();
    for day in month_starts(0, stage.days) {
        for (tenant, rent) in &tenants {
            let at = stage.at(day, 8, 60);
            let deal = crate::deal::Deal::new(at, Channel::ETransfer, purse.city, *rent, purse.bank);
            stage.push(deal.between(None, Some(purse.account)).party(tenant.clone()).memo("rent"));
        }
        for nth in 0..i64::try_from(tenants.len()).unwrap_or(0) / 2 {
            stage.buy_on(purse, Shop::Utility, purse.city, day + 5 + nth, 0);
            if stage.dice.chance(0.4) {
                let city = stage.city_of(purse.city.country());
                stage.buy_on(purse, Shop::Tax, city, day + 9, 0);
            }
            stage.buy_on(purse, Shop::Hardware, purse.city, day + 12, 0);
        }
    }
}

/// Lives on one side of a border, works and shops on both.
fn commuter(stage: &mut Stage<'_>, who: usize) {
    let (near, hub) = stage.dice.pick(&[
        ("Laredo TX", "San Antonio TX"),
        ("Yuma AZ", "Phoenix AZ"),
        ("Calais", "Lille"),
        ("Windsor ON", "London ON"),
    ]);
    let (near, hub) = (City::named(near), City::named(hub));
    stage.change(who, |person| person.city = near);
    if stage.of(who).employer == Employer::None {
        stage.change(who, |person| (person.employer, person.monthly) = (Employer::Outside(7), 380_000));
    }
    let purse = stage.purse(who);
    let (vehicle, _) = stage.vehicle(who);
    for day in days_every(stage, 2) {
        let at = stage.at(day, 5, 8);
        stage.buy(purse, Shop::Toll, near, at);
        for (city, after) in [(near, 0), (hub, 180), (near, 720)] {
            stage.sighting(vehicle, city, at + after);
        }
        if stage.dice.chance(0.5) {
            let at = stage.at(day, 9, 18);
            stage.buy(purse, Shop::Fuel, hub, at);
        }
        if stage.dice.chance(0.4) {
            stage.buy_on(purse, Shop::FastFood, hub, day, 0);
        }
    }
}
