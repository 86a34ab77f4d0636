//! Signed messages for tests, well made and otherwise.

use num_bigint::{BigInt, Sign};
use rasn::types::{Any, Integer, ObjectIdentifier, OctetString, SetOf};
use rasn_cms::tsp::{MessageImprint, TstInfo};
use rasn_cms::{
    CertificateChoices, ContentInfo, EncapsulatedContentInfo, IssuerAndSerialNumber, SignedData, SignerIdentifier,
    SignerInfo,
};
use rasn_pkix::{AlgorithmIdentifier, Attribute};
use ring::rand::SystemRandom;
use ring::{digest, signature};
use sha3::Digest;

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
    /// The hashes of the message, or of its timestamp when it has one.
    pub(crate) hashes: Hashes,
    /// How the signed attributes stand.
    pub(crate) order: Order,
    /// The certificate is named with the issuer's name as that one's certificate writes it.
    pub(crate) issuer_by: Option<&'a [u8]>,
}

/// A hash function that is named in a message; none is that of the key.
pub(crate) type Named = Option<&'static TestHash>;

/// Where hashes stand in a message.
#[derive(Clone, Copy, Default)]
pub(crate) struct Hashes {
    /// Of what a timestamp is over.
    pub(crate) imprint: Named,
    /// Of the content, among the signed attributes.
    pub(crate) content: Named,
    /// Of the signature; the key has to be RSA.
    pub(crate) value: Named,
}

/// A hash function: its object identifier and how it is worked out.
pub(crate) struct TestHash {
    arcs: &'static [u32],
    digest: fn(&[u8]) -> Vec<u8>,
}

pub(crate) static SHA_1: TestHash = TestHash {
    arcs: &[1, 3, 14, 3, 2, 26],
    digest: |bytes| digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, bytes).as_ref().to_vec(),
};
static SHA_256: TestHash =
    TestHash { arcs: SHA256, digest: |bytes| digest::digest(&digest::SHA256, bytes).as_ref().to_vec() };
static SHA_384: TestHash =
    TestHash { arcs: SHA384, digest: |bytes| digest::digest(&digest::SHA384, bytes).as_ref().to_vec() };
static SHA_512: TestHash = TestHash {
    arcs: &[2, 16, 840, 1, 101, 3, 4, 2, 3],
    digest: |bytes| digest::digest(&digest::SHA512, bytes).as_ref().to_vec(),
};
pub(crate) static SHA3_512: TestHash =
    TestHash { arcs: &[2, 16, 840, 1, 101, 3, 4, 2, 10], digest: |bytes| sha3::Sha3_512::digest(bytes).to_vec() };
/// One that the program does not have: what stands in its place is never looked at.
pub(crate) static SHA_224: TestHash = TestHash { arcs: &[2, 16, 840, 1, 101, 3, 4, 2, 4], digest: |_| vec![7; 28] };

/// How the signed attributes stand, and what is signed.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Order {
    /// In the order of DER.
    #[default]
    Sorted,
    /// In another order, and signed so.
    Loose,
    /// In another order, and signed in that of DER.
    LooseSignedSorted,
    /// In another order, and signed in a third one.
    Forged,
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
        return stamp(holder, &parts.concat(), at, form.hashes);
    }
    signed(holder, DATA, None, &parts.concat(), form)
}

/// A timestamp over some bytes.
fn stamp(by: &Holder, content: &[u8], at: &str, hashes: Hashes) -> Vec<u8> {
    let imprint = hashes.imprint.unwrap_or(&SHA_256);
    let info = TstInfo {
        version: Integer::from(1),
        policy: oid(&[1, 2, 3]),
        message_imprint: MessageImprint {
            hash_algorithm: algorithm(imprint.arcs, None),
            hashed_message: OctetString::from((imprint.digest)(content)),
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
    signed(by, TST_INFO, Some(info.clone()), &info, &Form { hashes, ..Form::default() })
}

/// What is said of the content, and of the certificate.
fn attributes(holder: &Holder, kind: &[u32], digest: Vec<u8>, form: &Form<'_>) -> Vec<Attribute> {
    let mut attributes = vec![
        attribute(&[1, 2, 840, 113_549, 1, 9, 3], encode(&oid(kind))),
        attribute(&[1, 2, 840, 113_549, 1, 9, 4], encode(&OctetString::from(digest))),
    ];
    if !form.unnamed {
        let hash = encode(&OctetString::from((SHA_256.digest)(&form.other_certificate.unwrap_or(holder).der)));
        let nested = (0..3).fold(hash, |inner, _| [vec![0x30, u8::try_from(inner.len()).unwrap()], inner].concat());
        attributes.push(attribute(&[1, 2, 840, 113_549, 1, 9, 16, 2, 47], nested));
    }
    attributes
}

/// The same attributes in several orders, each as long as any other, with the head of a SET.
struct Orders {
    head: usize,
    sorted: Vec<u8>,
    loose: Vec<u8>,
    other: Vec<u8>,
}

impl Orders {
    fn of(attributes: &[Attribute]) -> Self {
        let mut ordered: Vec<Vec<u8>> = attributes.iter().map(encode).collect();
        let sorted = encode(&SetOf::from_vec(attributes.to_vec()));
        ordered.sort();
        ordered.reverse();
        let head = if sorted[1] < 0x80 { 2 } else { 3 };
        let loose = [&sorted[..head], &ordered.concat()].concat();
        ordered.rotate_left(1);
        let other = [&sorted[..head], &ordered.concat()].concat();
        assert!(sorted != loose && sorted.len() == loose.len());
        Self { head, sorted, loose, other }
    }

    /// What is signed.
    fn signed(&self, order: Order) -> &[u8] {
        match order {
            Order::Sorted | Order::LooseSignedSorted => &self.sorted,
            Order::Loose => &self.loose,
            Order::Forged => &self.other,
        }
    }

    /// Puts the loose ones where the sorted ones stand.
    fn loosen(&self, data: &mut [u8]) {
        let size = self.sorted.len() - self.head;
        let at = data.windows(size).position(|part| part == &self.sorted[self.head..]).unwrap();
        data[at..at + size].copy_from_slice(&self.loose[self.head..]);
    }
}

/// The hash that goes with a key.
fn hash_of(holder: &Holder) -> &'static TestHash {
    match &holder.key {
        key if *key.algorithm() == rcgen::PKCS_ED25519 => &SHA_512,
        _ if is_long(holder) => &SHA_384,
        _ => &SHA_256,
    }
}

fn signed(holder: &Holder, kind: &[u32], content: Option<Vec<u8>>, over: &[u8], form: &Form<'_>) -> Vec<u8> {
    // with a timestamp the hashes are those of the timestamp
    let hashes = if form.stamped.is_some() { Hashes::default() } else { form.hashes };
    let hash = hashes.content.unwrap_or_else(|| hash_of(holder));
    let attributes = attributes(holder, kind, (hash.digest)(over), form);
    let orders = Orders::of(&attributes);
    let (scheme, value) = value(holder, orders.signed(form.order), form.pss, hashes.value);
    let unsigned = form.stamped.map(|(by, at)| {
        let token = stamp(by, if form.stray_stamp { b"khac" } else { &value }, at, form.hashes);
        SetOf::from_vec(vec![attribute(&[1, 2, 840, 113_549, 1, 9, 16, 2, 14], token)])
    });
    let certificate: rasn_pkix::Certificate = rasn::der::decode(&holder.der).unwrap();
    let own = &certificate.tbs_certificate;
    let issuer = form.issuer_by.map_or(own.issuer.clone(), |by| {
        rasn::der::decode::<rasn_pkix::Certificate>(by).unwrap().tbs_certificate.subject
    });
    let signer = SignerInfo {
        version: Integer::from(1),
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer,
            serial_number: own.serial_number.clone(),
        }),
        digest_algorithm: algorithm(hash.arcs, None),
        signed_attrs: Some(SetOf::from_vec(attributes)),
        signature_algorithm: scheme,
        signature: OctetString::from(value),
        unsigned_attrs: unsigned,
    };
    let mut signers = vec![signer];
    if form.twice {
        signers.push(signers[0].clone());
    }
    let above = holder.above.as_ref().unwrap_or(&PKI.authority.der);
    let authority: rasn_pkix::Certificate = rasn::der::decode(above).unwrap();
    let certificates = [certificate.clone(), authority].map(|one| CertificateChoices::Certificate(Box::new(one)));
    let data = SignedData {
        version: Integer::from(1),
        digest_algorithms: SetOf::from_vec(vec![algorithm(hash.arcs, None)]),
        encap_content_info: EncapsulatedContentInfo {
            content_type: oid(kind),
            content: content.map(OctetString::from),
        },
        certificates: Some(SetOf::from_vec(certificates.to_vec())),
        crls: None,
        signer_infos: SetOf::from_vec(signers),
    };
    let mut data = encode(&data);
    if form.order != Order::Sorted {
        orders.loosen(&mut data);
    }
    wrapped(data, form.ber)
}

/// The signed data as a message, its lengths left open or not.
fn wrapped(data: Vec<u8>, ber: bool) -> Vec<u8> {
    if ber {
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

fn value(holder: &Holder, message: &[u8], pss: bool, hash: Named) -> (AlgorithmIdentifier, Vec<u8>) {
    let random = SystemRandom::new();
    let pkcs8 = holder.key.serialized_der();
    if let Some(hash) = hash {
        return (algorithm(&[1, 2, 840, 113_549, 1, 1, 1], Some(&[5, 0])), by_hand(pkcs8, hash, message));
    }
    if *holder.key.algorithm() == rcgen::PKCS_ED25519 {
        let key = signature::Ed25519KeyPair::from_pkcs8_maybe_unchecked(pkcs8).unwrap();
        return (algorithm(&[1, 3, 101, 112], None), key.sign(message).as_ref().to_vec());
    }
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

/// PKCS#1 v1.5 with a hash that ring does not sign with.
fn by_hand(pkcs8: &[u8], hash: &TestHash, message: &[u8]) -> Vec<u8> {
    // the key itself stands behind version and algorithm; modulus and private exponent are its second and fourth number
    let numbers: Vec<Integer> = rasn::der::decode(&pkcs8[26..]).unwrap();
    let number = |at: usize| BigInt::from(numbers[at].clone());
    let named = algorithm(hash.arcs, Some(&[5, 0]));
    let digest = OctetString::from((hash.digest)(message));
    let info = [encode(&named), encode(&digest)].concat();
    let info = [vec![0x30, u8::try_from(info.len()).unwrap()], info].concat();
    let padded = [vec![1], vec![0xff; 256 - 3 - info.len()], vec![0], info].concat();
    let value = BigInt::from_bytes_be(Sign::Plus, &padded).modpow(&number(3), &number(1)).to_bytes_be().1;
    [vec![0; 256 - value.len()], value].concat()
}

/// SHA-256, MGF1 with SHA-256, a salt of 32 bytes.
fn pss_parameters() -> Vec<u8> {
    let wrap = |tag: u8, inner: Vec<u8>| [vec![tag, u8::try_from(inner.len()).unwrap()], inner].concat();
    let hash = encode(&algorithm(SHA256, None));
    let mask = encode(&algorithm(&[1, 2, 840, 113_549, 1, 1, 8], Some(&hash)));
    wrap(0x30, [wrap(0xa0, hash), wrap(0xa1, mask), wrap(0xa2, vec![2, 1, 32])].concat())
}
