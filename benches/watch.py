#!/usr/bin/env python3
"""Times `vanthu watch`: from a saved one-word edit to the line that names the new PDF, and memory along the way.

    cargo build --release
    python3 benches/watch.py [--edits 200] [--document acceptance|short] [--program target/release/vanthu]

`--document short --edits 10000` shows that memory stays flat. A time holds the system's file event, our waiting
for the burst to end, load to PDF, and the write with its fsync.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import compare

REPO = compare.REPO
SHORT = """loai: thong-bao
co_quan: ubnd
trich_yeu: Lịch họp
noi_dung: |
  Ủy ban nhân dân phường thông báo lịch họp số một của các phòng, đơn vị.
noi_nhan: ['Lưu: VT']
nguoi_ky: {chuc_vu: CHỦ TỊCH, ho_ten: Lộc Văn Khải}
"""


def memory(process):
    """Resident memory of a process, MB."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"^VmRSS:\s+(\d+)", status, re.M)[1]) / 1024


def prepared(folder, kind):
    """The workspace, the document, and the word that changes."""
    if kind == "short":
        shutil.copy(REPO / "data/co-quan.yaml", folder)
        path = folder / "thong-bao.yaml"
        path.write_text(SHORT, encoding="utf-8")
        return path, "số một"
    acceptance = compare.acceptance_folder("bao-cao-418.yaml")
    if acceptance is None:
        sys.exit(1)
    shutil.copy(acceptance / "co-quan.yaml", folder)
    path = folder / "bao-cao-418.yaml"
    shutil.copy(acceptance / path.name, path)
    words = re.findall(r"(?<=\s)[^\W\d_]{6,}(?=\s)", path.read_text(encoding="utf-8").split("noi_dung:")[1])
    return path, words[len(words) // 2]


def main():
    parser = argparse.ArgumentParser(description="Đo vanthu watch: từ lúc lưu tới lúc có PDF mới, và bộ nhớ.")
    parser.add_argument("--edits", type=int, default=200)
    parser.add_argument("--document", choices=["acceptance", "short"], default="acceptance")
    parser.add_argument("--program", default=str(REPO / "target/release/vanthu"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vanthu-do-") as name:
        path, word = prepared(Path(name), arguments.document)
        text = path.read_text(encoding="utf-8")
        at = text.index(word, text.index("noi_dung:"))
        command = [arguments.program, "watch", str(path), "--out", str(Path(name) / "ra")]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        process.stdout.readline()
        times, curve = [], []
        for n in range(arguments.edits):
            path.with_suffix(".moi").write_text(f"{text[:at]}{word} {n}{text[at + len(word):]}", encoding="utf-8")
            time.sleep(0.02 if arguments.edits <= 1000 else 0)
            start = time.perf_counter()
            os.replace(path.with_suffix(".moi"), path)
            line = process.stdout.readline()
            times.append(time.perf_counter() - start)
            assert "trang" in line, line
            if n % max(1, arguments.edits // 10) == 0 or n + 1 == arguments.edits:
                curve.append(f"{n}: {memory(process):.0f}")
        process.terminate()
    ordered = sorted(times)
    print(f"{arguments.edits} lần sửa: trung vị {statistics.median(times) * 1000:.1f} ms, "
          f"9/10 dưới {ordered[len(ordered) * 9 // 10] * 1000:.1f} ms, nhanh nhất {ordered[0] * 1000:.1f} ms")
    print("bộ nhớ, MB, theo lần sửa: " + ", ".join(curve))


if __name__ == "__main__":
    main()
