//! The page: what was found, what stays undecided and why.

use flows::{Corridor, Verdict};
use report::page::{Page, data, esc};

use super::Case;

const CSS: &str = ".told { padding-left: 1.1rem; } .told li { margin: .35rem 0; }\n";

pub(super) fn page(case: &Case<'_>) -> String {
    let words = case.words;
    let keys = ["flows-corridors", "flows-displacements", "flows-echoes", "flows-undecided"];
    let [corridors, displacements, echoes, undecided] = keys.map(|key| words.text(key));
    let parts = [
        ("corridors", corridors.clone()),
        ("displacement", displacements.clone()),
        ("echoes", echoes.clone()),
        ("undecided", undecided.clone()),
    ];
    let mut page = Page::begin(words, &words.text("flows-title"), &case.notes(), &parts, CSS);
    let of = |verdict: Verdict| case.corridors.iter().filter(move |one| one.verdict == verdict);
    page.part("corridors", &corridors);
    page.says("intro", &words.text("flows-corridors-intro"));
    table(&mut page, case, of(Verdict::Uses).collect());
    page.end_part();
    page.part("displacement", &displacements);
    page.says("intro", &words.text("flows-displacements-intro"));
    for displacement in case.displacements {
        page.put(&format!("<h3>{}</h3>", data(&case.policy(displacement))));
        list(
            &mut page,
            displacement
                .changes
                .iter()
                .map(|change| case.change(change))
                .chain(case.cannot_tell(displacement)),
        );
    }
    if case.displacements.is_empty() {
        page.says("empty", &words.text("flows-none"));
    }
    page.end_part();
    page.part("echoes", &echoes);
    page.says("intro", &words.text("flows-echoes-intro"));
    for echoes in case.echoes {
        page.put(&format!("<h3>{}</h3>", data(&case.compared(echoes))));
        list(&mut page, echoes.tests.iter().filter(|test| test.is_flagged).map(|test| case.echo(test)));
    }
    if case.echoes.is_empty() {
        page.says("empty", &words.text("flows-none"));
    }
    page.end_part();
    page.part("undecided", &undecided);
    page.says("intro", &words.text("flows-undecided-intro"));
    list(&mut page, of(Verdict::Undecided).map(|one| case.corridor(one)));
    page.end_part();
    page.finish(&words.text("flows-footer"))
}

fn list(page: &mut Page<'_>, lines: impl Iterator<Item = String>) {
    page.put("<ul class=\"told\">");
    for line in lines {
        page.put(&format!("<li>{}</li>", data(&line)));
    }
    page.put("</ul>");
}

fn table(page: &mut Page<'_>, case: &Case<'_>, found: Vec<&Corridor>) {
    let words = case.words;
    if found.is_empty() {
        page.says("empty", &words.text("flows-none"));
        return;
    }
    let number = |key: &str| format!("#{}", words.text(key));
    let heads = [
        words.text("flows-col-group"),
        words.text("flows-col-way"),
        number("flows-col-lag"),
        number("flows-col-fit"),
        number("flows-col-months"),
        number("flows-col-first"),
        number("flows-col-second"),
    ];
    page.table(&words.text("flows-corridors"), &heads);
    for one in found {
        let fit = one.fit.map_or(0.0, |(low, _)| low);
        page.put(&format!(
            "<tr><th scope=\"row\">{}</th><td>{} → {}</td><td class=\"num\">{} ({}–{})</td><td class=\"num\">{}</td>\
             <td class=\"num\">{}</td><td class=\"num\">{}</td><td class=\"num\">{}</td></tr>",
            data(&one.group),
            data(&case.place(one.from)),
            data(&case.place(one.to)),
            words.decimal(one.lag, 2),
            words.decimal(one.lags.0, 2),
            words.decimal(one.lags.1, 2),
            words.decimal(fit, 3),
            words.count(one.months),
            esc(&case.range(one.counted.0)),
            esc(&case.range(one.counted.1)),
        ));
    }
    page.end_table();
}
