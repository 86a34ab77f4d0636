"""Files that have to be accepted: signed as the tools in use sign."""

import io
import pathlib

import pikepdf
from pikepdf import Array, Dictionary, Name

from forge.pdf import File, Update, fill, picture, pki, saved, sign_by_hand

SAMPLES = pathlib.Path(__file__).resolve().parent.parent.parent / "tests" / "support"
FREE = b"/Rect [350 95 490 160] /F 132"
FRAME = b"0 0 1 RG 1 1 98 48 re S"


def framed(update, own):
    return b"/AP << /N " + picture(update, FRAME) + b" >>"


def as_word(issued):
    """Objects of the structure packed, a table that calls them free, and a second table in an empty update."""
    pdf = pikepdf.open(io.BytesIO(issued))
    out = bytearray(b"%PDF-1.7\r\n%\xb5\xb5\xb5\xb5\r\n")
    places, inside = {}, []
    for number in range(1, len(pdf.objects) + 1):
        one = pdf.get_object(number, 0)
        if isinstance(one, Dictionary) and one.get("/Type") == "/StructElem":
            inside.append((number, one.unparse(resolved=True)))
            continue
        places[number] = len(out)
        out += b"%d 0 obj\r\n" % number
        if isinstance(one, pikepdf.Stream):
            body = one.read_raw_bytes()
            out += one.stream_dict.unparse(resolved=True) + b"\r\nstream\r\n" + body + b"\r\nendstream"
        else:
            out += one.unparse(resolved=True)
        out += b"\r\nendobj\r\n"
    container, second = len(pdf.objects) + 1, len(pdf.objects) + 2
    body, head, index = b"", b"", {}
    for number, text in inside:
        index[number] = len(index)
        head += b"%d %d " % (number, len(body))
        body += text + b"\r\n"
    places[container] = len(out)
    out += b"%d 0 obj\r\n<</Type/ObjStm/N %d/First %d/Length %d>>\r\nstream\r\n" % (container, len(inside), len(head), len(head + body))
    out += head + body + b"\r\nendstream\r\nendobj\r\n"
    places[second] = len(out)
    size = second + 1
    rows = b"\0\0\0\0\0\xff\xff"
    for number in range(1, size):
        inner = number in index
        at = container if inner else places[number]
        rows += bytes([2 if inner else 1]) + at.to_bytes(4, "big") + index.get(number, 0).to_bytes(2, "big")
    trailer = b"/Root %d 0 R/Info %d 0 R" % (pdf.trailer.Root.objgen[0], pdf.trailer.Info.objgen[0])
    out += b"%d 0 obj\r\n<</Type/XRef/Size %d/W[1 4 2]%s/Length %d>>\r\nstream\r\n" % (second, size, trailer, len(rows))
    out += rows + b"\r\nendstream\r\nendobj\r\n"
    table = len(out)
    out += b"xref\r\n0 %d\r\n0000000000 65535 f\r\n" % size
    for number in range(1, size):
        out += b"0000000000 65535 f\r\n" if number in index else b"%010d 00000 n\r\n" % places[number]
    out += b"trailer\r\n<</Size %d%s>>\r\nstartxref\r\n%d\r\n%%%%EOF\r\n" % (size, trailer, table)
    last = len(out)
    out += b"xref\r\n0 0\r\ntrailer\r\n<</Size %d%s/Prev %d/XRefStm %d>>\r\nstartxref\r\n%d\r\n%%%%EOF" % (size, trailer, table, places[second], last)
    return bytes(out)


def as_node(issued):
    """One table with the first row free, nothing behind the last mark, no information in the trailer."""
    file = File(issued)
    update = Update(file, "table")
    update.row(0, 0, 65535, 0)
    signature, own = update.new(), update.new()
    start = update.at
    place = b"/ByteRange [0 " + b" " * 40 + b"]"
    update.put(signature, b"<<\n/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /adbe.pkcs7.detached\n" + place + b"\n/Contents <" + b"0" * 9000 + b">\n/Reason (Ky)\n/M (D:20260105101530Z)\n/ContactInfo ()\n/Name (A)\n/Location ()\n>>")
    update.put(own, b"<<\n/Type /Annot\n/Subtype /Widget\n/FT /Sig\n/Rect [0 0 0 0]\n/V %d 0 R\n/T (Signature1)\n/F 4\n/P %d 0 R\n>>" % (signature, file.pages[0]))
    update.put(file.pages[0], file.text(file.pages[0], (), b"/Annots [%d 0 R]" % own))
    form = update.new()
    update.put(form, b"<<\n/Type /AcroForm\n/SigFlags 3\n/Fields [%d 0 R]\n>>" % own)
    update.put(file.root, file.text(file.root, (), b"/AcroForm %d 0 R" % form))
    data = update.close(info=False, file_id=False, size=b"%d" % update.next)
    return fill(data[:-1], start, pki.LEADER)


def with_line_ends(issued):
    """The update as a signer on Windows ends its lines."""
    file = File(issued)
    update = Update(file, "table")
    signature, own = update.new(), update.new()
    start = update.at
    update.put(signature, b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 " + b" " * 40 + b"] /Contents <" + b"0" * 9000 + b"> >>", end=b"\r\nendobj\r\n")
    update.put(own, b"<< /Type /Annot /Subtype /Widget /FT /Sig /Rect [0 0 0 0] /F 132 /V %d 0 R /T (ChuKy1) >>" % signature, end=b"\r\nendobj\r\n")
    update.put(file.root, file.text(file.root, (), b"/AcroForm << /SigFlags 3 /Fields [%d 0 R] >>" % own), end=b"\r\nendobj\r\n")
    table = update.at
    update.raw(b"xref\r\n")
    for number, _, offset, _ in sorted(update.rows):
        update.raw(b"%d 1\r\n%010d 00000 n\r\n" % (number, offset))
    update.raw(b"trailer\r\n<< /Size %d /Root %d 0 R /Prev %d >>\r\nstartxref %d\r\n%%%%EOF\r\n" % (update.next, file.root, file.table, table))
    return fill(bytes(update.out), start, pki.LEADER)


def with_form(issued):
    """What an office issued with a field to fill in, on free space."""

    def change(pdf):
        look = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 100, 20])
        own = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="y-kien", F=4, Rect=[350, 95, 450, 115], DA="/Helv 10 Tf 0 g", AP=Dictionary(N=look))
        own = pdf.make_indirect(own)
        pdf.pages[1].Annots = Array([own])
        pdf.Root.AcroForm = Dictionary(Fields=Array([own]), DA="/Helv 10 Tf 0 g")

    return saved(issued, change)


def filled(signed):
    file = File(signed)
    own = next(number for number in file.fields() if file.object(number).get("/FT") == "/Tx")
    update = Update(file, "table")
    look = picture(update, b"0 g 2 2 20 10 re f", b"[0 0 100 20]")
    update.put(own, file.text(own, ("/V", "/AP"), b"/V (Dong y) /AP << /N " + look + b" >>"))
    return update.close()


def with_empty_field(issued):
    """A field that was set out, to be signed there."""
    file = File(issued)
    update = Update(file)
    own = update.new()
    update.put(own, b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (ChuKy1) /F 4 /Rect [350 95 490 160] /P %d 0 R >>" % file.pages[1])
    update.put(file.pages[1], file.text(file.pages[1], (), b"/Annots [%d 0 R]" % own))
    update.put(file.root, file.text(file.root, (), b"/AcroForm << /SigFlags 0 /Fields [%d 0 R] >>" % own))
    return update.close()


def written_packed(issued, kind="stream"):
    """The update as iText compresses it: page and catalog in an object stream."""
    file = File(issued)
    update = Update(file, kind)
    signature, own = update.new(), update.new()
    start = update.at
    update.put(signature, b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 " + b" " * 40 + b"] /Contents <" + b"0" * 9000 + b"> >>")
    look = picture(update, FRAME)
    page = file.pages[1]
    update.pack(
        [
            (own, b"<</Type/Annot/Subtype/Widget/FT/Sig/F 132/Rect[350 95 490 160]/V %d 0 R/T(ChuKy1)/P %d 0 R/AP<</N %s>>>>" % (signature, page, look)),
            (page, file.text(page, (), b"/Annots [%d 0 R]" % own)),
            (file.root, file.text(file.root, (), b"/AcroForm << /SigFlags 3 /Fields [%d 0 R] >>" % own)),
        ]
    )
    return fill(update.close(), start, pki.LEADER)


def all_of(issued):
    """Title, file, and what was issued when it is another file."""
    for title, data in pki.honest(issued):
        linear = {"tuyen-tinh": "qpdf --linearize", "bang-nen": "qpdf"}.get(title)
        if linear is None:
            yield f"pyhanko-{title}", data, None
    seen = pki.sign(issued, "ChuKy1", box=(350, 95, 490, 160), page=1)
    yield "pyhanko-thay-duoc", seen, None
    yield "pyhanko-hai-thay-duoc", pki.sign(seen, "ChuKy2", pki.CLERK, box=(100, 40, 200, 80), page=1), None
    yield "dau-trum-chu-ky", pki.sign(seen, "Dau", pki.CLERK, box=(305, 95, 400, 160), page=1), None
    yield "tay-thay-duoc", sign_by_hand(File(issued), b"ChuKy1", page=1, widget=FREE, before=framed), None
    yield "nhu-node", as_node(issued), None
    yield "nhu-windows", with_line_ends(issued), None
    for title, kind in (("bang-luong", "stream"), ("bang-dong", "table")):
        yield f"tay-{title}", sign_by_hand(File(issued), b"ChuKy1", kind=kind), None
    yield "nhu-itext", written_packed(issued), None
    two = sign_by_hand(File(written_packed(issued)), b"ChuKy2", pki.CLERK)
    yield "nhu-itext-hai", two, None
    word = as_word(issued)
    # pyHanko signs no hybrid file
    yield "nhu-word", sign_by_hand(File(word), b"ChuKy1", page=1, widget=FREE, kind="table", before=framed), word
    yield "nhu-word-hai", sign_by_hand(File(sign_by_hand(File(word), b"ChuKy1")), b"ChuKy2", pki.CLERK), word
    empty = with_empty_field(issued)
    yield "o-trong-co-truoc", pki.sign(empty, "ChuKy1"), None
    yield "o-trong-la-ban-phat-hanh", pki.sign(empty, "ChuKy1"), empty
    for title in ("libreoffice", "libreoffice-lai"):
        other = (SAMPLES / f"{title}.pdf").read_bytes()
        seen = pki.sign(other, "ChuKy1", box=(350, 95, 490, 160))
        yield title, pki.sign(seen, "ChuKy2", pki.CLERK, box=(100, 95, 200, 160)), other
    form = with_form(issued)
    certified = {"certify": True, "docmdp_permissions": pki.fields.MDPPerm.FILL_FORMS}
    yield "dien-o-duoc-phep", filled(pki.sign(form, "ChuKy1", **certified)), form
    for title, options in {"tuyen-tinh": {"linearize": True}, "goi": {"object_stream_mode": pikepdf.ObjectStreamMode.generate}, "qdf": {"qdf": True}}.items():
        other = saved(issued, **options)
        yield f"qpdf-{title}", pki.sign(other, "ChuKy1", box=(350, 95, 490, 160), page=1), other
        yield f"qpdf-{title}-tay", sign_by_hand(File(other), b"ChuKy1", page=1, widget=FREE, before=framed), other
