//! Short fuzzing of every target on the stable toolchain: the coverage flags that `cargo fuzz` passes, without it.

use std::path::Path;
use std::process::Command;

/// What `cargo fuzz run -s none` compiles with.
const FLAGS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 -Cdebug-assertions --cfg fuzzing";
const TARGET: &str = "x86_64-unknown-linux-gnu";

pub(crate) fn run(seconds: u32, only: Option<&str>) -> Result<(), String> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    // A target folder of its own: other flags would rebuild everything else each time.
    let folder = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned()) + "/fuzz";
    let built = Command::new(cargo)
        .args([
            "build",
            "--release",
            "--quiet",
            "--manifest-path",
            "fuzz/Cargo.toml",
            "--bins",
            "--target",
            TARGET,
        ])
        .args(["--target-dir", &folder])
        .env("RUSTFLAGS", FLAGS)
        .status()
        .map_err(|error| error.to_string())?;
    if !built.success() {
        return Err("the fuzz targets do not build".to_owned());
    }
    let mut targets: Vec<String> = std::fs::read_dir("fuzz/fuzz_targets")
        .map_err(|error| error.to_string())?
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".rs").map(str::to_owned))
        .filter(|name| only.is_none_or(|only| only == name))
        .collect();
    targets.sort();
    let mut failed = Vec::new();
    for target in &targets {
        let corpus = format!("fuzz/corpus/{target}");
        std::fs::create_dir_all(&corpus).map_err(|error| error.to_string())?;
        // What a run finds goes to the first folder; the golden files are where it starts from.
        let mut command = Command::new(format!("{folder}/{TARGET}/release/{target}"));
        // The same seed, so that a short run on an empty corpus finds what it found before; a long one goes further.
        command.args([&corpus, "crates/intake/tests/golden", "-seed=1"]);
        command.args(["-max_len=65536", "-timeout=10", "-rss_limit_mb=2048"]);
        command.args([
            format!("-max_total_time={seconds}"),
            format!("-artifact_prefix=fuzz/artifacts/{target}-"),
        ]);
        std::fs::create_dir_all(Path::new("fuzz/artifacts")).map_err(|error| error.to_string())?;
        let output = command.output().map_err(|error| format!("{target}: {error}"))?;
        let log = String::from_utf8_lossy(&output.stderr);
        let last = log
            .lines()
            .rev()
            .find(|line| line.contains("exec/s") || line.contains("Done"))
            .unwrap_or("no runs");
        println!("{target:<16} {last}");
        if !output.status.success() {
            println!("{log}");
            failed.push(target.as_str());
        }
    }
    println!("{} passed, {} failed", targets.len() - failed.len(), failed.len());
    if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", "))) }
}
