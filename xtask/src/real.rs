//! The main job over data none of us wrote.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

const OUT: &str = "target/real";

pub(crate) fn run(folder: &str) -> Result<(), String> {
    let status = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
        .args(["run", "--release", "--quiet", "--package", "palermo", "--"])
        .args(["analyze", folder, "--out", OUT, "--max-rejected", "1"])
        .status()
        .map_err(|error| format!("palermo could not be run: {error}"))?;
    if !status.success() {
        return Err(format!("palermo ended with {status}"));
    }
    let text = std::fs::read(format!("{OUT}/findings.json")).map_err(|error| error.to_string())?;
    let findings: Value = serde_json::from_slice(&text).map_err(|error| error.to_string())?;
    let reasons = reasons()?;
    let mut faults = Vec::new();
    println!("\n{:<24} {:>9} {:>9} {:>12}  source", "format", "records", "rejected", "bytes");
    for source in findings.get("sources").and_then(Value::as_array).into_iter().flatten() {
        let text = |name: &str| source.get(name).and_then(Value::as_str).unwrap_or_default();
        let number = |name: &str| source.get(name).and_then(Value::as_u64).unwrap_or_default();
        let (format, name) = (text("format"), text("name"));
        println!(
            "{format:<24} {:>9} {:>9} {:>12}  {name}",
            number("records"),
            number("rejections"),
            number("bytes")
        );
        if number("records") + number("rejections") == 0 && format != "repeated" {
            faults.push(format!("{name}: neither a record nor a rejection"));
        }
        let covered = number("bytes_read") + number("bytes_rejected");
        if text("encoding") == "UTF-8" && covered > number("bytes") {
            faults.push(format!("{name}: {covered} bytes covered of {}", number("bytes")));
        }
        for (reason, count) in reasons.get(name).into_iter().flatten() {
            println!("{count:>36} × {reason}");
            if reason.is_empty() {
                faults.push(format!("{name}: a rejection without a reason"));
            }
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

/// How often each reason was given, by source.
fn reasons() -> Result<BTreeMap<String, BTreeMap<String, u64>>, String> {
    let mut reasons: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
    let mut rows =
        csv::Reader::from_path(format!("{OUT}/rejections.csv")).map_err(|error| error.to_string())?;
    for row in rows.records() {
        let row = row.map_err(|error| error.to_string())?;
        let (source, reason) = (row.get(0).unwrap_or_default(), row.get(2).unwrap_or_default());
        // Reasons that quote what was found are counted together.
        let plain: String = reason.split(['“', '”']).step_by(2).collect::<Vec<_>>().join("…");
        *reasons.entry(source.to_owned()).or_default().entry(plain).or_default() += 1;
    }
    Ok(reasons)
}
