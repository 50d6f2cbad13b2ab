//! The one entrance: what a visitor brought is recognised by its content, whatever it was called or served as.

use crate::carrier::html::{self, Page};
use crate::carrier::text::{Word, is_link, words};
use crate::carrier::{Baked, Carrier, Medium, png, svg, zip};
use crate::error::{ImageFormat, ReadError, ZipError};
use crate::item::{Item, Place, Step, What};
use crate::json::{Doc, Value};
use crate::limits::{MAX_CREDENTIAL_BYTES, MAX_ITEMS, MAX_PICTURES, MAX_UNPACKED_BYTES};
use crate::presented::{Presented, is_jwt, text};

/// Where bytes came from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Origin<'a> {
    /// What they were served as. It decides only where the content could be either.
    pub media_type: Option<&'a str>,
    /// The address that they were read from: links on a page are relative to it.
    pub address: Option<&'a str>,
}

/// Reads whatever was brought: JSON, JWTs, pictures with a badge in them or with a QR code, web pages, zips, texts with
/// links. There is at least one item, and of a single one that cannot be read the error is the input's.
///
/// # Errors
/// Where nothing of it can be read.
pub fn read(bytes: &[u8], origin: Origin<'_>) -> Result<Vec<Item>, ReadError> {
    read_within(bytes, origin, &mut Budget::default())
}

/// The same of a part of an input, such as what stands behind one of its links: all of them share a budget.
///
/// # Errors
/// The same.
pub fn read_within(bytes: &[u8], origin: Origin<'_>, budget: &mut Budget) -> Result<Vec<Item>, ReadError> {
    if bytes.len() > MAX_CREDENTIAL_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    let known = Signature::of(bytes);
    let items = if known == Signature::Zip {
        read_zip(bytes, budget)?
    } else {
        let items = read_one(known, bytes, origin, budget)?;
        budget.take(items.len())?;
        items
    };
    only(items)
}

/// What one input may still cost: each of its parts counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    items: usize,
    pictures: usize,
    unpacked: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { items: MAX_ITEMS, pictures: MAX_PICTURES, unpacked: MAX_UNPACKED_BYTES }
    }
}

impl Budget {
    fn take(&mut self, items: usize) -> Result<(), ReadError> {
        self.items = self.items.checked_sub(items).ok_or(ReadError::TooMany { items })?;
        Ok(())
    }
}

/// Whether bytes are JSON or a JWT: reading them looks up nothing, and takes no longer than they are long.
pub fn is_plain(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
    match bytes.first() {
        Some(b'{' | b'[') | None => true,
        Some(_) => std::str::from_utf8(bytes).is_ok_and(is_jwt),
    }
}

/// A single thing that cannot be read is an input that cannot be read.
fn only(mut items: Vec<Item>) -> Result<Vec<Item>, ReadError> {
    match items.pop() {
        None => Err(ReadError::Empty),
        Some(Item { place, what: What::Refused(error) }) if items.is_empty() => match place.0.first() {
            // In an array or a zip, the place says more than the error.
            Some(_) => Ok(vec![Item { place, what: What::Refused(error) }]),
            None => Err(error),
        },
        Some(last) => {
            items.push(last);
            Ok(items)
        }
    }
}

/// What bytes are, by the first of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Signature {
    Image(ImageFormat),
    Zip,
    Pdf,
    Text,
}

/// First bytes, and what they stand for.
const SIGNATURES: [(&[u8], Signature); 10] = [
    (png::SIGNATURE, Signature::Image(ImageFormat::Png)),
    (b"\xff\xd8\xff", Signature::Image(ImageFormat::Jpeg)),
    (b"GIF87a", Signature::Image(ImageFormat::Gif)),
    (b"GIF89a", Signature::Image(ImageFormat::Gif)),
    (b"II*\0", Signature::Image(ImageFormat::Tiff)),
    (b"MM\0*", Signature::Image(ImageFormat::Tiff)),
    (b"BM", Signature::Image(ImageFormat::Bmp)),
    (b"%PDF-", Signature::Pdf),
    (zip::SIGNATURES[0], Signature::Zip),
    (zip::SIGNATURES[1], Signature::Zip),
];

impl Signature {
    fn of(bytes: &[u8]) -> Self {
        // ISO base media files and RIFF have their kind behind a length.
        match bytes.get(4..12) {
            Some(b"ftypheic" | b"ftypheix" | b"ftypmif1" | b"ftypavif") => {
                return Self::Image(ImageFormat::Heif);
            }
            Some([_, _, _, _, b'W', b'E', b'B', b'P']) if bytes.starts_with(b"RIFF") => {
                return Self::Image(ImageFormat::WebP);
            }
            Some(_) | None => {}
        }
        let known = SIGNATURES.into_iter().find(|(start, _)| bytes.starts_with(start));
        // Words begin with BM too; a bitmap has zeros soon.
        let is_text =
            |found: &Self| *found == Self::Image(ImageFormat::Bmp) && !bytes.iter().take(32).any(|b| *b == 0);
        known.map(|(_, found)| found).filter(|found| !is_text(found)).unwrap_or(Self::Text)
    }
}

/// Reads anything but a zip.
fn read_one(
    known: Signature,
    bytes: &[u8],
    origin: Origin<'_>,
    budget: &mut Budget,
) -> Result<Vec<Item>, ReadError> {
    match known {
        Signature::Zip => Err(ZipError::Nested.into()),
        Signature::Pdf => Err(ReadError::Pdf),
        Signature::Image(ImageFormat::Png) => match png::read(bytes)? {
            baked if baked.is_empty() => read_picture(bytes, ImageFormat::Png, budget),
            baked => Ok(several(baked.into_iter().map(|baked| open(baked, Medium::Png)))),
        },
        Signature::Image(ImageFormat::Jpeg) => read_picture(bytes, ImageFormat::Jpeg, budget),
        Signature::Image(format) => Err(ReadError::ImageWithoutCredential { format }),
        Signature::Text => read_text(text(bytes)?, origin),
    }
}

fn read_zip(bytes: &[u8], budget: &mut Budget) -> Result<Vec<Item>, ReadError> {
    let mut items = Vec::new();
    for member in zip::read(bytes, &mut budget.unpacked)? {
        let read = member
            .bytes
            .map_err(ReadError::Zip)
            .and_then(|bytes| read_one(Signature::of(&bytes), &bytes, Origin::default(), budget));
        let inside = read.unwrap_or_else(|error| vec![Item::whole(What::Refused(error))]);
        budget.take(inside.len())?;
        items.extend(inside.into_iter().map(|Item { mut place, what }| {
            place.0.insert(0, Step::Member(member.name.clone()));
            Item { place, what }
        }));
    }
    Ok(items)
}

fn read_text(text: &str, origin: Origin<'_>) -> Result<Vec<Item>, ReadError> {
    let is_page = origin.media_type.is_some_and(|kind| {
        kind.eq_ignore_ascii_case("text/html") || kind.eq_ignore_ascii_case("application/xhtml+xml")
    });
    match text.as_bytes().first() {
        None => Err(ReadError::Empty),
        Some(b'<') if svg::root_element(text).is_some_and(|name| name == "svg") => read_svg(text),
        // A tag, a declaration, a comment: and not a word in brackets, or the end of something.
        Some(b'<') if text[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?')) => {
            read_page(text, origin)
        }
        Some(b'[') => read_array(text),
        Some(b'{') => Presented::read_text(text).map(|one| vec![Item::whole(What::of(one))]),
        Some(b'"') => match Doc::parse(text).map_err(ReadError::Json)?.root().as_str().map(str::trim) {
            Some(link) if is_link(link) => Ok(vec![Item::whole(What::link(link, None))]),
            Some(_) | None => Presented::read_text(text).map(|one| vec![Item::whole(What::of(one))]),
        },
        Some(_) if is_jwt(text) => Presented::read_text(text).map(|one| vec![Item::whole(What::of(one))]),
        Some(_) if is_page => read_page(text, origin),
        Some(_) => {
            let words = words(text)?;
            if words.is_empty() {
                return Err(ReadError::Unknown);
            }
            Ok(several(words.into_iter().map(|word| match word {
                Word::Link(url) => What::link(url, None),
                Word::Jwt(jwt) => What::read(jwt),
            })))
        }
    }
}

fn read_array(text: &str) -> Result<Vec<Item>, ReadError> {
    let read = Presented::read_all(text.as_bytes())?;
    let items = read.into_iter().enumerate().map(|(n, read)| Item {
        place: Place(vec![Step::Item(n)]),
        what: read.map_or_else(What::Refused, What::of),
    });
    Ok(items.collect())
}

fn read_svg(text: &str) -> Result<Vec<Item>, ReadError> {
    match svg::read(text)? {
        baked if baked.is_empty() => Err(ReadError::ImageWithoutCredential { format: ImageFormat::Svg }),
        baked => Ok(several(baked.into_iter().map(|baked| open(baked, Medium::Svg)))),
    }
}

/// What was baked into a picture: a credential, or in older ones its address.
fn open(baked: Baked, medium: fn(crate::Label) -> Medium) -> What {
    let Baked { label, text, faults } = baked;
    let (text, medium) = (text.trim(), medium(label));
    if is_link(text) {
        return What::link(text, Some(medium));
    }
    match Presented::read_text(text) {
        Ok(presented) => What::of(presented.carried_by(Carrier { medium, faults })),
        Err(error) => What::Refused(error),
    }
}

fn read_page(text: &str, origin: Origin<'_>) -> Result<Vec<Item>, ReadError> {
    let Page { embedded, links } = html::read(text, origin.address)?;
    let carrier = || Carrier { medium: Medium::Page, faults: Vec::new() };
    let mut found = Vec::new();
    for json in embedded {
        // What else is embedded in pages is not about us, broken or not.
        let Ok(doc) = Doc::parse(json) else { continue };
        let root = doc.root();
        let items: Vec<_> = if root.is_object() { vec![root] } else { root.items().collect() };
        for item in items.into_iter().filter(|item| is_credential(*item)) {
            let read = Presented::read_text(&item.to_json_with_duplicates());
            found.extend(read.map(|one| What::of(one.carried_by(carrier()))));
        }
    }
    if found.is_empty() {
        found.extend(links.iter().map(|url| What::link(url, Some(Medium::Page))));
    }
    if found.is_empty() { Err(ReadError::Page) } else { Ok(several(found.into_iter())) }
}

/// Whether JSON-LD on a page says that it is a credential: most of it describes the page to search engines.
fn is_credential(root: Value<'_>) -> bool {
    let types = || {
        let written = ["type", "@type"].into_iter().filter_map(|member| root.get(member));
        written.flat_map(Value::one_or_many).filter_map(Value::as_str)
    };
    types().any(|name| matches!(name, "VerifiableCredential" | "VerifiablePresentation"))
        || (root.get("recipient").is_some() && root.get("badge").is_some())
}

#[cfg(feature = "pictures")]
fn read_picture(bytes: &[u8], format: ImageFormat, budget: &mut Budget) -> Result<Vec<Item>, ReadError> {
    budget.pictures = budget.pictures.checked_sub(1).ok_or(ReadError::TooManyPictures)?;
    let held = crate::carrier::picture::qr_code(bytes, format)?;
    let carrier = Carrier { medium: Medium::QrCode, faults: Vec::new() };
    let items = read_text(held.trim(), Origin::default()).map_err(|_| ReadError::QrCode)?;
    let items = items.into_iter().map(|Item { place, what }| {
        let what = match what {
            What::Credential(presented) => What::of(presented.carried_by(carrier.clone())),
            What::Link(link) => What::Link(crate::Link { medium: Some(Medium::QrCode), ..link }),
            What::Refused(error) => What::Refused(error),
        };
        Item { place, what }
    });
    Ok(items.collect())
}

#[cfg(not(feature = "pictures"))]
fn read_picture(_: &[u8], format: ImageFormat, _: &mut Budget) -> Result<Vec<Item>, ReadError> {
    Err(ReadError::ImageWithoutCredential { format })
}

/// One is the whole input; of several each has its number.
fn several(found: impl ExactSizeIterator<Item = What>) -> Vec<Item> {
    let is_list = found.len() > 1;
    let place = |n| if is_list { Place(vec![Step::Item(n)]) } else { Place::default() };
    found.enumerate().map(|(n, what)| Item { place: place(n), what }).collect()
}

#[cfg(test)]
mod tests;
