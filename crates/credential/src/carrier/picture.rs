//! QR codes in pictures. Both libraries are given pictures of strangers: limits come first, and a panic in them is a
//! picture that cannot be read.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use image::imageops::thumbnail;
use image::{DynamicImage, GrayImage, ImageReader, Limits};
use rxing::common::HybridBinarizer;
use rxing::qrcode::cpp_port::decoder::Decode;
use rxing::qrcode::cpp_port::detector::{FindFinderPatterns, GenerateFinderPatternSets, SampleQR};
use rxing::{Binarizer as _, Luma8LuminanceSource};

use super::png;
use crate::error::{ImageFormat, ReadError};
use crate::limits::{MAX_CORNER_MARKS, MAX_CORNER_SETS, MAX_PICTURE_BYTES, MAX_PIXELS, MAX_SEARCHED_PIXELS};

/// One picture at a time in a process: a small file can become 100 MB, for some tenths of a second.
static TURN: Mutex<()> = Mutex::new(());

/// The text of a QR code in a picture.
///
/// # Errors
/// Where the picture is too large or broken, or has no code that can be read.
pub(crate) fn qr_code(bytes: &[u8], format: ImageFormat) -> Result<String, ReadError> {
    // As the header says, before anything is made ready for them.
    if let Some((width, height)) = png::size(bytes).filter(|_| format == ImageFormat::Png) {
        check(width, height)?;
    }
    let found = catch_unwind(AssertUnwindSafe(|| {
        let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let picture = decode(bytes, format)?;
        Ok(search(picture))
    }));
    match found {
        Ok(Ok(Some(text))) => Ok(text),
        Ok(Ok(None)) => Err(ReadError::ImageWithoutCredential { format }),
        Ok(Err(error)) => Err(error),
        Err(_) => Err(ReadError::PictureBroken { format }),
    }
}

fn check(width: u32, height: u32) -> Result<(), ReadError> {
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(ReadError::PictureTooLarge { width, height });
    }
    Ok(())
}

/// The picture in shades of grey, no larger than we search.
fn decode(bytes: &[u8], format: ImageFormat) -> Result<GrayImage, ReadError> {
    let broken = |_| ReadError::PictureBroken { format };
    let reader = || {
        let format = match format {
            ImageFormat::Jpeg => image::ImageFormat::Jpeg,
            ImageFormat::Png
            | ImageFormat::Svg
            | ImageFormat::Gif
            | ImageFormat::WebP
            | ImageFormat::Heif
            | ImageFormat::Bmp
            | ImageFormat::Tiff => image::ImageFormat::Png,
        };
        ImageReader::with_format(Cursor::new(bytes), format)
    };
    let (width, height) = reader().into_dimensions().map_err(broken)?;
    check(width, height)?;
    let mut limited = reader();
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_PICTURE_BYTES);
    limited.limits(limits);
    let picture = match limited.decode() {
        Ok(picture) => picture,
        Err(image::ImageError::Limits(_)) => return Err(ReadError::PictureTooLarge { width, height }),
        Err(error) => return Err(broken(error)),
    };
    Ok(smaller(grey(picture), MAX_SEARCHED_PIXELS))
}

/// What shows through is white, as on paper.
fn grey(picture: DynamicImage) -> GrayImage {
    if !picture.color().has_alpha() {
        return picture.into_luma8();
    }
    let mut picture = picture.into_luma_alpha8();
    for pixel in picture.pixels_mut() {
        let [luma, alpha] = pixel.0.map(u32::from);
        let over = (luma * alpha + 255 * (255 - alpha)) / 255;
        pixel.0[0] = u8::try_from(over).unwrap_or(u8::MAX);
    }
    DynamicImage::ImageLumaA8(picture).into_luma8()
}

fn smaller(picture: GrayImage, most: u64) -> GrayImage {
    let (width, height) = picture.dimensions();
    let mut divisor = 1;
    while u64::from(width / divisor) * u64::from(height / divisor) > most {
        divisor += 1;
    }
    if divisor == 1 {
        return picture;
    }
    thumbnail(&picture, (width / divisor).max(1), (height / divisor).max(1))
}

/// Looks for a code as the picture is, and where it is blurred or has noise, in a smaller one.
fn search(picture: GrayImage) -> Option<String> {
    let pixels = u64::from(picture.width()) * u64::from(picture.height());
    let rough = smaller(picture.clone(), pixels / 2);
    [picture, rough].into_iter().find_map(code)
}

/// The same steps as `QrReader` of rxing, with an end: where a picture has many corner marks it tries them all.
fn code(picture: GrayImage) -> Option<String> {
    let (width, height) = picture.dimensions();
    // Three modules of a mark must fit below the first row that is looked at.
    if width < 21 || height < 21 {
        return None;
    }
    let source = Luma8LuminanceSource::new(picture.into_raw(), width, height).ok()?;
    let binarizer = HybridBinarizer::new(source);
    let mut dots = binarizer.get_black_matrix().ok()?.clone();
    for is_inverted in [false, true] {
        if is_inverted {
            dots.flip_self();
        }
        let mut marks = FindFinderPatterns(&dots, true, 0);
        marks.sort_by_key(|mark| std::cmp::Reverse(mark.size));
        marks.truncate(MAX_CORNER_MARKS);
        let sets = GenerateFinderPatternSets(&mut marks);
        let text = sets.iter().take(MAX_CORNER_SETS).find_map(|set| {
            let sampled = SampleQR(&dots, set).ok()?;
            let decoded = Decode(rxing::common::DetectorRXingResult::getBits(&sampled)).ok()?;
            decoded.isValid().then(|| decoded.text())
        });
        if text.is_some() {
            return text;
        }
    }
    None
}
