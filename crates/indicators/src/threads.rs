//! Work in parts, on as many threads as the machine has; what comes out does not depend on how many those are.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

/// Ours: a part with less to do is not worth a thread.
const LEAST: usize = 20_000;

/// How many threads the machine has.
pub(crate) fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Does two things at once.
pub(crate) fn both<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    std::thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), other)
    })
}

/// Does `work` on each of `items`, and returns what each gave, in order.
pub(crate) fn each<I: Send, T: Send>(items: Vec<I>, work: impl Fn(I) -> T + Sync) -> Vec<T> {
    let threads = threads().min(items.len());
    let (next, done) = (Mutex::new(items.into_iter().enumerate()), Mutex::new(Vec::new()));
    let take = || next.lock().unwrap_or_else(PoisonError::into_inner).next();
    let run = || {
        while let Some((at, item)) = take() {
            let gave = work(item);
            done.lock().unwrap_or_else(PoisonError::into_inner).push((at, gave));
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(run);
        }
        run();
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, gave)| gave).collect()
}

/// Does `work` on parts of `0..len` and returns what each gave, in order.
pub(crate) fn in_parts<T: Send>(len: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let threads = threads().min(len / LEAST).max(1);
    let size = len.div_ceil(threads).max(1);
    let parts = (0..threads).map(|part| (part * size).min(len)..((part + 1) * size).min(len));
    std::thread::scope(|scope| {
        let running: Vec<_> = parts
            .map(|part| {
                scope.spawn({
                    let work = &work;
                    move || work(part)
                })
            })
            .collect();
        let joined = running.into_iter().map(std::thread::ScopedJoinHandle::join);
        joined.map(|done| done.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}
