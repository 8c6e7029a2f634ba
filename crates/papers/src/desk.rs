//! What a paper is made from: the part of a review that its readers may see, and the words to say it in.

use std::collections::BTreeSet;

use gazetteer::{Countries, Country};
use jiff::civil::Date;
use report::Words;
use review::mechanism::{Class, Cluster, Instrument, Role};
use review::picture::{Held, Passage};
use review::questionnaire::Question;
use review::statement::{Evidence, Reference, Reuse, Value};
use review::statistics::{Table, Vocabulary};
use review::{Audience, Log, Mechanism, Picture, Questionnaire};

use crate::document::{Document, Run};

/// What a paper is made from.
#[derive(Debug)]
pub struct Desk<'a> {
    /// The statements that the readers may see.
    pub log: &'a Log,
    /// What they say now.
    pub picture: &'a Picture,
    /// The questionnaire of the review.
    pub questionnaire: &'a Questionnaire,
    /// The mechanism.
    pub mechanism: &'a Mechanism,
    /// Words of statistics.
    pub vocabulary: &'a Vocabulary,
    /// A table of requests, if one was given.
    pub table: Option<&'a Table>,
    /// The readers.
    pub audience: &'a Audience,
    /// Words of the program.
    pub words: &'a Words,
    /// Names of States.
    pub countries: &'a Countries,
    /// The day of the paper.
    pub today: Date,
}

/// Which parts of a review a paper is about.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// One cluster only.
    pub cluster: Option<Cluster>,
    /// One instrument only.
    pub instrument: Option<Instrument>,
    /// Changes since the last clearing are marked in the text.
    pub with_changes: bool,
    /// The language of a second column.
    pub beside: Option<String>,
}

impl Desk<'_> {
    /// The code of the language of the paper.
    pub(crate) fn language(&self) -> &'static str {
        self.words.language().code()
    }

    /// Whether the readers take part in the review: they see names and what is still open.
    pub(crate) fn takes_part(&self) -> bool {
        self.mechanism.sees(self.audience.role, Class::Restricted)
            || (self.audience.role == Role::CivilSociety && self.audience.organisation.is_some())
    }

    /// The name of a State.
    pub fn country(&self, code: &str) -> String {
        let language = match self.words.language() {
            report::Language::English => gazetteer::Language::English,
            report::Language::French => gazetteer::Language::French,
        };
        let country = Country::from_alpha2(code);
        let name = country.and_then(|country| self.countries.name(country, language));
        name.map_or_else(|| code.to_owned(), str::to_owned)
    }

    /// The parts of the review that are in the scope.
    pub(crate) fn parts(&self, scope: &Scope) -> Vec<(Cluster, Instrument)> {
        let mut parts = self.picture.parts();
        parts.retain(|(cluster, instrument)| {
            scope.cluster.is_none_or(|one| one == *cluster)
                && scope.instrument.is_none_or(|one| one == *instrument)
        });
        parts
    }

    /// `I. Criminalization and jurisdiction · Trafficking in Persons Protocol`.
    pub fn part_title(&self, cluster: Cluster, instrument: Instrument) -> String {
        let name = self.mechanism.cluster(cluster).map_or("", |entry| entry.name.get(self.language()));
        let short = self.mechanism.instrument(instrument).map_or("", |entry| entry.short(self.language()));
        format!("{cluster}. {name} · {short}")
    }

    /// The short title of an instrument.
    pub fn instrument(&self, instrument: Instrument) -> &str {
        self.mechanism.instrument(instrument).map_or("", |entry| entry.short(self.language()))
    }

    /// A paper with its head: what it is, who may read it, who reviews whom, and what is not certain.
    pub(crate) fn document(&self, kind: &str) -> Document {
        let state = self.country(&self.picture.opening.state);
        let mut document = Document {
            title: self.words.get("review-doc-title", &[("state", state.into())]),
            subtitle: self.words.text(&format!("review-doc-{kind}")),
            class: self.words.text(&format!("review-class-{}", self.class())),
            language: self.words.language(),
            date: self.today.to_string(),
            blocks: Vec::new(),
        };
        let reviewers: Vec<String> = self.picture.reviewers.keys().map(|code| self.country(code)).collect();
        if !reviewers.is_empty() {
            let line = self.words.get("review-doc-reviewers", &[("states", reviewers.join(", ").into())]);
            document.quiet(line);
        }
        document
    }

    /// Says what is not certain of the mechanism, and that States are never ranked.
    pub(crate) fn caveats(&self, document: &mut Document) {
        let uncertain: Vec<&str> =
            self.mechanism.uncertain.iter().map(|entry| entry.text.get(self.language())).collect();
        document.note(format!("{} {}", uncertain.join(" "), self.words.text("review-doc-no-ranking")));
    }

    /// The widest circle that may read the paper.
    fn class(&self) -> &'static str {
        match self.audience.role {
            Role::Public => "public",
            Role::Parties => "parties",
            Role::CivilSociety if self.audience.organisation.is_none() => "public",
            Role::CivilSociety => "own",
            _ => "restricted",
        }
    }

    /// What an answer says, in words.
    pub fn value(&self, question: Option<&Question>, value: &Value) -> String {
        match value {
            Value::Yes => self.words.text("review-value-yes"),
            Value::InPart => self.words.text("review-value-in-part"),
            Value::No => self.words.text("review-value-no"),
            Value::Chosen(keys) => {
                let name = |key: &String| {
                    let choice =
                        question.and_then(|question| question.choices.iter().find(|one| one.key == *key));
                    choice.map_or_else(|| key.clone(), |choice| choice.name.get(self.language()).to_owned())
                };
                keys.iter().map(name).collect::<Vec<_>>().join("; ")
            }
            Value::Figures(rows) => {
                let one = |row: &review::statement::Figure| {
                    let source = row.source.as_ref().map(|source| format!(" ({source})")).unwrap_or_default();
                    format!("{} ({}): {}{source}", row.label, row.period, row.value)
                };
                rows.iter().map(one).collect::<Vec<_>>().join("\n")
            }
            Value::Designated { authority, languages, notified } => {
                let mut text = authority.clone();
                if !languages.is_empty() {
                    let list = languages.join(", ");
                    text = format!(
                        "{text}\n{}",
                        self.words.get("review-doc-languages", &[("list", list.into())])
                    );
                }
                if let Some(day) = notified {
                    let day = self.words.stamp(&day.to_string());
                    text =
                        format!("{text}\n{}", self.words.get("review-doc-notified", &[("day", day.into())]));
                }
                text
            }
        }
    }

    /// A reference as a line.
    pub(crate) fn reference(&self, key: &str, reference: &Reference) -> Vec<Run> {
        let kind = self.words.code("review-evidence", reference.kind.as_str());
        let mut runs = vec![Run::quiet(format!("{kind} ")), Run::plain(reference.title.clone())];
        if let Some(provision) = &reference.provision {
            runs.push(Run::plain(format!(", {provision}")));
        }
        if let Some(figure) = &reference.figure {
            let count =
                |number: Option<u64>| number.map_or_else(|| "–".to_owned(), |number| number.to_string());
            let values = [
                ("measure", figure.measure.as_str().into()),
                ("value", figure.value.as_str().into()),
                ("numerator", count(figure.numerator).into()),
                ("denominator", count(figure.denominator).into()),
                ("missing", figure.missing.to_string().into()),
                ("day", self.words.stamp(&figure.cut_off.to_string()).into()),
            ];
            runs.push(Run::plain(format!(". {}", self.words.get("review-doc-figure", &values))));
            let sha256: String = figure.sha256.chars().take(12).collect();
            runs.push(Run::quiet(format!(" [SHA-256 {sha256}…]")));
        }
        if let Some(day) = reference.as_of {
            let day = self.words.stamp(&day.to_string());
            runs.push(Run::quiet(format!(
                " · {}",
                self.words.get("review-doc-as-of", &[("day", day.into())])
            )));
        }
        if let Some(url) = &reference.url {
            runs.push(Run::plain(" "));
            runs.push(Run { link: Some(url.clone()), ..Run::plain(url.clone()) });
        }
        if reference.kind == Evidence::Decision {
            runs.push(Run::quiet(format!(" · {}", self.words.text("review-doc-decision"))));
        }
        if self.takes_part() {
            runs.push(Run::quiet(format!(" [{key}]")));
        }
        runs
    }

    /// Who said something and when; for those who take part also by name.
    pub(crate) fn by<T>(&self, held: &Held<T>) -> String {
        let state = held.by.state.as_deref().map(|code| self.country(code));
        let of = held.by.organisation.clone().or(state).unwrap_or_default();
        let day = self.words.stamp(&held.at.strftime("%Y-%m-%d").to_string());
        if self.takes_part() {
            let role = self.mechanism.role(held.by.role).map_or("", |entry| entry.name.get(self.language()));
            format!("{}, {role}, {of}, {day}", held.by.name)
        } else {
            format!("{of}, {day}")
        }
    }

    /// Where something was taken over from.
    pub(crate) fn reuse(&self, reuse: &Reuse) -> String {
        let day = self.words.stamp(&reuse.date.to_string());
        let values = [("mechanism", reuse.mechanism.as_str().into()), ("day", day.into())];
        self.words.get("review-doc-reused", &values)
    }

    /// All who wrote an answer: for the line of contributors.
    pub(crate) fn contributors(
        &self,
        values: &[Held<review::picture::Answered>],
        passage: Option<&Passage>,
    ) -> BTreeSet<String> {
        let mut all: BTreeSet<String> = values.iter().map(|held| self.by(held)).collect();
        if let Some(passage) = passage {
            all.extend(
                passage
                    .paragraphs
                    .values()
                    .flat_map(|languages| languages.values())
                    .flatten()
                    .map(|held| self.by(held)),
            );
            all.extend(passage.references.values().flatten().map(|held| self.by(held)));
        }
        all
    }
}
