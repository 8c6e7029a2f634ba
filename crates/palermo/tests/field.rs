//! `palermo plan liaison` and `palermo flows` as a person runs them.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod program;

use std::fs;
use std::path::Path;

use serde_json::Value;

use program::{palermo, stderr};

const POSTS: &str = "name,country,latitude,longitude,cost,reach_km,languages,consent,least_crew,tenure_years,exists\n\
Oran,DZ,,,100,50,fr;ar,yes,2,2,\n\
Almería,ES,36.84,-2.46,120,30,es,yes,1,1,yes\n\
Tunis,TN,,,90,40,fr,unknown,1,1,\n";
const FLOWS: &str = "year,origin,stops,demand\n\
2024,A,Oran > Almería,60\n2024,A,Tunis > Lampedusa,40\n2025,B,Oran > Nowhere on Earth,30\n2025,B,Tunis > Lampedusa,70\n";

fn tables() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("posts.csv"), POSTS).unwrap();
    fs::write(folder.path().join("flows.csv"), FLOWS).unwrap();
    folder
}

#[test]
fn a_plan_rests_on_no_consent_that_was_not_given_and_says_what_it_would_be_worth() {
    let folder = tables();
    for lang in ["en", "fr"] {
        let arguments =
            ["plan", "liaison", "--posts", "posts.csv", "flows.csv", "--lang", lang, "--out", "plan.html"];
        let output = palermo(folder.path(), &arguments, "");
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let told = String::from_utf8(output.stdout).unwrap();
        assert!(told.contains("Tunis") && told.contains("Nowhere on Earth"), "{told}");
        insta::assert_snapshot!(format!("plan-{lang}"), told);
        let page = fs::read_to_string(folder.path().join("plan.html")).unwrap();
        assert!(page.contains("<svg class=\"map\"") && page.ends_with("</html>\n"));
        assert!(!page.contains("liaison-") && !page.contains("<script"), "every message is found");
    }
    let json =
        palermo(folder.path(), &["plan", "liaison", "--posts", "posts.csv", "flows.csv", "--json"], "");
    let found: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(found["plan"]["best"]["posts"], serde_json::json!([0, 1]), "Oran, and Almería which stands");
    assert_eq!(found["plan"]["to_ask"]["posts"], serde_json::json!([2]));
}

#[test]
fn routes_that_analyze_found_can_be_planned_for() {
    let folder = tables();
    let harbour =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/harbour").canonicalize().unwrap();
    let analysed = palermo(folder.path(), &["analyze", harbour.to_str().unwrap(), "--out", "out", "-q"], "");
    assert_eq!(analysed.status.code(), Some(0));
    for routes in ["out/routes.geojson", "out/findings.json"] {
        let output =
            palermo(folder.path(), &["plan", "liaison", "--posts", "posts.csv", routes, "--json"], "");
        let found: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert!(found["plan"]["fares"][0]["covered"].as_f64().unwrap() > 0.0, "{routes}");
    }
}

#[test]
fn what_is_wrong_in_a_table_is_named_with_file_line_and_column() {
    let folder = tables();
    for (file, from, to, place) in [
        ("posts.csv", "120,30", "many,30", "posts.csv, line 3, column cost"),
        ("posts.csv", "Tunis,TN", "Tunis,Nowhere", "posts.csv, line 4, column country"),
        ("posts.csv", "fr,unknown", "fr,perhaps", "posts.csv, line 4, column consent"),
        ("posts.csv", "cost,", "price,", "no column cost"),
        ("flows.csv", "Almería,60", "Almería,lots", "flows.csv, line 2, column demand"),
    ] {
        let folder = tables();
        let text = fs::read_to_string(folder.path().join(file)).unwrap();
        let changed = text.replacen(from, to, 1);
        assert_ne!(text, changed);
        fs::write(folder.path().join(file), changed).unwrap();
        let output = palermo(folder.path(), &["plan", "liaison", "--posts", "posts.csv", "flows.csv"], "");
        assert_eq!(output.status.code(), Some(2));
        let told = stderr(&output);
        assert!(told.replace("│ ", "").contains(place), "{told}");
    }
    fs::write(folder.path().join("flows.csv"), "origin,stops,demand\nA,Oran,0\n").unwrap();
    let nothing = palermo(folder.path(), &["plan", "liaison", "--posts", "posts.csv", "flows.csv"], "");
    assert_eq!(nothing.status.code(), Some(3));
}

/// Two places and a group whose counts arrive a month later, some of them withheld.
fn counts() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut first = vec!["t,who,n".to_owned()];
    let mut second = vec!["place,month,group,count,stage".to_owned()];
    let course = |at: u32| 400 + 350 * (at * at * 7 % 23) + 40 * (at % 5);
    for at in 0..48_u32 {
        let (year, month) = (2020 + at / 12, at % 12 + 1);
        first.push(format!("{year}-{month:02}-01,XXX,{}", course(at)));
        let before = at.checked_sub(1).map_or(400, course);
        second.push(format!("bridge,{year}-{month:02},XXX,{before},2"));
        second.push(format!("bridge,{year}-{month:02},YYY,0-5,2"));
    }
    fs::write(folder.path().join("gap.csv"), first.join("\n")).unwrap();
    fs::write(folder.path().join("bridge.csv"), second.join("\n")).unwrap();
    let described = "tables:\n  - {file: gap.csv, place: gap, stage: 1, group: who, count: n, month: {column: t}, rounded_to: 5}\n";
    fs::write(folder.path().join("gap.yaml"), described).unwrap();
    folder
}

#[test]
fn a_corridor_is_found_from_a_described_and_a_plain_table_and_withheld_counts_stay_ranges() {
    let folder = counts();
    for lang in ["en", "fr"] {
        let arguments = ["flows", "gap.yaml", "bridge.csv", "--lang", lang, "--out", "flows.html"];
        let output = palermo(folder.path(), &arguments, "");
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        insta::assert_snapshot!(format!("flows-{lang}"), String::from_utf8(output.stdout).unwrap());
        let page = fs::read_to_string(folder.path().join("flows.html")).unwrap();
        assert!(page.contains("gap") && !page.contains("flows-") && !page.contains("<script"));
    }
    let json = palermo(folder.path(), &["flows", "gap.yaml", "bridge.csv", "--json"], "");
    let found: Value = serde_json::from_slice(&json.stdout).unwrap();
    let corridor = &found["corridors"][0];
    assert_eq!((corridor["verdict"].as_str(), corridor["lag"].as_f64()), (Some("uses"), Some(1.0)));
    assert_eq!(found["uncertain_cells"], 96, "48 withheld, 48 rounded");
}

#[test]
fn a_count_that_is_none_is_refused_with_its_place() {
    let folder = counts();
    let path = folder.path().join("bridge.csv");
    let text = fs::read_to_string(&path).unwrap().replacen("bridge,2020-03,XXX", "bridge,spring,XXX", 1);
    fs::write(&path, text).unwrap();
    let output = palermo(folder.path(), &["flows", "bridge.csv"], "");
    assert_eq!(output.status.code(), Some(2));
    let told = stderr(&output);
    assert!(told.replace("│ ", "").contains("bridge.csv, line 6, column month"), "{told}");
}
