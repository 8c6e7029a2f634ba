//! What is declared of a subject, as far as rules ask for it.

use evidence::{EntityIx, Evidence, Mark};
use resolve::ClusterIx;

use crate::list::letters;
use crate::quantity::ONE;
use crate::text::fold;
use crate::world::{World, find_address};

/// The declared facts of a subject: of the person or organisation, and of the accounts it holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    pub(crate) occupation: String,
    pub(crate) industry: String,
    /// Whether it is an organisation; `None` for an account whose holder is not known.
    pub(crate) is_business: Option<bool>,
    /// The day the first of its accounts was opened, since 1970.
    pub(crate) opened: Option<i64>,
    /// When a person was born; asked only whether someone is a child.
    pub(crate) born: Option<jiff::civil::Date>,
    /// A month's income, in ten-thousandths of a major unit.
    pub(crate) income: Option<i64>,
    /// Two letters, where an address, a registration or an account number tells.
    pub(crate) country: Option<[u8; 2]>,
    /// The spot of its address.
    pub(crate) address: Option<u32>,
    /// Its addresses, as they are compared.
    addresses: Vec<String>,
    /// Digests of last words of names, phones, addresses: what relatives and households share. Sorted.
    ties: Vec<u64>,
}

/// The entities of a subject: its own, and those it holds.
fn entities<'w>(world: &'w World<'_>, cluster: u32) -> impl Iterator<Item = EntityIx> + 'w {
    let held = world.held_by(ClusterIx(cluster));
    let clusters = std::iter::once(ClusterIx(cluster)).chain(held.iter().copied());
    clusters.flat_map(|own| world.members(own)).copied()
}

/// Property and value of everything said of a subject that may stand on an external list.
pub(crate) fn identifiers<'w>(
    world: &'w World<'_>,
    cluster: u32,
) -> impl Iterator<Item = (&'w str, &'w str)> {
    let evidence = world.evidence;
    let said = entities(world, cluster).flat_map(|entity| evidence.statements_of(entity));
    said.filter(|row| row.mark == Mark::Clean).filter_map(|row| {
        let kind = match evidence.text(row.property) {
            "iban" | "accountNumber" => "account",
            kind @ ("phone" | "email" | "address" | "name") => kind,
            _ => return None,
        };
        Some((kind, evidence.text(row.value)))
    })
}

/// Whether `alias` is only a subject's own name or a part of it.
pub(crate) fn is_named(world: &World<'_>, cluster: u32, alias: &str) -> bool {
    let (alias, evidence) = (fold(alias), world.evidence);
    let said = entities(world, cluster).flat_map(|entity| evidence.statements_of(entity));
    let mut names = said.filter(|row| {
        row.mark == Mark::Clean
            && matches!(evidence.text(row.property), "name" | "alias" | "firstName" | "lastName")
    });
    names.any(|row| {
        let name = fold(evidence.text(row.value));
        name == alias || name.split_whitespace().any(|word| word == alias)
    })
}

impl Facts {
    /// What the evidence declares of a cluster.
    pub(crate) fn of(world: &World<'_>, cluster: u32) -> Self {
        let mut facts = Self::default();
        entities(world, cluster).for_each(|entity| facts.add(world, entity));
        facts.ties.sort_unstable();
        facts.ties.dedup();
        facts.addresses.sort();
        facts.addresses.dedup();
        facts
    }

    fn add(&mut self, world: &World<'_>, entity: EntityIx) {
        let evidence: &Evidence = world.evidence;
        let is_person = evidence.is_a(entity, "Person");
        if evidence.is_a(entity, "Organization") {
            self.is_business = Some(true);
        } else if is_person {
            self.is_business = self.is_business.or(Some(false));
        }
        for row in evidence.statements_of(entity).filter(|row| row.mark == Mark::Clean) {
            let (property, value) = (evidence.text(row.property), evidence.text(row.value));
            match property {
                "profession" | "position" if self.occupation.is_empty() => {
                    value.clone_into(&mut self.occupation);
                }
                "sector" if self.industry.is_empty() => value.clone_into(&mut self.industry),
                "birthDate" => self.born = self.born.or_else(|| value.parse().ok()),
                "openingDate" => {
                    let day = value.parse::<jiff::civil::Date>().ok().and_then(days);
                    self.opened = self.opened.into_iter().chain(day).min();
                }
                "name" if is_person => {
                    let folded = fold(value);
                    self.ties.extend(folded.split_whitespace().next_back().map(|last| tie("surname", last)));
                }
                "lastName" => self.ties.push(tie("surname", &fold(value))),
                "phone" => self.ties.push(tie("phone", value)),
                "address" => {
                    let address = crate::text::normal(value);
                    self.ties.push(tie("address", &address));
                    self.addresses.push(address);
                    self.address = self.address.or_else(|| find_address(value));
                }
                "country" | "mainCountry" | "jurisdiction" => {
                    self.country = self.country.or_else(|| two(&value.to_uppercase()));
                }
                "iban" => self.country = self.country.or_else(|| two(value)),
                _ => {}
            }
        }
        let at_address = self.address.and_then(|spot| world.spot(spot)).map(|spot| spot.country);
        self.country = at_address.filter(|country| *country != [0, 0]).or(self.country);
    }

    /// Whether it is known who the subject is.
    pub(crate) fn is_known(&self) -> bool {
        self.is_business.is_some()
    }

    /// Its addresses, as they are compared.
    pub(crate) fn addresses(&self) -> impl Iterator<Item = &str> {
        self.addresses.iter().map(String::as_str)
    }

    /// Whether it has anything that relatives and households share.
    pub(crate) fn has_ties(&self) -> bool {
        !self.ties.is_empty()
    }

    /// Whether two share a last name, a phone or an address.
    pub(crate) fn share_a_tie(&self, other: &Self) -> bool {
        let (mut own, mut others) = (self.ties.iter().peekable(), other.ties.iter().peekable());
        while let (Some(one), Some(two)) = (own.peek(), others.peek()) {
            match one.cmp(two) {
                std::cmp::Ordering::Less => own.next(),
                std::cmp::Ordering::Greater => others.next(),
                std::cmp::Ordering::Equal => return true,
            };
        }
        false
    }
}

fn tie(kind: &str, value: &str) -> u64 {
    crate::text::digest(&format!("{kind}:{value}"))
}

fn two(text: &str) -> Option<[u8; 2]> {
    letters(text.get(..2)?).map(|[a, b, _]| [a, b])
}

pub(crate) fn days(date: jiff::civil::Date) -> Option<i64> {
    let since = date.since(jiff::civil::date(1970, 1, 1)).ok()?;
    Some(i64::from(since.get_days()))
}

/// A year's income as a month's, in ten-thousandths.
pub(crate) fn monthly(text: &str) -> Option<i64> {
    let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    evidence::parse_minor(&digits, '.', 4).ok().filter(|year| *year >= 12 * ONE).map(|year| year / 12)
}
