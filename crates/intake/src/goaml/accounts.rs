//! Accounts and organisations of a goAML report.

use super::parties::{Parties, Party, first_of, plain_of};
use crate::xml::Element;

/// An account with the one party it is said to belong to.
#[derive(Clone, Debug)]
pub(super) struct Account {
    pub(super) account: Party,
    pub(super) holder: Option<Party>,
}

const ORGANIZATION: &[(&str, &str)] = &[
    ("name", "name"),
    ("commercial_name", "alias"),
    ("incorporation_legal_form", "legalForm"),
    ("incorporation_number", "registrationNumber"),
    ("incorporation_country_code", "jurisdiction"),
    ("incorporation_date", "incorporationDate"),
    ("date_business_closed", "dissolutionDate"),
    ("business", "sector"),
    ("tax_number", "taxNumber"),
    ("entity_status", "status"),
    ("email", "email"),
    ("url", "website"),
    ("comments", "notes"),
];

const ACCOUNT: &[(&str, &str)] = &[
    ("institution_name", "bankName"),
    ("institution_country", "country"),
    ("swift", "bic"),
    ("account", "accountNumber"),
    ("iban", "iban"),
    ("account_name", "name"),
    ("currency_code", "currency"),
    ("personal_account_type", "accountType"),
    ("account_type", "accountType"),
    ("opened", "openingDate"),
    ("closed", "closingDate"),
    ("balance", "balance"),
    ("date_balance", "balanceDate"),
    ("comments", "notes"),
];

impl Parties<'_, '_> {
    /// A `t_entity`: an organisation with its directors.
    pub(super) fn organization(&mut self, element: Element<'_>) -> Option<Party> {
        let of = |names| plain_of(element, names);
        let name = first_of(element, &["name", "commercial_name"]);
        if name.is_empty() {
            return None;
        }
        let key = ["organization", name, of("incorporation_number"), of("incorporation_country_code")];
        let organization = self.party("Organization", &key);
        self.fields(
            organization.thing,
            element,
            ORGANIZATION,
            &[
                "phones",
                "addresses",
                "emails",
                "urls",
                "network_devices",
                "social_media",
                "director_id",
                "related_persons",
                "related_entities",
            ],
        );
        self.contacts(&organization, element);
        for child in element.children() {
            match child.name() {
                "director_id" => {
                    if let Some((director, role, _)) = self.related_person(child) {
                        let ends = (("director", &director), ("organization", &organization));
                        self.tie("Directorship", ends.0, ends.1, ("role", &role));
                    }
                }
                // Their roles are codes of the country's own list: shareholder, director, owner alike.
                "related_persons" => {
                    for (person, role, _) in self.related(child) {
                        self.together(&person, &organization, &role);
                    }
                }
                "related_entities" => self.related_organizations(&organization, child),
                _ => {}
            }
        }
        Some(organization)
    }

    fn related_organizations(&mut self, party: &Party, group: Element<'_>) {
        for child in group.children() {
            let inner =
                ["t_entity", "entity", "entity_my_client"].into_iter().find_map(|name| child.child(name));
            let role = first_of(
                child,
                &["role", "relationship", "account_entity_relation", "entity_entity_relation"],
            );
            if let Some(other) = self.organization(inner.unwrap_or(child)) {
                self.together(&other, party, role);
            }
        }
    }

    /// A `t_account` with its institution, holder and signatories.
    ///
    /// The organisation named in it owns it. Without one, the signatory marked as the main one does, or the only one;
    /// other signatories are tied to it without saying that they own it.
    pub(super) fn account(&mut self, element: Element<'_>) -> Option<Account> {
        let of = |names| plain_of(element, names);
        let institution = first_of(element, &["swift", "institution_code", "institution_name"]);
        let number: String = [of("iban"), of("account")]
            .into_iter()
            .find(|part| !part.is_empty())?
            .split_whitespace()
            .collect();
        let key =
            if of("iban").is_empty() { vec!["account", institution, &number] } else { vec!["iban", &number] };
        let account = self.party("BankAccount", &key);
        self.fields(
            account.thing,
            element,
            ACCOUNT,
            &[
                "t_entity",
                "signatory",
                "related_persons",
                "related_entities",
                "related_accounts",
                "is_primary",
            ],
        );
        if !institution.is_empty() {
            let bank = self.party("Organization", &["institution", institution]);
            self.say(bank.thing, "name", of("institution_name"));
            self.say(bank.thing, "swiftBic", of("swift"));
            self.say(bank.thing, "institution_code", of("institution_code"));
            self.link(&account, "bank", &bank);
        }
        let owner = element.child("t_entity").and_then(|entity| self.organization(entity));
        let mut signatories = Vec::new();
        for child in element.children() {
            match child.name() {
                "signatory" => signatories.extend(self.related_person(child)),
                "related_persons" => signatories.extend(self.related(child)),
                "related_entities" => self.related_organizations(&account, child),
                "related_accounts" => {
                    for related in child.children() {
                        let inner = ["t_account", "account"].into_iter().find_map(|name| {
                            related.child(name).filter(|inner| inner.children().next().is_some())
                        });
                        if let Some(other) = self.account(inner.unwrap_or(related)) {
                            self.together(
                                &other.account,
                                &account,
                                plain_of(related, "account_account_relation"),
                            );
                        }
                    }
                }
                _ => {}
            }
        }
        let mut holder = owner.clone();
        if let Some(owner) = &owner {
            self.tie("Ownership", ("owner", owner), ("asset", &account), ("role", ""));
        }
        let only = signatories.len() == 1;
        for (person, role, main) in signatories {
            match &owner {
                None if main.unwrap_or(only) => {
                    self.tie("Ownership", ("owner", &person), ("asset", &account), ("role", &role));
                    holder.get_or_insert(person);
                }
                None => self.together(&person, &account, &role),
                Some(owner) => {
                    self.tie("Representation", ("agent", &person), ("client", owner), ("role", &role));
                    self.together(&person, &account, &role);
                }
            }
        }
        Some(Account { account, holder })
    }
}
