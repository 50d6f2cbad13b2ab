//! Why an input is no credential, or more than we read.

use crate::json::{ParseError, ParseErrorKind};
use crate::jws::JwsError;
use crate::limits::{
    MAX_CHUNK_BYTES, MAX_CREDENTIAL_BYTES, MAX_ITEMS, MAX_LINKS, MAX_MEMBERS, MAX_PICTURES, MAX_PIXELS,
    MAX_UNPACKED_BYTES,
};

/// Bytes in a MiB.
const MIB: usize = 1_048_576;

/// Input that is no credential.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Larger than [`MAX_CREDENTIAL_BYTES`].
    #[error("this is more than the {} MiB that a credential may have", MAX_CREDENTIAL_BYTES / MIB)]
    TooLarge {
        /// Its size, as far as it was read.
        bytes: usize,
    },
    /// More credentials in one input than [`MAX_ITEMS`].
    #[error("there are more credentials in it than the {MAX_ITEMS} that are judged in one go")]
    TooMany {
        /// How many there are in the part where they became too many.
        items: usize,
    },
    /// More links than [`MAX_LINKS`].
    #[error("there are more links in it than the {MAX_LINKS} that are followed in one go")]
    TooManyLinks,
    /// Neither text nor anything else that we read.
    #[error("this is not text in UTF-8")]
    NotText,
    /// Nothing but white space.
    #[error("there is nothing here")]
    Empty,
    /// Text that begins like JSON and is none, or nests too deeply.
    #[error("this is not JSON that we can read: {0}")]
    Json(ParseError),
    /// Text that has the shape of a JWT and is none.
    #[error("this is not a JWT that we can read: {0}")]
    Jws(JwsError),
    /// A JWT whose payload is no JSON object.
    #[error("the JWT does not carry a JSON object")]
    Payload,
    /// Text of no kind that we know.
    #[error("this is neither JSON nor a JWT nor a link")]
    Unknown,
    /// JSON that is no credential, with the place.
    #[error("this JSON is not a credential: it has neither @context nor type")]
    NotACredential {
        /// JSON pointer of what was looked at.
        pointer: String,
    },
    /// A picture that carries no credential.
    #[error("this {} picture carries no badge", .format.name())]
    ImageWithoutCredential {
        /// What kind of picture.
        format: ImageFormat,
    },
    /// A picture without a baked credential that has too many pixels to be searched for a QR code.
    #[error(
        "this picture has {width} × {height} pixels, and up to {} million are searched for a QR code",
        MAX_PIXELS / 1_000_000
    )]
    PictureTooLarge {
        /// Pixels from left to right.
        width: u32,
        /// Pixels from top to bottom.
        height: u32,
    },
    /// A picture that cannot be decoded.
    #[error("this {} picture is broken, and no badge was found in it", .format.name())]
    PictureBroken {
        /// What kind of picture.
        format: ImageFormat,
    },
    /// One of more pictures than [`MAX_PICTURES`].
    #[error("this picture was not looked at: up to {MAX_PICTURES} are searched for a QR code in one go")]
    TooManyPictures,
    /// A QR code that holds neither a credential nor a link.
    #[error("the QR code in this picture holds neither a badge nor a link")]
    QrCode,
    /// What was baked into a picture is larger than [`MAX_CHUNK_BYTES`] when unpacked.
    #[error("what is packed into this picture is more than {} MiB", MAX_CHUNK_BYTES / MIB)]
    ChunkTooLarge,
    /// What was baked into a picture cannot be unpacked, or is no text.
    #[error("what is packed into this picture cannot be read")]
    ChunkBroken,
    /// An SVG that is not read.
    #[error(transparent)]
    Svg(#[from] SvgError),
    /// A zip that is not read.
    #[error(transparent)]
    Zip(#[from] ZipError),
    /// A PDF. Its pictures are not looked for.
    #[error("this is a PDF, and badges are not read out of PDFs")]
    Pdf,
    /// A web page that neither carries nor links a credential.
    #[error("this is a web page, and no badge was found on it")]
    Page,
}

/// What kind of picture, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageFormat {
    /// It may be baked, and is searched for a QR code.
    Png,
    /// It is searched for a QR code.
    Jpeg,
    /// It may be baked.
    Svg,
    /// It is not looked into.
    Gif,
    /// It is not looked into.
    WebP,
    /// HEIC or AVIF. It is not looked into.
    Heif,
    /// It is not looked into.
    Bmp,
    /// It is not looked into.
    Tiff,
}

impl ImageFormat {
    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::Svg => "SVG",
            Self::Gif => "GIF",
            Self::WebP => "WebP",
            Self::Heif => "HEIC",
            Self::Bmp => "BMP",
            Self::Tiff => "TIFF",
        }
    }

    /// Whether a credential could have been baked into it.
    pub fn can_be_baked(self) -> bool {
        match self {
            Self::Png | Self::Svg => true,
            Self::Jpeg | Self::Gif | Self::WebP | Self::Heif | Self::Bmp | Self::Tiff => false,
        }
    }
}

/// Why an SVG is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SvgError {
    /// It has a document type declaration, in which entities are made.
    #[error("this SVG has a document type declaration (DOCTYPE), which is not read")]
    Doctype,
    /// It uses an entity that XML itself does not have.
    #[error("this SVG uses an entity, which is not read")]
    Entity,
    /// It is no XML.
    #[error("this SVG is not XML that we can read")]
    Malformed,
}

/// Why a zip, or a file in it, is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ZipError {
    /// It is no zip, or a damaged one.
    #[error("this zip is damaged")]
    Broken,
    /// It has no files.
    #[error("this zip has no files in it")]
    Nothing,
    /// It has more files than [`MAX_MEMBERS`].
    #[error("this zip has more than {MAX_MEMBERS} files in it")]
    TooManyMembers,
    /// It is more than [`MAX_UNPACKED_BYTES`] when unpacked.
    #[error("this zip holds more than {} MiB when unpacked", MAX_UNPACKED_BYTES / MIB)]
    TooLarge,
    /// A zip inside a zip.
    #[error("this is a zip inside a zip, which is not opened")]
    Nested,
    /// A file in it has a password.
    #[error("this file of the zip has a password")]
    Encrypted,
    /// A file in it is packed in a rare way.
    #[error("this file of the zip is packed in a way that is not read")]
    Method,
}

impl ReadError {
    /// JSON pointer of the place, where the input was JSON.
    pub fn pointer(&self) -> Option<&str> {
        match self {
            Self::Json(error) => Some(&error.pointer),
            Self::NotACredential { pointer } => Some(pointer),
            Self::TooLarge { .. }
            | Self::TooMany { .. }
            | Self::TooManyLinks
            | Self::NotText
            | Self::Empty
            | Self::Jws(_)
            | Self::Payload
            | Self::Unknown
            | Self::ImageWithoutCredential { .. }
            | Self::PictureTooLarge { .. }
            | Self::PictureBroken { .. }
            | Self::TooManyPictures
            | Self::QrCode
            | Self::ChunkTooLarge
            | Self::ChunkBroken
            | Self::Svg(_)
            | Self::Zip(_)
            | Self::Pdf
            | Self::Page => None,
        }
    }

    /// Whether the input was more than we read: in bytes, in depth, in number, in pixels.
    pub fn over_limit(&self) -> bool {
        match self {
            Self::TooLarge { .. }
            | Self::TooMany { .. }
            | Self::TooManyLinks
            | Self::PictureTooLarge { .. }
            | Self::TooManyPictures
            | Self::ChunkTooLarge
            | Self::Zip(ZipError::TooManyMembers | ZipError::TooLarge) => true,
            Self::Json(error) => matches!(error.kind, ParseErrorKind::TooDeep | ParseErrorKind::TooLarge),
            Self::NotText
            | Self::Empty
            | Self::Jws(_)
            | Self::Payload
            | Self::Unknown
            | Self::NotACredential { .. }
            | Self::ImageWithoutCredential { .. }
            | Self::PictureBroken { .. }
            | Self::QrCode
            | Self::ChunkBroken
            | Self::Svg(_)
            | Self::Zip(
                ZipError::Broken
                | ZipError::Nothing
                | ZipError::Nested
                | ZipError::Encrypted
                | ZipError::Method,
            )
            | Self::Pdf
            | Self::Page => false,
        }
    }

    /// The same, where what was read stands deeper in the input.
    #[must_use]
    pub(crate) fn below(mut self, place: &str) -> Self {
        if let Self::NotACredential { pointer } = &mut self {
            pointer.insert_str(0, place);
        }
        self
    }
}
