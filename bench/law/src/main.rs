//! Every rule set under `law/`, written as DMN and worked out by DecisionToolkit's engine (`dsntk`), against ours.
//!
//! `cargo run --release --manifest-path bench/law/Cargo.toml -- 100000` tries that many random patterns of known facts in
//! all, shared out over the rule sets, and compares every conclusion under the reading that governs. It stands outside the
//! workspace because the engine brings a decimal library in C and a network stack along.

use std::env;
use std::error::Error;
use std::time::Instant;

use dsntk_feel::context::FeelContext;
use dsntk_feel::values::Value as Feel;
use dsntk_feel::{FeelNumber, Name};
use dsntk_feel_temporal::FeelDate;
use dsntk_model_evaluator::ModelEvaluator;
use law::{Facts, Kind, Library, RuleSet, Synthetic, Truths, Verdict, World, verdict};
use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let patterns: u64 = env::args().nth(1).map_or(Ok(100_000), |typed| typed.parse())?;
    let library = Library::embedded()?;
    let share = patterns.div_ceil(library.sets().count() as u64);
    let mut differ = 0;
    for set in library.sets() {
        let began = Instant::now();
        let (compared, wrong) = one(set, share)?;
        let seconds = began.elapsed().as_secs_f64();
        println!("{:<18} {share} patterns, {compared} conclusions compared, {wrong} differ ({seconds:.0} s)", set.id);
        differ += wrong;
    }
    if differ > 0 { Err("the engines differ".into()) } else { Ok(()) }
}

fn one(set: &RuleSet, patterns: u64) -> Result<(u64, u64), Box<dyn Error>> {
    let told = |error: dsntk_common::DsntkError| error.to_string();
    let definitions = dsntk_model::parse(&law::dmn::export(set)?).map_err(told)?;
    let engine = ModelEvaluator::new(&[definitions]).map_err(told)?;
    let namespace = format!("urn:palermo:law:{}", set.id);
    // Cases lie in years of each version of the law.
    let years = ["2005-06-01", "2009-09-01", "2023-09-01", "2025-09-01", "2026-07-23"];
    let mut made = Vec::new();
    for until in years {
        made.push(Synthetic::new(set, Facts::none(set), until.parse()?, 5, 0));
    }
    let (mut facts, mut truths) = (Facts::none(set), Truths::default());
    let (mut compared, mut wrong) = (0, 0);
    for n in 0..patterns {
        let year = usize::try_from(n % made.len() as u64)?;
        made[year].case(n, &mut facts, &mut truths);
        set.evaluate(&facts, &mut truths);
        let input = context(set, &facts)?;
        for own in &set.conclusions {
            let ours = match verdict(own, &truths, World::GovernedStrict) {
                Verdict::Is(at) => own.values[at].id.clone(),
                other => format!("{other:?}"),
            };
            let theirs = match engine.evaluate_invocable(&namespace, &set.id, &own.id, &input) {
                Feel::String(text) => text,
                Feel::Boolean(value) => value.to_string(),
                other => format!("{other}"),
            };
            compared += 1;
            if ours != theirs {
                wrong += 1;
                if wrong <= 5 {
                    println!("{} {}: ours {ours}, theirs {theirs}: {}", set.id, own.id, set.stated(&facts));
                }
            }
        }
    }
    Ok((compared, wrong))
}

fn context(set: &RuleSet, facts: &Facts) -> Result<FeelContext, Box<dyn Error>> {
    let stated = set.stated(facts);
    let mut context = FeelContext::new();
    for fact in &set.facts {
        let value = &stated[&fact.id];
        if fact.kind == Kind::Several {
            for member in &fact.values {
                let name = format!("{}__{}", fact.id, member.id);
                context.set_entry(&Name::from(name.as_str()), feel(fact.kind, &value[&member.id])?);
            }
        } else {
            context.set_entry(&Name::from(fact.id.as_str()), feel(fact.kind, value)?);
        }
    }
    Ok(context)
}

fn feel(kind: Kind, value: &Value) -> Result<Feel, Box<dyn Error>> {
    Ok(match (kind, value) {
        (_, Value::Bool(value)) => Feel::Boolean(*value),
        (_, Value::Number(number)) => Feel::Number(FeelNumber::from(number.as_i64().unwrap_or_default())),
        (Kind::Date, Value::String(text)) => {
            Feel::Date(text.parse::<FeelDate>().map_err(|error| error.to_string())?)
        }
        (_, Value::String(text)) => Feel::String(text.clone()),
        (_, other) => return Err(format!("{other} is not known").into()),
    })
}
