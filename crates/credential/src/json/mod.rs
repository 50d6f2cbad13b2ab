//! A JSON document as one flat arena: each value knows its place, and members written twice are kept and listed.
//!
//! `serde_json` parses; this arena holds. One node is 16 bytes, in document order (a member's key, then its value),
//! and `next` skips a subtree. A string without escapes is a range of the source text; the others stand in one side
//! buffer. Numbers are IEEE doubles, as JSON-LD and RFC 8785 read them.

mod parse;
mod write;

use std::fmt;
use std::sync::OnceLock;

pub use parse::{ParseError, ParseErrorKind};

/// A parsed document. [`Doc::root`] is the way in.
pub struct Doc {
    source: String,
    /// Strings that were written with escapes, unescaped, end to end.
    side: String,
    nodes: Vec<Node>,
    /// Key nodes of members that a later member of the same name replaces; ascending.
    shadowed: Vec<u32>,
    /// Found when the first pointer is asked for.
    places: OnceLock<Box<[Place]>>,
}

/// Where a node stands: its container, and its number there.
#[derive(Clone, Copy)]
struct Place {
    container: u32,
    index: u32,
}

#[derive(Clone, Copy)]
struct Node {
    tag: Tag,
    /// The node after this value's subtree.
    next: u32,
    a: u32,
    b: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tag {
    Null,
    False,
    True,
    /// The bits of an `f64` in `a` (high) and `b` (low).
    Number,
    /// `a` is the start in `source`, `b` the length.
    Text,
    /// `a` is the start in `side`, `b` the length.
    Unescaped,
    /// `a` is the number of items.
    Array,
    /// `a` is the number of members.
    Object,
}

/// A value's number within its document; [`Doc::at`] is the way back.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NodeId(u32);

/// One value of a document: a copyable reference.
#[derive(Clone, Copy)]
pub struct Value<'d> {
    doc: &'d Doc,
    at: u32,
}

/// What a value is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Kind<'d> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// Any number, as an IEEE double; always finite.
    Number(f64),
    /// A string, unescaped.
    String(&'d str),
    /// An array: see [`Value::items`].
    Array,
    /// An object: see [`Value::members`].
    Object,
}

impl Doc {
    /// Parses one JSON text. Duplicate members are no error here: see [`Doc::duplicates`].
    ///
    /// # Errors
    /// [`ParseError`] with the place, for anything that RFC 8259 does not allow, nesting beyond
    /// [`crate::limits::MAX_DEPTH`], and numbers beyond an IEEE double.
    pub fn parse(source: impl Into<String>) -> Result<Self, ParseError> {
        parse::parse(source.into())
    }

    /// The whole document.
    pub fn root(&self) -> Value<'_> {
        Value { doc: self, at: 0 }
    }

    /// The value that [`Value::id`] named.
    pub fn at(&self, id: NodeId) -> Value<'_> {
        Value { doc: self, at: id.0 }
    }

    /// The text as it was read.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// JSON pointers of the members that a later one of the same name replaces, in document order.
    pub fn duplicates(&self) -> Vec<String> {
        self.shadowed.iter().map(|key| self.pointer(key + 1)).collect()
    }

    /// Whether any member is written twice.
    pub fn has_duplicates(&self) -> bool {
        !self.shadowed.is_empty()
    }

    fn node(&self, at: u32) -> Node {
        self.nodes[at as usize]
    }

    /// The bytes of a string, for comparing: they need no look at where characters begin.
    #[inline]
    fn bytes(&self, node: Node) -> &[u8] {
        let text = if node.tag == Tag::Text { self.source.as_bytes() } else { self.side.as_bytes() };
        let (start, end) = (node.a as usize, node.a as usize + node.b as usize);
        text.get(start..end).unwrap_or_default()
    }

    fn text(&self, node: Node) -> &str {
        let (start, end) = (node.a as usize, node.a as usize + node.b as usize);
        match node.tag {
            Tag::Text => &self.source[start..end],
            Tag::Unescaped => &self.side[start..end],
            Tag::Null | Tag::False | Tag::True | Tag::Number | Tag::Array | Tag::Object => "",
        }
    }

    fn pointer(&self, target: u32) -> String {
        /// So few nodes are walked faster than all their places are found.
        const FEW: usize = 2_048;
        if self.nodes.len() <= FEW {
            return self.walk_to(target);
        }
        let places = self.places.get_or_init(|| self.find_places());
        let mut steps = Vec::new();
        let mut at = target;
        while at != 0 {
            let place = places[at as usize];
            steps.push((place.container, at, place.index));
            at = place.container;
        }
        let mut pointer = String::new();
        for (container, at, index) in steps.into_iter().rev() {
            let tag = self.node(container).tag;
            let key = if tag == Tag::Object { self.text(self.node(at - 1)) } else { "" };
            push_step(&mut pointer, tag, key, index as usize);
        }
        pointer
    }

    /// The pointer of a value, found by walking down to it.
    fn walk_to(&self, target: u32) -> String {
        let mut pointer = String::new();
        let mut at = 0;
        while at < target {
            let container = self.node(at);
            let keyed = u32::from(container.tag == Tag::Object);
            let mut child = at + 1;
            let mut index = 0;
            while self.node(child + keyed).next <= target && child < container.next {
                child = self.node(child + keyed).next;
                index += 1;
            }
            push_step(&mut pointer, container.tag, self.text(self.node(child)), index);
            at = child + keyed;
        }
        pointer
    }

    /// Where every node stands, in one pass: so a pointer costs its depth, however wide the document is.
    fn find_places(&self) -> Box<[Place]> {
        let mut places = vec![Place { container: 0, index: 0 }; self.nodes.len()].into_boxed_slice();
        let mut open: Vec<(u32, u32, bool)> = Vec::new();
        let mut at = 0;
        while let Some(node) = self.nodes.get(at as usize) {
            while open.last().is_some_and(|(container, ..)| at >= self.node(*container).next) {
                open.pop();
            }
            if let Some((container, index, is_key)) = open.last_mut() {
                places[at as usize] = Place { container: *container, index: *index };
                let keyed = self.nodes[*container as usize].tag == Tag::Object;
                // A member counts once, with its value; its key has the same place.
                if keyed && *is_key {
                    *is_key = false;
                } else {
                    *index += 1;
                    *is_key = keyed;
                }
            }
            if matches!(node.tag, Tag::Array | Tag::Object) {
                open.push((at, 0, node.tag == Tag::Object));
            }
            at += 1;
        }
        places
    }
}

fn push_step(pointer: &mut String, container: Tag, key: &str, index: usize) {
    pointer.push('/');
    if container == Tag::Object {
        for c in key.chars() {
            match c {
                '~' => pointer.push_str("~0"),
                '/' => pointer.push_str("~1"),
                c => pointer.push(c),
            }
        }
    } else {
        pointer.push_str(&index.to_string());
    }
}

impl fmt::Debug for Doc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Doc").field("source", &self.source).finish_non_exhaustive()
    }
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_json())
    }
}

impl<'d> Value<'d> {
    /// This value's number within its document.
    pub fn id(self) -> NodeId {
        NodeId(self.at)
    }

    /// The document it stands in.
    pub fn doc(self) -> &'d Doc {
        self.doc
    }

    /// RFC 6901 pointer of this value; empty for the whole document.
    pub fn pointer(self) -> String {
        self.doc.pointer(self.at)
    }

    /// What it is.
    pub fn kind(self) -> Kind<'d> {
        let node = self.doc.node(self.at);
        match node.tag {
            Tag::Null => Kind::Null,
            Tag::False => Kind::Bool(false),
            Tag::True => Kind::Bool(true),
            Tag::Number => Kind::Number(f64::from_bits(u64::from(node.a) << 32 | u64::from(node.b))),
            Tag::Text | Tag::Unescaped => Kind::String(self.doc.text(node)),
            Tag::Array => Kind::Array,
            Tag::Object => Kind::Object,
        }
    }

    /// The string, if it is one.
    pub fn as_str(self) -> Option<&'d str> {
        let node = self.doc.node(self.at);
        matches!(node.tag, Tag::Text | Tag::Unescaped).then(|| self.doc.text(node))
    }

    /// The number, if it is one.
    pub fn as_f64(self) -> Option<f64> {
        match self.kind() {
            Kind::Number(number) => Some(number),
            Kind::Null | Kind::Bool(_) | Kind::String(_) | Kind::Array | Kind::Object => None,
        }
    }

    /// The truth value, if it is one.
    pub fn as_bool(self) -> Option<bool> {
        match self.doc.node(self.at).tag {
            Tag::True => Some(true),
            Tag::False => Some(false),
            Tag::Null | Tag::Number | Tag::Text | Tag::Unescaped | Tag::Array | Tag::Object => None,
        }
    }

    /// Whether it is `null`.
    pub fn is_null(self) -> bool {
        self.doc.node(self.at).tag == Tag::Null
    }

    /// Whether it is an object.
    pub fn is_object(self) -> bool {
        self.doc.node(self.at).tag == Tag::Object
    }

    /// Whether it is an array.
    pub fn is_array(self) -> bool {
        self.doc.node(self.at).tag == Tag::Array
    }

    /// Items of an array or members of an object as written (duplicates counted); 0 for anything else.
    pub fn len(self) -> usize {
        if self.is_object() || self.is_array() { self.doc.node(self.at).a as usize } else { 0 }
    }

    /// Whether [`Value::len`] is 0.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// A member of an object by name: of several of one name the last.
    pub fn get(self, name: &str) -> Option<Self> {
        let doc = self.doc;
        let object = doc.node(self.at);
        let end = if object.tag == Tag::Object { object.next } else { 0 };
        let mut found = None;
        let mut key = self.at + 1;
        while key < end {
            let node = doc.node(key);
            // Lengths differ far more often than not: that costs no look at the text.
            if node.b as usize == name.len() && doc.bytes(node) == name.as_bytes() {
                found = Some(Self { doc, at: key + 1 });
                if doc.shadowed.is_empty() {
                    break;
                }
            }
            key = doc.node(key + 1).next;
        }
        found
    }

    /// The string of a member, where it is one.
    pub fn get_str(self, name: &str) -> Option<&'d str> {
        self.get(name)?.as_str()
    }

    /// The members of an object in document order, without those that a later one of the same name replaces; none
    /// for anything else.
    pub fn members(self) -> Members<'d> {
        let node = self.doc.node(self.at);
        let end = if node.tag == Tag::Object { node.next } else { 0 };
        Members { doc: self.doc, key: self.at + 1, end, with_duplicates: false }
    }

    /// The items of an array; none for anything else.
    pub fn items(self) -> Items<'d> {
        let node = self.doc.node(self.at);
        let end = if node.tag == Tag::Array { node.next } else { 0 };
        Items { doc: self.doc, at: self.at + 1, end }
    }

    /// The items of an array, or the value itself where it is none: how the standards write "one or several".
    pub fn one_or_many(self) -> Items<'d> {
        let node = self.doc.node(self.at);
        if node.tag == Tag::Array {
            self.items()
        } else {
            Items { doc: self.doc, at: self.at, end: node.next }
        }
    }

    /// Whether `inner` stands inside this value (or is it).
    pub fn contains(self, inner: NodeId) -> bool {
        (self.at..self.doc.node(self.at).next).contains(&inner.0)
    }
}

/// See [`Value::members`].
#[derive(Clone)]
pub struct Members<'d> {
    doc: &'d Doc,
    key: u32,
    end: u32,
    with_duplicates: bool,
}

impl<'d> Iterator for Members<'d> {
    type Item = (&'d str, Value<'d>);

    fn next(&mut self) -> Option<Self::Item> {
        while self.key < self.end {
            let key = self.key;
            let value = key + 1;
            self.key = self.doc.node(value).next;
            let shadowed = &self.doc.shadowed;
            if shadowed.is_empty() || self.with_duplicates || shadowed.binary_search(&key).is_err() {
                return Some((self.doc.text(self.doc.node(key)), Value { doc: self.doc, at: value }));
            }
        }
        None
    }
}

/// See [`Value::items`].
#[derive(Clone)]
pub struct Items<'d> {
    doc: &'d Doc,
    at: u32,
    end: u32,
}

impl<'d> Iterator for Items<'d> {
    type Item = Value<'d>;

    fn next(&mut self) -> Option<Self::Item> {
        (self.at < self.end).then(|| {
            let value = Value { doc: self.doc, at: self.at };
            self.at = self.doc.node(self.at).next;
            value
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doc(text: &str) -> Doc {
        Doc::parse(text).expect("valid JSON")
    }

    #[test]
    fn every_value_knows_its_place() {
        let doc = doc(r#"{"a":{"b/c":[10,{"x~y":true},"s"]},"z":null}"#);
        let list = doc.root().get("a").and_then(|a| a.get("b/c")).unwrap();
        assert_eq!(list.pointer(), "/a/b~1c");
        let inner = list.items().nth(1).unwrap().get("x~y").unwrap();
        assert_eq!((inner.pointer().as_str(), inner.as_bool()), ("/a/b~1c/1/x~0y", Some(true)));
        assert_eq!(doc.root().get("z").unwrap().pointer(), "/z");
        assert_eq!(doc.root().pointer(), "");
        assert_eq!(doc.at(inner.id()).pointer(), inner.pointer());
        assert!(list.contains(inner.id()) && !inner.contains(list.id()));
    }

    #[test]
    fn of_duplicate_members_the_last_is_read_and_all_are_listed() {
        let doc = doc(r#"{"a":1,"b":{"c":[1],"c":2},"a":3}"#);
        assert_eq!(doc.root().get("a").and_then(Value::as_f64), Some(3.0));
        assert_eq!(doc.duplicates(), ["/a", "/b/c"]);
        assert_eq!(doc.root().members().map(|(key, _)| key).collect::<Vec<_>>(), ["b", "a"]);
    }

    #[test]
    fn many_duplicates_are_found_without_quadratic_work() {
        let mut text = String::from("{");
        for n in 0..40_000 {
            text.push_str(&format!("\"k{n}\":{n},"));
        }
        text.push_str("\"k7\":\"again\",\"\\u006b7\":\"escaped\"}");
        let doc = doc(&text);
        assert_eq!(doc.duplicates(), ["/k7", "/k7"]);
        assert_eq!(doc.root().get_str("k7"), Some("escaped"));
    }

    #[test]
    fn strings_are_unescaped_and_numbers_are_doubles() {
        let doc = doc(r#"["a\"\u00e9\n", 123456789012345678901234567890, -0, 1e2]"#);
        let kinds: Vec<_> = doc.root().items().map(Value::kind).collect();
        assert_eq!(kinds[0], Kind::String("a\"é\n"));
        assert_eq!(kinds[1], Kind::Number(1.234_567_890_123_456_8e29));
        assert_eq!(kinds[3], Kind::Number(100.0));
    }

    #[test]
    fn a_wide_document_is_pointed_into_quickly() {
        let doc = doc(&format!("[{}]", vec!["{\"a\":[1,{}]}"; 200_000].join(",")));
        let pointers: Vec<_> = doc.root().items().map(|item| item.get("a").unwrap().pointer()).collect();
        assert_eq!(pointers[199_999], "/199999/a");
        let inner = doc.root().items().nth(3).unwrap().get("a").unwrap().items().nth(1).unwrap();
        assert_eq!(inner.pointer(), "/3/a/1");
    }

    #[test]
    fn one_or_many() {
        let doc = doc(r#"{"one":"x","many":["x","y"]}"#);
        assert_eq!(doc.root().get("one").unwrap().one_or_many().count(), 1);
        assert_eq!(doc.root().get("many").unwrap().one_or_many().count(), 2);
        assert_eq!(doc.root().get("one").unwrap().items().count(), 0);
    }
}
