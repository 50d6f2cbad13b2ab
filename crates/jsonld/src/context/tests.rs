use super::*;
use crate::error::Fault;
use crate::library::{Edition, Library, bundled_url};

#[track_caller]
fn fine(applied: Result<Applied, Fault>, what: &str) -> Option<Arc<Context>> {
    match applied {
        Ok(applied) => applied.context,
        Err(Fault::Invalid(code, detail)) => panic!("{what}: {}: {detail}", code.as_str()),
        Err(Fault::Unknown(url)) => panic!("{what}: {url}"),
        Err(Fault::OverLimit(limit)) => panic!("{what}: {limit}"),
    }
}

/// Enters all that a context defines and the one before did not, and what is within.
fn enter_all(before: &Context, active: &Context, edition: Edition, what: &str) -> usize {
    let mut entered = 0;
    for (term, slot) in &active.terms {
        let (Some(memo), Some(local)) = (&slot.memo, &slot.definition.scoped) else { continue };
        let known = before.term(term).is_some_and(|own| Arc::ptr_eq(&own.definition, &slot.definition));
        // As published, the context of this type redefines it, protected as it is.
        if known || (&**term == "License" && what.contains("licenseExtension")) {
            continue;
        }
        let what = format!("{what} {term}");
        let mut processor = Processor::new(Library::bundled(), edition, None);
        // Types are written with a capital, properties are not.
        let role = if term.starts_with(char::is_lowercase) { Role::Property } else { Role::Type };
        let applied = processor.scoped(active, local, role, memo.of(role));
        entered += 1;
        if let Some(inner) = fine(applied, &what) {
            entered += enter_all(active, &inner, edition, &what);
        }
        assert!(processor.foreign.is_empty() && processor.ignored.is_empty());
    }
    entered
}

/// Bundled scoped contexts are not validated when they are defined, because they are all entered here.
#[test]
fn every_bundled_context_can_be_entered() {
    let mut entered = 0;
    for number in 0..BUNDLED {
        let url = bundled_url(number);
        if url.is_empty() || url.ends_with("openbadges/v1") {
            continue; // the other edition has no URL of its own; the oldest context asks for one that is lost
        }
        let doc = Doc::parse(format!("{url:?}")).unwrap();
        for edition in [Edition::Newest, Edition::Other] {
            let mut processor = Processor::new(Library::bundled(), edition, None);
            let root = root();
            if let Some(active) = fine(processor.embedded(&root, doc.root()), url) {
                entered += enter_all(&root, &active, edition, url);
            }
        }
    }
    assert!(entered > 200, "{entered}");
}

#[test]
fn entering_a_context_again_copies_nothing() {
    let doc = Doc::parse(r#""https://www.w3.org/ns/credentials/v2""#).unwrap();
    let enter = || {
        let mut processor = Processor::new(Library::bundled(), Edition::Newest, None);
        fine(processor.embedded(&root(), doc.root()), "v2").unwrap()
    };
    // Other tests fill and empty what is shared meanwhile: twice in a row between them is enough.
    let is_shared = || Arc::ptr_eq(&enter(), &enter());
    for _ in 0..10_000 {
        if is_shared() {
            return;
        }
        std::thread::yield_now();
    }
    panic!("entered ten thousand times, and copied each time");
}
