//! What is indexed of a record. Nothing is stored that the store has.

use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, STORED, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};
use tantivy::{Index, TantivyDocument};

use super::names::Names;
use super::words::{spaced, stems};
use super::{codes, grams};
use crate::fold::{fold, fold_words};
use crate::{Key, Record, RelationKind};

/// The edition of the schema. An index of another edition is built anew.
pub(super) const EDITION: u32 = 5;

/// The fields with the beginning of a title, eight bytes each.
pub(super) const TITLE: [&str; 3] = ["title_0", "title_8", "title_16"];

/// The tokenizer of what is at its spaces already.
const SPACED: &str = "spaced";

/// The fields of the index.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    pub(super) schema: Schema,
    /// The record's number.
    pub(super) id: Field,
    /// The mark of its row.
    pub(super) mark: Field,
    /// The keys of its identifiers.
    pub(super) known: Field,
    /// Its codes, folded, and without what stands between their parts.
    pub(super) code: Field,
    /// What its codes end in.
    pub(super) code_end: Field,
    /// Its labels and other names, folded, each whole.
    pub(super) name: Field,
    /// The stems of the words of all its names and keywords.
    pub(super) words: Field,
    /// The stems of all its words: of those, and of its text.
    pub(super) text: Field,
    /// Three characters in a row of all its names.
    pub(super) grams: Field,
    /// Keys of the frameworks it is part of.
    pub(super) framework: Field,
    /// Keys of those who issue or publish it.
    pub(super) issuer: Field,
    /// Keys of everything it relates to, each after the name of the relation.
    pub(super) relates: Field,
    /// Facets.
    pub(super) kind: Field,
    pub(super) status: Field,
    pub(super) lang: Field,
    pub(super) level: Field,
    /// The beginning of its title, folded, as numbers to sort by: looking up whole titles takes most of the time of
    /// a list.
    pub(super) title: [Field; TITLE.len()],
    /// How many bytes that has: of two that fit alike, the shorter says less beside.
    pub(super) length: Field,
    /// What it is called, to say how well that fits: the one thing that is stored.
    pub(super) names: Field,
}

impl Fields {
    pub(super) fn new() -> Self {
        let mut schema = SchemaBuilder::new();
        let number = NumericOptions::default().set_indexed().set_fast();
        let indexed = |tokenizer: &str, option: IndexRecordOption| {
            let weighed = option != IndexRecordOption::Basic;
            let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(option);
            TextOptions::default().set_indexing_options(indexing.set_fieldnorms(weighed))
        };
        let whole = indexed("raw", IndexRecordOption::Basic);
        let facet = whole.clone().set_fast("raw");
        let weighed = indexed(SPACED, IndexRecordOption::WithFreqs);
        Self {
            id: schema.add_u64_field("id", number),
            mark: schema.add_u64_field("mark", NumericOptions::default().set_fast()),
            known: schema.add_text_field("known", whole.clone()),
            code: schema.add_text_field("code", whole.clone()),
            code_end: schema.add_text_field("code_end", whole.clone()),
            name: schema.add_text_field("name", whole.clone()),
            words: schema.add_text_field("words", weighed.clone()),
            text: schema.add_text_field("text", weighed.clone()),
            grams: schema.add_text_field("grams", weighed),
            framework: schema.add_text_field("framework", facet.clone()),
            issuer: schema.add_text_field("issuer", facet.clone()),
            relates: schema.add_text_field("relates", whole),
            kind: schema.add_text_field("kind", facet.clone()),
            status: schema.add_text_field("status", facet.clone()),
            lang: schema.add_text_field("lang", facet.clone()),
            level: schema.add_text_field("level", facet),
            title: TITLE.map(|name| schema.add_u64_field(name, NumericOptions::default().set_fast())),
            length: schema.add_u64_field("length", NumericOptions::default().set_fast()),
            names: schema.add_text_field("names", STORED),
            schema: schema.build(),
        }
    }

    /// A record as it is indexed.
    pub(super) fn document(&self, record: &Record, mark: u64) -> TantivyDocument {
        let shown = &record.shown;
        let mut document = TantivyDocument::default();
        document.add_u64(self.id, record.id.0);
        document.add_u64(self.mark, mark);
        for key in record.keys() {
            document.add_text(self.known, key.as_str());
        }
        for code in shown.code.iter().chain(&shown.codes) {
            for form in codes::forms(code) {
                document.add_text(self.code, form);
            }
            for end in codes::ends(code) {
                document.add_text(self.code_end, end);
            }
        }
        for name in shown.labels.iter().chain(&shown.aliases) {
            let folded = fold_words(&name.text);
            document.add_text(self.grams, grams::text(&folded));
            document.add_text(self.name, folded);
        }
        for name in shown.labels.iter().chain(&shown.aliases).chain(&shown.keywords) {
            let stems = stems(&name.text, name.lang.as_deref());
            document.add_text(self.text, &stems);
            document.add_text(self.words, stems);
        }
        for text in shown.text.iter().chain(&shown.criteria) {
            document.add_text(self.text, stems(&text.text, text.lang.as_deref()));
        }
        for relation in &shown.relations {
            let Some(key) = Key::of(&relation.target) else { continue };
            document.add_text(self.relates, relates(relation.kind, &key));
            let fields = [(RelationKind::PartOf, self.framework), (RelationKind::IssuedBy, self.issuer)];
            for (_, field) in fields.into_iter().filter(|(kind, _)| *kind == relation.kind) {
                document.add_text(field, key.as_str());
            }
        }
        document.add_text(self.kind, record.kind().name());
        document.add_text(self.status, record.status().name());
        for lang in languages(record) {
            document.add_text(self.lang, lang);
        }
        for level in &shown.levels {
            document.add_text(self.level, level);
        }
        let title = fold(&record.title(None));
        document.add_u64(self.length, title.len() as u64);
        for (field, number) in self.title.iter().zip(beginning(&title)) {
            document.add_u64(*field, number);
        }
        document.add_text(self.names, Names::of(record));
        document
    }
}

/// A title as numbers that are in the order of the alphabet.
fn beginning(title: &str) -> [u64; TITLE.len()] {
    let mut bytes = [0; TITLE.len() * 8];
    let length = title.len().min(bytes.len());
    bytes[..length].copy_from_slice(&title.as_bytes()[..length]);
    let mut numbers = [0; TITLE.len()];
    for (number, eight) in numbers.iter_mut().zip(bytes.as_chunks::<8>().0) {
        *number = u64::from_be_bytes(*eight);
    }
    numbers
}

/// The languages that a record has words in, without regions.
fn languages(record: &Record) -> Vec<&str> {
    let shown = &record.shown;
    let mut languages: Vec<&str> = Vec::new();
    for text in shown.labels.iter().chain(&shown.text) {
        let Some(lang) = text.lang.as_deref().and_then(|tag| tag.split('-').next()) else { continue };
        if !languages.contains(&lang) {
            languages.push(lang);
        }
    }
    languages
}

/// What `relates` holds of a relation.
pub(super) fn relates(kind: RelationKind, key: &Key) -> String {
    format!("{kind:?} {key}")
}

/// Makes the tokenizers known to an index: they are not stored with it.
pub(super) fn register(index: &Index) {
    index.tokenizers().register(SPACED, spaced());
}
