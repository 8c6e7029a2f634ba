//! A stream written down, to be gone on with later.
//!
//! What can be worked out again is not written: who holds what, what is declared of whom, what is so far but not
//! settled. Before the rest stand a version, a hash of the packs and one of the content: states mean something only to the
//! rules that made them.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};

use evidence::{Declared, EntityIx, EventRow, Evidence};
use foldhash::HashMap;
use resolve::{Locating, Location};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::alerts::Alerts;
use super::book::{Book, KeptRows, Subject};
use super::feed::Feed;
use super::months::Months;
use super::patterns::{self, Patterns};
use super::sharing::{self, Sharing};
use super::strange::{self, Strange};
use super::watermark::Watermark;
use super::{Ahead, At, Lateness, Stream, Waiting};
use crate::pack::{Packs, Test};
use crate::world::{Coverage, Haunts, Known as WorkedOut, Saved as SavedTies};

const MAGIC: &[u8; 16] = b"palermo stream 3";

/// Why a stream cannot be gone on with.
#[derive(Debug, thiserror::Error)]
pub enum ResumeError {
    /// It could not be read.
    #[error("the saved stream could not be read: {0}")]
    Io(#[from] io::Error),
    /// It is something else, another version, or not whole.
    #[error("not a saved stream of this version: {0}; begin anew without it")]
    Form(String),
    /// It was written with other packs.
    #[error(
        "the saved stream was written with other packs or another version of them, so its states mean something else; \
         go on with those packs, or begin anew and read the feed from the start"
    )]
    OtherPacks,
}

/// A place where events happened: name, country, degrees.
type Place = (String, String, f64, f64);

#[derive(Deserialize)]
struct Known {
    watermark: Watermark,
    next: u64,
    rows: u64,
    row_of_record: Vec<u64>,
    declared: Declared,
    places: Vec<Place>,
    sets: Vec<u64>,
    coverage: Coverage,
    ties: SavedTies,
}

#[derive(Deserialize)]
struct Kept {
    waiting: Vec<(At, Waiting)>,
    subjects: Vec<(u32, Subject)>,
    rows: KeptRows,
    haunts: Vec<(u32, Haunts)>,
    months: BTreeMap<u16, Months>,
    patterns: Vec<(u16, patterns::Saved)>,
    logins: Vec<((EntityIx, EntityIx), EventRow)>,
    sharing: sharing::Saved,
    alerts: Alerts,
    strange: strange::Saved,
}

/// [`Known`] and [`Kept`], borrowed.
#[derive(Serialize)]
struct Written<'s> {
    known: WrittenKnown<'s>,
    kept: WrittenKept<'s>,
}

#[derive(Serialize)]
struct WrittenKnown<'s> {
    watermark: &'s Watermark,
    next: u64,
    rows: u64,
    row_of_record: &'s [u64],
    declared: Declared,
    places: Vec<Place>,
    sets: &'s [u64],
    coverage: &'s Coverage,
    ties: SavedTies,
}

#[derive(Serialize)]
struct WrittenKept<'s> {
    waiting: Vec<(&'s At, &'s Waiting)>,
    subjects: Vec<(u32, &'s Subject)>,
    rows: &'s KeptRows,
    haunts: Vec<(u32, &'s Haunts)>,
    months: &'s BTreeMap<u16, Months>,
    patterns: Vec<(u16, patterns::Saved)>,
    logins: Vec<((EntityIx, EntityIx), EventRow)>,
    sharing: sharing::Saved,
    alerts: &'s Alerts,
    strange: strange::Saved,
}

impl<'p> Stream<'p> {
    /// Writes everything down that is needed to go on. What was read and not yet looked at by [`Stream::take`] is not.
    pub fn save(&self, out: &mut impl Write) -> io::Result<()> {
        let empty = WorkedOut::new(0);
        let worked_out = self.known.as_ref().unwrap_or(&empty);
        let place = |own: &Location| (own.name.clone(), own.country.clone(), own.latitude, own.longitude);
        let mut subjects: Vec<(u32, &Subject)> =
            self.book.subjects.iter().map(|(at, own)| (*at, own)).collect();
        subjects.sort_unstable_by_key(|(at, _)| *at);
        let mut haunts: Vec<(u32, &Haunts)> = self.haunts.iter().map(|(at, own)| (*at, own)).collect();
        haunts.sort_unstable_by_key(|(at, _)| *at);
        let written = Written {
            known: WrittenKnown {
                watermark: &self.watermark,
                next: self.next,
                rows: self.feed.rows,
                row_of_record: &self.feed.row_of_record,
                declared: self.feed.evidence.declared(),
                places: self.locating.found.all.iter().map(place).collect(),
                sets: &worked_out.sets.of,
                coverage: &worked_out.coverage,
                ties: self.ties.saved(),
            },
            kept: WrittenKept {
                waiting: self.waiting.iter().collect(),
                subjects,
                rows: &self.book.rows,
                haunts,
                months: &self.months,
                patterns: self.patterns.iter().map(|(rule, own)| (*rule, own.save())).collect(),
                logins: self.logins.iter().map(|(of, row)| (*of, *row)).collect(),
                sharing: self.sharing.saved(),
                alerts: &self.alerts,
                strange: self.strange.saved(),
            },
        };
        let content = postcard::to_stdvec(&written).map_err(io::Error::other)?;
        out.write_all(MAGIC)?;
        out.write_all(&self.packs.digest)?;
        out.write_all(&Sha256::digest(&content))?;
        out.write_all(&content)
    }

    /// Goes on with a stream that was written down. The next row to be read is number [`Stream::rows_read`].
    pub fn resume(packs: &'p Packs, mut from: impl Read) -> Result<Self, ResumeError> {
        let form = |what: &str| ResumeError::Form(what.to_owned());
        let mut all = Vec::new();
        from.read_to_end(&mut all)?;
        let (magic, rest) = all.split_first_chunk::<16>().ok_or_else(|| form("it is too short"))?;
        if magic != MAGIC {
            return Err(form("it begins otherwise"));
        }
        let (digest, rest) = rest.split_first_chunk::<32>().ok_or_else(|| form("it is too short"))?;
        if *digest != packs.digest {
            return Err(ResumeError::OtherPacks);
        }
        let (hash, content) = rest.split_first_chunk::<32>().ok_or_else(|| form("it is too short"))?;
        if Sha256::digest(content).as_slice() != hash {
            return Err(form("it is damaged or cut off"));
        }
        let (known, kept): (Known, Kept) =
            postcard::from_bytes(content).map_err(|error| ResumeError::Form(error.to_string()))?;
        let mut stream = Self::new(packs, Lateness::default(), Ahead::default());
        stream.watermark = known.watermark;
        stream.feed = Feed::resume(Evidence::from(known.declared), known.rows, known.row_of_record);
        stream.next = known.next;
        let places = known.places.into_iter();
        let places = places.map(|(name, country, latitude, longitude)| Location {
            name,
            country,
            latitude,
            longitude,
        });
        stream.locating = Locating::resume(places.collect());
        let mut worked_out = WorkedOut::new(packs.atoms.len());
        known.sets.chunks(worked_out.sets.words).for_each(|set| {
            worked_out.sets.intern(set);
        });
        worked_out.coverage = known.coverage;
        stream.known = Some(worked_out);
        stream.ties.put_back(known.ties);
        stream.waiting = kept.waiting.into_iter().collect();
        stream.book =
            Book::resume(&stream.rules, kept.subjects.into_iter().collect::<HashMap<_, _>>(), kept.rows);
        stream.haunts = kept.haunts.into_iter().collect();
        stream.months = kept.months;
        for (number, saved) in kept.patterns {
            if let Some(Test::Motif(test)) = stream.rules.get(usize::from(number)).map(|rule| &rule.test) {
                stream.patterns.insert(number, Patterns::resume(test, saved));
            }
        }
        stream.logins = kept.logins.into_iter().collect();
        stream.sharing = Sharing::resume(kept.sharing, stream.logins.values().copied());
        stream.alerts = kept.alerts;
        stream.strange = Strange::resume(kept.strange);
        Ok(stream)
    }
}
