//! The network in words: who is in the drawing, with roles and their grounds, and every tie with its records.

use std::collections::BTreeMap;

use network::{Edge, Ground, Role};

use super::text::{data, esc};
use super::{Page, put};
use crate::Id;

/// Ties in the table.
const TIES: usize = 400;
/// Records linked from one tie or ground.
const RECORDS: usize = 8;

impl Page<'_> {
    /// An entry for each node; the script shows it beside the drawing.
    pub(super) fn who(&mut self, nodes: &[usize], edges: &[(usize, &Edge)]) {
        let mut ties_of: BTreeMap<usize, Vec<(usize, &Edge)>> = BTreeMap::new();
        for &(number, edge) in edges {
            for end in [edge.from, edge.to] {
                ties_of.entry(end).or_default().push((number, edge));
            }
        }
        let mut roles_of: BTreeMap<usize, Vec<(usize, &Role)>> = BTreeMap::new();
        for (number, role) in self.picture.network.roles.iter().enumerate() {
            roles_of.entry(role.node).or_default().push((number, role));
        }
        let with_roles: Vec<usize> =
            nodes.iter().copied().filter(|node| roles_of.contains_key(node)).collect();
        let others: Vec<usize> = nodes.iter().copied().filter(|node| !roles_of.contains_key(node)).collect();
        if !with_roles.is_empty() {
            let title = self.words.text("roles-title");
            put!(self, "<h3>{}</h3>", esc(&title));
            self.says("intro", "roles-intro");
            for &node in &with_roles {
                self.node_entry(node, &roles_of, &ties_of);
            }
        }
        let title = self.words.get("nodes-title", &[("count", others.len().into())]);
        put!(self, "<details class=\"list\"><summary>{}</summary>", esc(&title));
        for &node in &others {
            self.node_entry(node, &roles_of, &ties_of);
        }
        self.out.push_str("</details>");
        self.left_out(self.picture.network.nodes.len(), nodes.len());
    }

    fn node_entry(
        &mut self,
        at: usize,
        roles_of: &BTreeMap<usize, Vec<(usize, &Role)>>,
        ties_of: &BTreeMap<usize, Vec<(usize, &Edge)>>,
    ) {
        let Some(node) = self.picture.network.nodes.get(at) else { return };
        let words = self.words;
        let name = self.name(node.cluster);
        let kind = words.code("kind", self.picture.kind(node.cluster).as_str());
        put!(
            self,
            "<article class=\"who\" id=\"{}\"><h4>{name}</h4><p class=\"quiet\">{}",
            Id::Node(at),
            esc(&kind)
        );
        put!(
            self,
            " · {} · {} · {}",
            esc(&words.get("community", &[("number", (node.community + 1).into())])),
            esc(&words.get("count-neighbours", &[("count", node.degree.into())])),
            esc(&words.get("betweenness", &[("value", words.decimal(node.betweenness, 2).into())]))
        );
        let alerts = &self.picture.findings.alerts;
        if let Some(alert) = alerts.iter().position(|alert| alert.subject == node.cluster) {
            let text = words.get("see-alert", &[("number", (alert + 1).into())]);
            put!(self, " · <a href=\"#{}\">{}</a>", Id::Alert(alert), esc(&text));
        }
        self.out.push_str("</p>");
        for &(number, role) in roles_of.get(&at).into_iter().flatten() {
            self.role(number, role);
        }
        if let Some(ties) = ties_of.get(&at) {
            self.out.push_str("<ul class=\"near\">");
            for &(number, edge) in ties.iter().take(12) {
                let (arrow, other) = if edge.from == at { ("→", edge.to) } else { ("←", edge.from) };
                let Some(other) = self.picture.network.nodes.get(other) else { continue };
                let (layer, other) = (words.code("layer", edge.layer.as_str()), self.name(other.cluster));
                let weight = words.get("count-times", &[("count", edge.weight.into())]);
                put!(
                    self,
                    "<li>{arrow} {other} <a class=\"quiet\" href=\"#{}\">{}, {}</a></li>",
                    Id::Edge(number),
                    esc(&layer),
                    esc(&weight)
                );
            }
            self.out.push_str("</ul>");
            self.left_out(ties.len(), 12);
        }
        self.out.push_str("</article>\n");
    }

    fn role(&mut self, number: usize, role: &Role) {
        let words = self.words;
        put!(
            self,
            "<div class=\"role\" id=\"{}\"><p>{} <strong>{}</strong> <span class=\"chip\">{}</span></p>",
            Id::Role(number),
            esc(&words.text("role-may")),
            esc(&words.code("role", role.role)),
            esc(&words.code("confidence", role.confidence))
        );
        self.grounds("grounds-for", "for", &role.grounds_for);
        self.grounds("grounds-against", "against", &role.grounds_against);
        self.out.push_str("</div>");
    }

    fn grounds(&mut self, title: &str, class: &str, grounds: &[Ground]) {
        if grounds.is_empty() {
            return;
        }
        let title = self.words.text(title);
        put!(self, "<p class=\"quiet\">{}</p><ul class=\"{class}\">", esc(&title));
        for ground in grounds {
            let sentence = self.words.ground(self.picture.gazetteer.countries(), ground);
            put!(self, "<li>{} ", data(&sentence));
            self.record_links(&ground.records, RECORDS);
            self.out.push_str("</li>");
        }
        self.out.push_str("</ul>");
    }

    /// Every tie of the drawing with what it rests on.
    pub(super) fn ties(&mut self, edges: &[(usize, &Edge)]) {
        let words = self.words;
        let title = words.get("ties-title", &[("count", edges.len().into())]);
        put!(self, "<details class=\"list\"><summary>{}</summary>", esc(&title));
        self.table(
            "ties-label",
            &["col-from", "col-tie", "col-to", "col-weight", "col-amount", "col-period", "col-records"],
        );
        let mut order = edges.to_vec();
        order.sort_by(|a, b| b.1.weight.cmp(&a.1.weight).then(a.0.cmp(&b.0)));
        order.truncate(TIES);
        for &(number, edge) in &order {
            let nodes = &self.picture.network.nodes;
            let (Some(from), Some(to)) = (nodes.get(edge.from), nodes.get(edge.to)) else { continue };
            let (from, to) = (self.name(from.cluster), self.name(to.cluster));
            let amounts: Vec<String> = edge
                .amounts
                .iter()
                .map(|(currency, minor)| {
                    let currency = evidence::Currency::parse(currency).unwrap_or(evidence::Currency::NONE);
                    words.money(*minor, currency)
                })
                .collect();
            let period = match (edge.first, edge.last) {
                (Some(first), Some(last)) => words.period(words.day(&first), words.day(&last)),
                (Some(only), None) | (None, Some(only)) => words.day(&only),
                (None, None) => String::new(),
            };
            let layer = words.code("layer", edge.layer.as_str());
            put!(
                self,
                "<tr id=\"{}\"><td>{from}</td><td>{} <span class=\"quiet\">{}</span></td><td>{to}</td>\
                 <td class=\"num\">{}</td><td class=\"num\">{}</td><td>{}</td><td>",
                Id::Edge(number),
                esc(&layer),
                data(&words.code("join", &edge.label)),
                words.count(usize::try_from(edge.weight).unwrap_or(usize::MAX)),
                esc(&amounts.join(", ")),
                esc(&period)
            );
            self.record_links(&edge.records, RECORDS);
            self.out.push_str("</td></tr>");
        }
        self.end_table();
        self.left_out(edges.len(), TIES);
        self.out.push_str("</details>\n");
    }
}
