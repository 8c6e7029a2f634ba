//! Credit transfers of pain.001 and pacs.008: what a group says of its debtor, and each transfer.

use evidence::{Channel, Moment, NewEvent, RecordIx, Remark};

use super::codes::{amount, date, moment};
use super::parties::{Party, account, party};
use super::{Side, payment, record, remittance, ultimate};
use crate::account::{Account, Named, crosses_border};
use crate::xml::{Kind, Piece, scan};
use crate::{Broken, Scribe, Text};

/// What a group of credit transfers says once for all of them.
#[derive(Debug, Default)]
struct Group {
    date: Option<Moment>,
    salaries: bool,
    debtor: Option<(Party, RecordIx)>,
    /// Number, kind and currency of the debtor's account.
    account: Option<([String; 3], RecordIx)>,
    /// National code, BIC and name of its bank.
    agent: [String; 3],
    ultimate: Option<(Party, RecordIx)>,
    /// The debtor, once it has been said.
    side: Option<Side>,
}

impl Group {
    fn account(&self) -> Account<'_> {
        let [bank_code, bic, bank_name] = self.agent.each_ref().map(String::as_str);
        let account = Account { bank_code, bic, bank_name, ..Account::default() };
        let Some(([number, kind, currency], _)) = &self.account else { return account };
        Account { number, kind, currency, ..account }
    }

    fn part(&mut self, piece: &Piece<'_>, scribe: &mut Scribe<'_>) {
        let element = piece.element;
        match element.name() {
            "ReqdExctnDt" | "IntrBkSttlmDt" => self.date = date(Some(element)),
            "PmtTpInf" => self.salaries = element.text_of("CtgyPurp/Cd") == "SALA",
            "DbtrAgt" => {
                let Account { bank_code, bic, bank_name, .. } = account(None, Some(element));
                self.agent = [bank_code, bic, bank_name].map(str::to_owned);
            }
            name => {
                let record = record(&piece.locator(), scribe);
                match name {
                    "Dbtr" => self.debtor = Some((Party::of(element), record)),
                    "UltmtDbtr" => self.ultimate = Some((Party::of(element), record)),
                    _ => {
                        let Account { number, kind, currency, .. } = account(Some(element), None);
                        self.account = Some(([number, kind, currency].map(str::to_owned), record));
                    }
                }
            }
        }
    }

    /// The debtor of the whole group.
    fn side(&mut self, scribe: &mut Scribe<'_>) -> Side {
        if let Some(side) = &self.side {
            return side.clone();
        }
        let account = self.account.as_ref().and_then(|(_, record)| self.account().say(scribe, *record));
        let mut say = |party: &Option<(Party, RecordIx)>, account: Option<&Named>| {
            party.as_ref().and_then(|(party, record)| party.say(scribe, account, *record))
        };
        let holder = say(&self.debtor, account.as_ref());
        let ultimate = say(&self.ultimate, None);
        self.side.insert(Side { account, holder, ultimate }).clone()
    }
}

/// Reads pain.001 and pacs.008, whose transfers stand in a group of that name.
pub(super) fn read_transfers(group: &str, text: &Text<'_>, scribe: &mut Scribe<'_>) -> Result<(), Broken> {
    let parts = ["ReqdExctnDt", "IntrBkSttlmDt", "PmtTpInf", "Dbtr", "DbtrAcct", "DbtrAgt", "UltmtDbtr"];
    let mut common = Group::default();
    let mut written = String::new();
    scan(
        text.open()?,
        |path| {
            let Some((last, before)) = path.split_last() else { return false };
            let above = before.last().map_or("", |step| &*step.name);
            (above == group && (&*last.name == "CdtTrfTxInf" || parts.contains(&&*last.name)))
                || (above == "GrpHdr" && &*last.name == "IntrBkSttlmDt")
        },
        |piece| {
            let name = piece.path.last().map_or("", |step| &*step.name);
            if piece.kind == Kind::Opened && name == group {
                common = Group::default();
            }
            if piece.kind != Kind::Whole {
                return Ok(());
            }
            let read = match (piece.fault, name) {
                (Some(fault), _) => Err(fault.to_owned()),
                (None, "CdtTrfTxInf") => transfer(&piece, &mut common, &mut written, scribe),
                _ => {
                    common.part(&piece, scribe);
                    Ok(())
                }
            };
            if let Err(reason) = read {
                scribe.reject(piece.locator(), reason, piece.bytes);
            }
            Ok(())
        },
    )
}

/// Reads one credit transfer.
fn transfer(
    piece: &Piece<'_>,
    group: &mut Group,
    text: &mut String,
    scribe: &mut Scribe<'_>,
) -> Result<(), String> {
    let element = piece.element;
    let amounts = ["IntrBkSttlmAmt", "Amt/InstdAmt", "Amt/EqvtAmt/Amt", "InstdAmt"];
    let written = amounts.iter().find_map(|path| element.path(path));
    let written = written.ok_or("expected an amount (IntrBkSttlmAmt, Amt/InstdAmt), found none")?;
    let (amount_minor, currency) = amount(written)?;
    let time = moment(element.text_of("AccptncDtTm"))
        .or_else(|| date(element.child("IntrBkSttlmDt")))
        .or(group.date);
    let record = record(&piece.locator(), scribe);
    let debtor_account = account(element.child("DbtrAcct"), element.child("DbtrAgt"));
    let creditor_account = account(element.child("CdtrAcct"), element.child("CdtrAgt"));
    let mut from = Side::default();
    let abroad;
    if element.child("Dbtr").is_some() || element.child("DbtrAcct").is_some() {
        abroad = crosses_border(&debtor_account, &creditor_account);
        from.account = debtor_account.say(scribe, record);
        from.holder = party(scribe, element.child("Dbtr"), from.account.as_ref(), record);
    } else {
        abroad = crosses_border(&group.account(), &creditor_account);
        from = group.side(scribe);
    }
    if let Some(behind) = ultimate(scribe, element.child("UltmtDbtr"), element.child("Dbtr"), record) {
        from.ultimate = Some(behind);
    }
    let account = creditor_account.say(scribe, record);
    let holder = party(scribe, element.child("Cdtr"), account.as_ref(), record);
    let behind = ultimate(scribe, element.child("UltmtCdtr"), element.child("Cdtr"), record);
    let to = Side { account, holder, ultimate: behind };
    text.clear();
    remittance(element, text);
    let salary = group.salaries
        || [element.text_of("Purp/Cd"), element.text_of("PmtTpInf/CtgyPurp/Cd")].contains(&"SALA");
    let channel = match (salary, abroad) {
        (true, _) => Channel::Payroll,
        (_, true) => Channel::Wire,
        _ => Channel::Transfer,
    };
    let event = payment(&from, &to, record);
    if amount_minor < 0 {
        scribe.remark(record, Remark::SignLeftOut);
    }
    let amount_minor = Some(amount_minor.saturating_abs());
    scribe.event(&NewEvent { time, channel, amount_minor, currency, text, ..event });
    Ok(())
}
