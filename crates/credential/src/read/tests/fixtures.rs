//! Carriers as tests make them.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::{DeflateEncoder, ZlibEncoder};
use rawzip::{CompressionMethod, ZipArchiveWriter};

/// A badge as far as a reader looks.
pub(super) const BADGE: &str =
    r#"{"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"]}"#;

/// The header is `{"alg":"none"}`, the payload `{"vc":{}}`.
pub(super) const JWT: &str = "eyJhbGciOiJub25lIn0.eyJ2YyI6e319.";

pub(super) fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let whole = [kind.as_slice(), data].concat();
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], &whole, &crc32fast::hash(&whole).to_be_bytes()].concat()
}

/// A PNG of one white dot with chunks of ours in it.
pub(super) fn png(chunks: &[Vec<u8>]) -> Vec<u8> {
    sized(1, 1, &[0, 0xff], chunks)
}

/// The same of a size that it says.
pub(super) fn sized(width: u32, height: u32, pixels: &[u8], chunks: &[Vec<u8>]) -> Vec<u8> {
    // Eight bits of grey.
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    png.extend(chunk(b"IHDR", &header));
    png.extend(chunks.concat());
    png.extend(chunk(b"IDAT", &packed(pixels)));
    png.extend(chunk(b"IEND", b""));
    png
}

pub(super) fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(super) fn itxt(keyword: &str, text: &str) -> Vec<u8> {
    chunk(b"iTXt", &[keyword.as_bytes(), b"\0\0\0\0\0", text.as_bytes()].concat())
}

pub(super) fn packed_itxt(keyword: &str, text: &[u8]) -> Vec<u8> {
    chunk(b"iTXt", &[keyword.as_bytes(), b"\0\x01\0\0\0", &packed(text)].concat())
}

/// Files in a zip, each packed.
pub(super) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut bytes);
    for (name, contents) in files {
        if name.ends_with('/') {
            archive.new_dir(*name).create().unwrap();
            continue;
        }
        let (mut entry, config) =
            archive.new_file(name).compression_method(CompressionMethod::DEFLATE).start().unwrap();
        let mut writer = config.wrap(DeflateEncoder::new(&mut entry, Compression::best()));
        writer.write_all(contents).unwrap();
        let (encoder, descriptor) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    bytes
}
