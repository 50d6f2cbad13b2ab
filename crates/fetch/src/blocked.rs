//! Hosts that the operator has blocked: never fetched, never shown.

use std::collections::HashSet;

use url::Host;

/// Hosts, and every name below them: who blocks `evil.example` means `www.evil.example` too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Blocked(HashSet<String>);

/// A line that is no host.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {text:?} is not a host")]
pub struct NoHost {
    /// Counted from 1.
    pub line: usize,
    /// What stands there.
    pub text: String,
}

impl Blocked {
    /// Reads a host a line, in any spelling that an address may have; `#` begins a remark.
    ///
    /// # Errors
    /// The first line that is no host.
    pub fn parse(text: &str) -> Result<Self, NoHost> {
        let mut hosts = HashSet::new();
        for (n, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let host = line.split('#').next().unwrap_or_default().trim();
            if host.is_empty() {
                continue;
            }
            let name = match Host::parse(host.strip_suffix('.').unwrap_or(host)) {
                Ok(Host::Domain(name)) => name,
                Ok(Host::Ipv4(ip)) => ip.to_string(),
                Ok(Host::Ipv6(ip)) => ip.to_string(),
                Err(_) => return Err(NoHost { line: n + 1, text: host.to_owned() }),
            };
            hosts.insert(name);
        }
        Ok(Self(hosts))
    }

    /// Whether a host is blocked, by itself or by a name that it stands below; as `url` writes it, without brackets.
    pub fn contains(&self, host: &str) -> bool {
        let mut name = host.strip_suffix('.').unwrap_or(host);
        loop {
            if self.0.contains(name) {
                return true;
            }
            match name.split_once('.') {
                Some((_, parent)) => name = parent,
                None => return false,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_a_line_in_any_spelling() {
        let blocked =
            Blocked::parse("# ours\n\nEvil.example. # spam\nb\u{fc}cher.example\r\n1.1.1.1\n[2606::1]\n")
                .unwrap();
        for host in ["evil.example", "www.evil.example", "xn--bcher-kva.example", "1.1.1.1", "2606::1"] {
            assert!(blocked.contains(host), "{host}");
        }
        for host in ["example", "devil.example", "11.1.1.1"] {
            assert!(!blocked.contains(host), "{host}");
        }
        assert_eq!(Blocked::parse("a.example\nb c\n"), Err(NoHost { line: 2, text: "b c".to_owned() }));
        assert!(!Blocked::default().contains("a.example"));
    }
}
