//! Developer tasks: `cargo xtask real | fuzz`. What they check on every change is in `tests/tidy.rs`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "printing is what a task is for")]

mod fuzz;
mod real;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask real [FOLDER]            run the main job over public data (default ../shared/data) and print what
                                     was read, rejected and found; fails if a byte is unaccounted for
cargo xtask fuzz [SECONDS] [TARGET]  run each fuzz target (or one) for a number of seconds (default 10)";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["real"] => real::run("../shared/data"),
        ["real", folder] => real::run(folder),
        ["fuzz"] => fuzz::run(10, None),
        ["fuzz", seconds, target @ ..] => match seconds.parse() {
            Ok(seconds) => fuzz::run(seconds, target.first().copied()),
            Err(error) => Err(format!("“{seconds}” is not a number of seconds: {error}")),
        },
        _ => Err(HELP.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
