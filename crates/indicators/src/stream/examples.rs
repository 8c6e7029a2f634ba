//! The examples of all rules, played into one feed.

use std::collections::BTreeMap;

use evidence::{EntityIx, EventIx, Evidence, Locator, NewEvent, NewStatement, PlaceMention, Sink, Source};
use resolve::Resolution;

use super::{Ahead, Lateness, Notice, Stream};
use crate::{Packs, evaluate};

/// Something to tell a sink: what an example declares, or one of its events.
type Said = (usize, Option<EventIx>);

/// Tells a sink one thing of one example; entities of different examples are different.
fn say(sink: &mut dyn Sink, examples: &[Evidence], (number, event): Said, row: u64) {
    let evidence = &examples[number];
    let record = sink.record(&Locator::new("row", row, 0, 0));
    let id = |entity: EntityIx| format!("{number}/{}", evidence.id(entity));
    let Some(event) = event else {
        for entity in evidence.entities() {
            sink.entity(&id(entity), evidence.schema(entity));
        }
        for entity in evidence.entities() {
            let own = sink.entity(&id(entity), evidence.schema(entity));
            for said in evidence.statements_of(entity) {
                let value = evidence.text(said.value);
                let value = evidence.find(value).map_or_else(|| value.to_owned(), id);
                let property = evidence.text(said.property);
                sink.statement(&NewStatement {
                    mark: said.mark,
                    ..NewStatement::new(own, property, &value, record)
                });
            }
        }
        return;
    };
    let event = evidence.event_at(event).unwrap();
    let mut known = |entity: Option<EntityIx>| entity.map(|own| sink.entity(&id(own), evidence.schema(own)));
    let [from, to, via] = [event.from, event.to, event.via].map(&mut known);
    let [from_party, to_party] = [event.from_party, event.to_party].map(known);
    let place = PlaceMention {
        name: evidence.text(event.place),
        country: evidence.text(event.country),
        coordinates: event.coordinates,
    };
    sink.event(&NewEvent {
        time: event.time,
        from,
        to,
        from_party,
        to_party,
        via,
        channel: event.channel,
        amount_minor: event.amount_minor,
        currency: event.currency,
        mcc: event.mcc,
        quantity: event.quantity,
        party_text: evidence.text(event.party_text),
        text: event.text,
        place,
        ..NewEvent::new(event.kind, record)
    });
}

type Line = (String, String, String, String, Vec<(String, String)>, String, Vec<u64>);

fn batch(examples: &[Evidence], all: &[Said], packs: &Packs) -> Vec<Line> {
    let mut evidence = Evidence::default();
    evidence.begin(Source::named("examples"));
    for (own, row) in all.iter().zip(0..) {
        say(&mut evidence, examples, *own, row);
    }
    let resolution = Resolution::alone(&evidence);
    let locations = resolve::locate(&evidence, crate::text::gazetteer());
    let hits = evaluate(&evidence, &resolution, &locations, packs).hits.into_iter();
    let line = hits.map(|hit| {
        let rows = if hit.events.is_empty() { Vec::new() } else { hit.records };
        let rows = rows.iter().map(|record| u64::from(record.0)).collect();
        let subject = evidence.id(EntityIx(hit.subject.0)).to_owned();
        (hit.rule, subject, hit.from, hit.to, hit.values, hit.sentence_fr, rows)
    });
    let mut lines: Vec<Line> = line.collect();
    lines.sort();
    lines
}

#[test]
fn a_feed_of_all_examples_gives_what_the_batch_finds_in_them() {
    let packs = Packs::embedded().unwrap();
    let examples = crate::example::stages(&packs);
    let mut events: Vec<(i64, Said)> = Vec::new();
    for (number, evidence) in examples.iter().enumerate() {
        let time = |event: &evidence::Event<'_>| event.time.map_or(i64::MIN, |time| time.order_us());
        events.extend(evidence.events().map(|event| (time(&event), (number, Some(event.ix)))));
    }
    events.sort();
    let declared = (0..examples.len()).map(|number| (number, None));
    let all: Vec<Said> = declared.chain(events.into_iter().map(|(_, own)| own)).collect();
    let expected = batch(&examples, &all, &packs);

    let mut stream = Stream::new(&packs, Lateness { us: 3_600_000_000 }, Ahead::default());
    stream.sink().begin(Source::named("examples"));
    let mut notices = Vec::new();
    for (own, row) in all.iter().zip(0..) {
        say(stream.sink(), &examples, *own, row);
        if row % 500 == 0 {
            notices.extend(stream.take());
        }
        if row % 5_000 == 0 {
            let mut saved = Vec::new();
            stream.save(&mut saved).unwrap();
            stream = Stream::resume(&packs, saved.as_slice()).unwrap();
        }
    }
    notices.extend(stream.finish());
    let mut found: Vec<Line> = Vec::new();
    for notice in notices {
        if let Notice::Final(hit) = notice {
            let rows = hit.rows.iter().map(|own| own.row).filter(|_| !hit.from.is_empty()).collect();
            found.push((hit.rule, hit.subject, hit.from, hit.to, hit.values, hit.sentence_fr, rows));
        }
    }
    found.sort();
    let mut differing: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for own in expected.iter().filter(|own| !found.contains(own)) {
        println!("only batch: {own:?}");
        differing.entry(&own.0).or_default().0 += 1;
    }
    for own in found.iter().filter(|own| !expected.contains(own)) {
        println!("only stream: {own:?}");
        differing.entry(&own.0).or_default().1 += 1;
    }
    let rules: std::collections::BTreeSet<&str> = expected.iter().map(|own| own.0.as_str()).collect();
    println!("{} hits of {} rules, {} rows", expected.len(), rules.len(), all.len());
    assert!(rules.len() > 150, "the examples reach only {} rules", rules.len());
    assert!(differing.is_empty(), "{differing:?}");
}
