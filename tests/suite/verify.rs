//! Honest signatures of many makes are accepted, certificates that do not hold are told apart, and the verb prints it.

use lopdf::{Object, Stream, dictionary};
use vanthu::base::finding::codes;
use vanthu::signature::{Indication, Integrity, Provenance, Trust, TrustStore, ValidationReport, validate};

use crate::support::signing::attacks::one_line;
use crate::support::signing::{
    Form, Holder, ISSUED, PKI, Wish, amend, catalog, copy, ids, now, pki, rewrite, sign, told, told_alone,
};
use crate::support::{OFFICE, Project};

#[track_caller]
fn honest(file: &[u8], signatures: usize) -> ValidationReport {
    let told = told(file);
    assert_eq!(told.indication, Indication::Intact, "{:#?}", told.findings);
    assert_eq!((told.integrity, told.provenance, told.trust), (Integrity::Whole, Provenance::Issued, Trust::Trusted));
    assert_eq!((told.signatures.len(), ids(&told)), (signatures, vec![]));
    assert!(told.signatures.last().unwrap().covers_all);
    told
}

/// Adds validation data, as B-LT does.
fn with_evidence(pdf: &[u8], crls: &[Vec<u8>]) -> Vec<u8> {
    amend(pdf, |old, new| {
        let mut keep = |der: &[u8]| -> Object { new.add_object(Stream::new(dictionary! {}, der.to_vec())).into() };
        let certificates: Vec<Object> = [&PKI.authority, &PKI.root].iter().map(|one| keep(&one.der)).collect();
        let crls: Vec<Object> = crls.iter().map(|crl| keep(crl)).collect();
        let store = new.add_object(dictionary! { "Certs" => certificates, "CRLs" => crls });
        copy(old, new, catalog(old)).set("DSS", store);
    })
}

#[test]
fn the_issued_pdf_ends_its_last_line() {
    assert!(ISSUED.ends_with(b"%%EOF\n"));
}

#[test]
fn one_signature_of_every_make_is_accepted() {
    let leader = &PKI.leader;
    let plain = Wish::new("ChuKy1", leader);
    let told = honest(&sign(&ISSUED, &plain), 1);
    assert_eq!(told.signatures[0].signer.as_deref(), Some("Lộc Văn Khải"));
    assert_eq!(told.signatures[0].organisation.as_deref(), Some("UBND phường Hoa Đào"));
    assert_eq!(told.signatures[0].signing_time.map(|at| at.to_rfc3339()).as_deref(), Some("2026-01-05T10:15:30+07:00"));
    assert!(!told.signatures[0].timestamped);
    let old = Wish {
        sub_filter: "adbe.pkcs7.detached",
        form: Form { ber: true, unnamed: true, ..Form::default() },
        ..plain.clone()
    };
    honest(&sign(&ISSUED, &old), 1);
    let told = honest(&sign(&ISSUED, &Wish { holder: &PKI.long, ..plain.clone() }), 1);
    assert_eq!(told.signatures[0].algorithm.map(|name| name.to_string()).as_deref(), Some("ECDSA P-384, SHA-384"));
    for pss in [false, true] {
        let rsa = Wish { holder: &PKI.rsa, form: Form { pss, ..Form::default() }, ..plain.clone() };
        let told = honest(&sign(&ISSUED, &rsa), 1);
        let name = if pss { "RSA-PSS 2048, SHA-256" } else { "RSA 2048, SHA-256" };
        assert_eq!(told.signatures[0].algorithm.map(|name| name.to_string()).as_deref(), Some(name));
    }
}

#[test]
fn several_signatures_certification_timestamps_and_evidence_are_accepted() {
    let first = sign(&ISSUED, &Wish::new("ChuKy1", &PKI.leader));
    let told = honest(&sign(&first, &Wish::new("ChuKy2", &PKI.clerk)), 2);
    assert_eq!(told.signatures[0].additions(), ["chữ ký `ChuKy2`"]);
    assert!(!told.signatures[0].covers_all);
    let certified = sign(&ISSUED, &Wish { permits: Some(2), ..Wish::new("ChuKy1", &PKI.leader) });
    honest(&sign(&certified, &Wish::new("ChuKy2", &PKI.clerk)), 2);
    let at = "2026-01-05T10:16:00+07:00";
    let form = Form { stamped: Some((&PKI.stamper, at)), ..Form::default() };
    let stamped = sign(&ISSUED, &Wish { form, ..Wish::new("ChuKy1", &PKI.leader) });
    let told = honest(&stamped, 1);
    assert_eq!(
        (told.signatures[0].timestamped, told.signatures[0].signing_time.map(|at| at.to_rfc3339()).as_deref()),
        (true, Some(at))
    );
    // B-LTA: evidence from the file alone, then a timestamp over all of it
    let long = with_evidence(&stamped, &[PKI.root.crl(&[]), PKI.authority.crl(&[])]);
    let form = Form { is_stamp: Some("2026-01-06T00:00:00+07:00"), ..Form::default() };
    let over = Wish { sub_filter: "ETSI.RFC3161", form, ..Wish::new("DauThoiGian", &PKI.stamper) };
    let long = sign(&long, &over);
    let told = validate(&long, Some(&ISSUED), &PKI.roots_alone(), now());
    assert_eq!((told.indication, told.trust), (Indication::Intact, Trust::Trusted), "{:#?}", told.findings);
    assert_eq!(told.signatures[0].additions(), ["dữ liệu kiểm chứng thư", "chữ ký `DauThoiGian`"]);
}

#[test]
fn what_is_not_known_is_never_called_trusted() {
    let signed = sign(&ISSUED, &Wish::new("ChuKy1", &PKI.leader));
    let alone = told_alone(&signed);
    assert_eq!(
        (alone.indication, alone.trust, alone.provenance),
        (Indication::Unchecked, Trust::Unchecked, Provenance::NotCompared)
    );
    assert_eq!(ids(&alone), ["C30"]);
    let no_crl = validate(&signed, None, &PKI.roots_alone(), now());
    assert_eq!(
        (no_crl.indication, no_crl.trust, ids(&no_crl)),
        (Indication::Unchecked, Trust::Insufficient, vec!["C35"])
    );
    let plain = told_alone(&ISSUED);
    assert_eq!((plain.indication, plain.integrity), (Indication::Unsigned, Integrity::Unsigned));
}

#[test]
fn pictures_of_paper_are_a_scan_and_words_or_nothing_are_not() {
    let with = |content: &'static str, picture: bool| {
        rewrite(&ISSUED, |document| {
            let image = dictionary! {
                "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1,
                "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
            };
            let image = document.add_object(Stream::new(image, vec![0]));
            let content = document.add_object(Stream::new(dictionary! {}, content.into()));
            let page = document.page_iter().next().unwrap();
            let page = document.get_object_mut(page).unwrap().as_dict_mut().unwrap();
            page.set("Contents", content);
            if picture {
                page.set("Resources", dictionary! { "XObject" => dictionary! { "A" => image } });
            }
        })
    };
    let drawn = "q 595 0 0 842 0 0 cm /A Do Q";
    let scan = told(&with(drawn, true));
    assert_eq!((scan.indication, scan.integrity), (Indication::Scan, Integrity::Unsigned));
    assert_eq!((scan.provenance, ids(&scan)), (Provenance::NotCompared, vec![]));
    assert_eq!(told_alone(&with("", false)).indication, Indication::Unsigned);
    assert_eq!(told_alone(&ISSUED).indication, Indication::Unsigned);
    let signed = told_alone(&sign(&with(drawn, true), &Wish::new("ChuKy1", &PKI.leader)));
    assert_eq!(signed.indication, Indication::Unchecked);
}

#[test]
fn what_is_beyond_the_limits_is_told_and_never_whole() {
    let often = sign(&ISSUED, &Wish::new("ChuKy1", &PKI.leader));
    let often = [often.as_slice(), &b"startxref\n9\n%%EOF\n".repeat(64)].concat();
    let mut large = ISSUED.clone();
    large.resize((200 << 20) + 1, b' ');
    for file in [often, large] {
        let told = told_alone(&file);
        assert_eq!(
            (told.indication, told.integrity, ids(&told)),
            (Indication::Invalid, Integrity::Broken, vec!["C03"])
        );
    }
}

#[test]
fn certificates_that_do_not_hold_are_told_apart() {
    for (holder, code) in [
        (&PKI.expired, "C32"),
        (&PKI.web, "C34"),
        (&PKI.no_signing, "C34"),
        (&PKI.stranger, "C31"),
        (&PKI.stamper, "C34"),
        (&PKI.authority, "C34"),
    ] {
        let told = told(&sign(&ISSUED, &Wish::new("ChuKy1", holder)));
        assert_eq!((told.indication, told.trust, ids(&told)), (Indication::Invalid, Trust::Untrusted, vec![code]));
        assert_eq!(told.integrity, Integrity::Whole);
    }
}

#[test]
fn revocation_counts_from_its_day_and_only_a_timestamp_proves_the_day_before() {
    let stamp = |at| Form { stamped: Some((&PKI.stamper, at)), ..Form::default() };
    let plain = Wish::new("ChuKy1", &PKI.leader);
    let by_revoked = |month, day, form: Form<'_>| {
        let trust = PKI.trust_with(&[(&PKI.leader, month, day)]);
        let told = validate(&sign(&ISSUED, &Wish { form, ..plain.clone() }), Some(&ISSUED), &trust, now());
        // whoever has a stolen key writes any day into a signature
        assert_eq!(told.indication == Indication::Intact, told.trust == Trust::Trusted);
        (told.trust, ids(&told))
    };
    let at = "2026-01-05T10:16:00+07:00";
    assert_eq!(by_revoked(1, 2, Form::default()), (Trust::Untrusted, vec!["C33"]));
    assert_eq!(by_revoked(1, 2, stamp(at)), (Trust::Untrusted, vec!["C33"]));
    assert_eq!(by_revoked(2, 2, Form::default()), (Trust::Insufficient, vec!["C36"]));
    assert_eq!(by_revoked(2, 2, stamp(at)), (Trust::Trusted, vec![]));
    // nothing is known of the authority itself
    let mut half = PKI.roots_alone();
    assert!(half.take(&PKI.authority.crl(&[(&PKI.leader, 2, 2)])));
    let told = validate(&sign(&ISSUED, &Wish { form: stamp(at), ..plain.clone() }), Some(&ISSUED), &half, now());
    assert_eq!((told.trust, ids(&told)), (Trust::Insufficient, vec!["C35"]));
    // a CRL for a part of all certificates says nothing of the others; one that says where it lies does
    let by_list = |scope| {
        let distribution_point = rcgen::CrlDistributionPoint { uris: vec!["http://vi-du.vn/thu-hoi.crl".to_owned()] };
        let point = rcgen::CrlIssuingDistributionPoint { distribution_point, scope };
        let mut trust = PKI.roots_alone();
        assert!(trust.take(&PKI.root.crl(&[])) && trust.take(&PKI.authority.crl_of(Some(point), &[])));
        validate(&sign(&ISSUED, &plain), Some(&ISSUED), &trust, now()).trust
    };
    assert_eq!(by_list(None), Trust::Trusted);
    assert_eq!(by_list(Some(rcgen::CrlScope::CaCertsOnly)), Trust::Insufficient);
    // a timestamp of a day that has not come
    let form = stamp("2026-04-01T00:00:00+07:00");
    let told = validate(&sign(&ISSUED, &Wish { form, ..plain.clone() }), Some(&ISSUED), &PKI.trust, now());
    assert_eq!((told.signatures[0].timestamped, ids(&told)), (false, vec!["C39"]));
    // a timestamp by somebody who may not give any proves nothing
    let form = Form { stamped: Some((&PKI.clerk, at)), ..Form::default() };
    assert_eq!(by_revoked(2, 2, form), (Trust::Insufficient, vec!["C39", "C36"]));
    // years later, with the certificate run out
    let later = chrono::DateTime::parse_from_rfc3339("2030-01-01T00:00:00Z").unwrap();
    let told = validate(&sign(&ISSUED, &plain), None, &PKI.trust, later);
    assert_eq!((told.trust, ids(&told)), (Trust::Insufficient, vec!["C36"]));
    let told = validate(&sign(&ISSUED, &Wish { form: stamp(at), ..plain.clone() }), None, &PKI.trust, later);
    assert_eq!(told.trust, Trust::Trusted);
    // a CRL under another key says nothing
    let mut forged = PKI.roots_alone();
    let other: &Holder = &PKI.other_root;
    assert!(forged.take(&other.crl(&[(&PKI.leader, 1, 2)])));
    assert_eq!(validate(&sign(&ISSUED, &plain), None, &forged, now()).trust, Trust::Insufficient);
}

#[test]
fn a_file_written_anew_before_signing_is_compared_by_pages() {
    let anew = rewrite(&ISSUED, |_| {});
    assert!(!anew.starts_with(&ISSUED));
    let told = told(&sign(&anew, &Wish::new("ChuKy1", &PKI.leader)));
    assert_eq!(
        (told.indication, told.provenance, ids(&told)),
        (Indication::Rewritten, Provenance::Rewritten, vec!["C21"])
    );
    let words = rewrite(&ISSUED, |document| {
        let contents = document.get_page_contents(document.page_iter().next().unwrap())[0];
        let stream = document.get_object_mut(contents).unwrap().as_stream_mut().unwrap();
        let mut content = stream.decompressed_content().unwrap();
        content.extend_from_slice(b"\nq 0 g 200 400 60 60 re f Q\n");
        stream.dict.remove(b"Filter");
        stream.set_content(content);
    });
    // what colours mean on paper
    let colours = rewrite(&ISSUED, |document| {
        let catalog = document.catalog().unwrap();
        let (_, intents) = document.dereference(catalog.get(b"OutputIntents").unwrap()).unwrap();
        let (_, intent) = document.dereference(&intents.as_array().unwrap()[0]).unwrap();
        let id = intent.as_dict().unwrap().get(b"DestOutputProfile").unwrap().as_reference().unwrap();
        let profile = document.get_object_mut(id).unwrap().as_stream_mut().unwrap();
        let mut content = profile.decompressed_content().unwrap();
        content[200] ^= 1;
        profile.dict.remove(b"Filter");
        profile.set_content(content);
    });
    for other in [words, colours] {
        let told = crate::support::signing::told(&sign(&other, &Wish::new("ChuKy1", &PKI.leader)));
        let outcome = (told.indication, told.provenance, ids(&told));
        assert_eq!(outcome, (Indication::Invalid, Provenance::Other, vec!["C20"]));
    }
}

#[test]
fn what_lies_before_the_first_signature_is_a_matter_of_origin_alone() {
    let loose = [ISSUED.as_slice(), b"99 0 obj\n<< /An 1 >>\nendobj\n"].concat();
    let before = amend(&loose, |old, new| copy(old, new, catalog(old)).set("Version", "1.7"));
    let signed = sign(&before, &Wish::new("ChuKy1", &PKI.leader));
    assert_eq!((told_alone(&signed).indication, ids(&told_alone(&signed))), (Indication::Unchecked, vec!["C30"]));
    let told = told(&signed);
    assert_eq!(
        (told.indication, told.integrity, told.provenance),
        (Indication::Invalid, Integrity::Whole, Provenance::Added)
    );
}

#[test]
fn files_of_another_signer_are_read_with_tables_packed_or_not() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds/verify");
    for (name, signatures) in [("da-ky", 1), ("hai-chu-ky", 2), ("bang-nen", 1)] {
        let bytes = std::fs::read(folder.join(format!("{name}.pdf"))).unwrap();
        let told = told_alone(&bytes);
        assert_eq!(
            (told.indication, told.signatures.len()),
            (Indication::Unchecked, signatures),
            "{name}: {:#?}",
            told.findings
        );
    }
}

#[test]
fn a_visible_signature_over_words_is_told() {
    let free = Wish { rect: [60, 20, 160, 50], ..Wish::new("ChuKy1", &PKI.leader) };
    honest(&sign(&ISSUED, &free), 1);
    let over = Wish { rect: [60, 700, 500, 800], ..free.clone() };
    let told = told(&sign(&ISSUED, &over));
    assert_eq!((told.indication, ids(&told)), (Indication::Invalid, vec!["C23"]));
}

#[test]
fn the_verb_says_three_facts_and_the_outcome() {
    let signed = sign(&ISSUED, &Wish::new("ChuKy1", &PKI.rsa));
    let later =
        amend(&signed, |old, new| copy(old, new, catalog(old)).set("OpenAction", dictionary! { "S" => "JavaScript" }));
    let project = Project::empty()
        .file("co-quan.yaml", OFFICE)
        .file("chung-thu/goc.pem", pki::pem("CERTIFICATE", &PKI.root.der))
        .file("chung-thu/thu-hoi.crl", PKI.authority.crl(&[]))
        .file("chung-thu/goc.crl", PKI.root.crl(&[]))
        .file("chung-thu/doc.txt", "ghi chú")
        .file("phat-hanh.pdf", &*ISSUED)
        .file("da-ky.pdf", &signed)
        .file("bi-sua.pdf", later)
        .file("khong-ky.pdf", &*ISSUED)
        .file("khong-phai.pdf", "Lời văn");
    let run = |args: &[&str]| {
        let out = project.run(args);
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (out.status.code().unwrap(), text(out.stdout), text(out.stderr))
    };
    let (code, stdout, stderr) =
        run(&["verify", "da-ky.pdf", "bi-sua.pdf", "khong-ky.pdf", "khong-phai.pdf", "--for", "phat-hanh.pdf"]);
    assert_eq!(code, 1);
    let serial = validate(&signed, None, &TrustStore::none(), now()).signatures[0].serial.clone().unwrap();
    insta::assert_snapshot!(format!("{}\n--- stderr\n{stderr}", stdout.replace(&serial, "[số]")));
    assert_eq!(run(&["verify", "da-ky.pdf"]).0, 0);
    assert_eq!(run(&["verify", "khong-co.pdf"]).0, 2);
    assert_eq!(run(&["verify", "da-ky.pdf", "--for", "khong-co.pdf"]).0, 2);
    assert_eq!(run(&["verify", "da-ky.pdf", "--roots", "khong-co"]).0, 2);
    let (code, stdout, _) = run(&["verify", "bi-sua.pdf", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    let file = &json["ket_qua"]["tep"][0];
    assert_eq!(
        (code, file["ket_luan"].as_str(), file["toan_ven"].as_str()),
        (1, Some("da_bi_thay_doi"), Some("bi_thay_doi"))
    );
    assert_eq!((file["nguon_goc"].as_str(), file["tin_cay"].as_str()), (Some("chua_so"), Some("tin_cay")));
    assert_eq!(file["ly_do"][0]["ma"].as_str(), Some(codes::CHANGED_AFTER.id));
}

#[test]
fn strange_files_among_the_certificates_are_told_for_what_they_are() {
    let bundle =
        [&[0x30, 0x20, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02][..], &[0; 20]].concat();
    let files: [(&str, Vec<u8>, &str, &str); 7] = [
        ("Thumbs.db", b"rac".to_vec(), "tệp rác của hệ điều hành", "xóa tệp này"),
        ("trong.cer", Vec::new(), "tệp trống", "tải lại chứng thư"),
        ("goi.p7b", bundle, "gói chứng thư PKCS #7", "xuất từng chứng thư"),
        ("goi.pem", pki::pem("PKCS7", b"rac"), "gói chứng thư PKCS #7", "xuất từng chứng thư"),
        ("khoa.pem", pki::pem("PRIVATE KEY", b"rac"), "khóa riêng để ký", "chỉ người giữ khóa"),
        ("KHOA.P12", b"rac".to_vec(), "khóa riêng để ký", "chỉ người giữ khóa"),
        ("ghi-chu.txt", b"rac".to_vec(), "không phải chứng thư hay danh sách thu hồi", "`.crl`"),
    ];
    for (name, bytes, what, hint) in files {
        let project = Project::empty()
            .file("co-quan.yaml", OFFICE)
            .file("chung-thu/goc.pem", pki::pem("CERTIFICATE", &PKI.root.der))
            .file(&format!("chung-thu/{name}"), bytes)
            .file("da-ky.pdf", sign(&ISSUED, &Wish::new("ChuKy1", &PKI.leader)));
        let told = String::from_utf8(project.run(&["verify", "da-ky.pdf"]).stderr).unwrap();
        assert!(told.contains("[C38]") && told.contains(what) && told.contains(hint), "{name}: {told}");
    }
}

#[test]
fn certificates_signed_over_sha1_are_told_with_who_has_to_renew_them() {
    // the name of the algorithm alone: whether the value holds is not asked of one that nobody takes
    let old = |der: &[u8]| {
        let (ecdsa_sha256, ecdsa_sha1) =
            ([6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2], [6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 1]);
        let mut bytes = der.to_vec();
        while let Some(at) = bytes.windows(10).position(|window| window == ecdsa_sha256) {
            bytes.splice(at - 1..at + 10, [&[9][..], &ecdsa_sha1].concat());
        }
        shortened(&bytes)
    };
    let (mut authority, mut signer) = (Holder::of(&PKI.leader), Holder::of(&PKI.leader));
    authority.above = Some(old(&PKI.authority.der));
    signer.der = old(&PKI.leader.der);
    for (holder, who, hint) in [
        (authority, "chứng thư của nơi cấp được ký bằng SHA-1", "xin nơi cấp"),
        (signer, "chứng thư của người ký được cấp bằng SHA-1", "xin chứng thư mới"),
    ] {
        let told = told(&sign(&ISSUED, &Wish::new("ChuKy1", &holder)));
        assert_eq!((told.indication, ids(&told)), (Indication::Invalid, vec!["C37"]), "{}", one_line(&told));
        let finding = &told.findings[0].finding;
        assert!(finding.message.contains(who) && finding.hints[0].contains(hint), "{finding:?}");
    }
    // of a root nobody asks who signed it
    let mut trust = TrustStore::none();
    assert!(trust.take(&old(&PKI.root.der)));
    let told = validate(&sign(&ISSUED, &Wish::new("ChuKy1", &PKI.leader)), Some(&ISSUED), &trust, now());
    assert_eq!((told.indication, ids(&told)), (Indication::Unchecked, vec!["C35"]), "{}", one_line(&told));
}

/// A certificate whose outer lengths are made true again: those of itself, and of what is signed.
fn shortened(bytes: &[u8]) -> Vec<u8> {
    // the algorithm stands in the signed part, and once behind it; each is a byte shorter
    let outer = u16::try_from(bytes.len() - 4).unwrap().to_be_bytes();
    let inner = u16::from_be_bytes([bytes[6], bytes[7]]) - 1;
    let mut bytes = bytes.to_vec();
    bytes[2..4].copy_from_slice(&outer);
    bytes[6..8].copy_from_slice(&inner.to_be_bytes());
    bytes
}
