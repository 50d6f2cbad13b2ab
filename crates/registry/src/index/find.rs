//! What fits a question: which plan finds it hangs on what was asked.
//!
//! An identifier or a code is that record, at once. A name is found whole, by its beginning, with a slip of the
//! keyboard, by its words; what describes a thing, by its rarest words. Grams find the rest: compounds, and what is
//! called alike in another language. Whatever a plan finds is weighed by its names, so that no plan's order counts.

use tantivy::Searcher;

use super::asked::Asked;
use super::lexicon::Lexicon;
use super::plans::{FROM_EACH, Look, Pool};
use super::search::Filters;
use super::weigh::Found;
use super::{Generation, IndexError, codes, rank};

impl Generation {
    pub(super) fn find(
        &self,
        searcher: &Searcher,
        lexicon: &Lexicon,
        asked: &Asked,
        filters: &Filters,
    ) -> Result<Found, IndexError> {
        let look = Look::new(&self.fields, searcher, lexicon, asked, filters);
        if let Some(key) = &asked.key {
            for key in [Some(key.clone()), key.of_case()].into_iter().flatten() {
                let known = look.known(key.as_str())?;
                if !known.is_empty() {
                    return look.only(known, rank::IDENTIFIER);
                }
            }
            if asked.is_identifier() {
                let meant = look.with_prefix(key.as_str())?;
                return Ok(Found { ranked: Vec::new(), is_all: true, meant });
            }
        }
        let named = look.named()?;
        if named.is_empty() && codes::has_digit(&asked.code) {
            for (found, score) in [(look.code()?, rank::CODE), (look.code_end()?, rank::CODE_END)] {
                if !found.is_empty() {
                    return look.only(found, score);
                }
            }
        }
        let pool = if asked.is_description() { described(&look, named)? } else { called(&look, named)? };
        look.ranked(pool)
    }
}

/// What is called as somebody calls it.
fn called(look: &Look<'_>, named: Pool) -> Result<Pool, IndexError> {
    let mut begun = look.beginning(look.fields.label)?;
    begun.extend(look.beginning(look.fields.alias)?);
    let mut has_found = !begun.is_empty();
    let is_named = !named.is_empty();
    let mut pool = named;
    pool.extend(begun);
    pool.extend(look.of_words(look.fields.words)?);
    if !is_named {
        let slipped = look.slipped()?;
        if slipped.is_empty() {
            pool.extend(look.mistyped()?);
        }
        has_found |= !slipped.is_empty();
        pool.extend(slipped);
        pool.extend(look.alike(has_found)?);
    }
    if pool.len() < FROM_EACH {
        pool.extend(look.of_words(look.fields.text)?);
    }
    Ok(pool)
}

/// What somebody describes.
fn described(look: &Look<'_>, named: Pool) -> Result<Pool, IndexError> {
    let mut pool = named;
    pool.extend(look.of_words(look.fields.words)?);
    pool.extend(look.of_words(look.fields.text)?);
    pool.extend(look.slipped()?);
    pool.extend(look.alike(false)?);
    Ok(pool)
}
