"""What other readers, printers, listeners and copiers find in a file that ours does not show; and words that a stamp adds."""

import re

import pikepdf
import pymupdf
from pikepdf import Array, Dictionary, Name

from forge.later import stamped
from forge.pdf import File, Update, picture, pki, saved, sign_by_hand

FREE = b"[350 95 490 160]"
FRAME = b"0 0 1 RG 1 1 98 48 re S"
WORDS = b"0 g 4 4 20 42 re f 34 4 20 42 re f 64 4 20 42 re f"


def with_front(data, front, from_header):
    """Bytes before the header; tables that count from it, or from the beginning of the file."""
    if from_header:
        return front + data
    more = len(front)
    table = int(data.rsplit(b"startxref", 1)[1].split()[0])
    head, tail = data[:table], data[table:]
    tail = re.sub(rb"(\d{10}) (\d{5}) n", lambda row: b"%010d %s n" % (int(row[1]) + more, row[2]), tail)
    return front + head + tail.replace(b"startxref\n%d" % table, b"startxref\n%d" % (table + more))


FRONTS = {"dong-trong": b"\r\n\r\n", "dau-bom": b"\xef\xbb\xbf", "dau-thu": b"Content-Type: application/pdf\r\n\r\n", "mot-nghin": b" " * 1000}


def honest_fronts(issued):
    """Bytes before the header that leave one reading, whichever way the places are counted."""
    plain = saved(issued, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    for title, front in FRONTS.items():
        for way, from_header in (("dem-tu-dau-tep", False), ("dem-tu-PDF", True)):
            base = with_front(plain, front, from_header)
            shift = len(front) if from_header else 0
            one = sign_by_hand(File(base, shift), b"ChuKy1")
            yield f"truoc-dau-{title}-{way}", one, base
            yield f"truoc-dau-{title}-{way}-hai", sign_by_hand(File(one, shift), b"ChuKy2", pki.CLERK), base


def fronts(issued):
    """Bytes before the header with which two readers find two documents."""
    plain = saved(issued, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    content = File(plain).contents[0]
    hidden = b"%d 0 obj\n<< /Length 22 >>\nstream\n0 g 50 50 400 600 re f\nendstream\nendobj\n" % content

    def signed(base, from_header, front):
        return sign_by_hand(File(base, len(front) if from_header else 0), b"ChuKy1")

    def inside(data, text, before):
        """Text in the middle of the file that no table names; places behind it move."""
        at = data.index(before)
        def moved(row):
            offset = int(row[1])
            return b"%010d %s n" % (offset + (len(text) if offset >= at else 0), row[2])
        table = int(data.rsplit(b"startxref", 1)[1].split()[0])
        head, tail = data[:table], data[table:]
        tail = re.sub(rb"(\d{10}) (\d{5}) n", moved, tail).replace(b"startxref\n%d" % table, b"startxref\n%d" % (table + len(text)))
        return head[:at] + text + head[at:] + tail

    last = File(plain).place(max(number for number in range(1, len(File(plain).pdf.objects) + 1)))
    behind = plain[last : last + 12]
    for way, from_header in (("tu-dau-tep", False), ("tu-PDF", True)):
        front = b"x" * 50 + b"\n"
        doubled = inside(plain, hidden, behind)
        yield f"thanh-phan-thua-{way}", signed(with_front(doubled, front, from_header), from_header, front)
        front = hidden
        yield f"thanh-phan-o-truoc-{way}", signed(with_front(plain, front, from_header), from_header, front)
        front = b"x\n%PDF-1.4\n" + b" " * 40
        yield f"hai-dau-{way}", signed(with_front(plain, front, from_header), from_header, front)
        front = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R >>\n"
        yield f"bang-o-truoc-{way}", signed(with_front(plain, front, from_header), from_header, front)
        packed = saved(issued, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        yield f"goi-{way}", sign_by_hand(File((b"\n" * 9 if from_header else b"") + packed, 9 if from_header else 0), b"ChuKy1") if from_header else None
        front = b"\n" * 30
        # a table where the other way of counting looks for one
        base = with_front(plain, front, from_header)
        shift = len(front) if from_header else 0
        update = Update(File(base, shift))
        update.stream(content, b"0 g 50 50 400 600 re f")
        other = update.close()
        table = int(other.rsplit(b"startxref", 1)[1].split()[0])
        twin = other[: len(other)]
        where = table + (0 if from_header else len(front))
        cut = other[table + shift :]
        if from_header:
            # from the beginning of the file the same number leads len(front) bytes further ahead
            pad = other[: table + shift]
            twin = pad[: -len(front)] + b"xref\n0 1\n0000000000 65535 f "[: len(front)].ljust(len(front)) + cut
        else:
            twin = other[:where] + b" " + cut if where < table else other[:table] + cut.replace(b"startxref", b"%hai\nxref 0 0\nstartxref", 1)
        yield f"bang-thu-hai-{way}", sign_by_hand(File(base, shift).followed(twin), b"ChuKy1")


def word_boxes(issued, page=0):
    with pymupdf.open(stream=issued) as pdf:
        height = pdf[page].rect.height
        return [(x0, height - y1, x1, height - y0, word) for x0, y0, x1, y1, word, *_ in pdf[page].get_text("words")], height


def line_ends(issued, page=0):
    """The free place behind lines that end early: left, bottom, top."""
    boxes, _ = word_boxes(issued, page)
    lines = {}
    for x0, y0, x1, y1, _ in boxes:
        lines.setdefault((round(y0), round(y1)), []).append((x0, x1))
    found = [(max(x1 for _, x1 in spans), y0, y1) for (y0, y1), spans in lines.items()]
    return [(x, y0, y1) for x, y0, y1 in found if 120 < x < 470]


def gap_in_line(issued, page=0):
    """The widest gap between two words of a line: left, bottom, right, top."""
    boxes, _ = word_boxes(issued, page)
    gaps = []
    for x0, y0, x1, y1, _ in boxes:
        behind = [one[0] for one in boxes if abs(one[1] - y0) < 2 and one[0] >= x1]
        if behind:
            gaps.append((min(behind) - x1, x1, y0, min(behind), y1))
    return max(gaps)[1:]


def beside(file, issued):
    """Words that a stamp adds to a line of the document."""
    ends = line_ends(issued)
    left, bottom, right, top = gap_in_line(issued)
    rect = lambda *sides: b"/Rect [%s]" % b" ".join(b"%.2f" % side for side in sides)
    for at, (x, low, high) in enumerate(ends[:3]):
        yield f"cuoi-dong-{at}", lambda x=x, low=low, high=high: stamped(file, rect(x + 1, low + 2, x + 40, high - 2), WORDS)
    x, low, high = ends[0]
    yield "cuoi-dong-cach-mot-it", lambda: stamped(file, rect(x + 14, low + 2, x + 60, high - 2), WORDS)
    yield "cuoi-dong-xam-nhat", lambda: stamped(file, rect(x + 1, low + 2, x + 40, high - 2), WORDS.replace(b"0 g", b"0.8 g"))
    middle = (left + right) / 2
    yield "giua-dong", lambda: stamped(file, rect(middle - 8, bottom + 2, middle + 8, top - 2), WORDS)
    yield "chi-hien-khi-in", lambda: flagged(file, 36, rect(x + 1, low + 2, x + 40, high - 2), 0)
    yield "luc-hien-luc-an", lambda: flagged(file, 260, rect(x + 1, low + 2, x + 40, high - 2), 0)
    yield "dong-dau-cao", lambda: stamped(file, rect(x + 4, low - 1, x + 44, high + 1), b"0 g 4 20 90 10 re f")

    def letter_by_letter():
        def before(update, own):
            shared = picture(update, b"0 g 10 0 80 50 re f")
            kids = []
            for step in range(4):
                kids.append(update.new())
                sides = (x + 2 + 8 * step, low + 2, x + 8 + 8 * step, high - 2)
                text = b"<< /Type /Annot /Subtype /Widget /F 132 /Parent %d 0 R " + rect(*sides) + b" /AP << /N %s >> >>"
                update.put(kids[-1], text % (own, shared))
            return b"/Kids [" + b" ".join(b"%d 0 R" % kid for kid in kids) + b"]", kids

        return sign_by_hand(file, b"ChuKy9", pki.CLERK, 0, b"/F 132 /Rect [0 0 0 0]", before=before)

    yield "tung-chu", letter_by_letter


def flagged(file, flags, rect, page, field=b"ChuKy9"):
    """A stamp with other flags, or another name."""
    before = lambda update, own: b"/AP << /N " + picture(update, WORDS) + b" >>"
    return sign_by_hand(file, field, pki.CLERK, page, b"/F %d " % flags + rect, before=before)


def spelled(file):
    """A stamp whose image has two sizes or two packings, by the spelling that a reader prefers."""

    def attack(entries, data=b"\0" * 4):
        def before(update, own):
            image = update.new()
            update.stream(image, data, b"/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceGray " + entries)
            more = b"/Resources << /XObject << /A %d 0 R >> >>" % image
            return b"/AP << /N " + picture(update, b"q 100 0 0 50 0 0 cm /A Do Q", more=more) + b" >>"

        return lambda: sign_by_hand(file, b"ChuKy9", pki.CLERK, 1, b"/F 132 /Rect " + FREE, before=before)

    def drawn(content, more=b""):
        return lambda: stamped(file, b"/Rect " + FREE, content, 1, more=more)

    yield "W-H", attack(b"/W 60000 /H 60000")
    yield "F", attack(b"/F /DCTDecode")
    yield "BPC", attack(b"/BPC 1")
    yield "CS", attack(b"/CS /DeviceRGB")
    yield "DP", attack(b"/Filter /FlateDecode /DP << /Predictor 15 /Columns 9 >>")
    yield "cot-rat-rong", attack(b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 4398046511104 >>", b"x\x9c\x03\0\0\0\0\x01")
    yield "fax-rong", attack(b"/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 60000 /Rows 60000 >>")
    yield "jbig2-hong", attack(b"/Filter /JBIG2Decode")
    yield "trong-lenh-rong", drawn(b"BI /W %x\n 60000 /H 60000 /BPC 8 /CS /G ID 0 EI")
    yield "trong-lenh-fax", drawn(b"BI /W 1 /H 1 /F /CCF /DP << /Columns 60000 /Rows 60000 >> ID 0 EI")
    yield "trong-lenh-jpeg", drawn(b"BI /W 1 /H 1 /F /DCT ID 0 EI")


def widgets(file):
    """Keys of a widget that no signature needs."""
    attack = lambda entries: lambda: stamped(file, b"/Rect " + FREE, FRAME, 1, entries=entries)
    yield "OC", attack(b"/OC << /Type /OCG /Name (A) >>")
    yield "AF", attack(b"/AF [<< /Type /Filespec /F (a) >>]")
    yield "am-thanh", attack(b"/Sound null /Movie << /F (a) >>")
    yield "viec", attack(b"/A << /S /URI /URI (http://a) >>")
    yield "khi-trang-mo", attack(b"/AA << /PO << /S /JavaScript /JS (1) >> >>")
    yield "chi-in", lambda: flagged(file, 36, b"/Rect " + FREE, 1)
    yield "bat-tat", lambda: flagged(file, 388, b"/Rect " + FREE, 1)


def order(file):
    """Annotations that were there in another order, or more often."""
    first = File(stamped(file, b"/Rect " + FREE, FRAME, 1))
    both = File(flagged(first, 132, b"/Rect [100 40 200 80]", 1, b"ChuKy8"))
    page = both.pages[1]
    notes = [note.objgen[0] for note in both.object(page).Annots]

    def attack(made):
        text = b"/Annots [" + b" ".join(b"%d 0 R" % one for one in made) + b"]"
        return lambda: Update(both).put(page, both.text(page, ("/Annots",), text)).close()

    yield "dao", attack(notes[::-1])
    yield "hai-lan", attack([*notes, notes[0]])
    yield "hai-lan-o-dau", attack([notes[-1], *notes])
    yield "bot", attack(notes[1:])
    yield "dao-roi-ky", lambda: sign_by_hand(File(attack(notes[::-1])()), b"ChuKy7")


def rights(file):
    """Rights of use, and other promises of the catalog."""
    attack = lambda entries: lambda: Update(file).put(file.root, file.text(file.root, (), entries)).close()
    yield "UR3", attack(b"/Perms << /UR3 << /Type /Sig >> >>")
    yield "UR", attack(b"/Perms << /UR (a) >>")
    yield "ca-hai", attack(b"/Perms << /DocMDP 1 0 R /UR3 2 0 R >>")
    yield "khong-tu-dien", attack(b"/Perms [1]")
    yield "phap-ly", attack(b"/Legal << /JavaScriptActions 0 >>")


def words_where_none_were(issued):
    """Title and author in information or metadata that come after signing where the issued file has none."""

    def bare(pdf):
        del pdf.trailer["/Info"]
        del pdf.Root["/Metadata"]

    base = saved(issued, bare)
    signed = File(sign_by_hand(File(base), b"ChuKy1"))

    def info(text):
        update = Update(signed)
        number = update.new()
        update.put(number, text)
        return update.close(trailer=b"/Info %d 0 R" % number)

    def metadata(words):
        update = Update(signed)
        number = update.new()
        update.stream(number, b'<x xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:a="http://www.aiim.org/pdfa/ns/id/">' + words + b"</x>", b"/Type /Metadata /Subtype /XML")
        update.put(signed.root, signed.text(signed.root, (), b"/Metadata %d 0 R" % number))
        return update.close()

    yield base, "tac-gia", info(b"<< /Author (Khac) >>")
    yield base, "ten", info(b"<< /Title (Khac) /Producer (a) >>")
    yield base, "tu-khoa", info(b"<< /Keywords (1/QD) >>")
    yield base, "trich-yeu", info(b"<< /Subject <FEFF0041> >>")
    yield base, "XMP-ten", metadata(b"<dc:title>Khac</dc:title>")
    yield base, "XMP-tac-gia", metadata(b"<dc:creator>Khac</dc:creator>")
    yield base, "XMP-PDFA", metadata(b"<a:part>2</a:part>")
    yield base, "XMP-khong-doc-duoc", metadata(b"<dc:title>")


def whole_numbers(issued):
    """Large whole numbers one further on."""

    def numbered(pdf):
        pdf.pages[0].PieceInfo = Dictionary(A=Dictionary(So=1_000_000, Day=[100_000, 2_000_000], Thuc=pikepdf.Object.parse(b"1000000.0")))

    base = saved(issued, numbered)
    signed = File(sign_by_hand(File(base), b"ChuKy1"))
    page = signed.pages[0]
    text = signed.text(page)
    for title, old, new in (
        ("mot-trieu", b"/So 1000000", b"/So 1000001"),
        ("tram-nghin", b"100000 2", b"100001 2"),
        ("hai-trieu", b"2000000", b"2000003"),
        ("thanh-so-thuc", b"/So 1000000", b"/So 1000001.0"),
        ("mot-trieu-tru", b"/So 1000000", b"/So 999999"),
    ):
        assert old in text, text
        yield base, title, Update(signed).put(page, text.replace(old, new)).close()


def turned(issued):
    """Turns that readers count in different ways, before signing."""
    for title, turns in {"32-bit": b"4294967386", "lon": b"2147483670", "le": b"45", "ten": b"/Ngang", "thuc-le": b"90.5", "mang": b"[90]"}.items():
        data = saved(issued)
        file = File(data)
        update = Update(file)
        update.put(file.pages[0], file.text(file.pages[0], (), b"/Rotate " + turns))
        yield title, sign_by_hand(file.followed(update.close()), b"ChuKy1")


def script(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="this.getField('a')")


def page_script(pdf):
    pdf.pages[0].AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS="1"))


def named_script(pdf):
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=["a", Dictionary(S=Name.JavaScript, JS="1")]))


def collection(pdf):
    pdf.Root.Collection = Dictionary(Type=Name.Collection, View=Name.T)


def xfa(pdf):
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA="<a/>")


def printed_image(pdf):
    entries = dict(Type=Name.XObject, Subtype=Name.Image, Width=2, Height=2, BitsPerComponent=8, ColorSpace=Name.DeviceGray)
    other = pdf.make_stream(b"\0" * 4, **entries)
    image = pdf.make_stream(b"\xff" * 4, Alternates=Array([Dictionary(Image=other, DefaultForPrinting=True)]), **entries)
    pdf.pages[0].Resources.XObject = Dictionary(Hinh=image)
    pdf.pages[0].Contents = pdf.make_stream(pdf.pages[0].Contents.read_bytes() + b"\nq 9 0 0 9 5 5 cm /Hinh Do Q\n")


def wider_paper(pdf):
    left, bottom, right, top = (float(side) for side in pdf.pages[0].MediaBox)
    pdf.pages[0].CropBox = [left, bottom, right, top]
    pdf.pages[0].MediaBox = [left, bottom - 200, right, top]


def other_alt(pdf):
    element = next(one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/Type") == "/StructElem")
    element.Alt = pikepdf.String("9.126")


def other_long_form(pdf):
    element = next(one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/Type") == "/StructElem")
    element.E = pikepdf.String("9.126")


def form_spoken(pdf):
    form = pdf.make_stream(b"/Span << /ActualText (9.126) >> BDC EMC", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    pdf.pages[0].Resources.XObject = Dictionary(Noi=form)
    pdf.pages[0].Contents = pdf.make_stream(pdf.pages[0].Contents.read_bytes() + b"\n/Noi Do\n")


def faint_mark(pdf):
    pdf.pages[0].Contents = pdf.make_stream(pdf.pages[0].Contents.read_bytes() + b"\nq 0.85 g 300 400 20 8 re f Q\n")


def other_colours(pdf):
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(b"\0" * 128, N=3)


CHANGES = {
    "nghia-cua-mau": other_colours,
    "viec-khi-mo": script,
    "viec-cua-trang": page_script,
    "viec-co-ten": named_script,
    "tap-hop": collection,
    "XFA": xfa,
    "hinh-khi-in": printed_image,
    "giay-rong-hon": wider_paper,
    "Alt": other_alt,
    "E": other_long_form,
    "doc-trong-hinh": form_spoken,
    "vet-mo": faint_mark,
}


def rewritten(issued):
    for title, change in CHANGES.items():
        yield title, pki.sign(saved(issued, change), "ChuKy1")


def all_of(signed, issued, data):
    """Class, title, file, and what was issued when it is another file."""
    for kind, make in (("doc-lan-vao-dong", lambda file: beside(file, data)), ("hai-cach-viet", spelled), ("khoa-cua-o", widgets), ("thu-tu", order), ("quyen-dung", rights)):
        made = [list(make(file)) for file in signed]
        for at in range(max(map(len, made))):
            own = made[at % len(made)]
            if at < len(own):
                yield kind, own[at][0], own[at][1](), None
    for base, title, file in words_where_none_were(data):
        yield "thong-tin-moi", title, file, base
    for base, title, file in whole_numbers(data):
        yield "so-nguyen", title, file, base
    for title, file in turned(data):
        yield "xoay-trang", title, file, None
    for title, file in rewritten(data):
        yield "viet-lai-cho-may-khac", title, file, None
    for title, file in fronts(data):
        if file is not None:
            yield "truoc-dau-hai-cach", title, file, None
