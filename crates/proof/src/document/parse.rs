//! From JSON to a document of keys: methods, and what they may be used for.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use credential::Value;
use url::Url;

use super::method::{key_of_method, method_of_jwk, read_dates};
use super::{
    ControllerDocument, DocumentError, DocumentKind, DocumentProblem, MAX_METHODS, MAX_ORIGINS, MAX_PROBLEMS,
    Method,
};
use crate::did::{normal_id, split_fragment};
use crate::text::shorten;

/// Members under which methods may stand embedded; of the first two we also follow references.
const RELATIONSHIPS: [&str; 5] =
    ["assertionMethod", "authentication", "keyAgreement", "capabilityInvocation", "capabilityDelegation"];

impl ControllerDocument {
    /// Reads a document. `asked` is the DID or address it was asked for at: relative ids of methods are made
    /// absolute with the document's id, else with it.
    ///
    /// # Errors
    /// [`DocumentError`] where it is nothing of the kind. Whatever else is wrong stands in
    /// [`ControllerDocument::problems`] and in the methods.
    pub fn parse(root: Value<'_>, asked: &str) -> Result<Self, DocumentError> {
        if !root.is_object() {
            return Err(DocumentError::NotAnObject);
        }
        let asked = split_fragment(asked).0;
        let id = root.get_str("id");
        let has_methods = ["verificationMethod", "publicKey", "assertionMethod", "authentication"]
            .iter()
            .any(|member| root.get(member).is_some());
        let kind = if !has_methods && root.get("kty").is_some() {
            DocumentKind::Jwk
        } else if !has_methods && root.get("keys").is_some_and(Value::is_array) {
            DocumentKind::JwkSet
        } else if id.is_some_and(|id| id.starts_with("did:")) || (has_methods && asked.starts_with("did:")) {
            DocumentKind::DidDocument
        } else if id.is_some() || has_methods {
            DocumentKind::Controller
        } else {
            return Err(DocumentError::NothingInIt);
        };
        let base = id.map_or(asked, |id| split_fragment(id).0);
        let document = Self {
            id: id.map(str::to_owned),
            kind,
            methods: Vec::new(),
            linked_origins: if kind == DocumentKind::DidDocument { linked_origins(root) } else { Vec::new() },
            problems: Vec::new(),
            base: base.to_owned(),
        };
        let mut reader = Reader { document, by_id: HashMap::new() };
        if root.doc().has_duplicates() {
            reader.problem(|| DocumentProblem::DuplicateMember);
        }
        match kind {
            DocumentKind::DidDocument | DocumentKind::Controller => reader.read_methods(root),
            DocumentKind::Jwk => reader.read_jwk(root, asked),
            DocumentKind::JwkSet => {
                for jwk in root.get("keys").into_iter().flat_map(Value::items).take(MAX_METHODS) {
                    reader.read_jwk(jwk, asked);
                }
            }
        }
        Ok(reader.document)
    }
}

struct Reader {
    document: ControllerDocument,
    /// Where a method stands in the list, by its id with the case of did:web made one.
    by_id: HashMap<String, usize>,
}

impl Reader {
    /// Keeps a problem, unless there are enough of them: finding a pointer costs a walk through the document.
    fn problem(&mut self, problem: impl FnOnce() -> DocumentProblem) {
        if self.document.problems.len() < MAX_PROBLEMS {
            self.document.problems.push(problem());
        }
    }

    fn read_methods(&mut self, root: Value<'_>) {
        if self.document.id.is_none() {
            self.problem(|| DocumentProblem::NoId);
        }
        // `publicKey` is what `verificationMethod` was called before 2020.
        for list in ["verificationMethod", "publicKey"] {
            for item in root.get(list).into_iter().flat_map(Value::one_or_many).take(MAX_METHODS) {
                self.read_method(item);
            }
        }
        for relationship in RELATIONSHIPS {
            for item in root.get(relationship).into_iter().flat_map(Value::one_or_many).take(MAX_METHODS) {
                // An object with nothing but its id is a reference too.
                let reference = item.as_str().or_else(|| item.get_str("id").filter(|_| item.len() == 1));
                let found = match reference {
                    Some(id) => self.find(id),
                    None => self.read_method(item),
                };
                match (relationship, found) {
                    ("assertionMethod", Some(at)) => self.document.methods[at].assertion = true,
                    ("authentication", Some(at)) => self.document.methods[at].authentication = true,
                    ("assertionMethod" | "authentication", None) => {
                        if let Some(id) = reference {
                            self.problem(|| DocumentProblem::Dangling { relationship, id: shorten(id) });
                        }
                    }
                    (_, Some(_) | None) => {}
                }
            }
        }
    }

    fn find(&self, id: &str) -> Option<usize> {
        let absolute = absolute(&self.document.base, id)?;
        self.by_id.get(normal_id(&absolute).as_ref()).copied()
    }

    /// Reads one method and says where it stands in the list.
    fn read_method(&mut self, item: Value<'_>) -> Option<usize> {
        if !item.is_object() {
            self.problem(|| DocumentProblem::NotAMethod(shorten(&item.pointer())));
            return None;
        }
        let id = match item.get_str("id") {
            Some(id) => absolute(&self.document.base, id).unwrap_or_else(|| {
                self.problem(|| DocumentProblem::IdNotAUrl(shorten(id)));
                id.to_owned()
            }),
            None => {
                self.problem(|| DocumentProblem::MethodWithoutId(shorten(&item.pointer())));
                String::new()
            }
        };
        let method_type = item.get("type").and_then(|value| value.one_or_many().find_map(Value::as_str));
        let jwk = item.get("publicKeyJwk");
        let mut method = Method {
            method_type: method_type.unwrap_or_default().to_owned(),
            // `owner` is what `controller` was called beside `publicKey`.
            controller: item.get_str("controller").or_else(|| item.get_str("owner")).map(str::to_owned),
            key: key_of_method(item, method_type.unwrap_or_default()),
            assertion: false,
            authentication: false,
            expires: None,
            revoked: None,
            kid: jwk.and_then(|jwk| jwk.get_str("kid")).map(str::to_owned),
            iss: jwk.and_then(|jwk| jwk.get_str("iss")).map(str::to_owned),
            id,
        };
        for member in read_dates(&mut method, item) {
            self.problem(|| DocumentProblem::UnreadableDate { member, method: shorten(&method.id) });
        }
        Some(self.add(method))
    }

    fn read_jwk(&mut self, jwk: Value<'_>, asked: &str) {
        if !jwk.is_object() {
            self.problem(|| DocumentProblem::NotAMethod(shorten(&jwk.pointer())));
            return;
        }
        let method = method_of_jwk(jwk, asked);
        self.add(method);
    }

    /// Puts a method on the list, unless it stands there already: then the place of the first.
    fn add(&mut self, method: Method) -> usize {
        if let Err(error) = &method.key {
            let error = error.clone();
            self.problem(|| DocumentProblem::Key { method: shorten(&method.id), error });
        }
        let methods = &mut self.document.methods;
        if !method.id.is_empty() {
            match self.by_id.entry(normal_id(&method.id).into_owned()) {
                Entry::Vacant(free) => {
                    free.insert(methods.len());
                }
                Entry::Occupied(taken) => {
                    let first = *taken.get();
                    if is_same(&methods[first], &method) {
                        return first;
                    }
                    self.problem(|| DocumentProblem::DuplicateMethod(shorten(&method.id)));
                }
            }
        }
        self.document.methods.push(method);
        self.document.methods.len() - 1
    }
}

/// The endpoints of `LinkedDomains` services: a string, or an object with `origins`, or several.
fn linked_origins(root: Value<'_>) -> Vec<String> {
    let services = root.get("service").into_iter().flat_map(Value::one_or_many).filter(|service| {
        let types = service.get("type").into_iter().flat_map(Value::one_or_many);
        types.filter_map(Value::as_str).any(|name| name == "LinkedDomains")
    });
    let endpoints =
        services.filter_map(|service| service.get("serviceEndpoint")).flat_map(Value::one_or_many);
    let origins = endpoints.flat_map(|endpoint| match endpoint.get("origins") {
        Some(origins) => origins.one_or_many(),
        None => endpoint.one_or_many(),
    });
    let mut found: Vec<String> = Vec::new();
    for origin in origins.filter_map(Value::as_str) {
        if found.len() < MAX_ORIGINS && !found.iter().any(|known| known == origin) {
            found.push(origin.to_owned());
        }
    }
    found
}

/// Whether two methods of one id say the same: only then may one be taken for the other.
fn is_same(a: &Method, b: &Method) -> bool {
    a.key == b.key && a.controller == b.controller && a.expires == b.expires && a.revoked == b.revoked
}

/// An id made absolute; `None` where it is neither a URL nor relative to one.
fn absolute(base: &str, id: &str) -> Option<String> {
    if id.starts_with('#') {
        return Some(format!("{base}{id}"));
    }
    if id.starts_with("did:") {
        return Some(id.to_owned());
    }
    match Url::parse(id) {
        Ok(_) => Some(id.to_owned()),
        Err(url::ParseError::RelativeUrlWithoutBase) if base.starts_with("https://") => {
            Url::parse(base).and_then(|base| base.join(id)).ok().map(String::from)
        }
        Err(_) => None,
    }
}
