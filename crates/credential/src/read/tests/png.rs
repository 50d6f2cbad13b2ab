use super::fixtures::{BADGE, JWT, chunk, itxt, packed_itxt, png};
use super::*;
use crate::limits::MAX_CHUNK_BYTES;

#[test]
fn baked_badges_are_read_by_their_keyword() {
    for label in Label::ALL {
        for text in [BADGE, JWT, &format!("\n{BADGE} ")] {
            let baked = png(&[itxt("Comment", "made by hand"), itxt(label.keyword(), text)]);
            assert_eq!(carried(&baked), (Medium::Png(label), Vec::new()), "{text}");
        }
    }
    let old = chunk(b"tEXt", b"openbadges\0https://a.example/assertion/1");
    assert_eq!(
        links(png(&[old])),
        [("https://a.example/assertion/1".to_owned(), Some(Medium::Png(Label::OpenBadge2)))]
    );
}

#[test]
fn what_is_against_the_standard_is_read_and_told() {
    let keyword = Label::OpenBadge.keyword();
    let medium = Medium::Png(Label::OpenBadge);
    let faults = |bytes: Vec<u8>| {
        let (found, faults) = carried(bytes);
        assert_eq!(found, medium);
        faults
    };
    assert_eq!(faults(png(&[packed_itxt(keyword, BADGE.as_bytes())])), [CarrierFault::Compressed]);
    let other = BADGE.replace("/v2", "/v3");
    let twice = png(&[itxt(keyword, BADGE), itxt(keyword, &other), itxt(keyword, JWT)]);
    assert_eq!(one(&twice).body().source(), BADGE, "the first is read");
    assert_eq!(faults(twice), [CarrierFault::Repeated { times: 3 }]);
    let plain = chunk(b"tEXt", format!("{keyword}\0{BADGE}").as_bytes());
    assert_eq!(faults(png(&[plain])), [CarrierFault::TextChunk]);
    let packed = chunk(b"zTXt", &[keyword.as_bytes(), b"\0\0", &fixtures::packed(BADGE.as_bytes())].concat());
    assert_eq!(faults(png(&[packed])), [CarrierFault::Compressed, CarrierFault::TextChunk]);
    let mut altered = itxt(keyword, BADGE);
    *altered.last_mut().unwrap() ^= 1;
    assert_eq!(faults(png(&[altered])), [CarrierFault::Checksum]);
    let whole = png(&[itxt(keyword, BADGE)]);
    assert_eq!(faults(whole[..whole.len() - 14].to_vec()), [CarrierFault::Truncated]);
}

#[test]
fn badge_and_record_are_two_and_older_ones_are_left() {
    let both =
        png(&[itxt("openbadges", BADGE), itxt("clrcredential", JWT), itxt("openbadgecredential", BADGE)]);
    let items = read_bytes(both).unwrap();
    assert_eq!(items.iter().map(|item| item.place.to_string()).collect::<Vec<_>>(), ["/0", "/1"]);
}

#[test]
fn a_bomb_in_a_chunk_is_not_unpacked() {
    let bomb = packed_itxt("openbadgecredential", &vec![b' '; MAX_CHUNK_BYTES + 1]);
    assert!(bomb.len() < 64 * 1024);
    assert_eq!(error(png(&[bomb])), ReadError::ChunkTooLarge);
    assert!(ReadError::ChunkTooLarge.over_limit());
}

#[test]
fn chunks_that_cannot_be_read_are_told() {
    let keyword = b"openbadgecredential";
    for data in [
        [keyword.as_slice(), b"\0"].concat(),
        [keyword.as_slice(), b"\0\0\0no zeros"].concat(),
        [keyword.as_slice(), b"\0\x01\0\0\0not packed"].concat(),
        [keyword.as_slice(), b"\0\0\0\0\0\xff\xfe"].concat(),
    ] {
        assert_eq!(error(png(&[chunk(b"iTXt", &data)])), ReadError::ChunkBroken);
    }
    let text = png(&[itxt("openbadgecredential", "hello")]);
    assert_eq!(error(text), ReadError::Unknown);
    let json = png(&[itxt("openbadgecredential", "{\"a\":")]);
    assert!(matches!(error(json), ReadError::Json(_)));
}

#[test]
fn no_byte_of_a_png_makes_it_panic() {
    survives(&png(&[packed_itxt("openbadgecredential", BADGE.as_bytes()), itxt("clrcredential", JWT)]));
}
