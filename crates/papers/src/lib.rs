//! A country review as the papers its people use: DOCX, PDF, XLSX, HTML, JSON with a schema, iCalendar.
//!
//! In: a [`Desk`], which holds the part of a review that an audience may see ([`review::Log::seen_by`]) and nothing
//! else. [`compose`] says what stands in a paper; the writers ([`docx`], [`html`], [`pdf`], [`xlsx`], [`ics`]) only set
//! it, and know nothing of reviews. Nothing here opens a file or knows the day: it is handed in, and the same review
//! gives the same bytes.

pub mod compose;
mod desk;
pub mod document;
pub mod docx;
pub mod html;
pub mod ics;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod view;
pub mod xlsx;
mod xml;

pub use desk::{Desk, Scope};

/// Why a paper cannot be made or read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The archive that a DOCX is cannot be read or written.
    #[error("{0}")]
    Archive(String),
    /// A part of it is not of the right form.
    #[error("{0}")]
    Form(String),
}

impl Error {
    fn archive(error: impl std::fmt::Display) -> Self {
        Self::Archive(error.to_string())
    }
}
