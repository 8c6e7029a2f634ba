//! Field 86 of a statement entry: free text for SWIFT, but banks have conventions within it.
//!
//! Three are read: the German one (a three-digit business code, then subfields `?20` … `?63`, in which SEPA parts
//! begin `SVWZ+`, `EREF+` …), code words between slashes (`/BENM//NAME/…/REMI/…`), and plain text, in which only an
//! IBAN with valid check digits is picked out.

use evidence::Channel;

use crate::account::{has_form_of_bic, has_form_of_iban};

/// What field 86 says. Reused from entry to entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Details {
    /// The other party's name.
    pub(super) name: String,
    /// Its address.
    pub(super) address: String,
    /// Its account: an IBAN or a number.
    pub(super) account: String,
    /// Its bank's BIC.
    pub(super) bic: String,
    /// Its bank's national code.
    pub(super) bank_code: String,
    /// Everything a person wrote, one part a line.
    pub(super) text: String,
    /// How the money moved, if the business code says so.
    pub(super) channel: Option<Channel>,
}

impl Details {
    /// Reads the field; its lines end in line feeds.
    pub(super) fn read(&mut self, raw: &str) {
        for part in [
            &mut self.name,
            &mut self.address,
            &mut self.account,
            &mut self.bic,
            &mut self.bank_code,
            &mut self.text,
        ] {
            part.clear();
        }
        self.channel = None;
        if let Some((code, separator)) = german_separator(raw) {
            self.channel = channel_of(code);
            let joined: String = raw.split('\n').collect();
            self.subfields(&joined, separator);
        } else {
            let joined = unwrapped(raw);
            if joined.strip_prefix('/').and_then(|rest| rest.split('/').next()).is_some_and(is_code_word) {
                self.code_words(&joined);
            } else {
                self.line(&joined);
            }
        }
        if self.account.is_empty()
            && let Some(iban) = find_iban(&self.text)
        {
            self.account = iban.to_owned();
        }
    }

    fn subfields(&mut self, joined: &str, separator: char) {
        let (mut purpose, mut label) = (String::new(), "");
        let (mut purpose_full, mut name_full) = (false, false);
        for (at, part) in joined.split(separator).enumerate() {
            if at == 0 {
                continue;
            }
            let subfield = part.split_at_checked(2).filter(|(n, _)| n.bytes().all(|b| b.is_ascii_digit()));
            let Some((number, value)) = subfield else {
                // The separator stands in the text itself.
                purpose.push(separator);
                purpose.push_str(part);
                continue;
            };
            match number {
                "00" => label = value,
                _ if number.starts_with('2') || matches!(number, "60" | "61" | "62" | "63") => {
                    append(&mut purpose, value, &mut purpose_full);
                }
                "30" if has_form_of_bic(value.trim()) => value.trim().clone_into(&mut self.bic),
                "30" => value.trim().clone_into(&mut self.bank_code),
                "31" | "38" if self.account.is_empty() => value.trim().clone_into(&mut self.account),
                "32" | "33" => append(&mut self.name, value, &mut name_full),
                // Primanota, text key and what a bank adds of its own.
                _ => {}
            }
        }
        self.line(label);
        self.sepa(&purpose);
    }

    /// The purpose: text before the first SEPA part, then the parts that are not references.
    fn sepa(&mut self, purpose: &str) {
        let mut rest = purpose;
        let mut part = "SVWZ";
        loop {
            let next = next_part(rest);
            let content = next.and_then(|(at, _)| rest.get(..at)).unwrap_or(rest);
            match part {
                "SVWZ" => self.line(content),
                "ABWA" | "ABWE" => self.line(&format!("{part}+{content}")),
                "IBAN" if self.account.is_empty() => content.trim().clone_into(&mut self.account),
                "BIC" if self.bic.is_empty() => content.trim().clone_into(&mut self.bic),
                // A reference is one word; what follows it is text.
                _ => self.line(content.trim_start().split_once(' ').map_or("", |(_, after)| after)),
            }
            let Some((at, name)) = next else { return };
            part = name;
            rest = rest.get(at.saturating_add(name.len()).saturating_add(1)..).unwrap_or("");
        }
    }

    fn code_words(&mut self, joined: &str) {
        let (mut word, mut party, mut value) = ("", "", String::new());
        // A last code word lets the one before it come out.
        for token in joined.split('/').skip(1).chain([CODE_WORDS[0]]) {
            if !is_code_word(token) {
                if !value.is_empty() {
                    value.push('/');
                }
                value.push_str(token);
                continue;
            }
            let content = value.trim_matches(['/', ' ']);
            let ultimate = party.starts_with("ULT");
            match word {
                "NAME" | "BENM" | "ORDP" if !content.is_empty() && !ultimate && self.name.is_empty() => {
                    content.clone_into(&mut self.name);
                }
                "IBAN" if !ultimate => content.clone_into(&mut self.account),
                "BIC" if !ultimate => content.clone_into(&mut self.bic),
                "ADDR" | "CITY" if !ultimate => content.clone_into(&mut self.address),
                "CNTP" => self.counterparty(content),
                "NAME" | "ULTB" | "ULTD" if !content.is_empty() => self.line(&format!("{party}/{content}")),
                "REMI" | "USTD" | "STRD" | "TRTP" | "RTRN" | "OCMT" => self.line(content),
                _ => {}
            }
            value.clear();
            word = token;
            if matches!(word, "BENM" | "ORDP" | "ULTB" | "ULTD" | "REMI" | "EREF") {
                party = word;
            }
        }
    }

    /// `/CNTP/account/BIC/name/city/`.
    fn counterparty(&mut self, content: &str) {
        let mut parts = content.split('/').map(str::trim);
        for part in [&mut self.account, &mut self.bic, &mut self.name, &mut self.address] {
            parts.next().unwrap_or("").clone_into(part);
        }
    }

    /// Adds a line of text, its spaces made single.
    pub(super) fn line(&mut self, line: &str) {
        let mut first = true;
        for word in line.split_whitespace() {
            let gap = if !first {
                " "
            } else if self.text.is_empty() {
                ""
            } else {
                "\n"
            };
            self.text.push_str(gap);
            self.text.push_str(word);
            first = false;
        }
    }
}

/// The business code and the character that begins subfields, if the field is in the German form.
fn german_separator(raw: &str) -> Option<(&str, char)> {
    let raw = raw.trim_start();
    let (code, rest) = if raw.starts_with(|c: char| c.is_ascii_digit()) {
        raw.split_at_checked(3).filter(|(code, _)| code.bytes().all(|byte| byte.is_ascii_digit()))?
    } else {
        ("", raw)
    };
    let mut rest = rest.chars().filter(|&c| c != '\n');
    let separator = rest.next().filter(|&c| matches!(c, '?' | '>' | '<' | '@' | '~' | '^' | '&' | '!'))?;
    let digits = rest.take(2).filter(char::is_ascii_digit).count();
    (digits == 2).then_some((code, separator))
}

/// Width from which a line counts as full: a full line was broken for want of room, a shorter one was ended. SWIFT's
/// width is 65; banks have somewhat narrower ones.
const FULL_LINE: usize = 60;
/// Width of a full German subfield, for the same reason.
const FULL_SUBFIELD: usize = 27;

/// Lines put together again.
fn unwrapped(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut joins = true;
    for line in raw.split('\n') {
        if !joins {
            out.push(' ');
        }
        out.push_str(line);
        joins = line.chars().count() >= FULL_LINE;
    }
    out
}

/// Adds a subfield to those before it: without a space if the one before was `full`.
fn append(text: &mut String, value: &str, full: &mut bool) {
    if !text.is_empty() && !*full {
        text.push(' ');
    }
    text.push_str(value);
    *full = value.chars().count() >= FULL_SUBFIELD;
}

/// The parts of a purpose in German SEPA statements.
const SEPA_PARTS: [&str; 14] = [
    "EREF", "KREF", "MREF", "BREF", "RREF", "CRED", "DEBT", "COAM", "OAMT", "SVWZ", "ABWA", "ABWE", "IBAN",
    "BIC",
];

/// Where the next part begins and its name: at the start or after a space, its name followed by a plus sign.
fn next_part(text: &str) -> Option<(usize, &'static str)> {
    text.match_indices('+').find_map(|(plus, _)| {
        let before = text.get(..plus)?;
        let part = SEPA_PARTS.iter().find(|&&part| before.ends_with(part))?;
        let rest = before.strip_suffix(part)?;
        (rest.is_empty() || rest.ends_with(char::is_whitespace)).then_some((rest.len(), *part))
    })
}

/// Code words between slashes that Dutch, Nordic and international banks use in field 86.
const CODE_WORDS: [&str; 34] = [
    "EREF", "KREF", "MREF", "PREF", "IREF", "BREF", "MARF", "CSID", "CRED", "ORDP", "BENM", "ULTB", "ULTD",
    "NAME", "IBAN", "BIC", "ID", "ADDR", "CITY", "REMI", "USTD", "STRD", "CNTP", "TRTP", "TRCD", "PURP",
    "SVCL", "ISDT", "RTRN", "OCMT", "CHGS", "EXCH", "ACCW", "NRTX",
];

pub(super) fn is_code_word(word: &str) -> bool {
    CODE_WORDS.contains(&word)
}

/// Whether a compact text is an IBAN: its check digits hold, or it has the form of one and is longer than the sixteen
/// characters of a reference.
pub(super) fn is_iban(compact: &str) -> bool {
    compact.parse::<iban::Iban>().is_ok() || compact.len() > 16 && has_form_of_iban(compact)
}

/// The first IBAN with valid check digits in a text.
fn find_iban(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .find(|word| (15..=34).contains(&word.len()) && word.parse::<iban::Iban>().is_ok())
}

/// How money moved, by German business code (Geschäftsvorfallcode, DFÜ agreement, annex 3), where it says so plainly.
fn channel_of(code: &str) -> Option<Channel> {
    Some(match code {
        "001" | "002" | "070" | "101" | "170" => Channel::Cheque,
        "004" | "005" | "008" | "052" | "071" | "104" | "105" | "107" | "117" | "152" | "171" | "174" => {
            Channel::DirectDebit
        }
        "020" | "051" | "116" | "118" | "166" | "168" | "177" => Channel::Transfer,
        "053" | "153" => Channel::Payroll,
        "082" | "083" => Channel::Cash,
        "106" => Channel::Card,
        "201" | "202" => Channel::Wire,
        "808" => Channel::Fee,
        "814" => Channel::Interest,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_conventions_of_banks_are_told_apart() {
        // Raw field, name, account, BIC, text.
        for (raw, name, account, bic, text) in [
            (
                "166?00GUTSCHRIFT?20EREF+A1?21SVWZ+Rent for room 12 in Ma?22in St?30TESTDEFFXXX?31DE66999999990000000002\n?32Ada?33Example",
                "Ada Example",
                "DE66999999990000000002",
                "TESTDEFFXXX",
                "GUTSCHRIFT\nRent for room 12 in Main St",
            ),
            (
                "166?20SVWZ+123456789012345678901?222?32ABCDEFGHIJKLMNOPQRSTUVWXYZA?33B",
                "ABCDEFGHIJKLMNOPQRSTUVWXYZAB",
                "",
                "",
                "123456789012345678901 2",
            ),
            ("000>100987654321\n>20ALGEMENE>310390123456", "", "0390123456", "", "ALGEMENE"),
            (
                "105?20IBAN+DE66999999990000000002 BIC+TESTDEFF EREF+1 returned SVWZ+x",
                "",
                "DE66999999990000000002",
                "TESTDEFF",
                "returned\nx",
            ),
            ("020?20why? because", "", "", "", "why? because"),
            (
                "/TRTP/SEPA OVERBOEKING/IBAN/NL42TEST0000000002/BIC/TESTNL2A/NAME/A/B SAMPLE/REMI/gift/EREF/1",
                "A/B SAMPLE",
                "NL42TEST0000000002",
                "TESTNL2A",
                "SEPA OVERBOEKING\ngift",
            ),
            ("/BENM//NAME/JO SAMPLE/REMI//ISDT/2026-01-01", "JO SAMPLE", "", "", ""),
            (
                "REK: NL42TEST0000000002/NAAM: JO",
                "",
                "NL42TEST0000000002",
                "",
                "REK: NL42TEST0000000002/NAAM: JO",
            ),
            ("NL00TEST0000000002 is no IBAN", "", "", "", "NL00TEST0000000002 is no IBAN"),
            ("12345 no code", "", "", "", "12345 no code"),
            ("", "", "", "", ""),
        ] {
            let mut details = Details::default();
            details.read("/BENM//NAME/leftover/REMI/of the entry before");
            details.read(raw);
            let found = [&details.name, &details.account, &details.bic, &details.text].map(String::as_str);
            assert_eq!(found, [name, account, bic, text], "{raw}");
        }
    }

    #[test]
    fn full_lines_are_joined_and_ended_ones_are_spaced() {
        let full = "x".repeat(64);
        assert_eq!(unwrapped(&format!("{full}\n{full}\ny\nz")), format!("{full}{full}y z"));
        assert_eq!(unwrapped("short\nlines"), "short lines");
    }
}
