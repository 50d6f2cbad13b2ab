//! What fits a question: which plan finds it hangs on what was asked.
//!
//! An identifier or a code is that record, at once. A name leads as it was typed, else by its beginning, else with a
//! slip of the keyboard; little is looked for beside it. Where nothing leads, words find what is called or described,
//! and grams the rest: compounds, and what is called alike in another language. Whatever a plan finds is weighed by
//! its names, so that no plan's order counts.

use super::asked::Asked;
use super::called::BEGINNINGS;
use super::lexicon::Lexicon;
use super::plans::{BESIDE, FROM_EACH, Look, Pool, Reach};
use super::search::Filters;
use super::view::View;
use super::weigh::Found;
use super::{Generation, IndexError, codes, rank};

impl Generation {
    pub(super) fn find(
        &self,
        view: &View,
        lexicon: &Lexicon,
        asked: &Asked,
        filters: &Filters,
    ) -> Result<Found, IndexError> {
        let look = Look::new(&self.fields, view, lexicon, asked, filters);
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
        let beginnings = if named.is_empty() { BEGINNINGS } else { BESIDE };
        let mut leading = named;
        leading.extend(look.beginning(beginnings)?);
        if leading.is_empty() {
            leading = look.slipped()?;
        }
        let pool = match leading.is_empty() {
            false => beside(&look, leading)?,
            true if asked.is_description() => described(&look)?,
            true => called(&look)?,
        };
        look.ranked(pool)
    }
}

/// What leads, and what fills the page below it: what has all of its words, or the rarest.
fn beside(look: &Look<'_>, leading: Pool) -> Result<Pool, IndexError> {
    let mut pool = leading;
    if pool.len() < BESIDE {
        pool.extend(look.of_all_words(BESIDE, Reach::Near)?);
    }
    if pool.len() < BESIDE {
        pool.extend(look.of_words(look.fields.words, BESIDE, Reach::Near)?);
    }
    Ok(pool)
}

/// What is called as somebody calls it, about.
fn called(look: &Look<'_>) -> Result<Pool, IndexError> {
    let mut pool = look.of_all_words(FROM_EACH, Reach::Far)?;
    pool.extend(look.of_words(look.fields.words, FROM_EACH, Reach::Far)?);
    pool.extend(look.mistyped()?);
    pool.extend(look.alike()?);
    if pool.len() < FROM_EACH {
        pool.extend(look.of_words(look.fields.text, FROM_EACH, Reach::Far)?);
    }
    Ok(pool)
}

/// What somebody describes.
fn described(look: &Look<'_>) -> Result<Pool, IndexError> {
    let mut pool = look.of_words(look.fields.words, FROM_EACH, Reach::Far)?;
    pool.extend(look.of_words(look.fields.text, FROM_EACH, Reach::Far)?);
    pool.extend(look.alike()?);
    Ok(pool)
}
