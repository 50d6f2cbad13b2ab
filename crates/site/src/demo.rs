//! Something to look at on a first start: three issuers, eight achievements and a framework of twenty-five
//! competencies, all made up. The issuers are those of the examples.

use credential::Timestamp;
use registry::import::{ImportError, Input, Intake, Tally, import};
use registry::{Draft, Importer, Registry, SourceFile, Taken};

/// The files, in formats of the field: they go through the importers like any other.
const FILES: [(&str, &[u8]); 3] = [
    ("issuers.json", include_bytes!("../demo/issuers.json")),
    ("achievements.json", include_bytes!("../demo/achievements.json")),
    ("framework.json", include_bytes!("../demo/framework.json")),
];

/// Loads the demonstration set into a registry that nothing was ever taken into. False where something was.
///
/// # Errors
/// Where it cannot be written.
pub fn load(registry: &Registry, now: Timestamp) -> Result<bool, ImportError> {
    if !registry.is_untouched() {
        return Ok(false);
    }
    let mut gathered = Gathered::default();
    for (name, bytes) in FILES {
        let file = SourceFile { key: name.to_owned(), name: name.to_owned() };
        import(&Input::held(name, bytes), &file, &mut gathered, &mut |_: Tally, _| {})?;
    }
    // All of it at once: half a demonstration would never become whole.
    let file = SourceFile { key: "demonstration".to_owned(), name: "demonstration".to_owned() };
    let intake = |error: registry::RegistryError| ImportError::Intake(error.to_string());
    registry.take(&file, gathered.0, now).map_err(intake)?;
    registry.settle().map_err(intake)?;
    Ok(true)
}

/// Holds what goes through, marked as made up.
#[derive(Default)]
struct Gathered(Vec<Draft>);

impl Intake for Gathered {
    fn take(&mut self, _: &SourceFile, drafts: Vec<Draft>) -> Result<Vec<Taken>, String> {
        let taken = vec![Taken::New; drafts.len()];
        for draft in drafts {
            let known = |each: &Draft| each.facts.identifiers.first() == draft.facts.identifiers.first();
            // An issuer stands in its achievements too, with less said of it.
            if !self.0.iter().any(known) {
                self.0.push(Draft { importer: Importer::Demo, ..draft });
            }
        }
        Ok(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use registry::{Kind, Query, RelationKind};

    #[test]
    fn it_is_whole_marked_loaded_once_and_goes_away() {
        let folder = tempfile::tempdir().unwrap();
        let registry = Registry::open(folder.path()).unwrap();
        assert!(load(&registry, Timestamp::UNIX_EPOCH).unwrap());
        assert!(!load(&registry, Timestamp::UNIX_EPOCH).unwrap());
        let count = |kind| {
            let query = Query { kinds: vec![kind], limit: 100, ..Query::default() };
            let (total, records) = registry.records(&query).unwrap();
            assert!(records.iter().all(registry::Record::is_demo));
            // Everything that it points to is here.
            for relation in records.iter().flat_map(|record| &record.shown.relations) {
                assert!(registry.find(&relation.target).unwrap().is_some(), "{relation:?}");
            }
            total
        };
        assert_eq!(
            [Kind::Issuer, Kind::Achievement, Kind::Framework, Kind::Competency].map(count),
            [3, 8, 1, 25]
        );
        let boats =
            registry.find("https://harbour-college.example/achievements/boat-handling").unwrap().unwrap();
        assert_eq!(boats.relations(RelationKind::AlignsTo).count(), 3);
        assert_eq!(registry.remove_demo(Timestamp::UNIX_EPOCH).unwrap(), 37);
        assert_eq!(registry.count(), 0);
        assert!(!load(&registry, Timestamp::UNIX_EPOCH).unwrap(), "what was taken away stays away");
    }
}
