//! What a shared value means for two of its carriers.

use crate::Against;
use crate::identifier::{Carrier, Kind};
use crate::lineage::Lineage;
use crate::profile::{Institution, Profile};

/// A judgement on two clusters that carry one value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Verdict {
    /// The same, with this probability.
    Same(f64),
    /// Something speaks against it: for a person to look at.
    Undecided(Against),
    /// Different things that share a value.
    Apart,
}

/// Judges two clusters of one lineage by one carrier of each. All probabilities are ours: an order of trust, from what
/// is one by definition (an IBAN) to what people hand on (a phone), to be replaced by measured ones.
pub(crate) fn judge(kind: Kind, one: (&Carrier, &Profile), other: (&Carrier, &Profile)) -> Verdict {
    let ((one, own), (other, theirs)) = (one, other);
    if !own.may_be_one(theirs) {
        return Verdict::Apart;
    }
    if own.births_contradict(theirs) {
        return Verdict::Undecided(Against::Birth);
    }
    let country = same_country(one, other);
    match one.lineage {
        Lineage::Party => party(kind, country, own.names_agree(theirs)),
        Lineage::UserAccount => match kind {
            Kind::Username | Kind::Phone => Verdict::Same(0.97),
            Kind::Email => Verdict::Same(0.95),
            _ => Verdict::Apart,
        },
        Lineage::BankAccount => match kind {
            Kind::Iban => Verdict::Same(1.0),
            Kind::AccountNumber => account(own.institution(theirs)),
            _ => Verdict::Apart,
        },
        Lineage::Wallet => Verdict::Same(1.0),
        Lineage::Vehicle => match (kind, country) {
            (Kind::Imo | Kind::Mmsi, _) => Verdict::Same(0.99),
            (_, Some(true)) => Verdict::Same(0.95),
            (_, None) => Verdict::Same(0.85),
            (_, Some(false)) => Verdict::Undecided(Against::Country),
        },
        Lineage::Identification => match country {
            Some(true) => Verdict::Same(0.99),
            _ => Verdict::Undecided(Against::Country),
        },
        Lineage::Other => Verdict::Apart,
    }
}

/// Whether two numbers are of one country; none where one is not said. Nationality can only tell them apart.
fn same_country(one: &Carrier, other: &Carrier) -> Option<bool> {
    let said = one.country.zip(other.country).map(|(one, other)| one == other);
    let [one, other] = [one, other].map(|carrier| carrier.country.or(carrier.national));
    said.or_else(|| one.zip(other).filter(|(one, other)| one != other).map(|_| false))
}

fn party(kind: Kind, country: Option<bool>, names: Option<bool>) -> Verdict {
    match kind {
        Kind::Lei | Kind::Imo => Verdict::Same(0.99),
        Kind::NameAndBirth => Verdict::Same(0.95),
        Kind::Passport | Kind::IdNumber | Kind::TaxNumber | Kind::RegistrationNumber => {
            match (country, names) {
                (Some(false), _) => Verdict::Undecided(Against::Country),
                (None, Some(false)) => Verdict::Undecided(Against::Name),
                (Some(true), _) => Verdict::Same(0.99),
                (None, Some(true)) => Verdict::Same(0.97),
                (None, None) => Verdict::Same(0.9),
            }
        }
        Kind::Email | Kind::Phone => match names {
            Some(true) => Verdict::Same(0.95),
            None => Verdict::Same(0.8),
            // Families and households share phones.
            Some(false) => Verdict::Undecided(Against::Name),
        },
        _ => Verdict::Apart,
    }
}

/// Two holders of one account: the same if their names agree. Ours as all probabilities: namesakes who share an account,
/// a father and his son, are rarer than one holder in two banks' files.
pub(crate) fn holder(own: &Profile, theirs: &Profile) -> Verdict {
    if !own.may_be_one(theirs) || own.names_agree(theirs) != Some(true) {
        Verdict::Apart
    } else if own.births_contradict(theirs) {
        Verdict::Undecided(Against::Birth)
    } else {
        Verdict::Same(0.95)
    }
}

/// An account number, or an IBAN that ends with it.
pub(crate) fn account(institution: Institution) -> Verdict {
    match institution {
        Institution::Same => Verdict::Same(0.97),
        Institution::Unknown => Verdict::Same(0.85),
        Institution::Unlike => Verdict::Undecided(Against::Institution),
        Institution::Other => Verdict::Apart,
    }
}
