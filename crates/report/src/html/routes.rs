//! Travel: how much went where, which ways recur, who moved together, and every trip.

use std::collections::BTreeMap;

use gazetteer::Country;
use jiff::civil::DateTime;
use resolve::LocationIx;
use routes::{Group, Offer, PRICES, Route, RouteLeg, Spread, Waypoint};

use super::text::{data, esc};
use super::{Page, put};
use crate::Id;
use crate::map::Map;

/// Corridors on the map.
const CORRIDORS: usize = 60;
/// Recurring routes on the page.
const ROUTES: usize = 15;
/// Groups in the table.
const GROUPS: usize = 60;
/// Sums in a table.
const OFFERS: usize = 40;
/// Runs in a table.
const RUNS: usize = 20;
/// Records linked from one row.
const RECORDS: usize = 6;
/// Names in one cell.
const NAMES: usize = 12;

impl Page<'_> {
    pub(super) fn routes(&mut self) {
        self.part("routes", "routes-title");
        let found = self.picture.routes;
        if found.trips.is_empty() {
            self.says("empty", "routes-none");
        } else {
            self.says("intro", "routes-intro");
            self.corridors();
        }
        self.recurring();
        self.moved_together();
        self.offers();
        self.trips();
        self.end_part();
    }

    /// How much went where.
    fn corridors(&mut self) {
        let corridors = &self.picture.routes.corridors;
        let shown = || corridors.iter().take(CORRIDORS);
        let mut passing: BTreeMap<LocationIx, usize> = BTreeMap::new();
        for corridor in shown() {
            for end in [corridor.from, corridor.to] {
                *passing.entry(end).or_default() += corridor.legs;
            }
        }
        let points: Vec<(f64, f64)> = passing.keys().filter_map(|&at| self.point(at)).collect();
        let label = self.words.get("corridors-label", &[("count", shown().count().into())]);
        let Some(mut map) = Map::around(&points, &label) else { return };
        let most = corridors.first().map_or(1, |corridor| corridor.legs) as f64;
        for corridor in shown() {
            let (Some(from), Some(to)) = (self.point(corridor.from), self.point(corridor.to)) else {
                continue;
            };
            map.line(from, to, "flow", 1.2 + 6.0 * (corridor.legs as f64 / most).sqrt());
        }
        let mut places: Vec<(LocationIx, usize)> = passing.into_iter().collect();
        places.sort_by_key(|&(at, legs)| (std::cmp::Reverse(legs), at));
        for (at, legs) in places {
            let Some(point) = self.point(at) else { continue };
            let (name, _) = self.place(at);
            let title =
                self.words.get("corridor-place", &[("place", name.clone().into()), ("legs", legs.into())]);
            map.mark(point, 4.0, "stop", &name, &title);
        }
        let countries: Vec<Country> = self.countries_of(corridors.iter().flat_map(|own| [own.from, own.to]));
        let drawing = map.finish(self.picture.gazetteer, self.words, &|country| countries.contains(&country));
        let said = self.words.text("corridors-said");
        put!(
            self,
            "<figure class=\"flows\">{drawing}<figcaption class=\"quiet\">{}</figcaption></figure>",
            esc(&said)
        );
        self.left_out(corridors.len(), CORRIDORS);
    }

    fn recurring(&mut self) {
        let found = self.picture.routes;
        let title = self.words.text("routes-recurring-title");
        put!(self, "<h3>{}</h3>", esc(&title));
        if found.routes.is_empty() {
            let text = self.words.get("routes-recurring-none", &[("runs", found.least_runs.max(2).into())]);
            put!(self, "<p class=\"empty\">{}</p>", esc(&text));
            return;
        }
        let text = self.words.get("routes-recurring-intro", &[("runs", found.least_runs.into())]);
        put!(self, "<p class=\"intro\">{}</p>", esc(&text));
        for (at, route) in found.routes.iter().enumerate().take(ROUTES) {
            self.recurring_route(at, route);
        }
        self.left_out(found.routes.len(), ROUTES);
    }

    fn recurring_route(&mut self, at: usize, route: &Route) {
        let words = self.words;
        let names: Vec<String> = route.waypoints.iter().map(|own| self.place(own.location).0).collect();
        let countries: Vec<String> = route.countries.iter().map(|code| self.country(code)).collect();
        let mut said = vec![
            countries.join(" → "),
            words.get("route-runs", &[("count", route.runs.len().into())]),
            words.get("route-subjects", &[("count", route.subjects.len().into())]),
        ];
        said.extend(route.hours.map(|hours| self.duration(hours)));
        put!(
            self,
            "<article class=\"card route\" id=\"{}\"><header><h4>{}</h4><p class=\"quiet\">{}</p></header>\
             <div class=\"way\"><div>",
            Id::Route(at),
            esc(&names.join(" → ")),
            esc(&said.join(" · "))
        );
        self.route_map(route, &names);
        self.months(route);
        self.out.push_str("</div><ol class=\"stops\">");
        for (number, waypoint) in route.waypoints.iter().enumerate() {
            self.waypoint(waypoint, route.runs.len());
            if let Some(leg) = route.legs.get(number) {
                self.route_leg(leg);
            }
            self.out.push_str("</li>");
        }
        self.out.push_str("</ol></div>");
        self.runs(route);
        let offers: Vec<(usize, &Offer)> = route
            .offers
            .iter()
            .filter_map(|&offer| Some((offer, self.picture.routes.offers.get(offer)?)))
            .collect();
        if !offers.is_empty() {
            put!(self, "<p class=\"about\">{}</p>", esc(&words.text("route-prices")));
            self.offer_table(&offers);
        }
        self.out.push_str("</article>\n");
    }

    fn route_map(&mut self, route: &Route, names: &[String]) {
        let points: Vec<(f64, f64)> =
            route.waypoints.iter().filter_map(|waypoint| self.point(waypoint.location)).collect();
        let label = self.words.get("route-map-label", &[("places", names.join(" → ").into())]);
        let Some(mut map) = Map::around(&points, &label) else { return };
        let most = route.runs.len().max(1) as f64;
        for (leg, (from, to)) in route.legs.iter().zip(points.iter().zip(points.iter().skip(1))) {
            let class = if leg.gaps == leg.runs { "leg gap" } else { "leg" };
            map.line(*from, *to, class, 1.5 + 4.0 * (leg.runs as f64 / most));
        }
        for (waypoint, (point, name)) in route.waypoints.iter().zip(points.iter().zip(names)) {
            let seen = self.seen(waypoint, route.runs.len());
            map.mark(*point, 6.0, "stop", name, &format!("{name}: {seen}"));
        }
        let countries = self.countries_of(route.waypoints.iter().map(|waypoint| waypoint.location));
        let drawing = map.finish(self.picture.gazetteer, self.words, &|country| countries.contains(&country));
        self.out.push_str(&drawing);
    }

    fn seen(&self, waypoint: &Waypoint, runs: usize) -> String {
        self.words.get("waypoint-seen", &[("runs", waypoint.runs.into()), ("all", runs.into())])
    }

    fn waypoint(&mut self, waypoint: &Waypoint, runs: usize) {
        let (place, country) = self.place(waypoint.location);
        let seen = self.seen(waypoint, runs);
        put!(
            self,
            "<li><b>{}</b> <span class=\"quiet\">{}</span><br><span class=\"when\">{}</span>",
            data(&place),
            esc(&country),
            esc(&seen)
        );
        if waypoint.runs < runs {
            let names = waypoint.sources.iter().filter_map(|&source| self.picture.evidence.source(source));
            let names: Vec<&str> = names.take(4).map(|source| source.name.as_str()).collect();
            let ask = self.words.get("waypoint-ask", &[("sources", names.join(", ").into())]);
            put!(self, "<br><span class=\"quiet\">{}</span>", esc(&ask));
        }
    }

    fn route_leg(&mut self, leg: &RouteLeg) {
        let words = self.words;
        let km = words.decimal(leg.distance_km.round(), 0);
        let mut parts = vec![
            words.get("leg-distance", &[("km", km.into())]),
            words.get("leg-runs", &[("count", leg.runs.into())]),
        ];
        parts.extend(leg.hours.map(|hours| self.duration(hours)));
        put!(self, "<p class=\"leg\">↓ {}", esc(&parts.join(", ")));
        if leg.gaps > 0 {
            let text = words.get("leg-gaps", &[("count", leg.gaps.into())]);
            put!(self, " <strong class=\"leg-gap\">{}</strong>", esc(&text));
        }
        self.out.push_str("</p>");
        if !leg.carriers.is_empty() {
            let names: Vec<String> =
                leg.carriers.iter().take(NAMES).map(|(own, _)| self.name(*own)).collect();
            put!(self, "<p class=\"leg\">{} {}</p>", esc(&words.text("leg-carriers")), names.join(", "));
        }
        if !leg.between.is_empty() {
            let names: Vec<String> =
                leg.between.iter().take(NAMES).map(|(at, _)| self.place(*at).0).collect();
            put!(self, "<p class=\"leg\">{} {}</p>", esc(&words.text("leg-between")), esc(&names.join(", ")));
        }
    }

    /// Twelve bars; of fewer than two years no season can be told, and the page says so.
    fn months(&mut self, route: &Route) {
        let most = route.months.iter().max().copied().unwrap_or(0).max(1) as f64;
        let words = self.words;
        let told = route.months.iter().zip(1..).filter(|(count, _)| **count > 0);
        let told: Vec<String> = told
            .map(|(count, month)| format!("{} {count}", words.text(&format!("month-short-{month}"))))
            .collect();
        let said = words.get("route-months", &[("months", told.join(", ").into())]);
        put!(
            self,
            "<svg class=\"months\" viewBox=\"0 0 240 46\" role=\"img\" aria-label=\"{}\">",
            esc(&said)
        );
        for (at, count) in route.months.iter().enumerate() {
            let tall = 30.0 * *count as f64 / most;
            let x = at as f64 * 20.0;
            let name: String = words.text(&format!("month-short-{}", at + 1)).chars().take(1).collect();
            put!(
                self,
                "<rect class=\"bar k0\" x=\"{:.1}\" y=\"{:.1}\" width=\"16\" height=\"{tall:.1}\"/>\
                 <text x=\"{:.1}\" y=\"44\" text-anchor=\"middle\">{}</text>",
                x + 2.0,
                32.0 - tall,
                x + 10.0,
                esc(&name)
            );
        }
        self.out.push_str("</svg>");
        let years = || route.runs.iter().filter_map(|run| run.started.civil().ok()).map(DateTime::year);
        let is_long = years().min().zip(years().max()).is_some_and(|(first, last)| last - first >= 2);
        let key = if is_long { "route-months-said" } else { "route-months-short" };
        put!(self, "<p class=\"quiet\">{} {}</p>", esc(&said), esc(&words.text(key)));
    }

    fn runs(&mut self, route: &Route) {
        let words = self.words;
        let title = words.get("runs-title", &[("count", route.runs.len().into())]);
        put!(self, "<details class=\"list\"><summary>{}</summary>", esc(&title));
        self.table("runs-label", &["col-started", "col-ended", "col-who", "col-seen-at", "col-records"]);
        for run in route.runs.iter().take(RUNS) {
            let trips = run.parts.iter().filter_map(|(trip, _)| self.picture.routes.trips.get(*trip));
            let mut who: Vec<_> = trips.map(|trip| trip.subject).collect();
            who.sort_unstable();
            who.dedup();
            let names: Vec<String> = who.iter().take(NAMES).map(|&own| self.name(own)).collect();
            let at = |waypoint: usize| {
                run.parts.iter().any(|(_, stops)| stops.iter().any(|(at, _)| *at == waypoint))
            };
            let seen: Vec<String> = route
                .waypoints
                .iter()
                .enumerate()
                .map(|(number, own)| if at(number) { self.place(own.location).0 } else { "?".to_owned() })
                .collect();
            put!(
                self,
                "<tr><td class=\"when\">{}</td><td class=\"when\">{}</td><td>{}</td><td>{}</td><td>",
                esc(&words.moment(&run.started)),
                esc(&words.moment(&run.ended)),
                names.join(", "),
                esc(&seen.join(" → "))
            );
            let records = self.picture.records_of_runs(std::slice::from_ref(run));
            self.record_links(&records, RECORDS);
            self.out.push_str("</td></tr>");
        }
        self.end_table();
        self.left_out(route.runs.len(), RUNS);
        self.out.push_str("</details>");
    }

    fn moved_together(&mut self) {
        let groups = &self.picture.routes.groups;
        if groups.is_empty() {
            return;
        }
        let title = self.words.text("groups-title");
        put!(self, "<h3>{}</h3>", esc(&title));
        self.says("intro", "groups-intro");
        self.table("groups-title", &["col-who", "col-period", "col-where", "col-records"]);
        for (at, group) in groups.iter().enumerate().take(GROUPS) {
            self.group(at, group);
        }
        self.end_table();
        self.left_out(groups.len(), GROUPS);
    }

    fn group(&mut self, at: usize, group: &Group) {
        let names: Vec<String> = group.members.iter().take(NAMES).map(|&own| self.name(own)).collect();
        // Places have names; positions at sea are told only where nothing else is.
        let location = |at: &&LocationIx| self.picture.locations.all.get(at.0 as usize);
        let is_named = |at: &&LocationIx| location(at).is_some_and(resolve::Location::is_named);
        let named: Vec<&LocationIx> = group.places.iter().filter(is_named).collect();
        let shown = if named.is_empty() { group.places.iter().collect() } else { named };
        let mut places: Vec<String> = shown.into_iter().map(|&at| self.place(at).0).collect();
        places.dedup();
        let left = places.len().saturating_sub(NAMES);
        places.truncate(NAMES);
        let more = if left > 0 { " …" } else { "" };
        let period = self.words.period(self.words.day(&group.from), self.words.day(&group.until));
        put!(
            self,
            "<tr id=\"{}\"><td>{}</td><td>{}</td><td>{}{more}</td><td>",
            Id::Group(at),
            names.join(", "),
            esc(&period),
            esc(&places.join(" → "))
        );
        self.record_links(&group.records, RECORDS);
        self.out.push_str("</td></tr>");
    }

    /// The sums that no recurring route shows.
    fn offers(&mut self) {
        let told: Vec<usize> =
            self.picture.routes.routes.iter().flat_map(|route| route.offers.clone()).collect();
        let all = self.picture.routes.offers.iter().enumerate();
        let others: Vec<(usize, &Offer)> = all.filter(|(at, _)| !told.contains(at)).collect();
        if others.is_empty() {
            return;
        }
        let title = self.words.text("prices-title");
        put!(self, "<h3>{}</h3>", esc(&title));
        self.says("intro", "prices-intro");
        self.offer_table(&others);
    }

    fn offer_table(&mut self, offers: &[(usize, &Offer)]) {
        let words = self.words;
        self.table("prices-title", &["col-way", "col-amount", "col-said", "col-published", "col-records"]);
        for (at, offer) in offers.iter().take(OFFERS) {
            let places: Vec<&str> = offer.places.iter().map(|place| place.name.as_str()).collect();
            let amount = words.money(offer.amount_minor, offer.currency);
            let assumed = if offer.is_currency_assumed { words.text("price-assumed") } else { String::new() };
            let time = offer.time.map_or_else(String::new, |time| words.day(&time));
            put!(
                self,
                "<tr id=\"{}\"><td>{}</td><td class=\"num\">{} <span class=\"quiet\">{}</span></td><td>{} \
                 <span class=\"quiet\">{}</span></td><td>",
                Id::Price(*at),
                esc(&places.join(" → ")),
                esc(&amount),
                esc(&assumed),
                esc(&words.code("said", offer.said.as_str())),
                esc(&time)
            );
            self.published(offer);
            self.out.push_str("</td><td>");
            self.record_links(&[offer.record], 1);
            self.out.push_str("</td></tr>");
        }
        self.end_table();
        self.left_out(offers.len(), OFFERS);
    }

    /// Where a sum lies beside published prices.
    fn published(&mut self, offer: &Offer) {
        let words = self.words;
        if offer.compared.is_empty() {
            put!(self, "<span class=\"quiet\">{}</span>", esc(&words.text("price-none")));
            return;
        }
        self.out.push_str("<ul class=\"plain\">");
        for compared in &offer.compared {
            let Some(price) = self.picture.packs.prices(PRICES).get(compared.price) else { continue };
            let whole = |amount: i64| words.number(amount / 10_000);
            let key = match compared.ordering {
                std::cmp::Ordering::Less => "price-below",
                std::cmp::Ordering::Equal => "price-within",
                std::cmp::Ordering::Greater => "price-above",
            };
            let text = words.get(
                key,
                &[
                    ("low", whole(price.range.0).into()),
                    ("high", whole(price.range.1).into()),
                    ("currency", price.currency().to_owned().into()),
                    ("source", price.source.as_str().into()),
                ],
            );
            put!(self, "<li>{} <span class=\"quiet\">{}</span></li>", esc(&text), esc(&price.corridor));
        }
        self.out.push_str("</ul>");
    }

    /// `5 h (4 to 9)`; days or minutes where hours are many or few.
    fn duration(&self, Spread { least, median, most }: Spread) -> String {
        let (unit, key) = match median {
            72.0.. => (24.0, "duration-days"),
            2.0.. => (1.0, "duration-hours"),
            _ => (1.0 / 60.0, "duration-minutes"),
        };
        let said = |hours: f64| self.words.decimal((hours / unit).round(), 0);
        let values = [("median", said(median)), ("least", said(least)), ("most", said(most))];
        let is_one = values.iter().all(|(_, value)| *value == said(median));
        let key = if is_one { key.to_owned() } else { format!("{key}-range") };
        let values = values.map(|(name, value)| (name, value.into()));
        self.words.get(&key, &values)
    }

    /// Name and country of a place.
    pub(super) fn place(&self, at: LocationIx) -> (String, String) {
        match self.picture.locations.all.get(at.0 as usize) {
            Some(location) => (location.name.clone(), self.country(&location.country)),
            None => ("?".to_owned(), String::new()),
        }
    }

    /// Degrees east and north.
    fn point(&self, at: LocationIx) -> Option<(f64, f64)> {
        let location = self.picture.locations.all.get(at.0 as usize)?;
        Some((location.longitude, location.latitude))
    }

    fn countries_of(&self, places: impl Iterator<Item = LocationIx>) -> Vec<Country> {
        let location = |at: LocationIx| self.picture.locations.all.get(at.0 as usize);
        let mut countries: Vec<Country> =
            places.filter_map(location).filter_map(|at| Country::from_alpha2(&at.country)).collect();
        countries.sort_unstable();
        countries.dedup();
        countries
    }

    /// The short name of a country in the language of the page, else its code.
    pub(super) fn country(&self, code: &str) -> String {
        self.words.country(self.picture.gazetteer.countries(), code)
    }
}
