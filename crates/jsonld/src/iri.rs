//! IRIs as far as JSON-LD needs them: what one is, and RFC 3986 §5.2 resolution without normalising anything.

/// What a text is, seen as an IRI.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum IriKind {
    /// Absolute, and writable in N-Quads.
    Good,
    /// `_:` and a label.
    Blank,
    /// Has no scheme.
    Relative,
    /// Absolute, with characters that no IRI has.
    Malformed,
}

/// Characters that end or break an IRI in N-Quads. The RFC also forbids `{`, `}`, `|`, `^` and the backtick; issuers
/// use them, their software signs them, and they break nothing, so they are kept.
const fn forbidden(b: u8) -> bool {
    b <= 0x20 || matches!(b, b'<' | b'>' | b'"' | b'\\' | 0x7f)
}

const FORBIDDEN: [bool; 256] = {
    let mut table = [false; 256];
    let mut n = 0;
    while n < 256 {
        #[allow(clippy::cast_possible_truncation, reason = "below 256")]
        let b = n as u8;
        table[n] = forbidden(b);
        n += 1;
    }
    table
};

/// Where the scheme ends (the place of the colon), if the text has one.
fn scheme_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    if !bytes.first()?.is_ascii_alphabetic() {
        return None;
    }
    let end = bytes.iter().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.')))?;
    (bytes[end] == b':').then_some(end)
}

/// See [`IriKind`].
pub(crate) fn classify(text: &str) -> IriKind {
    if text.starts_with("_:") {
        return IriKind::Blank;
    }
    if scheme_end(text).is_none() {
        return IriKind::Relative;
    }
    let broken = text.as_bytes().iter().fold(false, |broken, b| broken | FORBIDDEN[*b as usize]);
    if broken { IriKind::Malformed } else { IriKind::Good }
}

/// Whether the text is an absolute IRI in the sense of JSON-LD ("has the form of an IRI").
pub(crate) fn is_absolute(text: &str) -> bool {
    scheme_end(text).is_some()
}

/// The five parts of RFC 3986 Appendix B.
struct Parts<'t> {
    scheme: Option<&'t str>,
    authority: Option<&'t str>,
    path: &'t str,
    query: Option<&'t str>,
    fragment: Option<&'t str>,
}

fn split(text: &str) -> Parts<'_> {
    let (scheme, rest) = match scheme_end(text) {
        Some(end) => (Some(&text[..end]), &text[end + 1..]),
        None => (None, text),
    };
    let (rest, fragment) = match rest.split_once('#') {
        Some((rest, fragment)) => (rest, Some(fragment)),
        None => (rest, None),
    };
    let (rest, query) = match rest.split_once('?') {
        Some((rest, query)) => (rest, Some(query)),
        None => (rest, None),
    };
    match rest.strip_prefix("//") {
        Some(rest) => {
            let end = rest.find('/').unwrap_or(rest.len());
            Parts { scheme, authority: Some(&rest[..end]), path: &rest[end..], query, fragment }
        }
        None => Parts { scheme, authority: None, path: rest, query, fragment },
    }
}

/// RFC 3986 §5.2.2.
pub(crate) fn resolve(base: &str, reference: &str) -> String {
    let r = split(reference);
    if r.scheme.is_some() {
        return recompose(r.scheme, r.authority, &remove_dots(r.path), r.query, r.fragment);
    }
    let b = split(base);
    if r.authority.is_some() {
        return recompose(b.scheme, r.authority, &remove_dots(r.path), r.query, r.fragment);
    }
    if r.path.is_empty() {
        return recompose(b.scheme, b.authority, b.path, r.query.or(b.query), r.fragment);
    }
    if r.path.starts_with('/') {
        return recompose(b.scheme, b.authority, &remove_dots(r.path), r.query, r.fragment);
    }
    let merged = if b.authority.is_some() && b.path.is_empty() {
        format!("/{}", r.path)
    } else {
        let end = b.path.rfind('/').map_or(0, |slash| slash + 1);
        format!("{}{}", &b.path[..end], r.path)
    };
    recompose(b.scheme, b.authority, &remove_dots(&merged), r.query, r.fragment)
}

fn recompose(
    scheme: Option<&str>,
    authority: Option<&str>,
    path: &str,
    query: Option<&str>,
    fragment: Option<&str>,
) -> String {
    let mut out = String::new();
    if let Some(scheme) = scheme {
        out.push_str(scheme);
        out.push(':');
    }
    if let Some(authority) = authority {
        out.push_str("//");
        out.push_str(authority);
    }
    out.push_str(path);
    if let Some(query) = query {
        out.push('?');
        out.push_str(query);
    }
    if let Some(fragment) = fragment {
        out.push('#');
        out.push_str(fragment);
    }
    out
}

/// RFC 3986 §5.2.4.
fn remove_dots(path: &str) -> String {
    let absolute = path.starts_with('/');
    let mut kept: Vec<&str> = Vec::new();
    let segments: Vec<&str> = path.strip_prefix('/').unwrap_or(path).split('/').collect();
    let last = segments.len() - 1;
    for (n, segment) in segments.into_iter().enumerate() {
        match segment {
            "." | ".." => {
                if segment == ".." {
                    kept.pop();
                }
                if n == last {
                    kept.push("");
                }
            }
            segment => kept.push(segment),
        }
    }
    let mut out = String::with_capacity(path.len());
    if absolute {
        out.push('/');
    }
    out.push_str(&kept.join("/"));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_rfc_3986() {
        let base = "http://a/b/c/d;p?q";
        for (reference, resolved) in [
            ("g:h", "g:h"),
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y#s", "http://a/b/c/g?y#s"),
            ("#s", "http://a/b/c/d;p?q#s"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("g.", "http://a/b/c/g."),
            ("..g", "http://a/b/c/..g"),
            ("g/../h", "http://a/b/c/h"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
        ] {
            assert_eq!(resolve(base, reference), resolved, "{reference}");
        }
    }

    #[test]
    fn kinds() {
        assert_eq!(classify("https://a.example/x#y"), IriKind::Good);
        assert_eq!(classify("https://a.example/x y"), IriKind::Malformed);
        assert_eq!(classify("https://a.example/>"), IriKind::Malformed);
        assert_eq!(classify("x/y:z"), IriKind::Relative);
        assert_eq!(classify("_:b0"), IriKind::Blank);
    }
}
