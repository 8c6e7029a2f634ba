//! What a ledger promises.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::rc::Rc;

use evidence::{Count, EventKind, Evidence, Source};
use gazetteer::Countries;
use intake::{Cleaner, Head, Mapping, Memory, Table, read, readers, recognise, survey};
use ledgers::{Delivery, LookalikeKind, SchemeKind, Setting, Strength, TABLES, Truth, generate, mapping};

fn setting(seed: u64) -> Setting {
    Setting { seed, people: 1_500, days: 90, ..Setting::default() }
}

fn ledger(seed: u64) -> (Evidence, Truth) {
    let mut evidence = Evidence::default();
    evidence.begin(Source::named("ledger"));
    let truth = generate(setting(seed), &mut evidence);
    (evidence, truth)
}

/// The tables and the entities of a ledger.
fn files(seed: u64) -> (BTreeMap<&'static str, Vec<u8>>, Vec<u8>, Truth) {
    let tables: BTreeMap<&str, Shared> =
        TABLES.iter().map(|kind| (kind.as_str(), Shared::default())).collect();
    let mut entities = Vec::new();
    let mut delivery =
        Delivery::new(|kind: EventKind| Ok(tables.get(kind.as_str()).unwrap().clone())).unwrap();
    let truth = generate(setting(seed), &mut delivery);
    delivery.finish(&mut entities).unwrap();
    (tables.into_iter().map(|(kind, table)| (kind, table.0.take())).collect(), entities, truth)
}

/// A file in memory that can still be read when its writer is gone.
#[derive(Clone, Default)]
struct Shared(Rc<RefCell<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn the_same_seed_gives_the_same_ledger_and_another_seed_another() {
    assert_eq!(files(1), files(1));
    assert_eq!(files(1).2, generate(setting(1), &mut Count::default()));
    assert_ne!(files(1).0, files(2).0);
}

#[test]
fn the_truth_names_only_what_exists_and_nobody_twice() {
    let (evidence, truth) = ledger(1);
    let members = truth.schemes.iter().flat_map(|scheme| &scheme.members);
    let ids = members.clone().map(|member| &member.id).chain(members.flat_map(|member| &member.accounts));
    let ids: Vec<&String> = ids.chain(truth.lookalikes.iter().flat_map(|own| &own.persons)).collect();
    for id in &ids {
        let entity = evidence.find(id).unwrap_or_else(|| panic!("{id} does not exist"));
        assert!(evidence.statements_of(entity).count() > 0, "{id} is empty");
    }
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    assert_eq!(evidence.event_count() as u64, truth.events);
}

#[test]
fn every_kind_and_strength_of_scheme_and_every_look_alike_is_there() {
    let (_, truth) = ledger(1);
    let kinds: BTreeSet<_> = truth.schemes.iter().map(|scheme| scheme.kind).collect();
    assert!(SchemeKind::ALL.iter().all(|kind| kinds.contains(kind)));
    let strengths: BTreeSet<_> = truth.schemes.iter().map(|scheme| scheme.strength).collect();
    assert_eq!(strengths.len(), Strength::ALL.len());
    let kinds: BTreeSet<_> = truth.lookalikes.iter().map(|own| own.kind).collect();
    assert!(LookalikeKind::ALL.iter().all(|kind| kinds.contains(kind)));
}

#[test]
fn every_scheme_leaves_a_trace_of_each_member_who_is_not_only_named() {
    let (evidence, truth) = ledger(1);
    let mut seen = BTreeSet::new();
    for event in evidence.events() {
        let ends = [event.from, event.to, event.from_party, event.to_party, event.via];
        seen.extend(ends.into_iter().flatten().map(|end| evidence.id(end).to_owned()));
    }
    for scheme in &truth.schemes {
        let traced = scheme.members.iter().filter(|own| {
            seen.contains(&own.id) || own.accounts.iter().any(|account| seen.contains(account))
        });
        let (traced, all) = (traced.count(), scheme.members.len());
        assert!(traced * 10 >= all * 7, "{scheme:?}: {traced} of {all}");
    }
}

#[test]
fn the_written_files_are_read_whole_with_their_mapping() {
    let (tables, entities, truth) = files(1);
    let mut readers = readers();
    for kind in TABLES {
        readers.insert(0, Box::new(Table::new(Mapping::parse("mapping.yaml", &mapping(kind)).unwrap())));
    }
    let cleaner = Cleaner::new(Countries::embedded());
    let mut evidence = Evidence::default();
    let mut delivered: Vec<_> =
        tables.into_iter().map(|(kind, bytes)| (format!("ledgers-{kind}"), bytes)).collect();
    delivered.push(("ftm-entities".to_owned(), entities));
    for (format, bytes) in delivered {
        let input = Memory::new(&format, bytes);
        let survey = survey(&input, &mut |_| ()).unwrap();
        evidence.begin(Source::named(&format));
        let head = survey.head_text();
        let reader = recognise(&readers, &Head { name: &format, text: &head });
        assert_eq!(read(&input, &survey, reader, &cleaner, &mut evidence), format);
        assert_eq!(evidence.rejections().first(), None);
    }
    assert_eq!(evidence.event_count() as u64, truth.events);
}

#[test]
fn the_truth_survives_json() {
    let (_, truth) = ledger(1);
    let json = serde_json::to_string(&truth).unwrap();
    assert_eq!(serde_json::from_str::<Truth>(&json).unwrap(), truth);
}
