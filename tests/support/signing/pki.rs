//! Certificates made at test time: root, authority, signers good and bad, a giver of timestamps, and CRLs.

use std::sync::LazyLock;

use rcgen::string::BmpString;
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CrlIssuingDistributionPoint, CustomExtension,
    DistinguishedName, DnType, DnValue, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyIdMethod, KeyPair, KeyUsagePurpose,
    RevokedCertParams, SerialNumber, date_time_ymd,
};
use vanthu::signature::TrustStore;

/// Somebody with a key and a certificate.
pub(crate) struct Holder {
    params: CertificateParams,
    pub(crate) key: KeyPair,
    pub(crate) der: Vec<u8>,
    pub(crate) rsa: bool,
    /// The certificate of the authority that messages carry, when it is not the common one.
    pub(crate) above: Option<Vec<u8>>,
}

/// All of them.
pub(crate) struct Pki {
    pub(crate) root: Holder,
    pub(crate) authority: Holder,
    pub(crate) leader: Holder,
    pub(crate) clerk: Holder,
    pub(crate) rsa: Holder,
    /// With a key of P-384.
    pub(crate) long: Holder,
    pub(crate) expired: Holder,
    pub(crate) web: Holder,
    pub(crate) no_signing: Holder,
    pub(crate) stamper: Holder,
    /// An authority that may have none below it.
    pub(crate) shallow: Holder,
    /// A giver of timestamps with an RSA key.
    pub(crate) rsa_stamper: Holder,
    pub(crate) stranger: Holder,
    pub(crate) other_root: Holder,
    /// The root, and CRLs in which nobody is revoked.
    pub(crate) trust: TrustStore,
}

pub(crate) static PKI: LazyLock<Pki> = LazyLock::new(Pki::new);

fn params(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::OrganizationName, "UBND phường Hoa Đào");
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = date_time_ymd(2025, 1, 1);
    params.not_after = date_time_ymd(2029, 1, 1);
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature, KeyUsagePurpose::ContentCommitment];
    let serial = name.bytes().fold(7u64, |sum, byte| sum.wrapping_mul(31) + u64::from(byte)) >> 1;
    params.serial_number = Some(SerialNumber::from(serial));
    params
}

fn authority(name: &str) -> CertificateParams {
    let mut params = params(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

fn stamping(name: &str) -> CertificateParams {
    let mut params = params(name);
    // 1.3.6.1.5.5.7.3.8, and critical as RFC 3161 asks
    let stamping = vec![0x30, 0x0a, 0x06, 0x08, 0x2b, 6, 1, 5, 5, 7, 3, 8];
    let mut use_of_key = CustomExtension::from_oid_content(&[2, 5, 29, 37], stamping);
    use_of_key.set_criticality(true);
    params.custom_extensions = vec![use_of_key];
    params
}

/// A name as another office writes it: in another string type, capitals and blanks.
fn renamed(name: &str) -> DistinguishedName {
    let mut renamed = DistinguishedName::new();
    renamed.push(DnType::OrganizationName, "UBND  PHƯỜNG Hoa Đào ");
    renamed.push(DnType::CommonName, DnValue::BmpString(BmpString::try_from(name).unwrap()));
    renamed
}

/// What may be wrong with an authority that writes its name in another way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fault {
    None,
    NoAuthority,
    OutOfTime,
    NameConstraints,
    /// The name of our authority under the key of a stranger.
    OtherKey,
    /// One more authority below than the one above permits.
    TooDeep,
    /// A critical extension that nobody knows.
    Critical,
}

impl Holder {
    /// A signer whose certificate and whose authority's name the issuer in another way than the issuer does itself.
    pub(crate) fn below_renamed(fault: Fault) -> Self {
        let mut above = authority("Cơ quan gọi tên khác");
        match fault {
            Fault::NoAuthority => above.is_ca = IsCa::ExplicitNoCa,
            Fault::OutOfTime => above.not_after = date_time_ymd(2025, 6, 1),
            Fault::NameConstraints => {
                let name = rcgen::GeneralSubtree::Rfc822Name("vi-du.vn".to_owned());
                let none = Vec::new();
                above.name_constraints =
                    Some(rcgen::NameConstraints { permitted_subtrees: vec![name], excluded_subtrees: none });
            }
            Fault::Critical => {
                let mut strange = CustomExtension::from_oid_content(&[1, 2, 3, 4], vec![5, 0]);
                strange.set_criticality(true);
                above.custom_extensions = vec![strange];
            }
            Fault::None | Fault::OtherKey | Fault::TooDeep => {}
        }
        let mut root = PKI.root.params.clone();
        root.distinguished_name = renamed("GỐC của bài kiểm");
        let (by, by_key) = match fault {
            Fault::TooDeep => (&PKI.shallow.params, &PKI.shallow.key),
            _ => (&root, if fault == Fault::OtherKey { &PKI.other_root.key } else { &PKI.root.key }),
        };
        let key = KeyPair::generate().unwrap();
        let der = above.signed_by(&key, &Issuer::from_params(by, by_key)).unwrap().der().to_vec();
        above.distinguished_name = renamed("cơ quan GỌI tên khác");
        let own = KeyPair::generate().unwrap();
        let params = params("Người gọi tên khác");
        let leaf = params.signed_by(&own, &Issuer::from_params(&above, &key)).unwrap().der().to_vec();
        Self { params, key: own, der: leaf, rsa: false, above: Some(der) }
    }

    /// The same once more, to be changed.
    pub(crate) fn of(other: &Self) -> Self {
        let key = KeyPair::try_from(other.key.serialize_der().as_slice()).unwrap();
        Self { params: other.params.clone(), key, der: other.der.clone(), rsa: other.rsa, above: other.above.clone() }
    }

    /// A signer with a key of Ed25519.
    pub(crate) fn ed25519() -> Self {
        let key = KeyPair::generate_for(&rcgen::PKCS_ED25519).unwrap();
        Self::with(params("Khóa Ed25519"), key, &PKI.authority)
    }

    fn by(params: CertificateParams, issuer: &Holder) -> Self {
        Self::with(params, KeyPair::generate().unwrap(), issuer)
    }

    fn with(params: CertificateParams, key: KeyPair, issuer: &Holder) -> Self {
        let der = params.signed_by(&key, &issuer.issuer()).unwrap().der().to_vec();
        Self { params, key, der, rsa: false, above: None }
    }

    fn root(params: CertificateParams) -> Self {
        let key = KeyPair::generate().unwrap();
        let der = params.self_signed(&key).unwrap().der().to_vec();
        Self { params, key, der, rsa: false, above: None }
    }

    fn issuer(&self) -> Issuer<'_, &KeyPair> {
        Issuer::from_params(&self.params, &self.key)
    }

    /// A CRL of this authority with these revoked, each from a day of 2026.
    pub(crate) fn crl(&self, revoked: &[(&Holder, u8, u8)]) -> Vec<u8> {
        self.crl_of(None, revoked)
    }

    /// A CRL that says where it lies, and of whom it speaks.
    pub(crate) fn crl_of(&self, point: Option<CrlIssuingDistributionPoint>, revoked: &[(&Holder, u8, u8)]) -> Vec<u8> {
        let revoked = revoked.iter().map(|(holder, month, day)| RevokedCertParams {
            serial_number: holder.params.serial_number.clone().unwrap(),
            revocation_time: date_time_ymd(2026, *month, *day),
            reason_code: None,
            invalidity_date: None,
        });
        let list = CertificateRevocationListParams {
            this_update: date_time_ymd(2026, 2, 20),
            next_update: date_time_ymd(2026, 12, 1),
            crl_number: SerialNumber::from(1),
            issuing_distribution_point: point,
            revoked_certs: revoked.collect(),
            key_identifier_method: KeyIdMethod::Sha256,
        };
        list.signed_by(&self.issuer()).unwrap().der().to_vec()
    }
}

impl Pki {
    fn new() -> Self {
        let root = Holder::root(authority("Gốc của bài kiểm"));
        let authority = Holder::by(authority("Cơ quan chứng thực của bài kiểm"), &root);
        let rsa = {
            let key = include_bytes!("khoa-rsa.der").as_slice().into();
            let key = KeyPair::from_pkcs8_der_and_sign_algo(&key, &rcgen::PKCS_RSA_SHA256).unwrap();
            Holder { rsa: true, ..Holder::with(params("Trần Văn Ký"), key, &authority) }
        };
        let long = {
            let key = KeyPair::generate_for(&rcgen::PKCS_ECDSA_P384_SHA384).unwrap();
            Holder::with(params("Khóa dài"), key, &authority)
        };
        let expired = {
            let mut params = params("Người hết hạn");
            params.not_after = date_time_ymd(2025, 6, 1);
            Holder::by(params, &authority)
        };
        let web = {
            let mut params = params("may-chu.vn");
            params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
            Holder::by(params, &authority)
        };
        let no_signing = {
            let mut params = params("Chỉ mã hóa");
            params.key_usages = vec![KeyUsagePurpose::KeyEncipherment];
            Holder::by(params, &authority)
        };
        let shallow = {
            let mut params = self::authority("Cơ quan không có cấp dưới");
            params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
            Holder::by(params, &root)
        };
        let stamper = Holder::by(stamping("Nơi đóng dấu thời gian"), &authority);
        let rsa_stamper = {
            let key = include_bytes!("khoa-rsa.der").as_slice().into();
            let key = KeyPair::from_pkcs8_der_and_sign_algo(&key, &rcgen::PKCS_RSA_SHA256).unwrap();
            Holder { rsa: true, ..Holder::with(stamping("Nơi đóng dấu cũ"), key, &authority) }
        };
        let (leader, clerk) =
            (Holder::by(params("Lộc Văn Khải"), &authority), Holder::by(params("Văn thư"), &authority));
        let other_root = Holder::root(self::authority("Gốc lạ"));
        let stranger = Holder::by(params("Người lạ"), &other_root);
        let mut all = Self {
            root,
            authority,
            leader,
            clerk,
            rsa,
            long,
            expired,
            web,
            no_signing,
            stamper,
            rsa_stamper,
            shallow,
            stranger,
            other_root,
            trust: TrustStore::none(),
        };
        all.trust = all.trust_with(&[]);
        all
    }

    /// The root, and CRLs with these revoked.
    pub(crate) fn trust_with(&self, revoked: &[(&Holder, u8, u8)]) -> TrustStore {
        let mut trust = self.roots_alone();
        assert!(trust.take(&pem("X509 CRL", &self.root.crl(&[]))));
        assert!(trust.take(&self.authority.crl(revoked)));
        trust
    }

    /// The root without any CRL.
    pub(crate) fn roots_alone(&self) -> TrustStore {
        let mut trust = TrustStore::none();
        assert!(trust.take(&pem("CERTIFICATE", &self.root.der)));
        trust
    }
}

/// As a file with letters.
pub(crate) fn pem(kind: &str, der: &[u8]) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = format!("-----BEGIN {kind}-----\r\n").into_bytes();
    for three in der.chunks(3) {
        let bits = (0..3).fold(0u32, |bits, at| bits << 8 | u32::from(three.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            let letter = LETTERS[usize::try_from(bits >> (18 - 6 * at) & 63).unwrap()];
            text.push(if at > three.len() as u32 { b'=' } else { letter });
        }
        if text.len() % 66 == 0 {
            text.extend(b"\r\n");
        }
    }
    text.extend(format!("\r\n-----END {kind}-----\r\n").bytes());
    text
}
