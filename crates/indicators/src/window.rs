//! Rules that measure a sliding window.
//!
//! A window ends at every moment something is selected and reaches back as far as `within`; all events of one moment
//! enter together, so that their order in the files does not matter. Of windows that fire and overlap, one is found: where
//! the first measure is highest, then where most events are. Its values and its events are shown, so that they agree.

use evidence::Truth;
use serde::{Deserialize, Serialize};

use crate::bounds::{Bounds, Possible};
use crate::compile::Scope;
use crate::engine::{Detector, Found, Missing, Selected};
use crate::episode::{Episode, Window};
use crate::error::PackError;
use crate::expression::{At, Condition, Value};
use crate::field::Field;
use crate::incremental::{Bits, Incremental, Lasting, Need};
use crate::measure::{Entry, Measure, Of, Running, SHOWN};
use crate::pack::{Builder, Test};
use crate::plan::{Asked, Decided, NodeIx};
use crate::quantity::{ONE, Unit, whole};
use crate::rows::Row;
use crate::seen::Seen;

#[derive(Clone, Debug)]
pub(crate) struct WindowRule {
    select: NodeIx,
    within_us: i64,
    measures: Vec<Measure>,
    /// The conditions of the measures, by bit.
    conditions: Vec<Asked>,
    show: Asked,
    fire: Condition,
    /// The field whose values are looked at apart.
    by: Option<Field>,
    /// Whether events in each currency are looked at apart.
    adds_amounts: bool,
    /// See [`WindowRule::excluded`].
    excluded: Vec<NodeIx>,
    /// All fields it reads.
    fields: u64,
    /// The fields without which an event does not count.
    wanted: Vec<NodeIx>,
}

impl WindowRule {
    pub(crate) fn build(builder: &mut Builder<'_>) -> Result<(Vec<(String, Unit)>, Test), PackError> {
        let raw = builder.raw;
        let source = builder.required("select", raw.select.as_ref())?;
        let select = builder.at("select", source).condition(&source.value, Scope::Event)?;
        let source = builder.required("within", raw.within.as_ref())?;
        let within_us = builder.at("within", source).duration(&source.value)?;
        let (measures, conditions) = builder.measures()?;
        if measures.is_empty() {
            return Err(builder.place.error("a rule of kind `window` needs at least one `measure`"));
        }
        let show = match &raw.show {
            Some(source) => builder.at("show", source).condition(&source.value, Scope::Event)?,
            None => Condition::Is(Truth::True),
        };
        let names: Vec<&str> = raw.measure.0.iter().map(|(name, _)| name.as_str()).collect();
        let fire = builder.at("fire", &raw.fire).condition(&raw.fire.value, Scope::Measures(&names))?;
        let units =
            names.iter().zip(&measures).map(|(name, measure)| ((*name).to_owned(), measure.unit())).collect();
        let by = builder.by()?;
        let select = builder.of_subject(select);
        let mut fields = select.fields() | show.fields();
        fields |= conditions.iter().fold(0, |all, condition| all | condition.fields());
        let wanted_fields: Vec<Field> =
            measures.iter().filter_map(Measure::field).chain(by).chain([Field::Time]).collect();
        fields |= wanted_fields.iter().fold(0, |all, field| all | field.bit());
        let plan = &mut *builder.plan;
        let mut test = Self {
            excluded: Vec::new(),
            wanted: plan.wanted(&wanted_fields),
            select: plan.add(&select),
            within_us,
            adds_amounts: measures.iter().any(Measure::adds_amounts),
            measures,
            conditions: conditions.into_iter().map(|condition| Asked::new(condition, plan)).collect(),
            show: Asked::new(show, plan),
            fire,
            by,
            fields,
        };
        test.excluded = test.excluded();
        Ok((units, Test::Window(test)))
    }

    /// Bounds of a measure over whatever window of a subject's events, from counts over all of them; where `is_close`,
    /// from closer looks that cost more.
    fn bounds(&self, measure: &Measure, seen: &Seen<'_>, is_close: bool) -> Bounds {
        let node = |bit: u32| self.conditions.get(bit as usize).and_then(Asked::node);
        let nodes = |of: Of| [self.select, of.and_then(node).unwrap_or(self.select)];
        let count = |of: Of| {
            let nodes = nodes(of);
            if is_close { seen.most_within(&nodes, self.within_us) } else { seen.count(&nodes) }
        };
        match measure {
            Measure::Distinct(_, field, of) if is_close => {
                Bounds::known(0, whole(count(*of).min(seen.different(&nodes(*of), *field))))
            }
            Measure::Count(of) | Measure::Distinct(_, _, of) | Measure::Days(of) | Measure::Streak(of) => {
                Bounds::known(0, whole(count(*of)))
            }
            Measure::Sum(of) => {
                let (low, high) = seen.sums(&nodes(*of));
                Bounds::known(low, high)
            }
            Measure::Share(bit) if count(Some(*bit)) == 0 => Bounds { low: 0, high: 0, may_lack: true },
            Measure::Share(_) => Bounds { low: 0, high: ONE, may_lack: true },
            _ => Bounds::NONE,
        }
    }

    /// Which truths the rule may come to.
    fn possible(&self, bounds: impl Fn(usize, &Measure) -> Bounds) -> Possible {
        let bounds = |asked: Value| match asked {
            Value::Measure(number) => {
                self.measures.get(number).map_or(Bounds::NONE, |own| bounds(number, own))
            }
            _ => Bounds::NONE,
        };
        Possible::of(&self.fire, &bounds)
    }

    fn may_fire_on(&self, seen: &Seen<'_>, is_close: bool) -> bool {
        let possible = self.possible(|_, measure| self.bounds(measure, seen, is_close));
        // Where it may be undecided for want of what went before, that is to be told.
        possible.yes || possible.unknown && self.measures.iter().any(|own| own.lacks().is_some())
    }

    /// The conditions of which no event may be in a window for the rule to fire, or be undecided.
    fn excluded(&self) -> Vec<NodeIx> {
        let is_excluded = |absent: usize| {
            let of = |number: usize, _: &Measure| {
                if number == absent { Bounds::known(0, 0) } else { Bounds::NONE }
            };
            let possible = self.possible(of);
            !possible.yes && !possible.unknown
        };
        let absent = self.measures.iter().enumerate().filter_map(|(number, measure)| match measure {
            Measure::Absent(bit, _) if is_excluded(number) => Some(*bit),
            _ => None,
        });
        absent.filter_map(|bit| self.conditions.get(bit as usize)?.node()).collect()
    }

    fn found(episode: Episode<Entry>) -> Found {
        let shown = episode.items.iter().filter(|entry| entry.yes >> SHOWN & 1 == 1);
        let events = shown.map(|entry| entry.event).collect();
        Found { start_us: episode.start_us, events, values: episode.values }
    }
}

impl Detector for WindowRule {
    type Item = Entry;
    type State = WindowState;

    fn node(&self) -> NodeIx {
        self.select
    }

    fn may_fire(&self, seen: &Seen<'_>) -> bool {
        if !self.may_fire_on(seen, false) {
            return false;
        }
        let mut seen = *seen;
        // Windows on groups of events have fewer of what is not to be in them.
        if self.by.is_none() && (!self.adds_amounts || seen.is_one_currency(self.select)) {
            for node in &self.excluded {
                let Some(left) = seen.without(self.select, *node, self.within_us) else { return false };
                seen = left;
            }
        }
        self.may_fire_on(&seen, true)
    }

    fn asked(&self) -> Vec<NodeIx> {
        let asked = self.conditions.iter().chain([&self.show]).filter_map(Asked::node);
        asked.chain(self.wanted.iter().copied()).collect()
    }

    fn wanted(&self) -> (&[NodeIx], u64) {
        (&self.wanted, self.fields)
    }

    fn state(&self) -> WindowState {
        let history_us = self.measures.iter().map(Measure::history_us).max().unwrap_or(0);
        WindowState {
            window: Window::new(self.within_us, history_us),
            running: self.measures.iter().map(Running::new).collect(),
            total: 0,
        }
    }

    fn clear(state: &mut WindowState) {
        state.window.clear();
        state.running.iter_mut().for_each(Running::clear);
        state.total = 0;
    }

    fn select(&self, row: &Row<'_>, decided: &Decided) -> Option<Selected<Entry>> {
        self.item(row, self.bits(row, decided)?)
    }

    fn push(
        &self,
        state: &mut WindowState,
        moment: &[Entry],
        last: Row<'_>,
        missing: &mut Missing,
        found: &mut Vec<Found>,
    ) {
        let world = last.world;
        let Some(end_us) = moment.first().map(|entry| entry.time_us) else { return };
        let WindowState { window, running, total } = state;
        for entry in moment {
            for (running, measure) in running.iter_mut().zip(&self.measures) {
                running.add(measure, entry, world);
            }
            let mut entry = entry.clone();
            entry.before = *total;
            *total = entry.after();
            window.push(entry);
        }
        window.slide(end_us, |entry| {
            for (running, measure) in running.iter_mut().zip(&self.measures) {
                running.remove(measure, entry, world);
            }
        });
        let value = |number: usize| {
            let measure = self.measures.get(number)?;
            running.get(number)?.value(measure, window, world)
        };
        let measured = |asked: Value| match asked {
            Value::Measure(number) => value(number),
            _ => None,
        };
        match self.fire.decide(&At::measures(Some(last), &measured)) {
            Truth::False => {}
            Truth::Unknown => missing.note_past(&self.measures, value),
            Truth::True => {
                let values: Vec<Option<i64>> = (0..running.len()).map(value).collect();
                found.extend(window.fire(values, 0).map(Self::found));
            }
        }
    }

    fn finish(&self, state: &mut WindowState, _: Row<'_>, found: &mut Vec<Found>) {
        found.extend(state.window.close().map(Self::found));
    }
}

/// Bounds of a measure over windows with at most `count` events of one sort, or of all.
fn bounds_with(measure: &Measure, of: Of, count: u32) -> Bounds {
    let is_of = |own: Of| of.is_none() || own == of;
    match measure {
        Measure::Count(own) | Measure::Distinct(_, _, own) | Measure::Days(own) | Measure::Streak(own)
            if is_of(*own) =>
        {
            Bounds::known(0, i64::from(count).saturating_mul(ONE))
        }
        Measure::Sum(own) if is_of(*own) && count == 0 => Bounds::known(0, 0),
        Measure::Share(bit) if is_of(Some(*bit)) && count == 0 => Bounds { low: 0, high: 0, may_lack: true },
        _ => Bounds::NONE,
    }
}

/// A window of a rule over one subject, or one group of its events.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct WindowState {
    window: Window<Entry>,
    running: Vec<Running>,
    total: i64,
}

impl Missing {
    /// Notes what kept a window from being decided.
    fn note_past(&mut self, measures: &[Measure], value: impl Fn(usize) -> Option<i64>) {
        for (number, measure) in measures.iter().enumerate() {
            if let Some(lacks) = measure.lacks()
                && value(number).is_none()
            {
                self.of_window |= lacks.bit();
            }
        }
    }
}

impl Lasting for Entry {
    fn event(&mut self) -> &mut u64 {
        &mut self.event
    }
}

impl Incremental for WindowRule {
    fn needs(&self) -> Vec<Need> {
        let keys = self.measures.iter().filter_map(|own| match own {
            Measure::Distinct(_, field, _) => Some(*field),
            _ => None,
        });
        if !keys.chain(self.by).all(Row::is_in_columns) {
            return Vec::new();
        }
        let sorts =
            [None].into_iter().chain((0..u32::try_from(self.conditions.len()).unwrap_or(0)).map(Some));
        let need = |of| {
            Need::of(of, |count| {
                let bounds = |asked: Value| match asked {
                    Value::Measure(number) => {
                        self.measures.get(number).map_or(Bounds::NONE, |own| bounds_with(own, of, count))
                    }
                    _ => Bounds::NONE,
                };
                Possible::of(&self.fire, &bounds).yes
            })
        };
        sorts.filter_map(need).collect()
    }

    fn reach_us(&self) -> i64 {
        let history_us = self.measures.iter().map(Measure::history_us).max().unwrap_or(0);
        self.within_us.saturating_add(history_us)
    }

    fn bits(&self, row: &Row<'_>, decided: &Decided) -> Option<Bits> {
        row.time_us()?;
        let mut bits = Bits::default();
        for (bit, condition) in self.conditions.iter().enumerate() {
            let decided = condition.is(row, decided);
            bits.yes |= u32::from(decided == Some(true)) << bit;
            bits.known |= u32::from(decided.is_some()) << bit;
        }
        bits.yes |= u32::from(self.show.is(row, decided) == Some(true)) << SHOWN;
        Some(bits)
    }

    fn item(&self, row: &Row<'_>, bits: Bits) -> Option<Selected<Entry>> {
        let group = match self.by {
            Some(field) => row.key(field)?,
            None => 0,
        };
        let currency = if self.adds_amounts { row.currency() } else { evidence::Currency::NONE };
        Some(Selected {
            group: (group, currency),
            item: Entry::new(row, &self.measures, bits.yes, bits.known),
        })
    }

    fn open_start(&self, state: &WindowState) -> Option<i64> {
        state.window.open_start()
    }

    fn open(&self, state: &WindowState) -> Option<Found> {
        state.window.peek().map(Self::found)
    }

    fn settle(&self, state: &mut WindowState, now_us: i64, last: Row<'_>, found: &mut Vec<Found>) {
        let WindowState { window, running, .. } = state;
        window.slide(now_us, |entry| {
            for (running, measure) in running.iter_mut().zip(&self.measures) {
                running.remove(measure, entry, last.world);
            }
        });
        found.extend(window.close_before(now_us).map(Self::found));
    }

    fn due_us(&self, state: &WindowState) -> Option<i64> {
        state.window.due_us()
    }

    fn is_idle(state: &WindowState) -> bool {
        state.window.is_idle()
    }

    fn each(state: &mut WindowState, visit: &mut dyn FnMut(&mut Entry)) {
        state.window.each(visit);
    }
}
