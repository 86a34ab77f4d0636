"""Two renderers that are not ours: whether a file shows the pages that were issued."""

import functools
import pathlib
import subprocess
import tempfile
import threading

import pikepdf
import pymupdf

# pixels around a visible signature that its line may take
MARGIN = 2
LOCK = threading.Lock()


def by_poppler(path):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-q", "-gray", "-r", "72", str(path), f"{folder}/p"], check=True)
        pages = []
        for page in sorted(pathlib.Path(folder).iterdir()):
            _, size, _, grey = page.read_bytes().split(b"\n", 3)
            width, height = map(int, size.split())
            pages.append((width, height, grey))
        return pages


def by_mupdf(path):
    with LOCK, pymupdf.open(str(path)) as pdf:
        pages = []
        for page in pdf:
            picture = page.get_pixmap(dpi=72, colorspace=pymupdf.csGRAY)
            assert picture.stride == picture.width
            pages.append((picture.width, picture.height, bytes(picture.samples)))
        return pages


RENDERERS = {"pdftoppm": by_poppler, "mupdf": by_mupdf}


@functools.cache
def rendered(name, path):
    return RENDERERS[name](path)


def signature_places(path):
    """Visible places of signatures by page: left, top, right, bottom."""
    places = []
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            height = float(page.MediaBox[3])
            own = []
            for note in page.get("/Annots", []):
                kind = note.get("/FT") or note.get("/Parent", {}).get("/FT")
                sides = [float(side) for side in note.get("/Rect", [])]
                if kind in ("/Sig", "/Tx") and len(sides) == 4:
                    own.append((min(sides[::2]), height - max(sides[1::2]), max(sides[::2]), height - min(sides[1::2])))
            places.append(own)
    return places


def differences(path, issued, tolerance):
    """What two renderers see differently outside of the signatures; nothing when it is the same."""
    for name, render in RENDERERS.items():
        old, new = rendered(name, issued), render(path)
        if len(old) != len(new):
            return f"{name}: {len(new)} trang, bản phát hành {len(old)}"
        places = signature_places(path)
        for number, ((width, height, grey), (other_width, other_height, other)) in enumerate(zip(old, new)):
            if (width, height) != (other_width, other_height):
                return f"{name}: trang {number + 1} khác khổ"
            off = sum(outside(places[number], at, width) for at in unlike(grey, other, width, tolerance))
            if off > (4 if tolerance else 0):
                return f"{name}: trang {number + 1} khác {off} điểm ngoài khung chữ ký"
    return None


def unlike(grey, other, width, tolerance):
    for row in range(0, len(grey), width):
        a, b = grey[row : row + width], other[row : row + width]
        if a != b:
            yield from (row + at for at in range(width) if abs(a[at] - b[at]) > tolerance)


def outside(places, at, width):
    x, y = at % width, at // width
    return not any(
        left - MARGIN <= x <= right + MARGIN and top - MARGIN <= y <= bottom + MARGIN for left, top, right, bottom in places
    )
