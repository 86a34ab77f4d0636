//! The trust store: roots, intermediate certificates and CRLs of the office's folder `chung-thu/`.

use std::path::{Path, PathBuf};

use memchr::memmem;
use rustls_pki_types::CertificateRevocationListDer;

use crate::base::finding::{Finding, codes};
use crate::base::io::names::{self, TRUST_FOLDER};
use crate::base::io::workspace::Workspace;
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::io::{files, paths};
use crate::signature::pki::certificate::{self, Certificate, MAX_ITEMS};

/// Bytes of a file of the folder: the CRL of a national authority has some.
const MAX_FILE: u64 = 64 << 20;

/// A folder of certificates and CRLs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TrustFolder {
    pub(crate) path: PathBuf,
    /// Its name for people.
    pub(crate) shown: String,
}

impl TrustFolder {
    /// That of a workspace; none when the office has made none.
    pub(crate) fn of(workspace: &Workspace) -> Option<Self> {
        let path = workspace.root().join(TRUST_FOLDER);
        path.is_dir().then(|| Self { path, shown: workspace.shown(TRUST_FOLDER) })
    }

    /// Takes every certificate and CRL of the folder; `warn` gets what is neither.
    ///
    /// # Errors
    /// The folder or a file in it cannot be read.
    pub(crate) fn read(&self, warn: impl FnMut(Finding)) -> Result<TrustStore, Finding> {
        let (mut store, mut strange) = (TrustStore::none(), Vec::new());
        for path in files::files_in(&self.path)? {
            let bytes = files::read(&path, MAX_FILE)?;
            if !store.take(&bytes) {
                let (what, hint) = stranger(&path, &bytes);
                strange.push(Finding::new(codes::TRUST_FILE, what).in_file(name(&path, &self.shown)).hint(hint));
            }
        }
        strange.into_iter().for_each(warn);
        Ok(store)
    }
}

/// What a signature is checked against.
#[derive(Debug, Clone, Default)]
pub struct TrustStore {
    pub(crate) roots: Vec<Certificate>,
    pub(crate) intermediates: Vec<Certificate>,
    pub(crate) crls: Vec<Vec<u8>>,
}

impl TrustStore {
    /// Nothing: trust cannot be checked then.
    pub fn none() -> Self {
        Self::default()
    }

    /// Takes the certificates and CRLs of one file, PEM or DER; whether there was any.
    pub fn take(&mut self, bytes: &[u8]) -> bool {
        let certificates = certificate::read_all(bytes);
        let crls = certificate::pieces::<CertificateRevocationListDer<'static>>(bytes);
        let crls: Vec<Vec<u8>> =
            crls.into_iter().filter(|der| rasn::ber::decode::<rasn_pkix::CertificateList>(der).is_ok()).collect();
        let any = !certificates.is_empty() || !crls.is_empty();
        let (roots, intermediates): (Vec<_>, Vec<_>) = certificates.into_iter().partition(Certificate::is_root);
        self.roots.extend(roots);
        self.intermediates.extend(intermediates);
        self.crls.extend(crls);
        self.roots.truncate(MAX_ITEMS);
        self.intermediates.truncate(MAX_ITEMS);
        self.crls.truncate(MAX_ITEMS);
        any
    }
}

/// What a file is that holds no certificate, and what to do with it.
fn stranger(path: &Path, bytes: &[u8]) -> (&'static str, &'static str) {
    /// `signedData` of PKCS #7, and what holds a private key under a password (PKCS #12).
    const SIGNED_DATA: &[u8] = &[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
    let own_name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let head = &bytes[..bytes.len().min(4096)];
    let has = |word: &[u8]| memmem::find(head, word).is_some();
    if names::is_system_junk(&own_name) {
        ("tệp rác của hệ điều hành", "xóa tệp này đi, thư mục này không cần tệp ấy")
    } else if bytes.is_empty() {
        ("tệp trống", "tải lại chứng thư này từ nơi cấp, hoặc xóa tệp đi")
    } else if has(b"PRIVATE KEY-----") || own_name.ends_with(".pfx") || own_name.ends_with(".p12") {
        (
            "tệp chứa khóa riêng để ký, không phải chứng thư",
            "chuyển tệp này tới nơi chỉ người giữ khóa mở được; thư mục này chỉ cần chứng thư `.cer` của nơi cấp",
        )
    } else if has(b"BEGIN PKCS7-----") || has(b"BEGIN CMS-----") || has(SIGNED_DATA) {
        (
            "tệp là gói chứng thư PKCS #7, chương trình chưa đọc được",
            "mở tệp này, xuất từng chứng thư trong gói ra `.cer` rồi đặt vào thư mục này thay cho gói",
        )
    } else {
        (
            "tệp không phải chứng thư hay danh sách thu hồi",
            "để trong thư mục này chỉ các tệp `.pem`, `.crt`, `.cer`, `.crl`",
        )
    }
}

fn name(path: &Path, folder: &str) -> String {
    WorkspacePath::of(folder).join(&path.file_name().map(|name| paths::show(Path::new(name))).unwrap_or_default())
}
