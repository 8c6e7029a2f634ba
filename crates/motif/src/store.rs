//! The living payments in their three orders: by time ([`Log`]), by account ([`Rings`]), by pair of accounts ([`Pairs`]).

use crate::{
    Edge,
    log::Log,
    pair::Pairs,
    ring::{Rings, Side},
};

#[derive(Debug)]
pub(crate) struct Store {
    pub(crate) log: Log,
    pub(crate) rings: Rings,
    pub(crate) pairs: Pairs,
}

impl Store {
    pub(crate) fn new() -> Self {
        Self { log: Log::new(), rings: Rings::default(), pairs: Pairs::new() }
    }

    pub(crate) fn bytes(&self) -> usize {
        self.log.bytes() + self.rings.bytes() + self.pairs.bytes()
    }

    /// A payment to oneself is logged only: it is in no ring, so no search finds it.
    pub(crate) fn push(&mut self, edge: Edge) {
        let Edge { from, to, time_us: time, .. } = edge;
        self.rings.reach(from.max(to));
        if from == to {
            return self.log.push(edge, None, (0, 0));
        }
        let seq = self.log.tail();
        let previous = self.pairs.set(from, to, seq);
        let (out_before, in_before) = previous
            .map(|previous| self.log.at(previous))
            .map_or((None, None), |payment| (Some(payment.out_position), Some(payment.in_position)));
        let out_position = self.rings.push(from, Side::Out, to, time, seq, out_before);
        let in_position = self.rings.push(to, Side::In, from, time, seq, in_before);
        self.log.push(edge, previous, (out_position, in_position));
    }

    pub(crate) fn pop(&mut self) {
        let Some((payment, newest_of_pair)) = self.log.first() else { return };
        let Edge { from, to, .. } = payment.edge;
        if from != to {
            self.rings.pop(from, Side::Out);
            self.rings.pop(to, Side::In);
            if newest_of_pair {
                self.pairs.remove(from, to);
            }
        }
        self.log.pop();
    }

    /// Drops what is older than `since`.
    pub(crate) fn expire(&mut self, since: i64) {
        while self.log.oldest().is_some_and(|payment| payment.edge.time_us < since) {
            self.pop();
        }
    }
}
