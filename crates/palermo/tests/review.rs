//! `palermo review`, as people type it: the way of a review, and what goes wrong with it.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod program;

use std::fs;
use std::path::Path;
use std::process::Output;

use program::{palermo, stderr, stdout};

const BY: &str = "A. Tremblay";

/// Runs a command in a folder; arguments are separated by `|`, since they hold spaces.
fn run(folder: &Path, arguments: &str) -> Output {
    let arguments: Vec<&str> = std::iter::once("review").chain(arguments.split('|')).collect();
    palermo(folder, &arguments, "")
}

fn done(folder: &Path, arguments: &str) -> String {
    let output = run(folder, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments}\n{}", stderr(&output));
    stdout(&output)
}

/// What is refused changes nothing; the message is given with its lines joined.
fn refused(folder: &Path, arguments: &str) -> String {
    let file = folder.join("ca.review");
    let before = fs::read(&file).ok();
    let output = run(folder, arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments}");
    assert_eq!(fs::read(&file).ok(), before, "{arguments}");
    stderr(&output)
}

fn begun() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    done(
        at,
        "new|ca.review|--state|Canada|--reviewer|Djibouti|--reviewer|NZ|--start|I=2026-01-05|--party|untoc=2003-09-29|--languages|en,fr|--by|A. Tremblay",
    );
    done(at, "person|ca.review|--name|B. Singh|--role|expert|--state|CA|--by|A. Tremblay");
    done(at, "person|ca.review|--name|M. Hassan|--role|focal-point|--state|DJ|--by|A. Tremblay");
    done(at, "person|ca.review|--name|K. Omar|--role|reviewer|--state|DJ|--by|M. Hassan");
    folder
}

#[test]
fn a_review_goes_from_its_opening_to_public_papers() {
    let folder = begun();
    let at = folder.path();
    done(
        at,
        "answer|ca.review|I.T.1|--value|yes|--text|All five acts are covered.|--law|Criminal Code; s. 279.01; https://example.org/c|--by|B. Singh",
    );
    done(
        at,
        "answer|ca.review|I.T.1|--text|Les cinq actes sont couverts.|--paragraph|p1|--language|fr|--translation|--by|B. Singh",
    );
    fs::write(at.join("requests.csv"), include_str!("../../../examples/review/requests.csv")).unwrap();
    done(
        at,
        "answer|ca.review|IV.C.51|--figure|received; 2023; 41|--table|requests.csv|--statistic|M2:mla:in|--decision|stca|--by|B. Singh",
    );
    done(at, "clear|ca.review|answers|--cluster|I|--instrument|tip|--by|A. Tremblay");
    let id = done(at, "ask|ca.review|--question|I.T.3|--text|What do the courts say?|--by|K. Omar");
    let id = id.lines().next().unwrap();
    done(at, &format!("ask|ca.review|--reply-to|{id}|--text|They follow the Protocol.|--by|B. Singh"));
    done(
        at,
        "observe|ca.review|--cluster|I|--instrument|tip|--article|3(a)|--kind|gap|--question|I.T.3|--text|The notion is not defined.|--by|K. Omar",
    );
    done(
        at,
        "observe|ca.review|--cluster|I|--instrument|tip|--article|5(1)|--kind|ta-need|--assistance|training|--priority|high|--text|Training of judges.|--by|K. Omar",
    );
    done(at, "offer|ca.review|--provider|UNODC|--kind|training|--by|A. Tremblay");
    done(at, "assist|ca.review|obs2|offer1|underway|--by|A. Tremblay");
    done(at, "agree|ca.review|obs1|partly|--note|The case law defines it.|--by|A. Tremblay");
    done(at, "follow-up|ca.review|obs1|planned|--on|2026-09-01|--by|A. Tremblay");
    done(at, "summary|ca.review|--cluster|I|--instrument|tip|--text|In short.|--by|K. Omar");
    done(at, "clear|ca.review|summary|--cluster|I|--instrument|tip|--by|A. Tremblay");
    done(at, "calendar|ca.review|--cluster|I|--step|self_assessment|--on|2026-08-01|--by|A. Tremblay");
    let calendar = done(at, "calendar|ca.review");
    assert!(calendar.contains("5 July 2026") && calendar.contains("27 days late"), "{calendar}");
    assert!(done(at, "status|ca.review|--lang|fr").contains("1 réponse sur"));
    let public = done(at, "summary|ca.review");
    assert!(!public.contains("In short."), "{public}");
    done(at, "publish|ca.review|summary:I:tip|I.T.1|--for-ever|--by|A. Tremblay");
    assert!(done(at, "summary|ca.review").contains("In short."));
    for (paper, name) in [
        ("answers", "a.docx"),
        ("answers", "a.html"),
        ("observations", "o.html"),
        ("answers", "a.xlsx"),
        ("answers", "a.json"),
        ("answers", "a.schema.json"),
        ("calendar", "c.ics"),
    ] {
        done(at, &format!("export|ca.review|{paper}|--out|{name}"));
    }
    let page = fs::read_to_string(at.join("a.html")).unwrap();
    assert!(page.contains("All five acts") && !page.contains("Singh"));
    done(at, "export|ca.review|effect|--for|K. Omar|--table|requests.csv|--out|e.html|--lang|fr");
    let effect = fs::read_to_string(at.join("e.html")).unwrap();
    assert!(effect.contains("La coopération") && !effect.contains("review-"), "{effect}");
}

#[test]
fn two_people_work_apart_and_their_copies_merge_without_loss() {
    let folder = begun();
    let at = folder.path();
    fs::copy(at.join("ca.review"), at.join("copy.review")).unwrap();
    for question in 1..=9 {
        done(at, &format!("answer|ca.review|I.T.{question}|--text|ours|--by|B. Singh"));
        done(at, &format!("answer|copy.review|I.T.{question}|--text|theirs|--by|A. Tremblay"));
    }
    done(at, "answer|ca.review|I.T.1|--value|yes|--by|B. Singh");
    done(at, "answer|copy.review|I.T.1|--value|no|--by|A. Tremblay");
    let said = done(at, "merge|ca.review|copy.review");
    assert!(said.contains("contradict") && said.contains("I.T.1"), "{said}");
    let shown = done(at, "questions|I.T.9|--file|ca.review");
    assert!(shown.contains("ours") && shown.contains("theirs"), "{shown}");
    // Undo takes back one's own last act, as a new statement.
    let said = done(at, "undo|ca.review|--by|B. Singh");
    assert!(said.contains("value/I.T.1"), "{said}");
    assert!(done(at, "history|ca.review|I.T.1").contains("taken back"));
}

#[test]
fn an_organisation_works_in_its_own_file_and_hands_over_what_it_released() {
    let folder = begun();
    let at = folder.path();
    done(at, "new|own.review|--state|CA|--civil-society|La Strada|--by|R. Novak");
    done(at, "answer|own.review|I.T.19|--value|no|--text|Victims are still charged.|--by|R. Novak");
    done(at, "answer|own.review|I.T.18|--text|Not for others yet.|--by|R. Novak");
    done(
        at,
        "consult|own.review|--title|Round table|--on|2026-03-04|--invited|Police|--invited|Shelter|--came|Shelter|--said|Shelter: No guidance.|--by|R. Novak",
    );
    done(at, "publish|own.review|I.T.19|consultations|--class|restricted|--by|R. Novak");
    done(at, "submit|own.review|--out|handed.review");
    assert!(!fs::read_to_string(at.join("handed.review")).unwrap().contains("Not for others"));
    done(at, "import|ca.review|handed.review|--by|A. Tremblay");
    done(at, "export|ca.review|parallel|--for|K. Omar|--out|p.html");
    assert!(fs::read_to_string(at.join("p.html")).unwrap().contains("still charged"));
    done(at, "export|ca.review|submission|--for|K. Omar|--out|s.html");
    let page = fs::read_to_string(at.join("s.html")).unwrap();
    assert!(page.contains("Did not come") && page.contains("Police"), "{page}");
    done(at, "export|ca.review|parallel|--for|public|--out|q.html");
    assert!(!fs::read_to_string(at.join("q.html")).unwrap().contains("still charged"));
    // It never becomes an answer of the State.
    assert!(done(at, "status|ca.review").contains("I · Trafficking in Persons Protocol: 0 of"));
}

#[test]
fn a_questionnaire_filled_in_with_a_word_processor_comes_back() {
    let folder = begun();
    let at = folder.path();
    done(at, "answer|ca.review|I.T.1|--value|yes|--text|One.|--by|B. Singh");
    done(at, "export|ca.review|questionnaire|--for|B. Singh|--cluster|I|--instrument|tip|--out|q.docx");
    let before = fs::read(at.join("ca.review")).unwrap();
    assert!(done(at, "import|ca.review|q.docx|--by|B. Singh").contains("Nothing new"));
    assert_eq!(fs::read(at.join("ca.review")).unwrap(), before);
}

#[test]
fn what_goes_wrong_is_said_in_the_persons_language_and_nothing_is_lost() {
    let folder = begun();
    let at = folder.path();
    let by = format!("|--by|{BY}");
    let cases = [
        ("answer|ca.review|I.T.21|--value|yes", "There is no question I.T.21", "Did you mean"),
        ("answer|ca.review|I.T.1|--choose|x", "does not take that answer", "yes, in-part or no"),
        ("answer|ca.review|I.T.2|--choose|treat", "does not take that answer", "threat, force"),
        ("answer|ca.review|I.T.1", "Nothing was given to write", "--help"),
        ("answer|ca.review|I.T.1|--text|x|--decision|typologie", "typologie", "typology"),
        ("calendar|ca.review|--cluster|I|--step|dialogue|--on|2026-02-30", "is no date", "2026-07-01"),
        ("calendar|ca.review|--cluster|I|--step|dialogue|--on|2020-01-01", "lies before", "check the date"),
        ("publish|ca.review|I.T.1", "cannot be taken back", "--for-ever"),
        ("publish|ca.review|I.T.1|--for-ever", "nothing there yet", ""),
        ("write|ca.review|closing:V:tip|--text|x", "There is no place", ""),
        ("adopt|ca.review|draft-0", "draft-0 is not here", "no answer is lost"),
        ("import|ca.review|missing.review", "cannot be read", "nothing was changed"),
        ("person|ca.review|--name|X|--role|expert|--state|Atlantis", "is no State", "code"),
    ];
    for (arguments, what, help) in cases {
        let said = refused(at, &format!("{arguments}{by}"));
        assert!(said.contains(what) && said.contains(help), "{arguments}: {said}");
    }
    let observe = "observe|ca.review|--cluster|I|--instrument|tip|--article|6(3)(a)|--kind|gap|--text|x|--by|K. Omar|--lang|fr";
    let said = refused(at, observe);
    assert!(said.contains("n’est pas examiné dans le groupe I") && said.contains("groupe II"), "{said}");
    let said = refused(
        at,
        "observe|ca.review|--cluster|I|--instrument|tip|--article|3(a)|--kind|gap|--by|B. Singh|--lang|fr",
    );
    assert!(said.contains("ne peut pas écrire les observations"), "{said}");
    done(
        at,
        "observe|ca.review|--cluster|I|--instrument|tip|--article|3(a)|--kind|gap|--text|x|--by|K. Omar",
    );
    for (arguments, act) in [
        ("write|ca.review|obs1|--law|Criminal Code|--by|B. Singh", "may not write observations"),
        ("adopt|ca.review|draft-1|--by|K. Omar", "may not answer for the State under review"),
        ("write|ca.review|submission|--text|x|--by|B. Singh", "may not write here"),
    ] {
        let said = refused(at, arguments);
        assert!(said.contains(act), "{arguments}: {said}");
    }
    let said = refused(at, "answer|ca.review|I.T.1|--value|yes|--by|B. Sing");
    assert!(said.contains("is not named") && said.contains("B. Singh"), "{said}");
    let said = refused(at, "new|ca.review|--state|CA|--by|x");
    assert!(said.contains("is there already"), "{said}");
    done(at, "new|other.review|--state|CA|--by|A. Tremblay");
    let said = refused(at, "merge|ca.review|other.review|--lang|fr");
    assert!(said.contains("deux examens différents"), "{said}");
    fs::write(at.join("none.review"), "hello\n").unwrap();
    assert!(refused(at, "status|none.review").contains("no review"));
    fs::write(at.join("bytes.review"), [0xff, 0xfe, 0x00]).unwrap();
    assert!(refused(at, "status|bytes.review").contains("no text"));
    // A line that was changed by hand is told; the rest is worked with, and the line is kept.
    done(at, "answer|ca.review|I.T.1|--value|yes|--by|B. Singh");
    let forged = fs::read_to_string(at.join("ca.review")).unwrap().replace("\"yes\"", "\"no\"");
    fs::write(at.join("ca.review"), &forged).unwrap();
    let output = run(at, "status|ca.review");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("changed after it was written"));
    let output = run(at, "answer|ca.review|I.T.5|--value|no|--by|B. Singh");
    assert_eq!(output.status.code(), Some(1));
    assert!(fs::read_to_string(at.join("ca.review")).unwrap().contains("\"no\""));
}

#[test]
fn answers_written_as_json_are_taken_over_with_all_they_hold_and_never_over_those_that_are_there() {
    let folder = begun();
    let at = folder.path();
    let by = "--by|B. Singh";
    fs::write(at.join("requests.csv"), include_str!("../../../examples/review/requests.csv")).unwrap();
    for rest in [
        "I.T.1|--value|yes|--text|All five acts are covered.|--law|Criminal Code; s. 279.01; https://example.org/c",
        "I.T.1|--text|Les cinq actes sont couverts.|--paragraph|p1|--language|fr|--translation",
        "I.T.2|--choose|threat,force",
        "IV.C.51|--figure|received; 2023; 41|--table|requests.csv|--statistic|M2:mla:in",
        "IV.C.12|--designated|Department of Justice|--notified|2010-03-01",
    ] {
        done(at, &format!("answer|ca.review|{rest}|{by}"));
    }
    done(at, "export|ca.review|answers|--for|B. Singh|--out|first.json");
    done(at, "new|next.review|--state|CA|--languages|en,fr|--by|B. Singh");
    done(at, &format!("answer|next.review|I.T.2|--choose|deception|{by}"));
    for earlier in ["first.json", "ca.review"] {
        let file = format!("{earlier}.next.review");
        fs::copy(at.join("next.review"), at.join(&file)).unwrap();
        let take = format!("import|{file}|{earlier}|--reused|first cycle; 2022-05-01|{by}");
        assert!(done(at, &take).contains("7 statements added"), "{earlier}");
        assert!(done(at, &take).contains("Nothing new"), "{earlier}");
        done(at, &format!("export|{file}|answers|--for|B. Singh|--out|next.json"));
        let json: serde_json::Value =
            serde_json::from_slice(&fs::read(at.join("next.json")).unwrap()).unwrap();
        let answer =
            |id: &str| json["answers"].as_array().unwrap().iter().find(|own| own["question"] == id).unwrap();
        assert_eq!(answer("I.T.2")["values"][0]["keys"], serde_json::json!(["deception"]));
        let taken = answer("I.T.1");
        assert_eq!(taken["paragraphs"].as_array().unwrap().len(), 2);
        assert_eq!(taken["paragraphs"][0]["key"], taken["paragraphs"][1]["key"], "a translation stays one");
        assert_eq!(taken["references"][0]["provision"], "s. 279.01");
        assert_eq!(answer("IV.C.51")["values"][0]["figures"][0], "received; 2023; 41");
        assert_eq!(answer("IV.C.51")["references"][0]["figure"]["measure"], "M2");
        assert_eq!(answer("IV.C.12")["values"][0]["notified"], "2010-03-01");
    }
    fs::write(
        at.join("wrong.json"),
        r#"{"answers": [{"question": "I.T.2", "values": [{"keys": ["bribes"]}]}]}"#,
    )
    .unwrap();
    done(at, "new|third.review|--state|CA|--by|B. Singh");
    let said = refused(at, &format!("import|third.review|wrong.json|--reused|x; 2022-05-01|{by}"));
    assert!(said.contains("I.T.2") && said.contains("deception"), "{said}");
}
