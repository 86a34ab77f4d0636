//! Kỳ báo cáo: every form is read, prints in its own words, knows its neighbours and its place in time.

use std::cmp::Ordering;

use proptest::prelude::*;
use vanthu::domain::figures::Period;

/// Names as offices write them; what follows the arrow prints where it is not what was typed.
const NAMES: [&str; 102] = [
    "năm 2025",
    "cả năm 2025",
    "12 tháng năm 2025",
    "quý I năm 2026",
    "Quý 1 năm 2026 → quý 1 năm 2026",
    "QUÝ iv NĂM 2025 → quý IV năm 2025",
    "quý IV 2025",
    "quý IV/2025",
    "Quý 4/2025 → quý 4/2025",
    "tháng 11 năm 2025",
    "tháng 01 năm 2026",
    "tháng 1 năm 2026",
    "tháng 12/2025",
    "tháng 09/2025",
    "tháng  12 / 2025 → tháng 12/2025",
    "2 tháng đầu năm 2026",
    "3 tháng đầu năm 2026",
    "3 tháng cuối năm 2026",
    "6 tháng đầu năm 2025",
    "06 tháng đầu năm 2025",
    "6 tháng năm 2025",
    "6 tháng cuối năm 2025",
    "06 tháng cuối năm 2025",
    "9 tháng năm 2025",
    "9 tháng đầu năm 2025",
    "09 tháng năm 2025",
    "9 tháng/2025",
    "11 tháng năm 2025",
    "10 tháng đầu năm 2025",
    "quý III và 9 tháng đầu năm 2025",
    "Quý III và 09 tháng đầu năm 2025 → quý III và 09 tháng đầu năm 2025",
    "quý 3 và 9 tháng năm 2025",
    "quý II và 6 tháng đầu năm 2025",
    "quý IV và năm 2025",
    "quý IV và cả năm 2025",
    "tháng 11 và 11 tháng năm 2025",
    "tháng 9 và quý III năm 2025",
    "tháng 9, quý III và 9 tháng đầu năm 2025",
    "tháng 12 và năm 2025",
    "tuần 12 năm 2025",
    "tuần 05 năm 2026",
    "tuần thứ 12 năm 2025",
    "tuần 12/2025",
    "tuần 53 năm 2026",
    "từ ngày 15/11/2025 đến ngày 14/12/2025",
    "từ 15/11/2025 đến 14/12/2025",
    "Từ ngày 15/11 đến hết ngày 14/12/2025 → từ ngày 15/11 đến hết ngày 14/12/2025",
    "từ ngày 15/12 đến ngày 14/01/2026",
    "từ ngày 10 đến ngày 16/11/2025",
    "từ ngày 5/3/2025 đến ngày 4/4/2025",
    "từ ngày 15 tháng 11 năm 2025 đến ngày 14 tháng 12 năm 2025",
    "từ ngày 15.11.2025 đến ngày 14.12.2025",
    "15/11/2025 - 14/12/2025",
    "15/11-14/12/2025 → 15/11 - 14/12/2025",
    "15-11-2025 – 14-12-2025 → 15-11-2025 - 14-12-2025",
    "năm học 2025 - 2026",
    "năm học 2025-2026 → năm học 2025 - 2026",
    "giai đoạn 2021 - 2025",
    "giai đoạn 2021–2025 → giai đoạn 2021 - 2025",
    "sáu tháng đầu năm 2025",
    "Sáu tháng cuối năm 2025 → sáu tháng cuối năm 2025",
    "chín tháng năm 2025",
    "mười một tháng năm 2025",
    "năm tháng đầu năm 2025",
    "quý ba năm 2025",
    "quý tư và cả năm 2025",
    "tháng mười hai năm 2025",
    "tháng năm năm 2025",
    "tháng tư/2025",
    "tháng 12-2025",
    "tháng 12 và cả năm 2025",
    "tháng 9 năm 2025 và 9 tháng đầu năm 2025",
    "quý I và quý II năm 2025",
    "quý III, IV năm 2025",
    "quý 1 và 2/2025",
    "tháng 10, tháng 11 và tháng 12 năm 2025",
    "tháng 01 và tháng 02 năm 2025",
    "các tháng 7, 8 và 9 năm 2025",
    "tháng 4 và tháng 5 năm 2025",
    "từ tháng 01 đến tháng 9 năm 2025",
    "từ tháng 1 đến hết tháng 9 năm 2025",
    "từ tháng 4 đến tháng 8/2025",
    "tháng 4 - tháng 8 năm 2025",
    "tháng 1-9/2025 → tháng 1 - 9/2025",
    "từ tháng 11/2025 đến tháng 02/2026",
    "từ tháng 10 năm 2025 đến tháng 3 năm 2026",
    "từ tháng 10 đến tháng 3 năm 2026",
    "từ quý I đến quý III năm 2025",
    "từ quý IV/2025 đến quý I/2026",
    "tuần thứ nhất năm 2025",
    "tuần thứ mười hai năm 2025",
    "học kỳ I năm học 2025 - 2026",
    "Học kỳ 2 năm học 2025-2026 → học kỳ 2 năm học 2025 - 2026",
    "học kỳ hai năm học 2025 - 2026",
    "cả năm học 2025 - 2026",
    "nhiệm kỳ 2021 - 2026",
    "nhiệm kỳ 2020-2025 → nhiệm kỳ 2020 - 2025",
    "5 năm 2021 - 2025",
    "năm năm 2021 - 2025",
    "giai đoạn 5 năm 2021 - 2025",
    "từ năm 2021 đến năm 2025",
    "kỳ họp thứ Sáu/2025",
];

fn read(text: &str) -> Period {
    Period::parse(text).unwrap_or_else(|| panic!("{text}"))
}

#[test]
fn names_are_read_and_print_in_their_words() {
    for name in NAMES {
        let (typed, printed) = name.split_once(" → ").unwrap_or((name, name));
        let period = read(typed);
        assert_eq!(period.to_string(), printed, "{typed}");
        assert_eq!(read(printed), period, "{printed}");
    }
    for text in [
        "",
        "năm",
        "năm 25",
        "năm 1944",
        "tháng 13 năm 2025",
        "tháng 0 năm 2025",
        "quý V năm 2025",
        "quý V/2025",
        "quý 0/2025",
        "hôm nay",
        "tháng 12/25",
        "12/2025",
        "ngày 1/12/2025",
        "6 tháng đầu năm/2025",
        "nam 2025",
        "6 tháng đầu/2025",
        "13 tháng năm 2025",
        "1 tháng đầu năm 2025",
        "giai đoạn 2025 - 2021",
        "năm học 2025 - 2027",
        "năm học 2025",
        "tuần 54 năm 2025",
        "tuần 53 năm 2025",
        "tuần 0 năm 2025",
        "từ ngày 15/12/2025 đến ngày 14/12/2025",
        "từ ngày 31/11/2025 đến ngày 14/12/2025",
        "quý III và 6 tháng đầu năm 2025",
        "9 tháng đầu năm và quý III năm 2025",
        "quý I và 3 tháng đầu năm 2026",
        "quý III và năm 2025",
        "tháng 9 năm 2025 và 9 tháng đầu năm 2024",
        "quý I và quý III năm 2025",
        "quý II và quý I năm 2025",
        "tháng năm 2025",
        "học kỳ III năm học 2025 - 2026",
        "học kỳ I năm học 2025 - 2027",
        "học kỳ I năm 2025",
        "nhiệm kỳ 2026 - 2021",
        "nhiệm kỳ 2021",
        "5 năm 2021 - 2024",
        "từ tháng 9 năm 2025 đến tháng 1 năm 2025",
        "từ tháng 1 đến tháng 13 năm 2025",
        "tuần thứ năm mươi tư năm 2025",
        "năm 2025 và",
        "kỳ họp thứ",
    ] {
        assert!(Period::parse(text).is_none(), "{text}");
    }
}

#[test]
fn spellings_of_one_time_are_one_period() {
    for same in [
        &["9 tháng năm 2025", "9 tháng đầu năm 2025", "09 tháng/2025", "từ ngày 01/01/2025 đến ngày 30/9/2025"][..],
        &["quý I năm 2026", "3 tháng đầu năm 2026", "quý 1/2026", "1/1/2026 - 31/3/2026"],
        &["quý IV năm 2026", "3 tháng cuối năm 2026"],
        &["năm 2025", "cả năm 2025", "12 tháng năm 2025", "từ ngày 01/01 đến ngày 31/12/2025"],
        &["tháng 2 năm 2024", "từ ngày 1/2/2024 đến ngày 29/2/2024"],
        &["giai đoạn 2021 - 2025", "từ ngày 01/01/2021 đến ngày 31/12/2025", "5 năm 2021 - 2025"],
        &[
            "6 tháng đầu năm 2025",
            "sáu tháng đầu năm 2025",
            "quý I và quý II năm 2025",
            "từ tháng 1 đến tháng 6 năm 2025",
        ],
        &["từ tháng 4 đến tháng 8 năm 2025", "từ ngày 01/4 đến ngày 31/8/2025"],
        &["từ quý IV/2025 đến quý I/2026", "từ tháng 10 năm 2025 đến tháng 3 năm 2026"],
        &["tháng 12 và cả năm 2025", "tháng mười hai và năm 2025"],
    ] {
        assert!(same.iter().all(|text| read(text) == read(same[0])), "{same:?}");
    }
    for (a, b) in [
        ("quý III năm 2025", "quý III và 9 tháng đầu năm 2025"),
        ("nhiệm kỳ 2021 - 2026", "giai đoạn 2021 - 2026"),
        ("học kỳ I năm học 2025 - 2026", "năm học 2025 - 2026"),
        ("học kỳ I năm học 2025 - 2026", "học kỳ II năm học 2025 - 2026"),
    ] {
        assert_ne!(read(a), read(b));
    }
}

/// A period, the one before, the same of the year before, and the next; empty where there is none.
const NEIGHBOURS: [(&str, &str, &str, &str); 35] = [
    ("năm 2025", "năm 2024", "năm 2024", "năm 2026"),
    ("tháng 1 năm 2026", "tháng 12 năm 2025", "tháng 1 năm 2025", "tháng 2 năm 2026"),
    ("tháng 01/2026", "tháng 12/2025", "tháng 01/2025", "tháng 02/2026"),
    ("quý 1/2026", "quý 4/2025", "quý 1/2025", "quý 2/2026"),
    ("3 tháng đầu năm 2026", "quý IV năm 2025", "3 tháng đầu năm 2025", "quý II năm 2026"),
    ("6 tháng đầu năm 2025", "6 tháng cuối năm 2024", "6 tháng đầu năm 2024", "6 tháng cuối năm 2025"),
    ("6 tháng cuối năm 2025", "6 tháng đầu năm 2025", "6 tháng cuối năm 2024", "6 tháng đầu năm 2026"),
    ("9 tháng đầu năm 2025", "9 tháng đầu năm 2024", "9 tháng đầu năm 2024", "9 tháng đầu năm 2026"),
    ("11 tháng năm 2025", "11 tháng năm 2024", "11 tháng năm 2024", "11 tháng năm 2026"),
    (
        "quý III và 9 tháng đầu năm 2025",
        "quý II và 6 tháng đầu năm 2025",
        "quý III và 9 tháng đầu năm 2024",
        "quý IV và năm 2025",
    ),
    // of `quý I` nobody says `3 tháng đầu năm` besides
    ("quý II và 6 tháng đầu năm 2025", "", "quý II và 6 tháng đầu năm 2024", "quý III và 9 tháng đầu năm 2025"),
    ("quý IV và năm 2025", "quý III và 9 tháng đầu năm 2025", "quý IV và năm 2024", ""),
    (
        "tháng 11 và 11 tháng năm 2025",
        "tháng 10 và 10 tháng năm 2025",
        "tháng 11 và 11 tháng năm 2024",
        "tháng 12 và 12 tháng năm 2025",
    ),
    ("tuần 1 năm 2026", "tuần 52 năm 2025", "tuần 1 năm 2025", "tuần 2 năm 2026"),
    ("tuần 53 năm 2026", "tuần 52 năm 2026", "", "tuần 1 năm 2027"),
    (
        "từ ngày 15/11/2025 đến ngày 14/12/2025",
        "từ ngày 15/10/2025 đến ngày 14/11/2025",
        "từ ngày 15/11/2024 đến ngày 14/12/2024",
        "từ ngày 15/12/2025 đến ngày 14/01/2026",
    ),
    (
        "từ ngày 10/11/2025 đến ngày 16/11/2025",
        "từ ngày 03/11/2025 đến ngày 09/11/2025",
        "từ ngày 10/11/2024 đến ngày 16/11/2024",
        "từ ngày 17/11/2025 đến ngày 23/11/2025",
    ),
    (
        "từ ngày 29/02/2024 đến ngày 29/02/2024",
        "từ ngày 28/02/2024 đến ngày 28/02/2024",
        "",
        "từ ngày 01/3/2024 đến ngày 01/3/2024",
    ),
    // the four weeks before are a whole month, which no four weeks follow
    (
        "từ ngày 01/03/2025 đến ngày 28/03/2025",
        "",
        "từ ngày 01/03/2024 đến ngày 28/03/2024",
        "từ ngày 29/03/2025 đến ngày 25/04/2025",
    ),
    // no 30 February
    (
        "từ ngày 30/3/2025 đến ngày 29/4/2025",
        "",
        "từ ngày 30/3/2024 đến ngày 29/4/2024",
        "từ ngày 30/4/2025 đến ngày 29/5/2025",
    ),
    ("năm học 2025 - 2026", "năm học 2024 - 2025", "năm học 2024 - 2025", "năm học 2026 - 2027"),
    ("giai đoạn 2021 - 2025", "giai đoạn 2016 - 2020", "giai đoạn 2016 - 2020", "giai đoạn 2026 - 2030"),
    ("sáu tháng đầu năm 2025", "6 tháng cuối năm 2024", "sáu tháng đầu năm 2024", "6 tháng cuối năm 2025"),
    ("quý ba năm 2025", "quý hai năm 2025", "quý ba năm 2024", "quý tư năm 2025"),
    (
        "quý I và quý II năm 2025",
        "quý III và quý IV năm 2024",
        "quý I và quý II năm 2024",
        "quý III và quý IV năm 2025",
    ),
    (
        "tháng 10, 11 và 12 năm 2025",
        "tháng 7, 8 và 9 năm 2025",
        "tháng 10, 11 và 12 năm 2024",
        "tháng 01, 02 và 3 năm 2026",
    ),
    (
        "từ tháng 01 đến tháng 9 năm 2025",
        "từ tháng 01 đến tháng 9 năm 2024",
        "từ tháng 01 đến tháng 9 năm 2024",
        "từ tháng 01 đến tháng 9 năm 2026",
    ),
    (
        "từ tháng 4 đến tháng 8 năm 2025",
        "từ tháng 11 đến tháng 3 năm 2025",
        "từ tháng 4 đến tháng 8 năm 2024",
        "từ tháng 9 đến tháng 1 năm 2026",
    ),
    (
        "từ tháng 11/2025 đến tháng 02/2026",
        "từ tháng 7/2025 đến tháng 10/2025",
        "từ tháng 11/2024 đến tháng 02/2025",
        "từ tháng 3/2026 đến tháng 6/2026",
    ),
    ("nhiệm kỳ 2021 - 2026", "nhiệm kỳ 2016 - 2021", "nhiệm kỳ 2016 - 2021", "nhiệm kỳ 2026 - 2031"),
    // how long the terms around it were nobody can say
    ("nhiệm kỳ 2004 - 2011", "", "", ""),
    (
        "học kỳ I năm học 2025 - 2026",
        "học kỳ II năm học 2024 - 2025",
        "học kỳ I năm học 2024 - 2025",
        "học kỳ II năm học 2025 - 2026",
    ),
    ("5 năm 2021 - 2025", "5 năm 2016 - 2020", "5 năm 2016 - 2020", "5 năm 2026 - 2030"),
    ("tháng 12 và cả năm 2025", "tháng 11 và 11 tháng đầu năm 2025", "tháng 12 và cả năm 2024", ""),
    ("kỳ họp thứ Sáu", "", "", ""),
];

#[test]
fn periods_know_their_neighbours() {
    let text = |period: Option<Period>| period.map_or_else(String::new, |period| period.to_string());
    for (name, previous, year_before, next) in NEIGHBOURS {
        let period = read(name);
        let found = [period.previous(), period.year_before(), period.next()].map(text);
        assert_eq!(found, [previous, year_before, next].map(str::to_owned), "{name}");
    }
}

#[test]
fn the_year_so_far_is_known_or_not() {
    let so_far = |name: &str| read(name).since_new_year().map(|periods| periods.len());
    for (name, count) in [
        ("tháng 3 năm 2026", Some(3)),
        ("quý II năm 2026", Some(2)),
        ("6 tháng cuối năm 2026", Some(2)),
        ("9 tháng năm 2026", Some(1)),
        ("năm 2026", Some(1)),
        ("tuần 12 năm 2026", Some(12)),
        ("5 tháng cuối năm 2026", None),
        ("quý III và 9 tháng đầu năm 2025", None),
        ("năm học 2025 - 2026", None),
        ("từ ngày 15/11/2025 đến ngày 14/12/2025", None),
        ("giai đoạn 2021 - 2025", None),
        ("kỳ họp thứ Sáu", None),
        ("học kỳ II năm học 2025 - 2026", None),
        ("nhiệm kỳ 2021 - 2026", None),
        ("từ tháng 4 đến tháng 8 năm 2025", None),
        ("từ tháng 1 đến tháng 8 năm 2025", Some(1)),
    ] {
        assert_eq!(so_far(name), count, "{name}");
    }
    assert_eq!(read("6 tháng cuối năm 2026").months().len(), 6);
    assert_eq!(read("từ tháng 11 năm 2025 đến tháng 02 năm 2026").months().len(), 4);
    assert_eq!(read("từ ngày 02/4/2025 đến ngày 01/5/2025").months(), []);
    assert_eq!(read("tháng 9, quý III và 9 tháng đầu năm 2025").months(), []);
}

#[test]
fn folders_stand_for_periods() {
    for (folder, period) in [
        ("nam-2026", "năm 2026"),
        ("quy-1-2026", "quý I năm 2026"),
        ("thang-01-2026", "tháng 1 năm 2026"),
        ("thang-1-2026", "tháng 1 năm 2026"),
        ("6-thang-2026", "6 tháng đầu năm 2026"),
        ("6-thang-dau-nam-2026", "6 tháng đầu năm 2026"),
        ("6-thang-cuoi-nam-2026", "6 tháng cuối năm 2026"),
        ("11-thang-2026", "11 tháng đầu năm 2026"),
        ("quy-3-va-9-thang-2025", "quý III và 9 tháng đầu năm 2025"),
        ("quy-iii-va-9-thang-dau-nam-2025", "quý III và 9 tháng đầu năm 2025"),
        ("thang-9-quy-3-va-9-thang-2025", "tháng 9, quý III và 9 tháng đầu năm 2025"),
        ("quy-4-va-nam-2025", "quý IV và năm 2025"),
        ("tuan-12-2025", "tuần 12 năm 2025"),
        ("15-11-2025-den-14-12-2025", "từ ngày 15/11/2025 đến ngày 14/12/2025"),
        ("tu-ngay-15-11-2025-den-ngay-14-12-2025", "từ ngày 15/11/2025 đến ngày 14/12/2025"),
        ("nam-hoc-2025-2026", "năm học 2025 - 2026"),
        ("hoc-ky-1-nam-hoc-2025-2026", "học kỳ I năm học 2025 - 2026"),
        ("nhiem-ky-2021-2026", "nhiệm kỳ 2021 - 2026"),
        ("sau-thang-dau-nam-2025", "6 tháng đầu năm 2025"),
        ("nam-thang-dau-nam-2025", "5 tháng đầu năm 2025"),
        ("tu-thang-4-den-thang-8-2025", "từ tháng 4 đến tháng 8 năm 2025"),
        ("quy-1-va-quy-2-nam-2025", "6 tháng đầu năm 2025"),
        ("giai-doan-2021-2025", "giai đoạn 2021 - 2025"),
        ("ky-hop-1", "kỳ họp thứ Nhất"),
        ("ky-hop-6", "kỳ họp thứ Sáu"),
    ] {
        assert_eq!(Period::from_folder(folder), Some(read(period)), "{folder}");
    }
    for folder in ["ky-hop-0", "tong-ket", "2025", "quy-2025", "nam-25", "thang-13-2026", ""] {
        assert_eq!(Period::from_folder(folder), None, "{folder}");
    }
}

/// Any name of the table above with other numbers in it, or any days.
fn any_period() -> impl Strategy<Value = Period> {
    let names = NAMES.map(|name| name.split(" → ").next().unwrap_or(name));
    let moved = (proptest::sample::select(names.to_vec()), -400_i32..400, any::<bool>());
    let moved = moved.prop_map(|(name, steps, by_years)| {
        let mut period = read(name);
        for _ in 0..steps.abs() / if by_years { 10 } else { 1 } {
            let other = match (by_years, steps < 0) {
                (true, _) => period.year_before(),
                (false, true) => period.previous(),
                (false, false) => period.next(),
            };
            period = match other {
                Some(other) => other,
                None => break,
            };
        }
        period
    });
    // weeks, four weeks, months and years, and what lies near them
    let lengths = proptest::sample::select(vec![1_u64, 7, 10, 27, 28, 29, 30, 31, 89, 90, 91, 92, 364, 365, 366, 730]);
    let days = (0_u64..4_000, lengths).prop_map(|(start, length)| {
        let first = chrono::NaiveDate::from_ymd_opt(2019, 12, 25).unwrap() + chrono::Days::new(start);
        let last = first + chrono::Days::new(length - 1);
        read(&format!("từ ngày {} đến ngày {}", first.format("%d/%m/%Y"), last.format("%d/%m/%Y")))
    });
    prop_oneof![moved, days]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_period_reads_back(period in any_period()) {
        prop_assert_eq!(Period::parse(&period.to_string()), Some(period.clone()), "{}", period);
        if !period.to_string().starts_with("kỳ họp") {
            let folder = Period::from_folder(&period.folder());
            prop_assert_eq!(folder.as_ref(), Some(&period), "{}", period.folder());
            // in the words that most offices use
            let usual = folder.map(|period| period.to_string()).and_then(|name| Period::parse(&name));
            prop_assert_eq!(usual, Some(period));
        }
    }

    #[test]
    fn the_way_back_leads_home(period in any_period()) {
        let back = |other: Option<Period>, back: fn(&Period) -> Option<Period>| {
            other.map(|other| (back(&other), other.is_as_long_as(&period), other))
        };
        for (home, as_long, other) in [back(period.previous(), Period::next), back(period.next(), Period::previous)]
            .into_iter()
            .flatten()
        {
            prop_assert_eq!(home.as_ref(), Some(&period), "{}", other);
            prop_assert!(as_long, "{} {}", other, period);
        }
        prop_assert!(period.previous().is_none_or(|previous| previous < period));
        prop_assert!(period.year_before().is_none_or(|before| before < period));
    }

    #[test]
    fn the_order_is_total(a in any_period(), b in any_period(), c in any_period()) {
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        prop_assert_eq!(a.cmp(&b) == Ordering::Equal, a == b, "{} {}", a, b);
        prop_assert!(!(a <= b && b <= c) || a <= c);
    }
}
