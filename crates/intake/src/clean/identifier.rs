//! Identifiers with a format of their own: written in one way, and their check digits checked.

use iban::IbanLike;

/// The one way to write an identifier of this format; `None` if it is not one. A format that is not known here is
/// free text.
pub(super) fn normalise(raw: &str, format: &str) -> Option<String> {
    let compact = || raw.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
    let own = |text: String| digits(&text).map(|digits| (text, digits));
    match format {
        "iban" => {
            let strict = raw.parse::<iban::Iban>().ok().or_else(|| compact().parse().ok());
            strict.map(|iban| iban.electronic_str().to_owned())
        }
        "bic" => Some(compact()).filter(|bic| is_bic(bic)),
        "imo" => imo(raw),
        "lei" => Some(compact()).filter(|lei| lei.len() == 20 && mod97(lei) == Some(1)),
        "isin" => Some(compact()).filter(|isin| {
            let country = isin.bytes().take(2).all(|byte| byte.is_ascii_alphabetic());
            let check = isin.ends_with(|c: char| c.is_ascii_digit());
            isin.len() == 12 && country && check && luhn(isin)
        }),
        "figi" => Some(compact()).filter(|figi| is_figi(figi)),
        "wikidata" => wikidata(raw),
        "inn" => own(compact()).filter(|(_, digits)| is_inn(digits)).map(|(inn, _)| inn),
        "ogrn" => Some(compact()).filter(|ogrn| is_ogrn(ogrn)),
        "npi" => Some(compact())
            .filter(|npi| npi.len() == 10 && digits(npi).is_some() && luhn(&format!("80840{npi}"))),
        "uei" => Some(compact())
            .filter(|uei| uei.len() == 12 && !uei.starts_with('0') && !uei.contains(['I', 'O'])),
        "ssn" => own(compact()).filter(|(ssn, _)| is_ssn(ssn)).map(|(ssn, _)| ssn),
        "cpf" => own(compact()).filter(|(_, digits)| is_cpf(digits)).map(|(cpf, _)| cpf),
        "cnpj" => own(compact()).filter(|(_, digits)| is_cnpj(digits)).map(|(cnpj, _)| cnpj),
        "uscc" => Some(compact()).filter(|uscc| is_uscc(uscc)),
        _ => Some(super::squash(raw).into_owned()),
    }
}

fn digits(text: &str) -> Option<Vec<u32>> {
    text.chars().map(|c| c.to_digit(10)).collect()
}

fn weighted(values: &[u32], weights: &[u32]) -> u32 {
    values.iter().zip(weights).map(|(value, weight)| value * weight).sum()
}

/// ISO 9362: four letters, a country, two characters, perhaps a branch of three. Whether the country is one is for
/// the gazetteer to say.
fn is_bic(text: &str) -> bool {
    matches!(text.len(), 8 | 11)
        && text.bytes().take(6).all(|byte| byte.is_ascii_uppercase())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The seven digits of an IMO number, wherever they stand in the text. Those of ships and of shipping companies have
/// different check digits (IMO resolution A.1117(30)): weights 7 … 2 modulo 10, and 8 6 4 2 9 7 modulo 11.
fn imo(raw: &str) -> Option<String> {
    let is_valid = |run: &&str| {
        let Some(values) = digits(run) else { return false };
        let company = (11 - weighted(&values, &[8, 6, 4, 2, 9, 7]) % 11) % 10;
        let ship = weighted(&values, &[7, 6, 5, 4, 3, 2]) % 10;
        let check = values.last();
        values.iter().any(|digit| *digit != 0) && (check == Some(&ship) || check == Some(&company))
    };
    let mut runs = raw.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 7);
    runs.find(is_valid).map(|run| format!("IMO{run}"))
}

/// A Wikidata item, also as the end of its address.
fn wikidata(raw: &str) -> Option<String> {
    let id = raw.rsplit('/').next()?.trim().to_ascii_uppercase();
    let number = id.strip_prefix('Q')?;
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(id)
}

/// ISO 7064 mod 97-10, letters as two digits.
fn mod97(text: &str) -> Option<u32> {
    text.chars().try_fold(0, |rest, c| {
        let value = c.to_digit(36)?;
        Some(if value < 10 { rest * 10 + value } else { rest * 100 + value } % 97)
    })
}

/// The Luhn sum over digits, letters as two digits (ISO 6166).
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

/// Financial Instrument Global Identifier: no vowels, `G` in third place, every second value doubled.
fn is_figi(text: &str) -> bool {
    let values: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(36)).collect();
    let Some((check, values)) = values.as_deref().and_then(<[u32]>::split_last) else { return false };
    let sum: u32 = values
        .iter()
        .enumerate()
        .map(|(at, value)| if at % 2 == 1 { value * 2 } else { *value })
        .map(|value| value / 10 + value % 10)
        .sum();
    let start = text.get(..2).unwrap_or("");
    text.len() == 12
        && text.chars().nth(2) == Some('G')
        && start.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !["BS", "BM", "GG", "GB", "GH", "KY", "VG"].contains(&start)
        && !text.contains(['A', 'E', 'I', 'O', 'U'])
        && *check == (10 - sum % 10) % 10
}

/// Russian tax number of an organisation (10 digits) or a person (12).
fn is_inn(digits: &[u32]) -> bool {
    const WEIGHTS: [u32; 11] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
    let check = |at: usize| {
        let weights = WEIGHTS.get(WEIGHTS.len().saturating_sub(at)..).unwrap_or_default();
        digits.get(at) == Some(&(weighted(digits, weights) % 11 % 10))
    };
    match digits.len() {
        10 => check(9),
        12 => check(10) && check(11),
        _ => false,
    }
}

/// Russian registration number of a company (13 digits) or an entrepreneur (15).
fn is_ogrn(text: &str) -> bool {
    let modulus = match text.len() {
        13 => 11,
        15 => 13,
        _ => return false,
    };
    let Ok(number) = text.parse::<u64>() else { return false };
    !text.starts_with('0') && number / 10 % modulus % 10 == number % 10
}

/// United States social security number; some areas and some numbers printed in advertisements were never given.
fn is_ssn(text: &str) -> bool {
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or("");
    text.len() == 9
        && !matches!(part(0, 3), "000" | "666")
        && !text.starts_with('9')
        && part(3, 5) != "00"
        && part(5, 9) != "0000"
        && !matches!(text, "078051120" | "457555462" | "219099999")
}

/// Brazilian number of a person.
fn is_cpf(digits: &[u32]) -> bool {
    let check = |weights: &[u32]| Some(weighted(digits, weights) * 10 % 11 % 10);
    digits.len() == 11
        && digits.iter().any(|digit| *digit != 0)
        && check(&[10, 9, 8, 7, 6, 5, 4, 3, 2]) == digits.get(9).copied()
        && check(&[11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) == digits.get(10).copied()
}

/// Brazilian number of a company.
fn is_cnpj(digits: &[u32]) -> bool {
    let check = |weights: &[u32]| Some((11 - weighted(digits, weights) % 11) % 11 % 10);
    digits.len() == 14
        && digits.iter().any(|digit| *digit != 0)
        && check(&[5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) == digits.get(12).copied()
        && check(&[6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) == digits.get(13).copied()
}

/// Chinese unified social credit code (GB 32100-2015): base 31, weights the powers of 3.
fn is_uscc(text: &str) -> bool {
    const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let value = |c: char| ALPHABET.find(c).and_then(|at| u32::try_from(at).ok());
    let values: Option<Vec<u32>> = text.chars().map(value).collect();
    let Some((check, values)) = values.as_deref().and_then(<[u32]>::split_last) else { return false };
    let (sum, _) = values.iter().fold((0, 1), |(sum, weight), value| (sum + value * weight, weight * 3 % 31));
    text.len() == 18
        && text.bytes().skip(2).take(6).all(|byte| byte.is_ascii_digit())
        && *check == (31 - sum % 31) % 31
}
