//! Which records are judged to be one thing, and by which reasons.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{EntityIx, EventKind, Evidence, Locator, NewEvent, NewStatement, Sink, Source};
use proptest::prelude::*;
use resolve::{Lineage, Resolution, resolve};

type Said<'a> = (&'a str, &'a [(&'a str, &'a str)]);

/// One source for each entity, with one record that says all of it; the entity's id is its position in the list.
fn said(entities: &[Said<'_>]) -> Evidence {
    let mut evidence = Evidence::default();
    for (at, (schema, values)) in entities.iter().enumerate() {
        tell(&mut evidence, &format!("e{at}"), schema, values.iter().copied());
    }
    evidence
}

fn tell<'a>(
    evidence: &mut Evidence,
    id: &str,
    schema: &str,
    values: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> EntityIx {
    evidence.begin(Source::named(id));
    let record = evidence.record(&Locator::new("row", 1, 0, 1));
    let entity = evidence.entity(id, schema);
    for (property, value) in values {
        evidence.statement(&NewStatement::new(entity, property, value, record));
    }
    entity
}

#[derive(Debug, PartialEq)]
enum Judged {
    Joined(&'static str),
    Undecided,
    Apart,
}

fn judged(resolution: &Resolution) -> Judged {
    match (resolution.clusters.as_slice(), resolution.undecided.as_slice()) {
        ([cluster], _) => Judged::Joined(cluster.reasons.first().map_or("", |reason| reason.kind)),
        (_, []) => Judged::Apart,
        _ => Judged::Undecided,
    }
}

#[test]
fn two_records_are_joined_by_what_identifies_and_not_by_what_contradicts() {
    use Judged::{Apart, Joined, Undecided};
    const PHONE: (&str, &str) = ("phone", "+14165550100");
    let cases: &[(Said<'_>, Said<'_>, Judged)] = &[
        // Names alone never join.
        (("Person", &[("name", "Ada Example")]), ("Person", &[("name", "Ada Example")]), Apart),
        (
            ("Person", &[("name", "Ada Example"), ("birthDate", "1990-03-04")]),
            ("Person", &[("name", "EXAMPLE Adá"), ("birthDate", "1990-03-04")]),
            Joined("name+birthDate"),
        ),
        (
            ("Person", &[("name", "Ada Example"), ("birthDate", "1990")]),
            ("Person", &[("name", "Ada Example"), ("birthDate", "1990")]),
            Apart,
        ),
        // Phones join with the name, or with one who has none.
        (
            ("Person", &[("name", "Ada Example"), PHONE]),
            ("LegalEntity", &[("name", "ada example"), PHONE]),
            Joined("phone"),
        ),
        (("Person", &[("name", "Ada Example"), PHONE]), ("Person", &[PHONE]), Joined("phone")),
        (
            ("Person", &[("name", "Ada Example"), PHONE]),
            ("Person", &[("name", "Bob Example"), PHONE]),
            Undecided,
        ),
        (
            ("Person", &[("name", "Ada Example"), PHONE, ("birthDate", "1990-03-04")]),
            ("Person", &[("name", "Ada Example"), PHONE, ("birthDate", "1960-07-08")]),
            Undecided,
        ),
        (("Person", &[PHONE]), ("Company", &[PHONE]), Apart),
        (("Person", &[PHONE]), ("UserAccount", &[PHONE]), Apart),
        (
            ("UserAccount", &[PHONE, ("service", "WhatsApp"), ("name", "A")]),
            ("UserAccount", &[PHONE, ("service", "Telegram"), ("name", "B")]),
            Joined("phone"),
        ),
        (
            ("UserAccount", &[("username", "@ada"), ("service", "Telegram")]),
            ("UserAccount", &[("username", "Ada"), ("service", "telegram")]),
            Joined("username"),
        ),
        (
            ("UserAccount", &[("username", "ada"), ("service", "Telegram")]),
            ("UserAccount", &[("username", "ada"), ("service", "Signal")]),
            Apart,
        ),
        // Documents belong to their country.
        (
            ("Person", &[("passportNumber", "X1234987"), ("country", "et"), ("name", "Ada")]),
            ("Person", &[("passportNumber", "X 1234987"), ("country", "et"), ("name", "Адa Ex")]),
            Joined("passport"),
        ),
        // Whose national someone is does not say who issued it: it keeps numbers apart and joins none.
        (
            ("Person", &[("passportNumber", "X1234987"), ("nationality", "et"), ("name", "Ada Ex")]),
            ("Person", &[("passportNumber", "X1234987"), ("nationality", "et"), ("name", "Bob Sample")]),
            Undecided,
        ),
        (
            ("Person", &[("passportNumber", "X1234987"), ("country", "et"), ("name", "Ada Ex")]),
            ("Person", &[("passportNumber", "X1234987"), ("nationality", "et"), ("name", "Bob Sample")]),
            Undecided,
        ),
        (
            ("Person", &[("passportNumber", "X1234987"), ("nationality", "et"), ("name", "Ada Ex")]),
            ("Person", &[("passportNumber", "X1234987"), ("citizenship", "et"), ("name", "Ada Ex")]),
            Joined("passport"),
        ),
        (
            ("Person", &[("passportNumber", "X1234987"), ("country", "et"), ("name", "Ada Ex")]),
            ("Person", &[("passportNumber", "X1234987"), ("nationality", "so"), ("name", "Ada Ex")]),
            Undecided,
        ),
        (
            ("Person", &[("passportNumber", "X1234987"), ("nationality", "et")]),
            ("Person", &[("passportNumber", "X1234987"), ("nationality", "so")]),
            Undecided,
        ),
        (
            ("Person", &[("passportNumber", "X1234987"), ("nationality", "et"), ("birthDate", "1990-03-04")]),
            ("Person", &[("passportNumber", "X1234987"), ("nationality", "et"), ("birthDate", "1990-04-03")]),
            Joined("passport"),
        ),
        (
            ("Person", &[("passportNumber", "X1234987"), ("nationality", "et"), ("birthDate", "1990-03-04")]),
            ("Person", &[("passportNumber", "X1234987"), ("nationality", "et"), ("birthDate", "1970-06-05")]),
            Undecided,
        ),
        // Accounts.
        (
            ("BankAccount", &[("iban", "GB82WEST12345698765432")]),
            ("BankAccount", &[("iban", "GB82WEST12345698765432")]),
            Joined("iban"),
        ),
        (
            ("BankAccount", &[("accountNumber", "0001234987"), ("bankName", "Example Bank")]),
            ("BankAccount", &[("accountNumber", "1234987"), ("bankName", "Bank of Example")]),
            Joined("accountNumber"),
        ),
        (
            ("BankAccount", &[("accountNumber", "1234987"), ("bic", "WESTGB2L")]),
            ("BankAccount", &[("accountNumber", "1234987"), ("bic", "EASTGB2L")]),
            Apart,
        ),
        (
            ("BankAccount", &[("accountNumber", "1234987"), ("bankName", "First Bank")]),
            ("BankAccount", &[("accountNumber", "1234987"), ("bankName", "Second Bank")]),
            Undecided,
        ),
        (("BankAccount", &[("accountNumber", "4987")]), ("BankAccount", &[("accountNumber", "4987")]), Apart),
        (
            ("BankAccount", &[("iban", "GB82WEST12345698765432")]),
            ("BankAccount", &[("accountNumber", "0098765432")]),
            Joined("iban+accountNumber"),
        ),
        (
            ("BankAccount", &[("iban", "GB82WEST12345698765432")]),
            ("BankAccount", &[("accountNumber", "98765432"), ("bic", "WESTFRPP")]),
            Apart,
        ),
        // Vehicles.
        (
            ("Vehicle", &[("registrationNumber", "AB 12-CD"), ("country", "hu")]),
            ("Vehicle", &[("registrationNumber", "ab12cd"), ("country", "hu")]),
            Joined("registrationNumber"),
        ),
        (
            ("Vehicle", &[("registrationNumber", "AB12CD"), ("country", "hu")]),
            ("Vehicle", &[("registrationNumber", "AB12CD"), ("country", "rs")]),
            Undecided,
        ),
        (("Vessel", &[("mmsi", "244123456")]), ("Vehicle", &[("mmsi", "244123456")]), Joined("mmsi")),
    ];
    for (one, other, expected) in cases {
        for pair in [[*one, *other], [*other, *one]] {
            assert_eq!(&judged(&resolve(&said(&pair))), expected, "{pair:?}");
        }
    }
}

#[test]
fn a_document_lends_its_number_to_its_holder() {
    let mut evidence = Evidence::default();
    let ada = tell(&mut evidence, "ada", "Person", [("name", "Ada Example")]);
    let lent = [("holder", "ada"), ("passportNumber", "X1234987"), ("country", "et")];
    let passport = tell(&mut evidence, "passport", "Passport", lent);
    let same = [("passportNumber", "X1234987"), ("nationality", "et"), ("name", "A. Example")];
    let other = tell(&mut evidence, "other", "Person", same);
    let resolution = resolve(&evidence);
    assert_eq!(resolution.cluster(ada), resolution.cluster(other));
    assert_ne!(resolution.cluster(ada), resolution.cluster(passport));
    let cluster = &resolution.clusters[resolution.cluster(ada).unwrap().0 as usize];
    assert_eq!(cluster.reasons[0].records.len(), 2, "the passport's record and the other's");
}

#[test]
fn someone_without_a_name_joins_nobody_when_two_could_be_meant() {
    let phone = ("phone", "+14165550100");
    let evidence = said(&[
        ("Person", &[("name", "Ada Example"), phone]),
        ("Person", &[("name", "Bob Sample"), phone]),
        ("Person", &[phone]),
    ]);
    let resolution = resolve(&evidence);
    assert_eq!(resolution.clusters.len(), 3);
    assert_eq!(resolution.undecided.len(), 3);
}

#[test]
fn a_phone_of_very_many_names_is_no_identifier() {
    let names: Vec<String> = ('A'..='N').map(|letter| format!("{letter}nna {letter}xample")).collect();
    let mut evidence = Evidence::default();
    for (at, name) in names.iter().chain(&names).enumerate() {
        tell(
            &mut evidence,
            &format!("e{at}"),
            "Person",
            [("name", name.as_str()), ("phone", "+14165550100")],
        );
    }
    let resolution = resolve(&evidence);
    assert_eq!(resolution.clusters.len(), 2 * names.len());
    assert_eq!(resolution.undecided.len(), resolve::CARRIERS);
}

#[test]
fn a_phone_in_very_many_files_is_still_one_users() {
    let mut evidence = Evidence::default();
    for at in 0..100 {
        let name = format!("Contact {at}");
        let said = [("name", name.as_str()), ("phone", "+14165550100")];
        tell(&mut evidence, &format!("e{at}"), "UserAccount", said);
    }
    assert_eq!(resolve(&evidence).clusters.len(), 1);
}

#[test]
fn a_contradiction_is_not_bridged_by_a_third_record() {
    let ids = [("passportNumber", "X1234987"), ("nationality", "et")];
    let evidence = said(&[
        ("Person", &[ids[0], ids[1], ("birthDate", "1990-03-14")]),
        ("Person", &[ids[0], ids[1]]),
        ("Person", &[ids[0], ids[1], ("birthDate", "1970-03-14")]),
    ]);
    let resolution = resolve(&evidence);
    assert!(resolution.clusters.len() >= 2, "{:?}", resolution.clusters);
    assert!(!resolution.undecided.is_empty());
}

/// Owners of one account, each in a source of its own that knows the account by its IBAN.
fn owners(owners: &[Said<'_>]) -> Evidence {
    let mut evidence = said(owners);
    for at in 0..owners.len() {
        let (account, owner) = (format!("account{at}"), format!("e{at}"));
        tell(&mut evidence, &account, "BankAccount", [("iban", "GB82WEST12345698765432")]);
        let ends = [("owner", owner.as_str()), ("asset", account.as_str())];
        tell(&mut evidence, &format!("ownership{at}"), "Ownership", ends);
    }
    evidence
}

#[test]
fn owners_of_one_account_are_one_where_their_names_agree_and_nothing_contradicts() {
    let ada = ("name", "Ada Example");
    for (one, other, joined) in [
        (
            ("Person", &[ada, ("phone", "+14165550100")][..]),
            ("LegalEntity", &[("name", "EXAMPLE Ada")][..]),
            true,
        ),
        (("LegalEntity", &[ada]), ("LegalEntity", &[("name", "Bob Example")]), false),
        (("LegalEntity", &[ada]), ("LegalEntity", &[]), false),
        (("Person", &[ada]), ("Company", &[ada]), false),
        (
            ("Person", &[ada, ("birthDate", "1990-03-04")]),
            ("Person", &[ada, ("birthDate", "1960-07-08")]),
            false,
        ),
    ] {
        for pair in [[one, other], [other, one]] {
            let evidence = owners(&pair);
            let resolution = resolve(&evidence);
            let [one, other] = ["e0", "e1"].map(|id| resolution.cluster(evidence.find(id).unwrap()).unwrap());
            assert_eq!(one == other, joined, "{pair:?}");
            if joined {
                let cluster = &resolution.clusters[one.0 as usize];
                let [reason] = cluster.reasons.as_slice() else { panic!("{:?}", cluster.reasons) };
                assert_eq!((reason.kind, reason.value.as_str()), ("account+name", "GB82WEST12345698765432"));
                assert_eq!(
                    (cluster.probability, reason.records.len()),
                    (0.95, 4),
                    "two names, two ownerships"
                );
            }
        }
    }
}

#[test]
fn whom_a_payment_names_behind_an_account_holds_it() {
    let ada = ("name", "Ada Example");
    let mut evidence = owners(&[("Person", &[ada])]);
    let other = tell(&mut evidence, "other", "LegalEntity", [ada]);
    let account = tell(&mut evidence, "account", "BankAccount", [("iban", "GB82WEST12345698765432")]);
    let record = evidence.record(&Locator::new("row", 2, 0, 1));
    evidence.event(&NewEvent {
        from: Some(account),
        from_party: Some(other),
        ..NewEvent::new(EventKind::Payment, record)
    });
    let resolution = resolve(&evidence);
    assert_eq!(resolution.cluster(other), resolution.cluster(evidence.find("e0").unwrap()));
}

#[test]
fn two_of_one_name_at_an_account_in_very_many_names_are_two() {
    let names: Vec<String> = ('A'..='N').map(|letter| format!("{letter}nna {letter}xample")).collect();
    let names: Vec<_> = names.iter().chain(names.first()).map(|name| [("name", name.as_str())]).collect();
    let said: Vec<Said<'_>> = names.iter().map(|name| ("LegalEntity", name.as_slice())).collect();
    let evidence = owners(&said);
    let resolution = resolve(&evidence);
    let of = |id| resolution.cluster(evidence.find(id).unwrap());
    assert_ne!(of("e0"), of("e14"));
    assert_eq!(of("account0"), of("account14"));
}

type Drawn = (&'static str, Vec<(&'static str, &'static str)>);

/// Values few enough to collide often, some contradicting each other.
fn entity() -> impl Strategy<Value = Drawn> {
    let schema = prop::sample::select(vec![
        "Person",
        "LegalEntity",
        "Company",
        "UserAccount",
        "BankAccount",
        "Vehicle",
    ]);
    let values: Vec<(&str, &str)> = vec![
        ("name", "Ada Example"),
        ("name", "A. Example"),
        ("name", "Bob Example"),
        ("birthDate", "1990-03-04"),
        ("birthDate", "1990-04-03"),
        ("birthDate", "1975-11-23"),
        ("phone", "+14165550100"),
        ("phone", "+14165550101"),
        ("email", "ada@example.org"),
        ("passportNumber", "X1234987"),
        ("nationality", "et"),
        ("nationality", "so"),
        ("iban", "GB82WEST12345698765432"),
        ("accountNumber", "98765432"),
        ("bankName", "Example"),
        ("registrationNumber", "AB12CD"),
        ("service", "Telegram"),
        ("username", "ada"),
    ];
    (schema, prop::sample::subsequence(values, 0..6))
}

/// Clusters as sets of ids.
fn groups(evidence: &Evidence, resolution: &Resolution) -> BTreeSet<BTreeSet<String>> {
    let ids = |members: &[EntityIx]| members.iter().map(|&entity| evidence.id(entity).to_owned()).collect();
    resolution.clusters.iter().map(|cluster| ids(&cluster.members)).collect()
}

proptest! {
    #[test]
    fn the_order_of_sources_changes_only_numbers(
        (listed, shuffled) in prop::collection::vec(entity(), 1..14).prop_flat_map(|entities| {
            let listed: Vec<_> = entities.into_iter().enumerate().collect();
            (Just(listed.clone()), Just(listed).prop_shuffle())
        })
    ) {
        let build = |entities: &[(usize, Drawn)]| {
            let mut evidence = Evidence::default();
            for (at, (schema, values)) in entities {
                tell(&mut evidence, &format!("e{at}"), schema, values.iter().copied());
                let (owner, asset) = (format!("e{at}"), format!("e{}", at * 5 % entities.len()));
                let ends = [("owner", owner.as_str()), ("asset", asset.as_str())];
                tell(&mut evidence, &format!("o{at}"), "Ownership", ends);
            }
            evidence
        };
        let (one, other) = (build(&listed), build(&shuffled));
        prop_assert_eq!(groups(&one, &resolve(&one)), groups(&other, &resolve(&other)));
    }

    #[test]
    fn clusters_are_a_partition_of_one_kind_each_and_every_reason_is_of_its_records(
        entities in prop::collection::vec(entity(), 1..14)
    ) {
        let entities: Vec<_> = entities.iter().map(|(schema, values)| (*schema, values.as_slice())).collect();
        let evidence = said(&entities);
        let resolution = resolve(&evidence);
        let mut seen = BTreeMap::new();
        for (at, cluster) in resolution.clusters.iter().enumerate() {
            let lineages: BTreeSet<_> = cluster.members.iter().map(|&e| Lineage::of(evidence.schema(e))).collect();
            prop_assert_eq!(lineages.len(), 1);
            prop_assert!(
                !cluster.members.iter().any(|&e| evidence.schema(e) == "Person")
                    || !cluster.members.iter().any(|&e| evidence.schema(e) == "Company")
            );
            prop_assert!(cluster.reasons.len() + 1 >= cluster.members.len());
            prop_assert!((0.5..=1.0).contains(&cluster.probability));
            for &member in &cluster.members {
                prop_assert_eq!(resolution.cluster(member).map(|ix| ix.0 as usize), Some(at));
                prop_assert_eq!(seen.insert(member, at), None);
            }
        }
        prop_assert_eq!(seen.len(), evidence.entity_count());
        for reason in resolution.clusters.iter().flat_map(|cluster| &cluster.reasons).chain(&resolution.undecided) {
            for entity in [reason.between.0, reason.between.1] {
                let own: BTreeSet<_> = evidence.statements_of(entity).map(|row| row.record).collect();
                prop_assert!(reason.records.iter().any(|record| own.contains(record)));
            }
            let both: BTreeSet<_> = [reason.between.0, reason.between.1]
                .into_iter()
                .flat_map(|entity| evidence.statements_of(entity))
                .map(|row| row.record)
                .collect();
            prop_assert!(reason.records.iter().all(|record| both.contains(record)));
        }
    }
}

/// Invented persons of a port: name, birth date, address; so many that a model can be learned.
fn port() -> Vec<[String; 3]> {
    let syllables = ["ka", "mo", "ti", "ra", "ne", "lo", "shi", "ba", "du", "fe", "zo", "wi"];
    let word = |seed: usize, parts: u32| -> String {
        (0..parts).filter_map(|part| syllables.get(seed / 12_usize.pow(part) % 12)).copied().collect()
    };
    (0..240_usize)
        .map(|at| {
            let (given, family, street) =
                (word(at * 7 + 5, 2), word(at * 131 + 17, 3), word(at / 2 * 89 + 3, 3));
            let born = format!("{}-{:02}-{:02}", 1950 + at * 17 % 50, 1 + at * 5 % 12, 1 + at * 11 % 28);
            [format!("{given} {family}"), born, format!("{} {street} street", 1 + at % 90)]
        })
        .collect()
}

#[test]
fn persons_without_an_identifier_are_joined_by_everything_together_and_brothers_are_not() {
    let persons = port();
    let mut evidence = Evidence::default();
    let tell_all = |evidence: &mut Evidence, id: &str, name: &str, born: &str, home: &str| {
        tell(evidence, id, "Person", [("name", name), ("birthDate", born), ("address", home)])
    };
    let (mut again, mut brothers) = (Vec::new(), Vec::new());
    for (at, [name, born, home]) in persons.iter().enumerate() {
        let first = tell_all(&mut evidence, &format!("police-{at}"), name, born, home);
        let other = persons.get((at + 31) % persons.len()).map_or("", |[_, born, _]| born);
        if at % 3 == 0 {
            let misspelt = name.replace("a ", "ah ");
            let year = born.get(..4).unwrap_or_default();
            again.push((first, tell_all(&mut evidence, &format!("border-{at}"), &misspelt, year, home)));
        } else if at % 3 == 1 {
            let family = name.split(' ').next_back().unwrap_or_default();
            let brother = format!("tomaso {family}");
            brothers.push((first, tell_all(&mut evidence, &format!("border-{at}"), &brother, other, home)));
        }
    }
    let resolution = resolve(&evidence);
    let joined = |pairs: &[(EntityIx, EntityIx)]| {
        pairs.iter().filter(|(one, other)| resolution.cluster(*one) == resolution.cluster(*other)).count()
    };
    assert!(joined(&again) * 10 >= again.len() * 8, "{} of {}", joined(&again), again.len());
    assert_eq!(joined(&brothers), 0);
    let reasons = resolution.clusters.iter().flat_map(|cluster| &cluster.reasons);
    let by_model: Vec<_> = reasons.filter(|reason| reason.kind == "model").collect();
    assert!(!by_model.is_empty());
    for reason in by_model {
        assert!(reason.value.contains("name") && reason.value.contains(", "), "{}", reason.value);
        assert!(reason.records.len() >= 2);
    }
}
