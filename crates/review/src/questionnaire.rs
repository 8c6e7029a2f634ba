//! Questionnaires: every question with its article, its tag, its kind and its texts.
//!
//! One file for each cluster and instrument under `reviews/questionnaires/<version>/`; they are data, and a version that
//! is given at run time stands beside those compiled in.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::error::{Error, nearest};
use crate::mechanism::{Cluster, Instrument, Tag, Texts, code};
use crate::statement::Value;

/// The version compiled in.
pub const CURRENT: &str = "draft-1";

macro_rules! parts {
    ($($name:literal),+) => {
        [$(($name, include_str!(concat!("../../../reviews/questionnaires/draft-1/", $name)))),+]
    };
}
const EMBEDDED: [(&str, &str); 16] = parts![
    "I-untoc.yaml",
    "I-tip.yaml",
    "I-som.yaml",
    "I-firearms.yaml",
    "II-untoc.yaml",
    "II-tip.yaml",
    "II-som.yaml",
    "II-firearms.yaml",
    "III-untoc.yaml",
    "III-tip.yaml",
    "III-som.yaml",
    "III-firearms.yaml",
    "IV-untoc.yaml",
    "IV-tip.yaml",
    "IV-som.yaml",
    "IV-firearms.yaml"
];

code! {
    /// The form of an answer.
    Kind {
        /// Yes, in part, or no.
        YesNo = "yes_no",
        /// Some of a list.
        Choice = "choice",
        /// Words alone.
        Text = "text",
        /// Figures with their period and source.
        Number = "number",
        /// An authority, or a notification to the Secretary-General.
        Designation = "designation",
        /// Laws, cases, agreements.
        References = "references",
    }
}

/// One thing that can be chosen.
#[derive(Clone, Debug, Deserialize)]
pub struct Choice {
    /// Its key.
    pub key: String,
    /// Its names.
    #[serde(flatten)]
    pub name: Texts,
}

/// When a question is asked at all.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Follows {
    /// The question before it.
    pub question: String,
    /// The answers to that after which it is asked: `yes`, `in_part`, `no`, or keys of choices.
    pub when: Vec<String>,
}

/// One question.
#[derive(Clone, Debug, Deserialize)]
pub struct Question {
    /// Its id, such as `I.T.3`: cluster, letter of the instrument, number. Ids keep their meaning.
    pub id: String,
    /// The provisions it asks about.
    pub article: String,
    /// How sure it is that they belong to this cluster. The wording is ours.
    pub tag: Tag,
    /// The form of the answer.
    pub kind: Kind,
    /// The question that it follows, if it is not always asked.
    pub follows: Option<Follows>,
    /// What can be chosen.
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// Its texts.
    #[serde(flatten)]
    pub text: Texts,
}

impl Question {
    /// Whether it can have this answer: of its kind and, of a choice, with keys that it has.
    pub fn takes(&self, value: &Value) -> bool {
        match value {
            Value::Yes | Value::InPart | Value::No => self.kind == Kind::YesNo,
            Value::Chosen(keys) => {
                let is_known = |key: &String| self.choices.iter().any(|choice| choice.key == *key);
                self.kind == Kind::Choice && keys.iter().all(is_known)
            }
            Value::Figures(rows) => self.kind == Kind::Number && !rows.is_empty(),
            Value::Designated { .. } => self.kind == Kind::Designation,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    cluster: Cluster,
    instrument: Instrument,
    questions: Vec<Question>,
}

/// A version of the questionnaires of all clusters and instruments.
#[derive(Clone, Debug)]
pub struct Questionnaire {
    /// Its version.
    pub version: String,
    parts: BTreeMap<(Cluster, Instrument), Vec<Question>>,
    places: BTreeMap<String, (Cluster, Instrument, usize)>,
}

impl Questionnaire {
    /// The one compiled in.
    pub fn embedded() -> Result<Self, Error> {
        Self::parse(CURRENT, EMBEDDED)
    }

    /// A version from the texts of its files, each with a name for errors. The parts may stand in any order; a file may
    /// hold any of them.
    pub fn parse<'a>(
        version: &str,
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Error> {
        let mut all = Self { version: version.to_owned(), parts: BTreeMap::new(), places: BTreeMap::new() };
        for (file, text) in files {
            let wrong = |what: String| Error::Knowledge { file: file.to_owned(), what };
            let options = serde_saphyr::options! { with_snippet: false };
            let part: Part = serde_saphyr::from_str_with_options(text, options)
                .map_err(|error| wrong(error.to_string()))?;
            let questions = all.parts.entry((part.cluster, part.instrument)).or_default();
            for question in part.questions {
                let place = (part.cluster, part.instrument, questions.len());
                if all.places.insert(question.id.clone(), place).is_some() {
                    return Err(wrong(format!("{} stands twice", question.id)));
                }
                if (question.kind == Kind::Choice) == question.choices.is_empty() {
                    return Err(wrong(format!(
                        "{}: choices belong to a choice, and only there",
                        question.id
                    )));
                }
                questions.push(question);
            }
        }
        for question in all.iter() {
            let Some(follows) = &question.follows else { continue };
            if !all.places.contains_key(&follows.question) {
                return Err(Error::Knowledge {
                    file: version.to_owned(),
                    what: format!("{} follows {}, which is not there", question.id, follows.question),
                });
            }
        }
        Ok(all)
    }

    /// All questions, in order of cluster and instrument.
    pub fn iter(&self) -> impl Iterator<Item = &Question> {
        self.parts.values().flatten()
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The questions on one instrument in one cluster.
    pub fn part(&self, cluster: Cluster, instrument: Instrument) -> &[Question] {
        self.parts.get(&(cluster, instrument)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The question of this id.
    pub fn get(&self, id: &str) -> Option<&Question> {
        let (cluster, instrument, at) = self.places.get(id)?;
        self.part(*cluster, *instrument).get(*at)
    }

    /// The question of this id, in whatever case, or those that may have been meant.
    pub fn find(&self, id: &str) -> Result<&Question, Error> {
        let typed = id.trim().to_uppercase();
        self.get(&typed).ok_or_else(|| Error::UnknownQuestion {
            asked: id.to_owned(),
            near: nearest(&typed, self.places.keys().map(String::as_str)),
        })
    }

    /// Where a question stands.
    pub fn place(&self, id: &str) -> Option<(Cluster, Instrument)> {
        self.places.get(id).map(|(cluster, instrument, _)| (*cluster, *instrument))
    }

    /// A number by which questions stand in order; unknown ones come last.
    pub fn rank(&self, id: &str) -> (Option<Cluster>, Option<Instrument>, usize, String) {
        match self.places.get(id) {
            Some((cluster, instrument, at)) => (Some(*cluster), Some(*instrument), *at, String::new()),
            None => (Some(Cluster::IV), Some(Instrument::Firearms), usize::MAX, id.to_owned()),
        }
    }
}
