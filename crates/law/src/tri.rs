//! Truth in three values, under several readings of the law at once.
//!
//! Where professionals read a provision differently, a condition has a strict and a loose reading. Instead of evaluating
//! a rule set once for each, a value holds four answers side by side, one bit each in `yes` and in `no`; neither bit set
//! is *unknown*. `and`, `or` and `not` are Kleene's, on all four at once.

/// Which reading an answer is under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum World {
    /// The reading that governs; where none does, the strict one.
    GovernedStrict,
    /// The reading that governs; where none does, the loose one.
    GovernedLoose,
    /// The strict reading everywhere.
    Strict,
    /// The loose reading everywhere.
    Loose,
}

impl World {
    /// All four.
    pub const ALL: [Self; 4] = [Self::GovernedStrict, Self::GovernedLoose, Self::Strict, Self::Loose];

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// Which of two readings governs where the rule set is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Governs {
    /// The strict one.
    Strict,
    /// The loose one.
    Loose,
    /// Neither: where they differ, a lawyer has to look.
    Neither,
}

/// True, false or unknown, under each of the four readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tri {
    yes: u8,
    no: u8,
}

/// One of them, all readings taken together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// True.
    True,
    /// False.
    False,
    /// A fact is missing.
    Unknown,
    /// The readings differ and none governs.
    Review,
}

const EVERY: u8 = 0b1111;

impl Tri {
    /// True.
    pub const TRUE: Self = Self { yes: EVERY, no: 0 };
    /// False.
    pub const FALSE: Self = Self { yes: 0, no: EVERY };
    /// Unknown.
    pub const UNKNOWN: Self = Self { yes: 0, no: 0 };

    pub(crate) fn and(self, other: Self) -> Self {
        Self { yes: self.yes & other.yes, no: self.no | other.no }
    }

    pub(crate) fn or(self, other: Self) -> Self {
        Self { yes: self.yes | other.yes, no: self.no & other.no }
    }

    pub(crate) fn not(self) -> Self {
        Self { yes: self.no, no: self.yes }
    }

    /// A condition with two readings.
    pub(crate) fn readings(strict: Self, loose: Self, governs: Governs) -> Self {
        let strictly = World::Strict.bit()
            | match governs {
                Governs::Strict => World::GovernedStrict.bit() | World::GovernedLoose.bit(),
                Governs::Loose => 0,
                Governs::Neither => World::GovernedStrict.bit(),
            };
        Self {
            yes: (strict.yes & strictly) | (loose.yes & !strictly),
            no: (strict.no & strictly) | (loose.no & !strictly),
        }
    }

    /// Under one reading; `None` is unknown.
    pub fn under(self, world: World) -> Option<bool> {
        if self.yes & world.bit() != 0 {
            Some(true)
        } else if self.no & world.bit() != 0 {
            Some(false)
        } else {
            None
        }
    }

    /// Under the reading that governs.
    pub fn governed(self) -> Truth {
        match (self.under(World::GovernedStrict), self.under(World::GovernedLoose)) {
            (Some(true), Some(true)) => Truth::True,
            (Some(false), Some(false)) => Truth::False,
            (Some(_), Some(_)) => Truth::Review,
            _ => Truth::Unknown,
        }
    }

    /// True under the reading that governs.
    pub fn holds(self) -> bool {
        self.governed() == Truth::True
    }

    /// True or false, and the same under every reading.
    pub fn is_settled(self) -> bool {
        self.yes | self.no == EVERY
    }
}

impl From<Option<bool>> for Tri {
    fn from(value: Option<bool>) -> Self {
        match value {
            Some(true) => Self::TRUE,
            Some(false) => Self::FALSE,
            None => Self::UNKNOWN,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kleene_tables_hold() {
        use Tri as T;
        let all = [T::TRUE, T::FALSE, T::UNKNOWN];
        for a in all {
            assert_eq!(a.not().not(), a);
            for b in all {
                assert_eq!(a.and(b).not(), a.not().or(b.not()));
                assert_eq!(a.and(b), b.and(a));
            }
        }
        assert_eq!(T::FALSE.and(T::UNKNOWN), T::FALSE);
        assert_eq!(T::TRUE.or(T::UNKNOWN), T::TRUE);
        assert_eq!(T::TRUE.and(T::UNKNOWN), T::UNKNOWN);
    }

    #[test]
    fn readings_that_differ_need_review_unless_one_governs() {
        let of = |governs| Tri::readings(Tri::FALSE, Tri::TRUE, governs);
        assert_eq!(of(Governs::Strict).governed(), Truth::False);
        assert_eq!(of(Governs::Loose).governed(), Truth::True);
        assert_eq!(of(Governs::Neither).governed(), Truth::Review);
        assert_eq!(of(Governs::Loose).under(World::Strict), Some(false));
        assert_eq!(of(Governs::Strict).under(World::Loose), Some(true));
        let agree = Tri::readings(Tri::TRUE, Tri::TRUE, Governs::Neither);
        assert_eq!(agree, Tri::TRUE);
        assert_eq!(Tri::readings(Tri::UNKNOWN, Tri::TRUE, Governs::Neither).governed(), Truth::Unknown);
    }
}
