//! Pages of paper as a scanner gives them.

/// A scan of so many pixels a side, turned by so many degrees.
pub(crate) fn scan(side: usize, turned: u32) -> Vec<u8> {
    scan_of(1, side, turned)
}

/// The same with so many pages, which all show one picture.
pub(crate) fn scan_of(pages: usize, side: usize, turned: u32) -> Vec<u8> {
    let draw = "595 0 0 842 0 0 cm /Im Do";
    let kids: String = (0..pages).map(|page| format!("{} 0 R ", page + 5)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[{kids}]/Count {pages}/Rotate {turned}>>"),
        format!("<</Length {}>>\nstream\n{draw}\nendstream", draw.len()),
        format!(
            "<</Type/XObject/Subtype/Image/Width {side}/Height {side}/ColorSpace/DeviceGray/BitsPerComponent 8/Length {}>>\nstream\n{}\nendstream",
            side * side,
            "~".repeat(side * side)
        ),
    ];
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</XObject<</Im 4 0 R>>>>>>";
    objects.extend(std::iter::repeat_n(page.to_owned(), pages));
    let mut pdf = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        offsets.push(pdf.len());
        pdf.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let (start, size) = (pdf.len(), objects.len() + 1);
    pdf.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").bytes());
    offsets.iter().for_each(|offset| pdf.extend(format!("{offset:010} 00000 n \n").bytes()));
    pdf.extend(format!("trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").bytes());
    pdf
}
