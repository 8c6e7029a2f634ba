//! What was learned: how often true pairs and strangers agree at each level, and which pairs to look at.
//!
//! The weight of a level is log2(m/u): `m` the share of true pairs at that level, `u` of strangers. Weights are
//! rounded to thousandths of a bit and added as integers, so that no order of adding changes a sum.

use crate::block::Rule;
use crate::compare::{self, exclude};
use crate::field::Field;
use crate::scorer::{Scorer, soft};
use crate::similar::Memory;
use crate::table::Table;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The weight, in thousandths of a bit, of two rows that some exclusive document proves different.
pub(crate) const EXCLUDED: i32 = -100_000;

/// Rules of one model.
const MOST_RULES: usize = 64;

/// Parameters of a linkage, readable and editable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// The form of this text: 1.
    pub version: u32,
    /// The columns it compares.
    pub fields: Vec<Field>,
    /// Only pairs of rows from different sources are compared.
    pub across: bool,
    /// The probability that two rows taken at random are the same.
    pub prior: f64,
    /// The probability that they are of relatives, who live together and share a name, but are not the same. 0 where
    /// there are no names to tell them by.
    pub relatives: f64,
    /// One for each thing compared.
    pub comparisons: Vec<Comparison>,
    /// Which pairs are looked at.
    pub rules: Vec<Rule>,
    /// Blocks with more different rows are not used.
    pub block_cap: u32,
    /// Two rows, or two groups of rows on average, are joined at this probability or more.
    pub join_at: f64,
    /// Likely matches that share no rule's key, as a share of all, estimated from how many rules find each.
    pub missed_by_rules: f64,
}

/// One thing compared, and what its levels say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The columns' names.
    pub name: String,
    /// From the most alike to the least.
    pub levels: Vec<Level>,
    /// Another comparison with which it agrees even among strangers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<Given>,
    /// How common its values (of names and texts: its words) are.
    pub frequencies: Frequencies,
}

/// One level of agreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Level {
    /// In words.
    pub means: String,
    /// Share of true pairs at this level, of those where both say something.
    pub m: f64,
    /// Share of strangers.
    pub u: f64,
    /// Share of relatives.
    pub r: f64,
}

impl Level {
    /// Evidence for (positive) or against, in bits.
    pub fn bits(&self) -> f64 {
        f64::from(millibits(self.m / self.u)) / 1_000.0
    }
}

/// What strangers do here where another comparison speaks for them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Given {
    /// The other, from 0.
    pub comparison: usize,
    /// Share of strangers at each level, in place of the levels' own `u`.
    pub u: Vec<f64>,
}

/// Shares of rows that have a value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Frequencies {
    /// The common ones.
    pub listed: BTreeMap<String, f64>,
    /// Any other.
    pub rest: f64,
}

/// Thousandths of a bit of a ratio of probabilities, within 30 bits.
pub(crate) fn millibits(ratio: f64) -> i32 {
    let bits = (ratio.log2() * 1_000.0).round().clamp(-30_000.0, 30_000.0);
    #[expect(clippy::cast_possible_truncation, reason = "clamped above")]
    if bits.is_nan() { 0 } else { bits as i32 }
}

/// The probability that a weight stands for.
pub fn probability(bits: f64) -> f64 {
    1.0 / (1.0 + (-bits).exp2())
}

/// Why a text is no model.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// Not JSON of this form.
    #[error("not a linkage model: {0}")]
    Form(#[from] serde_json::Error),
    /// A comparison does not have the levels its kind has.
    #[error("comparison {comparison} has {found} levels where its kind has {expected}")]
    Levels {
        /// Its name.
        comparison: String,
        /// In the text.
        found: usize,
        /// By its kind.
        expected: usize,
    },
    /// A number that is no probability.
    #[error("{0} is not a probability above 0 and up to 1")]
    Probability(f64),
    /// More rules than an index has room for.
    #[error("{0} blocking rules: at most {MOST_RULES}")]
    Rules(usize),
    /// Columns that make no table, or not the comparisons that follow.
    #[error("the model's columns do not make its comparisons")]
    Columns,
    /// A table with other columns than the model's.
    #[error("the table has the columns {table}, the model {model}")]
    OtherColumns {
        /// Of the table.
        table: String,
        /// Of the model.
        model: String,
    },
}

impl Model {
    /// As readable JSON.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// From JSON, checked.
    pub fn from_json(text: &str) -> Result<Self, ModelError> {
        let model: Self = serde_json::from_str(text)?;
        model.check()?;
        Ok(model)
    }

    pub(crate) fn check(&self) -> Result<(), ModelError> {
        if self.rules.len() > MOST_RULES {
            return Err(ModelError::Rules(self.rules.len()));
        }
        let table = Table::new(self.fields.clone()).ok().ok_or(ModelError::Columns)?;
        if table.columns.len() != self.comparisons.len() {
            return Err(ModelError::Columns);
        }
        for (column, comparison) in table.columns.iter().zip(&self.comparisons) {
            let (found, expected) = (comparison.levels.len(), usize::from(compare::levels(column.shape)));
            if found != expected {
                return Err(ModelError::Levels { comparison: comparison.name.clone(), found, expected });
            }
        }
        let given = || self.comparisons.iter().filter_map(|comparison| comparison.given.as_ref());
        let levels = self.comparisons.iter().flat_map(|comparison| &comparison.levels);
        let frequencies = self.comparisons.iter().map(|comparison| &comparison.frequencies);
        let shares = frequencies.flat_map(|table| table.listed.values().chain([&table.rest]));
        let mut numbers = levels
            .flat_map(|level| [&level.m, &level.u, &level.r])
            .chain(shares)
            .chain([&self.prior])
            .chain(given().flat_map(|given| &given.u));
        match numbers.find(|number| !(**number > 0.0 && **number <= 1.0)) {
            Some(number) => Err(ModelError::Probability(*number)),
            None if !(0.0..=1.0).contains(&self.relatives) => Err(ModelError::Probability(self.relatives)),
            None if given().any(|given| given.comparison >= self.comparisons.len()) => {
                Err(ModelError::Columns)
            }
            None if self
                .rules
                .iter()
                .flat_map(|rule| &rule.keys)
                .any(|key| key.comparison >= self.comparisons.len()) =>
            {
                Err(ModelError::Columns)
            }
            None => Ok(()),
        }
    }

    /// A pair as evidence for and against, one step for each comparison where both rows say something.
    pub(crate) fn explain(&self, table: &Table, left: u32, right: u32) -> Explanation {
        let scorer = Scorer::new(self);
        let mut memory = Memory::brief();
        let mut steps = Vec::new();
        let levels = Scorer::levels((table, left), (table, right), &mut memory);
        for (at, (column, comparison)) in table.columns.iter().zip(&self.comparisons).enumerate() {
            let level = levels.get(at).copied().unwrap_or(0);
            let shown = |row| table.values(at, row).iter().map(|value| column.shown(*value)).collect();
            let learned = usize::from(level).checked_sub(1).and_then(|at| comparison.levels.get(at));
            let Some(learned) = learned else { continue };
            let (weight, beside) = scorer.weight(&levels, at);
            let beside = beside.and_then(|at| self.comparisons.get(at)).map(|other| other.name.clone());
            steps.push(Step {
                comparison: comparison.name.clone(),
                left: shown(left),
                right: shown(right),
                means: learned.means.clone(),
                only_common: compare::shares_only_common((table, left), (table, right), at),
                beside,
                bits: f64::from(weight) / 1_000.0,
            });
        }
        let total = scorer.score((table, left), (table, right), &mut memory);
        let bits = f64::from(total) / 1_000.0;
        Explanation {
            prior_bits: f64::from(scorer.prior) / 1_000.0,
            steps,
            relatives_bits: -f64::from(soft(scorer.sums(&levels).relatives)) / 1_000.0,
            excluded: exclude((table, left), (table, right)),
            bits,
            probability: probability(bits),
        }
    }
}

/// Why two rows are thought the same, or not.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// Evidence before anything is compared: most pairs are strangers.
    pub prior_bits: f64,
    /// What each comparison adds.
    pub steps: Vec<Step>,
    /// What it speaks against them that relatives would agree so, too: brothers share a name, a phone, a home.
    pub relatives_bits: f64,
    /// An exclusive document proves them different, whatever the steps say.
    pub excluded: bool,
    /// The sum.
    pub bits: f64,
    /// What the sum stands for.
    pub probability: f64,
}

/// What one comparison adds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// Which.
    pub comparison: String,
    /// The values of the one row, as compared.
    pub left: Vec<String>,
    /// Of the other.
    pub right: Vec<String>,
    /// The level of agreement, in words.
    pub means: String,
    /// All that they share of a name or text is common, each word of it had by more than one in 130.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub only_common: bool,
    /// The comparison beside which it says less, for both agree among strangers too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beside: Option<String>,
    /// Evidence in bits, for if positive.
    pub bits: f64,
}
