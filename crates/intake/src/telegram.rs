//! Telegram Desktop's export, `result.json`: of one chat, or of a whole account.
//!
//! Schema: <https://core.telegram.org/import-export>. Accounts are keyed by Telegram's own ids (`user123`,
//! `channel123`), which are the same wherever they stand in a file; a chat with one person is that person's account. A
//! message in such a chat goes to the other of the two: to the person, or to the owner of the export, who is named in
//! a whole export and otherwise is whoever answers. In a group a message goes to the group.
//!
//! Times are `date_unixtime`; the local `date` beside it gives the offset of the exporting computer. What a message
//! says beside its text becomes: a forward's author its `party_text`, a bot it came through `via`, a location its
//! place, a shared contact an account with that phone, a file a `Document`. A service message's text is its action
//! with what it names; a phone call is a call. Replies, reactions and formatting are not kept.

mod message;

use std::collections::HashMap;

use evidence::{EventKind, Locator, NewEvent, PlaceMention, RecordIx};
use serde::Deserialize;
use serde_json::Value;

use message::{Message, Position};

use crate::json::{Piece, Step, scan};
use crate::{Broken, Head, Reader, Scribe, Text, Thing};

/// The reader of `telegram-json`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Telegram;

/// The kinds of chat an export names.
const CHAT_TYPES: [&str; 10] = [
    "\"personal_chat\"",
    "\"bot_chat\"",
    "\"saved_messages\"",
    "\"private_group\"",
    "\"private_supergroup\"",
    "\"public_supergroup\"",
    "\"private_channel\"",
    "\"public_channel\"",
    "\"replies\"",
    "\"verification_codes\"",
];

impl Reader for Telegram {
    fn format(&self) -> &'static str {
        "telegram-json"
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        let has = |part: &str| head.text.contains(part);
        let account = || has("\"personal_information\"") && has("\"user_id\"");
        let account = || account() || (has("\"about\"") && has("Telegram") && has("\"list\""));
        let chat = || has("\"type\"") && has("\"messages\"") && CHAT_TYPES.iter().any(|kind| has(kind));
        head.text.trim_start().starts_with('{') && (account() || chat())
    }

    fn read(&self, text: &Text<'_>, scribe: &mut Scribe<'_>) -> Result<(), Broken> {
        let mut export = Export { owner: owner(text)?, chat: Chat::default(), accounts: HashMap::new() };
        let read = scan(text.open()?, is_whole, |piece| {
            export.read(&piece, scribe);
            Ok(())
        });
        export.tell_chat(scribe);
        read
    }
}

/// What stands at a path of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Message,
    /// Name, type or id of a chat.
    ChatMember,
    Personal,
    Contact,
    Session,
    /// Telegram's own words.
    About,
    Other,
}

impl Part {
    fn at(path: &[Step]) -> Self {
        // What stands in an export of one chat at the root stands in a whole one in its list of chats.
        let in_chat = match path {
            [Step::Key(list), Step::Key(key), Step::Item(_), rest @ ..]
                if is_chats(list) && key == "list" =>
            {
                rest
            }
            _ => path,
        };
        match (path, in_chat) {
            (_, [Step::Key(key), Step::Item(_)]) if key == "messages" => Self::Message,
            (_, [Step::Key(key)]) if matches!(key.as_str(), "name" | "type" | "id") => Self::ChatMember,
            ([Step::Key(key)], _) if key == "personal_information" => Self::Personal,
            ([Step::Key(key), _, Step::Item(_)], _) if key == "contacts" => Self::Contact,
            ([Step::Key(key), _, Step::Item(_)], _) if key == "sessions" => Self::Session,
            ([.., Step::Key(key)], _) if key == "about" => Self::About,
            _ => Self::Other,
        }
    }
}

fn is_chats(key: &str) -> bool {
    matches!(key, "chats" | "left_chats")
}

/// Whether the value at a path is read in one piece; else it is gone into.
fn is_whole(path: &[Step]) -> bool {
    match path {
        [] => false,
        [Step::Key(key)] => !is_chats(key) && !matches!(key.as_str(), "messages" | "contacts" | "sessions"),
        [_, Step::Key(key)] => key != "list",
        [Step::Key(list), _, Step::Item(_)] => !is_chats(list),
        [Step::Key(list), _, Step::Item(_), Step::Key(key)] => !is_chats(list) || key != "messages",
        _ => true,
    }
}

/// The key of the account the export was made from: what the export says, or else the first sender in a chat with one
/// person who is not that person. Ends as soon as it is found, or cannot be.
fn owner(text: &Text<'_>) -> Result<Option<String>, Broken> {
    let stop = || Err(Broken::structure(0, "found"));
    let (mut owner, mut chat) = (None, Chat::default());
    let searched = scan(text.open()?, is_whole, |piece| {
        chat.enter(piece.path);
        match Part::at(piece.path) {
            Part::Personal => {
                owner = parse::<Person>(&piece)
                    .ok()
                    .and_then(|person| person.user_id)
                    .map(|id| format!("user{id}"));
            }
            Part::ChatMember => chat.learn(&piece),
            Part::Message if chat.kind == "saved_messages" => owner = Some(chat.key()),
            Part::Message if chat.is_personal() => {
                let sender = parse::<Message>(&piece).ok().and_then(|message| message.sender().0);
                owner = sender.filter(|sender| *sender != chat.key());
            }
            Part::Message if chat.place.is_none() => return stop(),
            _ => {}
        }
        if owner.is_some() { stop() } else { Ok(()) }
    });
    // What is wrong with the text is told by the pass that reads it.
    match searched {
        Err(error @ Broken::Io(_)) => Err(error),
        _ => Ok(owner),
    }
}

fn parse<'a, T: Deserialize<'a>>(piece: &Piece<'a>) -> Result<T, String> {
    serde_json::from_slice(piece.bytes).map_err(|error| format!("not as Telegram writes it: {error}"))
}

/// The chat whose messages are being read.
#[derive(Default)]
struct Chat {
    /// Which list of chats it stands in, and where; none in an export of one chat.
    place: Option<(bool, u64)>,
    kind: String,
    name: String,
    id: Option<u64>,
    /// What was said of it and not yet told: the member, its first byte and its length.
    learnt: Vec<(&'static str, u64, u64)>,
    account: Option<Thing>,
}

impl Chat {
    /// Begins another chat where a path leads into one; says whether it did.
    fn enter(&mut self, path: &[Step]) -> Option<Self> {
        let [Step::Key(list), _, Step::Item(number), ..] = path else { return None };
        let place = Some((list == "left_chats", *number));
        (is_chats(list) && self.place != place)
            .then(|| std::mem::replace(self, Self { place, ..Self::default() }))
    }

    /// Takes note of a member.
    fn learn(&mut self, piece: &Piece<'_>) {
        let Some(Step::Key(member)) = piece.path.last() else { return };
        let member = match member.as_str() {
            "name" => {
                self.name = parse::<Option<String>>(piece).ok().flatten().unwrap_or_default();
                "name"
            }
            "type" => {
                self.kind = parse(piece).unwrap_or_default();
                "type"
            }
            _ => {
                self.id = parse(piece).ok();
                "id"
            }
        };
        self.learnt.push((member, piece.start, piece.length));
    }

    /// Whether it is with one person or service.
    fn is_personal(&self) -> bool {
        self.kind.ends_with("_chat")
            || matches!(self.kind.as_str(), "saved_messages" | "replies" | "verification_codes")
    }

    /// The key of its account, written as senders' ids are: a person's in a chat with one, else the group's.
    fn key(&self) -> String {
        match (self.id, self.place) {
            (Some(id), _) if self.is_personal() => format!("user{id}"),
            (Some(id), _) if self.kind == "private_group" => format!("chat{id}"),
            (Some(id), _) => format!("channel{id}"),
            (None, Some((left, number))) => format!("chat {number}{}", if left { " left" } else { "" }),
            (None, None) => "chat".to_owned(),
        }
    }
}

/// Reads an export.
struct Export {
    owner: Option<String>,
    chat: Chat,
    accounts: HashMap<String, Thing>,
}

/// How many accounts are remembered; further ones are looked up each time.
const ACCOUNTS: usize = 100_000;

impl Export {
    fn read(&mut self, piece: &Piece<'_>, scribe: &mut Scribe<'_>) {
        if let Some(left) = self.chat.enter(piece.path) {
            let entered = std::mem::replace(&mut self.chat, left);
            self.tell_chat(scribe);
            self.chat = entered;
        }
        let told = match Part::at(piece.path) {
            Part::Message => self.message(piece, scribe),
            Part::Personal => self.personal(piece, scribe),
            Part::Contact => contact(piece, scribe),
            Part::Session => self.session(piece, scribe),
            Part::ChatMember => {
                self.chat.learn(piece);
                Ok(())
            }
            Part::About => Ok(()),
            Part::Other => {
                Err("this part of the export is not read: it is no message, call or contact".to_owned())
            }
        };
        if let Err(reason) = told {
            scribe.reject(locator(piece), reason, piece.bytes);
        }
    }

    /// Tells what was learnt of the chat.
    fn tell_chat(&mut self, scribe: &mut Scribe<'_>) {
        for (member, start, length) in std::mem::take(&mut self.chat.learnt) {
            let (unit, number) = match self.chat.place {
                Some((false, number)) => ("#/chats/list", number),
                Some((true, number)) => ("#/left_chats/list", number),
                None => ("chat", 1),
            };
            let record = scribe.record(unit, number, start, length);
            let account = self.chat_account(record, scribe);
            match member {
                "name" => scribe.say(account, "name", &self.chat.name, record),
                "type" if self.chat.kind != "personal_chat" => {
                    scribe.say(account, "description", &self.chat.kind, record);
                }
                _ => {}
            }
        }
    }

    fn chat_account(&mut self, record: RecordIx, scribe: &mut Scribe<'_>) -> Thing {
        if let Some(known) = self.chat.account {
            return known;
        }
        let key = self.chat.key();
        let account = self.account(&key, record, scribe);
        self.chat.account = Some(account);
        account
    }

    /// The account with that key.
    fn account(&mut self, key: &str, record: RecordIx, scribe: &mut Scribe<'_>) -> Thing {
        if let Some(&known) = self.accounts.get(key) {
            return known;
        }
        let account = account(&["telegram", key], record, scribe);
        if key.ends_with(|c: char| c.is_ascii_digit()) {
            scribe.say(account, "userId", key, record);
        }
        if self.accounts.len() < ACCOUNTS {
            self.accounts.insert(key.to_owned(), account);
        }
        account
    }

    fn message(&mut self, piece: &Piece<'_>, scribe: &mut Scribe<'_>) -> Result<(), String> {
        let message: Message = parse(piece)?;
        let time = message.time()?;
        self.tell_chat(scribe);
        let record = scribe.record(piece.unit(), piece.item().unwrap_or(0), piece.start, piece.length);
        let (key, name) = message.sender();
        let from = key.map(|key| self.account(&key, record, scribe));
        if let (Some(from), Some(name)) = (from, name) {
            scribe.say(from, "name", name, record);
        }
        let chat = self.chat_account(record, scribe);
        let to = if from.is_none_or(|from| from.ix != chat.ix) {
            Some(chat)
        } else {
            // To the other of two; what a channel posts, a note to oneself and what no one answered have no receiver.
            let other =
                self.owner.clone().filter(|owner| self.chat.is_personal() && *owner != self.chat.key());
            other.map(|owner| self.account(&owner, record, scribe))
        };
        let via = message.via_bot.as_deref().map(|bot| {
            let account = account(&["telegram-username", bot], record, scribe);
            scribe.say(account, "username", bot, record);
            account
        });
        if let Some(Value::String(id)) = &message.forwarded_from_id {
            let author = self.account(id, record, scribe);
            scribe.say(author, "name", message.forwarded_from.as_deref().unwrap_or_default(), record);
        }
        if let Some(shared) = &message.contact_information {
            shared.tell(None, record, scribe);
        }
        message.tell_file(piece, record, scribe);
        let coordinates = message.location_information.as_ref().and_then(Position::coordinates);
        let place_name = message.place_name.as_deref().or(message.address.as_deref()).unwrap_or_default();
        let is_call = message.action.as_deref() == Some("phone_call");
        let event = NewEvent {
            time: Some(time),
            from: from.map(|thing| thing.ix),
            to: to.map(|thing| thing.ix),
            via: via.map(|thing| thing.ix),
            party_text: message
                .forwarded_from
                .as_deref()
                .or(message.saved_from.as_deref())
                .unwrap_or_default(),
            text: &message.words(),
            place: PlaceMention { name: place_name, coordinates, ..PlaceMention::default() },
            ..NewEvent::new(if is_call { EventKind::Call } else { EventKind::Message }, record)
        };
        scribe.event(&event);
        Ok(())
    }

    fn personal(&mut self, piece: &Piece<'_>, scribe: &mut Scribe<'_>) -> Result<(), String> {
        let person: Person = parse(piece)?;
        let record = record_of(piece, scribe);
        let account = person.user_id.map(|id| self.account(&format!("user{id}"), record, scribe));
        person.tell(account, record, scribe);
        Ok(())
    }

    fn session(&mut self, piece: &Piece<'_>, scribe: &mut Scribe<'_>) -> Result<(), String> {
        let session: Session = parse(piece)?;
        let owner = self.owner.clone().ok_or("a session of an account that the export does not name")?;
        let record = record_of(piece, scribe);
        let account = self.account(&owner, record, scribe);
        scribe.say(account, "ipAddress", session.last_ip.as_deref().unwrap_or_default(), record);
        let device =
            [session.device_model, session.platform].into_iter().flatten().collect::<Vec<_>>().join(", ");
        scribe.say(account, "notes", &device, record);
        Ok(())
    }
}

fn contact(piece: &Piece<'_>, scribe: &mut Scribe<'_>) -> Result<(), String> {
    let person: Person = parse(piece)?;
    let record = record_of(piece, scribe);
    let known = person.user_id.filter(|&id| id > 0).map(|id| {
        let key = format!("user{id}");
        let account = account(&["telegram", &key], record, scribe);
        scribe.say(account, "userId", &key, record);
        account
    });
    person.tell(known, record, scribe);
    Ok(())
}

fn account(key: &[&str], record: RecordIx, scribe: &mut Scribe<'_>) -> Thing {
    let account = scribe.entity("UserAccount", key.iter().copied());
    scribe.say(account, "service", "Telegram", record);
    account
}

/// A place that a person can count to: the last item of a list on the way, or the member itself.
fn locator(piece: &Piece<'_>) -> Locator {
    if let Some(number) = piece.item() {
        return Locator::new(piece.unit(), number, piece.start, piece.length);
    }
    let item = piece.path.iter().rposition(|step| matches!(step, Step::Item(_)));
    let inner = item.and_then(|at| piece.path.get(..=at)).map(|path| Piece { path, ..*piece });
    match inner.and_then(|inner| Some((inner.unit(), inner.item()?))) {
        Some((unit, number)) => Locator::new(unit, number, piece.start, piece.length),
        None => Locator::new("member", 1, piece.start, piece.length),
    }
}

fn record_of(piece: &Piece<'_>, scribe: &mut Scribe<'_>) -> RecordIx {
    let Locator { unit, number, start, length } = locator(piece);
    scribe.record(unit, number, start, length)
}

/// A person as the export's owner, a contact, or a contact shared in a message.
#[derive(Deserialize)]
struct Person {
    user_id: Option<u64>,
    first_name: Option<String>,
    last_name: Option<String>,
    phone_number: Option<String>,
    username: Option<String>,
    bio: Option<String>,
}

impl Person {
    /// Says it of an account: the one with the person's id, or else with the phone number.
    fn tell(&self, known: Option<Thing>, record: RecordIx, scribe: &mut Scribe<'_>) {
        let phone = self.phone_number.as_deref().unwrap_or_default();
        let names = [&self.first_name, &self.last_name].into_iter().flatten().map(String::as_str);
        let name = names.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        if known.is_none() && phone.is_empty() && name.is_empty() {
            return;
        }
        let account = known.unwrap_or_else(|| {
            let cleaned = scribe.cleaner().phone(phone).value;
            let key = if phone.is_empty() { ["telegram-name", &name] } else { ["telegram-phone", &cleaned] };
            account(&key, record, scribe)
        });
        scribe.say(account, "name", &name, record);
        scribe.say(account, "phone", phone, record);
        scribe.say(account, "username", self.username.as_deref().unwrap_or_default(), record);
        scribe.say(account, "description", self.bio.as_deref().unwrap_or_default(), record);
    }
}

#[derive(Deserialize)]
struct Session {
    last_ip: Option<String>,
    device_model: Option<String>,
    platform: Option<String>,
}
