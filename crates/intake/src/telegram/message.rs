//! One message of a Telegram export.

use std::borrow::Cow;

use evidence::{Moment, Precision, RecordIx};
use jiff::civil::DateTime;
use serde::Deserialize;
use serde_json::Value;

use super::Person;
use crate::Scribe;
use crate::json::Piece;

/// Degrees, as they stand.
#[derive(Deserialize)]
pub(super) struct Position {
    latitude: f64,
    longitude: f64,
}

impl Position {
    pub(super) fn coordinates(&self) -> Option<(f64, f64)> {
        let on_earth = (-90.0..=90.0).contains(&self.latitude) && (-180.0..=180.0).contains(&self.longitude);
        on_earth.then_some((self.latitude, self.longitude))
    }
}

/// A message, as far as it is read.
#[derive(Deserialize)]
pub(super) struct Message {
    date: Option<String>,
    date_unixtime: Option<Value>,
    from: Option<String>,
    from_id: Option<Value>,
    actor: Option<String>,
    actor_id: Option<Value>,
    pub(super) action: Option<String>,
    members: Option<Vec<Option<String>>>,
    title: Option<Value>,
    duration_seconds: Option<Value>,
    discard_reason: Option<String>,
    #[serde(default)]
    text: Value,
    poll: Option<Value>,
    pub(super) forwarded_from: Option<String>,
    pub(super) forwarded_from_id: Option<Value>,
    pub(super) saved_from: Option<String>,
    pub(super) via_bot: Option<String>,
    pub(super) location_information: Option<Position>,
    pub(super) place_name: Option<String>,
    pub(super) address: Option<String>,
    pub(super) contact_information: Option<Person>,
    file: Option<String>,
    photo: Option<String>,
    file_name: Option<String>,
    mime_type: Option<String>,
}

impl Message {
    /// Key and name of who sent it, or of who did what a service message reports. A deleted account has no name.
    pub(super) fn sender(&self) -> (Option<String>, Option<&str>) {
        let (name, id) = match self.action {
            Some(_) => (self.actor.as_deref(), &self.actor_id),
            None => (self.from.as_deref(), &self.from_id),
        };
        let key = match id {
            Some(Value::String(id)) => Some(id.clone()),
            // Exports before 2021.
            Some(Value::Number(id)) => Some(format!("user{id}")),
            _ => name.map(|name| format!("name {name}")),
        };
        (key, name)
    }

    pub(super) fn time(&self) -> Result<Moment, String> {
        let local = self.date.as_deref().and_then(|date| date.parse::<DateTime>().ok());
        let utc = match &self.date_unixtime {
            Some(Value::String(seconds)) => seconds.parse().ok(),
            Some(Value::Number(seconds)) => seconds.as_i64(),
            _ => None,
        };
        let utc: Option<i64> = utc.filter(|seconds| (0..=253_402_300_799).contains(seconds));
        match (utc, local) {
            (Some(utc), local) => {
                let utc_us = utc.saturating_mul(1_000_000);
                let offset = local.and_then(|local| offset_min(utc_us, local));
                Ok(Moment::from_utc_us(utc_us, offset))
            }
            (None, Some(local)) => Ok(Moment::from_civil(local, None, Precision::Second)),
            (None, None) => Err(format!(
                "expected date_unixtime in seconds or a date such as 2024-03-04T21:25:15, found {}",
                self.date.as_deref().unwrap_or("neither")
            )),
        }
    }

    /// What it says; of a service message the action and what it names.
    pub(super) fn words(&self) -> Cow<'_, str> {
        let Some(action) = &self.action else {
            let text = plain(&self.text);
            let question = self.poll.as_ref().and_then(|poll| poll.get("question"));
            return if text.is_empty() { question.map(plain).unwrap_or_default() } else { text };
        };
        let mut words = action.clone();
        let members = self.members.iter().flatten().map(|name| name.as_deref().unwrap_or("?"));
        let duration = self.duration_seconds.as_ref().map(ToString::to_string).unwrap_or_default();
        for (what, value) in [
            ("title", self.title.as_ref().map(plain).unwrap_or_default()),
            ("members", members.collect::<Vec<_>>().join(", ").into()),
            ("discard_reason", self.discard_reason.as_deref().unwrap_or_default().into()),
            ("duration_seconds", duration.into()),
            ("text", plain(&self.text)),
        ] {
            if !value.is_empty() {
                words.extend(["; ", what, ": ", &value]);
            }
        }
        Cow::Owned(words)
    }

    /// The file it carries; where it was left out of the export, its name.
    pub(super) fn tell_file(&self, piece: &Piece<'_>, record: RecordIx, scribe: &mut Scribe<'_>) {
        let path = self.file.as_deref().or(self.photo.as_deref()).filter(|path| !path.starts_with('('));
        let Some(name) = path.or(self.file_name.as_deref()) else { return };
        let document = match path {
            Some(path) => scribe.entity("Document", ["telegram-file", path]),
            None => scribe
                .entity("Document", ["telegram-file", &piece.unit(), &piece.item().unwrap_or(0).to_string()]),
        };
        scribe.say(document, "fileName", name, record);
        scribe.say(document, "title", self.file_name.as_deref().unwrap_or_default(), record);
        scribe.say(document, "mimeType", self.mime_type.as_deref().unwrap_or_default(), record);
    }
}

/// Text without its formatting: a string, or a list of strings and of objects with a text.
fn plain(text: &Value) -> Cow<'_, str> {
    match text {
        Value::String(text) => Cow::Borrowed(text),
        Value::Array(parts) => Cow::Owned(parts.iter().map(plain).map(Cow::into_owned).collect()),
        Value::Object(part) => part.get("text").map(plain).unwrap_or_default(),
        _ => Cow::Borrowed(""),
    }
}

/// Minutes by which a local clock is ahead of UTC, if that is an offset in use: a multiple of a quarter of an hour,
/// up to fourteen hours.
fn offset_min(utc_us: i64, local: DateTime) -> Option<i16> {
    let local_us = Moment::from_civil(local, None, Precision::Second).local_us;
    let minutes = local_us.checked_sub(utc_us)?.checked_add(30_000_000)?.div_euclid(60_000_000);
    (minutes % 15 == 0 && (-14 * 60..=14 * 60).contains(&minutes)).then(|| i16::try_from(minutes).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(json: &str) -> Message {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn the_offset_is_what_the_local_clock_is_ahead() {
        for (json, expected) in [
            (
                r#"{"date": "2024-03-04T21:25:15", "date_unixtime": "1709583915"}"#,
                "2024-03-04T21:25:15+01:00",
            ),
            (r#"{"date": "2024-03-05T01:55:15", "date_unixtime": 1709583915}"#, "2024-03-05T01:55:15+05:30"),
            (r#"{"date": "2024-03-04T20:32:15", "date_unixtime": "1709583915"}"#, "2024-03-04T20:25:15Z"),
            (r#"{"date": "2024-03-09T20:25:15", "date_unixtime": "1709583915"}"#, "2024-03-04T20:25:15Z"),
            (r#"{"date_unixtime": "1709583915"}"#, "2024-03-04T20:25:15Z"),
            (r#"{"date": "2024-03-04T21:25:15"}"#, "2024-03-04T21:25:15"),
        ] {
            assert_eq!(message(json).time().unwrap().to_string(), expected, "{json}");
        }
        assert!(message(r#"{"date": "yesterday"}"#).time().unwrap_err().ends_with("found yesterday"));
    }

    #[test]
    fn text_is_read_with_or_without_formatting() {
        for (json, expected) in [
            (r#"{"text": "a\nb"}"#, "a\nb"),
            (r#"{"text": ["a ", {"type": "link", "text": "b"}, " c"]}"#, "a b c"),
            (r#"{"text": "", "poll": {"question": "when?"}}"#, "when?"),
            (r#"{"text": ""}"#, ""),
            ("{}", ""),
            (
                r#"{"action": "invite_members", "members": ["Bo", null], "text": ""}"#,
                "invite_members; members: Bo, ?",
            ),
        ] {
            assert_eq!(message(json).words(), expected, "{json}");
        }
    }
}
