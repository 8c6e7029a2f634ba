//! The data under `reviews/`: whole, cited, in both languages; calendar and lots.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::format_push_string,
    clippy::panic,
    reason = "a test may fail"
)]

use std::collections::{BTreeMap, BTreeSet};

use review::mechanism::{Class, Cluster, Instrument, Role, Step, Tag};
use review::picture::Key;
use review::statistics::{Vocabulary, measures};
use review::{Error, Mechanism, Questionnaire, lots};

#[test]
fn all_351_questions_have_an_article_a_tag_and_both_languages() {
    let questionnaire = Questionnaire::embedded().unwrap();
    assert_eq!(questionnaire.len(), 351);
    let mechanism = Mechanism::embedded().unwrap();
    let mut counts = BTreeMap::new();
    for question in questionnaire.iter() {
        let (cluster, instrument) = questionnaire.place(&question.id).unwrap();
        *counts.entry((cluster, instrument)).or_insert(0) += 1;
        let letter = mechanism.instrument(instrument).unwrap().letter;
        assert!(question.id.starts_with(&format!("{cluster}.{letter}.")), "{}", question.id);
        assert!(
            question.article.chars().any(|c| c.is_ascii_digit()),
            "{}: {}",
            question.id,
            question.article
        );
        for language in ["en", "fr"] {
            assert!(
                question.text.has(language) && question.text.get(language).len() > 20,
                "{} {language}",
                question.id
            );
            for choice in &question.choices {
                assert!(choice.name.has(language), "{} {}", question.id, choice.key);
            }
        }
        assert_ne!(question.text.get("en"), question.text.get("fr"), "{}", question.id);
    }
    let expected = [[35, 20, 23, 15], [24, 24, 18, 15], [32, 17, 17, 13], [52, 15, 19, 12]];
    for (cluster, row) in Cluster::ALL.iter().zip(expected) {
        for (instrument, count) in Instrument::ALL.iter().zip(row) {
            assert_eq!(counts[&(*cluster, *instrument)], count, "{cluster} {instrument}");
        }
    }
}

#[test]
fn what_is_not_verified_says_so() {
    let mechanism = Mechanism::embedded().unwrap();
    let tag = |cluster, instrument| mechanism.articles(cluster, instrument).unwrap().tag;
    assert_eq!(tag(Cluster::I, Instrument::Tip), Tag::Page);
    assert_eq!(tag(Cluster::II, Instrument::Untoc), Tag::Known);
    assert_eq!(tag(Cluster::IV, Instrument::Som), Tag::Unverified);
    let questionnaire = Questionnaire::embedded().unwrap();
    assert_eq!(questionnaire.get("IV.S.1").unwrap().tag, Tag::Unverified);
    assert_eq!(questionnaire.get("I.C.1").unwrap().tag, Tag::Page);
}

#[test]
fn the_convention_is_reviewed_article_by_article_exactly_once() {
    let mechanism = Mechanism::embedded().unwrap();
    let mut articles: Vec<u32> = Cluster::ALL
        .iter()
        .flat_map(|cluster| &mechanism.articles(*cluster, Instrument::Untoc).unwrap().list)
        .map(|article| article.parse().unwrap())
        .collect();
    articles.sort_unstable();
    let expected: Vec<u32> = std::iter::once(2).chain(5..=31).collect();
    assert_eq!(articles, expected);
}

#[test]
fn an_unknown_question_or_provision_names_what_may_have_been_meant() {
    let questionnaire = Questionnaire::embedded().unwrap();
    let Err(Error::UnknownQuestion { near, .. }) = questionnaire.find("I.T.21") else { panic!() };
    assert!(near.iter().any(|id| id.starts_with("I.T.")), "{near:?}");
    assert_eq!(questionnaire.find("i.t.3").unwrap().id, "I.T.3");
    let mechanism = Mechanism::embedded().unwrap();
    let wrong = mechanism.check_article(Cluster::I, Instrument::Tip, "6(3)(a)");
    let Err(Error::UnknownArticle { elsewhere, .. }) = wrong else { panic!() };
    assert_eq!(elsewhere, Some(Cluster::II));
    assert!(mechanism.check_article(Cluster::II, Instrument::Tip, "6(3)(a)").is_ok());
}

#[test]
fn a_questionnaire_with_a_fault_says_where() {
    let twice = "cluster: I\ninstrument: tip\nquestions:\n  - { id: I.T.1, article: '3', tag: K, kind: text, en: a }\n  - { id: I.T.1, article: '3', tag: K, kind: text, en: b }\n";
    let error = Questionnaire::parse("x", [("a.yaml", twice)]).unwrap_err();
    assert!(error.to_string().contains("a.yaml") && error.to_string().contains("I.T.1"), "{error}");
    assert!(Questionnaire::parse("x", [("b.yaml", "cluster: V\n")]).is_err());
}

#[test]
fn every_step_and_role_is_described_and_no_role_outside_sees_what_is_restricted() {
    let mechanism = Mechanism::embedded().unwrap();
    for step in Step::ALL {
        assert!(mechanism.step(*step).is_some(), "{step}");
    }
    for role in Role::ALL {
        let entry = mechanism.role(*role).unwrap();
        assert!(entry.name.has("fr") && entry.sees.contains(&Class::Public));
    }
    for role in [Role::Public, Role::CivilSociety, Role::Parties] {
        assert!(!mechanism.sees(role, Class::Restricted) && !mechanism.sees(role, Class::Draft), "{role}");
    }
}

#[test]
fn codes_of_statistics_name_questions_and_grounds_that_exist() {
    let (vocabulary, questionnaire) = (Vocabulary::embedded().unwrap(), Questionnaire::embedded().unwrap());
    let grounds: BTreeSet<&str> = vocabulary.grounds.iter().map(|ground| ground.key.as_str()).collect();
    for rule in &vocabulary.contradictions {
        assert!(questionnaire.get(&rule.question).is_some(), "{}", rule.question);
        assert!(rule.ground.as_deref().is_none_or(|ground| grounds.contains(ground)));
    }
    for reform in &vocabulary.reforms {
        assert!(reform.ground.is_some() != reform.measure.is_some());
        assert!(reform.ground.as_deref().is_none_or(|ground| grounds.contains(ground)));
        assert!(reform.text.has("en") && reform.text.has("fr"));
    }
}

const POOL: &str = include_str!("../../../examples/review/pool.csv");

#[test]
fn lots_are_the_same_for_everyone_who_has_the_seed_whatever_the_order_of_the_table() {
    let rule = Mechanism::embedded().unwrap().lots;
    let pool = lots::pool(POOL).unwrap();
    let mut turned = pool.clone();
    turned.reverse();
    let draws = lots::draw(&pool, "Vienna 2026", "I", rule);
    assert_eq!(draws, lots::draw(&turned, "Vienna 2026", "I", rule));
    assert_ne!(draws, lots::draw(&pool, "Vienna 2027", "I", rule));
    let of = |state: &str| pool.iter().find(|one| one.state == state).unwrap();
    for draw in &draws {
        let own = of(&draw.state);
        let states: Vec<&str> = draw.places.iter().filter_map(|place| place.state.as_deref()).collect();
        assert_eq!(states.len(), 2, "{}", draw.state);
        assert_eq!(of(states[0]).region, own.region);
        assert_ne!(of(states[1]).region, own.region);
        for state in states {
            assert_ne!(state, draw.state);
            assert!(own.instruments.is_subset(&of(state).instruments), "{state} reviews {}", draw.state);
        }
    }
    // The lot can be had with any SHA-256.
    let canada = lots::of(&draws, "CA").unwrap();
    let state = canada.places[0].state.clone().unwrap();
    assert_eq!(canada.places[0].lot, lots::lot(&["Vienna 2026", "I", "CA", &state]));
    let Err(Error::NotInPool { near, .. }) = lots::of(&draws, "CB") else { panic!() };
    assert!(near.contains(&"CA".to_owned()));
}

#[test]
fn a_pool_with_a_fault_says_in_which_line() {
    let Err(Error::Table { line, found, .. }) = lots::pool("state,region,instruments\nCA,WEOG,untok\n")
    else {
        panic!()
    };
    assert_eq!((line, found.as_str()), (2, "untok"));
    assert!(lots::pool("country\nCA\n").is_err());
    assert!(lots::pool("state,region\nCA,WEOG\nCA,WEOG\n").is_err());
}

#[test]
fn a_table_of_requests_keeps_good_rows_and_says_what_is_wrong_with_the_others() {
    let vocabulary = Vocabulary::embedded().unwrap();
    let text = "kind,direction,sent,ended,outcome,ground\nmla,in,2020-01-01,2020-03-01,executed,\nmia,in,2020-01-01,,,\nmla,in,2020-02-30,,,\nmla,out,2020-05-01,2020-04-01,refused,R-DUAL\nmla,in,2020-01-01,,executed,\n";
    let table = review::statistics::read(text, None, &vocabulary).unwrap();
    assert_eq!(table.rows.len(), 1);
    let columns: Vec<(u64, &str)> = table.refused.iter().map(|row| (row.line, row.column)).collect();
    assert_eq!(columns, [(3, "kind"), (4, "sent"), (5, "ended"), (6, "ended")]);
    assert_eq!(table.refused[0].near, ["mla"]);
    assert!(review::statistics::read("a,b\n1,2\n", None, &vocabulary).is_err());
}

#[test]
fn a_count_that_points_at_few_people_is_not_shown_nor_one_from_which_it_could_be_worked_out() {
    let vocabulary = Vocabulary::embedded().unwrap();
    let mut text = String::from("kind,direction,sent,ended,outcome,ground\n");
    for (ground, count) in [("R-DUAL", 9), ("R-FORM", 6), ("R-BANK", 2)] {
        for _ in 0..count {
            text.push_str(&format!("mla,in,2020-01-01,2020-02-01,refused,{ground}\n"));
        }
    }
    let table = review::statistics::read(&text, None, &vocabulary).unwrap();
    let found = measures(&table, &vocabulary, |_| true);
    // Two refusals are too few; alone in the rest they would be had by subtraction, so that six more join them.
    assert_eq!(found.grounds, BTreeMap::from([("R-DUAL".to_owned(), 9)]));
    assert_eq!(found.other_grounds, Some(8));
}

#[test]
fn what_a_table_says_of_waiting_translation_results_victims_and_assets_is_counted() {
    let vocabulary = Vocabulary::embedded().unwrap();
    let mut text =
        "kind;direction;sent;ended;outcome;waited;translation;used;video;assets;arrests;victims\n".to_owned();
    for row in 0..20 {
        let kind = if row < 6 { "joint_investigation" } else { "mla" };
        let assets = ["", "traced", "frozen", "confiscated"]
            [usize::from(row >= 6) + usize::from(row >= 12) + usize::from(row >= 18)];
        let used = ["yes", "no"][row % 2];
        text =
            format!("{text}{kind};in;2024-01-01;2024-04-10;executed;25;10;{used};{used};{assets};2;{row}\n");
    }
    let table = review::statistics::read(&text, None, &vocabulary).unwrap();
    assert!(table.refused.is_empty(), "{:?}", table.refused);
    let found = measures(&table, &vocabulary, |_| true);
    // A hundred days each.
    assert_eq!((found.waited.share, found.waited.rows), (Some(0.25), 20));
    assert_eq!(found.translation.share, Some(0.1));
    assert_eq!((found.used.numerator, found.video.value()), (Some(10), Some(0.5)));
    assert_eq!(found.compensated.denominator, 0);
    // Two confiscations are too few: they count as frozen.
    let assets: Vec<(&str, usize)> =
        found.assets.iter().map(|(step, count)| (step.as_str(), *count)).collect();
    assert_eq!(assets, [("traced", 14), ("frozen", 8)]);
    let yielded = found.yielded.unwrap();
    assert_eq!(
        (yielded.rows, yielded.arrests, yielded.victims, yielded.prosecutions),
        (6, Some(12), Some(15), None)
    );
    let longer = text.replacen(";25;", ";101;", 1);
    let table = review::statistics::read(&longer, None, &vocabulary).unwrap();
    assert_eq!((table.refused[0].line, table.refused[0].column), (2, "waited"));
}

#[test]
fn the_beginning_of_a_key_is_enough_unless_two_begin_so() {
    let keys: Vec<Key> = ["p1.aaaa", "p2.bbbb", "p2.cccc", "p20.dddd"].map(|key| Key(key.to_owned())).into();
    assert_eq!(Key::find("p1", keys.iter(), "paragraph").unwrap().0, "p1.aaaa");
    assert_eq!(Key::find("p2.cccc", keys.iter(), "paragraph").unwrap().0, "p2.cccc");
    let Err(Error::UnknownKey { near, .. }) = Key::find("p2", keys.iter(), "paragraph") else { panic!() };
    assert_eq!(near, ["p2.bbbb", "p2.cccc"]);
    assert!(Key::find("p3", keys.iter(), "paragraph").is_err());
}
