//! What takes long is made before somebody asks for it: after the start, and whenever the registry has changed.

use std::sync::Arc;
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

/// Goes on as long as the process does.
pub(super) async fn keep(site: Data<Site>) {
    let Some(catalogue) = &site.catalogue else { return };
    let (mut warm, mut seen) = (None, catalogue.mark());
    loop {
        let mark = catalogue.mark();
        let mut rest = QUIET;
        if warm != Some(mark) && mark == seen {
            let begun = Instant::now();
            make_ready(&site).await;
            rest = rest.max(REST * begun.elapsed());
            warm = Some(mark);
        }
        seen = mark;
        sleep(rest).await;
    }
}

/// Makes what takes long. What goes wrong is in the log, and who asks for a page will hear of it.
pub async fn make_ready(site: &Site) {
    let Some(catalogue) = &site.catalogue else { return };
    let catalogue = Arc::clone(catalogue);
    for path in unhurried(move || catalogue.warm()).await.unwrap_or_default() {
        draw(site, &path).await;
    }
}
