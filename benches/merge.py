#!/usr/bin/env python3
"""Times a mail merge as a whole process: N one-page letters from a generated CSV against one document on a warm cache.

    cargo bench --bench typesetting -- mot-trang     # the warm single document: benches merge against its edit
    python3 benches/merge.py [--letters 10000] [--threads 1,2] [--program target/release/vanthu]

For each count of threads: letters a second, letters a second of CPU, peak memory, and the curve of memory as the
letters are built. A second build, in which nothing is set, and one after an edit of a single row are timed too. The
warm single document is criterion's `sua-mot-chu` (one word edited, from YAML to PDF in one process); without
criterion's file it is measured from the process: (1.000 letters − 1 letter) / 999 on one thread.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent
OFFICE = (REPO / "tests/support/co-quan.yaml").read_text(encoding="utf-8")
LETTER = """\
loai: cong-van
co_quan: ubnd
so: 12
ngay: 2026-01-15
trich_yeu: Mời dự hội nghị tổng kết công tác năm 2025
danh_sach: khach.csv
ten_tep: "giay-moi-{{ khach.stt }}"
kinh_gui: "{{ khach.xung_ho }} {{ khach.ho_va_ten }}"
noi_dung: |
  Ủy ban nhân dân phường trân trọng kính mời {{ khach.xung_ho }} {{ khach.ho_va_ten }}, {{ khach.don_vi }}, dự hội nghị.

  Trong tháng, phường tiếp 14 lượt công dân với 11 vụ việc, giảm 03 lượt so với tháng trước; không có đoàn đông người.

  Thời gian: từ 8 giờ ngày 20/01/2026, tại Hội trường Ủy ban nhân dân phường; ghế số {{ khach.stt }}.

  Rất mong {{ khach.xung_ho }} sắp xếp thời gian tham dự để hội nghị thành công tốt đẹp.
noi_nhan: [Như trên, 'Lưu: VT']
nguoi_ky: {quyen_han: TM. ỦY BAN NHÂN DÂN, chuc_vu: CHỦ TỊCH, ho_ten: Lộc Văn Khải}
"""
FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vi", "Lộc", "Nông", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô"]
MIDDLE = ["Văn", "Thị", "Đức", "Minh", "Ngọc", "Hữu", "Thanh"]
GIVEN = ["An", "Bình", "Chung", "Dũng", "Giang", "Hạnh", "Khải", "Lan", "Mai", "Nam", "Oanh", "Phúc", "Quý", "Sơn",
         "Thủy", "Uyên", "Vân", "Xuân", "Yến"]


def row(n):
    name = f"{FAMILY[n % len(FAMILY)]} {MIDDLE[n % len(MIDDLE)]} {GIVEN[n % len(GIVEN)]}"
    return f"{n:05};{'ông' if n % 2 else 'bà'};{name};Tổ dân phố {n % 97 + 1}\n"


def workspace(folder, letters):
    folder.mkdir(parents=True)
    (folder / "co-quan.yaml").write_text(OFFICE, encoding="utf-8")
    (folder / "giay-moi.yaml").write_text(LETTER, encoding="utf-8")
    rows = "".join(row(n) for n in range(1, letters + 1))
    (folder / "khach.csv").write_text("STT;Xưng hô;Họ và tên;Đơn vị\n" + rows, encoding="utf-8")
    return folder


def resident(pid):
    try:
        with open(f"/proc/{pid}/statm", encoding="ascii") as statm:
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except (OSError, IndexError, ValueError):
        return None


def run(program, folder, threads, *more):
    """Builds, and returns wall and CPU seconds, peak memory in MB, and the memory at ten moments."""
    environment = {**os.environ, "RAYON_NUM_THREADS": str(threads)}
    command = [str(program), "build", str(folder), "--out", str(folder / "out"), *more]
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    memory, over = [], threading.Event()

    def watch():
        while not over.wait(0.1):
            now = resident(process.pid)
            if now:
                memory.append(now)

    watcher = threading.Thread(target=watch)
    watcher.start()
    said = process.stdout.read().decode()
    errors = process.stderr.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    over.set()
    watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"mã {process.returncode}\n{errors}")
    curve = [memory[i * (len(memory) - 1) // 9] for i in range(10)] if len(memory) > 9 else memory
    cpu = usage.ru_utime + usage.ru_stime
    return {"wall": wall, "cpu": cpu, "peak": usage.ru_maxrss / 1024, "curve": curve, "said": said.strip()}


def warm_single(program, folder):
    """Seconds a document on a warm cache takes, and where that is from."""
    criterion = REPO / "target" / "criterion" / "mot-trang" / "sua-mot-chu" / "new" / "estimates.json"
    if criterion.is_file():
        return json.loads(criterion.read_text())["median"]["point_estimate"] / 1e9, "criterion, sua-mot-chu"
    one, many = (run(program, workspace(folder / str(n), n), 1)["cpu"] for n in (1, 1000))
    return (many - one) / 999, "1.000 thư trừ 1 thư, một luồng"


def comma(number, digits=1):
    return f"{number:.{digits}f}".replace(".", ",")


def main():
    parser = argparse.ArgumentParser(description="Đo trộn thư.")
    parser.add_argument("--letters", type=int, default=10_000, help="số thư (mặc định 10000)")
    parser.add_argument("--threads", default=f"1,{os.cpu_count()}", help="các số luồng, cách nhau dấu phẩy")
    parser.add_argument("--program", type=Path, default=REPO / "target" / "release" / "vanthu")
    arguments = parser.parse_args()
    if not arguments.program.is_file():
        sys.exit(f"không có {arguments.program}: chạy cargo build --release trước")
    with tempfile.TemporaryDirectory(prefix="vanthu-do-") as folder:
        folder = Path(folder)
        single, source = warm_single(arguments.program, folder / "don")
        print(f"một văn bản, bộ đệm nóng: {comma(single * 1000, 2)} ms ({source})\n")
        print(f"{'luồng':>5} {'chờ, s':>8} {'CPU, s':>8} {'thư/s':>8} {'thư/s CPU':>10} {'so với một':>10} {'MB':>6}")
        for threads in dict.fromkeys(int(text) for text in arguments.threads.split(",")):
            place = workspace(folder / f"luong-{threads}", arguments.letters)
            built = run(arguments.program, place, threads)
            per_core = arguments.letters / built["cpu"]
            share = per_core * single
            print(
                f"{threads:5} {comma(built['wall']):>8} {comma(built['cpu']):>8} {comma(arguments.letters / built['wall']):>8}"
                f" {comma(per_core):>10} {comma(share * 100):>9}% {comma(built['peak']):>6}"
            )
            print("      bộ nhớ, MB:", " ".join(comma(now, 0) for now in built["curve"]))
            met = "đạt" if share >= 0.8 and built["peak"] < 400 else "CHƯA ĐẠT"
            print(f"      cần ≥ 80%, < 400 MB: {met}")
            again = run(arguments.program, place, threads)
            rows = (place / "khach.csv").read_text(encoding="utf-8")
            (place / "khach.csv").write_text(rows.replace("00007;ông", "00007;cụ"), encoding="utf-8")
            edited = run(arguments.program, place, threads)
            print(f"      dựng lại khi không đổi: {comma(again['wall'], 2)} s; sửa một dòng: {comma(edited['wall'], 2)} s")
            print(f"      {edited['said'].splitlines()[0]}")


if __name__ == "__main__":
    main()
