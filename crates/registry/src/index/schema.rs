//! What is indexed of a record. Nothing is stored that the store has.

use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, STORED, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};
use tantivy::{Index, TantivyDocument};

use super::combined::{self, By, Combination};
use super::grams::Grams;
use super::names::Names;
use super::words::{Stems, spaced};
use super::{codes, short};
use crate::fold::{fold, fold_words};
use crate::{Key, Record, Relation, RelationKind};

/// The edition of the schema. An index of another edition is built anew.
pub(super) const EDITION: u32 = 8;

/// The fields with the beginning of a title, eight bytes each.
pub(super) const TITLE: [&str; 3] = ["title_0", "title_8", "title_16"];

/// The tokenizer of what is at its spaces already.
const SPACED: &str = "spaced";

/// The tokenizer of what has grams.
const GRAMS: &str = "grams";

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
    /// Its labels and other names, folded, each in short.
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
    /// What it can be narrowed by.
    pub(super) kind: Field,
    pub(super) status: Field,
    pub(super) lang: Field,
    pub(super) level: Field,
    /// All that it is divided by.
    pub(super) combined: [Field; combined::FIELDS.len()],
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
        let indexed = |tokenizer: &str, option: IndexRecordOption, is_weighed: bool| {
            let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(option);
            TextOptions::default().set_indexing_options(indexing.set_fieldnorms(is_weighed))
        };
        let whole = indexed("raw", IndexRecordOption::Basic, false);
        let weighed = indexed(SPACED, IndexRecordOption::WithFreqs, true);
        Self {
            id: schema.add_u64_field("id", number),
            mark: schema.add_u64_field("mark", NumericOptions::default().set_fast()),
            known: schema.add_text_field("known", whole.clone()),
            code: schema.add_text_field("code", whole.clone()),
            code_end: schema.add_text_field("code_end", whole.clone()),
            name: schema.add_text_field("name", whole.clone()),
            words: schema.add_text_field("words", weighed.clone()),
            text: schema.add_text_field("text", weighed),
            grams: schema.add_text_field("grams", indexed(GRAMS, IndexRecordOption::Basic, true)),
            framework: schema.add_text_field("framework", whole.clone()),
            issuer: schema.add_text_field("issuer", whole.clone()),
            relates: schema.add_text_field("relates", whole.clone()),
            kind: schema.add_text_field("kind", whole.clone()),
            status: schema.add_text_field("status", whole.clone()),
            lang: schema.add_text_field("lang", whole.clone()),
            level: schema.add_text_field("level", whole),
            combined: combined::FIELDS
                .map(|name| schema.add_text_field(name, TextOptions::default().set_fast("raw"))),
            title: TITLE.map(|name| schema.add_u64_field(name, NumericOptions::default().set_fast())),
            length: schema.add_u64_field("length", NumericOptions::default().set_fast()),
            names: schema.add_text_field("names", STORED),
            schema: schema.build(),
        }
    }

    /// A record as it is indexed; `stems` are those that were found before.
    pub(super) fn document(&self, record: &Record, mark: u64, stems: &mut Stems) -> TantivyDocument {
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
        // One value a field: each costs more than its words.
        let names = shown.labels.iter().chain(&shown.aliases);
        let folded: Vec<String> = names.clone().map(|name| fold_words(&name.text)).collect();
        document.add_text(self.grams, folded.join(" "));
        let mut words = String::new();
        for name in names.chain(&shown.keywords) {
            stems.push(&name.text, name.lang.as_deref(), &mut words);
        }
        let mut all = words.clone();
        for text in shown.text.iter().chain(&shown.criteria) {
            stems.push(&text.text, text.lang.as_deref(), &mut all);
        }
        document.add_text(self.words, words);
        document.add_text(self.text, all);
        document.add_text(self.names, Names::text(record, &folded));
        for name in folded {
            document.add_text(self.name, short::of(&name));
        }
        let mut combined = Combination::default();
        let mut divides = |by: By, field: Field, value: &str| {
            document.add_text(field, value);
            combined.push(by, value);
        };
        divides(By::Kind, self.kind, record.kind().name());
        divides(By::Status, self.status, record.status().name());
        for lang in languages(record) {
            divides(By::Lang, self.lang, lang);
        }
        for level in &shown.levels {
            divides(By::Level, self.level, level);
        }
        let related = |relation: &Relation| Some((relation.kind, Key::of(&relation.target)?));
        let related: Vec<_> = shown.relations.iter().filter_map(related).collect();
        for (kind, key) in &related {
            if *kind == RelationKind::PartOf {
                divides(By::Framework, self.framework, key.as_str());
            } else if *kind == RelationKind::IssuedBy {
                divides(By::Issuer, self.issuer, key.as_str());
            }
        }
        for (field, text) in self.combined.into_iter().zip(combined.into_texts()) {
            // Also where there is none: a column that every record has is the quicker one.
            document.add_text(field, text);
        }
        for (kind, key) in &related {
            document.add_text(self.relates, relates(*kind, key));
        }
        let title = fold(&record.title(None));
        document.add_u64(self.length, title.len() as u64);
        for (field, number) in self.title.iter().zip(beginning(&title)) {
            document.add_u64(*field, number);
        }
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
    index.tokenizers().register(GRAMS, Grams::default());
}
