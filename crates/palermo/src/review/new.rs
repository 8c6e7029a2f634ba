//! A new review, and the people in it.

use review::mechanism::{Cluster, Instrument, Role};
use review::questionnaire::CURRENT;
use review::statement::{Author, Opening, Purpose, Says, Series};
use review::{Error, Log, Mechanism, Picture, completeness, lots};

use super::file::{Bench, Desk, save};
use super::options::{Adopt, New, Person};
use super::said::wrong;
use crate::sheet::Sheet;
use crate::{Outcome, Usage};

pub(super) fn new(options: &New, words: report::Words) -> miette::Result<Outcome> {
    let bench = Bench::open(&options.setting, words)?;
    if options.file.exists() {
        let said = bench.words.get("review-exists", &[("file", options.file.display().to_string().into())]);
        return Err(Usage::report(said, bench.words.text("review-exists-help")));
    }
    let state = bench.state(&options.state)?;
    let name = options.by.trim().to_owned();
    let author = match &options.civil_society {
        None => Author { name, role: Role::FocalPoint, state: Some(state.clone()), organisation: None },
        Some(own) => Author { name, role: Role::CivilSociety, state: None, organisation: Some(own.clone()) },
    };
    let or_all =
        |given: &[Instrument]| if given.is_empty() { Instrument::ALL.to_vec() } else { given.to_vec() };
    let clusters = if options.cluster.is_empty() { Cluster::ALL.to_vec() } else { options.cluster.clone() };
    let opening = Opening {
        purpose: if options.civil_society.is_some() { Purpose::Parallel } else { Purpose::Review },
        state: state.clone(),
        instruments: or_all(&options.instrument).into_iter().collect(),
        clusters: clusters.into_iter().collect(),
        group: options.group.clone(),
        questionnaire: CURRENT.to_owned(),
        languages: options.languages.iter().map(|language| language.trim().to_lowercase()).collect(),
    };
    let mut says = vec![Says::Person { who: author.clone(), is_active: true }];
    for text in &options.start {
        let (cluster, day) = pair(text, Cluster::parse, &bench)?;
        says.push(Says::Dated {
            step: None,
            cluster,
            instrument: None,
            series: Series::Actual,
            date: Some(day),
        });
    }
    for text in &options.party {
        let (instrument, since) = pair(text, Instrument::parse, &bench)?;
        says.push(Says::Party { instrument, since });
    }
    says.extend(reviewers(options, &state, &bench)?);
    let mut log = Log::open(bench.now, author.clone(), opening);
    for one in says {
        log.append(bench.now, author.clone(), one);
    }
    save(&options.file, &mut log, &bench.words)?;
    let picture = Picture::of(&log).map_err(|error| bench.refuse(&error))?;
    let values = [
        ("file", options.file.display().to_string().into()),
        ("id", picture.id.short().into()),
        ("parts", picture.parts().len().into()),
    ];
    say!("{}", bench.words.get("review-opened", &values));
    Ok(Outcome::Done)
}

/// `I=2026-01-05`, `untoc=2003-09-29`.
fn pair<T>(
    text: &str,
    parse: impl Fn(&str) -> Option<T>,
    bench: &Bench,
) -> miette::Result<(T, jiff::civil::Date)> {
    let (name, day) = text.split_once('=').unwrap_or((text, ""));
    let Some(name) = parse(name) else {
        let said = bench.words.get("review-no-pair", &[("text", text.into())]);
        return Err(Usage::report(said, bench.words.text("review-no-pair-help")));
    };
    Ok((name, bench.day(day)?))
}

fn reviewers(options: &New, state: &str, bench: &Bench) -> miette::Result<Vec<Says>> {
    let mut says = Vec::new();
    for given in &options.reviewer {
        let reviewer = bench.state(given)?;
        says.push(Says::Reviewer { state: reviewer, is_active: true, basis: options.basis.clone() });
    }
    if let (Some(path), Some(seed)) = (&options.pool, &options.seed) {
        let pool = lots::pool(&Sheet::open(path, &bench.words)?.whole(&bench.words)?)
            .map_err(|error| wrong(path, &error, &bench.words))?;
        let draws = lots::draw(&pool, seed, "I", bench.mechanism.lots);
        let drawn = lots::of(&draws, state).map_err(|error| bench.refuse(&error))?;
        for place in &drawn.places {
            let Some(reviewer) = place.state.clone() else { continue };
            let basis = format!("lots: seed {seed}, phase I, {} States, lot {}", pool.len(), place.lot);
            says.push(Says::Reviewer { state: reviewer, is_active: true, basis });
        }
    }
    Ok(says)
}

pub(super) fn person(options: &Person, words: report::Words) -> miette::Result<Outcome> {
    let mut desk = Desk::open(&options.work, words)?;
    let who = match options.role {
        Some(role) => {
            let state = options.state.as_ref().map(|text| desk.bench.state(text)).transpose()?;
            let organisation = desk.author.organisation.clone().filter(|_| role == Role::CivilSociety);
            Author { name: options.name.trim().to_owned(), role, state, organisation }
        }
        None => desk.picture.person(&options.name).map_err(|error| desk.refuse(&error))?.clone(),
    };
    // One focal point for each State at any time: the one before makes way.
    let before = who.state.as_deref().filter(|_| who.role == Role::FocalPoint && !options.leave);
    let before =
        before.and_then(|state| desk.picture.focal_point(state)).filter(|one| one.name != who.name).cloned();
    desk.say(Says::Person { who, is_active: !options.leave })?;
    if let Some(before) = before {
        desk.say(Says::Person { who: before, is_active: false })?;
    }
    desk.finish()
}

pub(super) fn adopt(options: &Adopt, words: report::Words) -> miette::Result<Outcome> {
    let mut desk = Desk::open(&options.work, words)?;
    let questionnaire = desk.bench.questionnaire(&options.version)?;
    desk.say(Says::Questionnaire { version: options.version.clone() })?;
    let lost = completeness::without_question(&desk.picture, &questionnaire);
    if !lost.is_empty() {
        say!("{}", desk.bench.words.get("review-adopt-orphans", &[("questions", lost.join(", ").into())]));
    }
    desk.finish()
}

/// Whether a question belongs to the review.
pub(super) fn check_part(
    picture: &Picture,
    mechanism: &Mechanism,
    cluster: Cluster,
    instrument: Instrument,
) -> Result<(), Error> {
    if picture.parts().contains(&(cluster, instrument)) {
        return Ok(());
    }
    let known =
        mechanism.articles(cluster, instrument).map(|articles| articles.list.clone()).unwrap_or_default();
    Err(Error::UnknownArticle { article: "–".to_owned(), instrument, cluster, known, elsewhere: None })
}
