//! What FollowTheMoney's own library says of the entities.

mod sample;

use std::io::Write;
use std::process::{Command, Stdio};

/// Uses the Python of `PALERMO_PYTHON`, else `python3`. Without the library the test is passed over with a note, except
/// in continuous integration, where it has to be there.
#[test]
fn followthemoney_reads_every_entity_and_drops_nothing() {
    let python = std::env::var("PALERMO_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has_library = Command::new(&python)
        .args(["-c", "import followthemoney"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !has_library {
        assert!(std::env::var_os("CI").is_none(), "{python} has no package followthemoney");
        println!("passed over: {python} has no package followthemoney; set PALERMO_PYTHON to one that has");
        return;
    }
    // A blank line stands between pictures: each has ids of its own.
    let mut lines = Vec::new();
    for name in ["Ada Example", "</script><b>", "Said \"Quoted\" by", "O\u{301}scar\u{a0}Núñez"] {
        let sample = sample::sample(name);
        report::ftm::write(&sample.picture(), &mut lines).unwrap();
        lines.push(b'\n');
    }
    let mut child = Command::new(&python)
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ftm_validate.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&lines).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("44 entities"), "{said}");
}
