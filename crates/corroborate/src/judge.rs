//! From what each record says to what all of them say of a claim.

use std::collections::{BTreeMap, BTreeSet};

use evidence::{EntityIx, Event, RecordIx};
use resolve::Lineage;

use crate::elsewhere::elsewhere;
use crate::expected::{asks, expected};
use crate::found::{Against, Aspect, Cited, Judged, Near, Outcome, State, Strength, Support, Way, Why};
use crate::party::Basis;
use crate::place::Claimed;
use crate::reading::{Asked, Ground, Reading, Relevant, stated};
use crate::statement::{Amount, Claim, Party, What};
use crate::traces::{Leaves, Traces};

/// Records that differ in one thing: the nearest are shown. Ours.
const NEAR: usize = 10;
/// Messages of others that speak of it: so many are shown. Ours.
const MENTIONS: usize = 8;

/// A record that fits, as it was read.
type Fit<'r> = (&'r Relevant<'r>, Reading);

impl<'a> Ground<'a> {
    pub(crate) fn judge(&self, claim: &'a Claim, traces: &Traces) -> Judged {
        let places = claim.places.iter().map(|place| Claimed::new(place, self.gazetteer)).collect();
        let asked = Asked { claim, places };
        let (mut fits, mut near) = (Vec::new(), Vec::new());
        for relevant in &self.events {
            let Some(reading) = self.read(&asked, relevant) else { continue };
            match reading.differs.len() {
                0 if reading.is_telling(claim) => fits.push((relevant, reading)),
                1 if reading.is_telling(claim) => near.push((relevant, reading)),
                _ => {}
            }
        }
        let mut against = Vec::new();
        let (paid_all, sum) = self.instalments(claim, &mut fits, &mut near, &mut against);
        let mut supports = self.supports(&fits);
        let mut shown: Vec<&Relevant<'_>> = fits.iter().map(|(one, _)| *one).collect();
        if claim.what == What::Uses {
            self.uses(claim, &mut supports, &mut against);
        }
        let mut mentions: Vec<Fit<'_>> = self
            .events
            .iter()
            .filter_map(|relevant| Some((relevant, self.mentions(&asked, relevant)?)))
            .collect();
        mentions.sort_by_key(|(one, reading)| (std::cmp::Reverse(reading.agrees.len()), one.event.ix));
        for (one, reading) in mentions.iter().take(MENTIONS) {
            supports.push(self.support(one, reading));
            shown.push(one);
        }
        let keys: BTreeSet<&str> =
            fits.iter().flat_map(|(_, reading)| reading.keys.iter().map(String::as_str)).collect();
        self.elsewhere(&asked, &fits, &mut against);
        let unseen = claim.who.iter().chain(&claim.with).filter(|key| !keys.contains(key.as_str()));
        let unseen: Vec<String> = unseen.cloned().collect();
        let whole = paid_all || is_whole(&asked, &fits, &keys, &supports);
        let expected = expected(self, &asked, traces, &shown);
        let is_missing =
            expected.iter().any(|(one, _)| one.state == State::Missing && one.leaves >= Leaves::Often);
        let strongest_against = against.iter().map(|one| one.strength).max();
        let outcome = match (supports.is_empty(), against.is_empty()) {
            (false, true) if whole => Outcome::Supported,
            (false, true) => Outcome::InPart,
            (false, false) => Outcome::Disputed,
            (true, false) if strongest_against >= Some(Strength::Moderate) => Outcome::Contradicted,
            (true, false) => Outcome::Doubted,
            (true, true) if is_missing => Outcome::Missing,
            (true, true) => Outcome::Unknown,
        };
        let strength = strength(&supports, whole).max(strongest_against);
        let asks = asks(self, &asked, &expected);
        Judged {
            id: claim.id.clone(),
            said: claim.said.clone(),
            what: claim.what,
            who: claim.who.clone(),
            with: claim.with.clone(),
            when: claim.when.clone(),
            places: asked.places,
            amount: claim.amount,
            number: claim.number.clone(),
            tolerance: claim.tolerance,
            outcome,
            truth: outcome.truth(),
            strength,
            sum,
            unseen: if supports.is_empty() || matches!(claim.what, What::Uses | What::Contact) {
                Vec::new()
            } else {
                unseen
            },
            supports,
            against,
            near: self.nearest(claim, near),
            expected: expected.into_iter().map(|(one, _)| one).collect(),
            asks,
        }
    }

    pub(crate) fn cite(&self, record: RecordIx) -> Option<Cited> {
        let (source, locator) = self.evidence.locate(record)?;
        let source = self.evidence.source(source)?;
        let (name, handling) = (source.name.clone(), source.basis.handling.clone());
        Some(Cited { source: name, locator, handling, record })
    }

    fn place_of(&self, event: &Event<'_>) -> Option<String> {
        let written = self.evidence.text(event.place);
        let found = self.locations.of(event.ix).map(|at| at.name.clone());
        found.or_else(|| (!written.is_empty()).then(|| written.to_owned()))
    }

    fn support(&self, relevant: &Relevant<'_>, reading: &Reading) -> Support {
        let event = &relevant.event;
        let cited = self.cite(event.record);
        Support {
            record: cited.unwrap_or_else(|| unknown(event.record)),
            way: reading.way,
            agrees: reading.agrees.iter().copied().collect(),
            silent: reading.silent.iter().copied().collect(),
            basis: reading.basis,
            time: event.time,
            place: self.place_of(event),
            claimed_place: reading.claimed_place,
            amount: sum_of(event),
        }
    }

    /// What fits, each record once for each claimed place: one record may tell of several travellers.
    fn supports(&self, fits: &[Fit<'_>]) -> Vec<Support> {
        let mut best: BTreeMap<(RecordIx, Option<usize>), &Fit<'_>> = BTreeMap::new();
        let rank =
            |(_, reading): &Fit<'_>| (reading.way, std::cmp::Reverse(reading.agrees.len()), reading.basis);
        for fit in fits {
            let own = best.entry((fit.0.event.record, fit.1.claimed_place)).or_insert(fit);
            if rank(fit) < rank(own) {
                *own = fit;
            }
        }
        best.into_values().map(|(one, reading)| self.support(one, reading)).collect()
    }

    /// Several payments between the two make the sum, a part of it, or another: returns whether they make it, and what
    /// they come to. They move from what is near to what fits.
    fn instalments<'r>(
        &self,
        claim: &Claim,
        fits: &mut Vec<Fit<'r>>,
        near: &mut Vec<Fit<'r>>,
        against: &mut Vec<Against>,
    ) -> (bool, Option<Amount>) {
        let Some(said) = claim.amount.filter(|_| claim.what == What::Payment && !claim.with.is_empty())
        else {
            return (false, None);
        };
        let between = |(one, reading): &Fit<'_>| {
            let both = [Aspect::Who, Aspect::With].iter().all(|side| reading.agrees.contains(side));
            let in_time = claim.when.is_none() || reading.agrees.contains(&Aspect::When);
            let is_twin = self.resolution.is_twin(one.event.ix);
            both && in_time && !is_twin && reading.differs == BTreeSet::from([Aspect::Amount])
        };
        let alone = fits.iter().any(|(_, reading)| reading.agrees.contains(&Aspect::Amount));
        if alone {
            return (false, None);
        }
        let (parts, others): (Vec<Fit<'r>>, Vec<Fit<'r>>) =
            std::mem::take(near).into_iter().partition(between);
        *near = others;
        let sum = parts.iter().filter_map(|(one, _)| one.event.amount_minor).fold(0_i64, i64::saturating_add);
        let slack = said.minor as f64 * claim.tolerance.amount_share;
        let is_it = (sum - said.minor).unsigned_abs() as f64 <= slack;
        if sum > said.minor && !is_it {
            let sure =
                parts.len() == 1 && parts.iter().all(|(_, reading)| reading.basis == Some(Basis::Number));
            against.push(Against {
                records: parts.iter().filter_map(|(one, _)| self.cite(one.event.record)).collect(),
                strength: if sure { Strength::Moderate } else { Strength::Weak },
                why: Why::OtherAmount { amount: Amount { minor: sum, currency: said.currency } },
            });
            return (false, None);
        }
        let any = !parts.is_empty();
        for (one, mut reading) in parts {
            reading.way = Way::Instalment;
            reading.differs.clear();
            let side = if is_it { &mut reading.agrees } else { &mut reading.silent };
            side.insert(Aspect::Amount);
            fits.push((one, reading));
        }
        fits.sort_by_key(|(one, _)| one.event.ix);
        (any && is_it, any.then_some(Amount { minor: sum, currency: said.currency }))
    }

    /// Who is recorded with the number that is claimed to be used.
    fn uses(&self, claim: &Claim, supports: &mut Vec<Support>, against: &mut Vec<Against>) {
        let Some(number) = &claim.number else { return };
        // The party must be known by something else than this number.
        let found_otherwise: Vec<_> = claim
            .who
            .iter()
            .filter_map(|key| {
                let party = self.statement.people.get(key)?;
                let same = |own: &&String| crate::party::squeezed(own) != crate::party::squeezed(number);
                let numbers = party.numbers.iter().filter(same).cloned().collect();
                Some(self.finder.one(key, &Party { numbers, ..party.clone() }))
            })
            .collect();
        let mut others: BTreeMap<String, Vec<Cited>> = BTreeMap::new();
        for &(entity, record) in self.finder.carriers(number) {
            let cluster = self.resolution.cluster(entity);
            let basis = found_otherwise.iter().filter_map(|party| party.is(cluster)).min();
            let mut names = self.evidence.values(entity, "name");
            let mut named = || {
                names.find_map(|name| found_otherwise.iter().filter_map(|party| party.printed(name)).min())
            };
            let basis = basis.or_else(&mut named);
            let Some(cited) = self.cite(record) else { continue };
            if basis.is_some() {
                supports.push(Support {
                    record: cited,
                    way: Way::Itself,
                    agrees: vec![Aspect::Who],
                    silent: Vec::new(),
                    basis,
                    time: None,
                    place: None,
                    claimed_place: None,
                    amount: None,
                });
            } else if let Some(holder) = self.other_holder(entity) {
                others.entry(holder).or_default().push(cited);
            }
        }
        // Several may use one number: only where none of the records says so is another's name against it.
        if supports.is_empty() {
            against.extend(others.into_iter().map(|(holder, records)| Against {
                records,
                strength: Strength::Weak,
                why: Why::OthersNumber { holder },
            }));
        }
    }

    fn other_holder(&self, entity: EntityIx) -> Option<String> {
        let is_party = Lineage::of(self.evidence.schema(entity)) == Lineage::Party;
        is_party.then(|| self.evidence.caption(entity).to_owned())
    }

    fn elsewhere(&self, asked: &Asked<'_>, fits: &[Fit<'_>], against: &mut Vec<Against>) {
        let claim = asked.claim;
        if !matches!(claim.what, What::Travel | What::Presence) {
            return;
        }
        for (number, place) in asked.places.iter().enumerate() {
            let Some(at) = place.only() else { continue };
            for key in claim.who.iter().chain(&claim.with) {
                let Some((records, strength, why)) = elsewhere(self, asked, key, at) else { continue };
                // A record of the same one at the place shows that the way was gone somehow.
                let seen = fits
                    .iter()
                    .any(|(_, reading)| reading.claimed_place == Some(number) && reading.keys.contains(key));
                if seen && matches!(why, Why::Elsewhere { only_by_air: true, .. }) {
                    continue;
                }
                let records = records.into_iter().filter_map(|record| self.cite(record)).collect();
                against.push(Against { records, strength, why });
            }
        }
    }

    fn nearest(&self, claim: &Claim, mut near: Vec<Fit<'_>>) -> Vec<Near> {
        let apart = |one: &Relevant<'_>| match (&claim.when, one.event.time) {
            (Some(when), Some(time)) => time.local_us.abs_diff(i64::midpoint(when.start_us, when.end_us)),
            _ => 0,
        };
        near.retain(|(_, reading)| !(claim.what == What::Travel && reading.differs.contains(&Aspect::Where)));
        near.sort_by_key(|(one, reading)| (reading.way, apart(one), one.event.ix));
        let told = |(one, reading): Fit<'_>| {
            Some(Near {
                record: self.cite(one.event.record)?,
                differs: *reading.differs.first()?,
                time: one.event.time,
                place: self.place_of(&one.event),
                amount: sum_of(&one.event),
            })
        };
        let mut seen = BTreeSet::new();
        near.retain(|(one, _)| seen.insert(one.event.record));
        near.into_iter().take(NEAR).filter_map(told).collect()
    }
}

/// Whether the records, taken together, show all that was said: each place, each aspect, everyone who did it.
fn is_whole(asked: &Asked<'_>, fits: &[Fit<'_>], keys: &BTreeSet<&str>, supports: &[Support]) -> bool {
    let claim = asked.claim;
    if claim.what == What::Uses {
        return supports.iter().any(|one| one.basis.is_some());
    }
    let together = matches!(claim.what, What::Travel | What::Presence | What::Stay);
    let with = claim.with.iter().filter(|_| together);
    let everyone =
        claim.what == What::Contact || claim.who.iter().chain(with).all(|key| keys.contains(key.as_str()));
    let words: BTreeSet<usize> = fits.iter().flat_map(|(_, reading)| reading.words.iter().copied()).collect();
    if claim.what == What::Contact && words.len() < claim.words.len() {
        return false;
    }
    let needed = stated(claim);
    let agreed = |number: Option<usize>| {
        let here =
            fits.iter().filter(move |(_, reading)| number.is_none() || reading.claimed_place == number);
        here.flat_map(|(_, reading)| reading.agrees.iter().copied()).collect::<BTreeSet<Aspect>>()
    };
    let whole = if !together {
        fits.iter().any(|(_, reading)| needed.is_subset(&reading.agrees))
    } else if asked.places.len() > 1 && claim.what == What::Travel {
        (0..asked.places.len()).all(|number| needed.is_subset(&agreed(Some(number))))
    } else {
        needed.is_subset(&agreed(None))
    };
    everyone && whole
}

fn unknown(record: RecordIx) -> Cited {
    let locator = evidence::Locator::new("record", u64::from(record.0), 0, 0);
    Cited { source: String::new(), locator, handling: String::new(), record }
}

fn sum_of(event: &Event<'_>) -> Option<Amount> {
    event.amount_minor.map(|minor| Amount { minor, currency: event.currency })
}

/// How much the supporting records can carry.
fn strength(supports: &[Support], whole: bool) -> Option<Strength> {
    let first_hand = |one: &&Support| matches!(one.way, Way::Itself | Way::Instalment | Way::Beside);
    let sources: BTreeSet<&str> =
        supports.iter().filter(first_hand).map(|one| one.record.source.as_str()).collect();
    let complete = supports.iter().filter(|one| matches!(one.way, Way::Itself | Way::Instalment));
    let by = |weakest: Basis| {
        complete.clone().any(|one| one.silent.is_empty() && one.basis.is_some_and(|basis| basis <= weakest))
    };
    if supports.is_empty() {
        return None;
    }
    Some(match sources.len() {
        2.. if whole && by(Basis::Number) => Strength::Strong,
        2.. => Strength::Moderate,
        1 if by(Basis::OnlyName) => Strength::Moderate,
        _ => Strength::Weak,
    })
}
