//! `findings.json` and its schema.

mod sample;

use std::path::Path;

use report::findings;

#[test]
fn a_document_of_the_sample_is_as_reviewed() {
    let sample = sample::sample("Ada Example");
    let picture = sample.picture();
    insta::assert_json_snapshot!(findings::document(&picture));
}

#[test]
fn a_document_validates_against_its_schema() {
    let sample = sample::sample("Ada Example");
    let picture = sample.picture();
    let document = serde_json::to_value(findings::document(&picture)).unwrap();
    let validator = jsonschema::validator_for(&findings::schema()).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&document)
        .map(|error| format!("{error} at {}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert!(!validator.is_valid(&serde_json::json!({ "form": 1 })));
}

#[test]
fn the_schema_in_the_documentation_is_current() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/findings.schema.json");
    let schema = serde_json::to_string_pretty(&findings::schema()).unwrap() + "\n";
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &schema).unwrap();
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == schema, "run this test with UPDATE=1 to renew docs/findings.schema.json");
}

#[test]
fn everything_an_id_refers_to_is_in_the_document() {
    let sample = sample::sample("Ada Example");
    let picture = sample.picture();
    let document = serde_json::to_value(findings::document(&picture)).unwrap();
    let (mut defined, mut used) = (Vec::new(), Vec::new());
    walk(&document, "", &mut defined, &mut used);
    let missing: Vec<_> = used.iter().filter(|id| !defined.contains(id)).collect();
    assert!(used.len() > 50 && missing.is_empty(), "{missing:?}");
}

fn walk(value: &serde_json::Value, key: &str, defined: &mut Vec<String>, used: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (key, value) in fields {
                walk(value, key, defined, used);
            }
        }
        serde_json::Value::Array(items) => {
            for item in items {
                walk(item, key, defined, used);
            }
        }
        serde_json::Value::String(text) if text.parse::<report::Id>().is_ok() => {
            let ids = if key == "id" { defined } else { used };
            ids.push(text.clone());
        }
        _ => {}
    }
}
