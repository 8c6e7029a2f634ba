//! Every word a person reads, from the files under `locales/`; and numbers, dates and amounts as each
//! language writes them.

use std::fmt;

use evidence::{Currency, Moment, Precision, minor_digits};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use resolve::Peculiarity;
use unic_langid::LanguageIdentifier;

/// A value put into a message: from a text or a number, with `.into()`.
pub type Value<'a> = fluent_bundle::FluentValue<'a>;

const FILES: usize = 6;

macro_rules! files {
    ($language:literal) => {
        [
            files!($language, "report"),
            files!($language, "cli"),
            files!($language, "network"),
            files!($language, "field"),
            files!($language, "law"),
            files!($language, "review"),
        ]
    };
    ($language:literal, $part:literal) => {
        include_str!(concat!("../../../locales/", $language, "/", $part, ".ftl"))
    };
}

/// The languages of the page and the command line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// French.
    French,
}

impl Language {
    /// All, in order.
    pub const ALL: [Self; 2] = [Self::English, Self::French];

    /// ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
        }
    }

    /// The message files, one for each part of the program.
    fn messages(self) -> [&'static str; FILES] {
        match self {
            Self::English => files!("en"),
            Self::French => files!("fr"),
        }
    }
}

/// The messages of one language. Numbers given to messages are written as the language writes them.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl fmt::Debug for Words {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Words").field("language", &self.language).finish_non_exhaustive()
    }
}

/// French puts a space before some marks, and no line may end there.
fn unbroken(file: &str, language: Language) -> String {
    if language != Language::French {
        return file.to_owned();
    }
    let marks =
        [(" :", "\u{a0}:"), (" ;", "\u{a0};"), (" ?", "\u{a0}?"), (" !", "\u{a0}!"), (" »", "\u{a0}»")];
    let joined = marks.iter().fold(file.to_owned(), |text, (mark, joined)| text.replace(mark, joined));
    joined.replace("« ", "«\u{a0}")
}

impl Words {
    /// The messages of `language`, from the files compiled in.
    pub fn new(language: Language) -> Self {
        let locale: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Isolation marks are for plain text; the page isolates what comes from records with `bdi`.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::English => |value, _| grouped(value, Language::English),
            Language::French => |value, _| grouped(value, Language::French),
        }));
        for file in language.messages() {
            // Tests show that all files parse without errors and no key stands in two.
            let messages =
                FluentResource::try_new(unbroken(file, language)).unwrap_or_else(|(parsed, _errors)| parsed);
            bundle.add_resource_overriding(messages);
        }
        Self { language, bundle }
    }

    /// Which language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The message `key` with its values filled in; the key itself if there is none, which a test rules out.
    pub fn get(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        self.find(key, values).unwrap_or_else(|| key.to_owned())
    }

    /// The message `key`, which takes no values.
    pub fn text(&self, key: &str) -> String {
        self.get(key, &[])
    }

    /// The message `key` if there is one: for codes that packs may add to, such as families of rules.
    pub fn find(&self, key: &str, values: &[(&str, Value<'_>)]) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let args: FluentArgs<'_> = values.iter().map(|(name, value)| (*name, value.clone())).collect();
        Some(self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned())
    }

    /// The word for `code` of a family of messages (`role-…`, `layer-…`), else the code itself with spaces.
    pub fn code(&self, family: &str, code: &str) -> String {
        let key = format!("{family}-{}", code.replace(['_', '+'], "-"));
        self.find(&key, &[]).unwrap_or_else(|| code.replace(['-', '_'], " "))
    }

    /// What it means that so many events are strange, and what was done with them.
    pub fn peculiarity(&self, what: Peculiarity, count: usize) -> String {
        self.get(&format!("peculiar-said-{}", what.as_str()), &[("count", count.into())])
    }

    /// The part of a locator that a person reads: `row 12`, `ligne 12`; paths stay as they are.
    pub fn place(&self, locator: &evidence::Locator) -> String {
        self.find(&format!("unit-{}", locator.unit), &[("number", locator.number.into())])
            .unwrap_or_else(|| locator.place())
    }

    /// A whole number with its thousands grouped: `1,234,567`, `1 234 567`.
    pub fn number(&self, number: i64) -> String {
        group(&number.to_string(), self.language)
    }

    /// A count.
    pub fn count(&self, count: usize) -> String {
        group(&count.to_string(), self.language)
    }

    /// A number with `digits` decimals.
    pub fn decimal(&self, number: f64, digits: usize) -> String {
        group(&format!("{number:.digits$}"), self.language)
    }

    /// A share of one as per cent: `95%`, `95 %`.
    pub fn percent(&self, share: f64) -> String {
        match self.language {
            Language::English => format!("{:.0}%", share * 100.0),
            Language::French => format!("{:.0}\u{a0}%", share * 100.0),
        }
    }

    /// An amount of minor units: `1,234.50 CAD`, `1 234,50 CAD`.
    pub fn money(&self, amount_minor: i64, currency: Currency) -> String {
        let digits = minor_digits(currency);
        let unit = 10_u64.pow(digits);
        let (whole, rest) = (amount_minor.unsigned_abs() / unit, amount_minor.unsigned_abs() % unit);
        let sign = if amount_minor < 0 { "−" } else { "" };
        let number = if digits == 0 {
            whole.to_string()
        } else {
            format!("{whole}.{rest:0width$}", width = digits as usize)
        };
        let number = format!("{sign}{}", group(&number, self.language));
        if currency == Currency::NONE {
            return number;
        }
        format!("{number}\u{a0}{currency}")
    }

    /// A moment, as finely as it is known: `4 March 2026, 23:10`, `4 mars 2026, 23 h 10`, with the offset if known.
    pub fn moment(&self, moment: &Moment) -> String {
        let mut text = self.day(moment);
        if moment.precision < Precision::Minute {
            return text;
        }
        if let Some(minute) = moment.minute_of_day() {
            let (hour, minute) = (minute / 60, minute % 60);
            let clock = match self.language {
                Language::English => format!(", {hour:02}:{minute:02}"),
                Language::French => format!(", {hour}\u{a0}h\u{a0}{minute:02}"),
            };
            text.push_str(&clock);
        }
        if let Some(offset) = moment.offset_min {
            text.push_str(" UTC");
            if offset != 0 {
                let sign = if offset < 0 { '−' } else { '+' };
                let difference = format!("{sign}{}:{:02}", offset.abs() / 60, offset.abs() % 60);
                text.push_str(&difference);
            }
        }
        text
    }

    /// The day of a moment, or its month or year if that is all that is known.
    pub fn day(&self, moment: &Moment) -> String {
        let Ok(at) = moment.civil() else { return "?".to_owned() };
        let month = self.text(&format!("month-{}", at.month()));
        match moment.precision {
            Precision::Year => at.year().to_string(),
            Precision::Month => format!("{month} {}", at.year()),
            _ if self.language == Language::French && at.day() == 1 => format!("1er {month} {}", at.year()),
            _ => format!("{} {month} {}", at.day(), at.year()),
        }
    }

    /// From one time to another, as they are written; one of them where they are the same.
    pub fn period(&self, from: String, to: String) -> String {
        if from == to { from } else { self.get("period", &[("from", from.into()), ("to", to.into())]) }
    }

    /// A day or stamp in ISO 8601 as [`Words::moment`] writes it; other text as it stands.
    pub fn stamp(&self, iso: &str) -> String {
        let date = iso.get(..10).and_then(|date| date.parse::<jiff::civil::Date>().ok());
        let Some(date) = date else { return iso.to_owned() };
        let clock =
            iso.get(10..).and_then(|rest| rest.strip_prefix(['T', ' '])).and_then(|rest| rest.get(..5));
        let time = clock.and_then(|clock| format!("{clock}:00").parse::<jiff::civil::Time>().ok());
        let precision = if time.is_some() { Precision::Minute } else { Precision::Day };
        self.moment(&Moment::from_civil(date.to_datetime(time.unwrap_or_default()), None, precision))
    }
}

fn grouped(value: &Value<'_>, language: Language) -> Option<String> {
    match value {
        Value::Number(number) => Some(group(&number.as_string(), language)),
        _ => None,
    }
}

/// Groups the digits of a plain decimal number in threes and puts in the language's decimal sign.
fn group(plain: &str, language: Language) -> String {
    let (plain, sign) = plain.strip_prefix('-').map_or((plain, ""), |rest| (rest, "−"));
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let (thousands, decimal) = match language {
        Language::English => (',', '.'),
        Language::French => ('\u{a0}', ','),
    };
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        let left = whole.len() - at;
        if at > 0 && left.is_multiple_of(3) {
            out.push(thousands);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(decimal);
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    use super::*;

    /// Each message's key with the variables it mentions.
    fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let mut all = BTreeMap::<String, BTreeSet<String>>::new();
        let mut current = String::new();
        for line in language.messages().into_iter().flat_map(str::lines) {
            if let Some((key, _)) = line.split_once(" =").filter(|(key, _)| {
                !key.is_empty()
                    && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                    && !line.starts_with(' ')
            }) {
                assert!(all.insert(key.to_owned(), BTreeSet::new()).is_none(), "{key} stands twice");
                current = key.to_owned();
            }
            for part in line.split('$').skip(1) {
                let name: String = part.chars().take_while(char::is_ascii_alphanumeric).collect();
                all.get_mut(&current).unwrap().insert(name);
            }
        }
        all
    }

    /// All string literals of the Rust files of the folders, tests left out; each with what stands before it.
    fn literals() -> Vec<(String, String)> {
        let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let mut folders = vec![crates.join("report/src"), crates.join("palermo/src")];
        let mut found = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|end| end == "rs") {
                    let text = std::fs::read_to_string(&path).unwrap();
                    let text = text.split("#[cfg(test)]").next().unwrap().replace("\\\"", "'");
                    let parts: Vec<&str> = text.split('"').collect();
                    found.extend(parts.chunks_exact(2).map(|pair| (pair[0].to_owned(), pair[1].to_owned())));
                }
            }
        }
        found
    }

    #[test]
    fn the_files_of_both_languages_parse_and_say_the_same_things_with_the_same_values() {
        for language in Language::ALL {
            for file in language.messages() {
                let head = file.lines().next();
                assert!(FluentResource::try_new(file.to_owned()).is_ok(), "{language:?}: {head:?}");
            }
        }
        assert_eq!(messages(Language::English), messages(Language::French));
    }

    #[test]
    fn every_message_that_is_used_exists() {
        let known = messages(Language::English);
        let parts =
            ["cli-", "col-", "tile-", "note-", "basis-", "count-", "summary-", "leg-", "rule-", "origin-"];
        let used: BTreeSet<String> = literals()
            .into_iter()
            .filter(|(before, literal)| {
                let before = before.trim_end();
                before.ends_with("words.get(")
                    || before.ends_with("words.text(")
                    || parts.iter().any(|part| literal.starts_with(part) && literal.len() > part.len())
            })
            .map(|(_, literal)| literal)
            .filter(|literal| !literal.contains(['{', ' ', '.', '<']))
            .collect();
        assert!(used.len() > 120, "the search finds the uses: {}", used.len());
        let missing: Vec<_> = used.iter().filter(|key| !known.contains_key(*key)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn every_message_is_used_unless_it_is_looked_up_by_code() {
        let families = [
            "kind-",
            "layer-",
            "role-",
            "family-",
            "event-",
            "channel-",
            "ground-",
            "month-",
            "join-",
            "confidence-",
            "status-",
            "unit-",
            "deed-",
            "said-",
            "duration-",
            "peculiar-",
            "verdict-",
            "outcome-",
            "against-",
            "network-abstains-",
            "network-settle-",
            "cli-",
            "corroborate-",
            "flows-why-",
            "law-",
            "review-",
        ];
        let used: BTreeSet<String> = literals().into_iter().map(|(_, literal)| literal).collect();
        let unused: Vec<_> = messages(Language::English)
            .into_keys()
            .filter(|key| !used.contains(key) && !families.iter().any(|family| key.starts_with(family)))
            .collect();
        assert!(unused.is_empty(), "{unused:?}");
    }

    #[test]
    fn codes_of_the_evidence_have_words() {
        for language in Language::ALL {
            let words = Words::new(language);
            let mut keys: Vec<String> = (1..=12).map(|month| format!("month-{month}")).collect();
            keys.extend(evidence::EventKind::ALL.iter().map(|kind| format!("event-{}", kind.as_str())));
            keys.extend(
                evidence::Channel::ALL
                    .iter()
                    .map(|channel| format!("channel-{}", channel.as_str().replace('_', "-"))),
            );
            keys.extend(Peculiarity::ALL.iter().flat_map(|what| {
                [format!("peculiar-{}", what.as_str()), format!("peculiar-said-{}", what.as_str())]
            }));
            keys.extend(
                ["same", "different", "unsure"]
                    .iter()
                    .flat_map(|verdict| [format!("verdict-{verdict}"), format!("outcome-{verdict}")]),
            );
            keys.extend(
                ["overruled", "contradicted", "unlike"].iter().map(|outcome| format!("outcome-{outcome}")),
            );
            keys.extend(resolve::Against::ALL.iter().map(|against| format!("against-{}", against.as_str())));
            keys.extend(crate::Kind::ALL.iter().map(|kind| format!("kind-{}", kind.as_str())));
            for key in keys {
                assert!(words.find(&key, &[]).is_some(), "{key} in {language:?}");
            }
        }
    }

    #[test]
    fn numbers_amounts_and_dates_are_written_as_the_language_writes_them() {
        let (en, fr) = (Words::new(Language::English), Words::new(Language::French));
        let cad = Currency::parse("CAD").unwrap();
        let jpy = Currency::parse("JPY").unwrap();
        assert_eq!((en.number(1_234_567), fr.number(-1_234)), ("1,234,567".into(), "−1\u{a0}234".into()));
        assert_eq!(en.money(123_450, cad), "1,234.50\u{a0}CAD");
        assert_eq!(fr.money(-123_405, cad), "−1\u{a0}234,05\u{a0}CAD");
        assert_eq!(en.money(500, jpy), "500\u{a0}JPY");
        assert_eq!((en.percent(0.954), fr.percent(0.954)), ("95%".into(), "95\u{a0}%".into()));
        let at = Moment::from_civil("2026-03-01T23:10:09".parse().unwrap(), Some(-300), Precision::Second);
        assert_eq!(en.moment(&at), "1 March 2026, 23:10 UTC−5:00");
        assert_eq!(fr.moment(&at), "1er mars 2026, 23\u{a0}h\u{a0}10 UTC−5:00");
        assert_eq!(en.stamp("2026-03-04T07:05:00Z"), "4 March 2026, 07:05");
        assert_eq!(fr.stamp("2026-03-04"), "4 mars 2026");
        assert_eq!(fr.stamp("no date"), "no date");
    }

    #[test]
    fn numbers_in_messages_are_grouped_and_choose_their_plural() {
        let (en, fr) = (Words::new(Language::English), Words::new(Language::French));
        assert_eq!(en.get("count-records", &[("count", 1.into())]), "1 record");
        assert_eq!(en.get("count-records", &[("count", 12_345.into())]), "12,345 records");
        assert_eq!(fr.get("count-records", &[("count", 0.into())]), "0 enregistrement");
        assert_eq!(fr.get("count-records", &[("count", 12_345.into())]), "12\u{a0}345 enregistrements");
    }

    #[test]
    fn every_role_ground_and_reason_has_its_words() {
        let all = messages(Language::English);
        for role in network::ROLES {
            assert!(all.contains_key(&format!("role-{role}")), "{role}");
        }
        for (ground, values) in network::GROUNDS {
            let said = all.get(&format!("ground-{ground}")).unwrap_or_else(|| panic!("{ground}"));
            let plain = |value: &&str| value.trim_end_matches("_minor").to_owned();
            let known: BTreeSet<String> = values.iter().map(plain).collect();
            assert!(said.iter().all(|value| known.contains(value)), "{ground}: {said:?} of {known:?}");
        }
        for record in network::RECORDS_SOUGHT {
            assert!(all.contains_key(&format!("network-settle-{record}")), "{record}");
        }
        for why in network::ABSTENTIONS {
            assert!(all.contains_key(&format!("network-abstains-{why}")), "{why}");
        }
        for layer in network::Layer::ALL {
            assert!(all.contains_key(&format!("layer-{}", layer.as_str())), "{layer:?}");
        }
        for reason in ["account+name", "iban+accountNumber", "name+birthDate", "model", "phone", "passport"] {
            assert!(all.contains_key(&format!("join-{}", reason.replace('+', "-"))), "{reason}");
        }
    }
}
