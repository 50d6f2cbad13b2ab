use super::fixtures::{BADGE, JWT, itxt, png, zip};
use super::*;
use crate::limits::{MAX_CREDENTIAL_BYTES, MAX_MEMBERS};

fn places(items: &[Item]) -> Vec<String> {
    items.iter().map(|item| item.place.to_string()).collect()
}

#[test]
fn files_are_read_each_by_itself() {
    let picture = png(&[itxt("openbadgecredential", BADGE)]);
    let list = format!("[{BADGE},{JWT:?}]");
    let items = read_bytes(zip(&[
        ("a.json", BADGE.as_bytes()),
        ("pictures/b.png", &picture),
        ("__MACOSX/a.json", b"x"),
        (".DS_Store", b"x"),
        ("c.json", list.as_bytes()),
        ("readme.txt", b"hello"),
    ]));
    let items = items.unwrap();
    assert_eq!(places(&items), ["a.json", "pictures/b.png", "c.json#/0", "c.json#/1", "readme.txt"]);
    assert!(matches!(&items[4].what, What::Refused(ReadError::Unknown)));
    assert_eq!(items.iter().filter(|item| matches!(item.what, What::Credential(_))).count(), 4);
}

#[test]
fn what_is_not_unpacked_is_told() {
    let inner = zip(&[("a.json", BADGE.as_bytes())]);
    let items = read_bytes(zip(&[("inner.zip", &inner)])).unwrap();
    assert!(matches!(&items[0].what, What::Refused(ReadError::Zip(ZipError::Nested))));
    assert_eq!(error(zip(&[])), ReadError::Zip(ZipError::Nothing));
    assert_eq!(error(zip(&[("folder/", b"")])), ReadError::Zip(ZipError::Nothing));
    assert_eq!(error(&inner[..inner.len() / 2]), ReadError::Zip(ZipError::Broken));
    let mut altered = inner.clone();
    let at = altered.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    altered[at + 16] ^= 1;
    let items = read_bytes(&altered).unwrap();
    assert!(matches!(&items[0].what, What::Refused(ReadError::Zip(ZipError::Broken))), "its checksum");
    altered = inner.clone();
    altered[at + 8] |= 1;
    let items = read_bytes(&altered).unwrap();
    assert!(matches!(&items[0].what, What::Refused(ReadError::Zip(ZipError::Encrypted))));
}

#[test]
fn bombs_are_not_unpacked() {
    let large = vec![b' '; MAX_CREDENTIAL_BYTES + 1];
    let one = zip(&[("a.json", &large)]);
    assert!(one.len() < 64 * 1024);
    assert_eq!(error(one), ReadError::Zip(ZipError::TooLarge));
    let half = &large[..MAX_CREDENTIAL_BYTES - 1];
    let three = zip(&[("a", half), ("b", half), ("c", half)]);
    assert_eq!(error(three), ReadError::Zip(ZipError::TooLarge));
    let names: Vec<_> = (0..=MAX_MEMBERS).map(|n| n.to_string()).collect();
    let many: Vec<_> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(error(zip(&many)), ReadError::Zip(ZipError::TooManyMembers));
    assert!(ReadError::Zip(ZipError::TooManyMembers).over_limit());
    let list = format!("[{}1]", "1,".repeat(MAX_MEMBERS / 2));
    assert!(matches!(
        error(zip(&[("a", list.as_bytes()), ("b", list.as_bytes())])),
        ReadError::TooMany { .. }
    ));
    // What stands behind several links of one input is one input.
    let mut budget = Budget::default();
    let one = zip(&[("a.json", half)]);
    assert!(read_within(&one, Origin::default(), &mut budget).is_ok());
    assert!(read_within(&one, Origin::default(), &mut budget).is_ok());
    let third = read_within(&one, Origin::default(), &mut budget).expect_err("too much");
    assert_eq!(third, ReadError::Zip(ZipError::TooLarge));
}

#[test]
fn no_byte_of_a_zip_makes_it_panic() {
    survives(&zip(&[("a.json", BADGE.as_bytes()), ("b.jwt", JWT.as_bytes())]));
}
