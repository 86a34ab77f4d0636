#!/usr/bin/env python3
"""Draws the pictures of the guide: docs/hinh/*.png, from the sources beside this script.

    docs/hinh/ve.py target/release/vanthu

Needs `typst` and `Pillow` of PyPI, and pdftotext. The page with its parts named is one that the program makes; the place
of each part is looked up among its words, so that the lines follow when the layout changes.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import typst
from PIL import Image

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

# side of the page, first words by which the part is found, its name, its key
PARTS = [
    ("trai", "ỦY BAN NHÂN", "tên cơ quan ban hành", "co_quan"),
    ("phai", "CỘNG HÒA", "Quốc hiệu, Tiêu ngữ", ""),
    ("trai", "Số:", "số, ký hiệu", "so, ky_hieu"),
    ("phai", "Hoa Đào, ngày", "địa danh, ngày ban hành", "dia_danh, ngay"),
    ("trai", "TỜ TRÌNH", "tên loại", "loai"),
    ("phai", "Về việc", "trích yếu", "trich_yeu"),
    ("trai", "Kính gửi:", "kính gửi", "kinh_gui"),
    ("phai", "Thực hiện Kế", "nội dung", "noi_dung"),
    ("trai", "I. SỰ", "đề mục tự đánh số", "##"),
    ("trai", "Nơi nhận:", "nơi nhận", "noi_nhan"),
    ("phai", "TM. ỦY", "quyền hạn, chức vụ", "nguoi_ky"),
    ("phai", "Lộc Văn", "họ tên", "nguoi_ky"),
]


def words(pdf):
    """Every word with its left end, its right end and the middle of its line, in mm."""
    page = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, text=True).stdout
    found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', page)
    mm = 25.4 / 72
    return [(float(l) * mm, float(r) * mm, (float(t) + float(b)) / 2 * mm, word) for l, t, r, b, word in found]


def place(words, side, begin):
    """Where a line from that side of the page reaches the words, in mm."""
    parts = begin.split()
    for at in range(len(words)):
        if [word for *_, word in words[at:at + len(parts)]] == parts:
            left, _, middle, _ = words[at]
            ends = [right for _, right, other, _ in words if abs(other - middle) < 1]
            return (left if side == "trai" else max(ends)), middle
    raise SystemExit(f"không thấy {begin!r} trên trang")


def save(png, name):
    """Few greys make a small file."""
    picture = Image.open(png).convert("L").quantize(16)
    picture.save(HERE / name, optimize=True)
    print(name, (HERE / name).stat().st_size // 1024, "KB")


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        shutil.copy(ROOT / "data/co-quan.yaml", folder)
        shutil.copy(HERE / "to-trinh.yaml", folder)
        build = [program, "build", folder / "to-trinh.yaml", "--format", "pdf,png", "--out", folder / "ra"]
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
        pdf, page = next((folder / "ra").glob("*.pdf")), next((folder / "ra").glob("*.png"))
        all_words = words(pdf)
        parts = [(side, *place(all_words, side, begin), name, key) for side, begin, name, key in PARTS]
        shutil.copy(page, folder / "trang.png")
        for source in ["hai-thu-tu.typ", "thanh-phan.typ"]:
            shutil.copy(HERE / source, folder)
        for name, ppi in [("hai-thu-tu", 110), ("thanh-phan", 120)]:
            inputs = {"trang": "trang.png", "cao": json.dumps(parts)}
            png = folder / f"{name}.out.png"
            typst.compile(str(folder / f"{name}.typ"), output=str(png), format="png", ppi=ppi, root=str(folder),
                          font_paths=[str(ROOT / "fonts")], sys_inputs=inputs)
            save(png, f"{name}.png")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]).resolve())
