//! Who is found on a list, with which score, and why.
#![expect(clippy::unwrap_used, clippy::float_cmp, reason = "a test may fail")]

use evidence::{Evidence, Locator, NewStatement, Sink, Source};
use proptest::prelude::*;
use screening::{
    Feature, Fit, Hit, Index, Options, Outcome, Profile, Resumed, Screener, Topic, profiles, respond, resume,
};
use serde_json::{Value, json};

/// Entities: id, schema, properties.
type Entity<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)]);

fn evidence(entities: &[Entity<'_>]) -> Evidence {
    let mut evidence = Evidence::default();
    evidence.begin(Source::named("lists/example.csv"));
    for (id, schema, properties) in entities {
        let record = evidence.record(&Locator::new("row", 1, 0, 1));
        let entity = evidence.entity(id, schema);
        for (property, value) in *properties {
            evidence.statement(&NewStatement::new(entity, property, value, record));
        }
    }
    evidence
}

fn list() -> Index {
    Index::new(evidence(&[
        (
            "p1",
            "Person",
            &[
                ("name", "EXEMPLAR, Johannes Maria"),
                ("alias", "Иоганнес Экземпляр"),
                ("weakAlias", "THE BAKER"),
                ("birthDate", "1970-03-04"),
                ("nationality", "de"),
                ("passportNumber", "X1234567"),
                ("topics", "sanction"),
                ("program", "TEST"),
            ],
        ),
        ("p2", "Person", &[("name", "Exemplar, Otto"), ("topics", "sanction")]),
        (
            "o1",
            "Organization",
            &[("name", "Harbour Light Trading LLC"), ("jurisdiction", "pa"), ("topics", "sanction")],
        ),
        ("v1", "Vessel", &[("name", "NORTHERN DAWN"), ("imoNumber", "IMO9074729"), ("topics", "sanction")]),
        ("w1", "CryptoWallet", &[("publicKey", "bc1qexampleexampleexample"), ("holder", "p1")]),
        ("m1", "LegalEntity", &[("name", "Mentioned Shipowner Holdings")]),
    ]))
}

fn asked(schema: &str, properties: &[(&str, &str)]) -> Profile {
    let schema = if schema.is_empty() { "Thing" } else { schema };
    profiles(&evidence(&[("asked", schema, properties)])).pop().unwrap()
}

fn hits(index: &Index, schema: &str, properties: &[(&str, &str)]) -> Vec<Hit> {
    index.screen(&[asked(schema, properties)], &Options::default()).pop().unwrap()
}

fn score(index: &Index, schema: &str, properties: &[(&str, &str)]) -> f32 {
    let all = hits(index, schema, properties);
    all.iter().find(|hit| index.id(hit) == "p1").map_or(0.0, |hit| hit.score)
}

fn feature(hit: &Hit, topic: Topic) -> &Feature {
    hit.features.iter().find(|feature| feature.topic == topic).unwrap()
}

#[test]
fn a_listed_name_is_found_in_any_order_and_script_and_a_name_alone_is_never_sure() {
    let index = list();
    for name in [
        "EXEMPLAR, Johannes Maria",
        "Johannes Maria Exemplar",
        "Иоганнес Экземпляр",
        "Johanes Maria EXEMPLAR",
    ] {
        let found = hits(&index, "", &[("name", name)]);
        assert_eq!(index.id(&found[0]), "p1", "{name}");
        assert!(found[0].is_match && found[0].score <= 0.95, "{name} {}", found[0].score);
    }
    assert!(hits(&index, "", &[("name", "Somebody Else")]).is_empty());
}

#[test]
fn birth_dates_raise_or_lower_the_score_by_how_they_fit() {
    let index = list();
    let of = |date| score(&index, "Person", &[("name", "Johannes Exemplar"), ("birthDate", date)]);
    let bare = score(&index, "Person", &[("name", "Johannes Exemplar")]);
    assert!(bare > 0.7);
    assert!(of("1970-03-04") > of("1970-04-03"), "exchanged is less than equal");
    assert!(of("1970-04-03") > of("1970"), "a year is less than a day");
    assert!(of("1970") > bare);
    assert_eq!(of("1970-03-05"), bare, "a slip counts neither way");
    assert_eq!(of("1970-01-01"), of("1970"), "the first of January is a year");
    assert!(of("1970-11-25") < bare);
    assert!(of("1982-11-25") < 0.7 && of("1982-11-25") > 0.5, "shown, and no match");
    let contradicted =
        &hits(&index, "Person", &[("name", "Johannes Exemplar"), ("birthDate", "1982-11-25")])[0];
    assert_eq!(feature(contradicted, Topic::BirthDate(Fit::OtherYear)).outcome, Outcome::Contradicts);
}

#[test]
fn another_sort_of_thing_speaks_strongly_against() {
    let index = list();
    let bare = score(&index, "Person", &[("name", "Johannes Exemplar")]);
    let company = score(&index, "Company", &[("name", "Johannes Exemplar")]);
    assert!(company > 0.5 && company < 0.7 && bare > 0.9, "{company} {bare}");
}

#[test]
fn no_country_of_a_person_counts_whatever_says_it() {
    let index = list();
    for name in ["Johannes Exemplar", "Johannes Maria Exemplar", "Иоганнес Экземпляр"] {
        for schema in ["Person", "LegalEntity", ""] {
            let bare = hits(&index, schema, &[("name", name)]);
            for property in ["nationality", "citizenship", "country"] {
                for code in ["de", "ca"] {
                    let found = hits(&index, schema, &[("name", name), (property, code)]);
                    assert_eq!(found, bare, "{name} {schema} {property} {code}");
                }
            }
        }
    }
    let number = |code| hits(&index, "Person", &[("passportNumber", "X1234567"), ("nationality", code)]);
    assert_eq!(number("de"), number("ca"));
    assert!(number("ca")[0].is_match);
}

#[test]
fn where_an_organisation_is_registered_counts_a_little() {
    let index = list();
    let of = |properties: &[(&str, &str)]| {
        let all: Vec<_> = [("name", "Harbour Light Trading")].iter().chain(properties).copied().collect();
        hits(&index, "Company", &all)[0].score
    };
    let (bare, same, other) = (of(&[]), of(&[("jurisdiction", "pa")]), of(&[("country", "ca")]));
    assert!(other < bare && bare < same && other > 0.7 && same - other < 0.1);
    assert_eq!(of(&[("nationality", "pa")]), bare);
}

#[test]
fn an_equal_identifier_finds_an_entry_under_another_name_and_shows_the_name_against_it() {
    let index = list();
    let found = hits(&index, "Person", &[("name", "Quite Another"), ("passportNumber", "x-123 4567")]);
    assert_eq!(index.id(&found[0]), "p1");
    assert!(found[0].is_match && found[0].score < 0.95);
    assert_eq!(feature(&found[0], Topic::Identifier(resolve::Kind::Passport)).outcome, Outcome::Agrees);
    assert_eq!(feature(&found[0], Topic::Name).outcome, Outcome::Contradicts);
    let found = hits(&index, "Vessel", &[("imoNumber", "IMO9074729")]);
    assert_eq!(index.id(&found[0]), "v1");
}

#[test]
fn a_wallet_leads_to_its_holder() {
    let index = list();
    let found = hits(&index, "CryptoWallet", &[("publicKey", "bc1qexampleexampleexample")]);
    assert!(found.iter().any(|hit| index.id(hit) == "p1"));
}

#[test]
fn a_ship_with_another_number_is_less_likely_the_one() {
    let index = list();
    let bare = hits(&index, "Vessel", &[("name", "Northern Dawn")])[0].score;
    let other = &hits(&index, "Vessel", &[("name", "Northern Dawn"), ("imoNumber", "IMO9106297")])[0];
    assert!(bare > 0.9 && other.score < 0.7);
    assert_eq!(feature(other, Topic::Identifier(resolve::Kind::Imo)).outcome, Outcome::Contradicts);
}

#[test]
fn who_is_only_mentioned_on_a_list_is_not_listed() {
    let index = list();
    assert!(hits(&index, "", &[("name", "Mentioned Shipowner Holdings")]).is_empty());
    let plain = Index::new(evidence(&[("m1", "LegalEntity", &[("name", "Mentioned Shipowner Holdings")])]));
    assert_eq!(
        hits(&plain, "", &[("name", "Mentioned Shipowner Holdings")]).len(),
        1,
        "no entry says who is"
    );
}

#[test]
fn a_weak_alias_must_be_nearly_whole_and_gives_less() {
    let index = list();
    let whole = score(&index, "", &[("name", "The Baker")]);
    assert!((0.7..=0.8).contains(&whole), "{whole}");
    assert_eq!(score(&index, "", &[("name", "The Bakery House")]), 0.0);
}

#[test]
fn names_of_nothing_are_unknown_and_match_nothing() {
    let index = list();
    let long = "x".repeat(10_000);
    for name in ["", " - ", "'", long.as_str()] {
        assert!(hits(&index, "", &[("name", name)]).is_empty(), "{name:.20}");
    }
    assert!(
        Index::new(evidence(&[("p", "Person", &[("name", " - ")])]))
            .screen(&[asked("", &[("name", " - ")])], &Options::default())[0]
            .is_empty()
    );
}

#[test]
fn the_threads_do_not_change_what_is_found() {
    let index = list();
    let names = ["Johannes Exemplar", "Otto Exemplar", "Harbour Light", "Nobody Known", "Northern Dawn"];
    let all: Vec<Profile> = (0..50).map(|at| asked("", &[("name", names[at % names.len()])])).collect();
    let with = |threads| index.screen(&all, &Options { threads, ..Options::default() });
    assert_eq!(with(1), with(3));
    assert_eq!(with(1), with(64));
}

#[test]
fn a_request_in_yentes_form_is_answered_in_yentes_form() {
    let index = list();
    let request = json!({"queries": {
        "one": {"schema": "Person", "properties": {"name": ["Johannes Exemplar"], "birthDate": ["1970-03-04"]}},
        "two": {"schema": "Dragon", "properties": {}},
        "three": {"schema": "Vessel", "properties": {"name": ["Unheard Of"]}},
    }});
    let answer = respond(&index, &request.to_string(), &Options::default()).unwrap();
    let answer: Value = serde_json::from_str(&answer).unwrap();
    let one = &answer["responses"]["one"];
    assert_eq!((&one["status"], &one["total"]["value"]), (&json!(200), &json!(1)));
    let result = &one["results"][0];
    assert_eq!(result["id"], "p1");
    assert_eq!(result["caption"], "EXEMPLAR, Johannes Maria");
    assert_eq!(result["datasets"], json!(["example"]));
    assert_eq!(result["match"], true);
    assert!(
        result["score"].as_f64().unwrap() > 0.9 && result["features"]["birth_date"].as_f64().unwrap() > 0.0
    );
    assert_eq!(result["properties"]["program"], json!(["TEST"]));
    assert_eq!(answer["responses"]["two"]["status"], 400);
    assert_eq!(answer["responses"]["three"]["results"], json!([]));
}

#[test]
fn a_request_that_is_none_says_what_was_expected() {
    let index = list();
    let error = |request: &str| respond(&index, request, &Options::default()).unwrap_err().to_string();
    assert!(error("[").contains("expected JSON"));
    assert!(error("{}").contains("queries"));
    let many: serde_json::Map<String, Value> = (0..101).map(|at| (at.to_string(), json!({}))).collect();
    assert!(error(&json!({ "queries": many }).to_string()).contains("at most 100"));
}

#[test]
fn lists_beside_themselves_give_each_pair_once_wherever_the_work_was_stopped() {
    let names = [
        "Johannes Exemplar",
        "Exemplar, Johannes",
        "Otto Specimen",
        "Отто Специмен",
        "Specimen Otto",
        "Nobody Else",
    ];
    let properties: Vec<[(&str, &str); 1]> = names.iter().map(|name| [("name", *name)]).collect();
    let ids = ["a", "b", "c", "d", "e", "f"];
    let entities: Vec<Entity<'_>> =
        ids.iter().zip(&properties).map(|(id, own)| (*id, "Person", own.as_slice())).collect();
    let index = Index::new(evidence(&entities));
    let options = Options { cutoff: 0.7, ..Options::default() };
    let from = |text: &str| -> String {
        let Resumed { bytes, mut next } = resume(text.as_bytes());
        let (mut text, mut screener) = (text.get(..bytes).unwrap().to_owned(), Screener::new(&index));
        while next < index.len() {
            text += &screener.cross(next, 2, &options);
            next = resume(text.as_bytes()).next;
        }
        text
    };
    let whole = from("");
    let pairs: Vec<&str> = whole.lines().filter(|line| !line.starts_with('#')).collect();
    let id = |number: &str| index.entry(number.parse().unwrap()).unwrap().0;
    let found: Vec<(&str, &str)> = pairs
        .iter()
        .map(|pair| pair.split('\t').collect::<Vec<_>>())
        .map(|cells| (id(cells[0]), id(cells[1])))
        .collect();
    assert_eq!(found, [("b", "a"), ("d", "c"), ("e", "c"), ("e", "d")]);
    for stopped in 0..=whole.len() {
        assert_eq!(from(whole.get(..stopped).unwrap()), whole, "stopped after {stopped} bytes");
    }
    assert_eq!(resume(b"\xff\n# 7"), Resumed { bytes: 0, next: 0 });
}

#[test]
fn a_name_that_shares_only_common_parts_is_below_one_that_shares_rare_ones() {
    let common: Vec<String> = (0..200)
        .map(|at| format!("Mohamed Ali Rarename{}", char::from(b'a' + at % 26).to_string().repeat(3)))
        .collect();
    let properties: Vec<[(&str, &str); 1]> = common
        .iter()
        .map(String::as_str)
        .chain(["Zephyrin Quagliotti Bartholomew"])
        .map(|name| [("name", name)])
        .collect();
    let ids: Vec<String> = (0..properties.len()).map(|at| at.to_string()).collect();
    let entities: Vec<Entity<'_>> =
        ids.iter().zip(&properties).map(|(id, own)| (id.as_str(), "Person", own.as_slice())).collect();
    let index = Index::new(evidence(&entities));
    let best = |name| hits(&index, "Person", &[("name", name)]).first().map_or(0.0, |hit| hit.score);
    assert!(best("Mohamed Ali Vukovic") < 0.7, "{}", best("Mohamed Ali Vukovic"));
    assert!(best("Zephyrin Quagliotti Vukovic") <= best("Zephyrin Quagliotti Bartholomew"));
    assert!(best("Mohamed Ali Rarenameaaa") > 0.9);
}

#[test]
fn a_name_finds_itself_among_thousands_that_may_be_as_alike() {
    let initials = "ABCDEFGHIJ".chars();
    let names = initials.flat_map(|initial| {
        let given = ["Mohammed", "Muhammad", "Mohamed", "Mohammad", "Muhammed"];
        let family = |at: u8| {
            format!("{}l-Otaibi", char::from(b'a' + at % 26).to_string().repeat(1 + usize::from(at / 26)))
        };
        given
            .into_iter()
            .flat_map(move |given| (0..40).map(move |at| format!("{}, {given} {initial}.", family(at))))
    });
    let names: Vec<String> = names.collect();
    assert_eq!(names.len(), 2000);
    let properties: Vec<[(&str, &str); 1]> = names.iter().map(|name| [("name", name.as_str())]).collect();
    let ids: Vec<String> = (0..names.len()).map(|at| at.to_string()).collect();
    let entities: Vec<Entity<'_>> =
        ids.iter().zip(&properties).map(|(id, own)| (id.as_str(), "Person", own.as_slice())).collect();
    let index = Index::new(evidence(&entities));
    for (name, id) in names.iter().zip(&ids).step_by(37) {
        let found = hits(&index, "Person", &[("name", name)]);
        assert!(found.iter().any(|hit| index.id(hit) == id), "{name}");
    }
}

#[test]
fn names_without_end_of_many_scripts_take_bounded_time_and_match_nothing_else() {
    let index = list();
    for piece in ["x", "Abdul ", "عبد ", "김", "漢字", "Юрий", "a.b.", "\u{301}", "ﷺ", "x字ا"] {
        let name = piece.repeat(10_000);
        let found = hits(&index, "", &[("name", name.as_str())]);
        assert!(found.iter().all(|hit| hit.score < 1.0));
    }
    assert!(hits(&index, "", &[("name", "J")]).iter().all(|hit| !hit.is_match));
}

#[test]
fn other_entries_or_options_give_another_fingerprint() {
    let index = list();
    let options = Options::default();
    assert_eq!(index.fingerprint(&options), list().fingerprint(&options));
    assert_ne!(index.fingerprint(&options), index.fingerprint(&Options { cutoff: 0.8, ..options }));
    let other = Index::new(evidence(&[("p1", "Person", &[("name", "Johannes Exemplar")])]));
    assert_ne!(index.fingerprint(&options), other.fingerprint(&options));
}

/// Names of which many are alike.
fn people() -> impl Strategy<Value = Vec<String>> {
    let parts = [
        "Mohamed",
        "Muhammad",
        "محمد",
        "Мухаммед",
        "Ali",
        "علي",
        "Abdul",
        "Karim",
        "عبد الكريم",
        "Abdelkarim",
        "Lopez",
        "Felix",
        "Феликс",
        "Sergio",
        "Серхио",
        "Kim",
        "김",
        "Min-jun",
        "民",
        "Haji",
        "bin",
        "J.",
        "Aung",
        "Аун",
        "Zephyrin",
        "Zefirin",
        "O",
        "Smith",
        "Smyth",
        "ז",
        "יצחק",
    ];
    let name =
        prop::collection::vec(prop::sample::select(parts.to_vec()), 1..5).prop_map(|parts| parts.join(" "));
    prop::collection::vec(name, 1..12)
}

/// Someone with a name, and what else may be known: what it is, a birth date, a passport.
type Someone = (&'static str, String, Option<&'static str>, Option<&'static str>);

/// Parts of names that are alike or not, whatever the cutoff; and of several scripts.
const FEW: [&str; 8] = ["Zephyrin", "Lopez", "Smith", "Smyth", "Felix", "Bartholomew", "J.", "Haji"];
const MANY: [&str; 10] =
    ["Mohamed", "محمد", "Мухаммед", "Ali", "علي", "김", "Min-jun", "民", "Abdul Karim", "J."];

fn somebodies(parts: &'static [&'static str]) -> impl Strategy<Value = Vec<Someone>> {
    let schemata = ["Person", "Person", "Person", "LegalEntity", "Company"];
    let births =
        ["1970-03-04", "1970-04-03", "1970", "1970-03-05", "1970-11-25", "1982-11-25", "circa 1971", "1910"];
    let passports = ["X1234567", "Y7654321"];
    let entity = (
        prop::sample::select(schemata.to_vec()),
        prop::collection::vec(prop::sample::select(parts), 1..5).prop_map(|parts| parts.join(" ")),
        prop::option::of(prop::sample::select(births.to_vec())),
        prop::option::weighted(0.2, prop::sample::select(passports.to_vec())),
    );
    prop::collection::vec(entity, 1..12)
}

fn evidence_of(all: &[Someone]) -> Evidence {
    let properties = all.iter().map(|(_, name, birth, passport)| {
        let mut own = vec![("name", name.as_str())];
        own.extend(birth.map(|birth| ("birthDate", birth)));
        own.extend(passport.map(|passport| ("passportNumber", passport)));
        own
    });
    let properties: Vec<Vec<(&str, &str)>> = properties.collect();
    let ids: Vec<String> = (0..all.len()).map(|at| format!("{at:02}")).collect();
    let entities = all.iter().zip(&ids).zip(&properties);
    evidence(
        &entities
            .map(|((own, id), properties)| (id.as_str(), own.0, properties.as_slice()))
            .collect::<Vec<_>>(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// The cutoff says which names are worth a closer look: a lower one lets more through, and must lose nothing.
    #[test]
    fn looking_at_more_candidates_never_loses_a_hit(listed in people(), asked in people()) {
        let names: Vec<[(&str, &str); 1]> = listed.iter().map(|name| [("name", name.as_str())]).collect();
        let ids: Vec<String> = (0..listed.len()).map(|at| at.to_string()).collect();
        let entities: Vec<Entity<'_>> =
            ids.iter().zip(&names).map(|(id, own)| (id.as_str(), "Person", own.as_slice())).collect();
        let index = Index::new(evidence(&entities));
        let asked: Vec<Profile> = asked.iter().map(|name| self::asked("Person", &[("name", name)])).collect();
        let with = |cutoff| index.screen(&asked, &Options { cutoff, limit: 100, ..Options::default() });
        let (few, many) = (with(0.7), with(0.5));
        for (few, many) in few.iter().zip(&many) {
            let above = |hits: &[Hit]| -> Vec<(String, f32)> {
                let enough = hits.iter().filter(|hit| hit.score >= 0.7);
                enough.map(|hit| (index.id(hit).to_owned(), hit.score)).collect()
            };
            let many = above(many);
            prop_assert!(above(few).iter().all(|hit| many.contains(hit)), "{few:?} {many:?}");
        }
    }

    /// The same with what else is known of them, by which most names are passed over.
    #[test]
    fn nobody_is_passed_over_who_reaches_the_cutoff(listed in somebodies(&FEW), asked in somebodies(&FEW)) {
        let index = Index::new(evidence_of(&listed));
        let asked = profiles(&evidence_of(&asked));
        let with = |cutoff| index.screen(&asked, &Options { cutoff, limit: 100, ..Options::default() });
        let (few, many) = (with(0.7), with(0.2));
        for (few, many) in few.iter().zip(&many) {
            let above = |hits: &[Hit]| -> Vec<(String, f32)> {
                let enough = hits.iter().filter(|hit| hit.score >= 0.7);
                enough.map(|hit| (index.id(hit).to_owned(), hit.score)).collect()
            };
            prop_assert_eq!(above(few), above(many));
        }
    }

    #[test]
    fn lists_beside_themselves_give_what_screening_each_entry_gives(listed in somebodies(&MANY)) {
        let index = Index::new(evidence_of(&listed));
        let options = Options { cutoff: 0.6, limit: 100, ..Options::default() };
        let id = |number: &str| index.entry(number.parse().unwrap()).unwrap().0.to_owned();
        let text = Screener::new(&index).cross(0, index.len(), &options);
        let mut crossed: Vec<(String, String, String)> = Vec::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            crossed.push((id(cells[0]), id(cells[1]), cells[2].to_owned()));
        }
        let asked = profiles(&evidence_of(&listed));
        let mut each = Vec::new();
        for number in 0..index.len() {
            let own = index.entry(number).unwrap().0;
            let profile = asked.get(own.parse::<usize>().unwrap()).unwrap().clone();
            for hit in &index.screen(&[profile], &options)[0] {
                if index.id(hit) < own {
                    each.push((own.to_owned(), index.id(hit).to_owned(), format!("{:.3}", hit.score)));
                }
            }
        }
        prop_assert_eq!(crossed, each);
    }

    #[test]
    fn a_text_of_any_letters_is_screened_without_harm(text in "\\PC{0,400}", more in any::<String>()) {
        let index = list();
        let found = hits(&index, "", &[("name", text.as_str()), ("name", more.as_str())]);
        prop_assert!(found.iter().all(|hit| (0.0..=1.0).contains(&hit.score)));
    }
}
