//! The graph of living payments: taking payments in, dropping old ones, counting.

use thiserror::Error;

use crate::{
    Edge,
    config::Config,
    count::{Batch, Counts},
    scratch::Scratch,
    store::Store,
};

/// Why payments were not taken. None of the batch was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Error {
    /// A payment is earlier than the one before it: sort the stream by time.
    #[error("payment {id} at {time_us} µs is earlier than the one before it, at {before_us} µs")]
    OutOfOrder {
        /// The payment.
        id: u32,
        /// Its time.
        time_us: i64,
        /// The time it may not be before.
        before_us: i64,
    },
    /// An account number is not below [`Config::accounts`].
    #[error("payment {id} names account {account}; numbers are below {limit}")]
    Account {
        /// The payment.
        id: u32,
        /// The account.
        account: u32,
        /// The limit.
        limit: u32,
    },
}

/// Payments of the last windows, and what they form. See the [crate] page.
#[derive(Debug)]
pub struct Graph {
    config: Config,
    pub(crate) store: Store,
    pub(crate) scratch: Scratch,
    /// The time of the newest payment.
    now: i64,
    evicted: u64,
}

impl Graph {
    /// An empty graph.
    pub fn new(mut config: Config) -> Self {
        config.accounts = config.accounts.min(1 << 31);
        config.payments = config.payments.clamp(1, 1 << 24);
        Self { config, store: Store::new(), scratch: Scratch::default(), now: i64::MIN, evicted: 0 }
    }

    /// What is counted and kept, with limits brought into their range.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Takes a payment without counting.
    pub fn add(&mut self, edge: Edge) -> Result<(), Error> {
        self.check(&[edge])?;
        self.expire(edge.time_us);
        self.insert(edge);
        Ok(())
    }

    /// Takes a payment; `counts` then has one row, of the patterns it completes.
    pub fn push(&mut self, edge: Edge, counts: &mut Counts) -> Result<(), Error> {
        self.push_batch(&[edge], counts)
    }

    /// Takes payments; `counts` then has a row for each, of the patterns it belongs to that it or a later one of the batch
    /// completes. Takes all or, with an error, none.
    pub fn push_batch(&mut self, edges: &[Edge], counts: &mut Counts) -> Result<(), Error> {
        self.check(edges)?;
        counts.begin(self.config.width(), edges.len());
        let Some(first) = edges.first() else { return Ok(()) };
        // The windows of the batch's first payments must still be whole when its last is in.
        self.expire(first.time_us);
        let first = self.store.log.tail();
        for (&edge, row) in edges.iter().zip(0_u32..) {
            self.insert(edge);
            if edge.from != edge.to {
                let Self { config, store, scratch, .. } = self;
                Batch { config, first, counts }.count_newest(store, scratch, first.wrapping_add(row));
            }
        }
        if self.config.scatter_gather.is_some() {
            let Self { config, store, scratch, .. } = self;
            let mut batch = Batch { config, first, counts };
            for (edge, row) in edges.iter().zip(0_u32..) {
                let seq = first.wrapping_add(row);
                if edge.from != edge.to && store.log.holds(seq) {
                    batch.count_scatter(store, scratch, seq);
                }
            }
        }
        Ok(())
    }

    /// How many payments are kept.
    pub fn len(&self) -> usize {
        self.store.log.len() as usize
    }

    /// Whether none are kept.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many payments were dropped before their time because [`Config::payments`] were kept: patterns with them were
    /// missed since.
    pub fn evicted(&self) -> u64 {
        self.evicted
    }

    /// About how many bytes of memory it holds.
    pub fn bytes(&self) -> usize {
        self.store.bytes() + self.scratch.bytes()
    }

    fn check(&self, edges: &[Edge]) -> Result<(), Error> {
        let mut before_us = self.now;
        for &Edge { from, to, time_us, id, .. } in edges {
            if time_us < before_us {
                return Err(Error::OutOfOrder { id, time_us, before_us });
            }
            let account = from.max(to);
            if account >= self.config.accounts {
                return Err(Error::Account { id, account, limit: self.config.accounts });
            }
            before_us = time_us;
        }
        Ok(())
    }

    fn expire(&mut self, now: i64) {
        self.store.expire(now.saturating_sub(self.config.longest_window()));
    }

    fn insert(&mut self, edge: Edge) {
        self.now = edge.time_us;
        if self.store.log.len() >= self.config.payments {
            self.store.pop();
            self.evicted += 1;
        }
        self.store.push(edge);
    }
}
