#!/usr/bin/env python3
"""Measures how the cost of a file grows with its size: each kind of input at n, 2n and 4n, CPU seconds and peak memory.

    cargo build --release
    python3 benches/growth.py [--program target/release/vanthu] [--only "braces;references"] [--json]

The exponent is log2 of the cost at 4n by that at 2n, what an empty document costs taken off both: 1 grows with the size,
2 with its square. A cost that is smaller than the noise has none. A run is ended after a minute.
"""

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
import unicodedata
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent
LIMIT = 60
NOISE = 0.04  # CPU seconds
OFFICE = (REPO / "tests" / "support" / "co-quan.yaml").read_text(encoding="utf-8")
HEAD = "loai: bao-cao\nco_quan: ubnd\nso: 5\nngay: 2025-12-05\ntrich_yeu: Kết quả\nnguoi_ky: ct-ubnd\nnoi_nhan: chung\n"
WORDS = "Phường đã triển khai các nhiệm vụ được giao trong kỳ báo cáo, bảo đảm tiến độ."


def report(body, head=""):
    lines = "".join(f"  {line}\n" if line else "\n" for line in body.split("\n"))
    return {"a.yaml": f"{HEAD}{head}noi_dung: |\n{lines}"}


def paragraphs(count, words=WORDS):
    return "\n\n".join(f"{words} Việc thứ {n}." for n in range(count))


def table(label, rows="| 1 | 2 |"):
    mark = f"\n{{nhan={label}}}" if label else ""
    return f"Bảng: Kết quả {label}{mark}\n\n| A | B |\n|---|---|\n{rows}"


def figures(count):
    entries = "".join(f"  ct{n}: {{ ten: Chỉ tiêu {n}, don_vi: tấn, thuc_hien: {n} }}\n" for n in range(count))
    return f"ky_bao_cao: năm 2025\nthu:\n  ten: Thu\n{entries}"


def blocks(count):
    block = "```bang\nchi_tieu: thu\nnhan: b{}\nten: Bảng số {}\ncot: [thuc_hien]\n```"
    words = "\n\n".join(f"{block.format(n, n)}\n\nXem [](#b{n})." for n in range(count))
    return {**report(words), "so-lieu.yaml": figures(1)}


def pair(old, new):
    return {"a.yaml": report(old)["a.yaml"], "b.yaml": report(new)["a.yaml"]}


def rows(count, changed=()):
    lines = (f"| Việc {n} | {'đã' if n in changed else 'chưa'} xong |" for n in range(count))
    return table("", "\n".join(lines))


def letters(count, twist):
    words = (f"chữ{n % 97}{twist if n % 3 == 0 else ''}" for n in range(count // 5))
    return " ".join(words)


def annexes(count):
    item = "  - ten: Phụ lục {}\n    noi_dung: |\n      " + WORDS + "\n\n      | A | B |\n      |---|---|\n      | 1 | 2 |\n"
    return report("Chữ.", "phu_luc:\n" + "".join(item.format(n) for n in range(count)))


def many_documents(count):
    return {f"d{n % 50:02}/v{n}.yaml": report(f"Chữ số {n}.")["a.yaml"] for n in range(count)}


def letters_of_list(count):
    lines = "".join(f"Người {n}\n" for n in range(count))
    return {**report("Gửi {{ khach.ho_ten }}.", "danh_sach: a.csv\n"), "a.csv": "Họ tên\n" + lines}


def one_letter_changed(count):
    files = letters_of_list(count)
    return {**files, "a.csv": files["a.csv"].replace("Người 7\n", "Người bảy\n")}


BUILD, CHECK, DIFF = ["build", "a.yaml"], ["build", "a.yaml", "--json"], ["diff", "a.yaml", "b.yaml"]
REDLINE = [*DIFF, "--redline", "so.pdf"]
# name: (n, arguments, what makes the files of size n, and those of the runs behind it)
CASES = {
    "braces": (5000, CHECK, lambda n: report("{{ " * n)),
    "braces in lines": (5000, CHECK, lambda n: report("a {{\n\n" * n)),
    "single braces": (5000, CHECK, lambda n: report("{ " * n)),
    "broken expressions": (5000, CHECK, lambda n: report(" ".join(f"{{{{ a{k} b }}}}" for k in range(n)))),
    "unknown names": (5000, CHECK, lambda n: report(" ".join(f"{{{{ a.b{k} }}}}" for k in range(n)))),
    "figures in words": (2500, BUILD, lambda n: {**report("\n\n".join("Thu {{ thu.ct1 }} tấn." for _ in range(n))), "so-lieu.yaml": figures(9)}),
    "unknown keys": (12500, CHECK, lambda n: {"a.yaml": HEAD + "".join(f"khoa_{k}: x\n" for k in range(n)) + "noi_dung: Chữ\n"}),
    "the same key": (12500, CHECK, lambda n: {"a.yaml": HEAD + "so: 5\n" * n + "noi_dung: Chữ\n"}),
    "figures": (2500, BUILD, lambda n: {**report("Thu {{ thu.ct1 }}."), "so-lieu.yaml": figures(n)}),
    "keys of figures": (5000, CHECK, lambda n: {**report("Chữ."), "so-lieu.yaml": figures(1) + "".join(f"  la{k}: {{ x: 1 }}\n" for k in range(n))}),
    "references": (5000, CHECK, lambda n: report(" ".join(f"[](#bang-{k})" for k in range(n)))),
    "blocks and references": (100, BUILD, blocks),
    "fences": (5000, CHECK, lambda n: report("```\nx\n```\n\n" * n)),
    "open fences": (5001, CHECK, lambda n: report("```x\n" * (n | 1))),
    "decomposed letters": (50000, BUILD, lambda n: report(unicodedata.normalize("NFD", (WORDS + " ") * (n // 80)))),
    "decomposed, no blanks": (50000, CHECK, lambda n: report("a\u0301\u0323" * n)),
    "emphasis": (5000, BUILD, lambda n: report("**a** *b* " * n)),
    "open emphasis": (5000, CHECK, lambda n: report("**a *b " * n)),
    "stars": (25000, CHECK, lambda n: report("*" * n)),
    "stars apart": (25000, CHECK, lambda n: report("* " * n)),
    "stars in lines": (5000, CHECK, lambda n: report("**a\n" * n)),
    "square brackets": (25000, CHECK, lambda n: report("[" * n)),
    "brackets both": (25000, CHECK, lambda n: report("[" * n + "]" * n)),
    "links": (5000, CHECK, lambda n: report("[a](" * n)),
    "images": (5000, CHECK, lambda n: report("![" * n + "](b)" * n)),
    "notes asked for": (5000, CHECK, lambda n: report(" ".join(f"a[^{k}]" for k in range(n)))),
    "notes": (500, BUILD, lambda n: report(" ".join(f"a[^{k}]" for k in range(n)) + "\n\n" + "\n\n".join(f"[^{k}]: chú {k}" for k in range(n)))),
    "notes not used": (5000, CHECK, lambda n: report("\n\n".join(f"[^{k}]: chú {k}" for k in range(n)))),
    "raised letters": (5000, BUILD, lambda n: report("m^2^ và H~2~O " * n)),
    "carets": (25000, CHECK, lambda n: report("^ a" * n)),
    "tags": (5000, CHECK, lambda n: report("<b>x</b> " * n)),
    "entities": (25000, BUILD, lambda n: report("&amp; " * n)),
    "backticks": (5000, CHECK, lambda n: report("".join("`" * (k % 50 + 1) + "a" for k in range(n)))),
    "quotes of quotes": (5000, CHECK, lambda n: report(">" * n + " a")),
    "lists in lists": (5000, CHECK, lambda n: report("- " * n + "a")),
    "lines of lists": (2500, CHECK, lambda n: report("\n".join("  " * (k % 400) + "- a" for k in range(n)))),
    "lines below an item": (5000, BUILD, lambda n: report("- a\n" + "  b c.\n" * n)),
    "indented lines": (5000, BUILD, lambda n: report("\n".join(f"   Dòng {k}." for k in range(n)))),
    "long line": (50000, BUILD, lambda n: report((WORDS + " ") * (n // 80))),
    "long word": (10000, BUILD, lambda n: report("x" * n)),
    "blank lines": (100000, BUILD, lambda n: report("a" + "\n" * n + "b")),
    "paragraphs": (500, BUILD, lambda n: report(paragraphs(n))),
    "headings": (500, BUILD, lambda n: report("\n\n".join(f"## Việc {k}\n\nChữ." for k in range(n)))),
    "items": (1000, BUILD, lambda n: report("\n".join(f"- Việc {k}" for k in range(n)))),
    "small tables": (200, BUILD, lambda n: report("\n\n".join(table(f"b{k}").replace(f"\n{{nhan=b{k}}}", "") for k in range(n)))),
    "rows of a table": (500, BUILD, lambda n: report(rows(n))),
    "cells of a row": (500, CHECK, lambda n: report("|" + " a |" * n + "\n|" + "---|" * n + "\n|" + " 1 |" * n)),
    "typed numbers": (5000, CHECK, lambda n: report("\n\n".join(f"{k}. Việc" for k in range(n)))),
    "unclear lines": (5000, BUILD, lambda n: report("\n".join("Phường đã triển khai các nhiệm vụ được giao trong kỳ và" for _ in range(n)))),
    "aliases": (5000, CHECK, lambda n: {"a.yaml": HEAD + "noi_dung: Chữ\ncan_cu:\n  - &a x\n" + "  - *a\n" * n}),
    "anchors": (5000, CHECK, lambda n: {"a.yaml": HEAD + "noi_dung: Chữ\ncan_cu:\n" + "".join(f"  - &a{k} x\n" for k in range(n))}),
    "question marks": (5000, CHECK, lambda n: {**report("Chữ."), "so-lieu.yaml": figures(1) + "".join(f"  c{k}: {{ ten: A, thuc_hien: ? }}\n" for k in range(n))}),
    "recipients": (500, BUILD, lambda n: {"a.yaml": HEAD.replace("noi_nhan: chung\n", "noi_nhan:\n" + "".join(f"  - Nơi {k};\n" for k in range(n))) + "noi_dung: Chữ\n"}),
    "wrong lines": (5000, CHECK, lambda n: {"a.yaml": HEAD + "".join(f"  x{k}: a: b\n" for k in range(n))}),
    "lines without bar": (5000, CHECK, lambda n: {"a.yaml": HEAD + "noi_dung:\n" + "Dòng chữ: x\n" * n}),
    "lines with tabs": (5000, CHECK, lambda n: {"a.yaml": HEAD + "noi_dung: |\n" + "\tDòng chữ\n" * n}),
    "lists without dashes": (5000, CHECK, lambda n: {"a.yaml": HEAD + "can_cu:\n" + "Căn cứ luật;\n" * n}),
    "open quotes": (5000, CHECK, lambda n: {"a.yaml": HEAD + 'can_cu:\n' + '  - "a\n' * n}),
    "flow lists": (5000, CHECK, lambda n: {"a.yaml": HEAD + "can_cu: " + "[" * n + "]" * n + "\n"}),
    "flow items": (25000, CHECK, lambda n: {"a.yaml": HEAD + "can_cu: [" + "a, " * n + "b]\n"}),
    "annexes": (25, BUILD, annexes),
    "letters": (50, BUILD, letters_of_list),
    "letters, one changed": (50, BUILD, letters_of_list, one_letter_changed),
    "documents": (100, ["build", "."], many_documents),
    "documents kept": (100, ["build", "."], many_documents, many_documents),
    "diff, all changed": (500, DIFF, lambda n: pair(paragraphs(n), paragraphs(n, WORDS.replace("các", "mọi")))),
    "diff, nothing alike": (500, DIFF, lambda n: pair(paragraphs(n), "\n\n".join(f"Kết {k} khác hẳn {k * 7}." for k in range(n)))),
    "diff, long paragraph": (5000, DIFF, lambda n: pair(letters(n, ""), letters(n, "x"))),
    "diff, one changed row": (500, DIFF, lambda n: pair(rows(n), rows(n, {n // 2}))),
    "diff, changed rows": (500, DIFF, lambda n: pair(rows(n), rows(n, range(0, n, 2)))),
    "diff, one long cell": (5000, DIFF, lambda n: pair(table("", f"| a | {letters(n, '')} |"), table("", f"| a | {letters(n, 'x')} |"))),
    "redline, all changed": (250, REDLINE, lambda n: pair(paragraphs(n), paragraphs(n, WORDS.replace("các", "mọi")))),
    "redline, long paragraph": (5000, REDLINE, lambda n: pair(letters(n, ""), letters(n, "x"))),
}


def limited():
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT * 2, LIMIT * 2))


def run(program, arguments, folder):
    """CPU seconds, peak memory in MB, bytes told and exit status of one run."""
    with tempfile.TemporaryFile() as told:
        start = time.monotonic()
        process = subprocess.Popen(
            [program, *arguments], cwd=folder, stdin=subprocess.DEVNULL, stdout=told, stderr=told, preexec_fn=limited
        )
        while time.monotonic() - start < LIMIT:
            done, status, usage = os.wait4(process.pid, os.WNOHANG)
            if done:
                break
            time.sleep(0.002)
        else:
            process.kill()
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        size = told.seek(0, 2)
    return {
        "cpu": usage.ru_utime + usage.ru_stime,
        "memory": usage.ru_maxrss / 1024,
        "told": size,
        "status": process.returncode,
    }


def measured(program, arguments, *states):
    """The run on the last state of the files, behind runs on those before it."""
    with tempfile.TemporaryDirectory(prefix="vanthu-do-") as folder:
        for files in states:
            for name, content in {"co-quan.yaml": OFFICE, **files}.items():
                path = Path(folder) / name
                path.parent.mkdir(exist_ok=True)
                path.write_text(content, encoding="utf-8")
            result = run(program, arguments, folder)
    return result


def exponent(small, large, base, noise):
    small, large = small - base, large - base
    return math.log2(large / small) if small > noise and large > noise else None


def measure(program, names):
    least = lambda *files: min((measured(program, *files) for _ in range(4)), key=lambda one: one["cpu"])
    bases = {"build": least(CHECK, report("{{")), "diff": least(DIFF, pair("Chữ.", "Chữ khác."))}
    for name in names:
        first, arguments, *states = CASES[name]
        runs = []
        for times in (1, 2, 4):
            runs.append(measured(program, arguments, *(make(first * times) for make in states)))
            if runs[-1]["status"] not in (0, 1):
                break
        base = bases[arguments[0]]
        result = {"name": name, "n": [first * times for times in (1, 2, 4)], "runs": runs}
        if len(runs) == 3:
            result["cpu"] = exponent(runs[1]["cpu"], runs[2]["cpu"], base["cpu"], NOISE)
            result["memory"] = exponent(runs[1]["memory"], runs[2]["memory"], base["memory"], 8)
        yield result


def shown(number, digits=2):
    return "—" if number is None else f"{number:.{digits}f}".replace(".", ",")


def line(result):
    cells = "  ".join(f"{shown(one['cpu']):>6} s {one['memory']:5.0f} MB" for one in result["runs"])
    end = result["runs"][-1]
    ending = "" if end["status"] in (0, 1) else f"  MÃ {end['status']}"
    powers = f"{shown(result.get('cpu')):>5} {shown(result.get('memory')):>5}"
    return f"{result['name']:24} {result['n'][-1]:7} {powers}  {cells}  {end['told'] // 1024} KB{ending}"


def main():
    parser = argparse.ArgumentParser(description="Đo chi phí tăng theo cỡ tệp.")
    parser.add_argument("--program", type=Path, default=REPO / "target" / "release" / "vanthu")
    parser.add_argument("--only", help="các phép đo, cách nhau bằng dấu chấm phẩy")
    parser.add_argument("--json", action="store_true", help="in JSON thay cho bảng")
    arguments = parser.parse_args()
    names = [name.strip() for name in arguments.only.split(";")] if arguments.only else list(CASES)
    results = []
    if not arguments.json:
        print(f"{'':24} {'4n':>7} {'CPU':>5} {'MB':>5}  n, 2n, 4n; số mũ từ 2n đến 4n; chữ in ra ở 4n", flush=True)
    for result in measure(str(arguments.program.resolve()), names):
        results.append(result)
        if not arguments.json:
            print(line(result), flush=True)
    if arguments.json:
        json.dump(results, sys.stdout, ensure_ascii=False, indent=2)


if __name__ == "__main__":
    main()
