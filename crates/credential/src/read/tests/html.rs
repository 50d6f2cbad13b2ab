use super::fixtures::{BADGE, JWT};
use super::*;

const AT: &str = "https://badges.example/share/1";

fn read_page(page: &str) -> Result<Vec<Item>, ReadError> {
    let origin = Origin { media_type: Some("text/html"), address: Some(AT) };
    read(page.as_bytes(), origin)
}

fn found(page: &str) -> Vec<String> {
    let items = read_page(page).unwrap_or_else(|error| panic!("{error}: {page}"));
    let url = |item: Item| match item.what {
        What::Link(Link { url, medium: Some(Medium::Page) }) => url,
        What::Link(_) | What::Credential(_) | What::Refused(_) => panic!("no link of a page"),
    };
    items.into_iter().map(url).collect()
}

#[test]
fn the_surest_links_are_followed() {
    let alternate =
        |kind: &str, href: &str| format!("<link rel=\"alternate\" type=\"{kind}\" href=\"{href}\">");
    let json = alternate("application/json", "/wp-json/1");
    let vc = alternate("application/vc+ld+json; charset=utf-8", "1.json?a=1&amp;b=2");
    let page = format!("<!DOCTYPE html><html><head><title>A <link> badge</title>{json}{vc}</head></html>");
    assert_eq!(found(&page), ["https://badges.example/share/1.json?a=1&b=2"]);
    assert_eq!(found(&json), ["https://badges.example/wp-json/1"]);
    let based = format!("<base href='//cdn.example/x/'>{}", alternate("application/jwt", "1.jwt"));
    assert_eq!(found(&based), ["https://cdn.example/x/1.jwt"]);
    let named = "<a href='https://verify.example/?credential=https%3A%2F%2Fa.example%2F1'>Check</a>\
                 <A HREF=https://share.example/?url=https://badges.example/share/1>Share</A>";
    assert_eq!(found(named), ["https://a.example/1"]);
    assert_eq!(found("<a href=\"/verify?url=https://a.example/2\">x</a>"), ["https://a.example/2"]);
    // It leads nowhere but here.
    let share = "<p>A page<a href='https://share.example/?url=https://badges.example/share/1'>Share</a>";
    assert_eq!(read_page(share).err(), Some(ReadError::Page));
}

#[test]
fn other_links_are_left() {
    for page in [
        "<p>hello",
        "<link rel=stylesheet type=application/json href=1.json>",
        "<link rel=alternate type=application/rss+xml href=feed>",
        "<link rel=alternate type=application/json>",
        "<link rel=alternate type=application/json href='javascript:alert(1)'>",
        "<!-- <link rel=alternate type=application/vc href=1> -->",
        "<script>'<link rel=alternate type=application/vc href=1>'</script>",
        "<a href='?credential=file:///etc/passwd'>x</a>",
        "<a href='?credential=no address'>x</a>",
        "text of a page",
        "<",
        "<a",
        "<a href",
        "<a href=",
        "<a href='",
        "<a =>",
        "<script type=application/ld+json>{\"@type\":\"WebPage\"}</script>",
        "<script type=application/ld+json>{\"@type\":",
    ] {
        assert_eq!(read_page(page).err(), Some(ReadError::Page), "{page}");
    }
    let share: String =
        (0..30).map(|n| format!("<a href='https://s.example/?url=https://a.example/{n}'>")).collect();
    assert_eq!(read_page(&share).err(), Some(ReadError::Page), "buttons to share");
    let many: String =
        (0..30).map(|n| format!("<link rel=alternate type=application/vc href=/{n}>")).collect();
    assert_eq!(read_page(&many).err(), Some(ReadError::TooManyLinks));
}

#[test]
fn what_is_embedded_goes_before_links() {
    let script = |json: &str| format!("<script type=\"application/ld+json\">\n{json}\n</script>");
    let page = format!(
        "<html>{}{}<link rel=alternate type=application/vc href=/1></html>",
        script(r#"{"@context":"https://schema.org","@type":"WebPage"}"#),
        script(BADGE)
    );
    let items = read_page(&page).unwrap();
    let [Item { what: What::Credential(presented), .. }] = &items[..] else { panic!("{items:?}") };
    assert_eq!(presented.carrier.as_ref().map(|carrier| carrier.medium), Some(Medium::Page));
    let two = script(&format!("[{BADGE},{{\"@type\":\"Person\"}},{BADGE}]"));
    assert_eq!(read_page(&two).unwrap().len(), 2);
}

#[test]
fn a_media_type_decides_only_what_could_be_either() {
    let read = |text: &str| {
        let origin = Origin { media_type: Some("text/html"), address: None };
        read(text.as_bytes(), origin).map(|items| matches!(items[0].what, What::Credential(_)))
    };
    assert_eq!(read(BADGE), Ok(true));
    assert_eq!(read(JWT), Ok(true));
    assert_eq!(read("A badge: https://a.example/1"), Err(ReadError::Page));
}

#[test]
fn no_byte_of_a_page_makes_it_panic() {
    survives(
        format!(
            "<!doctype html><title>é</title><base href=/x><script type='application/ld+json'>{BADGE}</script>\
             <a href='?credential=https://a.example/&amp;&#38;&#xe9;'>é</a><!-- é -->"
        )
        .as_bytes(),
    );
}

#[test]
fn long_pages_take_no_longer_than_they_are_long() {
    let many = |piece: &str| piece.repeat(4_000_000 / piece.len());
    for page in [
        many("<a href='?credential=https://a.example/"),
        many("<a b c d "),
        format!("<a {}", many("b1 ")),
        many("<!--"),
        many("<script>"),
        many("</script"),
        many("&amp;"),
        many("<"),
    ] {
        let page = format!("<p>{page}");
        let _ = read_page(&page);
    }
}
