//! A rule's parts, compiled: what all kinds of rules share.

use std::collections::BTreeMap;

use serde_saphyr::Spanned;

use super::written::RawRule;
use super::{Item, Subject, Test};
use crate::compile::Compiler;
use crate::engine::Detector;
use crate::error::{PackError, Place};
use crate::expression::{Condition, Which};
use crate::field::{Field, Side};
use crate::measure::Measure;
use crate::nearest::meant;
use crate::plan::{NodeIx, Plan};
use crate::quantity::{Quantity, Unit};

/// Builds one rule from its parts.
pub(crate) struct Builder<'s> {
    pub(crate) compiler: Compiler<'s>,
    pub(crate) place: Place<'s>,
    pub(crate) raw: &'s RawRule,
    pub(crate) plan: &'s mut Plan,
    pub(crate) items: &'s BTreeMap<String, Item>,
}

impl Test {
    /// The conditions it asks of events.
    pub(crate) fn nodes(&self) -> Vec<NodeIx> {
        fn of(test: &impl Detector) -> Vec<NodeIx> {
            test.asked().into_iter().chain([test.node()]).collect()
        }
        match self {
            Self::Window(test) => of(test),
            Self::Sequence(test) => of(test),
            Self::Bunching(test) => of(test),
            Self::Questionnaire(test) => of(test),
            Self::Profile(test) => test.asked(),
            Self::Motif(test) => vec![test.node()],
            Self::Shared(_) => Vec::new(),
        }
    }

    /// The fields it reads, as bits.
    pub(super) fn fields(&self) -> u64 {
        match self {
            Self::Window(test) => test.wanted().1,
            Self::Sequence(test) => test.wanted().1,
            Self::Bunching(test) => test.wanted().1,
            Self::Questionnaire(test) => test.wanted().1,
            Self::Profile(test) => test.fields,
            Self::Motif(test) => test.fields,
            Self::Shared(_) => 0,
        }
    }
}

impl<'s> Builder<'s> {
    /// The measures of a rule, and their conditions by bit.
    pub(crate) fn measures(&mut self) -> Result<(Vec<Measure>, Vec<Condition>), PackError> {
        let (mut measures, mut conditions, mut keys) = (Vec::new(), Vec::new(), Vec::new());
        for (name, source) in &self.raw.measure.0 {
            let compiler = self.at(&format!("measure `{name}`"), source);
            measures.push(compiler.measure(&source.value, &mut conditions, &mut keys)?);
        }
        Ok((measures, conditions))
    }

    /// The field whose values a rule looks at apart.
    pub(crate) fn by(&mut self) -> Result<Option<Field>, PackError> {
        const BY: [Field; 8] = [
            Field::Counterparty,
            Field::Party,
            Field::Payee,
            Field::Conductor,
            Field::City,
            Field::Place,
            Field::Mcc,
            Field::OtherCountry,
        ];
        let Some(source) = &self.raw.by else { return Ok(None) };
        let known = BY.into_iter().find(|field| field.name() == source.value);
        let wrong = || {
            let meant = meant(&source.value, BY.map(Field::name));
            format!("no rule looks at each `{}` apart; {meant}", source.value)
        };
        known.map(Some).ok_or_else(|| self.place.part("by", source.referenced).error(wrong()))
    }

    /// A condition, for the events that the rule's kind of subject has.
    pub(crate) fn of_subject(&self, condition: Condition) -> Condition {
        use evidence::EventKind;
        let kind = |kinds: &[EventKind]| {
            Condition::CodeIn(
                Field::Kind,
                Which::First,
                kinds.iter().fold(0, |all, kind| all | 1 << *kind as u32),
            )
        };
        let side = |sides: &[Side]| {
            Condition::CodeIn(
                Field::Direction,
                Which::First,
                sides.iter().fold(0, |all, side| all | 1 << *side as u32),
            )
        };
        let own = side(&[Side::In, Side::Out, Side::Heard]);
        let mut parts = match self.raw.subject {
            Subject::Account | Subject::Household => {
                // What happens to an account besides payments is only looked at by rules that say so.
                let reads_kind = condition.fields() & Field::Kind.bit() != 0;
                if reads_kind { vec![own] } else { vec![own, kind(&[EventKind::Payment])] }
            }
            Subject::Sender => vec![side(&[Side::Out]), kind(&[EventKind::Message, EventKind::Call])],
            Subject::Member | Subject::Person => vec![own],
            Subject::Agent => vec![side(&[Side::Through])],
        };
        match condition {
            Condition::And(inner) => parts.extend(inner),
            other => parts.push(other),
        }
        Condition::And(parts)
    }

    /// The compiler, with its errors pointing at a part.
    pub(crate) fn at(&mut self, part: &str, source: &Spanned<String>) -> &mut Compiler<'s> {
        self.compiler.place = self.place.part(part, source.referenced);
        &mut self.compiler
    }

    /// A part that the kind of rule cannot do without.
    pub(crate) fn required(
        &self,
        part: &str,
        source: Option<&'s Spanned<String>>,
    ) -> Result<&'s Spanned<String>, PackError> {
        source.ok_or_else(|| {
            let message = format!("a rule of kind `{}` needs `{part}`", self.raw.kind.name());
            self.place.error(format!("{message}; add `{part}: …`"))
        })
    }

    /// The value of a parameter that the kind of rule reads by its name, and where it stands.
    pub(crate) fn inner(&self, name: &str) -> Option<(Quantity, Place<'s>)> {
        let known = self.compiler.parameters.iter().find(|own| own.name == name)?;
        let (_, raw) = self.raw.parameters.0.iter().find(|(own, _)| own == name)?;
        Some((known.quantity, self.place.part(&format!("parameter `{name}`"), raw.at())))
    }

    /// An error about a name that is none of these, with the one that may be meant.
    pub(crate) fn no_such(
        &self,
        part: &str,
        written: &Spanned<String>,
        what: &str,
        names: &[&str],
    ) -> PackError {
        let meant = meant(&written.value, names.iter().copied());
        self.place.part(part, written.referenced).error(format!("no {what} `{}`; {meant}", written.value))
    }

    pub(crate) fn measure_list(names: &[(&str, Unit)]) -> Vec<(String, Unit)> {
        names.iter().map(|(name, unit)| ((*name).to_owned(), *unit)).collect()
    }

    /// Refuses parts that rules of this kind do not look at.
    pub(super) fn refuse_idle_parts(&self) -> Result<(), PackError> {
        let kind = self.raw.kind;
        let known = |part: &str| kind.parts().contains(&part);
        let wrong = |part: &str| {
            let parts = kind.parts().join(", ");
            format!("a rule of kind `{}` does not look at `{part}`; it may have {parts}", kind.name())
        };
        let single = self.single().into_iter().filter_map(|(part, source)| Some((part, source?)));
        let measures = self.raw.measure.0.iter().map(|(_, source)| ("measure", source));
        let items = self.raw.items.iter().map(|source| ("items", source));
        let elements = self.raw.elements.all().into_iter().flat_map(|(_, _, items)| items);
        let elements = elements.map(|source| ("elements", source));
        let identifiers = self.raw.identifiers.iter().map(|source| ("identifiers", source));
        let mut all = single.chain(measures).chain(items).chain(elements).chain(identifiers);
        if let Some((part, source)) = all.find(|(part, _)| !known(part)) {
            return Err(self.place.part(part, source.referenced).error(wrong(part)));
        }
        if self.raw.absent && !known("absent") { Err(self.place.error(wrong("absent"))) } else { Ok(()) }
    }

    /// The parts that are one expression or name.
    fn single(&self) -> [(&'static str, Option<&'s Spanned<String>>); 15] {
        let raw = self.raw;
        [
            ("select", raw.select.as_ref()),
            ("by", raw.by.as_ref()),
            ("within", raw.within.as_ref()),
            ("first", raw.first.as_ref()),
            ("then", raw.then.as_ref()),
            ("also", raw.also.as_ref()),
            ("pair", raw.pair.as_ref()),
            ("balance", raw.balance.as_ref()),
            ("period", raw.period.as_ref()),
            ("shape", raw.shape.as_ref()),
            ("limits", raw.limits.as_ref()),
            ("peers", raw.peers.as_ref()),
            ("except", raw.except.as_ref()),
            ("opened_within", raw.opened_within.as_ref()),
            ("show", raw.show.as_ref()),
        ]
    }

    /// What the rule says, as written, by part.
    pub(super) fn expressions(&self) -> Vec<(String, String)> {
        let raw = self.raw;
        let names = |items: &[Spanned<String>]| -> Vec<String> {
            items.iter().map(|item| item.value.clone()).collect()
        };
        let elements = raw.elements.all().map(|(name, _, items)| (name, names(items)));
        let listed = [("identifiers", names(&raw.identifiers)), ("items", names(&raw.items))];
        let listed = listed.into_iter().chain(elements).filter(|(_, names)| !names.is_empty());
        let listed = listed.map(|(name, names)| (name.to_owned(), names.join(", ")));
        let absent = raw.absent.then(|| ("absent".to_owned(), "true".to_owned()));
        let define = raw.define.0.iter().map(|(name, source)| (format!("define {name}"), source));
        let parts = self.single().into_iter().filter_map(|(name, source)| Some((name.to_owned(), source?)));
        let measures = raw.measure.0.iter().map(|(name, source)| (format!("measure {name}"), source));
        define
            .chain(parts)
            .chain(measures)
            .chain([("fire".to_owned(), &raw.fire)])
            .map(|(name, source)| (name, source.value.clone()))
            .chain(listed)
            .chain(absent)
            .collect()
    }
}
