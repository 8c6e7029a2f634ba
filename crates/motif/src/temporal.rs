//! Cycles along which time increases, closed by one payment u → v: simple paths from v back to u, each payment later than
//! the one before and all before the closing one.
//!
//! Two label-correcting searches run side by side, always the cheaper: forward from v the earliest arrival at each
//! account, backward from u the latest departure. When either ends without meeting the other there is no cycle. Otherwise
//! the forward labels are completed (within the backward ones where those are whole) and the paths are followed back from
//! u along entries whose payer is reached in time, so that nearly every step belongs to a cycle. Each entry is relaxed
//! once a direction: a better label reopens only the stretch of the ring between the two times.

use crate::{
    ring::Side,
    scratch::{Frame, Mark, Scratch, Useful},
    simple::{list_of, next_useful},
    store::Store,
};

/// What to look for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Closing {
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) time: i64,
    /// The oldest time a payment of the cycle may have.
    pub(crate) since: i64,
    /// The most payments of a cycle, the closing one with it.
    pub(crate) hops: u32,
    /// One cycle for a sequence of accounts, not for every choice of parallel payments.
    pub(crate) bundled: bool,
}

/// Calls `found` with the payments of each cycle but the closing one, the last first. Takes from `work` what it looked at;
/// says whether it could look at everything.
pub(crate) fn search(
    store: &Store,
    scratch: &mut Scratch,
    closing: &Closing,
    work: &mut u64,
    mut found: impl FnMut(&[u32]),
) -> bool {
    let (u, v) = (closing.from, closing.to);
    if u == v || closing.hops < 2 || store.rings.len(u, Side::In) == 0 || store.rings.len(v, Side::Out) == 0 {
        return true;
    }
    match reach(store, scratch, closing, work) {
        None => return false,
        Some(false) => return true,
        Some(true) => {}
    }
    let Scratch { forward, useful, frames, trail, .. } = scratch;
    useful.clear();
    frames.clear();
    trail.clear();
    let mut open = |account: u32, before: i64, work: &mut u64, useful: &mut Vec<Useful>| {
        let (next, end) = list_of(forward, account, useful, |forward, useful| {
            for entry in store.rings.recent(account, Side::In, closing.since) {
                let Some(left) = work.checked_sub(1) else { break };
                *work = left;
                let payer = entry.neighbour();
                let in_time = payer == v || forward.get(payer).is_some_and(|mark| mark.time < entry.time);
                if entry.time < closing.time && in_time {
                    let Mark { hops, .. } = Mark::default();
                    useful.push(Useful {
                        account: payer,
                        seq: entry.seq,
                        time: entry.time,
                        hops,
                        superseded: entry.superseded(),
                    });
                }
            }
        });
        Frame { account, before, next, end }
    };
    frames.push(open(u, closing.time, work, useful));
    while let Some(entry) = next_useful(frames, useful, trail) {
        if *work == 0 {
            return false;
        }
        *work -= 1;
        let Some(frame) = frames.last() else { break };
        if entry.time >= frame.before {
            continue;
        }
        // The newest of the payments early enough stands for all those between the same accounts.
        if closing.bundled && entry.superseded {
            let next = store.log.next(entry.seq).map(|next| store.log.at(next).edge.time_us);
            if next.is_some_and(|time| time < frame.before) {
                continue;
            }
        }
        if entry.account == v {
            trail.push(entry.seq);
            found(trail);
            trail.pop();
        } else if frames.len() + 1 < closing.hops as usize
            && frames.iter().all(|frame| frame.account != entry.account)
        {
            trail.push(entry.seq);
            frames.push(open(entry.account, entry.time, work, useful));
        }
    }
    *work > 0
}

/// Labels accounts with their earliest arrival from v; says whether u is reached in time, or nothing when work ran out.
fn reach(store: &Store, scratch: &mut Scratch, closing: &Closing, work: &mut u64) -> Option<bool> {
    let (u, v) = (closing.from, closing.to);
    let Scratch { forward, backward, forward_queue, backward_queue, .. } = scratch;
    forward.begin(store.rings.accounts());
    backward.begin(store.rings.accounts());
    let start = store.rings.ring(v, Side::Out);
    forward.set(
        v,
        Mark { time: closing.since.saturating_sub(1), position: start.tail, note: 1, ..Mark::default() },
    );
    let end = store.rings.ring(u, Side::In);
    backward.set(u, Mark { time: closing.time, position: end.head, note: 1, ..Mark::default() });
    forward_queue.clear();
    forward_queue.push(v);
    backward_queue.clear();
    backward_queue.push(u);
    let (mut first, mut last) = (0, 0);
    let (mut ahead, mut behind) = (0_u64, 0_u64);
    // Once the backward labels are whole, the forward search stays within them.
    let mut within = false;
    while let Some(&account) = forward_queue.get(first) {
        if within || ahead <= behind {
            first += 1;
            let Some(mark) = forward.get_mut(account) else { continue };
            mark.note = 0;
            let (since, mut position) = (mark.time, mark.position);
            let ring = store.rings.ring(account, Side::Out);
            while position != ring.head {
                let entry = store.rings.at(&ring, position.wrapping_sub(1));
                if entry.time <= since {
                    break;
                }
                position = position.wrapping_sub(1);
                if ahead + behind >= *work {
                    *work = 0;
                    return None;
                }
                ahead += 1;
                let payee = entry.neighbour();
                if entry.time >= closing.time || payee == v {
                    continue;
                }
                if within && backward.get(payee).is_none_or(|mark| payee != u && mark.time <= entry.time) {
                    continue;
                }
                let queued = match forward.get_mut(payee) {
                    Some(mark) if mark.time <= entry.time => continue,
                    Some(mark) => {
                        mark.time = entry.time;
                        std::mem::replace(&mut mark.note, 1) == 1
                    }
                    None => {
                        let position = store.rings.ring(payee, Side::Out).tail;
                        forward.set(payee, Mark { time: entry.time, position, note: 1, ..Mark::default() });
                        false
                    }
                };
                if !queued && payee != u {
                    forward_queue.push(payee);
                }
            }
            if let Some(mark) = forward.get_mut(account) {
                mark.position = position;
            }
        } else if let Some(&account) = backward_queue.get(last) {
            last += 1;
            let Some(mark) = backward.get_mut(account) else { continue };
            mark.note = 0;
            let ring = store.rings.ring(account, Side::In);
            let top = store.rings.first_at(&ring, mark.time);
            let floor = std::mem::replace(&mut mark.position, top);
            let mut position = top;
            while position != floor {
                position = position.wrapping_sub(1);
                let entry = store.rings.at(&ring, position);
                if entry.time < closing.since {
                    break;
                }
                if ahead + behind >= *work {
                    *work = 0;
                    return None;
                }
                behind += 1;
                let payer = entry.neighbour();
                if payer == u {
                    continue;
                }
                let queued = match backward.get_mut(payer) {
                    Some(mark) if mark.time >= entry.time => continue,
                    Some(mark) => {
                        mark.time = entry.time;
                        std::mem::replace(&mut mark.note, 1) == 1
                    }
                    None => {
                        let position = store.rings.ring(payer, Side::In).head;
                        backward.set(payer, Mark { time: entry.time, position, note: 1, ..Mark::default() });
                        false
                    }
                };
                if !queued && payer != v {
                    backward_queue.push(payer);
                }
            }
        } else if backward.get(v).is_none() {
            *work = work.saturating_sub(ahead + behind);
            return Some(false);
        } else {
            within = true;
        }
    }
    *work = work.saturating_sub(ahead + behind);
    Some(forward.get(u).is_some())
}
