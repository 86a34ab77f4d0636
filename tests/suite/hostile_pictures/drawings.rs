//! SVG: what grows, what is taken from elsewhere, what a page would not show.

use super::{Case, refused, taken, try_all};

fn svg(inside: &str) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="200" height="100">{inside}</svg>"#
    )
}

const RECT: &str = r#"<rect width="50" height="50" fill="red"/>"#;

/// `name` as often as `times` refer to the one before, so many levels deep.
fn levels(first: &str, count: usize, each: impl Fn(usize) -> String) -> String {
    let later: String = (1..=count).map(each).collect();
    format!("<defs>{first}{later}</defs>")
}

fn uses(levels_of: usize, width: usize) -> String {
    let each = |at: usize| {
        let one = format!(r##"<use xlink:href="#u{}"/>"##, at - 1);
        format!(r#"<g id="u{at}">{}</g>"#, one.repeat(width))
    };
    let defs = levels(r#"<g id="u0"><rect width="1" height="1"/></g>"#, levels_of, each);
    svg(&format!(r##"{defs}<use xlink:href="#u{levels_of}"/>"##))
}

/// Each pattern, mask or path to clip with is filled with two of the one before.
fn nested(element: &str, property: &str, count: usize) -> String {
    let inside = |at: usize| format!(r##"<rect width="9" height="9" {property}="url(#p{})"/>"##, at - 1).repeat(8);
    let each = |at: usize| format!(r#"<{element} id="p{at}" width="9" height="9">{}</{element}>"#, inside(at));
    let defs = levels(&format!(r#"<{element} id="p0">{RECT}</{element}>"#), count, each);
    svg(&format!(r##"{defs}<rect width="90" height="90" {property}="url(#p{count})"/>"##))
}

fn styled(count: usize) -> String {
    let rules: String = (1..=count).map(|at| format!(".c{at} {{ fill: url(#p{}) }}", at - 1)).collect();
    let inside = |at: usize| format!(r#"<rect class="c{at}" width="9" height="9"/>"#).repeat(8);
    let each = |at: usize| format!(r#"<pattern id="p{at}" width="9" height="9">{}</pattern>"#, inside(at));
    let defs = levels(&format!(r#"<pattern id="p0" width="9" height="9">{RECT}</pattern>"#), count, each);
    svg(&format!(r##"<style>{rules}</style>{defs}<rect width="90" height="90" fill="url(#p{count})"/>"##))
}

fn inherited() -> String {
    let inside =
        |at: usize| format!(r##"<g fill="url(#p{})">{}</g>"##, at - 1, r#"<rect width="9" height="9"/>"#.repeat(200));
    let each = |at: usize| format!(r#"<pattern id="p{at}" width="9" height="9">{}</pattern>"#, inside(at));
    let defs = levels(&format!(r#"<pattern id="p0" width="9" height="9">{RECT}</pattern>"#), 3, each);
    svg(&format!(r##"{defs}<rect width="90" height="90" fill="url(#p3)"/>"##))
}

fn marks() -> String {
    let mark = format!(r#"<marker id="m">{}</marker>"#, RECT.repeat(500));
    let path: String = (0..20_000).map(|at| format!("{} {} ", at % 200, at % 90)).collect();
    svg(&format!(r##"<defs>{mark}</defs><path marker-mid="url(#m)" fill="none" d="M0 0 L{path}"/>"##))
}

fn entities(count: usize) -> String {
    let later: String =
        (1..count).map(|at| format!(r#"<!ENTITY e{at} "{}">"#, format!("&e{};", at - 1).repeat(10))).collect();
    format!(
        r#"<!DOCTYPE svg [<!ENTITY e0 "xxxxxxxxxx">{later}]>{}"#,
        svg(&format!(r#"<text y="20">&e{};</text>"#, count - 1))
    )
}

/// Every element inside walks all the namespaces that those around it declare.
fn namespaces() -> String {
    let declared = |level: usize| (0..190).map(|at| format!(" xmlns:n{level}-{at}=\"u\"")).collect::<String>();
    let open: String = (0..90).map(|level| format!("<g{}>", declared(level))).collect();
    format!("{open}{}{RECT}{}", "<g xmlns:a=\"u\"/>".repeat(100_000), "</g>".repeat(90))
}

fn flat_entities() -> String {
    let long = "x".repeat(50_000);
    format!(r#"<!DOCTYPE svg [<!ENTITY e "{long}">]>{}"#, svg(&format!("<desc>{}</desc>{RECT}", "&e;".repeat(50_000))))
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn drawings_that_grow_are_told_before_they_do() {
    let filter = |content: &str| {
        svg(&format!(r##"<filter id="f">{content}</filter><rect width="90" height="90" filter="url(#f)"/>"##))
    };
    let blur = r#"<feGaussianBlur stdDeviation="3"/>"#;
    let wide = blur.replace('3', "30");
    let wide = format!(r##"<filter id="f" x="-90" y="-90" width="200" height="200">{wide}</filter>"##);
    let wide = |inside: &str| svg(&format!("{wide}{inside}"));
    let blurred = r##"<rect width="90" height="90" filter="url(#f)"/>"##;
    let attributes: String = (0..50_000).map(|at| format!(" a{at}='1'")).collect();
    let many = |name: &str| format!("<{name}{attributes}/>");
    let groups = |depth: usize| svg(&format!("{}{RECT}{}", "<g>".repeat(depth), "</g>".repeat(depth)));
    let complex = "quá phức tạp";
    try_all(&[
        refused("uses", "a.svg", uses(9, 10), complex),
        refused("deep-uses", "a.svg", uses(120, 1), complex),
        refused("loop", "a.svg", svg(r##"<g id="a"><use xlink:href="#a"/></g>"##), "lặp lại chính phần ấy"),
        refused("patterns", "a.svg", nested("pattern", "fill", 12), complex),
        refused("masks", "a.svg", nested("mask", "mask", 12), complex),
        refused("clips", "a.svg", nested("clipPath", "clip-path", 12), complex),
        refused("styled", "a.svg", styled(12), complex),
        refused("inherited", "a.svg", inherited(), complex),
        refused("marks", "a.svg", marks(), complex),
        refused("entities", "a.svg", entities(9), complex),
        refused("flat-entities", "a.svg", flat_entities(), complex),
        refused("depth", "a.svg", groups(50_000), ""),
        refused("deep", "a.svg", groups(300), complex),
        refused("nodes", "a.svg", svg(&"<g/>".repeat(900_000)), complex),
        refused("blurs", "a.svg", filter(&blur.repeat(60)), "hiệu ứng"),
        refused("wide", "a.svg", wide(blurred), "phủ rộng"),
        refused(
            "wide-mask",
            "a.svg",
            wide(&format!(r##"<mask id="m">{blurred}</mask><rect width="9" height="9" mask="url(#m)"/>"##)),
            "phủ rộng",
        ),
        refused(
            "wide-pattern",
            "a.svg",
            wide(&format!(
                r##"<pattern id="p" width="1" height="1">{blurred}</pattern><rect width="9" height="9" fill="url(#p)"/>"##
            )),
            "phủ rộng",
        ),
        refused(
            "wide-inner",
            "a.svg",
            svg(&format!(
                r#"{RECT}<image width="10" height="10" xlink:href="data:image/svg+xml;base64,{}"/>"#,
                base64(wide(blurred).as_bytes())
            )),
            "phủ rộng",
        ),
        refused("attributes", "a.svg", svg(&many("rect")), "thuộc tính"),
        refused(
            "attributes-of-root",
            "a.svg",
            svg(RECT).replace("width=\"200\"", &format!("width=\"200\"{attributes}")),
            "thuộc tính",
        ),
        refused(
            "attributes-by-name",
            "a.svg",
            format!("<!DOCTYPE svg [<!ENTITY e \"{}\">]>{}", many("g"), svg(&format!("{RECT}&e;"))),
            complex,
        ),
        refused("namespaces", "a.svg", svg(&namespaces()), complex),
        refused("far-blur", "a.svg", filter(r#"<feGaussianBlur stdDeviation="1e9"/>"#), "phủ rộng"),
        refused(
            "far-shadow",
            "a.svg",
            svg(r#"<rect width="90" height="90" style="filter:drop-shadow(9px 9px 99999px red)"/>"#),
            "phủ rộng",
        ),
        refused(
            "pieces",
            "a.svg",
            svg(&format!("<text y=\"20\">{}</text>", "<tspan x=\"1\">a</tspan>".repeat(9_000))),
            complex,
        ),
        refused("letters", "a.svg", svg(&format!("<text y=\"20\">{}</text>", "chữ ".repeat(9_000))), complex),
        refused(
            "along",
            "a.svg",
            svg(&format!(
                "<path id=\"p\" d=\"M0 0 L9 9\"/><text><textPath xlink:href=\"#p\">{}</textPath></text>",
                "a".repeat(3_000)
            )),
            complex,
        ),
        refused(
            "declared",
            "a.svg",
            svg(&format!("<rect width=\"9\" height=\"9\" style=\"{}\"/>", "x:1;".repeat(200_000))),
            complex,
        ),
        refused(
            "declared-by-rule",
            "a.svg",
            svg(&format!("<style>rect{{{}}}</style>{RECT}", "x:1;".repeat(200_000))),
            complex,
        ),
        refused(
            "fonts",
            "a.svg",
            svg(&(0..200).map(|at| format!("<text y=\"20\" font-family=\"f{at}\">a</text>")).collect::<String>()),
            complex,
        ),
        refused("noise", "a.svg", filter(r#"<feTurbulence numOctaves="900000"/>"#), "hiệu ứng"),
        refused(
            "rules",
            "a.svg",
            svg(&format!("<style>{}</style>{}", ".a b{fill:red}".repeat(9000), RECT.repeat(9000))),
            complex,
        ),
        refused("huge", "a.svg", svg(RECT).replace("200", "1e30"), "SVG"),
    ]);
}

#[test]
fn what_a_page_would_not_show_is_told() {
    let image = |href: &str| svg(&format!(r#"{RECT}<image width="10" height="10" xlink:href="{href}"/>"#));
    let data = |mime: &str, bytes: &[u8]| image(&format!("data:{mime};base64,{}", base64(bytes)));
    let bomb = *b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff\x08\x06\0\0\0\xba\xad\xf0\x0d";
    let jpeg = include_bytes!("../../pictures/baseline.jpg");
    let cmyk = include_bytes!("../../pictures/cmyk.jpg");
    let elsewhere = "lấy thêm tệp khác";
    let text = |words: &str| svg(&format!(r#"<text y="20">{words}</text>"#));
    try_all(&[
        refused("file", "a.svg", image("anh.png"), elsewhere),
        refused("absolute", "a.svg", image("file:///etc/passwd"), elsewhere),
        refused("web", "a.svg", image("https://example.com/a.png"), elsewhere),
        refused("other-svg", "a.svg", svg(r##"<use xlink:href="khac.svg#a"/>"##), elsewhere),
        refused("import", "a.svg", svg(&format!("<style>@import url(a.css);</style>{RECT}")), elsewhere),
        refused("inner-bomb", "a.svg", data("image/png", &bomb), "chứa một ảnh"),
        refused("inner-half", "a.svg", data("image/jpeg", &jpeg[..300]), "chứa một ảnh"),
        refused("inner-other", "a.svg", data("image/png", jpeg), "chứa một ảnh"),
        refused("inner-cmyk", "a.svg", data("image/jpeg", cmyk), "CMYK"),
        refused("inner-broken", "a.svg", image("data:image/png;base64,@@@"), "chứa một ảnh"),
        refused("inner-linked", "a.svg", data("image/svg+xml", image("x.png").as_bytes()), elsewhere),
        refused(
            "web-text",
            "a.svg",
            svg("<foreignObject width='9' height='9'><p>Chữ</p></foreignObject>"),
            "foreignObject",
        ),
        refused("no-glyph", "a.svg", text("漢字"), "không có trong phông chữ"),
        refused("private", "a.svg", text("\u{e000}"), "không có trong phông chữ"),
        refused("control", "a.svg", text("a\u{feff}b"), "không có trong phông chữ"),
        refused("nothing", "a.svg", svg(""), "trống"),
        refused("no-size", "a.svg", r#"<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>"#, "kích thước"),
        refused("half", "a.svg", &svg(RECT).as_bytes()[..120], "hỏng"),
        refused("latin", "a.svg", [svg("<desc>").as_bytes(), b"\xe9"].concat(), "UTF-8"),
    ]);
}

#[test]
fn ordinary_drawings_are_taken_and_other_fonts_told() {
    let switch =
        r#"<switch><foreignObject width="9" height="9"><p>x</p></foreignObject><text y="20">Chữ</text></switch>"#;
    let jpeg = include_bytes!("../../pictures/baseline.jpg");
    let inner = format!(r#"<image width="10" height="10" xlink:href="data:image/jpeg;base64,{}"/>"#, base64(jpeg));
    let shadow = r##"<filter id="f"><feDropShadow dx="2" dy="2" stdDeviation="2"/></filter><rect width="90" height="90" filter="url(#f)"/>"##;
    let doctype = r#"<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [<!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/">]>"#;
    let decomposed = "Tie\u{302}\u{301}ng Vie\u{323}\u{302}t";
    let font = |family: &str| svg(&format!(r#"<text y="20" font-family="{family}">Chữ</text>"#));
    try_all(&[
        taken("plain", "a.svg", svg(RECT)),
        taken("no-ending", "a", svg(RECT)),
        taken("mark-of-order", "a.svg", format!("\u{feff}{}", svg(RECT))),
        taken("uses", "a.svg", uses(3, 10)),
        taken("patterns", "a.svg", nested("pattern", "fill", 2)),
        taken("styled", "a.svg", styled(2)),
        taken("shadow", "a.svg", svg(shadow)),
        taken("doctype", "a.svg", format!("{doctype}{}", svg(RECT))),
        taken("words", "a.svg", svg("<text y=\"20\">Tiếng&#160;Việt &amp; <tspan>số</tspan></text>")),
        taken("decomposed", "a.svg", svg(&format!("<text y=\"20\">{decomposed}</text>"))),
        taken("stand-in", "a.svg", svg(switch)),
        taken("inner", "a.svg", svg(&inner)),
        taken("link", "a.svg", svg(&format!(r#"<a xlink:href="https://example.com">{RECT}</a>"#))),
        taken("generic", "a.svg", font("sans-serif")),
        taken("known", "a.svg", font("Arial, 'Liberation Serif'")),
        Case { told: Some(("T18", "Calibri")), ..taken("unknown", "a.svg", font("Calibri, Arial")) },
    ]);
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let three = |bytes: &[u8]| {
        let at = |i: usize| u32::from(bytes.get(i).copied().unwrap_or_default());
        let number = at(0) << 16 | at(1) << 8 | at(2);
        (0..4).map(move |i| char::from(LETTERS[(number >> (18 - 6 * i)) as usize & 63])).collect::<String>()
    };
    let padding = (3 - bytes.len() % 3) % 3;
    let mut out: String = bytes.chunks(3).map(three).collect();
    out.truncate(out.len() - padding);
    out + &"=".repeat(padding)
}
