//! Packs as they are written: what stands where in the YAML, before anything of it is checked.

use serde::Deserialize;
use serde_saphyr::{Location, Spanned};

use super::{Basis, Counts, Element, Kind, Protects, Status, Subject, Words};
use crate::error::{PackError, Place};
use crate::example::RawExamples;
use crate::ordered::{Ordered, Scalar};
use crate::quantity::{DAY_US, Quantity, Unit};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPack {
    pub(super) pack: String,
    pub(super) title: Words,
    pub(super) version: String,
    pub(super) date: String,
    pub(super) licence: String,
    #[serde(default)]
    pub(super) language: Vec<String>,
    #[serde(default)]
    pub(super) indicators: Vec<RawIndicator>,
    #[serde(default)]
    pub(super) items: Vec<RawItem>,
    #[serde(default)]
    pub(super) rules: Vec<RawRule>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawIndicator {
    pub(super) id: Spanned<String>,
    pub(super) text: Words,
    pub(super) cite: String,
    pub(super) status: Status,
    pub(super) offence: String,
    pub(super) family: String,
    pub(super) no_rule: Option<Words>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawItem {
    pub(super) id: Spanned<String>,
    pub(super) indicators: Vec<String>,
    pub(super) ask: Words,
    pub(super) element: Element,
    pub(super) htcds: Option<String>,
    pub(super) who: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawParameter {
    pub(super) value: Spanned<Scalar>,
    pub(super) basis: Spanned<Basis>,
    why: Option<String>,
    cite: Option<String>,
}

impl RawParameter {
    /// Where its value stands.
    pub(crate) fn at(&self) -> Location {
        self.value.referenced
    }

    /// What it says, with its citation or reason; `place` is its entry, `part` what to call it.
    pub(crate) fn read(&self, place: &Place<'_>, part: &str) -> Result<(Quantity, &str), PackError> {
        /// Ours: a hundred years, beyond which no feed reaches.
        const LONGEST_US: i64 = 36_525 * DAY_US;
        let wrong = |message: String| place.part(part, self.value.referenced).error(message);
        let written = &self.value.value.0;
        let quantity = Quantity::parse(written).ok_or_else(|| {
            wrong(format!(
                "“{written}” is no number; expected a number, a share (40%), a distance (100 km), a time of day \
                 (\"22:00\"), or a length of time (48h, 30d)"
            ))
        })?;
        if quantity.unit == Unit::Duration && quantity.value > LONGEST_US {
            return Err(wrong(format!("“{written}” is too long; expected at most a hundred years, 36525d")));
        }
        let basis = |message: &str| place.part(part, self.basis.referenced).error(message);
        let reason = match (self.basis.value, &self.cite, &self.why) {
            (Basis::Src, Some(cite), None) => Ok(cite),
            (Basis::Ours, None, Some(why)) => Ok(why),
            (Basis::Src, ..) => Err(basis("a number with basis `src` has a `cite` and no `why`")),
            (Basis::Ours, ..) => Err(basis("a number with basis `ours` has a `why` and no `cite`")),
        };
        Ok((quantity, reason?))
    }
}

/// Items by the element of the offence that a rule takes them to speak of.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawElements {
    #[serde(default)]
    act: Vec<Spanned<String>>,
    #[serde(default)]
    means: Vec<Spanned<String>>,
    #[serde(default)]
    purpose: Vec<Spanned<String>>,
    #[serde(default)]
    context: Vec<Spanned<String>>,
}

impl RawElements {
    /// Each element with its items.
    pub(crate) fn all(&self) -> [(&'static str, Element, &[Spanned<String>]); 4] {
        [
            ("act", Element::Act, &self.act),
            ("means", Element::Means, &self.means),
            ("purpose", Element::Purpose, &self.purpose),
            ("context", Element::Context, &self.context),
        ]
    }
}

/// A sentence in both languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSentence {
    pub(super) en: Spanned<String>,
    pub(super) fr: Spanned<String>,
}

/// A rule as written; which parts are needed depends on its kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRule {
    pub(super) id: Spanned<String>,
    pub(super) indicators: Vec<Spanned<String>>,
    pub(super) family: String,
    pub(crate) subject: Subject,
    pub(super) kind: Kind,
    #[serde(default)]
    pub(super) parameters: Ordered<RawParameter>,
    #[serde(default)]
    pub(super) define: Ordered<Spanned<String>>,
    pub(crate) select: Option<Spanned<String>>,
    pub(crate) within: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) measure: Ordered<Spanned<String>>,
    pub(crate) show: Option<Spanned<String>>,
    pub(crate) first: Option<Spanned<String>>,
    pub(crate) then: Option<Spanned<String>>,
    pub(crate) pair: Option<Spanned<String>>,
    pub(crate) balance: Option<Spanned<String>>,
    pub(crate) also: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) absent: bool,
    pub(crate) by: Option<Spanned<String>>,
    pub(crate) peers: Option<Spanned<String>>,
    pub(crate) shape: Option<Spanned<String>>,
    pub(crate) opened_within: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) items: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) elements: RawElements,
    #[serde(default)]
    pub(super) counts: Counts,
    pub(super) phase: Option<String>,
    #[serde(default)]
    pub(super) needs: Vec<Words>,
    pub(super) off: Option<String>,
    pub(crate) period: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) identifiers: Vec<Spanned<String>>,
    pub(crate) except: Option<Spanned<String>>,
    pub(crate) limits: Option<Spanned<String>>,
    pub(crate) fire: Spanned<String>,
    pub(super) role_hint: Option<String>,
    #[serde(default)]
    pub(super) protects: Protects,
    pub(super) sentence: RawSentence,
    pub(super) examples: RawExamples,
}
