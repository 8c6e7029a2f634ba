//! What records say of claims, case by case.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use corroborate::{
    Aspect, Corroboration, Judged, Outcome, State, Statement, Strength, Way, Why, corroborate,
};
use evidence::{
    Channel, Currency, EntityIx, EventKind, Evidence, Locator, Moment, NewEvent, NewStatement, PlaceMention,
    Precision, RecordIx, Sink, Source, Truth,
};
use gazetteer::Gazetteer;
use std::sync::LazyLock;

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::embedded);

/// Records being written down.
#[derive(Default)]
struct Files(Evidence, u64);

impl Files {
    fn file(&mut self, name: &str) {
        self.0.begin(Source::named(name));
    }

    fn record(&mut self) -> RecordIx {
        self.1 += 1;
        self.0.record(&Locator::new("row", self.1, self.1 * 10, 10))
    }

    fn thing(&mut self, id: &str, schema: &str, property: &str, value: &str) -> EntityIx {
        let record = self.record();
        let entity = self.0.entity(id, schema);
        self.0.statement(&NewStatement::new(entity, property, value, record));
        entity
    }

    fn sighting(&mut self, who: EntityIx, time: &str, place: &str, country: &str) {
        let record = self.record();
        let event =
            NewEvent { time: Some(at(time)), from: Some(who), ..NewEvent::new(EventKind::Sighting, record) };
        self.0.event(&event.at(PlaceMention { name: place, country, coordinates: None }));
    }

    fn payment(&mut self, from: EntityIx, to: EntityIx, time: &str, amount: i64) {
        let record = self.record();
        let event = NewEvent {
            time: Some(at(time)),
            from: Some(from),
            to: Some(to),
            channel: Channel::Transfer,
            amount_minor: Some(amount * 100),
            currency: Currency::parse("EUR").unwrap(),
            ..NewEvent::new(EventKind::Payment, record)
        };
        self.0.event(&event);
    }

    /// Judges claims about Ada, known by her passport, Ben, by his, and their accounts.
    fn judge(&self, claims: &str) -> Corroboration {
        let text = format!(
            "reference: T\nspeaker: ada\npeople:\n  ada: {{names: Ada Adams, numbers: [XX1234567, ACC-0001111]}}\n  \
             ben: {{names: Ben Brown, numbers: [XX7654321, ACC-0002222]}}\n  van: {{kind: vehicle, numbers: AB-123-CD}}\nclaims:\n{claims}"
        );
        let statement = Statement::parse("test.yaml", &text).unwrap();
        let resolution = resolve::resolve(&self.0);
        let locations = resolve::locate(&self.0, &GAZETTEER);
        corroborate(&statement, &self.0, &resolution, &locations, &GAZETTEER)
    }

    fn one(&self, claim: &str) -> Judged {
        self.judge(&format!("  - {{id: c, {claim}}}\n")).claims.remove(0)
    }
}

fn at(time: &str) -> Moment {
    Moment::from_civil(time.parse().unwrap(), Some(60), Precision::Second)
}

const SEEN: &str = "what: presence, who: ada, when: '2026-03-15T12:00', where: 'Hendaye, France'";

#[test]
fn without_a_file_that_would_show_it_a_claim_is_unknown_and_says_whom_to_ask() {
    let mut files = Files::default();
    files.file("other.csv");
    files.thing("x", "Person", "name", "Someone Else");
    let judged = files.one(SEEN);
    assert_eq!((judged.outcome, judged.truth, judged.strength), (Outcome::Unknown, Truth::Unknown, None));
    assert!(judged.expected.iter().all(|one| one.state == State::Unknown));
    assert!(judged.asks.iter().any(|ask| ask.trace == "cell-sites" && ask.soon && ask.countries == ["FR"]));
}

#[test]
fn a_record_of_the_thing_supports_it_and_a_second_source_makes_it_strong() {
    let mut files = Files::default();
    files.file("border.csv");
    let ada = files.thing("p", "Person", "passportNumber", "XX1234567");
    files.sighting(ada, "2026-03-15T12:30:00", "Hendaye", "FR");
    let one = files.one(SEEN);
    assert_eq!((one.outcome, one.strength), (Outcome::Supported, Some(Strength::Moderate)));
    files.file("camera.csv");
    files.sighting(ada, "2026-03-15T13:00:00", "Irun", "ES");
    let two = files.one(SEEN);
    assert_eq!(
        (two.outcome, two.strength, two.truth),
        (Outcome::Supported, Some(Strength::Strong), Truth::True)
    );
}

#[test]
fn a_record_far_away_contradicts_only_if_no_moment_is_left() {
    for (time, expected) in [
        ("2026-03-15T12:10:00", Outcome::Contradicted), // A flight would do.
        ("2026-03-15T20:00:00", Outcome::Doubted),
        ("2026-03-17T20:00:00", Outcome::Unknown),
    ] {
        let mut files = Files::default();
        files.file("border.csv");
        let ada = files.thing("p", "Person", "passportNumber", "XX1234567");
        files.sighting(ada, time, "Istanbul", "TR");
        let judged = files.one(SEEN);
        assert_eq!(judged.outcome, expected, "{time}");
        let why = judged.against.first().map(|one| (&one.why, one.strength));
        assert_eq!(
            matches!(
                why,
                Some((Why::Elsewhere { only_by_air: false, is_thing: false, .. }, Strength::Strong))
            ),
            expected == Outcome::Contradicted
        );
    }
}

#[test]
fn a_card_elsewhere_is_only_weak_for_others_may_hold_it() {
    let mut files = Files::default();
    files.file("bank.csv");
    let account = files.thing("a", "BankAccount", "accountNumber", "ACC-0001111");
    let record = files.record();
    let event = NewEvent {
        time: Some(at("2026-03-15T12:10:00")),
        from: Some(account),
        channel: Channel::Card,
        amount_minor: Some(4_000),
        currency: Currency::parse("EUR").unwrap(),
        ..NewEvent::new(EventKind::Payment, record)
    };
    files.0.event(&event.at(PlaceMention { name: "Istanbul", country: "TR", coordinates: None }));
    let judged = files.one(SEEN);
    assert_eq!((judged.outcome, judged.strength), (Outcome::Doubted, Some(Strength::Weak)));
    assert!(matches!(judged.against[0].why, Why::Elsewhere { is_thing: true, .. }));
}

fn statement_of_account(files: &mut Files) -> (EntityIx, EntityIx) {
    files.file("bank.csv");
    let ada = files.thing("a", "BankAccount", "accountNumber", "ACC-0001111");
    let ben = files.thing("b", "BankAccount", "accountNumber", "ACC-0002222");
    let shop = files.thing("s", "BankAccount", "accountNumber", "ACC-0003333");
    for day in [1, 8, 20, 29] {
        files.payment(ada, shop, &format!("2026-03-{day:02}T09:00:00"), 7);
    }
    (ada, ben)
}

const PAID: &str = "what: payment, who: ada, with: ben, when: 2026-03-15, amount: 900 EUR";

#[test]
fn a_payment_that_the_statement_of_the_account_does_not_show_is_missing_and_not_contradicted() {
    let mut files = Files::default();
    statement_of_account(&mut files);
    let judged = files.one(PAID);
    assert_eq!((judged.outcome, judged.truth), (Outcome::Missing, Truth::Unknown));
    let account = judged.expected.iter().find(|one| one.trace == "account-statement").unwrap();
    assert_eq!(
        (account.state, account.sources.as_slice()),
        (State::Missing, ["bank.csv".to_owned()].as_slice())
    );
    // Before the file begins it tells nothing.
    let before = files.one(&PAID.replace("2026-03-15", "2026-01-15"));
    assert_eq!(before.outcome, Outcome::Unknown);
}

#[test]
fn the_file_of_a_third_party_says_nothing_of_what_it_does_not_follow() {
    let mut files = Files::default();
    files.file("shop.csv");
    let shop = files.thing("s", "BankAccount", "accountNumber", "ACC-0003333");
    let ada = files.thing("a", "BankAccount", "accountNumber", "ACC-0001111");
    for day in 1..9 {
        let customer =
            files.thing(&format!("c{day}"), "BankAccount", "accountNumber", &format!("ACC-900000{day}"));
        files.payment(customer, shop, &format!("2026-03-{:02}T09:00:00", day + 10), 20);
    }
    files.payment(ada, shop, "2026-03-01T09:00:00", 20);
    files.payment(ada, shop, "2026-03-28T09:00:00", 20);
    assert_eq!(files.one(PAID).outcome, Outcome::Unknown);
}

#[test]
fn instalments_make_the_sum_a_part_of_it_or_another() {
    for (amounts, outcome, sum) in [
        (&[300, 300, 300][..], Outcome::Supported, Some(900)),
        (&[300, 300], Outcome::InPart, Some(600)),
        (&[890], Outcome::Supported, None),
        (&[1400], Outcome::Contradicted, None),
    ] {
        let mut files = Files::default();
        let (ada, ben) = statement_of_account(&mut files);
        for (at, amount) in amounts.iter().enumerate() {
            files.payment(ada, ben, &format!("2026-03-15T1{at}:00:00"), *amount);
        }
        let judged = files.one(PAID);
        assert_eq!(judged.outcome, outcome, "{amounts:?}");
        assert_eq!(judged.sum.map(|sum| sum.minor / 100), sum, "{amounts:?}");
        assert!(judged.against.iter().all(|one| matches!(one.why, Why::OtherAmount { .. })));
    }
}

#[test]
fn the_same_payment_on_another_day_is_near_and_counts_for_nothing() {
    let mut files = Files::default();
    let (ada, ben) = statement_of_account(&mut files);
    files.payment(ada, ben, "2026-03-24T10:00:00", 900);
    let judged = files.one(PAID);
    assert_eq!(judged.outcome, Outcome::Missing);
    assert_eq!(judged.near.iter().map(|near| near.differs).collect::<Vec<_>>(), [Aspect::When]);
    let wider = files.one(&format!("{PAID}, tolerances: {{time: 2w}}"));
    assert_eq!(wider.outcome, Outcome::Supported, "the tolerance is the reader's to choose");
}

#[test]
fn money_that_went_the_other_way_does_not_support_a_payment() {
    let mut files = Files::default();
    let (ada, ben) = statement_of_account(&mut files);
    files.payment(ben, ada, "2026-03-15T10:00:00", 900);
    assert_eq!(files.one(PAID).outcome, Outcome::Missing);
}

#[test]
fn what_the_speaker_wrote_is_the_same_word_and_what_others_write_is_second_hand() {
    for (sender, way) in [("ACC-0001111", Way::OwnWords), ("ACC-0002222", Way::Mentioned)] {
        let mut files = Files::default();
        files.file("chat.txt");
        let from = files.thing("u", "UserAccount", "username", sender);
        let chat = files.thing("g", "UserAccount", "username", "the group");
        let record = files.record();
        let text = "Ada a payé 900 à Ben";
        let event = NewEvent {
            time: Some(at("2026-03-15T18:00:00")),
            from: Some(from),
            to: Some(chat),
            text,
            ..NewEvent::new(EventKind::Message, record)
        };
        files.0.event(&event);
        let judged = files.one(PAID);
        assert_eq!((judged.outcome, judged.strength), (Outcome::InPart, Some(Strength::Weak)), "{sender}");
        assert_eq!(judged.supports[0].way, way);
    }
}

#[test]
fn a_journey_is_whole_only_with_a_record_at_every_place() {
    let claim = "what: travel, who: ada, when: 2026-03-15, where: ['Almería, Spain', 'Hendaye, France']";
    let mut files = Files::default();
    files.file("border.csv");
    let ada = files.thing("p", "Person", "passportNumber", "XX1234567");
    files.sighting(ada, "2026-03-15T04:00:00", "Almería", "ES");
    assert_eq!(files.one(claim).outcome, Outcome::InPart);
    files.sighting(ada, "2026-03-15T16:00:00", "Hendaye", "FR");
    assert_eq!(files.one(claim).outcome, Outcome::Supported);
}

#[test]
fn a_number_is_someones_only_by_something_else_than_that_number() {
    let mut files = Files::default();
    files.file("register.csv");
    let ben = files.thing("p", "Person", "phone", "+33199001122");
    let claim = "what: uses, who: ben, number: '+33 1 99 00 11 22'";
    let record = files.record();
    files.0.statement(&NewStatement::new(ben, "name", "Ben Brown", record));
    assert_eq!(files.one(claim).outcome, Outcome::Supported);
    let other = files.one(&claim.replace("ben", "ada"));
    assert_eq!((other.outcome, other.truth), (Outcome::Doubted, Truth::Unknown));
    assert!(matches!(&other.against[0].why, Why::OthersNumber { holder } if holder == "Ben Brown"));
}

#[test]
fn the_name_is_found_in_another_script_and_one_that_several_have_is_weak() {
    let mut files = Files::default();
    files.file("border.csv");
    let first = files.thing("p", "Person", "name", "Антон Велков");
    files.sighting(first, "2026-03-15T12:30:00", "Hendaye", "FR");
    let text = "reference: T\npeople: {a: {names: Anton Velkov}}\nclaims:\n  - {id: c, what: presence, who: a, when: 2026-03-15, where: 'Hendaye, France'}\n";
    let judge = |files: &Files| {
        let statement = Statement::parse("t", text).unwrap();
        let resolution = resolve::resolve(&files.0);
        let locations = resolve::locate(&files.0, &GAZETTEER);
        corroborate(&statement, &files.0, &resolution, &locations, &GAZETTEER).claims.remove(0)
    };
    assert_eq!(judge(&files).strength, Some(Strength::Moderate));
    let born = files.record();
    files.0.statement(&NewStatement::new(first, "birthDate", "1970-01-01", born));
    let second = files.thing("q", "Person", "name", "Anton Velkov");
    let record = files.record();
    files.0.statement(&NewStatement::new(second, "birthDate", "1990-01-01", record));
    assert_eq!(judge(&files).strength, Some(Strength::Weak));
}
