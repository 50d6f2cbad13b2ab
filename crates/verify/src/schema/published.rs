//! The schemas that 1EdTech publishes for Open Badges 3.0 and CLR 2.0, by their addresses.

use crate::envelope::{CredentialKind, DataModel};

/// A published schema: what it is for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Published {
    /// Its file, without folder and version.
    file: &'static str,
    pub class: Class,
    /// Whether it takes data model 1.1, and 2.0.
    v1: bool,
    v2: bool,
}

/// The class that a schema is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Achievement,
    Endorsement,
    Clr,
    /// No credential: a profile, an answer of a service.
    Other,
}

const OB: &str = "https://purl.imsglobal.org/spec/ob/v3p0/schema/";
const CLR: &str = "https://purl.imsglobal.org/spec/clr/v2p0/schema/";

/// In each of the folders `json` and `json-ld`. The plain ones were of data model 1.1 once, and are of 2.0 since that is
/// the standard's; those called any take both.
const TABLE: &[(&str, Published)] = &[
    (OB, both("ob_v3p0_anyachievementcredential_schema.json", Class::Achievement)),
    (OB, new("ob_v3p0_achievementcredential_schema.json", Class::Achievement)),
    (OB, new("ob_v3p0_achievementcredential-jsonschema1.json", Class::Achievement)),
    (OB, both("ob_v3p0_anyendorsementcredential_schema.json", Class::Endorsement)),
    (OB, new("ob_v3p0_endorsementcredential_schema.json", Class::Endorsement)),
    (OB, new("ob_v3p0_endorsementcredential-jsonschema1.json", Class::Endorsement)),
    (OB, both("ob_v3p0_profile_schema.json", Class::Other)),
    (OB, both("ob_v3p0_profile-jsonschema1.json", Class::Other)),
    (OB, both("ob_v3p0_getopenbadgecredentialsresponse_schema.json", Class::Other)),
    (OB, both("ob_v3p0_getopenbadgecredentialsresponse-jsonschema1.json", Class::Other)),
    (OB, both("ob_v3p0_imsx_statusinfo_schema.json", Class::Other)),
    (OB, both("ob_v3p0_imsx_statusinfo-jsonschema1.json", Class::Other)),
    (CLR, both("clr_v2p0_anyclrcredential_schema.json", Class::Clr)),
    (CLR, new("clr_v2p0_clrcredential_schema.json", Class::Clr)),
    (CLR, both("clr_v2p0_anyachievementcredential_schema.json", Class::Achievement)),
    (CLR, new("clr_v2p0_achievementcredential_schema.json", Class::Achievement)),
    (CLR, both("clr_v2p0_anyendorsementcredential_schema.json", Class::Endorsement)),
    (CLR, new("clr_v2p0_endorsementcredential_schema.json", Class::Endorsement)),
    (CLR, both("clr_v2p0_profile_schema.json", Class::Other)),
    (CLR, both("clr_v2p0_getclrcredentialsresponse_schema.json", Class::Other)),
    (CLR, both("clr_v2p0_imsx_statusinfo_schema.json", Class::Other)),
];

const fn new(file: &'static str, class: Class) -> Published {
    Published { file, class, v1: false, v2: true }
}

const fn both(file: &'static str, class: Class) -> Published {
    Published { file, class, v1: true, v2: true }
}

impl Published {
    /// The published schema at an address.
    pub(crate) fn of(url: &str) -> Option<&'static Self> {
        let url = url.strip_suffix('#').unwrap_or(url);
        let found = TABLE.iter().find(|(folder, schema)| {
            let rest = url.strip_prefix(folder);
            let file =
                rest.and_then(|rest| rest.strip_prefix("json/").or_else(|| rest.strip_prefix("json-ld/")));
            file == Some(schema.file)
        });
        found.map(|(_, schema)| schema)
    }

    /// Whether it is for credentials of this version.
    pub(crate) fn is_for(&self, model: DataModel) -> bool {
        match model {
            DataModel::V1 => self.v1,
            DataModel::V2 => self.v2,
            // Which one it is, is a finding of its own.
            DataModel::Unknown => true,
        }
    }
}

impl Class {
    /// The class of a kind of credential; `None` for those that 1EdTech has no schema of.
    pub(crate) fn of(kind: CredentialKind) -> Option<Self> {
        match kind {
            CredentialKind::OpenBadge => Some(Self::Achievement),
            CredentialKind::Endorsement => Some(Self::Endorsement),
            CredentialKind::Clr => Some(Self::Clr),
            CredentialKind::StatusList
            | CredentialKind::Presentation
            | CredentialKind::Enveloped
            | CredentialKind::Other => None,
        }
    }

    /// In a few words.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Achievement => "badges (AchievementCredential)",
            Self::Endorsement => "endorsements (EndorsementCredential)",
            Self::Clr => "records (ClrCredential)",
            Self::Other => "something that is no credential",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn of_which_class_and_version() {
        let of = |url: &str| Published::of(url).map(|schema| (schema.class, schema.is_for(DataModel::V1)));
        let plain =
            "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json";
        let any = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json-ld/ob_v3p0_anyachievementcredential_schema.json";
        assert_eq!(of(plain), Some((Class::Achievement, false)));
        assert_eq!(of(any), Some((Class::Achievement, true)));
        assert_eq!(of(&plain.replace("https:", "http:")), None);
        assert_eq!(of(&plain.replace("/json/", "/")), None);
        assert_eq!(of(&plain.replace("/ob/v3p0", "/clr/v2p0")), None);
        for file in TABLE.iter().filter(|(folder, _)| *folder == OB).map(|(_, schema)| schema.file) {
            assert!(file.starts_with("ob_v3p0_"), "{file}");
        }
    }

    /// Where 1EdTech's files are at hand, each of their addresses is known.
    #[test]
    fn conformance_of_the_addresses() {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/schemas/MANIFEST.tsv");
        let Ok(manifest) = std::fs::read_to_string(&manifest) else {
            println!("skipped: {} is absent", manifest.display());
            return;
        };
        let urls = manifest.lines().skip(1).flat_map(|row| {
            let cells: Vec<&str> = row.split('\t').collect();
            [cells[0], cells[3]]
        });
        let mut ran = 0;
        for url in urls.filter(|url| url.starts_with(OB) || url.starts_with(CLR)) {
            assert!(Published::of(url).is_some(), "{url}");
            ran += 1;
        }
        println!("conformance: published schemas: {ran} ran, 0 skipped");
        assert!(ran > 20);
    }
}
