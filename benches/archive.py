#!/usr/bin/env python3
"""How quick the archive is: `archive add` per second, audit MB/s beside sha256sum, search among many documents.

    benches/archive.py [--vanthu target/release/vanthu] [--documents 100000] [--adds 200]

The big archive is written here, object by object as the program would, because 100,000 fsyncs measure the disk.
"""
import argparse, hashlib, json, os, pathlib, random, shutil, subprocess, sys, tempfile, time

SYLLABLES = "thu chi ngân sách nhà nước kinh tế xã hội quốc phòng an ninh giáo dục y tế môi trường đất đai xây dựng hạ tầng giao thông công chức viên chức điều động bổ nhiệm khen thưởng kỷ luật kế hoạch báo cáo kết quả thực hiện nhiệm vụ năm quý tháng phường khu phố hộ nghèo chính sách việc làm lao động văn hóa du lịch lễ hội nông nghiệp thủy lợi phòng cháy chữa cháy cải cách hành chính chuyển đổi số tiếp dân khiếu nại tố cáo thanh tra kiểm tra giám sát".split()
KINDS = [("bao-cao", "báo cáo", "BC"), ("quyet-dinh", "quyết định", "QĐ"), ("ke-hoach", "kế hoạch", "KH"), ("to-trinh", "tờ trình", "TTr"), ("nghi-quyet", "nghị quyết", "NQ")]
ASCII = {"BC": "bc", "QĐ": "qd", "KH": "kh", "TTr": "ttr", "NQ": "nq"}
OFFICE = "dia_danh: Hoa Đào\nco_quan:\n  ubnd: { ten: ỦY BAN NHÂN DÂN PHƯỜNG HOA ĐÀO, ky_hieu: UBND }\n"
MOMENT = "2026-01-05T08:00:00+07:00"


def sha512(data):
    return hashlib.sha512(data).hexdigest()


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)


def fill(folder, documents):
    """An archive of so many documents, each of some 400 words."""
    chance = random.Random(7)
    store = os.path.join(folder, "luu-tru", "kho")
    write(os.path.join(store, "0=ocfl_1.1"), b"ocfl_1.1\n")
    previous, lines = "", []
    for n in range(documents):
        kind, name, short = KINDS[n % 5]
        year, number = 2000 + n % 26, n // 130 + 1
        symbol, date = f"{short}-UBND{n // 5 % 26 if n % 26 != n // 5 % 26 else ''}", f"{year}-{n % 12 + 1:02}-{n % 28 + 1:02}"
        key = f"{year}/{kind}/{number:02}-{ASCII[short]}-ubnd-{n}"
        words = " ".join(chance.choices(SYLLABLES, k=400))
        metadata = {
            "loai": kind, "so": f"{number:02}", "ky_hieu": symbol, "ngay": date, "thoi_han_luu_tru": "vĩnh viễn",
            "nd30": {"DocCode": key.replace("/", "."), "TypeName": name, "CodeNumber": str(number), "CodeNotation": symbol,
                     "IssuedDate": date, "OrganName": "ỦY BAN NHÂN DÂN PHƯỜNG HOA ĐÀO", "Subject": f"Về việc {words[:60]}",
                     "Language": "Tiếng Việt", "PageAmount": 3, "SignerInfo": {"Position": "CHỦ TỊCH", "FullName": "Lộc Văn Khải"},
                     "To": [], "Maintenance": "01", "ConfidenceLevel": "01", "Format": "PDF"},
        }
        files = {"sieu-du-lieu.json": json.dumps(metadata, ensure_ascii=False).encode(),
                 "ho-so-dung.json": json.dumps({"noi_dung": [{"cho": "nội dung", "loai": "doan", "chu": [words]}]}, ensure_ascii=False).encode(),
                 "phat-hanh.pdf": words.encode() * 4}
        digests = {path: sha512(data) for path, data in files.items()}
        inventory = json.dumps({
            "id": f"info:vanthu/{key}", "type": "https://ocfl.io/1.1/spec/#inventory", "digestAlgorithm": "sha512", "head": "v1",
            "manifest": {digest: [f"v1/content/{path}"] for path, digest in digests.items()},
            "versions": {"v1": {"created": MOMENT, "message": "đo", "state": {digest: [path] for path, digest in digests.items()}}},
        }, ensure_ascii=False).encode()
        for path, data in files.items():
            write(f"{store}/{key}/v1/content/{path}", data)
        for place in ("", "v1/"):
            write(f"{store}/{key}/{place}inventory.json", inventory)
            write(f"{store}/{key}/{place}inventory.json.sha512", f"{sha512(inventory)} inventory.json\n".encode())
        write(f"{store}/{key}/0=ocfl_object_1.1", b"ocfl_object_1.1\n")
        event = json.dumps({"stt": n + 1, "luc": MOMENT, "viec": "phat_hanh",
                            "noi_dung": {"doi_tuong": key, "ban": 1, "kiem_ke": sha512(inventory)}, "truoc": previous},
                           ensure_ascii=False, separators=(",", ":"))[:-1]
        previous = hashlib.sha256(event.encode()).hexdigest()
        lines.append(f'{event},"ma":"{previous}"}}\n')
    write(os.path.join(folder, "luu-tru", "nhat-ky.jsonl"), "".join(lines).encode())


def timed(command, folder, codes=(0,)):
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode not in codes:
        sys.exit(f"{command}: {done.stdout[-500:]}{done.stderr[-500:]}")
    return time.perf_counter() - start, done.stdout


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--vanthu", default="target/release/vanthu")
    ask.add_argument("--documents", type=int, default=100_000)
    ask.add_argument("--adds", type=int, default=200)
    asked = ask.parse_args()
    vanthu = os.path.realpath(asked.vanthu)
    folder = tempfile.mkdtemp(prefix="vanthu-do-", dir=".")
    try:
        write(os.path.join(folder, "co-quan.yaml"), OFFICE.encode())
        fill(folder, asked.documents)
        print(f"{asked.documents} văn bản")
        seconds, _ = timed([vanthu, "archive", "rebuild"], folder)
        print(f"làm lại chỉ mục: {seconds:.1f} giây ({asked.documents / seconds:.0f} văn bản/giây)")
        idle = min(timed([vanthu, "--version"], folder)[0] for _ in range(5))
        for words in (["dieu", "dong"], ["điều", "động", "công", "chức"], ["ủy", "ban", "nhân", "dân"], ["quyet", "dinh", "215"],
                      ["kinh", "tế", "--kind", "bao-cao", "--year", "2012"], ["ngân", "sách", "--from", "2020-01-01", "--to", "2020-03-31"],
                      ["thu", "chi", "--signer", "khai"], ["không-có-chữ-này"]):
            times = sorted(timed([vanthu, "archive", "search", *words], folder, (0, 1))[0] - idle for _ in range(7))
            print(f"tìm {' '.join(words)!r}: giữa {times[3] * 1000:.1f} ms, lâu nhất {times[-1] * 1000:.1f} ms (đã trừ {idle * 1000:.1f} ms mở chương trình)")
        seconds, text = timed([vanthu, "archive", "audit", "--json"], folder, (0, 1))
        audit = json.loads(text)["ket_qua"]
        size = audit["byte"]
        print(f"kiểm kho: {size / seconds / 1e6:.0f} MB/s ({audit['tep']} tệp, {size / 1e6:.0f} MB trong {seconds:.1f} giây)")
        start = time.perf_counter()
        subprocess.run("find luu-tru/kho -type f -print0 | xargs -0 sha256sum >/dev/null", shell=True, cwd=folder, check=True)
        print(f"sha256sum cùng các tệp: {size / (time.perf_counter() - start) / 1e6:.0f} MB/s")
        for n in range(asked.adds):
            write(os.path.join(folder, "nop", f"{n}.pdf"), b"%PDF-1.7\n" + os.urandom(200_000))
        kept = sorted(pathlib.Path(folder, "luu-tru", "kho").glob("*/*/*"))[: asked.adds]
        issued = [str(place.relative_to(pathlib.Path(folder, "luu-tru", "kho"))) for place in kept]
        foreign = [f"{900_000 + n}/TB-UBND" for n in range(asked.adds)]
        for what, wanted in (("văn bản đã phát hành", issued), ("văn bản ngoài chương trình", foreign)):
            start = time.perf_counter()
            for n, sign in enumerate(wanted):
                date = [] if wanted is issued else ["--date", "2026-01-05"]
                _, text = timed([vanthu, "archive", "add", f"nop/{n}.pdf", "--for", sign, *date], folder, (0, 1))
                assert "đã lưu lần" in text, text
            print(f"nộp lưu, {what}: {asked.adds / (time.perf_counter() - start):.1f} tệp 200 kB mỗi giây, mỗi tệp một lần chạy")
    finally:
        shutil.rmtree(folder)


main()
