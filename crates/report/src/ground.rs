//! The sentence of a ground for or against a role.

use evidence::Currency;
use gazetteer::{Countries, Country};
use network::Ground;

use crate::words::{Language, Value, Words};

impl Words {
    /// The sentence; codes, countries and amounts among its values are put into words.
    pub(crate) fn ground(&self, countries: &Countries, ground: &Ground) -> String {
        let said =
            |name: &str| ground.values.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str());
        let currency = said("currency").and_then(Currency::parse).unwrap_or(Currency::NONE);
        let values: Vec<(&str, Value<'_>)> = ground
            .values
            .iter()
            .map(|(name, value)| {
                if let Some(name) = name.strip_suffix("_minor") {
                    return (name, self.money(value.parse().unwrap_or(0), currency).into());
                }
                let value = match *name {
                    "role" | "layer" => self.code(name, value).into(),
                    "rules" => value.replace(' ', ", ").into(),
                    "countries" => self.countries(countries, value).into(),
                    "betweenness" => self.decimal(value.parse().unwrap_or(0.0), 2).into(),
                    // Digits only is a number, which chooses plurals.
                    _ => value.parse::<i64>().map_or_else(|_| value.as_str().into(), Value::from),
                };
                (*name, value)
            })
            .collect();
        self.find(&format!("ground-{}", ground.code), &values)
            .unwrap_or_else(|| self.code("ground", ground.code))
    }

    /// The short name of a country, else its code as it stands.
    pub(crate) fn country(&self, countries: &Countries, code: &str) -> String {
        let language = match self.language() {
            Language::English => gazetteer::Language::English,
            Language::French => gazetteer::Language::French,
        };
        Country::from_alpha2(code)
            .and_then(|country| countries.name(country, language))
            .map_or_else(|| code.to_owned(), str::to_owned)
    }

    fn countries(&self, countries: &Countries, codes: &str) -> String {
        let names: Vec<String> = codes.split(' ').map(|code| self.country(countries, code)).collect();
        names.join(" → ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ground_and_role_of_the_network_has_words_that_use_its_values() {
        let countries = Countries::embedded();
        for language in Language::ALL {
            let words = Words::new(language);
            for role in network::ROLES {
                assert!(words.find(&format!("role-{role}"), &[]).is_some(), "{role} in {language:?}");
            }
            for &(code, names) in &network::GROUNDS {
                let value = |name: &str| match name {
                    "currency" => "CAD".to_owned(),
                    "role" => "organiser".to_owned(),
                    "layer" => "money".to_owned(),
                    "countries" => "TR GR".to_owned(),
                    _ => "3".to_owned(),
                };
                let values = names.iter().map(|&name| (name, value(name))).collect();
                let sentence = words.ground(&countries, &Ground { code, values, records: Vec::new() });
                assert!(sentence.ends_with('.') && !sentence.contains(['{', '$']), "{code}: {sentence}");
            }
        }
    }

    #[test]
    fn amounts_and_countries_in_a_ground_are_put_into_words() {
        let ground = |code, values: &[(&'static str, &str)]| Ground {
            code,
            values: values.iter().map(|&(name, value)| (name, value.to_owned())).collect(),
            records: Vec::new(),
        };
        let (words, countries) = (Words::new(Language::French), Countries::embedded());
        let money = ground("passes-most-on", &[("currency", "CAD"), ("passed_minor", "123450")]);
        assert!(words.ground(&countries, &money).contains("1\u{a0}234,50\u{a0}CAD"));
        let way = ground("travels-in-company", &[("company", "2"), ("countries", "TR GR")]);
        assert!(
            words.ground(&countries, &way).contains("(Türkiye → Grèce)"),
            "{}",
            words.ground(&countries, &way)
        );
    }
}
