//! What credentials are taken out of: pictures they were baked into, QR codes, web pages, zips, texts.
//!
//! Nothing here judges. What a carrier does against its standard is a [`CarrierFault`], and the credential in it is
//! read all the same: its signature does not hang on what stands around it.

pub(crate) mod html;
#[cfg(feature = "pictures")]
pub(crate) mod picture;
pub(crate) mod png;
pub(crate) mod svg;
pub(crate) mod text;
pub(crate) mod zip;

/// What a credential was taken out of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carrier {
    /// The thing.
    pub medium: Medium,
    /// What about it is against its standard.
    pub faults: Vec<CarrierFault>,
}

/// See [`Carrier`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// A PNG that it was baked into, under a keyword (OB 3.0 §5.3.1).
    Png(Label),
    /// An SVG that it was baked into, under a namespace (OB 3.0 §5.3.2).
    Svg(Label),
    /// A QR code in a picture.
    QrCode,
    /// A web page.
    Page,
}

/// Under which name a credential was baked: the keyword in a PNG, the namespace in an SVG.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Label {
    /// Open Badges 3.0.
    OpenBadge,
    /// CLR 2.0.
    Clr,
    /// Open Badges 2.0 and older.
    OpenBadge2,
}

impl Label {
    /// All of them, the newest generation first.
    pub const ALL: [Self; 3] = [Self::OpenBadge, Self::Clr, Self::OpenBadge2];

    /// The keyword in a PNG.
    pub fn keyword(self) -> &'static str {
        match self {
            Self::OpenBadge => "openbadgecredential",
            Self::Clr => "clrcredential",
            Self::OpenBadge2 => "openbadges",
        }
    }

    /// The namespace in an SVG.
    pub fn namespace(self) -> &'static str {
        match self {
            Self::OpenBadge => "https://purl.imsglobal.org/ob/v3p0",
            Self::Clr => "https://purl.imsglobal.org/clr/v2p0",
            Self::OpenBadge2 => "http://openbadges.org",
        }
    }

    /// The element in that namespace.
    pub fn element(self) -> &'static str {
        match self {
            Self::OpenBadge | Self::Clr => "credential",
            Self::OpenBadge2 => "assertion",
        }
    }
}

/// What about a carrier is against its standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CarrierFault {
    /// The chunk is packed.
    Compressed,
    /// There are several of one name; the first is read.
    Repeated {
        /// How many.
        times: usize,
    },
    /// The chunk's checksum does not match it.
    Checksum,
    /// The chunk is of another type than `iTXt`.
    TextChunk,
    /// The picture breaks off before its end.
    Truncated,
    /// The element does not follow the `<svg>` tag.
    Misplaced,
    /// The element has the credential twice: in its attribute, which is read, and in its body.
    TwoContents,
    /// The JSON is no CDATA section.
    NotCdata,
}

/// A text that was baked into a picture.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Baked {
    pub(crate) label: Label,
    pub(crate) text: String,
    pub(crate) faults: Vec<CarrierFault>,
}

/// Of what was baked, what counts: badges of older generations stand beside newer ones for older readers.
fn newest(mut baked: Vec<Baked>) -> Vec<Baked> {
    if baked.iter().any(|one| one.label != Label::OpenBadge2) {
        baked.retain(|one| one.label != Label::OpenBadge2);
    }
    baked
}
