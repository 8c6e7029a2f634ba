//! The remarks of OFAC's lists: items parted by semicolons, the usual ones in a fixed form.
//!
//! Only what has a plain form is taken apart; the remark is kept whole beside it, so that nothing is lost. Items that
//! begin with `alt.` are further values of the same kind.

/// What one item says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item<'a> {
    /// A value of a property; the schema is the widest that has it.
    Value { schema: &'static str, property: &'static str, value: &'a str },
    /// An identity document of a person: also the value of a property.
    Document { property: &'static str, kind: &'a str, number: &'a str, rest: &'a str },
    /// An address of a virtual currency.
    Wallet { symbol: &'a str, address: &'a str },
    /// The operator of an aircraft.
    Operator(&'a str),
    /// Another entry of the list.
    LinkedTo(&'a str),
    /// Something about the sanction itself.
    Sanction { property: &'static str, value: &'a str },
}

/// The longest remark of the main file; what is longer goes on in the file of comments, cut anywhere.
const REMARK_LIMIT: usize = 1000;

/// The items of a remark of the main file. The last item of a remark that goes on elsewhere is left out: it is cut.
pub(super) fn items(remark: &str) -> impl Iterator<Item = Item<'_>> {
    let is_cut = remark.chars().count() >= REMARK_LIMIT && !remark.ends_with('.');
    let whole = if is_cut { remark.rsplit_once("; ").map_or("", |(whole, _)| whole) } else { remark };
    whole.strip_suffix('.').unwrap_or(whole).split("; ").filter_map(item)
}

/// The items of a remark that goes on from the main file. The first is left out: it is the end of a cut one.
pub(super) fn continued_items(remark: &str) -> impl Iterator<Item = Item<'_>> {
    items(remark.split_once("; ").map_or("", |(_, whole)| whole))
}

/// When a document was issued and when it expires.
pub(super) fn dates(rest: &str) -> [(&'static str, &str); 2] {
    let after = |word: &str| {
        let date = rest.split_once(word).map_or("", |(_, after)| after);
        let date = date.split_once(" expires").map_or(date, |(date, _)| date);
        // "issued under the name …" and "issued in …" are no dates.
        if date.contains(|c: char| c.is_ascii_digit()) { date } else { "" }
    };
    [("startDate", after("issued ")), ("endDate", after("expires "))]
}

/// The country in the last parentheses.
pub(super) fn country(rest: &str) -> &str {
    rest.rsplit_once('(').and_then(|(_, inner)| inner.split_once(')')).map_or("", |(country, _)| country)
}

fn item(text: &str) -> Option<Item<'_>> {
    let text = text.trim();
    let text = text.strip_prefix("alt. ").unwrap_or(text);
    let quoted = |rest: &'_ str| -> Option<(usize, usize)> {
        let inner = rest.strip_prefix('\'')?;
        Some((1, inner.rfind('\'')?.checked_add(1)?))
    };
    for (prefix, property) in NAMES {
        if let Some(rest) = text.strip_prefix(prefix) {
            let value = quoted(rest).and_then(|(start, end)| rest.get(start..end))?;
            return Some(Item::Value { schema: "Thing", property, value });
        }
    }
    if let Some(name) = text.strip_prefix("Linked To: ") {
        return Some(Item::LinkedTo(name));
    }
    if let Some(name) = text.strip_prefix("Aircraft Operator ") {
        return Some(Item::Operator(name));
    }
    if let Some((symbol, address)) =
        text.strip_prefix("Digital Currency Address - ").and_then(|wallet| wallet.split_once(' '))
    {
        return Some(Item::Wallet { symbol, address });
    }
    for (prefix, property) in [("Listing Date (", "listingDate"), ("Effective Date (", "startDate")] {
        if let Some((_, value)) = text.strip_prefix(prefix).and_then(|rest| rest.split_once("): ")) {
            return Some(Item::Sanction { property, value });
        }
    }
    if PROVISIONS.iter().any(|prefix| text.starts_with(prefix)) {
        return Some(Item::Sanction { property: "provisions", value: text });
    }
    for (prefix, schema, property) in VALUES {
        if let Some(value) = after(text, prefix) {
            return Some(Item::Value { schema, property, value });
        }
    }
    for (kind, property) in DOCUMENTS {
        if let Some((number, rest)) = after(text, kind).and_then(number) {
            return Some(Item::Document { property, kind, number, rest });
        }
    }
    for (kind, property) in NUMBERS {
        if let Some((value, _)) = after(text, kind).and_then(number) {
            // A Dutch number of the same English name has nine digits.
            let is_other = property == "leiCode" && value.len() != 20;
            let property = if is_other { "registrationNumber" } else { property };
            return Some(Item::Value { schema: "LegalEntity", property, value });
        }
    }
    None
}

/// What follows a whole word.
fn after<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    text.strip_prefix(prefix)?.strip_prefix(' ').map(str::trim).filter(|rest| !rest.is_empty())
}

/// A number and what follows it: `(Country)`, `issued …`, `expires …`. Words alone are not a number.
fn number(text: &str) -> Option<(&str, &str)> {
    let end = [" (", " issued ", " expires "].iter().filter_map(|stop| text.find(stop)).min();
    let (number, rest) = text.split_at_checked(end.unwrap_or(text.len()))?;
    number.contains(|c: char| c.is_ascii_digit()).then_some((number, rest))
}

/// Names that the list itself calls too weak to be in the file of alternate names.
const NAMES: [(&str, &str); 3] =
    [("a.k.a. ", "weakAlias"), ("f.k.a. ", "previousName"), ("n.k.a. ", "alias")];

const PROVISIONS: [&str; 5] = [
    "Additional Sanctions Information - ",
    "Secondary sanctions risk",
    "Transactions Prohibited For Persons Owned or Controlled By",
    "Executive Order ",
    "CAATSA Section ",
];

const VALUES: [(&str, &str, &str); 26] = [
    ("DOB", "Person", "birthDate"),
    ("POB", "Person", "birthPlace"),
    ("nationality", "Person", "nationality"),
    ("citizen", "Person", "citizenship"),
    ("Gender", "Person", "gender"),
    ("Website", "LegalEntity", "website"),
    ("Email Address", "LegalEntity", "email"),
    ("Telephone", "LegalEntity", "phone"),
    ("Phone Number", "LegalEntity", "phone"),
    ("Organization Established Date", "LegalEntity", "incorporationDate"),
    ("Organization Type:", "LegalEntity", "sector"),
    ("Vessel Registration Identification", "Vessel", "imoNumber"),
    ("Identification Number IMO", "Organization", "imoNumber"),
    ("Company Number IMO", "Organization", "imoNumber"),
    ("MMSI", "Vessel", "mmsi"),
    ("Vessel Flag", "Vessel", "flag"),
    ("Former Vessel Flag", "Vessel", "pastFlags"),
    ("Vessel Type", "Vehicle", "type"),
    ("Former Vessel Type", "Vessel", "pastTypes"),
    ("Vessel Call Sign", "Vessel", "callSign"),
    ("Vessel Year of Build", "Vehicle", "buildDate"),
    ("Aircraft Model", "Vehicle", "model"),
    ("Aircraft Tail Number", "Vehicle", "registrationNumber"),
    ("Aircraft Manufacture Date", "Vehicle", "buildDate"),
    ("Aircraft Manufacturer's Serial Number (MSN)", "Airplane", "serialNumber"),
    ("Aircraft Construction Number (also called L/N or S/N or F/N)", "Airplane", "serialNumber"),
];

/// What a person carries.
const DOCUMENTS: [(&str, &str); 21] = [
    ("Passport", "passportNumber"),
    ("Diplomatic Passport", "passportNumber"),
    ("British National Overseas Passport", "passportNumber"),
    ("Travel Document Number", "idNumber"),
    ("Stateless Person ID Card", "idNumber"),
    ("Refugee ID Card", "idNumber"),
    ("National ID No.", "idNumber"),
    ("National Foreign ID Number", "idNumber"),
    ("Personal ID Card", "idNumber"),
    ("Residency Number", "idNumber"),
    ("Identification Number", "idNumber"),
    ("Cedula No.", "idNumber"),
    ("C.U.R.P.", "idNumber"),
    ("D.N.I.", "idNumber"),
    ("I.F.E.", "idNumber"),
    ("Electoral Registry No.", "idNumber"),
    ("Credencial electoral", "idNumber"),
    ("Cartilla de Servicio Militar Nacional", "idNumber"),
    ("Birth Certificate Number", "idNumber"),
    ("Driver's License No.", "idNumber"),
    ("SSN", "socialSecurityNumber"),
];

/// Numbers given by a register or a tax office.
const NUMBERS: [(&str, &str); 31] = [
    ("Tax ID No.", "taxNumber"),
    ("NIT #", "taxNumber"),
    ("R.F.C.", "taxNumber"),
    ("RFC", "taxNumber"),
    ("RUC #", "taxNumber"),
    ("RIF #", "taxNumber"),
    ("C.U.I.T.", "taxNumber"),
    ("US FEIN", "taxNumber"),
    ("Italian Fiscal Code", "taxNumber"),
    ("V.A.T. Number", "vatCode"),
    ("D-U-N-S Number", "dunsCode"),
    ("SWIFT/BIC", "swiftBic"),
    ("Legal Entity Number", "leiCode"),
    ("Unified Social Credit Code (USCC)", "uscCode"),
    ("Registration ID", "registrationNumber"),
    ("Registration Number", "registrationNumber"),
    ("Public Registration Number", "registrationNumber"),
    ("Business Registration Number", "registrationNumber"),
    ("Business Registration Document #", "registrationNumber"),
    ("Company Number", "registrationNumber"),
    ("UK Company Number", "registrationNumber"),
    ("Enterprise Number", "registrationNumber"),
    ("Business Number", "registrationNumber"),
    ("Commercial Registry Number", "registrationNumber"),
    ("Chamber of Commerce Number", "registrationNumber"),
    ("C.R. No.", "registrationNumber"),
    ("Folio Mercantil No.", "registrationNumber"),
    ("Matricula Mercantil No", "registrationNumber"),
    ("Government Gazette Number", "registrationNumber"),
    ("Trade License No.", "licenseNumber"),
    ("License", "licenseNumber"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_plain_form_is_taken_apart_and_nothing_else() {
        let value = |schema, property, value| Some(Item::Value { schema, property, value });
        for (text, expected) in [
            ("DOB circa 1970", value("Person", "birthDate", "circa 1970")),
            ("alt. DOB 1971", value("Person", "birthDate", "1971")),
            ("a.k.a. 'O'MALLEY'", value("Thing", "weakAlias", "O'MALLEY")),
            ("a.k.a. unquoted", None),
            ("MMSI 123456789", value("Vessel", "mmsi", "123456789")),
            ("Identification Number IMO 9074729", value("Organization", "imoNumber", "9074729")),
            ("Tax ID No. 12 34 (Russia)", value("LegalEntity", "taxNumber", "12 34")),
            ("SWIFT/BIC ABCDEF22", value("LegalEntity", "swiftBic", "ABCDEF22")),
            (
                "Legal Entity Number 851683897 (Netherlands)",
                value("LegalEntity", "registrationNumber", "851683897"),
            ),
            ("License revoked", None),
            ("DOBERMAN breeder", None),
            ("Linked To: EXAMPLE S.A.", Some(Item::LinkedTo("EXAMPLE S.A."))),
            ("Digital Currency Address - XBT 1abc", Some(Item::Wallet { symbol: "XBT", address: "1abc" })),
            (
                "Listing Date (EO 14024 Directive 3): 24 Feb 2022",
                Some(Item::Sanction { property: "listingDate", value: "24 Feb 2022" }),
            ),
            (
                "Passport A12 (Iran) issued 05 May 2010 expires 04 May 2015",
                Some(Item::Document {
                    property: "passportNumber",
                    kind: "Passport",
                    number: "A12",
                    rest: " (Iran) issued 05 May 2010 expires 04 May 2015",
                }),
            ),
            ("Major General", None),
        ] {
            assert_eq!(item(text), expected, "{text}");
        }
        let rest = " (Iran) issued 05 May 2010 expires 04 May 2015";
        assert_eq!(country(rest), "Iran");
        assert_eq!(dates(rest), [("startDate", "05 May 2010"), ("endDate", "04 May 2015")]);
        assert_eq!(dates(" issued under the name X expires 2009"), [("startDate", ""), ("endDate", "2009")]);
        assert_eq!(dates(" (Iran)"), [("startDate", ""), ("endDate", "")]);
    }

    #[test]
    fn an_item_that_is_cut_between_two_files_is_not_taken_for_a_whole_one() {
        let long = format!("DOB 1970; {}; Passport A1", "x".repeat(980));
        assert_eq!(items(&long).count(), 1, "the passport's number may go on in the comments");
        assert_eq!(items("DOB 1970; Passport A1.").count(), 2);
        assert_eq!(continued_items("2345 (Iran); Gender Male.").count(), 1);
    }
}
