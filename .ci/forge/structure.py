"""Files whose bytes can be read in two ways: every rule of the strict reader broken, before and after signing."""

from forge.pdf import Update

# an amount on the first page painted over: what every attack here wants shown
WHITE = b"\nq 1 g 418 508 38 16 re f Q\n"


def shown(file):
    return file.content() + WHITE


def other_page(file, update, content=None):
    """The text of the first page, showing other content that is put into the update."""
    number = update.new()
    update.stream(number, shown(file) if content is None else content)
    return file.text(file.pages[0], ("/Contents",), b"/Contents %d 0 R" % number)


def twice_in_table(file):
    page, kind = file.pages[0], "table"

    def new_then_old(update, order):
        text = other_page(file, update)
        places = [update.at, file.place(page)]
        update.put(page, text, row=False)
        for place in places[::order]:
            update.row(page, place)
        return update.close()

    def free_too(update, order):
        update.put(page, other_page(file, update))
        update.row(page, 0, 1, 0)
        update.rows = update.rows[::order]
        return update.close()

    def joined(update):
        text = other_page(file, update)
        update.put(page, text, row=False)
        new = update.at - len(text) - len(b"%d 0 obj\n" % page) - len(b"\nendobj\n")
        update.row(page, file.place(page)).row(page + 1, file.place(page + 1)).row(page, new)
        return update.close()

    yield "moi-roi-cu", lambda: new_then_old(Update(file, kind), 1)
    yield "cu-roi-moi", lambda: new_then_old(Update(file, kind), -1)
    yield "dung-va-trong", lambda: free_too(Update(file, kind), 1)
    yield "trong-va-dung", lambda: free_too(Update(file, kind), -1)
    yield "ba-dong", lambda: joined(Update(file, kind))
    yield "bang-luong-moi-roi-cu", lambda: new_then_old(Update(file, "stream"), 1)
    yield "bang-luong-cu-roi-moi", lambda: new_then_old(Update(file, "stream"), -1)
    yield "bang-luong-dung-va-trong", lambda: free_too(Update(file, "stream"), 1)


def packed(file):
    """Object streams whose head says something else than the table."""
    page = file.pages[0]

    def attack(**options):
        def make():
            update = Update(file, "stream")
            text = other_page(file, update)
            extra = update.new()
            objects = [(extra, b"<< /La 1 >>"), (page, text)]
            rows = options.pop("rows", True)
            change = {key: value(extra, objects) if callable(value) else value for key, value in options.items()}
            update.pack(objects, rows=rows is True, **change)
            if rows is not True:
                container = update.next - 1
                for number, index in rows(extra):
                    update.row(number, container, index, 2)
            return update.close()

        return make

    length = lambda objects: len(objects[0][1]) + 1
    yield "so-hai-lan", attack(header=lambda extra, o: b"%d 0 %d %d" % (page, page, length(o)))
    yield "so-khac-bang", attack(header=lambda extra, o: b"%d 0 %d %d" % (extra, extra + 40, length(o)))
    yield "so-dao-cho", attack(header=lambda extra, o: b"%d 0 %d %d" % (page, extra, length(o)))
    yield "N-lon", attack(count=3)
    yield "N-nho", attack(count=1)
    yield "N-am", attack(count=-1)
    yield "First-nho", attack(first=3)
    yield "First-lon", attack(first=40)
    yield "First-ngoai", attack(first=10**8)
    yield "cho-giam", attack(header=lambda extra, o: b"%d %d %d 0" % (extra, length(o), page))
    yield "cho-trung", attack(header=lambda extra, o: b"%d %d %d %d" % (extra, length(o), page, length(o)))
    yield "cho-ngoai", attack(header=lambda extra, o: b"%d 0 %d 99999" % (extra, page))
    yield "cho-am", attack(header=lambda extra, o: b"%d 0 %d -9" % (extra, page))
    yield "vuot-chi-so", attack(rows=lambda extra: [(extra, 0), (page, 7)])
    yield "khong-trong-bang", attack(rows=lambda extra: [(extra, 0)])
    yield "hai-so-mot-cho", attack(rows=lambda extra: [(extra, 1), (page, 1)])
    yield "chi-so-dao", attack(rows=lambda extra: [(extra, 1), (page, 0)])
    yield "khong-kieu", lambda: no_type(file)
    yield "goi-trong-goi", lambda: nested(file)
    yield "goi-con-thua", attack(gap=b" /Thua ")


def no_type(file):
    update = Update(file, "stream")
    text = other_page(file, update)
    container = update.new()
    head = b"%d 0 " % file.pages[0]
    update.stream(container, head + text, b"/N 1 /First %d" % len(head))
    return update.row(file.pages[0], container, 0, 2).close()


def nested(file):
    """A stream that is said to stand in an object stream, which cannot be."""
    update = Update(file, "stream")
    inner = update.new()
    body = b"<< /Length 9 >> stream\n0 g 1 2 3\nendstream"
    update.pack([(inner, body), (file.pages[0], file.text(file.pages[0], ("/Contents",), b"/Contents %d 0 R" % inner))])
    return update.close()


def misplaced(file):
    page, other, kind = file.pages[0], file.pages[-1], "table"

    def within(before, after):
        update = Update(file, kind)
        text = other_page(file, update)
        holder = update.new()
        update.row(holder, update.at).raw(b"%d 0 obj\n" % holder + before)
        update.row(page, update.at).raw(b"%d 0 obj\n" % page + text + b"\nendobj\n" + after + b"\nendobj\n")
        return update.close()

    def in_stream():
        update = Update(file, kind)
        text = b"%d 0 obj\n" % page + other_page(file, update) + b"\nendobj\n"
        holder = update.new()
        update.stream(holder, text)
        return update.row(page, update.at - len(text) - len(b"\nendstream\nendobj\n")).close()

    def moved(by, before=b""):
        update = Update(file, kind)
        text = other_page(file, update)
        update.raw(before).row(page, update.at + by).put(page, text, row=False)
        return update.close()

    def generation(of_row, of_object):
        update = Update(file, kind)
        text = other_page(file, update)
        update.row(page, update.at, of_row).put(page, text, of_object, row=False)
        return update.close()

    def pointed(number, at):
        return lambda: Update(file, kind).row(number, at).close()

    yield "so-khac", pointed(page, file.place(other)) if file.kind == "table" else pointed(page, 15)
    yield "noi-dung-khac", pointed(file.contents[0], file.place(file.contents[-1]))
    yield "byte-0", pointed(page, 0)
    yield "ngoai-tep", pointed(page, 99_999_999)
    yield "giua-thanh-phan", pointed(file.contents[0], file.place(file.contents[0]) + 9)
    yield "trong-xau", lambda: within(b"<< /A (", b") >>")
    yield "trong-tu-dien", lambda: within(b"<< /A ", b" >>")
    yield "trong-chu-thich", lambda: within(b"null % ", b"")
    yield "trong-luong", in_stream
    yield "lui-mot", lambda: moved(-1, b"9")
    yield "tien-mot", lambda: moved(1)
    yield "sau-rac", lambda: moved(0, b"rac ")
    yield "the-he-cua-bang", lambda: generation(1, 0)
    yield "the-he-cua-thanh-phan", lambda: generation(0, 1)
    yield "the-he-ca-hai", lambda: generation(1, 1)


def ends(file):
    page, kind = file.pages[0], "table"

    def attack(end, begin=b""):
        update = Update(file, kind)
        text = other_page(file, update)
        update.put(page, begin + text, end=end)
        return update.close()

    yield "thieu-endobj", lambda: attack(b"\n")
    yield "hai-endobj", lambda: attack(b"\nendobj\nendobj\n")
    yield "endobj-viet-sai", lambda: attack(b"\nendobJ\n")
    yield "endobj-dinh", lambda: attack(b"\nendobjx\n")
    yield "rac-truoc-endobj", lambda: attack(b" rac\nendobj\n")
    yield "hai-gia-tri", lambda: attack(b" << /B 1 >>\nendobj\n")
    yield "gia-tri-truoc", lambda: attack(b"\nendobj\n", b"<< /Type /Page >> ")
    yield "obj-hai-lan", lambda: attack(b"\nendobj\n", b"%d 0 obj " % page)
    yield "endstream-thua", lambda: attack(b"\nendstream\nendobj\n")
    yield "rac-sau-endobj", lambda: attack(b"\nendobj\n<< /An 1 >>\n")


def lengths(file):
    content, kind = file.contents[0], "table"

    def attack(length, body=None, **options):
        update = Update(file, kind)
        body = shown(file) if body is None else body
        update.stream(content, body, length=length(update, body) if callable(length) else length, **options)
        return update.close()

    def elsewhere(text):
        def put(update, body):
            number = update.new()
            update.put(number, text(body))
            return b"%d 0 R" % number

        return put

    yield "ngan", lambda: attack(b"10")
    yield "dai", lambda: attack(lambda u, body: b"%d" % (len(body) + 200))
    yield "nuot-thanh-phan-sau", lambda: attack(
        lambda u, body: b"%d" % (len(body) + 41), end=b"\nendstream\nendobj\n900 0 obj\nnull\nendobj\n\nendstream"
    )
    yield "ngan-con-endstream", lambda: attack(b"9", b"0 g 1 1 1" + b"\nendstream " + WHITE)
    yield "am", lambda: attack(b"-5")
    yield "so-thuc", lambda: attack(lambda u, body: b"%d.0" % len(body))
    yield "khong-co", lambda: attack(b"null")
    yield "ten", lambda: attack(b"/Dai")
    yield "gian-tiep-ngan", lambda: attack(elsewhere(lambda body: b"12"))
    yield "gian-tiep-ten", lambda: attack(elsewhere(lambda body: b"/Dai"))
    yield "gian-tiep-trang", lambda: attack(b"%d 0 R" % file.pages[0])
    yield "gian-tiep-khong-co", lambda: attack(b"987 0 R")
    yield "gian-tiep-vong", lambda: attack(b"%d 0 R" % content)
    yield "hai-lan", lambda: attack(b"9 /Length 5000")
    yield "hai-lan-ma-hoa", lambda: attack(lambda u, body: b"%d /L#65ngth 9" % len(body))
    yield "CR-mot-minh", lambda: attack(None, begin=b"\nstream\r")
    yield "khong-xuong-dong", lambda: attack(None, begin=b"\nstream ")
    yield "endstream-dinh", lambda: attack(None, end=b"\nendstreamx")


def unreadable(file):
    """An object that some parsers skip or mend, and that holds what is shown."""
    page, kind = file.pages[0], "table"

    def attack(add, after=b""):
        update = Update(file, kind)
        text = other_page(file, update)[:-2]
        return update.put(page, text + add + b" >>" + after).close()

    def content(entries, raw=None):
        update = Update(file, kind)
        return update.stream(file.contents[0], shown(file) if raw is None else raw, entries).close()

    yield "xau-ho", lambda: attack(b"/A (chua dong")
    yield "so-hai-dau", lambda: attack(b"/A --12")
    yield "so-mu", lambda: attack(b"/A 1e5")
    yield "so-dai", lambda: attack(b"/A 99999999999999999999999")
    yield "ten-sai-ma", lambda: attack(b"/A#G1 5")
    yield "tu-la", lambda: attack(b"/A rac")
    yield "khoa-khong-gia-tri", lambda: attack(b"/A")
    yield "khoa-la-so", lambda: attack(b"5 /A")
    yield "thap-luc-sai", lambda: attack(b"/A <4G>")
    yield "mang-ho", lambda: attack(b"/A [1 2")
    yield "ngoac-nhon", lambda: attack(b"/A {1}")
    yield "qua-sau", lambda: attack(b"/A " + b"[" * 3000 + b"]" * 3000)
    yield "thua-dong", lambda: attack(b"", b" >>")
    yield "tu-khoa-dinh", lambda: attack(b"/A truefalse")
    yield "khoa-hai-lan", lambda: attack(b"/Contents %d 0 R" % file.contents[0])
    yield "khoa-hai-lan-ma-hoa", lambda: attack(b"/Co#6etents %d 0 R" % file.contents[0])
    yield "luong-khoa-hai-lan", lambda: content(b"/Filter /FlateDecode /Filter null")
    yield "tham-chieu-the-he-khac", lambda: attack(b"/A %d 1 R" % file.pages[-1])


def loops(file):
    def attack(prev, kind="table"):
        update = Update(file, kind)
        update.put(file.pages[0], other_page(file, update))
        return update.close(prev=prev(update) if callable(prev) else prev)

    def pair():
        """Two tables that lead to one another; the second is the last."""
        update = Update(file, "table")
        text = other_page(file, update)
        first = update.at
        line = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size 900 /Root %d 0 R /Prev %010d >>\n"
        mark = b"startxref\n%d\n%%%%EOF\n" % first
        length = len(line % (900, 0, file.root, 0)) + len(mark)
        place = first + length
        update.raw(line % (900, place, file.root, 0)).raw(mark)
        body = b"%d 0 obj\n" % file.pages[0] + text + b"\nendobj\n"
        start = update.at
        update.raw(body)
        second = update.at
        update.raw(line % (file.pages[0], start, file.root, first))
        update.raw(b"startxref\n%d\n%%%%EOF\n" % second)
        data = bytes(update.out)
        return data[:first] + data[first:].replace(b"/Prev 0000000000", b"/Prev %010d" % second, 1)

    yield "toi-chinh-no", lambda: attack(lambda update: b"%d" % update.at)
    yield "hai-bang-vong", pair
    yield "ngoai-tep", lambda: attack(b"99999999")
    yield "am", lambda: attack(b"-1")
    yield "khong", lambda: attack(b"0")
    yield "gian-tiep", lambda: attack(b"%d 0 R" % file.root)
    yield "so-thuc", lambda: attack(b"%d.5" % file.table)
    yield "giua-bang", lambda: attack(b"%d" % (file.table + 6))
    yield "vao-thanh-phan", lambda: attack(b"%d" % file.place(file.contents[0]))
    yield "khong-co", lambda: attack(b"")
    yield "luong-toi-chinh-no", lambda: attack(lambda update: b"%d" % update.at, "stream")


def trailers(file):
    """Keys that stand twice: two readers, two catalogs."""

    def attack(twice, kind, **options):
        def make():
            update = Update(file, kind)
            root = update.new()
            pages, page = update.new(), update.new()
            update.put(page, file.text(file.pages[0], ("/Parent",), b"/Parent %d 0 R" % pages))
            update.put(pages, b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % page)
            update.put(root, file.text(file.root, ("/Pages",), b"/Pages %d 0 R" % pages))
            return update.close(trailer=twice(root), **options)

        return make

    for kind in ("table", "stream"):
        yield f"{kind}-Root", attack(lambda root: b"/Root %d 0 R" % root, kind)
        yield f"{kind}-Root-ma-hoa", attack(lambda root: b"/Ro#6ft %d 0 R" % root, kind)
        yield f"{kind}-Root-ma-hoa-het", attack(lambda root: b"/#52#6f#6F#74 %d 0 R" % root, kind)
        yield f"{kind}-Prev", attack(lambda root: b"/Prev 16", kind)
        yield f"{kind}-Size", attack(lambda root: b"/Size 5", kind)
        yield f"{kind}-Prev-ma-hoa", attack(lambda root: b"/P#72ev 16", kind)
        yield f"{kind}-ID", attack(lambda root: b"/I#44 [(a) (b)]", kind)
    yield "luong-W", attack(lambda root: b"/W [1 2 1]", "stream")
    yield "luong-Index-ma-hoa", attack(lambda root: b"/Ind#65x [0 1]", "stream")
    yield "Root-khac", attack(lambda root: b"", "table", root=b"/Root 1 0 R")
    yield "Root-truc-tiep", attack(lambda root: b"", "table", root=b"/Root << /Type /Catalog /Pages 1 0 R >>")


def sizes(file):
    def attack(size, kind):
        def make():
            update = Update(file, kind)
            update.put(file.pages[0], other_page(file, update))
            return update.close(size=size)

        return make

    for kind in ("table", "stream"):
        yield f"{kind}-nho", attack(b"5", kind)
        yield f"{kind}-thieu-mot", attack(b"%d" % file.size, kind)
        yield f"{kind}-am", attack(b"-7", kind)
        yield f"{kind}-ten", attack(b"/Nhieu", kind)
        yield f"{kind}-gian-tiep", attack(b"%d 0 R" % file.root, kind)
        yield f"{kind}-so-thuc", attack(b"900.5", kind)


def second_tables(file):
    """Hybrid files: what only some readers see."""

    def hybrid(shown_in_second, twice=False, second=None, kind="table", hidden_free=False):
        def make():
            update = Update(file, "table")
            text = other_page(file, update)
            at = update.at
            update.put(file.pages[0], text, row=not shown_in_second)
            place = second
            if shown_in_second:
                number = update.new()
                place = update.at
                packed = b"".join(b"\1" + p.to_bytes(4, "big") + b"\0" for p in (at, place))
                entries = b"/Type /XRef /Size 900 /W [1 4 1] /Index [%d 1 %d 1] /Root %d 0 R" % (file.pages[0], number, file.root)
                update.stream(number, packed, entries, row=False)
            if hidden_free:
                update.row(file.pages[0], 0, 0, 0)
            update.kind = kind
            words = b"/XRefStm %d" % place
            return update.close(trailer=words + (b" /XRef#53tm %d" % place if twice else b""))

        return make

    yield "trang-trong-bang-hai", hybrid(True)
    yield "trang-trong-hai-bang-mot-trong", hybrid(True, hidden_free=True)
    yield "hai-lan", hybrid(True, twice=True)
    yield "tro-bang-cu", hybrid(False, second=file.table)
    yield "tro-rac", hybrid(False, second=30)
    yield "tro-ngoai", hybrid(False, second=99_999_999)
    yield "tro-0", hybrid(False, second=0)
    yield "trong-bang-luong", hybrid(True, kind="stream")


def hiding(file):
    """A table stream that hides, revives or redirects objects."""

    def attack(change, **options):
        def make():
            update = Update(file, "stream")
            change(update)
            return update.close(**options)

        return make

    def unknown(update):
        update.rows.append((file.pages[0], 3, 5, 0))

    def container(number):
        return lambda update: update.row(file.pages[0], number, 0, 2)

    def defaults():
        """Rows without a type, which is one by default."""
        update = Update(file, "stream")
        at = update.at
        update.put(file.pages[0], other_page(file, update), row=False)
        data = update.close()
        return data.replace(b"/W [1 4 2]", b"/W [0 5 2]", 1) if at else data

    yield "noi-dung-thanh-trong", attack(lambda update: update.row(file.contents[0], 0, 0, 0))
    yield "trang-thanh-trong", attack(lambda update: update.row(file.pages[0], 0, 1, 0))
    yield "goc-thanh-trong", attack(lambda update: update.row(file.root, 0, 1, 0))
    yield "thong-tin-thanh-trong", attack(lambda update: update.row(file.info, 0, 1, 0))
    yield "kieu-la", attack(unknown)
    yield "goi-khong-co", attack(container(990))
    yield "goi-la-trang", attack(container(file.pages[-1]))
    yield "goi-la-noi-dung", attack(container(file.contents[0]))
    yield "W-khong-kieu", defaults
    yield "Index-dai", attack(lambda update: None, index=b"[0 500]")
    yield "Index-le", attack(lambda update: None, index=b"[0]")
    yield "Index-am", attack(lambda update: None, index=b"[-1 1]")


CLASSES = {
    "muc-trung": twice_in_table,
    "goi-thanh-phan": packed,
    "tro-sai-cho": misplaced,
    "endobj": ends,
    "do-dai": lengths,
    "khong-doc-duoc": unreadable,
    "bang-vong": loops,
    "trailer-hai-lan": trailers,
    "Size": sizes,
    "bang-kep": second_tables,
    "bang-an": hiding,
}


def all_of(signed, issued, sign):
    """Each attack after signing on files in turn, and before signing under a trusted key."""
    for name, variants in CLASSES.items():
        after, before = ([list(variants(file)) for file in files] for files in (signed, issued))
        for at in range(max(map(len, after))):
            own = after[at % len(after)]
            if at < len(own):
                yield name, f"sau-{own[at][0]}", own[at][1]()
            own = before[at % len(before)]
            if at < len(own):
                yield name, f"truoc-{own[at][0]}", sign(issued[at % len(issued)].followed(own[at][1]()))
