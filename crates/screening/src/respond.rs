//! The request and response of yente's `POST /match/{dataset}`, without the HTTP.

use evidence::{Evidence, Locator, NewStatement, Sink, Source, schemata};
use serde_json::{Map, Value, json};

use crate::hit::{Feature, Hit, Topic};
use crate::index::Index;
use crate::profile::{Profile, profiles};
use crate::screen::Options;

/// Most queries in a request, as in yente.
const MOST_QUERIES: usize = 100;

/// Why a request cannot be answered at all.
#[derive(Debug, thiserror::Error)]
pub enum RequestError {
    /// It is no JSON.
    #[error("expected JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// It holds no queries.
    #[error("expected an object with the member \"queries\", an object of queries by name")]
    NoQueries,
    /// It holds too many.
    #[error("expected at most {MOST_QUERIES} queries, found {0}")]
    TooMany(usize),
}

/// Answers a request `{"queries": {NAME: {"schema", "properties"}}}` with `{"responses": {NAME: {"status", "results", …}}}`.
/// A query that cannot be understood is answered with status 400 and the reason; the others are not affected.
pub fn respond(index: &Index, request: &str, options: &Options) -> Result<String, RequestError> {
    let request: Value = serde_json::from_str(request)?;
    let queries = request.get("queries").and_then(Value::as_object).ok_or(RequestError::NoQueries)?;
    if queries.len() > MOST_QUERIES {
        return Err(RequestError::TooMany(queries.len()));
    }
    let understood: Vec<(&String, &Value, Result<Profile, String>)> =
        queries.iter().map(|(name, query)| (name, query, understand(query))).collect();
    let asked: Vec<Profile> =
        understood.iter().filter_map(|(_, _, query)| query.as_ref().ok()).cloned().collect();
    let mut found = index.screen(&asked, options).into_iter();
    let mut responses = Map::new();
    for (name, query, profile) in understood {
        let answer = match profile {
            Ok(_) => {
                let hits = found.next().unwrap_or_default();
                let matches = hits.iter().filter(|hit| hit.is_match).count();
                json!({
                    "status": 200,
                    "total": {"value": matches, "relation": "eq"},
                    "query": query,
                    "results": hits.iter().map(|hit| index.result(hit)).collect::<Vec<_>>(),
                })
            }
            Err(reason) => json!({
                "status": 400,
                "detail": reason,
                "total": {"value": 0, "relation": "eq"},
                "query": query,
                "results": [],
            }),
        };
        responses.insert(name.clone(), answer);
    }
    Ok(json!({"responses": responses, "limit": options.limit}).to_string())
}

fn understand(query: &Value) -> Result<Profile, String> {
    let schema = query.get("schema").and_then(Value::as_str).ok_or("expected a schema")?;
    if schemata().get(schema).is_none() {
        return Err(format!("{schema:?} is no schema of FollowTheMoney"));
    }
    let properties =
        query.get("properties").and_then(Value::as_object).ok_or("expected an object of properties")?;
    let mut evidence = Evidence::default();
    evidence.begin(Source::named("query"));
    let record = evidence.record(&Locator::new("query", 1, 0, 0));
    let entity = evidence.entity("query", schema);
    for (property, values) in properties {
        let values = match values {
            Value::Array(values) => values.as_slice(),
            one => std::slice::from_ref(one),
        };
        for value in values {
            let value = value.as_str().ok_or_else(|| format!("expected texts as values of {property:?}"))?;
            evidence.statement(&NewStatement::new(entity, property, value, record));
        }
    }
    profiles(&evidence).pop().ok_or_else(|| "expected an entity".to_owned())
}

impl Index {
    /// A hit as yente gives it.
    pub fn result(&self, hit: &Hit) -> Value {
        let mut features = Map::new();
        let mut explanations = Map::new();
        for feature in &hit.features {
            let name = name(feature.topic);
            features.insert(name.clone(), json!(rounded(feature.effect)));
            let explanation = json!({
                "score": rounded(feature.effect),
                "detail": detail(feature),
                "query": feature.asked,
                "candidate": feature.listed,
            });
            explanations.insert(name, explanation);
        }
        json!({
            "id": self.id(hit),
            "caption": self.caption(hit),
            "schema": self.schema(hit),
            "properties": self.properties(hit),
            "datasets": self.datasets(hit),
            "score": rounded(hit.score),
            "match": hit.is_match,
            "features": features,
            "explanations": explanations,
        })
    }
}

fn name(topic: Topic) -> String {
    match topic {
        Topic::Name => "name_match".to_owned(),
        Topic::Identifier(kind) => format!("{}_match", kind.as_str()),
        Topic::BirthDate(_) => "birth_date".to_owned(),
        Topic::Country | Topic::Schema => topic.as_str().to_owned(),
    }
}

/// In a few words for programs and their authors: `usama=usama Same, laden≈ladin Spelling`.
fn detail(feature: &Feature) -> String {
    match feature.topic {
        Topic::Name => {
            let part = |part: &names::Aligned| {
                let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "–".to_owned());
                format!("{}/{} {:?}", side(&part.left), side(&part.right), part.relation)
            };
            feature.parts.iter().map(part).collect::<Vec<_>>().join(", ")
        }
        Topic::BirthDate(fit) => format!("{fit:?}"),
        _ => format!("{:?}", feature.outcome),
    }
}

/// Three digits: more would pretend to know.
fn rounded(score: f32) -> f64 {
    (f64::from(score) * 1000.0).round() / 1000.0
}
