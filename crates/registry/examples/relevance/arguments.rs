//! The command line.

use std::path::PathBuf;

use registry::{Kind, language};

use super::set::Narrowed;
use super::suite::SEED;

/// What is wanted.
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    pub(crate) files: Vec<String>,
    pub(crate) data: Option<PathBuf>,
    pub(crate) known: bool,
    pub(crate) size: Option<usize>,
    pub(crate) seed: u64,
    pub(crate) narrowed: Narrowed,
    pub(crate) misses: usize,
    pub(crate) json: bool,
    pub(crate) markdown: bool,
}

impl Arguments {
    /// Reads what stands behind the name of the program.
    pub(crate) fn read(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut read = Self { seed: SEED, ..Self::default() };
        while let Some(word) = words.next() {
            // Both `--data DIR` and `--data=DIR`.
            let (name, value) = match word.split_once('=') {
                Some((name, value)) if name.starts_with("--") => (name.to_owned(), Some(value.to_owned())),
                _ => (word, None),
            };
            let mut value = || value.clone().or_else(|| words.next()).ok_or(format!("{name} of what?"));
            match name.as_str() {
                "--data" => read.data = Some(value()?.into()),
                "--known" => read.known = true,
                "--size" => read.size = Some(number(&value()?)?),
                "--seed" => read.seed = number(&value()?)?,
                "--lang" => {
                    let tag = value()?;
                    let lang = language(&tag).ok_or(format!("{tag}: no tag of a language"))?;
                    read.narrowed.lang = Some(lang);
                }
                "--kind" => {
                    let kind = value()?;
                    read.narrowed.kinds.push(Kind::of_name(&kind).ok_or(format!("{kind}: no kind"))?);
                }
                "--misses" => read.misses = number(&value()?)?,
                "--json" => read.json = true,
                "--markdown" => read.markdown = true,
                option if option.starts_with("--") => {
                    return Err(format!(
                        "{option}: not known; crates/registry/examples/relevance/main.rs has what is"
                    ));
                }
                _ => read.files.push(name),
            }
        }
        if read.files.is_empty() && !read.known {
            return Err("Name files of query<TAB>uri lines, or --known.".to_owned());
        }
        Ok(read)
    }
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("{text}: no number"))
}
