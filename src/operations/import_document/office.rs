//! What a file says of bodies, people and recipients → the short names of the office's profile.

use crate::base::source::Text;
use crate::base::text::{nfc, one_line};
use crate::domain::document::{Issuer, Kind};
use crate::load::Office;
use crate::load::word::draft::{Draft, DraftSigner};

/// As written, capitals and blanks apart: Hưng and Hùng are two people.
fn same(text: &str) -> String {
    one_line(&nfc(text).to_lowercase())
}

fn of(text: &Option<Text>) -> String {
    text.as_ref().map(|text| same(&text.value)).unwrap_or_default()
}

/// The short name of the body that issues: the same name, or the same sign.
pub(super) fn issuer(office: &Office, draft: &Draft, kind: Kind) -> Option<String> {
    let name = same(&draft.issuer.join(" "));
    let parent = same(&draft.parent.join(" "));
    let is_under = |issuer: &Issuer| parent.is_empty() || of(&issuer.parent) == parent;
    let issuers = office.issuers();
    let by_name =
        issuers.iter().find(|(_, issuer)| !name.is_empty() && same(&issuer.name.value) == name && is_under(issuer));
    let sign = draft.symbol.as_deref().map(|symbol| symbol.rsplit('/').next().unwrap_or(symbol));
    let by_sign = || issuers.iter().find(|(_, issuer)| sign == Some(kind.symbol(&issuer.symbol.value).as_str()));
    let found = match by_name {
        Some(found) => Some(found),
        // another body of the same sign is another office
        None if name.is_empty() => by_sign(),
        None => None,
    };
    found.map(|(key, _)| key.clone())
}

/// The short name of who signs: the same person in the same office.
pub(super) fn signatory(office: &Office, signer: &DraftSigner) -> Option<String> {
    let (capacity, position) = (same(&signer.capacity.join(" ")), same(&signer.position.join(" ")));
    let name = signer.full_name.as_deref().map(same).unwrap_or_default();
    let found = office.signatories().into_iter().find(|(_, signatory)| {
        of(&signatory.full_name) == name
            && of(&signatory.capacity) == capacity
            && same(&signatory.position.value) == position
    });
    found.map(|(key, _)| key)
}

/// The short name of a list of recipients.
pub(super) fn recipients(office: &Office, draft: &Draft) -> Option<String> {
    let wanted: Vec<String> = draft.recipients.iter().map(|line| same(line)).collect();
    let same = |lines: &Vec<String>| lines.iter().map(|line| same(line)).collect::<Vec<_>>() == wanted;
    office.recipient_lists().iter().find(|(_, lines)| same(lines)).map(|(key, _)| key.clone())
}
