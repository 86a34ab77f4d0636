//! What clerks write wrong in files of figures and facts, and YAML or the expressions would pass over in silence.

use std::sync::Arc;

use crate::base::finding::{Finding, Findings, codes, nearest, suggest};
use crate::base::source::{DataPath, Place, Source};
use crate::base::text::identifier;
use crate::domain::figures::Measure;
use crate::domain::figures::period::{self, Fault};
use crate::formats::yaml::node::{Key, Node, Value as Tree};
use crate::load::figures::keys::{FILE_KEYS, SHARED_KEYS, SHARES};

/// Reports a name that no expression can call.
pub(super) fn unusable_name(source: &Arc<Source>, key: &Key, path: &DataPath, findings: &mut Findings) {
    if identifier::is_identifier(&key.name) {
        return;
    }
    let hint = match identifier::repaired(&key.name) {
        Some(name) => format!("viết liền, không dấu, bắt đầu bằng chữ cái: `{name}:`; tên đầy đủ ghi vào `ten`"),
        None => "viết liền, không dấu, bắt đầu bằng chữ cái, ví dụ `luot_khach:`".to_owned(),
    };
    findings.push(
        Finding::new(codes::WRONG_TYPE, format!("tên `{}` không dùng được trong văn bản", key.name))
            .at(Place::new(source, key.range.clone()))
            .path(path.clone())
            .hint(hint),
    );
}

/// What to say of a period's name that stands for none.
pub(crate) fn unknown_period(name: &str, fault: &Fault) -> Finding {
    let message = match fault {
        Fault::Unread { .. } => format!("kỳ báo cáo `{name}` không đọc được"),
        fault => format!("kỳ báo cáo `{name}` không dùng được, vì {fault}"),
    };
    Finding::new(codes::UNKNOWN_PERIOD, message)
        .hint(fault.instead().unwrap_or_else(|| format!("viết như: {}", period::FORMS)))
}

/// Reports every name of shared facts that no expression can call, and facts that are no map.
pub(crate) fn facts(source: &Arc<Source>, root: &Node, findings: &mut Findings) {
    let Tree::Map(entries) = &root.value else {
        let finding = Finding::new(codes::WRONG_TYPE, "tệp dùng chung phải là một nhóm mục")
            .hint("ghi mỗi thông tin một dòng: `ten_ky_hop: kỳ họp thứ Sáu`");
        findings.push(finding.at(Place::new(source, root.range.start..root.range.start)));
        return;
    };
    let mut open: Vec<(DataPath, &(Key, Node))> = entries.iter().map(|entry| (DataPath::default(), entry)).collect();
    while let Some((above, (key, node))) = open.pop() {
        let path = above.key(&key.name);
        unusable_name(source, key, &path, findings);
        if let Tree::Map(entries) = &node.value {
            open.extend(entries.iter().map(|entry| (path.clone(), entry)));
        }
    }
}

/// A field of the file or a group that is misspelt, and so looks like an indicator.
pub(super) fn misspelt(key: &Key, above: &DataPath) -> Option<&'static str> {
    let fields =
        if above.steps().is_empty() { FILE_KEYS } else { [SHARED_KEYS[0], SHARED_KEYS[1], SHARED_KEYS[2], SHARES] };
    nearest(&key.name, fields)
}

/// Whether a key is what follows the comma of a number between `{` and `}`: YAML reads `{a: 33,5}` as `a: 33` and `5:`.
pub(super) fn is_rest_of_number(key: &Key, node: &Node) -> bool {
    node.is_null() && key.name.trim_end_matches('%').bytes().all(|byte| byte.is_ascii_digit())
}

/// Reports numbers that YAML cuts at their comma; returns where what is left of each begins, which is no number to go by.
pub(super) fn cut_numbers(
    source: &Arc<Source>,
    entries: &[(Key, Node)],
    path: &DataPath,
    findings: &mut Findings,
) -> Vec<usize> {
    let mut cut = Vec::new();
    for pair in entries.windows(2) {
        let [(key, value), (rest, none)] = pair else { continue };
        let range = value.range.start..rest.range.end;
        if !is_rest_of_number(rest, none) || source.text()[range.clone()].contains('\n') {
            continue;
        }
        let number = source.text()[range.clone()].to_owned();
        cut.push(range.start);
        findings.push(
            Finding::new(codes::AMBIGUOUS_NUMBER, format!("số `{number}` trong ngoặc `{{ }}` bị cắt ở dấu phẩy"))
                .at(Place::new(source, range))
                .path(path.key(&key.name))
                .hint(format!("đặt số trong ngoặc kép: `{}: \"{number}\"`, hoặc viết mỗi mục một dòng", key.name)),
        );
    }
    cut
}

/// Reports fields of `so_voi` that say nothing.
pub(super) fn compared(source: &Arc<Source>, root: &Node, findings: &mut Findings) {
    let Some(node) = root.get("so_voi").filter(|node| !node.is_null()) else {
        return;
    };
    let path = DataPath::from("so_voi");
    let forms = "viết như `so_voi: {cung_ky: nam-2023, ky_truoc: nam-2024}`, sau dấu hai chấm là tên thư mục";
    let Tree::Map(entries) = &node.value else {
        let finding = Finding::new(codes::WRONG_TYPE, "`so_voi` phải là một nhóm mục").hint(forms);
        findings.push(finding.at(Place::new(source, node.range.clone())).path(path));
        return;
    };
    let known = Measure::OF_OTHER_PERIODS.map(Measure::key);
    for (key, _) in entries.iter().filter(|(key, _)| !known.contains(&key.name.as_str())) {
        let finding = Finding::new(codes::UNKNOWN_KEY, format!("không có mục `{}` trong `so_voi`", key.name));
        let hint = suggest(&key.name, known, || forms.to_owned());
        findings.push(finding.at(Place::new(source, key.range.clone())).path(path.key(&key.name)).hint(hint));
    }
}

/// A number with `%` of an indicator whose unit is another: one of the two is wrong, and only one is printed.
pub(super) fn percent_of(number: &str, unit: Option<&str>) -> Finding {
    let unit = unit.unwrap_or_default();
    Finding::new(codes::UNITS_DIFFER, format!("số `{number}` là tỷ lệ, mà đơn vị là `{unit}`"))
        .hint(format!("số là tỷ lệ thì ghi đơn vị `%`; số tính bằng {unit} thì bỏ dấu `%`"))
}
