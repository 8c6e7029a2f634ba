//! Copies of a review: merging loses nothing, whatever the order.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::format_push_string,
    reason = "a test may fail"
)]

use std::collections::BTreeSet;

use jiff::Timestamp;
use proptest::prelude::*;
use review::mechanism::{Cluster, Instrument, Role};
use review::statement::{Author, Opening, Purpose, Says, Section, Value, Voice};
use review::{Error, Log, Picture, Questionnaire};

fn author(name: &str) -> Author {
    Author { name: name.to_owned(), role: Role::Expert, state: Some("CA".to_owned()), organisation: None }
}

fn at(minutes: i64) -> Timestamp {
    Timestamp::from_second(1_767_600_000 + minutes * 60).unwrap()
}

fn opening() -> Opening {
    Opening {
        purpose: Purpose::Review,
        state: "CA".to_owned(),
        instruments: Instrument::ALL.iter().copied().collect(),
        clusters: Cluster::ALL.iter().copied().collect(),
        group: None,
        questionnaire: review::questionnaire::CURRENT.to_owned(),
        languages: vec!["en".to_owned(), "fr".to_owned()],
    }
}

/// What one of the two does while offline.
#[derive(Clone, Debug)]
enum Act {
    Answer(usize, u8),
    Write(usize, String),
    Rewrite(usize, String),
    Undo,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0_usize..50, 0_u8..3).prop_map(|(question, value)| Act::Answer(question, value)),
        3 => (0_usize..50, "[a-zé ]{1,20}").prop_map(|(question, text)| Act::Write(question, text)),
        2 => (0_usize..50, "[a-zé ]{1,20}").prop_map(|(question, text)| Act::Rewrite(question, text)),
        1 => Just(Act::Undo),
    ]
}

fn work(log: &mut Log, who: &str, acts: &[Act], questions: &[String]) {
    for (number, act) in acts.iter().enumerate() {
        let question = |at: usize| questions[at % questions.len()].clone();
        let now = at(10 + i64::try_from(number).unwrap());
        let paragraph = |question: String, key: String, text: &str| Says::Paragraph {
            section: Section::Answer(question),
            key,
            language: "en".to_owned(),
            text: Some(text.to_owned()),
            translates: None,
            reuse: None,
        };
        let says = match act {
            Act::Answer(at, value) => {
                let value = [Value::Yes, Value::InPart, Value::No][usize::from(*value)].clone();
                Says::Value { question: question(*at), value: Some(value), reuse: None }
            }
            Act::Write(at, text) => paragraph(question(*at), format!("p{number}.{who}"), text),
            Act::Rewrite(at, text) => paragraph(question(*at), "p1.both".to_owned(), text),
            Act::Undo => match log.last_of(&author(who)) {
                Ok(what) => Says::Undone { what },
                Err(_) => continue,
            },
        };
        log.append(now, author(who), says);
    }
}

fn yes_no() -> Vec<String> {
    let all = Questionnaire::embedded().unwrap();
    let kind = review::questionnaire::Kind::YesNo;
    all.iter().filter(|question| question.kind == kind).map(|question| question.id.clone()).take(50).collect()
}

fn ids(log: &Log) -> BTreeSet<String> {
    log.entries().iter().map(|entry| entry.id.to_string()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn two_people_editing_the_same_fifty_answers_offline_lose_nothing_and_merge_in_any_order(
        left in prop::collection::vec(act(), 0..90),
        right in prop::collection::vec(act(), 0..90),
        third in prop::collection::vec(act(), 0..20),
    ) {
        let questions = yes_no();
        prop_assert_eq!(questions.len(), 50);
        let base = Log::open(at(0), author("Opener"), opening());
        let (mut a, mut b, mut c) = (base.clone(), base.clone(), base);
        work(&mut a, "Ana", &left, &questions);
        work(&mut b, "Ben", &right, &questions);
        work(&mut c, "Chi", &third, &questions);
        let ab = a.clone().merge(&b).unwrap();
        let ba = b.clone().merge(&a).unwrap();
        // Commutative, associative, idempotent: to the byte.
        prop_assert_eq!(ab.text(), ba.text());
        let (ab_c, a_bc) = (ab.clone().merge(&c).unwrap(), a.clone().merge(&b.clone().merge(&c).unwrap()).unwrap());
        prop_assert_eq!(ab_c.text(), a_bc.text());
        prop_assert_eq!(ab.clone().merge(&ab).unwrap().text(), ab.text());
        prop_assert_eq!(ab.clone().merge(&b).unwrap().text(), ab.text());
        // Nothing is lost: every statement of either is there, and is read again.
        let all: BTreeSet<String> = ids(&a).union(&ids(&b)).cloned().collect();
        prop_assert_eq!(&ids(&ab), &all);
        let (read, faults) = Log::parse(&ab.text()).unwrap();
        prop_assert!(faults.is_empty());
        prop_assert_eq!(ids(&read), all);
        // And it shows: what holds in either copy holds in both, each beside the other.
        let (one, other, both) = (Picture::of(&a).unwrap(), Picture::of(&b).unwrap(), Picture::of(&ab).unwrap());
        for picture in [&one, &other] {
            for (question, versions) in picture.answers.get(&Voice::State).into_iter().flatten() {
                let kept = both.answer(&Voice::State, question);
                for held in versions {
                    prop_assert!(kept.iter().any(|other| other.id == held.id), "{} of {}", held.id, question);
                }
            }
            for ((voice, section), passage) in &picture.passages {
                let kept = both.passage(voice, section).unwrap();
                for (key, languages) in &passage.paragraphs {
                    for held in languages.values().flatten() {
                        let kept = kept.paragraphs[key].values().flatten();
                        prop_assert!(kept.into_iter().any(|other| other.id == held.id), "{:?}", key);
                    }
                }
            }
        }
    }

    #[test]
    fn hostile_bytes_never_panic_and_stay_in_the_file(lines in prop::collection::vec("\\PC{0,60}", 0..8), cut in 0_usize..400) {
        let mut log = Log::open(at(0), author("Opener"), opening());
        work(&mut log, "Ana", &[Act::Answer(1, 0), Act::Write(2, "one".to_owned())], &yes_no());
        let text = format!("{}{}", log.text(), lines.join("\n"));
        let (read, _) = Log::parse(&text).unwrap();
        for line in lines.iter().filter(|line| !line.trim().is_empty()) {
            prop_assert!(read.text().contains(line.as_str()));
        }
        // A file cut off anywhere either opens or says that it is no review.
        let cut: String = log.text().chars().take(cut).collect();
        prop_assert!(matches!(Log::parse(&cut), Ok(_) | Err(Error::NoReview)));
    }
}

#[test]
fn copies_of_two_reviews_are_not_merged_and_stay_as_they_are() {
    let one = Log::open(at(0), author("Opener"), opening());
    let other = Log::open(at(1), author("Opener"), opening());
    let before = other.text();
    assert!(matches!(one.merge(&other), Err(Error::Unrelated { .. })));
    assert_eq!(other.text(), before);
}

#[test]
fn a_contradiction_stays_until_someone_settles_it() {
    let base = Log::open(at(0), author("Opener"), opening());
    let say = |value| Says::Value { question: "I.T.1".to_owned(), value: Some(value), reuse: None };
    let (mut a, mut b) = (base.clone(), base);
    a.append(at(1), author("Ana"), say(Value::Yes));
    b.append(at(1), author("Ben"), say(Value::No));
    let mut both = a.merge(&b).unwrap();
    assert_eq!(Picture::of(&both).unwrap().answer(&Voice::State, "I.T.1").len(), 2);
    both.append(at(2), author("Ana"), say(Value::InPart));
    let picture = Picture::of(&both).unwrap();
    let [held] = picture.answer(&Voice::State, "I.T.1") else { panic!("one answer") };
    assert_eq!(held.value.value, Value::InPart);
    // Taking the settlement back brings the contradiction back.
    let last = both.last_of(&author("Ana")).unwrap();
    both.append(at(3), author("Ana"), Says::Undone { what: last });
    assert_eq!(Picture::of(&both).unwrap().answer(&Voice::State, "I.T.1").len(), 2);
}

#[test]
fn a_line_that_was_changed_by_hand_is_told_does_not_count_and_is_kept() {
    let mut log = Log::open(at(0), author("Opener"), opening());
    log.append(
        at(1),
        author("Ana"),
        Says::Value { question: "I.T.1".to_owned(), value: Some(Value::Yes), reuse: None },
    );
    let forged = log.text().replace("\"yes\"", "\"no\"");
    let (read, faults) = Log::parse(&forged).unwrap();
    assert_eq!((faults.len(), faults[0].line), (1, 2));
    assert!(Picture::of(&read).unwrap().answers.is_empty());
    assert_eq!(read.text(), forged);
}
