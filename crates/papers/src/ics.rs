//! Deadlines for calendars: iCalendar (RFC 5545), a whole day for each target and each event.

use jiff::civil::Date;

/// One day in the calendar.
#[derive(Clone, Debug)]
pub struct Day {
    /// Its name among all calendars; the same on every export, so that a calendar updates it.
    pub uid: String,
    /// The day.
    pub date: Date,
    /// Its title.
    pub title: String,
    /// More about it.
    pub note: String,
    /// Whether it has happened: what has needs no reminder.
    pub is_past: bool,
}

/// The calendar. `stamp` is the day it is made.
pub fn write(name: &str, stamp: Date, days: &[Day]) -> String {
    let mut out = String::new();
    let basic = |date: Date| date.strftime("%Y%m%d").to_string();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//Palermo//review//EN");
    line(&mut out, &format!("X-WR-CALNAME:{}", text(name)));
    for day in days {
        line(&mut out, "BEGIN:VEVENT");
        line(&mut out, &format!("UID:{}", text(&day.uid)));
        line(&mut out, &format!("DTSTAMP:{}T000000Z", basic(stamp)));
        line(&mut out, &format!("DTSTART;VALUE=DATE:{}", basic(day.date)));
        line(&mut out, &format!("SUMMARY:{}", text(&day.title)));
        if !day.note.is_empty() {
            line(&mut out, &format!("DESCRIPTION:{}", text(&day.note)));
        }
        line(&mut out, "TRANSP:TRANSPARENT");
        if !day.is_past {
            line(&mut out, "BEGIN:VALARM");
            line(&mut out, "ACTION:DISPLAY");
            line(&mut out, &format!("DESCRIPTION:{}", text(&day.title)));
            line(&mut out, "TRIGGER:-P14D");
            line(&mut out, "END:VALARM");
        }
        line(&mut out, "END:VEVENT");
    }
    line(&mut out, "END:VCALENDAR");
    out
}

fn text(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace(['\r', '\n'], "\\n")
}

/// A content line, folded after 75 bytes, never inside a letter.
fn line(out: &mut String, content: &str) {
    const LONGEST: usize = 75;
    let mut length = 0;
    for letter in content.chars() {
        if length + letter.len_utf8() > LONGEST {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(letter);
        length += letter.len_utf8();
    }
    out.push_str("\r\n");
}
