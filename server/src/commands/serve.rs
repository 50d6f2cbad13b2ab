//! `touchstone serve`, and `touchstone` alone: the site.

use std::net::SocketAddr;
use std::sync::Arc;

use fetch::{Blocked, Door, Network, NetworkOptions};
use leptos_config::get_config_from_str;
use site::Catalogue;
use tokio::runtime::Builder;

use super::trust;
use crate::cli::ServeArguments;
use crate::web::{self, About, Limiter, Proxies, ServeError, Site};
use crate::{Exit, Shell, clock, registry};

/// What the binary carries where no `Leptos.toml` lies in the folder that it is started in.
const LEPTOS: &str = include_str!("../../../Leptos.toml");

pub(crate) fn run(arguments: &ServeArguments, shell: &mut Shell<'_>) -> Exit {
    match start(arguments, shell) {
        Ok(()) => Exit::OK,
        Err((exit, words)) => {
            shell.tell(words);
            exit
        }
    }
}

fn start(arguments: &ServeArguments, shell: &mut Shell<'_>) -> Result<(), (Exit, String)> {
    let address = match arguments.listen {
        Some(address) => address,
        None => configured_address().map_err(|words| (Exit::USAGE, words))?,
    };
    let blocked = match &arguments.block {
        None => Blocked::default(),
        Some(file) => {
            let unreadable = |error: String| (Exit::NO_INPUT, format!("{}: {error}", file.display()));
            let text = std::fs::read_to_string(file).map_err(|error| unreadable(error.to_string()))?;
            Blocked::parse(&text).map_err(|error| unreadable(error.to_string()))?
        }
    };
    let options = NetworkOptions {
        allow_loopback: arguments.allow_loopback,
        blocked,
        ..NetworkOptions::new(clock::now)
    };
    let trouble = |error: &dyn std::fmt::Display| (Exit::TROUBLE, error.to_string());
    let door = match Network::new(options) {
        Ok(network) => Door::Network(network),
        Err(error) => {
            shell.tell(format_args!("{error}; nothing is looked up"));
            Door::Offline
        }
    };
    let trust = Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| trouble(&error))?
        .block_on(trust::read(&arguments.trust, &door, shell.now))
        .map_err(|error| (Exit::NO_INPUT, format!("trust list {error}")))?;
    let shelf = site::shelf().map_err(|error| trouble(&error))?;
    // Before anything listens: a data folder that cannot be read is no reason to serve half of the site.
    let folder = &arguments.data.data;
    let trouble_with =
        |error: &dyn std::fmt::Display| (Exit::TROUBLE, format!("{}: {error}", folder.display()));
    let catalogue = Arc::new(Catalogue::open(folder).map_err(|error| trouble_with(&error))?);
    if site::demo::load(catalogue.registry(), shell.now).map_err(|error| trouble_with(&error))? {
        shell.tell("the registry was empty: a small demonstration was loaded (`touchstone demo remove` takes it away)");
    }
    let listening = registry::listen(folder, &catalogue, clock::now);
    if let Err(error) = &listening {
        shell.tell(format_args!(
            "{}: commands beside this server are not possible: {error}",
            folder.display()
        ));
    }
    let mut site = Site::new(Door::WithExamples(shelf, Box::new(door)), clock::now);
    site.catalogue = Some(catalogue);
    site.trust = trust;
    site.limiter = Limiter::new(arguments.rate_limit);
    site.searches = Limiter::of_searches(arguments.rate_limit);
    site.proxies = Proxies::new(arguments.trusted_proxy.clone());
    site.public_url = arguments.public_url.clone();
    site.about = About {
        operator: arguments.operator.clone(),
        contact: arguments.contact.clone(),
        abuse: arguments.abuse.clone(),
    };
    log_as_json();
    web::serve(site, address, arguments.allow_loopback, |bound| {
        shell.tell(format_args!("the site is at http://{bound}"));
    })
    .map_err(|error| {
        let exit = if matches!(error, ServeError::Public(_)) { Exit::USAGE } else { Exit::TROUBLE };
        (exit, error.to_string())
    })
}

/// `site-addr` of `Leptos.toml`: of the one in this folder, else of the one in the binary.
fn configured_address() -> Result<SocketAddr, String> {
    let text = match std::fs::read_to_string("Leptos.toml") {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => LEPTOS.to_owned(),
        Err(error) => return Err(format!("Leptos.toml: {error}")),
    };
    let options = get_config_from_str(&text).map_err(|error| format!("Leptos.toml: {error}"))?;
    Ok(options.site_addr)
}

/// Log lines are JSON on standard error, one an event.
fn log_as_json() {
    // Where somebody has set a log already, theirs stays.
    let _ = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_writer(std::io::stderr)
        .with_max_level(tracing::Level::INFO)
        .try_init();
}
