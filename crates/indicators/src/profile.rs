//! Rules that hold a subject's month against what it declared and against its peers.
//!
//! Measures are taken over calendar months, since peers are only comparable over the same time. Peers are the subjects
//! of one declared occupation or line of business that the rule's measure is known for in that month and currency;
//! with too few of them the rule is undecided. Of months that fire in a row, the strongest is found.

use std::collections::BTreeMap;

use evidence::{Currency, Truth};
use serde::{Deserialize, Serialize};

use crate::compile::Scope;
use crate::engine::Found;
use crate::episode::Window;
use crate::error::PackError;
use crate::expression::{At, Condition, Value};
use crate::field::Field;
use crate::mask;
use crate::measure::{Entry, Measure, Running, SHOWN};
use crate::pack::{Builder, Test};
use crate::plan::{Asked, Decided, NodeIx};
use crate::quantity::{ONE, Unit, ratio, whole};
use crate::rows::{NONE, Row, Rows};
use crate::world::World;

#[derive(Clone, Debug)]
pub(crate) struct ProfileRule {
    select: NodeIx,
    measures: Vec<Measure>,
    conditions: Vec<Asked>,
    show: Asked,
    peers: Option<Field>,
    least_peers: i64,
    fire: Condition,
    pub(crate) fields: u64,
}

/// Facts of the subject that the condition may name besides measures.
const FACTS: [&str; 2] = ["declared_income", "account_age"];

/// What a subject did in a month.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Month {
    pub(crate) subject: u32,
    pub(crate) currency: Currency,
    /// Months since the year 0.
    pub(crate) number: i64,
    peers: Option<u64>,
    values: Vec<Option<i64>>,
    events: Vec<u64>,
}

/// What the comparison gave.
#[derive(Debug, Default)]
pub(crate) struct Judged {
    pub(crate) found: Vec<(u32, Found)>,
    pub(crate) undecided: usize,
    pub(crate) lacks: u64,
}

/// What months may be compared by.
const PEERS: [Field; 3] = [Field::Occupation, Field::Industry, Field::Mcc];

impl ProfileRule {
    pub(crate) fn build(builder: &mut Builder<'_>) -> Result<(Vec<(String, Unit)>, Test), PackError> {
        let raw = builder.raw;
        let source = builder.required("select", raw.select.as_ref())?;
        let select = builder.at("select", source).condition(&source.value, Scope::Event)?;
        let (measures, conditions) = builder.measures()?;
        if measures.is_empty() || measures.iter().any(|measure| measure.history_us() > 0) {
            return Err(builder.place.error(
                "a rule of kind `profile` needs a `measure`, and none that looks back beyond its month",
            ));
        }
        let show = match &raw.show {
            Some(source) => builder.at("show", source).condition(&source.value, Scope::Event)?,
            None => Condition::Is(Truth::True),
        };
        let peers = match &raw.peers {
            None => None,
            Some(source) => {
                let known = PEERS.into_iter().find(|field| field.name() == source.value);
                let wrong = || builder.no_such("peers", source, "peers by", &PEERS.map(Field::name));
                Some(known.ok_or_else(wrong)?)
            }
        };
        let least = builder.inner("least_peers");
        let least_peers = least.as_ref().map_or(0, |(own, _)| own.value);
        if peers.is_some() && least_peers <= ONE {
            let place = least.map_or_else(|| builder.place.clone(), |(_, place)| place);
            let message = "a rule that compares peers has a parameter `least_peers` over 1";
            return Err(place.error(message));
        }
        let names: Vec<&str> = raw.measure.0.iter().map(|(name, _)| name.as_str()).collect();
        let in_scope: Vec<&str> = names.iter().copied().chain(FACTS).collect();
        let fire = builder.at("fire", &raw.fire).condition(&raw.fire.value, Scope::Measures(&in_scope))?;
        let units =
            names.iter().zip(&measures).map(|(name, measure)| ((*name).to_owned(), measure.unit())).collect();
        let select = builder.of_subject(select);
        let fields = select.fields() | peers.map_or(0, Field::bit);
        let plan = &mut *builder.plan;
        let test = Self {
            select: plan.add(&select),
            measures,
            conditions: conditions.into_iter().map(|condition| Asked::new(condition, plan)).collect(),
            show: Asked::new(show, plan),
            peers,
            least_peers,
            fire,
            fields,
        };
        Ok((units, Test::Profile(test)))
    }

    /// The conditions to decide for a block.
    pub(crate) fn asked(&self) -> Vec<NodeIx> {
        let asked = self.conditions.iter().chain([&self.show]).filter_map(Asked::node);
        asked.chain([self.select]).collect()
    }

    /// What each subject of a block did in each month.
    pub(crate) fn months(&self, world: &World<'_>, rows: &Rows, decided: &Decided) -> Vec<Month> {
        let mut of_month: BTreeMap<MonthKey, Accrued> = BTreeMap::new();
        for at in mask::rows(&decided.truths(self.select).yes) {
            self.accrue(Row { world, rows, at }, decided, |key| {
                of_month.entry(key).or_insert_with(|| self.accrued())
            });
        }
        of_month.into_iter().map(|(key, accrued)| self.month(world, key, &accrued)).collect()
    }

    /// The rows it selects.
    pub(crate) fn selected<'d>(&self, decided: &'d Decided) -> impl Iterator<Item = usize> + 'd {
        mask::rows(&decided.truths(self.select).yes)
    }

    /// A month without events.
    pub(crate) fn accrued(&self) -> Accrued {
        Accrued {
            running: self.measures.iter().map(Running::new).collect(),
            last: None,
            facts: [None; 2],
            peers: None,
            events: Vec::new(),
        }
    }

    /// Adds a selected row to its month; whether it has one, and is shown.
    pub(crate) fn accrue<'m>(
        &self,
        row: Row<'_>,
        decided: &Decided,
        of_month: impl FnOnce(MonthKey) -> &'m mut Accrued,
    ) -> bool {
        let at = row.at;
        let Some(month) = row.rows.day.get(at).and_then(|day| month_of(*day)) else { return false };
        let (mut yes, mut known) = (0, 0);
        for (bit, condition) in self.conditions.iter().enumerate() {
            let decided = condition.is(&row, decided);
            yes |= u32::from(decided == Some(true)) << bit;
            known |= u32::from(decided.is_some()) << bit;
        }
        let is_shown = self.show.is(&row, decided) == Some(true);
        let adds_amounts = self.measures.iter().any(Measure::adds_amounts);
        let currency = if adds_amounts { row.currency() } else { Currency::NONE };
        let entry = Entry::new(&row, &self.measures, yes | u32::from(is_shown) << SHOWN, known);
        let own = of_month((row.subject(), currency, month));
        own.running
            .iter_mut()
            .zip(&self.measures)
            .for_each(|(own, measure)| own.add(measure, &entry, row.world));
        own.facts = [row.number(Field::Income), row.number(Field::AccountAge)];
        own.peers = self.peers.and_then(|field| row.key(field));
        own.events.extend(is_shown.then_some(entry.event));
        own.last = Some(entry);
        is_shown
    }

    /// A month with its values.
    pub(crate) fn month(&self, world: &World<'_>, key: MonthKey, accrued: &Accrued) -> Month {
        let (subject, currency, month) = key;
        // What measures read off a window is its last entry.
        let mut window = Window::new(i64::MAX, 0);
        accrued.last.iter().for_each(|last| window.push(last.clone()));
        let measured = accrued.running.iter().zip(&self.measures);
        let values =
            measured.map(|(own, measure)| own.value(measure, &window, world)).chain(accrued.facts).collect();
        Month {
            subject,
            currency,
            number: month,
            peers: accrued.peers,
            values,
            events: accrued.events.clone(),
        }
    }

    /// The values of all who are compared with each other, sorted.
    pub(crate) fn peers(months: &[Month]) -> Peers {
        let mut groups = Peers::new();
        for own in months {
            let Some(peers) = own.peers else { continue };
            let group = groups.entry((own.number, own.currency, peers)).or_default();
            group.resize(own.values.len(), Vec::new());
            for (values, value) in group.iter_mut().zip(&own.values) {
                values.extend(value);
            }
        }
        groups.values_mut().flatten().for_each(|values| values.sort_unstable());
        groups
    }

    /// Whether a month, held against its peers, makes the rule fire.
    pub(crate) fn fires(&self, own: &Month, groups: &Peers) -> Truth {
        let group = own.peers.and_then(|peers| groups.get(&(own.number, own.currency, peers)));
        let peer_values = |number: usize| {
            let values: &Vec<i64> = group?.get(number)?;
            (whole(values.len()) >= self.least_peers).then_some(values)
        };
        let value = |asked: Value| match asked {
            Value::Measure(number) => *own.values.get(number)?,
            Value::PeerMedian(number) => {
                let values = peer_values(number)?;
                values.get(values.len() / 2).copied()
            }
            Value::PeerPercentile(number) => {
                let values = peer_values(number)?;
                let value = (*own.values.get(number)?)?;
                let less = values.partition_point(|other| *other < value);
                ratio(whole(less), whole(values.len().checked_sub(1)?))
            }
        };
        self.fire.decide(&At::measures(None, &value))
    }

    /// Holds every month against its peers.
    pub(crate) fn judge(&self, _: &World<'_>, mut months: Vec<Month>) -> Judged {
        months.sort_by_key(|own| (own.subject, own.currency, own.number));
        let groups = Self::peers(&months);
        let mut judged = Judged::default();
        let mut undecided = std::collections::BTreeSet::new();
        let mut run: Option<Run> = None;
        for own in months {
            match self.fires(&own, &groups) {
                Truth::True => match &mut run {
                    Some(run) if run.is_followed_by(&own) => run.join(own),
                    _ => {
                        judged.found.extend(run.take().map(|run| self.found(&run)));
                        run = Some(Run::of(own));
                    }
                },
                Truth::Unknown => {
                    undecided.insert(own.subject);
                }
                Truth::False => {}
            }
        }
        judged.found.extend(run.map(|run| self.found(&run)));
        let fired: std::collections::BTreeSet<u32> =
            judged.found.iter().map(|(subject, _)| *subject).collect();
        judged.undecided = undecided.difference(&fired).count();
        judged.lacks = if self.peers.is_some() { Field::Peers.bit() } else { Field::Income.bit() };
        judged
    }

    pub(crate) fn found(&self, run: &Run) -> (u32, Found) {
        let month = &run.strongest;
        let values = month.values.iter().take(self.measures.len()).copied().collect();
        (month.subject, Found { start_us: run.first, events: month.events.clone(), values })
    }
}

/// Months that fired in a row, told by the strongest.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Run {
    first: i64,
    pub(crate) last: i64,
    pub(crate) strongest: Month,
}

impl Run {
    pub(crate) fn of(month: Month) -> Self {
        Self { first: month.number, last: month.number, strongest: month }
    }

    pub(crate) fn is_followed_by(&self, month: &Month) -> bool {
        let own = &self.strongest;
        (own.subject, own.currency, self.last + 1) == (month.subject, month.currency, month.number)
    }

    pub(crate) fn join(&mut self, month: Month) {
        self.last = month.number;
        if self.strongest.values.first() < month.values.first() {
            self.strongest = month;
        }
    }
}

/// Subject, currency and month.
pub(crate) type MonthKey = (u32, Currency, i64);
/// The sorted values of each measure, by month, currency and what makes peers of them.
pub(crate) type Peers = BTreeMap<(i64, Currency, u64), Vec<Vec<i64>>>;

/// A month as it goes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Accrued {
    running: Vec<Running>,
    last: Option<Entry>,
    /// Declared income and age of the account, as of the last event.
    facts: [Option<i64>; 2],
    peers: Option<u64>,
    pub(crate) events: Vec<u64>,
}

/// The month of a day since 1970, months counted from the year 0; no date is made, since this is asked of every row.
pub(crate) fn month_of(day: i64) -> Option<i64> {
    // Years are counted from March, so that the leap day is the last of its year; 400 years have 146,097 days.
    const UP_TO_1970: i64 = 719_468;
    let day = (day != NONE).then(|| day.checked_add(UP_TO_1970)).flatten()?;
    let (era, of_era) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let since_march = (5 * of_year + 2) / 153;
    Some((era * 400 + year) * 12 + since_march + 3)
}

#[cfg(test)]
mod tests {
    use super::month_of;

    #[test]
    fn every_day_of_four_centuries_is_in_the_month_of_its_date() {
        let first = jiff::civil::date(1790, 1, 1);
        let days = first.since(jiff::civil::date(1970, 1, 1)).unwrap().get_days();
        for (day, date) in (i64::from(days)..).zip(first.series(jiff::Span::new().days(1))).take(146_500) {
            assert_eq!(month_of(day), Some(i64::from(date.year()) * 12 + i64::from(date.month())), "{date}");
        }
    }
}
