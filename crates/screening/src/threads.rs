//! Work shared out to threads, with the same result however many there are.

use std::num::NonZero;
use std::thread;

/// How many threads are meant; 0 for as many as the machine runs at once.
pub(crate) fn count(threads: usize) -> usize {
    match threads {
        0 => thread::available_parallelism().map_or(1, NonZero::get),
        threads => threads,
    }
}

/// Does the work on each thing, in as many threads, each with a tool of its own. The order is that of the things.
pub(crate) fn shared_out<'t, T: Sync, S: Default + Send, R: Send>(
    things: &'t [T],
    threads: usize,
    tools: &mut [S],
    work: impl Fn(&'t T, &mut S) -> R + Sync,
) -> Vec<R> {
    let on = |own: &'t [T], tool: &mut S| -> Vec<R> { own.iter().map(|thing| work(thing, tool)).collect() };
    let share = things.len().div_ceil(threads).max(FEWEST);
    let mut spare = Vec::new();
    spare.resize_with(threads.saturating_sub(tools.len()), S::default);
    let mut tools = tools.iter_mut().chain(&mut spare);
    if things.len() <= share {
        return tools.next().map(|tool| on(things, tool)).unwrap_or_default();
    }
    thread::scope(|scope| {
        let running: Vec<_> =
            things.chunks(share).zip(tools).map(|(own, tool)| (own, scope.spawn(|| on(own, tool)))).collect();
        // A thread ends early only if the machine failed it: then its share is done here.
        let again = |own| on(own, &mut S::default());
        running.into_iter().flat_map(|(own, thread)| thread.join().unwrap_or_else(|_| again(own))).collect()
    })
}

/// Fewest things that are worth a thread.
const FEWEST: usize = 8;
