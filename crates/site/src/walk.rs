//! From what was brought to every credential in it, and over its links to those that it leads to.

use credential::limits::{MAX_CREDENTIAL_BYTES, MAX_LINKS};
use credential::{Budget, Item, Link, Medium, Origin, Place, ReadError, What};
use url::Url;

use crate::judge::{Judged, NoReport, Terms, read};

/// Bytes that stand behind all links of one input together: what a credential may have, brought at once or in parts.
const MAX_LINKED_BYTES: usize = MAX_CREDENTIAL_BYTES;

/// How an item was come by. From what somebody brings, one link leads to a page at the most, and one from there to the
/// credential: whoever must be followed further leads us around.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trail {
    /// Somebody handed it in.
    Brought,
    /// It stood behind a link.
    Followed,
    /// It stood behind a link on a page, or behind the second of two links.
    Ended,
}

impl Trail {
    /// How what stands behind a link is come by; `None` where the link is not followed any more.
    fn next(self, link: &Link) -> Option<Self> {
        match (self, link.medium) {
            (Self::Ended, _) => None,
            (Self::Brought | Self::Followed, Some(Medium::Page)) | (Self::Followed, _) => Some(Self::Ended),
            (Self::Brought, Some(Medium::Png(_) | Medium::Svg(_) | Medium::QrCode) | None) => {
                Some(Self::Followed)
            }
        }
    }
}

/// One input on its way to its reports.
pub(crate) struct Walk<'a> {
    terms: Terms<'a>,
    deadline: Option<fetch::Deadline>,
    /// What reading may still cost.
    pub(crate) budget: Budget,
    /// Links that may still be followed.
    links: usize,
    /// Bytes that may still stand behind them.
    bytes: usize,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(terms: Terms<'a>) -> Self {
        Self {
            terms,
            deadline: terms.door.upload_ends(),
            budget: Budget::default(),
            links: MAX_LINKS,
            bytes: MAX_LINKED_BYTES,
        }
    }

    /// Every item, and what its links lead to.
    pub(crate) async fn items(&mut self, items: Vec<Item>, within: Place, trail: Trail) -> Vec<Judged> {
        let mut judged = Vec::with_capacity(items.len());
        let mut on_page = Vec::new();
        for Item { place, what } in items {
            let place = Place([within.0.as_slice(), &place.0].concat());
            match what {
                What::Credential(presented) => {
                    let Terms { door, asked, now, home: _ } = self.terms;
                    let errand = door.errand().until(self.deadline);
                    let evidence = fetch::gather_on(&errand, &presented, door, now).await;
                    let report = verify::verify(&presented, &evidence, asked, now);
                    judged.push(Judged { place, outcome: Ok(report), presented: Some(*presented) });
                }
                What::Refused(error) => judged.push(Judged { place, ..Judged::failed(error.into()) }),
                What::Link(link) if link.medium == Some(Medium::Page) => on_page.push((link, place)),
                What::Link(link) => judged.extend(Box::pin(self.follow(&link, place, trail)).await),
            }
        }
        judged.extend(self.page(on_page, trail).await);
        judged
    }

    /// The links of a page, of which each may be the one.
    async fn page(&mut self, links: Vec<(Link, Place)>, trail: Trail) -> Vec<Judged> {
        let mut found = Vec::new();
        let Some(place) = links.first().map(|(_, place)| place.clone()) else { return found };
        for (link, place) in links {
            found.extend(Box::pin(self.follow(&link, place, trail)).await);
        }
        if found.iter().any(|one| one.outcome.is_ok()) {
            found.retain(|one| one.outcome.is_ok());
            if let [only] = found.as_mut_slice() {
                // The others were nothing, so it needs no name.
                only.place = whole(place);
            }
            return found;
        }
        // What did not answer may have been it.
        let silent = found.into_iter().find(|one| match &one.outcome {
            Err(NoReport::Unavailable { .. } | NoReport::Status { .. }) => true,
            Err(NoReport::NoCredential(error)) => error.over_limit(),
            Err(NoReport::LeadsOn { .. }) | Ok(_) => false,
        });
        let why = silent.and_then(|one| one.outcome.err()).unwrap_or(ReadError::Page.into());
        vec![Judged { place: whole(place), ..Judged::failed(why) }]
    }

    /// What stands behind a link.
    async fn follow(&mut self, link: &Link, place: Place, trail: Trail) -> Vec<Judged> {
        let address = target(&link.url, self.terms.home);
        let place = place.behind(&address);
        match self.fetch(link, &address, trail).await {
            Ok((items, trail)) => self.items(items, place, trail).await,
            Err(why) => vec![Judged { place, ..Judged::failed(why) }],
        }
    }

    async fn fetch(
        &mut self,
        link: &Link,
        address: &str,
        trail: Trail,
    ) -> Result<(Vec<Item>, Trail), NoReport> {
        let trail = trail.next(link).ok_or_else(|| NoReport::LeadsOn { url: address.to_owned() })?;
        self.links = self.links.checked_sub(1).ok_or(ReadError::TooManyLinks)?;
        let document = read(address, self.terms.door, self.terms.now).await?;
        let bytes = document.bytes();
        self.bytes = self.bytes.checked_sub(bytes.len()).ok_or(ReadError::TooLarge { bytes: bytes.len() })?;
        let origin = Origin { media_type: Some(&document.content_type), address: Some(address) };
        Ok((credential::read_within(bytes, origin, &mut self.budget)?, trail))
    }
}

/// A place without the number of a link on its page.
fn whole(mut place: Place) -> Place {
    if matches!(place.0.last(), Some(credential::Step::Item(_))) {
        place.0.pop();
    }
    place
}

/// Where a link leads: one to a result of ours, as our pages offer it and our QR codes hold it, leads to what that is
/// of.
pub(crate) fn target(link: &str, home: Option<&str>) -> String {
    let mut link = link.to_owned();
    // Each time it is shorter.
    while let Some(inside) = home.and_then(|home| inside(&link, home)) {
        link = inside;
    }
    link
}

fn inside(link: &str, home: &str) -> Option<String> {
    let (link, home) = (Url::parse(link).ok()?, Url::parse(home).ok()?);
    let ours = format!("{}/verify", home.path().trim_end_matches('/'));
    if link.origin() != home.origin() || link.path() != ours {
        return None;
    }
    let inside = link.query_pairs().find(|(name, _)| name == "url")?.1.into_owned();
    inside.starts_with("http").then_some(inside)
}

#[cfg(test)]
mod tests;
