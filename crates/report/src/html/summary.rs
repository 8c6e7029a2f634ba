//! The picture in a few sentences and numbers.

use super::text::{data, esc};
use super::{Page, put};
use crate::Id;

impl Page<'_> {
    pub(super) fn summary(&mut self) {
        self.part("summary", "summary-title");
        let (words, picture) = (self.words, self.picture);
        let evidence = picture.evidence;
        let sources = evidence.sources().count();
        let rejected: u64 = evidence.sources().map(|(_, source)| source.rejections).sum();
        let rejected = usize::try_from(rejected).unwrap_or(usize::MAX);
        let joined = picture.resolution.clusters.iter().filter(|cluster| cluster.members.len() > 1).count();
        let alerts = picture.findings.alerts.len();
        let protective = picture.findings.alerts.iter().filter(|alert| !alert.may_be_reported()).count();
        let read = words.get(
            "summary-read",
            &[
                ("sources", words.get("count-sources", &[("count", sources.into())]).into()),
                ("records", words.get("count-records", &[("count", evidence.record_count().into())]).into()),
                (
                    "entities",
                    words.get("count-entities", &[("count", evidence.entity_count().into())]).into(),
                ),
                ("events", words.get("count-events", &[("count", evidence.event_count().into())]).into()),
            ],
        );
        put!(self, "<p class=\"lead\">{} ", esc(&read));
        let joined = words.get("summary-joined", &[("count", joined.into())]);
        put!(self, "{} ", esc(&joined));
        let found = words.get("summary-alerts", &[("count", (alerts - protective).into())]);
        put!(self, "{}", esc(&found));
        if protective > 0 {
            let text = words.get("summary-protective", &[("count", protective.into())]);
            put!(self, " <strong>{}</strong>", esc(&text));
        }
        if rejected > 0 {
            let text = words.get("summary-rejected", &[("count", rejected.into())]);
            put!(self, " {}", esc(&text));
        }
        self.out.push_str("</p><dl class=\"tiles\">");
        for (key, count, anchor) in [
            ("tile-alerts", alerts, "alerts"),
            ("tile-hits", picture.findings.hits.len(), "alerts"),
            ("tile-nodes", picture.network.nodes.len(), "network"),
            (
                "tile-communities",
                picture.network.communities.iter().filter(|c| c.len() > 1).count(),
                "network",
            ),
            ("tile-trips", picture.routes.trips.len(), "routes"),
            ("tile-records", evidence.record_count(), "sources"),
            ("tile-rejected", rejected, "sources"),
        ] {
            put!(
                self,
                "<div><dt>{}</dt><dd><a href=\"#{anchor}\">{}</a></dd></div>",
                esc(&words.get(key, &[("count", count.into())])),
                words.count(count)
            );
        }
        self.out.push_str("</dl>");
        self.first_to_look_at();
        self.end_part();
    }

    /// The alerts with the most families, in a line each.
    fn first_to_look_at(&mut self) {
        const SHOWN: usize = 5;
        let mut order = self.alert_order();
        order.truncate(SHOWN);
        if order.is_empty() {
            return;
        }
        let title = self.words.text("summary-first");
        put!(self, "<h3>{}</h3><ul class=\"first\">", esc(&title));
        for at in order {
            let Some(alert) = self.picture.findings.alerts.get(at) else { continue };
            let families: Vec<String> =
                alert.families.iter().map(|family| self.words.code("family", family)).collect();
            let shape = self.shape(self.picture.kind(alert.subject));
            let mut about = families.join(" · ");
            if !alert.may_be_reported() {
                about = format!("{} — {about}", self.words.text("alert-protective"));
            }
            put!(
                self,
                "<li><a href=\"#{}\">{shape}{}</a> <span class=\"quiet\">{}</span></li>",
                Id::Alert(at),
                data(self.picture.caption(alert.subject)),
                esc(&about)
            );
        }
        self.out.push_str("</ul>");
    }
}
