//! RSA public keys as the DER of PKCS #1 `RSAPublicKey` (RFC 8017 appendix A.1.1): one byte string per key.

use super::{KeyError, KeyKind};

/// Bits of a modulus that is no longer strong enough to sign (RFC 7518 §3.3): one less than the fewest.
const WEAK_BITS: usize = 2_047;

/// Bits of the largest modulus: the time of a verification grows with the square of it.
pub(super) const MAX_BITS: usize = 8_192;

/// The DER of a key, from the big-endian numbers of a JWK.
///
/// The bounds are ours, so that every library behind us keeps the same ones: a modulus of 2,048 to 8,192 bits, an
/// exponent that is odd, no less than 3 and no longer than 33 bits, as *ring* and its followers have it.
pub(super) fn public_key(modulus: &[u8], exponent: &[u8]) -> Result<Vec<u8>, KeyError> {
    let (modulus, exponent) = (trimmed(modulus), trimmed(exponent));
    let bits = bits(modulus);
    if bits <= WEAK_BITS || bits > MAX_BITS {
        return Err(KeyError::RsaSize { bits });
    }
    let odd = |number: &[u8]| number.last().is_some_and(|last| last & 1 == 1);
    if !odd(modulus) || !odd(exponent) || exponent == [1] || self::bits(exponent) > 33 {
        return Err(KeyError::NotAKey(KeyKind::Rsa));
    }
    let mut numbers = Vec::with_capacity(modulus.len() + exponent.len() + 12);
    push_integer(&mut numbers, modulus);
    push_integer(&mut numbers, exponent);
    let mut der = Vec::with_capacity(numbers.len() + 5);
    push_header(&mut der, 0x30, numbers.len());
    der.extend_from_slice(&numbers);
    Ok(der)
}

/// Whether bytes are such a DER, in the one form that [`public_key`] writes.
pub(super) fn check(der: &[u8]) -> Result<(), KeyError> {
    let (modulus, exponent) = numbers(der).ok_or(KeyError::NotAKey(KeyKind::Rsa))?;
    if public_key(modulus, exponent)? == der { Ok(()) } else { Err(KeyError::NotAKey(KeyKind::Rsa)) }
}

/// The two numbers of a DER, without leading zeros; `None` where it is none.
pub(super) fn numbers(der: &[u8]) -> Option<(&[u8], &[u8])> {
    let (numbers, after) = element(der, 0x30)?;
    let (modulus, rest) = element(numbers, 0x02)?;
    let (exponent, rest) = element(rest, 0x02)?;
    (after.is_empty() && rest.is_empty()).then(|| (trimmed(modulus), trimmed(exponent)))
}

/// Bits of a number without leading zeros.
fn bits(number: &[u8]) -> usize {
    number.first().map_or(0, |first| number.len() * 8 - first.leading_zeros() as usize)
}

fn trimmed(number: &[u8]) -> &[u8] {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    &number[zeros..]
}

fn push_integer(der: &mut Vec<u8>, number: &[u8]) {
    // A first bit of 1 would make it negative.
    let sign = usize::from(number.first().is_some_and(|byte| byte & 0x80 != 0));
    push_header(der, 0x02, number.len() + sign);
    if sign == 1 {
        der.push(0);
    }
    der.extend_from_slice(number);
}

fn push_header(der: &mut Vec<u8>, tag: u8, length: usize) {
    der.push(tag);
    match u16::try_from(length).unwrap_or(u16::MAX).to_be_bytes() {
        [0, low] if low < 0x80 => der.push(low),
        [0, low] => der.extend_from_slice(&[0x81, low]),
        [high, low] => der.extend_from_slice(&[0x82, high, low]),
    }
}

/// The content of the element that `der` starts with, and what follows it.
fn element(der: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (&found, rest) = der.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        0..=0x7f => (usize::from(first), rest),
        0x81 => (usize::from(*rest.first()?), rest.get(1..)?),
        0x82 => (usize::from(*rest.first()?) << 8 | usize::from(*rest.get(1)?), rest.get(2..)?),
        _ => return None,
    };
    (found == tag).then_some(())?;
    rest.split_at_checked(length)
}
