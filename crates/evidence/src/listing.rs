//! Evidence as text a person can review: for golden files and for looking at what a reader made.

use std::fmt::Write;

use crate::{Channel, Currency, EntityIx, Evidence, Mark};

/// Everything in `evidence`, one thing a line, in the order it was read.
pub fn listing(evidence: &Evidence) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write_listing(evidence, &mut out);
    out
}

fn write_listing(evidence: &Evidence, out: &mut String) -> std::fmt::Result {
    for (ix, source) in evidence.sources() {
        writeln!(
            out,
            "source {} {} as {} ({}): {} bytes, {} in {} records, {} in {} rejections",
            ix.0,
            source.name,
            source.format,
            source.encoding,
            source.bytes,
            source.bytes_read,
            source.records,
            source.bytes_rejected,
            source.rejections
        )?;
        for assumption in &source.assumptions {
            writeln!(out, "  assumed: {assumption}")?;
        }
    }
    let place = |record| evidence.locate(record).map(|(_, locator)| locator.to_string()).unwrap_or_default();
    for entity in evidence.entities() {
        writeln!(out, "{} {}", short(evidence, entity), evidence.schema(entity))?;
        for row in evidence.statements_of(entity) {
            let raw = evidence.text(row.value);
            let value = evidence
                .find(raw)
                .map_or_else(|| raw.to_owned(), |other| format!("→ {}", short(evidence, other)));
            write!(out, "  {} = {value}", evidence.text(row.property))?;
            if !row.original.is_empty() {
                write!(out, " (from “{}”)", evidence.text(row.original))?;
            }
            if !row.language.is_empty() {
                write!(out, " @{}", evidence.text(row.language))?;
            }
            if row.mark != Mark::Clean {
                write!(out, " [{:?}]", row.mark)?;
            }
            writeln!(out, " · {}", place(row.record))?;
        }
    }
    for event in evidence.events() {
        write!(out, "{}", event.kind.as_str())?;
        if event.channel != Channel::Unknown {
            write!(out, "/{}", event.channel.as_str())?;
        }
        match event.time {
            Some(time) => write!(out, " {time}")?,
            None => write!(out, " at an unknown time")?,
        }
        for (name, entity) in [
            ("from", event.from),
            ("to", event.to),
            ("from_party", event.from_party),
            ("to_party", event.to_party),
            ("via", event.via),
        ] {
            if let Some(entity) = entity {
                write!(out, " {name}={}", short(evidence, entity))?;
            }
        }
        if let Some(amount) = event.amount_minor {
            write!(out, " amount={amount}")?;
        }
        if event.currency != Currency::NONE {
            write!(out, " {}", event.currency)?;
        }
        if let Some(mcc) = event.mcc {
            write!(out, " mcc={mcc}")?;
        }
        if let Some(quantity) = event.quantity {
            write!(out, " quantity={quantity}")?;
        }
        for (name, symbol) in
            [("party", event.party_text), ("place", event.place), ("country", event.country)]
        {
            if !symbol.is_empty() {
                write!(out, " {name}=“{}”", evidence.text(symbol))?;
            }
        }
        if let Some((latitude, longitude)) = event.coordinates {
            write!(out, " at={latitude},{longitude}")?;
        }
        if !event.text.is_empty() {
            write!(out, " text={:?}", event.text)?;
        }
        writeln!(out, " · {}", place(event.record))?;
    }
    for (source, rejection) in evidence.rejections() {
        writeln!(
            out,
            "rejected in {} {}: {} {:?}",
            source.0, rejection.locator, rejection.reason, rejection.text
        )?;
    }
    Ok(())
}

/// A name for an entity that says which and what it is, for reading.
fn short(evidence: &Evidence, entity: EntityIx) -> String {
    format!("#{} {}", entity.0, evidence.caption(entity))
}
