//! The three questions that civil society puts to a review, answered as far as data goes.
//!
//! *Has cooperation grown stronger since ratification? How effective were extradition, mutual legal assistance and the
//! alternatives, and why? Which reform would help?* Each answer is a list of findings with their figures and a list of
//! what the data does not tell. Nothing here is a mark or a place in an order, and nothing compares States.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::mechanism::Instrument;
use crate::picture::Picture;
use crate::questionnaire::Questionnaire;
use crate::statement::{Finding, Voice};
use crate::statistics::survival::Median;
use crate::statistics::{
    Asset, Direction, End, Measures, Obstacle, Request, Share, Table, Vocabulary, measures,
};

/// A value in a finding.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A count.
    Count(usize),
    /// A share of one.
    Share(f64),
    /// A number with one decimal.
    Number(f64),
    /// A day.
    Day(Date),
    /// A code with words of its own in `reviews/statistics.yaml`: a group, a ground.
    Code(String),
    /// Text as it stands: an id, a provision.
    Text(String),
}

/// A sentence to be said in the reader's language: `review-effect-<key>` with its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Which sentence.
    pub key: &'static str,
    /// The requests it is about; none if it is about all, or about none.
    pub about: Option<About>,
    /// Its values.
    pub values: Vec<(&'static str, Item)>,
}

macro_rules! said {
    ($key:literal $(, $name:literal = $value:expr)*) => {
        Said { key: $key, about: None, values: vec![$(($name, $value)),*] }
    };
}

/// Requests of one group in one direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The group, by its place in the vocabulary.
    pub group: usize,
    /// Which way they went.
    pub direction: Direction,
}

impl Said {
    fn of<const N: usize>(key: &'static str, about: &About, values: [(&'static str, Item); N]) -> Self {
        Self { key, about: Some(about.clone()), values: values.into() }
    }
}

/// One of the three questions, answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// What the data shows.
    pub findings: Vec<Said>,
    /// What it does not tell, and why.
    pub limits: Vec<Said>,
    /// Proposals, by their place in the vocabulary, with the count behind each.
    pub reforms: Vec<(usize, usize)>,
}

/// All three.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effect {
    /// Has cooperation grown stronger since ratification?
    pub stronger: Answer,
    /// How effective were extradition, mutual legal assistance and the alternatives, and why?
    pub effective: Answer,
    /// Which reform would help?
    pub reform: Answer,
    /// Answers of the State that the table contradicts: question and sentence.
    pub contradictions: Vec<(String, Said)>,
}

/// Answers the three questions from a review and, if there is one, a table of requests.
pub fn effect(
    picture: &Picture,
    questionnaire: &Questionnaire,
    table: Option<&Table>,
    vocabulary: &Vocabulary,
) -> Effect {
    let mut effect = Effect::default();
    let Some(table) = table else {
        for answer in [&mut effect.stronger, &mut effect.effective] {
            answer.limits.push(said!("no-table"));
        }
        effect.reform = reform(picture, None, vocabulary);
        return effect;
    };
    effect.stronger = stronger(picture, table, vocabulary);
    effect.effective = effective(table, vocabulary);
    effect.reform = reform(picture, Some(table), vocabulary);
    effect.contradictions = contradictions(picture, questionnaire, table, vocabulary);
    effect
}

fn group<'a>(vocabulary: &'a Vocabulary, key: &'a str) -> impl Fn(&Request) -> bool + 'a {
    let kinds: BTreeSet<&str> =
        vocabulary.kinds.iter().filter(|kind| kind.group == key).map(|kind| kind.key.as_str()).collect();
    move |row| kinds.contains(row.kind.as_str())
}

fn stronger(picture: &Picture, table: &Table, vocabulary: &Vocabulary) -> Answer {
    let mut answer = Answer::default();
    let Some((instrument, since)) =
        picture.party.iter().min_by_key(|(instrument, since)| (**since, **instrument))
    else {
        answer.limits.push(said!("no-ratification"));
        return answer;
    };
    let treaty = Item::Text(instrument.to_string());
    let first = table.rows.iter().map(|row| row.sent).min();
    let before = |row: &Request| row.sent < *since;
    if first.is_none_or(|first| first >= *since) {
        answer.limits.push(said!("no-rows-before", "since" = Item::Day(*since), "treaty" = treaty));
        return answer;
    }
    let span = |from: Date, to: Date| from.until(to).map_or(0.0, |span| f64::from(span.get_days()) / 365.25);
    let years = (first.map_or(0.0, |first| span(first, *since)), span(*since, table.cut_off));
    answer.findings.push(said!(
        "span",
        "since" = Item::Day(*since),
        "before" = Item::Number(years.0),
        "after" = Item::Number(years.1),
        "treaty" = treaty
    ));
    if years.0 < 2.0 || years.1 < 2.0 {
        answer.limits.push(said!("short-span"));
    }
    for (at, entry) in vocabulary.groups.iter().enumerate() {
        let of_group = group(vocabulary, &entry.key);
        for direction in Direction::ALL.iter().copied() {
            let earlier =
                measures(table, vocabulary, |row| row.direction == direction && of_group(row) && before(row));
            let later = measures(table, vocabulary, |row| {
                row.direction == direction && of_group(row) && !before(row)
            });
            let about = About { group: at, direction };
            let few = vocabulary.smallest_cell;
            if earlier.count < few || later.count < few {
                if earlier.count + later.count > 0 {
                    answer.limits.push(Said::of("few-rows", &about, []));
                }
                continue;
            }
            compare(&earlier, &later, years, &about, &mut answer);
        }
    }
    // Other things changed in the same years too.
    answer.limits.push(said!("no-cause"));
    answer.limits.push(said!("outside-table"));
    answer
}

fn compare(earlier: &Measures, later: &Measures, years: (f64, f64), about: &About, answer: &mut Answer) {
    let rate = |count: usize, years: f64| if years > 0.0 { count as f64 / years } else { 0.0 };
    let (was, is) = (rate(earlier.count, years.0), rate(later.count, years.1));
    // The interval of the ratio of two rates of Poisson counts, on the logarithmic scale, 95 per cent.
    let spread = 1.959_964 * (1.0 / earlier.count as f64 + 1.0 / later.count as f64).sqrt();
    let ratio = (is / was).ln();
    let key = if ratio - spread > 0.0 {
        "more-requests"
    } else if ratio + spread < 0.0 {
        "fewer-requests"
    } else {
        "same-requests"
    };
    let values = [("before", Item::Number(was)), ("after", Item::Number(is))];
    answer.findings.push(Said::of(key, about, values));
    let (a, b) = (earlier.resolution, later.resolution);
    match (a.days, b.days) {
        (Some(was), Some(is)) => {
            let day = |days: i32| Item::Count(usize::try_from(days).unwrap_or(0));
            let key = match (a.low.zip(b.high), a.high.zip(b.low)) {
                (Some((low_before, high_after)), _) if high_after < low_before => "faster",
                (_, Some((high_before, low_after))) if low_after > high_before => "slower",
                _ => "same-time",
            };
            answer.findings.push(Said::of(key, about, [("before", day(was)), ("after", day(is))]));
        }
        _ => answer.limits.push(Said::of("no-median", about, [])),
    }
}

fn effective(table: &Table, vocabulary: &Vocabulary) -> Answer {
    let mut answer = Answer::default();
    for (at, entry) in vocabulary.groups.iter().enumerate() {
        let of_group = group(vocabulary, &entry.key);
        for direction in Direction::ALL.iter().copied() {
            let found = measures(table, vocabulary, |row| row.direction == direction && of_group(row));
            let about = About { group: at, direction };
            if found.count < vocabulary.smallest_cell {
                answer.limits.push(Said::of("few-rows", &about, []));
                continue;
            }
            outcomes(&found, vocabulary.smallest_cell, &about, &mut answer);
            reasons(&found, &about, &mut answer);
        }
        reciprocity(table, vocabulary, at, &mut answer);
    }
    // What no row of the table holds.
    let says = |what: &dyn Fn(&Request) -> bool| table.rows.iter().any(what);
    for (key, is_said) in [
        ("no-use-of-results", says(&|row| row.used.is_some())),
        ("no-victims", says(&|row| row.video.or(row.compensated).or(row.harmed).is_some())),
        ("no-assets", says(&|row| row.assets.is_some())),
        ("no-delay-owner", says(&|row| row.waited.is_some())),
    ] {
        if !is_said {
            answer.limits.push(Said { key, about: None, values: Vec::new() });
        }
    }
    if !table.refused.is_empty() {
        answer.limits.push(said!("refused-rows", "rows" = Item::Count(table.refused.len())));
    }
    answer
}

/// M12: how long others' requests take here against how long ours take there.
fn reciprocity(table: &Table, vocabulary: &Vocabulary, at: usize, answer: &mut Answer) {
    let Some(entry) = vocabulary.groups.get(at) else { return };
    let of_group = group(vocabulary, &entry.key);
    let half = |direction: Direction| {
        let found = measures(table, vocabulary, |row| row.direction == direction && of_group(row));
        found.resolution.days.filter(|days| *days > 0 && found.count >= vocabulary.smallest_cell)
    };
    if let (Some(received), Some(sent)) = (half(Direction::In), half(Direction::Out)) {
        let ratio = f64::from(received) / f64::from(sent);
        let about = About { group: at, direction: Direction::Out };
        answer.findings.push(Said::of("reciprocity", &about, [("ratio", Item::Number(ratio))]));
    }
}

fn outcomes(found: &Measures, smallest: usize, about: &About, answer: &mut Answer) {
    if let Some((shares, open)) = &found.within_year {
        let shown = |share: Option<f64>| share.map_or_else(|| Item::Text("–".to_owned()), Item::Share);
        let share = |end: End| shown(shares.get(&end).copied());
        let values = [
            ("count", Item::Count(found.count)),
            ("executed", share(End::Executed)),
            ("partly", share(End::Partly)),
            ("refused", share(End::Refused)),
            ("withdrawn", share(End::Withdrawn)),
            ("open", shown(*open)),
        ];
        answer.findings.push(Said::of("within-year", about, values));
    }
    let Median { days, low, high, .. } = found.resolution;
    match days {
        Some(days) => {
            let day = |days: Option<i32>| match days {
                Some(days) => Item::Count(usize::try_from(days).unwrap_or(0)),
                None => Item::Text("–".to_owned()),
            };
            let values = [("days", day(Some(days))), ("low", day(low)), ("high", day(high))];
            answer.findings.push(Said::of("median", about, values));
        }
        None => answer.limits.push(Said::of("no-median", about, [])),
    }
    if found.open_over_year >= smallest {
        let values = [("open", Item::Count(found.open)), ("old", Item::Count(found.open_over_year))];
        answer.findings.push(Said::of("backlog", about, values));
    }
}

fn reasons(found: &Measures, about: &About, answer: &mut Answer) {
    for (ground, count) in &found.grounds {
        let values = [("ground", Item::Code(ground.clone())), ("count", Item::Count(*count))];
        answer.findings.push(Said::of("refused-for", about, values));
    }
    match found.other_grounds {
        None => answer.limits.push(Said::of("grounds-hidden", about, [])),
        Some(0) => {}
        Some(count) => {
            answer.findings.push(Said::of("refused-other", about, [("count", Item::Count(count))]));
        }
    }
    // Columns that few tables have are told of once, for the whole table.
    let mut tell = |key: &'static str, share: &Share, column: &str, is_optional: bool| {
        if let (Some(numerator), Some(value)) = (share.numerator, share.value()) {
            let values = [
                ("numerator", Item::Count(numerator)),
                ("denominator", Item::Count(share.denominator)),
                ("share", Item::Share(value)),
                ("missing", Item::Count(share.missing)),
            ];
            answer.findings.push(Said::of(key, about, values));
        } else if share.missing > 0 && share.denominator == 0 && !is_optional {
            let values = [("column", Item::Text(column.to_owned())), ("missing", Item::Count(share.missing))];
            answer.limits.push(Said::of("not-said", about, values));
        }
    };
    tell("complete-at-first", &found.complete_at_first, "returned", false);
    tell("on-time", &found.on_time, "deadline", false);
    tell("consulted", &found.consulted, "consulted", false);
    tell("reasons", &found.reasons, "reasons", false);
    tell("submitted", &found.submitted, "submitted", false);
    tell("by-convention", &found.by_convention, "legal_basis", false);
    tell("used", &found.used, "used", true);
    tell("video", &found.video, "video", true);
    tell("compensated", &found.compensated, "compensated", true);
    tell("harmed", &found.harmed, "harmed", true);
    for (key, part) in [("waited", found.waited), ("translation", found.translation)] {
        if let Some(share) = part.share {
            let values = [
                ("share", Item::Share(share)),
                ("rows", Item::Count(part.rows)),
                ("missing", Item::Count(part.missing)),
            ];
            answer.findings.push(Said::of(key, about, values));
        }
    }
    if !found.assets.is_empty() {
        let count = |step: Asset| Item::Count(found.assets.get(&step).copied().unwrap_or(0));
        let values = Asset::ALL.iter().map(|step| (step.as_str(), count(*step))).collect();
        answer.findings.push(Said { key: "assets", about: Some(about.clone()), values });
    }
    if let Some(own) = found.yielded {
        let count = |sum: Option<u64>| match sum.and_then(|sum| usize::try_from(sum).ok()) {
            Some(sum) => Item::Count(sum),
            None => Item::Text("–".to_owned()),
        };
        let values = [
            ("rows", Item::Count(own.rows)),
            ("arrests", count(own.arrests)),
            ("victims", count(own.victims)),
            ("prosecutions", count(own.prosecutions)),
        ];
        answer.findings.push(Said::of("yielded", about, values));
    }
    if found.impermissible > 0 {
        answer.findings.push(Said::of("impermissible", about, []));
    }
}

/// How many requests received, of one group or of all, met an obstacle.
fn met(table: &Table, vocabulary: &Vocabulary, obstacle: Obstacle, among: &str) -> usize {
    received(table, vocabulary, among, |row| match obstacle {
        Obstacle::Returned => row.returned.is_some_and(|times| times > 0),
        Obstacle::NoConsultation => is_refused(row) && row.consulted == Some(false),
        Obstacle::NoReasons => is_refused(row) && row.reasons == Some(false),
        Obstacle::NotSubmitted => {
            is_refused(row) && row.ground.as_deref() == Some("R-NATIONAL") && row.submitted == Some(false)
        }
        Obstacle::Unacknowledged => {
            row.acknowledged.is_none()
                && row.ended.is_none()
                && row.sent.until(table.cut_off).is_ok_and(|span| span.get_days() > 30)
        }
    })
}

fn refused_for(table: &Table, vocabulary: &Vocabulary, ground: &str, among: &str) -> usize {
    received(table, vocabulary, among, |row| is_refused(row) && row.ground.as_deref() == Some(ground))
}

fn is_refused(row: &Request) -> bool {
    matches!(row.ended, Some((_, End::Refused)))
}

fn received(
    table: &Table,
    vocabulary: &Vocabulary,
    among: &str,
    is_counted: impl Fn(&Request) -> bool,
) -> usize {
    let of_group = group(vocabulary, among);
    let received = table.rows.iter().filter(|row| row.direction == Direction::In);
    received.filter(|row| (among.is_empty() || of_group(row)) && is_counted(row)).count()
}

fn reform(picture: &Picture, table: Option<&Table>, vocabulary: &Vocabulary) -> Answer {
    let mut answer = Answer::default();
    match table {
        None => answer.limits.push(said!("no-table")),
        Some(table) => {
            for (at, reform) in vocabulary.reforms.iter().enumerate() {
                let count = match (&reform.ground, reform.measure) {
                    (Some(ground), _) => refused_for(table, vocabulary, ground, ""),
                    (None, Some(obstacle)) => met(table, vocabulary, obstacle, ""),
                    (None, None) => 0,
                };
                if count >= vocabulary.smallest_cell {
                    answer.reforms.push((at, count));
                }
            }
            if answer.reforms.is_empty() {
                answer.limits.push(said!("no-obstacle"));
            }
        }
    }
    let count = |kind: Finding| {
        picture.observations.values().filter_map(|one| one.topic()).filter(|topic| topic.kind == kind).count()
    };
    let (suggestions, needs) = (count(Finding::Suggestion), count(Finding::Need));
    if suggestions + needs > 0 {
        answer.findings.push(said!(
            "observations",
            "suggestions" = Item::Count(suggestions),
            "needs" = Item::Count(needs)
        ));
    } else {
        answer.limits.push(said!("no-observations"));
    }
    answer.limits.push(said!("no-forecast"));
    answer
}

fn contradictions(
    picture: &Picture,
    questionnaire: &Questionnaire,
    table: &Table,
    vocabulary: &Vocabulary,
) -> Vec<(String, Said)> {
    let mut found = Vec::new();
    for rule in &vocabulary.contradictions {
        if questionnaire.place(&rule.question).is_none_or(|(_, one)| one != Instrument::Untoc) {
            continue;
        }
        let answers = picture.answer(&Voice::State, &rule.question);
        let says = answers.iter().any(|held| {
            held.value.value.keys().iter().any(|key| rule.answers.iter().any(|answer| answer == key))
        });
        if !says {
            continue;
        }
        let (count, what) = match (&rule.ground, rule.measure) {
            (Some(ground), _) => (refused_for(table, vocabulary, ground, &rule.group), ground.clone()),
            (None, Some(obstacle)) => (met(table, vocabulary, obstacle, &rule.group), obstacle.to_string()),
            (None, None) => continue,
        };
        if count >= vocabulary.smallest_cell {
            let said = said!(
                "contradicts",
                "group" = Item::Code(rule.group.clone()),
                "what" = Item::Code(what),
                "count" = Item::Count(count)
            );
            found.push((rule.question.clone(), said));
        } else if count > 0 {
            let said =
                said!("contradicts-few", "group" = Item::Code(rule.group.clone()), "what" = Item::Code(what));
            found.push((rule.question.clone(), said));
        }
    }
    found
}
