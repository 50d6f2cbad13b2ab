//! Create Term Definition, steps 13.5 and 19 to 26: what a definition says besides what its term stands for.

use credential::{Kind, Value};

use super::define::Defining;
use super::iri::Resolved;
use super::process::direction_of;
use super::{Coercion, Container, Context, Definition, How, Local, Mapping, Processor};
use crate::error::{ErrorCode, Fault, invalid};
use crate::iri::is_absolute;
use crate::keyword::Keyword;

impl Processor<'_> {
    pub(super) fn details<'d>(
        &mut self,
        result: &mut Context,
        defining: &mut Defining<'d>,
        term: &'d str,
        entry: Value<'d>,
        definition: &mut Definition,
    ) -> Result<(), Fault> {
        for (key, value) in entry.members() {
            match key {
                "@id" | "@reverse" | "@type" | "@protected" => {}
                "@container" => definition.container = container(value, definition, term)?,
                "@index" => {} // needs the container: below
                "@context" => definition.scoped = Some(self.scoped_context(result, defining, value)?),
                "@language" => match value.kind() {
                    Kind::Null => definition.language = Some(None),
                    Kind::String(language) => definition.language = Some(Some(language.into())),
                    Kind::Bool(_) | Kind::Number(_) | Kind::Array | Kind::Object => {
                        return invalid(ErrorCode::InvalidLanguageMapping, term);
                    }
                },
                "@direction" => definition.direction = Some(direction_of(value)?),
                "@nest" => match value.as_str() {
                    Some(nest) if nest == "@nest" || Keyword::parse(nest).is_none() => {
                        definition.nest = Some(nest.into());
                    }
                    Some(_) | None => return invalid(ErrorCode::InvalidNestValue, term),
                },
                "@prefix" => {
                    if term.contains([':', '/']) || definition.reverse {
                        return invalid(ErrorCode::InvalidTermDefinition, term);
                    }
                    let Some(prefix) = value.as_bool() else {
                        return invalid(ErrorCode::InvalidPrefixValue, term);
                    };
                    if prefix && matches!(definition.mapping, Mapping::Keyword(_)) {
                        return invalid(ErrorCode::InvalidTermDefinition, term);
                    }
                    definition.prefix = prefix;
                }
                _ => return invalid(ErrorCode::InvalidTermDefinition, format!("{term}: {key}")),
            }
        }
        if definition.container.has(Container::TYPE) {
            match definition.coercion {
                Coercion::Unset => definition.coercion = Coercion::Id,
                Coercion::Id | Coercion::Vocab => {}
                Coercion::Json | Coercion::None | Coercion::Datatype(..) => {
                    return invalid(ErrorCode::InvalidTypeMapping, term);
                }
            }
        }
        // A typed value has neither.
        if entry.get("@type").is_some() {
            definition.language = None;
            definition.direction = None;
        }
        if let Some(index) = entry.get("@index") {
            definition.index = Some(self.index(result, defining, term, index, definition.container)?);
        }
        Ok(())
    }

    /// Step 20.
    fn index<'d>(
        &mut self,
        result: &mut Context,
        defining: &mut Defining<'d>,
        term: &str,
        index: Value<'d>,
        container: Container,
    ) -> Result<Box<str>, Fault> {
        let Some(text) = index.as_str().filter(|_| container.has(Container::INDEX)) else {
            return invalid(ErrorCode::InvalidTermDefinition, term);
        };
        let resolved = self.expand(result, defining, text)?;
        match resolved {
            Resolved::Term(..) | Resolved::Other(..) if resolved.text().is_some_and(is_absolute) => {
                Ok(text.into())
            }
            Resolved::Term(..)
            | Resolved::Other(..)
            | Resolved::Null
            | Resolved::Reserved
            | Resolved::Keyword(_) => invalid(ErrorCode::InvalidTermDefinition, term),
        }
    }

    /// Step 21. Bundled contexts are known to be good: a test enters them all.
    fn scoped_context(
        &mut self,
        result: &Context,
        defining: &Defining<'_>,
        value: Value<'_>,
    ) -> Result<Local, Fault> {
        let within = defining.within;
        let local = Local { at: value.id(), ..within.clone() };
        if !within.bundled {
            let how = How { override_protected: true, propagate: true, validate_scoped: false };
            match self.process(result, value, Some(&local), how) {
                Ok(_) => {}
                Err(Fault::Invalid(_, detail)) => return invalid(ErrorCode::InvalidScopedContext, detail),
                Err(fault @ (Fault::Unknown(_) | Fault::OverLimit(_))) => return Err(fault),
            }
        }
        Ok(local)
    }
}

/// Steps 13.5 and 19.
fn container(value: Value<'_>, definition: &Definition, term: &str) -> Result<Container, Fault> {
    if definition.reverse {
        return match (value.kind(), value.as_str()) {
            (Kind::Null, _) => Ok(Container::default()),
            (_, Some("@set")) => Ok(Container::SET),
            (_, Some("@index")) => Ok(Container::INDEX),
            (_, Some(_) | None) => invalid(ErrorCode::InvalidReverseProperty, term),
        };
    }
    let mut container = Container::default();
    let mut count = 0;
    for item in value.one_or_many() {
        count += 1;
        container = container.with(match item.as_str() {
            Some("@graph") => Container::GRAPH,
            Some("@id") => Container::ID,
            Some("@index") => Container::INDEX,
            Some("@language") => Container::LANGUAGE,
            Some("@list") => Container::LIST,
            Some("@set") => Container::SET,
            Some("@type") => Container::TYPE,
            Some(_) | None => return invalid(ErrorCode::InvalidContainerMapping, term),
        });
    }
    let keys = [Container::GRAPH, Container::ID, Container::INDEX, Container::LANGUAGE, Container::TYPE]
        .into_iter()
        .filter(|key| container.has(*key))
        .count();
    let allowed = match (count, container.has(Container::LIST), container.has(Container::GRAPH)) {
        (0, _, _) => false,
        (1, _, _) => true,
        (_, true, _) => false,
        // A graph may be keyed by identifier or by index.
        (_, false, true) => {
            keys == 1 || (keys == 2 && (container.has(Container::ID) || container.has(Container::INDEX)))
        }
        (_, false, false) => keys <= 1,
    };
    if allowed { Ok(container) } else { invalid(ErrorCode::InvalidContainerMapping, term) }
}
