//! Each route: its map, and its stops as a list with the records behind them.

use network::Route;

use super::text::{data, esc};
use super::{Page, put};
use crate::Id;

/// Routes on the page.
const ROUTES: usize = 25;
/// Records linked from one stop.
const RECORDS: usize = 6;

impl Page<'_> {
    pub(super) fn routes(&mut self) {
        self.part("routes", "routes-title");
        let routes = &self.picture.network.routes;
        if routes.is_empty() {
            self.says("empty", "routes-none");
        } else {
            self.says("intro", "routes-intro");
        }
        // Longer routes say more.
        let mut order: Vec<(usize, &Route)> = routes.iter().enumerate().collect();
        order.sort_by(|a, b| b.1.stops.len().cmp(&a.1.stops.len()).then(a.0.cmp(&b.0)));
        for &(at, route) in order.iter().take(ROUTES) {
            self.route(at, route);
        }
        self.left_out(routes.len(), ROUTES);
        self.end_part();
    }

    fn route(&mut self, at: usize, route: &Route) {
        let words = self.words;
        let name = self.name(route.subject);
        put!(
            self,
            "<article class=\"card route\" id=\"{}\"><header><h3>{name}</h3><p class=\"quiet\">",
            Id::Route(at)
        );
        let countries: Vec<String> = route.countries.iter().map(|code| self.country(code)).collect();
        let distance: f64 = route.legs.iter().map(|leg| leg.distance_km).sum();
        put!(
            self,
            "{} · {}</p></header><div class=\"way\"><div>",
            esc(&countries.join(" → ")),
            esc(&words.get("route-distance", &[("km", words.decimal(distance.round(), 0).into())]))
        );
        self.map(route);
        self.out.push_str("</div><ol class=\"stops\">");
        for (number, stop) in route.stops.iter().enumerate() {
            let location = self.picture.locations.all.get(stop.location.0 as usize);
            let (place, country) = location.map_or(("?", ""), |at| (at.name.as_str(), at.country.as_str()));
            put!(
                self,
                "<li><b>{}</b> <span class=\"quiet\">{}</span><br>",
                data(place),
                esc(&self.country(country))
            );
            let (arrived, left) = (words.moment(&stop.arrived), words.moment(&stop.left));
            let time = if arrived == left {
                arrived
            } else {
                words.get("period", &[("from", arrived.into()), ("to", left.into())])
            };
            put!(self, "<span class=\"when\">{}</span><br>", esc(&time));
            let records = self.picture.records_of(&stop.events);
            self.record_links(&records, RECORDS);
            if let Some(leg) = route.legs.iter().find(|leg| leg.from == number) {
                let mut parts = vec![
                    words.get("leg-distance", &[("km", words.decimal(leg.distance_km.round(), 0).into())]),
                ];
                if let Some(speed) = leg.speed_kmh {
                    parts.push(words.get("leg-speed", &[("kmh", words.decimal(speed.round(), 0).into())]));
                }
                put!(self, "<p class=\"leg\">↓ {}", esc(&parts.join(", ")));
                for (holds, key) in [(leg.gap, "leg-gap"), (leg.impossible, "leg-impossible")] {
                    if holds {
                        put!(self, " <strong class=\"{key}\">{}</strong>", esc(&words.text(key)));
                    }
                }
                self.out.push_str("</p>");
            }
            self.out.push_str("</li>");
        }
        self.out.push_str("</ol></div>");
        if !route.together_with.is_empty() {
            let label = words.text("route-together");
            put!(self, "<p><span class=\"quiet\">{}</span> ", esc(&label));
            let names: Vec<String> = route.together_with.iter().map(|&other| self.name(other)).collect();
            put!(self, "{}</p>", names.join(", "));
        }
        self.out.push_str("</article>\n");
    }

    /// The short name of a country in the language of the page, else its code.
    pub(super) fn country(&self, code: &str) -> String {
        self.words.country(self.picture.gazetteer.countries(), code)
    }
}
