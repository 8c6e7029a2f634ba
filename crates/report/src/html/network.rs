//! The network as a drawing: shape by kind, colour by community, line by kind of tie.

use std::collections::{BTreeMap, BTreeSet};

use network::{Edge, Layer};

use super::svg::{Label, Taken, below, place};
use super::text::{cut, esc};
use super::{Page, put};
use crate::layout::{self, Bounds};
use crate::{Id, Kind};

/// Nodes in the drawing; more cannot be read.
pub(super) const NODES: usize = 150;
const LABELS: usize = 60;
const BOUNDS: Bounds = Bounds { width: 1100.0, height: 700.0, margin: 56.0 };
/// How sure a role is, the least first.
const CONFIDENCE: [&str; 3] = ["weak", "moderate", "strong"];
/// Communities with a colour of their own; smaller ones share a grey.
const COLOURS: u32 = 6;
impl Page<'_> {
    pub(super) fn network(&mut self) {
        self.part("network", "network-title");
        self.scope();
        let network = &self.picture.network;
        if network.nodes.is_empty() {
            self.says("empty", "network-none");
            self.end_part();
            return;
        }
        let nodes = self.important_nodes();
        let shown: BTreeSet<usize> = nodes.iter().copied().collect();
        let edges: Vec<(usize, &Edge)> = network
            .edges
            .iter()
            .enumerate()
            .filter(|(_, edge)| {
                shown.contains(&edge.from) && shown.contains(&edge.to) && edge.from != edge.to
            })
            .collect();
        let intro = self.words.get(
            "network-intro",
            &[
                ("nodes", nodes.len().into()),
                ("all", network.nodes.len().into()),
                ("ties", edges.len().into()),
            ],
        );
        put!(self, "<p class=\"intro\">{}</p>", esc(&intro));
        self.legend(&nodes, &edges);
        self.drawing(&nodes, &edges);
        self.importance();
        self.who(&nodes, &edges);
        self.ties(&edges);
        self.end_part();
    }

    /// The nodes to draw, most important first: subjects of alerts, then those with roles, then by how much of the
    /// network hangs on them.
    fn important_nodes(&self) -> Vec<usize> {
        let network = self.picture.network;
        let alerted: BTreeSet<_> = self.picture.findings.alerts.iter().map(|alert| alert.subject).collect();
        let with_role: BTreeSet<usize> = network.roles.iter().map(|role| role.node).collect();
        let mut order: Vec<(usize, &network::Node)> = network.nodes.iter().enumerate().collect();
        order.sort_by(|(a, one), (b, other)| {
            let rank =
                |at: usize, node: &network::Node| (alerted.contains(&node.cluster), with_role.contains(&at));
            rank(*b, other)
                .cmp(&rank(*a, one))
                .then(other.betweenness.total_cmp(&one.betweenness))
                .then(other.degree.cmp(&one.degree))
                .then(a.cmp(b))
        });
        order.into_iter().map(|(at, _)| at).take(NODES).collect()
    }

    /// What shapes and lines mean; with the script, each kind of tie can be switched off.
    fn legend(&mut self, nodes: &[usize], edges: &[(usize, &Edge)]) {
        let words = self.words;
        put!(self, "<div class=\"legend\" aria-label=\"{}\" role=\"group\">", esc(&words.text("legend")));
        let kinds: BTreeSet<Kind> = nodes
            .iter()
            .filter_map(|&at| self.picture.network.nodes.get(at))
            .map(|node| self.picture.kind(node.cluster))
            .collect();
        for kind in kinds {
            put!(
                self,
                "<span><svg class=\"kind\" viewBox=\"-12 -12 24 24\" aria-hidden=\"true\"><use href=\"#k-{}\"/></svg>{}</span>",
                kind.as_str(),
                esc(&words.code("kind", kind.as_str()))
            );
        }
        for layer in Layer::ALL {
            let count = edges.iter().filter(|(_, edge)| edge.layer == layer).count();
            if count == 0 {
                continue;
            }
            put!(
                self,
                "<button type=\"button\" aria-pressed=\"true\" data-layer=\"{name}\"><svg viewBox=\"0 0 30 8\" \
                 aria-hidden=\"true\"><path class=\"tie {name}\" d=\"M1 4H29\"/></svg>{} <b>{}</b></button>",
                esc(&words.code("layer", layer.as_str())),
                words.count(count),
                name = layer.as_str(),
            );
        }
        self.out.push_str("</div>");
    }

    fn drawing(&mut self, nodes: &[usize], edges: &[(usize, &Edge)]) {
        let position_of: BTreeMap<usize, usize> =
            nodes.iter().enumerate().map(|(drawn, &node)| (node, drawn)).collect();
        let ends: Vec<(usize, usize)> = edges
            .iter()
            .filter_map(|(_, edge)| Some((*position_of.get(&edge.from)?, *position_of.get(&edge.to)?)))
            .collect();
        let points = layout::positions(nodes.len(), &ends, BOUNDS);
        let at = |node: usize| position_of.get(&node).and_then(|&drawn| points.get(drawn)).copied();
        put!(
            self,
            "<div class=\"graph\"><div class=\"canvas\"><svg id=\"graph\" viewBox=\"0 0 {} {}\" role=\"group\" aria-label=\"{}\">\n",
            BOUNDS.width,
            BOUNDS.height,
            esc(&self.words.text("network-drawing"))
        );
        self.lines(edges, &at);
        self.points(nodes, &points);
        let hint = self.words.text("network-hint");
        put!(
            self,
            "</svg></div><aside id=\"node-view\" aria-live=\"polite\"><p class=\"quiet\">{}</p></aside></div>\n",
            esc(&hint)
        );
    }

    fn lines(&mut self, edges: &[(usize, &Edge)], at: &dyn Fn(usize) -> Option<(f64, f64)>) {
        // Ties between the same two are drawn side by side.
        let mut beside: BTreeMap<(usize, usize), u32> = BTreeMap::new();
        for (_, edge) in edges {
            *beside.entry((edge.from.min(edge.to), edge.from.max(edge.to))).or_default() += 1;
        }
        let mut drawn: BTreeMap<(usize, usize), u32> = BTreeMap::new();
        self.out.push_str("<g class=\"ties\">");
        for &(number, edge) in edges {
            let (Some((x1, y1)), Some((x2, y2))) = (at(edge.from), at(edge.to)) else { continue };
            let pair = (edge.from.min(edge.to), edge.from.max(edge.to));
            let all = beside.get(&pair).copied().unwrap_or(1);
            let nth = drawn.entry(pair).or_default();
            let side = if edge.from <= edge.to { 1.0 } else { -1.0 };
            let bend = (f64::from(*nth) - f64::from(all - 1) / 2.0) * 16.0 * side;
            *nth += 1;
            let length = (x2 - x1).hypot(y2 - y1).max(1.0);
            let (ux, uy) = ((x2 - x1) / length, (y2 - y1) / length);
            let (mx, my) = (f64::midpoint(x1, x2) - uy * bend, f64::midpoint(y1, y2) + ux * bend);
            let directed = edge.layer.is_directed();
            // An arrow ends before the shape it points to.
            let short = if directed { self.radius(edge.to) + 3.0 } else { 0.0 };
            let (ex, ey) = (x2 - mx, y2 - my);
            let last = ex.hypot(ey).max(1.0);
            let (ex, ey) = (x2 - ex / last * short, y2 - ey / last * short);
            put!(
                self,
                "<a href=\"#{id}\" tabindex=\"-1\" data-a=\"{}\" data-b=\"{}\" data-layer=\"{layer}\"><path class=\"tie {layer}\" \
                 d=\"M{x1:.1} {y1:.1}Q{mx:.1} {my:.1} {ex:.1} {ey:.1}\" stroke-width=\"{:.1}\"{}/><path class=\"grip\" \
                 d=\"M{x1:.1} {y1:.1}Q{mx:.1} {my:.1} {ex:.1} {ey:.1}\"><title>{}</title></path></a>\n",
                Id::Node(edge.from),
                Id::Node(edge.to),
                (0.9 + (edge.weight.max(1) as f64).ln() * 0.85).min(6.0),
                if directed { " marker-end=\"url(#arrow)\"" } else { "" },
                esc(&self.tie_title(edge)),
                id = Id::Edge(number),
                layer = edge.layer.as_str(),
            );
        }
        self.out.push_str("</g>\n");
    }

    fn tie_title(&self, edge: &Edge) -> String {
        let name = |at: usize| {
            self.picture.network.nodes.get(at).map_or("?", |node| self.picture.caption(node.cluster))
        };
        let layer = self.words.code("layer", edge.layer.as_str());
        let weight = self.words.get("count-times", &[("count", edge.weight.into())]);
        format!("{} – {}: {layer}, {weight}", name(edge.from), name(edge.to))
    }

    fn radius(&self, node: usize) -> f64 {
        let node = self.picture.network.nodes.get(node);
        7.0 + node.map_or(0.0, |node| node.betweenness.clamp(0.0, 1.0).sqrt() * 9.0)
    }

    fn points(&mut self, nodes: &[usize], points: &[(f64, f64)]) {
        let alerts: BTreeMap<_, usize> =
            self.picture.findings.alerts.iter().enumerate().map(|(at, alert)| (alert.subject, at)).collect();
        // The likeliest role of each, to stand under its name.
        let mut role_of: BTreeMap<usize, &network::Role> = BTreeMap::new();
        for role in &self.picture.network.roles {
            let surest = role_of.entry(role.node).or_insert(role);
            let sure = |role: &network::Role| CONFIDENCE.iter().position(|own| *own == role.confidence);
            if sure(role) > sure(surest) {
                *surest = role;
            }
        }
        let mut taken: Vec<Taken> = nodes
            .iter()
            .zip(points)
            .map(|(&node, &(x, y))| Taken::around(x, y, self.radius(node) + 1.0))
            .collect();
        self.out.push_str("<g class=\"nodes\">");
        for (drawn, (&at, &(x, y))) in nodes.iter().zip(points).enumerate() {
            let Some(node) = self.picture.network.nodes.get(at) else { continue };
            let kind = self.picture.kind(node.cluster);
            let caption = self.picture.caption(node.cluster);
            let alert = alerts.get(&node.cluster).and_then(|&at| self.picture.findings.alerts.get(at));
            let ring = match alert.map(|alert| !alert.may_be_reported()) {
                Some(true) => " class=\"ring protect\"",
                Some(false) => " class=\"ring\"",
                None => "",
            };
            let radius = self.radius(at);
            let title = format!(
                "{caption} · {} · {}",
                self.words.code("kind", kind.as_str()),
                self.words.get("count-neighbours", &[("count", node.degree.into())])
            );
            put!(
                self,
                "<a href=\"#{id}\" data-node=\"{id}\" class=\"node\" transform=\"translate({x:.1} {y:.1})\"><title>{}</title>",
                esc(&title),
                id = Id::Node(at),
            );
            if !ring.is_empty() {
                put!(self, "<circle{ring} r=\"{:.1}\"/>", radius + 4.5);
            }
            put!(
                self,
                "<use href=\"#k-{}\" class=\"c{}\" transform=\"scale({:.2})\"/>",
                kind.as_str(),
                node.community.min(COLOURS),
                radius / 8.5
            );
            let label = cut(caption, 26);
            let room = (BOUNDS.width, BOUNDS.height);
            if drawn < LABELS
                && let Some(label_at) = place(&label, 13.0, (x, y), radius, room, &mut taken)
            {
                put!(
                    self,
                    "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{}\">{}</text>",
                    label_at.x - x,
                    label_at.y - y,
                    label_at.anchor,
                    esc(&label)
                );
                self.role_label(role_of.get(&at).copied(), (x, y), radius, label_at, &mut taken);
            }
            self.out.push_str("</a>\n");
        }
        self.out.push_str("</g>");
    }

    /// The role under a name, where there is room: in words that say it is a perhaps.
    fn role_label(
        &mut self,
        role: Option<&network::Role>,
        (x, y): (f64, f64),
        radius: f64,
        label: Label,
        taken: &mut Vec<Taken>,
    ) {
        let Some(role) = role else { return };
        let said = cut(&format!("{}?", self.words.code("role", role.role)), 30);
        if let Some(at) = below(&said, 11.0, label, (x, y), radius, (BOUNDS.width, BOUNDS.height), taken) {
            put!(
                self,
                "<text class=\"may\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{}\">{}</text>",
                at.x - x,
                at.y - y,
                at.anchor,
                esc(&said)
            );
        }
    }
}
