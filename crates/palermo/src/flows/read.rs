//! Tables of counts: plain ones with columns place, month, group and count, and any other with a description (YAML).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use flows::{Month, Observed, Period, Place, PlaceIx, Policy, Range};
use report::Words;
use serde::Deserialize;

use crate::Usage;
use crate::table::{Row, Table};

/// Everything read.
pub(super) struct Read {
    pub(super) observed: Observed,
    pub(super) policies: Vec<Policy>,
    pub(super) compare: Vec<(Period, Period)>,
    pub(super) rows: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Described {
    tables: Vec<Counts>,
    #[serde(default)]
    compare: Vec<Compare>,
    #[serde(default)]
    policies: Vec<Measure>,
}

/// How one table is to be read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Counts {
    file: PathBuf,
    /// The place that all rows are of, or the column that names it.
    place: Option<String>,
    place_column: Option<String>,
    #[serde(default)]
    places: BTreeMap<String, Named>,
    #[serde(default)]
    jurisdiction: String,
    comes_from: Option<String>,
    stage: Option<u32>,
    group: String,
    count: String,
    month: MonthOf,
    /// Other names of groups.
    #[serde(default)]
    rename: BTreeMap<String, String>,
    /// Groups that are none: rest classes, totals.
    #[serde(default)]
    leave_out: Vec<String>,
    /// What stands for a count that is withheld, and from where to where it can be.
    #[serde(default)]
    suppressed: BTreeMap<String, (f64, f64)>,
    /// The step that counts were rounded to.
    rounded_to: Option<f64>,
    /// Cells that rows must have.
    #[serde(default, rename = "where")]
    only: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    #[serde(default)]
    name: String,
    #[serde(default)]
    jurisdiction: String,
    comes_from: Option<String>,
    stage: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MonthOf {
    /// A column with a date (`2023-04`, `2023-04-01`) or, with `days: true`, days since 1970.
    column: Option<String>,
    #[serde(default)]
    days: bool,
    year: Option<String>,
    month: Option<String>,
    /// The month a fiscal year begins with: October 2022 is of fiscal year 2023 where it is 10.
    fiscal_from: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Compare {
    before: String,
    after: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Measure {
    id: String,
    month: String,
    groups: Vec<String>,
    by: String,
}

fn wrong(file: &str, what: &str, words: &Words) -> miette::Report {
    Usage::report(format!("{file}: {what}"), words.text("flows-table-help"))
}

pub(super) fn read(paths: &[PathBuf], data: Option<&Path>, words: &Words) -> miette::Result<Read> {
    let mut all = Read { observed: Observed::default(), policies: Vec::new(), compare: Vec::new(), rows: 0 };
    for path in paths {
        let ending =
            path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        if matches!(ending.as_str(), "yaml" | "yml") {
            described(path, data, &mut all, words)?;
        } else {
            plain(path, &mut all, words)?;
        }
    }
    Ok(all)
}

fn described(path: &Path, data: Option<&Path>, all: &mut Read, words: &Words) -> miette::Result<()> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| wrong(&shown, &error.to_string(), words))?;
    let described: Described =
        serde_saphyr::from_str(&text).map_err(|error| wrong(&shown, &error.to_string(), words))?;
    let folder = data.or(path.parent()).unwrap_or(Path::new("."));
    for counts in &described.tables {
        counts.read(folder, all, words)?;
    }
    for compare in &described.compare {
        let (before, after) = (period(&compare.before), period(&compare.after));
        let Some(both) = before.zip(after) else {
            return Err(wrong(&shown, &words.text("flows-expect-period"), words));
        };
        all.compare.push(both);
    }
    for measure in described.policies {
        let Some(month) = month(&measure.month) else {
            return Err(wrong(
                &shown,
                &format!("{}: {}", measure.id, words.text("flows-expect-month")),
                words,
            ));
        };
        all.policies.push(Policy { id: measure.id, month, groups: measure.groups, by: measure.by });
    }
    Ok(())
}

/// `2023-04` or a date in it.
fn month(text: &str) -> Option<Month> {
    let mut parts = text.trim().split(['-', '/']);
    let (year, month) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Month::new(year, month)
}

/// `2022-10 / 2023-09`.
fn period(text: &str) -> Option<Period> {
    let (first, last) = text.split_once(['/', '–'])?;
    let (first, last) = (month(first)?, month(last)?);
    (first <= last).then_some(Period { first, last })
}

fn named_month(text: &str) -> Option<u32> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = text.trim().to_lowercase().chars().take(3).collect::<String>();
    let named = MONTHS.iter().zip(1..).find(|(name, _)| **name == start).map(|(_, number)| number);
    named.or_else(|| text.trim().parse().ok())
}

impl MonthOf {
    fn of(&self, row: &Row<'_>) -> Option<Month> {
        if let Some(column) = &self.column {
            let cell = row.cell(&column.to_lowercase());
            if !self.days {
                return month(cell);
            }
            let days: i64 = cell.parse().ok()?;
            let date =
                jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
            return Month::new(i32::from(date.year()), u32::try_from(date.month()).ok()?);
        }
        let year: i32 = row.cell(&self.year.as_ref()?.to_lowercase()).parse().ok()?;
        let month = named_month(row.cell(&self.month.as_ref()?.to_lowercase()))?;
        let earlier = self.fiscal_from.is_some_and(|from| from > 1 && month >= from);
        Month::new(if earlier { year - 1 } else { year }, month)
    }
}

impl Counts {
    fn read(&self, folder: &Path, all: &mut Read, words: &Words) -> miette::Result<()> {
        let path = folder.join(&self.file);
        let (group, count) = (self.group.to_lowercase(), self.count.to_lowercase());
        let mut needed = vec![group.as_str(), count.as_str()];
        let place_column = self.place_column.as_ref().map(|column| column.to_lowercase());
        needed.extend(place_column.as_deref());
        let table = Table::read(&path, &needed, words)?;
        for row in table.rows() {
            let kept = |(column, value): (&String, &String)| row.cell(&column.to_lowercase()) == value;
            let said = row.cell(&group);
            if !self.only.iter().all(kept) || self.leave_out.iter().any(|one| one == said) || said.is_empty()
            {
                continue;
            }
            let Some(month) = self.month.of(&row) else {
                let column = self.month.column.as_ref().or(self.month.year.as_ref());
                return Err(row.fault(
                    &column.cloned().unwrap_or_default().to_lowercase(),
                    "flows-expect-month",
                    words,
                ));
            };
            let cell = row.cell(&count);
            let range = match self.suppressed.get(cell) {
                Some(&(low, high)) => Range::new(low, high),
                None => self.rounded(cell),
            };
            let Some(range) = range else { return Err(row.fault(&count, "flows-expect-count", words)) };
            let name = place_column
                .as_deref()
                .map_or_else(|| self.place.clone().unwrap_or_default(), |column| row.cell(column).to_owned());
            let place = all.observed.place(self.named(&name));
            let group = self.rename.get(said).map_or(said, String::as_str);
            all.observed.add(place, group, month, range);
            all.rows += 1;
        }
        Ok(())
    }

    fn rounded(&self, cell: &str) -> Option<Range> {
        let count: f64 = cell.replace([' ', '\u{a0}', ','], "").parse().ok()?;
        let half = self.rounded_to.unwrap_or(0.0) / 2.0;
        Range::new((count - half).max(0.0), count + half)
    }

    fn named(&self, name: &str) -> Place {
        match self.places.get(name) {
            Some(named) => Place {
                id: if named.name.is_empty() { name.to_owned() } else { named.name.clone() },
                jurisdiction: if named.jurisdiction.is_empty() {
                    self.jurisdiction.clone()
                } else {
                    named.jurisdiction.clone()
                },
                comes_from: named.comes_from.clone(),
                stage: named.stage.or(self.stage),
            },
            None => Place {
                id: name.to_owned(),
                jurisdiction: self.jurisdiction.clone(),
                comes_from: self.comes_from.clone(),
                stage: self.stage,
            },
        }
    }
}

/// A table with the columns place, month, group (or nationality) and count; `0-5` and `<5` are ranges.
fn plain(path: &Path, all: &mut Read, words: &Words) -> miette::Result<()> {
    let (group, count) = ("group|nationality|citizenship", "count|n");
    let table = Table::read(path, &["place", "month", group, count], words)?;
    for row in table.rows() {
        let Some(month) = month(row.cell("month")) else {
            return Err(row.fault("month", "flows-expect-month", words));
        };
        let Some(range) = written_range(row.cell(count)) else {
            return Err(row.fault(count, "flows-expect-count", words));
        };
        let comes_from = row.cell("comes_from");
        let place: PlaceIx = all.observed.place(Place {
            id: row.cell("place").to_owned(),
            jurisdiction: row.cell("jurisdiction").to_owned(),
            comes_from: (!comes_from.is_empty()).then(|| comes_from.to_owned()),
            stage: row.parse("stage", "flows-expect-count", words)?,
        });
        all.observed.add(place, row.cell(group), month, range);
        all.rows += 1;
    }
    Ok(())
}

fn written_range(text: &str) -> Option<Range> {
    let number = |text: &str| text.trim().parse::<f64>().ok();
    if let Some(bound) = text.strip_prefix('<') {
        return Range::new(0.0, (number(bound)? - 1.0).max(0.0));
    }
    match text.split_once(['-', '–']) {
        Some((low, high)) => Range::new(number(low)?, number(high)?),
        None => number(text).and_then(|count| Range::new(count, count)),
    }
}
