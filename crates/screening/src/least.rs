//! How alike names must be for the score to reach the cutoff, by all else that is known of two: birth dates and sorts rule out
//! most of a list before names are compared at all.

use crate::born::{Born, Fit, fit};
use crate::index::Entry;
use crate::profile::Group;
use crate::screen::{Effect, LEAST_NAME, OTHER_SCHEMA, SAME_COUNTRY, effect, likeness_for};

/// What counts of someone beside names, in few bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Beside {
    pub(crate) births: Births,
    pub(crate) group: Group,
    pub(crate) has_identifiers: bool,
    pub(crate) has_countries: bool,
}

/// Birth dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Births {
    #[default]
    None,
    /// One, in one year, by its digits.
    One(u32),
    /// Several, or a range of years.
    More,
}

impl Births {
    pub(crate) fn of<T>(all: &[(Born, T)]) -> Self {
        match all {
            [] => Self::None,
            [(one, _)] => one.in_one_year().map_or(Self::More, Self::One),
            _ => Self::More,
        }
    }
}

impl Beside {
    pub(crate) fn of(entry: &Entry) -> Self {
        Self {
            births: Births::of(&entry.births),
            group: entry.group,
            has_identifiers: !entry.identifiers.is_empty(),
            has_countries: !entry.countries.is_empty(),
        }
    }
}

/// How alike names must be with which two may reach the cutoff.
#[derive(Debug)]
pub(crate) struct Least<C> {
    asked: Beside,
    /// By how birth dates fit, whether the sorts exclude each other, and whether countries are known.
    table: [f32; 4 * FITS],
    /// Groups that exclude that of who is asked for, a bit each.
    excluded: u16,
    closer: C,
}

/// What is asked of an entry, by its number, that is not told by few bytes: how its birth dates fit best, and whether an
/// identifier is shared.
pub(crate) type Closer = (Option<Fit>, bool);

/// How two birth dates may fit; or one is not known.
const FITS: usize = 7;
/// For what is rounded.
const ROUNDED: f32 = 1e-4;

impl<C: Fn(u32) -> Closer> Least<C> {
    pub(crate) fn new(asked: Beside, cutoff: f32, closer: C) -> Self {
        let fits = [Fit::Equal, Fit::Swapped, Fit::Year, Fit::Slip, Fit::OtherDay, Fit::OtherYear];
        let fits = [None].into_iter().chain(fits.map(Some));
        let mut table = [LEAST_NAME; 4 * FITS];
        for fit in fits {
            for (is_excluded, has_country) in [(false, false), (false, true), (true, false), (true, true)] {
                // From the last that counts to the first.
                let mut score = if is_excluded { cutoff / OTHER_SCHEMA } else { cutoff };
                if has_country {
                    score = Effect::Raises(SAME_COUNTRY).undone(score);
                }
                if let Some(fit) = fit {
                    score = effect(fit).undone(score);
                }
                if let Some(slot) = table.get_mut(place(fit, is_excluded, has_country)) {
                    *slot = likeness_for(score - ROUNDED).max(LEAST_NAME);
                }
            }
        }
        let excluded = Group::ALL.iter().filter(|group| asked.group.excludes(**group));
        let excluded = excluded.fold(0, |bits, group| bits | 1 << *group as u16);
        Self { asked, table, excluded, closer }
    }

    /// The least likeness of names to an entry.
    pub(crate) fn of(&self, entry: &Beside, number: impl FnOnce() -> u32) -> f32 {
        let fit = match (self.asked.births, entry.births) {
            _ if self.asked.has_identifiers && entry.has_identifiers => {
                return self.closely(entry, number());
            }
            (Births::None, _) | (_, Births::None) => None,
            (Births::One(one), Births::One(other)) => Some(fit(one, other)),
            _ => return self.closely(entry, number()),
        };
        self.by(entry, fit)
    }

    fn closely(&self, entry: &Beside, number: u32) -> f32 {
        let (fit, shares_identifier) = (self.closer)(number);
        if shares_identifier { LEAST_NAME } else { self.by(entry, fit) }
    }

    fn by(&self, entry: &Beside, fit: Option<Fit>) -> f32 {
        let is_excluded = self.excluded >> entry.group as u16 & 1 == 1;
        let at = place(fit, is_excluded, self.asked.has_countries && entry.has_countries);
        self.table.get(at).copied().unwrap_or(LEAST_NAME)
    }

    /// The same with whichever entry it is least.
    pub(crate) fn lowest(&self) -> f32 {
        if self.asked.has_identifiers {
            return LEAST_NAME;
        }
        let fit = if self.asked.births == Births::None { None } else { Some(Fit::Equal) };
        self.table.get(place(fit, false, self.asked.has_countries)).copied().unwrap_or(LEAST_NAME)
    }
}

fn place(fit: Option<Fit>, is_excluded: bool, has_country: bool) -> usize {
    let fit = fit.map_or(0, |fit| 1 + fit as usize);
    4 * fit + 2 * usize::from(is_excluded) + usize::from(has_country)
}
