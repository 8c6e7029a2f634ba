//! A million names against lists: the figures of `docs/performance.md`.
//!
//!     screen COUNT KNOWN.tsv PARTS LIST...
//!
//! KNOWN.tsv is the file of observed spellings of `names`; PARTS a file whose second column are Latin name parts, or a list
//! whose names are taken apart. The names are listed ones, as they stand, with a slip, or transliterated by observed
//! spellings, and unrelated ones put together from PARTS. They are the same on every run. Nothing is written.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a program for developers, ended by what goes wrong"
)]
#![expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "bounds are those of the draws"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use evidence::{Evidence, Source};
use gazetteer::Countries;
use intake::{Cleaner, Head, deliver, readers, recognise, survey};
use names::Name;
use rustix::time::{ClockId, clock_gettime};
use screening::{Index, Options, Profile};

const LOT: usize = 20_000;
const KINDS: [&str; 5] = ["exact", "slip", "other spelling", "other script", "unrelated"];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [count, known, parts, lists @ ..] = arguments.as_slice() else {
        println!("screen COUNT KNOWN.tsv PARTS LIST...");
        return;
    };
    let count: usize = count.parse().unwrap();
    let start = cpu_seconds();
    let index = Index::new(read(lists));
    println!(
        "{} entries, {} names, read and indexed in {:.1} CPU-seconds",
        index.len(),
        index.name_count(),
        cpu_seconds() - start
    );
    let source = Names::new(&index, known, parts);
    println!(
        "spelled otherwise: {}, in another script: {}, parts: {}",
        source.respelled.len(),
        source.transliterated.len(),
        source.parts.len()
    );
    let mut dice = Dice(42);
    let (mut seconds, mut drawn, mut found) = (0.0, [0_u32; 5], [0_u32; 5]);
    let verbose = std::env::var_os("VERBOSE").is_some();
    for lot in (0..count).step_by(LOT) {
        let draws: Vec<(usize, String, &str)> =
            (lot..count.min(lot + LOT)).map(|_| source.draw(&mut dice)).collect();
        let asked: Vec<Profile> = draws
            .iter()
            .map(|(_, name, _)| Profile { names: vec![name.clone()], ..Profile::default() })
            .collect();
        let options = Options { cutoff: 0.7, limit: 50, ..Options::default() };
        let before = cpu_seconds();
        let all = index.screen(&asked, &options);
        seconds += cpu_seconds() - before;
        for ((kind, name, id), hits) in draws.iter().zip(&all) {
            drawn[*kind] += 1;
            let is_found = hits.iter().any(|hit| id.is_empty() || index.id(hit) == *id);
            found[*kind] += u32::from(is_found);
            if verbose && (is_found == id.is_empty()) && lot == 0 {
                let best = hits.first().map(|hit| (index.caption(hit), hit.score));
                println!("{}: {name}, listed {id}, found {best:?}", KINDS[*kind]);
            }
        }
    }
    println!("{count} names in {seconds:.1} CPU-seconds: {:.1} µs each", seconds * 1e6 / count as f64);
    for (kind, (drawn, found)) in KINDS.iter().zip(drawn.iter().zip(found)) {
        println!("{kind:<15} {drawn:>8}  with a hit {:.4} %", 100.0 * f64::from(found) / f64::from(*drawn));
    }
}

fn cpu_seconds() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

fn read(paths: &[String]) -> Evidence {
    let (inputs, errors) = deliver(&paths.iter().map(PathBuf::from).collect::<Vec<_>>());
    assert!(errors.is_empty(), "{errors:?}");
    let (all, cleaner, mut evidence) = (readers(), Cleaner::new(Countries::embedded()), Evidence::default());
    for input in &inputs {
        let survey = survey(input.as_ref(), &mut |_| ()).unwrap();
        evidence.begin(Source::named(input.name()));
        let text = survey.head_text();
        let reader = recognise(&all, &Head { name: input.name(), text: &text });
        intake::read(input.as_ref(), &survey, reader, &cleaner, &mut evidence);
    }
    evidence
}

struct Dice(u64);

impl Dice {
    /// SplitMix64.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }
}

/// Where names are drawn from.
struct Names<'i> {
    /// Every listed name with the id of its entry.
    listed: Vec<(&'i str, &'i str)>,
    /// People's names spelled otherwise, and in another script.
    respelled: Vec<(String, &'i str)>,
    transliterated: Vec<(String, &'i str)>,
    parts: Vec<String>,
}

impl<'i> Names<'i> {
    fn new(index: &'i Index, known: &str, parts: &str) -> Self {
        // For each Latin spelling the scripts in which names with it are observed.
        let (mut of_spelling, mut script) = (BTreeMap::<String, Vec<(String, String)>>::new(), String::new());
        let mut spellings = BTreeMap::<(String, String), Vec<String>>::new();
        for line in fs::read_to_string(known).unwrap().lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('@') {
                name.clone_into(&mut script);
            } else if let [own, frequent, ..] = line.split('\t').collect::<Vec<_>>().as_slice() {
                let frequent: Vec<String> = frequent.split(' ').map(str::to_owned).collect();
                // The first spelling is the commonest: only of that is the name surely a form.
                if let Some(first) = frequent.first() {
                    of_spelling.entry(first.clone()).or_default().push((script.clone(), (*own).to_owned()));
                }
                spellings.insert((script.clone(), (*own).to_owned()), frequent);
            }
        }
        let listed: Vec<(&str, &str)> = index
            .names()
            .filter(|(name, ..)| Name::person(name).is_some())
            .map(|(name, id, _)| (name, id))
            .collect();
        let (mut respelled, mut transliterated) = (Vec::new(), Vec::new());
        for (name, id, _) in index.names().filter(|(_, _, schema)| *schema == "Person") {
            let spoken = match name.split_once(", ") {
                Some((last, first)) => format!("{first} {last}"),
                None => name.to_owned(),
            };
            let Some(tokens) = Name::person(&spoken) else { continue };
            let tokens: Vec<&str> = tokens.tokens().collect();
            if tokens.len() < 2 || spoken.split([' ', '-']).count() != tokens.len() {
                continue;
            }
            for script in ["Arabic", "Cyrillic", "Hebrew"] {
                let forms: Option<Vec<&String>> = tokens
                    .iter()
                    .map(|token| {
                        of_spelling.get(*token)?.iter().find(|(own, _)| own == script).map(|(_, own)| own)
                    })
                    .collect();
                let Some(forms) = forms else { continue };
                let text = forms.iter().map(|own| own.as_str()).collect::<Vec<_>>().join(" ");
                transliterated.push((text, id));
                let others = |own: &&String| {
                    let all = &spellings[&(script.to_owned(), (*own).clone())];
                    all.get(1).unwrap_or(&all[0]).clone()
                };
                let other: Vec<String> = forms.iter().map(others).collect();
                if other.iter().zip(&tokens).any(|(other, token)| other != token) {
                    respelled.push((other.join(" "), id));
                }
            }
        }
        let is_table = parts.ends_with("_80");
        let parts: BTreeSet<String> = if is_table {
            let text = fs::read_to_string(parts).unwrap();
            text.lines().filter_map(|line| line.split('\t').next()).map(str::to_owned).collect()
        } else {
            let other = Index::new(read(&[parts.to_owned()]));
            let people = other.names().filter(|(_, _, schema)| *schema == "Person");
            people
                .flat_map(|(name, ..)| name.split(' ').map(str::to_lowercase).collect::<Vec<_>>())
                .filter(|part| part.chars().count() > 2 && part.chars().all(char::is_alphabetic))
                .filter(|part| Name::person(part).is_some_and(|name| name.tokens().all(str::is_ascii)))
                .collect()
        };
        Self { listed, respelled, transliterated, parts: parts.into_iter().collect() }
    }

    /// A kind, a name of it, and the entry it is of.
    fn draw(&self, dice: &mut Dice) -> (usize, String, &'i str) {
        let kind = match dice.roll(100) {
            0..15 => 0,
            15..20 => 1,
            20..25 if !self.respelled.is_empty() => 2,
            25..30 if !self.transliterated.is_empty() => 3,
            _ => 4,
        };
        let of = |all: &[(String, &'i str)], dice: &mut Dice| {
            let (name, id) = &all[dice.roll(all.len())];
            (name.clone(), *id)
        };
        let (name, id) = match kind {
            0 | 1 => {
                let (name, id) = self.listed[dice.roll(self.listed.len())];
                (if kind == 0 { name.to_owned() } else { slipped(name, dice) }, id)
            }
            2 => of(&self.respelled, dice),
            3 => of(&self.transliterated, dice),
            _ => {
                let count = 2 + dice.roll(2);
                let parts: Vec<&str> =
                    (0..count).map(|_| self.parts[dice.roll(self.parts.len())].as_str()).collect();
                (parts.join(" "), "")
            }
        };
        (kind, name, id)
    }
}

/// One letter replaced, left out, doubled or exchanged with the next.
fn slipped(name: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let at = dice.roll(letters.len());
    match dice.roll(4) {
        0 => letters[at] = char::from(b'a' + dice.roll(26) as u8),
        1 => {
            letters.remove(at);
        }
        2 => letters.insert(at, letters[at]),
        _ if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => letters.push('a'),
    }
    letters.into_iter().collect()
}
