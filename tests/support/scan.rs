//! A page of paper as a scanner gives it.

/// A scan of so many pixels a side, turned by so many degrees.
pub(crate) fn scan(side: usize, turned: u32) -> Vec<u8> {
    let draw = "595 0 0 842 0 0 cm /Im Do";
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Kids[3 0 R]/Count 1/Rotate {turned}>>"),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</Im 5 0 R>>>>>>"
            .to_owned(),
        format!("<</Length {}>>\nstream\n{draw}\nendstream", draw.len()),
        format!(
            "<</Type/XObject/Subtype/Image/Width {side}/Height {side}/ColorSpace/DeviceGray/BitsPerComponent 8/Length {}>>\nstream\n{}\nendstream",
            side * side,
            "~".repeat(side * side)
        ),
    ];
    let mut pdf = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        offsets.push(pdf.len());
        pdf.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let start = pdf.len();
    pdf.extend(b"xref\n0 6\n0000000000 65535 f \n");
    offsets.iter().for_each(|offset| pdf.extend(format!("{offset:010} 00000 n \n").bytes()));
    pdf.extend(format!("trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").bytes());
    pdf
}
