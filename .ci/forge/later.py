"""What comes after a signature, or lies under one: stamps, widgets, permissions, identity, pages, layers, marks."""

import re

import pikepdf

from forge.pdf import File, Update, fill, picture, pki, saved, sign_by_hand

AMOUNT = b"[418 508 456 526]"
WHITE = b"1 g 0 0 100 50 re f"
FREE = b"[350 95 490 160]"
FRAME = b"0 0 1 RG 1 1 98 48 re S"


def stamped(file, rect, content=WHITE, page=0, box=b"[0 0 100 50]", more=b"", entries=b"", states=None):
    """A second signature with a picture."""

    def before(update, own):
        one = picture(update, content, box, more)
        return b"/AP " + (states(update, one) if states else b"<< /N " + one + b" >>") + b" " + entries

    return sign_by_hand(file, b"ChuKy9", pki.CLERK, page, b"/F 132 " + rect, before=before)


def stamps(file):
    """A picture over words and figures."""
    at = lambda rect: b"/Rect " + rect
    yield "trang-len-so", lambda: stamped(file, at(AMOUNT))
    yield "so-khac-len-so", lambda: stamped(file, at(AMOUNT), b"1 g 0 0 100 50 re f 0 g 20 5 10 40 re f")
    yield "len-so-hieu", lambda: stamped(file, at(b"[100 730 240 750]"))
    yield "len-nguoi-ky", lambda: stamped(file, at(b"[340 60 500 84]"), page=1)
    yield "len-mot-chu-so", lambda: stamped(file, at(b"[420 509 428 524]"))
    yield "len-dau-cham", lambda: stamped(file, at(b"[427.6 512 431.4 516]"))
    yield "trong-suot", lambda: stamped(file, at(AMOUNT), b"")
    yield "khong-hinh", lambda: sign_by_hand(file, b"ChuKy9", pki.CLERK, 0, b"/F 132 /Rect " + AMOUNT)
    yield "ra-ngoai-giay", lambda: stamped(file, at(b"[-500 508 456 526]"))
    yield "nua-trang", lambda: stamped(file, at(b"[0 0 595 420]"))
    yield "ca-trang", lambda: stamped(file, at(b"[0 0 595.2756 841.8898]"))
    yield "len-duong-ke", lambda: stamped(file, at(b"[100 740 480 790]"))


def rectangles(file):
    """`/Rect` that readers take in different ways."""

    def attack(rect, page=0, **options):
        return lambda: stamped(file, b"/Rect " + rect, page=page, **options)

    def referred(text):
        def make():
            numbers = []

            def before(update, own):
                numbers.append(update.new())
                update.put(numbers[0], text)
                return b"/AP << /N " + picture(update, WHITE) + b" >> /Rect %d 0 R" % numbers[0]

            return sign_by_hand(file, b"ChuKy9", pki.CLERK, 0, b"/F 132", before=before)

        return make

    yield "ba-so", attack(b"[418 508 456]")
    yield "nam-so", attack(b"[418 508 456 526 1]")
    yield "khong-so", attack(b"[]")
    yield "rong-null", attack(b"null")
    yield "khong-co", lambda: stamped(file, b"")
    yield "ten", attack(b"[/a 508 456 526]")
    yield "xau", attack(b"[(418) 508 456 526]")
    yield "mang-trong-mang", attack(b"[[418 508 456 526]]")
    yield "nguoc", attack(b"[456 526 418 508]")
    yield "nguoc-mot-chieu", attack(b"[456 508 418 526]")
    yield "gian-tiep", referred(AMOUNT)
    yield "gian-tiep-ba-so", referred(b"[418 508 456]")
    yield "gian-tiep-khong-co", attack(b"[980 0 R 508 456 526]")
    yield "rat-lon", attack(b"[-99999999 -99999999 99999999 99999999]")
    yield "qua-so", attack(b"[0 0 99999999999999999999 9]")
    yield "tu-dien", attack(b"<< /A 1 >>")
    yield "hai-lan", attack(b"[0 0 0 0] /Rec#74 [418 508 456 526]")


def many(file):
    """Many small widgets that together cover what one may not."""

    def attack(rects, page=0, content=WHITE, apart=False, hidden=b""):
        def before(update, own):
            shared = picture(update, content)
            kids = []
            for rect in rects:
                kids.append(update.new())
                text = b"<< /Type /Annot /Subtype /Widget /F 132 /Parent %d 0 R /Rect [%s] /AP << /N %s >> %s >>"
                update.put(kids[-1], text % (own, b" ".join(b"%g" % side for side in rect), shared, hidden))
            return b"/Kids [" + b" ".join(b"%d 0 R" % kid for kid in kids) + b"]", kids

        return lambda: sign_by_hand(file, b"ChuKy9", pki.CLERK, page, b"/F 132 /Rect [0 0 0 0]", before=before)

    def grid(left, bottom, right, top, width, height):
        across, down = int((right - left) / width), int((top - bottom) / height)
        return [
            (left + width * x, bottom + height * y, left + width * (x + 1), bottom + height * (y + 1))
            for x in range(across)
            for y in range(down)
        ]

    def in_two():
        first = attack(grid(418, 508, 438, 526, 4, 6))()
        rects = grid(438, 508, 456, 526, 4, 6)
        signed = File(first)

        def before(update, own):
            shared = picture(update, WHITE)
            kids = []
            for rect in rects:
                kids.append(update.new())
                sides = b" ".join(b"%g" % side for side in rect)
                text = b"<< /Type /Annot /Subtype /Widget /F 132 /Parent %d 0 R /Rect [%s] /AP << /N %s >> >>"
                update.put(kids[-1], text % (own, sides, shared))
            return b"/Kids [" + b" ".join(b"%d 0 R" % kid for kid in kids) + b"]", kids

        return sign_by_hand(signed, b"ChuKy10", pki.CLERK, 0, b"/F 132 /Rect [0 0 0 0]", before=before)

    yield "o-vuong", attack(grid(418, 508, 456, 526, 4, 4))
    yield "dai-ngang", attack(grid(418, 508, 456, 526, 38, 0.6))
    yield "dai-manh-duoi-nguong", attack(grid(418, 508, 456, 526, 38, 0.4))
    yield "dai-dung-duoi-nguong", attack(grid(418, 508, 456, 526, 0.3, 18))
    yield "cham-mot-diem", attack(grid(418, 508, 456, 526, 1, 1))
    yield "ca-trang-manh", attack(grid(60, 60, 540, 800, 480, 0.45))
    yield "hai-chu-ky", in_two
    yield "trang-hai", attack(grid(72, 600, 440, 700, 60, 10), page=1)
    yield "phu-cho-trong", attack(grid(0, 0, 595, 120, 40, 20) + grid(0, 0, 60, 841, 20, 40) + grid(540, 0, 595, 841, 20, 40))
    yield "diem-khong", attack([(418, 508, 456, 508), (418, 508, 418, 526)], content=b"1 g -999 -999 9999 9999 re f")


def pictures(file):
    """Pictures that are to paint outside of their frame."""
    free = b"/Rect " + FREE
    wide = b"1 g -2000 -2000 4000 4000 re f"

    def attack(content=wide, box=b"[0 0 140 65]", more=b"", page=1, rect=free, **options):
        return lambda: stamped(file, rect, content, page, box, more, **options)

    yield "phan-chieu", attack(more=b"/Matrix [-1 0 0 -1 0 0]")
    yield "phong-to", attack(more=b"/Matrix [9 0 0 9 -500 -500]")
    yield "xoay", attack(more=b"/Matrix [0.7 0.7 -0.7 0.7 0 0]")
    yield "ma-tran-suy-bien", attack(more=b"/Matrix [0 0 0 0 0 0]")
    yield "ma-tran-ba-so", attack(more=b"/Matrix [1 0 0]")
    yield "ma-tran-khong-so", attack(more=b"/Matrix (a)")
    yield "khung-lon", attack(box=b"[-9999 -9999 9999 9999]")
    yield "khung-rong", attack(box=b"[0 0 0 0]")
    yield "khung-nguoc", attack(box=b"[140 65 0 0]")
    yield "khung-ba-so", attack(box=b"[0 0 140]")
    yield "khong-khung", attack(box=b"null")
    yield "thoat-cat", attack(content=b"Q Q Q " + wide + b" q q q")
    yield "thoat-cat-luu", attack(content=b"q Q Q 1 0 0 1 -300 400 cm " + wide)
    yield "am", attack(content=b"-1 0 0 -1 0 0 cm " + wide)
    yield "khong-xoay", attack(entries=b"/F 148", content=wide)
    yield "khong-phong", attack(entries=b"/F 140", content=wide)
    yield "duong-day", attack(content=b"0 g 5000 w 10 10 m 20 20 l S")


def states(file):
    """Pictures of which readers choose one of several, or make their own."""
    rect = b"/Rect " + FREE

    def attack(make_states, entries=b"", page=1, where=rect):
        return lambda: stamped(file, where, FRAME, page, states=make_states, entries=entries)

    other = lambda update: picture(update, b"1 0 0 rg 0 0 100 50 re f")
    yield "N-nhieu", attack(lambda u, one: b"<< /N << /On " + one + b" /Off " + other(u) + b" >> >>", b"/AS /On")
    yield "N-nhieu-khong-AS", attack(lambda u, one: b"<< /N << /On " + one + b" /Off " + other(u) + b" >> >>")
    yield "D", attack(lambda u, one: b"<< /N " + one + b" /D " + other(u) + b" >>")
    yield "R", attack(lambda u, one: b"<< /N " + one + b" /R " + other(u) + b" >>")
    yield "D-nhieu", attack(lambda u, one: b"<< /N " + one + b" /D << /On " + other(u) + b" >> >>")
    yield "N-khong-luong", attack(lambda u, one: b"<< /N [" + one + b"] >>")
    yield "AP-khong-tu-dien", attack(lambda u, one: b"[" + one + b"]")
    amount = b"/F 132 /Rect " + AMOUNT
    bare = lambda more: lambda: sign_by_hand(file, b"ChuKy9", pki.CLERK, 0, amount + more)
    yield "MK-nen", bare(b" /MK << /BG [1 1 1] >>")
    yield "MK-vien", bare(b" /MK << /BG [1] /BC [0 0 0] /CA (7.126) >>")
    yield "BS", bare(b" /BS << /W 40 /S /S >> /MK << /BC [1 1 1] >>")
    yield "Border", bare(b" /Border [0 0 60] /C [1 1 1]")
    yield "DA", bare(b" /DA (/Helv 12 Tf 1 g) /MK << /CA (7.126) /BG [1] >>")


def empty_fields(file):
    """Without any key: fields that nobody signed."""

    def attack(entries, kind=b"/FT /Sig", page=0, content=WHITE, form=b"/SigFlags 3", listed=True):
        def make():
            update = Update(file)
            own = update.new()
            shown = picture(update, content) if content else None
            text = b"<< /Type /Annot /Subtype /Widget " + kind + b" /T (Them) " + entries
            update.put(own, text + (b" /AP << /N " + shown + b" >>" if shown else b"") + b" >>")
            number = file.pages[page]
            notes = [note.objgen[0] for note in file.object(number).get("/Annots", [])]
            listing = b" ".join(b"%d 0 R" % note for note in [*notes, own])
            update.put(number, file.text(number, ("/Annots",), b"/Annots [" + listing + b"]"))
            fields = b" ".join(b"%d 0 R" % one for one in [*file.fields(), *([own] if listed else [])])
            root = b"/AcroForm << " + form + b" /Fields [" + fields + b"] >>"
            update.put(file.root, file.text(file.root, ("/AcroForm",), root))
            return update.close()

        return make

    yield "o-ky-co-hinh", attack(b"/F 4 /Rect " + AMOUNT)
    yield "o-ky-MK", attack(b"/F 4 /MK << /BG [1 1 1] >> /Rect " + AMOUNT, content=None)
    yield "o-ky-manh", attack(b"/F 4 /Rect [60 100 540 100.4]", content=b"1 g 0 -9999 99999 99999 re f")
    yield "o-chu", attack(b"/F 4 /V (7.126) /Rect " + AMOUNT, b"/FT /Tx")
    yield "o-chu-an", attack(b"/F 2 /V (7.126) /Rect [0 0 0 0]", b"/FT /Tx")
    yield "o-nut-an", attack(b"/F 2 /Rect [0 0 0 0]", b"/FT /Btn")
    yield "o-chon-an", attack(b"/F 2 /Rect [0 0 0 0]", b"/FT /Ch")
    yield "o-khong-kieu", attack(b"/F 4 /Rect " + AMOUNT, b"")
    yield "o-ngoai-bieu-mau", attack(b"/F 4 /Rect " + AMOUNT, listed=False)
    yield "o-ky-viec", attack(b"/F 4 /Rect [0 0 0 0] /A << /S /JavaScript /JS (1) >>")
    yield "o-ky-AA", attack(b"/F 4 /Rect [0 0 0 0] /AA << /E << /S /JavaScript /JS (1) >> >>")
    yield "NeedAppearances", attack(b"/F 4 /Rect [0 0 0 0]", form=b"/SigFlags 3 /NeedAppearances true")
    yield "XFA", attack(b"/F 4 /Rect [0 0 0 0]", form=b"/SigFlags 3 /XFA (x)")
    yield "o-trung-ten", attack(b"/F 132 /Rect [0 0 0 0] /T#20 (x) /Parent 1 0 R", content=None, form=b"/CO [1 0 R]")


def permissions(issued):
    """DocMDP, FieldMDP and locks, and what came in spite of them."""
    mdp = lambda parameters, method=b"DocMDP": (
        b"/Reference [<< /Type /SigRef /TransformMethod /" + method + b" /TransformParams << /Type /TransformParams "
        b"/V /1.2 " + parameters + b" >> >>] "
    )

    def attack(value=b"", widget=b"", second=b"ChuKy2", shown=False):
        def make():
            first = File(sign_by_hand(issued, b"ChuKy1", value=value, widget=b"/Rect [0 0 0 0] /F 132 " + widget))
            if shown:
                return stamped(first, b"/Rect " + FREE, FRAME, 1)
            return sign_by_hand(first, second, pki.CLERK)

        return make

    def empty_added(value):
        def make():
            first = File(sign_by_hand(issued, b"ChuKy1", value=value))
            return dict(empty_fields(first))["o-ky-co-hinh"]()

        return make

    yield "P1-roi-ky", attack(mdp(b"/P 1"))
    yield "P2-roi-them-o-thay-duoc", attack(mdp(b"/P 2"), shown=True)
    yield "P2-roi-o-trong", empty_added(mdp(b"/P 2"))
    yield "P1-roi-o-trong", empty_added(mdp(b"/P 1"))
    yield "P-la", attack(mdp(b"/P 9"))
    yield "P-ten", attack(mdp(b"/P /Het"))
    yield "FieldMDP-All", attack(mdp(b"/Action /All", b"FieldMDP"))
    yield "FieldMDP-Include", attack(mdp(b"/Action /Include /Fields [(ChuKy2)]", b"FieldMDP"))
    yield "FieldMDP-Exclude", attack(mdp(b"/Action /Exclude /Fields [(Khac)]", b"FieldMDP"))
    yield "FieldMDP-la", attack(mdp(b"/Action /Gi", b"FieldMDP"))
    yield "phep-la", attack(mdp(b"/P 1", b"UR3x"))
    yield "Lock-All", attack(widget=b"/Lock << /Type /SigFieldLock /Action /All >>")
    yield "Lock-Include", attack(widget=b"/Lock << /Action /Include /Fields [(ChuKy2)] >>")
    yield "Lock-Exclude", attack(widget=b"/Lock << /Action /Exclude /Fields [] >>")
    yield "Lock-P1", attack(widget=b"/Lock << /Action /Include /Fields [(Khac)] /P 1 >>")
    yield "Lock-la", attack(widget=b"/Lock (gi)")


def identity(file):
    """Who wrote it and what it is."""

    def changed(number, text, **options):
        return lambda: Update(file).put(number, text()).close(**options)

    def info(add, drop):
        return changed(file.info, lambda: file.text(file.info, drop, add))

    metadata = file.object(file.root).Metadata.objgen[0]

    def xmp(old, new):
        def make():
            packet = file.object(metadata).read_bytes()
            assert re.search(old, packet, re.S), old
            body = re.sub(old, new, packet, count=1, flags=re.S)
            return Update(file).stream(metadata, body, b"/Type /Metadata /Subtype /XML").close()

        return make

    def new_info():
        update = Update(file)
        number = update.new()
        update.put(number, file.text(file.info, ("/Author",), b"/Author (Khac)"))
        return update.close(info=False, trailer=b"/Info %d 0 R" % number)

    def catalog(add, drop=()):
        return changed(file.root, lambda: file.text(file.root, drop, add))

    yield "ID-khac", lambda: Update(file).close(file_id=False, trailer=b"/ID [(khac) (khac)]")
    yield "ID-mot-nua", lambda: Update(file).close(file_id=False, trailer=b"/ID [<00> <00>]")
    yield "ID-gian-tiep", lambda: Update(file).put(990, b"[(a) (b)]").close(file_id=False, trailer=b"/ID 990 0 R", size=b"1000")
    yield "tac-gia-Info", info(b"/Author (Khac)", ("/Author",))
    yield "tac-gia-Info-bo", info(b"", ("/Author",))
    yield "ten-Info", info(b"/Title (Khac)", ("/Title",))
    yield "Info-la-xau-trong-mang", info(b"/Producer [(a)]", ("/Producer",))
    yield "Info-moi", new_info
    yield "tac-gia-XMP", xmp(rb"<dc:creator>.*?</dc:creator>", b"<dc:creator><rdf:Seq><rdf:li>Khac</rdf:li></rdf:Seq></dc:creator>")
    yield "tac-gia-XMP-bo", xmp(rb"<dc:creator>.*?</dc:creator>", b"")
    yield "ten-XMP", xmp(rb"<dc:title>.*?</dc:title>", b"<dc:title><rdf:Alt><rdf:li>Khac</rdf:li></rdf:Alt></dc:title>")
    yield "tu-khoa-XMP", xmp(rb"<pdf:Keywords>.*?</pdf:Keywords>", b"<pdf:Keywords>1/QD</pdf:Keywords>")
    yield "XMP-hai-tac-gia", xmp(rb"<dc:creator>", b"<dc:creator><rdf:Seq><rdf:li>Khac</rdf:li></rdf:Seq></dc:creator><dc:creator>")
    for title, words in {
        "noi-ban-hanh": b"<dc:publisher><rdf:Bag><rdf:li>Khac</rdf:li></rdf:Bag></dc:publisher>",
        "nguoi-gop": b"<dc:contributor><rdf:Bag><rdf:li>Khac</rdf:li></rdf:Bag></dc:contributor>",
        "nguon": b"<dc:source>1/QD</dc:source>",
        "quyen": b"<dc:rights><rdf:Alt><rdf:li>Khac</rdf:li></rdf:Alt></dc:rights>",
        "quyen-trang": b'<x:WebStatement xmlns:x="http://ns.adobe.com/xap/1.0/rights/">http://a</x:WebStatement>',
        "ngay": b"<dc:date><rdf:Seq><rdf:li>2001-01-01</rdf:li></rdf:Seq></dc:date>",
        "nhan": b'<x:Label xmlns:x="http://ns.adobe.com/xap/1.0/">MAT</x:Label>',
        "tac-gia-hinh": b'<x:AuthorsPosition xmlns:x="http://ns.adobe.com/photoshop/1.0/">Chu tich</x:AuthorsPosition>',
        "khac": b'<x:SoHieu xmlns:x="http://a/">1/QD</x:SoHieu>',
    }.items():
        yield f"XMP-{title}", xmp(rb"</rdf:Description>", words + b"</rdf:Description>")
    yield "XMP-ngay-lap", xmp(rb"<xmp:CreateDate>.*?</xmp:CreateDate>", b"<xmp:CreateDate>2001-01-01T00:00:00Z</xmp:CreateDate>")
    yield "XMP-hong", xmp(rb"</x:xmpmeta>", b"")
    yield "ngon-ngu", catalog(b"/Lang (en)", ("/Lang",))
    yield "ma-tu-chay", catalog(b"/OpenAction << /S /JavaScript /JS (1) >>")
    yield "ten-tep-kem", catalog(b"/Names << /EmbeddedFiles << /Names [] >> >>")
    yield "xem-khac", catalog(b"/ViewerPreferences << /Direction /R2L >>", ("/ViewerPreferences",))
    yield "dan-y", catalog(b"/Outlines 1 0 R", ("/Outlines",))
    yield "mau-trang", catalog(b"/PieceInfo << /A << /Private 1 >> >>")


def pages(file):
    """The page tree, and what pages take from it."""
    first, last, tree = file.pages[0], file.pages[-1], file.object(file.pages[0]).Parent.objgen[0]

    def put(number, text):
        return lambda: Update(file).put(number, text()).close()

    def of_tree(drop, add):
        return put(tree, lambda: file.text(tree, drop, add))

    def of_page(drop, add):
        return put(first, lambda: file.text(first, drop, add))

    def added(kid):
        def make():
            update = Update(file)
            number = update.new()
            update.put(number, file.text(first) if kid is None else kid)
            kids = b"/Kids [%d 0 R %d 0 R %d 0 R] /Count 3" % (first, number, last)
            return update.put(tree, file.text(tree, ("/Kids", "/Count"), kids)).close()

        return make

    kids = lambda *numbers: b"/Kids [" + b" ".join(b"%d 0 R" % number for number in numbers) + b"]"
    yield "dao-trang", of_tree(("/Kids",), kids(last, first))
    yield "bo-trang", of_tree(("/Kids", "/Count"), kids(first) + b" /Count 1")
    yield "trang-hai-lan", of_tree(("/Kids", "/Count"), kids(first, first, last) + b" /Count 3")
    yield "them-trang", added(None)
    yield "them-trang-khong-kieu", added(b"<< /MediaBox [0 0 9 9] >>")
    yield "dem-sai", of_tree(("/Count",), b"/Count 1")
    yield "dem-am", of_tree(("/Count",), b"/Count -2")
    yield "cay-vong", of_tree(("/Kids", "/Count"), kids(first, last, tree) + b" /Count 3")
    yield "trang-truc-tiep", of_tree(("/Kids",), b"/Kids [%d 0 R << /Type /Page /Parent %d 0 R >>]" % (first, tree))
    yield "xoay-tu-cay", of_tree((), b"/Rotate 180")
    yield "cat-tu-cay", of_tree((), b"/CropBox [0 0 300 300]")
    yield "xoay", of_page((), b"/Rotate 90")
    yield "cat", of_page((), b"/CropBox [0 0 400 400]")
    yield "giay-nho", of_page(("/MediaBox",), b"/MediaBox [0 0 300 841]")
    yield "don-vi", of_page((), b"/UserUnit 2")
    yield "noi-dung-mang", lambda: contents_array(file)
    yield "khong-kieu", of_page(("/Type",), b"")
    yield "cha-khac", of_page(("/Parent",), b"/Parent %d 0 R" % first)


def contents_array(file):
    update = Update(file)
    number = update.new()
    update.stream(number, b"q 1 g 418 508 38 16 re f Q")
    words = b"/Contents [%d 0 R %d 0 R]" % (file.contents[0], number)
    return update.put(file.pages[0], file.text(file.pages[0], ("/Contents",), words)).close()


def resources(file):
    """Fonts, pictures and states that a page draws with."""
    page = file.pages[0]
    own = file.object(page).Resources
    fonts = {key: font.objgen[0] for key, font in own.Font.items()}
    names = list(fonts)
    font = fonts[names[1]]
    below = file.object(font).DescendantFonts[0].objgen[0]
    descriptor = file.object(below).FontDescriptor.objgen[0]

    def put(number, text):
        return lambda: Update(file).put(number, text()).close()

    def from_tree():
        update = Update(file)
        tree = file.object(page).Parent.objgen[0]
        update.put(page, file.text(page, ("/Resources",)))
        return update.put(tree, file.text(tree, (), b"/Resources << /Font << >> >>")).close()

    def exchanged():
        text = b"/Font << " + b" ".join(key.encode() + b" %d 0 R" % font for key in names) + b" >>"
        if own.is_indirect:
            return Update(file).put(own.objgen[0], file.text(own.objgen[0], ("/Font",), text)).close()
        return Update(file).put(page, file.text(page, ("/Resources",), b"/Resources << " + text + b" >>")).close()

    unicode_map = file.object(font).ToUnicode.objgen[0]
    program = file.object(descriptor).FontFile2.objgen[0]

    def other_stream(number, change, entries=b""):
        return lambda: Update(file).stream(number, change(file.object(number).read_bytes()), entries).close()

    yield "tu-cay-trang", from_tree
    yield "phong-doi-cho", exchanged
    yield "be-rong", put(below, lambda: file.text(below, ("/W",), b"/W [0 500 900]"))
    yield "be-rong-mac-dinh", put(below, lambda: file.text(below, ("/DW",), b"/DW 10"))
    yield "ma-chu-khac", put(font, lambda: file.text(font, ("/Encoding",), b"/Encoding /Identity-V"))
    yield "phong-khac", put(font, lambda: file.text(font, ("/DescendantFonts",), b"/DescendantFonts [%d 0 R]" % file.pages[0]))
    yield "ToUnicode", other_stream(unicode_map, lambda map_: map_.replace(b"<0031>", b"<0037>"))
    yield "tep-phong", other_stream(program, swapped_digits)
    yield "tep-phong-hong", other_stream(program, lambda data: data[:100])
    yield "bang-dau-chu", put(below, lambda: file.text(below, ("/CIDToGIDMap",), b"/CIDToGIDMap %d 0 R" % program))
    yield "mo-ta", put(descriptor, lambda: file.text(descriptor, ("/FontFile2",), b""))
    yield "mau", put(own.ColorSpace["/c0"].objgen[0], lambda: b"/DeviceGray")


def swapped_digits(data):
    """A font program whose glyphs change places: the first two digits."""
    data = bytearray(data)
    tables = {}
    for at in range(int.from_bytes(data[4:6], "big")):
        record = data[12 + 16 * at : 28 + 16 * at]
        tables[bytes(record[:4])] = (int.from_bytes(record[8:12], "big"), int.from_bytes(record[12:], "big"))
    loca, _ = tables[b"loca"]
    glyf, _ = tables[b"glyf"]
    is_long = int.from_bytes(data[tables[b"head"][0] + 50 : tables[b"head"][0] + 52], "big")
    size = 4 if is_long else 2
    places = [int.from_bytes(data[loca + size * at : loca + size * at + size], "big") for at in range(tables[b"loca"][1] // size)]
    unit = 1 if is_long else 2
    lengths = [(after - before) * unit for before, after in zip(places, places[1:])]
    alike = [at for at, length in enumerate(lengths) if length > 60]
    one = alike[4]
    other = min((at for at in alike if at != one), key=lambda at: abs(lengths[at] - lengths[one]))
    one, other = sorted((one, other), key=lambda at: lengths[at])
    # the shorter glyph stands in both places
    start, length = glyf + places[one] * unit, lengths[one]
    data[glyf + places[other] * unit : glyf + places[other] * unit + length] = data[start : start + length]
    return bytes(data)


def layers(file):
    """Optional content, new or under what was there."""

    def attack(properties, of_content=False):
        def make():
            update = Update(file)
            group = update.new()
            update.put(group, b"<< /Type /OCG /Name (Lop) >>")
            root = b"/OCProperties << /OCGs [%d 0 R] /D << %s >> >>" % (group, properties % group if b"%d" in properties else properties)
            update.put(file.root, file.text(file.root, (), root))
            if of_content:
                update.stream(file.contents[0], b"/OC /Lop BDC " + file.content() + b" EMC")
            return update.close()

        return make

    def widget(entries):
        def before(update, own):
            group = update.new()
            update.put(group, b"<< /Type /OCG /Name (Lop) >>")
            return b"/AP << /N " + picture(update, WHITE) + b" >> /OC %d 0 R" % group

        return lambda: sign_by_hand(file, b"ChuKy9", pki.CLERK, 0, b"/F 132 /Rect " + AMOUNT + entries, before=before)

    yield "them", attack(b"/Order []")
    yield "tat-het", attack(b"/BaseState /OFF")
    yield "tat-mot", attack(b"/OFF [%d 0 R]", True)
    yield "khi-in", attack(b"/AS [<< /Event /Print /Category [/Print] /OCGs [%d 0 R] >>]")
    yield "o-ky-trong-lop", widget(b"")
    yield "noi-dung-trong-lop", attack(b"/ON [%d 0 R]", True)


def marks(file):
    """Ends of file where none is."""
    table = file.table

    def then_update(before):
        def make():
            update = Update(file)
            update.raw(before)
            update.put(file.pages[0], file.text(file.pages[0], (), b"/Rotate 180"))
            return update.close()

        return make

    def in_object(body):
        def make():
            update = Update(file)
            number = update.new()
            update.stream(number, body)
            return update.close()

        return make

    end = b"startxref\n%d\n%%%%EOF\n" % table
    yield "EOF-them", lambda: file.data + b"%%EOF\n"
    yield "startxref-them", lambda: file.data + end
    yield "EOF-trong-chu-thich", lambda: file.data + b"% %%EOF chu thich\n"
    yield "startxref-trong-chu-thich", lambda: file.data + b"% startxref 9 %%EOF\n"
    yield "startxref-mot-minh", lambda: file.data + b"startxref\n%d\n" % table
    yield "chu-thich-roi-ghi", then_update(b"% chu thich\n")
    yield "EOF-roi-ghi", then_update(b"%%EOF\n")
    yield "startxref-roi-ghi", then_update(b"startxref 0 %%EOF\n")
    yield "rac-roi-ghi", then_update(b"rac\n")
    yield "dau-tep-thu-hai", then_update(b"%PDF-1.7\n")
    yield "trong-luong", in_object(b"xref\n0 0\ntrailer\n<< /Root 1 0 R /Size 9 >>\n" + end)
    yield "trong-luong-roi-byte", lambda: in_object(end)() + b"\0"


def numbers(file):
    """Numbers a little off: what is visible is refused, what a tool rounds may pass when it looks the same."""
    page = file.pages[0]
    font = file.object(file.object(page).Resources.Font["/f1"].objgen[0]).DescendantFonts[0].objgen[0]
    widths = file.object(font).W.unparse()

    def put(number, drop, add):
        return lambda: Update(file).put(number, file.text(number, drop, add)).close()

    yield "giay-phan-nghin", put(page, ("/MediaBox",), b"/MediaBox [0 0 595.3 841.9]")
    yield "giay-mot-diem", put(page, ("/MediaBox",), b"/MediaBox [0 0 596 842]")
    yield "giay-goc", put(page, ("/MediaBox",), b"/MediaBox [0.001 0 595.2756 841.8898]")
    yield "be-rong-mot-phan-tram", put(font, ("/W",), b"/W " + widths.replace(b"500", b"505"))
    yield "be-rong-phan-nghin", put(font, ("/W",), b"/W " + widths.replace(b"500", b"500.5"))
    yield "be-rong-am", put(font, ("/W",), b"/W " + widths.replace(b"500", b"-500"))


def strings(file):
    """Strings that are the same text and other bytes. `file` has a picture with a palette in object `palette`."""
    palette = next(one for one in file.pdf.objects if isinstance(one, pikepdf.Array) and len(one) == 4 and one[0] == "/Indexed")
    number = palette.objgen[0]
    colours = bytes(palette[3])

    def put(lookup, base=b"/DeviceRGB", last=1):
        return lambda: Update(file).put(number, b"[/Indexed " + base + b" %d " % last + lookup + b"]").close()

    wide = "".join(chr(byte) for byte in colours)
    yield "utf16", put(b"<FEFF" + wide.encode("utf-16-be").hex().encode() + b">")
    yield "utf8", put(b"<EFBBBF" + wide.encode().hex().encode() + b">")
    yield "mau-dao", put(b"<" + (colours[3:] + colours[:3]).hex().encode() + b">")
    yield "dai-hon", put(b"<" + colours.hex().encode() + b"00>")
    yield "ngan-hon", put(b"<" + colours[:-1].hex().encode() + b">")
    yield "mau-goc-khac", put(b"<" + colours.hex().encode() + b">", b"/DeviceGray")
    yield "so-mau-khac", put(b"<" + colours.hex().encode() + b">", last=0)


def linearised(signed):
    """A linearised file, signed, and its head changed or content added."""
    head = signed.data.index(b"/Linearized")
    first = re.search(rb"/L (\d+)", signed.data)

    def flipped(old, new):
        return lambda: signed.data[:head] + signed.data[head:].replace(old, new, 1)

    def exchanged():
        update = Update(signed)
        return update.put(signed.pages[0], signed.text(signed.pages[0], (), b"/Rotate 180")).close()

    def first_table():
        update = Update(signed)
        at = signed.data.index(b"startxref")
        other = re.search(rb"/Prev (\d+)", signed.data[:at + 200])
        update.put(signed.pages[0], signed.text(signed.pages[0], (), b"/Rotate 180"))
        return update.close(prev=other.group(1))

    yield "dai-sai", flipped(first.group(0), b"/L 1" + b" " * (len(first.group(0)) - 4))
    yield "bo-dau", flipped(b"/Linearized 1", b"/Linearizee 1")
    yield "trang-thay", exchanged
    yield "noi-dung-thay", lambda: Update(signed).stream(signed.contents[0], b"0 g 50 50 400 600 re f").close()
    yield "bo-bang-dau", first_table
    yield "goc-thay", lambda: Update(signed).put(signed.root, signed.text(signed.root, (), b"/Lang (en)")).close()


CLASSES = {
    "dong-dau-len-chu": stamps,
    "khung": rectangles,
    "nhieu-o-nho": many,
    "ve-ngoai-khung": pictures,
    "hinh-nhieu-trang-thai": states,
    "o-khong-ky": empty_fields,
    "nhan-than": identity,
    "cay-trang": pages,
    "tai-nguyen": resources,
    "lop": layers,
    "cho-ket-thuc": marks,
    "so-lech": numbers,
}


def all_of(signed, issued, palette, linear):
    """Each after signing, on files in turn."""
    for name, variants in CLASSES.items():
        made = [list(variants(file)) for file in signed]
        for at in range(max(map(len, made))):
            own = made[at % len(made)]
            if at < len(own):
                yield name, own[at][0], own[at][1]()
    for name, variants in (("gioi-han", permissions(issued)), ("chuoi", strings(palette)), ("tuyen-tinh", linearised(linear))):
        for title, make in variants:
            yield name, title, make()


def before_signing(issued, sign):
    """Content that is exchanged before a trusted key signs."""
    for name, variants in (("nhan-than", identity), ("cay-trang", pages), ("tai-nguyen", resources), ("lop", layers), ("cho-ket-thuc", marks)):
        for title, make in variants(issued):
            if "o-ky" not in title:
                yield name, f"truoc-{title}", sign(issued.followed(make()))
