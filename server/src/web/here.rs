//! What the registry knows of what a credential names. Looked up here alone: nothing is fetched for it or recorded.

use std::sync::Arc;

use ::site::Catalogue;
use ::site::registry::RegistryError;
use app::pages::{Here, Judged};
use verify::{Content, Report};

use super::reading::read;

/// How many things are looked up for one answer: some 50 microseconds each.
const MAX_LOOKUPS: usize = 500;

/// What the registry knows of credentials that were judged. Where it cannot be read, nothing is known: the verdict
/// does not hang on it.
pub(super) async fn here(catalogue: Option<&Arc<Catalogue>>, judged: &[Judged]) -> Here {
    let Some(catalogue) = catalogue.map(Arc::clone) else { return Here::default() };
    let mut wanted = Wanted::default();
    for one in judged {
        if let Ok(report) = &one.outcome {
            wanted.of_report(report);
        }
        if let Some(content) = &one.content {
            wanted.of_content(content);
        }
    }
    read(move || wanted.look_up(&catalogue)).await.unwrap_or_default()
}

#[derive(Default)]
struct Wanted {
    ids: Vec<String>,
    alignments: Vec<(String, Option<String>, String)>,
}

impl Wanted {
    fn is_full(&self) -> bool {
        self.ids.len() + self.alignments.len() >= MAX_LOOKUPS
    }

    fn id(&mut self, id: &str) {
        if !self.is_full() && !self.ids.iter().any(|each| each == id) {
            self.ids.push(id.to_owned());
        }
    }

    fn of_report(&mut self, report: &Report) {
        if let Some(id) = &report.issuer.id {
            self.id(id);
        }
        for child in &report.children {
            if self.is_full() {
                return;
            }
            self.of_report(&child.report);
        }
    }

    fn of_content(&mut self, content: &Content) {
        for id in &content.ids {
            self.id(id);
        }
        for one in &content.alignments {
            if self.is_full() {
                return;
            }
            self.alignments.push((one.url.clone(), one.code.clone(), one.name.clone()));
        }
        for inside in content.inside.values() {
            if self.is_full() {
                return;
            }
            self.of_content(inside);
        }
    }

    fn look_up(self, catalogue: &Catalogue) -> Result<Here, RegistryError> {
        let mut here = Here::default();
        for id in self.ids {
            if let Some(record) = catalogue.registry().find(&id)? {
                here.pages.insert(id, (record.title(None), record.path()));
            }
        }
        for (url, code, name) in self.alignments {
            let resolution = catalogue.resolve(Some(&url), code.as_deref(), Some(&name))?;
            here.alignments.insert((url, name), resolution);
        }
        Ok(here)
    }
}
