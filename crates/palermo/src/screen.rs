//! `palermo screen`: people, organisations, vessels, accounts against lists; one by name, or a file of them.

mod cross;
mod rows;

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use evidence::{Evidence, Source};
use miette::IntoDiagnostic;
use names::Relation;
use report::{Value, Words};
use screening::{Born, Feature, Fit, Hit, Index, Options, Outcome as Speaks, Profile, Screener, Topic};
use serde_json::json;

use self::rows::{Refused, Row, Rows};
use crate::cli::Screen;
use crate::delivery::{Intake, Next};
use crate::progress::Progress;
use crate::sheet::Sheet;
use crate::{Outcome, Usage};

/// Rows that are read before they are screened: they bound the memory.
const LOT: usize = 20_000;
/// Most refused rows that are told one by one.
const TOLD: u64 = 10;
/// From here what is below the threshold is shown for one that is asked for by name, unless the threshold is lower.
const CUTOFF: f32 = 0.5;

pub(crate) fn run(options: &Screen, words: &Words) -> miette::Result<Outcome> {
    let intake = Intake::open(&options.list, &options.mapping, words)?;
    if let (true, Some(out)) = (options.cross, &options.out) {
        return cross::run(options, out, &intake, words);
    }
    let (Some(name), _) = (&options.name, &options.input) else {
        let (Some(input), Some(out)) = (&options.input, &options.out) else {
            return Err(Usage::said(words, "cli-screen-nothing", "cli-screen-nothing-help", &[]));
        };
        return screen_file(options, input, out, &intake, words);
    };
    if let Some(birth) = options.birth.as_ref().filter(|birth| Born::parse(birth).is_none()) {
        return Err(Usage::said(
            words,
            "cli-screen-birth",
            "cli-screen-birth-help",
            &[("date", birth.as_str().into())],
        ));
    }
    let index = index(&intake, options.run.quiet || options.json, words)?;
    let mut values = vec![("name".to_owned(), name.clone())];
    values.extend(options.birth.iter().map(|date| ("birthDate".to_owned(), date.clone())));
    values.extend(options.country.iter().map(|country| ("country".to_owned(), country.clone())));
    let asked = rows::asked(values, options.schema.as_deref(), &intake.cleaner, words);
    if names::Name::person(name).is_none() {
        return Err(Usage::said(
            words,
            "cli-screen-no-name",
            "cli-screen-no-name-help",
            &[("name", name.as_str().into())],
        ));
    }
    let cutoff = CUTOFF.min(options.threshold);
    let settings = Options { threshold: options.threshold, cutoff, limit: options.limit, threads: 1 };
    let hits = index.screen(&[asked], &settings).pop().unwrap_or_default();
    if options.json {
        let all: Vec<_> = hits.iter().map(|hit| index.result(hit)).collect();
        say!("{}", serde_json::to_string_pretty(&json!({ "results": all })).into_diagnostic()?);
    } else {
        print(name, &index, &hits, options.threshold, words);
    }
    Ok(Outcome::Done)
}

/// Reads the lists.
fn index(intake: &Intake, quiet: bool, words: &Words) -> miette::Result<Index> {
    if let Some(error) = intake.errors.first() {
        return Err(Usage::said(
            words,
            "cli-said",
            "cli-screen-list-help",
            &[("error", error.to_string().into())],
        ));
    }
    let (mut evidence, mut seen) = (Evidence::default(), HashMap::new());
    let mut progress = Progress::new(intake.inputs.len(), intake.bytes(), quiet);
    for input in &intake.inputs {
        progress.begin(evidence.record_count());
        let name = input.name();
        evidence.begin(Source::named(name));
        let chosen = intake.choose(input.as_ref(), &mut seen);
        let (survey, next) = chosen.map_err(|error| {
            let values = [("file", name.into()), ("error", error.to_string().into())];
            Usage::said(words, "cli-wrong-file", "cli-screen-list-help", &values)
        })?;
        let Next::Read(reader) = next else { continue };
        intake::read(&progress.watch(input.as_ref()), &survey, reader, &intake.cleaner, &mut evidence);
        let (records, rejections) =
            evidence.current_source().map_or((0, 0), |source| (source.records, source.rejections));
        if records == 0 {
            let first = evidence.rejections().last();
            let why = first
                .map_or_else(String::new, |(_, why)| format!(", {}: {}", why.locator.place(), why.reason));
            return Err(Usage::said(
                words,
                "cli-said",
                "cli-screen-no-list-help",
                &[("error", format!("{name}{why}").into())],
            ));
        }
        progress.end(&format!("{name}: {records} records, {rejections} rejections"));
    }
    progress.finish();
    let index = Index::new(evidence);
    if index.is_empty() {
        return Err(Usage::said(words, "cli-screen-nobody", "cli-screen-nobody-help", &[]));
    }
    Ok(index)
}

fn print(name: &str, index: &Index, hits: &[Hit], threshold: f32, words: &Words) {
    let (matches, others): (Vec<&Hit>, Vec<&Hit>) = hits.iter().partition(|hit| hit.is_match);
    let shown = words.decimal(f64::from(threshold), 2);
    let entries = Value::from(index.len());
    if matches.is_empty() {
        let values = [("name", name.into()), ("threshold", shown.as_str().into()), ("entries", entries)];
        say!("{}", words.get("cli-screen-none", &values));
    } else {
        let values = [("name", name.into()), ("matches", matches.len().into()), ("entries", entries)];
        say!("{}", words.get("cli-screen-found", &values));
        for hit in &matches {
            print_hit(index, hit, words);
        }
    }
    if !others.is_empty() {
        say!();
        say!("{}", words.get("cli-screen-below", &[("threshold", shown.as_str().into())]));
        for hit in &others {
            print_hit(index, hit, words);
        }
    }
    if !hits.is_empty() {
        say!();
        say!("{}", words.text("cli-screen-person-decides"));
    }
}

fn print_hit(index: &Index, hit: &Hit, words: &Words) {
    let mut place =
        vec![index.datasets(hit).join(", "), index.id(hit).to_owned(), index.schema(hit).to_owned()];
    place.push(index.programmes(hit).join(", "));
    place.retain(|part| !part.is_empty());
    say!();
    say!("  {}  {}", words.decimal(f64::from(hit.score), 2), index.caption(hit));
    say!("        {}", place.join(" · "));
    hit.features.iter().for_each(|feature| say!("        {}", reason(feature, words)));
}

/// What was compared, and what came of it, as a sentence.
fn reason(feature: &Feature, words: &Words) -> String {
    let values = [("asked", feature.asked.as_str().into()), ("listed", feature.listed.as_str().into())];
    let fit = match feature.topic {
        Topic::Name if feature.outcome == Speaks::Contradicts => "cli-screen-name-other",
        Topic::Name => {
            let mut said = words.get("cli-screen-name", &values);
            let parts: Vec<String> = feature.parts.iter().filter_map(|part| aligned(part, words)).collect();
            if !parts.is_empty() {
                said = format!("{said} ({})", parts.join("; "));
            }
            return said;
        }
        Topic::Identifier(kind) => {
            let kind = words.code("join", kind.as_str());
            let same = feature.outcome == Speaks::Agrees;
            let key = if same { "cli-screen-identifier" } else { "cli-screen-identifier-other" };
            let [asked, listed] = values;
            return words.get(key, &[("kind", kind.as_str().into()), asked, listed]);
        }
        Topic::BirthDate(Fit::Equal) => "cli-screen-birth-equal",
        Topic::BirthDate(Fit::Swapped) => "cli-screen-birth-swapped",
        Topic::BirthDate(Fit::Year) => "cli-screen-birth-year",
        Topic::BirthDate(Fit::Slip) => "cli-screen-birth-slip",
        Topic::BirthDate(Fit::OtherDay) => "cli-screen-birth-other-day",
        Topic::BirthDate(Fit::OtherYear) => "cli-screen-birth-other-year",
        Topic::Country if feature.outcome == Speaks::Agrees => "cli-screen-country-equal",
        Topic::Country => "cli-screen-country-other",
        Topic::Schema => "cli-screen-schema-other",
    };
    words.get(fit, &values)
}

/// How two parts of names stand for each other; nothing is said of equal ones.
fn aligned(part: &names::Aligned, words: &Words) -> Option<String> {
    let (asked, listed) = (part.left.as_deref(), part.right.as_deref());
    let key = match part.relation {
        Relation::Same => return None,
        Relation::Spelling => "cli-screen-part-spelling",
        Relation::Transliterated => "cli-screen-part-transliterated",
        Relation::Slip => "cli-screen-part-slip",
        Relation::Nickname => "cli-screen-part-nickname",
        Relation::Initial => "cli-screen-part-initial",
        Relation::Joined => "cli-screen-part-joined",
        Relation::Acronym => "cli-screen-part-acronym",
        Relation::Different => "cli-screen-part-different",
        Relation::Missing if asked.is_none() => "cli-screen-part-listed-only",
        Relation::Missing => "cli-screen-part-asked-only",
    };
    let values = [("asked", asked.unwrap_or_default().into()), ("listed", listed.unwrap_or_default().into())];
    Some(words.get(key, &values))
}

/// Where hits go, in which form.
enum Out {
    Table(Box<csv::Writer<BufWriter<File>>>),
    Lines(BufWriter<File>),
}

const HEADER: [&str; 11] = [
    "line",
    "reference",
    "asked",
    "score",
    "entry",
    "listed",
    "matched",
    "schema",
    "list",
    "programme",
    "why",
];

impl Out {
    fn hit(&mut self, row: &Row, index: &Index, hit: &Hit, words: &Words) -> io::Result<()> {
        let why: Vec<String> = hit.features.iter().map(|feature| reason(feature, words)).collect();
        let why = why.join("; ");
        let asked = caption(&row.profile);
        match self {
            Self::Table(table) => {
                let named = hit.features.iter().find(|feature| feature.topic == Topic::Name);
                table.write_record([
                    row.line.to_string().as_str(),
                    &row.reference,
                    asked,
                    &format!("{:.3}", hit.score),
                    index.id(hit),
                    index.caption(hit),
                    named.map_or("", |feature| feature.listed.as_str()),
                    index.schema(hit),
                    &index.datasets(hit).join("; "),
                    &index.programmes(hit).join("; "),
                    &why,
                ])?;
            }
            Self::Lines(lines) => {
                let mut result = index.result(hit);
                if let Some(members) = result.as_object_mut() {
                    let programmes = index.programmes(hit);
                    let asked = json!({"line": row.line, "reference": row.reference, "caption": asked});
                    members.insert("asked".to_owned(), asked);
                    members.insert("programmes".to_owned(), json!(programmes));
                    members.insert("why".to_owned(), json!(why));
                }
                writeln!(lines, "{result}")?;
            }
        }
        Ok(())
    }

    fn finish(self) -> io::Result<()> {
        let mut file = match self {
            Self::Table(table) => table.into_inner().map_err(|error| io::Error::other(error.to_string()))?,
            Self::Lines(lines) => lines,
        };
        file.flush()
    }
}

/// What to call one that was asked for.
fn caption(profile: &Profile) -> &str {
    let name = profile.names.first().map(String::as_str);
    name.or(profile.identifiers.first().map(|own| own.value.as_str())).unwrap_or_default()
}

/// Nothing that is read may be written over.
fn refuse_to_overwrite<'p>(
    out: &Path,
    mut read: impl Iterator<Item = &'p PathBuf>,
    words: &Words,
) -> miette::Result<()> {
    let is_out = |path: &PathBuf| {
        fs::canonicalize(path).ok().zip(fs::canonicalize(out).ok()).is_some_and(|(a, b)| a == b)
    };
    if read.any(is_out) {
        let values = [("out", out.display().to_string().into())];
        return Err(Usage::said(words, "cli-screen-out-read", "cli-screen-out-read-help", &values));
    }
    Ok(())
}

fn screen_file(
    options: &Screen,
    input: &Path,
    out: &Path,
    intake: &Intake,
    words: &Words,
) -> miette::Result<Outcome> {
    let ending = out.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let is_table = match ending.as_str() {
        "csv" => true,
        "jsonl" | "json" | "ndjson" => false,
        _ => {
            return Err(Usage::said(
                words,
                "cli-screen-out",
                "cli-screen-out-help",
                &[("out", out.display().to_string().into())],
            ));
        }
    };
    refuse_to_overwrite(out, options.list.iter().chain([&input.to_owned()]), words)?;
    let sheet = Sheet::open(input, words)?;
    let mut rows = Rows::of(&sheet, words)?;
    let index = index(intake, options.run.quiet, words)?;
    // Written beside and put in place once it is whole.
    let mut beside = out.as_os_str().to_owned();
    beside.push(".part");
    let failed = |error: io::Error| {
        let values = [("file", out.display().to_string().into()), ("error", error.to_string().into())];
        Usage::said(words, "cli-wrong-file", "cli-screen-write-help", &values)
    };
    let file = BufWriter::new(File::create(&beside).map_err(failed)?);
    let mut target = if is_table {
        let mut table = csv::Writer::from_writer(file);
        table.write_record(HEADER).map_err(|error| failed(error.into()))?;
        Out::Table(Box::new(table))
    } else {
        Out::Lines(file)
    };
    let settings = Options {
        threshold: options.threshold,
        cutoff: options.threshold,
        limit: options.limit,
        ..Options::default()
    };
    let (mut screened, mut with_hits, mut all, mut nameless, mut refused) =
        (0_u64, 0_u64, 0_u64, 0_u64, 0_u64);
    let mut refuse = |row: Refused| {
        refused += 1;
        if refused <= TOLD {
            let values =
                [("file", sheet.name().into()), ("line", row.line.into()), ("error", row.reason.into())];
            warn!("{}", words.get("cli-wrong-line", &values));
        }
    };
    let mut screener = Screener::new(&index);
    loop {
        let (lot, is_end) = rows.lot(LOT, options.schema.as_deref(), &intake.cleaner, &mut refuse)?;
        let (lot, unknown): (Vec<Row>, Vec<Row>) = lot.into_iter().partition(|row| {
            row.profile.names.iter().any(|name| names::Name::person(name).is_some())
                || !row.profile.identifiers.is_empty()
        });
        nameless += unknown.len() as u64;
        screened += lot.len() as u64;
        let asked: Vec<Profile> = lot.iter().map(|row| row.profile.clone()).collect();
        for (row, hits) in lot.iter().zip(screener.screen(&asked, &settings)) {
            with_hits += u64::from(!hits.is_empty());
            for hit in &hits {
                all += 1;
                target.hit(row, &index, hit, words).map_err(failed)?;
            }
        }
        if is_end {
            break;
        }
    }
    target.finish().and_then(|()| fs::rename(&beside, out)).map_err(failed)?;
    let number = |number: u64| Value::from(i64::try_from(number).unwrap_or(i64::MAX));
    if options.json {
        say!(
            "{}",
            json!({"screened": screened, "with_hits": with_hits, "hits": all, "nothing_to_compare": nameless, "refused": refused})
        );
    } else {
        say!(
            "{}",
            words.get(
                "cli-screen-screened",
                &[("screened", number(screened)), ("entries", index.len().into())]
            )
        );
        let (shown, path) = (words.decimal(f64::from(options.threshold), 2), out.display().to_string());
        let values = [
            ("rows", number(with_hits)),
            ("hits", number(all)),
            ("threshold", shown.as_str().into()),
            ("out", path.as_str().into()),
        ];
        say!("{}", words.get("cli-screen-hits", &values));
        if nameless > 0 {
            say!("{}", words.get("cli-screen-nameless", &[("rows", number(nameless))]));
        }
        if refused > 0 {
            say!("{}", words.get("cli-screen-refused", &[("rows", number(refused))]));
        }
        if all > 0 {
            say!("{}", words.text("cli-screen-person-decides"));
        }
    }
    let rows = screened + nameless + refused;
    Ok(if screened + nameless == 0 {
        Outcome::NothingReadable
    } else {
        options.run.outcome(refused as f64 / rows as f64)
    })
}
