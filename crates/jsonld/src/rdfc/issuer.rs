//! The Issue Identifier Algorithm (§4.5): numbers in the order of asking.

const NONE: u32 = u32::MAX;

/// The canonical issuer: one place for every blank node.
pub(super) struct Issuer {
    numbers: Vec<u32>,
    order: Vec<u32>,
}

#[allow(clippy::cast_possible_truncation, reason = "blank nodes are limited far below 4 Gi")]
impl Issuer {
    pub(super) fn new(blanks: usize) -> Self {
        Self { numbers: vec![NONE; blanks], order: Vec::new() }
    }

    pub(super) fn issue(&mut self, blank: u32) {
        if self.get(blank).is_none() {
            self.numbers[blank as usize] = self.order.len() as u32;
            self.order.push(blank);
        }
    }

    pub(super) fn get(&self, blank: u32) -> Option<u32> {
        Some(self.numbers[blank as usize]).filter(|number| *number != NONE)
    }

    pub(super) fn into_order(self) -> Vec<u32> {
        self.order
    }
}

/// A temporary issuer: copied often, and small (its depth is limited), so it is searched and not indexed.
#[derive(Clone, Default)]
pub(super) struct Temporary {
    order: Vec<u32>,
}

#[allow(clippy::cast_possible_truncation, reason = "blank nodes are limited far below 4 Gi")]
impl Temporary {
    pub(super) fn issue(&mut self, blank: u32) -> u32 {
        if let Some(number) = self.get(blank) {
            return number;
        }
        self.order.push(blank);
        self.order.len() as u32 - 1
    }

    pub(super) fn get(&self, blank: u32) -> Option<u32> {
        self.order.iter().position(|issued| *issued == blank).map(|number| number as u32)
    }

    pub(super) fn order(&self) -> &[u32] {
        &self.order
    }
}
