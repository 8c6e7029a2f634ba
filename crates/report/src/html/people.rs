//! Who is who: what was judged to be the same, and why.

use std::collections::BTreeSet;

use evidence::SourceIx;
use resolve::{Cluster, ClusterIx, Outcome, Reason, Verdict};

use super::text::{data, esc};
use super::{Page, put};
use crate::Id;

const CLUSTERS: usize = 150;
const REASONS: usize = 6;
const DECISIONS: usize = 300;

impl Page<'_> {
    pub(super) fn people(&mut self) {
        self.part("people", "people-title");
        let mut joined: Vec<(ClusterIx, &Cluster, BTreeSet<SourceIx>)> = (0..)
            .map(ClusterIx)
            .zip(&self.picture.resolution.clusters)
            .filter(|(_, cluster)| cluster.members.len() > 1)
            .map(|(ix, cluster)| (ix, cluster, self.sources_of(cluster)))
            .collect();
        // What joins several sources is what no single agency could see.
        joined.sort_by(|a, b| {
            b.2.len().cmp(&a.2.len()).then(b.1.members.len().cmp(&a.1.members.len())).then(a.0.cmp(&b.0))
        });
        if joined.is_empty() {
            self.says("empty", "people-none");
            self.decisions();
            self.end_part();
            return;
        }
        self.says("intro", "people-intro");
        self.table(
            "people-title",
            &["col-who", "col-entries", "col-sources", "col-because", "col-probability"],
        );
        for (ix, cluster, sources) in joined.iter().take(CLUSTERS) {
            let name = self.name(*ix);
            let names: Vec<String> = sources
                .iter()
                .filter_map(|&source| self.picture.evidence.source(source))
                .map(|source| format!("<li>{}</li>", data(&source.name)))
                .collect();
            put!(
                self,
                "<tr id=\"{}\"><th scope=\"row\">{name}</th><td class=\"num\">{}</td><td><ul class=\"plain\">{}</ul></td><td><ul class=\"plain\">",
                Id::Cluster(*ix),
                self.words.count(cluster.members.len()),
                names.concat()
            );
            let mut said: BTreeSet<(&str, &str)> = BTreeSet::new();
            let distinct: Vec<&Reason> = cluster
                .reasons
                .iter()
                .filter(|reason| said.insert((reason.kind, reason.value.as_str())))
                .collect();
            for reason in distinct.iter().take(REASONS) {
                self.out.push_str("<li>");
                self.reason(reason);
                self.out.push_str("</li>");
            }
            self.kept_apart(*ix);
            self.out.push_str("</ul>");
            self.left_out(distinct.len(), REASONS);
            put!(self, "</td><td class=\"num\">{}</td></tr>", esc(&self.words.percent(cluster.probability)));
        }
        self.end_table();
        self.left_out(joined.len(), CLUSTERS);
        self.decisions();
        self.end_part();
    }

    /// From whom a person decided that a cluster is different.
    fn kept_apart(&mut self, ix: ClusterIx) {
        let resolution = self.picture.resolution;
        let all = self.picture.decided_of(ix).filter(|(_, decided)| {
            decided.verdict == Verdict::Different && decided.outcome == Outcome::Followed
        });
        for (at, decided) in all.collect::<Vec<_>>().into_iter().take(REASONS) {
            let (one, other) = decided.between;
            let other = if resolution.cluster(one) == Some(ix) { other } else { one };
            let (told, name) = (self.words.text("people-apart"), self.entity_name(other));
            let mut by = format!("{}, {}", data(&decided.author), esc(&self.words.stamp(&decided.time)));
            if at < DECISIONS {
                by = format!("<a href=\"#{}\">{by}</a>", Id::Decision(at));
            }
            put!(self, "<li>{} {name} ({by})</li>", esc(&told));
        }
    }

    /// What people decided, and what came of it.
    fn decisions(&mut self) {
        let resolution = self.picture.resolution;
        if resolution.decided.is_empty() {
            return;
        }
        let title = self.words.text("decisions-title");
        put!(self, "<h3>{}</h3>", esc(&title));
        self.says("intro", "decisions-intro");
        let heads = ["col-one", "col-other", "col-verdict", "col-author", "col-when", "col-outcome"];
        self.table("decisions-title", &heads);
        for (at, decided) in resolution.decided.iter().enumerate().take(DECISIONS) {
            let [one, other] = [decided.between.0, decided.between.1].map(|entity| self.entry_name(entity));
            let verdict = self.words.code("verdict", decided.verdict.as_str());
            put!(
                self,
                "<tr id=\"{}\"><td>{one}</td><td>{other}</td><td>{}</td><td>{}</td><td>{}</td><td>{}",
                Id::Decision(at),
                esc(&verdict),
                data(&decided.author),
                esc(&self.words.stamp(&decided.time)),
                data(&self.words.outcome(resolution, decided))
            );
            if !decided.cut.is_empty() {
                let cut = self.words.text("decisions-cut");
                put!(self, "<p class=\"quiet\">{}</p><ul class=\"plain\">", esc(&cut));
                for reason in decided.cut.iter().take(REASONS) {
                    let (one, other) = reason.between;
                    let caption = |entity| data(self.picture.evidence.caption(entity)).to_string();
                    put!(self, "<li>{} – {}, ", caption(one), caption(other));
                    self.reason(reason);
                    self.out.push_str("</li>");
                }
                self.out.push_str("</ul>");
                self.left_out(decided.cut.len(), REASONS);
            }
            self.out.push_str("</td></tr>");
        }
        self.end_table();
        self.left_out(resolution.decided.len(), DECISIONS);
    }

    fn sources_of(&self, cluster: &Cluster) -> BTreeSet<SourceIx> {
        let evidence = self.picture.evidence;
        cluster
            .members
            .iter()
            .flat_map(|&member| {
                evidence
                    .statements_of(member)
                    .filter_map(|row| evidence.source_of(row.record))
                    .chain(evidence.first_source(member))
            })
            .collect()
    }

    /// What is shared, and where it stands.
    pub(super) fn reason(&mut self, reason: &Reason) {
        let kind = self.words.code("join", reason.kind);
        put!(self, "{} <b>{}</b> ", esc(&kind), data(&reason.value));
        self.record_links(&reason.records, 4);
    }
}
