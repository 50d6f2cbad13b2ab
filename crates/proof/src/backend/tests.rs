//! The two bodies against each other: whatever one says of a key and a signature, the other says too.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::{SignatureEncoding as _, Signer as _};
use rsa::pkcs1::EncodeRsaPublicKey as _;
use rsa::traits::PublicKeyParts as _;
use rsa::{BoxedUint, Pkcs1v15Sign, PrivateKey, PublicKey};
use sha2::{Digest as _, Sha256};

use super::{aws_lc, rust_crypto};
use crate::PublicKey as OurKey;
use crate::key::KeyKind;

/// The order of P-256 (SEC2 §2.4.2).
const ORDER: [u8; 32] = [
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc,
    0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
];

/// What both say of a point; they must not differ.
#[track_caller]
fn p256_key(sec1: &[u8]) -> Option<(aws_lc::P256, rust_crypto::P256)> {
    let (one, other) = (aws_lc::P256::new(sec1), rust_crypto::P256::new(sec1));
    assert_eq!(one.is_some(), other.is_some(), "{sec1:02x?}");
    one.zip(other)
}

#[track_caller]
fn p256_holds(key: &(aws_lc::P256, rust_crypto::P256), message: &[u8], signature: &[u8]) -> bool {
    let holds = key.0.verify(message, signature);
    assert_eq!(key.1.verify(message, signature), holds, "{message:02x?} {signature:02x?}");
    holds
}

/// What both say of a signature, a key that cannot be made holding none.
#[track_caller]
fn rsa_holds(der: &[u8], message: &[u8], signature: &[u8]) -> bool {
    let holds = aws_lc::Rsa::new(der).is_some_and(|key| key.verify(message, signature));
    let other = rust_crypto::Rsa::new(der).is_some_and(|key| key.verify(message, signature));
    assert_eq!(other, holds, "{der:02x?} {message:02x?} {signature:02x?}");
    holds
}

fn seed(text: &str) -> [u8; 32] {
    Sha256::digest(text).into()
}

fn base64(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap()
}

/// `a - b`, where `a` is no less.
fn minus(a: [u8; 32], b: &[u8]) -> [u8; 32] {
    let (mut difference, mut borrow) = (a, 0_i16);
    for (digit, b) in difference.iter_mut().zip(b).rev() {
        let value = i16::from(*digit) - i16::from(*b) - borrow;
        borrow = i16::from(value < 0);
        *digit = u8::try_from(value.rem_euclid(256)).unwrap();
    }
    difference
}

#[test]
fn p256_signatures_good_and_altered() {
    for n in 0_usize..24 {
        let seed = seed(&format!("P-256 key {n}"));
        let signer = p256::ecdsa::SigningKey::from_slice(&seed).unwrap();
        let point = signer.verifying_key().to_sec1_point(n % 2 == 0);
        let key = p256_key(point.as_bytes()).unwrap();
        let message = &seed[..n];
        let signature: p256::ecdsa::Signature = signer.sign(message);
        let good: [u8; 64] = signature.to_bytes().into();
        assert!(p256_holds(&key, message, &good), "{n}");
        assert!(!p256_holds(&key, b"another message", &good), "{n}");
        let (r, s) = good.split_at(32);
        // The other of the two signatures that each one is (RFC 7518 says nothing against it).
        let other = [r, &minus(ORDER, s)].concat();
        assert!(p256_holds(&key, message, &other), "{n}");
        let mut altered = good;
        altered[n * 5 % 64] ^= 1 << (n % 8);
        assert!(!p256_holds(&key, message, &altered), "{n}");
        let (zero, one) = ([0; 32], minus(ORDER, &minus(ORDER, &[[0; 31].as_slice(), &[1]].concat())));
        for bad in [
            [r, &zero].concat(),
            [&zero, s].concat(),
            [zero, zero].concat(),
            [one, one].concat(),
            [r, &ORDER].concat(),
            [&ORDER, s].concat(),
            [ORDER, ORDER].concat(),
            [[0xff; 32], [0xff; 32]].concat(),
            [s, r].concat(),
            good[..63].to_vec(),
            good[1..].to_vec(),
            [&good[..], &[0]].concat(),
            [&[0], &good[..]].concat(),
            signature.to_der().as_bytes().to_vec(),
            Vec::new(),
        ] {
            assert!(!p256_holds(&key, message, &bad), "{n}: {bad:02x?}");
        }
    }
}

#[test]
fn p256_points() {
    let prime = "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff";
    let prime: Vec<u8> =
        (0..32).map(|at| u8::from_str_radix(&prime[2 * at..2 * at + 2], 16).unwrap()).collect();
    let mut on_the_curve = 0;
    for n in 0..200 {
        let x = seed(&format!("x {n}"));
        for sign in [2, 3] {
            let is_one = p256_key(&[&[sign], x.as_slice()].concat()).is_some();
            on_the_curve += u32::from(is_one);
            let key = OurKey::from_bytes(KeyKind::P256, &[&[sign], x.as_slice()].concat());
            assert_eq!(key.is_ok(), is_one);
        }
        let y = seed(&format!("y {n}"));
        assert!(p256_key(&[&[4], x.as_slice(), &y].concat()).is_none());
    }
    assert!((150..250).contains(&on_the_curve), "{on_the_curve} of 400");
    // An x of p or more, the point at infinity, and a good point with its coordinates exchanged.
    let signer = p256::ecdsa::SigningKey::from_slice(&seed("P-256 key")).unwrap();
    let point = signer.verifying_key().to_sec1_point(false);
    let (x, y) = (&point.as_bytes()[1..33], &point.as_bytes()[33..]);
    for sign in [2, 3] {
        assert!(p256_key(&[&[sign], prime.as_slice()].concat()).is_none());
        assert!(p256_key(&[&[sign], [0xff; 32].as_slice()].concat()).is_none());
    }
    for (x, y) in [(y, x), (&prime, y), (x, &prime), (&[0; 32], &[0; 32]), (x, &[0; 32])] {
        assert!(p256_key(&[&[4], x, y].concat()).is_none());
    }
    assert!(p256_key(&[&[4], x, y].concat()).is_some());
}

/// An RSA key that everybody can make again: of SHA-256 after SHA-256 of a word, the next primes, which are known.
fn rsa_key(word: &str, bits: usize, next: [u16; 2], e: u64) -> PrivateKey {
    let prime = |name: &str, next: u16| {
        let blocks = (0..bits / 512).flat_map(|block| seed(&format!("{word}, {name}, {block}")));
        let mut bytes: Vec<u8> = blocks.collect();
        bytes[0] |= 0xc0;
        *bytes.last_mut().unwrap() = 0;
        let start = BoxedUint::from_be_slice(&bytes, u32::try_from(bits / 2).unwrap()).unwrap();
        start.wrapping_add(BoxedUint::from(u64::from(next)))
    };
    PrivateKey::from_p_q(prime("p", next[0]), prime("q", next[1]), BoxedUint::from(e)).unwrap()
}

/// The RSA key of the college.
pub(crate) fn college() -> PrivateKey {
    rsa_key("college", 2_048, [297, 1_961], 65_537)
}

/// `RSAPublicKey` of PKCS #1.
pub(crate) fn der(key: &PublicKey) -> Vec<u8> {
    key.to_pkcs1_der().unwrap().as_bytes().to_vec()
}

/// The bare DER of two numbers.
fn der_of(n: &[u8], e: &[u8]) -> Vec<u8> {
    let integer = |number: &[u8]| {
        let sign: &[u8] = if number[0] & 0x80 == 0 { &[] } else { &[0] };
        element(2, &[sign, number].concat())
    };
    element(0x30, &[integer(n), integer(e)].concat())
}

fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    match content.len() {
        0..=0x7f => [&[tag, length[7]], content].concat(),
        0x80..=0xff => [&[tag, 0x81, length[7]], content].concat(),
        _ => [&[tag, 0x82, length[6], length[7]], content].concat(),
    }
}

/// `EMSA-PKCS1-v1_5` of SHA-256 (RFC 8017 §9.2).
fn encoded(message: &[u8], length: usize) -> Vec<u8> {
    let info = [&SHA256_INFO[..], &seed_of(message)].concat();
    [&[0, 1], vec![0xff; length - info.len() - 3].as_slice(), &[0], &info].concat()
}

fn seed_of(message: &[u8]) -> [u8; 32] {
    Sha256::digest(message).into()
}

/// `DigestInfo` of SHA-256 before the hash.
const SHA256_INFO: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
    0x04, 0x20,
];

#[test]
fn rsa_signatures_good_and_altered() {
    let keys = [
        college(),
        rsa_key("forger", 2_048, [1_523, 363], 65_537),
        rsa_key("academy", 2_048, [693, 137], 65_537),
    ];
    let others = [2, 0, 1].map(|at: usize| der(keys[at].as_public_key()));
    for (n, (key, other)) in keys.iter().zip(others).enumerate() {
        let signer = rsa::pkcs1v15::SigningKey::<Sha256>::new(key.clone());
        let der = der(key.as_public_key());
        for length in 0..6 {
            let message = &seed("message")[..length];
            let good = signer.sign(message).to_vec();
            assert!(rsa_holds(&der, message, &good));
            assert!(!rsa_holds(&der, b"another message", &good));
            assert!(!rsa_holds(&other, message, &good));
            let mut altered = good.clone();
            altered[length * 51] ^= 1 << n;
            assert!(!rsa_holds(&der, message, &altered));
        }
    }
}

#[test]
fn rsa_signatures_of_another_length() {
    let key = college();
    let (der, modulus) = (der(key.as_public_key()), key.n_bytes());
    let signer = rsa::pkcs1v15::SigningKey::<Sha256>::new(key);
    let (mut short, mut small) = (0, 0);
    for n in 0_u32..2_000 {
        let message = n.to_be_bytes();
        let good = signer.sign(&message).to_vec();
        if good[0] == 0 {
            // Written without its leading zero, as sloppy software does, and with one more.
            assert!(rsa_holds(&der, &message, &good));
            assert!(!rsa_holds(&der, &message, &good[1..]));
            assert!(!rsa_holds(&der, &message, &[&[0], &good[..]].concat()));
            short += 1;
        }
        // The same number modulo n, and yet no signature (RFC 8017 §5.2.2, step 1).
        if let Some(sum) = plus(&good, &modulus).filter(|_| small < 3) {
            assert!(!rsa_holds(&der, &message, &sum));
            small += 1;
        }
        if short > 0 && small >= 3 {
            break;
        }
    }
    assert!(short > 0 && small >= 3, "{short} {small}");
    for bad in [vec![], vec![0; 256], vec![1; 255], vec![0xff; 256], vec![0xff; 1_024], modulus.to_vec()] {
        assert!(!rsa_holds(&der, b"", &bad));
    }
}

/// `a + b`, where it has no more digits.
fn plus(a: &[u8], b: &[u8]) -> Option<Vec<u8>> {
    let (mut sum, mut carry) = (a.to_vec(), 0_u16);
    for (digit, b) in sum.iter_mut().zip(b).rev() {
        let value = u16::from(*digit) + u16::from(*b) + carry;
        (*digit, carry) = (value.to_be_bytes()[1], value >> 8);
    }
    (carry == 0).then_some(sum)
}

/// Signed by the key, and yet not RS256: another hash, a `DigestInfo` without its NULL, none at all.
#[test]
fn rsa_signatures_of_another_form() {
    let key = college();
    let der = der(key.as_public_key());
    let hash = seed_of(b"m");
    let with = |prefix: &[u8], hash: &[u8]| {
        let scheme = Pkcs1v15Sign { hash_len: None, prefix: prefix.into() };
        key.sign(scheme, hash).unwrap()
    };
    assert!(rsa_holds(&der, b"m", &with(&SHA256_INFO, &hash)));
    let mut without_null = SHA256_INFO.to_vec();
    without_null.drain(15..17);
    (without_null[1], without_null[3]) = (0x2f, 0x0b);
    let mut sha512 = SHA256_INFO;
    sha512[14] = 3;
    for (prefix, hash) in [
        (&without_null[..], &hash[..]),
        (&sha512, &hash),
        (&[], &hash),
        (&SHA256_INFO, &hash[..31]),
        (&SHA256_INFO, &[&hash[..], &[0]].concat()),
        (&SHA256_INFO[1..], &hash),
    ] {
        assert!(!rsa_holds(&der, b"m", &with(prefix, hash)));
    }
}

/// Keys that make forging easy, or verifying slow.
#[test]
fn rsa_numbers_that_make_no_key() {
    let modulus = college().n_bytes().to_vec();
    // With e = 1 the encoded message is its own signature.
    let own = encoded(b"m", 256);
    assert!(!rsa_holds(&der_of(&modulus, &[1]), b"m", &own));
    let mut even = modulus.clone();
    *even.last_mut().unwrap() &= 0xfe;
    assert!(!rsa_holds(&der_of(&even, &[3]), b"m", &own));
    for e in [&[2][..], &[4], &[0xff; 5], &[1; 8], &[0xff; 32], &modulus] {
        assert!(!rsa_holds(&der_of(&modulus, e), b"m", &own), "{e:?}");
    }
    // The largest that we let through: both take them, and no signature of theirs is known.
    let largest = [&[0xff; 1_023][..], &[0xfb]].concat();
    for (n, e) in [(&modulus, &[3][..]), (&modulus, &[1, 0xff, 0xff, 0xff, 0xff]), (&largest, &[1, 0, 1])] {
        let der = der_of(n, e);
        assert!(aws_lc::Rsa::new(&der).is_some() && rust_crypto::Rsa::new(&der).is_some());
        assert!(!rsa_holds(&der, b"m", &own) && !rsa_holds(&der, b"m", &encoded(b"m", n.len())));
    }
}

#[test]
fn exponents_of_three_and_of_33_bits_verify() {
    for e in [3, 0x1_ffff_ffff] {
        let key = rsa_key("forger", 2_048, [1_523, 363], e);
        let signature = rsa::pkcs1v15::SigningKey::<Sha256>::new(key.clone()).sign(b"m").to_vec();
        assert!(rsa_holds(&der(key.as_public_key()), b"m", &signature), "{e}");
    }
}

/// RFC 7515, appendices A.2 and A.3.
#[test]
fn rfc_7515_examples() {
    let payload =
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    let (x, y) = (
        base64("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
        base64("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"),
    );
    let signature =
        base64("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");
    let key = p256_key(&[&[4], x.as_slice(), &y].concat()).unwrap();
    assert!(p256_holds(&key, format!("eyJhbGciOiJFUzI1NiJ9.{payload}").as_bytes(), &signature));

    let n = base64(
        "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ",
    );
    let signature = base64(
        "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw",
    );
    let der = der_of(&n, &[1, 0, 1]);
    let key = OurKey::from_bytes(KeyKind::Rsa, &der).unwrap();
    assert_eq!(crate::testkeys::publicly_known(&key), Some("RFC 7515, appendix A"));
    assert!(rsa_holds(&der, format!("eyJhbGciOiJSUzI1NiJ9.{payload}").as_bytes(), &signature));
}
