//! The newest payment of each ordered pair of accounts: an open-addressed table with linear probing, half full at most,
//! whose deletions shift back, so that it needs no tombstones and never outgrows the most pairs alive at once.

#![expect(
    clippy::indexing_slicing,
    reason = "hot kernel: every place is masked by the table's length, a power of two"
)]

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    from: u32,
    to: u32,
    seq: u32,
    used: bool,
}

#[derive(Debug)]
pub(crate) struct Pairs {
    slots: Vec<Slot>,
    len: usize,
}

impl Pairs {
    pub(crate) fn new() -> Self {
        Self { slots: vec![Slot::default(); 16], len: 0 }
    }

    pub(crate) fn bytes(&self) -> usize {
        self.slots.capacity() * size_of::<Slot>()
    }

    pub(crate) fn get(&self, from: u32, to: u32) -> Option<u32> {
        let slot = self.slots[self.find(from, to)];
        slot.used.then_some(slot.seq)
    }

    /// Sets the pair's newest payment; gives back the one before.
    pub(crate) fn set(&mut self, from: u32, to: u32, seq: u32) -> Option<u32> {
        if self.len * 2 >= self.slots.len() {
            let doubled = vec![Slot::default(); self.slots.len() * 2];
            for slot in std::mem::replace(&mut self.slots, doubled) {
                if slot.used {
                    let place = self.find(slot.from, slot.to);
                    self.slots[place] = slot;
                }
            }
        }
        let place = self.find(from, to);
        let before = self.slots[place];
        self.slots[place] = Slot { from, to, seq, used: true };
        self.len += usize::from(!before.used);
        before.used.then_some(before.seq)
    }

    pub(crate) fn remove(&mut self, from: u32, to: u32) {
        let mask = self.slots.len() - 1;
        let mut hole = self.find(from, to);
        if !self.slots[hole].used {
            return;
        }
        self.len -= 1;
        let mut next = hole;
        loop {
            next = (next + 1) & mask;
            let slot = self.slots[next];
            if !slot.used {
                break;
            }
            // A slot may move into the hole when the hole is not before its own home.
            let home = self.home(slot.from, slot.to);
            if next.wrapping_sub(home) & mask >= next.wrapping_sub(hole) & mask {
                self.slots[hole] = slot;
                hole = next;
            }
        }
        self.slots[hole].used = false;
    }

    fn home(&self, from: u32, to: u32) -> usize {
        let key = u64::from(from) << 32 | u64::from(to);
        // Fibonacci hashing of a mixed key; who can choose account numbers can make it slow, not wrong.
        let mixed = (key ^ (key >> 29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        usize::try_from(mixed >> 32).unwrap_or(0) & (self.slots.len() - 1)
    }

    fn find(&self, from: u32, to: u32) -> usize {
        let mut place = self.home(from, to);
        loop {
            let slot = self.slots[place];
            if !slot.used || (slot.from, slot.to) == (from, to) {
                return place;
            }
            place = (place + 1) & (self.slots.len() - 1);
        }
    }
}
