//! Pictures inside a drawing: they are held to the limits of those that stand alone.

use data_url::DataUrl;
use roxmltree::{Document, Node};

use super::limits::{EXPORT, href};
use super::links::is_data;
use crate::formats::picture::facts::Picture;
use crate::formats::picture::fault::Fault;
use crate::formats::picture::kind::{self, Kind};
use crate::formats::picture::{jpeg, png};

/// A picture of a drawing.
pub(super) enum Embedded {
    Points(Points),
    Drawing(Vec<u8>),
}

/// A picture of points.
pub(super) struct Points {
    kind: Kind,
    bytes: Vec<u8>,
}

impl Points {
    pub(super) fn inspect(&self) -> Result<Picture, Fault> {
        let picture = match self.kind {
            Kind::Png => png::inspect(&self.bytes),
            _ => jpeg::inspect(&self.bytes),
        };
        match picture.map_err(within)? {
            Picture { is_cmyk: true, .. } => Err(Fault::new(
                "chứa ảnh JPEG màu in (CMYK)",
                "xuất cả hình thành PNG, hoặc đổi ảnh bên trong sang RGB",
            )),
            picture => Ok(picture),
        }
    }

    pub(super) fn read_whole(&self) -> Result<(), Fault> {
        match self.kind {
            Kind::Png => png::read_whole(&self.bytes),
            _ => jpeg::read_whole(&self.bytes),
        }
        .map_err(within)
    }
}

/// The pictures of a drawing.
pub(super) fn all<'a>(drawing: &'a Document<'_>) -> impl Iterator<Item = Result<Embedded, Fault>> + 'a {
    let showing = |node: &Node<'_, '_>| matches!(node.tag_name().name(), "image" | "feImage");
    let links = drawing.descendants().filter(showing).filter_map(|node| href(&node));
    links.map(str::trim).filter(|link| is_data(link)).map(unpack)
}

fn unpack(link: &str) -> Result<Embedded, Fault> {
    let url = DataUrl::process(link).map_err(|_| unknown())?;
    let (bytes, _) = url.decode_to_vec().map_err(|_| unknown())?;
    let mime = url.mime_type();
    let named = (mime.type_.as_str(), mime.subtype.as_str());
    // a reader goes by the name alone, and leaves away what is something else
    match (kind::of(&bytes), named) {
        (kind @ Kind::Png, ("image", "png") | ("text", "plain")) => Ok(Embedded::Points(Points { kind, bytes })),
        (kind @ Kind::Jpeg, ("image", "jpeg" | "jpg") | ("text", "plain")) => {
            Ok(Embedded::Points(Points { kind, bytes }))
        }
        (Kind::Svg, ("image", "svg+xml") | ("text", "plain")) => Ok(Embedded::Drawing(bytes)),
        _ => Err(unknown()),
    }
}

fn within(fault: Fault) -> Fault {
    Fault::new(format!("chứa một ảnh {}", fault.what), fault.hint)
}

fn unknown() -> Fault {
    Fault::new("chứa một ảnh hỏng hoặc không đúng loại", EXPORT)
}
