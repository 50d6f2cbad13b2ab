//! Value expansion (§5.3) and the N-Quads form of values (§8.2.2, object to RDF conversion).

use std::fmt::Write as _;

use credential::{Kind, NodeId, Value};

use super::arena::{Body, Literal, NIL, Native, Text};
use super::{Expander, LossKind};
use crate::context::{As, Coercion, Context, Direction, Slot};
use crate::error::ExpandError;
use crate::iri::IriKind;
use crate::rdf::escape;

const XSD_BOOLEAN: &str = "<http://www.w3.org/2001/XMLSchema#boolean>";
const XSD_DOUBLE: &str = "<http://www.w3.org/2001/XMLSchema#double>";
const XSD_INTEGER: &str = "<http://www.w3.org/2001/XMLSchema#integer>";
const XSD_STRING: &str = "<http://www.w3.org/2001/XMLSchema#string>";
const RDF_JSON: &str = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON>";

impl<'c> Expander<'c> {
    /// §5.3.2 for a scalar of the document.
    pub(super) fn value(
        &mut self,
        context: &'c Context,
        slot: Option<&'c Slot>,
        value: Value<'c>,
    ) -> Result<u32, ExpandError> {
        match value.as_str() {
            Some(text) => self.text_value(context, slot, text, value.id()),
            None => {
                let datatype = self.datatype(slot);
                self.literal(value, datatype, None, None, value.id())
            }
        }
    }

    /// §5.3.2 for a string, wherever it stands.
    pub(super) fn text_value(
        &mut self,
        context: &'c Context,
        slot: Option<&'c Slot>,
        text: &str,
        source: NodeId,
    ) -> Result<u32, ExpandError> {
        let definition = slot.map(|slot| &*slot.definition);
        let vocab = match definition.map(|definition| &definition.coercion) {
            Some(Coercion::Id) => false,
            Some(Coercion::Vocab) => true,
            Some(Coercion::Datatype(..)) => {
                let datatype = self.datatype(slot);
                return self.string(text, datatype, None, None, source);
            }
            Some(Coercion::Unset | Coercion::None | Coercion::Json) | None => {
                let language = definition.and_then(|definition| definition.language.as_ref());
                let language = match language {
                    Some(language) => language.as_deref(),
                    None => context.language.as_deref(),
                };
                let direction = definition.and_then(|definition| definition.direction);
                return self.string(text, None, language, direction.unwrap_or(context.direction), source);
            }
        };
        let resolved = context.resolve(text, As { vocab, document: Some(self.base) });
        let subject = match resolved.text() {
            Some(iri) => {
                if resolved.foreign() {
                    self.note_use(source, iri);
                }
                self.subject(iri, source)
            }
            None => {
                self.lose(source, LossKind::ReservedId, text);
                super::Subject::Null
            }
        };
        self.push(Body::Node { subject, first: NIL, last: NIL }, source)
    }

    fn datatype(&mut self, slot: Option<&Slot>) -> Option<(Text, IriKind)> {
        match slot.map(|slot| &slot.definition.coercion) {
            Some(Coercion::Datatype(iri, kind)) => Some((self.arena.add_iri(iri), *kind)),
            Some(Coercion::Unset | Coercion::Id | Coercion::Vocab | Coercion::Json | Coercion::None)
            | None => None,
        }
    }

    /// A value object with this `@value`.
    pub(super) fn literal(
        &mut self,
        value: Value<'c>,
        datatype: Option<(Text, IriKind)>,
        language: Option<&str>,
        direction: Option<Direction>,
        source: NodeId,
    ) -> Result<u32, ExpandError> {
        match value.kind() {
            Kind::String(text) => self.string(text, datatype, language, direction, source),
            Kind::Bool(value) => {
                let lexical = if value { "true" } else { "false" };
                self.native(lexical, datatype, XSD_BOOLEAN, Native::Bool(value), source)
            }
            Kind::Number(number) => {
                let double = datatype.is_some_and(|(iri, _)| self.arena.get(iri) == XSD_DOUBLE);
                let (lexical, own) = number_form(number, double);
                self.native(&lexical, datatype, own, Native::Number(number), source)
            }
            Kind::Null | Kind::Array | Kind::Object => {
                self.invalid(value, crate::error::ErrorCode::InvalidValueObjectValue, &value.to_json())
            }
        }
    }

    fn native(
        &mut self,
        lexical: &str,
        datatype: Option<(Text, IriKind)>,
        own: &str,
        native: Native,
        source: NodeId,
    ) -> Result<u32, ExpandError> {
        let start = self.arena.text.len();
        self.arena.text.push('"');
        self.arena.text.push_str(lexical);
        let written = self.suffix(datatype, own);
        #[allow(clippy::cast_possible_truncation, reason = "a number has few digits")]
        let lexical = lexical.len() as u32;
        let rendered = self.arena.since(start);
        let literal = Literal {
            rendered,
            lexical,
            native,
            datatype: datatype.map(|(iri, _)| iri),
            language: None,
            direction: None,
            writable: written,
        };
        self.push(Body::Value(literal), source)
    }

    /// Writes `"` and the datatype, or the one that such values have by themselves; false where it is no IRI.
    fn suffix(&mut self, datatype: Option<(Text, IriKind)>, own: &str) -> bool {
        self.arena.text.push('"');
        match datatype {
            Some((iri, kind)) => {
                if self.arena.get(iri) != XSD_STRING {
                    self.arena.text.push_str("^^");
                    let range = iri.start as usize..(iri.start + iri.len) as usize;
                    self.arena.text.extend_from_within(range);
                }
                kind == IriKind::Good
            }
            None if own.is_empty() => true,
            None => {
                self.arena.text.push_str("^^");
                self.arena.text.push_str(own);
                true
            }
        }
    }

    fn string(
        &mut self,
        text: &str,
        datatype: Option<(Text, IriKind)>,
        language: Option<&str>,
        direction: Option<Direction>,
        source: NodeId,
    ) -> Result<u32, ExpandError> {
        let mut writable = true;
        let language = match language {
            Some(language) => {
                if !is_language(language) {
                    writable = false;
                    self.lose(source, LossKind::InvalidLanguage, language);
                }
                Some(self.arena.add(language))
            }
            None => None,
        };
        let start = self.arena.text.len();
        self.arena.text.push('"');
        escape(text, &mut self.arena.text);
        #[allow(clippy::cast_possible_truncation, reason = "strings are below 4 GiB")]
        let lexical = (self.arena.text.len() - start - 1) as u32;
        match (direction, language) {
            (None, None) => writable &= self.suffix(datatype, ""),
            (Some(direction), language) => {
                self.arena.text.push_str("\"^^<https://www.w3.org/ns/i18n#");
                if let Some(language) = language {
                    self.lower_case(language);
                }
                self.arena.text.push('_');
                self.arena.text.push_str(direction.as_str());
                self.arena.text.push('>');
            }
            (None, Some(language)) => {
                self.arena.text.push_str("\"@");
                self.lower_case(language);
            }
        }
        let rendered = self.arena.since(start);
        let datatype = datatype.map(|(iri, _)| iri);
        let native = Native::String;
        let literal = Literal { rendered, lexical, native, datatype, language, direction, writable };
        self.push(Body::Value(literal), source)
    }

    /// Language tags become lower case, as the software that signs credentials has it (§5.1.2 allows it).
    fn lower_case(&mut self, language: Text) {
        let lower = self.arena.get(language).to_ascii_lowercase();
        self.arena.text.push_str(&lower);
    }

    /// A value of type `@json`.
    pub(super) fn json_literal(&mut self, value: Value<'c>, source: NodeId) -> Result<u32, ExpandError> {
        let json = crate::jcs::canonicalize(value);
        let start = self.arena.text.len();
        self.arena.text.push('"');
        escape(&json, &mut self.arena.text);
        #[allow(clippy::cast_possible_truncation, reason = "strings are below 4 GiB")]
        let lexical = (self.arena.text.len() - start - 1) as u32;
        self.suffix(None, RDF_JSON);
        let rendered = self.arena.since(start);
        let literal = Literal {
            rendered,
            lexical,
            native: Native::Json,
            datatype: None,
            language: None,
            direction: None,
            writable: true,
        };
        self.push(Body::Value(literal), source)
    }
}

/// Lexical form and datatype of a number (§8.2.2 steps 10 and 11; the double as `%1.15E` gives it).
fn number_form(number: f64, double: bool) -> (String, &'static str) {
    let mut text = String::new();
    if !double && number.fract() == 0.0 && number.abs() < 1e21 {
        let number = if number == 0.0 { 0.0 } else { number }; // -0 is 0
        let _ = write!(text, "{number:.0}");
        return (text, XSD_INTEGER);
    }
    let _ = write!(text, "{number:.15E}");
    if let Some((mantissa, exponent)) = text.split_once('E') {
        let digits = mantissa.trim_end_matches('0');
        let zero = if digits.ends_with('.') { "0" } else { "" };
        text = format!("{digits}{zero}E{exponent}");
    }
    (text, XSD_DOUBLE)
}

/// Whether a language tag is well-formed, as far as JSON-LD processors look: the shape of BCP 47 §2.1.
fn is_language(tag: &str) -> bool {
    tag.split('-').enumerate().all(|(n, part)| {
        (1..=8).contains(&part.len())
            && part.bytes().all(|b| if n == 0 { b.is_ascii_alphabetic() } else { b.is_ascii_alphanumeric() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (number, double, text) in [
            (4.5, false, "4.5E0"),
            (-0.0, false, "0"),
            (5.0, true, "5.0E0"),
            (1e21, false, "1.0E21"),
            (0.1 + 0.2, false, "3.0E-1"),
            (123_456_789.0, false, "123456789"),
            (1.5e-7, false, "1.5E-7"),
        ] {
            assert_eq!(number_form(number, double).0, text);
        }
    }

    #[test]
    fn language_tags() {
        assert!(is_language("en") && is_language("zh-Hans-CN") && is_language("de-1996"));
        assert!(
            !is_language("") && !is_language("a b") && !is_language("en_US") && !is_language("englishtag")
        );
    }
}
