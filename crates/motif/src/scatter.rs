//! Scatter-gather around one payment u → v: pairs of a source a and a target b with several accounts between that a paid
//! and that paid b. The payment is the gathering leg of pairs (a, v) with a a payer of u, and the scattering leg of pairs
//! (u, b) with b a payee of v; the two cases mirror each other.
//!
//! The accounts between are counted over stamped accounts, in whichever of two ways reads fewer entries: from each
//! candidate a along its payees, looking for payers of v, or from each payer of v along its payers, looking for candidates.
//! What that takes is known beforehand, so a bound on work is kept by not beginning.

use crate::{
    Edge,
    log::later,
    ring::Side,
    scratch::{Mark, Scratch},
    store::Store,
};

/// Beyond any count: a leg of the pair is later than the payment, which will report the pair instead.
const LATER: u32 = u32::MAX;

/// Calls `found` with source, target and how many accounts lie between, at least two, for each pair whose latest leg is the
/// payment `seq`; legs are not older than `since`. Looks at no more than `work` entries; says whether that was enough.
pub(crate) fn search(
    store: &Store,
    scratch: &mut Scratch,
    (seq, since, work): (u32, i64, u64),
    mut found: impl FnMut(u32, u32, u32),
) -> bool {
    if store.log.next(seq).is_some() {
        return true;
    }
    let Edge { from, to, .. } = store.log.at(seq).edge;
    let limits = (seq, since, work / 2);
    let gathering =
        one_leg(store, scratch, limits, (Side::In, from, to), |source, between| found(source, to, between));
    let scattering = one_leg(store, scratch, limits, (Side::Out, to, from), |target, between| {
        found(from, target, between);
    });
    gathering && scattering
}

/// The payment joins `near`, an account between, to `far`, one end; the other ends are the neighbours of `near` at `side`.
fn one_leg(
    store: &Store,
    scratch: &mut Scratch,
    (seq, since, work): (u32, i64, u64),
    (side, near, far): (Side, u32, u32),
    mut found: impl FnMut(u32, u32),
) -> bool {
    let rings = &store.rings;
    // The far end needs a second account between.
    if rings.len(near, side) == 0 || rings.len(far, side) < 2 {
        return true;
    }
    let around = u64::from(rings.len(near, side)) + u64::from(rings.len(far, side));
    if around > work {
        return false;
    }
    let Scratch { forward: ends, backward: betweens, forward_queue: candidates, .. } = scratch;
    candidates.clear();
    let mut through_ends = 0_u64;
    for entry in rings.neighbours(near, side, since) {
        let end = entry.neighbour();
        let degree = rings.len(end, side.other());
        if end != far && degree > 1 && !later(entry.seq, seq) {
            through_ends += u64::from(degree);
            candidates.push(end);
        }
    }
    if candidates.is_empty() {
        return true;
    }
    let mut through_betweens = 0_u64;
    let mut several = false;
    for entry in rings.neighbours(far, side, since).filter(|entry| entry.neighbour() != near) {
        several = true;
        through_betweens += u64::from(rings.len(entry.neighbour(), side));
        if through_betweens > through_ends {
            break;
        }
    }
    if !several {
        return true;
    }
    if around + through_ends.min(through_betweens) > work {
        return false;
    }
    if through_ends <= through_betweens {
        betweens.begin(rings.accounts());
        for entry in rings.neighbours(far, side, since) {
            betweens.set(entry.neighbour(), Mark { note: entry.seq, ..Mark::default() });
        }
        for &end in candidates.iter() {
            let mut count = 0;
            for entry in rings.neighbours(end, side.other(), since) {
                if let Some(mark) = betweens.get(entry.neighbour()) {
                    if later(entry.seq, seq) || later(mark.note, seq) {
                        count = LATER;
                        break;
                    }
                    count += 1;
                }
            }
            if count >= 2 && count != LATER {
                found(end, count);
            }
        }
    } else {
        ends.begin(rings.accounts());
        for &end in candidates.iter() {
            ends.set(end, Mark { hops: 1, ..Mark::default() });
        }
        for leg in rings.neighbours(far, side, since).filter(|entry| entry.neighbour() != near) {
            for entry in rings.neighbours(leg.neighbour(), side, since) {
                let Some(mark) = ends.get_mut(entry.neighbour()) else { continue };
                if later(leg.seq, seq) || later(entry.seq, seq) {
                    mark.hops = LATER;
                }
                mark.hops = mark.hops.saturating_add(1);
            }
        }
        for &end in candidates.iter() {
            if let Some(&Mark { hops: count, .. }) = ends.get(end)
                && count >= 2
                && count != LATER
            {
                found(end, count);
            }
        }
    }
    true
}
