//! Ties that records state: who owns, holds, represents, employs or is family of whom.

use evidence::{EntityIx, Evidence, Mark, PropertyType, RecordIx, schemata};

use crate::Layer;
use crate::sketch::{Seen, Sketch};

/// Properties that point at an institution thousands share, or at papers: no tie between two.
const NO_TIE: [&str; 4] = ["bank", "proof", "riskSource", "addressEntity"];

/// Draws the link entities (Ownership, Family, …) and the entity-valued properties of things (a vehicle's owner).
pub(crate) fn links(sketch: &mut Sketch<'_>) {
    let evidence = sketch.evidence;
    let once = Seen { weight: 1, ..Seen::default() };
    for entity in evidence.entities() {
        let Some(schema) = schemata().get(evidence.schema(entity)) else { continue };
        if let Some((source, target)) = schema.edge {
            let layer = match schema.name {
                "Payment" => Layer::Money,
                "Membership" => Layer::List,
                "Documentation" => continue,
                _ => Layer::Link,
            };
            for (one, one_record) in pointed(evidence, entity, source) {
                for (other, other_record) in pointed(evidence, entity, target) {
                    let (Some(one), Some(other)) = (sketch.thing(Some(one)), sketch.thing(Some(other)))
                    else {
                        continue;
                    };
                    sketch.tie(
                        (one, other),
                        layer,
                        lower_first(schema.name),
                        once,
                        [one_record, other_record],
                    );
                }
            }
            continue;
        }
        let Some(own) = sketch.thing(Some(entity)) else { continue };
        for row in evidence.statements_of(entity).filter(|row| row.mark == Mark::Clean) {
            let property = evidence.text(row.property);
            let is_link =
                schema.properties.get(property).is_some_and(|property| property.kind == PropertyType::Entity);
            if !is_link || NO_TIE.contains(&property) {
                continue;
            }
            if let Some(other) = sketch.thing(evidence.find(evidence.text(row.value))) {
                // From the one who holds to what is held, as in an Ownership.
                let ends = match property {
                    "owner" | "operator" | "holder" | "issuer" => (other, own),
                    _ => (own, other),
                };
                sketch.tie(ends, Layer::Link, property, once, [row.record]);
            }
        }
    }
}

/// The entities one property points at. A link entity with many at both ends would be their product: the first few
/// of each stand for it.
fn pointed<'a>(
    evidence: &'a Evidence,
    entity: EntityIx,
    property: &str,
) -> impl Iterator<Item = (EntityIx, RecordIx)> + use<'a> {
    let property = evidence.symbols().find(property);
    evidence
        .statements_of(entity)
        .filter(move |row| Some(row.property) == property)
        .filter_map(|row| Some((evidence.find(evidence.text(row.value))?, row.record)))
        .take(resolve::CARRIERS)
}

fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
