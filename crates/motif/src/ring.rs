//! Who paid whom, by account: for each account a time-ordered ring of its payments out and one of its payments in, all
//! rings in one arena.
//!
//! A ring is a power-of-two block of the arena. It doubles when full and halves when three quarters are empty, so pushing
//! and expiring cost amortised constant time. Blocks given up are used again by size: at worst every size has once held all
//! payments, which for 2²⁴ payments still leaves an arena that a `u32` can address. Positions count pushes and wrap; a
//! position is turned into a place by masking.

#![expect(
    clippy::indexing_slicing,
    reason = "the innermost loops: a vertex is bounds-checked once on entry, a block lies inside the arena by construction"
)]

/// In [`Entry::neighbour`]: a later payment between the same two accounts exists.
const SUPERSEDED: u32 = 1 << 31;
const SMALLEST: u32 = 4;

/// Which of an account's two rings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    In,
    Out,
}

impl Side {
    pub(crate) fn other(self) -> Self {
        match self {
            Side::In => Side::Out,
            Side::Out => Side::In,
        }
    }
}

/// One payment as seen from one of its accounts.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Entry {
    pub(crate) time: i64,
    neighbour: u32,
    pub(crate) seq: u32,
}

impl Entry {
    pub(crate) fn neighbour(self) -> u32 {
        self.neighbour & !SUPERSEDED
    }

    pub(crate) fn superseded(self) -> bool {
        self.neighbour & SUPERSEDED != 0
    }
}

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Ring {
    start: u32,
    /// Zero when the ring has no block.
    capacity: u32,
    pub(crate) head: u32,
    pub(crate) tail: u32,
    /// Where the fan window begins, and how many different neighbours it has.
    fan_head: u32,
    fan: u32,
    /// Where the degree window begins.
    degree_head: u32,
}

impl Ring {
    pub(crate) fn len(&self) -> u32 {
        self.tail.wrapping_sub(self.head)
    }

    fn place(&self, position: u32) -> usize {
        (self.start + (position & self.capacity.wrapping_sub(1))) as usize
    }
}

#[derive(Debug, Default)]
pub(crate) struct Rings {
    accounts: Vec<[Ring; 2]>,
    arena: Vec<Entry>,
    /// Blocks given up, by the logarithm of their size.
    free: [Vec<u32>; 32],
}

impl Rings {
    pub(crate) fn accounts(&self) -> usize {
        self.accounts.len()
    }

    pub(crate) fn bytes(&self) -> usize {
        self.accounts.capacity() * size_of::<[Ring; 2]>() + self.arena.capacity() * size_of::<Entry>()
    }

    /// Makes room for accounts up to and with this one.
    pub(crate) fn reach(&mut self, account: u32) {
        if self.accounts.len() <= account as usize {
            self.accounts.resize(account as usize + 1, [Ring::default(); 2]);
        }
    }

    pub(crate) fn ring(&self, account: u32, side: Side) -> Ring {
        self.accounts[account as usize][side as usize]
    }

    pub(crate) fn len(&self, account: u32, side: Side) -> u32 {
        self.accounts[account as usize][side as usize].len()
    }

    pub(crate) fn at(&self, ring: &Ring, position: u32) -> Entry {
        self.arena[ring.place(position)]
    }

    /// The entries not older than `since`, the newest first, those of superseded payments too.
    pub(crate) fn recent(&self, account: u32, side: Side, since: i64) -> impl Iterator<Item = Entry> {
        let ring = self.ring(account, side);
        let block = &self.arena[ring.start as usize..(ring.start + ring.capacity) as usize];
        let mask = ring.capacity.wrapping_sub(1);
        let mut position = ring.tail;
        std::iter::from_fn(move || {
            if position == ring.head {
                return None;
            }
            position = position.wrapping_sub(1);
            Some(block[(position & mask) as usize])
        })
        .take_while(move |entry| entry.time >= since)
    }

    /// The newest entry of each neighbour not older than `since`.
    pub(crate) fn neighbours(&self, account: u32, side: Side, since: i64) -> impl Iterator<Item = Entry> {
        self.recent(account, side, since).filter(|entry| !entry.superseded())
    }

    /// The first position whose time is not before `time`.
    pub(crate) fn first_at(&self, ring: &Ring, time: i64) -> u32 {
        let (mut low, mut high) = (0, ring.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.at(ring, ring.head.wrapping_add(middle)).time < time {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        ring.head.wrapping_add(low)
    }

    /// Appends a payment; says at which position. `superseded` is the position of the payment before it between the same
    /// two accounts.
    pub(crate) fn push(
        &mut self,
        account: u32,
        side: Side,
        neighbour: u32,
        time: i64,
        seq: u32,
        superseded: Option<u32>,
    ) -> u32 {
        let mut ring = self.ring(account, side);
        if ring.len() == ring.capacity {
            let doubled = (ring.capacity * 2).max(SMALLEST);
            self.resize(&mut ring, doubled);
        }
        let mut already_counted = false;
        if let Some(position) = superseded {
            let place = ring.place(position);
            self.arena[place].neighbour |= SUPERSEDED;
            already_counted = position.wrapping_sub(ring.head) >= ring.fan_head.wrapping_sub(ring.head);
        }
        let position = ring.tail;
        let place = ring.place(position);
        self.arena[place] = Entry { time, neighbour, seq };
        ring.tail = position.wrapping_add(1);
        ring.fan += u32::from(!already_counted);
        self.accounts[account as usize][side as usize] = ring;
        position
    }

    /// Drops the oldest payment of a ring.
    pub(crate) fn pop(&mut self, account: u32, side: Side) {
        let mut ring = self.ring(account, side);
        if ring.len() == 0 {
            return;
        }
        if ring.fan_head == ring.head {
            self.pass_fan(&mut ring);
        }
        if ring.degree_head == ring.head {
            ring.degree_head = ring.degree_head.wrapping_add(1);
        }
        ring.head = ring.head.wrapping_add(1);
        if ring.len() == 0 {
            self.release(&mut ring);
        } else if ring.capacity > SMALLEST && ring.len() <= ring.capacity / 4 {
            let halved = ring.capacity / 2;
            self.resize(&mut ring, halved);
        }
        self.accounts[account as usize][side as usize] = ring;
    }

    /// How many different neighbours the ring has after `since`; `since` never goes back.
    pub(crate) fn fan(&mut self, account: u32, side: Side, since: i64) -> u32 {
        let mut ring = self.ring(account, side);
        while ring.fan_head != ring.tail && self.at(&ring, ring.fan_head).time <= since {
            self.pass_fan(&mut ring);
        }
        self.accounts[account as usize][side as usize] = ring;
        ring.fan
    }

    /// How many payments the ring has after `since`; `since` never goes back.
    pub(crate) fn degree(&mut self, account: u32, side: Side, since: i64) -> u32 {
        let mut ring = self.ring(account, side);
        while ring.degree_head != ring.tail && self.at(&ring, ring.degree_head).time <= since {
            ring.degree_head = ring.degree_head.wrapping_add(1);
        }
        self.accounts[account as usize][side as usize] = ring;
        ring.tail.wrapping_sub(ring.degree_head)
    }

    fn pass_fan(&self, ring: &mut Ring) {
        ring.fan -= u32::from(!self.at(ring, ring.fan_head).superseded());
        ring.fan_head = ring.fan_head.wrapping_add(1);
    }

    fn resize(&mut self, ring: &mut Ring, capacity: u32) {
        let start = self.free[capacity.trailing_zeros() as usize].pop().unwrap_or_else(|| {
            let start = u32::try_from(self.arena.len()).unwrap_or(u32::MAX);
            self.arena.resize(self.arena.len() + capacity as usize, Entry::default());
            start
        });
        let moved = Ring { start, capacity, ..*ring };
        for position in (0..ring.len()).map(|offset| ring.head.wrapping_add(offset)) {
            let (from, to) = (ring.place(position), moved.place(position));
            self.arena[to] = self.arena[from];
        }
        self.release(ring);
        *ring = moved;
    }

    fn release(&mut self, ring: &mut Ring) {
        if ring.capacity > 0 {
            self.free[ring.capacity.trailing_zeros() as usize].push(ring.start);
        }
        (ring.start, ring.capacity) = (0, 0);
    }
}
