//! Findings as files: a page for people, and the formats other tools take.
//!
//! In: a [`Picture`], which lends everything one run found. Out: `findings.json` ([`findings`]), FollowTheMoney entities
//! ([`ftm`]), graphs for Gephi, yEd and i2 ([`gexf`], [`graphml`], [`anx`]), routes for a map ([`geojson`], [`kml`]), events in Parquet ([`events`]), refused
//! records ([`rejections`]) and a self-contained page ([`html`]). Each writes to what it is handed and nothing else.
//!
//! - Every claim names its records as source and locator, in every format.
//! - Things have the same [`Id`] in all of them, so that `hit-12` on the page is `hit-12` in the JSON.
//! - Who may be a victim is shown as a person to protect, not as a subject.
//! - All wording is in `locales/`, in English and French; see [`Words`].
//!
//! What is *not* here: judging. What is shown was found by the crates below; only the order and the words are ours.

pub mod anx;
mod caption;
mod decision;
pub mod events;
pub mod findings;
pub mod ftm;
pub mod geojson;
pub mod gexf;
pub mod graphml;
mod ground;
pub mod html;
mod id;
pub mod kml;
mod layout;
pub mod map;
pub mod page;
pub mod rejections;
mod words;
mod xml;

pub use caption::Kind;
pub use id::{Id, IdError};
pub use words::{Language, Value, Words};

use evidence::Evidence;
use gazetteer::Gazetteer;
use network::{Changes, Filter, Network};
use resolve::{Locations, Peculiar, Resolution};
use routes::Routes;

/// Of which part of the evidence the network and the routes were drawn, and what is new in them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scope<'a> {
    /// The part, if it is not all.
    pub filter: Option<&'a Filter>,
    /// The day of the last look (ISO 8601), and what is new since.
    pub since: Option<(&'a str, &'a Changes)>,
}

/// Everything one run found, lent to the writers.
#[derive(Clone, Debug)]
pub struct Picture<'a> {
    /// What was read.
    pub evidence: &'a Evidence,
    /// What is strange in it.
    pub peculiar: &'a [Peculiar],
    /// Who is who.
    pub resolution: &'a Resolution,
    /// Where is where.
    pub locations: &'a Locations,
    /// Hits and alerts.
    pub findings: &'a indicators::Findings,
    /// What rules and indicators say, with citations.
    pub packs: &'a indicators::Packs,
    /// Who went where, with whom.
    pub routes: &'a Routes,
    /// Who is connected to whom, and roles.
    pub network: &'a Network,
    /// Names and outlines of countries.
    pub gazetteer: &'a Gazetteer,
    /// The date the picture is of, ISO 8601, if it was given: the libraries read no clock.
    pub as_of: Option<String>,
    /// Of what the network and the routes are.
    pub scope: Scope<'a>,
}
