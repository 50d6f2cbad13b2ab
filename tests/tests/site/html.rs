//! A page as a browser takes it: parsed by the algorithm of the HTML standard.

use credential::text::is_deceptive;
use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// Pictures that stand in the page itself.
const PICTURES: [&str; 4] =
    ["data:image/png;", "data:image/svg+xml;", "data:image/jpeg;", "data:image/webp;"];

/// What a page is made of.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// Its elements with the names of their attributes, each behind as many dots as it is deep.
    pub(crate) tree: Vec<String>,
    /// Attributes: element, name, value.
    pub(crate) attributes: Vec<(String, String, String)>,
    /// All text but that of `<textarea>`.
    pub(crate) text: String,
    /// What stands in `<textarea>`.
    pub(crate) box_text: String,
    /// What a comment says.
    comments: String,
    /// What the parser finds wrong.
    errors: Vec<String>,
}

impl Page {
    pub(crate) fn parse(html: &str) -> Self {
        let dom: RcDom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
        let mut page = Self::default();
        page.walk(&dom.document, 0, false);
        // Leptos marks places by empty comments of its own form.
        let errors = dom.errors.borrow();
        let errors = errors.iter().filter(|error| !error.contains("MarkupDeclarationOpen"));
        page.errors = errors.map(ToString::to_string).collect();
        page
    }

    fn walk(&mut self, node: &Handle, depth: usize, in_box: bool) {
        let mut in_box = in_box;
        match &node.data {
            NodeData::Element { name, attrs, .. } => {
                let name = name.local.to_string();
                in_box |= name == "textarea";
                let mut names = Vec::new();
                for attribute in attrs.borrow().iter() {
                    names.push(attribute.name.local.to_string());
                    let value = attribute.value.to_string();
                    self.attributes.push((name.clone(), attribute.name.local.to_string(), value));
                }
                self.tree.push(format!("{}{name} {}", ".".repeat(depth), names.join(" ")));
            }
            NodeData::Text { contents } if in_box => self.box_text.push_str(&contents.borrow()),
            NodeData::Text { contents } => {
                self.text.push_str(&contents.borrow());
                self.text.push('\u{1}');
            }
            NodeData::Comment { contents } => self.comments.push_str(contents),
            NodeData::Document | NodeData::Doctype { .. } | NodeData::ProcessingInstruction { .. } => {}
        }
        for child in node.children.borrow().iter() {
            self.walk(child, depth + 1, in_box);
        }
    }

    /// The value of the attribute of an element with this id.
    pub(crate) fn value_of(&self, id: &str) -> &str {
        let at = self.attributes.iter().position(|(_, name, value)| name == "id" && value == id).unwrap();
        let of_input = self.attributes[at..].iter().take_while(|(element, _, _)| element == "input");
        of_input.filter(|(_, name, _)| name == "value").map(|(_, _, value)| value.as_str()).next().unwrap()
    }

    /// That nothing on the page acts, leads astray or pretends.
    pub(crate) fn assert_harmless(&self, what: &str) {
        for line in &self.tree {
            let element = line.trim_start_matches('.').split(' ').next().unwrap();
            assert!(
                !["style", "iframe", "object", "embed", "base", "template", "form-associated", "noscript"]
                    .contains(&element),
                "{what}: <{element}>"
            );
        }
        // The scripts of the site are files; none stands in a page. Data for search engines is no script.
        let scripts = self.tree.iter().filter(|line| line.trim_start_matches('.').starts_with("script"));
        for (n, script) in scripts.enumerate() {
            let is_data = script.ends_with("script type");
            assert!((n < 2 && script.contains(" src")) || (n == 1 && is_data), "{what}: {script}");
        }
        let types = self.attributes.iter().filter(|(element, name, _)| element == "script" && name == "type");
        for (_, _, value) in types {
            assert_eq!(value, "application/ld+json", "{what}");
        }
        for (element, name, value) in &self.attributes {
            let place = format!("{what}: <{element} {name}={value:?}>");
            assert!(!name.starts_with("on"), "{place}");
            assert!(
                !["style", "srcdoc", "formaction", "http-equiv", "ping", "srcset", "background"]
                    .contains(&name.as_str()),
                "{place}"
            );
            if ["href", "src", "action", "xlink:href"].contains(&name.as_str()) {
                let picture = element == "img"
                    && (value.starts_with("/qr.svg?") || PICTURES.iter().any(|kind| value.starts_with(kind)));
                if element == "script" {
                    let is_ours =
                        ["/assets/touchstone.", "/assets/suggest."].iter().any(|own| value.starts_with(own));
                    assert!(is_ours, "{place}");
                    continue;
                }
                if element == "img" {
                    assert!(picture, "{place}");
                    continue;
                }
                let here = (value.starts_with('/') && !value.starts_with("//")) || value.starts_with('#');
                // What others name may have been named before there was https.
                let away = value.starts_with("https://") || (element == "a" && value.starts_with("http://"));
                assert!(here || away, "{place}");
            }
            assert!(!value.chars().any(is_deceptive), "{place}");
        }
        // The badge itself, and what is Markdown, have lines.
        let may_stand = |c: &char| matches!(c, '\u{1}' | '\n' | '\t');
        let deceptive = self.text.chars().find(|c| !may_stand(c) && is_deceptive(*c));
        assert_eq!(deceptive, None, "{what}: {}", self.text);
        assert_eq!(self.comments, "", "{what}");
        assert_eq!(self.errors, [""; 0], "{what}");
    }
}
