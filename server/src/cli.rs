//! The command line, as clap reads it (design section 4.1).

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use credential::{Timestamp, timestamp};
use ipnet::IpNet;
use site::catalogue::Ctdl;
use site::registry::Kind;
use site::{TrustSource, TrustSourceError};
use url::Url;
use verify::{Recipient, Require};

use crate::web::Rate;

/// Verify Open Badges 3.0 and other verifiable credentials.
///
/// Without a command, or with options alone, the site is served: `touchstone --listen 127.0.0.1:8080` is
/// `touchstone serve --listen 127.0.0.1:8080`.
#[derive(Debug, Parser)]
#[command(name = "touchstone", version)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The arguments with `serve` put in where no command is named.
pub(crate) fn with_command(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    let is_of_serve = match arguments.get(1).and_then(|first| first.to_str()) {
        Some("--help" | "-h" | "--version" | "-V") => false,
        Some(first) => first.starts_with('-'),
        None => arguments.len() == 1,
    };
    if is_of_serve {
        arguments.insert(1, "serve".into());
    }
    arguments
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the site
    #[command(after_help = SERVE_VARIABLES)]
    Serve(ServeArguments),
    /// Judge credentials: are they genuine, and do they still stand?
    #[command(after_help = VERIFY_EXITS)]
    Verify(VerifyArguments),
    /// Print the canonical N-Quads of a JSON-LD document (RDFC-1.0)
    Canonicalize(CanonicalizeArguments),
    /// Every check that a report can have
    Checks(ChecksArguments),
    /// Take registry data in: CTDL, CASE, ASN, OSMT, ESCO, O*NET, DigComp, Open Badges, tables; beside a running
    /// server too
    #[command(after_help = IMPORT_TABLE)]
    Import(ImportArguments),
    /// Search the registry
    Search(SearchArguments),
    /// Look at the alignments of a document and mend them, or take the alignments to what is picked
    #[command(after_help = ALIGN_EXITS)]
    Align(AlignArguments),
    /// Read every record, and hold the index against them
    Check(DataArguments),
    /// Build the index anew from the records
    Reindex(DataArguments),
    /// The demonstration set, which is loaded into an empty data folder
    Demo(DemoArguments),
    /// How many judgements one thread makes in a second; with `search`, how long the registry takes to answer
    Bench(BenchArguments),
}

const VERIFY_EXITS: &str = "\
Exit codes:
  0   verified                       5   not (known to be) about the recipient
  1   not verified                   64  the command line is wrong
  2   could not be checked           65  no credential was found
  3   tied to no known issuer        66  a file or address cannot be read
  4   withdrawn, ended or not begun  70  our own trouble
Of several inputs the worst counts: 70, 64, 66, 65, 1, 4, 2, 3, 5, 0.";

const ALIGN_EXITS: &str = "\
Where the data folder has a registry, it says whether targets are called so and are still in use.
Exit codes:
  0   nothing is amiss               65  there is no alignment in it
  1   something is amiss, or refused 66  a file cannot be read
  64  the command line is wrong      70  our own trouble";

const IMPORT_TABLE: &str = "\
Tables of your own have a header with any of uri, kind, code, label, text, framework, lang, level, alias, url; uri and \
label are required, and several aliases stand in one cell on lines of their own.
Exit codes: 0 also with refused records, 1 when a path cannot be read.";

const SERVE_VARIABLES: &str = "\
Each option is also read from the environment: --rate-limit as TOUCHSTONE_RATE_LIMIT. Options that may be given \
several times are separated by line breaks there.";

/// Where the data is.
#[derive(Debug, Args)]
pub(crate) struct DataArguments {
    /// The folder with the registry; it is made where there is none
    #[arg(long, value_name = "DIR", env = "TOUCHSTONE_DATA", default_value = "data")]
    pub(crate) data: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct ImportArguments {
    #[command(flatten)]
    pub(crate) data: DataArguments,
    /// Print what came of it as JSON: {new, changed, same, refused, skipped}
    #[arg(long)]
    pub(crate) json: bool,
    /// Files, folders with everything below them, or addresses
    #[arg(required = true, value_name = "FILE|DIR|URL")]
    pub(crate) paths: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct SearchArguments {
    #[command(flatten)]
    pub(crate) data: DataArguments,
    /// Print the hits as JSON, as /api/v1/search has them
    #[arg(long)]
    pub(crate) json: bool,
    /// Of this kind alone: issuer, achievement, framework, competency, …
    #[arg(long, value_name = "KIND", value_parser = read_kind)]
    pub(crate) kind: Option<Kind>,
    /// How many hits at the most
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: u32,
    /// How many hits to leave out before them
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) offset: u32,
    /// Words, a code, an identifier
    #[arg(required = true)]
    pub(crate) query: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct AlignArguments {
    #[command(flatten)]
    pub(crate) data: DataArguments,
    /// Print it as JSON: {alignment, findings}, with the place of each; with --pick as /api/v1/align has it
    #[arg(long)]
    pub(crate) json: bool,
    /// Something of the registry to align to: the last part of its address, or an identifier; several times
    #[arg(long, value_name = "ID", conflicts_with = "input")]
    pub(crate) pick: Vec<String>,
    /// How addresses of the Credential Registry are written, with --pick
    #[arg(long, value_name = "resource|finder|profile", value_parser = read_ctdl, default_value = "resource")]
    pub(crate) ctdl: Ctdl,
    /// The address that visitors of the site see: what has no other home is aligned to there
    #[arg(long, value_name = "URL", env = "TOUCHSTONE_PUBLIC_URL", value_parser = read_public_url)]
    pub(crate) public_url: Option<Url>,
    /// An alignment, an array of them, an achievement or a credential; - for standard input
    #[arg(value_name = "FILE|-", required_unless_present = "pick")]
    pub(crate) input: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct DemoArguments {
    #[command(subcommand)]
    pub(crate) command: DemoCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DemoCommand {
    /// Take it away; its addresses say so from then on
    Remove(DataArguments),
}

#[derive(Debug, Args)]
pub(crate) struct ServeArguments {
    #[command(flatten)]
    pub(crate) data: DataArguments,
    /// Where to listen; without it as Leptos.toml says, else 127.0.0.1:3000
    #[arg(long, value_name = "ADDR", env = "TOUCHSTONE_LISTEN")]
    pub(crate) listen: Option<SocketAddr>,
    /// The address that visitors see, for example https://touchstone.example
    #[arg(long, value_name = "URL", env = "TOUCHSTONE_PUBLIC_URL", value_parser = read_public_url)]
    pub(crate) public_url: Option<Url>,
    /// Networks of proxies whose X-Forwarded-For tells the client; may be given several times
    #[arg(long, value_name = "CIDR", env = "TOUCHSTONE_TRUSTED_PROXY", value_delimiter = '\n')]
    pub(crate) trusted_proxy: Vec<IpNet>,
    /// A list of issuers, read at start: a DCC registry (JSON), or CSV with a column "uri"; several times
    #[arg(
        long,
        value_name = "NAME=FILE_OR_URL[,kind=real|test]",
        env = "TOUCHSTONE_TRUST",
        value_delimiter = '\n',
        value_parser = read_trust
    )]
    pub(crate) trust: Vec<TrustSource>,
    /// A file with a host a line: never fetched from, with everything below it
    #[arg(long, value_name = "FILE", env = "TOUCHSTONE_BLOCK")]
    pub(crate) block: Option<PathBuf>,
    /// Checks a minute for one client; clients on this machine are not limited
    #[arg(long, value_name = "N/min|off", env = "TOUCHSTONE_RATE_LIMIT", default_value = "60/min")]
    pub(crate) rate_limit: Rate,
    /// Who runs the site, shown on /about
    #[arg(long, value_name = "TEXT", env = "TOUCHSTONE_OPERATOR")]
    pub(crate) operator: Option<String>,
    /// How to reach who runs it
    #[arg(long, value_name = "ADDRESS", env = "TOUCHSTONE_CONTACT")]
    pub(crate) contact: Option<String>,
    /// Where to report abuse
    #[arg(long, value_name = "ADDRESS", env = "TOUCHSTONE_ABUSE")]
    pub(crate) abuse: Option<String>,
    /// Let links and issuers lead to this machine: for trying things, refused on a public address
    #[arg(long, env = "TOUCHSTONE_ALLOW_LOOPBACK")]
    pub(crate) allow_loopback: bool,
}

#[derive(Debug, Args)]
pub(crate) struct VerifyArguments {
    /// Print the report as JSON: one object, or one a line for several inputs
    #[arg(long)]
    pub(crate) json: bool,
    /// Judge as of this time (RFC 3339) instead of now
    #[arg(long, value_name = "RFC3339", value_parser = read_time)]
    pub(crate) at: Option<Timestamp>,
    /// Whom it should be about: an e-mail address, a phone number, a URL or a DID, or KIND=VALUE
    #[arg(long, value_name = "[KIND=]VALUE", value_parser = read_recipient)]
    pub(crate) recipient: Option<Recipient>,
    /// What the presenter was asked to sign; a presentation that does not repeat it does not hold
    #[arg(long, value_name = "TEXT")]
    pub(crate) challenge: Option<String>,
    /// For whom the presenter was asked to sign
    #[arg(long, value_name = "TEXT")]
    pub(crate) domain: Option<String>,
    /// The least that must be known of the issuer
    #[arg(long, value_enum, value_name = "domain|registered")]
    pub(crate) require: Option<Least>,
    /// A list of issuers: a DCC registry (JSON), or CSV with a column "uri"; may be given several times
    #[arg(long, value_name = "NAME=FILE_OR_URL[,kind=real|test]", value_parser = read_trust)]
    pub(crate) trust: Vec<TrustSource>,
    /// Answer every look-up from this folder, and none from the network: index.tsv has lines URL, file,
    /// content type, status; with a date, what the address answered then
    #[arg(long, value_name = "DIR")]
    pub(crate) documents: Option<PathBuf>,
    /// Look nothing up on the network; with --documents nothing is looked up there either way
    #[arg(long)]
    pub(crate) offline: bool,
    /// Credentials: files, addresses, or - for standard input
    #[arg(required = true, value_name = "FILE|URL|-")]
    pub(crate) inputs: Vec<String>,
}

/// See [`Require`].
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Least {
    /// At least the issuer's own web address
    Domain,
    /// In a list named with --trust
    Registered,
}

impl From<Least> for Require {
    fn from(least: Least) -> Self {
        match least {
            Least::Domain => Self::Domain,
            Least::Registered => Self::Registered,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct CanonicalizeArguments {
    /// Print the hash of the N-Quads in hexadecimal instead; it is also the hash inside RDFC-1.0
    #[arg(long, value_enum)]
    pub(crate) hash: Option<HashName>,
    /// A JSON-LD document, or - for standard input
    #[arg(value_name = "FILE|-")]
    pub(crate) input: String,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum HashName {
    /// SHA-256
    Sha256,
    /// SHA-384
    Sha384,
}

#[derive(Debug, Args)]
pub(crate) struct ChecksArguments {
    /// One line each for programs: id, level, clause, title, with tabs between them
    #[arg(long)]
    pub(crate) list: bool,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct BenchArguments {
    #[command(subcommand)]
    pub(crate) command: Option<BenchCommand>,
    /// How long each file is judged
    #[arg(long, value_name = "N", default_value = "3", value_parser = read_seconds)]
    pub(crate) seconds: f64,
    /// Answer every look-up from this folder
    #[arg(long, value_name = "DIR")]
    pub(crate) documents: Option<PathBuf>,
    /// Judge as of this time (RFC 3339) instead of now
    #[arg(long, value_name = "T", value_parser = read_time)]
    pub(crate) at: Option<Timestamp>,
    /// Credentials
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BenchCommand {
    /// How long the registry takes to answer: a JSON line a class of questions, and one for all of them
    Search(BenchSearchArguments),
}

#[derive(Debug, Args)]
pub(crate) struct BenchSearchArguments {
    #[command(flatten)]
    pub(crate) data: DataArguments,
    /// Questions: lines of a query, a tab and its class; - for standard input
    #[arg(long, value_name = "FILE|-")]
    pub(crate) queries: String,
    /// Ask all of them again until this time is over; without it each is asked once to warm up, and measured once
    #[arg(long, value_name = "N", default_value = "0", value_parser = read_more_seconds)]
    pub(crate) seconds: f64,
    /// Measure the whole answer of /api/v1/search, with its records, reasons and facets, and not the finding alone
    #[arg(long)]
    pub(crate) whole: bool,
}

/// A time as RFC 3339 writes it, whose T and Z may be small letters (§5.6).
fn read_time(text: &str) -> Result<Timestamp, String> {
    match timestamp::parse(&text.to_ascii_uppercase()) {
        Some(stamp) if stamp.zoned => Ok(stamp.at),
        Some(_) | None => Err("not a time with its zone, such as 2026-01-31T10:00:00Z".to_owned()),
    }
}

fn read_public_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| error.to_string())?;
    let plain = matches!(url.scheme(), "https" | "http") && url.query().is_none() && url.fragment().is_none();
    if plain && url.path() == "/" {
        Ok(url)
    } else {
        Err("not the address of a site, such as https://touchstone.example".to_owned())
    }
}

fn read_recipient(text: &str) -> Result<Recipient, String> {
    Recipient::parse(text).map_err(|_| {
        "neither an e-mail address, phone number, URL nor DID; say what it is: \
         email=…, phone=…, url=…, did=…, name=…, or an identityType of the standard, such as sourcedId=…"
            .to_owned()
    })
}

fn read_trust(text: &str) -> Result<TrustSource, TrustSourceError> {
    TrustSource::parse(text)
}

fn read_kind(text: &str) -> Result<Kind, String> {
    Kind::of_name(text).ok_or_else(|| {
        let names: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
        format!("none of {}", names.join(", "))
    })
}

/// The same, or none.
fn read_more_seconds(text: &str) -> Result<f64, String> {
    if text == "0" { Ok(0.0) } else { read_seconds(text) }
}

fn read_ctdl(text: &str) -> Result<Ctdl, String> {
    Ctdl::of_name(text).ok_or_else(|| "none of resource, finder, profile".to_owned())
}

fn read_seconds(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(seconds) if seconds > 0.0 && seconds <= 3_600.0 => Ok(seconds),
        Ok(_) | Err(_) => Err("not a number of seconds up to 3600".to_owned()),
    }
}
