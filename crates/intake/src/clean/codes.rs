//! Values that are one of a list.

/// The ISO 639-3 codes FollowTheMoney 4.11.2 knows.
const LANGUAGES: &str = "afr amh ara aze bel ben bos bul cat ces cnr dan deu ell eng est fas fil fin fra gle heb hin \
    hrv hun hye ind isl ita jpn kan kat kaz khm kir kor lao lav lit ltz mkd mlt mon msa mul mya nep nld nor pol por pus \
    ron rus sin slk slv spa sqi srp swa swe tam tel tgk tgl tha tuk tur ukr urd uzb vie zho";

/// Other codes of the languages in [`LANGUAGES`], each before its ISO 639-3 code: two letters (ISO 639-1) and
/// bibliographic (ISO 639-2/B). `rom` is Romani and stays so, though FollowTheMoney takes it for Romanian.
const OTHER_CODES: &str = "af afr am amh ar ara az aze be bel bn ben bs bos bg bul ca cat cs ces da dan de deu el ell \
    en eng et est fa fas fi fin fr fra ga gle he heb hi hin hr hrv hu hun hy hye id ind is isl it ita ja jpn kn kan ka \
    kat kk kaz km khm ky kir ko kor lo lao lv lav lt lit lb ltz mk mkd mt mlt mn mon ms msa my mya ne nep nl nld no nor \
    pl pol pt por ps pus ro ron ru rus si sin sk slk sl slv es spa sq sqi sr srp sw swa sv swe ta tam te tel tg tgk tl \
    tgl th tha tk tuk tr tur uk ukr ur urd uz uzb vi vie zh zho \
    alb sqi arm hye bur mya chi zho cze ces dut nld fre fra geo kat ger deu gre ell ice isl mac mkd may msa per fas \
    rum ron slo slk";

/// The topics of FollowTheMoney 4.11.2.
const TOPICS: &str = "asset.frozen corp.clone corp.disqual corp.offshore corp.public corp.shell crime crime.boss crime.cyber \
    crime.env crime.fin crime.fraud crime.terror crime.theft crime.traffick crime.traffick.drug \
    crime.traffick.human crime.war debarment export.control export.control.linked export.risk fin fin.adivsor \
    fin.bank fin.fund forced.labor geo.risk gov gov.admin gov.executive gov.financial gov.head gov.igo \
    gov.judicial gov.legislative gov.muni gov.national gov.religion gov.security gov.soe gov.state invest.ban \
    invest.risk mare.detained mare.shadow mare.sts mil poi pol.party pol.union reg.action reg.warn rel role.acct \
    role.act role.civil role.diplo role.journo role.judge role.lawyer role.lobby role.oligarch role.pep \
    role.pep.frmr role.pep.intl role.pep.natl role.pol role.rca role.spy sanction sanction.control \
    sanction.counter sanction.linked wanted";

/// A language as its ISO 639-3 code, if it is on FollowTheMoney's list.
pub(super) fn language(raw: &str) -> Option<&'static str> {
    let code = raw.split(['-', '_']).next().unwrap_or(raw).to_ascii_lowercase();
    let mut pairs = OTHER_CODES.split_whitespace();
    while let (Some(other), Some(known)) = (pairs.next(), pairs.next()) {
        if other == code {
            return Some(known);
        }
    }
    LANGUAGES.split_whitespace().find(|known| *known == code)
}

/// A topic of FollowTheMoney.
pub(super) fn topic(raw: &str) -> Option<&'static str> {
    TOPICS.split_whitespace().find(|known| known.eq_ignore_ascii_case(raw))
}

/// `male`, `female` or `other`.
pub(super) fn gender(raw: &str) -> Option<&'static str> {
    Some(match raw.to_lowercase().as_str() {
        "m" | "male" | "man" | "homme" | "masculin" | "männlich" | "мужской" | "男" => "male",
        "f" | "female" | "woman" | "femme" | "féminin" | "weiblich" | "женский" | "女" => "female",
        "o" | "x" | "d" | "other" | "autre" | "divers" => "other",
        _ => return None,
    })
}
