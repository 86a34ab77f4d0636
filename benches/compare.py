#!/usr/bin/env python3
"""Times whole processes on the 24-page acceptance report, pair by pair: ours against what an office would use.

    pip install python-docx typst; apt-get install --no-install-recommends libreoffice-writer-nogui
    cargo bench --bench typesetting          # optional: adds the warm edit to the table
    python3 benches/compare.py [--pairs 15] [--json] [--no-build]

Each pair runs ours and the other one right after the other, in turn first; a ratio is the median of the pairs'
ratios, so that a machine which is busy now and idle later slows both sides of a pair alike. CPU is user + system
time of the process and its children. The first run of everything is thrown away.
"""

import argparse
import importlib.metadata
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent
REPORT = "bao-cao-418"
TYPST_CALL = """
import sys, typst
folder = sys.argv[1]
fonts = [folder + "/phong-chu"]
if sys.argv[3] == "lean":
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=fonts)
typst.compile(folder + "/van-ban.typ", output=sys.argv[2], root=folder, font_paths=fonts,
              pdf_standards=["a-2a", "ua-1"], timestamp=1764892800)
"""
# The same words as a Word file of an office: paragraphs, and footnotes that are footnotes. python-docx writes no
# footnotes, so their part is made here; each mark ends the paragraph that holds the words before it in the YAML.
DOCX_CALL = r"""
import re, sys
from pathlib import Path
from xml.sax.saxutils import escape
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Cm, Pt

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
target, yaml, body, notes = sys.argv[1], *(Path(name).read_text(encoding="utf-8") for name in sys.argv[2:])

def squeezed(text):
    return "".join(filter(str.isalnum, text))

marks = {}
for found in re.finditer(r"\[\^(\d+)\](?!:)", yaml):
    marks[squeezed(yaml[max(0, found.start() - 120):found.start()])[-40:]] = int(found[1])

document = Document()
section = document.sections[0]
section.page_width, section.page_height = Cm(21), Cm(29.7)
section.top_margin = section.bottom_margin = section.right_margin = Cm(2)
section.left_margin = Cm(3)
style = document.styles["Normal"]
style.font.name, style.font.size = "Liberation Serif", Pt(14)
style.paragraph_format.space_after = Pt(6)
style.paragraph_format.line_spacing = 1.0
placed = set()
for line in body.splitlines():
    paragraph = document.add_paragraph(line)
    paragraph.paragraph_format.first_line_indent = Cm(1.27)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    for words, number in marks.items():
        if words in squeezed(line) and number not in placed:
            placed.add(number)
            mark = f'<w:r {W}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'
            paragraph._p.append(parse_xml(mark))
texts = notes.splitlines()
if len(placed) != len(texts):
    sys.exit(f"{len(placed)}/{len(texts)} footnotes found their paragraph")
plain = [f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
         for n, kind in ((-1, "separator"), (0, "continuationSeparator"))]
size = '<w:rPr><w:sz w:val="20"/></w:rPr>'
for number, text in enumerate(texts, 1):
    plain.append(f'<w:footnote w:id="{number}"><w:p><w:pPr><w:spacing w:after="0"/><w:jc w:val="both"/></w:pPr>'
                 f'<w:r><w:rPr><w:vertAlign w:val="superscript"/><w:sz w:val="20"/></w:rPr><w:footnoteRef/></w:r>'
                 f'<w:r>{size}<w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>')
xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {W}>{"".join(plain)}</w:footnotes>'
kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), document.part.package)
document.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes")
document.save(target)
"""


def note(text):
    print(text, file=sys.stderr)


def acceptance_folder(name):
    """The folder of the acceptance documents if it has this file; says so when this machine has it not."""
    folder = Path(os.environ.get("VANTHU_SHARED") or REPO.parent / "shared") / "acceptance"
    if (folder / name).is_file():
        return folder
    note("KHÔNG ĐO: không có ../shared/acceptance (hoặc VANTHU_SHARED) trên máy này")
    return None


def run(command):
    """Runs a process to its end: CPU and wall seconds, peak memory in MB."""
    with open(os.devnull, "r+b") as null:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=null, stdout=null, stderr=subprocess.PIPE)
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]}: mã {process.returncode}\n{errors.decode(errors='replace')}")
    return {"cpu": usage.ru_utime + usage.ru_stime, "wall": wall, "memory": usage.ru_maxrss / 1024}


def median_of(runs):
    return {key: statistics.median(one[key] for one in runs) for key in runs[0]}


def paired(ours, other, pairs):
    """Medians of both sides, and of the pairs' ratios other : ours."""
    run(ours)
    run(other)
    left, right = [], []
    for turn in range(pairs):
        for command, runs in ((ours, left), (other, right))[:: 1 if turn % 2 else -1]:
            runs.append(run(command))
    both = list(zip(left, right))
    ratio = {key: statistics.median(b[key] / a[key] for a, b in both) for key in left[0]}
    return {"ours": median_of(left), "other": median_of(right), "ratio": ratio}


def pages(pdf):
    """Pages of a PDF, to see that both sides did the same work; unknown without poppler."""
    if not shutil.which("pdfinfo"):
        return None
    text = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True).stdout
    found = re.search(r"^Pages:\s+(\d+)", text, re.M)
    return int(found[1]) if found else None


def cargo(*arguments):
    return subprocess.run(["cargo", *arguments], cwd=REPO, check=True, stdout=subprocess.PIPE, text=True).stdout


def programs(build):
    """The release binary, the bench binary, and the folder with criterion's estimates."""
    target = Path(json.loads(cargo("metadata", "--format-version", "1", "--no-deps"))["target_directory"])
    if build:
        cargo("build", "--release", "--locked", "--bin", "vanthu")
    messages = cargo("bench", "--locked", "--bench", "typesetting", "--no-run", "--message-format", "json")
    built = [json.loads(line) for line in messages.splitlines() if line.startswith("{")]
    bench = [one["executable"] for one in built if one.get("target", {}).get("name") == "typesetting"]
    return target / "release" / "vanthu", next(path for path in bench if path), target / "criterion"


def locked(package):
    """The version of a package in Cargo.lock."""
    text = (REPO / "Cargo.lock").read_text(encoding="utf-8")
    return re.search(rf'name = "{package}"\nversion = "([^"]+)"', text)[1]


def installed(package):
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def libreoffice(folder, acceptance):
    """The command that converts the same words from DOCX, or nothing when a part is missing."""
    office = shutil.which("soffice")
    if not office or not installed("python-docx"):
        note("KHÔNG ĐO LibreOffice: cần libreoffice-writer-nogui và python-docx")
        return None
    docx = folder / f"{REPORT}.docx"
    words = [str(acceptance / f"{REPORT}.{part}") for part in ("yaml", "body.txt", "notes.txt")]
    subprocess.run([sys.executable, "-c", DOCX_CALL, str(docx), *words], check=True)
    profile = f"-env:UserInstallation={(folder / 'ho-so').as_uri()}"
    out = folder / "libreoffice"
    return [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(out), str(docx)]


def pypi_typst():
    """Whether PyPI's typst is there, of the release that we link."""
    version, ours = installed("typst"), locked("typst")
    if version is None:
        note("KHÔNG ĐO typst của PyPI: chưa cài (pip install typst)")
        return False
    if version.split(".")[:2] != ours.split(".")[:2]:
        note(f"KHÔNG ĐO typst của PyPI: bản {version}, chương trình dùng {ours}")
        return False
    return True


def warm_edit(criterion):
    """Criterion's medians of the warm edit and of the cold build, in seconds."""
    medians = {}
    for name in ("nguoi", "sua-mot-chu"):
        path = criterion / REPORT / name / "new" / "estimates.json"
        if not path.is_file():
            note(f"KHÔNG ĐO sửa một chữ: chưa chạy cargo bench --bench typesetting (không có {name})")
            return None
        medians[name] = json.loads(path.read_text())["median"]["point_estimate"] / 1e9
    return {"cold": medians["nguoi"], "edit": medians["sua-mot-chu"], "ratio": medians["nguoi"] / medians["sua-mot-chu"]}


def measure(folder, acceptance, pairs, build):
    binary, bench, criterion = programs(build)
    source = str(acceptance / f"{REPORT}.yaml")
    out, emitted = folder / "vanthu", folder / "typ" / REPORT
    ours = [str(binary), "build", source, "--force", "--out", str(out)]
    run([str(binary), "build", source, "--format", "typ", "--out", str(folder / "typ")])
    result = {"pairs": pairs, "against": {}, "pages": {}}

    def against(name, command, pdf):
        result["against"][name] = paired(ours, command, pairs)
        result["pages"][name] = pages(pdf)

    alone = folder / "alone.pdf"
    against("typst alone", [bench, "--typst-alone", str(emitted), str(alone)], alone)
    if pypi_typst():
        python = [sys.executable, "-c"]
        for name, mode in (("PyPI typst", "plain"), ("PyPI typst, no system fonts", "lean")):
            pdf = folder / f"pypi-{mode}.pdf"
            against(name, [*python, TYPST_CALL, str(emitted), str(pdf), mode], pdf)
        result["python_start"] = median_of([run([*python, "import typst"]) for _ in range(pairs)])
    if command := libreoffice(folder, acceptance):
        against("LibreOffice", command, folder / "libreoffice" / f"{REPORT}.pdf")
    result["pages"]["vanthu"] = pages(out / f"{REPORT}.pdf")
    version = [run([str(binary), "--version"])["wall"] for _ in range(51)][1:]
    result["version_wall"] = statistics.median(version)
    result["binary_mb"] = binary.stat().st_size / 1e6
    result["memory_mb"] = max(one["ours"]["memory"] for one in result["against"].values())
    result["edit"] = warm_edit(criterion)
    return result


def goals(result):
    """(what, measured, what it should be, whether it is) for every goal that could be measured."""
    against = result["against"]
    rows = []
    if office := against.get("LibreOffice"):
        rows.append(("nhanh hơn LibreOffice (CPU), lần", office["ratio"]["cpu"], "≥ 7", office["ratio"]["cpu"] >= 7))
    if pypi := against.get("PyPI typst"):
        share = 1 / pypi["ratio"]["wall"]
        rows.append(("so với typst của PyPI (thời gian chờ), lần", share, "≤ 0,5", share <= 0.5))
        net = (pypi["other"]["cpu"] - result["python_start"]["cpu"]) / pypi["ours"]["cpu"]
        rows.append(("như trên, CPU và trừ lúc Python khởi động, lần", 1 / net, "≤ 0,5", net >= 2))
    share = 1 / against["typst alone"]["ratio"]["cpu"]
    rows.append(("so với riêng Typst trong tiến trình (CPU), lần", share, "≤ 1,3", share <= 1.3))
    if edit := result["edit"]:
        rows.append(("sửa một chữ nhanh hơn dựng từ đầu, lần", edit["ratio"], "≥ 5", edit["ratio"] >= 5))
    version = result["version_wall"] * 1000
    rows.append(("vanthu --version, ms", version, "< 15", version < 15))
    rows.append(("tệp chương trình, MB", result["binary_mb"], "< 60", result["binary_mb"] < 60))
    rows.append(("bộ nhớ cao nhất, MB", result["memory_mb"], "< 100", result["memory_mb"] < 100))
    return rows


def comma(number):
    return f"{number:.2f}".replace(".", ",")


def table(result):
    names = {
        "typst alone": "riêng Typst",
        "PyPI typst": "typst của PyPI",
        "PyPI typst, no system fonts": "typst của PyPI, bỏ phông hệ thống",
        "LibreOffice": "LibreOffice",
    }
    print(f"Báo cáo {REPORT}, {result['pages']['vanthu'] or '?'} trang, {result['pairs']} cặp; giây, MB, trung vị\n")
    print(f"{'so với':34} {'trang':>5} {'CPU ta':>7} {'CPU nó':>7} {'lần':>6} {'chờ ta':>7} {'chờ nó':>7} {'lần':>6} {'MB ta':>6} {'MB nó':>6}")
    for key, one in result["against"].items():
        ours, other, ratio = one["ours"], one["other"], one["ratio"]
        times = " ".join(
            f"{comma(ours[what]):>7} {comma(other[what]):>7} {comma(ratio[what]):>6}" for what in ("cpu", "wall")
        )
        memory = f"{ours['memory']:6.0f} {other['memory']:6.0f}"
        print(f"{names[key]:34} {result['pages'][key] or '?':>5} {times} {memory}")
    if start := result.get("python_start"):
        print(f"\nPython khởi động và import typst: CPU {comma(start['cpu'])}, chờ {comma(start['wall'])}")
    if edit := result["edit"]:
        print(f"Trong một tiến trình: từ đầu {edit['cold'] * 1000:.0f} ms, sửa một chữ {edit['edit'] * 1000:.1f} ms")
    print(f"\n{'mục tiêu':48} {'đo được':>8} {'cần':>6}")
    for what, measured, wanted, met in goals(result):
        print(f"{what:48} {comma(measured):>8} {wanted:>6}  {'đạt' if met else 'CHƯA ĐẠT'}")


def main():
    parser = argparse.ArgumentParser(description="So thời gian dựng báo cáo mẫu với LibreOffice và Typst.")
    parser.add_argument("--pairs", type=int, default=15, help="số cặp (mặc định 15)")
    parser.add_argument("--json", action="store_true", help="in JSON thay cho bảng")
    parser.add_argument("--no-build", action="store_true", help="dùng chương trình đã dựng trong target/release")
    arguments = parser.parse_args()
    acceptance = acceptance_folder(f"{REPORT}.yaml")
    if acceptance is None:
        return
    with tempfile.TemporaryDirectory(prefix="vanthu-do-") as folder:
        result = measure(Path(folder), acceptance, arguments.pairs, not arguments.no_build)
    if arguments.json:
        print(json.dumps(result, indent=2))
    else:
        table(result)


if __name__ == "__main__":
    main()
