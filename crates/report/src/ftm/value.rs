//! Values in FollowTheMoney's normal form, and which of them it would drop.

use std::borrow::Cow;

use evidence::PropertyType;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text in NFC, trimmed, with plain spaces, without control characters and marks that are not seen.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    if is_nfc_quick(trimmed.chars()) == IsNormalized::Yes
        && !trimmed.chars().any(|c| is_unsafe(c) || is_wide(c))
    {
        return Cow::Borrowed(trimmed);
    }
    let clean: String =
        trimmed.nfc().filter(|&c| !is_unsafe(c)).map(|c| if is_wide(c) { ' ' } else { c }).collect();
    Cow::Owned(clean.trim().to_owned())
}

/// A space that is not the plain one.
fn is_wide(c: char) -> bool {
    c.is_whitespace() && !matches!(c, ' ' | '\n' | '\t')
}

fn is_unsafe(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Whether FollowTheMoney keeps a value of this type. The types not named here were judged when the record was read.
pub(super) fn is_kept(kind: PropertyType, value: &str) -> bool {
    match kind {
        _ if value.is_empty() => false,
        PropertyType::Url => is_url(value),
        PropertyType::Ip => value.parse::<std::net::IpAddr>().is_ok(),
        PropertyType::Mimetype => value.contains('/') && value != "application/octet-stream",
        PropertyType::Topic => TOPICS.split_ascii_whitespace().any(|topic| topic == value),
        _ => true,
    }
}

fn is_url(value: &str) -> bool {
    ["http://", "https://", "ftp://"].iter().any(|scheme| {
        value.strip_prefix(scheme).is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_ascii_alphanumeric()) && !rest.contains(char::is_whitespace)
        })
    })
}

/// The codes of FollowTheMoney 4.11.2.
const TOPICS: &str = "
    crime crime.fraud crime.cyber crime.fin crime.env crime.theft crime.war crime.boss crime.terror crime.traffick
    crime.traffick.drug crime.traffick.human forced.labor asset.frozen wanted corp.offshore corp.shell corp.public
    corp.disqual corp.clone gov gov.national gov.state gov.muni gov.soe gov.igo gov.head gov.admin gov.executive
    gov.legislative gov.judicial gov.security gov.financial gov.religion fin fin.bank fin.fund fin.adivsor mare.detained
    mare.shadow mare.sts reg.action reg.warn role.pep role.pep.frmr role.pep.intl role.pep.natl role.pol role.rca
    role.judge role.civil role.diplo role.lawyer role.acct role.spy role.oligarch role.journo role.act role.lobby
    pol.party pol.union rel mil sanction sanction.linked sanction.control sanction.counter export.control
    export.control.linked export.risk invest.risk invest.ban geo.risk debarment poi";
