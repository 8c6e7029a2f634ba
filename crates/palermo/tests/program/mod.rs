//! The program as a person or a script runs it, with none of this machine's settings.
#![allow(dead_code, unreachable_pub, reason = "each file of tests uses a part")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The top of the repository: from there, sources have the names that the README shows.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Runs it in a folder, and types something.
pub fn palermo(folder: &Path, arguments: &[&str], typed: &str) -> Output {
    let mut running = Command::new(env!("CARGO_BIN_EXE_palermo"))
        .current_dir(folder)
        .env_remove("PALERMO_BY")
        .env_remove("PALERMO_LANG")
        .env("NO_COLOR", "1")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // One that asks nothing, or stops dead, may be gone before it is told everything.
    drop(running.stdin.take().unwrap().write_all(typed.as_bytes()));
    running.wait_with_output().unwrap()
}

/// What it printed.
pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What stands on standard error, in one line without the marks before it, for messages are wrapped.
pub fn stderr(output: &Output) -> String {
    let text = String::from_utf8(output.stderr.clone()).unwrap();
    text.split(|sign: char| sign.is_whitespace() || "│╰▶×".contains(sign))
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
