//! What the binary carries: `style/` as one small stylesheet under a name of its contents, and the pages of
//! `docs/checks`.

use std::error::Error;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions};
use lightningcss::targets::{Features, Targets};

#[allow(clippy::disallowed_methods, reason = "cargo tells a build script its folders in the environment")]
fn main() -> Result<(), Box<dyn Error>> {
    let house = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?).join("..").canonicalize()?;
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=build.rs");
    stylesheet(&house.join("style"), &out)?;
    for (file, variable) in [("touchstone.js", "SCRIPT"), ("suggest.js", "SUGGEST"), ("icon.svg", "ICON")] {
        public_file(&house.join("public").join(file), variable)?;
    }
    pages_of_checks(&house.join("docs/checks"), &out)
}

/// `checks.rs`: a slice of each page's name and text, in the order of the names.
fn pages_of_checks(folder: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut pages: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    pages.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    pages.sort();
    let mut table = String::from("&[\n");
    for page in pages {
        let name = page.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        table += &format!("    ({name:?}, include_str!({:?})),\n", page.display().to_string());
    }
    table += "]\n";
    Ok(std::fs::write(out.join("checks.rs"), table)?)
}

fn stylesheet(style: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", style.display());
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
    println!("cargo::rustc-env=STYLESHEET=/assets/main.{}.css", name_of(css.as_bytes()));
    Ok(std::fs::write(out.join("main.css"), css)?)
}

/// A file that is carried as it is; its variable is where it is served.
fn public_file(file: &Path, variable: &str) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", file.display());
    let text = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, extension) = (text(file.file_stem()), text(file.extension()));
    let name = name_of(&std::fs::read(file)?);
    println!("cargo::rustc-env={variable}=/assets/{stem}.{name}.{extension}");
    Ok(())
}

/// A name that changes with the contents.
fn name_of(contents: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    contents.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
