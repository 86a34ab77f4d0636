"""PDFs by the byte: updates whose tables, object streams and lengths say what we want, and signatures on top of them."""

import asyncio
import hashlib
import importlib.machinery
import importlib.util
import io
import pathlib
import re

import pikepdf
from pyhanko.sign import signers

loader = importlib.machinery.SourceFileLoader("signatures", str(pathlib.Path(__file__).parent.parent / "signatures"))
pki = importlib.util.module_from_spec(importlib.util.spec_from_loader("signatures", loader))
loader.exec_module(pki)

HOLE = 9000


class File:
    """A sound PDF and what its last table says."""

    def __init__(self, data, shift=0):
        self.data = data
        # bytes before the place from which the tables count
        self.shift = shift
        self.pdf = pikepdf.open(io.BytesIO(data))
        trailer = self.pdf.trailer
        self.root = trailer.Root.objgen[0]
        self.info = trailer.Info.objgen[0] if "/Info" in trailer else None
        self.id = trailer.ID.unparse() if "/ID" in trailer else None
        self.size = len(self.pdf.objects) + 2
        self.table = int(data.rsplit(b"startxref", 1)[1].split()[0])
        self.kind = "table" if data[self.table + shift :].startswith(b"xref") else "stream"
        self.pages = [page.objgen[0] for page in self.pdf.pages]
        self.contents = [page.Contents.objgen[0] for page in self.pdf.pages]

    def object(self, number):
        return self.pdf.get_object(number, 0)

    def text(self, number, drop=(), add=b""):
        """The text of a dictionary without some keys and with more."""
        return with_entries(self.object(number), drop, add)

    def content(self, page=0):
        return self.object(self.contents[page]).read_bytes()

    def fields(self):
        form = self.pdf.Root.get("/AcroForm")
        return [field.objgen[0] for field in form.Fields] if form is not None else []

    def place(self, number):
        """Where an object begins."""
        found = [at.start() for at in re.finditer(rb"(?<![0-9])%d 0 obj" % number, self.data)]
        return found[-1] if found else len(b"%PDF-1.7\n")

    def followed(self, data):
        """The same facts of a file that begins with this one."""
        more = object.__new__(File)
        more.__dict__.update(self.__dict__)
        more.data = data
        more.table = int(data.rsplit(b"startxref", 1)[1].split()[0])
        more.size = self.size + 60
        return more


def with_entries(dictionary, drop=(), add=b""):
    left = pikepdf.Dictionary({key: value for key, value in dictionary.items() if key not in drop})
    return left.unparse()[:-2] + b" " + add + b" >>"


class Update:
    """One writing behind a file, with everything in it open to lies."""

    def __init__(self, file, kind=None):
        self.file, self.kind = file, kind or file.kind
        self.out = bytearray(file.data)
        if not self.out.endswith(b"\n"):
            self.out += b"\n"
        self.rows = []
        self.next = file.size

    def new(self):
        self.next += 1
        return self.next - 1

    @property
    def at(self):
        return len(self.out)

    def raw(self, text):
        self.out += text
        return self

    def row(self, number, offset, generation=0, kind=1):
        self.rows.append((number, kind, offset, generation))
        return self

    def put(self, number, body, generation=0, end=b"\nendobj\n", row=True):
        if row:
            self.row(number, self.at, generation)
        return self.raw(b"%d %d obj\n" % (number, generation) + body + end)

    def stream(self, number, content, entries=b"", length=None, begin=b"\nstream\n", end=b"\nendstream", row=True):
        length = b"%d" % len(content) if length is None else length
        return self.put(number, b"<< /Length " + length + b" " + entries + b" >>" + begin + content + end, row=row)

    def pack(self, objects, header=None, count=None, first=None, entries=b"", rows=True, gap=b" "):
        """An object stream; rows name its objects in order."""
        container = self.new()
        body, places = b"", []
        for _, text in objects:
            places.append(len(body))
            body += text + gap
        head = header or b" ".join(b"%d %d" % (number, at) for (number, _), at in zip(objects, places))
        head += b" "
        count = len(objects) if count is None else count
        first = len(head) if first is None else first
        self.stream(container, head + body, b"/Type /ObjStm /N %d /First %d " % (count, first) + entries)
        if rows:
            for index, (number, _) in enumerate(objects):
                self.row(number, container, index, 2)
        return container

    def close(self, size=None, prev=None, trailer=b"", root=None, index=None, plain=None, info=True, file_id=True):
        """The table, its trailer, the end."""
        file = self.file
        table = self.at - file.shift
        number = self.new() if self.kind == "stream" else None
        size = b"%d" % (self.next + 80) if size is None else size
        prev = b"%d" % file.table if prev is None else prev
        root = b"/Root %d 0 R" % file.root if root is None else root
        words = b"/Size " + size + b" " + root + b" " + (b"/Prev " + prev + b" " if prev else b"")
        if info and file.info:
            words += b"/Info %d 0 R " % file.info
        if file_id and file.id:
            words += b"/ID " + file.id + b" "
        words += trailer
        if plain is not None:
            words = plain
        if self.kind == "table":
            letters = {0: b"f", 1: b"n"}
            self.raw(b"xref\n")
            for one, kind, offset, generation in sorted(self.rows, key=lambda row: row[0]) or [(0, 0, 0, 65535)]:
                offset -= file.shift if kind == 1 else 0
                self.raw(b"%d 1\n%010d %05d %s \n" % (one, offset, generation, letters[kind]))
            self.raw(b"trailer\n<< " + words + b" >>\n")
        else:
            rows = sorted([*self.rows, (number, 1, table, 0)], key=lambda row: row[0])
            index = index or b"[" + b" ".join(b"%d 1" % row[0] for row in rows) + b"]"
            packed = b"".join(bytes([kind]) + offset.to_bytes(4, "big") + more.to_bytes(2, "big") for _, kind, offset, more in rows)
            words += b" /Type /XRef /W [1 4 2] /Index " + index
            self.raw(b"%d 0 obj\n<< /Length %d " % (number, len(packed)) + words + b" >>\nstream\n" + packed + b"\nendstream\nendobj\n")
        return bytes(self.raw(b"startxref\n%d\n%%%%EOF\n" % table).out)


def message(holder, digest):
    signer = signers.SimpleSigner(signing_cert=holder.asn1(), signing_key=holder.private(), cert_registry=pki.STORE)
    return asyncio.run(signer.async_sign(digest, "sha256", use_pades=True)).dump()


def picture(update, content, box=b"[0 0 100 50]", more=b""):
    """A form that an annotation shows."""
    number = update.new()
    update.stream(number, content, b"/Type /XObject /Subtype /Form /BBox " + box + b" " + more)
    return b"%d 0 R" % number


def sign_by_hand(file, field, holder=None, page=None, widget=None, kind=None, value=b"", before=None, form=b""):
    """Signs whatever stands there. `widget` is the text of the widget's own entries; `before` may put more objects
    into the same update and gives text that is added to the widget, and the annotations to show instead of it."""
    update = Update(file, kind)
    signature, own = update.new(), update.new()
    more = before(update, own) if before else b""
    more, listed_notes = more if isinstance(more, tuple) else (more, [own])
    if widget is None:
        widget = b"/Rect [0 0 0 0] /F 132"
    spot = b"/ByteRange [0 " + b" " * 40 + b"]"
    body = b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (D:20260105101530+07'00') " + value
    start = update.at
    update.put(signature, body + spot + b" /Contents <" + b"0" * HOLE + b"> >>")
    place = b" /P %d 0 R" % file.pages[page] if page is not None else b""
    text = b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (%s) /V %d 0 R " % (field, signature) + widget + place + more
    update.put(own, text + b" >>")
    if page is not None:
        notes = [note.objgen[0] for note in file.object(file.pages[page]).get("/Annots", [])]
        listed = b" ".join(b"%d 0 R" % note for note in [*notes, *listed_notes])
        update.put(file.pages[page], file.text(file.pages[page], ("/Annots",), b"/Annots [" + listed + b"]"))
    listed = b" ".join(b"%d 0 R" % one for one in [*file.fields(), own])
    root = b"/AcroForm << /SigFlags 3 /Fields [" + listed + b"] " + form + b" >>"
    update.put(file.root, file.text(file.root, ("/AcroForm",), root))
    return fill(update.close(), start, holder or pki.LEADER)


def fill(data, start, holder, make=message):
    """Puts byte range and message into the hole behind `start`; `make` gives the message of a holder over a digest."""
    data = bytearray(data)
    opened = data.index(b"/Contents <", start) + len(b"/Contents ")
    closed = opened + HOLE + 2
    spot = data.index(b"/ByteRange [0 ", start) + len(b"/ByteRange [0 ")
    numbers = b"%d %d %d" % (opened, closed, len(data) - closed)
    data[spot : spot + len(numbers)] = numbers
    digest = hashlib.sha256(bytes(data[:opened]) + bytes(data[closed:])).digest()
    told = make(holder, digest).hex().encode()
    data[opened + 1 : opened + 1 + len(told)] = told
    return bytes(data)


def saved(data, change=None, **options):
    """The file as pikepdf writes it anew."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if change:
            change(pdf)
        out = io.BytesIO()
        pdf.save(out, **options)
        return out.getvalue()
