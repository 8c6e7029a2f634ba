//! Events over time, a lane for each kind, with the episodes of alerts below.

use std::collections::BTreeMap;

use evidence::{EventKind, Precision};
use jiff::civil::{Date, date};

use super::text::{cut, data, esc, width};
use super::{Page, put};
use crate::Id;

const WIDTH: f64 = 1100.0;
pub(super) const LEFT: f64 = 130.0;
const RIGHT: f64 = 24.0;
const LANE: f64 = 46.0;
const EPISODE: f64 = 20.0;
/// Bars across: more are too thin to see.
const BARS: i64 = 140;
const EPISODES: usize = 14;

/// Days since 1970 in equal steps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    first: i64,
    step: i64,
    bars: i64,
}

impl Axis {
    pub(super) fn over(first: i64, last: i64) -> Self {
        let days = last - first + 1;
        let step = [1, 2, 7, 14, 28, 91, 182, 365].into_iter().find(|step| days / step < BARS);
        let step = step.unwrap_or(days / BARS + 1);
        Self { first, step, bars: days / step + 1 }
    }

    fn bar(&self, day: i64) -> i64 {
        (day - self.first) / self.step
    }

    pub(super) fn x(&self, day: f64) -> f64 {
        LEFT + (day - self.first as f64) / (self.bars * self.step) as f64 * (WIDTH - LEFT - RIGHT)
    }
}

impl Page<'_> {
    pub(super) fn timeline(&mut self) {
        self.part("timeline", "timeline-title");
        let mut days: BTreeMap<EventKind, BTreeMap<i64, u64>> = BTreeMap::new();
        let mut undated = 0_usize;
        for event in self.picture.evidence.events() {
            match event.time.filter(|time| time.precision >= Precision::Day) {
                Some(time) => {
                    *days.entry(event.kind).or_default().entry(time.local_day()).or_default() += 1;
                }
                None => undated += 1,
            }
        }
        let all = || days.values().flat_map(BTreeMap::keys).copied();
        match all().min().zip(all().max()) {
            Some((first, last)) => self.lanes(&days, Axis::over(first, last)),
            None => self.says("empty", "timeline-none"),
        }
        if undated > 0 {
            let text = self.words.get("timeline-undated", &[("count", undated.into())]);
            put!(self, "<p class=\"quiet\">{}</p>", esc(&text));
        }
        self.end_part();
    }

    fn lanes(&mut self, days: &BTreeMap<EventKind, BTreeMap<i64, u64>>, axis: Axis) {
        let words = self.words;
        let intro = words.get("timeline-intro", &[("days", axis.step.into())]);
        put!(self, "<p class=\"intro\">{}</p>", esc(&intro));
        let episodes = self.episodes();
        let top = days.len() as f64 * LANE + 12.0;
        let height = top + 30.0 + episodes.len() as f64 * EPISODE + 6.0;
        put!(
            self,
            "<div class=\"canvas\"><svg class=\"timeline\" viewBox=\"0 0 {WIDTH} {height}\" role=\"group\" aria-label=\"{}\">",
            esc(&words.text("timeline-drawing"))
        );
        self.ticks(axis, height, top);
        for (lane, (kind, counts)) in days.iter().enumerate() {
            let bottom = (lane + 1) as f64 * LANE;
            let mut bars: BTreeMap<i64, u64> = BTreeMap::new();
            for (&day, count) in counts {
                *bars.entry(axis.bar(day)).or_default() += count;
            }
            let most = bars.values().copied().max().unwrap_or(1);
            put!(
                self,
                "<text class=\"lane\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>\
                 <text class=\"most\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>\
                 <path class=\"base\" d=\"M{LEFT} {bottom:.1}H{:.1}\"/>",
                LEFT - 12.0,
                bottom - 16.0,
                esc(&words.code("event", kind.as_str())),
                LEFT - 12.0,
                bottom - 3.0,
                esc(&words.get("timeline-most", &[("count", most.into())])),
                WIDTH - RIGHT
            );
            let wide = (WIDTH - LEFT - RIGHT) / axis.bars as f64;
            for (bar, count) in bars {
                let day = axis.first + bar * axis.step;
                // Even one event among thousands is seen.
                let tall = ((LANE - 12.0) * count as f64 / most as f64).max(2.0);
                put!(
                    self,
                    "<rect class=\"bar k{lane}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{tall:.1}\"><title>{}: {}</title></rect>",
                    axis.x(day as f64) + wide * 0.08,
                    bottom - tall,
                    (wide * 0.84).max(1.0),
                    esc(&words.stamp(&civil(day).to_string())),
                    esc(&words.get("count-events", &[("count", count.into())])),
                    lane = lane % 6,
                );
            }
        }
        for (row, (alert, first, last)) in episodes.iter().enumerate() {
            self.episode(*alert, *first, *last, axis, top + 34.0 + row as f64 * EPISODE);
        }
        self.out.push_str("</svg></div>");
        self.left_out(self.picture.findings.alerts.len(), EPISODES);
        self.by_month(days);
    }

    /// The first and last day of the alerts that have days, in the order the alerts are shown.
    fn episodes(&self) -> Vec<(usize, i64, i64)> {
        let findings = self.picture.findings;
        let day = |stamp: &str| {
            let date: Date = stamp.get(..10)?.parse().ok()?;
            Some(i64::from(date.since(date_zero()).ok()?.get_days()))
        };
        self.alert_order()
            .into_iter()
            .filter_map(|at| {
                let alert = findings.alerts.get(at)?;
                let hits = || alert.hits.iter().filter_map(|&hit| findings.hits.get(hit));
                let first = hits().filter_map(|hit| day(&hit.from)).min()?;
                let last = hits().filter_map(|hit| day(&hit.to)).max()?;
                Some((at, first, last))
            })
            .take(EPISODES)
            .collect()
    }

    fn episode(&mut self, alert: usize, first: i64, last: i64, axis: Axis, y: f64) {
        let Some(found) = self.picture.findings.alerts.get(alert) else { return };
        let (x1, x2) = (axis.x(first as f64).max(LEFT), axis.x(last as f64 + 1.0).min(WIDTH - RIGHT));
        let class = if found.may_be_reported() { "episode" } else { "episode protect" };
        let name = cut(self.picture.caption(found.subject), 40);
        // The name goes where there is room for it, else above the bar's end.
        let long = width(&name) * 12.5 + 10.0;
        let (x, anchor) = match () {
            () if x2 + long < WIDTH => (x2 + 6.0, "start"),
            () if x1 - long > 0.0 => (x1 - 6.0, "end"),
            () => (x1 + 8.0, "start"),
        };
        put!(
            self,
            "<a href=\"#{}\" class=\"{class}\"><rect x=\"{x1:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"10\" rx=\"5\"/>\
             <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{}</text></a>",
            Id::Alert(alert),
            y - 5.0,
            (x2 - x1).max(6.0),
            y + 4.0,
            esc(&name)
        );
    }

    pub(super) fn ticks(&mut self, axis: Axis, height: f64, labels: f64) {
        let last = axis.first + axis.bars * axis.step;
        let months = (last - axis.first) / 30 + 1;
        // At most about a dozen ticks: every month, quarter, year, …
        let every =
            [1, 2, 3, 6, 12, 24, 60, 120].into_iter().find(|every| months / every <= 12).unwrap_or(240);
        let begin = civil(axis.first);
        let mut at = i64::from(begin.year()) * 12 + i64::from(begin.month()) - 1;
        at -= at.rem_euclid(every);
        for _ in 0..64 {
            let (year, month) = (at.div_euclid(12), at.rem_euclid(12) + 1);
            at += every;
            let Some(day) = month_start(year, month) else { break };
            if day >= last {
                break;
            }
            if day < axis.first {
                continue;
            }
            let x = axis.x(day as f64);
            if x > WIDTH - RIGHT - 40.0 {
                break;
            }
            let text = if every >= 12 {
                year.to_string()
            } else {
                format!("{} {year}", self.words.text(&format!("month-short-{month}")))
            };
            put!(
                self,
                "<path class=\"tick\" d=\"M{x:.1} 4V{:.1}\"/><text class=\"tick\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
                height - 4.0,
                x + 4.0,
                labels + 10.0,
                esc(&text)
            );
        }
    }

    /// The same as a table, for those who do not see the drawing.
    fn by_month(&mut self, days: &BTreeMap<EventKind, BTreeMap<i64, u64>>) {
        let title = self.words.text("timeline-table");
        put!(self, "<details class=\"list\"><summary>{}</summary>", esc(&title));
        let mut months: BTreeMap<(i16, i8), BTreeMap<EventKind, u64>> = BTreeMap::new();
        for (kind, counts) in days {
            for (&day, count) in counts {
                let date = civil(day);
                *months.entry((date.year(), date.month())).or_default().entry(*kind).or_default() += count;
            }
        }
        let kinds = days.keys().map(|kind| self.words.code("event", kind.as_str()));
        let heads: Vec<String> = [self.words.text("col-month")].into_iter().chain(kinds).collect();
        self.table_of("timeline-table", &heads);
        for ((year, month), counts) in months {
            let name = self.words.text(&format!("month-{month}"));
            put!(self, "<tr><th scope=\"row\">{}</th>", data(&format!("{name} {year}")));
            for kind in days.keys() {
                let count = counts.get(kind).copied().unwrap_or(0);
                put!(
                    self,
                    "<td class=\"num\">{}</td>",
                    self.words.count(usize::try_from(count).unwrap_or(usize::MAX))
                );
            }
            self.out.push_str("</tr>");
        }
        self.end_table();
        self.out.push_str("</details>\n");
    }
}

const fn date_zero() -> Date {
    date(1970, 1, 1)
}

/// The date of a day since 1970; days out of the calendar's range are its ends.
fn civil(day: i64) -> Date {
    let span = jiff::Span::new().try_days(day).unwrap_or_default();
    date_zero().saturating_add(span)
}

fn month_start(year: i64, month: i64) -> Option<i64> {
    let start = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, 1).ok()?;
    Some(i64::from(start.since(date_zero()).ok()?.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970_and_back() {
        assert_eq!(civil(0).to_string(), "1970-01-01");
        assert_eq!(civil(-1).to_string(), "1969-12-31");
        assert_eq!(month_start(1970, 2), Some(31));
        assert_eq!(civil(month_start(2026, 3).unwrap()).to_string(), "2026-03-01");
    }

    #[test]
    fn an_axis_holds_every_day_in_few_bars() {
        for (first, last) in [(0, 0), (0, 139), (10, 9_000), (-40_000, 40_000)] {
            let axis = Axis::over(first, last);
            assert!(axis.bar(last) < axis.bars && axis.bars <= BARS + 1, "{axis:?}");
            assert!(axis.x(last as f64 + 1.0) <= WIDTH - RIGHT + 0.01);
        }
    }
}
