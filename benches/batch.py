#!/usr/bin/env python3
"""Times a folder of 200 documents of 1 to 23 pages: ours against PyPI typst in a loop and LibreOffice in one call.

    pip install python-docx typst; apt-get install --no-install-recommends libreoffice-writer-nogui
    cargo build --release
    python3 benches/batch.py [--pairs 3] [--documents 200] [--program target/release/vanthu]

Wall time counts, as we use every core and the others do not; CPU stands beside it. Pairs are as in compare.py.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import compare

SAMPLES = ["thang-11-2025/bao-cao-thang", "ky-hop-6/to-trinh-ke-hoach-2026", "ky-hop-6/nghi-quyet-ke-hoach-2026"]
TYPST_LOOP = """
import sys, typst
for line in open(sys.argv[1], encoding="utf-8"):
    folder, pdf = line.rstrip("\\n").split("\\t")
    typst.compile(folder + "/van-ban.typ", output=pdf, root=folder, font_paths=[folder + "/phong-chu"],
                  pdf_standards=["a-2a", "ua-1"], timestamp=1764892800)
"""


def numbered(text, number):
    """The document under another number, so that no two are the same."""
    return re.sub(r"^so: .*$", f"so: {number}", text, count=1, flags=re.M)


def workspaces(folder, acceptance, count):
    """Of every twenty documents fifteen short ones of the samples, four resolutions and one long report."""
    samples, real = folder / "mau", folder / "that"
    shutil.copytree(compare.REPO / "data", samples, ignore=shutil.ignore_patterns("*.yaml", "out"))
    for path in (compare.REPO / "data").rglob("*.yaml"):
        if path.name in ("co-quan.yaml", "so-lieu.yaml", "chung.yaml"):
            shutil.copy(path, samples / path.relative_to(compare.REPO / "data"))
    real.mkdir()
    shutil.copy(acceptance / "co-quan.yaml", real)
    report, resolution = [next(acceptance.glob(pattern)) for pattern in ("bao-cao*.yaml", "nghi-quyet*.yaml")]
    documents = []
    for n in range(count):
        if n % 20 < 15:
            stem = SAMPLES[n % 3]
            source, words = compare.REPO / f"data/{stem}.yaml", compare.REPO / f"tests/golden/{stem}.txt"
            target = samples / f"{stem}-{n:03}.yaml"
        else:
            source = report if n % 20 == 19 else resolution
            words, target = source.with_name(f"{source.stem}.body.txt"), real / f"vb-{n:03}.yaml"
        target.write_text(numbered(source.read_text(encoding="utf-8"), n + 1), encoding="utf-8")
        documents.append((target, words))
    return [samples, real], documents


def docx(documents, folder):
    from docx import Document

    folder.mkdir()
    for target, words in documents:
        document = Document()
        for line in words.read_text(encoding="utf-8").splitlines():
            document.add_paragraph(line)
        document.save(folder / f"{target.stem}.docx")
    return sorted(str(path) for path in folder.iterdir())


def main():
    parser = argparse.ArgumentParser(description="So thời gian dựng 200 văn bản với Typst và LibreOffice.")
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--program", default=str(compare.REPO / "target/release/vanthu"))
    arguments = parser.parse_args()
    acceptance = compare.acceptance_folder("co-quan.yaml")
    if acceptance is None:
        sys.exit(1)
    with tempfile.TemporaryDirectory(prefix="vanthu-do-") as name:
        folder = Path(name)
        inputs, documents = workspaces(folder, acceptance, arguments.documents)
        paths = [str(path) for path in inputs]
        ours = [arguments.program, "build", *paths, "--force", "--out", str(folder / "ra")]
        subprocess.run([*ours[:-1], str(folder / "typ"), "--format", "typ"], check=True, capture_output=True)
        emitted = sorted(path.parent for path in (folder / "typ").rglob("van-ban.typ"))
        listed = folder / "ds.tsv"
        listed.write_text("".join(f"{path}\t{folder}/{i}.pdf\n" for i, path in enumerate(emitted)), encoding="utf-8")
        rivals = {"typst của PyPI": [sys.executable, "-c", TYPST_LOOP, str(listed)]}
        if office := shutil.which("soffice"):
            profile = f"-env:UserInstallation={(folder / 'ho-so').as_uri()}"
            words = docx(documents, folder / "docx")
            rivals["LibreOffice"] = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "lo"), *words]
        for rival, command in rivals.items():
            found = compare.paired(ours, command, arguments.pairs)
            mine, other, ratio = found["ours"], found["other"], found["ratio"]
            print(f"{len(emitted)} văn bản, {arguments.pairs} cặp, so với {rival}: "
                  f"chờ {mine['wall']:.2f} và {other['wall']:.2f} giây, {ratio['wall']:.2f} lần; "
                  f"CPU {mine['cpu']:.2f} và {other['cpu']:.2f} giây, {ratio['cpu']:.2f} lần; {mine['memory']:.0f} MB")


if __name__ == "__main__":
    main()
