//! Attributes of a signer: their values, the bytes that a signature of them is over, and what they say of a certificate.

use rasn::types::SetOf;
use rasn_pkix::{AlgorithmIdentifier, Attribute};

use crate::signature::cms::der;
use crate::signature::cms::error::{MessageError, Unreadable, Unusable};
use crate::signature::cms::hash::Hash;

/// The tags of a SET, and of the signed attributes where they stand in the message.
const SET: u8 = 0x31;
const SIGNED: u8 = 0xa0;

/// The signed attributes as bytes.
#[derive(Debug, Clone)]
pub(super) struct Encoded {
    /// In the order of DER, as the standard signs them.
    pub(super) sorted: Vec<u8>,
    /// As they stand in the message, when that is another order: some signers sign them so.
    pub(super) standing: Option<Vec<u8>>,
}

/// Encodes the attributes that were read out of a signer's bytes.
pub(super) fn encoded(attributes: &SetOf<Attribute>, signer: &[u8]) -> Result<Encoded, MessageError> {
    let sorted = rasn::der::encode(attributes).map_err(|_| Unreadable::Malformed)?;
    let standing = standing(signer).filter(|bytes| *bytes != sorted);
    // they have to be the very attributes whose values are looked at
    let standing =
        standing.filter(|bytes| rasn::ber::decode::<SetOf<Attribute>>(bytes).is_ok_and(|own| own == *attributes));
    Ok(Encoded { sorted, standing })
}

/// What stands behind version, signer and hash, with the tag that it is signed with.
fn standing(signer: &[u8]) -> Option<Vec<u8>> {
    let fields = der::children(der::only(signer, der::SEQUENCE)?)?;
    let attributes = fields.get(3).filter(|field| field.tag == SIGNED)?;
    Some([&[SET], attributes.whole.get(1..)?].concat())
}

/// The only value of an attribute; one that stands twice is refused.
pub(super) fn only_value(attributes: Option<&SetOf<Attribute>>, oid: &str) -> Result<Option<Vec<u8>>, MessageError> {
    let attributes = attributes.map(|set| set.to_vec()).unwrap_or_default();
    let mut found = attributes.iter().filter(|attribute| attribute.r#type.to_string() == oid);
    let Some(attribute) = found.next() else {
        return Ok(None);
    };
    let values = attribute.values.to_vec();
    match (values.as_slice(), found.next()) {
        ([value], None) => Ok(Some(value.as_bytes().to_vec())),
        _ => Err(Unreadable::RepeatedAttribute.into()),
    }
}

/// The first ESSCertID or ESSCertIDv2: which hash, and its value. The hash is of the whole certificate, so that issuer
/// and number, which may stand behind it, say nothing more.
pub(super) fn named_hash(value: &[u8], default: Hash) -> Result<(Hash, Vec<u8>), MessageError> {
    let inside = |bytes| der::only(bytes, der::SEQUENCE).and_then(der::split).map(|(value, _)| value);
    let id = inside(value).and_then(|ids| der::split(ids.body)).map(|(id, _)| id.body);
    let parts = id.and_then(der::children).ok_or(Unreadable::Malformed)?;
    let (hash, digest) = match parts.first() {
        Some(algorithm) if algorithm.tag == der::SEQUENCE => {
            let algorithm: AlgorithmIdentifier =
                rasn::der::decode(algorithm.whole).map_err(|_| Unreadable::Malformed)?;
            (hash_of(&algorithm)?, parts.get(1))
        }
        first => (default, first),
    };
    let digest = digest.filter(|digest| digest.tag == 0x04).ok_or(Unreadable::Malformed)?;
    Ok((hash, digest.body.to_vec()))
}

/// The hash that is named, if it is one that this program has.
pub(super) fn hash_of(algorithm: &AlgorithmIdentifier) -> Result<Hash, MessageError> {
    Hash::of(algorithm).ok_or_else(|| Unusable::Hash(algorithm.algorithm.to_string()).into())
}
