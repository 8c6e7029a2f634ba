//! The page of a plan: map, posts with the reason for each, scenarios, other plans.

use std::collections::BTreeSet;

use gazetteer::{Country, Gazetteer};
use report::map::Map;
use report::page::{Page, data, esc};

use super::Case;

const CSS: &str = include_str!("page.css");
/// Routes drawn: those with most demand. Ours: more are a tangle.
const DRAWN: usize = 60;

pub(super) fn page(case: &Case<'_>, gazetteer: &Gazetteer) -> String {
    let words = case.words;
    let title = words.text("liaison-title");
    let keys = ["liaison-plan", "liaison-posts", "liaison-scenarios", "liaison-others"];
    let [plan, posts, scenarios, others] = keys.map(|key| words.text(key));
    let parts = [
        ("plan", plan.clone()),
        ("posts", posts.clone()),
        ("scenarios", scenarios.clone()),
        ("others", others.clone()),
    ];
    let mut page = Page::begin(words, &title, &case.notes(), &parts, CSS);
    page.part("plan", &plan);
    page.says("lead", &case.lead());
    page.tiles(&tiles(case));
    if let Some(map) = map(case, gazetteer) {
        page.put(&format!(
            "<figure class=\"flows\">{map}<figcaption class=\"quiet\">{}</figcaption></figure>",
            esc(&words.text("liaison-map"))
        ));
    }
    for remark in case.remarks() {
        page.put(&format!("<p class=\"intro\">{}</p>", data(&remark)));
    }
    page.end_part();
    page.part("posts", &posts);
    receipts(&mut page, case);
    page.end_part();
    page.part("scenarios", &scenarios);
    page.says("intro", &words.text("liaison-scenarios-intro"));
    fares(&mut page, case);
    page.end_part();
    page.part("others", &others);
    page.says("intro", &words.text("liaison-others-intro"));
    alternatives(&mut page, case);
    page.end_part();
    page.finish(&words.text("liaison-footer"))
}

fn tiles(case: &Case<'_>) -> Vec<(String, String)> {
    let best = &case.found.best;
    let words = case.words;
    vec![
        (words.text("liaison-tile-posts"), words.count(best.posts.len())),
        (words.text("liaison-tile-mean"), case.share(best.mean)),
        (words.text("liaison-tile-regret"), case.share(best.regret)),
        (words.text("liaison-tile-today"), case.share(case.found.today.mean)),
        (words.text("liaison-tile-greedy"), case.share(case.found.greedy.mean)),
    ]
}

fn map(case: &Case<'_>, gazetteer: &Gazetteer) -> Option<String> {
    let problem = case.problem;
    let chosen: BTreeSet<usize> = case.found.best.posts.iter().copied().collect();
    let sum = |route: &placement::Route| route.demand.iter().sum::<f64>();
    let mut routes: Vec<&placement::Route> = problem.routes.iter().filter(|route| sum(route) > 0.0).collect();
    routes.sort_by(|a, b| sum(b).total_cmp(&sum(a)).then_with(|| a.stops.cmp(&b.stops)));
    routes.truncate(DRAWN);
    let most = routes.first().map_or(1.0, |route| sum(route));
    let at = |(latitude, longitude): (f64, f64)| (longitude, latitude);
    let posts = || chosen.iter().filter_map(|post| problem.posts.get(*post));
    let mut points: Vec<(f64, f64)> = posts().map(|post| at(post.position)).collect();
    let way = |route: &placement::Route| -> Vec<(f64, f64)> {
        route.stops.iter().filter_map(|stop| case.places.get(stop)).map(|place| at(*place)).collect()
    };
    points.extend(routes.iter().flat_map(|route| way(route)));
    let label = case.words.get("liaison-map-label", &[("posts", chosen.len().into())]);
    let mut map = Map::around(&points, &label)?;
    for route in &routes {
        let covered = route.seen_by.iter().any(|post| chosen.contains(post));
        let class = if covered { "flow covered" } else { "flow open" };
        let way = way(route);
        for (from, to) in way.iter().zip(way.iter().skip(1)) {
            map.line(*from, *to, class, 0.8 + 3.6 * (sum(route) / most).sqrt());
        }
    }
    for receipt in &case.found.receipts {
        if let Some(post) = problem.posts.get(receipt.post) {
            let class = if post.exists { "post stands" } else { "post new" };
            map.mark(
                at(post.position),
                4.0 + 9.0 * receipt.passes.sqrt(),
                class,
                &post.name,
                &case.why(receipt),
            );
        }
    }
    let hosts: BTreeSet<Country> = posts().filter_map(|post| Country::from_alpha2(&post.country)).collect();
    Some(map.finish(gazetteer, case.words, &|country| hosts.contains(&country)))
}

fn receipts(page: &mut Page<'_>, case: &Case<'_>) {
    let words = case.words;
    let heads = [
        words.text("liaison-col-post"),
        format!("#{}", words.text("liaison-col-passes")),
        format!("#{}", words.text("liaison-col-marginal")),
        format!("#{}", words.text("liaison-col-cost")),
        words.text("liaison-col-why"),
    ];
    page.table(&words.text("liaison-posts"), &heads);
    for receipt in &case.found.receipts {
        let Some(post) = case.problem.posts.get(receipt.post) else { continue };
        let state = words.text(if post.exists { "liaison-stands" } else { "liaison-new" });
        page.put(&format!(
            "<tr><th scope=\"row\">{}<br><span class=\"quiet\">{} · {}</span></th><td class=\"num\">{}</td>\
             <td class=\"num\">{}</td><td class=\"num\">{}</td><td class=\"why\">{}</td></tr>",
            data(&post.name),
            data(&post.country),
            esc(&state),
            case.share(receipt.passes),
            case.share(receipt.marginal),
            esc(&case.money(post.cost_minor(&case.problem.rules))),
            data(&case.why(receipt)),
        ));
    }
    page.end_table();
}

fn fares(page: &mut Page<'_>, case: &Case<'_>) {
    let words = case.words;
    let number = |key: &str| format!("#{}", words.text(key));
    let heads = [
        words.text("liaison-col-scenario"),
        number("liaison-col-covered"),
        number("liaison-col-best"),
        number("liaison-col-regret"),
        number("liaison-col-greedy"),
        number("liaison-col-today"),
    ];
    page.table(&words.text("liaison-scenarios"), &heads);
    for fare in &case.found.fares {
        let cells = [fare.covered, fare.best, fare.regret(), fare.greedy, fare.today];
        let cells: Vec<String> =
            cells.iter().map(|share| format!("<td class=\"num\">{}</td>", case.share(*share))).collect();
        let cells = cells.concat();
        page.put(&format!("<tr><th scope=\"row\">{}</th>{cells}</tr>", esc(&case.scenario(fare.scenario))));
    }
    page.end_table();
}

fn alternatives(page: &mut Page<'_>, case: &Case<'_>) {
    let words = case.words;
    if case.found.others.is_empty() {
        page.says("empty", &words.text("liaison-no-others"));
        return;
    }
    let heads = [
        words.text("liaison-col-change"),
        format!("#{}", words.text("liaison-col-covered")),
        format!("#{}", words.text("liaison-col-regret")),
        format!("#{}", words.text("liaison-col-cost")),
    ];
    page.table(&words.text("liaison-others"), &heads);
    for other in &case.found.others {
        page.put(&format!(
            "<tr><td>{}</td><td class=\"num\">{}</td><td class=\"num\">{}</td><td class=\"num\">{}</td></tr>",
            data(&case.change(other)),
            case.share(other.mean),
            case.share(other.regret),
            esc(&case.money(other.cost_minor)),
        ));
    }
    page.end_table();
}
