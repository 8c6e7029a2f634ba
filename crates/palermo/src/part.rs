//! `analyze --layer … --since …`: of which part of the evidence the network and the routes are drawn, and since when what is
//! new in them is told.

use evidence::{Evidence, Moment, Precision};
use jiff::civil::Date;
use network::{Filter, Layer};
use report::Words;

use crate::Usage;
use crate::cli::Part;

/// A layer by its name in files.
pub(crate) fn layer(name: &str) -> Result<Layer, String> {
    Layer::ALL.into_iter().find(|layer| layer.as_str() == name).ok_or_else(|| {
        let names = Layer::ALL.map(Layer::as_str);
        format!("layers are {}", names.join(", "))
    })
}

/// What is asked for, once it is known what there is.
pub(crate) fn filter(options: &Part, evidence: &Evidence, words: &Words) -> miette::Result<Filter> {
    let mut filter = Filter {
        layers: options.layer.iter().copied().collect(),
        from: options.from.map(day),
        until: options.until.map(day),
        countries: options.country.iter().map(|code| code.to_ascii_uppercase()).collect(),
        handling: options.handling.iter().cloned().collect(),
        ..Filter::default()
    };
    for name in &options.source {
        let own = evidence.sources().filter(|(_, source)| source.name.contains(name.as_str()));
        let before = filter.sources.len();
        filter.sources.extend(own.map(|(ix, _)| ix));
        if filter.sources.len() == before {
            let names: Vec<&str> =
                evidence.sources().take(5).map(|(_, source)| source.name.as_str()).collect();
            let values = [("name", name.as_str().into()), ("names", names.join(", ").into())];
            return Err(Usage::said(words, "cli-no-source", "cli-no-source-help", &values));
        }
    }
    Ok(filter)
}

/// The same part as it was known on a day.
pub(crate) fn as_of(filter: &Filter, date: Date) -> Filter {
    let day = day(date);
    let until = filter.until.filter(|until| until.local_day() < day.local_day());
    Filter { until: until.or(Some(day)), ..filter.clone() }
}

fn day(date: Date) -> Moment {
    Moment::from_civil(date.to_datetime(jiff::civil::Time::midnight()), None, Precision::Day)
}
