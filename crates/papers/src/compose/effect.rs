//! The three questions of civil society, with their figures and with what the data does not tell.

use report::Value as Word;
use review::effect::{Answer, Item, Said, effect as computed};

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

fn findings(desk: &Desk<'_>, document: &mut Document, answer: &Answer) {
    if answer.findings.is_empty() && answer.reforms.is_empty() {
        document.say(desk.words.text("review-effect-nothing"));
    }
    document.bullets(answer.findings.iter().map(|what| vec![Run::plain(sentence(desk, what))]).collect());
    let mut points = Vec::new();
    for (at, count) in &answer.reforms {
        if let Some(reform) = desk.vocabulary.reforms.get(*at) {
            let text = reform.text.get(desk.language());
            let behind = said(desk, "review-effect-behind", "count", *count);
            points.push(vec![Run::plain(text), Run::quiet(format!(" [{}; {behind}]", reform.provision))]);
        }
    }
    document.bullets(points);
    if !answer.limits.is_empty() {
        document.quiet(desk.words.text("review-effect-limits"));
        document.bullets(answer.limits.iter().map(|what| vec![Run::quiet(sentence(desk, what))]).collect());
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
        Item::Text(text) => match text.as_str() {
            "in" | "out" => desk.words.text(&format!("review-direction-{text}")).into(),
            _ => review::mechanism::Instrument::parse(text)
                .map_or_else(|| text.clone(), |instrument| desk.instrument(instrument).to_owned())
                .into(),
        },
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
