#!/usr/bin/env python3
"""Makes the seeds of the fuzz targets that no hand writes: pictures, fonts, packed sheets, objects of PDF, a signed file.

    pip install pillow fonttools pyhanko cryptography
    fuzz/make_seeds.py [FOLDER]         into fuzz/seeds; the signed file is made only where there is none

Texts beside them (`.svg`, `.xml`, `.csv`, `them-o.obj`, …) are written by hand. Small on purpose: a fuzzer changes bytes.
"""

import datetime as dt
import io
import pathlib
import re
import struct
import sys
import unicodedata
import zipfile
import zlib

from asn1crypto import keys, x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont, newTable
from fontTools.ttLib.tables._f_v_a_r import Axis
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from PIL import Image, ImageCms, ImageDraw
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

SEEDS = pathlib.Path(sys.argv[1] if sys.argv[1:] else pathlib.Path(__file__).parent / "seeds")
MOMENT = 3_800_000_000  # of fonts, in seconds since 1904


def packed(path, parts, how):
    with zipfile.ZipFile(path, "w", how) as file:
        for name, data in parts:
            entry = zipfile.ZipInfo(name, (2025, 12, 5, 8, 0, 0))
            entry.compress_type = how
            file.writestr(entry, data)


def sheets(to):
    read = lambda name: (to / name).read_bytes()
    packed(to / "bang.xlsx", [
        ("[Content_Types].xml", read("parts/content-types.xml")), ("_rels/.rels", read("parts/package.rels")),
        ("xl/workbook.xml", read("workbook.xml")), ("xl/_rels/workbook.xml.rels", read("parts/workbook.rels")),
        ("xl/styles.xml", read("styles.xml")), ("xl/sharedStrings.xml", read("strings.xml")),
        ("xl/worksheets/sheet1.xml", read("sheet.xml")),
    ], zipfile.ZIP_DEFLATED)
    packed(to / "bang.ods", [
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", read("parts/manifest.xml")), ("content.xml", read("ods.xml")),
    ], zipfile.ZIP_STORED)


def drawn(mode, size=(24, 16)):
    image = Image.new("RGB", size, (250, 250, 250))
    draw = ImageDraw.Draw(image)
    draw.rectangle((3, 3, 12, 11), outline=(200, 30, 30), fill=(30, 90, 200))
    draw.line((0, 15, 23, 0), fill=(0, 0, 0))
    return image.convert(mode)


def interlaced():
    """A PNG of 16 bits in seven passes, which Pillow does not write."""
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b""
    for left, top, right, down in [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]:
        for y in range(top, 9, down):
            line = b"".join(struct.pack(">H", (x * 7000 + y * 99) & 65535) for x in range(left, 9, right))
            rows += b"\0" + line if line else b""
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in [
        (b"IHDR", struct.pack(">IIBBBBB", 9, 9, 16, 0, 0, 0, 1)), (b"gAMA", struct.pack(">I", 45455)),
        (b"pHYs", struct.pack(">IIB", 3000, 3000, 1)), (b"tEXt", b"Title\0x"), (b"IDAT", zlib.compress(rows)), (b"IEND", b""),
    ])


def pictures(to):
    for name, mode in [("mau", "RGB"), ("xam", "L"), ("den-trang", "1"), ("bang-mau", "P")]:
        drawn(mode).save(to / f"{name}.png")
    see_through = drawn("RGBA")
    see_through.putalpha(drawn("L"))
    see_through.save(to / "trong-suot.png")
    (to / "dan-xen.png").write_bytes(interlaced())
    turned = Image.Exif()
    turned[0x0112] = 6
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    drawn("RGB").save(to / "mau.jpg", quality=60, exif=turned)
    drawn("L").save(to / "xam.jpg", quality=60)
    drawn("CMYK").save(to / "cmyk.jpg", quality=60)
    drawn("RGB").save(to / "dan.jpg", quality=60, progressive=True, icc_profile=profile)
    drawn("RGB").save(to / "422.jpg", quality=50, subsampling=1, restart_marker_blocks=1)


def letters():
    plain = [chr(code) for code in range(32, 127)] + list("đĐ…–—“”‘’\u00a0²³")
    tones = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
    toned = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" for tone in tones]
    return sorted({letter for letter in plain + toned if len(letter) == 1})


def font(is_truetype, style="Regular"):
    """Boxes for letters, a ligature and a pair that stands closer."""
    heights = {".notdef": 700, "space": 0, "o": 500, "u": 450, "oo": 0, "ff": 600}
    builder = FontBuilder(1000, isTTF=is_truetype)
    builder.setupGlyphOrder(list(heights))
    kind = lambda letter: "space" if letter in " \u00a0" else "u" if letter in "uU" else "o"
    builder.setupCharacterMap({ord(letter): kind(letter) for letter in letters()})
    glyphs = {}
    for name, height in heights.items():
        pen = TTGlyphPen(glyphs) if is_truetype else T2CharStringPen(450, None)
        if name == "oo" and is_truetype:
            pen.addComponent("o", (1, 0, 0, 1, 0, 0))
            pen.addComponent("u", (1, 0, 0, 1, 300, 0))
        elif name == "o" and is_truetype:
            pen.moveTo((50, 0))
            pen.qCurveTo((50, 500), (250, 600), (400, 300), (400, 0))
            pen.closePath()
        elif height:
            pen.moveTo((50, 0))
            for corner in [(50, height), (400, height), (400, 0)]:
                pen.lineTo(corner)
            pen.closePath()
        glyphs[name] = pen.glyph() if is_truetype else pen.getCharString()
    if is_truetype:
        builder.setupGlyf(glyphs)
    else:
        builder.setupCFF("OVuong", {"FullName": "O Vuong"}, glyphs, {})
    builder.setupHorizontalMetrics({name: (450, 50) for name in heights})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Ô Vuông", "styleName": style})
    builder.setupOS2(sTypoAscender=800, usWinAscent=900, usWinDescent=200, fsType=0)
    builder.setupPost()
    builder.addOpenTypeFeatures("feature liga { sub o u by oo; } liga; feature kern { pos o u -30; } kern;")
    made = builder.font
    made["head"].created = made["head"].modified = MOMENT
    made.recalcTimestamp = False
    return made


def variable():
    made, axis = font(True), Axis()
    axis.axisTag, axis.axisNameID = "wght", 256
    axis.minValue, axis.defaultValue, axis.maxValue = 100, 400, 900
    made["fvar"], made["gvar"] = newTable("fvar"), newTable("gvar")
    made["fvar"].axes = [axis]
    made["name"].setName("Weight", 256, 3, 1, 0x409)
    made["gvar"].version, made["gvar"].reserved = 1, 0
    points = len(made["glyf"]["u"].coordinates) + 4
    made["gvar"].variations = {name: [] for name in made.getGlyphOrder()}
    made["gvar"].variations["u"] = [TupleVariation({"wght": (0, 1, 1)}, [(10, 0)] * points)]
    return made


def fonts(to):
    font(True).save(to / "o-vuong.ttf")
    font(False).save(to / "o-vuong.otf")
    variable().save(to / "doi-net.ttf")
    both = TTCollection()
    both.fonts = [font(True), font(True, "Bold")]
    both.save(to / "hai-kieu.ttc")


def stream(number, entries, data):
    return b"%d 0 obj\n<< %s /Length 0 >>\nstream\n%s\nendstream\nendobj\n" % (number, entries, data)


def whole(objects):
    """Objects as a file, as `revision.rs` makes it."""
    file, table = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), {}
    heads = list(re.finditer(rb"(?m)^(\d+) 0 obj", objects))
    for head, end in zip(heads, [head.start() for head in heads[1:]] + [len(objects)]):
        table[int(head[1])] = len(file)
        text = objects[head.start() : end]
        at = text.find(b"stream\n")
        if at >= 0:
            length = text.find(b"\nendstream", at) - at - 7
            text = re.sub(rb"/Length \d*", b"/Length %d" % length, text[:at], count=1) + text[at:]
        file += text
    at, identity = len(file), b"<31415926535897932384626433832795>"
    file += b"xref\n0 1\n0000000000 65535 f \n"
    for number in sorted(table):
        file += b"%d 1\n%010d 00000 n \n" % (number, table[number])
    trailer = b"trailer\n<< /Root 1 0 R /Size %d /ID [%s %s] >>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(file + trailer % (max(table) + 1, identity, identity, at))


PICTURE = Image.new("RGB", (12, 8), (240, 240, 250))
for column in range(12):
    PICTURE.putpixel((column, column * 7 % 8), (200, 20, 20))
RGB = b"/ColorSpace /DeviceRGB "
TIMES = b"5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>\nendobj\n"
WORDS = b"BT /F1 12 Tf 20 120 Td (Tong so 262.000 dong) Tj ET\nq 60 0 0 40 20 60 cm /I1 Do Q\n0.2 0.4 0.8 rg 100 60 40 40 re f\n"


def image(entries, data, bits=8, size=(12, 8)):
    sizes = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent %d " % (*size, bits)
    return stream(6, sizes + entries, data)


def encoded(kind, mode="RGB", **options):
    file = io.BytesIO()
    PICTURE.convert(mode).save(file, kind, **options)
    return file.getvalue()


def fax():
    file = io.BytesIO(encoded("TIFF", "1", compression="group4"))
    tags = Image.open(file).tag_v2
    return file.getvalue()[tags[273][0] : tags[273][0] + tags[279][0]]


def jbig2():
    """The page and one region of it, which JBIG2 takes as a fax."""
    segment = lambda number, kind, data: struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data
    page = segment(0, 48, struct.pack(">IIIIBH", 12, 8, 0, 0, 0, 0))
    return page + segment(1, 38, struct.pack(">IIIIBB", 12, 8, 0, 0, 0, 1) + fax())


def predicted():
    raw, line = PICTURE.tobytes(), 36
    above = [bytes(line)] + [raw[at : at + line] for at in range(0, len(raw) - line, line)]
    rows = zip(above, (raw[at : at + line] for at in range(0, len(raw), line)))
    data = b"".join(b"\2" + bytes((b - a) & 255 for a, b in zip(*pair)) for pair in rows)
    return zlib.compress(data).hex().encode() + b">"


def document(picture=None, font=TIMES, content=b"", more=b"", resources=b"", pictures=b""):
    picture = picture or image(RGB + b"/Filter /FlateDecode ", zlib.compress(PICTURE.tobytes()))
    return (
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R /Lang (vi) >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 150] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> "
        b"/XObject << /I1 6 0 R " + pictures + b">> " + resources + b">> >>\nendobj\n"
    ) + stream(4, b"", WORDS + content) + font + picture + more


def of_pictures():
    grey, mask = b"/ColorSpace /DeviceGray ", b"/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 "
    yield "goc", document()
    yield "dct", document(image(RGB + b"/Filter /DCTDecode ", encoded("JPEG", quality=60)))
    inverted = b"/ColorSpace /DeviceCMYK /Decode [1 0 1 0 1 0 1 0] /Filter /DCTDecode "
    yield "cmyk", document(image(inverted, encoded("JPEG", "CMYK", quality=60)))
    yield "jpx", document(image(b"/Filter /JPXDecode ", encoded("JPEG2000")))
    parameters = b"/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 12 /Rows 8 >>"
    yield "fax", document(image(grey + parameters, fax(), 1))
    yield "jbig2", document(image(grey + b"/Filter /JBIG2Decode", jbig2(), 1))
    filters = b"/Filter [/ASCIIHexDecode /FlateDecode] /DecodeParms [null << /Predictor 15 /Colors 3 /Columns 12 >>] /SMask 7 0 R "
    yield "doan-truoc", document(image(RGB + filters, predicted()), more=stream(7, mask + grey, b"\xff\x80\x10\xff"))
    palette = b"/ColorSpace [/Indexed /DeviceRGB 3 <000000ff000000ff000000ff>] /Filter /RunLengthDecode"
    yield "bang-mau", document(image(palette, b"\x01\x1b\xe4\x80", 2, (2, 2)))


def of_fonts(fonts):
    truetype, cff = (fonts / "o-vuong.ttf").read_bytes(), TTFont(fonts / "o-vuong.otf").getTableData("CFF ")
    boxes = b"/Flags 4 /FontBBox [0 -200 700 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 "
    described = lambda key: b"8 0 obj\n<< /Type /FontDescriptor /FontName /OVuong " + boxes + key + b" 9 0 R >>\nendobj\n"
    head = b"5 0 obj\n<< /Type /Font /BaseFont /OVuong "
    widths = b"/Subtype /TrueType /FirstChar 32 /LastChar 34 /Widths [450 450 450] /FontDescriptor 8 0 R /Encoding /WinAnsiEncoding"
    file = stream(9, b"/Length1 %d" % len(truetype), truetype)
    yield "truetype", document(font=head + widths + b" >>\nendobj\n", more=described(b"/FontFile2") + file)
    system = b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 450 /W [2 [450 400]] "
    below = b"7 0 obj\n<< /Type /Font /Subtype /CIDFontType0 /BaseFont /OVuong " + system + b"/FontDescriptor 8 0 R >>\nendobj\n"
    letters = (b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange "
               b"2 beginbfchar <0002> <006f> <0003> <0075> endbfchar endcmap end")
    of_file = described(b"/FontFile3") + stream(9, b"/Subtype /CIDFontType0C", cff)
    above = head + b"/Subtype /Type0 /Encoding /Identity-H /DescendantFonts [7 0 R] /ToUnicode 10 0 R >>\nendobj\n"
    shown = b"BT /F1 12 Tf 20 20 Td <000200030002> Tj ET\n"
    yield "cff", document(font=above, content=shown, more=below + of_file + stream(10, b"", letters))
    drawn = (b"5 0 obj\n<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /CharProcs << /a 7 0 R >> "
             b"/Encoding << /Differences [84 /a] >> /FirstChar 84 /LastChar 84 /Widths [1] /Resources << >> >>\nendobj\n")
    yield "type3", document(font=drawn, more=stream(7, b"", b"1 0 0 0 1 1 d1 0 0 1 1 re f"))


def of_shades():
    content = (b"/Pattern cs /P1 scn 150 10 40 40 re f\nq 150 60 40 40 re W n /S1 sh Q /G1 gs /X1 Do "
               b"BI /W 2 /H 2 /BPC 8 /CS /G ID abcd EI\n")
    resources = b"/Pattern << /P1 7 0 R >> /Shading << /S1 8 0 R >> /ExtGState << /G1 10 0 R >> "
    tiles = b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 4 4] /XStep 4 /YStep 4 /Resources << >>"
    group = b"/Type /XObject /Subtype /Form /BBox [0 0 200 150] /Group << /S /Transparency /CS /DeviceGray /I true >> /Resources << >>"
    more = (
        stream(7, tiles, b"1 0 0 rg 0 0 2 2 re f")
        + b"8 0 obj\n<< /ShadingType 3 /ColorSpace /DeviceRGB /Coords [170 80 2 170 80 20] /Function 9 0 R /Extend [true true] >>\nendobj\n"
        b"9 0 obj\n<< /FunctionType 3 /Domain [0 1] /Bounds [.5] /Encode [0 1 1 0] /Functions [12 0 R 13 0 R] >>\nendobj\n"
        b"10 0 obj\n<< /ca .5 /BM /Multiply /SMask << /S /Luminosity /G 11 0 R >> >>\nendobj\n"
        + stream(11, group, b".7 g 0 0 200 150 re f")
        + b"12 0 obj\n<< /FunctionType 2 /Domain [0 1] /C0 [1 0 0] /C1 [0 0 1] /N 1 >>\nendobj\n"
        + stream(13, b"/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1]", b"{ dup 0.5 mul exch dup 2 exp 3 1 roll sqrt }")
    )
    yield "to-bong", document(content=content, more=more, resources=resources, pictures=b"/X1 11 0 R ")
    mesh = (b"/ShadingType 4 /ColorSpace /DeviceRGB /BitsPerCoordinate 8 /BitsPerComponent 8 /BitsPerFlag 8 "
            b"/Decode [0 200 0 150 0 1 0 1 0 1]")
    points = bytes([0, 10, 10, 255, 0, 0, 0, 200, 20, 0, 255, 0, 0, 90, 200, 0, 0, 255, 1, 220, 220, 9, 9, 9])
    yield "mat-luoi", document(content=b"/S1 sh\n", more=stream(8, mesh, points), resources=b"/Shading << /S1 8 0 R >> ")


def signed(issued):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Lộc Văn Khải")])
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
    builder = builder.not_valid_before(dt.datetime(2025, 1, 1)).not_valid_after(dt.datetime(2035, 1, 1))
    certificate = builder.add_extension(usage, True).sign(key, hashes.SHA256())
    coded = serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    signer = signers.SimpleSigner(
        asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        keys.PrivateKeyInfo.load(key.private_bytes(*coded)), SimpleCertificateStore())
    facts = signers.PdfSignatureMetadata(field_name="ChuKy1", md_algorithm="sha256", reason="ban hanh")
    place = fields.SigFieldSpec("ChuKy1", on_page=0, box=(150, 110, 195, 140))
    out = io.BytesIO()
    file = IncrementalPdfFileWriter(io.BytesIO(issued))
    signers.PdfSigner(facts, signer, new_field_spec=place).sign_pdf(file, output=out)
    return out.getvalue()


def pdfs(to, fonts):
    for makers in [of_pictures(), of_fonts(fonts), of_shades()]:
        for name, objects in makers:
            (to / f"{name}.obj").write_bytes(objects)
    if not (to / "chu-hinh.pdf").exists():
        (to / "chu-hinh.pdf").write_bytes(signed(whole((to / "goc.obj").read_bytes())))


sheets(SEEDS / "sheets")
pictures(SEEDS / "pictures")
fonts(SEEDS / "fonts")
pdfs(SEEDS / "verify", SEEDS / "fonts")
