//! What people decided: joined, split, undone, contradicted, and never lost on the way.

use evidence::{EntityIx, Evidence, Locator, NewStatement, Sink, Source};
use proptest::prelude::*;
use resolve::{Decisions, Outcome, Resolution, Verdict, Why, resolve, resolve_with};

const PHONE: (&str, &str) = ("phone", "+14165550100");
const PASSPORT: [(&str, &str); 2] = [("passportNumber", "X1234987"), ("country", "et")];

/// Id, schema and values.
type Said<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)]);

/// One source for each entity, with one record that says all of it.
fn said(entities: &[Said<'_>]) -> Evidence {
    let mut evidence = Evidence::default();
    for (id, schema, values) in entities {
        evidence.begin(Source::named(id));
        let record = evidence.record(&Locator::new("row", 1, 0, 1));
        let entity = evidence.entity(id, schema);
        for (property, value) in *values {
            evidence.statement(&NewStatement::new(entity, property, value, record));
        }
    }
    evidence
}

/// Three persons: `ada` and `third` share a passport, `third` and `bob` a phone, all of one name.
fn chain() -> Evidence {
    let name = ("name", "Ada Example");
    said(&[
        ("ada", "Person", &[name, PASSPORT[0], PASSPORT[1]]),
        ("bob", "Person", &[name, PHONE]),
        ("third", "Person", &[name, PASSPORT[0], PASSPORT[1], PHONE]),
    ])
}

fn ids(evidence: &Evidence, pair: [&str; 2]) -> [EntityIx; 2] {
    pair.map(|id| evidence.find(id).unwrap_or(EntityIx(u32::MAX)))
}

fn decided(evidence: &Evidence, all: &[(&str, &str, Verdict, &str)]) -> Decisions {
    let mut decisions = Decisions::default();
    for (one, other, verdict, author) in all {
        let [one, other] = ids(evidence, [one, other]);
        decisions.decide(one.0.into(), other.0.into(), *verdict, author, "2026-11-22");
    }
    decisions
}

fn together(evidence: &Evidence, resolution: &Resolution, pair: [&str; 2]) -> bool {
    let [one, other] = ids(evidence, pair);
    resolution.cluster(one) == resolution.cluster(other)
}

fn outcomes(resolution: &Resolution) -> Vec<Outcome> {
    resolution.decided.iter().map(|decided| decided.outcome).collect()
}

#[test]
fn those_decided_the_same_are_one_whatever_contradicts_and_keep_whoever_was_with_them() {
    let evidence = said(&[
        ("ada", "Person", &[("name", "Ada Example"), ("birthDate", "1990-03-04"), PASSPORT[0], PASSPORT[1]]),
        ("bob", "Person", &[("name", "Bob Sample"), ("birthDate", "1971-08-09")]),
        ("third", "Person", &[("name", "A. Example"), ("birthDate", "1990-03-04"), PASSPORT[0], PASSPORT[1]]),
    ]);
    let before = resolve(&evidence);
    assert!(!together(&evidence, &before, ["ada", "bob"]) && together(&evidence, &before, ["ada", "third"]));
    let mut decisions = decided(&evidence, &[("bob", "ada", Verdict::Same, "a.rossi")]);
    let after = resolve_with(&evidence, &decisions);
    assert_eq!(after.clusters.len(), 1);
    let reason = after
        .clusters
        .iter()
        .flat_map(|cluster| &cluster.reasons)
        .next()
        .map(|reason| (reason.kind, reason.value.as_str(), reason.records.len()));
    assert_eq!(reason, Some(("decision", "a.rossi, 2026-11-22", 2)));
    decisions.undo(0, "a.rossi", "2026-11-23");
    let undone = resolve_with(&evidence, &decisions);
    assert_eq!((undone.clusters, undone.decided), (before.clusters, before.decided));
}

#[test]
fn those_decided_different_are_apart_also_by_way_of_a_third_and_the_weaker_link_is_the_one_cut() {
    let evidence = chain();
    assert_eq!(resolve(&evidence).clusters.len(), 1);
    let decisions = decided(&evidence, &[("bob", "ada", Verdict::Different, "a.rossi")]);
    let after = resolve_with(&evidence, &decisions);
    assert!(together(&evidence, &after, ["ada", "third"]) && !together(&evidence, &after, ["ada", "bob"]));
    let cut: Vec<_> = after.decided.iter().flat_map(|decided| &decided.cut).collect();
    assert_eq!(cut.iter().map(|link| link.kind).collect::<Vec<_>>(), ["phone"]);
    assert!(after.undecided.is_empty() && after.doubts(&evidence).is_empty(), "what is decided is not asked");
}

#[test]
fn of_contradicting_decisions_what_is_different_stays_apart_and_each_is_told() {
    use Verdict::{Different, Same};
    let evidence = chain();
    let all = [
        ("ada", "third", Same, "a.rossi"),
        ("ada", "bob", Same, "b.blanc"),
        ("third", "bob", Same, "c.noor"),
        ("bob", "ada", Different, "a.rossi"),
    ];
    let after = resolve_with(&evidence, &decided(&evidence, &all));
    assert!(!together(&evidence, &after, ["ada", "bob"]) && together(&evidence, &after, ["ada", "third"]));
    let told = [Outcome::Followed, Outcome::Overruled(3), Outcome::Contradicted(3), Outcome::Followed];
    assert_eq!(outcomes(&after), told);
}

#[test]
fn things_of_different_kinds_are_never_one() {
    let evidence = said(&[
        ("ada", "Person", &[("name", "Ada Example")]),
        ("firm", "Company", &[("name", "Ada Example Ltd")]),
        ("either", "LegalEntity", &[("name", "Ada Example")]),
        ("account", "BankAccount", &[("iban", "GB82WEST12345698765432")]),
    ]);
    let all = [("ada", "account"), ("ada", "firm"), ("ada", "either"), ("either", "firm")];
    let all = all.map(|(one, other)| (one, other, Verdict::Same, "a.rossi"));
    let after = resolve_with(&evidence, &decided(&evidence, &all));
    assert_eq!(
        outcomes(&after),
        [Outcome::Unlike, Outcome::Unlike, Outcome::Followed, Outcome::Unlike],
        "one who may be either is what was decided first"
    );
    assert_eq!(after.clusters.len(), 3);
}

#[test]
fn the_queue_has_one_question_for_two_clusters_and_says_what_is_for_and_against() {
    let evidence = said(&[
        ("ada", "Person", &[("name", "Ada Example"), PHONE, ("email", "x@example.org")]),
        ("bob", "Person", &[("name", "Bob Sample"), PHONE, ("email", "x@example.org")]),
        ("far", "Person", &[("name", "Far Away")]),
        ("phone", "Person", &[("phone", "+14165550199")]),
        ("who", "Person", &[("phone", "+14165550199"), ("name", "Who Else")]),
    ]);
    let decisions = decided(&evidence, &[("far", "ada", Verdict::Unsure, "a.rossi")]);
    let after = resolve_with(&evidence, &decisions);
    let asked: Vec<_> = after
        .doubts(&evidence)
        .iter()
        .map(|doubt| {
            let pair = (evidence.id(doubt.between.0).to_owned(), evidence.id(doubt.between.1).to_owned());
            (pair, doubt.why, doubt.together, doubt.reasons.len(), doubt.probability)
        })
        .collect();
    let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
    assert_eq!(
        asked,
        [
            (pair("ada", "far"), Why::Unsure, false, 0, None),
            (pair("ada", "bob"), Why::Contradicted, false, 2, None),
            (pair("phone", "who"), Why::Unclear, true, 1, Some(0.8)),
        ]
    );
    let against = after.undecided.first().and_then(|reason| reason.against);
    assert_eq!(against.map(resolve::Against::as_str), Some("name"));
}

/// Persons of few names and values, so that many of them share something.
fn persons() -> impl Strategy<Value = Vec<Vec<(&'static str, &'static str)>>> {
    let value = prop_oneof![
        Just(("name", "Ada Example")),
        Just(("name", "Bob Sample")),
        Just(PHONE),
        Just(("phone", "+14165550199")),
        Just(("email", "x@example.org")),
        Just(PASSPORT[0]),
        Just(("birthDate", "1990-03-04")),
        Just(("birthDate", "1971-08-09")),
    ];
    prop::collection::vec(prop::collection::vec(value, 1..4), 2..9)
}

proptest! {
    #[test]
    fn whatever_is_decided_clusters_follow_it_and_the_order_of_sources_is_nothing(
        persons in persons(),
        pairs in prop::collection::vec((0_usize..9, 0_usize..9, 0_usize..3), 0..8),
    ) {
        let names: Vec<String> = (0..persons.len()).map(|at| format!("p{at}")).collect();
        let told: Vec<_> = names
            .iter()
            .zip(&persons)
            .map(|(id, values)| (id.as_str(), "Person", values.as_slice()))
            .collect();
        let name = |at: usize| names[at % names.len()].as_str();
        let verdict = |at: usize| [Verdict::Same, Verdict::Different, Verdict::Unsure][at];
        let all: Vec<_> = pairs
            .iter()
            .map(|&(one, other, kind)| (name(one), name(other), verdict(kind), "a"))
            .collect();
        let backwards: Vec<_> = told.iter().rev().copied().collect();
        let (one, other) = (said(&told), said(&backwards));
        let (first, second) =
            (resolve_with(&one, &decided(&one, &all)), resolve_with(&other, &decided(&other, &all)));
        for decided in first.decided.iter().filter(|decided| decided.outcome == Outcome::Followed) {
            let is_one = first.cluster(decided.between.0) == first.cluster(decided.between.1);
            match decided.verdict {
                Verdict::Same => prop_assert!(is_one),
                Verdict::Different => prop_assert!(!is_one),
                Verdict::Unsure => {}
            }
        }
        for left in &names {
            for right in &names {
                let pair = [left.as_str(), right.as_str()];
                prop_assert_eq!(together(&one, &first, pair), together(&other, &second, pair), "{:?}", pair);
            }
        }
        let told = |evidence: &Evidence, resolution: &Resolution| -> Vec<_> {
            let links = resolution.decided.iter().map(|decided| (decided.outcome, decided.cut.len()));
            let asked = resolution.doubts(evidence).iter().map(|doubt| {
                [doubt.between.0, doubt.between.1].map(|entity| evidence.id(entity).to_owned())
            }).collect::<Vec<_>>();
            links.map(|link| (link, asked.clone())).collect()
        };
        prop_assert_eq!(told(&one, &first), told(&other, &second));
    }
}
