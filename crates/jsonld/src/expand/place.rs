//! Where the expansion stands among contexts: the active one, and the one to go back to.

use std::cell::OnceCell;
use std::sync::Arc;

use credential::NodeId;

use super::Expander;
use crate::context::{Applied, Context, Previous, Role, Slot};
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
    /// The place within the context of a term of the active context, met as a property or as a type.
    pub(super) fn enter(
        &mut self,
        place: Place<'c>,
        slot: &'c Slot,
        role: Role,
        at: NodeId,
    ) -> Result<Place<'c>, ExpandError> {
        let (Some(memo), Some(local)) = (&slot.memo, &slot.definition.scoped) else { return Ok(place) };
        let memo = memo.of(role);
        if let Some(applied) = memo.get() {
            return Ok(place.after(applied.previous, applied.context.as_deref()));
        }
        let applied = self.processor.scoped(place.current, local, role, memo);
        let applied = applied.map_err(|fault| self.fail(at, fault))?;
        self.take_ignored(at);
        match memo.get() {
            Some(applied) => Ok(place.after(applied.previous, applied.context.as_deref())),
            None => Ok(self.keep_applied(place, applied)),
        }
    }

    /// The same where the definition may be another context's: the memo is that of the context that is entered from.
    pub(super) fn enter_from(
        &mut self,
        place: Place<'c>,
        (key, slot): (&str, &'c Slot),
        role: Role,
        at: NodeId,
    ) -> Result<Place<'c>, ExpandError> {
        if let Some(own) = place.current.term(key)
            && Arc::ptr_eq(&own.definition, &slot.definition)
        {
            return self.enter(place, own, role, at);
        }
        let Some(local) = &slot.definition.scoped else { return Ok(place) };
        let applied = self.processor.borrowed(place.current, local, role);
        let applied = applied.map_err(|fault| self.fail(at, fault))?;
        self.take_ignored(at);
        Ok(self.keep_applied(place, applied))
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
