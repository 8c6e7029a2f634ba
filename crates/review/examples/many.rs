//! How long it takes to open many reviews: `cargo run --release -p review --example many -- 200`.
//!
//! Each has an answer, a paragraph and a reference to all 351 questions, cleared. Opening is reading the text, checking
//! every line's hash, placing every statement, and counting what is lacking.
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "an example tells what it measured")]

use std::time::Instant;

use jiff::Timestamp;
use review::mechanism::{Cluster, Instrument, Role};
use review::statement::{Author, Evidence, Opening, Output, Purpose, Reference, Says, Section, Value, Voice};
use review::{Log, Picture, Questionnaire, completeness};

fn main() {
    let count: usize = std::env::args().nth(1).map_or(200, |text| text.parse().unwrap());
    let questionnaire = Questionnaire::embedded().unwrap();
    let one = full(&questionnaire);
    let statements = one.entries().len();
    let texts: Vec<String> = (0..count).map(|_| one.text()).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    #[expect(clippy::disallowed_methods, reason = "measuring is what this is for")]
    let begin = Instant::now();
    let mut answered = 0;
    for text in &texts {
        let (log, faults) = Log::parse(text).unwrap();
        assert!(faults.is_empty());
        let picture = Picture::of(&log).unwrap();
        for (cluster, instrument) in picture.parts() {
            answered +=
                completeness::count(&picture, &questionnaire, &Voice::State, cluster, instrument).answered;
        }
    }
    let seconds = begin.elapsed().as_secs_f64();
    println!(
        "{count} reviews of {statements} statements, {bytes} bytes: {seconds:.3} s on one thread; {answered} answers"
    );
}

/// A review with everything answered.
fn full(questionnaire: &Questionnaire) -> Log {
    let by = Author {
        name: "A. Tremblay".to_owned(),
        role: Role::FocalPoint,
        state: Some("CA".to_owned()),
        organisation: None,
    };
    let now = Timestamp::from_second(1_767_600_000).unwrap();
    let opening = Opening {
        purpose: Purpose::Review,
        state: "CA".to_owned(),
        instruments: Instrument::ALL.iter().copied().collect(),
        clusters: Cluster::ALL.iter().copied().collect(),
        group: Some("II".to_owned()),
        questionnaire: questionnaire.version.clone(),
        languages: vec!["en".to_owned()],
    };
    let mut log = Log::open(now, by.clone(), opening);
    for question in questionnaire.iter() {
        let section = Section::Answer(question.id.clone());
        let text = "The offence covers each of the acts named in the Protocol; the courts have confirmed it."
            .repeat(3);
        let reference = Reference {
            kind: Evidence::Legislation,
            title: "Criminal Code".to_owned(),
            provision: Some("s. 279.01".to_owned()),
            as_of: None,
            url: Some("https://laws-lois.justice.gc.ca/eng/acts/C-46/".to_owned()),
            figure: None,
        };
        let says = [
            Says::Value { question: question.id.clone(), value: Some(Value::Yes), reuse: None },
            Says::Paragraph {
                section: section.clone(),
                key: "p1.2fa3".to_owned(),
                language: "en".to_owned(),
                text: Some(text),
                translates: None,
                reuse: None,
            },
            Says::Cites { section, key: "r1.2fa3".to_owned(), reference: Some(reference) },
        ];
        for one in says {
            log.append(now, by.clone(), one);
        }
    }
    let picture = Picture::of(&log).unwrap();
    for (cluster, instrument) in picture.parts() {
        let covers = picture.covered(Output::Answers, cluster, instrument, questionnaire);
        log.append(now, by.clone(), Says::Cleared { output: Output::Answers, cluster, instrument, covers });
    }
    log
}
