//! Work in order on several threads: the answer is the same for any number of them.

use std::ops::Range;

/// What `work` makes of each stretch of `0..n`, in the order of the stretches. Each thread has a state of its own, in which
/// it may remember what it has worked out, but not what it answers.
pub(crate) fn stretches<T: Send, S>(
    n: usize,
    threads: usize,
    size: usize,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, Range<usize>) -> T + Sync,
) -> Vec<T> {
    let size = size.max(1);
    let count = n.div_ceil(size);
    let stretch = |at: usize| at * size..((at + 1) * size).min(n);
    if threads <= 1 || count <= 1 {
        let mut state = state();
        return (0..count).map(|at| work(&mut state, stretch(at))).collect();
    }
    let next = std::sync::atomic::AtomicUsize::new(0);
    let worker = || {
        let (mut state, mut done) = (state(), Vec::new());
        loop {
            let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            if at >= count {
                return done;
            }
            done.push((at, work(&mut state, stretch(at))));
        }
    };
    let mut all: Vec<(usize, T)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.min(count)).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().filter_map(|worker| worker.join().ok()).flatten().collect()
    });
    all.sort_unstable_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, made)| made).collect()
}
