//! Records to look at: made up, of every kind, with everything that a page shows.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::web::Data;
use fetch::Door;
use site::Catalogue;
use site::registry::{
    Draft, Envelope, Facts, Found, Importer, Kind, MediaType, Relation, RelationKind, SourceFile, Status,
    Text,
};
use touchstone::web::Site;

use crate::house::now;

/// A path of this machine: it stands on no page.
pub(crate) const KEY: &str = "/home/SECRET/registry.jsonld";

/// A registry in a folder of its own, which goes with it.
pub(crate) struct Shelf {
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) folder: std::path::PathBuf,
}

impl Drop for Shelf {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.folder).ok();
    }
}

impl Shelf {
    /// With these.
    pub(crate) fn of(drafts: Vec<Draft>) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("touchstone-registry-{}-{n}", std::process::id()));
        let catalogue = Arc::new(Catalogue::open(&folder).unwrap());
        let shelf = Self { catalogue, folder };
        shelf.take("registry.jsonld", drafts);
        shelf
    }

    /// With nothing.
    pub(crate) fn empty() -> Self {
        Self::of(Vec::new())
    }

    pub(crate) fn take(&self, name: &str, drafts: Vec<Draft>) {
        let file = SourceFile { key: format!("{KEY}{name}"), name: name.to_owned() };
        let registry = self.catalogue.registry();
        for some in drafts.chunks(1_000) {
            // Each chunk is a file of its own: what a file does not say any more is gone.
            let n = some[0].facts.identifiers[0].clone();
            let file = SourceFile { key: format!("{}{n}", file.key), name: file.name.clone() };
            registry.take(&file, some.to_vec(), now()).unwrap();
        }
        registry.settle().unwrap();
    }

    pub(crate) fn site(&self) -> Data<Site> {
        let mut site = Site::new(Door::Offline, now);
        site.catalogue = Some(Arc::clone(&self.catalogue));
        site.public_url = Some("https://touchstone.example".parse().unwrap());
        Data::new(site)
    }
}

pub(crate) fn draft(importer: Importer, facts: Facts) -> Draft {
    Draft { importer, facts, document: b"{}".to_vec(), media_type: MediaType::Json }
}

pub(crate) fn text(lang: &str, words: &str) -> Text {
    Text::new(Some(lang), words).unwrap()
}

pub(crate) fn named(kind: Kind, identifier: &str, label: &str) -> Facts {
    let mut facts = Facts::new(kind, identifier);
    facts.labels = vec![text("en", label)];
    facts
}

pub(crate) const COLLEGE: &str = "https://harbour-college.example";
pub(crate) const BOATS: &str = "https://harbour-college.example/achievements/boats";
pub(crate) const FRAME: &str = "https://harbour-college.example/frameworks/seamanship";

/// A college, what it gives, a framework in three levels, and one of every other kind.
pub(crate) fn harbour() -> Vec<Draft> {
    let mut college = named(Kind::Issuer, COLLEGE, "Harbour College");
    college.identifiers.push("did:web:harbour-college.example".to_owned());
    college.text = vec![text("en", "A college for those who work on the water.\nFounded in 1911.")];
    college.page = Some("https://harbour-college.example/about".to_owned());
    college.place = Some("Northport".to_owned());
    college.keys = vec!["did:web:harbour-college.example#key-1".to_owned()];
    college.attribution = Some("Data of Harbour College".to_owned());
    college.licence = Some("https://creativecommons.org/licenses/by/4.0/".to_owned());
    college.relations.push(
        Relation::to(RelationKind::EndorsedBy, "https://maritime-board.example")
            .labelled(Some("The Maritime Board".to_owned())),
    );
    let mut department =
        named(Kind::Issuer, "https://harbour-college.example/nautics", "Department of Nautics");
    department.relate(RelationKind::DepartmentOf, COLLEGE);

    let mut boats = named(Kind::Achievement, BOATS, "Coastal Boat Handling");
    boats.class = Some("ceterms:Certificate".to_owned());
    boats.text =
        vec![text("en", "Handles a small boat in coastal waters."), text("sv", "Hanterar en liten båt.")];
    boats.criteria = vec![text(
        "en",
        "Four days on the water, and **one night**:\n\n- harbour\n- chart\n\n<script>x</script>",
    )];
    boats.criteria_page = Some("https://harbour-college.example/boats/criteria".to_owned());
    boats.levels = vec!["EQF 3".to_owned()];
    boats.languages = vec!["en".to_owned(), "sv".to_owned()];
    boats.keywords = vec![text("en", "boats"), text("en", "navigation")];
    boats.version = Some("2".to_owned());
    boats.modified = Some("2026-03-01".to_owned());
    boats.details = vec![("ceterms:creditValue".to_owned(), "3".to_owned())];
    boats.relate(RelationKind::IssuedBy, COLLEGE);
    boats.relate(RelationKind::AlignsTo, &*format!("{FRAME}/1.1"));
    boats.relations.push(Relation {
        code: Some("9.1".to_owned()),
        framework: Some("Skills of the Sea".to_owned()),
        ..Relation::to(RelationKind::AlignsTo, "http://skills.example/9-1")
            .labelled(Some("Reads charts".to_owned()))
    });
    boats.envelope = Some(Envelope {
        id: Some("7".to_owned()),
        signature: Found::Holds,
        digest: Found::Fails("it is another".to_owned()),
        differences: vec!["/ceterms:name".to_owned()],
        differing: 1,
        dates: vec![("created_at".to_owned(), "2026-01-02".to_owned())],
    });
    let mut old =
        named(Kind::Achievement, "https://harbour-college.example/achievements/boats-1", "Small Boats");
    old.relate(RelationKind::IssuedBy, COLLEGE);
    old.relate(RelationKind::ReplacedBy, BOATS);

    let mut frame = named(Kind::Framework, FRAME, "Seamanship");
    frame.text = vec![text("en", "What a sailor knows and can do.")];
    frame.relate(RelationKind::IssuedBy, COLLEGE);
    let mut drafts = vec![college, department, boats, old, frame];
    for (code, parent, words) in [
        ("1", None, "Handles a boat"),
        ("1.1", Some("1"), "Moors a boat alongside a quay, with wind and stream from any side"),
        ("1.2", Some("1"), "Anchors"),
        ("1.2.1", Some("1.2"), "Chooses where to anchor"),
        ("2", None, "Finds the way"),
        ("2.1", Some("2"), "Reads a chart"),
    ] {
        let mut statement = Facts::new(Kind::Competency, format!("{FRAME}/{code}"));
        statement.text = vec![text("en", words)];
        statement.code = Some(code.to_owned());
        statement.relate(RelationKind::PartOf, FRAME);
        if let Some(parent) = parent {
            statement.relate(RelationKind::ChildOf, &*format!("{FRAME}/{parent}"));
        }
        drafts.push(statement);
    }
    for (kind, name) in [
        (Kind::Course, "A week at sea"),
        (Kind::Program, "Nautics, two years"),
        (Kind::Assessment, "Practical examination"),
        (Kind::Occupation, "Boatman"),
        (Kind::Task, "Moors boats"),
        (Kind::Resource, "Pathway to the sea"),
    ] {
        let mut facts = named(kind, &format!("{COLLEGE}/{}/1", kind.folder()), name);
        facts.code = Some("X.1".to_owned());
        facts.relate(RelationKind::OfferedBy, COLLEGE);
        facts.relate(RelationKind::Essential, &*format!("{FRAME}/1.1"));
        facts.status = Some(Status::Draft);
        drafts.push(facts);
    }
    drafts.into_iter().map(|facts| draft(Importer::Ctdl, facts)).collect()
}

/// What another source says of the college.
pub(crate) fn registry_of_issuers() -> Draft {
    let mut facts = named(Kind::Issuer, "did:web:harbour-college.example", "Harbour College of Northport");
    facts.relations.push(
        Relation::to(RelationKind::ListedIn, "https://registry.example/issuers.json")
            .labelled(Some("Test Registry of Issuers".to_owned())),
    );
    draft(Importer::IssuerRegistry, facts)
}

/// A framework of very many statements: `wide` at the top, each with `deep` below it.
pub(crate) fn many(wide: usize, deep: usize) -> Vec<Draft> {
    let frame = "https://skills.example/frameworks/all";
    let mut drafts = vec![named(Kind::Framework, frame, "All the skills")];
    for top in 0..wide {
        let mut above = named(Kind::Competency, &format!("{frame}/{top}"), &format!("Field {top}"));
        above.code = Some(format!("F.{top}"));
        above.relate(RelationKind::PartOf, frame);
        for below in 0..deep {
            let mut facts = Facts::new(Kind::Competency, format!("{frame}/{top}/{below}"));
            facts.text = vec![text(
                "en",
                &format!("Knows how to do the {below}th thing of field {top}, and why it is done"),
            )];
            facts.code = Some(format!("F.{top}.{below}"));
            facts.relate(RelationKind::PartOf, frame);
            facts.relate(RelationKind::ChildOf, &*format!("{frame}/{top}"));
            drafts.push(facts);
        }
        drafts.push(above);
    }
    drafts.into_iter().map(|facts| draft(Importer::Esco, facts)).collect()
}
