//! The three questions of civil society, with their figures and with what the data does not tell.

use report::Value as Word;
use review::effect::{About, Answer, Item, Said, effect as computed};

use super::{day, said};
use crate::desk::Desk;
use crate::document::{Document, Run};

pub(super) fn effect(desk: &Desk<'_>) -> Document {
    let mut document = desk.document("effect");
    let found = computed(desk.picture, desk.questionnaire, desk.table, desk.vocabulary);
    if let Some(table) = desk.table {
        let sha256: String = table.sha256.chars().take(12).collect();
        let values = [
            ("rows", table.rows.len().into()),
            ("day", day(desk, table.cut_off).into()),
            ("smallest", desk.vocabulary.smallest_cell.into()),
            ("sha256", sha256.into()),
        ];
        document.quiet(desk.words.get("review-doc-table", &values));
    }
    document.note(desk.words.text("review-doc-no-ranking"));
    for (key, answer) in
        [("stronger", &found.stronger), ("effective", &found.effective), ("reform", &found.reform)]
    {
        document.heading(1, desk.words.text(&format!("review-effect-question-{key}")));
        findings(desk, &mut document, answer);
    }
    if !found.contradictions.is_empty() {
        document.heading(1, desk.words.text("review-effect-contradictions"));
        let points = found.contradictions.iter().map(|(question, what)| {
            vec![Run::strong(format!("{question} ")), Run::plain(sentence(desk, what))]
        });
        document.bullets(points.collect());
    }
    document
}

/// What is found and what is not known, told by the requests that it is about.
fn findings(desk: &Desk<'_>, document: &mut Document, answer: &Answer) {
    if answer.findings.is_empty() && answer.reforms.is_empty() {
        document.say(desk.words.text("review-effect-nothing"));
    }
    let of = |all: &[Said], about: Option<&About>, style: fn(String) -> Run| -> Vec<Vec<Run>> {
        let own = all.iter().filter(|one| one.about.as_ref() == about);
        own.map(|one| vec![style(sentence(desk, one))]).collect()
    };
    document.bullets(of(&answer.findings, None, Run::plain));
    let mut told: Vec<&About> = Vec::new();
    for about in answer.findings.iter().chain(&answer.limits).filter_map(|one| one.about.as_ref()) {
        if told.contains(&about) {
            continue;
        }
        told.push(about);
        let group =
            desk.vocabulary.groups.get(about.group).map_or("", |group| group.name.get(desk.language()));
        let direction = desk.words.text(&format!("review-direction-{}", about.direction));
        document.heading(3, format!("{group}, {direction}"));
        let mut points = of(&answer.findings, Some(about), Run::plain);
        points.extend(of(&answer.limits, Some(about), Run::quiet));
        document.bullets(points);
    }
    let mut points = Vec::new();
    for (at, count) in &answer.reforms {
        if let Some(reform) = desk.vocabulary.reforms.get(*at) {
            let text = reform.text.get(desk.language());
            let behind = said(desk, "review-effect-behind", "count", *count);
            points.push(vec![Run::plain(text), Run::quiet(format!(" [{}; {behind}]", reform.provision))]);
        }
    }
    document.bullets(points);
    let limits = of(&answer.limits, None, Run::quiet);
    if !limits.is_empty() {
        document.heading(3, desk.words.text("review-effect-limits"));
        document.bullets(limits);
    }
}

fn sentence(desk: &Desk<'_>, what: &Said) -> String {
    let values: Vec<(&str, Word<'_>)> =
        what.values.iter().map(|(name, item)| (*name, word(desk, item))).collect();
    desk.words.get(&format!("review-effect-{}", what.key), &values)
}

fn word(desk: &Desk<'_>, item: &Item) -> Word<'static> {
    match item {
        Item::Count(count) => (*count).into(),
        Item::Share(share) => desk.words.percent(*share).into(),
        Item::Number(number) => desk.words.decimal(*number, 1).into(),
        Item::Day(date) => day(desk, *date).into(),
        Item::Text(text) => review::mechanism::Instrument::parse(text)
            .map_or_else(|| text.clone(), |instrument| desk.instrument(instrument).to_owned())
            .into(),
        Item::Code(code) => {
            let language = desk.language();
            let group = desk.vocabulary.groups.iter().find(|group| group.key == *code);
            let ground = desk.vocabulary.grounds.iter().find(|ground| ground.key == *code);
            let name = group
                .map(|group| group.name.get(language))
                .or(ground.map(|ground| ground.name.get(language)));
            let name = name.map_or_else(|| desk.words.code("review-obstacle", code), str::to_owned);
            name.into()
        }
    }
}
