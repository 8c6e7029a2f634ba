//! Rules on one event after another.
//!
//! With `pair`, each first event is joined by the earliest later event within `within` that goes with it and that no
//! earlier first event took; with `also`, a third event must follow the pair; with `absent`, it is the first event
//! that nothing joined which counts. With `balance`, what came in and what went out within `within` is weighed, and
//! as soon as the ratio is as asked, both are an occurrence and used up: so money that is collected in parts and
//! passed on is followed. The rule fires when occurrences within `period` are as asked; of periods that fire and
//! overlap, the one with most is found.

use std::collections::{BTreeMap, VecDeque};

use evidence::{Currency, Truth};
use foldhash::HashMap;
use serde::{Deserialize, Serialize};

use crate::bounds::{Bounds, Possible};
use crate::compile::Scope;
use crate::engine::{Detector, Found, Missing, Selected};
use crate::episode::{Episode, Timed, Window};
use crate::error::PackError;
use crate::expression::{At, Condition, Value};
use crate::field::Field;
use crate::incremental::{Bits, Incremental, Lasting, Need};
use crate::pack::{Builder, Test};
use crate::plan::{Decided, NodeIx};
use crate::quantity::{HOUR_US, ONE, Unit, clamp, ratio, whole};
use crate::rows::{NONE, Row};
use crate::seen::Seen;

#[derive(Clone, Debug)]
pub(crate) struct SequenceRule {
    select: NodeIx,
    first: NodeIx,
    then: NodeIx,
    also: Option<NodeIx>,
    how: How,
    within_us: i64,
    period_us: i64,
    fire: Condition,
    by: Option<Field>,
    one_currency: bool,
    fields: u64,
    wanted: Vec<NodeIx>,
}

#[derive(Clone, Debug)]
enum How {
    /// The condition, and the fields in which both must be equal for it to hold.
    Pair(Condition, Vec<Field>),
    /// No later event goes with the first.
    Lone(Condition, Vec<Field>),
    Balance(Condition),
}

/// The measures of a sequence, in order.
const MEASURES: [(&str, Unit); 7] = [
    ("episodes", Unit::Plain),
    ("first_total", Unit::Money),
    ("then_total", Unit::Money),
    ("ratio", Unit::Percent),
    ("first_parties", Unit::Plain),
    ("then_parties", Unit::Plain),
    ("hours", Unit::Plain),
];

/// What both events of a pair must have equal, so that only such are looked at; if more must be, the first of it.
type Key = [u64; 3];

const FIRST: u8 = 1;
const THEN: u8 = 2;
const ALSO: u8 = 4;

/// An event that may be a part of an occurrence.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Part {
    time_us: i64,
    event: u64,
    /// Its row, for conditions on pairs.
    at: usize,
    roles: u8,
    amount: i64,
    party: Option<u64>,
    source: Option<u32>,
}

impl Timed for Part {
    fn time_us(&self) -> i64 {
        self.time_us
    }
}

/// One time that the sequence happened, as of when it was complete.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Occurrence {
    time_us: i64,
    firsts: Vec<Part>,
    thens: Vec<Part>,
}

impl Timed for Occurrence {
    fn time_us(&self) -> i64 {
        self.time_us
    }
}

/// What a sequence keeps of one subject.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SequenceState {
    /// First events nothing joined yet, by what a later one must equal.
    waiting: HashMap<Key, VecDeque<Part>>,
    /// The same, in order of time, for those that are to stay alone.
    lone: VecDeque<(Part, Key)>,
    /// Pairs that wait for a third.
    pairs: VecDeque<(Part, Part)>,
    /// What came in and went out and is not used up.
    came: VecDeque<Part>,
    went: VecDeque<Part>,
    sums: (i128, i128),
    occurrences: Window<Occurrence>,
}

impl SequenceRule {
    pub(crate) fn build(builder: &mut Builder<'_>) -> Result<(Vec<(String, Unit)>, Test), PackError> {
        let raw = builder.raw;
        let source = builder.required("first", raw.first.as_ref())?;
        let first = builder.at("first", source).condition(&source.value, Scope::Event)?;
        let source = builder.required("then", raw.then.as_ref())?;
        let then = builder.at("then", source).condition(&source.value, Scope::Event)?;
        let also = match &raw.also {
            Some(source) => Some(builder.at("also", source).condition(&source.value, Scope::Event)?),
            None => None,
        };
        let source = builder.required("within", raw.within.as_ref())?;
        let within_us = builder.at("within", source).duration(&source.value)?;
        let source = builder.required("period", raw.period.as_ref())?;
        let period_us = builder.at("period", source).duration(&source.value)?;
        let how = match (&raw.pair, &raw.balance) {
            (Some(source), None) => {
                let pair = builder.at("pair", source).condition(&source.value, Scope::Pair)?;
                let equal = pair.equal_in_pairs();
                if raw.absent { How::Lone(pair, equal) } else { How::Pair(pair, equal) }
            }
            (None, Some(source)) if !raw.absent && also.is_none() => How::Balance(
                builder.at("balance", source).condition(&source.value, Scope::Measures(&["ratio"]))?,
            ),
            _ => {
                return Err(builder.place.error(
                    "a rule of kind `sequence` has either `pair` or `balance`; `absent` and `also` go with `pair`",
                ));
            }
        };
        let names = MEASURES.map(|(name, _)| name);
        let fire = builder.at("fire", &raw.fire).condition(&raw.fire.value, Scope::Measures(&names))?;
        let one_currency = match &how {
            How::Pair(pair, _) | How::Lone(pair, _) => pair.compares_amounts(),
            How::Balance(_) => true,
        };
        let by = builder.by()?;
        let (first, then) = (builder.of_subject(first), builder.of_subject(then));
        let also = also.map(|also| builder.of_subject(also));
        let mut any = vec![first.clone(), then.clone()];
        any.extend(also.clone());
        let wanted_fields: Vec<Field> =
            one_currency.then_some(Field::Amount).into_iter().chain(by).chain([Field::Time]).collect();
        let in_pairs = match &how {
            How::Pair(pair, _) | How::Lone(pair, _) => pair.fields(),
            How::Balance(_) => 0,
        };
        let fields = any.iter().fold(in_pairs, |all, part| all | part.fields())
            | wanted_fields.iter().fold(0, |all, field| all | field.bit());
        let plan = &mut *builder.plan;
        let mut wanted = plan.wanted(&wanted_fields);
        wanted.extend(plan.wanted(
            &Field::ALL.iter().copied().filter(|field| in_pairs & field.bit() != 0).collect::<Vec<_>>(),
        ));
        let test = Self {
            wanted,
            select: plan.add(&Condition::Or(any)),
            first: plan.add(&first),
            then: plan.add(&then),
            also: also.map(|also| plan.add(&also)),
            how,
            within_us,
            period_us,
            fire,
            by,
            one_currency,
            fields,
        };
        Ok((Builder::measure_list(&MEASURES), Test::Sequence(test)))
    }

    /// What each occurrence takes one of at least.
    fn parts(&self) -> impl Iterator<Item = (Option<NodeIx>, u8)> {
        let is_lone = matches!(self.how, How::Lone(..));
        let all = [(Some(self.first), FIRST), (Some(self.then), THEN), (self.also, ALSO)];
        all.into_iter().filter(move |(node, role)| node.is_some() && (*role == FIRST || !is_lone))
    }

    /// Whether it may fire with at most so many occurrences.
    fn may_fire_with(&self, most: u32) -> bool {
        let bounds = |asked: Value| match asked {
            Value::Measure(0) => Bounds::known(0, i64::from(most).saturating_mul(ONE)),
            _ => Bounds::NONE,
        };
        most > 0 && Possible::of(&self.fire, &bounds).yes
    }

    fn key(row: &Row<'_>, equal: &[Field]) -> Option<Key> {
        let mut key = Key::default();
        for (own, field) in key.iter_mut().zip(equal) {
            *own = row.key(*field)?;
        }
        Some(key)
    }

    fn complete(
        &self,
        state: &mut SequenceState,
        occurrence: Occurrence,
        last: Row<'_>,
        found: &mut Vec<Found>,
    ) {
        let now_us = occurrence.time_us;
        state.occurrences.push(occurrence);
        state.occurrences.slide(now_us, |_| {});
        let window = &state.occurrences;
        let value = |asked: Value| match asked {
            Value::Measure(number) => measured(window, number),
            _ => None,
        };
        if self.fire.decide(&At::measures(Some(last), &value)) == Truth::True {
            let values = (0..MEASURES.len()).map(|number| measured(window, number)).collect();
            found.extend(state.occurrences.fire(values, 0).map(Self::found));
        }
    }

    /// First events that nothing joined in time.
    fn expire(&self, state: &mut SequenceState, now_us: i64, last: Row<'_>, found: &mut Vec<Found>) {
        while let Some((part, key)) = state.lone.front() {
            let end_us = part.time_us.saturating_add(self.within_us);
            if end_us >= now_us {
                break;
            }
            let (event, key) = (part.event, *key);
            let still = state.waiting.get_mut(&key).and_then(|queue| {
                let at = queue.iter().position(|own| own.event == event)?;
                queue.remove(at)
            });
            state.lone.pop_front();
            if let Some(part) = still {
                let occurrence = Occurrence { time_us: end_us, firsts: vec![part], thens: Vec::new() };
                self.complete(state, occurrence, last, found);
            }
        }
    }

    fn pair(
        &self,
        (pair, equal): (&Condition, &[Field]),
        state: &mut SequenceState,
        part: &Part,
        last: Row<'_>,
        missing: &mut Missing,
    ) -> Option<Part> {
        let row = |at| Row { at, ..last };
        let queue = state.waiting.get_mut(&Self::key(&row(part.at), equal)?)?;
        let oldest = part.time_us.saturating_sub(self.within_us);
        while queue.front().is_some_and(|first| first.time_us < oldest) {
            queue.pop_front();
        }
        let joined = queue.iter().position(|first| {
            if first.event == part.event {
                return false;
            }
            let decided = pair.decide(&At::pair(row(first.at), row(part.at)));
            missing.of_window |= if decided == Truth::Unknown { pair.fields() } else { 0 };
            decided == Truth::True
        })?;
        queue.remove(joined)
    }

    fn weigh(&self, balance: &Condition, state: &mut SequenceState, part: &Part) -> Option<Occurrence> {
        let oldest = part.time_us.saturating_sub(self.within_us);
        for (queue, sum) in [(&mut state.came, &mut state.sums.0), (&mut state.went, &mut state.sums.1)] {
            while let Some(old) = queue.front().filter(|old| old.time_us < oldest) {
                *sum -= i128::from(old.amount);
                queue.pop_front();
            }
        }
        // What went out before anything came in is not passed on.
        let begin = state.came.front()?.time_us;
        while let Some(old) = state.went.front().filter(|old| old.time_us < begin) {
            state.sums.1 -= i128::from(old.amount);
            state.went.pop_front();
        }
        let share = ratio(clamp(state.sums.1), clamp(state.sums.0));
        if balance.decide(&At::measures(None, &|_| share)) != Truth::True {
            return None;
        }
        state.sums = (0, 0);
        let (firsts, thens) = (state.came.drain(..).collect(), state.went.drain(..).collect());
        Some(Occurrence { time_us: part.time_us, firsts, thens })
    }

    fn found(episode: Episode<Occurrence>) -> Found {
        let parts = episode.items.iter().flat_map(|one| one.firsts.iter().chain(&one.thens));
        let mut events: Vec<(i64, u64)> = parts.map(|part| (part.time_us, part.event)).collect();
        events.sort_unstable();
        events.dedup();
        let events = events.into_iter().map(|(_, event)| event).collect();
        Found { start_us: episode.start_us, events, values: episode.values }
    }
}

impl Detector for SequenceRule {
    type Item = Part;
    type State = SequenceState;

    fn node(&self) -> NodeIx {
        self.select
    }

    fn may_fire(&self, seen: &Seen<'_>) -> bool {
        self.parts()
            .filter_map(|(node, _)| node)
            .map(|node| seen.count(&[node]))
            .min()
            .is_some_and(|most| self.may_fire_with(u32::try_from(most).unwrap_or(u32::MAX)))
    }

    fn asked(&self) -> Vec<NodeIx> {
        self.wanted.iter().copied().chain([self.first, self.then]).chain(self.also).collect()
    }

    fn wanted(&self) -> (&[NodeIx], u64) {
        (&self.wanted, self.fields)
    }

    fn state(&self) -> SequenceState {
        SequenceState {
            waiting: HashMap::default(),
            lone: VecDeque::new(),
            pairs: VecDeque::new(),
            came: VecDeque::new(),
            went: VecDeque::new(),
            sums: (0, 0),
            occurrences: Window::new(self.period_us, 0),
        }
    }

    fn clear(state: &mut SequenceState) {
        state.waiting.clear();
        state.lone.clear();
        state.pairs.clear();
        state.came.clear();
        state.went.clear();
        state.sums = (0, 0);
        state.occurrences.clear();
    }

    fn select(&self, row: &Row<'_>, decided: &Decided) -> Option<Selected<Part>> {
        self.item(row, self.bits(row, decided)?)
    }

    fn push(
        &self,
        state: &mut SequenceState,
        moment: &[Part],
        last: Row<'_>,
        missing: &mut Missing,
        found: &mut Vec<Found>,
    ) {
        let Some(now_us) = moment.first().map(|part| part.time_us) else { return };
        self.expire(state, now_us, last, found);
        for part in moment.iter().filter(|part| part.roles & FIRST != 0) {
            match &self.how {
                How::Pair(_, equal) | How::Lone(_, equal) => {
                    let Some(key) = Self::key(&Row { at: part.at, ..last }, equal) else { continue };
                    if let How::Lone(..) = self.how {
                        state.lone.push_back((part.clone(), key));
                    }
                    state.waiting.entry(key).or_default().push_back(part.clone());
                }
                How::Balance(_) => {
                    state.sums.0 += i128::from(part.amount);
                    state.came.push_back(part.clone());
                }
            }
        }
        for part in moment.iter().filter(|part| part.roles & THEN != 0) {
            let occurrence = match &self.how {
                How::Pair(pair, equal) => {
                    let first = self.pair((pair, equal), state, part, last, missing);
                    match (first, self.also) {
                        (Some(first), Some(_)) => {
                            state.pairs.push_back((first, part.clone()));
                            None
                        }
                        (first, _) => first.map(|first| Occurrence {
                            time_us: now_us,
                            firsts: vec![first],
                            thens: vec![part.clone()],
                        }),
                    }
                }
                How::Lone(pair, equal) => {
                    self.pair((pair, equal), state, part, last, missing);
                    None
                }
                How::Balance(balance) => {
                    state.sums.1 += i128::from(part.amount);
                    state.went.push_back(part.clone());
                    self.weigh(balance, state, part)
                }
            };
            if let Some(occurrence) = occurrence {
                self.complete(state, occurrence, last, found);
            }
        }
        for part in moment.iter().filter(|part| part.roles & ALSO != 0) {
            let oldest = now_us.saturating_sub(self.within_us);
            while state.pairs.front().is_some_and(|(_, then)| then.time_us < oldest) {
                state.pairs.pop_front();
            }
            let is_other = |own: &(Part, Part)| own.0.event != part.event && own.1.event != part.event;
            if let Some((first, then)) =
                state.pairs.iter().position(is_other).and_then(|at| state.pairs.remove(at))
            {
                let occurrence =
                    Occurrence { time_us: now_us, firsts: vec![first], thens: vec![then, part.clone()] };
                self.complete(state, occurrence, last, found);
            }
        }
    }

    fn finish(&self, state: &mut SequenceState, last: Row<'_>, found: &mut Vec<Found>) {
        if let How::Lone(..) = self.how {
            // Alone as far as the feed reaches.
            let source = state.lone.back().and_then(|(part, _)| part.source);
            let end_us = last.world.known.coverage.last_us(source).unwrap_or(i64::MIN);
            self.expire(state, end_us, last, found);
        }
        found.extend(state.occurrences.close().map(Self::found));
    }
}

/// Where the row lies does not matter.
impl PartialEq for Part {
    fn eq(&self, other: &Self) -> bool {
        let of = |own: &Self| (own.time_us, own.event, own.roles, own.amount, own.party, own.source);
        of(self) == of(other)
    }
}

impl Lasting for Part {
    fn event(&mut self) -> &mut u64 {
        &mut self.event
    }

    fn row(&mut self) -> Option<&mut usize> {
        Some(&mut self.at)
    }
}

impl SequenceRule {
    /// Whether a rule on a feed can keep what its conditions on pairs ask for: columns, but not the texts of records.
    pub(crate) fn looks_at_columns(&self) -> bool {
        match &self.how {
            How::Pair(pair, _) | How::Lone(pair, _) => !pair.reads_records(),
            How::Balance(_) => true,
        }
    }

    /// How far what is to stay alone can be said to: as far as its feed reaches, and nothing comes that is earlier.
    fn alone_until(state: &SequenceState, now_us: i64, last: Row<'_>) -> i64 {
        let source = state.lone.back().and_then(|(part, _)| part.source);
        last.world.known.coverage.last_us(source).unwrap_or(i64::MIN).min(now_us)
    }
}

impl Incremental for SequenceRule {
    fn needs(&self) -> Vec<Need> {
        if !self.by.into_iter().all(Row::is_in_columns) {
            return Vec::new();
        }
        let need = |role: u8| Need::of(Some(role.trailing_zeros()), |count| self.may_fire_with(count));
        self.parts().filter_map(|(_, role)| need(role)).collect()
    }

    fn reach_us(&self) -> i64 {
        self.within_us.saturating_mul(2).saturating_add(self.period_us)
    }

    fn bits(&self, row: &Row<'_>, decided: &Decided) -> Option<Bits> {
        let is = |node: NodeIx| decided.truths(node).is_yes(row.at);
        let role = |is: bool, role: u8| if is { role } else { 0 };
        let roles =
            role(is(self.first), FIRST) | role(is(self.then), THEN) | role(self.also.is_some_and(is), ALSO);
        (roles != 0).then_some(Bits { yes: u32::from(roles), known: u32::from(roles) })
    }

    fn item(&self, row: &Row<'_>, bits: Bits) -> Option<Selected<Part>> {
        let amount = row.rows.amount.get(row.at).copied().unwrap_or(NONE);
        if self.one_currency && amount == NONE {
            return None;
        }
        let group = match self.by {
            Some(field) => row.key(field)?,
            None => 0,
        };
        let currency = if self.one_currency { row.currency() } else { Currency::NONE };
        let part = Part {
            time_us: row.time_us()?,
            event: u64::from(row.event()),
            at: row.at,
            roles: u8::try_from(bits.yes).ok()?,
            amount,
            party: row.key(Field::Counterparty),
            source: row.source(),
        };
        Some(Selected { group: (group, currency), item: part })
    }

    fn keeps_rows(&self) -> bool {
        !matches!(self.how, How::Balance(_))
    }

    fn open_start(&self, state: &SequenceState) -> Option<i64> {
        state.occurrences.open_start()
    }

    fn open(&self, state: &SequenceState) -> Option<Found> {
        state.occurrences.peek().map(Self::found)
    }

    fn settle(&self, state: &mut SequenceState, now_us: i64, last: Row<'_>, found: &mut Vec<Found>) {
        let oldest = now_us.saturating_sub(self.within_us);
        let mut next_us = now_us;
        match &self.how {
            How::Pair(..) => {
                state.waiting.retain(|_, queue| {
                    while queue.front().is_some_and(|first| first.time_us < oldest) {
                        queue.pop_front();
                    }
                    !queue.is_empty()
                });
                while state.pairs.front().is_some_and(|(_, then)| then.time_us < oldest) {
                    state.pairs.pop_front();
                }
            }
            How::Lone(..) => {
                if !state.lone.is_empty() {
                    self.expire(state, Self::alone_until(state, now_us, last), last, found);
                }
                state.waiting.retain(|_, queue| !queue.is_empty());
                if let Some((part, _)) = state.lone.front() {
                    next_us = next_us.min(part.time_us.saturating_add(self.within_us));
                }
            }
            How::Balance(_) => {
                for (queue, sum) in
                    [(&mut state.came, &mut state.sums.0), (&mut state.went, &mut state.sums.1)]
                {
                    while let Some(old) = queue.front().filter(|old| old.time_us < oldest) {
                        *sum -= i128::from(old.amount);
                        queue.pop_front();
                    }
                }
            }
        }
        state.occurrences.slide(next_us, |_| {});
        found.extend(state.occurrences.close_before(next_us).map(Self::found));
    }

    fn due_us(&self, state: &SequenceState) -> Option<i64> {
        let after = |part: &Part| part.time_us.saturating_add(self.within_us).saturating_add(1);
        let lone = state.lone.front().map(|(part, _)| after(part));
        let waiting = || state.waiting.values().filter_map(|queue| queue.back()).map(after).max();
        let pairs = || state.pairs.back().map(|(_, then)| after(then));
        let moved = || state.came.back().into_iter().chain(state.went.back()).map(after).max();
        let soon = state.occurrences.due_us().into_iter().chain(lone).min();
        soon.or_else(|| waiting().into_iter().chain(pairs()).chain(moved()).max())
    }

    fn is_awaited(&self, state: &SequenceState) -> bool {
        self.open_start(state).is_some() || !state.lone.is_empty()
    }

    fn is_idle(state: &SequenceState) -> bool {
        state.waiting.is_empty()
            && state.lone.is_empty()
            && state.pairs.is_empty()
            && state.came.is_empty()
            && state.went.is_empty()
            && state.occurrences.is_idle()
    }

    fn each(state: &mut SequenceState, visit: &mut dyn FnMut(&mut Part)) {
        state.waiting.values_mut().flatten().for_each(&mut *visit);
        state.lone.iter_mut().for_each(|(part, _)| visit(part));
        state.pairs.iter_mut().for_each(|(first, then)| {
            visit(first);
            visit(then);
        });
        state.came.iter_mut().chain(&mut state.went).for_each(&mut *visit);
        state.occurrences.each(&mut |one| one.firsts.iter_mut().chain(&mut one.thens).for_each(&mut *visit));
    }
}

fn measured(window: &Window<Occurrence>, number: usize) -> Option<i64> {
    let sum = |of: fn(&Occurrence) -> &Vec<Part>| {
        let amounts = window.items().flat_map(of).map(|part| i128::from(part.amount.max(0)));
        clamp(amounts.sum())
    };
    let parties = |of: fn(&Occurrence) -> &Vec<Part>| {
        let mut keys: Vec<u64> = window.items().flat_map(of).filter_map(|part| part.party).collect();
        keys.sort_unstable();
        keys.dedup();
        whole(keys.len())
    };
    let firsts: fn(&Occurrence) -> &Vec<Part> = |one| &one.firsts;
    let thens: fn(&Occurrence) -> &Vec<Part> = |one| &one.thens;
    match number {
        0 => Some(whole(window.len())),
        1 => Some(sum(firsts)),
        2 => Some(sum(thens)),
        3 => ratio(sum(thens), sum(firsts)),
        4 => Some(parties(firsts)),
        5 => Some(parties(thens)),
        _ => {
            let mut hours: BTreeMap<i64, usize> = BTreeMap::new();
            for one in window.items() {
                let (first, then) = (one.firsts.first()?, one.thens.first()?);
                let hour = then.time_us.saturating_sub(first.time_us).saturating_mul(ONE) / HOUR_US;
                *hours.entry(hour).or_default() += 1;
            }
            let middle = window.len() / 2;
            let mut seen = 0;
            hours.into_iter().find_map(|(hour, count)| {
                seen += count;
                (seen > middle).then_some(hour)
            })
        }
    }
}
