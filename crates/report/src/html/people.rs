//! Who is who: what was judged to be the same, and why.

use std::collections::BTreeSet;

use evidence::SourceIx;
use resolve::{Cluster, ClusterIx, Reason};

use super::text::{data, esc};
use super::{Page, put};
use crate::Id;

const CLUSTERS: usize = 150;
const REASONS: usize = 6;

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
            self.out.push_str("</ul>");
            self.left_out(distinct.len(), REASONS);
            put!(self, "</td><td class=\"num\">{}</td></tr>", esc(&self.words.percent(cluster.probability)));
        }
        self.end_table();
        self.left_out(joined.len(), CLUSTERS);
        self.end_part();
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
