//! What the columns of a table hold, by their headers.
//!
//! The headers we know are data (`headers.txt`). What says what a person *is* (sex, nationality, religion and the
//! like) is known too, so that it is never compared: people of one group would be taken for one another.

use std::collections::BTreeMap;

use serde::Deserialize;

const HEADERS: &str = include_str!("headers.txt");
/// Words before a header that say whose column it is, not what it holds.
const WHOSE: [&str; 8] =
    ["person", "client", "customer", "subject", "applicant", "user", "contact", "victim"];

/// What a column holds, as mappings write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Holds {
    Id,
    Name,
    Alias,
    /// A company or a vessel: a name where nothing else is one, else what belongs to who is named.
    Organisation,
    GivenName,
    MiddleName,
    FamilyName,
    BirthDate,
    Date,
    Phone,
    Email,
    Address,
    HouseNumber,
    City,
    Postcode,
    State,
    /// The country someone lives in.
    Residence,
    /// A country, and not said in what way: perhaps whose passport someone has.
    Country,
    Document,
    /// Two different ones prove two persons.
    VerifiedDocument,
    Passport,
    IdNumber,
    TaxNumber,
    Account,
    Wallet,
    RegistrationNumber,
    Imo,
    /// Of which sort the row's thing is, in the words of FollowTheMoney.
    Schema,
    Text,
    Code,
    Number,
    Category,
    /// Not compared.
    Ignore,
    /// Not compared, on purpose; no mapping can say so, only [`HEADERS`].
    #[serde(skip)]
    Protected,
}

impl Holds {
    const WRITTEN: [(&'static str, Self); 33] = [
        ("id", Self::Id),
        ("name", Self::Name),
        ("alias", Self::Alias),
        ("organisation", Self::Organisation),
        ("given_name", Self::GivenName),
        ("middle_name", Self::MiddleName),
        ("family_name", Self::FamilyName),
        ("birth_date", Self::BirthDate),
        ("date", Self::Date),
        ("phone", Self::Phone),
        ("email", Self::Email),
        ("address", Self::Address),
        ("house_number", Self::HouseNumber),
        ("city", Self::City),
        ("postcode", Self::Postcode),
        ("state", Self::State),
        ("residence", Self::Residence),
        ("country", Self::Country),
        ("document", Self::Document),
        ("verified_document", Self::VerifiedDocument),
        ("passport", Self::Passport),
        ("id_number", Self::IdNumber),
        ("tax_number", Self::TaxNumber),
        ("account", Self::Account),
        ("wallet", Self::Wallet),
        ("registration_number", Self::RegistrationNumber),
        ("imo", Self::Imo),
        ("schema", Self::Schema),
        ("text", Self::Text),
        ("code", Self::Code),
        ("number", Self::Number),
        ("category", Self::Category),
        ("ignore", Self::Ignore),
    ];

    pub(crate) fn as_str(self) -> &'static str {
        Self::WRITTEN.iter().find(|(_, holds)| *holds == self).map_or("protected", |(written, _)| written)
    }

    pub(crate) fn is_name(self) -> bool {
        matches!(self, Self::Name | Self::Alias | Self::GivenName | Self::MiddleName | Self::FamilyName)
    }
}

/// A header in words: no case, accents or punctuation, camel case parted, a number at the end dropped.
pub(crate) fn plain(header: &str) -> String {
    let mut plain = String::new();
    let mut before = ' ';
    for c in header.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            plain.push(' ');
        }
        before = c;
        for c in c.to_lowercase() {
            plain.push(match c {
                'à' | 'á' | 'â' | 'ä' | 'ã' => 'a',
                'ç' => 'c',
                'è' | 'é' | 'ê' | 'ë' => 'e',
                'ì' | 'í' | 'î' | 'ï' => 'i',
                'ñ' => 'n',
                'ò' | 'ó' | 'ô' | 'ö' | 'õ' => 'o',
                'ù' | 'ú' | 'û' | 'ü' => 'u',
                c if c.is_alphanumeric() => c,
                _ => ' ',
            });
        }
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    let joined = words.join(" ");
    let short = joined.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    if short.is_empty() { joined } else { short.to_owned() }
}

/// Headers we know, with what such a column holds.
pub(crate) struct Headers(BTreeMap<&'static str, Holds>);

impl Headers {
    pub(crate) fn new() -> Self {
        let lines = HEADERS.lines().filter(|line| !line.starts_with('#'));
        let known = lines.filter_map(|line| line.split_once(':')).flat_map(|(kind, headers)| {
            let holds = Holds::WRITTEN.iter().find(|(written, _)| *written == kind);
            let holds = holds.map_or(Holds::Protected, |(_, holds)| *holds);
            headers.split(',').map(move |header| (header.trim(), holds))
        });
        Self(known.collect())
    }

    /// What a column of this header holds, whatever stands beside it; none if it is not known.
    pub(crate) fn of(&self, header: &str) -> Option<Holds> {
        let plain = plain(header);
        if let Some(holds) = self.0.get(plain.as_str()) {
            return Some(*holds);
        }
        let (first, rest) = plain.split_once(' ')?;
        WHOSE.contains(&first).then(|| self.0.get(rest).copied()).flatten()
    }

    /// What each column of a file seems to hold.
    pub(crate) fn guess(&self, headers: &[String]) -> Vec<Holds> {
        let mut guessed: Vec<Holds> =
            headers.iter().map(|header| self.of(header).unwrap_or(Holds::Ignore)).collect();
        let has = |guessed: &[Holds], wanted| guessed.contains(&wanted);
        let retake = |guessed: &mut [Holds], from: Holds, to: Holds| {
            guessed.iter_mut().filter(|holds| **holds == from).for_each(|holds| *holds = to);
        };
        if has(&guessed, Holds::GivenName) && has(&guessed, Holds::Name) {
            if has(&guessed, Holds::FamilyName) {
                // The parts say again what the whole name says.
                retake(&mut guessed, Holds::GivenName, Holds::Ignore);
                retake(&mut guessed, Holds::MiddleName, Holds::Ignore);
                retake(&mut guessed, Holds::FamilyName, Holds::Ignore);
            } else {
                // `nom` beside `prénom`, `Name` beside `Vorname`.
                retake(&mut guessed, Holds::Name, Holds::FamilyName);
            }
        }
        let is_named = guessed.iter().any(|holds| holds.is_name());
        retake(&mut guessed, Holds::Organisation, if is_named { Holds::Text } else { Holds::Name });
        if !has(&guessed, Holds::Id) {
            let ends = |header: &String| plain(header).ends_with(" id");
            let found = headers
                .iter()
                .zip(&mut guessed)
                .find(|(header, holds)| **holds == Holds::Ignore && ends(header));
            if let Some((_, holds)) = found {
                *holds = Holds::Id;
            }
        }
        let mut ids = guessed.iter_mut().filter(|holds| **holds == Holds::Id);
        ids.next();
        ids.for_each(|holds| *holds = Holds::Ignore);
        guessed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_several_languages_and_styles_are_understood() {
        for (headers, expected) in [
            (
                "rec_id,given_name,surname,street_number,address_1,address_2,suburb,postcode,state,date_of_birth,soc_sec_id",
                "id given_name family_name house_number address address city postcode state birth_date document",
            ),
            (
                "Identifiant,Prénom,Nom,Né le,Téléphone 2,Courriel",
                "id given_name family_name birth_date phone email",
            ),
            (
                "clientId,FirstName,lastName,DOB,Phone1,E-Mail",
                "id given_name family_name birth_date phone email",
            ),
            ("case_id,Full Name,first name,last name,height", "id name ignore ignore ignore"),
            ("id,person_id,name,Sexe,NATIONALITY", "id ignore name protected protected"),
            ("ref,Company,IBAN,pays,imoNumber", "id name account country imo"),
            ("customer id,customer name,company,passport no.", "id name text passport"),
        ] {
            let headers: Vec<String> = headers.split(',').map(str::to_owned).collect();
            let guessed: Vec<&str> =
                Headers::new().guess(&headers).iter().map(|holds| holds.as_str()).collect();
            assert_eq!(guessed.join(" "), expected, "{headers:?}");
        }
    }

    #[test]
    fn every_line_of_the_headers_names_a_kind_and_every_header_stands_once_as_it_is_looked_up() {
        let mut all = std::collections::BTreeSet::new();
        for (kind, headers) in
            HEADERS.lines().filter_map(|line| line.split_once(':').filter(|_| !line.starts_with('#')))
        {
            assert!(
                kind == "protected" || Holds::WRITTEN.iter().any(|(written, _)| *written == kind),
                "{kind}"
            );
            for header in headers.split(',').map(str::trim) {
                assert_eq!(plain(header), header, "{kind}");
                assert!(all.insert(header), "{header} stands twice");
            }
        }
    }
}
