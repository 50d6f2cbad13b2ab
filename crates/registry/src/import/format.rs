//! Which format a file is in, told by its content; its name helps only where the content cannot tell.

use std::io::{self, Read};

use super::input::Input;
use super::json::Shape;
use super::table::{self, Head};
use super::{ReadError, Sink, asn, case, case_table, common_core, digcomp, esco, generic, onet, osmt, soc};
use crate::Importer;

/// A format that files come in.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Its name, for people.
    pub name: &'static str,
    /// What its sources count as.
    pub importer: Importer,
    recognise: fn(&Probe<'_>) -> bool,
    read: fn(&Input, &mut Sink<'_>) -> Result<(), ReadError>,
}

/// The formats, the more particular before the more general: the first that knows a file reads it.
const FORMATS: &[Format] = &[
    Format {
        name: "Credential Registry envelope",
        importer: Importer::Envelope,
        recognise: super::envelope::recognise,
        read: super::envelope::read,
    },
    Format {
        name: "Registry of issuers",
        importer: Importer::IssuerRegistry,
        recognise: super::issuer_registry::recognise,
        read: super::issuer_registry::read,
    },
    Format {
        name: "Open Badges 3.0",
        importer: Importer::OpenBadges3,
        recognise: super::open_badges::recognise_3,
        read: super::open_badges::read,
    },
    Format {
        name: "Open Badges 2.0",
        importer: Importer::OpenBadges2,
        recognise: super::open_badges::recognise_2,
        read: super::open_badges::read,
    },
    Format {
        name: "CTDL",
        importer: Importer::Ctdl,
        recognise: super::ctdl::recognise,
        read: super::ctdl::read,
    },
    Format {
        name: "DigComp data supplement",
        importer: Importer::DigComp,
        recognise: digcomp::recognise,
        read: digcomp::read,
    },
    Format {
        name: "DigComp translation table",
        importer: Importer::DigCompTranslation,
        recognise: digcomp::recognise_table,
        read: digcomp::read_table,
    },
    Format {
        name: "DigComp in Swedish",
        importer: Importer::DigCompTranslation,
        recognise: digcomp::recognise_swedish,
        read: digcomp::read_swedish,
    },
    Format { name: "CASE package", importer: Importer::Case, recognise: case::recognise, read: case::read },
    Format {
        name: "CASE item table",
        importer: Importer::CaseTable,
        recognise: case_table::recognise,
        read: case_table::read,
    },
    Format { name: "ASN RDF/JSON", importer: Importer::Asn, recognise: asn::recognise, read: asn::read },
    Format {
        name: "Rich skill descriptors",
        importer: Importer::Osmt,
        recognise: osmt::recognise,
        read: osmt::read,
    },
    Format {
        name: "OSMT skill table",
        importer: Importer::OsmtTable,
        recognise: osmt::recognise_table,
        read: osmt::read_table,
    },
    Format { name: "SOC table", importer: Importer::Soc, recognise: soc::recognise, read: soc::read },
    Format {
        name: "ESCO skills in JSON lines",
        importer: Importer::EscoLines,
        recognise: esco::lines::recognise,
        read: esco::lines::read,
    },
    Format {
        name: "ESCO table of concepts",
        importer: Importer::Esco,
        recognise: esco::official::recognise,
        read: esco::official::read,
    },
    Format {
        name: "ESCO table of relations",
        importer: Importer::Esco,
        recognise: esco::relations::recognise,
        read: esco::relations::read,
    },
    Format {
        name: "Tabiya table of ESCO concepts",
        importer: Importer::EscoOthers,
        recognise: esco::tabiya::recognise,
        read: esco::tabiya::read,
    },
    Format {
        name: "Tabiya table of ESCO relations",
        importer: Importer::EscoOthers,
        recognise: esco::tabiya::recognise_relations,
        read: esco::tabiya::read_relations,
    },
    Format {
        name: "ESCO table by others",
        importer: Importer::EscoOthers,
        recognise: esco::others::recognise,
        read: esco::others::read,
    },
    Format {
        name: "O*NET occupations",
        importer: Importer::Onet,
        recognise: onet::recognise_occupations,
        read: onet::read_occupations,
    },
    Format {
        name: "O*NET task statements",
        importer: Importer::Onet,
        recognise: onet::recognise_tasks,
        read: onet::read_tasks,
    },
    Format {
        name: "O*NET technology skills",
        importer: Importer::Onet,
        recognise: onet::recognise_technologies,
        read: onet::read_technologies,
    },
    Format {
        name: "Common Core identifiers",
        importer: Importer::CommonCore,
        recognise: common_core::recognise,
        read: common_core::read,
    },
    Format { name: "Table", importer: Importer::Table, recognise: generic::recognise, read: generic::read },
];

impl Format {
    /// The format of a file; `None` where it is none that we know.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn of(input: &Input) -> io::Result<Option<Self>> {
        let probe = Probe::new(input)?;
        Ok(FORMATS.iter().find(|format| (format.recognise)(&probe)).copied())
    }

    /// Hands over everything that stands in a file of this format.
    ///
    /// # Errors
    /// Where the file ends being readable; what came before has been handed over.
    pub fn read(self, input: &Input, sink: &mut Sink<'_>) -> Result<(), ReadError> {
        (self.read)(input, sink)
    }
}

/// How much of a file's start is looked at as text.
const HEAD: u64 = 64 * 1024;

/// What can be told of a file at a glance.
#[derive(Debug)]
pub(super) struct Probe<'a> {
    /// The file.
    pub(super) input: &'a Input,
    /// Its first 64 KiB, as far as they are text.
    pub(super) start: String,
    /// Its shape as JSON; of JSON lines, that of the first line.
    pub(super) shape: Option<Shape>,
    /// Its head as a comma separated table.
    pub(super) commas: Option<Head>,
    /// Its head as a tab separated table.
    pub(super) tabs: Option<Head>,
}

impl<'a> Probe<'a> {
    fn new(input: &'a Input) -> io::Result<Self> {
        let mut start = Vec::new();
        input.open()?.take(HEAD).read_to_end(&mut start)?;
        let start = String::from_utf8_lossy(&start).into_owned();
        let json = start.trim_start().starts_with(['{', '[']);
        let first_line = start.lines().next().unwrap_or_default();
        Ok(Self {
            input,
            shape: if json { Shape::of(input.open()?) } else { None },
            commas: if !json && first_line.contains(',') { table::head(input.open()?, b',') } else { None },
            tabs: if !json && first_line.contains('\t') { table::head(input.open()?, b'\t') } else { None },
            start,
        })
    }
}
