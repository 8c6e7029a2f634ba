//! Questions asked or things observed about a person, each answered yes, no, or not at all.
//!
//! An answer is an observation of the person: the item is its printed name, 1 or 0 its number, and no number means
//! that it was asked but not seen. The last answer to an item counts. What was not answered is open, never "no".

use evidence::{EventKind, Truth};
use serde::{Deserialize, Serialize};
use serde_saphyr::Spanned;

use crate::compile::Scope;
use crate::engine::{Detector, Found, Missing, Selected};
use crate::episode::Timed;
use crate::error::PackError;
use crate::expression::{At, Condition, Value, Which};
use crate::field::{Field, Side};
use crate::incremental::{Incremental, Lasting};
use crate::nearest::meant;
use crate::pack::{Builder, Element, Test};
use crate::plan::{Decided, NodeIx};
use crate::quantity::{ONE, Unit, whole};
use crate::rows::Row;
use crate::seen::Seen;

#[derive(Clone, Debug)]
pub(crate) struct QuestionnaireRule {
    select: NodeIx,
    /// The items, and the element of the offence each speaks of.
    items: Vec<(String, Element)>,
    fire: Condition,
    wanted: Vec<NodeIx>,
}

const MEASURES: [(&str, Unit); 7] = [
    ("yes", Unit::Plain),
    ("no", Unit::Plain),
    ("open", Unit::Plain),
    ("act", Unit::Plain),
    ("means", Unit::Plain),
    ("purpose", Unit::Plain),
    ("child", Unit::Plain),
];

/// The answer to an item at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Answer {
    time_us: i64,
    event: u64,
    item: usize,
    is_yes: Option<bool>,
    is_child: Option<bool>,
}

impl Timed for Answer {
    fn time_us(&self) -> i64 {
        self.time_us
    }
}

/// The last answers, and what they made of the rule when most was answered with yes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Answers {
    last: Vec<Option<Answer>>,
    is_child: Option<bool>,
    found: Option<Found>,
}

impl QuestionnaireRule {
    pub(crate) fn build(builder: &mut Builder<'_>) -> Result<(Vec<(String, Unit)>, Test), PackError> {
        let raw = builder.raw;
        let known = |part: &str, id: &Spanned<String>| {
            builder.items.get(&id.value).ok_or_else(|| {
                let meant = meant(&id.value, builder.items.keys().map(String::as_str));
                let place = builder.place.part(part, id.referenced);
                place.error(format!("no item `{}` in any pack; {meant}", id.value))
            })
        };
        let mut items = Vec::new();
        for id in &raw.items {
            items.push((id.value.clone(), known("items", id)?.element));
        }
        for (name, element, ids) in raw.elements.all() {
            for id in ids {
                known(name, id)?;
                items.push((id.value.clone(), element));
            }
        }
        if items.is_empty() {
            return Err(builder.place.error("a rule of kind `questionnaire` has `items` or `elements`"));
        }
        let names = MEASURES.map(|(name, _)| name);
        let fire = builder.at("fire", &raw.fire).condition(&raw.fire.value, Scope::Measures(&names))?;
        let kinds = 1 << EventKind::Observation as u32 | 1 << EventKind::Interview as u32;
        let asked = items.iter().map(|(id, _)| Condition::IsWord(Field::Party, Which::First, id.clone()));
        let select = Condition::And(vec![
            Condition::CodeIn(Field::Kind, Which::First, kinds),
            Condition::CodeIn(Field::Direction, Which::First, 1 << Side::In as u32),
            Condition::Or(asked.collect()),
        ]);
        let plan = &mut *builder.plan;
        let test = Self { select: plan.add(&select), items, fire, wanted: plan.wanted(&[Field::Time]) };
        Ok((Builder::measure_list(&MEASURES), Test::Questionnaire(test)))
    }

    fn value(&self, answers: &Answers, number: usize) -> Option<i64> {
        let count = |asked: Option<bool>| {
            whole(answers.last.iter().filter(|own| own.and_then(|own| own.is_yes) == asked).count())
        };
        match number {
            0 => Some(count(Some(true))),
            1 => Some(count(Some(false))),
            2 => Some(count(None)),
            3 => self.element(answers, Element::Act),
            4 => self.element(answers, Element::Means),
            5 => self.element(answers, Element::Purpose),
            _ => answers.is_child.map(|child| if child { ONE } else { 0 }),
        }
    }

    /// 1 if any item of the element was answered with yes, 0 if all with no, else unknown.
    fn element(&self, answers: &Answers, element: Element) -> Option<i64> {
        let of = self.items.iter().zip(&answers.last).filter(|((_, own), _)| *own == element);
        let mut truth = Truth::False;
        for (_, answer) in of {
            truth = truth.or(answer.and_then(|own| own.is_yes).map_or(Truth::Unknown, Into::into));
        }
        match truth {
            Truth::True => Some(ONE),
            Truth::False => Some(0),
            Truth::Unknown => None,
        }
    }
}

impl Detector for QuestionnaireRule {
    type Item = Answer;
    type State = Answers;

    fn node(&self) -> NodeIx {
        self.select
    }

    fn may_fire(&self, _: &Seen<'_>) -> bool {
        true
    }

    fn asked(&self) -> Vec<NodeIx> {
        self.wanted.clone()
    }

    fn wanted(&self) -> (&[NodeIx], u64) {
        (&self.wanted, Field::Time.bit())
    }

    fn state(&self) -> Answers {
        Answers { last: vec![None; self.items.len()], is_child: None, found: None }
    }

    fn clear(state: &mut Answers) {
        state.last.fill(None);
        (state.is_child, state.found) = (None, None);
    }

    fn select(&self, row: &Row<'_>, _: &Decided) -> Option<Selected<Answer>> {
        let asked = row.text(Field::Party)?;
        let answer = Answer {
            time_us: row.time_us()?,
            event: u64::from(row.event()),
            item: self.items.iter().position(|(id, _)| id == asked)?,
            is_yes: row.number(Field::Quantity).map(|number| number > 0),
            is_child: row.is_child(),
        };
        Some(Selected { group: (0, evidence::Currency::NONE), item: answer })
    }

    fn push(
        &self,
        state: &mut Answers,
        moment: &[Answer],
        last: Row<'_>,
        missing: &mut Missing,
        _: &mut Vec<Found>,
    ) {
        for answer in moment {
            let asked = self.items.iter().map(|(id, _)| id);
            let id = self.items.get(answer.item).map(|(id, _)| id);
            // One item may stand under several elements.
            for (slot, _) in state.last.iter_mut().zip(asked).filter(|(_, own)| Some(*own) == id) {
                *slot = Some(*answer);
            }
            state.is_child = answer.is_child.or(state.is_child);
        }
        let value = |asked: Value| match asked {
            Value::Measure(number) => self.value(state, number),
            _ => None,
        };
        match self.fire.decide(&At::measures(Some(last), &value)) {
            Truth::True => {
                let values: Vec<Option<i64>> = (0..MEASURES.len()).map(|n| self.value(state, n)).collect();
                let known = state.found.as_ref().and_then(|found| found.values.first().copied());
                if known.is_none_or(|known| Some(&known) <= values.first()) {
                    let mut events: Vec<(i64, u64)> = state
                        .last
                        .iter()
                        .flatten()
                        .filter(|own| own.is_yes == Some(true))
                        .map(|own| (own.time_us, own.event))
                        .collect();
                    events.sort_unstable();
                    events.dedup();
                    let events = events.into_iter().map(|(_, event)| event).collect();
                    state.found = Some(Found { start_us: 0, events, values });
                }
            }
            Truth::Unknown => missing.of_window |= Field::Answers.bit(),
            Truth::False => {}
        }
    }

    fn finish(&self, state: &mut Answers, _: Row<'_>, found: &mut Vec<Found>) {
        found.extend(state.found.take());
    }
}

impl Lasting for Answer {
    fn event(&mut self) -> &mut u64 {
        &mut self.event
    }
}

/// A later answer may always change what was found, so that nothing is over before the end.
impl Incremental for QuestionnaireRule {
    fn open_start(&self, state: &Answers) -> Option<i64> {
        state.found.as_ref().map(|found| found.start_us)
    }

    fn open(&self, state: &Answers) -> Option<Found> {
        state.found.clone()
    }

    fn settle(&self, _: &mut Answers, _: i64, _: Row<'_>, _: &mut Vec<Found>) {}

    fn due_us(&self, _: &Answers) -> Option<i64> {
        None
    }

    fn is_idle(state: &Answers) -> bool {
        state.last.iter().all(Option::is_none)
    }

    fn each(state: &mut Answers, visit: &mut dyn FnMut(&mut Answer)) {
        state.last.iter_mut().flatten().for_each(visit);
    }

    fn named(state: &Answers) -> &[u64] {
        state.found.as_ref().map_or(&[], |found| &found.events)
    }
}
