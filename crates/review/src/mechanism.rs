//! The mechanism as data: instruments, clusters and their articles, steps, roles and what each may see.
//!
//! All of it is read from `reviews/mechanism.yaml`; each entry says how sure it is ([`Tag`]). Nothing here knows a date
//! or a State.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::error::{Error, nearest};

const EMBEDDED: &str = include_str!("../../../reviews/mechanism.yaml");

/// How sure a fact of the mechanism is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Tag {
    /// A public page, read in excerpt.
    #[serde(rename = "S")]
    Page,
    /// Well known, such as the text of a treaty.
    #[serde(rename = "K")]
    Known,
    /// Believed; to be verified before it is relied on.
    #[serde(rename = "K?")]
    Unverified,
    /// Chosen by the authors of this program.
    #[serde(rename = "ours")]
    Ours,
}

impl Tag {
    /// The tag as written in the data.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Page => "S",
            Self::Known => "K",
            Self::Unverified => "K?",
            Self::Ours => "ours",
        }
    }
}

/// A text in the languages that the files hold; English stands in where another is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts(BTreeMap<String, String>);

impl Texts {
    /// The text in the language of this code, else in English, else in any.
    pub fn get(&self, language: &str) -> &str {
        let found = self.0.get(language).or_else(|| self.0.get("en")).or_else(|| self.0.values().next());
        found.map_or("", String::as_str)
    }

    /// Whether there is a text in that language itself.
    pub fn has(&self, language: &str) -> bool {
        self.0.contains_key(language)
    }
}

macro_rules! code {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// All, in order.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The code as written in files.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The one of this code, in whatever case.
            pub fn parse(text: &str) -> Option<Self> {
                let text = text.trim().replace('-', "_");
                Self::ALL.iter().copied().find(|one| one.as_str().eq_ignore_ascii_case(&text))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use code;

code! {
    /// A treaty under review.
    Instrument {
        /// The Convention.
        Untoc = "untoc",
        /// The Trafficking in Persons Protocol.
        Tip = "tip",
        /// The Smuggling of Migrants Protocol.
        Som = "som",
        /// The Firearms Protocol.
        Firearms = "firearms",
    }
}

code! {
    /// A cluster of articles, reviewed in one phase.
    Cluster {
        /// The first.
        I = "I",
        /// The second.
        II = "II",
        /// The third.
        III = "III",
        /// The fourth.
        IV = "IV",
    }
}

code! {
    /// What a person is in one review.
    Role {
        /// The one person of a State who clears its outputs.
        FocalPoint = "focal_point",
        /// Answers for the own State.
        Expert = "expert",
        /// Reads and observes for a reviewing State.
        Reviewer = "reviewer",
        /// Reads only.
        Observer = "observer",
        /// Assists, approves nothing.
        Secretariat = "secretariat",
        /// States parties and working groups: reads what was circulated.
        Parties = "parties",
        /// An organisation, in its own file.
        CivilSociety = "civil_society",
        /// Everybody.
        Public = "public",
    }
}

code! {
    /// Who may see a paragraph, from the narrowest circle to the widest.
    Class {
        /// The delegation that wrote it; what is not cleared yet.
        Draft = "draft",
        /// Those who take part in the review.
        Restricted = "restricted",
        /// All States parties, as a document of the Conference.
        Parties = "parties",
        /// Everybody. There is no way back.
        Public = "public",
    }
}

code! {
    /// A step of one review, in order.
    Step {
        /// Drawing of lots.
        Lots = "lots",
        /// The focal point is named.
        FocalPoint = "focal_point",
        /// The experts are named.
        Experts = "experts",
        /// Accounts on the secure platform.
        Accounts = "accounts",
        /// Introductory call.
        Introduction = "introduction",
        /// Self-assessment handed in.
        SelfAssessment = "self_assessment",
        /// Answers translated.
        Translation = "translation",
        /// Written feedback given.
        DeskReview = "desk_review",
        /// Dialogue held.
        Dialogue = "dialogue",
        /// List of observations drafted.
        Observations = "observations",
        /// Summary drafted.
        Summary = "summary",
        /// Final outputs cleared.
        Clearing = "clearing",
        /// Lists before the working groups.
        WorkingGroups = "working_groups",
        /// Follow-up.
        FollowUp = "follow_up",
    }
}

/// An instrument in words.
#[derive(Clone, Debug, Deserialize)]
pub struct InstrumentEntry {
    /// Which.
    pub key: Instrument,
    /// Its letter in the ids of questions.
    pub letter: char,
    /// Its titles; short ones under `short_en`, `short_fr`.
    #[serde(flatten)]
    texts: Texts,
}

impl InstrumentEntry {
    /// The full title.
    pub fn title(&self, language: &str) -> &str {
        self.texts.get(language)
    }

    /// The short title.
    pub fn short(&self, language: &str) -> &str {
        let key = format!("short_{language}");
        self.texts.get(if self.texts.has(&key) { &key } else { "short_en" })
    }
}

/// The articles of one instrument in one cluster.
#[derive(Clone, Debug, Deserialize)]
pub struct Articles {
    /// Their numbers.
    pub list: Vec<String>,
    /// How sure the list is.
    pub tag: Tag,
}

/// A cluster in words.
#[derive(Clone, Debug, Deserialize)]
pub struct ClusterEntry {
    /// Which.
    pub key: Cluster,
    /// The articles by instrument.
    pub articles: BTreeMap<Instrument, Articles>,
    /// Its names.
    #[serde(flatten)]
    pub name: Texts,
}

/// How long after another step something is due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Within {
    /// Weeks.
    pub weeks: i32,
    /// Months.
    pub months: i32,
}

/// A step in words.
#[derive(Clone, Debug, Deserialize)]
pub struct StepEntry {
    /// Which.
    pub key: Step,
    /// Who takes it.
    pub by: Vec<Role>,
    /// How sure it is.
    pub tag: Tag,
    /// What the time counts from: another step, or `start`.
    pub from: Option<String>,
    /// The documented time, if there is one.
    pub within: Option<Within>,
    /// Its names.
    #[serde(flatten)]
    pub name: Texts,
}

/// A role in words, with its rights.
#[derive(Clone, Debug, Deserialize)]
pub struct RoleEntry {
    /// Which.
    pub key: Role,
    /// Whether it may write.
    pub writes: bool,
    /// Whether it may clear outputs.
    pub clears: bool,
    /// What it may see.
    pub sees: Vec<Class>,
    /// How sure it is.
    pub tag: Tag,
    /// Its names.
    #[serde(flatten)]
    pub name: Texts,
}

/// A group of States that begin in the same year.
#[derive(Clone, Debug, Deserialize)]
pub struct GroupEntry {
    /// Its number.
    pub key: String,
    /// The year or day it began.
    pub begins: String,
    /// Reviews in it.
    pub reviews: u32,
    /// Participating countries.
    pub participants: u32,
    /// How sure it is.
    pub tag: Tag,
}

/// Something named by a key, in words.
#[derive(Clone, Debug, Deserialize)]
pub struct Named {
    /// Its key.
    pub key: String,
    /// How sure it is.
    pub tag: Tag,
    /// Its names.
    #[serde(flatten)]
    pub name: Texts,
}

/// The bound of the length of an output, told when passed; nothing is cut.
#[derive(Clone, Debug, Deserialize)]
pub struct Length {
    /// Which output.
    pub key: String,
    /// Most words.
    pub words: usize,
    /// Most pages, where that is how it is said.
    pub pages: Option<usize>,
    /// How sure it is.
    pub tag: Tag,
    /// Why.
    pub reason: String,
}

/// What is not certain of the mechanism.
#[derive(Clone, Debug, Deserialize)]
pub struct Uncertain {
    /// How sure it is.
    pub tag: Tag,
    /// What.
    #[serde(flatten)]
    pub text: Texts,
}

/// The two places of a draw.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct LotsEntry {
    /// Reviewing States of the region of the State under review.
    pub same_region: usize,
    /// Reviewing States of another region.
    pub other_region: usize,
}

/// Length of a phase.
#[derive(Clone, Debug, Deserialize)]
pub struct Phases {
    /// Years.
    pub years: u32,
    /// How sure it is.
    pub tag: Tag,
}

/// Everything that is known of the mechanism.
#[derive(Clone, Debug, Deserialize)]
pub struct Mechanism {
    /// Version of this description.
    pub version: String,
    /// Treaties.
    pub instruments: Vec<InstrumentEntry>,
    /// Clusters.
    pub clusters: Vec<ClusterEntry>,
    /// What is not certain.
    pub uncertain: Vec<Uncertain>,
    /// Length of a phase.
    pub phases: Phases,
    /// Groups of States.
    pub groups: Vec<GroupEntry>,
    /// The drawing of lots.
    pub lots: LotsEntry,
    /// Steps, in order.
    pub steps: Vec<StepEntry>,
    /// Roles.
    pub roles: Vec<RoleEntry>,
    /// Kinds of technical assistance.
    pub assistance: Vec<Named>,
    /// Lengths of outputs.
    pub outputs: Vec<Length>,
}

impl Mechanism {
    /// The description that is compiled in.
    pub fn embedded() -> Result<Self, Error> {
        Self::parse(EMBEDDED, "reviews/mechanism.yaml")
    }

    /// A description in YAML; `file` is what errors call it.
    pub fn parse(text: &str, file: &str) -> Result<Self, Error> {
        let options = serde_saphyr::options! { with_snippet: false };
        serde_saphyr::from_str_with_options(text, options)
            .map_err(|error| Error::Knowledge { file: file.to_owned(), what: error.to_string() })
    }

    /// An instrument in words.
    pub fn instrument(&self, key: Instrument) -> Option<&InstrumentEntry> {
        self.instruments.iter().find(|entry| entry.key == key)
    }

    /// A cluster in words.
    pub fn cluster(&self, key: Cluster) -> Option<&ClusterEntry> {
        self.clusters.iter().find(|entry| entry.key == key)
    }

    /// A step in words.
    pub fn step(&self, key: Step) -> Option<&StepEntry> {
        self.steps.iter().find(|entry| entry.key == key)
    }

    /// A role in words.
    pub fn role(&self, key: Role) -> Option<&RoleEntry> {
        self.roles.iter().find(|entry| entry.key == key)
    }

    /// Whether that role may see paragraphs of that class.
    pub fn sees(&self, role: Role, class: Class) -> bool {
        self.role(role).is_some_and(|entry| entry.sees.contains(&class))
    }

    /// The bound of the length of an output.
    pub fn length(&self, key: &str) -> Option<&Length> {
        self.outputs.iter().find(|length| length.key == key)
    }

    /// The articles of an instrument in a cluster.
    pub fn articles(&self, cluster: Cluster, instrument: Instrument) -> Option<&Articles> {
        self.cluster(cluster)?.articles.get(&instrument)
    }

    /// Checks that a provision such as `5(2)(a)` stands in the articles of that part of the review.
    pub fn check_article(
        &self,
        cluster: Cluster,
        instrument: Instrument,
        article: &str,
    ) -> Result<(), Error> {
        let number: String = article
            .trim()
            .trim_start_matches(|c: char| !c.is_ascii_digit())
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        let list =
            self.articles(cluster, instrument).map(|articles| articles.list.as_slice()).unwrap_or_default();
        if list.contains(&number) {
            return Ok(());
        }
        let elsewhere = self.clusters.iter().find(|entry| {
            entry.articles.get(&instrument).is_some_and(|articles| articles.list.contains(&number))
        });
        Err(Error::UnknownArticle {
            article: article.to_owned(),
            instrument,
            cluster,
            known: list.to_vec(),
            elsewhere: elsewhere.map(|entry| entry.key),
        })
    }

    /// Checks a key of technical assistance.
    pub fn check_assistance(&self, key: &str) -> Result<(), Error> {
        let mut keys = self.assistance.iter().map(|kind| kind.key.as_str());
        if keys.any(|known| known == key) {
            return Ok(());
        }
        let keys = self.assistance.iter().map(|kind| kind.key.as_str());
        Err(Error::UnknownAssistance { kind: key.to_owned(), near: nearest(key, keys) })
    }
}
