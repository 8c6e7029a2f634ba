//! Planted schemes. Each sort is written after the published red flags, in three strengths.

mod labour;
mod money;
mod sexual;
mod smuggling;

use crate::dice::scaled;
use crate::stage::Stage;
use crate::truth::{Member, Scheme, SchemeKind, Strength};

/// One scheme as it is played.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Play {
    strength: Strength,
    /// How large and frequent everything is beside a strong one.
    scale: f64,
    /// How much ordinary life its people have, in per cent.
    life: u16,
    /// Share of optional signs that show.
    shows: f64,
    /// First day, and the day after the last.
    start: i64,
    until: i64,
}

impl Play {
    /// A number of people or things, at least one.
    fn n(&self, strong: i64) -> i64 {
        scaled(strong, self.scale).max(1)
    }

    fn shows(&self, stage: &mut Stage<'_>) -> bool {
        stage.dice.chance(self.shows)
    }

    /// As many different people as `strong` times the scale, living in `city`, without wages of their own.
    fn crew(&self, stage: &mut Stage<'_>, strong: i64, city: crate::city::City) -> Vec<usize> {
        (0..self.n(strong))
            .map(|_| {
                let who = stage.cast(city);
                stage.uproot(who, self.life);
                who
            })
            .collect()
    }

    /// A day on which it runs.
    fn day(&self, stage: &mut Stage<'_>) -> i64 {
        stage.dice.between(self.start, self.until - 1)
    }
}

/// Plants `per_100_000` schemes for each 100,000 people, at least one of each kind; strengths in turn.
pub(crate) fn plant(stage: &mut Stage<'_>, per_100_000: u32) {
    let wanted =
        stage.people.len() as f64 / 100_000.0 * f64::from(per_100_000) / SchemeKind::ALL.len() as f64;
    let of_each = usize::try_from(scaled(1, wanted)).unwrap_or(1).max(1);
    for round in 0..of_each {
        for (at, &kind) in SchemeKind::ALL.iter().enumerate() {
            let strength = match (round + at) % 3 {
                0 => Strength::Strong,
                1 => Strength::Typical,
                _ => Strength::Faint,
            };
            let play = begin(stage, strength);
            let members = play_kind(stage, kind, &play);
            stage.truth.schemes.push(Scheme { kind, strength, members });
        }
    }
}

fn begin(stage: &mut Stage<'_>, strength: Strength) -> Play {
    let days = stage.days;
    let start = stage.dice.between(1, days / 4);
    let (scale, life, shows, span) = match strength {
        Strength::Strong => (1.0, 15, 0.95, 75),
        Strength::Typical => (0.6, 45, 0.7, 60),
        Strength::Faint => (0.3, 90, 0.35, 60),
    };
    Play { strength, scale, life, shows, start, until: (start + span).min(days - 1) }
}

fn play_kind(stage: &mut Stage<'_>, kind: SchemeKind, play: &Play) -> Vec<Member> {
    match kind {
        SchemeKind::SexualShortStay => sexual::short_stay(stage, play),
        SchemeKind::SexualResidence => sexual::residence(stage, play),
        SchemeKind::SexualStorefront => sexual::storefront(stage, play),
        SchemeKind::SexualForeignNationals => sexual::foreign_nationals(stage, play),
        SchemeKind::LabourPooledWages => labour::pooled_wages(stage, play),
        SchemeKind::LabourCashedWages => labour::cashed_wages(stage, play),
        SchemeKind::LabourDeductions => labour::deductions(stage, play),
        SchemeKind::LabourKept => labour::kept(stage, play),
        SchemeKind::SmugglingFunnel => smuggling::funnel(stage, play),
        SchemeKind::SmugglingHawala => money::hawala(stage, play),
        SchemeKind::SmugglingGuarantor => money::guarantor(stage, play),
        SchemeKind::SmugglingLegs => smuggling::legs(stage, play),
        SchemeKind::RansomBurst => smuggling::ransom_burst(stage, play),
        SchemeKind::RansomBunched => smuggling::ransom_bunched(stage, play),
        SchemeKind::SmugglingBoats => smuggling::boats(stage, play),
        SchemeKind::SmugglingVehicles => smuggling::vehicles(stage, play),
        SchemeKind::ForcedCriminality => money::forced_criminality(stage, play),
        SchemeKind::MuleNetwork => money::mules(stage, play),
    }
}
