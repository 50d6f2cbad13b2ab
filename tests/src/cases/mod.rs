//! Every case of the corpus, by what it is about.

mod algorithms;
mod carriers;
mod contexts;
mod forms;
mod hidden;
mod issuers;
mod jwt;
mod linkage;
mod lists;
mod presentations;
mod proofs;
mod provenance;
mod recipient;
mod records;
mod related;
mod renewals;
mod roundabout;
mod schemas;
mod shapes;
mod snapshots;
mod status;
mod verified;
mod wrapped;

use crate::case::Case;

/// All of them; the names are the folders of `corpus/`.
pub fn all() -> Vec<Case> {
    let mut cases = verified::cases();
    cases.extend(contexts::cases());
    cases.extend(hidden::cases());
    cases.extend(roundabout::cases());
    cases.extend(wrapped::cases());
    cases.extend(forms::cases());
    cases.extend(shapes::cases());
    cases.extend(schemas::cases());
    cases.extend(related::cases());
    cases.extend(renewals::cases());
    cases.extend(proofs::cases());
    cases.extend(issuers::cases());
    cases.extend(provenance::cases());
    cases.extend(snapshots::cases());
    cases.extend(linkage::cases());
    cases.extend(jwt::cases());
    cases.extend(jwt::issuers());
    cases.extend(jwt::kinds());
    cases.extend(algorithms::genuine());
    cases.extend(algorithms::wrong());
    cases.extend(algorithms::unproven());
    cases.extend(algorithms::keys());
    cases.extend(status::cases());
    cases.extend(lists::cases());
    cases.extend(roundabout::lists());
    cases.extend(recipient::cases());
    cases.extend(records::cases());
    cases.extend(presentations::cases());
    cases.extend(carriers::cases());
    cases
}
