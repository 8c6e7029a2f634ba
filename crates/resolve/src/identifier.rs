//! Values that point at one thing: which entities carry them, by which records.

use std::collections::HashMap;

use evidence::{EntityIx, Evidence, Mark, RecordIx, StatementRow};

use crate::lineage::Lineage;
use crate::name::{key, words};

/// A kind of identifier, strongest first: the order in which they are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// International bank account number.
    Iban,
    /// Address of a virtual-currency wallet.
    Wallet,
    /// Legal entity identifier (ISO 17442).
    Lei,
    /// A ship's or ship owner's IMO number.
    Imo,
    /// A ship station's identity.
    Mmsi,
    /// Number of a passport.
    Passport,
    /// National identity or social security number, number of another document.
    IdNumber,
    /// Number in a tax register.
    TaxNumber,
    /// Number in a register of companies, plate or registration of a vehicle.
    RegistrationNumber,
    /// User name with the service it is of.
    Username,
    /// Account number within an institution.
    AccountNumber,
    /// Full birth date with the name.
    NameAndBirth,
    /// E-mail address.
    Email,
    /// Phone number in E.164.
    Phone,
    /// Postal address, which joins nothing.
    Address,
}

impl Kind {
    /// Name in reasons and files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Iban => "iban",
            Self::Wallet => "wallet",
            Self::Lei => "lei",
            Self::Imo => "imo",
            Self::Mmsi => "mmsi",
            Self::Passport => "passport",
            Self::IdNumber => "idNumber",
            Self::TaxNumber => "taxNumber",
            Self::RegistrationNumber => "registrationNumber",
            Self::Username => "username",
            Self::AccountNumber => "accountNumber",
            Self::NameAndBirth => "name+birthDate",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Address => "address",
        }
    }

    /// Whether one who carries it is the one by definition, however many say so.
    pub(crate) fn is_definition(self, lineage: Lineage) -> bool {
        matches!(lineage, Lineage::UserAccount | Lineage::Wallet)
            || matches!(self, Self::Iban | Self::Lei | Self::Imo | Self::Mmsi)
    }

    /// Whether equal numbers of different countries are of different things.
    fn is_national(self) -> bool {
        matches!(self, Self::Passport | Self::IdNumber | Self::TaxNumber | Self::RegistrationNumber)
    }
}

/// An entity that carries a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carrier {
    /// Which.
    pub entity: EntityIx,
    /// Its kind of thing.
    pub lineage: Lineage,
    /// The country the value belongs to, where that is said and matters.
    pub country: Option<[u8; 2]>,
    /// The state whose national its carrier is said to be. It is not the issuer: where a country is not said it keeps equal
    /// numbers of nationals of two states apart, and joins nobody.
    pub national: Option<[u8; 2]>,
    /// The record that says the value.
    pub record: RecordIx,
    /// The record that ties the value to the entity, where it is another: a passport's holder, a date beside a name.
    pub beside: Option<RecordIx>,
}

impl Carrier {
    /// The records behind it.
    pub fn records(&self) -> impl Iterator<Item = RecordIx> {
        std::iter::once(self.record).chain(self.beside.filter(|&beside| beside != self.record))
    }
}

/// All identifiers carried, sorted by kind, value and entity.
#[derive(Clone, Debug, Default)]
pub struct Identifiers {
    values: Vec<String>,
    rows: Vec<(Kind, u32, Carrier)>,
}

impl Identifiers {
    /// Each value with all who carry it, in the order of entities; an entity once for each country it is said with.
    pub fn iter(&self) -> impl Iterator<Item = (Kind, &str, impl ExactSizeIterator<Item = &Carrier>)> {
        self.rows.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter_map(|rows| {
            let &(kind, value, _) = rows.first()?;
            let value = self.values.get(value as usize)?;
            Some((kind, value.as_str(), rows.iter().map(|(_, _, carrier)| carrier)))
        })
    }
}

/// Collects the identifiers of all entities.
///
/// Only clean values count: a phone without its country code or an IBAN with a wrong check digit points at nobody.
/// A document of identity lends its numbers to its holder.
pub fn identifiers(evidence: &Evidence) -> Identifiers {
    let mut table = Collector::default();
    for entity in evidence.entities() {
        let lineage = Lineage::of(evidence.schema(entity));
        if lineage != Lineage::Other {
            table.entity(evidence, entity, lineage);
        }
    }
    table.sorted()
}

#[derive(Default)]
struct Collector {
    numbers: HashMap<String, u32>,
    rows: Vec<(Kind, u32, Carrier)>,
}

impl Collector {
    fn entity(&mut self, evidence: &Evidence, entity: EntityIx, lineage: Lineage) {
        for row in evidence.statements_of(entity).filter(|row| row.mark == Mark::Clean) {
            let property = evidence.text(row.property);
            let Some(kind) = kind(lineage, property, evidence.schema(entity)) else { continue };
            let text = match property {
                "addressEntity" => full_address(evidence, evidence.text(row.value)),
                _ => evidence.text(row.value),
            };
            let Some(value) = normalised(kind, text) else { continue };
            let value = match kind {
                Kind::Username => {
                    let Some(service) = evidence.values(entity, "service").next() else { continue };
                    format!("{value}@{}", service.to_lowercase())
                }
                _ => value,
            };
            let one_of =
                |properties| if kind.is_national() { one(evidence, entity, properties) } else { None };
            let (country, national) = (one_of(COUNTRY), one_of(NATIONALITY));
            let carrier = Carrier { entity, lineage, country, national, record: row.record, beside: None };
            if lineage == Lineage::Identification {
                self.lend(evidence, kind, &value, carrier);
            }
            // A personal number is the holder's, not the document's: two passports of one person carry it.
            if property != "personalNumber" {
                self.add(kind, value, carrier);
            }
        }
        if evidence.is_a(entity, "Person") {
            self.births(evidence, entity);
        }
    }

    /// The holder of a document carries its number too.
    fn lend(&mut self, evidence: &Evidence, kind: Kind, value: &str, document: Carrier) {
        for row in statements(evidence, document.entity, "holder") {
            let Some(holder) = evidence.find(evidence.text(row.value)) else { continue };
            let lineage = Lineage::of(evidence.schema(holder));
            if lineage == Lineage::Party {
                let national = if kind.is_national() { one(evidence, holder, NATIONALITY) } else { None };
                let beside = Some(row.record);
                let carrier = Carrier { entity: holder, lineage, national, beside, ..document };
                self.add(kind, value.to_owned(), carrier);
            }
        }
    }

    /// Every name with every full birth date.
    fn births(&mut self, evidence: &Evidence, entity: EntityIx) {
        for born in statements(evidence, entity, "birthDate") {
            let date = evidence.text(born.value);
            if crate::birth::Birth::parse(date).is_none() {
                continue;
            }
            let date = date.get(..10).unwrap_or(date);
            for named in statements(evidence, entity, "name") {
                let Some(name) = key(evidence.text(named.value)) else { continue };
                let (record, beside) = (named.record, Some(born.record));
                let lineage = Lineage::Party;
                let carrier = Carrier { entity, lineage, country: None, national: None, record, beside };
                self.add(Kind::NameAndBirth, format!("{name} {date}"), carrier);
            }
        }
    }

    fn add(&mut self, kind: Kind, value: String, carrier: Carrier) {
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        let value = *self.numbers.entry(value).or_insert(next);
        self.rows.push((kind, value, carrier));
    }

    /// Renumbers the values in their own order, so that nothing depends on what was read first.
    fn sorted(self) -> Identifiers {
        let mut values: Vec<(String, u32)> = self.numbers.into_iter().collect();
        values.sort_unstable();
        let mut rank = vec![0_u32; values.len()];
        for (at, (_, old)) in (0_u32..).zip(&values) {
            if let Some(rank) = rank.get_mut(*old as usize) {
                *rank = at;
            }
        }
        let mut rows = self.rows;
        for (_, value, _) in &mut rows {
            *value = rank.get(*value as usize).copied().unwrap_or(u32::MAX);
        }
        rows.sort_by_key(|&(kind, value, carrier)| (kind, value, carrier.entity, carrier.country));
        rows.dedup_by_key(|(kind, value, carrier)| (*kind, *value, carrier.entity, carrier.country));
        Identifiers { values: values.into_iter().map(|(value, _)| value).collect(), rows }
    }
}

/// The address an entity of that id writes out.
fn full_address<'a>(evidence: &'a Evidence, id: &str) -> &'a str {
    evidence.find(id).and_then(|address| evidence.values(address, "full").next()).unwrap_or("")
}

/// The kind of identifier a property of a lineage holds.
fn kind(lineage: Lineage, property: &str, schema: &str) -> Option<Kind> {
    use Lineage::{BankAccount, Identification, Party, UserAccount, Vehicle, Wallet};
    Some(match (lineage, property) {
        (Party | UserAccount, "phone") => Kind::Phone,
        (Party | UserAccount, "email") => Kind::Email,
        (Party | Identification, "passportNumber") => Kind::Passport,
        (Identification, "number") if schema == "Passport" => Kind::Passport,
        (Party, "idNumber" | "socialSecurityNumber") | (Identification, "number" | "personalNumber") => {
            Kind::IdNumber
        }
        (Party, "taxNumber" | "vatCode" | "innCode") => Kind::TaxNumber,
        (Party, "registrationNumber" | "ogrnCode") | (Vehicle, "registrationNumber") => {
            Kind::RegistrationNumber
        }
        (Party, "leiCode") => Kind::Lei,
        (Party | Vehicle, "imoNumber") => Kind::Imo,
        (Party, "address" | "addressEntity") => Kind::Address,
        (Vehicle, "mmsi") => Kind::Mmsi,
        (UserAccount, "username") => Kind::Username,
        (BankAccount, "iban") => Kind::Iban,
        (BankAccount, "accountNumber") => Kind::AccountNumber,
        (Wallet, "publicKey" | "cryptoAddress") => Kind::Wallet,
        _ => return None,
    })
}

/// Fewest characters of an account number that may speak without its institution. Ours: 1 in 10 million by chance.
const ACCOUNT_DIGITS: usize = 7;
/// Fewest characters of another number. Ours: shorter ones are list numbers.
const NUMBER_CHARACTERS: usize = 5;
/// Fewest characters of a plate. Ours.
const PLATE_CHARACTERS: usize = 4;

/// The form in which equal values are equal; none if it identifies nothing.
fn normalised(kind: Kind, text: &str) -> Option<String> {
    match kind {
        Kind::Email => (text.contains('@')).then(|| text.to_lowercase()),
        Kind::Phone => text.starts_with('+').then(|| text.to_owned()),
        Kind::Wallet => Some(if text.starts_with("0x") { text.to_lowercase() } else { text.to_owned() }),
        Kind::Username => {
            let name = text.trim().trim_start_matches('@').to_lowercase();
            (!name.is_empty()).then_some(name)
        }
        Kind::Address => {
            let words = words(text);
            let has_number = words.iter().any(|word| word.chars().any(|c| c.is_ascii_digit()));
            (words.len() >= 3 && has_number).then(|| words.join(" "))
        }
        _ => {
            let fewest = match kind {
                Kind::AccountNumber => ACCOUNT_DIGITS,
                Kind::RegistrationNumber => PLATE_CHARACTERS,
                _ => NUMBER_CHARACTERS,
            };
            let value: String =
                text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
            let value = match kind {
                Kind::AccountNumber => value.trim_start_matches('0').to_owned(),
                _ => value,
            };
            (value.chars().count() >= fewest && !is_filler(&value)).then_some(value)
        }
    }
}

/// Whether a number was written only to fill the field: no digit, one digit throughout, or counting up.
fn is_filler(value: &str) -> bool {
    let digits = || value.bytes().filter(u8::is_ascii_digit);
    digits().next().is_none()
        || value.bytes().zip(value.bytes().skip(1)).all(|(a, b)| a == b)
        || value.bytes().zip(value.bytes().skip(1)).all(|(a, b)| b == a.wrapping_add(1))
}

/// Where an entity says of which country its numbers are, and whose national it is.
const COUNTRY: [&str; 2] = ["country", "jurisdiction"];
const NATIONALITY: [&str; 2] = ["nationality", "citizenship"];

/// The one country that an entity says by these properties; none if none or several are said.
fn one(evidence: &Evidence, entity: EntityIx, properties: [&str; 2]) -> Option<[u8; 2]> {
    let mut codes = properties
        .iter()
        .flat_map(|property| evidence.values(entity, property))
        .filter_map(|code| <[u8; 2]>::try_from(code.as_bytes()).ok())
        .map(|code| code.map(|letter| letter.to_ascii_lowercase()));
    let first = codes.next()?;
    codes.all(|code| code == first).then_some(first)
}

/// The clean statements of one property.
pub(crate) fn statements<'a>(
    evidence: &'a Evidence,
    entity: EntityIx,
    property: &str,
) -> impl Iterator<Item = &'a StatementRow> + use<'a> {
    let property = evidence.symbols().find(property);
    evidence
        .statements_of(entity)
        .filter(move |row| Some(row.property) == property && row.mark == Mark::Clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_equal_when_they_are_written_differently() {
        for (kind, text, value) in [
            (Kind::Phone, "+14165550100", Some("+14165550100")),
            (Kind::Phone, "416 555 0100", None),
            (Kind::Email, "Ada@Example.org", Some("ada@example.org")),
            (Kind::Passport, "x-123 4567", Some("X1234567")),
            (Kind::Passport, "0000000", None),
            (Kind::Passport, "1234567", None),
            (Kind::Passport, "UNKNOWN", None),
            (Kind::RegistrationNumber, "ab 12-cd", Some("AB12CD")),
            (Kind::AccountNumber, "000 123-4987", Some("1234987")),
            (Kind::AccountNumber, "000123", None),
            (Kind::Username, "@Ada", Some("ada")),
            (Kind::Address, "12, Rue de l'Exemple, Laval", Some("12 rue de lexemple laval")),
            (Kind::Address, "Laval", None),
        ] {
            assert_eq!(normalised(kind, text).as_deref(), value, "{text}");
        }
    }
}
