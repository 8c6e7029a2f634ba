//! What the network's shape says: who matters together, who may lead, which ties are probably missing, how it grew.

use super::text::esc;
use super::{Page, put};
use crate::findings::month;

/// Rows of each table.
const ROWS: usize = 15;
/// Others named beside a likely tie.
const SHARED: usize = 4;
/// Months in the table.
const MONTHS: usize = 24;

impl Page<'_> {
    pub(super) fn importance(&mut self) {
        self.groups();
        self.key_sets();
        self.standings();
        self.likely_ties();
        self.growth();
    }

    fn node_name(&self, at: usize) -> String {
        self.picture.network.nodes.get(at).map_or_else(String::new, |node| self.name(node.cluster))
    }

    fn node_names(&self, nodes: &[usize]) -> String {
        nodes.iter().map(|&at| self.node_name(at)).collect::<Vec<_>>().join(", ")
    }

    fn groups(&mut self) {
        let (words, network) = (self.words, self.picture.network);
        let others: Vec<String> = network
            .cohesion
            .resolutions
            .iter()
            .filter(|own| (own.resolution - 1.0).abs() > f64::EPSILON)
            .map(|own| words.count(own.communities as usize))
            .collect();
        let others = others.join(", ");
        let agreement = words.percent(network.cohesion.agreement.max(0.0));
        let values = [
            ("count", network.communities.len().into()),
            ("agreement", agreement.as_str().into()),
            ("others", others.as_str().into()),
        ];
        put!(self, "<p class=\"intro\">{}</p>", esc(&words.get("network-groups", &values)));
    }

    fn key_sets(&mut self) {
        let (words, network) = (self.words, self.picture.network);
        if network.key_sets.is_empty() {
            return;
        }
        put!(self, "<h3>{}</h3>", esc(&words.text("network-key-title")));
        self.says("intro", "network-key-intro");
        for set in &network.key_sets {
            let (share, between) =
                (words.percent(set.value), words.percent(set.most_between.unwrap_or_default()));
            let values = [
                ("count", set.nodes.len().into()),
                ("share", share.as_str().into()),
                ("between", between.as_str().into()),
            ];
            let said = if set.aim == "disrupt" {
                words.get("network-key-disrupt", &values)
            } else {
                words.get("network-key-reach", &values)
            };
            let proof =
                words.text(if set.is_optimal { "network-key-proved" } else { "network-key-not-proved" });
            let names = self.node_names(&set.nodes);
            put!(
                self,
                "<p><b>{names}</b><br>{} <span class=\"quiet\">{}</span></p>",
                esc(&said),
                esc(&proof)
            );
        }
    }

    fn standings(&mut self) {
        let (words, network) = (self.words, self.picture.network);
        if network.standings.is_empty() {
            return;
        }
        put!(
            self,
            "<details class=\"list\"><summary>{}</summary>",
            esc(&words.text("network-standing-title"))
        );
        self.says("intro", "network-standing-intro");
        self.table("network-standing-title", &["network-col-rank", "col-who", "network-col-interval"]);
        for own in network.standings.iter().take(ROWS) {
            let name = self.node_name(own.node);
            put!(
                self,
                "<tr><td class=\"num\">{}</td><td>{name}</td><td class=\"num\">({}–{})</td></tr>",
                own.rank,
                own.interval.0,
                own.interval.1
            );
        }
        self.end_table();
        self.left_out(network.standings.len(), ROWS);
        self.out.push_str("</details>\n");
    }

    fn likely_ties(&mut self) {
        let (words, outlook) = (self.words, &self.picture.network.outlook);
        put!(self, "<details class=\"list\"><summary>{}</summary>", esc(&words.text("network-likely-title")));
        if let Some(why) = outlook.abstention {
            let why = words.code("network-abstains", why);
            let said = words.get("network-likely-none", &[("why", why.as_str().into())]);
            put!(self, "<p class=\"empty\">{}</p></details>\n", esc(&said));
            return;
        }
        let auc = words.percent(outlook.auc);
        let intro = words.get("network-likely-intro", &[("auc", auc.as_str().into())]);
        put!(self, "<p class=\"intro\">{}</p>", esc(&intro));
        self.table(
            "network-likely-title",
            &["col-one", "col-other", "network-col-probability", "network-col-shared", "network-col-settle"],
        );
        for tie in outlook.ties.iter().take(ROWS) {
            let (one, other) = (self.node_name(tie.one), self.node_name(tie.other));
            let shared = self.node_names(tie.shared.get(..SHARED).unwrap_or(&tie.shared));
            let settle: Vec<String> =
                tie.settled_by.iter().map(|record| words.code("network-settle", record)).collect();
            put!(
                self,
                "<tr><td>{one}</td><td>{other}</td><td class=\"num\">{} ({}–{})</td><td>{shared}</td><td>{}</td></tr>",
                esc(&words.percent(tie.probability)),
                esc(&words.percent(tie.band.0)),
                esc(&words.percent(tie.band.1)),
                esc(&settle.join("; "))
            );
        }
        self.end_table();
        self.left_out(outlook.ties.len(), ROWS);
        self.out.push_str("</details>\n");
    }

    fn growth(&mut self) {
        let (words, network) = (self.words, self.picture.network);
        if network.growth.is_empty() {
            return;
        }
        put!(self, "<details class=\"list\"><summary>{}</summary>", esc(&words.text("network-time-title")));
        self.says("intro", "network-time-intro");
        self.table(
            "network-time-title",
            &[
                "col-month",
                "network-col-new-nodes",
                "network-col-new-ties",
                "network-col-ties",
                "network-col-events",
            ],
        );
        let skip = network.growth.len().saturating_sub(MONTHS);
        for own in network.growth.iter().skip(skip) {
            put!(
                self,
                "<tr><td>{}</td><td class=\"num\">{}</td><td class=\"num\">{}</td><td class=\"num\">{}</td>\
                 <td class=\"num\">{}</td></tr>",
                esc(&self.month_name(own.month)),
                words.count(own.new_nodes as usize),
                words.count(own.new_ties as usize),
                words.count(own.ties as usize),
                words.count(usize::try_from(own.events).unwrap_or(usize::MAX))
            );
        }
        self.end_table();
        self.left_out(network.growth.len(), MONTHS);
        if !network.phases.is_empty() {
            self.table(
                "network-time-title",
                &["network-col-community", "network-col-phase", "col-period", "network-col-events"],
            );
            for phase in network.phases.iter().take(ROWS) {
                let period = words.period(self.month_name(phase.from), self.month_name(phase.to));
                let number = words.get("community", &[("number", (phase.community + 1).into())]);
                put!(
                    self,
                    "<tr><td>{}</td><td>{}</td><td>{}</td><td class=\"num\">{}</td></tr>",
                    esc(&number),
                    esc(&words.code("layer", phase.layer.as_str())),
                    esc(&period),
                    words.count(usize::try_from(phase.events).unwrap_or(usize::MAX))
                );
            }
            self.end_table();
            self.left_out(network.phases.len(), ROWS);
        }
        self.out.push_str("</details>\n");
    }

    fn month_name(&self, months: i32) -> String {
        let iso = month(months);
        match iso.split_once('-').and_then(|(year, month)| Some((year.to_owned(), month.parse::<u8>().ok()?)))
        {
            Some((year, month)) => format!("{} {year}", self.words.text(&format!("month-short-{month}"))),
            None => iso,
        }
    }
}
