//! What a pack may not ship without.

use crate::alert::ROLES;
use crate::nearest::meant;
use crate::pack::{Basis, Packs, Protects, Words};

/// The evidence families a rule may belong to.
const FAMILIES: [&str; 17] = [
    "FLOW", "BEHAV", "ADS", "VALUE", "NET", "SMUG", "BIZ", "VENUE", "CASH", "PAYROLL", "MOVE", "TEXT",
    "CONTROL", "LIVING", "DOCS", "LUX", "KYC",
];
const OFFENCES: [&str; 5] = ["TIP-sex", "TIP-labour", "TIP-organ", "SOM", "both"];
/// Parameters that a kind of rule reads by name.
const INNER: [&str; 4] = ["below", "above", "longest", "least_peers"];
/// Ours: one example that fires, and two that do not, of which one looks alike and is harmless.
const LEAST_FIRING: usize = 1;
const LEAST_QUIET: usize = 2;

impl Packs {
    /// Everything that is not as it should be, one sentence each; empty for packs that may be shipped.
    pub fn lint(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for pack in self.packs() {
            let mut fault = |what: &str| faults.push(format!("pack {}: {what}", pack.id));
            if !is_bilingual(&pack.title) {
                fault("the title is not there in both languages");
            }
            if !is_date(&pack.date) {
                fault("the date is not YYYY-MM-DD");
            }
            if pack.version.trim().is_empty() || pack.licence.trim().is_empty() {
                fault("version or licence note is empty");
            }
        }
        for indicator in self.indicators() {
            let mut fault = |what: &str| faults.push(format!("indicator {}: {what}", indicator.id));
            if !is_bilingual(&indicator.text) {
                fault("the text is not there in both languages");
            }
            if indicator.cite.trim().is_empty() {
                fault("there is no citation");
            }
            if !FAMILIES.contains(&indicator.family.as_str()) {
                fault(&unknown("family", &indicator.family, FAMILIES));
            }
            if !OFFENCES.contains(&indicator.offence.as_str()) {
                fault(&unknown("offence", &indicator.offence, OFFENCES));
            }
            let is_asked = || self.items().any(|item| item.indicators.contains(&indicator.id));
            let is_run = || self.rules().any(|rule| rule.indicators.contains(&indicator.id));
            match &indicator.no_rule {
                Some(why) if !is_bilingual(why) => {
                    fault("why no rule decides it is not there in both languages");
                }
                Some(_) if is_run() => fault("it says that no rule decides it, and one does"),
                None if !is_run() && !is_asked() => fault("no rule executes it, and it does not say why"),
                _ => {}
            }
        }
        for rule in self.rules() {
            let mut fault = |what: String| faults.push(format!("rule {}: {what}", rule.id));
            if !is_bilingual(&rule.sentence) {
                fault("the sentence is not there in both languages".to_owned());
            }
            if !FAMILIES.contains(&rule.family.as_str()) {
                fault(unknown("family", &rule.family, FAMILIES));
            }
            if let Some(role) = rule.role_hint.as_ref().filter(|role| !ROLES.contains(&role.as_str())) {
                fault(unknown("role", role, ROLES));
            }
            if rule.protects == Protects::UnlessOutweighed && !self.is_protective(&rule.id) {
                fault("`protects` goes with a `role_hint` of someone to protect".to_owned());
            }
            if let Some(phase) =
                rule.phase.as_ref().filter(|phase| !self.combination.phases().contains(&phase.as_str()))
            {
                fault(unknown("phase", phase, self.combination.phases()));
            }
            if rule.needs.is_empty() {
                fault("it does not say which data it needs".to_owned());
            }
            if !rule.needs.iter().all(is_said_in_both) {
                fault("the data it needs is not said in both languages".to_owned());
            }
            for parameter in rule.parameters.iter().filter(|own| own.reason.trim().is_empty()) {
                let needed = if parameter.basis == Basis::Src { "citation" } else { "reason" };
                fault(format!("parameter `{}` has no {needed}", parameter.name));
            }
            for parameter in &rule.parameters {
                let is_used = |(_, text): &(String, String)| mentions(text, &parameter.name);
                if !rule.expressions.iter().any(is_used) && !INNER.contains(&parameter.name.as_str()) {
                    fault(format!("parameter `{}` is not used", parameter.name));
                }
            }
            if rule.examples.fires.len() < LEAST_FIRING {
                fault("there is no example that fires".to_owned());
            }
            if rule.examples.quiet.len() < LEAST_QUIET {
                fault("there are not two examples that stay quiet".to_owned());
            }
            if !rule.examples.quiet.iter().any(|example| example.benign) {
                fault("no quiet example is a benign look-alike".to_owned());
            }
        }
        for item in self.items() {
            let mut fault = |what: &str| faults.push(format!("item {}: {what}", item.id));
            if !is_bilingual(&item.ask) || !is_bilingual(&item.who) {
                fault("question or observer is not there in both languages");
            }
            for id in item.indicators.iter().filter(|id| self.indicator(id).is_none()) {
                fault(&unknown("indicator", id, self.indicators().map(|own| own.id.as_str())));
            }
        }
        for list in self.lists() {
            if !is_date(&list.date) || list.source.trim().is_empty() {
                faults.push(format!("list {}: it has no date or says no source", list.id));
            }
        }
        faults
    }
}

fn unknown<'a>(what: &str, name: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    format!("no {what} `{name}`; {}", meant(name, names))
}

/// As [`is_bilingual`], for names and the like, which may be the same in both.
fn is_said_in_both(words: &Words) -> bool {
    !words.en.trim().is_empty() && !words.fr.trim().is_empty()
}

fn is_bilingual(words: &Words) -> bool {
    is_said_in_both(words) && words.en != words.fr
}

fn is_date(text: &str) -> bool {
    text.parse::<jiff::civil::Date>().is_ok()
}

/// Whether an expression uses a name.
pub(crate) fn mentions(expression: &str, name: &str) -> bool {
    expression.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name)
}
