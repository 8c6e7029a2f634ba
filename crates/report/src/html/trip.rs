//! Trips: the map of each, and its stops as a list with the records behind them.

use routes::Trip;

use super::text::{data, esc};
use super::{Page, put};
use crate::Id;

/// Trips on the page.
const TRIPS: usize = 25;
/// Records linked from one stop.
const RECORDS: usize = 6;

impl Page<'_> {
    /// The trips with most stops: longer ones say more.
    pub(super) fn trips(&mut self) {
        let trips = &self.picture.routes.trips;
        if trips.is_empty() {
            return;
        }
        let title = self.words.text("trips-title");
        put!(self, "<h3>{}</h3>", esc(&title));
        self.says("intro", "trips-intro");
        let mut order: Vec<(usize, &Trip)> = trips.iter().enumerate().collect();
        order.sort_by(|a, b| b.1.stops.len().cmp(&a.1.stops.len()).then(a.0.cmp(&b.0)));
        for &(at, trip) in order.iter().take(TRIPS) {
            self.trip(at, trip);
        }
        self.left_out(trips.len(), TRIPS);
    }

    fn trip(&mut self, at: usize, trip: &Trip) {
        let words = self.words;
        let name = self.name(trip.subject);
        put!(
            self,
            "<article class=\"card route\" id=\"{}\"><header><h4>{name}</h4><p class=\"quiet\">",
            Id::Trip(at)
        );
        let countries: Vec<String> = trip.countries.iter().map(|code| self.country(code)).collect();
        let distance: f64 = trip.legs.iter().map(|leg| leg.distance_km).sum();
        put!(
            self,
            "{} · {}</p></header><div class=\"way\"><div>",
            esc(&countries.join(" → ")),
            esc(&words.get("trip-distance", &[("km", words.decimal(distance.round(), 0).into())]))
        );
        self.map(trip);
        self.out.push_str("</div><ol class=\"stops\">");
        for (number, stop) in trip.stops.iter().enumerate() {
            let location = self.picture.locations.all.get(stop.location.0 as usize);
            let (place, country) = location.map_or(("?", ""), |at| (at.name.as_str(), at.country.as_str()));
            put!(
                self,
                "<li><b>{}</b> <span class=\"quiet\">{}</span><br>",
                data(place),
                esc(&self.country(country))
            );
            let time = words.period(words.moment(&stop.arrived), words.moment(&stop.left));
            put!(self, "<span class=\"when\">{}</span><br>", esc(&time));
            let records = self.picture.records_of(&stop.events);
            self.record_links(&records, RECORDS);
            if let Some(leg) = trip.legs.iter().find(|leg| leg.from == number) {
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
        if !trip.together_with.is_empty() {
            let label = words.text("trip-together");
            put!(self, "<p><span class=\"quiet\">{}</span> ", esc(&label));
            let names: Vec<String> = trip.together_with.iter().map(|&other| self.name(other)).collect();
            put!(self, "{}</p>", names.join(", "));
        }
        self.out.push_str("</article>\n");
    }
}
