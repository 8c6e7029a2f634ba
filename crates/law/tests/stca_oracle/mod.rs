//! The Agreement and its neighbours written down a second time, by hand from the provisions and not from the rule set: as
//! a plain program with its own calendar, in the order in which an officer reads them.

use serde_json::Value;

/// Days since 1970-01-01 of a date as text (Hinnant, “chrono-compatible low-level date algorithms”).
fn number(date: &str) -> i64 {
    let part = |at: std::ops::Range<usize>| date[at].parse::<i64>().unwrap();
    let (year, month, day) = (part(0..4), part(5..7), part(8..10));
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The same day a year later; 29 February becomes 28 February.
fn a_year_after(date: &str) -> String {
    let year: i64 = date[0..4].parse().unwrap();
    let rest = if &date[4..] == "-02-29" { "-02-28" } else { &date[4..] };
    format!("{:04}{rest}", year + 1)
}

const FAMILY: [&str; 14] = [
    "spouse",
    "common_law_partner",
    "child",
    "father",
    "mother",
    "brother",
    "sister",
    "grandfather",
    "grandmother",
    "grandchild",
    "uncle",
    "aunt",
    "nephew",
    "niece",
];

/// Outcome, then grounds in alphabetical order. Where readings differ and none governs, the strict one is taken.
pub(crate) fn decide(facts: &Value) -> Vec<String> {
    let text = |name: &str| facts[name].as_str().unwrap();
    let yes = |name: &str| facts[name].as_bool().unwrap();
    let (claim, entry, first, decision) =
        (text("claim"), text("entry"), text("first_entry"), text("decision"));
    let age = facts["claimant_age"].as_i64().unwrap();
    let day = number(claim) - number(entry);
    let mut grounds = Vec::new();

    let designated = claim >= "2004-12-29" && yes("from_us");
    let excluded = yes("us_national") || yes("us_habitual") || yes("suspended");
    if designated && !excluded {
        let place = text("place");
        let (reached, transit) = match place {
            "land_poe" => (true, false),
            "between_poe" => (claim >= "2023-03-25" && day < 14, false),
            "airport" => (yes("us_removal_transit"), true),
            _ => (false, false),
        };
        let related = FAMILY.contains(&text("relative")) || text("relative") == "legal_guardian" && age < 18;
        let family = yes("relative_in_canada")
            && related
            && match text("relative_status") {
                "citizen" | "protected_person" | "permanent_resident" | "stay_233" => true,
                "claimant" => yes("relative_is_18") && text("relative_claim") == "referred",
                "permit" => yes("relative_is_18") && text("relative_permit") == "work_or_study",
                _ => false,
            };
        let alone = age < 18 && !yes("accompanied") && !yes("has_spouse") && !yes("parent_in_canada_or_us");
        let papers = !matches!(text("document"), "none" | "transit_visa");
        let visas = yes("visa_exempt_canada") && yes("visa_needed_us");
        let returned = text("reentry") != "none";
        let grave = yes("death") || yes("moratorium_national") && claim <= "2009-07-22";
        let helped = grave || !transit && (family || alone || papers || visas || returned);
        if reached && !helped {
            grounds.push("101(1)(e)");
        }
    }
    let is_new = claim >= "2025-06-03" && decision >= "2026-03-26";
    if is_new && first > "2020-06-24" && number(claim) > number(&a_year_after(first)) {
        grounds.push("101(1)(b.1)");
    }
    if is_new && text("place") == "between_poe" && day >= 14 {
        grounds.push("101(1)(b.2)");
    }
    let prior = text("prior_ineligible");
    let pardoned = prior == "e" && text("reentry") == "refused_us_no_adjudication" && claim >= "2023-03-25";
    if prior != "none" && !pardoned {
        grounds.push("101(1)(c)");
    }
    if yes("prior_claim_abroad") && claim >= "2019-06-21" {
        grounds.push("101(1)(c.1)");
    }
    for (member, label) in [("a", "101(1)(a)"), ("b", "101(1)(b)"), ("d", "101(1)(d)"), ("f", "101(1)(f)")] {
        if facts["other_grounds"][member].as_bool().unwrap() {
            grounds.push(label);
        }
    }
    grounds.sort_unstable();
    let outcome = match (grounds.is_empty(), text("claim_stage")) {
        (true, _) => "NOT_BARRED",
        (false, "decided_rpd") => "STANDS",
        (false, _) => "INELIGIBLE",
    };
    std::iter::once(outcome).chain(grounds).map(str::to_owned).collect()
}
