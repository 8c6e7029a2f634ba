//! The payments still alive, oldest first, each with its neighbours in the chain of payments between the same two accounts.
//! A sequence number counts payments and wraps; far fewer than 2³¹ are ever alive, so the order of two is always known.

#![expect(
    clippy::indexing_slicing,
    reason = "hot kernel: every place is masked by the length, a power of two"
)]

use crate::Edge;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Payment {
    pub(crate) edge: Edge,
    /// The payment before it from and to the same accounts; itself when none. May have expired.
    previous: u32,
    /// The payment after it from and to the same accounts; itself when none.
    next: u32,
    /// Where it lies in the ring of its payer and of its payee.
    pub(crate) out_position: u32,
    pub(crate) in_position: u32,
}

const EMPTY: Payment = Payment {
    edge: Edge { from: 0, to: 0, time_us: 0, amount: 0, id: 0 },
    previous: 0,
    next: 0,
    out_position: 0,
    in_position: 0,
};

#[derive(Debug)]
pub(crate) struct Log {
    payments: Vec<Payment>,
    head: u32,
    tail: u32,
}

/// Whether `seq` was pushed after `other`.
pub(crate) fn later(seq: u32, other: u32) -> bool {
    seq != other && seq.wrapping_sub(other) < 1 << 31
}

impl Log {
    pub(crate) fn new() -> Self {
        Self { payments: vec![EMPTY; 16], head: 0, tail: 0 }
    }

    pub(crate) fn bytes(&self) -> usize {
        self.payments.capacity() * size_of::<Payment>()
    }

    pub(crate) fn len(&self) -> u32 {
        self.tail.wrapping_sub(self.head)
    }

    /// The number the next payment will have.
    pub(crate) fn tail(&self) -> u32 {
        self.tail
    }

    pub(crate) fn at(&self, seq: u32) -> &Payment {
        &self.payments[seq as usize & (self.payments.len() - 1)]
    }

    fn at_mut(&mut self, seq: u32) -> &mut Payment {
        let mask = self.payments.len() - 1;
        &mut self.payments[seq as usize & mask]
    }

    pub(crate) fn oldest(&self) -> Option<&Payment> {
        (self.len() > 0).then(|| self.at(self.head))
    }

    pub(crate) fn newest(&self) -> Option<u32> {
        (self.len() > 0).then(|| self.tail.wrapping_sub(1))
    }

    pub(crate) fn holds(&self, seq: u32) -> bool {
        seq.wrapping_sub(self.head) < self.len()
    }

    /// The living payment before `seq` between the same accounts.
    pub(crate) fn previous(&self, seq: u32) -> Option<u32> {
        let previous = self.at(seq).previous;
        (previous != seq && self.holds(previous)).then_some(previous)
    }

    /// The payment after `seq` between the same accounts.
    pub(crate) fn next(&self, seq: u32) -> Option<u32> {
        let next = self.at(seq).next;
        (next != seq).then_some(next)
    }

    pub(crate) fn push(&mut self, edge: Edge, previous: Option<u32>, positions: (u32, u32)) {
        if self.len() as usize == self.payments.len() {
            let mut doubled = vec![EMPTY; self.payments.len() * 2];
            let mask = doubled.len() - 1;
            for seq in (0..self.len()).map(|offset| self.head.wrapping_add(offset)) {
                doubled[seq as usize & mask] = *self.at(seq);
            }
            self.payments = doubled;
        }
        let seq = self.tail;
        if let Some(previous) = previous {
            self.at_mut(previous).next = seq;
        }
        let (out_position, in_position) = positions;
        *self.at_mut(seq) =
            Payment { edge, previous: previous.unwrap_or(seq), next: seq, out_position, in_position };
        self.tail = seq.wrapping_add(1);
    }

    pub(crate) fn pop(&mut self) {
        self.head = self.head.wrapping_add(1);
    }

    /// The oldest payment and whether it is the newest of its pair.
    pub(crate) fn first(&self) -> Option<(Payment, bool)> {
        self.oldest().map(|payment| (*payment, payment.next == self.head))
    }
}
