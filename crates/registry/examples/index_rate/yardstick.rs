//! The fields that the goal of 8,000 records a second was measured with, and nothing else: what this machine makes of
//! them says what the goal is here. That one made 10,000 to 11,000 a second of them.

use std::path::Path;

use registry::Record;
use tantivy::indexer::NoMergePolicy;
use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{
    Language, LowerCaser, NgramTokenizer, RawTokenizer, RemoveLongFilter, SimpleTokenizer, Stemmer,
    TextAnalyzer,
};
use tantivy::{Index, IndexWriter, TantivyDocument, TantivyError};

/// What tantivy may gather before it writes a piece, in bytes, as it was then.
const ARENA: usize = 256_000_000;

/// The longest word that is indexed, in bytes.
const MAX_WORD: usize = 40;

const ENGLISH: &str = "en";
const DUTCH: &str = "nl";
const SWEDISH: &str = "sv";
const GRAMS: &str = "grams";
const SMALL: &str = "small";

/// An index of these fields.
pub(super) struct Yardstick {
    index: Index,
    fields: Fields,
}

struct Fields {
    id: Field,
    code: Field,
    plain_code: Field,
    uri: Field,
    alias: Field,
    exact: Field,
    words: Field,
    english: Field,
    dutch: Field,
    swedish: Field,
    grams: Field,
    aliases: Field,
    text: Field,
    kind: Field,
    status: Field,
    framework: Field,
    lang: Field,
    issuer: Field,
    popularity: Field,
}

/// Documents of records, and how many bytes their fields have.
#[derive(Default)]
pub(super) struct Documents {
    all: Vec<TantivyDocument>,
    pub(super) bytes: usize,
}

impl Yardstick {
    pub(super) fn new(folder: &Path) -> Result<Self, TantivyError> {
        let (schema, fields) = Fields::new();
        let index = Index::create_in_dir(folder, schema)?;
        let tokenizers = index.tokenizers();
        tokenizers.register(SMALL, TextAnalyzer::builder(RawTokenizer::default()).filter(LowerCaser).build());
        let grams = NgramTokenizer::new(3, 3, false)?;
        tokenizers.register(GRAMS, TextAnalyzer::builder(grams).filter(LowerCaser).build());
        for (name, language) in
            [(ENGLISH, Language::English), (DUTCH, Language::Dutch), (SWEDISH, Language::Swedish)]
        {
            let words =
                TextAnalyzer::builder(SimpleTokenizer::default()).filter(RemoveLongFilter::limit(MAX_WORD));
            tokenizers.register(name, words.filter(LowerCaser).filter(Stemmer::new(language)).build());
        }
        Ok(Self { index, fields })
    }

    /// Makes the document of a record, which is no part of what was measured.
    pub(super) fn add(&self, record: &Record, to: &mut Documents) {
        let (fields, shown) = (&self.fields, &record.shown);
        let mut document = TantivyDocument::default();
        let mut add = |field: Field, value: &str| {
            to.bytes += value.len();
            document.add_text(field, value);
        };
        for code in shown.code.iter().chain(&shown.codes) {
            add(fields.code, code);
            add(fields.plain_code, &code.replace(['.', '-'], "").to_lowercase());
        }
        for key in record.keys() {
            add(fields.uri, key.as_str());
        }
        for alias in &shown.aliases {
            add(fields.alias, &alias.text);
            add(fields.aliases, &alias.text);
        }
        for label in &shown.labels {
            let stemmed = match label.lang.as_deref().and_then(|tag| tag.split('-').next()) {
                Some(DUTCH) => fields.dutch,
                Some(SWEDISH) => fields.swedish,
                _ => fields.english,
            };
            for field in [fields.exact, fields.words, fields.grams, stemmed] {
                add(field, &label.text);
            }
        }
        for text in shown.text.iter().chain(&shown.criteria) {
            add(fields.text, &text.text);
        }
        add(fields.kind, record.kind().name());
        add(fields.status, record.status().name());
        add(fields.lang, ENGLISH);
        if let Some(relation) = shown.relations.first() {
            add(fields.framework, &relation.target);
            add(fields.issuer, &relation.target);
        }
        document.add_u64(fields.id, record.id.0);
        document.add_u64(fields.popularity, record.sources.len() as u64);
        to.all.push(document);
    }

    /// Puts documents in, in pieces that stay as they are.
    pub(super) fn put(&self, documents: Documents) -> Result<(), TantivyError> {
        let mut writer: IndexWriter = self.index.writer_with_num_threads(1, ARENA)?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        for document in documents.all {
            writer.add_document(document)?;
        }
        writer.commit()?;
        Ok(())
    }
}

impl Fields {
    fn new() -> (Schema, Self) {
        let mut schema = SchemaBuilder::new();
        let indexed = |tokenizer: &str, option: IndexRecordOption, is_weighed: bool| {
            let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(option);
            TextOptions::default().set_indexing_options(indexing.set_fieldnorms(is_weighed))
        };
        let raw = indexed("raw", IndexRecordOption::Basic, false);
        let small = indexed(SMALL, IndexRecordOption::Basic, false);
        let fast = raw.clone().set_fast("raw");
        let of_language = |language| indexed(language, IndexRecordOption::WithFreqsAndPositions, true);
        let number = NumericOptions::default().set_fast();
        let fields = Self {
            id: schema.add_u64_field("id", number.clone().set_indexed()),
            code: schema.add_text_field("code", raw.clone()),
            plain_code: schema.add_text_field("plain_code", raw.clone()),
            uri: schema.add_text_field("uri", raw.clone()),
            alias: schema.add_text_field("alias", small.clone()),
            exact: schema.add_text_field("exact", small),
            words: schema.add_text_field("words", indexed("default", IndexRecordOption::WithFreqs, true)),
            english: schema.add_text_field("label_en", of_language(ENGLISH)),
            dutch: schema.add_text_field("label_nl", of_language(DUTCH)),
            swedish: schema.add_text_field("label_sv", of_language(SWEDISH)),
            grams: schema.add_text_field("grams", indexed(GRAMS, IndexRecordOption::WithFreqs, true)),
            aliases: schema.add_text_field("aliases", of_language(ENGLISH)),
            text: schema.add_text_field("text", of_language(ENGLISH)),
            kind: schema.add_text_field("kind", fast.clone()),
            status: schema.add_text_field("status", fast.clone()),
            framework: schema.add_text_field("framework", fast.clone()),
            lang: schema.add_text_field("lang", fast),
            issuer: schema.add_text_field("issuer", raw),
            popularity: schema.add_u64_field("popularity", number),
        };
        (schema.build(), fields)
    }
}
