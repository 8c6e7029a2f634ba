//! Temporal betweenness: who lies on the ways that news or money could really have taken, each step later than the one
//! before.
//!
//! Counted are the shortest (fewest steps) strictly time-respecting ways, after Buß, Molter, Niedermeier and Rymar (2020):
//! a node is taken apart into its appearances, one for each time someone reached it, because a shortest way to a far node
//! need not begin with a shortest way to a near one.
#![expect(clippy::indexing_slicing, reason = "appearances and nodes index the columns made for them")]

use crate::parallel::{in_order, threads};

/// One contact: `from` reached `to` at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contact {
    /// Who reached.
    pub from: u32,
    /// Whom.
    pub to: u32,
    /// When, on any one clock.
    pub time: i64,
}

/// Sums kept apart while sources are worked through.
const LANES: usize = 8;

/// Temporal betweenness in ordered pairs, from these sources and scaled to all nodes. For contacts that go both ways give
/// both.
///
/// Cost: for each source, the sum over nodes of the times it was reached by the times it reached on.
pub fn temporal_betweenness(nodes: u32, contacts: &[Contact], sources: &[u32]) -> Vec<f64> {
    let contacts = Timetable::new(nodes, contacts);
    let sums = in_order(LANES.min(sources.len()), threads(), |lane| {
        let mut search = Search::new(&contacts);
        for &source in sources.iter().skip(lane).step_by(LANES) {
            search.from(source);
        }
        search.sums
    });
    let scale = f64::from(nodes) / sources.len().max(1) as f64;
    let mut all = vec![0.0; nodes as usize];
    for sums in sums {
        all.iter_mut().zip(sums).for_each(|(all, sum)| *all += sum * scale);
    }
    all
}

/// Contacts by who reached and time, and the appearances they lead to.
struct Timetable {
    /// Where each node's contacts begin in `times` and `reached`.
    starts: Vec<usize>,
    times: Vec<i64>,
    /// The appearance each contact leads to.
    reached: Vec<u32>,
    /// Node and time of each appearance.
    appearances: Vec<(u32, i64)>,
}

impl Timetable {
    fn new(nodes: u32, contacts: &[Contact]) -> Self {
        let is_contact = |own: &&Contact| own.from != own.to && own.from < nodes && own.to < nodes;
        let mut sorted: Vec<Contact> = contacts.iter().filter(is_contact).copied().collect();
        sorted.sort_unstable_by_key(|own| (own.from, own.time, own.to));
        sorted.dedup();
        let mut appearances: Vec<(u32, i64)> = sorted.iter().map(|own| (own.to, own.time)).collect();
        appearances.sort_unstable();
        appearances.dedup();
        let mut starts = vec![0; nodes as usize + 1];
        for own in &sorted {
            starts[own.from as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let number = |own: &Contact| {
            let at = appearances.binary_search(&(own.to, own.time)).unwrap_or(usize::MAX);
            u32::try_from(at).unwrap_or(u32::MAX)
        };
        let reached = sorted.iter().map(number).collect();
        Self { starts, times: sorted.iter().map(|own| own.time).collect(), reached, appearances }
    }

    /// The appearances that a node reaches after a time.
    fn after(&self, node: u32, time: Option<i64>) -> &[u32] {
        let row = self.starts[node as usize]..self.starts[node as usize + 1];
        let skip = time.map_or(0, |time| self.times[row.clone()].partition_point(|&own| own <= time));
        &self.reached[row][skip..]
    }
}

const UNSEEN: u32 = u32::MAX;

struct Search<'a> {
    contacts: &'a Timetable,
    /// By appearance: steps, shortest ways, and what hangs on it.
    steps: Vec<u32>,
    ways: Vec<f64>,
    hangs: Vec<f64>,
    order: Vec<u32>,
    /// By node: least steps, and the shortest ways of that length.
    least: Vec<u32>,
    total: Vec<f64>,
    sums: Vec<f64>,
}

impl<'a> Search<'a> {
    fn new(contacts: &'a Timetable) -> Self {
        let (count, nodes) = (contacts.appearances.len(), contacts.starts.len() - 1);
        Self {
            contacts,
            steps: vec![UNSEEN; count],
            ways: vec![0.0; count],
            hangs: vec![0.0; count],
            order: Vec::new(),
            least: vec![UNSEEN; nodes],
            total: vec![0.0; nodes],
            sums: vec![0.0; nodes],
        }
    }

    fn from(&mut self, source: u32) {
        if source as usize >= self.least.len() {
            return;
        }
        let contacts = self.contacts;
        self.least[source as usize] = 0;
        for &next in contacts.after(source, None) {
            self.reach(next, 1, 1.0);
        }
        let mut head = 0;
        while let Some(&here) = self.order.get(head) {
            head += 1;
            let (node, time) = contacts.appearances[here as usize];
            let (steps, ways) = (self.steps[here as usize], self.ways[here as usize]);
            for &next in contacts.after(node, Some(time)) {
                self.reach(next, steps + 1, ways);
            }
        }
        for &here in &self.order {
            let node = contacts.appearances[here as usize].0 as usize;
            if self.least[node] == self.steps[here as usize] {
                self.total[node] += self.ways[here as usize];
            }
        }
        for at in (0..self.order.len()).rev() {
            let here = self.order[at];
            let (node, time) = contacts.appearances[here as usize];
            let (steps, ways) = (self.steps[here as usize], self.ways[here as usize]);
            let mut hangs = 0.0;
            for &next in contacts.after(node, Some(time)) {
                if self.steps[next as usize] == steps + 1 {
                    hangs += self.hangs[next as usize];
                }
            }
            if node != source {
                self.sums[node as usize] += ways * hangs;
            }
            // What hangs on one way that leads here: its own end, if this is a shortest way, and all beyond.
            let is_end = node != source && self.least[node as usize] == steps;
            let own = if is_end { self.total[node as usize].recip() } else { 0.0 };
            self.hangs[here as usize] = own + hangs;
        }
        for here in self.order.drain(..) {
            let node = contacts.appearances[here as usize].0 as usize;
            (self.least[node], self.total[node]) = (UNSEEN, 0.0);
            let at = here as usize;
            (self.steps[at], self.ways[at], self.hangs[at]) = (UNSEEN, 0.0, 0.0);
        }
        self.least[source as usize] = UNSEEN;
    }

    fn reach(&mut self, appearance: u32, steps: u32, ways: f64) {
        let at = appearance as usize;
        if self.steps[at] == UNSEEN {
            self.steps[at] = steps;
            self.order.push(appearance);
            let node = self.contacts.appearances[at].0 as usize;
            if self.least[node] == UNSEEN {
                self.least[node] = steps;
            }
        }
        if self.steps[at] == steps {
            self.ways[at] += ways;
        }
    }
}
