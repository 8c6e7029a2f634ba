//! The page: that it is whole in both languages, and that nothing a record says becomes markup.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

mod sample;

use std::collections::BTreeSet;

use evidence::RecordIx;
use indicators::Named;
use proptest::prelude::*;
use report::{Language, Words};

fn page(name: &str, language: Language) -> String {
    let sample = sample::sample(name);
    let mut out = Vec::new();
    let mut excerpts = |record: RecordIx| (record.0 != 1).then(|| format!("2026-03-01;{name};900"));
    report::html::write(&sample.picture(), &Words::new(language), &mut excerpts, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The page without what is ours and never changes: style and script.
fn body(page: &str) -> String {
    let (before, rest) = page.split_once("<style>").unwrap();
    let (_, rest) = rest.split_once("</style>").unwrap();
    let (main, script) = rest.rsplit_once("<script>").unwrap();
    let (_, end) = script.split_once("</script>").unwrap();
    format!("{before}{main}{end}")
}

#[test]
fn the_page_of_the_sample_is_as_reviewed() {
    insta::assert_snapshot!(body(&page("Ada Example", Language::English)).replace("><", ">\n<"));
}

#[test]
fn the_french_page_is_as_reviewed() {
    let page = page("Ada Exemple", Language::French);
    let words: Vec<&str> = body(&page).leak().split(['<', '>']).skip(2).step_by(2).collect();
    let words: Vec<&str> = words.into_iter().filter(|text| text.chars().any(char::is_alphabetic)).collect();
    insta::assert_snapshot!(words.join("\n"));
}

#[test]
fn an_alert_says_when_who_is_behind_an_account_may_be_reported() {
    for language in Language::ALL {
        let words = Words::new(language);
        let write = |named: Named| {
            let mut sample = sample::sample("Ada Example");
            sample.findings.alerts.iter_mut().for_each(|alert| alert.named = named);
            let mut out = Vec::new();
            report::html::write(&sample.picture(), &words, &mut |_| None, &mut out).unwrap();
            body(&String::from_utf8(out).unwrap()).matches("protect-note").count()
        };
        // Two alerts; the note on protection, and under it that on who is behind.
        assert_eq!((write(Named::Behind), write(Named::Nobody), write(Named::Subject)), (4, 2, 0));
    }
}

#[test]
fn every_link_on_the_page_leads_somewhere_and_no_anchor_stands_twice() {
    for language in Language::ALL {
        let page = body(&page("Ada Example", language));
        let values = |before: &str| -> Vec<String> {
            page.split(before).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
        };
        let ids = values(" id=\"");
        let distinct: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(ids.len(), distinct.len());
        for link in values("href=\"#") {
            assert!(distinct.contains(&link), "{link}");
        }
        assert!(values("href=\"").iter().all(|link| link.starts_with('#')), "the page refers to itself only");
    }
}

#[test]
fn every_record_of_a_hit_is_shown_with_its_text_or_why_not() {
    let page = page("Ada Example", Language::English);
    assert!(page.contains("<article class=\"record\" id=\"r-3\"><h4><a href=\"#r-3\">row 3</a></h4>"));
    assert!(page.contains("2026-03-01;Ada Example;900"));
    assert!(page.contains("The text is not at hand here."));
}

#[test]
fn a_possible_victim_comes_first_and_is_called_a_person_to_protect() {
    let page = page("Ada Example", Language::English);
    let (protect, other) = (page.find("id=\"alert-2\"").unwrap(), page.find("id=\"alert-1\"").unwrap());
    assert!(protect < other);
    assert!(page.contains("class=\"card protect\" id=\"alert-2\""));
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    let page = page("Ada Example", Language::English);
    assert!(page.contains(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
    ));
    for outside in ["http://", "https://", "src=", "@import", "url(http", "<link", "<iframe"] {
        assert!(!page.contains(outside), "{outside}");
    }
}

/// The tags of a page, with their attributes' names, in order: what a browser would build.
fn structure(page: &str) -> Vec<String> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once('<') {
        let mut quoted = false;
        let end = after.find(|c| {
            quoted ^= c == '"';
            c == '>' && !quoted
        });
        let Some((tag, tail)) = end.and_then(|end| after.split_at_checked(end)) else {
            panic!("a tag does not end")
        };
        let names: Vec<&str> = tag.split('"').step_by(2).collect();
        tags.push(names.join(""));
        rest = tail;
    }
    tags
}

/// A harmless name of the same length gives the same kinds of tags and attributes.
#[test]
fn a_hostile_name_makes_no_markup() {
    for hostile in [
        "</script><img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>",
        "' onmouseover='alert(1)",
        "<!--",
        "]]><b>",
        "&lt;script&gt;",
        "</style><script>alert(1)</script>",
        "</bdi></pre></title></svg>",
        "javascript:alert(1)",
    ] {
        let plain: String = hostile.chars().map(|_| 'n').collect();
        for language in Language::ALL {
            let (hostile_page, plain_page) = (body(&page(hostile, language)), body(&page(&plain, language)));
            let tags = |page: &str| -> BTreeSet<String> { structure(page).into_iter().collect() };
            assert_eq!(tags(&hostile_page), tags(&plain_page), "{hostile}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_name_adds_a_kind_of_tag_or_attribute(name in "[<>\"'&/=! a-z\u{0}-\u{1f}\u{202e}é]{1,24}") {
        prop_assume!(!name.trim().is_empty());
        let known: BTreeSet<String> = structure(&body(&page("Ada Example", Language::English))).into_iter().collect();
        let tags: BTreeSet<String> = structure(&body(&page(&name, Language::English))).into_iter().collect();
        let new: Vec<_> = tags.difference(&known).collect();
        prop_assert!(new.is_empty(), "{new:?}");
    }
}
