//! Which ties, roles and routes are drawn from which evidence.

mod story;

use std::collections::BTreeSet;

use evidence::{Channel, Currency, EventKind};
use indicators::{Alert, Findings, Hit, Named, RoleHint};
use network::{GROUNDS, Layer, ROLES};
use proptest::prelude::*;
use story::Story;

const BELGRADE: (f64, f64) = (44.80, 20.46);
const SUBOTICA: (f64, f64) = (46.10, 19.66);
const SZEGED: (f64, f64) = (46.25, 20.15);
const BUDAPEST: (f64, f64) = (47.50, 19.04);

#[test]
fn ties_are_drawn_from_payments_contacts_links_and_shared_identifiers() {
    let story = Story::new();
    let ada = story.entity("ada", "Person", &[("phone", "+14165550100"), ("name", "Ada")]);
    let bob = story.entity("bob", "Person", &[("name", "Bob")]);
    let account = story.entity("account", "BankAccount", &[]);
    let other = story.entity("other", "BankAccount", &[]);
    let user = story.entity("user", "UserAccount", &[("phone", "+14165550100")]);
    let friend = story.entity("friend", "UserAccount", &[]);
    let group = story.entity("group", "UserAccount", &[]);
    let third = story.entity("third", "UserAccount", &[]);
    let dialogue = story.entity("dialogue", "UserAccount", &[]);
    let car = story.entity("car", "Vehicle", &[("owner", "ada")]);
    story.entity("o1", "Ownership", &[("owner", "bob"), ("asset", "other")]);
    story.entity("f1", "Family", &[("person", "ada"), ("relative", "bob")]);
    story.entity("lonely", "Person", &[("name", "Lonely")]);
    story.pay(account, other, 500);
    story.pay(account, other, 700);
    story.tell(
        |event| {
            (event.to, event.via, event.to_party) = (Some(account), Some(bob), Some(ada));
            event.channel = Channel::Cash;
        },
        EventKind::Payment,
    );
    for from in [user, friend, third] {
        story.write(from, group);
    }
    story.write(user, dialogue);
    story.write(friend, dialogue);
    story.write(friend, dialogue);
    let _ = car;
    let drawn = story.draw();
    assert_eq!(
        drawn.edges(),
        [
            "account -payment-> other ×2",
            "ada -family-> bob ×1",
            "ada -holder-> account ×1",
            "ada -owner-> car ×1",
            "ada -phone-> user ×1",
            "bob -cash-> account ×1",
            "bob -ownership-> other ×1",
            "friend -message-> group ×1",
            "friend -message-> user ×2",
            "third -message-> group ×1",
            "user -message-> friend ×1",
            "user -message-> group ×1",
        ]
    );
    let paid = drawn.network.edges.iter().find(|edge| edge.label == "payment").unwrap();
    assert_eq!(paid.amounts, [("EUR".to_owned(), 1_200)]);
}

#[test]
fn two_who_write_to_someone_with_a_phone_are_not_thereby_in_contact() {
    let story = Story::new();
    let [ada, bob] = ["ada", "bob"].map(|id| story.entity(id, "UserAccount", &[]));
    let cleo = story.entity("cleo", "UserAccount", &[("phone", "+14165550100")]);
    story.write(ada, cleo);
    story.write(bob, cleo);
    assert_eq!(story.draw().edges(), ["ada -message-> cleo ×1", "bob -message-> cleo ×1"]);
}

#[test]
fn a_value_of_very_many_ties_nobody() {
    let story = Story::new();
    for at in 0..=resolve::CARRIERS {
        let name = format!("{at} Person");
        story.entity(&format!("p{at}"), "Person", &[("name", &name), ("phone", "+14165550100")]);
    }
    assert!(story.draw().network.edges.is_empty());
}

/// Six accounts pay one, which passes most on; its holder leads a chat group perhaps.
fn collection(with_contact: bool, holder: &str) -> Story {
    let story = Story::new();
    story.entity("holder", holder, &[("phone", "+14165550100"), ("name", "Ada Example")]);
    let account = story.entity("account", "BankAccount", &[]);
    story.entity("o1", "Ownership", &[("owner", "holder"), ("asset", "account")]);
    for at in 0..6 {
        let payer = story.entity(&format!("payer{at}"), "BankAccount", &[]);
        story.pay(payer, account, 10_000);
    }
    let onward = story.entity("onward", "BankAccount", &[]);
    story.pay(account, onward, 50_000);
    if with_contact {
        let user = story.entity("user", "UserAccount", &[("phone", "+14165550100")]);
        for at in 0..5 {
            let other = story.entity(&format!("u{at}"), "UserAccount", &[]);
            story.write(user, other);
            story.write(user, other);
            story.write(other, user);
        }
    }
    story
}

#[test]
fn who_collects_is_a_weak_hypothesis_until_another_layer_supports_it() {
    let weak = collection(false, "Person").draw();
    let role = weak.role("account", "financier").unwrap();
    assert_eq!(role.confidence, "weak");
    let against: Vec<_> = role.grounds_against.iter().map(|ground| ground.code).collect();
    assert_eq!(against, ["no-support-in-layer", "no-support-in-layer"]);
    let moderate = collection(true, "Person").draw();
    assert_eq!(moderate.role("account", "financier").unwrap().confidence, "moderate");
    assert_eq!(moderate.role("user", "organiser").unwrap().confidence, "moderate");
}

#[test]
fn who_only_pays_a_collector_is_a_possible_victim_and_a_shops_customer_is_not() {
    let drawn = collection(false, "Person").draw();
    let payers = drawn.network.roles.iter().filter(|role| role.role == "migrant-or-possible-victim");
    let names: Vec<_> = payers.map(|role| drawn.name(role.node)).collect();
    assert_eq!(names, ["payer0", "payer1", "payer2", "payer3", "payer4", "payer5"]);
    let shop = collection(false, "Company").draw();
    assert!(shop.network.roles.iter().all(|role| role.role != "migrant-or-possible-victim"));
    let role = shop.role("account", "financier").unwrap();
    assert!(role.grounds_against.iter().any(|ground| ground.code == "is-organisation"));
}

#[test]
fn money_taken_out_in_cash_is_passed_on_too() {
    let story = Story::new();
    let account = story.entity("account", "BankAccount", &[]);
    for at in 0..5 {
        let payer = story.entity(&format!("payer{at}"), "BankAccount", &[]);
        story.pay(payer, account, 10_000);
    }
    story.tell(
        |event| {
            (event.from, event.channel) = (Some(account), Channel::Cash);
            (event.amount_minor, event.currency) = (Some(40_000), Currency::parse("EUR").unwrap());
        },
        EventKind::Payment,
    );
    let drawn = story.draw();
    let role = drawn.role("account", "financier").unwrap();
    assert!(role.grounds_against.iter().any(|ground| ground.code == "holder-unknown"));
}

/// Two carried over a border in a van.
fn journey() -> (Story, [evidence::EntityIx; 3]) {
    let story = Story::new();
    let [ada, bob] = ["ada", "bob"].map(|id| story.entity(id, "Person", &[("name", id)]));
    let van = story.entity("van", "Vehicle", &[]);
    for (hour, at) in [(0, BELGRADE), (3, SUBOTICA), (5, SZEGED), (8, BUDAPEST)] {
        for who in [ada, bob] {
            story.seen(who, hour, at, Some(van));
        }
        story.seen(van, hour, at, None);
    }
    (story, [ada, bob, van])
}

#[test]
fn those_carried_over_a_border_are_possible_victims_and_never_transporters_by_that_alone() {
    let (story, _) = journey();
    let drawn = story.draw();
    assert_eq!(
        drawn.roles(),
        [
            "ada migrant-or-possible-victim weak",
            "bob migrant-or-possible-victim weak",
            "van transporter weak"
        ]
    );
}

#[test]
fn who_rides_in_their_own_vehicle_is_not_carried_and_is_who_transports_by_it() {
    for by_property in [true, false] {
        let (story, [ada, _, van]) = journey();
        let owner = if by_property {
            story.entity("van", "Vehicle", &[("owner", "owner")]);
            story.entity("owner", "Person", &[("name", "Owner")])
        } else {
            story.entity("o1", "Ownership", &[("owner", "owner"), ("asset", "van")]);
            story.entity("owner", "Person", &[("name", "Owner")])
        };
        for (hour, at) in [(0, BELGRADE), (8, BUDAPEST)] {
            story.seen(owner, hour, at, Some(van));
        }
        let drawn = story.draw();
        assert_eq!(drawn.role("owner", "migrant-or-possible-victim"), None);
        let transporter = drawn.role("van", "transporter").unwrap();
        assert!(transporter.grounds_against.iter().all(|ground| ground.code != "holder-unknown"));
        let carried: Vec<_> = transporter.grounds_for.iter().flat_map(|ground| &ground.values).collect();
        assert!(carried.contains(&&("carried", "2".to_owned())), "{carried:?}");
        assert!(drawn.role(drawn.evidence.id(ada), "migrant-or-possible-victim").is_some());
    }
}

#[test]
fn a_phone_shared_with_someone_who_was_carried_makes_nobody_else_a_possible_victim() {
    const PHONE: (&str, &str) = ("phone", "+14165550100");
    let (story, _) = journey();
    for id in ["ada", "bob"] {
        story.entity(id, "Person", &[PHONE]);
    }
    story.entity("cleo", "Person", &[("name", "Cleo"), PHONE]);
    story.entity("user", "UserAccount", &[PHONE]);
    let victims: Vec<_> = story.draw().roles().into_iter().filter(|role| role.contains("victim")).collect();
    assert_eq!(victims, ["ada migrant-or-possible-victim weak", "bob migrant-or-possible-victim weak"]);
}

#[test]
fn what_a_person_and_their_account_both_show_is_said_once() {
    const PHONE: (&str, &str) = ("phone", "+14165550100");
    let (story, [.., van]) = journey();
    story.entity("ada", "Person", &[PHONE]);
    let user = story.entity("user", "UserAccount", &[PHONE]);
    for (hour, at) in [(0, BELGRADE), (3, SUBOTICA), (5, SZEGED), (8, BUDAPEST)] {
        story.seen(user, hour, at, Some(van));
    }
    let drawn = story.draw();
    let victim = drawn.role("ada", "migrant-or-possible-victim").unwrap();
    let [ground] = victim.grounds_for.as_slice() else { panic!("{:?}", victim.grounds_for) };
    assert_eq!((ground.code, ground.records.len()), ("was-carried", 8));
}

#[test]
fn who_ties_groups_together_is_a_broker_and_neither_their_account_nor_a_family_and_its_shop_is() {
    let bridged = |schema: &str, group: usize| {
        let story = Story::new();
        let middle = story.entity("middle", schema, &[]);
        for side in ["left", "right"] {
            let members: Vec<_> =
                (0..group).map(|at| story.entity(&format!("{side}{at}"), schema, &[])).collect();
            for (at, &one) in members.iter().enumerate() {
                for &other in members.iter().skip(at + 1) {
                    story.pay(one, other, 100);
                    story.pay(other, one, 100);
                }
            }
            story.pay(members[0], middle, 100);
        }
        story.draw().roles().into_iter().filter(|role| role.starts_with("middle")).collect::<Vec<_>>()
    };
    assert_eq!(bridged("Person", 5), ["middle organiser weak"]);
    assert_eq!(bridged("UserAccount", 5), ["middle organiser weak"]);
    assert_eq!(bridged("BankAccount", 5), Vec::<String>::new());
    assert_eq!(bridged("Person", 2), Vec::<String>::new());
}

#[test]
fn someone_moved_who_also_collects_is_suggested_as_both() {
    let (story, [ada, ..]) = journey();
    let account = story.entity("account", "BankAccount", &[]);
    story.entity("o1", "Ownership", &[("owner", "ada"), ("asset", "account")]);
    for at in 0..6 {
        let payer = story.entity(&format!("payer{at}"), "BankAccount", &[]);
        story.pay(payer, account, 10_000);
    }
    let onward = story.entity("onward", "BankAccount", &[]);
    story.pay(account, onward, 50_000);
    let _ = ada;
    let drawn = story.draw();
    let collector = drawn.role("account", "financier").unwrap();
    assert_eq!(collector.confidence, "moderate");
    assert!(collector.grounds_against.iter().any(|ground| ground.code == "may-be-victim"));
    let victim = drawn.role("ada", "migrant-or-possible-victim").unwrap();
    assert!(victim.grounds_against.iter().any(|ground| ground.code == "acts-as"));
    assert_eq!(drawn.role("bob", "transporter"), None);
}

#[test]
fn an_alert_that_sees_a_possible_victim_is_heard_and_adds_no_layer() {
    let story = collection(false, "Person");
    let account = story.evidence.borrow().find("account").unwrap();
    let subject = resolve::resolve(&story.evidence.borrow()).cluster(account).unwrap();
    let hint = RoleHint { role: "possible-victim".into(), rules: vec!["r1".into()] };
    let alert =
        Alert { subject, hits: Vec::new(), families: Vec::new(), roles: vec![hint], named: Named::Nobody };
    let drawn = story.draw_with(&Findings { alerts: vec![alert], ..Findings::default() });
    assert_eq!(drawn.role("account", "financier"), None, "one layer is not enough against it");
    assert_eq!(drawn.role("account", "migrant-or-possible-victim").unwrap().confidence, "weak");
}

#[test]
fn whom_a_rule_protects_is_no_organiser_and_an_account_that_is_lent_has_someone_behind_it() {
    let subject = |id: &str| {
        let story = collection(true, "Person");
        let evidence = story.evidence.borrow();
        resolve::resolve(&evidence).cluster(evidence.find(id).unwrap()).unwrap()
    };
    let hit = |id: &str, rule: &str, role: &str| Hit {
        rule: rule.to_owned(),
        indicators: Vec::new(),
        family: "LIVING".to_owned(),
        role_hint: Some(role.to_owned()),
        subject: subject(id),
        from: String::new(),
        to: String::new(),
        values: Vec::new(),
        events: Vec::new(),
        records: Vec::new(),
        others: Vec::new(),
        sentence_en: String::new(),
        sentence_fr: String::new(),
    };
    let draw = |hits, alerts| {
        collection(true, "Person").draw_with(&Findings { hits, alerts, ..Findings::default() })
    };
    let codes = |grounds: &[network::Ground]| grounds.iter().map(|own| own.code).collect::<Vec<_>>();

    for role in ["possible-victim", "payer-under-duress"] {
        let drawn = draw(vec![hit("user", "kept", role)], Vec::new());
        assert_eq!(drawn.role("user", "organiser"), None, "{role}");
        let victim = drawn.role("user", "migrant-or-possible-victim").unwrap();
        assert_eq!((codes(&victim.grounds_for), victim.confidence), (vec!["hit-suggests"], "weak"));
    }
    let alert = |named| Alert {
        subject: subject("user"),
        hits: vec![0],
        families: Vec::new(),
        roles: vec![RoleHint { role: "possible-victim".to_owned(), rules: vec!["kept".to_owned()] }],
        named,
    };
    for (named, is_suggested) in [(Named::Nobody, false), (Named::Behind, false), (Named::Subject, true)] {
        let drawn = draw(vec![hit("user", "kept", "possible-victim")], vec![alert(named)]);
        let coordinator = drawn.role("user", "organiser");
        assert_eq!(coordinator.is_some(), is_suggested, "{named:?}");
        let is_doubted = |role: &network::Role| codes(&role.grounds_against).contains(&"may-be-victim");
        assert!(coordinator.is_none_or(is_doubted));
        assert!(drawn.role("user", "migrant-or-possible-victim").is_some());
    }
    let drawn = draw(vec![hit("account", "lent", "nominee"), hit("user", "runs", "controller")], Vec::new());
    let against = codes(&drawn.role("account", "financier").unwrap().grounds_against);
    assert!(against.contains(&"hit-suggests"), "{against:?}");
    let grounds = codes(&drawn.role("user", "organiser").unwrap().grounds_for);
    assert!(grounds.contains(&"hit-suggests"), "{grounds:?}");
}

#[test]
fn each_jurisdiction_is_told_what_happened_there_and_who_may_be_a_victim() {
    let (story, _) = journey();
    let account = story.entity("account", "BankAccount", &[("country", "hu")]);
    let payer = story.entity("payer", "BankAccount", &[("country", "rs")]);
    story.entity("ada", "Person", &[("nationality", "au"), ("country", "au")]);
    story.entity("o1", "Ownership", &[("owner", "ada"), ("asset", "account")]);
    story.entity("o2", "Ownership", &[("owner", "bob"), ("asset", "payer")]);
    story.pay(payer, account, 70_000);
    let drawn = story.draw();
    let of = |country: &str| {
        let all = drawn.network.reach.iter().flat_map(|reach| &reach.jurisdictions);
        all.filter(|own| own.country == country).max_by_key(|own| own.deeds.len()).cloned()
    };
    let codes = |country: &str| -> Vec<String> {
        let deeds = of(country).map(|own| own.deeds).unwrap_or_default();
        deeds.iter().map(|deed| format!("{} {}", deed.code, deed.count)).collect()
    };
    assert_eq!(codes("RS"), ["left 3", "seen 6", "money-sent 1"]);
    assert_eq!(codes("HU"), ["entered 3", "seen 6", "money-received 1"]);
    assert_eq!(codes("AU"), [""; 0], "of a nationality nothing is told");
    let hungary = of("HU").unwrap();
    assert_eq!(hungary.deeds[2].amounts, [("EUR".to_owned(), 70_000)].into());
    assert_eq!((hungary.assets.len(), hungary.possible_victims.is_empty()), (1, false));
    assert!(hungary.deeds.iter().all(|deed| !deed.records.is_empty()));
    assert!(drawn.network.edges.iter().any(|edge| edge.label == "together" && edge.layer == Layer::Movement));
}

#[cfg(test)]
mod told_at_random {
    use super::*;

    /// Some dozen things that pay, write to, carry and own each other at random.
    fn story() -> impl Strategy<Value = Vec<(u8, usize, usize, i64)>> {
        prop::collection::vec((0_u8..4, 0_usize..12, 0_usize..12, 0_i64..48), 0..60)
    }

    fn told(lines: &[(u8, usize, usize, i64)]) -> Story {
        let story = Story::new();
        let schemata = ["Person", "BankAccount", "UserAccount", "Vehicle"];
        let phones = ["+14165550100", "+14165550101"];
        let things: Vec<_> = (0..12)
            .map(|at| {
                let said = [("phone", phones[at % 2]), ("name", ["Ada", "Bob", "Cleo"][at % 3])];
                let values = if at % 4 == 0 || at % 4 == 2 { said.as_slice() } else { &[] };
                story.entity(&format!("t{at}"), schemata[at % 4], values)
            })
            .collect();
        let places = [BELGRADE, SUBOTICA, SZEGED, BUDAPEST];
        for &(what, one, other, number) in lines {
            match what {
                0 => story.pay(things[one], things[other], number),
                1 => story.write(things[one], things[other]),
                2 => story.seen(things[one], number, places[other % 4], Some(things[other])),
                _ => {
                    let ends = [("owner", format!("t{one}")), ("asset", format!("t{other}"))];
                    let ends: Vec<_> = ends.iter().map(|(property, id)| (*property, id.as_str())).collect();
                    story.entity(&format!("o{one}-{other}"), "Ownership", &ends);
                }
            }
        }
        story
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn every_edge_and_ground_rests_on_records_and_every_number_points_somewhere(lines in story()) {
            let drawn = told(&lines).draw();
            let picture = &drawn.network;
            let mut ties = vec![BTreeSet::new(); picture.nodes.len()];
            for edge in &picture.edges {
                prop_assert!(!edge.records.is_empty() && edge.weight > 0 && edge.from != edge.to);
                prop_assert!(edge.records.iter().all(|&record| drawn.evidence.locate(record).is_some()));
                ties[edge.from].insert(edge.to);
                ties[edge.to].insert(edge.from);
            }
            prop_assert!(picture.nodes.is_sorted_by(|a, b| a.cluster < b.cluster));
            prop_assert!(picture.edges.is_sorted_by_key(|edge| (edge.from, edge.to, edge.layer)));
            for (at, node) in picture.nodes.iter().enumerate() {
                prop_assert_eq!(node.degree as usize, ties[at].len());
                prop_assert!(node.degree > 0 && (0.0..=1.0).contains(&node.betweenness));
                prop_assert!(picture.communities[node.community as usize].contains(&at));
            }
            prop_assert_eq!(picture.communities.iter().map(Vec::len).sum::<usize>(), picture.nodes.len());
            for role in &picture.roles {
                prop_assert!(ROLES.contains(&role.role) && role.node < picture.nodes.len());
                prop_assert!(!role.grounds_for.is_empty());
                prop_assert!(role.grounds_for.iter().all(|ground| !ground.records.is_empty()));
                for ground in role.grounds_for.iter().chain(&role.grounds_against) {
                    let (_, names) = GROUNDS.iter().find(|(code, _)| *code == ground.code).unwrap();
                    prop_assert_eq!(&ground.values.iter().map(|(name, _)| *name).collect::<Vec<_>>(), names);
                }
            }
            for trip in &drawn.routes.trips {
                prop_assert!(trip.stops.len() >= 2 && trip.legs.len() + 1 == trip.stops.len());
                prop_assert!(trip.stops.is_sorted_by(|a, b| a.left.order_us() <= b.arrived.order_us()));
                prop_assert!(!trip.together_with.contains(&trip.subject));
            }
        }

        #[test]
        fn the_picture_is_the_same_on_every_run(lines in story()) {
            let (one, other) = (told(&lines).draw(), told(&lines).draw());
            prop_assert_eq!(format!("{:?}", one.network), format!("{:?}", other.network));
        }
    }
}
