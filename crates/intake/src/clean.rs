//! Values by the type of their property: normalised where they can be, kept and marked where they cannot.
//!
//! The rules are FollowTheMoney's, so that clean values pass its own validation; but what its tools drop without a
//! trace (imprecise dates, local phone numbers, unlisted languages, failed check digits) stays, with a [`Mark`].

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use evidence::{Mark, Property, PropertyType};
use gazetteer::Gazetteer;
use iban::IbanLike;
use jiff::civil::Date;

/// A value as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleaned<'a> {
    /// The normalised value, or the text as it stood if it could not be normalised.
    pub value: Cow<'a, str>,
    /// What is special about it.
    pub mark: Mark,
}

impl<'a> Cleaned<'a> {
    fn clean(value: impl Into<Cow<'a, str>>) -> Self {
        Self { value: value.into(), mark: Mark::Clean }
    }

    fn marked(value: impl Into<Cow<'a, str>>, mark: Mark) -> Self {
        Self { value: value.into(), mark }
    }
}

/// Cleans values; holds the gazetteer (for names of countries) and remembers phone numbers, which are slow to parse.
#[derive(Debug)]
pub struct Cleaner {
    gazetteer: Gazetteer,
    phones: RefCell<HashMap<String, (String, Mark)>>,
}

/// How many phone numbers are remembered.
const PHONES: usize = 100_000;

impl Cleaner {
    /// A cleaner with this gazetteer.
    pub fn new(gazetteer: Gazetteer) -> Self {
        Self { gazetteer, phones: RefCell::default() }
    }

    /// The gazetteer.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Cleans a value of a property; `None` if there is nothing in it.
    pub fn clean<'a>(&self, property: &Property, raw: &'a str) -> Option<Cleaned<'a>> {
        let raw = raw.trim_matches(|c: char| c.is_whitespace() || c.is_control() || is_invisible(c));
        if raw.is_empty() {
            return None;
        }
        Some(match property.kind {
            PropertyType::Name => Cleaned::clean(name(raw)),
            PropertyType::Date => date(raw),
            PropertyType::Country => self.country(raw),
            PropertyType::Phone => self.phone(raw),
            PropertyType::Email => email(raw),
            PropertyType::Identifier => identifier(raw, property.format),
            PropertyType::Language => language(raw),
            PropertyType::Gender => gender(raw),
            PropertyType::Address | PropertyType::String => Cleaned::clean(squash(raw)),
            PropertyType::Entity => entity_id(raw),
            _ => Cleaned::clean(raw),
        })
    }

    /// A country by code or name in English or French, as a lower-case ISO 3166-1 alpha-2 code.
    pub fn country<'a>(&self, raw: &'a str) -> Cleaned<'a> {
        match self.gazetteer.countries().parse(raw) {
            Some(country) => Cleaned::clean(country.alpha2().to_ascii_lowercase()),
            None => Cleaned::marked(raw, Mark::Invalid),
        }
    }

    /// A phone number in E.164 where it carries its country code and is valid in that country's plan. A number
    /// without one is kept as it stands: guessing a country invents plausible strangers.
    pub fn phone<'a>(&self, raw: &'a str) -> Cleaned<'a> {
        if let Some((value, mark)) = self.phones.borrow().get(raw) {
            return Cleaned::marked(value.clone(), *mark);
        }
        let digits: String = raw.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        let international = digits.strip_prefix("00").map_or(digits.clone(), |rest| format!("+{rest}"));
        let parsed = international
            .starts_with('+')
            .then(|| phonenumber::parse(None, &international))
            .and_then(Result::ok);
        let (value, mark) = match parsed {
            Some(number) if phonenumber::is_valid(&number) => {
                (number.format().mode(phonenumber::Mode::E164).to_string(), Mark::Clean)
            }
            _ => (squash(raw).into_owned(), Mark::LocalPhone),
        };
        let mut phones = self.phones.borrow_mut();
        if phones.len() < PHONES {
            phones.insert(raw.to_owned(), (value.clone(), mark));
        }
        Cleaned::marked(value, mark)
    }
}

/// Marks that change direction or join letters and that people never see.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// White space collapsed, line breaks included.
fn squash(raw: &str) -> Cow<'_, str> {
    let plain = raw.split(' ').all(|part| !part.is_empty() && !part.contains(char::is_whitespace));
    if plain { Cow::Borrowed(raw) } else { Cow::Owned(raw.split_whitespace().collect::<Vec<_>>().join(" ")) }
}

fn name(raw: &str) -> Cow<'_, str> {
    let unquoted = ['"', '\'']
        .iter()
        .find_map(|&quote| raw.strip_prefix(quote)?.strip_suffix(quote))
        .filter(|inner| !inner.trim().is_empty())
        .unwrap_or(raw);
    squash(unquoted.trim())
}

/// ISO 8601 prefixes (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`, with a time), `D Mon YYYY`, `D.M.YYYY`, and `D/M/YYYY` where
/// only one order is possible; otherwise the one year that is named, marked imprecise.
pub(crate) fn date(raw: &str) -> Cleaned<'_> {
    if let Some(value) = iso(raw) {
        return Cleaned::clean(value);
    }
    if let Some(date) = written(raw) {
        return Cleaned::clean(date.to_string());
    }
    let mut years = raw
        .split(|c: char| !c.is_ascii_digit())
        .filter(|run| run.len() == 4 && ("1850".."2101").contains(run));
    match (years.next(), years.next()) {
        (Some(year), None) => Cleaned::marked(year, Mark::ImpreciseDate),
        (Some(_), Some(_)) => Cleaned::marked(squash(raw), Mark::ImpreciseDate),
        (None, _) => Cleaned::marked(squash(raw), Mark::Invalid),
    }
}

fn iso(raw: &str) -> Option<Cow<'_, str>> {
    let (date, time) = raw.split_at_checked(10).unwrap_or((raw, ""));
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next(), parts.next());
    if year.len() != 4
        || parts.next().is_some()
        || !year.bytes().all(|byte| byte.is_ascii_digit())
        || year < "0001"
    {
        return None;
    }
    let number = |part: &str| part.parse::<i8>().ok().filter(|_| part.len() <= 2);
    let Some(month) = month else { return time.is_empty().then_some(Cow::Borrowed(raw)) };
    let month = match number(month)? {
        0 => return Some(Cow::Borrowed(year)),
        month @ 1..=12 => month,
        _ => return None,
    };
    let Some(day) = day else { return Some(Cow::Owned(format!("{year}-{month:02}"))) };
    let day = match number(day)? {
        0 => return Some(Cow::Owned(format!("{year}-{month:02}"))),
        day => day,
    };
    let date = Date::new(year.parse().ok()?, month, day).ok()?;
    if time.is_empty() {
        return Some(Cow::Owned(date.to_string()));
    }
    let clock = time.strip_prefix(['T', ' '])?;
    let stamp = format!("{date}T{clock}");
    let civil: jiff::civil::DateTime = match stamp.parse::<jiff::Timestamp>() {
        Ok(stamp) => jiff::tz::Offset::UTC.to_datetime(stamp),
        Err(_) => stamp.parse().ok()?,
    };
    Some(Cow::Owned(civil.strftime("%Y-%m-%dT%H:%M:%S").to_string()))
}

fn written(raw: &str) -> Option<Date> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let parts: Vec<&str> = raw.split(['.', '/', ' ', '-']).filter(|part| !part.is_empty()).collect();
    let [one, two, three] = parts.as_slice() else { return None };
    let number = |text: &str| text.parse::<i16>().ok();
    let small = |text: &str| text.parse::<i8>().ok();
    let month_named = |text: &str| {
        let start = text.get(..3)?.to_ascii_lowercase();
        i8::try_from(MONTHS.iter().position(|&month| month == start)?).ok()?.checked_add(1)
    };
    if three.len() != 4 {
        return None;
    }
    let year = number(three)?;
    if let Some(month) = month_named(two) {
        return Date::new(year, month, small(one)?).ok();
    }
    let (first, second) = (small(one)?, small(two)?);
    let day_first = Date::new(year, second, first).ok();
    if raw.contains('.') {
        return day_first;
    }
    match (day_first, Date::new(year, first, second).ok()) {
        (Some(date), other) if other.is_none_or(|other| other == date) => Some(date),
        (None, Some(date)) => Some(date),
        _ => None,
    }
}

fn email(raw: &str) -> Cleaned<'_> {
    let address = raw.strip_prefix("mailto:").unwrap_or(raw);
    let valid = address.rsplit_once('@').is_some_and(|(local, domain)| {
        let label = |label: &str| {
            !label.is_empty()
                && !label.starts_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        };
        let forbidden = |c: char| c.is_whitespace() || "<>()[],;:?@\"".contains(c);
        (1..=64).contains(&local.len())
            && !local.contains(forbidden)
            && domain.split('.').count() >= 2
            && domain.split('.').all(label)
            && domain
                .rsplit('.')
                .next()
                .is_some_and(|top| top.chars().count() >= 2 && !top.chars().all(char::is_numeric))
    });
    match address.rsplit_once('@') {
        Some((local, domain)) if valid => Cleaned::clean(format!("{local}@{}", domain.to_lowercase())),
        _ => Cleaned::marked(raw, Mark::Invalid),
    }
}

fn identifier<'a>(raw: &'a str, format: &str) -> Cleaned<'a> {
    let compact = || raw.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
    let checked = match format {
        "iban" => raw
            .parse::<iban::Iban>()
            .ok()
            .or_else(|| compact().parse().ok())
            .map(|iban| iban.electronic_str().to_owned()),
        "bic" => Some(compact()).filter(|bic| is_bic(bic)),
        "imo" => imo(raw),
        "lei" => Some(compact()).filter(|lei| lei.len() == 20 && mod97(lei) == Some(1)),
        "isin" => Some(compact()).filter(|isin| isin.len() == 12 && luhn(isin)),
        "wikidata" => Some(raw.to_owned()).filter(|id| {
            id.strip_prefix(['Q', 'P'])
                .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
        }),
        _ => return Cleaned::clean(squash(raw)),
    };
    checked.map_or_else(|| Cleaned::marked(squash(raw), Mark::Invalid), Cleaned::clean)
}

/// ISO 9362: four letters, a country, two characters, perhaps a branch of three.
fn is_bic(text: &str) -> bool {
    matches!(text.len(), 8 | 11)
        && text.bytes().take(6).all(|byte| byte.is_ascii_uppercase())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// A ship's IMO number: seven digits, the last the units of the weighted sum (7 … 2) of the first six.
fn imo(raw: &str) -> Option<String> {
    let digits = raw.trim().trim_start_matches(['I', 'M', 'O', 'i', 'm', 'o', ' ']);
    if digits.len() != 7 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let sum: u32 =
        digits.bytes().zip((2..=7).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let last = digits.bytes().last()?;
    (sum % 10 == u32::from(last - b'0')).then(|| format!("IMO{digits}"))
}

/// ISO 7064 mod 97-10, letters as two digits.
fn mod97(text: &str) -> Option<u32> {
    text.chars().try_fold(0, |rest, c| {
        let value = c.to_digit(36)?;
        Some(if value < 10 { rest * 10 + value } else { rest * 100 + value } % 97)
    })
}

/// ISO 6166: the Luhn sum over digits, letters as two digits.
fn luhn(text: &str) -> bool {
    let digits: String = text.chars().filter_map(|c| c.to_digit(36)).map(|value| value.to_string()).collect();
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, digit)| (u32::from(digit - b'0'), at % 2 == 1))
        .map(|(digit, double)| if double { digit * 2 / 10 + digit * 2 % 10 } else { digit })
        .sum();
    sum.is_multiple_of(10)
}

/// The ISO 639-3 codes FollowTheMoney 4.11.2 knows.
const LANGUAGES: &str = "afr amh ara aze bel ben bos bul cat ces cnr dan deu ell eng est fas fil fin fra gle heb hin \
    hrv hun hye ind isl ita jpn kan kat kaz khm kir kor lao lav lit ltz mkd mlt mon msa mul mya nep nld nor pol por pus \
    ron rus sin slk slv spa sqi srp swa swe tam tel tgk tgl tha tuk tur ukr urd uzb vie zho";

/// Two-letter codes of the languages in [`LANGUAGES`] that have one (ISO 639-1).
const TWO_LETTERS: [(&str, &str); 60] = [
    ("af", "afr"),
    ("am", "amh"),
    ("ar", "ara"),
    ("az", "aze"),
    ("be", "bel"),
    ("bn", "ben"),
    ("bs", "bos"),
    ("bg", "bul"),
    ("ca", "cat"),
    ("cs", "ces"),
    ("da", "dan"),
    ("de", "deu"),
    ("el", "ell"),
    ("en", "eng"),
    ("et", "est"),
    ("fa", "fas"),
    ("fi", "fin"),
    ("fr", "fra"),
    ("ga", "gle"),
    ("he", "heb"),
    ("hi", "hin"),
    ("hr", "hrv"),
    ("hu", "hun"),
    ("hy", "hye"),
    ("id", "ind"),
    ("is", "isl"),
    ("it", "ita"),
    ("ja", "jpn"),
    ("ka", "kat"),
    ("kk", "kaz"),
    ("km", "khm"),
    ("ky", "kir"),
    ("ko", "kor"),
    ("lo", "lao"),
    ("lv", "lav"),
    ("lt", "lit"),
    ("mk", "mkd"),
    ("mn", "mon"),
    ("ms", "msa"),
    ("my", "mya"),
    ("ne", "nep"),
    ("nl", "nld"),
    ("no", "nor"),
    ("pl", "pol"),
    ("pt", "por"),
    ("ps", "pus"),
    ("ro", "ron"),
    ("ru", "rus"),
    ("sk", "slk"),
    ("sl", "slv"),
    ("es", "spa"),
    ("sq", "sqi"),
    ("sr", "srp"),
    ("sw", "swa"),
    ("sv", "swe"),
    ("th", "tha"),
    ("tr", "tur"),
    ("uk", "ukr"),
    ("ur", "urd"),
    ("zh", "zho"),
];

fn language(raw: &str) -> Cleaned<'_> {
    let code = raw.split(['-', '_']).next().unwrap_or(raw).to_ascii_lowercase();
    let code = TWO_LETTERS.iter().find(|(two, _)| *two == code).map_or(code.as_str(), |(_, three)| three);
    if code.len() == 3 && LANGUAGES.split_whitespace().any(|known| known == code) {
        Cleaned::clean(code.to_owned())
    } else {
        Cleaned::marked(raw, Mark::UnlistedLanguage)
    }
}

fn gender(raw: &str) -> Cleaned<'_> {
    match raw.to_lowercase().as_str() {
        "m" | "male" | "man" | "homme" | "masculin" => Cleaned::clean("male"),
        "f" | "female" | "woman" | "femme" | "féminin" => Cleaned::clean("female"),
        "o" | "x" | "other" | "autre" => Cleaned::clean("other"),
        _ => Cleaned::marked(raw, Mark::Invalid),
    }
}

/// FollowTheMoney's ids: letters, digits, dots and hyphens, beginning and ending with a letter or digit.
fn entity_id(raw: &str) -> Cleaned<'_> {
    let inner = raw.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-');
    let ends = [raw.bytes().next(), raw.bytes().last()].iter().flatten().all(u8::is_ascii_alphanumeric);
    if inner && ends { Cleaned::clean(raw) } else { Cleaned::marked(raw, Mark::Invalid) }
}

#[cfg(test)]
mod tests {
    use evidence::schemata;
    use proptest::prelude::*;

    use super::*;

    fn cleaned(schema: &str, property: &str, raw: &str) -> (String, Mark) {
        let cleaner = Cleaner::new(Gazetteer::embedded());
        let property = &schemata().get(schema).unwrap().properties[property];
        cleaner.clean(property, raw).map(|cleaned| (cleaned.value.into_owned(), cleaned.mark)).unwrap()
    }

    #[test]
    fn values_are_normalised_or_kept_and_marked() {
        use Mark::*;
        for (schema, property, raw, value, mark) in [
            ("Person", "name", "  'John   Doe' ", "John Doe", Clean),
            ("Person", "birthDate", "2021-2-5", "2021-02-05", Clean),
            ("Person", "birthDate", "2021-00-00", "2021", Clean),
            ("Person", "birthDate", "2021-02-05T10:00:00+02:00", "2021-02-05T08:00:00", Clean),
            ("Person", "birthDate", "05.02.2021", "2021-02-05", Clean),
            ("Person", "birthDate", "25/12/1980", "1980-12-25", Clean),
            ("Person", "birthDate", "02 Jan 1970", "1970-01-02", Clean),
            ("Person", "birthDate", "05/02/2021", "2021", ImpreciseDate),
            ("Person", "birthDate", "circa 1970", "1970", ImpreciseDate),
            ("Person", "birthDate", "1970-1975", "1970-1975", ImpreciseDate),
            ("Person", "birthDate", "2021-02-30", "2021", ImpreciseDate),
            ("Person", "birthDate", "unknown", "unknown", Invalid),
            ("Person", "phone", "+44 20 7946 0018", "+442079460018", Clean),
            ("Person", "phone", "0044 20 7946 0018", "+442079460018", Clean),
            ("Person", "phone", "020 7946 0018", "020 7946 0018", LocalPhone),
            ("Person", "nationality", "Rwanda", "rw", Clean),
            ("Person", "nationality", "Stateless", "Stateless", Invalid),
            ("Person", "email", "mailto:A.B@Example.ORG", "A.B@example.org", Clean),
            ("Person", "email", "nobody", "nobody", Invalid),
            ("Person", "spokenLanguage", "fr", "fra", Clean),
            ("Person", "spokenLanguage", "tir", "tir", UnlistedLanguage),
            ("BankAccount", "iban", "GB82 WEST 1234 5698 7654 32", "GB82WEST12345698765432", Clean),
            ("BankAccount", "iban", "GB00WEST12345698765432", "GB00WEST12345698765432", Invalid),
            ("BankAccount", "bic", "deutdeff", "DEUTDEFF", Clean),
            ("Vessel", "imoNumber", "IMO 9074729", "IMO9074729", Clean),
            ("Vessel", "imoNumber", "9074728", "9074728", Invalid),
            ("Security", "isin", "US0378331005", "US0378331005", Clean),
        ] {
            assert_eq!(cleaned(schema, property, raw), (value.to_owned(), mark), "{raw}");
        }
    }

    proptest! {
        #[test]
        fn no_value_of_any_type_makes_it_panic(raw: String) {
            let cleaner = Cleaner::new(Gazetteer::embedded());
            for (schema, property) in [("Person", "name"), ("Person", "birthDate"), ("Person", "phone"), ("Person", "email"),
                ("Person", "gender"), ("Person", "spokenLanguage"), ("BankAccount", "iban"), ("Vessel", "imoNumber"),
                ("Security", "isin"), ("Company", "leiCode"), ("Sanction", "entity")] {
                let property = &schemata().get(schema).unwrap().properties[property];
                if let Some(cleaned) = cleaner.clean(property, &raw) {
                    prop_assert!(!cleaned.value.is_empty());
                }
            }
        }
    }
}
