//! Names as records have them.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use names::{Comparison, Frequencies, Name, Relation, compare, similarity};

fn person(text: &str) -> Name {
    Name::person(text).unwrap()
}

fn organization(text: &str) -> Name {
    Name::organization(text).unwrap()
}

fn people(one: &str, other: &str) -> f32 {
    similarity(&person(one), &person(other), None)
}

fn organizations(one: &str, other: &str) -> f32 {
    similarity(&organization(one), &organization(other), None)
}

fn relations(comparison: &Comparison) -> Vec<Relation> {
    comparison.parts.iter().map(|part| part.relation).collect()
}

#[test]
fn one_name_in_many_scripts_and_orders_is_one() {
    for (one, other) in [
        ("أحمد محمود", "Ahmed Mahmoud"),
        ("أحمد محمود", "A. MAHMUD"),
        ("محمود أحمد", "Ahmad Mahmood"),
        ("عبد الرحمن السيسي", "Abdulrahman El-Sisi"),
        ("Юрий Гагарин", "Yuri Gagarin"),
        ("Гагарин Юрий Алексеевич", "Jurij Gagarin"),
        ("Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos"),
        ("יצחק כהן", "Yitzhak Cohen"),
        ("राम कुमार", "Ram Kumar"),
        ("ヤマダ タロウ", "Taro Yamada"),
        ("金大中", "Jin Dazhong"),
        ("김민준", "Kim Minjun"),
        ("ተስፋዬ ገብረ", "Tesfaye Gebre"),
        ("გიორგი მაისურაძე", "Giorgi Maisuradze"),
        ("Արամ Խաչատրյան", "Aram Khachatryan"),
        ("José María García", "GARCIA, Jose Maria"),
        ("Jan van der Berg", "Jan Vanderberg"),
        ("RamiSaleh", "Rami Saleh"),
    ] {
        let score = people(one, other);
        assert!((0.7..1.0).contains(&score), "{one} / {other}: {score}");
    }
}

#[test]
fn other_people_are_others() {
    for (one, other) in [
        ("Maria Lopez", "Juan Lopez"),
        ("Maria Lopez", "Maria Garcia"),
        ("Li Wu", "Li Wei"),
        ("Li Wei", "Lo Wei"),
        ("Li Wei", "Wei"),
        ("Ada Example", "Bob Sample"),
        ("أحمد محمود", "Hassan Mahmoud"),
        ("김민준", "김서준"),
        ("Юрий Гагарин", "Yuri Andropov"),
        ("Gagarin", "Yuri Gagarin"),
    ] {
        let score = people(one, other);
        assert!(score < 0.7, "{one} / {other}: {score}");
    }
}

#[test]
fn a_last_vowel_tells_names_apart_more_than_one_within() {
    assert!(people("Mario Lopez", "Maria Lopez") < 0.7 && people("Amin Saleh", "Amina Saleh") < 0.7);
    assert!(people("Mohamed Lopez", "Mohamad Lopez") > 0.9);
}

#[test]
fn what_was_observed_of_frequent_names_goes_before_their_letters() {
    assert!(people("حسين محمود", "Houcine Mahmoud") > 0.9);
    assert!(people("Hussain Saleh", "Houcine Saleh") > 0.9);
    assert!(people("حسين محمود", "Hassan Mahmoud") < 0.7);
}

#[test]
fn initials_alone_are_not_enough() {
    assert!(people("A. M.", "Ahmed Mahmoud") < 0.7);
}

#[test]
fn each_part_says_how_it_is_alike() {
    let comparison = compare(&person("Bill J. Smyth"), &person("William John Smith Jones"), None);
    assert_eq!(
        relations(&comparison),
        [Relation::Nickname, Relation::Initial, Relation::Spelling, Relation::Missing]
    );
    assert_eq!(comparison.parts[3].right.as_deref(), Some("jones"));
    let across = compare(&person("Иван Петров"), &person("Petrov Ivan"), None);
    assert_eq!(relations(&across), [Relation::Transliterated, Relation::Transliterated]);
    assert!(across.is_reordered);
}

#[test]
fn a_name_of_nothing_is_unknown() {
    for text in ["", " ", "-.-", "…", "\u{200b}", "''"] {
        assert_eq!((Name::person(text), Name::organization(text)), (None, None), "{text:?}");
    }
}

#[test]
fn titles_and_particles_come_and_go() {
    for (one, other) in [
        ("Dr. Rami Saleh", "Rami Saleh"),
        ("Rami bin Saleh", "Rami Saleh"),
        ("السيد أحمد محمود", "أحمد محمود"),
    ] {
        let score = people(one, other);
        assert!((0.9..1.0).contains(&score), "{one} / {other}: {score}");
    }
    assert!(people("Dr Sheikh", "Sheikh Dr") > 0.9);
}

#[test]
fn organisations_agree_but_for_their_legal_form() {
    for (one, other) in [
        ("Example Trading LLC", "EXAMPLE TRADING Limited Liability Company"),
        ("ООО Ромашка", "Romashka Ltd"),
        ("Example & Sons G.m.b.H.", "Example and Sons GmbH"),
        ("1st Example Bank", "First Example Bank"),
        ("Brigade Forty-Four", "Brigade 44"),
        ("United Example Front", "UEF"),
    ] {
        let score = organizations(one, other);
        assert!((0.7..=1.0).contains(&score), "{one} / {other}: {score}");
    }
    for (one, other) in [
        ("Example Trading LLC", "Northern Trading LLC"),
        ("Example Oil Company", "Example Gas Company"),
        ("Example Fund 3", "Example Fund 4"),
        ("Bank of Chad", "Bank of China"),
    ] {
        let score = organizations(one, other);
        assert!(score < 0.7, "{one} / {other}: {score}");
    }
}

#[test]
fn sharing_a_rare_part_says_more_than_sharing_a_common_one() {
    let common = (0..1000).map(|_| person("Mohamed Ali"));
    let rare = [person("Mohamed Abdulkarimov"), person("Rustam Abdulkarimov")];
    let frequencies = Frequencies::count(&common.chain(rare.clone()).collect::<Vec<_>>());
    let by_rare = compare(&rare[0], &rare[1], Some(&frequencies));
    let by_common = compare(&rare[0], &person("Mohamed Ali"), Some(&frequencies));
    assert!(by_rare.score > by_common.score + 0.1, "{} {}", by_rare.score, by_common.score);
    assert!(by_rare.shared_bits > 8.0 && by_common.shared_bits < 1.0);
}

#[test]
fn names_that_should_match_share_a_key() {
    for (one, other) in [
        ("أحمد محمود", "Mahmoud Ahmed"),
        ("Юрий Гагарин", "Gagarin Y."),
        ("Rami Saleh", "RamiSaleh"),
        ("Schwarz Friedrich", "Shvarts"),
    ] {
        let keys: Vec<u64> = person(one).keys().collect();
        assert!(person(other).keys().any(|key| keys.contains(&key)), "{one} / {other}");
    }
}

#[test]
fn tokens_leave_out_particles_and_titles() {
    assert_eq!(person("Dr. José al-Ḥasan bin Ali").tokens().collect::<Vec<_>>(), ["jose", "hasan", "ali"]);
    assert_eq!(organization("The Example Co. Ltd").tokens().collect::<Vec<_>>(), ["example"]);
}

#[test]
fn very_short_and_very_long_names_are_bounded() {
    let long = "abcdefghij ".repeat(1000);
    let endless = "ابجد".repeat(3000);
    for text in [
        long.as_str(),
        endless.as_str(),
        "x",
        "字",
        "ا",
        "1",
        "a b c d e f g h i j k l m n o p q r s t u v w",
    ] {
        for other in [long.as_str(), endless.as_str(), "x", "Ada"] {
            let score = people(text, other);
            assert!((0.0..=1.0).contains(&score));
            assert!(organizations(text, other) <= 1.0);
        }
        assert!(person(text).tokens().count() <= 16);
    }
    // Texts that were cut may differ in what was left out.
    assert!(people(&long, &(long.clone() + "else")) < 1.0);
}
