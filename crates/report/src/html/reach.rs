//! Jurisdictions: what a route or a community did in each country, over time and as a table.

use evidence::Currency;
use network::{Deed, Jurisdiction, Part, Reach};

use super::text::{data, esc};
use super::timeline::Axis;
use super::{Page, put};
use crate::Id;

/// Routes and communities told of.
const PARTS: usize = 12;
/// Names in one cell.
const NAMES: usize = 8;
/// Records linked from one deed.
const RECORDS: usize = 4;
const WIDTH: f64 = 1100.0;
const ROW: f64 = 26.0;

impl Page<'_> {
    pub(super) fn jurisdictions(&mut self) {
        self.part("jurisdictions", "jurisdictions-title");
        // Of one country alone no partner is asked.
        let several: Vec<&Reach> =
            self.picture.network.reach.iter().filter(|reach| reach.jurisdictions.len() > 1).collect();
        if several.is_empty() {
            self.says("empty", "jurisdictions-none");
        } else {
            self.says("intro", "jurisdictions-intro");
        }
        // Routes first: they are what several countries share.
        let is_route = |reach: &&&Reach| matches!(reach.part, Part::Route(_));
        let routes = several.iter().filter(is_route);
        let communities = several.iter().filter(|reach| !is_route(reach));
        for reach in routes.chain(communities).take(PARTS) {
            self.reach(reach);
        }
        self.left_out(several.len(), PARTS);
        self.end_part();
    }

    fn reach(&mut self, reach: &Reach) {
        let words = self.words;
        let title = match reach.part {
            Part::Route(at) => {
                let places = self.picture.routes.routes.get(at).map_or_else(String::new, |route| {
                    let names: Vec<String> =
                        route.waypoints.iter().map(|own| self.place(own.location).0).collect();
                    names.join(" → ")
                });
                let title = words.get("reach-route", &[("places", places.into())]);
                format!("<a href=\"#{}\">{}</a>", Id::Route(at), esc(&title))
            }
            Part::Community(at) => {
                esc(&words.get("reach-community", &[("number", (at + 1).into())])).to_string()
            }
        };
        put!(self, "<h3>{title}</h3>");
        self.spans(&reach.jurisdictions);
        self.table(
            "jurisdictions-title",
            &["col-country", "col-deeds", "col-held-by", "col-victims", "col-assets"],
        );
        for own in &reach.jurisdictions {
            self.jurisdiction(own);
        }
        self.end_table();
    }

    /// From when to when something happened in each country.
    fn spans(&mut self, jurisdictions: &[Jurisdiction]) {
        let day = |time: Option<evidence::Moment>| time.map(|time| time.local_day());
        let dated: Vec<(&Jurisdiction, i64, i64)> =
            jurisdictions.iter().filter_map(|own| Some((own, day(own.first)?, day(own.last)?))).collect();
        let first = dated.iter().map(|(_, first, _)| *first).min();
        let last = dated.iter().map(|(_, _, last)| *last).max();
        let Some((first, last)) = first.zip(last) else { return };
        let axis = Axis::over(first, last);
        let top = dated.len() as f64 * ROW + 8.0;
        put!(
            self,
            "<div class=\"canvas\" role=\"region\" tabindex=\"0\" aria-label=\"{said}\"><svg class=\"timeline\" \
             viewBox=\"0 0 {WIDTH} {:.0}\" role=\"img\" aria-label=\"{said}\">",
            top + 26.0,
            said = esc(&self.words.text("jurisdictions-drawing")),
        );
        self.ticks(axis, top + 26.0, top);
        for (row, (own, first, last)) in dated.iter().enumerate() {
            let middle = row as f64 * ROW + ROW / 2.0 + 4.0;
            let (x1, x2) = (axis.x(*first as f64), axis.x(*last as f64 + 1.0));
            let times: u64 = own.deeds.iter().map(|deed| deed.count).sum();
            put!(
                self,
                "<text class=\"lane\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>\
                 <rect class=\"bar k{}\" x=\"{x1:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"12\" rx=\"6\"><title>{}</title></rect>",
                super::timeline::LEFT - 12.0,
                middle + 4.0,
                esc(&self.country(&own.country)),
                row % 6,
                middle - 6.0,
                (x2 - x1).max(6.0),
                esc(&self.words.get("count-events", &[("count", times.into())]))
            );
        }
        self.out.push_str("</svg></div>");
    }

    fn jurisdiction(&mut self, own: &Jurisdiction) {
        let words = self.words;
        let days = own.first.zip(own.last).map(|(first, last)| (words.day(&first), words.day(&last)));
        let period = days.map_or_else(String::new, |(first, last)| words.period(first, last));
        put!(
            self,
            "<tr><th scope=\"row\">{}<br><span class=\"quiet\">{}</span></th><td class=\"memo\"><ul class=\"plain\">",
            esc(&self.country(&own.country)),
            esc(&period)
        );
        for deed in &own.deeds {
            self.deed(deed);
        }
        self.out.push_str("</ul></td><td><ul class=\"plain\">");
        for (source, times) in &own.sources {
            let name = self.picture.evidence.source(*source).map_or("", |source| source.name.as_str());
            put!(
                self,
                "<li><a href=\"#{}\">{}</a> <span class=\"quiet\">{}</span></li>",
                Id::Source(*source),
                data(name),
                esc(&words.get("count-times", &[("count", (*times).into())]))
            );
        }
        self.out.push_str("</ul></td><td>");
        self.names(&own.possible_victims);
        self.out.push_str("</td><td>");
        self.names(&own.assets);
        self.out.push_str("</td></tr>");
    }

    fn deed(&mut self, deed: &Deed) {
        let words = self.words;
        let amounts: Vec<String> = deed
            .amounts
            .iter()
            .map(|(currency, minor)| words.money(*minor, Currency::parse(currency).unwrap_or(Currency::NONE)))
            .collect();
        put!(
            self,
            "<li>{}",
            esc(&words.get(&format!("deed-{}", deed.code), &[("count", deed.count.into())]))
        );
        if !amounts.is_empty() {
            put!(self, ", {}", esc(&amounts.join(", ")));
        }
        self.out.push(' ');
        self.record_links(&deed.records, RECORDS);
        self.out.push_str("</li>");
    }

    fn names(&mut self, clusters: &[resolve::ClusterIx]) {
        let names: Vec<String> = clusters.iter().take(NAMES).map(|&own| self.name(own)).collect();
        self.out.push_str(&names.join(", "));
        self.left_out(clusters.len(), NAMES);
    }
}
