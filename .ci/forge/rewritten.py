"""Files that a tool wrote anew, honestly or with something changed, and that a trusted key signed then."""

import re

import pikepdf
from pikepdf import Array, Dictionary, Name

from forge.later import swapped_digits
from forge.pdf import pki, saved

AMOUNT_BOX = (418, 508, 456, 526)


def font_of(pdf, page=0, name="/f1"):
    return pdf.pages[page].Resources.Font[name]


def letters(font):
    """Codes of a font by their letters."""
    text = font.ToUnicode.read_bytes().decode("latin-1")
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
        for code, letter in re.findall(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]{4})>", block):
            found[chr(int(letter, 16))] = bytes.fromhex(code)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.S):
        for low, high, letter in re.findall(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]{4})>", block):
            for step in range(int(high, 16) - int(low, 16) + 1):
                found[chr(int(letter, 16) + step)] = (int(low, 16) + step).to_bytes(2, "big")
    return found


def exchanged(pdf, old, new, page=0, name="/f1"):
    """One text of a page written as another, glyph by glyph."""
    codes = letters(font_of(pdf, page, name))
    encode = lambda text: b"".join(codes[letter] for letter in text)
    wanted, other = encode(old), encode(new)
    changed = []
    current = None
    done = False
    for operands, operator in pikepdf.parse_content_stream(pdf.pages[page]):
        operands = list(operands)
        if str(operator) == "Tf":
            current = str(operands[0])
        if str(operator) in ("Tj", "TJ") and current == name and not done:
            parts = list(operands[0]) if str(operator) == "TJ" else operands
            parts = [bytes(part) if isinstance(part, pikepdf.String) else part for part in parts]
            for at, part in enumerate(parts):
                if isinstance(part, bytes) and wanted in part and not done:
                    parts[at] = part.replace(wanted, other, 1)
                    done = True
            made = [pikepdf.String(part) if isinstance(part, bytes) else part for part in parts]
            operands = [Array(made)] if str(operator) == "TJ" else made
        changed.append((operands, operator))
    assert done, f"không thấy {old} ở trang {page + 1}"
    pdf.pages[page].Contents = pdf.make_stream(pikepdf.unparse_content_stream(changed))


def replaced(number, change):
    return lambda pdf: number(pdf).write(change(number(pdf).read_bytes()))


def appended(content, before=b""):
    def change(pdf):
        page = pdf.pages[0]
        page.Contents = pdf.make_stream(before + page.Contents.read_bytes() + content)

    return change


def with_form(content, **entries):
    def change(pdf):
        form = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 600, 850], **entries)
        pdf.pages[0].Resources.XObject = Dictionary(Che=form)
        appended(b"\n/Che Do\n")(pdf)

    return change


def with_image(data, **entries):
    def change(pdf):
        image = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, Width=2, Height=2, BitsPerComponent=8, ColorSpace=Name.DeviceGray, **entries)
        pdf.pages[0].Resources.XObject = Dictionary(Che=image)
        appended(b"\nq 38 0 0 18 418 508 cm /Che Do Q\n")(pdf)

    return change


def annotated(**entries):
    def change(pdf):
        note = pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=list(AMOUNT_BOX), F=4, **entries))
        pdf.pages[0].Annots = Array([note])

    return change


def unicode_swapped(pdf):
    """A copy of the text shows another digit; the picture stays."""
    stream = font_of(pdf).ToUnicode
    text = stream.read_bytes()
    for digit in (b"0031", b"0032", b"0036"):
        text = re.sub(rb"(<[0-9a-fA-F]{4}>\s*)<" + digit + rb">", rb"\1<0037>", text)
    text = re.sub(rb"<0030>(\s*endbfrange)", rb"<0037>\1", text)
    codes = letters(font_of(pdf))
    low = codes["1"].hex().encode()
    text = re.sub(rb"(<" + low + rb">\s*<[0-9a-fA-F]{4}>\s*)<0031>", rb"\1<0037>", text, flags=re.I)
    assert text != stream.read_bytes()
    stream.write(text)


def widths(change):
    def make(pdf):
        below = font_of(pdf).DescendantFonts[0]
        below.W = Array([value + change if at > 8 and not isinstance(value, Array) and value > 200 else value for at, value in enumerate(below.W)])

    return make


def digits_swapped(pdf):
    program = font_of(pdf).DescendantFonts[0].FontDescriptor.FontFile2
    program.write(swapped_digits(program.read_bytes()))


def mapped(pdf):
    """The glyphs of two digits change places by the map of the font."""
    codes = letters(font_of(pdf))
    one, two = int.from_bytes(codes["1"], "big"), int.from_bytes(codes["2"], "big")
    gids = list(range(400))
    gids[one], gids[two] = gids[two], gids[one]
    font_of(pdf).DescendantFonts[0].CIDToGIDMap = pdf.make_stream(b"".join(gid.to_bytes(2, "big") for gid in gids))


def actual_text(pdf):
    appended(b"\nEMC\n", b"/Span << /ActualText (9.126) >> BDC\n")(pdf)


def struct_text(pdf):
    """The reading order says another figure to who listens to the file."""
    element = next(one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/S") == "/P" and one.get("/Type") == "/StructElem")
    element.ActualText = pikepdf.String("Thu ngân sách đạt 9.126 triệu đồng")


def hidden_layer(pdf):
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Lop"))
    pdf.Root.OCProperties = Dictionary(OCGs=[group], D=Dictionary(OFF=[group], Order=[]))
    pdf.pages[0].Resources.Properties = Dictionary(Lop=group)
    appended(b"\n/OC /Lop BDC q 1 g 418 508 38 16 re f Q EMC\n")(pdf)


def shown_when_printed(pdf):
    hidden_layer(pdf)
    group = pdf.Root.OCProperties.OCGs[0]
    group.Usage = Dictionary(Print=Dictionary(PrintState=Name.ON), View=Dictionary(ViewState=Name.OFF))
    pdf.Root.OCProperties.D.AS = Array([Dictionary(Event=Name.Print, Category=[Name.Print], OCGs=[group])])


def page_changed(**entries):
    def change(pdf):
        for key, value in entries.items():
            pdf.pages[0][f"/{key}"] = value

    return change


def author_changed(pdf):
    pdf.docinfo["/Author"] = "Người khác"


WHITE_BOX = b"\nq 1 g 418 508 38 16 re f Q\n"
CHANGES = {
    "o-trang": appended(WHITE_BOX),
    "o-trang-bieu-mau": with_form(WHITE_BOX),
    "o-trang-anh": with_image(b"\xff" * 4),
    "o-trang-anh-thap-luc": with_image(b"ffffffff>", Filter=Name.ASCIIHexDecode),
    "o-trang-anh-chay": with_image(b"\xfd\xff\x80", Filter=Name.RunLengthDecode),
    "chu-vo-hinh": replaced(lambda pdf: pdf.pages[0].Contents, lambda content: content.replace(b"BT 0 Tr", b"BT 3 Tr", 9)),
    "dau-cham-che": appended(b"\nq 1 g 427.2 513 2.6 3 re f Q\n"),
    "dau-cham-xoa-mot-nua": appended(b"\nq 1 g 427.2 513.6 2.6 3 re f Q\n"),
    "chu-so": lambda pdf: exchanged(pdf, "1.126", "2.126"),
    "chu-so-dao": lambda pdf: exchanged(pdf, "1.126", "1.216"),
    "dau-phay": lambda pdf: exchanged(pdf, "1.126", "1,126"),
    "chu-so-trang-hai": lambda pdf: exchanged(pdf, "612", "621", 1, "/f0"),
    "ToUnicode": unicode_swapped,
    "be-rong": widths(40),
    "be-rong-it": widths(6),
    "tep-phong": digits_swapped,
    "bang-dau-chu": mapped,
    "ActualText": actual_text,
    "doc-thanh-tieng": struct_text,
    "lop-an": hidden_layer,
    "lop-khi-in": shown_when_printed,
    "xoay": page_changed(Rotate=90),
    "cat": page_changed(CropBox=[0, 0, 595.2756, 800]),
    "don-vi": page_changed(UserUnit=1.1),
    "chu-thich": annotated(Subtype=Name.FreeText, Contents="7.126", DA="/Helv 12 Tf 0 g"),
    "chu-thich-hinh-vuong": annotated(Subtype=Name.Square, IC=[1, 1, 1], C=[1, 1, 1]),
    "chu-thich-duong": annotated(Subtype=Name.Line, L=[418, 515, 456, 515], C=[1, 1, 1], BS=Dictionary(W=18)),
    "chu-thich-to": annotated(Subtype=Name.Highlight, QuadPoints=[418, 526, 456, 526, 418, 508, 456, 508], C=[0, 0, 0]),
    "con-dau": annotated(Subtype=Name.Stamp, Name=Name.Approved),
    "tep-kem": annotated(Subtype=Name.FileAttachment, Contents="a"),
    "nguoi-viet": author_changed,
}


def text_field(pdf):
    """A field whose value the reader's own program draws."""
    own = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="o", V="7.126", F=4, Rect=list(AMOUNT_BOX), DA="/Helv 12 Tf 0 g", MK=Dictionary(BG=[1, 1, 1])))
    pdf.pages[0].Annots = Array([own])
    pdf.Root.AcroForm = Dictionary(Fields=Array([own]), NeedAppearances=True, DA="/Helv 12 Tf 0 g")


CHANGES["o-chu"] = text_field


def of_root(**entries):
    def change(pdf):
        for key, value in entries.items():
            pdf.Root[f"/{key}"] = value

    return change


def xmp(old, new):
    def change(pdf):
        packet = pdf.Root.Metadata.read_bytes()
        assert re.search(old, packet, re.S), old
        pdf.Root.Metadata.write(re.sub(old, new, packet, count=1, flags=re.S))

    return change


def grey_exchanged(pdf):
    """Grey of the page by another space, which turns black to white where a reader heeds it."""
    turned = pdf.make_indirect(Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[1], C1=[0]))
    space = Array([Name.Separation, Name.Den, Name.DeviceGray, turned])
    pdf.pages[0].Resources.ColorSpace = Dictionary({**dict(pdf.pages[0].Resources.get("/ColorSpace", {})), "/DefaultGray": space})


def transfer(pdf):
    """What comes after is printed the other way round."""
    turned = pdf.make_indirect(Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[1], C1=[0]))
    states = dict(pdf.pages[0].Resources.get("/ExtGState", {}))
    pdf.pages[0].Resources.ExtGState = Dictionary({**states, "/Dao": Dictionary(TR=turned)})
    appended(b"", b"/Dao gs\n")(pdf)


def overprinted(pdf):
    states = dict(pdf.pages[0].Resources.get("/ExtGState", {}))
    pdf.pages[0].Resources.ExtGState = Dictionary({**states, "/In": Dictionary(OP=True, op=True, OPM=1)})
    space = Array([Name.Separation, Name.Muc, Name.DeviceGray, Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[1], C1=[1])])
    pdf.pages[0].Resources.ColorSpace = Dictionary({**dict(pdf.pages[0].Resources.get("/ColorSpace", {})), "/muc": pdf.make_indirect(space)})
    appended(b"\n/In gs /muc cs 1 scn 418 508 38 16 re f\n")(pdf)


def postscript(pdf):
    code = pdf.make_stream(b"showpage", Type=Name.XObject, Subtype=Name.PS)
    pdf.pages[0].Resources.XObject = Dictionary(Ma=code)
    appended(b"\n/Ma Do\n")(pdf)


def thumbnail(pdf):
    pdf.pages[0].Thumb = pdf.make_stream(b"\0" * 4, Width=2, Height=2, BitsPerComponent=8, ColorSpace=Name.DeviceGray)


def linked(pdf):
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[100, 100, 300, 120], A=Dictionary(S=Name.URI, URI=pikepdf.String("http://a")))
    pdf.pages[0].Annots = Array([pdf.make_indirect(note)])


def without_structure(pdf):
    del pdf.Root["/StructTreeRoot"]


def roles_changed(pdf):
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(P=Name.Artifact)


def order_changed(pdf):
    """The reading order turned round."""
    element = next(one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/Type") == "/StructElem" and isinstance(one.get("/K"), Array) and len(one.K) > 2)
    element.K = Array(list(element.K)[::-1])


def outlined(pdf):
    item = pdf.make_indirect(Dictionary(Title="QĐ khác"))
    outline = pdf.make_indirect(Dictionary(Type=Name.Outlines, First=item, Last=item, Count=1))
    item.Parent = outline
    pdf.Root.Outlines = outline


CHANGES |= {
    "so-trang": of_root(PageLabels=Dictionary(Nums=[0, Dictionary(S=Name.r, St=9)])),
    "ngon-ngu": of_root(Lang=pikepdf.String("en")),
    "tep-gan": of_root(AF=[Dictionary(Type=Name.Filespec, F="a")]),
    "ten-tep-kem": of_root(Names=Dictionary(EmbeddedFiles=Dictionary(Names=["a", Dictionary(Type=Name.Filespec, F="a")]))),
    "cach-xem": of_root(ViewerPreferences=Dictionary(Direction=Name.R2L)),
    "phan-trang-in": of_root(ViewerPreferences=Dictionary(PrintPageRange=[0, 0])),
    "mo-tep-kem": of_root(PageMode=Name.UseAttachments),
    "XMP-ten": xmp(rb"<dc:title>.*?</dc:title>", b'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Khac</rdf:li></rdf:Alt></dc:title>'),
    "XMP-tac-gia": xmp(rb"<dc:creator>.*?</dc:creator>", b"<dc:creator><rdf:Seq><rdf:li>Khac</rdf:li></rdf:Seq></dc:creator>"),
    "xam-doi": grey_exchanged,
    "dao-khi-in": transfer,
    "in-chong": overprinted,
    "ma-PostScript": postscript,
    "hinh-thu-nho": thumbnail,
    "duong-dan": linked,
    "khong-cau-truc": without_structure,
    "vai-khac": roles_changed,
    "thu-tu-doc": order_changed,
    "muc-luc": outlined,
    "chuyen-trang": page_changed(Trans=Dictionary(S=Name.Dissolve), Dur=1),
    "khung-cat-giay": page_changed(TrimBox=[0, 0, 300, 300]),
    "khung-hinh": page_changed(ArtBox=[0, 0, 300, 300], BleedBox=[0, 0, 300, 300]),
}


def dishonest(issued):
    packed = pikepdf.ObjectStreamMode
    for at, (title, change) in enumerate(CHANGES.items()):
        mode = (packed.disable, packed.generate)[at % 2]
        yield title, pki.sign(saved(issued, change, object_stream_mode=mode), "ChuKy1")
    plain = saved(issued)
    yield "dau-len-so", sign_on(plain, AMOUNT_BOX, 0)
    yield "dau-len-so-hieu", sign_on(plain, (100, 730, 240, 750), 0)
    yield "dau-len-nguoi-ky", sign_on(plain, (340, 60, 500, 84), 1)
    yield "dau-lon", sign_on(plain, (0, 0, 595, 400), 1)
    yield "doi-chu-duoi-dau", sign_on(saved(issued, CHANGES["o-trang"]), AMOUNT_BOX, 0)
    yield "dau-trum-chu-ky-len-ten", pki.sign(sign_on(plain, (350, 95, 490, 160), 1), "Dau", pki.LEADER, box=(340, 60, 500, 130), page=1)
    yield "dau-hai-len-so", sign_on(pki.sign(plain, "ChuKy1"), AMOUNT_BOX, 0)


def sign_on(data, box, page):
    return pki.sign(data, "ChuKy9", pki.CLERK, box=box, page=page)


def honest(issued):
    """Other bytes, the same pages: what may be called written anew."""
    for title, options in {
        "pikepdf": {},
        "pikepdf-goi": {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
        "pikepdf-qdf": {"qdf": True},
        "pikepdf-tuyen-tinh": {"linearize": True},
        "pikepdf-nen-lai": {"recompress_flate": True},
    }.items():
        yield title, pki.sign(saved(issued, **options), "ChuKy1")
    seen = sign_on(saved(issued), (350, 95, 490, 160), 1)
    yield "pikepdf-dau-cho-trong", seen
    # the seal of the office on the left third of the signature, as the decree has it
    yield "pikepdf-dau-trum-chu-ky", pki.sign(seen, "Dau", pki.LEADER, box=(305, 95, 400, 160), page=1)
