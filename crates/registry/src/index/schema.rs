//! What is indexed of a record. Nothing is stored that the store has.

use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{LowerCaser, RemoveLongFilter, SimpleTokenizer, TextAnalyzer, TokenizerManager};
use tantivy::{Index, TantivyDocument};

use super::words::MarkFolder;
use crate::fold::{fold, fold_code};
use crate::{Key, Record, RelationKind};

/// The edition of the schema. An index of another edition is built anew.
pub(super) const EDITION: u32 = 3;

/// The tokenizer of words.
const WORDS: &str = "words";

/// The longest word that is indexed, in bytes: what is longer is no word.
const MAX_WORD: usize = 80;

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
    /// Its codes, folded.
    pub(super) code: Field,
    /// Its labels, folded, each whole.
    pub(super) label_whole: Field,
    /// Its other names, folded, each whole.
    pub(super) alias_whole: Field,
    /// The words of its labels.
    pub(super) label: Field,
    /// The words of its other names and keywords.
    pub(super) alias: Field,
    /// The words of its text.
    pub(super) text: Field,
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
    /// Its title, folded, to sort by.
    pub(super) title: Field,
    /// How many bytes that has: of two that fit alike, the shorter says less beside.
    pub(super) length: Field,
}

impl Fields {
    pub(super) fn new() -> Self {
        let mut schema = SchemaBuilder::new();
        let number = NumericOptions::default().set_indexed().set_fast();
        let whole = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer("raw")
                .set_index_option(IndexRecordOption::Basic)
                .set_fieldnorms(false),
        );
        let facet = whole.clone().set_fast("raw");
        let words = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default().set_tokenizer(WORDS).set_index_option(IndexRecordOption::WithFreqs),
        );
        Self {
            id: schema.add_u64_field("id", number),
            mark: schema.add_u64_field("mark", NumericOptions::default().set_fast()),
            known: schema.add_text_field("known", whole.clone()),
            code: schema.add_text_field("code", whole.clone()),
            label_whole: schema.add_text_field("label_whole", whole.clone()),
            alias_whole: schema.add_text_field("alias_whole", whole.clone()),
            label: schema.add_text_field("label", words.clone()),
            alias: schema.add_text_field("alias", words.clone()),
            text: schema.add_text_field("text", words),
            framework: schema.add_text_field("framework", facet.clone()),
            issuer: schema.add_text_field("issuer", facet.clone()),
            relates: schema.add_text_field("relates", whole),
            kind: schema.add_text_field("kind", facet.clone()),
            status: schema.add_text_field("status", facet.clone()),
            lang: schema.add_text_field("lang", facet.clone()),
            level: schema.add_text_field("level", facet),
            title: schema.add_text_field("title", TextOptions::default().set_fast("raw")),
            length: schema.add_u64_field("length", NumericOptions::default().set_fast()),
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
            document.add_text(self.code, fold_code(code));
        }
        for label in &shown.labels {
            document.add_text(self.label_whole, fold(&label.text));
            document.add_text(self.label, &label.text);
        }
        for alias in &shown.aliases {
            document.add_text(self.alias_whole, fold(&alias.text));
            document.add_text(self.alias, &alias.text);
        }
        for keyword in &shown.keywords {
            document.add_text(self.alias, &keyword.text);
        }
        for text in shown.text.iter().chain(&shown.criteria) {
            document.add_text(self.text, &text.text);
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
        document.add_text(self.title, title);
        document
    }
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
    let tokenizers: &TokenizerManager = index.tokenizers();
    tokenizers.register(WORDS, words());
}

/// Words: split at what is no letter or digit, small, without marks.
pub(super) fn words() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(MAX_WORD))
        .filter(LowerCaser)
        .filter(MarkFolder)
        .build()
}
