//! A review of a State from the drawing of lots to the summary and its papers; and that no paper says more than its
//! readers may see.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::sync::LazyLock;

use gazetteer::Countries;
use jiff::Timestamp;
use papers::compose::{Paper, days, document, sheets};
use papers::{Desk, Scope, docx, html, ics, view, xlsx};
use report::{Language, Words};
use review::mechanism::{Class, Cluster, Instrument, Role, Step};
use review::questionnaire::Kind;
use review::statement::*;
use review::statistics::{self, Vocabulary};
use review::{Audience, Log, Mechanism, Picture, Questionnaire, completeness, lots, rights};

const POOL: &str = include_str!("../../../examples/review/pool.csv");
const REQUESTS: &str = include_str!("../../../examples/review/requests.csv");
/// Found by trying: the first of `example 0`, `example 1`, … whose draw gives Canada the States that review it.
const SEED: &str = "example 16";

#[derive(Clone)]
struct Play {
    log: Log,
    mechanism: Mechanism,
    questionnaire: Questionnaire,
    minute: i64,
    /// Words that stand in one paragraph each, with the class it has and the State whose delegation wrote it.
    marks: Vec<(String, Class, String)>,
}

fn person(name: &str, role: Role, state: &str) -> Author {
    Author { name: name.to_owned(), role, state: Some(state.to_owned()), organisation: None }
}

impl Play {
    fn now(&mut self) -> Timestamp {
        self.minute += 1;
        Timestamp::from_second(1_767_600_000 + self.minute * 60).unwrap()
    }

    fn picture(&self) -> Picture {
        Picture::of(&self.log).unwrap()
    }

    /// Says something in its turn; the rights are checked as the command line checks them.
    fn say(&mut self, by: &Author, says: Says) -> Id {
        let now = self.now();
        self.log.append(now, by.clone(), says)
    }

    fn checked(&mut self, by: &Author, says: Says) -> Id {
        rights::check(&self.picture(), &self.mechanism, by, &says).expect("the role may");
        self.say(by, says)
    }

    /// A paragraph whose text holds a word found nowhere else.
    fn write(&mut self, by: &Author, section: Section, class: Class) -> Id {
        let word = format!("mark{}{}x", self.marks.len(), class);
        self.marks.push((word.clone(), class, by.state.clone().unwrap_or_default()));
        let text = format!("A paragraph with the word {word} in it.");
        self.say(
            by,
            Says::Paragraph {
                section,
                key: format!("p{}.{}", self.marks.len(), "a"),
                language: "en".to_owned(),
                text: Some(text),
                translates: None,
                reuse: None,
            },
        )
    }

    fn release(&mut self, by: &Author, what: Id, class: Class) {
        self.checked(by, Says::Released { what, class });
    }
}

/// Every kind of question gets an answer of its kind.
fn value(question: &review::questionnaire::Question, at: usize) -> Option<Value> {
    Some(match question.kind {
        Kind::YesNo => [Value::Yes, Value::InPart, Value::No][at % 3].clone(),
        Kind::Choice => {
            Value::Chosen(question.choices.iter().take(1 + at % 2).map(|one| one.key.clone()).collect())
        }
        Kind::Number => Value::Figures(vec![Figure {
            label: "requests".to_owned(),
            period: "2025".to_owned(),
            value: "12".to_owned(),
            source: None,
        }]),
        Kind::Designation => Value::Designated {
            authority: "Department of Justice".to_owned(),
            languages: vec!["en".to_owned()],
            notified: Some("2010-03-01".parse().unwrap()),
        },
        Kind::Text | Kind::References => return None,
    })
}

/// Canada, reviewed by Djibouti and New Zealand, over four clusters and four instruments; played once for all tests.
static PLAYED: LazyLock<Play> = LazyLock::new(play);

fn play() -> Play {
    let mechanism = Mechanism::embedded().unwrap();
    let questionnaire = Questionnaire::embedded().unwrap();
    let draws = lots::draw(&lots::pool(POOL).unwrap(), SEED, "I", mechanism.lots);
    let drawn = lots::of(&draws, "CA").unwrap().clone();
    let reviewers: Vec<String> = drawn.places.iter().filter_map(|place| place.state.clone()).collect();
    assert_eq!(reviewers, ["NZ", "DJ"], "one of the region of the State under review, one of another");
    let focal = person("A. Tremblay", Role::FocalPoint, "CA");
    let opening = Opening {
        purpose: Purpose::Review,
        state: "CA".to_owned(),
        instruments: Instrument::ALL.iter().copied().collect(),
        clusters: Cluster::ALL.iter().copied().collect(),
        group: Some("II".to_owned()),
        questionnaire: questionnaire.version.clone(),
        languages: vec!["en".to_owned()],
    };
    let start = Timestamp::from_second(1_767_600_000).unwrap();
    let log = Log::open(start, focal.clone(), opening);
    let mut play = Play { log, mechanism, questionnaire, minute: 0, marks: Vec::new() };
    play.checked(&focal, Says::Person { who: focal.clone(), is_active: true });
    for (place, state) in drawn.places.iter().zip(&reviewers) {
        let basis = format!("lots: seed {SEED}, lot {}", place.lot);
        play.checked(&focal, Says::Reviewer { state: state.clone(), is_active: true, basis });
    }
    let expert = person("B. Singh", Role::Expert, "CA");
    let (hassan, aroha) =
        (person("M. Hassan", Role::FocalPoint, "DJ"), person("A. Williams", Role::FocalPoint, "NZ"));
    let (reader, other) = (person("K. Omar", Role::Reviewer, "DJ"), person("T. Ngata", Role::Reviewer, "NZ"));
    for (by, who) in
        [(&focal, &expert), (&focal, &hassan), (&focal, &aroha), (&hassan, &reader), (&aroha, &other)]
    {
        play.checked(by, Says::Person { who: who.clone(), is_active: true });
    }
    for cluster in Cluster::ALL {
        let year = 2020 + 2 * (*cluster as i16);
        let first = jiff::civil::date(year, 12, 1);
        play.say(
            &focal,
            Says::Dated {
                step: None,
                cluster: *cluster,
                instrument: None,
                series: Series::Actual,
                date: Some(first),
            },
        );
        for instrument in Instrument::ALL {
            part(&mut play, *cluster, *instrument, [&focal, &expert, &reader, &other, &hassan, &aroha]);
        }
        let late = first.checked_add(jiff::Span::new().months(9)).unwrap();
        let step = Some(Step::SelfAssessment);
        play.say(
            &focal,
            Says::Dated {
                step,
                cluster: *cluster,
                instrument: None,
                series: Series::Actual,
                date: Some(late),
            },
        );
    }
    play
}

/// One part of the review: answers, clearing, questions, observations, agreement, summary, release of some of it.
fn part(play: &mut Play, cluster: Cluster, instrument: Instrument, people: [&Author; 6]) {
    let [focal, expert, reader, other, hassan, aroha] = people;
    let questions: Vec<review::questionnaire::Question> =
        play.questionnaire.part(cluster, instrument).to_vec();
    for (at, question) in questions.iter().enumerate() {
        if let Some(value) = value(question, at) {
            play.say(expert, Says::Value { question: question.id.clone(), value: Some(value), reuse: None });
        }
        play.write(expert, Section::Answer(question.id.clone()), Class::Restricted);
        let reference = Reference {
            kind: Evidence::Legislation,
            title: "Criminal Code".to_owned(),
            provision: Some("s. 279.01".to_owned()),
            as_of: Some("2026-03-26".parse().unwrap()),
            url: None,
            figure: None,
        };
        let section = Section::Answer(question.id.clone());
        play.say(expert, Says::Cites { section, key: "r1.a".to_owned(), reference: Some(reference) });
    }
    play.write(expert, Section::Closing(cluster, instrument), Class::Restricted);
    clear(play, focal, Output::Answers, cluster, instrument);
    // What comes after the clearing is a draft again, and stays with its delegation.
    let question = questions[0].id.clone();
    play.write(expert, Section::Answer(question.clone()), Class::Draft);
    let open = play.write(expert, Section::Answer(question.clone()), Class::Public);
    play.release(focal, open, Class::Public);
    let circulated = play.write(expert, Section::Answer(question.clone()), Class::Parties);
    play.release(focal, circulated, Class::Parties);
    let text = "What does the case law say?".to_owned();
    let query = Says::Message {
        kind: Mail::Query,
        cluster,
        instrument,
        round: 1,
        question: Some(question.clone()),
        answers: None,
        language: "en".to_owned(),
        text,
    };
    let asked = play.checked(reader, query);
    let text = "See the case added to the answer.".to_owned();
    let reply = Says::Message {
        kind: Mail::Reply,
        cluster,
        instrument,
        round: 1,
        question: None,
        answers: Some(asked),
        language: "en".to_owned(),
        text,
    };
    play.checked(expert, reply);
    play.write(reader, Section::Feedback(cluster, instrument, "DJ".to_owned()), Class::Restricted);
    let article = play.mechanism.articles(cluster, instrument).unwrap().list[0].clone();
    for (at, kind) in Finding::ALL.iter().enumerate() {
        let key = format!("obs-{cluster}-{instrument}-{at}");
        let topic = Topic {
            cluster,
            instrument,
            article: article.clone(),
            kind: *kind,
            questions: BTreeSet::from([question.clone()]),
            assistance: (*kind == Finding::Need).then(|| "training".to_owned()),
            priority: (*kind == Finding::Need).then_some(Priority::High),
        };
        let by = if at % 2 == 0 { reader } else { other };
        let head = play.checked(by, Says::Observed { key: key.clone(), topic: Some(topic) });
        let class = if at == 0 { Class::Restricted } else { Class::Public };
        let text = play.write(by, Section::Observation(key.clone()), class);
        for state in [focal, hassan, aroha] {
            let assent = if at == 0 && state == focal { Assent::Partly } else { Assent::Yes };
            let of = state.state.clone().unwrap();
            play.say(state, Says::Agreed { observation: key.clone(), state: of, assent, note: None });
        }
        if class == Class::Public {
            play.release(focal, head, Class::Public);
            play.release(focal, text, Class::Public);
        }
    }
    let summary = play.write(reader, Section::Summary(cluster, instrument), Class::Public);
    for state in [focal, hassan, aroha] {
        clear(play, state, Output::Observations, cluster, instrument);
        clear(play, state, Output::Summary, cluster, instrument);
    }
    play.release(focal, summary, Class::Public);
}

fn clear(play: &mut Play, by: &Author, output: Output, cluster: Cluster, instrument: Instrument) {
    let covers = play.picture().covered(output, cluster, instrument, &play.questionnaire);
    assert!(!covers.is_empty());
    play.checked(by, Says::Cleared { output, cluster, instrument, covers });
}

#[test]
fn a_review_of_a_state_is_played_through_from_lots_to_summary() {
    let play = &*PLAYED;
    let picture = play.picture();
    for (cluster, instrument) in picture.parts() {
        let counted = completeness::count(&picture, &play.questionnaire, &Voice::State, cluster, instrument);
        assert_eq!(counted.answered, counted.asked, "{cluster} {instrument}");
        assert!(counted.asked >= 10);
        assert_eq!(picture.observations_on(cluster, instrument).len(), 4);
        for output in [Output::Observations, Output::Summary] {
            let cleared = picture.clearing(output, cluster, instrument, &play.questionnaire);
            let expected = ["CA", "DJ", "NZ"].map(|state| (state.to_owned(), true));
            assert_eq!(cleared, expected.into(), "{output} {cluster} {instrument}");
        }
        // Paragraphs were added after the answers had been cleared: the clearing is of an earlier version.
        let answers = picture.clearing(Output::Answers, cluster, instrument, &play.questionnaire);
        assert_eq!(answers, [("CA".to_owned(), false)].into());
    }
    // The calendar keeps what should have been and what was apart: the desk review is due six months after the target of
    // the self-assessment, however late that came.
    let due = review::calendar::calendar(&picture, &play.mechanism);
    let of = |step| due.iter().find(|due| due.cluster == Cluster::I && due.step == step).unwrap();
    let (assessment, desk) = (of(Step::SelfAssessment), of(Step::DeskReview));
    assert_eq!(assessment.target.unwrap().0.to_string(), "2021-06-01");
    assert_eq!(assessment.actual.unwrap().to_string(), "2021-09-01");
    assert_eq!(desk.target.unwrap().0.to_string(), "2021-12-01");
    assert_eq!((assessment.days_late("2026-01-01".parse().unwrap()), desk.actual), (Some(92), None));
}

#[test]
fn roles_may_do_what_the_mechanism_says_and_no_more() {
    let play = &*PLAYED;
    let picture = play.picture();
    let may = |name: &str, role, state, says: &Says| {
        rights::check(&picture, &play.mechanism, &person(name, role, state), says).is_ok()
    };
    let yes = Says::Value { question: "I.T.1".to_owned(), value: Some(Value::Yes), reuse: None };
    assert!(may("x", Role::Expert, "CA", &yes));
    assert!(!may("x", Role::Reviewer, "DJ", &yes));
    assert!(!may("x", Role::Observer, "CA", &yes));
    let cleared = Says::Cleared {
        output: Output::Summary,
        cluster: Cluster::I,
        instrument: Instrument::Tip,
        covers: BTreeSet::new(),
    };
    assert!(may("x", Role::FocalPoint, "DJ", &cleared));
    assert!(!may("x", Role::Expert, "CA", &cleared));
    assert!(!may("x", Role::FocalPoint, "FR", &cleared), "a State that takes no part");
    let released = Says::Released { what: picture.id, class: Class::Public };
    assert!(may("x", Role::FocalPoint, "CA", &released));
    assert!(!may("x", Role::FocalPoint, "NZ", &released), "only the State under review opens its review");
    let observed = Says::Observed { key: "o".to_owned(), topic: None };
    assert!(may("x", Role::Reviewer, "NZ", &observed) && !may("x", Role::Expert, "CA", &observed));
}

/// Every form of every paper for some readers, as the text that can be read in it.
/// Does something with what an audience may see.
fn with_desk<T>(
    play: &Play,
    audience: &Audience,
    language: Language,
    work: impl FnOnce(&Desk<'_>) -> T,
) -> T {
    let log = play.log.seen_by(audience, &play.mechanism);
    let picture = Picture::of(&log).unwrap();
    let vocabulary = Vocabulary::embedded().unwrap();
    let table = statistics::read(REQUESTS, None, &vocabulary).unwrap();
    work(&Desk {
        log: &log,
        picture: &picture,
        questionnaire: &play.questionnaire,
        mechanism: &play.mechanism,
        vocabulary: &vocabulary,
        table: Some(&table),
        audience,
        words: &Words::new(language),
        countries: &Countries::embedded(),
        today: "2026-11-22".parse().unwrap(),
    })
}

fn everything(play: &Play, audience: &Audience, language: Language) -> String {
    with_desk(play, audience, language, every_paper)
}

fn every_paper(desk: &Desk<'_>) -> String {
    let mut all = String::new();
    let mut add = |name: &str, scope: &Scope| {
        let paper = document(desk, &Paper::parse(name).unwrap(), scope);
        all.push_str(&html::write(&paper));
        all.push_str(&unzipped(&docx::write(&paper).unwrap()));
    };
    for name in Paper::NAMES.iter().copied().chain(["paper:x"]) {
        add(name, &Scope::default());
    }
    add("answers", &Scope { with_changes: true, ..Scope::default() });
    add("answers", &Scope { beside: Some("fr".to_owned()), ..Scope::default() });
    // A PDF is set from the same document as the page; that it is made at all is shown for one paper.
    #[cfg(feature = "pdf")]
    assert!(
        papers::pdf::write(&document(desk, &Paper::Calendar, &Scope::default()))
            .unwrap()
            .starts_with(b"%PDF")
    );
    all.push_str(&unzipped(&xlsx::write("", &sheets(desk, &Scope::default())).unwrap()));
    all.push_str(&serde_json::to_string(&view::view(desk)).unwrap());
    all.push_str(&ics::write("x", desk.today, &days(desk)));
    all.push_str(&desk.log.text());
    all
}

fn unzipped(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for at in 0..archive.len() {
        archive.by_index(at).unwrap().read_to_string(&mut all).unwrap();
    }
    all
}

#[test]
fn no_paragraph_reaches_anyone_who_may_not_see_it_in_any_paper_in_any_form() {
    let play = &*PLAYED;
    let audiences = [
        Audience::of(Role::Public),
        Audience::of(Role::Parties),
        Audience::of(Role::CivilSociety),
        Audience::of(Role::Secretariat),
        Audience::from(&person("x", Role::Observer, "CA")),
        Audience::from(&person("x", Role::Reviewer, "DJ")),
        Audience::from(&person("x", Role::FocalPoint, "CA")),
        Audience::from(&person("x", Role::Expert, "CA")),
    ];
    for audience in &audiences {
        let all = everything(play, audience, Language::English);
        for (word, class, state) in &play.marks {
            let sees_class = play.mechanism.sees(audience.role, *class);
            let may = sees_class && (*class != Class::Draft || audience.state.as_ref() == Some(state));
            assert_eq!(all.contains(word.as_str()), may, "{word} ({class}) for {audience:?}");
        }
    }
    // The names of officials are for those who take part.
    let public = everything(play, &Audience::of(Role::Public), Language::French);
    let papers = public.split("{\"id\":").next().unwrap();
    assert!(!papers.contains("Singh") && !papers.contains("Hassan"));
}

#[test]
fn a_new_version_of_a_public_paragraph_is_not_public_before_it_is_released() {
    let mut play = PLAYED.clone();
    let expert = person("B. Singh", Role::Expert, "CA");
    let picture = play.picture();
    let section = Section::Answer("I.T.1".to_owned());
    let passage = picture.passage(&Voice::State, &section).unwrap();
    let (key, held) = passage
        .paragraphs
        .iter()
        .flat_map(|(key, languages)| languages.values().flatten().map(move |held| (key, held)))
        .find(|(_, held)| held.class == Class::Public)
        .unwrap();
    let before = held.value.text.clone();
    let says = Says::Paragraph {
        section: section.clone(),
        key: key.0.clone(),
        language: "en".to_owned(),
        text: Some("something nobody outside may read yet".to_owned()),
        translates: None,
        reuse: None,
    };
    play.say(&expert, says);
    let public = play.log.seen_by(&Audience::of(Role::Public), &play.mechanism);
    let picture = Picture::of(&public).unwrap();
    let texts: Vec<&str> = picture
        .passage(&Voice::State, &section)
        .unwrap()
        .texts("en")
        .map(|(_, _, held)| held.value.text.as_str())
        .collect();
    assert_eq!(texts, [before.as_str()]);
}

#[test]
fn the_json_of_a_review_is_what_its_schema_says() {
    let play = &*PLAYED;
    for audience in [Audience::of(Role::Public), Audience::of(Role::Secretariat)] {
        let all = json(play, &audience);
        let validator = jsonschema::validator_for(&view::schema()).unwrap();
        let errors: Vec<String> = validator.iter_errors(&all).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
    let restricted = json(play, &Audience::of(Role::Secretariat));
    assert_eq!(restricted["answers"].as_array().unwrap().len(), 351);
    assert_eq!(restricted["observations"].as_array().unwrap().len(), 64);
}

fn json(play: &Play, audience: &Audience) -> serde_json::Value {
    with_desk(play, audience, Language::English, |desk| serde_json::to_value(view::view(desk)).unwrap())
}

#[test]
fn what_is_filled_into_a_questionnaire_is_read_again() {
    let play = &*PLAYED;
    let audience = Audience::from(&person("x", Role::Expert, "CA"));
    let (picture, paper) = with_desk(play, &audience, Language::French, |desk| {
        (
            desk.picture.clone(),
            docx::write(&document(desk, &Paper::Questionnaire, &Scope::default())).unwrap(),
        )
    });
    let fields = docx::read(&paper).unwrap();
    for question in play.questionnaire.iter().filter(|question| question.kind == Kind::YesNo) {
        let [held] = picture.answer(&Voice::State, &question.id) else { panic!("{}", question.id) };
        let code = fields.get(&format!("value/{}", question.id)).unwrap();
        assert_eq!(held.value.value.keys(), [code.as_str()]);
    }
    let passage = picture.passage(&Voice::State, &Section::Answer("I.T.1".to_owned())).unwrap();
    for (key, language, held) in passage.texts("fr") {
        assert_eq!(fields[&format!("text/I.T.1/{}/{language}", key.0)], held.value.text);
    }
    assert!(docx::read(b"PK no archive").is_err());
}
