//! What the registry knows of what a credential names: where its issuer, its achievement and its alignments stand
//! there. Nothing of it moves an answer.

use std::collections::BTreeMap;

use leptos::prelude::*;
use site::catalogue::{Link, Resolution};
use verify::{AlignmentContent, Content, Report};

use super::{Visit, text};

/// What was looked up for one answer; empty where there is no registry.
#[derive(Debug, Clone, Default)]
pub struct Here {
    /// What is called by an identifier, and the address of its page.
    pub pages: BTreeMap<String, (String, String)>,
    /// What became of the target of an alignment, by its address and its name.
    pub alignments: BTreeMap<(String, String), Resolution>,
}

/// Where the issuer and the achievement of a report have their pages. What is not known to be unaltered leads nowhere:
/// a link to a real issuer would make it look like one of theirs.
pub(super) fn pages(report: &Report, content: Option<&Content>) -> Option<AnyView> {
    let visit = use_context::<Visit>()?;
    if report.is_claimed() {
        return None;
    }
    let here = visit.here();
    let ids = report.issuer.id.iter().chain(content.into_iter().flat_map(|content| &content.ids));
    let mut links: Vec<AnyView> = Vec::new();
    for (title, path) in ids.filter_map(|id| here.pages.get(id)) {
        let and = (!links.is_empty()).then_some(", ");
        links.push(view! { {and} <a href=path.clone()>{text::line(title)}</a> }.into_any());
    }
    (!links.is_empty()).then(|| {
        view! {
            <p class="small in-registry">"In our registry: " {links} ". An entry there is no proof."</p>
        }
        .into_any()
    })
}

/// What became of the target of an alignment, in a few words.
pub(super) fn alignment(one: &AlignmentContent) -> Option<AnyView> {
    let visit = use_context::<Visit>()?;
    let resolution = visit.here().alignments.get(&(one.url.clone(), one.name.clone()))?;
    let to = |link: &Link| {
        let title = text::line(&link.title);
        match link.path.clone() {
            Some(path) => view! { <a href=path>{title}</a> }.into_any(),
            None => title.into_any(),
        }
    };
    let said = match resolution {
        Resolution::Found(link) => view! { "found in our registry: " {to(link)} }.into_any(),
        Resolution::Renamed(link) => {
            view! { "found in our registry, where it is called " {to(link)} }.into_any()
        }
        Resolution::Superseded { link, by: Some(by) } => {
            view! { {to(link)} " has been replaced by " {to(by)} }.into_any()
        }
        Resolution::Superseded { link, by: None } => view! { {to(link)} " is no longer in use" }.into_any(),
        Resolution::Unknown => "not in our registry, which says nothing against it".into_any(),
    };
    Some(view! { <span class="small in-registry">" – " {said}</span> }.into_any())
}
