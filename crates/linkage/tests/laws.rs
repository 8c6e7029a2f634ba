//! What must hold of any linkage, whatever the records.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic in a helper of a test is a failed test"
)]

use linkage::{
    Clusters, Decisions, Field, Index, Kind, Label, Lookup, Model, RecordId, Settings, Table, Value, Verdict,
    Why, learn,
};
use proptest::prelude::*;
use std::sync::OnceLock;

fn fields() -> Vec<Field> {
    vec![
        Field::new("given", Kind::NamePart),
        Field::new("family", Kind::NamePart),
        Field::new("born", Kind::Date),
        Field::new("phone", Kind::Phone),
        Field::new("place", Kind::Text),
        Field::exclusive("passport"),
    ]
}

/// A row: one text for each field; empty texts are missing values.
type Row = [String; 6];

fn values(row: &Row) -> Vec<Value<'_>> {
    row.iter().enumerate().map(|(field, text)| Value { field, text }).collect()
}

fn table(rows: &[Row]) -> Table {
    let mut table = Table::new(fields()).unwrap();
    for row in rows {
        table.push(&values(row)).unwrap();
    }
    table
}

/// A small invented town: `n` persons with one to three rows each, some with errors.
fn town(n: usize, seed: u64) -> (Vec<Row>, Vec<usize>) {
    let mut state = seed;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let syllables = ["ka", "mo", "ti", "ra", "ne", "lo", "shi", "ba", "du", "fe", "zo", "wi"];
    let (mut rows, mut truth) = (Vec::new(), Vec::new());
    for person in 0..n {
        let mut word =
            |parts: usize| (0..parts).map(|_| syllables[next(syllables.len())]).collect::<String>();
        let (given, family, place) = (word(2), word(3), word(2));
        let born = format!("{}-{:02}-{:02}", 1950 + next(50), 1 + next(12), 1 + next(28));
        let phone = format!("39{:07}", next(10_000_000));
        let passport = format!("ITA:YA{:07}", next(10_000_000));
        for copy in 0..=next(3) {
            let mut row =
                [given.clone(), family.clone(), born.clone(), phone.clone(), place.clone(), passport.clone()];
            if copy > 0 {
                match next(6) {
                    0 => row.swap(0, 1),
                    1 => row[1].push('x'),
                    2 => row[2].truncate(4),
                    3 => row[3].clear(),
                    4 => row[5].clear(),
                    _ => row[0].truncate(1),
                }
            }
            rows.push(row);
            truth.push(person);
        }
    }
    (rows, truth)
}

fn ids(n: usize) -> Vec<RecordId> {
    (0..n as u64).collect()
}

fn build(model: &Model, rows: &[Row], threads: usize) -> Index {
    Index::build(model.clone(), table(rows), ids(rows.len()), threads).unwrap()
}

fn together(clusters: &Clusters, a: u64, b: u64) -> bool {
    clusters.groups.iter().any(|group| group.contains(&a) && group.contains(&b))
}

fn town_model(cap: u32) -> Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    let model = MODEL.get_or_init(|| learn(&mut table(&town(400, 7).0), &Settings::default(), &[]));
    Model { block_cap: cap, ..model.clone() }
}

#[test]
fn a_town_is_sorted_out_without_labels() {
    let (rows, truth) = town(600, 1);
    let model = learn(&mut table(&rows), &Settings::default(), &[]);
    let clusters = build(&model, &rows, 1).clusters(&Decisions::default(), 1);
    let (mut right, mut wrong, mut all) = (0, 0, 0);
    let mut group_of = vec![usize::MAX; rows.len()];
    for (at, group) in clusters.groups.iter().enumerate() {
        for record in group {
            group_of[usize::try_from(*record).unwrap()] = at;
        }
    }
    for a in 0..rows.len() {
        for b in a + 1..rows.len() {
            let linked = group_of[a] != usize::MAX && group_of[a] == group_of[b];
            all += usize::from(truth[a] == truth[b]);
            right += usize::from(linked && truth[a] == truth[b]);
            wrong += usize::from(linked && truth[a] != truth[b]);
        }
    }
    assert!(right * 100 >= all * 99 && wrong * 100 <= all, "{right} right, {wrong} wrong of {all}");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let (rows, _) = town(500, 3);
    let result = |threads| {
        let model = learn(&mut table(&rows), &Settings { threads, ..Settings::default() }, &[]);
        let index = build(&model, &rows, threads);
        let clusters = index.clusters(&Decisions::default(), threads);
        (
            model.to_json(),
            serde_json::to_string(&index.pairs(0.0)).unwrap(),
            serde_json::to_string(&clusters).unwrap(),
        )
    };
    assert_eq!(result(1), result(3));
}

#[test]
fn a_model_reads_what_it_wrote_and_refuses_what_it_could_not_have_written() {
    let model = town_model(300);
    let text = model.to_json();
    assert_eq!(Model::from_json(&text).unwrap(), model);
    for (from, to) in [
        ("\"prior\": ", "\"prior\": -"),
        ("\"version\"", "\"vision\""),
        ("\"comparison\": 0", "\"comparison\": 77"),
    ] {
        assert!(text.contains(from), "{from}");
        assert!(Model::from_json(&text.replacen(from, to, 1)).is_err(), "{from}");
    }
}

#[test]
fn labels_take_the_place_of_guessing() {
    let (rows, truth) = town(300, 5);
    let labels: Vec<Label> = (0..60_u32)
        .map(|at| Label { left: at, right: at + 1, same: truth[at as usize] == truth[at as usize + 1] })
        .collect();
    let mut table = table(&rows);
    let model = learn(&mut table, &Settings::default(), &labels);
    let nowhere = Label { left: 0, right: u32::MAX, same: true };
    assert_eq!(learn(&mut table, &Settings::default(), &[&labels[..], &[nowhere]].concat()), model);
    let index = build(&model, &rows, 1);
    let agree = labels.iter().filter(|label| {
        let p = index.explain(label.left.into(), label.right.into()).unwrap().probability;
        (p >= 0.5) == label.same
    });
    assert!(agree.count() >= 58);
}

#[test]
fn no_records_one_record_and_empty_records_are_no_trouble() {
    let empty: Row = Default::default();
    let one = town(1, 2).0;
    for rows in [Vec::new(), one, vec![empty; 50]] {
        let model = learn(&mut table(&rows), &Settings::default(), &[]);
        let index = build(&model, &rows, 2);
        let clusters = index.clusters(&Decisions::default(), 2);
        assert!(rows.len() != 50 || clusters.groups.is_empty(), "nothing said is nothing shared");
        assert!(index.look_up(&[], 5).unwrap().is_empty());
    }
}

#[test]
fn many_identical_rows_are_one_node_and_one_group() {
    let row = town(1, 9).0.remove(0);
    let rows = vec![row; 100_000];
    let model = learn(&mut table(&rows), &Settings::default(), &[]);
    let index = build(&model, &rows, 1);
    assert_eq!((index.len(), index.different()), (100_000, 1));
    let clusters = index.clusters(&Decisions::default(), 1);
    assert_eq!(clusters.groups.len(), 1);
    assert_eq!(index.pairs(0.5).len(), 99_999);
}

#[test]
fn rows_that_say_the_same_little_are_not_the_same_person() {
    let mut rows = town(500, 4).0;
    let given = rows[0][0].clone();
    let little: Row = [given, String::new(), String::new(), String::new(), String::new(), String::new()];
    rows.extend(vec![little; 3]);
    let model = learn(&mut table(&rows), &Settings::default(), &[]);
    let last = rows.len() as u64 - 1;
    let clusters = build(&model, &rows, 1).clusters(&Decisions::default(), 1);
    assert!(!together(&clusters, last, last - 1));
}

#[test]
fn a_handful_of_rows_does_not_make_a_surname_and_a_town_rare() {
    let row = |text: &str| -> Row {
        let texts: Vec<String> = text.split(',').map(str::to_owned).collect();
        texts.try_into().unwrap()
    };
    let rows = [
        "Amina,Kidane,1990-04-03,+251911234567,Toronto,",
        "Aminah,KIDANE,1990-03-04,0911234567,Toronto,",
        "Samuel,Okoro,1984-11-20,,Montreal,",
        "Sam,Okoro,1984-11-20,,Montreal,",
        "John,Smith,1960-02-02,,Toronto,",
        "Jane,Smith,1962-02-02,,Toronto,",
    ]
    .map(row);
    let model = learn(&mut table(&rows), &Settings::default(), &[]);
    let clusters = build(&model, &rows, 1).clusters(&Decisions::default(), 1);
    assert!(together(&clusters, 2, 3));
    assert!(!together(&clusters, 4, 5), "a family in one town is not one person");
}

#[test]
fn a_shared_key_of_thousands_is_named_and_not_joined() {
    let mut rows = town(4_000, 6).0;
    for row in &mut rows {
        row[4] = "porto".to_owned();
    }
    let mut model = learn(&mut table(&rows), &Settings::default(), &[]);
    model.rules.push(linkage::Rule {
        keys: vec![linkage::Key { comparison: 3, part: linkage::Part::Whole }],
        expected_pairs: 0,
        finds: 0.0,
    });
    let index = build(&model, &rows, 1);
    let oversized = index.oversized();
    let last = oversized.last().unwrap();
    assert_eq!((last.rule, last.blocks, last.largest), (model.rules.len() - 1, 1, index.different()));
}

#[test]
fn what_is_dropped_before_it_is_compared_to_the_end_would_be_no_link() {
    let mut rows = town(60, 18).0;
    for (at, row) in rows.iter_mut().enumerate() {
        row[4] = "porto".to_owned();
        if at % 7 == 0 {
            row[0] = ["محمود", "Екатерина", "ekaterina", "mahmud"][at % 4].to_owned();
        }
    }
    rows.sort();
    rows.dedup();
    let mut model = learn(&mut table(&rows), &Settings::default(), &[]);
    model.rules.push(linkage::Rule {
        keys: vec![linkage::Key { comparison: 3, part: linkage::Part::Whole }],
        expected_pairs: 0,
        finds: 0.0,
    });
    model.block_cap = 10_000;
    let index = build(&model, &rows, 1);
    let n = rows.len() as u64;
    let all = (0..n).flat_map(|left| (left + 1..n).map(move |right| (left, right)));
    let expected: Vec<(u64, u64, u64)> = all
        .map(|(left, right)| (left, right, index.explain(left, right).unwrap().bits))
        .filter(|(_, _, bits)| *bits >= -5.0)
        .map(|(left, right, bits)| (left, right, bits.to_bits()))
        .collect();
    let linked: Vec<(u64, u64, u64)> =
        index.pairs(0.0).iter().map(|pair| (pair.left, pair.right, pair.bits.to_bits())).collect();
    assert!(linked.len() > 40 && linked.len() * 10 < rows.len() * rows.len());
    assert_eq!(linked, expected);
}

#[test]
fn it_is_said_where_only_common_parts_are_shared() {
    let mut rows = town(300, 19).0;
    for row in rows.iter_mut().step_by(2) {
        row[0] = "mohamed".to_owned();
    }
    let first = rows.len() as u64;
    let row = |texts: [&str; 6]| texts.map(str::to_owned);
    rows.push(row(["mohamed", "abdulkarimov", "1970-05-07", "391111111", "", ""]));
    rows.push(row(["mohamed", "zakirov", "1970-05-07", "391111111", "", ""]));
    rows.push(row(["mohamed", "zakirov", "1970-05-07", "391111111", "mota", ""]));
    let model = learn(&mut table(&rows), &Settings::default(), &[]);
    let index = build(&model, &rows, 1);
    let only_common = |left, right| index.explain(left, right).unwrap().steps[0].only_common;
    assert!(only_common(first, first + 1) && !only_common(first + 1, first + 2));
    assert!(index.explain(first, first + 1).unwrap().steps.iter().skip(1).all(|step| !step.only_common));
}

#[test]
fn two_passports_of_one_country_keep_people_apart() {
    let mut rows = town(300, 8).0;
    let mut twin = rows[0].clone();
    rows[0][5] = "ITA:YA1111111".to_owned();
    twin[5] = "ITA:XB9992222".to_owned();
    let mut misread = rows[0].clone();
    misread[5] = "ITA:YA1111I11".to_owned();
    let mut other_country = rows[0].clone();
    other_country[5] = "FRA:20AB12345".to_owned();
    let base = rows.len() as u64;
    rows.extend([twin, misread, other_country]);
    let model = town_model(300);
    let index = build(&model, &rows, 1);
    let clusters = index.clusters(&Decisions::default(), 1);
    assert!(!together(&clusters, 0, base) && index.explain(0, base).unwrap().excluded);
    assert!(together(&clusters, 0, base + 1));
    assert!(!index.explain(0, base + 2).unwrap().excluded);
}

#[test]
fn one_bridge_does_not_chain_two_crowds() {
    let mut rows = town(300, 11).0;
    let base = rows.len() as u64;
    let row = |texts: [&str; 6]| texts.map(str::to_owned);
    for n in 0..4 {
        let place = ["mota", "motas", "mota", "mott"][n];
        rows.push(row(["karane", "tilobadu", "1970-05-07", "391111111", place, ""]));
        rows.push(row(["shimoti", "wifezora", "1988-11-23", "397777777", place, ""]));
        rows[usize::try_from(base).unwrap() + 2 * n][3].push_str(&n.to_string());
        rows[usize::try_from(base).unwrap() + 2 * n + 1][3].push_str(&n.to_string());
    }
    // Half the one, half the other: a careless entry.
    rows.push(row(["karane", "tilobadu", "1988-11-23", "3977777770", "", ""]));
    let clusters = build(&town_model(300), &rows, 1).clusters(&Decisions::default(), 1);
    assert!(together(&clusters, base, base + 2) && together(&clusters, base + 1, base + 3));
    assert!(!together(&clusters, base, base + 1));
}

#[test]
fn decisions_split_merge_and_are_undone() {
    let (rows, truth) = town(200, 12);
    let index = build(&town_model(300), &rows, 1);
    let before = index.clusters(&Decisions::default(), 1);
    let pair = 10 + truth[10..].windows(2).position(|two| two[0] == two[1]).unwrap() as u64;
    let strangers = (0_u64, rows.len() as u64 - 1);
    assert!(together(&before, pair, pair + 1) && !together(&before, strangers.0, strangers.1));

    let mut decisions = Decisions::default();
    let split = decisions.decide(pair, pair + 1, Verdict::Different, "ana", "2026-01-02");
    let merge = decisions.decide(strangers.1, strangers.0, Verdict::Same, "ana", "2026-01-03");
    let after = index.clusters(&decisions, 1);
    assert!(!together(&after, pair, pair + 1) && together(&after, strangers.0, strangers.1));
    assert!(after.conflicts.is_empty());

    // Kept in a file, and followed by an index made anew.
    let kept: Decisions = serde_json::from_str(&serde_json::to_string(&decisions).unwrap()).unwrap();
    assert_eq!(build(&town_model(300), &rows, 2).clusters(&kept, 2), after);

    // A chain of "same" that would join what is held apart is not followed, and named.
    let contrary = decisions.decide(pair + 1, strangers.0, Verdict::Same, "bo", "2026-01-04");
    let chain = decisions.decide(pair, strangers.0, Verdict::Same, "bo", "2026-01-05");
    let contradicted = index.clusters(&decisions, 1);
    assert!(!together(&contradicted, pair, pair + 1));
    assert_eq!(contradicted.conflicts.len(), 1);

    for number in [split, merge, contrary, chain] {
        assert!(decisions.undo(number, "ana", "2026-01-06") && !decisions.undo(number, "ana", "2026-01-06"));
    }
    assert_eq!(index.clusters(&decisions, 1), before);
    assert_eq!(decisions.entries().len(), 4);
}

#[test]
fn a_row_can_be_told_from_its_exact_copy() {
    let mut rows = town(100, 13).0;
    rows.push(rows[0].clone());
    rows.push(rows[0].clone());
    let copy = rows.len() as u64 - 2;
    let index = build(&town_model(300), &rows, 1);
    let mut decisions = Decisions::default();
    assert!(together(&index.clusters(&decisions, 1), 0, copy));
    let number = decisions.decide(0, copy, Verdict::Different, "ana", "t");
    assert!(!together(&index.clusters(&decisions, 1), 0, copy));
    decisions.undo(number, "ana", "t");
    assert!(together(&index.clusters(&decisions, 1), 0, copy));
}

#[test]
fn unsure_leaves_the_evidence_to_decide_and_the_pair_in_the_queue() {
    let (rows, truth) = town(200, 14);
    let index = build(&town_model(300), &rows, 1);
    let pair = truth.windows(2).position(|two| two[0] == two[1]).unwrap() as u64;
    let mut decisions = Decisions::default();
    let before = index.clusters(&decisions, 1);
    decisions.decide(pair, pair + 1, Verdict::Unsure, "ana", "t");
    assert_eq!(index.clusters(&decisions, 1), before);
    let doubts = index.doubts(&before, &decisions, 10);
    assert_eq!((doubts[0].left, doubts[0].right, doubts[0].why), (pair, pair + 1, Why::Unsure));
}

#[test]
fn a_record_is_found_by_what_is_known_of_it() {
    let (rows, _) = town(300, 15);
    let index = build(&town_model(300), &rows, 1);
    let mut known = rows[20].clone();
    known[3].clear();
    known[1].push('q');
    let hits = index.look_up(&values(&known), 3).unwrap();
    let only = Lookup::build(town_model(300), table(&rows), ids(rows.len()), 1).unwrap();
    assert_eq!((only.look_up(&values(&known), 3).unwrap(), only.len()), (hits.clone(), rows.len()));
    assert!(
        hits[0].probability > 0.9 && index.cluster_of(20, &Decisions::default()).contains(&hits[0].record)
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn one_by_one_in_any_order_is_the_same_as_all_at_once(
        seed in 0_u64..1_000,
        cap in prop::sample::select(vec![2_u32, 3, 5, 300]),
        order in Just((0..120_usize).collect::<Vec<_>>()).prop_shuffle(),
        at_once in 0_usize..120,
    ) {
        let (mut rows, _) = town(60, seed);
        rows.truncate(110);
        rows.extend(rows.clone().into_iter().take(120 - rows.len()));
        // One crowded key, so that blocks outgrow the cap.
        for row in rows.iter_mut().step_by(3) {
            row[4] = "porto".to_owned();
        }
        let model = town_model(cap);
        let mut decisions = Decisions::default();
        decisions.decide(0, 1, Verdict::Different, "ana", "t");
        decisions.decide(5, 50, Verdict::Same, "ana", "t");
        let batch = build(&model, &rows, 1);

        let (first, later) = order.split_at(at_once);
        let some: Vec<Row> = first.iter().map(|at| rows[*at].clone()).collect();
        let ids = first.iter().map(|at| *at as u64).collect();
        let mut grown = Index::build(model, table(&some), ids, 1).unwrap();
        for at in later {
            grown.insert(*at as u64, 0, &values(&rows[*at])).unwrap();
        }
        prop_assert_eq!(batch.pairs(0.0), grown.pairs(0.0));
        prop_assert_eq!(batch.rates(), grown.rates());
        let clusters = batch.clusters(&decisions, 1);
        prop_assert_eq!(&clusters, &grown.clusters(&decisions, 2));
        for record in 0..120 {
            let own = grown.cluster_of(record, &decisions);
            let group = clusters.groups.iter().find(|group| group.contains(&record));
            prop_assert_eq!(group.cloned().unwrap_or_else(|| vec![record]), own);
        }
    }

    #[test]
    fn a_pair_scores_the_same_from_either_side(
        a in prop::array::uniform6("[a-cé ]{0,9}|[0-9./-]{0,10}|\\PC{0,8}"),
        b in prop::array::uniform6("[a-cé ]{0,9}|[0-9./-]{0,10}|\\PC{0,8}"),
    ) {
        let index = build(&town_model(300), &[a, b], 1);
        let (one, other) = (index.explain(0, 1).unwrap(), index.explain(1, 0).unwrap());
        prop_assert_eq!(one.bits.to_bits(), other.bits.to_bits());
        let sum = one.prior_bits + one.steps.iter().map(|step| step.bits).sum::<f64>() + one.relatives_bits;
        prop_assert!(one.excluded || (sum - one.bits).abs() < 1e-6);
    }
}

#[test]
fn brothers_who_share_a_home_are_not_one_person() {
    let (mut rows, truth) = town(500, 21);
    let persons = rows.len();
    let mut brothers = Vec::new();
    for at in (0..persons).filter(|at| *at == 0 || truth[*at] != truth[*at - 1]).step_by(2) {
        let mut brother = rows[at].clone();
        brother[0] = rows[(at + 40) % persons][0].clone();
        brother[2] = rows[(at + 90) % persons][2].clone();
        brother[5].clear();
        brothers.push((at as u64, rows.len() as u64));
        rows.push(brother);
    }
    let model = learn(&mut table(&rows), &Settings::default(), &[]);
    let index = build(&model, &rows, 1);
    let clusters = index.clusters(&Decisions::default(), 1);
    let joined = brothers.iter().filter(|(one, other)| together(&clusters, *one, *other)).count();
    assert!(joined * 20 <= brothers.len(), "{joined} of {}", brothers.len());
    let against = |&(one, other): &(u64, u64)| index.explain(one, other).unwrap().relatives_bits;
    assert!(brothers.iter().filter(|pair| against(pair) < -3.0).count() * 10 > brothers.len() * 8);
}

#[test]
fn a_name_is_found_in_another_script() {
    let (mut rows, _) = town(400, 22);
    let pairs = [
        ("Ahmed", "Mahmoud", "أحمد", "محمود"),
        ("Ekaterina", "Ivanova", "Екатерина", "Иванова"),
        ("Giorgi", "Abashidze", "გიორგი", "აბაშიძე"),
        ("David", "Levi", "דוד", "לוי"),
        ("Xiaoming", "Wang", "小明", "王"),
    ];
    let first = rows.len() as u64;
    for (given, family, own_given, own_family) in pairs {
        for [given, family] in [[given, family], [own_given, own_family]] {
            rows.push([given, family, "1990-04-03", "", "", ""].map(str::to_owned));
        }
    }
    let index = build(&town_model(300), &rows, 1);
    for at in (first..rows.len() as u64).step_by(2) {
        let why = index.explain(at, at + 1).unwrap();
        assert!(why.steps[0].bits > 5.0 && why.probability > 0.9, "{why:?}");
    }
    assert!(index.pairs(0.5).iter().filter(|pair| pair.left >= first).count() >= pairs.len());
}

#[test]
fn any_of_several_values_may_agree() {
    let rows = town(300, 16).0;
    let mut index = build(&town_model(300), &rows, 1);
    let [given, family, born, phone, ..] = &rows[40];
    let several: Vec<Value<'_>> =
        [(0, "other"), (1, "name"), (0, given), (1, family), (2, born), (3, "391234567"), (3, phone)]
            .map(|(field, text)| Value { field, text })
            .into();
    index.insert(9_999, 0, &several).unwrap();
    let why = index.explain(40, 9_999).unwrap();
    assert!(why.probability > 0.99 && why.steps[0].right.len() == 2, "{why:?}");
    assert!(index.cluster_of(9_999, &Decisions::default()).contains(&40));
}

#[test]
fn between_two_files_only_pairs_across_are_linked() {
    let (rows, truth) = town(400, 17);
    let mut both = Table::new(fields()).unwrap();
    let mut source = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        source.push(u16::try_from(at % 2).unwrap());
        both.set_source(source[at]);
        both.push(&values(row)).unwrap();
    }
    let model = learn(&mut both, &Settings { across: true, ..Settings::default() }, &[]);
    let pairs = Index::build(model, both, ids(rows.len()), 1).unwrap().pairs(0.5);
    let at = |record: u64| usize::try_from(record).unwrap();
    assert!(pairs.iter().all(|pair| source[at(pair.left)] != source[at(pair.right)]));
    let right = pairs.iter().filter(|pair| truth[at(pair.left)] == truth[at(pair.right)]).count();
    assert!(right > 100 && right * 100 >= pairs.len() * 98, "{right} of {}", pairs.len());
}
