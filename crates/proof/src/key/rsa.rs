//! RSA public keys as the DER of PKCS #1 `RSAPublicKey` (RFC 8017 appendix A.1.1): one byte string per key.

/// Bytes of a modulus: 16,384 bits. Larger ones only cost time.
const MAX_MODULUS: usize = 2_048;

/// The DER of a key, from the big-endian numbers of a JWK. `None` where a number is zero or too large.
pub(super) fn public_key(modulus: &[u8], exponent: &[u8]) -> Option<Vec<u8>> {
    let (modulus, exponent) = (trimmed(modulus), trimmed(exponent));
    if modulus.is_empty() || exponent.is_empty() || modulus.len() > MAX_MODULUS || exponent.len() > 8 {
        return None;
    }
    let mut numbers = Vec::with_capacity(modulus.len() + exponent.len() + 12);
    push_integer(&mut numbers, modulus);
    push_integer(&mut numbers, exponent);
    let mut der = Vec::with_capacity(numbers.len() + 5);
    push_header(&mut der, 0x30, numbers.len());
    der.extend_from_slice(&numbers);
    Some(der)
}

/// Whether bytes are such a DER, in the one form that [`public_key`] writes.
pub(super) fn is_public_key(der: &[u8]) -> bool {
    let read = || {
        let (numbers, after) = element(der, 0x30)?;
        let (modulus, rest) = element(numbers, 0x02)?;
        let (exponent, rest) = element(rest, 0x02)?;
        (after.is_empty() && rest.is_empty()).then_some((modulus, exponent))
    };
    read().and_then(|(modulus, exponent)| public_key(modulus, exponent)).is_some_and(|same| same == der)
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
