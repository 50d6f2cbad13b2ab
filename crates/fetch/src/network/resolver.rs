//! Which addresses a name has, and that none of them is inside.

use std::error::Error;
use std::fmt::Debug;
use std::future::Future;
use std::io;
use std::net::{SocketAddr, ToSocketAddrs as _};
use std::pin::Pin;
use std::sync::Arc;

use reqwest::dns;
use tokio::sync::Semaphore;

use super::rules::{Rules, is_loopback_name, loopback_addresses};

/// Look-ups of names at once. Each holds a thread for as long as the machine's resolver wants, also when nobody waits for
/// it any more: fewer would let one badge with forty slow names hold up everybody, and more would take the threads of
/// a small machine.
const MAX_LOOKUPS: usize = 128;

/// What a [`Resolver`] answers, later.
pub type Resolving = Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send>>;

/// Who knows the addresses of names: the machine, or a test.
pub trait Resolver: Debug + Send + Sync {
    /// The addresses of a name. A port of 0 stands for that of the request.
    fn resolve(&self, name: &str) -> Resolving;
}

/// The machine's own resolver.
#[derive(Debug)]
pub(crate) struct System(Arc<Semaphore>);

impl Default for System {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(MAX_LOOKUPS)))
    }
}

impl Resolver for System {
    fn resolve(&self, name: &str) -> Resolving {
        // With its final dot a name is whole: the machine's search list, which leads inside, is not tried.
        let name = format!("{}.", name.strip_suffix('.').unwrap_or(name));
        let lookups = Arc::clone(&self.0);
        Box::pin(async move {
            let permit = lookups.acquire_owned().await.map_err(io::Error::other)?;
            let look_up = move || {
                let _permit = permit;
                (name.as_str(), 0).to_socket_addrs().map(Iterator::collect)
            };
            tokio::task::spawn_blocking(look_up).await.map_err(io::Error::other)?
        })
    }
}

/// The resolver that the client dials by: it hands out nothing but checked addresses, so there is no moment between
/// check and dial in which a name could change its mind. The connect timeout covers it.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) resolver: Arc<dyn Resolver>,
    pub(crate) rules: Arc<Rules>,
}

/// Why a name has no address to dial. It travels inside the client's error, and is found there by its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NoAddress {
    #[error("the name is not known")]
    Unknown,
    #[error("the name leads inside")]
    Inside,
}

impl dns::Resolve for Checked {
    fn resolve(&self, name: dns::Name) -> dns::Resolving {
        let name = name.as_str();
        if is_loopback_name(name) {
            let allowed = self.rules.allow_loopback;
            return Box::pin(async move {
                if allowed { hand_out(loopback_addresses().to_vec()) } else { Err(NoAddress::Inside.into()) }
            });
        }
        let looked_up = self.resolver.resolve(name);
        let rules = Arc::clone(&self.rules);
        Box::pin(async move {
            let addresses = looked_up.await.map_err(|_| NoAddress::Unknown)?;
            if addresses.is_empty() {
                return Err(NoAddress::Unknown.into());
            }
            // One address inside refuses the name, although others may be public: whoever mixes them is trying doors,
            // or has published an inside by mistake.
            if !addresses.iter().all(|address| rules.is_outside(*address)) {
                return Err(NoAddress::Inside.into());
            }
            hand_out(addresses)
        })
    }
}

fn hand_out(addresses: Vec<SocketAddr>) -> Result<dns::Addrs, Box<dyn Error + Send + Sync>> {
    Ok(Box::new(addresses.into_iter()))
}

#[cfg(test)]
mod tests {
    use reqwest::dns::Resolve as _;

    use super::*;
    use crate::blocked::Blocked;

    /// Answers every name with the same addresses.
    #[derive(Debug)]
    struct Always(&'static [&'static str]);

    impl Resolver for Always {
        fn resolve(&self, _: &str) -> Resolving {
            let addresses = self.0.iter().map(|ip| SocketAddr::new(ip.parse().unwrap(), 0)).collect();
            Box::pin(async move { Ok(addresses) })
        }
    }

    fn resolve(
        name: &str,
        addresses: &'static [&'static str],
        allow_loopback: bool,
    ) -> Result<Vec<String>, NoAddress> {
        let rules = Rules { allow_loopback, blocked: Blocked::default(), outside: Vec::new() };
        let checked = Checked { resolver: Arc::new(Always(addresses)), rules: Arc::new(rules) };
        match pollster::block_on(checked.resolve(name.parse().unwrap())) {
            Ok(addresses) => Ok(addresses.map(|address| address.ip().to_string()).collect()),
            Err(error) => Err(*error.downcast().unwrap()),
        }
    }

    #[test]
    fn a_name_hands_out_public_addresses_alone() {
        let public = &["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::93.184.215.14"];
        assert_eq!(resolve("a.example", public, false).unwrap().len(), 3);
        assert_eq!(resolve("a.example", &[], false), Err(NoAddress::Unknown));
        for inside in [
            &["0.0.0.0"][..],
            &["10.0.0.1"],
            &["100.64.0.1"],
            &["127.0.0.1"],
            &["169.254.169.254"],
            &["172.16.0.1"],
            &["192.168.1.1"],
            &["198.18.0.1"],
            &["224.0.0.1"],
            &["255.255.255.255"],
            &["::"],
            &["::1"],
            &["::93.184.215.14"],
            &["::ffff:93.184.215.14"],
            &["64:ff9b::10.0.0.1"],
            &["64:ff9b:1::1"],
            &["2001::1"],
            &["2002:5db8:d70e::"],
            &["fd00:ec2::254"],
            &["fe80::1"],
            &["fec0::1"],
            &["ff02::1"],
            &["2600::5efe:10.0.0.1"],
            &["93.184.215.14", "10.0.0.1"],
            &["10.0.0.1", "93.184.215.14"],
            &["93.184.215.14", "93.184.215.15", "fd00::1"],
        ] {
            assert_eq!(resolve("a.example", inside, false), Err(NoAddress::Inside), "{inside:?}");
            assert_eq!(resolve("a.example", inside, true), Err(NoAddress::Inside), "{inside:?}");
        }
    }

    #[test]
    fn this_machine_needs_no_resolver() {
        for name in ["localhost", "a.localhost"] {
            assert_eq!(resolve(name, &["93.184.215.14"], false), Err(NoAddress::Inside));
            assert_eq!(resolve(name, &["93.184.215.14"], true).unwrap(), ["127.0.0.1", "::1"]);
        }
    }
}
