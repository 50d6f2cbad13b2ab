//! What an input has in it, and where each thing stood.

use std::fmt;

use crate::carrier::Medium;
use crate::error::ReadError;
use crate::presented::Presented;

/// One thing in an input.
#[derive(Debug)]
pub struct Item {
    /// Where it stood.
    pub place: Place,
    /// What it is.
    pub what: What,
}

/// What was found at a place.
#[derive(Debug)]
pub enum What {
    /// A credential.
    Credential(Box<Presented>),
    /// Where one may be. Whether it is asked is not decided here.
    Link(Link),
    /// Nothing that can be judged.
    Refused(ReadError),
}

/// A web address that was found in an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The address, http or https. Nothing more is known of it.
    pub url: String,
    /// What it stood in, where that was no plain text.
    pub medium: Option<Medium>,
}

/// Where in an input something stood: the steps to it. The only thing in an input has none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Place(pub Vec<Step>);

/// One step to a place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// An item of an array, or one of several on a page or in a text.
    Item(usize),
    /// A file of a zip.
    Member(String),
    /// What stands behind a link.
    Link(String),
}

impl Place {
    /// The same with one step more.
    #[must_use]
    pub fn then(mut self, step: Step) -> Self {
        self.0.push(step);
        self
    }

    /// JSON pointer of it in the input, where that is an array.
    pub fn pointer(&self) -> String {
        match self.0.as_slice() {
            [Step::Item(item)] => format!("/{item}"),
            _ => String::new(),
        }
    }

    /// The same with what stands behind a link there: of several links each is known by its address.
    #[must_use]
    pub fn behind(mut self, url: &str) -> Self {
        if matches!(self.0.last(), Some(Step::Item(_))) {
            self.0.pop();
            self.0.push(Step::Link(url.to_owned()));
        }
        self
    }

    /// Whether it is the input as a whole.
    pub fn is_whole(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, step) in self.0.iter().enumerate() {
            if n > 0 {
                f.write_str("#")?;
            }
            match step {
                Step::Item(item) => write!(f, "/{item}")?,
                Step::Member(name) => f.write_str(name)?,
                Step::Link(url) => f.write_str(url)?,
            }
        }
        Ok(())
    }
}

impl Item {
    pub(crate) fn whole(what: What) -> Self {
        Self { place: Place::default(), what }
    }
}

impl What {
    pub(crate) fn of(presented: Presented) -> Self {
        Self::Credential(Box::new(presented))
    }

    pub(crate) fn read(text: &str) -> Self {
        Presented::read_text(text).map_or_else(Self::Refused, Self::of)
    }

    pub(crate) fn link(url: &str, medium: Option<Medium>) -> Self {
        Self::Link(Link { url: url.to_owned(), medium })
    }
}
