//! What holds for all names.

use names::{Aligned, Frequencies, Name, Piece, Relation, Shared, Token, compare, similarity};
use proptest::prelude::*;

/// Words of many scripts, real and not, with what stands between them.
fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-z]{1,12}",
        "[A-Z][a-zà-ž]{1,9}",
        "[ابتثجحخدذرزسشصضطظعغفقكلمنهوي]{1,9}",
        "[אבגדהוזחטיכלמנסעפצקרשתםןץףך]{1,9}",
        "[а-яА-ЯёЁіїєґ]{1,10}",
        "[α-ωΑ-Ω]{1,9}",
        "[ァ-ヺー]{1,7}",
        "[ぁ-ゖ]{1,5}",
        "[가-힣]{1,4}",
        "[一-龥]{1,4}",
        "[ऀ-ॿ]{1,8}",
        "[ሀ-ፚ]{1,6}",
        "[ა-ჰ]{1,8}",
        "[Ա-և]{1,8}",
        "[0-9]{1,5}",
        prop_oneof!["al", "bin", "van", "der", "Dr.", "Ltd", "GmbH", "J.", "O'", "ال", "Bill", "William"]
            .prop_map(|word: String| word),
        any::<String>(),
    ];
    let gap = prop_oneof![Just(" "), Just("-"), Just(", "), Just("."), Just("·"), Just("")];
    prop::collection::vec((word, gap), 0..7)
        .prop_map(|words| words.into_iter().map(|(word, gap)| word + gap).collect::<String>())
}

fn both(text: &str) -> impl Iterator<Item = Name> {
    [Name::person(text), Name::organization(text)].into_iter().flatten()
}

/// Names of words that are often alike.
fn relatives() -> impl Strategy<Value = String> {
    let latin = vec![
        "mohamed",
        "muhammad",
        "mehmet",
        "mahmoud",
        "ahmed",
        "ahmad",
        "hamid",
        "ali",
        "aly",
        "alia",
        "abdul",
        "rahman",
        "li",
        "abdulrahman",
        "abderrahmane",
        "rehman",
        "khan",
        "lee",
        "lei",
        "jon",
        "john",
        "bill",
        "william",
        "trading",
        "bank",
        "m",
        "a",
        "al",
        "bin",
        "ltd",
        "1",
        "daba",
        "bada",
    ];
    let words = |words: Vec<&'static str>| prop::collection::vec(prop::sample::select(words), 1..6);
    let arabic = vec!["محمد", "احمد", "عبد", "الرحمن", "عبدالرحمن", "محمود", "حامد", "علي", "خان"];
    let cyrillic = vec!["Мохамед", "Мухаммад", "Ахмед", "Ли", "Али", "Хан", "Абдул", "Рахман", "Абдулрахман"];
    prop_oneof![4 => words(latin), 1 => words(arabic), 1 => words(cyrillic)].prop_map(|words| words.join(" "))
}

/// The most two names can score by what their pieces are alike.
fn at_most(left: &Name, right: &Name) -> f32 {
    let prepared = |name: &Name| -> Vec<Token> { name.pieces().filter_map(|piece| piece.token()).collect() };
    let (of_left, of_right) = (prepared(left), prepared(right));
    let mut shared = Shared::default();
    let mut asked: Vec<(Piece<'_>, &Token)> = left.pieces().zip(&of_left).collect();
    asked.sort_by_key(|(piece, _)| !piece.is_joined());
    for (piece, token) in asked {
        // What is joined on both sides is alike by its parts.
        let others =
            right.pieces().zip(&of_right).filter(|(other, _)| !piece.is_joined() || !other.is_joined());
        let others = others.map(|(other, its)| (token.likeness(its), other));
        if let Some((likeness, other)) = others.max_by(|one, two| one.0.total_cmp(&two.0))
            && likeness >= if piece.is_joined() || other.is_joined() { Shared::JOINED } else { Shared::LEAST }
        {
            let sides = [piece, other].map(|side| (side.places(), side.weight()));
            shared.add(sides[0], sides[1], likeness);
        }
    }
    shared.at_most(&left.outline(), &right.outline())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]
    #[test]
    fn no_two_names_score_more_than_their_pieces_allow(one in relatives(), other in relatives()) {
        for (left, right) in both(&one).zip(both(&other)) {
            let found = compare(&left, &right, None);
            // Neither acronyms nor three words written together are pieces.
            let is_run = |side: &Option<String>| side.as_ref().is_some_and(|text| text.split(' ').count() > 2);
            let is_other = |part: &Aligned| {
                part.relation == Relation::Acronym || is_run(&part.left) || is_run(&part.right)
            };
            let most = at_most(&left, &right);
            let is_below = found.score < 0.7 || found.score <= most + 1e-4;
            prop_assert!(is_below || found.parts.iter().any(is_other), "{one} / {other}: {} > {most}", found.score);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn a_probe_never_rules_out_what_is_alike(
        asked in relatives(),
        others in prop::collection::vec(prop_oneof![relatives(), text()], 1..6),
    ) {
        let tokens = |text: &str| both(text).flat_map(|name| name.pieces().filter_map(|piece| piece.token()).collect::<Vec<_>>()).collect::<Vec<_>>();
        let others: Vec<Token> = others.iter().flat_map(|text| tokens(text)).collect();
        for token in tokens(&asked) {
            for least in [0.62, 0.75] {
                let mut probe = token.probe(least);
                // In any order, so that what is kept of one must serve the next rightly.
                for other in &others {
                    let likeness = token.likeness(other);
                    let is_right = likeness < least || probe.may_reach(&other.sketch());
                    prop_assert!(is_right, "{} / {}: {likeness}", token.text(), other.text());
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn a_piece_has_the_keys_of_the_word_it_makes(text in prop_oneof![relatives(), text()]) {
        for name in both(&text) {
            for piece in name.pieces() {
                let (Some(keys), Some(token)) = (piece.joined_keys(), piece.token()) else { continue };
                prop_assert!(token.joined_keys().iter().all(|key| keys.contains(key)), "{}", token.text());
            }
        }
    }

    #[test]
    fn a_comparison_is_bounded_symmetric_and_the_same_as_its_fast_form(one in text(), other in text()) {
        let frequencies = Frequencies::count(&both(&one).chain(both(&other)).collect::<Vec<_>>());
        for left in both(&one) {
            for right in both(&other) {
                for frequencies in [None, Some(&frequencies)] {
                    let score = similarity(&left, &right, frequencies);
                    prop_assert!((0.0..=1.0).contains(&score), "{score}");
                    prop_assert_eq!(score.to_bits(), similarity(&right, &left, frequencies).to_bits());
                    let comparison = compare(&left, &right, frequencies);
                    prop_assert_eq!(score.to_bits(), comparison.score.to_bits());
                    prop_assert!(comparison.shared_bits >= 0.0);
                    prop_assert!(comparison.parts.iter().all(|part| (0.0..=1.0).contains(&part.score)));
                }
            }
        }
    }

    #[test]
    fn a_name_is_itself_and_only_equal_names_score_one(one in text(), other in text()) {
        for left in both(&one) {
            prop_assert!(left.keys().next().is_some() || left.tokens().next().is_none());
            for right in both(&other).chain(both(&one)) {
                prop_assert!(left == right || similarity(&left, &right, None) < 1.0);
            }
        }
    }

    #[test]
    fn the_order_of_parts_matters_little(words in prop::collection::vec("[a-z]{3,9}", 2..5), other in "[a-z]{3,9} [a-z]{3,9}") {
        let (Some(one), Some(other)) = (Name::person(&words.join(" ")), Name::person(&other)) else { return Ok(()) };
        let turned: Vec<&str> = words.iter().rev().map(String::as_str).collect();
        let turned = Name::person(&turned.join(" ")).unwrap();
        prop_assert!(similarity(&one, &turned, None) >= 0.9 || one.tokens().next().is_none());
        let change = similarity(&one, &other, None) - similarity(&turned, &other, None);
        prop_assert!(change.abs() <= 0.1 || words.iter().any(|word| word.len() < 6), "{change}");
    }
}
