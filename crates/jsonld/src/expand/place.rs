//! Where the expansion stands among contexts: the active one, and the one to go back to.

use std::cell::OnceCell;
use std::sync::Arc;

use credential::NodeId;

use super::Expander;
use crate::context::{Applied, Context, Previous, Slot};
use crate::error::ExpandError;

/// The active context and the previous one (§4.1).
#[derive(Clone, Copy)]
pub(super) struct Place<'c> {
    pub(super) current: &'c Context,
    pub(super) previous: Option<&'c Context>,
}

impl<'c> Place<'c> {
    /// Back to before the contexts that do not propagate.
    pub(super) fn reverted(self) -> Self {
        match self.previous {
            Some(previous) => Self { current: previous, previous: None },
            None => self,
        }
    }

    fn after(self, previous: Previous, context: Option<&'c Context>) -> Self {
        let Some(current) = context else { return self };
        let previous = match previous {
            Previous::Kept => self.previous,
            Previous::Cleared => None,
            Previous::Set => self.previous.or(Some(self.current)),
        };
        Self { current, previous }
    }
}

/// Keeps the contexts of one document alive that nothing memoises: a list that only grows.
#[derive(Default)]
pub(super) struct Keep {
    cell: OnceCell<(Arc<Context>, Box<Self>)>,
}

impl Drop for Keep {
    /// Without recursion: the list may be long.
    fn drop(&mut self) {
        let mut next = self.cell.take();
        while let Some((_, mut rest)) = next {
            next = rest.cell.take();
        }
    }
}

impl<'c> Expander<'c> {
    /// The place within the context of a property.
    pub(super) fn enter_property(
        &mut self,
        place: Place<'c>,
        slot: &'c Slot,
        at: NodeId,
    ) -> Result<Place<'c>, ExpandError> {
        let Some(memo) = &slot.memo else { return Ok(place) };
        if let Some(applied) = memo.as_property.get() {
            return Ok(place.after(applied.previous, applied.context.as_deref()));
        }
        let applied = self.processor.of_property(place.current, slot, memo);
        let applied = applied.map_err(|fault| self.fail(at, fault))?;
        self.take_ignored(at);
        match memo.as_property.get() {
            Some(applied) => Ok(place.after(applied.previous, applied.context.as_deref())),
            None => Ok(self.keep_applied(place, applied)),
        }
    }

    /// The place within the context of a type.
    pub(super) fn enter_type(
        &mut self,
        place: Place<'c>,
        slot: &'c Slot,
        at: NodeId,
    ) -> Result<Place<'c>, ExpandError> {
        let Some(memo) = &slot.memo else { return Ok(place) };
        if let Some(applied) = memo.as_type.get() {
            return Ok(place.after(applied.previous, applied.context.as_deref()));
        }
        let applied = self.processor.of_type(place.current, slot, memo);
        let applied = applied.map_err(|fault| self.fail(at, fault))?;
        self.take_ignored(at);
        match memo.as_type.get() {
            Some(applied) => Ok(place.after(applied.previous, applied.context.as_deref())),
            None => Ok(self.keep_applied(place, applied)),
        }
    }

    pub(super) fn keep_applied(&mut self, place: Place<'c>, applied: Applied) -> Place<'c> {
        let context = applied.context.map(|context| {
            let (context, rest) = self.keep.cell.get_or_init(|| (context, Box::default()));
            self.keep = rest;
            &**context
        });
        place.after(applied.previous, context)
    }
}
