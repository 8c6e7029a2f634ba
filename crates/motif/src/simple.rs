//! Cycles in any order of time up to a number of payments, closed by one payment u → v: simple paths from v to u.
//!
//! Breadth-first levels grow from v forward and from u backward, always the cheaper, until together they are as long as
//! a path may be; if they have not met there is no cycle. Then the forward distances are completed within what the
//! backward levels reached, and the paths are followed back from u along payers near enough to v. The useful payers of an
//! account are listed once a search, so that an account with very many payers is read once, not once a path.

use crate::{
    ring::Side,
    scratch::{Frame, Mark, Marks, Scratch, Useful},
    store::Store,
    temporal::Closing,
};

/// As [`temporal::search`](crate::temporal::search), in any order of time; always one cycle for a sequence of accounts.
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
    match distances(store, scratch, closing, work) {
        None => return false,
        Some(false) => return true,
        Some(true) => {}
    }
    let Scratch { forward, useful, frames, trail, .. } = scratch;
    useful.clear();
    frames.clear();
    trail.clear();
    let mut open = |account: u32, work: &mut u64, useful: &mut Vec<Useful>| {
        let (next, end) = list_of(forward, account, useful, |forward, useful| {
            for entry in store.rings.recent(account, Side::In, closing.since) {
                let Some(left) = work.checked_sub(1) else { break };
                *work = left;
                if entry.superseded() {
                    continue;
                }
                let payer = entry.neighbour();
                if let Some(&Mark { hops, .. }) = forward.get(payer) {
                    useful.push(Useful {
                        account: payer,
                        seq: entry.seq,
                        time: entry.time,
                        hops,
                        superseded: false,
                    });
                }
            }
        });
        Frame { account, before: closing.time, next, end }
    };
    frames.push(open(u, work, useful));
    while let Some(entry) = next_useful(frames, useful, trail) {
        if *work == 0 {
            return false;
        }
        *work -= 1;
        // The closing payment, those on the trail, this one, and at least those from v to here.
        if frames.len() + 1 + entry.hops as usize > closing.hops as usize {
            continue;
        }
        if entry.account == v {
            trail.push(entry.seq);
            found(trail);
            trail.pop();
        } else if frames.iter().all(|frame| frame.account != entry.account) {
            trail.push(entry.seq);
            frames.push(open(entry.account, work, useful));
        }
    }
    *work > 0
}

/// The next entry of the deepest account that has one; accounts without are left behind.
pub(crate) fn next_useful(
    frames: &mut Vec<Frame>,
    useful: &[Useful],
    trail: &mut Vec<u32>,
) -> Option<Useful> {
    while let Some(frame) = frames.last_mut() {
        if frame.next < frame.end {
            let entry = useful.get(frame.next as usize).copied();
            frame.next += 1;
            return entry;
        }
        frames.pop();
        trail.pop();
    }
    None
}

/// Where an account's useful entries are listed; `fill` appends them when they are not yet.
pub(crate) fn list_of(
    marks: &mut Marks,
    account: u32,
    useful: &mut Vec<Useful>,
    fill: impl FnOnce(&Marks, &mut Vec<Useful>),
) -> (u32, u32) {
    if let Some(list) = marks.get(account).and_then(|mark| mark.list) {
        return list;
    }
    let place = |useful: &Vec<Useful>| u32::try_from(useful.len()).unwrap_or(u32::MAX);
    let start = place(useful);
    fill(marks, useful);
    let list = (start, place(useful));
    if let Some(mark) = marks.get_mut(account) {
        mark.list = Some(list);
    }
    list
}

/// Marks accounts on short enough paths from v to u with their distance from v; says whether there are any, or nothing when
/// work ran out.
fn distances(store: &Store, scratch: &mut Scratch, closing: &Closing, work: &mut u64) -> Option<bool> {
    let (u, v) = (closing.from, closing.to);
    let Scratch {
        forward, backward, forward_queue: ahead, backward_queue: behind, spare_queue: spare, ..
    } = scratch;
    forward.begin(store.rings.accounts());
    backward.begin(store.rings.accounts());
    forward.set(v, Mark::default());
    backward.set(u, Mark::default());
    ahead.clear();
    ahead.push(v);
    behind.clear();
    behind.push(u);
    let longest = closing.hops - 1;
    let (mut forward_hops, mut backward_hops) = (0, 0);
    let (mut forward_cost, mut backward_cost) = (store.rings.len(v, Side::Out), store.rings.len(u, Side::In));
    let mut met = false;
    while forward_hops + backward_hops < longest && !ahead.is_empty() && !behind.is_empty() {
        let going = forward_cost <= backward_cost;
        let (side, marks, others, queue, hops, cost, start, end) = if going {
            (Side::Out, &mut *forward, &*backward, &mut *ahead, &mut forward_hops, &mut forward_cost, v, u)
        } else {
            (Side::In, &mut *backward, &*forward, &mut *behind, &mut backward_hops, &mut backward_cost, u, v)
        };
        *hops += 1;
        *cost = 0;
        spare.clear();
        for &account in queue.iter() {
            for entry in store.rings.recent(account, side, closing.since) {
                if *work == 0 {
                    return None;
                }
                *work -= 1;
                let neighbour = entry.neighbour();
                if entry.superseded() || neighbour == start || marks.get(neighbour).is_some() {
                    continue;
                }
                marks.set(neighbour, Mark { hops: *hops, ..Mark::default() });
                met |= others.get(neighbour).is_some();
                if neighbour != end {
                    spare.push(neighbour);
                    *cost = cost.saturating_add(store.rings.len(neighbour, side));
                }
            }
        }
        std::mem::swap(queue, spare);
    }
    if !met {
        return Some(false);
    }
    while forward_hops < longest && !ahead.is_empty() {
        spare.clear();
        for &account in ahead.iter() {
            // Only from what lies on a short enough path.
            if backward.get(account).is_none_or(|mark| forward_hops + mark.hops > longest) {
                continue;
            }
            for entry in store.rings.recent(account, Side::Out, closing.since) {
                if *work == 0 {
                    return None;
                }
                *work -= 1;
                let payee = entry.neighbour();
                let near = backward.get(payee).is_some_and(|mark| forward_hops + 1 + mark.hops <= longest);
                if !entry.superseded() && near && forward.get(payee).is_none() {
                    forward.set(payee, Mark { hops: forward_hops + 1, ..Mark::default() });
                    if payee != u {
                        spare.push(payee);
                    }
                }
            }
        }
        std::mem::swap(ahead, spare);
        forward_hops += 1;
    }
    Some(true)
}
