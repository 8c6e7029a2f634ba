//! Sexual exploitation: hotels, homes, shop fronts, people brought from abroad.

use evidence::Channel;

use crate::calendar::{DAY, minute, month_starts};
use crate::city::City;
use crate::person::job_named;
use crate::scheme::Play;
use crate::shop::Shop;
use crate::stage::{Purse, Stage};
use crate::truth::{Member, Role};

const CLIENT_MEMOS: [&str; 8] = ["", "", "", "", "thanks", "transfer", "hh", "dinner"];

/// Small advertisements, close together, in multiples of a few units.
fn advertise(stage: &mut Stage<'_>, purse: Purse, city: City, day: i64, count: i64) {
    for _ in 0..count {
        let shop = stage.dice.pick(&[Shop::AdultAdverts, Shop::AdultAdverts, Shop::Adverts]);
        let cents = stage.dice.pick(&[300, 600, 900, 1_200, 1_200, 2_400]);
        let at = stage.at(day, 9, 24);
        stage.buy_for(purse, shop, city, at, cents);
    }
}

/// Luxuries, gambling at night, gift and prepaid cards of one who controls.
fn indulge(stage: &mut Stage<'_>, play: &Play, purse: Purse) {
    for (shop, strong, shift) in [
        (Shop::Jewellery, 2, 0),
        (Shop::Fashion, 5, 0),
        (Shop::Casino, 14, 3),
        (Shop::GiftCard, 6, 0),
        (Shop::Prepaid, 5, 0),
        (Shop::JailCalls, 4, 0),
    ] {
        if play.shows(stage) {
            for _ in 0..play.n(strong) {
                let day = play.day(stage);
                if matches!(shop, Shop::GiftCard | Shop::Prepaid) {
                    let purchase = shop.round_purchase(2_500, &mut stage.dice);
                    let at = stage.at(day, 10, 23);
                    stage.spend(purse, purse.city, at, purchase, "");
                } else {
                    stage.buy_on(purse, shop, purse.city, day, shift);
                }
            }
        }
    }
}

/// Most of a day's money goes on, within hours.
fn hand_over(stage: &mut Stage<'_>, from: Purse, to: Purse, day: i64, earned: i64, share: i64) {
    let cents = crate::dice::rounded(earned * share / 100, 1_000);
    let at = minute(day + 1, stage.dice.between(1, 6), stage.dice.between(0, 59));
    let memo = stage.dice.pick(&["", "", "ok", "rent"]);
    stage.send(from, to, at, cents, memo);
}

/// Clients of one evening; what they paid together.
fn clients(stage: &mut Stage<'_>, to: Purse, day: i64, count: i64) -> i64 {
    (0..count)
        .map(|_| {
            let cents = stage.dice.pick(&[8_000, 10_000, 12_000, 14_000, 16_000, 20_000, 25_000, 30_000]);
            let at = stage.at(day, 14, 29);
            let memo = stage.dice.pick(&CLIENT_MEMOS);
            stage.receive_from_someone(to, at, cents, memo);
            cents
        })
        .sum()
}

/// From hotel to hotel.
pub(crate) fn short_stay(stage: &mut Stage<'_>, play: &Play) -> Vec<Member> {
    let country = stage.dice.pick(&["CA", "CA", "CA", "US", "GB"]);
    let home = stage.city_of(country);
    let cities = stage.route(home, usize::try_from(play.n(6).max(2)).unwrap_or(2));
    let controller = stage.cast(home);
    stage.uproot(controller, play.life.max(60));
    let victims = play.crew(stage, 3, home);
    let collector = play.shows(stage).then(|| stage.cast(home));
    let boss = stage.purse(controller);
    if let Some(collector) = collector {
        stage.uproot(collector, play.life);
    }
    let phone = stage.of(controller).phone;
    for &who in &victims {
        let opened = play.start - stage.dice.between(5, 60);
        let shares_phone = play.shows(stage);
        stage.change(who, |person| {
            person.opened = opened;
            person.job = job_named("Student");
            if shares_phone && phone > 0 {
                person.phone = phone;
            }
        });
    }
    if play.shows(stage) {
        stage.share_device(&victims, controller);
    }
    for (nth, &who) in victims.iter().enumerate() {
        let purse = stage.purse(who);
        let through = collector.filter(|_| nth % 2 == 0).map_or(boss, |who| stage.purse(who));
        let rooms_by = if play.shows(stage) { boss } else { purse };
        let mut day = play.start + i64::try_from(nth).unwrap_or(0);
        while day < play.until {
            let city = cities.get(stage.dice.below(cities.len())).copied().unwrap_or(home);
            let stay = stage.dice.between(2, 4);
            advertise(stage, purse, city, day, play.n(5));
            let site = if stage.dice.chance(0.2) { Shop::Booking } else { Shop::Lodging };
            let room = site.round_purchase(1_000, &mut stage.dice);
            let at = stage.at(day, 15, 23);
            let rooms = if play.shows(stage) { 2 } else { 1 };
            for _ in 0..rooms {
                let after = stage.dice.between(0, 5);
                let is_cash = play.shows(stage) && stage.dice.chance(0.4);
                stage.stay(rooms_by, city, at + after, room, is_cash);
            }
            for night in day..(day + stay).min(play.until) {
                let count = stage.dice.between(0, play.n(6));
                let mut earned = clients(stage, purse, night, count);
                if play.shows(stage) {
                    let cents = stage.sum(42_000, 0.3, 2_000);
                    let at = stage.at(night, 22, 29);
                    stage.cash_in(purse, city, at, cents, None);
                    earned += cents;
                }
                for _ in 0..play.n(3) {
                    stage.buy_on(purse, Shop::FastFood, city, night, 4);
                }
                for shop in [Shop::Parking, Shop::Taxi, Shop::Convenience, Shop::Pharmacy, Shop::Delivery] {
                    if play.shows(stage) && stage.dice.chance(0.5) {
                        stage.buy_on(purse, shop, city, night, 4);
                    }
                }
                if earned > 10_000 {
                    hand_over(stage, purse, through, night, earned, 85);
                }
            }
            if play.shows(stage) {
                let at = stage.at(day + 1, 23, 29);
                let cents = stage.sum(30_000, 0.3, 2_000);
                stage.cash_out(purse, city, at, cents, "HOTEL LOBBY ATM");
            }
            if stage.dice.chance(0.4) {
                stage.buy_on(purse, wardrobe(nth), city, day, 2);
            }
            // The fainter, the longer the pauses.
            day += stay + stage.dice.between(0, if play.scale > 0.9 { 2 } else { 7 });
        }
    }
    if let Some(collector) = collector {
        let purse = stage.purse(collector);
        for day in (play.start..play.until).step_by(3) {
            let cents = stage.sum(120_000, 0.3, 2_000);
            let at = stage.at(day, 9, 13);
            stage.send(purse, boss, at, cents, "");
        }
    }
    indulge(stage, play, boss);
    let mut members = vec![stage.member(controller, Role::Controller)];
    members.extend(collector.map(|who| stage.member(who, Role::Collector)));
    members.extend(victims.iter().map(|&who| stage.member(who, Role::PossibleVictim)));
    members
}

fn wardrobe(nth: usize) -> Shop {
    [Shop::Lingerie, Shop::Cosmetics, Shop::Clothing].get(nth % 3).copied().unwrap_or_default()
}

/// Several rented homes.
pub(crate) fn residence(stage: &mut Stage<'_>, play: &Play) -> Vec<Member> {
    let country = stage.dice.pick(&["CA", "CA", "US", "FR", "DE"]);
    let home = stage.city_of(country);
    let towns = stage.route(home, 3);
    let controller = stage.cast(home);
    stage.uproot(controller, play.life.max(50));
    stage.change(controller, |person| person.job = job_named("Self-employed"));
    let boss = stage.purse(controller);
    let victims = play.crew(stage, 4, home);
    let homes = play.n(4).max(2);
    for nth in 0..homes {
        let landlord = crate::person::any_name(&mut stage.dice);
        let number = stage.dice.between(2, 90);
        let rent = stage.sum(165_000, 0.15, 5_000);
        for day in month_starts(0, stage.days) {
            let at = minute(day + nth % 3, 10, stage.dice.between(0, 300));
            stage.pay(
                Channel::ETransfer,
                boss,
                at,
                rent,
                landlord.clone(),
                format!("rent {number} Oak Avenue"),
            );
            if play.shows(stage) {
                stage.buy_on(boss, Shop::Telecom, home, day + 5 + nth, 0);
                stage.pay(
                    Channel::DirectDebit,
                    boss,
                    minute(day + 8, 7, 0),
                    11_000 + nth * 700,
                    "CITY HYDRO",
                    "",
                );
            }
        }
    }
    for _ in 0..play.n(10) {
        let day = play.day(stage);
        advertise(stage, boss, home, day, 3);
        if play.shows(stage) {
            let shop = stage.dice.pick(&[Shop::Hosting, Shop::Adverts]);
            stage.buy_on(boss, shop, home, day, 0);
        }
    }
    for &who in &victims {
        let purse = stage.purse(who);
        for day in play.start..play.until {
            if !stage.dice.chance(0.35 + play.scale / 2.0) {
                continue;
            }
            let count = stage.dice.between(1, play.n(6));
            let earned = clients(stage, purse, day, count);
            hand_over(stage, purse, boss, day, earned, 80);
            for _ in 0..play.n(2) {
                if stage.dice.chance(0.6) {
                    stage.buy_on(boss, Shop::Delivery, home, day, 3);
                }
            }
            if stage.dice.chance(0.1) {
                let town = stage.dice.below(towns.len());
                let town = towns.get(town).copied().unwrap_or(home);
                stage.buy_on(purse, Shop::Pharmacy, town, day, 0);
            }
        }
    }
    for _ in 0..play.n(9) {
        let (day, cents) = (play.day(stage), stage.sum(180_000, 0.4, 2_000));
        let at = stage.at(day, 11, 26);
        stage.cash_out(boss, home, at, cents, "");
    }
    indulge(stage, play, boss);
    let mut members = vec![stage.member(controller, Role::Controller)];
    members.extend(victims.iter().map(|&who| stage.member(who, Role::PossibleVictim)));
    members
}

/// Behind a shop front.
pub(crate) fn storefront(stage: &mut Stage<'_>, play: &Play) -> Vec<Member> {
    let country = stage.dice.pick(&["CA", "CA", "US", "GB"]);
    let home = stage.city_of(country);
    let firm = stage.firm("Massage and spa", home);
    let till = Stage::firm_purse(&firm);
    let controller = stage.cast(home);
    stage.uproot(controller, play.life.max(50));
    stage.change(controller, |person| person.job = job_named("Self-employed"));
    let boss = stage.purse(controller);
    let nominee = stage.cast(home);
    stage.uproot(nominee, play.life);
    let front = stage.purse(nominee);
    let victims = play.crew(stage, 4, home);
    if play.shows(stage) {
        stage.house_together(&victims, None);
    }
    for day in play.start..play.until {
        for _ in 0..stage.dice.between(0, play.n(4)) {
            let at = stage.at(day, 16, 28);
            let cents = stage.sum(16_000, 0.3, 2_000);
            let processor = stage.dice.pick(&["PAYSWIFT PROCESSING", "EZCHARGE PAYMENTS", "MERCH PAYOUT EU"]);
            stage.credit(Channel::Transfer, till, at, cents, processor, "PAYOUT");
        }
        if stage.dice.chance(0.3 * play.scale + 0.1) {
            let cents = stage.sum(140_000, 0.4, 2_000);
            let at = stage.at(day, 21, 28);
            stage.cash_in(till, home, at, cents, None);
        }
        if day % 2 == 0 {
            let at = stage.at(day, 8, 12);
            let cents = stage.sum(70_000, 0.3, 1_000);
            let to = if play.shows(stage) { front } else { boss };
            stage.send(till, to, at, cents, "");
            if play.shows(stage) {
                let at = stage.at(day, 12, 23);
                stage.cash_out(to, home, at, cents * 9 / 10 / 2_000 * 2_000, "CASINO ATM");
            }
        }
        if stage.dice.chance(0.15 * play.scale + 0.03) {
            advertise(stage, till, home, day, 3);
            stage.buy_on(front, Shop::Casino, home, day, 3);
        }
    }
    for day in month_starts(0, stage.days) {
        stage.pay(Channel::DirectDebit, till, minute(day, 9, 0), 380_000, "COMMERCIAL LANDLORD", "RENT");
    }
    for &who in &victims {
        let purse = stage.purse(who);
        for day in (play.start..play.until).step_by(7) {
            let at = stage.at(day, 20, 26);
            let cents = stage.sum(15_000, 0.2, 1_000);
            stage.send(boss, purse, at, cents, "");
            if play.shows(stage) {
                let at = stage.at(day + 1, 22, 28);
                stage.buy(purse, Shop::FastFood, home, at);
                stage.cash_in(purse, home, at + 30, 20_000, None);
            }
        }
    }
    indulge(stage, play, boss);
    let mut members = vec![
        stage.member(controller, Role::Controller),
        stage.member(nominee, Role::Nominee),
        Stage::firm_member(&firm, Role::Front),
    ];
    members.extend(victims.iter().map(|&who| stage.member(who, Role::PossibleVictim)));
    members
}

/// People brought from abroad.
pub(crate) fn foreign_nationals(stage: &mut Stage<'_>, play: &Play) -> Vec<Member> {
    let country = stage.dice.pick(&["CA", "CA", "US"]);
    let home = stage.city_of(country);
    let cities = stage.route(home, 4);
    let origin = City::named(stage.dice.pick(&["Beijing", "Seoul", "Bangkok", "Manila", "Hong Kong"]));
    let controller = stage.cast(home);
    stage.uproot(controller, play.life.max(50));
    let boss = stage.purse(controller);
    let recruiter = stage.outsider(origin);
    let victims = play.crew(stage, 4, home);
    if play.shows(stage) {
        stage.house_together(&victims, None);
    }
    if play.shows(stage) {
        stage.share_device(&victims, controller);
    }
    for _ in 0..play.n(5) {
        let day = play.day(stage) - play.n(10);
        for shop in [Shop::Air, Shop::Visa, Shop::TravelAgency] {
            if play.shows(stage) {
                let branch = stage.dice.below(40);
                let ticket = shop.purchase(&mut stage.dice, branch);
                let at = stage.at(day.max(0), 9, 22);
                stage.spend(boss, home, at, ticket, "PASSENGER OTHER THAN HOLDER");
            }
        }
    }
    for &who in &victims {
        let opened = play.start - stage.dice.between(2, 30);
        stage.change(who, |person| {
            (person.opened, person.job, person.has_email) = (opened, job_named("Student"), false);
        });
        let purse = stage.purse(who);
        if play.shows(stage) {
            let memo = stage.dice.pick(&["living expenses", "tuition", "training", "consulting"]);
            let cents = stage.sum(400_000, 0.3, 10_000);
            stage.receive_from_abroad(Channel::Wire, &recruiter, purse, play.start * DAY + 600, cents, memo);
        }
        for day in play.start..play.until {
            if stage.dice.chance(0.2 + play.scale / 2.0) {
                let count = stage.dice.between(1, play.n(5));
                let earned = clients(stage, purse, day, count);
                hand_over(stage, purse, boss, day, earned, 75);
            }
            if day % 7 == 2 {
                let city = cities.get(stage.dice.below(cities.len())).copied().unwrap_or(home);
                advertise(stage, purse, city, day, play.n(4));
                if play.shows(stage) {
                    let room = Shop::Lodging.round_purchase(1_000, &mut stage.dice);
                    let at = stage.at(day, 15, 23);
                    stage.spend(purse, city, at, room, "");
                    let at = stage.at(day, 22, 29);
                    stage.cash_in(purse, city, at, 50_000, None);
                }
            }
        }
    }
    for _ in 0..play.n(8) {
        let day = play.day(stage);
        let at = stage.at(day, 9, 17);
        let cents = stage.sum(350_000, 0.3, 5_000);
        let memo = stage.dice.pick(&["", "family support", "tuition", "loan repayment", "gift"]);
        stage.abroad(Channel::Wire, boss, &recruiter, at, cents, memo);
    }
    indulge(stage, play, boss);
    let mut members = vec![stage.member(controller, Role::Controller)];
    members.push(Stage::outside_member(&recruiter, Role::Controller));
    members.extend(victims.iter().map(|&who| stage.member(who, Role::PossibleVictim)));
    members
}
