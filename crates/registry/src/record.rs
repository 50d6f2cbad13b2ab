//! A record: everything that sources say about one thing, and what is shown of it.

use credential::Timestamp;
use foldhash::HashSet;
use serde::{Deserialize, Serialize};

use crate::{Draft, Facts, Importer, Key, Kind, MediaType, Relation, RelationKind, SourceFile, Status, Text};

/// What one file says about a thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Who read it.
    pub importer: Importer,
    /// The file.
    pub file: SourceFile,
    /// When this edition of it was taken in.
    pub at: Timestamp,
    /// What it says.
    pub facts: Facts,
    /// What its document is.
    pub media_type: MediaType,
    /// Where its document is.
    pub document: Document,
}

/// Where a source document is. Large ones stand in files of their own, named by their SHA-256.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Document {
    /// Here.
    Inline(#[serde(with = "serde_bytes")] Vec<u8>),
    /// In the folder of documents.
    Filed {
        /// SHA-256 of its bytes, in hex.
        sha256: String,
        /// How many they are.
        bytes: u64,
    },
}

impl Source {
    /// What makes a source the same as before: everything but when it was taken in.
    pub(crate) fn says(&self, draft: &Draft, document: &Document) -> bool {
        self.importer == draft.importer
            && self.media_type == draft.media_type
            && self.document == *document
            && self.facts == draft.facts
    }

    /// The order in which sources are believed: by importer, then by file, so that it does not hang on which came
    /// first.
    fn precedence(&self) -> (usize, &SourceFile, &str) {
        (self.importer.rank(), &self.file, self.facts.identifiers.first().map_or("", String::as_str))
    }
}

/// The number of a record in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RecordId(pub u64);

/// One thing, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its number.
    pub id: RecordId,
    /// The last part of its address. It stays.
    pub slug: String,
    /// What is shown: each field from the source whose word counts most, lists from all of them.
    pub shown: Facts,
    /// What is said, and by whom, the most believed first. Never empty.
    pub sources: Vec<Source>,
}

impl Record {
    /// What sources say, brought together. The order in which they are given changes nothing.
    pub(crate) fn of(id: RecordId, slug: String, mut sources: Vec<Source>) -> Option<Self> {
        sources.sort_by(|one, other| one.precedence().cmp(&other.precedence()));
        let shown = shown(&sources)?;
        Some(Self { id, slug, shown, sources })
    }

    /// What it is of.
    pub fn kind(&self) -> Kind {
        self.shown.kind
    }

    /// The address of its page, from the root of the site: `/competencies/manage-musical-staff`.
    pub fn path(&self) -> String {
        format!("/{}/{}", self.kind().folder(), self.slug)
    }

    /// The identifier that it goes by.
    pub fn identifier(&self) -> &str {
        self.shown.identifiers.first().map_or("", String::as_str)
    }

    /// The keys of all its identifiers, the one it goes by first.
    pub fn keys(&self) -> Vec<Key> {
        keys_of(&self.shown)
    }

    /// What it is called: its label in a language or whichever there is, else the beginning of its text, else its
    /// code or identifier.
    pub fn title(&self, lang: Option<&str>) -> String {
        if let Some(label) = choose(&self.shown.labels, lang) {
            return label.text.clone();
        }
        if let Some(text) = choose(&self.shown.text, lang) {
            return beginning(&text.text);
        }
        self.shown.code.clone().unwrap_or_else(|| self.identifier().to_owned())
    }

    /// Whether it may still be used; a record that names what replaces it is superseded.
    pub fn status(&self) -> Status {
        let replaced = self.relations(RelationKind::ReplacedBy).next().is_some();
        match self.shown.status {
            None | Some(Status::Active) if replaced => Status::Superseded,
            status => status.unwrap_or(Status::Active),
        }
    }

    /// Its relations of one kind.
    pub fn relations(&self, kind: RelationKind) -> impl Iterator<Item = &Relation> {
        self.shown.relations.iter().filter(move |relation| relation.kind == kind)
    }

    /// Whether it is made up: the demonstration set, and nothing else speaks of it.
    pub fn is_demo(&self) -> bool {
        self.sources.iter().all(|source| source.importer == Importer::Demo)
    }
}

/// The keys of identifiers, without those that are none.
pub(crate) fn keys_of(facts: &Facts) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::with_capacity(facts.identifiers.len());
    for key in facts.identifiers.iter().filter_map(|identifier| Key::of(identifier)) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// Whether one of its identifiers has this key.
pub(crate) fn is_known_by(facts: &Facts, key: &Key) -> bool {
    facts.identifiers.iter().any(|identifier| Key::of(identifier).as_ref() == Some(key))
}

/// The words in a language: exactly that, else the same language from elsewhere, else English, else the first.
pub fn choose<'a>(texts: &'a [Text], lang: Option<&str>) -> Option<&'a Text> {
    fn primary(tag: &str) -> &str {
        tag.split('-').next().unwrap_or(tag)
    }
    let exact = lang.and_then(|lang| texts.iter().find(|text| text.lang.as_deref() == Some(lang)));
    let near = |lang: &str| {
        texts.iter().find(|text| text.lang.as_deref().is_some_and(|tag| primary(tag) == primary(lang)))
    };
    exact.or_else(|| lang.and_then(near)).or_else(|| near("en")).or_else(|| texts.first())
}

/// How much of a statement stands in for a title.
const TITLE_CHARACTERS: usize = 80;

/// The beginning of a text, cut at a word.
pub(crate) fn beginning(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= TITLE_CHARACTERS {
        return line;
    }
    let cut: String = line.chars().take(TITLE_CHARACTERS).collect();
    let at_word = cut.rfind(' ').filter(|at| *at > TITLE_CHARACTERS / 2).unwrap_or(cut.len());
    format!("{} …", cut[..at_word].trim_end_matches([',', ';', ':', '.']))
}

/// What is shown of sources, the most believed first.
fn shown(sources: &[Source]) -> Option<Facts> {
    let mut rest = sources.iter().map(|source| &source.facts);
    let mut shown = rest.next()?.clone();
    // Of the same words in one language the first stands; what another calls it is an alias.
    let mut aliases = std::mem::take(&mut shown.aliases);
    let mut related = None;
    for facts in rest {
        join(&mut shown, facts, &mut aliases);
        let related: &mut HashSet<_> =
            related.get_or_insert_with(|| shown.relations.iter().map(meaning).collect());
        for relation in &facts.relations {
            if related.insert(meaning(relation)) {
                shown.relations.push(relation.clone());
            }
        }
    }
    let mut seen: HashSet<&str> = shown.labels.iter().map(|label| label.text.as_str()).collect();
    shown.aliases = Vec::with_capacity(aliases.len());
    for alias in &aliases {
        if seen.insert(&alias.text) {
            shown.aliases.push(alias.clone());
        }
    }
    Some(shown)
}

fn join(shown: &mut Facts, facts: &Facts, aliases: &mut Vec<Text>) {
    fn first<T: Clone>(shown: &mut Option<T>, said: &Option<T>) {
        if shown.is_none() {
            shown.clone_from(said);
        }
    }
    fn first_list<T: Clone>(shown: &mut Vec<T>, said: &[T]) {
        if shown.is_empty() {
            shown.extend_from_slice(said);
        }
    }
    fn all<T: Clone + PartialEq>(shown: &mut Vec<T>, said: &[T]) {
        for each in said {
            if !shown.contains(each) {
                shown.push(each.clone());
            }
        }
    }
    fn by_language(shown: &mut Vec<Text>, said: &[Text], others: &mut Vec<Text>) {
        for text in said {
            match shown.iter().find(|each| each.lang == text.lang) {
                None => shown.push(text.clone()),
                Some(each) if each.text != text.text => others.push(text.clone()),
                Some(_) => {}
            }
        }
    }
    by_language(&mut shown.labels, &facts.labels, aliases);
    aliases.extend_from_slice(&facts.aliases);
    by_language(&mut shown.text, &facts.text, &mut Vec::new());
    by_language(&mut shown.criteria, &facts.criteria, &mut Vec::new());
    if let (Some(code), Some(other)) = (&shown.code, &facts.code)
        && code != other
        && !shown.codes.contains(other)
    {
        shown.codes.push(other.clone());
    }
    first(&mut shown.code, &facts.code);
    first(&mut shown.class, &facts.class);
    first(&mut shown.page, &facts.page);
    first(&mut shown.image, &facts.image);
    first(&mut shown.status, &facts.status);
    first(&mut shown.version, &facts.version);
    first(&mut shown.modified, &facts.modified);
    first(&mut shown.criteria_page, &facts.criteria_page);
    first(&mut shown.position, &facts.position);
    first(&mut shown.place, &facts.place);
    first(&mut shown.licence, &facts.licence);
    first(&mut shown.attribution, &facts.attribution);
    first(&mut shown.envelope, &facts.envelope);
    first_list(&mut shown.levels, &facts.levels);
    first_list(&mut shown.languages, &facts.languages);
    all(&mut shown.identifiers, &facts.identifiers);
    all(&mut shown.codes, &facts.codes);
    all(&mut shown.keywords, &facts.keywords);
    all(&mut shown.keys, &facts.keys);
    for (name, value) in &facts.details {
        if !shown.details.iter().any(|(each, _)| each == name) {
            shown.details.push((name.clone(), value.clone()));
        }
    }
}

/// What makes two relations the same: the kind and the other's key, or its name where it has none.
fn meaning(relation: &Relation) -> (RelationKind, String) {
    let other = match Key::of(&relation.target) {
        Some(key) => key.as_str().to_owned(),
        None => format!("{} {}", relation.target, relation.label.as_deref().unwrap_or_default()),
    };
    (relation.kind, other)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// What a file says of a competency.
    pub(crate) fn source(importer: Importer, file: &str, change: impl FnOnce(&mut Facts)) -> Source {
        let mut facts = Facts::new(Kind::Competency, "http://data.europa.eu/esco/skill/1");
        change(&mut facts);
        Source {
            importer,
            file: SourceFile { key: file.to_owned(), name: file.to_owned() },
            at: Timestamp::UNIX_EPOCH,
            facts,
            media_type: MediaType::Json,
            document: Document::Inline(Vec::new()),
        }
    }

    pub(crate) fn text(lang: &str, words: &str) -> Text {
        Text::new(Some(lang), words).unwrap()
    }

    #[test]
    fn shown_values_do_not_hang_on_the_order() {
        let sources = vec![
            source(Importer::Table, "nl.csv", |facts| {
                facts.labels = vec![text("nl", "gegevens"), text("en", "figures")];
                facts.code = Some("X".to_owned());
            }),
            source(Importer::EscoLines, "en.jsonl", |facts| {
                facts.labels = vec![text("en", "data")];
                facts.aliases = vec![text("en", "numbers")];
            }),
            source(Importer::EscoOthers, "b.csv", |facts| {
                facts.text = vec![text("en", "Numbers of a kind.")];
                facts.code = Some("Y".to_owned());
            }),
        ];
        let mut orders = vec![sources.clone()];
        for at in 0..3 {
            let mut order = sources.clone();
            order.rotate_left(at);
            orders.push(order.clone());
            order.reverse();
            orders.push(order);
        }
        for order in orders {
            let record = Record::of(RecordId(1), "data".to_owned(), order).unwrap();
            assert_eq!(record.shown.labels, [text("en", "data"), text("nl", "gegevens")]);
            assert_eq!(record.shown.aliases, [text("en", "numbers"), text("en", "figures")]);
            assert_eq!(record.shown.code.as_deref(), Some("Y"));
            assert_eq!(record.shown.codes, ["X"]);
            assert_eq!(record.title(Some("nl-BE")), "gegevens");
            assert_eq!(record.title(Some("fi")), "data");
        }
    }

    #[test]
    fn a_statement_without_a_label_has_a_title() {
        let mut facts = Facts::new(Kind::Competency, "urn:x:1");
        facts.text = vec![text("en", &"word ".repeat(40))];
        let mut only = source(Importer::Case, "a", |_| {});
        only.facts = facts;
        let record = Record::of(RecordId(1), "x".to_owned(), vec![only]).unwrap();
        let title = record.title(None);
        assert!(title.ends_with('…') && title.chars().count() <= TITLE_CHARACTERS + 2, "{title}");
    }

    #[test]
    fn what_is_replaced_is_superseded() {
        let only = source(Importer::Case, "a", |facts| facts.relate(RelationKind::ReplacedBy, "urn:x:2"));
        let record = Record::of(RecordId(1), "x".to_owned(), vec![only]).unwrap();
        assert_eq!(record.status(), Status::Superseded);
    }
}
