//! Lists the files under `law/`, so that a rule set is added by putting its file there.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../law").canonicalize()?;
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "yaml") {
            paths.push(path);
        }
    }
    paths.sort();
    let mut lines = vec!["const EMBEDDED: &[(&str, &str)] = &[".to_owned()];
    for path in paths {
        println!("cargo::rerun-if-changed={}", path.display());
        let path = path.display().to_string();
        let name = path.rsplit('/').next().unwrap_or_default();
        lines.push(format!("    (\"law/{name}\", include_str!({path:?})),"));
    }
    lines.push("];\n".to_owned());
    fs::write(Path::new(&env::var("OUT_DIR")?).join("embedded.rs"), lines.join("\n"))?;
    Ok(())
}
