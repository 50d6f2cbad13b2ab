use super::fixtures::{BADGE, JWT};
use super::*;
use crate::SvgError;

fn svg(namespace: &str, inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<!-- drawn by hand -->\n<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:b=\"{namespace}\">\n\
         {inside}<rect width=\"10\" height=\"10\"/></svg>\n"
    )
}

#[test]
fn baked_badges_are_read_by_their_namespace() {
    for label in Label::ALL {
        let element = label.element();
        for inside in [
            format!("<b:{element} verify=\"{JWT}\"/>"),
            format!("<b:{element}><![CDATA[{BADGE}]]></b:{element}>"),
            format!("<b:{element}>\n  <![CDATA[\n{BADGE}\n]]>\n</b:{element}>"),
        ] {
            let found = carried(svg(label.namespace(), &inside));
            assert_eq!(found, (Medium::Svg(label), Vec::new()), "{inside}");
        }
    }
    // Not the prefix says it but the namespace, here as the default one.
    let own = format!("<svg><credential xmlns='https://purl.imsglobal.org/ob/v3p0' verify='{JWT}'/></svg>");
    assert_eq!(carried(own), (Medium::Svg(Label::OpenBadge), Vec::new()));
    let foreign = svg("https://other.example/", &format!("<b:credential verify=\"{JWT}\"/>"));
    assert_eq!(error(foreign), ReadError::ImageWithoutCredential { format: ImageFormat::Svg });
    let rebound = svg(
        Label::OpenBadge.namespace(),
        &format!("<g xmlns:b=\"urn:x\"><b:credential verify=\"{JWT}\"/></g>"),
    );
    assert_eq!(error(rebound), ReadError::ImageWithoutCredential { format: ImageFormat::Svg });
    let old = svg("http://openbadges.org", "<b:assertion verify=\"https://a.example/1\"></b:assertion>");
    assert_eq!(links(old), [("https://a.example/1".to_owned(), Some(Medium::Svg(Label::OpenBadge2)))]);
}

#[test]
fn what_is_against_the_standard_is_read_and_told() {
    let faults = |inside: &str| carried(svg(Label::OpenBadge.namespace(), inside)).1;
    let badge = format!("<b:credential verify=\"{JWT}\"/>");
    assert_eq!(faults(&format!("<g/>{badge}")), [CarrierFault::Misplaced]);
    assert_eq!(faults(&format!("<g>{badge}</g>")), [CarrierFault::Misplaced]);
    assert_eq!(faults(&format!("{badge}{badge}")), [CarrierFault::Repeated { times: 2 }]);
    let both = format!("<b:credential verify=\"{JWT}\"><![CDATA[{BADGE}]]></b:credential>");
    assert_eq!(faults(&both), [CarrierFault::TwoContents]);
    let text = BADGE.replace('"', "&quot;").replace(':', "&#58;");
    assert_eq!(faults(&format!("<b:credential>{text}</b:credential>")), [CarrierFault::NotCdata]);
    let whole = svg(Label::OpenBadge.namespace(), &badge);
    let (_, faults) = carried(&whole[..whole.find("<rect").unwrap()]);
    assert_eq!(faults, [CarrierFault::Truncated]);
}

#[test]
fn what_makes_entities_is_refused() {
    let bomb = "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><svg>&b;</svg>";
    let outside =
        "<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&x;</svg>";
    let plain = "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/svg11.dtd\"><svg/>";
    for text in [bomb, outside, plain] {
        assert_eq!(error(text), ReadError::Svg(SvgError::Doctype), "{text}");
    }
    let badge =
        |text: &str| svg(Label::OpenBadge.namespace(), &format!("<b:credential {text}</b:credential>"));
    for text in ["verify=\"&x;\">", ">&x;"] {
        assert_eq!(error(badge(text)), ReadError::Svg(SvgError::Entity), "{text}");
    }
    for text in ["<svg><g></svg>", "<svg a='1></svg>", "<svg"] {
        assert!(matches!(error(text), ReadError::Svg(SvgError::Malformed) | ReadError::Page), "{text}");
    }
}

#[test]
fn no_byte_of_an_svg_makes_it_panic() {
    let inside = format!("<b:credential><![CDATA[{BADGE}]]></b:credential>&amp;");
    survives(svg(Label::OpenBadge.namespace(), &inside).as_bytes());
}

/// Whatever is said often is looked up once each.
#[test]
fn many_namespaces_take_no_longer_than_they_are_long() {
    let bound: String = (0..40_000).map(|n| format!(" xmlns:p{n}=\"http://openbadges.org\"")).collect();
    let elements = "<p1:credential/>".repeat(40_000);
    let text = format!("<svg{bound}>{elements}</svg>");
    assert_eq!(error(text), ReadError::ImageWithoutCredential { format: ImageFormat::Svg });
}
