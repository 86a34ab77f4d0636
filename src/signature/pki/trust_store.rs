//! What the office trusts: roots, intermediate certificates and CRLs of the folder `chung-thu/`.

use std::path::{Path, PathBuf};

use rustls_pki_types::CertificateRevocationListDer;

use crate::base::finding::{Finding, codes};
use crate::base::io::names::TRUST_FOLDER;
use crate::base::io::workspace::Workspace;
use crate::base::io::workspace_path::WorkspacePath;
use crate::base::io::{files, paths};
use crate::signature::pki::certificate::{self, Certificate, MOST};

/// Largest file of the folder, bytes: the CRL of a national authority has some.
const MAX_FILE: u64 = 64 << 20;

/// What a signature is checked against.
#[derive(Debug, Clone, Default)]
pub struct Trust {
    pub(crate) roots: Vec<Certificate>,
    pub(crate) between: Vec<Certificate>,
    pub(crate) crls: Vec<Vec<u8>>,
}

impl Trust {
    /// Nothing: trust cannot be checked then.
    pub fn none() -> Self {
        Self::default()
    }

    /// The folder of a workspace, with its name for people; none when the office has made none.
    pub fn folder_of(workspace: &Workspace) -> Option<(PathBuf, String)> {
        let folder = workspace.root().join(TRUST_FOLDER);
        folder.is_dir().then(|| (folder, workspace.shown(TRUST_FOLDER)))
    }

    /// Takes every certificate and CRL of a folder, called as the clerk does; what is neither is told.
    ///
    /// # Errors
    /// The folder or a file in it cannot be read.
    pub fn of_folder(folder: &Path, shown: &str) -> Result<(Self, Vec<Finding>), Finding> {
        let (mut trust, mut strange) = (Self::default(), Vec::new());
        for path in files::files_in(folder)? {
            let bytes = files::read(&path, MAX_FILE)?;
            if !trust.take(&bytes) {
                let finding = Finding::new(codes::TRUST_FILE, "tệp không phải chứng thư hay danh sách thu hồi");
                strange.push(
                    finding
                        .in_file(name(&path, shown))
                        .hint("để trong thư mục này chỉ các tệp `.pem`, `.crt`, `.cer`, `.crl`"),
                );
            }
        }
        Ok((trust, strange))
    }

    /// Takes the certificates and CRLs of one file, PEM or DER; whether there was any.
    pub fn take(&mut self, bytes: &[u8]) -> bool {
        let certificates = certificate::read_all(bytes);
        let crls = certificate::pieces::<CertificateRevocationListDer<'static>>(bytes);
        let crls: Vec<Vec<u8>> =
            crls.into_iter().filter(|der| rasn::ber::decode::<rasn_pkix::CertificateList>(der).is_ok()).collect();
        let any = !certificates.is_empty() || !crls.is_empty();
        let (roots, between): (Vec<_>, Vec<_>) = certificates.into_iter().partition(Certificate::is_root);
        self.roots.extend(roots);
        self.between.extend(between);
        self.crls.extend(crls);
        self.roots.truncate(MOST);
        self.between.truncate(MOST);
        self.crls.truncate(MOST);
        any
    }

    /// Whether there is no root to check against.
    pub fn is_empty(&self) -> bool {
        self.roots.is_empty()
    }
}

fn name(path: &Path, folder: &str) -> String {
    WorkspacePath::of(folder).join(&path.file_name().map(|name| paths::show(Path::new(name))).unwrap_or_default())
}
