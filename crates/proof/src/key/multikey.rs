//! Multikey (CID §2.2.2): multibase, multicodec, key.

use super::{KeyError, KeyKind, PublicKey};
use crate::text::base58;

/// Characters of a Multikey: an RSA key of 4,096 bits takes 720, and decoding costs the square of the length.
pub(super) const MAX_CHARS: usize = 750;

impl PublicKey {
    /// Reads `publicKeyMultibase`, or the part of a did:key after the last colon.
    ///
    /// # Errors
    /// [`KeyError`]; only `z` (base58btc) is multibase here, as CID §2.2.2 says for every kind of key.
    pub fn from_multikey(text: &str) -> Result<Self, KeyError> {
        let encoded = text.strip_prefix('z').ok_or(KeyError::NotMultibase)?;
        let bytes = base58(encoded, MAX_CHARS).ok_or(KeyError::NotMultibase)?;
        let (codec, key) = varint(&bytes).ok_or_else(|| KeyError::UnknownCodec(String::new()))?;
        match kind_of(codec) {
            Some(kind) => Self::from_bytes(kind, key),
            // The table of multicodecs keeps private keys here: ed25519-priv and its neighbours.
            None if (0x1300..=0x131f).contains(&codec) => {
                Err(KeyError::Private(format!("multicodec {codec:#x}")))
            }
            None => Err(KeyError::UnknownCodec(codec_name(codec))),
        }
    }

    /// The key as Multikey. `None` for RSA, for which CID §2.2.2 defines none.
    pub fn multikey(&self) -> Option<String> {
        let prefix: [u8; 2] = match self.kind {
            KeyKind::Ed25519 => [0xed, 0x01],
            KeyKind::X25519 => [0xec, 0x01],
            KeyKind::P256 => [0x80, 0x24],
            KeyKind::P384 => [0x81, 0x24],
            KeyKind::P521 => [0x82, 0x24],
            KeyKind::Secp256k1 => [0xe7, 0x01],
            KeyKind::Bls12381G2 => [0xeb, 0x01],
            KeyKind::Rsa => return None,
        };
        let mut bytes = Vec::with_capacity(2 + self.bytes.len());
        bytes.extend_from_slice(&prefix);
        bytes.extend_from_slice(&self.bytes);
        let mut text = bs58::encode(bytes).into_string();
        text.insert(0, 'z');
        Some(text)
    }
}

fn kind_of(codec: u64) -> Option<KeyKind> {
    Some(match codec {
        0xed => KeyKind::Ed25519,
        0xec => KeyKind::X25519,
        0xe7 => KeyKind::Secp256k1,
        0xeb => KeyKind::Bls12381G2,
        0x1200 => KeyKind::P256,
        0x1201 => KeyKind::P384,
        0x1202 => KeyKind::P521,
        0x1205 => KeyKind::Rsa,
        _ => return None,
    })
}

/// Names of codecs that real keys carry and we do not read.
fn codec_name(codec: u64) -> String {
    let name = match codec {
        0xea => "bls12_381-g1-pub",
        0xee => "bls12_381-g1g2-pub",
        0xef => "sr25519-pub",
        0xeb51 => "jwk_jcs-pub",
        0x1203 => "ed448-pub",
        0x1204 => "x448-pub",
        0x1206 => "sm2-pub",
        0x1210 => "mldsa-44-pub",
        0x1211 => "mldsa-65-pub",
        0x1212 => "mldsa-87-pub",
        _ => return format!("{codec:#x}"),
    };
    name.to_owned()
}

/// Unsigned varint (multiformats): at most nine bytes, and the shortest form only.
fn varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut value = 0_u64;
    for (at, byte) in bytes.iter().take(9).enumerate() {
        value |= u64::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return (at == 0 || *byte != 0).then(|| (value, &bytes[at + 1..]));
        }
    }
    None
}
