//! Pictures with badges in them, and zips of files: what visitors bring instead of the credential itself.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::{DeflateEncoder, ZlibEncoder};
use qrcode::{Color, EcLevel, QrCode};
use rawzip::{CompressionMethod, ZipArchiveWriter};

/// A chunk of a PNG.
pub fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let whole = [kind.as_slice(), data].concat();
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], &whole, &crc32fast::hash(&whole).to_be_bytes()].concat()
}

/// A text chunk as OB 3.0 asks for it.
pub fn itxt(keyword: &str, text: &[u8]) -> Vec<u8> {
    chunk(b"iTXt", &[keyword.as_bytes(), b"\0\0\0\0\0", text].concat())
}

/// The same packed, which OB 3.0 forbids.
pub fn packed_itxt(keyword: &str, text: &[u8]) -> Vec<u8> {
    chunk(b"iTXt", &[keyword.as_bytes(), b"\0\x01\0\0\0", &packed(text)].concat())
}

/// A small picture with chunks in it.
pub fn png(chunks: &[Vec<u8>]) -> Vec<u8> {
    // Eight by eight dots of one grey; each line begins with its filter.
    picture(8, 8, &[0, 99, 99, 99, 99, 99, 99, 99, 99].repeat(8), chunks)
}

/// A picture in shades of grey: `lines` are its dots, each line behind a zero.
pub fn picture(width: u32, height: u32, lines: &[u8], chunks: &[Vec<u8>]) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    png.extend(chunk(b"IHDR", &header));
    png.extend(chunks.concat());
    png.extend(chunk(b"IDAT", &packed(lines)));
    png.extend(chunk(b"IEND", b""));
    png
}

/// A picture of a QR code.
pub fn qr(text: &[u8]) -> Vec<u8> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L).unwrap();
    let (width, colors) = (code.width(), code.to_colors());
    let (edge, module) = (4, 4);
    let side = (width + 2 * edge) * module;
    let mut lines = Vec::new();
    for y in 0..side {
        lines.push(0);
        for x in 0..side {
            let at = (x / module).checked_sub(edge).zip((y / module).checked_sub(edge));
            let dark =
                at.is_some_and(|(x, y)| x < width && y < width && colors[y * width + x] == Color::Dark);
            lines.push(if dark { 0 } else { 255 });
        }
    }
    let side = u32::try_from(side).unwrap();
    picture(side, side, &lines, &[])
}

/// An SVG with something directly behind its first tag, where `ob` stands for a namespace.
pub fn svg(namespace: &str, inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" \
         xmlns:ob=\"{namespace}\" viewBox=\"0 0 8 8\">\n{inside}\n<circle cx=\"4\" cy=\"4\" r=\"3\"/>\n</svg>\n"
    )
}

/// A zip of files.
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut bytes);
    for (name, contents) in files {
        let file = archive.new_file(*name).compression_method(CompressionMethod::DEFLATE);
        let (mut entry, config) = file.start().unwrap();
        let mut writer = config.wrap(DeflateEncoder::new(&mut entry, Compression::best()));
        writer.write_all(contents).unwrap();
        let (encoder, descriptor) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    bytes
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}
