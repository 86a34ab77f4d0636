//! Signed messages for tests, well made and otherwise.

use rasn::types::{Any, Integer, ObjectIdentifier, OctetString, SetOf};
use rasn_cms::tsp::{MessageImprint, TstInfo};
use rasn_cms::{
    CertificateChoices, ContentInfo, EncapsulatedContentInfo, IssuerAndSerialNumber, SignedData, SignerIdentifier,
    SignerInfo,
};
use rasn_pkix::{AlgorithmIdentifier, Attribute};
use ring::rand::SystemRandom;
use ring::{digest, signature};

use super::pki::{Holder, PKI};

/// How a message differs from the plain one.
#[derive(Clone, Default)]
pub(crate) struct Form<'a> {
    /// RSA-PSS instead of PKCS#1.
    pub(crate) pss: bool,
    /// Lengths left open, as old signers write them.
    pub(crate) ber: bool,
    /// Without signing-certificate-v2.
    pub(crate) unnamed: bool,
    /// With a timestamp by somebody, at a time.
    pub(crate) stamped: Option<(&'a Holder, &'a str)>,
    /// A timestamp over the content itself.
    pub(crate) is_stamp: Option<&'a str>,
    /// Names this certificate as the signer's.
    pub(crate) other_certificate: Option<&'a Holder>,
    /// Two signers in one message.
    pub(crate) twice: bool,
    /// The timestamp is over something else.
    pub(crate) stray_stamp: bool,
}

const DATA: &[u32] = &[1, 2, 840, 113_549, 1, 7, 1];
const SIGNED_DATA: &[u32] = &[1, 2, 840, 113_549, 1, 7, 2];
const TST_INFO: &[u32] = &[1, 2, 840, 113_549, 1, 9, 16, 1, 4];
const SHA256: &[u32] = &[2, 16, 840, 1, 101, 3, 4, 2, 1];
const SHA384: &[u32] = &[2, 16, 840, 1, 101, 3, 4, 2, 2];

fn oid(arcs: &[u32]) -> ObjectIdentifier {
    ObjectIdentifier::new(arcs.to_vec()).unwrap()
}

fn algorithm(arcs: &[u32], parameters: Option<&[u8]>) -> AlgorithmIdentifier {
    AlgorithmIdentifier { algorithm: oid(arcs), parameters: parameters.map(|der| Any::new(der.to_vec())) }
}

fn attribute(arcs: &[u32], value: Vec<u8>) -> Attribute {
    Attribute { r#type: oid(arcs), values: SetOf::from_vec(vec![Any::new(value)]) }
}

fn encode<T: rasn::Encode>(value: &T) -> Vec<u8> {
    rasn::der::encode(value).unwrap()
}

/// A message by somebody over these parts.
pub(crate) fn message(holder: &Holder, parts: &[&[u8]], form: &Form<'_>) -> Vec<u8> {
    if let Some(at) = form.is_stamp {
        return stamp(holder, &parts.concat(), at);
    }
    signed(holder, DATA, None, &parts.concat(), form)
}

/// A timestamp over some bytes.
fn stamp(by: &Holder, content: &[u8], at: &str) -> Vec<u8> {
    let info = TstInfo {
        version: Integer::from(1),
        policy: oid(&[1, 2, 3]),
        message_imprint: MessageImprint {
            hash_algorithm: algorithm(SHA256, None),
            hashed_message: OctetString::from(digest::digest(&digest::SHA256, content).as_ref().to_vec()),
        },
        serial_number: Integer::from(5),
        gen_time: chrono::DateTime::parse_from_rfc3339(at).unwrap(),
        accuracy: None,
        ordering: false,
        nonce: None,
        tsa: None,
        extensions: None,
    };
    let info = encode(&info);
    signed(by, TST_INFO, Some(info.clone()), &info, &Form::default())
}

fn signed(holder: &Holder, kind: &[u32], content: Option<Vec<u8>>, over: &[u8], form: &Form<'_>) -> Vec<u8> {
    let (named, by) = if is_long(holder) { (SHA384, &digest::SHA384) } else { (SHA256, &digest::SHA256) };
    let sha = |bytes: &[u8]| digest::digest(&digest::SHA256, bytes).as_ref().to_vec();
    let mut attributes = vec![
        attribute(&[1, 2, 840, 113_549, 1, 9, 3], encode(&oid(kind))),
        attribute(
            &[1, 2, 840, 113_549, 1, 9, 4],
            encode(&OctetString::from(digest::digest(by, over).as_ref().to_vec())),
        ),
    ];
    if !form.unnamed {
        let hash = encode(&OctetString::from(sha(&form.other_certificate.unwrap_or(holder).der)));
        let nested = (0..3).fold(hash, |inner, _| [vec![0x30, u8::try_from(inner.len()).unwrap()], inner].concat());
        attributes.push(attribute(&[1, 2, 840, 113_549, 1, 9, 16, 2, 47], nested));
    }
    let attributes = SetOf::from_vec(attributes);
    let (scheme, value) = value(holder, &encode(&attributes), form.pss);
    let unsigned = form.stamped.map(|(by, at)| {
        let token = stamp(by, if form.stray_stamp { b"khac" } else { &value }, at);
        SetOf::from_vec(vec![attribute(&[1, 2, 840, 113_549, 1, 9, 16, 2, 14], token)])
    });
    let certificate: rasn_pkix::Certificate = rasn::der::decode(&holder.der).unwrap();
    let own = &certificate.tbs_certificate;
    let signer = SignerInfo {
        version: Integer::from(1),
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: own.issuer.clone(),
            serial_number: own.serial_number.clone(),
        }),
        digest_algorithm: algorithm(named, None),
        signed_attrs: Some(attributes),
        signature_algorithm: scheme,
        signature: OctetString::from(value),
        unsigned_attrs: unsigned,
    };
    let mut signers = vec![signer];
    if form.twice {
        signers.push(signers[0].clone());
    }
    let authority: rasn_pkix::Certificate = rasn::der::decode(&PKI.authority.der).unwrap();
    let certificates = [certificate.clone(), authority].map(|one| CertificateChoices::Certificate(Box::new(one)));
    let data = SignedData {
        version: Integer::from(1),
        digest_algorithms: SetOf::from_vec(vec![algorithm(named, None)]),
        encap_content_info: EncapsulatedContentInfo {
            content_type: oid(kind),
            content: content.map(OctetString::from),
        },
        certificates: Some(SetOf::from_vec(certificates.to_vec())),
        crls: None,
        signer_infos: SetOf::from_vec(signers),
    };
    let data = encode(&data);
    if form.ber {
        let kind = encode(&oid(SIGNED_DATA));
        // the SEQUENCE of the data too, whose own length takes four bytes
        assert_eq!(data[1], 0x82);
        return [&[0x30, 0x80][..], &kind, &[0xa0, 0x80, 0x30, 0x80], &data[4..], &[0; 6]].concat();
    }
    encode(&ContentInfo { content_type: oid(SIGNED_DATA), content: Any::new(data) })
}

fn is_long(holder: &Holder) -> bool {
    *holder.key.algorithm() == rcgen::PKCS_ECDSA_P384_SHA384
}

fn value(holder: &Holder, message: &[u8], pss: bool) -> (AlgorithmIdentifier, Vec<u8>) {
    let random = SystemRandom::new();
    let pkcs8 = holder.key.serialized_der();
    if !holder.rsa {
        let (last, key) = match is_long(holder) {
            true => (3, &signature::ECDSA_P384_SHA384_ASN1_SIGNING),
            false => (2, &signature::ECDSA_P256_SHA256_ASN1_SIGNING),
        };
        let key = signature::EcdsaKeyPair::from_pkcs8(key, pkcs8, &random).unwrap();
        let value = key.sign(&random, message).unwrap().as_ref().to_vec();
        return (algorithm(&[1, 2, 840, 10_045, 4, 3, last], None), value);
    }
    let key = signature::RsaKeyPair::from_pkcs8(pkcs8).unwrap();
    let mut value = vec![0; key.public().modulus_len()];
    let how: &dyn signature::RsaEncoding = if pss { &signature::RSA_PSS_SHA256 } else { &signature::RSA_PKCS1_SHA256 };
    key.sign(how, &random, message, &mut value).unwrap();
    let scheme = if pss {
        algorithm(&[1, 2, 840, 113_549, 1, 1, 10], Some(&pss_parameters()))
    } else {
        algorithm(&[1, 2, 840, 113_549, 1, 1, 1], Some(&[5, 0]))
    };
    (scheme, value)
}

/// SHA-256, MGF1 with SHA-256, a salt of 32 bytes.
fn pss_parameters() -> Vec<u8> {
    let wrap = |tag: u8, inner: Vec<u8>| [vec![tag, u8::try_from(inner.len()).unwrap()], inner].concat();
    let hash = encode(&algorithm(SHA256, None));
    let mask = encode(&algorithm(&[1, 2, 840, 113_549, 1, 1, 8], Some(&hash)));
    wrap(0x30, [wrap(0xa0, hash), wrap(0xa1, mask), wrap(0xa2, vec![2, 1, 32])].concat())
}
