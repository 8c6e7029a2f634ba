//! Names of people and organisations: how alike two are, in any script, and why.
//!
//! أحمد محمود, Ahmed Mahmoud and A. MAHMUD may be one person in three files. A [`Name`] is prepared once: folded to words
//! (case, diacritics, width, exchanged letters), each of a kind (word, initial, particle, title, legal form, number), each
//! with a Latin spelling. [`compare`] aligns the parts of two names in any order and says how each pair is alike;
//! [`similarity`] gives the score alone and allocates nothing. [`Name::keys`] finds candidates without comparing all with all.
//!
//! - Scripts: Arabic, Hebrew, Cyrillic, kana, Korean and Chinese letters stand for Latin spellings as learned from observed
//!   pairs (`data/spellings.tsv`); Greek, Devanagari, Amharic, Georgian, Armenian and all others are replaced letter by letter
//!   and compared loosely. Chinese characters are read as Mandarin; Japanese readings of them are not known.
//! - Knowledge is data: the lists in `data` say where they come from and are read as people write.
//! - A name that folds to nothing is no [`Name`]: it is unknown, and equals nothing.
//! - Only equal names score 1, and a score is no probability: how much it tells is for the one who knows the data to say,
//!   with [`Frequencies`].
//! - Nothing about a person is inferred from a name: no origin, religion or sex. The lists hold only what is needed to see that
//!   two spellings may be one name.
//! - Bounded: of a text 4 KiB are read, of a name 16 parts of 32 letters; the comparison of the longest takes about a fifth
//!   of a millisecond.
//!
//! ```
//! use names::{Name, Relation, compare};
//!
//! let (one, other) = (Name::person("Гагарин Юрий").unwrap(), Name::person("Yuri A. Gagarin").unwrap());
//! let found = compare(&one, &other, None);
//! assert!(found.score > 0.8 && found.is_reordered);
//! assert_eq!(found.parts[0].right.as_deref(), Some("gagarin"));
//! assert_eq!(found.parts[0].relation, Relation::Transliterated);
//! assert_eq!(Name::person(" - "), None);
//! ```

mod align;
mod bound;
mod compare;
mod edit;
mod fold;
mod frequency;
mod known;
mod lists;
mod name;
mod probe;
mod skeleton;
mod spelling;
mod token;

pub use align::Relation;
pub use bound::{Outline, Shared};
pub use compare::{Aligned, Comparison, compare, similarity};
pub use frequency::Frequencies;
pub use name::Name;
pub use probe::{Probe, Sketch};
pub use token::{Piece, Token};
