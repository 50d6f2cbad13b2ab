use image::imageops::{FilterType, resize};
use image::{DynamicImage, GrayImage, ImageFormat as Format, Luma, LumaA};
use qrcode::{Color, EcLevel, QrCode};

use super::fixtures::{BADGE, JWT, chunk, packed, sized, zip};
use super::*;
use crate::limits::MAX_PICTURES;

/// A QR code with its white edge.
fn code(text: &str, module: u32) -> GrayImage {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).unwrap();
    let width = u32::try_from(code.width()).unwrap();
    let colors = code.to_colors();
    GrayImage::from_fn((width + 8) * module, (width + 8) * module, |x, y| {
        let (x, y) = (x / module, y / module);
        let inside = (4..width + 4).contains(&x) && (4..width + 4).contains(&y);
        let at = inside.then(|| usize::try_from((y - 4) * width + x - 4).unwrap());
        Luma([if at.is_some_and(|at| colors[at] == Color::Dark) { 0 } else { 255 }])
    })
}

fn file(picture: impl Into<DynamicImage>, format: Format) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn seen(text: &str) -> Vec<u8> {
    file(code(text, 4), Format::Png)
}

#[test]
fn a_code_holds_a_badge_a_jwt_or_a_link() {
    for text in [BADGE, JWT] {
        assert_eq!(carried(seen(text)), (Medium::QrCode, Vec::new()));
        assert_eq!(carried(file(code(text, 5), Format::Jpeg)), (Medium::QrCode, Vec::new()));
    }
    let link = "https://touchstone.example/verify?url=https%3A%2F%2Fa.example%2F1";
    assert_eq!(links(seen(link)), [(link.to_owned(), Some(Medium::QrCode))]);
    for nonsense in ["hello", "WIFI:S:guests;;", "{\"a\":1}", "openid4vp://authorize?x", "\u{1f600}"] {
        assert_eq!(error(seen(nonsense)), ReadError::QrCode, "{nonsense}");
    }
}

#[test]
fn codes_are_seen_in_what_cameras_and_screens_make_of_them() {
    let code = code(&format!("https://a.example/{}", "x".repeat(200)), 6);
    let inverted =
        GrayImage::from_fn(code.width(), code.height(), |x, y| Luma([255 - code.get_pixel(x, y).0[0]]));
    let see_through = image::GrayAlphaImage::from_fn(code.width(), code.height(), |x, y| {
        LumaA([0, 255 - code.get_pixel(x, y).0[0]])
    });
    let mut page = GrayImage::from_pixel(1_800, 2_400, Luma([240]));
    image::imageops::overlay(&mut page, &resize(&code, 700, 700, FilterType::Triangle), 900, 1_300);
    for (what, bytes) in [
        ("inverted", file(inverted, Format::Png)),
        ("see-through", file(see_through, Format::Png)),
        ("blurred", file(image::imageops::blur(&code, 1.2), Format::Jpeg)),
        ("turned", file(image::imageops::rotate90(&code), Format::Png)),
        ("a page", file(page, Format::Jpeg)),
    ] {
        assert_eq!(links(bytes).len(), 1, "{what}");
    }
}

#[test]
fn pictures_without_a_code_are_named() {
    let white = GrayImage::from_pixel(300, 200, Luma([255]));
    let none = |format| ReadError::ImageWithoutCredential { format };
    assert_eq!(error(file(white.clone(), Format::Png)), none(ImageFormat::Png));
    assert_eq!(error(file(white, Format::Jpeg)), none(ImageFormat::Jpeg));
    for side in 1..40 {
        let small = GrayImage::from_fn(side, side, |x, y| Luma([if (x + y) % 2 == 0 { 0 } else { 255 }]));
        assert_eq!(error(file(small, Format::Png)), none(ImageFormat::Png), "{side}");
    }
    assert_eq!(error(b"\xff\xd8\xff\xe0"), ReadError::PictureBroken { format: ImageFormat::Jpeg });
    assert_eq!(error(b"\x89PNG\r\n\x1a\n"), ReadError::PictureBroken { format: ImageFormat::Png });
}

#[test]
fn a_picture_of_too_many_pixels_is_not_decoded() {
    let (width, height) = (20_000, 20_000);
    let bomb = sized(width, height, &[0; 1_000], &[]);
    let expected = ReadError::PictureTooLarge { width, height };
    assert_eq!(error(&bomb), expected);
    assert!(expected.over_limit());
    let wide = sized(u32::MAX, u32::MAX, &[0; 10], &[]);
    assert!(error(wide).over_limit());
    // Sixteen bits of four colours: few pixels and many bytes.
    let mut deep = b"\x89PNG\r\n\x1a\n".to_vec();
    deep.extend(chunk(b"IHDR", &[0, 0, 0x0f, 0xa0, 0, 0, 0x0f, 0xa0, 16, 6, 0, 0, 0]));
    deep.extend([chunk(b"IDAT", &packed(&[0; 100])), chunk(b"IEND", b"")].concat());
    assert_eq!(error(deep), ReadError::PictureTooLarge { width: 4_000, height: 4_000 });
}

#[test]
fn only_so_many_pictures_are_searched() {
    let white = file(GrayImage::from_pixel(30, 30, Luma([255])), Format::Png);
    let names: Vec<_> = (0..=MAX_PICTURES).map(|n| format!("{n}.png")).collect();
    let files: Vec<_> = names.iter().map(|name| (name.as_str(), white.as_slice())).collect();
    let items = read_bytes(zip(&files)).unwrap();
    assert!(matches!(&items.last().unwrap().what, What::Refused(ReadError::TooManyPictures)));
    assert!(matches!(&items[0].what, What::Refused(ReadError::ImageWithoutCredential { .. })));
}

/// A picture full of corner marks: every three of them could be a code, and to try all of them would take minutes.
#[test]
fn a_field_of_corner_marks_takes_no_longer_than_a_picture() {
    let mark = |x: u32, y: u32| {
        let (x, y) = (x % 9, y % 9);
        x < 7
            && y < 7
            && (x == 0 || x == 6 || y == 0 || y == 6 || ((2..5).contains(&x) && (2..5).contains(&y)))
    };
    for module in [1, 2] {
        let dot = |x, y| Luma([if mark(x / module, y / module) { 0 } else { 255 }]);
        let field = GrayImage::from_fn(1_600, 1_250, dot);
        assert!(read_bytes(file(field, Format::Png)).is_err());
    }
}

#[test]
fn no_byte_of_a_picture_makes_it_panic() {
    let bytes = file(code("https://a.example/1", 2), Format::Jpeg);
    for at in (0..bytes.len()).step_by(7) {
        let _ = read_bytes(&bytes[..at]);
        let mut altered = bytes.clone();
        altered[at] ^= 0xff;
        let _ = read_bytes(&altered);
    }
}
