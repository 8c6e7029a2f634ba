//! Values by the type of their property: normalised where they can be, kept and marked where they cannot.
//!
//! The rules are FollowTheMoney's, so that clean values pass its own validation; but what its tools drop without a
//! trace (imprecise dates, local phone numbers, unlisted languages, failed check digits) stays, with a [`Mark`].

mod codes;
mod date;
mod identifier;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use evidence::{Mark, Property, PropertyType};
use gazetteer::Countries;

pub(crate) use date::date;

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

/// Cleans values; holds the names of countries and remembers phone numbers, which are slow to parse.
#[derive(Debug)]
pub struct Cleaner {
    countries: Countries,
    phones: RefCell<HashMap<String, (String, Mark)>>,
}

/// How many phone numbers are remembered.
const PHONES: usize = 100_000;

impl Cleaner {
    /// A cleaner that knows these countries.
    pub fn new(countries: Countries) -> Self {
        Self { countries, phones: RefCell::default() }
    }

    /// The countries it knows.
    pub fn countries(&self) -> &Countries {
        &self.countries
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
            PropertyType::Identifier => self.identifier(raw, property.format),
            PropertyType::Language => one_of(codes::language(raw), raw, Mark::UnlistedLanguage),
            PropertyType::Gender => one_of(codes::gender(raw), raw, Mark::Invalid),
            PropertyType::Topic => one_of(codes::topic(raw), raw, Mark::Invalid),
            PropertyType::Address => Cleaned::clean(address(raw)),
            PropertyType::String => Cleaned::clean(squash(raw)),
            PropertyType::Entity => entity_id(raw),
            PropertyType::Url => url(raw),
            PropertyType::Ip => ip(raw),
            PropertyType::Mimetype => mimetype(raw),
            _ => Cleaned::clean(raw),
        })
    }

    /// A country by code or name in English or French, as a lower-case ISO 3166-1 alpha-2 code.
    pub fn country<'a>(&self, raw: &'a str) -> Cleaned<'a> {
        match self.countries.parse(raw) {
            Some(country) => Cleaned::clean(country.alpha2().to_ascii_lowercase()),
            None => Cleaned::marked(raw, Mark::Invalid),
        }
    }

    fn identifier<'a>(&self, raw: &'a str, format: &str) -> Cleaned<'a> {
        if format.is_empty() {
            return Cleaned::clean(squash(raw));
        }
        let checked = identifier::normalise(raw, format).filter(|value| {
            let country = value.get(4..6).filter(|_| format == "bic");
            country.is_none_or(|country| self.country(country).mark == Mark::Clean)
        });
        checked.map_or_else(|| Cleaned::marked(squash(raw), Mark::Invalid), Cleaned::clean)
    }

    /// A phone number in E.164 where it carries its country code and is valid in that country's plan. A number
    /// without one is kept as it stands: guessing a country invents plausible strangers.
    pub fn phone<'a>(&self, raw: &'a str) -> Cleaned<'a> {
        if let Some((value, mark)) = self.phones.borrow().get(raw) {
            return Cleaned::marked(value.clone(), *mark);
        }
        let digits = dialled(raw);
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

fn one_of<'a>(known: Option<&'static str>, raw: &'a str, otherwise: Mark) -> Cleaned<'a> {
    known.map_or_else(|| Cleaned::marked(raw, otherwise), Cleaned::clean)
}

/// The digits that are dialled, in ASCII, with a plus: what follows the number (an extension, a note) is left out.
fn dialled(raw: &str) -> String {
    // The zeros of the scripts in which the records are written: ASCII, Arabic, Persian, Devanagari, Bengali, full width.
    const ZEROS: [char; 6] = ['0', '٠', '۰', '०', '০', '０'];
    let digit = |c: char| {
        let value = |zero: char| u32::from(c).checked_sub(u32::from(zero)).filter(|value| *value < 10);
        ZEROS.into_iter().find_map(value).and_then(|value| char::from_digit(value, 10))
    };
    let mut digits = String::with_capacity(raw.len());
    for c in raw.chars() {
        if let Some(digit) = digit(c) {
            digits.push(digit);
        } else if matches!(c, '+' | '＋') {
            digits.push('+');
        } else if digits.len() > 7 && (c.is_alphabetic() || matches!(c, ';' | '#')) {
            break;
        }
    }
    digits
}

/// Whether a text is an IBAN with its check digits right.
pub(crate) fn is_iban(raw: &str) -> bool {
    let mut bytes = raw.bytes();
    let begins = bytes.by_ref().take(2).all(|byte| byte.is_ascii_alphabetic());
    begins && (15..=42).contains(&raw.len()) && identifier::normalise(raw, "iban").is_some()
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

/// White space collapsed, quotes around it and marks that no one sees removed; but joiners and marks of direction stay
/// inside, because some scripts are read differently without them.
fn name(raw: &str) -> Cow<'_, str> {
    let is_stray =
        |c: char| matches!(c, '\u{AD}' | '\u{200B}' | '\u{FEFF}') || c.is_control() && !c.is_whitespace();
    if raw.contains(is_stray) {
        return Cow::Owned(name(&raw.replace(is_stray, "")).into_owned());
    }
    let unquoted = ['"', '\'']
        .iter()
        .find_map(|&quote| raw.strip_prefix(quote)?.strip_suffix(quote))
        .filter(|inner| !inner.trim().is_empty())
        .unwrap_or(raw);
    squash(unquoted.trim())
}

/// Parts of an address on lines of their own or after semicolons, parted by commas.
fn address(raw: &str) -> Cow<'_, str> {
    if !raw.contains(['\n', '\r', '\t', ';', '<', '\u{2028}']) && !raw.contains(", ,") {
        return squash(raw);
    }
    let lines = raw.replace("<br/>", "\n").replace("<br>", "\n");
    let parts = lines.split(['\n', '\r', '\t', ';', ',', '\u{2028}']).map(squash);
    Cow::Owned(
        parts
            .map(|part| part.trim().to_owned())
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
    )
}

/// An address on the web: with its scheme and, where nothing follows the host, a slash.
fn url(raw: &str) -> Cleaned<'_> {
    let (scheme, rest) = match raw.split_once("://") {
        Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
        None => ("http".to_owned(), raw.strip_prefix("//").unwrap_or(raw)),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let is_host = host.contains('.')
        && !host.starts_with('.')
        && !host.contains(|c: char| c.is_whitespace() || c == '@');
    if !is_host || !matches!(scheme.as_str(), "http" | "https" | "ftp") {
        let has_user = host.contains('@') && raw.contains("://");
        return Cleaned::marked(raw, if has_user { Mark::Clean } else { Mark::Invalid });
    }
    let slash = if path.starts_with('/') { "" } else { "/" };
    Cleaned::clean(format!("{scheme}://{host}{slash}{path}"))
}

fn ip(raw: &str) -> Cleaned<'_> {
    let (address, zone) = raw.split_once('%').map_or((raw, ""), |(address, zone)| (address, zone));
    match address.parse::<std::net::IpAddr>() {
        Ok(_) if !zone.is_empty() => Cleaned::clean(raw),
        Ok(address) => Cleaned::clean(address.to_string()),
        Err(_) => Cleaned::marked(raw, Mark::Invalid),
    }
}

fn mimetype(raw: &str) -> Cleaned<'_> {
    let plain = raw.split(';').next().unwrap_or(raw).trim();
    let is_pair = plain.split_once('/').is_some_and(|(kind, sub)| !kind.is_empty() && !sub.is_empty());
    if is_pair { Cleaned::clean(plain.to_ascii_lowercase()) } else { Cleaned::marked(raw, Mark::Invalid) }
}

fn email(raw: &str) -> Cleaned<'_> {
    let address = raw.strip_prefix("mailto:").unwrap_or(raw);
    let address = address.strip_suffix('.').unwrap_or(address);
    let valid = address.rsplit_once('@').is_some_and(|(local, domain)| {
        let label = |label: &str| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
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
        let cleaner = Cleaner::new(Countries::embedded());
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
            ("Person", "birthDate", "Sep 1938", "1938-09", Clean),
            ("Person", "birthDate", "January 2, 1970", "1970-01-02", Clean),
            ("Person", "birthDate", "2021/02/05", "2021-02-05", Clean),
            ("Person", "birthDate", "2021-02-05T10:11Z", "2021-02-05T10:11", Clean),
            ("Person", "birthDate", "9999", "9999", Invalid),
            ("Person", "birthDate", "05/02/2021", "2021", ImpreciseDate),
            ("Person", "birthDate", "circa 1970", "1970", ImpreciseDate),
            ("Person", "birthDate", "1970-1975", "1970-1975", ImpreciseDate),
            ("Person", "birthDate", "2021-02-30", "2021", ImpreciseDate),
            ("Person", "birthDate", "unknown", "unknown", Invalid),
            ("Person", "phone", "+44 20 7946 0018", "+442079460018", Clean),
            ("Person", "phone", "0044 20 7946 0018", "+442079460018", Clean),
            ("Person", "phone", "+44 20 7946 0018 ext. 5", "+442079460018", Clean),
            ("Person", "phone", "+٤٤ ٢٠ ٧٩٤٦ ٠٠١٨", "+442079460018", Clean),
            (
                "Person",
                "phone",
                "+44 20 7946 0018 / +44 20 7946 0019",
                "+44 20 7946 0018 / +44 20 7946 0019",
                LocalPhone,
            ),
            ("Person", "phone", "020 7946 0018", "020 7946 0018", LocalPhone),
            ("Person", "nationality", "Rwanda", "rw", Clean),
            ("Person", "nationality", "Stateless", "Stateless", Invalid),
            ("Person", "email", "mailto:A.B@Example.ORG", "A.B@example.org", Clean),
            ("Person", "email", "nobody", "nobody", Invalid),
            ("Person", "spokenLanguage", "fr", "fra", Clean),
            ("Person", "spokenLanguage", "ger", "deu", Clean),
            ("Person", "spokenLanguage", "rom", "rom", UnlistedLanguage),
            ("Person", "spokenLanguage", "tir", "tir", UnlistedLanguage),
            ("BankAccount", "iban", "GB82 WEST 1234 5698 7654 32", "GB82WEST12345698765432", Clean),
            ("BankAccount", "iban", "GB00WEST12345698765432", "GB00WEST12345698765432", Invalid),
            ("BankAccount", "bic", "deutdeff", "DEUTDEFF", Clean),
            ("Vessel", "imoNumber", "IMO 9074729", "IMO9074729", Clean),
            ("Vessel", "imoNumber", "9074728", "9074728", Invalid),
            ("Organization", "imoNumber", "IMO 5342883", "IMO5342883", Clean),
            ("Security", "isin", "US0378331005", "US0378331005", Clean),
            ("Security", "isin", "000000000000", "000000000000", Invalid),
            ("Security", "figiCode", "BBG000BLNNH6", "BBG000BLNNH6", Clean),
            ("Person", "wikidataId", "https://www.wikidata.org/wiki/Q42", "Q42", Clean),
            ("Person", "wikidataId", "P31", "P31", Invalid),
            ("Company", "innCode", "7707 083893", "7707083893", Clean),
            ("Company", "innCode", "500100732259", "500100732259", Clean),
            ("Company", "innCode", "7707083894", "7707083894", Invalid),
            ("Company", "ogrnCode", "1027700132195", "1027700132195", Clean),
            ("Company", "ogrnCode", "1027700132196", "1027700132196", Invalid),
            ("Person", "socialSecurityNumber", "000-12-3456", "000-12-3456", Invalid),
            ("Person", "address", "1 Street;\nCity", "1 Street, City", Clean),
            ("Person", "name", "Jo\u{200B}hn\u{200C}Doe", "John\u{200C}Doe", Clean),
            ("Person", "website", "example.org", "http://example.org/", Clean),
            ("Person", "website", "nowhere", "nowhere", Invalid),
            ("Person", "topics", "Crime.Traffick", "crime.traffick", Clean),
            ("Person", "topics", "smuggler", "smuggler", Invalid),
            ("UserAccount", "ipAddress", "2001:DB8::1", "2001:db8::1", Clean),
            ("UserAccount", "ipAddress", "256.0.0.1", "256.0.0.1", Invalid),
            ("Document", "mimeType", "TEXT/Plain; charset=x", "text/plain", Clean),
        ] {
            assert_eq!(cleaned(schema, property, raw), (value.to_owned(), mark), "{raw}");
        }
    }

    proptest! {
        #[test]
        fn no_value_of_any_type_makes_it_panic(raw: String) {
            let cleaner = Cleaner::new(Countries::embedded());
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
