//! Alerts as cards, with the rows behind each sentence.

use std::collections::BTreeSet;

use evidence::{Channel, Event, EventIx, RecordIx};
use indicators::{Alert, Basis, Hit, Named, Status};
use network::Layer;
use resolve::ClusterIx;

use super::text::{cut, data, esc};
use super::{Page, put};
use crate::findings::status;
use crate::{Id, Language};

/// Alerts on the page; the rest are in `findings.json`.
const ALERTS: usize = 200;
/// Hits outside alerts.
const SINGLE: usize = 100;
/// Rows of a hit that are seen at once, and those that can be opened.
const ROWS: usize = 5;
const MORE_ROWS: usize = 50;
/// Names of those tied to a subject.
const LINKED: usize = 6;

impl Page<'_> {
    /// The numbers of the alerts in the order they are shown: people to protect first, then by families and hits.
    pub(super) fn alert_order(&self) -> Vec<usize> {
        let alerts = &self.picture.findings.alerts;
        let rank = |alert: &Alert| (!alert.may_be_reported(), alert.families.len(), alert.hits.len());
        let mut order: Vec<(usize, &Alert)> = alerts.iter().enumerate().collect();
        order.sort_by(|a, b| rank(b.1).cmp(&rank(a.1)).then(a.0.cmp(&b.0)));
        order.into_iter().map(|(at, _)| at).collect()
    }

    pub(super) fn alerts(&mut self) {
        self.part("alerts", "alerts-title");
        self.says("intro", "alerts-intro");
        let order = self.alert_order();
        if order.is_empty() {
            self.says("empty", "alerts-none");
        }
        for &at in order.iter().take(ALERTS) {
            self.alert(at);
        }
        self.left_out(order.len(), ALERTS);
        self.single_hits();
        self.end_part();
    }

    fn alert(&mut self, at: usize) {
        let (words, picture) = (self.words, self.picture);
        let Some(alert) = picture.findings.alerts.get(at) else { return };
        let protective = !alert.may_be_reported();
        let hits: Vec<(usize, &Hit)> =
            alert.hits.iter().filter_map(|&hit| Some((hit, picture.findings.hits.get(hit)?))).collect();
        put!(
            self,
            "<article class=\"card{}\" id=\"{}\"><header>",
            if protective { " protect" } else { "" },
            Id::Alert(at)
        );
        let badge = words.get(
            if protective { "alert-protective-number" } else { "alert-number" },
            &[("number", (at + 1).into())],
        );
        let name = self.name(alert.subject);
        let kind = words.code("kind", picture.kind(alert.subject).as_str());
        put!(self, "<p class=\"badge\">{}</p><h3>{name}</h3><p class=\"quiet\">{}", esc(&badge), esc(&kind));
        if let (Some(from), Some(to)) = (
            said(hits.iter().map(|(_, hit)| &hit.from)).min(),
            said(hits.iter().map(|(_, hit)| &hit.to)).max(),
        ) {
            put!(self, " · {}", esc(&self.period(from, to)));
        }
        self.out.push_str("</p>");
        self.linked_with(alert.subject);
        self.out.push_str("</header>");
        if protective {
            self.says("protect-note", "alert-protective-note");
            if alert.named == Named::Behind {
                self.says("protect-note", "alert-behind-note");
            }
        }
        self.roles_of(alert);
        self.families_of(alert, &hits);
        self.out.push_str("<ol class=\"hits\">");
        for (number, hit) in hits {
            self.hit(number, hit);
        }
        self.out.push_str("</ol></article>\n");
    }

    fn period(&self, from: &str, to: &str) -> String {
        self.words.period(self.words.stamp(from), self.words.stamp(to))
    }

    /// Who holds, owns or controls the subject, or is held by it, as far as records say.
    fn linked_with(&mut self, subject: ClusterIx) {
        let network = self.picture.network;
        let Some(own) = network.nodes.iter().position(|node| node.cluster == subject) else { return };
        let linked: BTreeSet<ClusterIx> = network
            .edges
            .iter()
            .filter(|edge| edge.layer == Layer::Link && (edge.from == own || edge.to == own))
            .filter_map(|edge| network.nodes.get(if edge.from == own { edge.to } else { edge.from }))
            .map(|node| node.cluster)
            .collect();
        if linked.is_empty() {
            return;
        }
        let label = self.words.text("linked-with");
        let names: Vec<String> = linked.iter().take(LINKED).map(|&other| self.name(other)).collect();
        put!(self, "<p class=\"quiet\">{} {}</p>", esc(&label), names.join(", "));
    }

    fn roles_of(&mut self, alert: &Alert) {
        if alert.roles.is_empty() {
            return;
        }
        let label = self.words.text("alert-may-be");
        put!(self, "<p class=\"may-be\"><span>{}</span> ", esc(&label));
        for (at, hint) in alert.roles.iter().enumerate() {
            let role = self.words.code("role", &hint.role);
            put!(
                self,
                "{}<strong>{}</strong> <span class=\"quiet\">({})</span>",
                if at > 0 { ", " } else { "" },
                esc(&role),
                esc(&hint.rules.join(", "))
            );
        }
        let hypothesis = self.words.text("alert-hypothesis");
        put!(self, " <em>{}</em></p>", esc(&hypothesis));
    }

    fn families_of(&mut self, alert: &Alert, hits: &[(usize, &Hit)]) {
        let label = self.words.get("alert-families", &[("count", alert.families.len().into())]);
        put!(self, "<p class=\"families\"><span class=\"quiet\">{}</span> ", esc(&label));
        for family in &alert.families {
            let count = hits.iter().filter(|(_, hit)| hit.family == *family).count();
            let word = self.words.code("family", family);
            put!(self, "<span class=\"chip\">{} <b>{}</b></span> ", esc(&word), self.words.count(count));
        }
        self.out.push_str("</p>");
    }

    /// One hit: what was found, what it rests on, and whose red flag it is.
    fn hit(&mut self, number: usize, hit: &Hit) {
        let sentence = match self.words.language() {
            Language::English => &hit.sentence_en,
            Language::French => &hit.sentence_fr,
        };
        put!(
            self,
            "<li class=\"hit\" id=\"{}\"><p class=\"sentence\">{}</p>",
            Id::Hit(number),
            data(sentence)
        );
        let family = self.words.code("family", &hit.family);
        put!(self, "<p class=\"quiet\">{} · <code>{}</code>", esc(&family), esc(&hit.rule));
        // What entities share has no time.
        if !hit.from.is_empty() {
            put!(self, " · {}", esc(&self.period(&hit.from, &hit.to)));
        }
        self.out.push_str("</p>");
        self.citations(hit);
        self.rows(hit);
        self.out.push_str("</li>");
    }

    /// The published red flags behind a hit, with their citation and how far it was checked; then how the rule decides.
    fn citations(&mut self, hit: &Hit) {
        let words = self.words;
        for id in &hit.indicators {
            let Some(indicator) = self.picture.packs.indicator(id) else {
                put!(self, "<p class=\"cite\"><code>{}</code></p>", esc(id));
                continue;
            };
            let text = match words.language() {
                Language::English => &indicator.text.en,
                Language::French => &indicator.text.fr,
            };
            let class = if indicator.status == Status::Recalled { " class=\"unverified\"" } else { "" };
            put!(
                self,
                "<p class=\"cite\"><span class=\"red-flag\">{}</span><br><code>{}</code> · {} · <span{class}>{}</span></p>",
                esc(text),
                esc(id),
                esc(&indicator.cite),
                esc(&words.code("status", status(indicator.status)))
            );
        }
        let Some(rule) = self.picture.packs.rule(&hit.rule) else { return };
        put!(self, "<details class=\"rule\"><summary>{}</summary><dl>", esc(&words.text("rule-how")));
        for (part, expression) in &rule.expressions {
            put!(self, "<dt><code>{}</code></dt><dd><code>{}</code></dd>", esc(part), esc(expression));
        }
        self.out.push_str("</dl>");
        if !rule.parameters.is_empty() {
            self.table("rule-numbers", &["col-name", "col-value", "col-origin", "col-reason"]);
            for parameter in &rule.parameters {
                let origin = match parameter.basis {
                    Basis::Src => words.text("origin-source"),
                    Basis::Ours => words.text("origin-ours"),
                };
                put!(
                    self,
                    "<tr><th scope=\"row\"><code>{}</code></th><td>{}</td><td>{}</td><td>{}</td></tr>",
                    esc(&parameter.name),
                    esc(&parameter.value),
                    esc(&origin),
                    esc(&parameter.reason)
                );
            }
            self.end_table();
        }
        self.out.push_str("</details>");
    }

    /// The records of a hit: its events as rows, then those that are no events.
    fn rows(&mut self, hit: &Hit) {
        let mut events: Vec<Event<'_>> =
            hit.events.iter().filter_map(|&ix| self.picture.evidence.event_at(ix)).collect();
        events.sort_by_key(|event| event.time.map(|time| time.order_us()));
        let (first, more) = events.split_at_checked(ROWS).unwrap_or((&events, &[]));
        if !first.is_empty() {
            self.event_table(first);
        }
        if !more.is_empty() {
            let text = self.words.get("rows-more", &[("count", more.len().into())]);
            put!(self, "<details><summary>{}</summary>", esc(&text));
            let shown = more.get(..MORE_ROWS).unwrap_or(more);
            self.event_table(shown);
            self.left_out(more.len(), shown.len());
            self.out.push_str("</details>");
        }
        let of_events: BTreeSet<RecordIx> = events.iter().map(|event| event.record).collect();
        let others: Vec<RecordIx> =
            hit.records.iter().copied().filter(|record| !of_events.contains(record)).collect();
        if !others.is_empty() {
            let label = self.words.text("rows-other");
            put!(self, "<p class=\"others\"><span class=\"quiet\">{}</span> ", esc(&label));
            self.record_links(&others, 20);
            self.out.push_str("</p>");
        }
    }

    /// Events as rows; columns in which nothing stands are left out.
    pub(super) fn event_table(&mut self, events: &[Event<'_>]) {
        let (words, evidence) = (self.words, self.picture.evidence);
        let ends = |event: &Event<'_>| (event.from_party.or(event.from), event.to_party.or(event.to));
        let has_to =
            events.iter().any(|event| ends(event).1.is_some() || !evidence.text(event.party_text).is_empty());
        let has_amount = events.iter().any(|event| event.amount_minor.is_some());
        let has_place = events.iter().any(|event| self.place_of(event.ix, event).is_some());
        let has_text = events.iter().any(|event| !event.text.is_empty());
        let mut heads = vec!["col-record", "col-when", "col-what", "col-from"];
        heads.extend(has_to.then_some("col-to"));
        heads.extend(has_amount.then_some("col-amount"));
        heads.extend(has_place.then_some("col-place"));
        heads.extend(has_text.then_some("col-text"));
        self.table("rows-label", &heads);
        for event in events {
            let link = self.record_link(event.record);
            let time = event.time.map_or_else(|| words.text("time-unknown"), |time| words.moment(&time));
            let kind = words.code("event", event.kind.as_str());
            put!(self, "<tr><td>{link}</td><td class=\"when\">{}</td><td>{}", esc(&time), esc(&kind));
            if event.channel != Channel::Unknown {
                let channel = words.code("channel", event.channel.as_str());
                put!(self, " <span class=\"quiet\">{}</span>", esc(&channel));
            }
            let (from, to) = ends(event);
            let from = from.map(|entity| self.entity_name(entity)).unwrap_or_default();
            put!(self, "</td><td>{from}</td>");
            if has_to {
                let to = to.map_or_else(
                    || data(evidence.text(event.party_text)).to_string(),
                    |entity| self.entity_name(entity),
                );
                put!(self, "<td>{to}</td>");
            }
            if has_amount {
                let amount =
                    event.amount_minor.map(|amount| words.money(amount, event.currency)).unwrap_or_default();
                put!(self, "<td class=\"num\">{}</td>", esc(&amount));
            }
            if has_place {
                let place = self.place_of(event.ix, event).unwrap_or_default();
                put!(self, "<td>{}</td>", data(&place));
            }
            if has_text {
                put!(self, "<td class=\"memo\">{}</td>", data(&cut(event.text, 160)));
            }
            self.out.push_str("</tr>");
        }
        self.end_table();
    }

    /// Where an event happened: the place of the gazetteer, else as the record names it.
    fn place_of(&self, ix: EventIx, event: &Event<'_>) -> Option<String> {
        if let Some(location) = self.picture.locations.of(ix) {
            return Some(match location.country.as_str() {
                "" => location.name.clone(),
                country => format!("{}, {country}", location.name),
            });
        }
        let name = self.picture.evidence.text(event.place);
        (!name.is_empty()).then(|| name.to_owned())
    }

    /// Hits that are in no alert: one family alone says little, but it is not hidden.
    fn single_hits(&mut self) {
        let alerted: BTreeSet<usize> =
            self.picture.findings.alerts.iter().flat_map(|alert| alert.hits.iter().copied()).collect();
        let single: Vec<(usize, &Hit)> = self
            .picture
            .findings
            .hits
            .iter()
            .enumerate()
            .filter(|(number, _)| !alerted.contains(number))
            .collect();
        if single.is_empty() {
            return;
        }
        let title = self.words.get("single-title", &[("count", single.len().into())]);
        put!(self, "<details class=\"single\"><summary>{}</summary>", esc(&title));
        self.says("intro", "single-intro");
        self.out.push_str("<ol class=\"hits\">");
        for &(number, hit) in single.iter().take(SINGLE) {
            let name = self.name(hit.subject);
            put!(self, "<li class=\"about\">{name}<ol>");
            self.hit(number, hit);
            self.out.push_str("</ol></li>");
        }
        self.out.push_str("</ol>");
        self.left_out(single.len(), SINGLE);
        self.out.push_str("</details>");
    }
}

/// The times that are known.
fn said<'a>(times: impl Iterator<Item = &'a String>) -> impl Iterator<Item = &'a String> {
    times.filter(|time| !time.is_empty())
}
