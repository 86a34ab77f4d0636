"""What a file promises beside its pages: entries of its root, words for listeners, the tree of its fields, timestamps and
messages of signers, and pictures that some readers fetch from elsewhere."""

import asyncio
import hashlib

import pikepdf
from asn1crypto import algos, cms, core, x509 as asn1_x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from forge.later import AMOUNT, FRAME, FREE, stamped
from forge.pdf import File, Update, fill, message, picture, pki, sign_by_hand

STRANGE_STAMPER = pki.Holder("Nơi đóng dấu lạ", pki.STRANGER, key=pki.rsa_key(), purposes=[pki.ExtendedKeyUsageOID.TIME_STAMPING])


def root_entries(file):
    """Entries of the root that a reader heeds."""
    attack = lambda entries, drop=(): lambda: Update(file).put(file.root, file.text(file.root, drop, entries)).close()
    yield "so-trang", attack(b"/PageLabels << /Nums [0 << /S /r /St 9 >>] >>", ("/PageLabels",))
    yield "cach-mo", attack(b"/PageMode /UseAttachments", ("/PageMode",))
    yield "cach-xep", attack(b"/PageLayout /TwoPageRight", ("/PageLayout",))
    yield "ve-lai", attack(b"/NeedsRendering true")
    yield "tap-hop", attack(b"/Collection << /View /H >>")
    yield "tep-gan", attack(b"/AF [<< /Type /Filespec /F (a) >>]")
    yield "doi-hoi", attack(b"/Requirements [<< /S /EnableJavaScripts >>]")
    yield "mach-doc", attack(b"/Threads []")
    yield "goc-duong-dan", attack(b"/URI << /Base (http://a) >>")
    yield "viec", attack(b"/AA << /WC << /S /JavaScript /JS (1) >> >>")
    yield "tu-web", attack(b"/SpiderInfo << /V 1.0 >>")
    yield "phan-tai-lieu", attack(b"/DPartRoot << /Type /DPartRoot >>")
    yield "dich-den", attack(b"/Dests << /A [%d 0 R /Fit] >>" % file.pages[1], ("/Dests",))
    yield "khong-co-cau-truc", attack(b"", ("/StructTreeRoot",))
    yield "cau-truc-khac", attack(b"/StructTreeRoot << /Type /StructTreeRoot >>", ("/StructTreeRoot",))
    yield "danh-dau", attack(b"/MarkInfo << /Marked false >>", ("/MarkInfo",))
    yield "mau-in", attack(b"/OutputIntents []", ("/OutputIntents",))
    yield "quyen-gian-tiep", attack(b"/Perms << /DocMDP << /Type /Sig >> /DocMDP2 1 >>")


def spoken(file):
    """Words for who listens: structure, its names and its order."""
    elements = [one for one in file.pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem"]
    paragraph = next(one for one in elements if one.get("/S") == "/P")
    tree = file.object(file.root).StructTreeRoot
    number = paragraph.objgen[0]
    attack = lambda which, drop, entries: lambda: Update(file).put(which, file.text(which, drop, entries)).close()
    for key in ("Alt", "ActualText", "E", "T"):
        yield key, attack(number, (f"/{key}",), b"/%s (9.126)" % key.encode())
    yield "tieng", attack(number, ("/Lang",), b"/Lang (en)")
    yield "vai", attack(number, ("/S",), b"/S /Artifact")
    yield "con", attack(number, ("/K",), b"/K []")
    yield "cha", attack(number, ("/P",), b"/P %d 0 R" % elements[-1].objgen[0])
    yield "doi-vai", attack(tree.objgen[0], ("/RoleMap",), b"/RoleMap << /P /Artifact >>")
    yield "cay-cha", attack(tree.objgen[0], ("/ParentTree",), b"/ParentTree << /Nums [] >>")


def tables(file):
    """Sizes and rows that readers take in different ways."""
    page = file.pages[0]
    turned = file.text(page, (), b"/Rotate 180")

    def sized(size):
        return lambda: Update(file).put(page, turned).close(size=size)

    def rows(change):
        def make():
            update = Update(file, "table")
            update.put(page, turned)
            data = update.close()
            at = data.rindex(b"xref\n%d 1" % page)
            return data[:at] + change(data[at:])

        return make

    def extended(extends):
        def make():
            update = Update(file, "stream")
            other = update.next + 1
            update.pack([(page, turned)], entries=extends(update, other))
            return update.close()

        return make

    for title, size in {"nho": b"5", "khong": b"0", "am": b"-1", "thuc": b"99999.0", "gian-tiep": b"1 0 R", "rat-lon": b"99999999999"}.items():
        yield f"Size-{title}", sized(size)
    yield "dong-19-byte", rows(lambda tail: tail.replace(b" n \n", b" n\n"))
    yield "dong-lien", rows(lambda tail: tail.replace(b" n \n", b" n"))
    yield "dong-9-so", rows(lambda tail: tail.replace(b"\n0", b"\n", 1))
    yield "dong-11-so", rows(lambda tail: tail.replace(b"1\n0", b"1\n00", 1))
    yield "dem-thua", rows(lambda tail: tail.replace(b" 1\n", b" 2\n", 1))
    yield "dem-thieu", rows(lambda tail: tail.replace(b" 1\n", b" 0\n", 1))
    yield "chu-N-hoa", rows(lambda tail: tail.replace(b" n ", b" N ", 1))
    yield "trailer-hai", rows(lambda tail: tail.replace(b"startxref", b"trailer << /Root %d 0 R >>\nstartxref" % file.root))
    yield "Extends-khong-co", extended(lambda update, other: b"/Extends 980 0 R")
    yield "Extends-trang", extended(lambda update, other: b"/Extends %d 0 R" % page)
    yield "Extends-chinh-no", extended(lambda update, other: b"/Extends %d 0 R" % (other - 1))
    yield "Encrypt", lambda: Update(file).close(trailer=b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <00> /U <00> >>")
    yield "Encrypt-rong", lambda: Update(file).close(trailer=b"/Encrypt << >>")
    yield "rac-sau-EOF", lambda: file.data + b"1 0 obj\n<< >>\nendobj\n"
    yield "EOF-hai-roi-bang", lambda: file.data + b"xref\n0 0\ntrailer\n<< /Size 9 /Root %d 0 R >>\n%%%%EOF\n" % file.root


def with_fields(file, own_text, *more, fields=None, notes=None, shown=()):
    """An update without a key that adds objects to the form; `{own}` numbers are given in order."""
    update = Update(file)
    numbers = [update.new() for _ in range(1 + len(more))]
    looks = [picture(update, content) for content in shown]
    for number, text in zip(numbers, (own_text, *more)):
        update.put(number, text(numbers, looks))
    listed = fields(numbers) if fields else [*file.fields(), numbers[0]]
    root = b"/AcroForm << /SigFlags 3 /Fields [" + b" ".join(b"%d 0 R" % one for one in listed) + b"] >>"
    update.put(file.root, file.text(file.root, ("/AcroForm",), root))
    for page, added in (notes(numbers) if notes else {}).items():
        number = file.pages[page]
        old = [note.objgen[0] for note in file.object(number).get("/Annots", [])]
        listing = b" ".join(b"%d 0 R" % note for note in [*old, *added])
        update.put(number, file.text(number, ("/Annots",), b"/Annots [" + listing + b"]"))
    return update.close()


def form_tree(file):
    """Fields above, beside and instead of those of the signatures; nobody signs."""
    first = file.fields()[0]
    value = file.object(first).V.objgen[0]
    others = file.fields()[1:]
    script = b"<< /S /JavaScript /JS (1) >>"
    widget = b"<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 "

    def above(entries):
        make = lambda numbers, looks: b"<< /T (Cha) /Kids [%d 0 R] " % numbers[1] + entries + b" >>"
        kid = lambda numbers, looks: widget + b"/Rect [0 0 0 0] /T (Con) /Parent %d 0 R >>" % numbers[0]
        return lambda: with_fields(file, make, kid)

    def over_old(entries=b""):
        make = lambda numbers, looks: b"<< /T (Cha) /Kids [%d 0 R] " % first + entries + b" >>"
        return lambda: with_fields(file, make, fields=lambda numbers: [numbers[0], *others])

    def borrowed(reference, page=1):
        make = lambda numbers, looks: widget + b"/Rect " + FREE + b" /T (Muon) /V " + reference + b" /AP << /N " + looks[0] + b" >> >>"
        return lambda: with_fields(file, make, notes=lambda numbers: {page: numbers}, shown=[FRAME])

    yield "viec-o-o-cha", above(b"/AA << /K " + script + b" >>")
    yield "viec-A-o-o-cha", above(b"/A " + script)
    yield "cha-la-o-chu", above(b"/FT /Tx /V (9.126)")
    yield "cha-gia-tri", above(b"/V %d 0 R" % value)
    yield "cha-khoa", above(b"/Lock << /Action /All >>")
    yield "cha-chi-tiet", above(b"/MK << /BG [1] >> /Opt [(a)]")
    yield "cha-cua-chu-ky", over_old()
    yield "cha-cua-chu-ky-FT", over_old(b"/FT /Tx /V (9.126)")
    yield "liet-ke-hai-lan", lambda: with_fields(file, lambda n, l: widget + b"/Rect [0 0 0 0] /T (A) >>", fields=lambda n: [*file.fields(), n[0], n[0]])
    yield "dao-thu-tu", lambda: with_fields(file, lambda n, l: b"<< /A 1 >>", fields=lambda n: [n[0]])
    yield "muon-chu-ky", borrowed(b"%d 0 R" % value)
    yield "chu-ky-rong", borrowed(b"<< /Type /Sig >>")
    yield "chu-ky-khong-co", borrowed(b"980 0 R")
    yield "chu-ky-la-so", borrowed(b"1")
    yield "con-la-o-chu", lambda: with_fields(
        file,
        lambda n, l: widget + b"/Rect [0 0 0 0] /T (A) /Kids [%d 0 R] >>" % n[1],
        lambda n, l: b"<< /Type /Annot /Subtype /Widget /FT /Tx /V (9.126) /F 4 /Rect " + FREE + b" /Parent %d 0 R /AP << /N %s >> >>" % (n[0], l[0]),
        notes=lambda n: {1: n[1:]},
        shown=[FRAME],
    )
    yield "o-trong-khong-hinh-len-so", lambda: with_fields(file, lambda n, l: widget + b"/Rect " + AMOUNT + b" /T (A) /BS << /W 9 >> >>", notes=lambda n: {0: n})
    yield "o-trong-hai-trang", lambda: with_fields(file, lambda n, l: widget + b"/Rect " + AMOUNT + b" /T (A) >>", notes=lambda n: {0: n, 1: n})


def token(stamper, change=None):
    """What makes a timestamp of a digest."""

    def make(digest):
        stamps = DummyTimeStamper(tsa_cert=stamper.asn1(), tsa_key=stamper.private(), certs_to_embed=pki.STORE)
        made = asyncio.run(stamps.async_timestamp(digest, "sha256"))
        return change(made).dump() if change else made.dump()

    return make


def stamped_in_time(file, make, widget=b"/Rect " + FREE, content=FRAME, page=1, entries=b"/Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161"):
    """A timestamp over the file, which needs no key of ours, with a picture."""
    update = Update(file)
    signature, own = update.new(), update.new()
    look = b"/AP << /N " + picture(update, content) + b" >>"
    start = update.at
    update.put(signature, b"<< " + entries + b" /ByteRange [0 " + b" " * 40 + b"] /Contents <" + b"0" * 9000 + b"> >>")
    update.put(own, b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (ThoiGian) /F 132 /V %d 0 R " % signature + widget + b" " + look + b" >>")
    number = file.pages[page]
    old = [note.objgen[0] for note in file.object(number).get("/Annots", [])]
    listing = b" ".join(b"%d 0 R" % note for note in [*old, own])
    update.put(number, file.text(number, ("/Annots",), b"/Annots [" + listing + b"]"))
    listed = b" ".join(b"%d 0 R" % one for one in [*file.fields(), own])
    update.put(file.root, file.text(file.root, ("/AcroForm",), b"/AcroForm << /SigFlags 3 /Fields [" + listed + b"] >>"))
    return fill(update.close(), start, None, lambda _, digest: make(digest))


def timestamps(file):
    """Timestamps anybody can get, which show something on a page."""
    known, strange = token(pki.STAMPER), token(STRANGE_STAMPER)
    nothing = b"/Rect [0 0 0 0]"
    yield "noi-la-thay-duoc", lambda: stamped_in_time(file, strange)
    yield "noi-quen-thay-duoc", lambda: stamped_in_time(file, known)
    yield "noi-quen-chu", lambda: stamped_in_time(file, known, content=b"0 g 10 10 80 30 re f")
    yield "noi-quen-len-so", lambda: stamped_in_time(file, known, b"/Rect " + AMOUNT, page=0)
    yield "nguoi-ky-thay-noi-dong-dau", lambda: stamped_in_time(file, token(pki.LEADER), nothing)
    yield "cua-tep-khac", lambda: stamped_in_time(file, lambda digest: known(b"\0" * 32), nothing)
    yield "kieu-Sig-thay-duoc", lambda: stamped_in_time(file, strange, entries=b"/Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161")
    yield "kieu-CAdES", lambda: stamped_in_time(file, lambda digest: message(pki.STRANGER, digest), entries=b"/Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached")


def from_elsewhere(file):
    """Pictures of a stamp that are not in the file, not for all readers, or not on paper."""

    def form(more, content=FRAME):
        return lambda: stamped(file, b"/Rect " + FREE, content, 1, more=more)

    def image(entries, data=b"\0" * 4):
        def before(update, own):
            other, number = update.new(), update.new()
            base = b"/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceGray "
            update.stream(other, b"\xff" * 4, base)
            update.stream(number, data, base + (entries % other if b"%d" in entries else entries))
            more = b"/Resources << /XObject << /A %d 0 R >> >>" % number
            return b"/AP << /N " + picture(update, b"q 100 0 0 50 0 0 cm /A Do Q", more=more) + b" >>"

        return lambda: sign_by_hand(file, b"ChuKy9", pki.CLERK, 1, b"/F 132 /Rect " + FREE, before=before)

    yield "tep-ngoai", form(b"/F (hinh.bin) /FFilter /FlateDecode")
    yield "tep-ngoai-rong", form(b"/F << /Type /Filespec /F (a) >>")
    yield "trang-tep-khac", form(b"/Ref << /F (a.pdf) /Page 0 >>")
    yield "PostScript", form(b"/Subtype2 /PS /PS 1 0 R")
    yield "OPI", form(b"/OPI << /2.0 << /Type /OPI /F (a) >> >>")
    yield "ma-khoa", form(b"/Filter /Crypt")
    yield "ma-khoa-roi-nen", form(b"/Filter [/Crypt /FlateDecode] /DecodeParms [<< /Name /StdCF >> null]")
    yield "hinh-khi-in", image(b"/Alternates [<< /Image %d 0 R /DefaultForPrinting true >>]")
    yield "hinh-tep-ngoai", image(b"/F (a.jpg)")
    yield "hinh-OPI", image(b"/OPI << /1.3 << /Type /OPI /F (a) >> >>")
    yield "lop-cua-hinh", image(b"/OC << /Type /OCG /Name (A) >>")
    yield "lop-cua-bieu-mau", form(b"/OC << /Type /OCG /Name (A) >>")


def altered(file, change, holder=None):
    """A signature whose message is changed before it is written; `change` gets holder, message and digest."""
    holder = holder or pki.LEADER
    update = Update(file)
    signature, own = update.new(), update.new()
    start = update.at
    update.put(signature, b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 " + b" " * 40 + b"] /Contents <" + b"0" * 9000 + b"> >>")
    update.put(own, b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (ChuKy1) /F 132 /Rect [0 0 0 0] /V %d 0 R >>" % signature)
    listed = b" ".join(b"%d 0 R" % one for one in [*file.fields(), own])
    update.put(file.root, file.text(file.root, ("/AcroForm",), b"/AcroForm << /SigFlags 3 /Fields [" + listed + b"] >>"))
    return fill(update.close(), start, holder, lambda of, digest: change(of, message(of, digest), digest))


def signed_by(holder, attributes, hash_=hashes.SHA256()):
    """The value over attributes."""
    data = b"\x31" + attributes.dump()[1:] if attributes.dump()[:1] != b"\x31" else attributes.dump()
    if isinstance(holder.key, rsa.RSAPrivateKey):
        return holder.key.sign(data, padding.PKCS1v15(), hash_)
    return holder.key.sign(data, pki.ec.ECDSA(hash_))


def messages(issued):
    """Messages in `/Contents` that some programs take for signatures of the leader."""
    own = pki.rsa_key()
    twin = pki.Holder("Lộc Văn Khải", pki.Holder("Cơ quan chứng thực thử", ca=True), key=own)
    below = pki.Holder("Lộc Văn Khải", pki.CLERK, key=own)
    pretended = pki.Holder("Cơ quan chứng thực thử", pki.CLERK, ca=True)
    under_pretended = pki.Holder("Lộc Văn Khải", pretended, key=own)

    def opened(der):
        info = cms.ContentInfo.load(der)
        return info, info["content"]

    def with_certificates(*more):
        def change(holder, der, digest):
            info, data = opened(der)
            data["certificates"] = [cms.CertificateChoices(name="certificate", value=asn1_x509.Certificate.load(one.der())) for one in (holder, *more)]
            return info.dump(force=True)

        return change

    def two_signers(holder, der, digest):
        info, data = opened(der)
        _, other = opened(message(pki.STRANGER, digest))
        data["signer_infos"] = [other["signer_infos"][0], data["signer_infos"][0]]
        data["certificates"] = [*data["certificates"], *other["certificates"]]
        return info.dump(force=True)

    def enclosed(holder, der, digest):
        content = b"noi dung khac"
        info, data = opened(message(holder, hashlib.sha256(content).digest()))
        data["encap_content_info"] = cms.ContentInfo({"content_type": "data", "content": core.OctetString(content)})
        return info.dump(force=True)

    def with_attributes(change_attributes, resigned=True, hash_=hashes.SHA256()):
        def change(holder, der, digest):
            info, data = opened(der)
            signer = data["signer_infos"][0]
            attributes = cms.CMSAttributes(change_attributes(list(signer["signed_attrs"]), digest))
            signer["signed_attrs"] = attributes
            if resigned:
                signer["signature"] = signed_by(holder, signer["signed_attrs"].untag(), hash_)
            return info.dump(force=True)

        return change

    def digest_twice(attributes, digest):
        return [*attributes, cms.CMSAttribute({"type": "message_digest", "values": [b"\0" * 32]})]

    def two_values(attributes, digest):
        one = next(one for one in attributes if one["type"].native == "message_digest")
        left = [other for other in attributes if other is not one]
        return [*left, cms.CMSAttribute({"type": "message_digest", "values": [b"\0" * 32, digest]})]

    without = lambda kind: lambda attributes, digest: [one for one in attributes if one["type"].native != kind]

    def value(made):
        def change(holder, der, digest):
            info, data = opened(der)
            data["signer_infos"][0]["signature"] = made
            return info.dump(force=True)

        return change

    def algorithm(of_digest=None, of_signature=None):
        def change(holder, der, digest):
            info, data = opened(der)
            signer = data["signer_infos"][0]
            if of_digest:
                signer["digest_algorithm"] = algos.DigestAlgorithm({"algorithm": of_digest})
            if of_signature:
                signer["signature_algorithm"] = algos.SignedDigestAlgorithm({"algorithm": of_signature})
            return info.dump(force=True)

        return change

    def by_other(holder, der, digest):
        """The message of a stranger that calls itself the leader's by number and issuer."""
        info, data = opened(message(pki.STRANGER, digest))
        certificate = asn1_x509.Certificate.load(pki.LEADER.der())
        signer = data["signer_infos"][0]
        signer["sid"] = cms.SignerIdentifier(name="issuer_and_serial_number", value=cms.IssuerAndSerialNumber({"issuer": certificate.issuer, "serial_number": certificate.serial_number}))
        data["certificates"] = [cms.CertificateChoices(name="certificate", value=certificate), *data["certificates"]]
        return info.dump(force=True)

    plain = lambda holder, der, digest: der
    yield "hai-nguoi-ky", altered(issued, two_signers)
    yield "noi-dung-kem", altered(issued, enclosed)
    yield "bam-hai-lan", altered(issued, with_attributes(digest_twice))
    yield "bam-hai-gia-tri", altered(issued, with_attributes(two_values))
    yield "khong-bam", altered(issued, with_attributes(without("message_digest")))
    yield "khong-kieu", altered(issued, with_attributes(without("content_type")))
    yield "thuoc-tinh-sua", altered(issued, with_attributes(digest_twice, resigned=False))
    yield "gia-tri-khong", altered(issued, value(b"\0" * 256))
    yield "gia-tri-rong", altered(issued, value(b""))
    yield "gia-tri-mot", altered(issued, value(b"\0" * 255 + b"\1"))
    yield "ecdsa-khong", altered(issued, value(bytes.fromhex("3006020100020100")), pki.CLERK)
    yield "ecdsa-mot", altered(issued, value(bytes.fromhex("3006020101020101")), pki.CLERK)
    yield "thuat-toan-MD5", altered(issued, algorithm("md5"))
    yield "thuat-toan-SHA1", altered(issued, algorithm("sha1", "sha1_rsa"))
    yield "thuat-toan-lech", altered(issued, algorithm("sha512"))
    yield "ky-bang-DSA", altered(issued, algorithm(None, "sha256_dsa"))
    yield "mao-so-chung-thu", altered(issued, by_other)
    yield "nguoi-la-cung-ten", altered(issued, with_certificates(pki.LEADER), twin)
    yield "cap-boi-nguoi-ky", altered(issued, with_certificates(pki.CLERK), below)
    yield "cap-boi-noi-tu-xung", altered(issued, with_certificates(pretended, pki.CLERK), under_pretended)
    yield "chung-thu-dong-dau", altered(issued, plain, pki.STAMPER)
    yield "chung-thu-noi-cap", altered(issued, plain, pki.AUTHORITY)
    yield "byte-sau", altered(issued, lambda holder, der, digest: der + b"\0\0rac")
    yield "thong-diep-sau", altered(issued, lambda holder, der, digest: der + message(pki.STRANGER, digest))
    yield "cat", altered(issued, lambda holder, der, digest: der[:-9])


CLASSES = {
    "muc-cua-goc": root_entries,
    "cay-doc": spoken,
    "bang-va-kich-co": tables,
    "cay-o": form_tree,
    "dau-thoi-gian": timestamps,
    "hinh-tu-noi-khac": from_elsewhere,
}


def all_of(signed, issued):
    """Class, title and file; each after signing, on files in turn."""
    for kind, variants in CLASSES.items():
        made = [list(variants(file)) for file in signed]
        for at in range(max(map(len, made))):
            own = made[at % len(made)]
            if at < len(own):
                yield kind, own[at][0], own[at][1]()
    for title, data in messages(issued):
        yield "thong-diep", title, data
