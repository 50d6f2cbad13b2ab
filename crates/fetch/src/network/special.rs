//! Which addresses are inside: the special-purpose blocks of IPv4 and IPv6, as data.
//!
//! The rows are those of IANA's registries ("IPv4 Special-Purpose Address Space", "IPv6 Special-Purpose Address
//! Space", as of 2025-10), also the few that are globally reachable: anycast helpers and sinks, where no issuer lives.
//! What the registries leave to other papers is below each table. A row inside another row is left out.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A block of addresses: its first one, how many bits are common to all of it, and what it is.
type Block<Ip> = (Ip, u32, &'static str);

const IPV4: &[Block<Ipv4Addr>] = &[
    (Ipv4Addr::new(0, 0, 0, 0), 8, "this network"),
    (Ipv4Addr::new(10, 0, 0, 0), 8, "private use"),
    (Ipv4Addr::new(100, 64, 0, 0), 10, "shared address space"),
    (Ipv4Addr::new(127, 0, 0, 0), 8, "loopback"),
    (Ipv4Addr::new(169, 254, 0, 0), 16, "link-local"),
    (Ipv4Addr::new(172, 16, 0, 0), 12, "private use"),
    (Ipv4Addr::new(192, 0, 0, 0), 24, "protocol assignments"),
    (Ipv4Addr::new(192, 0, 2, 0), 24, "documentation"),
    (Ipv4Addr::new(192, 31, 196, 0), 24, "AS112"),
    (Ipv4Addr::new(192, 52, 193, 0), 24, "AMT"),
    (Ipv4Addr::new(192, 88, 99, 0), 24, "6to4 relays"),
    (Ipv4Addr::new(192, 168, 0, 0), 16, "private use"),
    (Ipv4Addr::new(192, 175, 48, 0), 24, "AS112"),
    (Ipv4Addr::new(198, 18, 0, 0), 15, "benchmarking"),
    (Ipv4Addr::new(198, 51, 100, 0), 24, "documentation"),
    (Ipv4Addr::new(203, 0, 113, 0), 24, "documentation"),
    // With 255.255.255.255, limited broadcast.
    (Ipv4Addr::new(240, 0, 0, 0), 4, "reserved"),
    // RFC 5771.
    (Ipv4Addr::new(224, 0, 0, 0), 4, "multicast"),
];

const IPV6: &[Block<Ipv6Addr>] = &[
    (Ipv6Addr::UNSPECIFIED, 128, "unspecified"),
    (Ipv6Addr::LOCALHOST, 128, "loopback"),
    // Refused whole: it has no use on the wire, and no honest name has it.
    (Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, 0, 0), 96, "IPv4-mapped"),
    (Ipv6Addr::new(0x64, 0xff9b, 1, 0, 0, 0, 0, 0), 48, "local translation to IPv4"),
    (Ipv6Addr::new(0x100, 0, 0, 0, 0, 0, 0, 0), 64, "discard-only"),
    (Ipv6Addr::new(0x100, 0, 0, 1, 0, 0, 0, 0), 64, "dummy prefix"),
    // With 2001::/32, Teredo, whose addresses embed an IPv4 address.
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23, "protocol assignments"),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32, "documentation"),
    // Embeds an IPv4 address, and is out of use (RFC 7526).
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16, "6to4"),
    (Ipv6Addr::new(0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0), 48, "AS112"),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20, "documentation"),
    (Ipv6Addr::new(0x5f00, 0, 0, 0, 0, 0, 0, 0), 16, "segment routing"),
    (Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0), 7, "unique-local"),
    (Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0), 10, "link-local"),
    // RFC 3879 took it out of use, and machines still know it.
    (Ipv6Addr::new(0xfec0, 0, 0, 0, 0, 0, 0, 0), 10, "site-local"),
    // RFC 4291 §2.5.5.1; behind the two above and the mapped ones.
    (Ipv6Addr::UNSPECIFIED, 96, "IPv4-compatible"),
    // RFC 4291 §2.7.
    (Ipv6Addr::new(0xff00, 0, 0, 0, 0, 0, 0, 0), 8, "multicast"),
];

/// Where machines without IPv4 meet the rest of the world (NAT64, RFC 6052): what counts is the address inside.
const NAT64: Block<Ipv6Addr> = (Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96, "translation to IPv4");

/// All that has been handed out to the public so far (IANA, "IPv6 Address Space").
const GLOBAL_UNICAST: Block<Ipv6Addr> = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3, "global unicast");

/// What an address is for, where it is not an ordinary public one.
pub(crate) fn special(ip: IpAddr) -> Option<&'static str> {
    match ip {
        IpAddr::V4(ip) => special_v4(ip),
        IpAddr::V6(ip) => special_v6(ip),
    }
}

fn special_v4(ip: Ipv4Addr) -> Option<&'static str> {
    IPV4.iter().find(|(first, bits, _)| (ip.to_bits() ^ first.to_bits()) >> (32 - bits) == 0).map(|row| row.2)
}

fn special_v6(ip: Ipv6Addr) -> Option<&'static str> {
    let is_in = |(first, bits, _): &Block<Ipv6Addr>| (ip.to_bits() ^ first.to_bits()) >> (128 - bits) == 0;
    if is_in(&NAT64) {
        return special_v4(last_32_bits(ip));
    }
    if let Some((_, _, what)) = IPV6.iter().find(|block| is_in(block)) {
        return Some(what);
    }
    if !is_in(&GLOBAL_UNICAST) {
        return Some("not handed out");
    }
    // ISATAP (RFC 5214 §6.1) embeds an IPv4 address of the inside in any network's addresses.
    let [_, _, _, _, universal, tag, _, _] = ip.segments();
    if universal & !0x0200 == 0 && tag == 0x5efe { Some("ISATAP") } else { None }
}

fn last_32_bits(ip: Ipv6Addr) -> Ipv4Addr {
    let [.., a, b, c, d] = ip.octets();
    Ipv4Addr::new(a, b, c, d)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<&'static str> {
        special(text.parse().unwrap())
    }

    #[test]
    fn first_and_last_address_of_each_block_are_inside() {
        for (first, bits, what) in IPV4 {
            let last = Ipv4Addr::from_bits(first.to_bits() | u32::MAX.checked_shr(*bits).unwrap_or(0));
            assert_eq!([special((*first).into()), special(last.into())], [Some(*what); 2], "{first}/{bits}");
        }
        for (first, bits, what) in IPV6 {
            let last = Ipv6Addr::from_bits(first.to_bits() | u128::MAX.checked_shr(*bits).unwrap_or(0));
            assert_eq!(special(last.into()), Some(*what), "{first}/{bits}");
        }
    }

    #[test]
    fn neighbours_of_the_blocks_are_outside() {
        for ip in [
            "1.0.0.0",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "169.253.255.255",
            "169.255.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.0",
            "192.0.3.0",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2000::",
            "2001:200::",
            "2001:db7:ffff::",
            "2001:db9::",
            "2001:4860:4860::8888",
            "2003::",
            "2606:4700::1111",
            "2620:4f:7fff::",
            "3ffe:ffff::",
            "3fff:1000::",
            "64:ff9b::8.8.8.8",
        ] {
            assert_eq!(of(ip), None, "{ip}");
        }
    }

    #[test]
    fn addresses_inside_by_every_form() {
        for (ip, what) in [
            ("0.0.0.0", "this network"),
            ("10.1.2.3", "private use"),
            ("100.100.100.200", "shared address space"),
            ("127.0.0.1", "loopback"),
            ("127.255.255.254", "loopback"),
            ("169.254.169.254", "link-local"),
            ("172.31.255.1", "private use"),
            ("192.0.0.192", "protocol assignments"),
            ("192.168.1.1", "private use"),
            ("198.19.0.1", "benchmarking"),
            ("203.0.113.7", "documentation"),
            ("224.0.0.251", "multicast"),
            ("239.255.255.250", "multicast"),
            ("255.255.255.255", "reserved"),
            ("::", "unspecified"),
            ("::1", "loopback"),
            ("::127.0.0.1", "IPv4-compatible"),
            ("::8.8.8.8", "IPv4-compatible"),
            ("::ffff:127.0.0.1", "IPv4-mapped"),
            ("::ffff:8.8.8.8", "IPv4-mapped"),
            ("::ffff:0:127.0.0.1", "not handed out"),
            ("64:ff9b::127.0.0.1", "loopback"),
            ("64:ff9b::10.0.0.1", "private use"),
            ("64:ff9b::169.254.169.254", "link-local"),
            ("64:ff9b:1::8.8.8.8", "local translation to IPv4"),
            ("64:ff9b:2::1", "not handed out"),
            ("100::1", "discard-only"),
            ("100:0:0:1::1", "dummy prefix"),
            ("2001::7f00:1", "protocol assignments"),
            ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "protocol assignments"),
            ("2001:2::1", "protocol assignments"),
            ("2001:20::1", "protocol assignments"),
            ("2001:db8::1", "documentation"),
            ("2002:7f00:1::", "6to4"),
            ("2002:808:808::1", "6to4"),
            ("2620:4f:8000::1", "AS112"),
            ("3fff:abc::1", "documentation"),
            ("5f00::1", "segment routing"),
            ("4000::1", "not handed out"),
            ("fd00::1", "unique-local"),
            ("fd00:ec2::254", "unique-local"),
            ("fe80::1", "link-local"),
            ("fec0::1", "site-local"),
            ("ff02::1", "multicast"),
            ("2600::5efe:10.0.0.1", "ISATAP"),
            ("2600::200:5efe:127.0.0.1", "ISATAP"),
        ] {
            assert_eq!(of(ip), Some(what), "{ip}");
        }
    }
}
