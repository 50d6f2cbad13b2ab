//! What takes long is made before somebody asks for it: after the start, and whenever the registry has changed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use actix_web::rt::time::sleep;
use actix_web::web::Data;

use super::Site;
use super::reading::unhurried;
use super::registry::draw;

/// How long the registry must have been quiet: an import changes it every few seconds, and whatever is made then is of no
/// use.
const QUIET: Duration = Duration::from_secs(2);

/// How many times as long as it took nothing is made again: where somebody changes something every few seconds, it keeps
/// a tenth of one processor busy and no more.
const REST: u32 = 9;

/// Says that the site has ended: what is being made off its threads makes nothing more, so that the process need not wait
/// for all of it.
#[derive(Debug, Clone, Default)]
pub struct Ending(Arc<AtomicBool>);

impl Ending {
    pub(super) fn begins(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn has_begun(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Goes on as long as the site does.
pub(super) async fn keep(site: Data<Site>, ending: Ending) {
    let Some(catalogue) = &site.catalogue else { return };
    let (mut warm, mut seen) = (None, catalogue.mark());
    loop {
        let mark = catalogue.mark();
        let mut rest = QUIET;
        if warm != Some(mark) && mark == seen {
            let begun = Instant::now();
            make_ready(&site, &ending).await;
            rest = rest.max(REST * begun.elapsed());
            warm = Some(mark);
        }
        seen = mark;
        sleep(rest).await;
    }
}

/// Makes what takes long, until the site ends. What goes wrong is in the log, and who asks for a page will hear of it.
pub async fn make_ready(site: &Site, ending: &Ending) {
    let Some(catalogue) = &site.catalogue else { return };
    let (catalogue, making) = (Arc::clone(catalogue), ending.clone());
    let large = unhurried(move || catalogue.warm(&|| !making.has_begun())).await;
    for path in large.unwrap_or_default() {
        draw(site, &path).await;
    }
}
