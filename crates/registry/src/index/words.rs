//! The words of a text, folded as [`crate::fold`] folds.

use tantivy::tokenizer::{Token, TokenFilter, TokenStream, Tokenizer};

use crate::fold::fold;

/// Takes the marks off the letters of every word.
#[derive(Debug, Clone)]
pub(super) struct MarkFolder;

impl TokenFilter for MarkFolder {
    type Tokenizer<T: Tokenizer> = Folding<T>;

    fn transform<T: Tokenizer>(self, tokenizer: T) -> Folding<T> {
        Folding(tokenizer)
    }
}

#[derive(Debug, Clone)]
pub(super) struct Folding<T>(T);

impl<T: Tokenizer> Tokenizer for Folding<T> {
    type TokenStream<'a> = FoldingStream<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        FoldingStream(self.0.token_stream(text))
    }
}

pub(super) struct FoldingStream<S>(S);

impl<S: TokenStream> TokenStream for FoldingStream<S> {
    fn advance(&mut self) -> bool {
        if !self.0.advance() {
            return false;
        }
        let token = self.0.token_mut();
        if !token.text.is_ascii() {
            token.text = fold(&token.text);
        }
        true
    }

    fn token(&self) -> &Token {
        self.0.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.0.token_mut()
    }
}
