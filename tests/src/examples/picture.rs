//! A picture with the genuine badge in it, to take away and drop on the box: a sail on the water, in shades of grey.

use crate::bake::{itxt, picture};

/// Dots on each side.
const SIDE: u32 = 256;

/// Points of a dot on each side: edges look smooth where their shades are mixed.
const POINTS: u32 = 4;

/// The picture with this credential baked into it (OB 3.0 §Baked badges).
pub(super) fn baked(credential: &[u8]) -> Vec<u8> {
    let mut lines = Vec::new();
    for y in 0..SIDE {
        lines.push(0);
        lines.extend((0..SIDE).map(|x| dot(x, y)));
    }
    picture(SIDE, SIDE, &lines, &[itxt("openbadgecredential", credential)])
}

/// The shade of a dot.
fn dot(x: u32, y: u32) -> u8 {
    let at = |dot: u32, point: u32| f64::from(dot) + (f64::from(point) + 0.5) / f64::from(POINTS);
    let points = (0..POINTS).flat_map(|down| (0..POINTS).map(move |right| (right, down)));
    let sum: u32 = points.map(|(right, down)| u32::from(shade(at(x, right), at(y, down)))).sum();
    u8::try_from(sum / (POINTS * POINTS)).unwrap_or(u8::MAX)
}

/// The shade of a point: a ring, in it the sky, the sea, a hull and two sails.
fn shade(x: f64, y: f64) -> u8 {
    let from_middle = (x - 128.0).hypot(y - 128.0);
    let waves = 168.0 + 4.0 * (x / 12.0).sin();
    let in_hull = (152.0..170.0).contains(&y) && (x - 124.0).abs() < 60.0 - (y - 152.0) * 1.4;
    let in_sail = |foot: f64, length: f64, left: bool| {
        let height = (y - 52.0) / 94.0;
        let width = if left { foot - x } else { x - foot };
        (0.0..1.0).contains(&height) && width > 0.0 && width < length * height
    };
    match from_middle {
        far if far > 124.0 => 255,
        far if far > 112.0 => 70,
        _ if in_hull => 60,
        _ if in_sail(126.0, 52.0, false) => 250,
        _ if in_sail(118.0, 36.0, true) => 215,
        _ if y > waves => 150,
        _ => 232,
    }
}
