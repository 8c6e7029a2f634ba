//! Who paid, who was paid, and through whom: the sides of a goAML transaction.

use super::accounts::Account;
use super::has_word;
use super::parties::{Parties, Party, plain, plain_of};
use crate::xml::Element;

/// The parties of a transaction by what they did in it.
#[derive(Default)]
pub(super) struct Sides {
    pub(super) from: Option<Party>,
    pub(super) to: Option<Party>,
    pub(super) from_party: Option<Party>,
    pub(super) to_party: Option<Party>,
    pub(super) via: Option<Party>,
    /// Parties in a role that says nothing of a direction, and the role.
    pub(super) undirected: Vec<(Party, String)>,
    pub(super) suspected: Vec<Party>,
    pub(super) notes: Vec<String>,
}

/// A party in a transaction, with the holder if it is an account.
pub(super) struct Found {
    pub(super) party: Party,
    pub(super) is_account: bool,
    pub(super) holder: Option<Party>,
}

/// What a role says where it is a plain word.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Direction {
    From,
    To,
    Via,
}

impl Parties<'_, '_> {
    /// The party in an element that holds one of account, person and entity, each perhaps prefixed (`from_`) and
    /// perhaps the institution's own client; with the account's holder.
    pub(super) fn named(&mut self, element: Element<'_>, sides: &mut Sides) -> Option<Found> {
        let plainly = |party| Found { party, is_account: false, holder: None };
        let mut found = None;
        for child in element.children().filter(|child| child.children().next().is_some()) {
            let name = child.name();
            let name = name.strip_suffix("_my_client").unwrap_or(name);
            let name =
                ["from_", "to_", "t_"].iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name);
            found = match name {
                "account" => self.account(child).map(|Account { account, holder }| Found {
                    party: account,
                    is_account: true,
                    holder,
                }),
                "person" => self.person(child).map(plainly),
                "entity" => self.organization(child).map(plainly),
                _ => None,
            };
            if found.is_some() {
                break;
            }
        }
        let found = found?;
        let party = &found.party;
        for country in ["from_country", "to_country", "country"] {
            self.say(party.thing, "country", plain_of(element, country));
        }
        for flag in ["from_is_suspected", "to_is_suspected", "is_suspected"] {
            if self.suspected(party, element.text_of(flag)) {
                sides.suspected.push(party.clone());
            }
        }
        Some(found)
    }

    /// `t_from` and `t_to`.
    pub(super) fn side(&mut self, element: Element<'_>, prefix: &str, sides: &mut Sides) {
        for child in element.children() {
            match child.name() {
                "t_conductor" | "t_conductor_my_client" | "conductor" => {
                    if let Some(conductor) = self.person(child) {
                        if self.suspected(&conductor, element.text_of("conductor_is_suspected")) {
                            sides.suspected.push(conductor.clone());
                        }
                        sides.via = Some(conductor);
                    }
                }
                "from_foreign_currency" | "to_foreign_currency" => sides.notes.push(foreign(child)),
                "from_funds_comment"
                | "to_funds_comment"
                | "from_transaction_additional_info"
                | "to_transaction_additional_info" => {
                    sides.notes.push(plain(child.text()).to_owned());
                }
                _ => {}
            }
        }
        if let Some(found) = self.named(element, sides) {
            let direction = if prefix == "from" { Direction::From } else { Direction::To };
            sides.put(direction, found, prefix);
        }
    }

    /// A party of a transaction with several.
    pub(super) fn involved(&mut self, element: Element<'_>, sides: &mut Sides) {
        let role = plain_of(element, "role");
        sides.notes.extend(element.child("foreign_currency").map(foreign));
        for tag in ["funds_comment", "reason", "comments"] {
            sides.notes.push(plain_of(element, tag).to_owned());
        }
        let found = self.named(element, sides).or_else(|| {
            let name = plain_of(element, "name");
            let within = self.within;
            (!name.is_empty()).then(|| {
                let party = self.party("LegalEntity", &["named", within, name]);
                self.say(party.thing, "name", name);
                Found { party, is_account: false, holder: None }
            })
        });
        let Some(found) = found else { return };
        match direction(role) {
            Some(direction) => sides.put(direction, found, role),
            None => sides.undirected.push((found.party, role.to_owned())),
        }
    }
}

impl Sides {
    /// Puts a party where its direction says; a second one for the same place is kept as one without direction.
    fn put(&mut self, direction: Direction, found: Found, role: &str) {
        let Found { party, is_account, holder } = found;
        let place = match (direction, is_account) {
            (Direction::From, true) => &mut self.from,
            (Direction::From, false) => &mut self.from_party,
            (Direction::To, true) => &mut self.to,
            (Direction::To, false) => &mut self.to_party,
            (Direction::Via, _) => &mut self.via,
        };
        match place {
            None => *place = Some(party),
            Some(there) if there.id == party.id => {}
            Some(_) => return self.undirected.push((party, role.to_owned())),
        }
        let behind = match direction {
            Direction::From => &mut self.from_party,
            Direction::To => &mut self.to_party,
            Direction::Via => return,
        };
        if behind.is_none() {
            *behind = holder;
        }
    }
}

/// What a role says of a direction.
pub(super) fn direction(role: &str) -> Option<Direction> {
    if has_word(role, &["from", "sender", "originator", "payer", "remitter", "debtor", "orderer"]) {
        Some(Direction::From)
    } else if has_word(role, &["to", "receiver", "recipient", "beneficiary", "payee", "creditor"]) {
        Some(Direction::To)
    } else if has_word(role, &["conductor", "agent", "intermediary", "depositor"]) {
        Some(Direction::Via)
    } else {
        None
    }
}

/// Foreign currency as a note: `foreign currency: 1000.00 USD at 3.67`.
fn foreign(element: Element<'_>) -> String {
    let of = |names| plain_of(element, names);
    if of("foreign_currency_code").is_empty() {
        return String::new();
    }
    let mut note = format!("foreign currency: {} {}", of("foreign_amount"), of("foreign_currency_code"));
    if !of("foreign_exchange_rate").is_empty() {
        note.push_str(" at ");
        note.push_str(of("foreign_exchange_rate"));
    }
    note
}
