//! Exact aggregates over sliding windows of transactions.
//!
//! For each transaction: how many its account made in the last day, how much, the largest, to how many others. The
//! rows are laid out first ([`Partition`]: parts that fit the processor's cache, one account's rows side by side in
//! order of time), then each aggregate is a pass over them, then the answers go back to the order of the file. Every
//! step is linear and walks memory forwards, so that a row costs the same whether there are one or fifty million,
//! and whether or not a few accounts have most of them.
//!
//! A window of `w` ending at a row at time `t` holds the rows of the same key with times in `[t - w, t]`, both ends
//! included. All rows of one moment count together, whatever their order in the file. This is SQL's
//! `RANGE BETWEEN w PRECEDING AND CURRENT ROW`.
//!
//! Sums are exact; one that does not fit 64 bits is given as the nearest number that does. Rows need not be in order
//! of time. The answers do not depend on the number of threads.
//!
//! [`Sum`], [`Extreme`], [`Distinct`] and [`Median`] are the same aggregates one event at a time, for a feed.
//!
//! What is *not* here: what a transaction is, currencies, calendars (a day is what the caller says it is), rules.
//!
//! ```
//! use windows::{Aggregate, Transactions, What, aggregate};
//! let day = 86_400_000_000;
//! let ledger = Transactions {
//!     key: &[7, 7, 9, 7],
//!     time_us: &[0, 1_000_000, 1_000_000, 86_401_000_000],
//!     amount: &[500, 300, 900, 200],
//!     other: &[9, 9, 7, 8],
//! };
//! let wanted = [What::Sum, What::Distinct].map(|what| Aggregate { what, window_us: day });
//! let answers = aggregate(&ledger, &wanted, 1)?;
//! assert_eq!(answers, [[500, 800, 900, 500], [1, 1, 1, 2]]);
//! # Ok::<(), windows::Error>(())
//! ```

mod kernel;
mod part;
mod partition;

use std::fmt;

pub use kernel::{Distinct, Extreme, Median, Sum};
pub use partition::{Partition, Run};

/// Columns of transactions, one entry a row in each.
#[derive(Clone, Copy, Debug)]
pub struct Transactions<'a> {
    /// Whose window a row belongs to: an account, numbered by the caller.
    pub key: &'a [u32],
    /// When, in microseconds from any origin.
    pub time_us: &'a [i64],
    /// How much, in minor units.
    pub amount: &'a [i64],
    /// The other side, for [`What::Distinct`].
    pub other: &'a [u32],
}

/// One aggregate over one window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aggregate {
    /// What is computed.
    pub what: What,
    /// How far back the window reaches, in microseconds; the row exactly as far back is inside.
    pub window_us: u64,
}

/// What is computed over a window. No window is empty: a row is in its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Rows.
    Count,
    /// Sum of the amounts, or the nearest 64-bit number.
    Sum,
    /// Sum by count, the fraction dropped (towards zero).
    Mean,
    /// Largest amount.
    Max,
    /// Smallest amount.
    Min,
    /// Different values of `other`.
    Distinct,
    /// Middle amount; of two middle ones the smaller. Not constant time; see [`Median`].
    Median,
}

/// Why columns could not be read as a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// A column is longer or shorter than `key`.
    Uneven {
        /// Its name.
        column: &'static str,
        /// Its length.
        length: usize,
        /// The length of `key`.
        rows: usize,
    },
    /// More rows than are numbered (2³² − 2).
    TooMany {
        /// How many.
        rows: usize,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Uneven { column, length, rows } => {
                write!(out, "column `{column}` has {length} rows, `key` has {rows}; all must be the same")
            }
            Self::TooMany { rows } => {
                write!(out, "{rows} rows; at most 4294967294 at a time, split them by key")
            }
        }
    }
}

impl std::error::Error for Error {}

/// One column of answers per aggregate, in the order of the rows given.
///
/// Linear in the rows but for [`What::Median`]. Beside the answers it holds one more column of them and up to
/// 18 bytes a row. Threads are only started where each has some thousand rows.
pub fn aggregate(
    ledger: &Transactions<'_>,
    wanted: &[Aggregate],
    threads: usize,
) -> Result<Vec<Vec<i64>>, Error> {
    let rows = ledger.key.len();
    for (column, length) in [("amount", ledger.amount.len()), ("other", ledger.other.len())] {
        if length != rows {
            return Err(Error::Uneven { column, length, rows });
        }
    }
    let partition = Partition::new(ledger.key, ledger.time_us, threads)?;
    Ok(part::aggregate(&partition, ledger, wanted, threads))
}
