//! What is said where something that was brought is no credential, or more than we read.

use credential::{ImageFormat, ReadError, SvgError, ZipError};

/// The words of one refusal. Between its sentence and the next step stands what the error says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    /// The sentence.
    pub sentence: &'static str,
    /// What is worth knowing beside what the error says; may be empty.
    pub beside: &'static str,
    /// One next step.
    pub next: &'static str,
}

const TOO_LARGE: &str = "This is more than we read.";
const NO_OPENING: &str = "This picture cannot be opened.";

/// What phones do to baked pictures (open-badges-and-clr.md 2.4b).
const PHONES: &str =
    "Phones and chat apps often drop the badge when they save or send a picture: iPhones do so since iOS 16.";

/// Which pictures are looked into at all.
const KINDS: &str = "Badges are kept in PNG and SVG pictures, and QR codes are read from PNG and JPEG.";

const ORIGINAL: &str = "Download the picture again from where you keep your badges, or give its link.";
const PARTS: &str = "Check its parts by themselves.";
const UNPACK: &str = "Unpack it yourself, and check what is in it.";

/// The words for an error.
pub(super) fn said(error: &ReadError) -> Said {
    let (sentence, beside, next) = match error {
        ReadError::TooLarge { .. }
        | ReadError::TooMany { .. }
        | ReadError::TooManyLinks
        | ReadError::TooManyPictures
        | ReadError::Zip(ZipError::TooManyMembers | ZipError::TooLarge) => (TOO_LARGE, "", PARTS),
        ReadError::Json(_) if error.over_limit() => (TOO_LARGE, "", PARTS),
        ReadError::PictureTooLarge { .. } => {
            (TOO_LARGE, "", "Take a smaller picture of the code, or cut the code out of it.")
        }
        ReadError::ChunkTooLarge => (TOO_LARGE, "No badge is that large.", ORIGINAL),
        ReadError::NotText
        | ReadError::Empty
        | ReadError::Json(_)
        | ReadError::Jws(_)
        | ReadError::Payload
        | ReadError::Unknown
        | ReadError::NotACredential { .. } => (
            "This is not a badge, or not one that we can read.",
            "",
            "Paste the whole file, as your platform exported it.",
        ),
        ReadError::ImageWithoutCredential { format } => match format {
            ImageFormat::Png | ImageFormat::Svg => ("There is no badge in this picture.", PHONES, ORIGINAL),
            ImageFormat::Jpeg => (
                "There is no badge in this picture.",
                KINDS,
                "Take a sharper picture of the QR code, or download the badge again from where you keep it.",
            ),
            ImageFormat::Heif => (
                "We cannot look into this picture.",
                KINDS,
                "Send it as a JPEG, or download the badge again from where you keep it.",
            ),
            ImageFormat::Gif | ImageFormat::WebP | ImageFormat::Bmp | ImageFormat::Tiff => {
                ("We cannot look into this picture.", KINDS, ORIGINAL)
            }
        },
        ReadError::PictureBroken { .. } | ReadError::Svg(SvgError::Malformed) => (NO_OPENING, "", ORIGINAL),
        ReadError::QrCode => (
            "This QR code is not about a badge.",
            "It can be read, and is about something else.",
            "See whether there is another code beside the badge.",
        ),
        ReadError::ChunkBroken => ("The badge in this picture is damaged.", "", ORIGINAL),
        ReadError::Svg(SvgError::Doctype | SvgError::Entity) => (
            "We do not open this picture.",
            "Such parts can do harm to whoever opens them.",
            "Ask for the badge as a PNG or as its file, or give its link.",
        ),
        ReadError::Zip(ZipError::Nested | ZipError::Encrypted | ZipError::Method) => {
            ("We do not open this file.", "", UNPACK)
        }
        ReadError::Zip(ZipError::Broken | ZipError::Nothing) => {
            ("There is no badge in this file.", "", UNPACK)
        }
        ReadError::Pdf => (
            "We do not look into PDFs.",
            "In a PDF a badge is a picture, a QR code or a link.",
            "Save the picture out of the PDF and choose that; or make a screenshot of the QR code, or copy the link.",
        ),
        ReadError::Page => (
            "There is no badge on this page that we can find.",
            "Some pages show a badge and do not give it.",
            "Look there for a button to download or share the badge, and bring what it gives.",
        ),
    };
    Said { sentence, beside, next }
}
