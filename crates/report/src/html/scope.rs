//! Of which part of the evidence the network and the routes are, and what is new in them since the last look.

use network::{Changes, Filter};

use super::text::esc;
use super::{Page, put};

/// Names in one list.
const NAMES: usize = 30;

impl Page<'_> {
    pub(super) fn scope(&mut self) {
        if let Some(filter) = self.picture.scope.filter {
            self.only(filter);
        }
        if let Some((date, changes)) = self.picture.scope.since {
            self.since(date, changes);
        }
    }

    fn only(&mut self, filter: &Filter) {
        let words = self.words;
        let names = |all: Vec<String>| all.join(", ");
        let source =
            |ix: &evidence::SourceIx| self.picture.evidence.source(*ix).map(|source| source.name.clone());
        let said = [
            (
                "only-layers",
                names(filter.layers.iter().map(|own| words.code("layer", own.as_str())).collect()),
            ),
            ("only-from", filter.from.map_or_else(String::new, |day| words.day(&day))),
            ("only-until", filter.until.map_or_else(String::new, |day| words.day(&day))),
            ("only-countries", names(filter.countries.iter().map(|code| self.country(code)).collect())),
            ("only-sources", names(filter.sources.iter().filter_map(source).collect())),
            ("only-handling", names(filter.handling.iter().cloned().collect())),
        ];
        let said = said.into_iter().filter(|(_, what)| !what.is_empty());
        let parts: Vec<String> = said.map(|(key, what)| words.get(key, &[("what", what.into())])).collect();
        let text = words.get("only", &[("parts", parts.join("; ").into())]);
        put!(self, "<p class=\"intro\"><strong>{}</strong></p>", esc(&text));
    }

    fn since(&mut self, date: &str, changes: &Changes) {
        let (words, network) = (self.words, self.picture.network);
        let title = words.get("since-title", &[("day", words.stamp(date).into())]);
        put!(self, "<h3>{}</h3>", esc(&title));
        if *changes == Changes::default() {
            self.says("empty", "since-none");
            return;
        }
        self.out.push_str("<ul>");
        let node = |at: &usize| network.nodes.get(*at).map(|own| self.name(own.cluster));
        let tie = |at: &usize| {
            let edge = network.edges.get(*at)?;
            let name = |node: usize| network.nodes.get(node).map(|own| self.name(own.cluster));
            Some(format!("{} – {}", name(edge.from)?, name(edge.to)?))
        };
        let role = |at: &usize| {
            let role = network.roles.get(*at)?;
            let name = self.name(network.nodes.get(role.node)?.cluster);
            Some(format!("{name} ({})", esc(&words.code("role", role.role))))
        };
        let lists = [
            ("since-nodes", changes.new_nodes.len(), listed(&changes.new_nodes, node)),
            ("since-ties", changes.new_edges.len(), listed(&changes.new_edges, tie)),
            ("since-grown", changes.grown_edges.len(), listed(&changes.grown_edges, tie)),
            ("since-roles", changes.new_roles.len(), listed(&changes.new_roles, role)),
        ];
        let told: Vec<String> = lists
            .into_iter()
            .filter(|(_, count, _)| *count > 0)
            .map(|(key, count, names)| {
                let more = if count > NAMES { ", …" } else { "" };
                format!("<li>{} {names}{more}</li>", esc(&words.get(key, &[("count", count.into())])))
            })
            .collect();
        put!(self, "{}</ul>", told.concat());
    }
}

/// The first of them by name.
fn listed(numbers: &[usize], name: impl Fn(&usize) -> Option<String>) -> String {
    numbers.iter().take(NAMES).filter_map(name).collect::<Vec<_>>().join(", ")
}
