//! Papers for readers: each is made from what they may see, and from nothing else.

use std::path::Path;

use papers::compose::{Paper, days, document, sheets};
use papers::{Desk, Scope, docx, html, ics, view, xlsx};
use review::mechanism::{Class, Role};
use review::statistics::Table;
use review::{Audience, Picture};

use super::file::{Bench, Open, put, readers};
use super::options::{Effect, Export};
use super::screen;
use crate::{Outcome, Usage};

pub(super) fn export(options: &Export, words: report::Words) -> miette::Result<Outcome> {
    let bench = Bench::open(&options.look.setting, words)?;
    let words = &bench.words;
    if options.out == options.look.file {
        return Err(Usage::report(words.text("review-out-is-in"), words.text("review-cannot-write-help")));
    }
    let open = Open::read(&options.look.file, words)?;
    let picture = open.picture(&bench)?;
    let audience = readers(&options.readers, &picture, &bench)?;
    let name = options.out.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let form = if name.ends_with(".schema.json") {
        "schema".to_owned()
    } else {
        Path::new(&name).extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default()
    };
    let paper = Paper::parse(&options.paper);
    if paper.is_none() && options.paper != "copy" {
        let near = review::nearest(&options.paper, Paper::NAMES.into_iter());
        let said = words.get("review-no-paper", &[("paper", options.paper.as_str().into())]);
        let near = if near.is_empty() { Paper::NAMES.join(", ") } else { near.join(", ") };
        return Err(Usage::report(said, words.get("review-did-you-mean", &[("names", near.into())])));
    }
    let table = bench.requests(&options.requests)?;
    let scope = Scope {
        cluster: options.part.cluster,
        instrument: options.part.instrument,
        with_changes: options.changes,
        beside: options.beside.clone(),
    };
    let mut bytes = Vec::new();
    with_desk(&bench, &open, &audience, table.as_ref(), |desk| {
        let made = |result: Result<Vec<u8>, papers::Error>| {
            result.map_err(|error| Usage::report(error.to_string(), words.text("review-cannot-write-help")))
        };
        let paper_or = || paper.clone().unwrap_or(Paper::Answers);
        bytes = match form.as_str() {
            "docx" => made(docx::write(&document(desk, &paper_or(), &scope)))?,
            "html" | "htm" => html::write(&document(desk, &paper_or(), &scope)).into_bytes(),
            "pdf" => pdf(desk, &paper_or(), &scope)?,
            "xlsx" => {
                let class = document(desk, &Paper::Calendar, &scope).class;
                made(xlsx::write(&class, &sheets(desk, &scope)))?
            }
            "json" => json(&view::view(desk))?,
            "schema" => json(&view::schema())?,
            "ics" => {
                let title = document(desk, &Paper::Calendar, &scope).title;
                ics::write(&title, desk.today, &days(desk)).into_bytes()
            }
            // A copy bears the names of those who wrote; it is for those who take part.
            "review" if bench.mechanism.sees(audience.role, Class::Restricted) => {
                desk.log.text().into_bytes()
            }
            "review" => {
                return Err(Usage::report(words.text("review-no-copy"), words.text("review-no-copy-help")));
            }
            other => {
                let said = words.get("review-no-form", &[("form", other.into())]);
                return Err(Usage::report(said, words.text("review-no-form-help")));
            }
        };
        Ok(())
    })?;
    put(&options.out, &bytes, words)?;
    let values = [("file", options.out.display().to_string().into()), ("bytes", bytes.len().into())];
    say!("{}", words.get("review-exported", &values));
    Ok(open.outcome(&bench))
}

fn json(value: &impl serde::Serialize) -> miette::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(|error| Usage::report(error.to_string(), ""))?;
    bytes.push(b'\n');
    Ok(bytes)
}

#[cfg(feature = "pdf")]
fn pdf(desk: &Desk<'_>, paper: &Paper, scope: &Scope) -> miette::Result<Vec<u8>> {
    papers::pdf::write(&document(desk, paper, scope))
        .map_err(|error| Usage::report(error.to_string(), desk.words.text("review-cannot-write-help")))
}

#[cfg(not(feature = "pdf"))]
fn pdf(desk: &Desk<'_>, _paper: &Paper, _scope: &Scope) -> miette::Result<Vec<u8>> {
    Err(Usage::report(desk.words.text("review-no-pdf"), desk.words.text("review-no-form-help")))
}

/// Does something with what an audience may see of a review.
pub(super) fn with_desk(
    bench: &Bench,
    open: &Open,
    audience: &Audience,
    table: Option<&Table>,
    work: impl FnOnce(&Desk<'_>) -> miette::Result<()>,
) -> miette::Result<()> {
    let log = open.log.seen_by(audience, &bench.mechanism);
    let picture = Picture::of(&log).map_err(|error| bench.refuse(&error))?;
    let questionnaire = bench.questionnaire(&picture.questionnaire)?;
    work(&Desk {
        log: &log,
        picture: &picture,
        questionnaire: &questionnaire,
        mechanism: &bench.mechanism,
        vocabulary: &bench.vocabulary,
        table,
        audience,
        words: &bench.words,
        countries: &bench.countries,
        today: bench.today(),
    })
}

/// The three questions of civil society, on the screen. The table is the reader's own, so that no part of a review that is
/// not public is needed.
pub(super) fn effect(options: &Effect, words: report::Words) -> miette::Result<Outcome> {
    let bench = Bench::open(&options.look.setting, words)?;
    let open = Open::read(&options.look.file, &bench.words)?;
    let table = bench.requests(&options.requests)?;
    with_desk(&bench, &open, &Audience::of(Role::Secretariat), table.as_ref(), |desk| {
        screen::print(&document(desk, &Paper::Effect, &Scope::default()));
        Ok(())
    })?;
    Ok(open.outcome(&bench))
}
