//! The page: each claim beside its records, to be read on a screen or taken along on paper.

use corroborate::{Cited, Judged, Outcome};
use report::page::{Page, data, esc};

use super::Case;

const CSS: &str = include_str!("page.css");

pub(super) fn page(case: &Case<'_>) -> String {
    let (told, words) = (&case.told, case.told.words);
    let title = words.get("corroborate-title", &[("reference", case.found.reference.as_str().into())]);
    let (claims, people) = (words.text("corroborate-claims"), words.text("corroborate-people"));
    let parts = [
        ("overview", words.text("corroborate-overview")),
        ("claims", claims.clone()),
        ("people", people.clone()),
    ];
    let mut page = Page::begin(words, &title, &told.notes(), &parts, CSS);
    overview(&mut page, case);
    page.part("claims", &claims);
    for claim in &case.found.claims {
        card(&mut page, case, claim);
    }
    page.end_part();
    page.part("people", &people);
    page.says("intro", &words.text("corroborate-people-intro"));
    page.put("<ul class=\"plain\">");
    for key in case.found.people.keys() {
        page.put(&format!("<li>{}</li>", data(&told.person(key))));
    }
    page.put("</ul>");
    page.end_part();
    page.finish(&words.text("corroborate-footer"))
}

fn overview(page: &mut Page<'_>, case: &Case<'_>) {
    let (told, words) = (&case.told, case.told.words);
    page.part("overview", &words.text("corroborate-overview"));
    let values = [
        ("taken", words.stamp(&case.found.taken).into()),
        ("by", case.found.taken_by.as_str().into()),
        ("claims", case.found.claims.len().into()),
    ];
    page.says("lead", &words.get("corroborate-lead", &values));
    let tiles: Vec<(String, String)> = Outcome::ALL
        .iter()
        .filter_map(|outcome| {
            let count = case.found.counts.get(outcome)?;
            Some((words.code("corroborate-outcome", outcome.as_str()), words.count(*count)))
        })
        .collect();
    page.tiles(&tiles);
    page.says("intro", &words.text("corroborate-strengths"));
    let heads = [
        words.text("corroborate-col-claim"),
        words.text("corroborate-col-records"),
        format!("#{}", words.text("corroborate-col-for")),
        format!("#{}", words.text("corroborate-col-against")),
    ];
    page.table(&words.text("corroborate-overview"), &heads);
    for claim in &case.found.claims {
        page.put(&format!(
            "<tr><th scope=\"row\"><a href=\"#claim-{}\">{}</a><br><span class=\"quiet\">{}</span></th><td>{}</td>\
             <td class=\"num\">{}</td><td class=\"num\">{}</td></tr>",
            anchor(&claim.id),
            data(&claim.id),
            data(&claim.said),
            badge(claim, &told.outcome(claim)),
            words.count(claim.supports.len()),
            words.count(claim.against.len()),
        ));
    }
    page.end_table();
    page.end_part();
}

/// An id as an anchor: what is not plain is its code.
fn anchor(id: &str) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || c == '-' { c.to_string() } else { format!("_{:x}", u32::from(c)) }
    };
    id.chars().map(plain).collect()
}

fn badge(claim: &Judged, text: &str) -> String {
    format!("<span class=\"badge {}\">{}</span>", claim.outcome.as_str(), esc(text))
}

fn card(page: &mut Page<'_>, case: &Case<'_>, claim: &Judged) {
    let (told, words) = (&case.told, case.told.words);
    let remarks: Vec<String> =
        told.remarks(claim).iter().map(|line| format!("<p>{}</p>", data(line))).collect();
    page.put(&format!(
        "<article class=\"card claim {}\" id=\"claim-{}\"><div class=\"said\"><p class=\"quiet\">{}</p>\
         <blockquote>{}</blockquote>{}<p class=\"sought\">{}</p>{}</div><div class=\"records\">",
        claim.outcome.as_str(),
        anchor(&claim.id),
        data(&claim.id),
        data(&claim.said),
        badge(claim, &told.outcome(claim)),
        data(&told.sought(claim)),
        remarks.concat(),
    ));
    let supports = claim.supports.iter().map(|one| (told.support(one), vec![&one.record]));
    list(page, case, "corroborate-for", "for", supports.collect());
    let against = claim.against.iter().map(|one| (told.against(one), one.records.iter().collect()));
    list(page, case, "corroborate-against", "against", against.collect());
    let near = claim.near.iter().map(|one| (told.near(one), vec![&one.record]));
    list(page, case, "corroborate-near", "near-miss", near.collect());
    let expected = claim.expected.iter().map(|one| (told.expected(one), Vec::new()));
    list(page, case, "corroborate-expected", "expected", expected.collect());
    let asks = claim.asks.iter().map(|one| (told.ask(one), Vec::new()));
    list(page, case, "corroborate-ask", "asks", asks.collect());
    if claim.supports.is_empty() && claim.against.is_empty() && claim.expected.is_empty() {
        page.says("empty", &words.text("corroborate-nothing"));
    }
    page.put("</div></article>\n");
}

/// Unfolded of a long list.
const UNFOLDED: usize = 6;

fn list(page: &mut Page<'_>, case: &Case<'_>, title: &str, class: &str, lines: Vec<(String, Vec<&Cited>)>) {
    if lines.is_empty() {
        return;
    }
    let words = case.told.words;
    page.put(&format!("<h4>{}</h4><ul class=\"{class}\">", esc(&words.text(title))));
    let all = lines.len();
    for (at, (line, records)) in lines.into_iter().enumerate() {
        if at == UNFOLDED && all > UNFOLDED + 1 {
            let more = words.get("corroborate-more", &[("count", (all - UNFOLDED).into())]);
            page.put(&format!("</ul><details><summary>{}</summary><ul class=\"{class}\">", esc(&more)));
        }
        page.put(&format!("<li>{}", data(&line)));
        for cited in records {
            let place = case.told.place(cited);
            match case.excerpts.get(&cited.record) {
                Some(text) => page.put(&format!(
                    "<details class=\"source\"><summary>{}</summary><pre>{}</pre></details>",
                    data(&place),
                    data(text)
                )),
                None => page.put(&format!(" <span class=\"quiet\">{}</span>", data(&place))),
            }
        }
        page.put("</li>");
    }
    page.put("</ul>");
    if all > UNFOLDED + 1 {
        page.put("</details>");
    }
}
