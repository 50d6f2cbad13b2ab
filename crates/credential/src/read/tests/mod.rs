//! Every carrier, well made and ill made, through the one entrance.

mod fixtures;
mod html;
#[cfg(feature = "pictures")]
mod picture;
mod png;
mod svg;
mod zip;

use super::*;
use crate::limits::MAX_LINKS;
use crate::{CarrierFault, Label, Link};
use fixtures::{BADGE, JWT};

/// What is brought by hand: nothing is known of it.
fn read_bytes(bytes: impl AsRef<[u8]>) -> Result<Vec<Item>, ReadError> {
    read(bytes.as_ref(), Origin::default())
}

/// The only credential of an input.
fn one(bytes: impl AsRef<[u8]>) -> Presented {
    let mut items = read_bytes(bytes).unwrap();
    assert_eq!(items.len(), 1);
    let Item { place, what } = items.remove(0);
    assert!(place.is_whole());
    match what {
        What::Credential(presented) => *presented,
        What::Link(link) => panic!("a link: {link:?}"),
        What::Refused(error) => panic!("{error}"),
    }
}

/// The links of an input, each with what it stood in.
fn links(bytes: impl AsRef<[u8]>) -> Vec<(String, Option<Medium>)> {
    let items = read_bytes(bytes).unwrap().into_iter();
    items
        .map(|item| match item.what {
            What::Link(Link { url, medium }) => (url, medium),
            What::Credential(_) => panic!("a credential"),
            What::Refused(error) => panic!("{error}"),
        })
        .collect()
}

fn error(bytes: impl AsRef<[u8]>) -> ReadError {
    read_bytes(bytes).expect_err("no credential")
}

fn carried(bytes: impl AsRef<[u8]>) -> (Medium, Vec<CarrierFault>) {
    let Carrier { medium, faults } = one(bytes).carrier.expect("a carrier");
    (medium, faults)
}

/// Nothing panics and nothing takes long, wherever the bytes break off and whichever of them is another.
fn survives(bytes: &[u8]) {
    for end in 0..bytes.len() {
        let _ = read_bytes(&bytes[..end]);
    }
    let mut altered = bytes.to_vec();
    for at in 0..bytes.len() {
        for flip in [0x01, 0x80, 0xff] {
            altered[at] ^= flip;
            let _ = read_bytes(&altered);
            altered[at] = bytes[at];
        }
    }
}

#[test]
fn text_is_told_by_its_content() {
    for text in [BADGE, JWT, &format!("\u{feff} {BADGE}\n"), &format!("\"{JWT}\"")] {
        assert_eq!(one(text).carrier, None, "{text}");
    }
    let link = |url: &str| (url.to_owned(), None);
    assert_eq!(links("\"https://a.example/1\""), [link("https://a.example/1")]);
    assert_eq!(links("See https://a.example/1 for it."), [link("https://a.example/1")]);
    assert_eq!(
        links("https://a.example/1\nhttps://b.example/2"),
        [link("https://a.example/1"), link("https://b.example/2")]
    );
    assert_eq!(error("hello"), ReadError::Unknown);
    assert_eq!(error("</p>"), ReadError::Unknown);
    assert_eq!(error("<p>"), ReadError::Page);
    assert_eq!(error(" \n"), ReadError::Empty);
    assert_eq!(error(b"\xff\xfe\0"), ReadError::NotText);
    assert_eq!(error(b"%PDF-1.7\n"), ReadError::Pdf);
}

#[test]
fn several_have_their_places() {
    let places = |bytes: String| {
        let items = read_bytes(bytes).unwrap();
        items.iter().map(|item| item.place.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(places(format!("[{BADGE},{BADGE},1]")), ["/0", "/1", "/2"]);
    assert_eq!(places(format!("{JWT} and https://a.example/1")), ["/0", "/1"]);
    // Of an array, one is one of an array.
    assert_eq!(places("[{}]".to_owned()), ["/0"]);
    let place = Place(vec![Step::Member("a.json".to_owned())]).then(Step::Item(3));
    assert_eq!(place.to_string(), "a.json#/3");
}

#[test]
fn pictures_that_carry_nothing_are_named() {
    for (bytes, format) in [
        (b"GIF89a\x01\0\x01\0".as_slice(), ImageFormat::Gif),
        (b"RIFF\x24\0\0\0WEBPVP8 ", ImageFormat::WebP),
        (b"\0\0\0\x18ftypheic\0\0\0\0", ImageFormat::Heif),
        (b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0", ImageFormat::Bmp),
        (b"II*\0\x08\0\0\0", ImageFormat::Tiff),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", ImageFormat::Svg),
    ] {
        assert_eq!(error(bytes), ReadError::ImageWithoutCredential { format });
    }
    assert_eq!(error("BMW is no bitmap"), ReadError::Unknown);
}

#[test]
fn what_is_plain_looks_nothing_up() {
    assert!(is_plain(BADGE.as_bytes()) && is_plain(JWT.as_bytes()) && is_plain(b" [1]") && is_plain(b""));
    for other in [
        &b"\"https://a.example\""[..],
        b"https://a.example/x.y.z",
        b"<a>",
        b"\x89PNG",
        b"PK\x03\x04",
        b"\xff",
    ] {
        assert!(!is_plain(other), "{other:?}");
    }
}

#[test]
fn more_links_than_are_followed_are_over_a_limit() {
    let text: String = (0..=MAX_LINKS).map(|n| format!("https://a.example/{n} ")).collect();
    assert!(error(text).over_limit());
}
