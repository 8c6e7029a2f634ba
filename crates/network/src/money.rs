//! Ties of money.

use evidence::{Channel, Event};

use crate::Layer;
use crate::sketch::{Seen, Sketch};

/// Draws one payment: between the accounts where they are known, else the parties; cash between the account and who
/// stood at the counter; and each account to the party the record puts behind it. A payment that repeats another
/// source's adds its record but counts no more.
pub(crate) fn payment(sketch: &mut Sketch<'_>, event: &Event<'_>) {
    let twin = sketch.resolution.is_twin(event.ix);
    let weight = u64::from(!twin);
    let amount = event.amount_minor.filter(|_| !twin).map(|minor| (event.currency, minor));
    let seen = Seen { weight, time: event.time, amount };
    let [from, to, from_party, to_party, via] =
        [event.from, event.to, event.from_party, event.to_party, event.via]
            .map(|entity| sketch.thing(entity));
    let (payer, payee) = (from.or(from_party), to.or(to_party));
    if let (Some(payer), Some((currency, minor))) = (payer, amount) {
        let sum = sketch.outflow.entry(payer).or_default().entry(currency).or_default();
        *sum = sum.saturating_add(minor);
    }
    let records = [event.record];
    match (payer, payee, via) {
        (Some(payer), Some(payee), _) => sketch.tie((payer, payee), Layer::Money, "payment", seen, records),
        (None, Some(payee), Some(via)) => sketch.tie((via, payee), Layer::Money, "cash", seen, records),
        (Some(payer), None, Some(via)) => sketch.tie((payer, via), Layer::Money, "cash", seen, records),
        _ => {}
    }
    let said = Seen { weight, time: event.time, amount: None };
    for (account, party) in [(from, from_party), (to, to_party)] {
        if let (Some(account), Some(party)) = (account, party) {
            sketch.tie((party, account), Layer::Link, "holder", said, records);
        }
    }
    if let (Some(payer), Some(payee), Some(via)) = (payer, payee, via) {
        // An agent between the two knows both. A bank's own machine or a conductor stands on one side only.
        if event.channel == Channel::Remittance {
            sketch.tie((payer, via), Layer::Link, "agent", said, records);
            sketch.tie((payee, via), Layer::Link, "agent", said, records);
        } else {
            sketch.tie((via, payer), Layer::Link, "conductor", said, records);
        }
    }
}
