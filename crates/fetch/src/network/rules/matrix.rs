//! Hosts inside in every spelling that an address can give them, held against the rules. Nothing is dialled.

use super::*;

/// Addresses inside, written in every way that an address can be.
const LITERALS: &[&str] = &[
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "127.255.255.254",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0x7F.0x0.0x0.0x1",
    "017700000001",
    "0177.0.0.1",
    "0177.0x0.1",
    "127.0.0.1.",
    "%31%32%37.0.0.1",
    "127%2e0%2e0%2e1",
    "\u{ff11}\u{ff12}\u{ff17}.0.0.1",
    "127\u{3002}0\u{3002}0\u{3002}1",
    "\u{2460}\u{2461}7.1",
    "0",
    "0.0.0.0",
    "0x0",
    "10.0.0.1",
    "10.1",
    "012.1.2.3",
    "167772161",
    "100.64.0.1",
    "169.254.169.254",
    "2852039166",
    "0xa9fea9fe",
    "0251.0376.0251.0376",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "192.168.257",
    "3232235521",
    "192.0.0.192",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "4294967295",
    "[::]",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[0000::0001]",
    "[::127.0.0.1]",
    "[::7f00:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::FFFF:10.0.0.1]",
    "[::ffff:a9fe:a9fe]",
    "[0:0:0:0:0:ffff:192.168.0.1]",
    "[::ffff:8.8.8.8]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b::a00:1]",
    "[64:ff9b:1::1]",
    "[2001::1]",
    "[2001:db8::1]",
    "[2002:7f00:1::]",
    "[2002:a9fe:a9fe::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[fe80::1]",
    "[fec0::1]",
    "[ff02::1]",
    "[100::1]",
    "[2600::5efe:127.0.0.1]",
];

const NAMES: &[&str] = &[
    "localhost",
    "LOCALHOST",
    "localhost.",
    "%6c%6f%63%61%6c%68%6f%73%74",
    "\u{24db}ocalhost",
    "a.localhost",
    "a.b.localhost.",
    "printer.local",
    "metadata.google.internal",
    "router.home.arpa",
    "1.0.0.127.in-addr.arpa",
    "abcdefghijklmnop.onion",
    "x.alt",
    "x.test",
    "x.invalid",
    "nas.lan",
    "mail.corp",
    "ip6-localhost",
    "localhost.localdomain",
    "intranet",
    "metadata",
];

#[test]
fn hosts_inside_are_refused_in_every_spelling() {
    let rules = Rules { allow_loopback: false, blocked: Blocked::default(), outside: Vec::new() };
    for (hosts, why) in [(LITERALS, inside()), (NAMES, refused("its host is a name of inside networks"))] {
        for host in hosts {
            for url in [format!("https://{host}/did.json"), format!("https://{host}:8443/")] {
                assert_eq!(rules.check(&url).err(), Some(why.clone()), "{url}");
            }
        }
    }
    assert!(LITERALS.len() >= 40, "{}", LITERALS.len());
}
