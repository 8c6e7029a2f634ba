//! Pieces that every answer is told in.

use law::{Answered, Citation, Conclusion, Fact, Held, Rule, RuleSet, Tag, Text, Verdict};
use report::{Language, Words};

/// A text in the language of `words`.
pub(super) fn text<'t>(text: &'t Text, words: &Words) -> &'t str {
    text.get(language(words))
}

pub(super) fn language(words: &Words) -> law::Language {
    match words.language() {
        Language::English => law::Language::English,
        Language::French => law::Language::French,
    }
}

/// Citations in full, one after the other.
pub(super) fn cites(set: &RuleSet, all: &[Citation]) -> String {
    all.iter().map(|cite| set.cited(cite)).collect::<Vec<_>>().join("; ")
}

/// How a rule was verified and how sure we are, if a reader must know: nothing for a text that was read, high.
fn doubt(rule: &Rule, words: &Words) -> String {
    let mut parts = Vec::new();
    if rule.tag != Tag::Text {
        parts.push(words.text(&format!("law-tag-{}", tag(rule.tag))));
    }
    if rule.confidence != law::Confidence::High {
        parts.push(words.text(match rule.confidence {
            law::Confidence::Low => "law-confidence-low",
            _ => "law-confidence-medium",
        }));
    }
    parts.join(", ")
}

/// Where a rule is written, and what is not certain about it.
pub(super) fn source(set: &RuleSet, rule: &Rule, words: &Words) -> String {
    let (cites, doubt) = (cites(set, &rule.cites), doubt(rule, words));
    if doubt.is_empty() { cites } else { format!("{cites} [{doubt}]") }
}

/// The code of a tag.
pub(super) fn tag(tag: Tag) -> &'static str {
    match tag {
        Tag::Text => "text",
        Tag::Excerpt => "excerpt",
        Tag::Known => "known",
        Tag::Unverified => "unverified",
        Tag::Ours => "ours",
    }
}

/// What became of a conclusion, as a person reads it.
pub(super) fn answered(own: &Conclusion, answered: Answered, words: &Words) -> String {
    match answered {
        Answered::Is(at) => value(own, at, words),
        Answered::NeedsFact => words.text("law-needs-fact"),
        Answered::NeedsLegalReview => words.text("law-needs-review"),
    }
}

/// What became of a conclusion under one reading.
pub(super) fn verdict(own: &Conclusion, verdict: Verdict, words: &Words) -> String {
    match verdict {
        Verdict::Is(at) => value(own, at, words),
        Verdict::Unknown => words.text("law-needs-fact"),
        Verdict::Conflict => words.text("law-conflict"),
    }
}

fn value(own: &Conclusion, at: usize, words: &Words) -> String {
    let Some(value) = own.values.get(at) else { return String::new() };
    if own.is_yes_no {
        return words.text(if at == 0 { "law-yes" } else { "law-no" });
    }
    format!("{} ({})", text(&value.says, words), value.id)
}

/// The value of a fact, as a person reads it.
pub(super) fn held(fact: &Fact, held: Held, words: &Words) -> String {
    match held {
        Held::Unknown => words.text("law-unknown"),
        Held::Yes => words.text("law-yes"),
        Held::No => words.text("law-no"),
        Held::Number(number) => words.number(number),
        Held::Day(date) => words.stamp(&date.to_string()),
        Held::Choice(at) => fact
            .values
            .get(usize::from(at))
            .map(|value| text(&value.says, words).to_owned())
            .unwrap_or_default(),
    }
}

/// A question, with the member it is about if the fact is of several.
pub(super) fn question(fact: &Fact, member: Option<usize>, words: &Words) -> String {
    let ask = text(&fact.ask, words);
    match member.and_then(|at| fact.values.get(at)) {
        Some(member) => format!("{ask} {}", text(&member.says, words)),
        None => ask.to_owned(),
    }
}

/// Who has to show a fact, and to what degree.
pub(super) fn burden(fact: &Fact, words: &Words) -> String {
    let who = words.code("law-burden", &fact.burden);
    let standard = words.text(&format!("law-standard-{}", standard(fact.standard)));
    words.get("law-shown-by", &[("who", who.as_str().into()), ("standard", standard.as_str().into())])
}

/// The code of a standard of proof.
pub(super) fn standard(standard: law::Standard) -> &'static str {
    match standard {
        law::Standard::BalanceOfProbabilities => "balance-of-probabilities",
        law::Standard::ReasonableGroundsToBelieve => "reasonable-grounds-to-believe",
        law::Standard::ReasonableGroundsToSuspect => "reasonable-grounds-to-suspect",
        law::Standard::BeyondReasonableDoubt => "beyond-reasonable-doubt",
        law::Standard::OwnStatement => "own-statement",
        law::Standard::Record => "record",
        law::Standard::NationalLaw => "national-law",
    }
}

/// A text before what answers it: a question as it is, anything else with a colon.
pub(super) fn asked(own: &Text, words: &Words) -> String {
    let said = text(own, words);
    if said.ends_with('?') { said.to_owned() } else { words.get("law-answered", &[("what", said.into())]) }
}

/// From one value to another, of which either may be open.
pub(super) fn range(bounds: (Option<String>, Option<String>), is_day: bool, words: &Words) -> String {
    let key = |key: &str| if is_day { format!("{key}-day") } else { key.to_owned() };
    match bounds {
        (None, None) => words.text("law-any-value"),
        (None, Some(to)) => words.get(&key("law-up-to"), &[("value", to.into())]),
        (Some(from), None) => words.get(&key("law-from"), &[("value", from.into())]),
        (Some(from), Some(to)) => words.get(&key("law-from-to"), &[("from", from.into()), ("to", to.into())]),
    }
}
