//! What a person decided of two entities, and what came of it, in a sentence.

use resolve::{Decided, Outcome, Resolution};

use crate::Words;

impl Words {
    /// What came of a decision.
    pub fn outcome(&self, resolution: &Resolution, decided: &Decided) -> String {
        let (code, because) = decided.outcome.code();
        let code = if decided.outcome == Outcome::Followed { decided.verdict.as_str() } else { code };
        let by = because.and_then(|by| resolution.decided.get(by));
        let (author, time) = by.map_or(("", String::new()), |by| (&by.author, self.stamp(&by.time)));
        self.get(&format!("outcome-{code}"), &[("author", author.into()), ("time", time.into())])
    }

    /// Who decided what and when, and what came of it.
    pub fn decision(&self, resolution: &Resolution, decided: &Decided) -> String {
        let values = [
            ("author", decided.author.as_str().into()),
            ("time", self.stamp(&decided.time).into()),
            ("verdict", self.code("verdict", decided.verdict.as_str()).into()),
            ("outcome", self.outcome(resolution, decided).into()),
        ];
        self.get("people-decision", &values)
    }
}
