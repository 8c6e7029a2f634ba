//! Work in parts, on as many threads as the machine has; what comes out does not depend on how many those are.

use std::ops::Range;

/// Ours: a part with less to do is not worth a thread.
const LEAST: usize = 20_000;

/// Does `work` on parts of `0..len` and returns what each gave, in order.
pub(crate) fn in_parts<T: Send>(len: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(len / LEAST).max(1);
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
