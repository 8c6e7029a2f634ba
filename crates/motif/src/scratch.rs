//! Working memory of the searches, kept between them so that a payment costs no allocation. A mark belongs to the search
//! whose number it bears, so nothing is ever cleared.

/// What a search noted at an account.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Mark {
    pub(crate) search: u32,
    /// Hops from the start, or how many were counted.
    pub(crate) hops: u32,
    /// How far its ring was looked at.
    pub(crate) position: u32,
    /// A sequence number, or whether it waits in the queue.
    pub(crate) note: u32,
    pub(crate) time: i64,
    /// Its useful entries in [`Scratch::useful`].
    pub(crate) list: Option<(u32, u32)>,
}

/// Marks of one purpose at all accounts.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    marks: Vec<Mark>,
    search: u32,
}

impl Marks {
    /// Begins a search over this many accounts: no account is marked.
    pub(crate) fn begin(&mut self, accounts: usize) {
        self.search = self.search.wrapping_add(1);
        if self.search == 0 {
            self.marks.fill(Mark::default());
            self.search = 1;
        }
        if self.marks.len() < accounts {
            self.marks.resize(accounts, Mark::default());
        }
    }

    pub(crate) fn get(&self, account: u32) -> Option<&Mark> {
        self.marks.get(account as usize).filter(|mark| mark.search == self.search)
    }

    pub(crate) fn get_mut(&mut self, account: u32) -> Option<&mut Mark> {
        self.marks.get_mut(account as usize).filter(|mark| mark.search == self.search)
    }

    pub(crate) fn set(&mut self, account: u32, mark: Mark) {
        if let Some(place) = self.marks.get_mut(account as usize) {
            *place = Mark { search: self.search, ..mark };
        }
    }

    pub(crate) fn bytes(&self) -> usize {
        self.marks.capacity() * size_of::<Mark>()
    }
}

/// An entry worth following back from an account towards the start of the search.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Useful {
    pub(crate) account: u32,
    pub(crate) seq: u32,
    pub(crate) time: i64,
    /// Hops from the start of the search to `account`, where known.
    pub(crate) hops: u32,
    pub(crate) superseded: bool,
}

/// One account of the path being followed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    pub(crate) account: u32,
    /// Only payments before this may lead to it.
    pub(crate) before: i64,
    pub(crate) next: u32,
    pub(crate) end: u32,
}

#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub(crate) forward: Marks,
    pub(crate) backward: Marks,
    pub(crate) forward_queue: Vec<u32>,
    pub(crate) backward_queue: Vec<u32>,
    pub(crate) spare_queue: Vec<u32>,
    pub(crate) useful: Vec<Useful>,
    pub(crate) frames: Vec<Frame>,
    /// The payments of the path being followed, the last first; the closing one is not among them.
    pub(crate) trail: Vec<u32>,
}

impl Scratch {
    pub(crate) fn bytes(&self) -> usize {
        self.forward.bytes()
            + self.backward.bytes()
            + self.useful.capacity() * size_of::<Useful>()
            + self.frames.capacity() * size_of::<Frame>()
    }
}
