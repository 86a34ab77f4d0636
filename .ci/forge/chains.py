"""Chains that only some programs take: certificates and revocation lists that say what they may not say."""

import datetime as dt

from asn1crypto import cms, x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from forge.pdf import File, Update, pki, sign_by_hand
from forge.promises import altered

AUTHORITY = ("key_cert_sign", "crl_sign")
USES = [
    "key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only",
    "key_cert_sign", "crl_sign", "digital_signature", "content_commitment",
]


class Odd(pki.Holder):
    """Somebody whose certificate says what is given; one by nobody signs itself."""

    def __init__(self, title, issuer=None, key=None, ca=False, uses=("digital_signature",), more=(), days=(-400, 400), name=None):
        self.key = key or ec.generate_private_key(ec.SECP256R1())
        self.name = name or x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"), x509.NameAttribute(NameOID.COMMON_NAME, title)])
        issuer = issuer or self
        builder = (
            x509.CertificateBuilder()
            .subject_name(self.name)
            .issuer_name(issuer.name)
            .public_key(self.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(pki.NOW + dt.timedelta(days=days[0]))
            .not_valid_after(pki.NOW + dt.timedelta(days=days[1]))
            .add_extension(x509.KeyUsage(**dict.fromkeys(USES, False) | dict.fromkeys(uses, True)), critical=True)
        )
        limits = [] if ca is None or more and isinstance(more[0], x509.BasicConstraints) else [x509.BasicConstraints(ca, None)]
        for extension in [*limits, *more]:
            builder = builder.add_extension(extension, critical=True)
        self.certificate = builder.sign(issuer.key, hashes.SHA256())


def with_chain(*chain):
    """The message with the certificates of all who stand above the signer."""

    def change(holder, der, digest):
        info = cms.ContentInfo.load(der)
        chosen = [cms.CertificateChoices(name="certificate", value=asn1_x509.Certificate.load(one.der())) for one in (holder, *chain)]
        info["content"]["certificates"] = chosen
        return info.dump(force=True)

    return change


def signers():
    """Who signs, and the authorities between that person and the root."""
    key = pki.rsa_key()
    below = lambda *chain: (Odd("Lộc Văn Khải", chain[0], key), *chain)
    alone = lambda **entries: (Odd("Lộc Văn Khải", pki.AUTHORITY, **{"key": key} | entries), pki.AUTHORITY)
    between = lambda **entries: Odd("Trung gian", pki.AUTHORITY, **{"ca": True, "uses": AUTHORITY} | entries)
    abroad = x509.DirectoryName(x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "LA")]))
    shortest = between(more=[x509.BasicConstraints(True, 0)])
    yield "trung-gian-khong-la-noi-cap", below(between(ca=None), pki.AUTHORITY)
    yield "trung-gian-khong-duoc-cap", below(between(uses=("digital_signature",)), pki.AUTHORITY)
    yield "chuoi-dai-qua", below(Odd("Trung gian hai", shortest, ca=True, uses=AUTHORITY), shortest, pki.AUTHORITY)
    yield "ten-ngoai-khoang", below(between(more=[x509.NameConstraints([abroad], None)]), pki.AUTHORITY)
    yield "phan-la-bat-buoc", alone(more=[x509.UnrecognizedExtension(ObjectIdentifier("1.2.3.4.5"), b"\x05\0")])
    yield "chung-thu-may-chu", alone(more=[x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])])
    yield "chung-thu-ma-hoa", alone(uses=("key_encipherment",))
    yield "chua-co-hieu-luc", alone(days=(10, 400))
    yield "khoa-1024", alone(key=rsa.generate_private_key(65537, 1024))
    yield "goc-gia-cung-ten", below(Odd("", key=pki.rsa_key(), ca=True, uses=AUTHORITY, name=pki.ROOT.name))


def with_list(file, crl):
    """Signed with a revoked certificate, and a list behind it that says nothing of that."""
    signed = altered(file, lambda holder, der, digest: der, pki.REVOKED)
    file = File(signed)
    update = Update(file)
    stream, store = update.new(), update.new()
    update.stream(stream, crl)
    update.put(store, b"<< /CRLs [%d 0 R] >>" % stream)
    update.put(file.root, file.text(file.root, (), b"/DSS %d 0 R" % store))
    return update.close()


def crl(*more, key=None):
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(pki.AUTHORITY.name)
        .last_update(pki.NOW - dt.timedelta(minutes=9))
        .next_update(pki.NOW + dt.timedelta(days=30))
        .add_extension(x509.CRLNumber(9), critical=False)
    )
    for extension in more:
        builder = builder.add_extension(extension, critical=True)
    return builder.sign(key or pki.AUTHORITY.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def all_of(file):
    for title, (holder, *chain) in signers():
        yield "chuoi-chung-thu", title, altered(file, with_chain(*chain), holder)
    only_authorities = x509.IssuingDistributionPoint(None, None, False, True, None, False, False)
    yield "thu-hoi", "danh-sach-gia", with_list(file, crl(key=pki.rsa_key()))
    yield "thu-hoi", "danh-sach-phan", with_list(file, crl(x509.DeltaCRLIndicator(1)))
    yield "thu-hoi", "danh-sach-noi-cap", with_list(file, crl(only_authorities))
    yield "thu-hoi", "danh-sach-moi-hon", with_list(file, crl())
    # whoever has a stolen key writes any day into a signature
    yield "thu-hoi", "lui-ngay", sign_by_hand(file, b"ChuKy1", pki.REVOKED)
