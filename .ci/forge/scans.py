"""Pages as scanners pack them: fax (G4) and JBIG2, whole or by symbols, written by hand."""

import io
import struct

import pikepdf
import pymupdf
from PIL import Image
from pikepdf import Array, Dictionary, Name

from forge.pdf import pki

# probability, next after the likely value, next after the unlikely one, whether they change places
ROWS = [
    (0x5601, 1, 1, 1), (0x3401, 2, 6, 0), (0x1801, 3, 9, 0), (0x0AC1, 4, 12, 0), (0x0521, 5, 29, 0), (0x0221, 38, 33, 0),
    (0x5601, 7, 6, 1), (0x5401, 8, 14, 0), (0x4801, 9, 14, 0), (0x3801, 10, 14, 0), (0x3001, 11, 17, 0), (0x2401, 12, 18, 0),
    (0x1C01, 13, 20, 0), (0x1601, 29, 21, 0), (0x5601, 15, 14, 1), (0x5401, 16, 14, 0), (0x5101, 17, 15, 0), (0x4801, 18, 16, 0),
    (0x3801, 19, 17, 0), (0x3401, 20, 18, 0), (0x3001, 21, 19, 0), (0x2801, 22, 19, 0), (0x2401, 23, 20, 0), (0x2201, 24, 21, 0),
    (0x1C01, 25, 22, 0), (0x1801, 26, 23, 0), (0x1601, 27, 24, 0), (0x1401, 28, 25, 0), (0x1201, 29, 26, 0), (0x1101, 30, 27, 0),
    (0x0AC1, 31, 28, 0), (0x09C1, 32, 29, 0), (0x08A1, 33, 30, 0), (0x0521, 34, 31, 0), (0x0441, 35, 32, 0), (0x02A1, 36, 33, 0),
    (0x0221, 37, 34, 0), (0x0141, 38, 35, 0), (0x0111, 39, 36, 0), (0x0085, 40, 37, 0), (0x0049, 41, 38, 0), (0x0025, 42, 39, 0),
    (0x0015, 43, 40, 0), (0x0009, 44, 41, 0), (0x0005, 45, 42, 0), (0x0001, 45, 43, 0), (0x5601, 46, 46, 0),
]  # fmt: skip
PLACES = [(-1, -2), (0, -2), (1, -2), (-2, -1), (-1, -1), (0, -1), (1, -1), (2, -1), (-4, 0), (-3, 0), (-2, 0), (-1, 0), (3, -1), (-3, -1), (2, -2), (-2, -2)]
ADAPTIVE = struct.pack("8b", 3, -1, -3, -1, 2, -2, -2, -2)


class Code:
    """The arithmetic encoder of T.88, with its contexts."""

    def __init__(self):
        self.a, self.c, self.left, self.out, self.contexts = 0x8000, 0, 12, bytearray(b"\0"), {}

    def bit(self, context, bit):
        row, likely = self.contexts.get(context, (0, 0))
        size, after, other, turns = ROWS[row]
        self.a -= size
        if bit == likely:
            if self.a & 0x8000:
                self.c += size
                return
            if self.a < size:
                self.a = size
            else:
                self.c += size
            self.contexts[context] = (after, likely)
        else:
            if self.a < size:
                self.c += size
            else:
                self.a = size
            self.contexts[context] = (other, likely ^ turns)
        while not self.a & 0x8000:
            self.a, self.c, self.left = self.a << 1, self.c << 1, self.left - 1
            if self.left == 0:
                self.give()

    def give(self):
        if self.out[-1] != 0xFF and self.c >= 0x8000000:
            self.out[-1] += 1
            self.c &= 0x7FFFFFF
        if self.out[-1] == 0xFF:
            self.out.append(self.c >> 20)
            self.c, self.left = self.c & 0xFFFFF, 7
        else:
            self.out.append(self.c >> 19)
            self.c, self.left = self.c & 0x7FFFF, 8

    def end(self):
        top = self.c + self.a
        self.c |= 0xFFFF
        if self.c >= top:
            self.c -= 0x8000
        for _ in range(2):
            self.c <<= self.left
            self.give()
        return bytes(self.out[1:]) + (b"" if self.out[-1] == 0xFF else b"\xff") + b"\xac"

    def number(self, kind, value):
        """A whole number; none ends a row of them."""
        size = abs(value or 0)
        forms = [(4, 2, 0), (20, 4, 4), (84, 6, 20), (340, 8, 84), (4436, 12, 340), (1 << 40, 32, 4436)]
        at = next(at for at, (most, _, _) in enumerate(forms) if size < most)
        _, width, start = forms[at]
        bits = [int(value is None or value < 0)] + [1] * at + ([0] if at < 5 else [])
        bits += [size - start >> shift & 1 for shift in reversed(range(width))]
        before = 1
        for bit in bits:
            self.bit((kind, before), bit)
            before = before << 1 | bit if before < 256 else (before << 1 | bit) & 511 | 256

    def identity(self, value, width):
        before = 1
        for shift in reversed(range(width)):
            bit = value >> shift & 1
            self.bit(("id", before), bit)
            before = before << 1 | bit

    def bitmap(self, rows):
        height, width = len(rows), len(rows[0])
        for y in range(height):
            for x in range(width):
                context = 0
                for dx, dy in PLACES:
                    inside = 0 <= x + dx < width and 0 <= y + dy
                    context = context << 1 | (rows[y + dy][x + dx] if inside else 0)
                self.bit(context, rows[y][x])


def segment(number, kind, data, refers=(), page=1):
    return struct.pack(">IBB", number, kind, len(refers) << 5) + bytes(refers) + struct.pack(">BI", page, len(data)) + data


def page_of(width, height):
    return segment(0, 48, struct.pack(">IIIIBH", width, height, 0, 0, 0, 0))


def whole(rows):
    code = Code()
    code.bitmap(rows)
    head = struct.pack(">IIIIBB", len(rows[0]), len(rows), 0, 0, 0, 0) + ADAPTIVE
    return page_of(len(rows[0]), len(rows)) + segment(1, 38, head + code.end()), None


def dictionary(symbols):
    """Symbols in order of height, coded one by one."""
    code, height, at = Code(), 0, 0
    while at < len(symbols):
        code.number("dh", len(symbols[at]) - height)
        height, width = len(symbols[at]), 0
        while at < len(symbols) and len(symbols[at]) == height:
            code.number("dw", len(symbols[at][0]) - width)
            width = len(symbols[at][0])
            code.bitmap(symbols[at])
            at += 1
        code.number("dw", None)
    code.number("ex", 0)
    code.number("ex", len(symbols))
    return struct.pack(">H", 0) + ADAPTIVE + struct.pack(">II", len(symbols), len(symbols)) + code.end()


def by_symbols(rows):
    """The marks of a page as symbols, and where each stands."""
    found = sorted(marks(rows), key=lambda mark: len(mark[2]))
    code, bits = Code(), max(1, (len(found) - 1).bit_length())
    code.number("dt", 0)
    at = 0
    firsts = 0
    for identity, (left, top, symbol) in sorted(enumerate(found), key=lambda one: (one[1][1], one[1][0])):
        code.number("dt", top - at)
        at = top
        code.number("fs", left - firsts)
        firsts = left
        code.identity(identity, bits)
        code.number("ds", None)
    head = struct.pack(">IIIIBHI", len(rows[0]), len(rows), 0, 0, 0, 0x10, len(found))
    shared = segment(1, 0, dictionary([symbol for _, _, symbol in found]), page=0)
    return page_of(len(rows[0]), len(rows)) + segment(2, 6, head + code.end(), [1]), shared


def marks(rows):
    """Marks that hang together: left, top, pixels."""
    seen, height, width = set(), len(rows), len(rows[0])
    for y in range(height):
        for x in range(width):
            if not rows[y][x] or (x, y) in seen:
                continue
            own, open_ = set(), [(x, y)]
            seen.add((x, y))
            while open_:
                at = open_.pop()
                own.add(at)
                for near in ((at[0] + dx, at[1] + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
                    inside = 0 <= near[0] < width and 0 <= near[1] < height
                    if inside and near not in seen and rows[near[1]][near[0]]:
                        seen.add(near)
                        open_.append(near)
            left, top = min(one[0] for one in own), min(one[1] for one in own)
            right, bottom = max(one[0] for one in own), max(one[1] for one in own)
            yield left, top, [[int((i, j) in own) for i in range(left, right + 1)] for j in range(top, bottom + 1)]


def fax(picture):
    """Group 4 as libtiff packs it."""
    out = io.BytesIO()
    picture.save(out, "TIFF", compression="group4")
    tiff = Image.open(out)
    offset, length = tiff.tag_v2[273][0], tiff.tag_v2[279][0]
    return out.getvalue()[offset : offset + length], tiff.tag_v2[262]


def on_paper(filter_, data, width, height, parameters=None, shared=None):
    """A page that is one picture, on its upper part."""
    pdf = pikepdf.new()
    if shared is not None:
        parameters = Dictionary(JBIG2Globals=pdf.make_stream(shared))
    image = pdf.make_stream(data)
    image.stream_dict = Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height, BitsPerComponent=1, ColorSpace=Name.DeviceGray, Filter=filter_)
    if parameters is not None:
        image.stream_dict.DecodeParms = parameters
    content = pdf.make_stream(b"q 595 0 0 %d 0 %d cm /Anh Do Q" % (595 * height // width, 842 - 595 * height // width))
    page = Dictionary(Type=Name.Page, MediaBox=[0, 0, 595, 842], Contents=content, Resources=Dictionary(XObject=Dictionary(Anh=image)))
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def scans(issued, width=420, height=200):
    """The head of the first page as each kind of scan."""
    with pymupdf.open(stream=issued) as pdf:
        grey = pdf[0].get_pixmap(matrix=pymupdf.Matrix(width / 595, width / 595), colorspace=pymupdf.csGRAY)
    picture = Image.frombytes("L", (grey.width, grey.height), bytes(grey.samples)).crop((0, 0, width, height))
    picture = picture.point(lambda value: 255 if value > 150 else 0).convert("1", dither=Image.Dither.NONE)
    rows = [[int(not picture.getpixel((x, y))) for x in range(width)] for y in range(height)]
    data, photometric = fax(picture)
    yield "g4", on_paper(Name.CCITTFaxDecode, data, width, height, Dictionary(K=-1, Columns=width, Rows=height, BlackIs1=photometric == 1))
    yield "jbig2", on_paper(Name.JBIG2Decode, whole(rows)[0], width, height)
    data, shared = by_symbols(rows)
    yield "jbig2-ky-hieu", on_paper(Name.JBIG2Decode, data, width, height, shared=shared)


def signed_twice(scan):
    """Two visible signatures below the picture."""
    one = pki.sign(scan, "ChuKy1", box=(350, 95, 490, 160))
    return pki.sign(one, "ChuKy2", pki.CLERK, box=(100, 95, 200, 160))
