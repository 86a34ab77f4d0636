//! What keeps a value from being worked out, in the clerk's words, with the place where it can be mended.

use crate::base::io::workspace_path::WorkspacePath;
use crate::domain::figures::compare::{Comparison, Obstacle};
use crate::domain::figures::{Measure, Operand, Period, Reading};

/// What stands in the way, in the clerk's words, and what to do.
pub(in crate::content) fn obstacle_in_words(comparison: &Comparison<'_>, obstacle: Obstacle) -> (String, String) {
    let path = &comparison.indicator.path;
    let check = "kiểm tra lại số này trong `so-lieu.yaml`, hoặc viết lại câu này".to_owned();
    match obstacle {
        Obstacle::Missing(operand) | Obstacle::Absent(operand) => {
            (format!("chỉ tiêu `{path}` không có {}", operand.name()), where_to_write(comparison, operand))
        }
        Obstacle::Zero(operand) => {
            (format!("không chia được cho {} của `{path}`, vì số này bằng 0", operand.name()), check)
        }
        Obstacle::Negative(operand) => {
            (format!("không tính được tỷ lệ so với {} của `{path}`, vì số này âm", operand.name()), check)
        }
        Obstacle::OtherUnit(operand) => {
            let own = comparison.indicator.unit.as_deref();
            let written = |unit: Option<&str>| match unit.filter(|unit| !unit.is_empty()) {
                Some(unit) => format!("đơn vị `{unit}`"),
                None => "không có đơn vị".to_owned(),
            };
            let own_file = WorkspacePath::of(&comparison.figures.folder).join("so-lieu.yaml");
            let (folder, unit) = comparison.other_unit(operand).unwrap_or((&comparison.figures.folder, ""));
            let other_file = WorkspacePath::of(folder).join("so-lieu.yaml");
            (
                format!("{} của `{path}` khác đơn vị tính, không so được với nhau", operand.name()),
                format!(
                    "`{own_file}` ghi {}, `{other_file}` ghi {}; sửa `don_vi` cho giống nhau, hoặc quy đổi số",
                    written(own),
                    written(Some(unit))
                ),
            )
        }
        Obstacle::UnreadPeriod(_) | Obstacle::NoMonths | Obstacle::NoYearToDate => of_period(comparison, obstacle),
        Obstacle::TooLarge => (
            format!("số tính từ `{path}` quá lớn"),
            "dùng đơn vị lớn hơn, ví dụ triệu đồng, hoặc chia phép tính thành nhiều chỉ tiêu".to_owned(),
        ),
    }
}

/// Where a value that is not there belongs: beside the indicator, or in the file of the period it is of.
fn where_to_write(comparison: &Comparison<'_>, operand: Operand) -> String {
    let (own, almanac) = (comparison.figures.period.as_ref(), comparison.almanac);
    let here = "bổ sung số liệu vào `so-lieu.yaml`, hoặc viết lại câu này".to_owned();
    let Some(own) = own else { return here };
    let Some(measure) = operand.measure() else {
        let path = &comparison.indicator.path;
        let lacks = |period: &Period| almanac.only(period).is_none_or(|figures| figures.indicator(path).is_none());
        let earlier = own.since_new_year().and_then(|periods| periods.into_iter().find(lacks));
        return earlier.map_or(here, |period| format!("bổ sung số của {period}, hoặc viết lại câu này"));
    };
    if !Measure::OF_OTHER_PERIODS.contains(&measure) || comparison.figures.compared.contains_key(&measure) {
        return here;
    }
    let key = measure.key();
    let Some(other) = own.compared(measure) else {
        return format!(
            "kỳ `{own}` không có {}: ghi `{key}: …` cho chỉ tiêu này, hoặc ghi thư mục đem so vào `so_voi`",
            measure.title().to_lowercase()
        );
    };
    match almanac.only(&other) {
        Some(figures) => {
            let file = WorkspacePath::of(&figures.folder).join("so-lieu.yaml");
            format!("bổ sung số của {other} vào `{file}`, hoặc viết lại câu này")
        }
        None if almanac.of(&other).is_some() => format!("nhiều thư mục ghi {other}: ghi thư mục đem so vào `so_voi`"),
        None => format!("chưa thư mục nào có số của {other}; ghi `{key}: …` cho chỉ tiêu này, hoặc viết lại câu này"),
    }
}

/// What stands in the way when the period is not what the value asks for.
fn of_period(comparison: &Comparison<'_>, obstacle: Obstacle) -> (String, String) {
    let path = &comparison.indicator.path;
    let own = comparison.figures.period.as_ref();
    let period = own.map(ToString::to_string).unwrap_or_default();
    match obstacle {
        Obstacle::NoMonths => (
            format!("`{path}` ghi `cong_don`, mà kỳ `{period}` không gồm trọn các tháng để cộng"),
            "ghi thẳng số vào `thuc_hien`; chưa có thì ghi `thuc_hien: ?`".to_owned(),
        ),
        Obstacle::UnreadPeriod(operand) => {
            let other = operand.measure().and_then(|measure| own?.compared(measure));
            let folder = other.and_then(|period| comparison.almanac.with_unread_period(&period));
            let file = folder.map(|folder| WorkspacePath::of(folder).join("so-lieu.yaml"));
            let is_partly = |folder: &&str| {
                comparison.almanac.in_folder(folder).is_some_and(|figures| figures.reading == Reading::Partly)
            };
            if let Some(folder) = folder.filter(is_partly) {
                let message =
                    format!("chưa lấy được {} của `{path}`, vì số liệu của kỳ ấy không đọc được", operand.name());
                let hint = format!("sửa tệp số liệu trong `{folder}`; xem lỗi bằng `vanthu figures {folder}`");
                return (message, hint);
            }
            (
                format!(
                    "chưa lấy được {} của `{path}`, vì kỳ báo cáo ở thư mục của kỳ ấy không đọc được",
                    operand.name()
                ),
                file.map_or("sửa các dòng `ky_bao_cao` có lỗi".to_owned(), |file| {
                    format!("sửa dòng `ky_bao_cao` trong `{file}`")
                }),
            )
        }
        _ => (
            format!("không tính được lũy kế của `{path}`, vì kỳ `{period}` không nối tiếp các kỳ khác từ đầu năm"),
            "ghi số lũy kế thành một chỉ tiêu riêng trong `so-lieu.yaml` rồi dùng chỉ tiêu ấy".to_owned(),
        ),
    }
}
