//! People whose lives look like a scheme's in one way or other, and are not. Each rule should keep quiet about them.

mod crowd;
mod giving;
mod working;

use crate::dice::scaled;
use crate::person::Person;
use crate::stage::Stage;
use crate::truth::LookalikeKind;

/// Casts the look-alikes, in proportion to the people.
pub(crate) fn plant(stage: &mut Stage<'_>) {
    working::plant(stage);
    crowd::plant(stage);
    giving::plant(stage);
}

/// How many there are, of so many in 100,000 people; at least one.
fn of_100_000(stage: &Stage<'_>, count: u32) -> usize {
    let share = stage.people.len() as f64 / 100_000.0;
    usize::try_from(scaled(i64::from(count), share)).unwrap_or(0).max(1)
}

/// Casts someone who meets `wanted`, where they live.
fn someone(stage: &mut Stage<'_>, wanted: impl Fn(&Person) -> bool) -> usize {
    let near = stage.passer_by();
    let city = stage.of(near).city;
    stage.cast_where(city, move |person| person.city == city && wanted(person))
}

/// Casts so many people of a kind, each by itself, and plays what they do.
fn each(
    stage: &mut Stage<'_>,
    kind: LookalikeKind,
    count: u32,
    wanted: impl Fn(&Person) -> bool,
    play: impl Fn(&mut Stage<'_>, usize),
) {
    for _ in 0..of_100_000(stage, count) {
        let who = someone(stage, &wanted);
        play(stage, who);
        stage.lookalike(kind, &[who]);
    }
}

/// So many different days of the ledger, in order, about `every` days apart.
fn days_every(stage: &mut Stage<'_>, every: i64) -> Vec<i64> {
    let (mut days, mut day) = (Vec::new(), stage.dice.between(0, every));
    while day < stage.days {
        days.push(day);
        day += stage.dice.between(every.max(2) / 2, every + every / 2).max(1);
    }
    days
}
