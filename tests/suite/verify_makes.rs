//! Honest files of signers, authorities and timestamps that write otherwise than most are taken, forged ones are not.

use lopdf::{Dictionary, Document, dictionary};
use vanthu::signature::{Indication, Integrity, Provenance, Trust, TrustStore, ValidationReport, validate};

use crate::support::signing::attacks::first;
use crate::support::signing::cms::{Hashes, Order, SHA_1, SHA_224, SHA3_512};
use crate::support::signing::pki::Fault;
use crate::support::signing::{Form, Holder, ISSUED, PKI, Wish, ids, now, rewrite, sign, told, told_alone};

const AT: &str = "2026-01-05T10:16:00+07:00";

fn by<'a>(holder: &'a Holder, form: Form<'a>) -> Vec<u8> {
    sign(&ISSUED, &Wish { form, ..Wish::new("ChuKy1", holder) })
}

/// Whether a file is called whole, how far it is trusted, and why.
fn outcome(report: &ValidationReport) -> (Indication, Trust, Vec<&'static str>) {
    (report.indication, report.trust, ids(report))
}

fn messages(report: &ValidationReport) -> Vec<&str> {
    report.findings.iter().map(|found| found.finding.message.as_str()).collect()
}

/// What LibreOffice exports: as it is, and with the document itself attached.
#[test]
fn a_file_of_libreoffice_is_signed_twice_and_whole() {
    for exported in
        [&include_bytes!("../support/libreoffice.pdf")[..], &include_bytes!("../support/libreoffice-lai.pdf")[..]]
    {
        let wish = |field, holder, rect| Wish { rect, ..Wish::new(field, holder) };
        let first = sign(exported, &wish("ChuKy1", &PKI.leader, [350, 95, 490, 160]));
        let second = sign(&first, &wish("ChuKy2", &PKI.clerk, [100, 95, 200, 160]));
        let told = validate(&second, Some(exported), &PKI.trust, now());
        assert_eq!(outcome(&told), (Indication::Intact, Trust::Trusted, vec![]), "{:?}", messages(&told));
        assert_eq!(told.provenance, Provenance::Issued);
        let over = sign(&first, &wish("ChuKy2", &PKI.clerk, [60, 740, 120, 780]));
        assert_eq!(ids(&validate(&over, Some(exported), &PKI.trust, now())), ["C23"]);
    }
}

#[test]
fn sha1_anywhere_in_a_timestamp_is_told_and_proves_nothing() {
    let sha1 = Some(&SHA_1);
    let places = [
        Hashes { imprint: sha1, ..Hashes::default() },
        Hashes { content: sha1, value: sha1, ..Hashes::default() },
        Hashes { imprint: sha1, content: sha1, value: sha1 },
    ];
    let revoked = PKI.trust_with(&[(&PKI.leader, 2, 2)]);
    for hashes in places {
        let signed = by(&PKI.leader, Form { stamped: Some((&PKI.rsa_stamper, AT)), hashes, ..Form::default() });
        let own = told(&signed);
        assert_eq!(outcome(&own), (Indication::Intact, Trust::Trusted, vec!["C15"]), "{:#?}", own.findings);
        assert!(!own.signatures[0].timestamped);
        // what a sound timestamp saves, this one does not
        let report = validate(&signed, Some(&ISSUED), &revoked, now());
        assert_eq!((report.trust, ids(&report)), (Trust::Insufficient, vec!["C15", "C36"]));
        // over the file, behind somebody's signature, and with nobody's
        let form = Form { is_stamp: Some(AT), hashes, ..Form::default() };
        let over = Wish { sub_filter: "ETSI.RFC3161", form, ..Wish::new("DauThoiGian", &PKI.rsa_stamper) };
        let report = told(&sign(&by(&PKI.leader, Form::default()), &over));
        assert_eq!(outcome(&report), (Indication::Intact, Trust::Trusted, vec!["C15"]), "{:#?}", report.findings);
        assert!(!report.signatures[0].timestamped);
        let alone = told(&sign(&ISSUED, &over));
        assert_eq!((alone.indication, ids(&alone)), (Indication::Invalid, vec!["C15", "C08"]));
    }
    // a SHA-1 timestamp of something else is no timestamp of this
    let form = Form { stamped: Some((&PKI.rsa_stamper, AT)), hashes: places[2], stray_stamp: true, ..Form::default() };
    assert_eq!(ids(&told(&by(&PKI.leader, form))), ["C14"]);
    // and what a person signs with SHA-1 is refused as before
    for hashes in [&places[1], &places[2]] {
        let report = told(&by(&PKI.rsa, Form { hashes: *hashes, ..Form::default() }));
        assert_eq!((report.indication, ids(&report)), (Indication::Invalid, vec!["C08"]));
    }
}

#[test]
fn a_timestamp_of_an_unknown_hash_is_worth_no_less_than_none() {
    let hashes = Hashes { imprint: Some(&SHA_224), ..Hashes::default() };
    let report = told(&by(&PKI.leader, Form { stamped: Some((&PKI.stamper, AT)), hashes, ..Form::default() }));
    assert_eq!(outcome(&report), (Indication::Intact, Trust::Trusted, vec!["C40"]));
    assert!(!report.signatures[0].timestamped);
}

#[test]
fn attributes_in_another_order_are_taken_as_they_were_signed() {
    for order in [Order::Loose, Order::LooseSignedSorted] {
        for holder in [&PKI.leader, &PKI.rsa] {
            let report = told(&by(holder, Form { order, ..Form::default() }));
            assert_eq!(outcome(&report), (Indication::Intact, Trust::Trusted, vec!["C18"]), "{:#?}", report.findings);
        }
    }
    let forged = told(&by(&PKI.leader, Form { order: Order::Forged, ..Form::default() }));
    assert_eq!((forged.indication, ids(&forged)), (Indication::Invalid, vec!["C07"]));
    // the content is still that of the digest
    let mut changed = by(&PKI.leader, Form { order: Order::Loose, ..Form::default() });
    changed[100] ^= 1;
    assert!(!["C18", ""].contains(&ids(&told(&changed))[0]) && told(&changed).indication != Indication::Intact);
}

#[test]
fn names_in_another_string_type_lead_to_the_root_and_faults_still_count() {
    let leaf = Holder::below_renamed(Fault::None);
    let report = told(&by(&leaf, Form::default()));
    // nobody speaks of this authority's certificates
    assert_eq!(outcome(&report), (Indication::Unchecked, Trust::Insufficient, vec!["C35"]), "{:#?}", report.findings);
    // the signer's certificate is named with the issuer's own way to write
    let report = told(&by(&leaf, Form { issuer_by: leaf.above.as_deref(), ..Form::default() }));
    assert_eq!((report.indication, report.integrity), (Indication::Unchecked, Integrity::Whole));
    let report = told(&by(&leaf, Form { issuer_by: Some(&PKI.authority.der), ..Form::default() }));
    assert_eq!((report.indication, ids(&report)), (Indication::Invalid, vec!["C04"]));
    for fault in
        [Fault::NoAuthority, Fault::OutOfTime, Fault::NameConstraints, Fault::OtherKey, Fault::TooDeep, Fault::Critical]
    {
        let leaf = Holder::below_renamed(fault);
        let mut trust = PKI.trust_with(&[]);
        assert!(trust.take(&PKI.shallow.der));
        let report = validate(&by(&leaf, Form::default()), Some(&ISSUED), &trust, now());
        let code = if fault == Fault::Critical { "C37" } else { "C31" };
        assert_eq!((report.trust, ids(&report)), (Trust::Untrusted, vec![code]), "{fault:?}");
    }
}

#[test]
fn newer_algorithms_are_taken_and_unknown_ones_are_called_unknown() {
    let algorithm = |report: &ValidationReport| report.signatures[0].algorithm.map(|name| name.to_string());
    let ed25519 = Holder::ed25519();
    let report = told(&by(&ed25519, Form::default()));
    assert_eq!(outcome(&report), (Indication::Intact, Trust::Trusted, vec![]), "{:#?}", report.findings);
    assert_eq!(algorithm(&report).as_deref(), Some("Ed25519"));
    let sha3 = Some(&SHA3_512);
    let hashes = Hashes { content: sha3, value: sha3, imprint: None };
    let report = told(&by(&PKI.rsa, Form { hashes, ..Form::default() }));
    assert_eq!(outcome(&report), (Indication::Intact, Trust::Trusted, vec![]), "{:#?}", report.findings);
    assert_eq!(algorithm(&report).as_deref(), Some("RSA 2048, SHA3-512"));
    // made by pyHanko and OpenSSL, with authorities of P-521
    let mut trust = TrustStore::none();
    assert!(trust.take(include_bytes!("../support/signing/made/root.der")));
    let at = chrono::DateTime::parse_from_rfc3339("2026-12-01T00:00:00Z").unwrap();
    let made: [(&[u8], &str); 3] = [
        (include_bytes!("../support/signing/made/p521.pdf"), "ECDSA P-521, SHA-512"),
        (include_bytes!("../support/signing/made/brainpool.pdf"), "ECDSA brainpoolP512r1, SHA-512"),
        (include_bytes!("../support/signing/made/sha3.pdf"), "ECDSA P-521, SHA3-512"),
    ];
    for (file, name) in made {
        let report = validate(file, None, &trust, at);
        assert_eq!(
            outcome(&report),
            (Indication::Unchecked, Trust::Insufficient, vec!["C35"]),
            "{:#?}",
            report.findings
        );
        assert_eq!(algorithm(&report).as_deref(), Some(name));
        let strange = validate(file, None, &PKI.trust, at);
        assert_eq!((strange.trust, ids(&strange)), (Trust::Untrusted, vec!["C31"]), "{name}");
        let mut changed = file.to_vec();
        changed[9] ^= 1;
        assert_eq!(ids(&told_alone(&changed)), ["C06"], "{name}");
    }
    for unknown in [
        told_alone(include_bytes!("../support/signing/made/ed448.pdf")),
        told(&by(
            &PKI.leader,
            Form { hashes: Hashes { content: Some(&SHA_224), ..Hashes::default() }, ..Form::default() },
        )),
    ] {
        assert_eq!((unknown.indication, ids(&unknown)), (Indication::Invalid, vec!["C08"]), "{:#?}", unknown.findings);
        assert!(messages(&unknown)[0].starts_with("chương trình chưa kiểm được"), "{:?}", messages(&unknown));
    }
}

#[test]
fn a_stamp_with_fonts_that_are_not_embedded_is_told() {
    let issued = Document::load_mem(&ISSUED).unwrap();
    let embedded = first(&issued, |one| one.has(b"FontFile2") || one.has(b"FontFile3"));
    let font = |kind: &str, more: Dictionary| {
        let mut font = dictionary! { "Type" => "Font", "Subtype" => kind, "BaseFont" => "Helvetica" };
        font.extend(&more);
        dictionary! { "F1" => font }
    };
    let told = |fonts: Option<Dictionary>, pdf: &[u8]| {
        told_alone(&sign(pdf, &Wish { rect: [60, 20, 160, 50], fonts, ..Wish::new("ChuKy1", &PKI.leader) }))
    };
    let loose = told(Some(font("Type1", dictionary! {})), &ISSUED);
    assert_eq!((loose.indication, ids(&loose)), (Indication::Unchecked, vec!["C30", "C19"]));
    assert!(messages(&loose)[1].contains("`Helvetica`"), "{:?}", messages(&loose));
    let below = vec![dictionary! { "Type" => "Font", "Subtype" => "CIDFontType2" }.into()];
    let below = told(Some(font("Type0", dictionary! { "DescendantFonts" => below })), &ISSUED);
    assert_eq!(ids(&below), ["C30", "C19"]);
    let descriptor = || dictionary! { "FontDescriptor" => embedded };
    let with_file = vec![descriptor().into()];
    for fonts in [
        None,
        Some(font("TrueType", descriptor())),
        Some(font("Type0", dictionary! { "DescendantFonts" => with_file })),
        Some(font("Type3", dictionary! {})),
    ] {
        assert_eq!(ids(&told(fonts.clone(), &ISSUED)), ["C30"], "{fonts:?}");
    }
    // what never said that it was PDF/A loses nothing
    let plain = rewrite(&ISSUED, |document| {
        document.catalog_mut().unwrap().remove(b"Metadata");
    });
    assert_eq!(ids(&told(Some(font("Type1", dictionary! {})), &plain)), ["C30"]);
}
