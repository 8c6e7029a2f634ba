//! Kinds of things that are never the same thing as another kind.

use evidence::schemata;

/// A kind of thing. Resolution only compares within one: what a person and an account share ties them in the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lineage {
    /// A person or organisation.
    Party,
    /// A chat account, a user of a phone.
    UserAccount,
    /// A bank account.
    BankAccount,
    /// A virtual-currency wallet.
    Wallet,
    /// A vehicle, vessel or aircraft.
    Vehicle,
    /// A passport or other document of identity.
    Identification,
    /// Everything else, never joined.
    Other,
}

impl Lineage {
    /// The kind of thing a FollowTheMoney schema describes.
    pub fn of(schema: &str) -> Self {
        const ROOTS: [(&str, Lineage); 6] = [
            ("LegalEntity", Lineage::Party),
            ("UserAccount", Lineage::UserAccount),
            ("BankAccount", Lineage::BankAccount),
            ("CryptoWallet", Lineage::Wallet),
            ("Vehicle", Lineage::Vehicle),
            ("Identification", Lineage::Identification),
        ];
        let Some(schema) = schemata().get(schema) else { return Self::Other };
        ROOTS.iter().find(|(root, _)| schema.is_a(root)).map_or(Self::Other, |&(_, lineage)| lineage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrower_schemata_are_of_the_lineage_of_their_parents() {
        for (schema, lineage) in [
            ("Company", Lineage::Party),
            ("Person", Lineage::Party),
            ("Vessel", Lineage::Vehicle),
            ("Passport", Lineage::Identification),
            ("Ownership", Lineage::Other),
            ("Nonsense", Lineage::Other),
        ] {
            assert_eq!(Lineage::of(schema), lineage, "{schema}");
        }
    }
}
