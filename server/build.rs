//! Bundles `style/` into one small stylesheet, which the binary carries under a name of its contents.

use std::error::Error;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions};
use lightningcss::targets::{Features, Targets};

#[allow(clippy::disallowed_methods, reason = "cargo tells a build script its folders in the environment")]
fn main() -> Result<(), Box<dyn Error>> {
    let style = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("../style");
    println!("cargo::rerun-if-changed={}", style.display());
    println!("cargo::rerun-if-changed=build.rs");
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet = bundler.bundle(&style.join("main.css")).map_err(|error| format!("style: {error}"))?;
    // Browsers of today read it as it is written.
    let targets = Targets { exclude: Features::all(), ..Targets::default() };
    sheet
        .minify(MinifyOptions { targets, ..MinifyOptions::default() })
        .map_err(|error| format!("style: {error}"))?;
    let printed = PrinterOptions { minify: true, targets, ..PrinterOptions::default() };
    let css = sheet.to_css(printed).map_err(|error| format!("style: {error}"))?.code;
    let mut hasher = DefaultHasher::new();
    css.hash(&mut hasher);
    std::fs::write(Path::new(&std::env::var("OUT_DIR")?).join("main.css"), css)?;
    println!("cargo::rustc-env=STYLESHEET=/assets/main.{:016x}.css", hasher.finish());
    Ok(())
}
