//! Planted networks: smuggling operations of invented people in the midst of ordinary life, to see who is given which role
//! and who is ranked where.
//!
//!     cargo run --release -p network --example planted -- [SEEDS]
//!
//! Each network has an organiser, recruiters, transporters with vehicles, guides, a safe house with its landlord, a forger,
//! a hawaladar, an official who is paid, migrants who are moved and pay, and ordinary people who write, pay and travel. A
//! share of what each does was never recorded. It shows how the roles behave on what its author imagined, no more. Prints
//! the confusion table, the organisers' places among all people, and the interval of places when a node is dropped.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::print_stdout,
    reason = "a tool of the bench, not of the library"
)]

use std::collections::BTreeMap;

use evidence::{
    Channel, Currency, EntityIx, EventKind, Evidence, Locator, Moment, NewEvent, NewStatement, PlaceMention,
    Precision, Sink, Source,
};

/// A stream of numbers from a seed (SplitMix64).
struct Dice(u64);

impl Dice {
    fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.number() % limit as u64) as usize
    }

    fn chance(&mut self, share: f64) -> bool {
        (self.number() >> 11) as f64 / (1_u64 << 53) as f64 <= share
    }
}

const PLACES: [(f64, f64); 5] =
    [(41.01, 28.98), (41.68, 26.56), (42.70, 23.32), (44.80, 20.46), (47.50, 19.04)];
/// Share of what happens that a record says. Ours.
const RECORDED: f64 = 0.75;

struct Story {
    evidence: Evidence,
    dice: Dice,
    truth: BTreeMap<String, &'static str>,
    lines: u64,
}

/// A person with a phone and an account.
#[derive(Clone, Copy)]
struct Person {
    own: EntityIx,
    phone: EntityIx,
    account: EntityIx,
}

impl Story {
    fn new(seed: u64) -> Self {
        let mut evidence = Evidence::default();
        evidence.begin(Source::named("planted"));
        Self { evidence, dice: Dice(seed), truth: BTreeMap::new(), lines: 0 }
    }

    fn entity(&mut self, id: &str, schema: &str, said: &[(&str, &str)]) -> EntityIx {
        self.lines += 1;
        let record = self.evidence.record(&Locator::new("line", self.lines, 0, 1));
        let entity = self.evidence.entity(id, schema);
        for (property, value) in said {
            self.evidence.statement(&NewStatement::new(entity, property, value, record));
        }
        entity
    }

    fn person(&mut self, role: &'static str, number: usize) -> Person {
        let id = format!("{role}-{number}");
        let tag = self.truth.len();
        let phone_number = format!("+1416555{tag:04}");
        let own = self.entity(
            &id,
            "Person",
            &[("name", &format!("Invented {role} {number}")), ("phone", &phone_number)],
        );
        let phone = self.entity(&format!("{id}-phone"), "UserAccount", &[("phone", &phone_number)]);
        let account = self.entity(&format!("{id}-account"), "BankAccount", &[]);
        self.entity(
            &format!("{id}-holding"),
            "Ownership",
            &[("owner", id.as_str()), ("asset", &format!("{id}-account"))],
        );
        self.truth.insert(id, role);
        Person { own, phone, account }
    }

    fn tell(&mut self, kind: EventKind, hour: i64, fill: impl FnOnce(&mut NewEvent<'_>)) {
        if !self.dice.chance(RECORDED) {
            return;
        }
        self.lines += 1;
        let record = self.evidence.record(&Locator::new("line", self.lines, 0, 1));
        let time =
            Moment { local_us: hour * 3_600_000_000, offset_min: Some(0), precision: Precision::Minute };
        let mut event = NewEvent { time: Some(time), ..NewEvent::new(kind, record) };
        fill(&mut event);
        self.evidence.event(&event);
    }

    fn write(&mut self, from: Person, to: Person, hour: i64) {
        self.tell(EventKind::Message, hour, |event| {
            (event.from, event.to) = (Some(from.phone), Some(to.phone));
        });
    }

    fn pay(&mut self, from: Person, to: Person, cents: i64, hour: i64) {
        self.tell(EventKind::Payment, hour, |event| {
            (event.from, event.to) = (Some(from.account), Some(to.account));
            (event.amount_minor, event.currency) = (Some(cents), Currency::parse("EUR").unwrap());
            event.channel = Channel::Transfer;
        });
    }

    fn seen(&mut self, who: EntityIx, via: Option<EntityIx>, place: usize, hour: i64) {
        self.tell(EventKind::Position, hour, |event| {
            (event.from, event.via) = (Some(who), via);
            event.place = PlaceMention { coordinates: Some(PLACES[place]), ..PlaceMention::default() };
        });
    }
}

fn operation(story: &mut Story, part: usize, migrants: usize) {
    let person = |story: &mut Story, role, number: usize| story.person(role, part * 100 + number);
    let organiser = person(story, "organiser", 0);
    let recruiters: Vec<Person> = (0..2).map(|at| person(story, "recruiter", at)).collect();
    let drivers: Vec<Person> = (0..3).map(|at| person(story, "transporter", at)).collect();
    let guides: Vec<Person> = (0..2).map(|at| person(story, "guide", at)).collect();
    let landlord = person(story, "landlord", 0);
    let forger = person(story, "forger", 0);
    let hawaladar = person(story, "financier", 0);
    let official = person(story, "corrupt-official", 0);
    let id = format!("corrupt-official-{}", part * 100);
    story.entity(&id, "Person", &[("position", "border guard")]);
    let vehicles: Vec<EntityIx> = (0..drivers.len())
        .map(|at| {
            let van = story.entity(&format!("van-{part}-{at}"), "Vehicle", &[]);
            let ends = [
                ("owner", format!("transporter-{}", part * 100 + at)),
                ("asset", format!("van-{part}-{at}")),
            ];
            let ends: Vec<(&str, &str)> = ends.iter().map(|(name, value)| (*name, value.as_str())).collect();
            story.entity(&format!("vans-{part}-{at}"), "Ownership", &ends);
            van
        })
        .collect();
    let crew: Vec<Person> = recruiters
        .iter()
        .chain(&drivers)
        .chain(&guides)
        .chain([&landlord, &forger, &hawaladar, &official])
        .copied()
        .collect();
    for (week, &member) in (0..24).zip(crew.iter().cycle()) {
        for day in 0..4 {
            story.write(organiser, member, week * 168 + day * 24 + 9);
            if story.dice.chance(0.5) {
                story.write(member, organiser, week * 168 + day * 24 + 10);
            }
        }
    }
    for nth in 0..migrants {
        let migrant = person(story, "migrant", nth);
        let start = (nth as i64 / 4) * 168 + 400;
        let recruiter = recruiters[nth % recruiters.len()];
        for day in 0..4 {
            story.write(recruiter, migrant, start - 300 + day * 30);
            story.write(migrant, recruiter, start - 295 + day * 30);
        }
        for part in 0..2 {
            story.pay(migrant, hawaladar, 150_000, start - 60 + part * 40);
        }
        let driver = (nth / 4) % drivers.len();
        for (place, hour) in [(0, 0), (1, 5)] {
            story.seen(migrant.own, Some(vehicles[driver]), place, start + hour);
        }
        for (place, hour) in [(2, 20), (3, 30)] {
            story.seen(migrant.own, None, place, start + hour);
        }
        story.tell(EventKind::Stay, start + 15, |event| {
            (event.from, event.to) = (Some(migrant.own), Some(landlord.own));
        });
        let paper = format!("paper-{part}-{nth}");
        let holder = format!("migrant-{}", part * 100 + nth);
        if story.dice.chance(RECORDED) {
            story.entity(&paper, "Document", &[("title", "letter of invitation")]);
            story.entity(
                &format!("{paper}-for"),
                "Documentation",
                &[("document", &paper), ("entity", &holder)],
            );
            let maker = format!("forger-{}", part * 100);
            story.entity(
                &format!("{paper}-by"),
                "Documentation",
                &[("document", &paper), ("entity", &maker)],
            );
        }
    }
    for trip in 0..(migrants as i64 / 4) {
        let (start, driver, guide) =
            (trip * 168 + 400, trip as usize % drivers.len(), trip as usize % guides.len());
        for (place, hour) in [(0, 0), (1, 5), (0, 12)] {
            story.seen(drivers[driver].own, Some(vehicles[driver]), place, start + hour);
            story.seen(vehicles[driver], None, place, start + hour);
        }
        for (place, hour) in [(1, 15), (2, 20), (3, 30), (1, 60)] {
            story.seen(guides[guide].own, None, place, start + hour);
        }
        story.pay(hawaladar, organiser, 400_000, start + 50);
        story.pay(hawaladar, drivers[driver], 60_000, start + 55);
        story.pay(hawaladar, guides[guide], 50_000, start + 56);
        story.pay(organiser, official, 30_000, start + 70);
        story.pay(organiser, forger, 30_000, start + 71);
        story.pay(organiser, landlord, 40_000, start + 72);
        story.write(guides[guide], drivers[driver], start + 4);
    }
}

/// People who write to friends, pay shops and each other, and travel.
fn ordinary(story: &mut Story, count: usize) {
    let people: Vec<Person> = (0..count).map(|at| story.person("ordinary", at)).collect();
    let shop = story.person("ordinary", count);
    for (at, &one) in people.iter().enumerate() {
        for step in 1..=3 {
            let other = people[(at + step) % people.len()];
            for day in 0..3 {
                story.write(one, other, (at as i64 + day) * 20);
                story.write(other, one, (at as i64 + day) * 20 + 1);
            }
        }
        let far = people[story.dice.below(people.len())];
        story.pay(one, far, 2_000, at as i64 * 11);
        story.pay(far, one, 2_500, at as i64 * 13 + 500);
        story.pay(one, shop, 1_500, at as i64 * 7);
        if at % 5 == 0 {
            story.seen(one.own, None, story.lines as usize % PLACES.len(), at as i64 * 17);
        }
    }
}

/// Ways into the network from ordinary life: everyone knows someone.
fn acquaint(story: &mut Story) {
    let all: Vec<String> = story.truth.keys().filter(|id| !id.starts_with("ordinary")).cloned().collect();
    let friends: Vec<String> = story.truth.keys().filter(|id| id.starts_with("ordinary")).cloned().collect();
    for id in all {
        for _ in 0..2 {
            let friend = friends[story.dice.below(friends.len())].clone();
            let [one, other] = [&id, &friend]
                .map(|id| story.evidence.find(&format!("{id}-phone")).expect("everyone has a phone"));
            story.tell(EventKind::Message, 10, |event| (event.from, event.to) = (Some(one), Some(other)));
            story.tell(EventKind::Message, 12, |event| (event.from, event.to) = (Some(other), Some(one)));
        }
    }
}

/// The way migrants are moved, by numbers in [`PLACES`].
const WAY: [(usize, usize); 3] = [(0, 1), (1, 2), (2, 3)];

/// The nearest of [`PLACES`].
fn place(locations: &resolve::Locations, at: resolve::LocationIx) -> usize {
    let at = &locations.all[at.0 as usize];
    let km = |own: &usize| {
        (gazetteer::distance_km(PLACES[*own].0, PLACES[*own].1, at.latitude, at.longitude) * 10.0) as u64
    };
    (0..PLACES.len()).min_by_key(km).unwrap()
}

/// The legs of all routes, each once.
fn legs(traced: &routes::Routes, locations: &resolve::Locations) -> Vec<(usize, usize)> {
    let mut legs = Vec::new();
    for route in &traced.routes {
        let way: Vec<usize> = route.waypoints.iter().map(|own| place(locations, own.location)).collect();
        legs.extend(way.iter().copied().zip(way.iter().copied().skip(1)));
    }
    legs.sort_unstable();
    legs.dedup();
    legs
}

fn main() {
    let seeds: u64 = std::env::args().nth(1).map_or(10, |own| own.parse().expect("a number"));
    let gazetteer = gazetteer::Gazetteer::embedded();
    let packs = indicators::Packs::embedded().unwrap();
    let mut confusion: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    let (mut organisers, mut in_top, mut wronged) = (0, 0, 0);
    let mut places = Vec::new();
    let (mut legs_found, mut whole, mut other_legs) = (0, 0, BTreeMap::new());
    for seed in 1..=seeds {
        let mut story = Story::new(seed);
        operation(&mut story, 0, 24);
        operation(&mut story, 1, 16);
        ordinary(&mut story, 120);
        acquaint(&mut story);
        let Story { evidence, truth, .. } = story;
        let resolution = resolve::resolve(&evidence);
        let locations = resolve::locate(&evidence, &gazetteer);
        let tracing = routes::Tracing::all(&evidence, &resolution, &locations, &gazetteer, &packs);
        let traced = routes::trace(&tracing);
        let found = legs(&traced, &locations);
        legs_found += WAY.iter().filter(|leg| found.contains(leg)).count();
        whole += usize::from(traced.routes.iter().any(|route| {
            let way: Vec<usize> = route.waypoints.iter().map(|own| place(&locations, own.location)).collect();
            way == [0, 1, 2, 3]
        }));
        for leg in found.iter().filter(|leg| !WAY.contains(leg)) {
            *other_legs.entry(*leg).or_insert(0) += 1;
        }
        let drawn =
            network::draw(&evidence, &resolution, &locations, &indicators::Findings::default(), &traced);
        let node_of = |id: &str| {
            let cluster = resolution.cluster(evidence.find(id)?)?;
            drawn.nodes.iter().position(|node| node.cluster == cluster)
        };
        let people = truth.len();
        for (id, &role) in &truth {
            let node = node_of(id);
            let actor = node.and_then(|node| drawn.actors.get(drawn.nodes[node].actor as usize));
            let suggested: Vec<&network::Role> = drawn
                .roles
                .iter()
                .filter(|own| actor.is_some_and(|nodes| nodes.contains(&own.node)))
                .collect();
            let sure = |own: &&&network::Role| {
                ["weak", "moderate", "strong"].iter().position(|at| *at == own.confidence)
            };
            // The surest of all hypotheses; of equals the one that protects.
            let said =
                suggested.iter().max_by_key(|own| (sure(own), own.role == "migrant-or-possible-victim"));
            let said = said.map_or("none", |own| own.role);
            *confusion.entry(role).or_default().entry(said).or_default() += 1;
            let standing =
                drawn.standings.iter().find(|own| actor.is_some_and(|nodes| nodes.contains(&own.node)));
            if role == "migrant" {
                wronged += usize::from(suggested.iter().any(|own| own.role == "organiser"));
                wronged += usize::from(standing.is_some_and(|own| own.rank as usize <= people / 20));
            }
            if role == "organiser" {
                organisers += 1;
                let place = standing.map(|own| own.rank as usize);
                in_top += usize::from(place.is_some_and(|place| place <= people.div_ceil(20)));
                let interval =
                    standing.map_or("-".to_owned(), |own| format!("{}–{}", own.interval.0, own.interval.1));
                places.push(format!(
                    "{} of {people} ({interval})",
                    place.map_or("none".to_owned(), |own| own.to_string())
                ));
            }
        }
    }
    println!("{seeds} seeds; what each is (rows) and the surest role suggested (columns):\n");
    let columns: Vec<&str> = network::ROLES.into_iter().chain(["none"]).collect();
    println!("| | {} |\n|---|{}", columns.join(" | "), "---|".repeat(columns.len()));
    for (role, said) in &confusion {
        let cells: Vec<String> =
            columns.iter().map(|column| said.get(column).map_or(String::new(), usize::to_string)).collect();
        println!("| {role} | {} |", cells.join(" | "));
    }
    println!(
        "\norganisers in the top 5 %: {in_top} of {organisers}; places (interval when one other is dropped): {}",
        places.join(", ")
    );
    println!(
        "legs of the way found in routes: {legs_found} of {}; the whole way in order: {whole} of {seeds}",
        WAY.len() as u64 * seeds
    );
    println!("other legs told of (the way back of drivers is 1 to 0, of guides 3 to 1): {other_legs:?}");
    println!("migrants suggested or ranked as organisers: {wronged}");
}
