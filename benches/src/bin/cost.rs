//! The cost of depending on argwhere: seconds of build time, and kilobytes of code.
//!
//! Everything is built from scratch in a temporary directory, with cargo's default release profile and the versions in
//! this workspace's lock file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

type Failure = Box<dyn std::error::Error>;

/// The crates to depend on, and their lines in a manifest. argwhere is a path.
const CRATES: [(&str, &str); 4] = [
    ("argwhere", ""),
    ("argminmax", r#"argminmax = "0.7""#),
    ("ndarray", r#"ndarray = "0.17""#),
    ("nalgebra", r#"nalgebra = "0.35""#),
];

/// The dependencies of the programs apart from argwhere.
const OTHER_DEPENDENCIES: &str = r#"
bytemuck = { version = "1.25", features = ["derive"] }
ndarray = "0.17"
num-complex = "0.4"
"#;

/// The programs and their source. The first is the baseline for the others.
const PROGRAMS: [(&str, &str); 4] = [
    ("empty", include_str!("../cost/empty.rs")),
    ("dynamic", include_str!("../cost/dynamic.rs")),
    ("typed", include_str!("../cost/typed.rs")),
    ("table", include_str!("../cost/table.rs")),
];

/// The program that calls one operation. `OPERATION` and `ARGUMENTS` are replaced.
const OPERATION: &str = include_str!("../cost/operation.rs");

/// The operations and the arguments of a call, for an array `x` and the arrays `arrays`.
const OPERATIONS: [(&str, &str); 13] = [
    ("argmax", "x, Along::all()"),
    ("argmin", "x, Along::all()"),
    ("nanargmax", "x, Along::all()"),
    ("nanargmin", "x, Along::all()"),
    ("argminmax", "x, Along::all()"),
    ("nonzero", "x"),
    ("count_nonzero", "x, Along::all()"),
    ("argwhere", "x"),
    ("flatnonzero", "x"),
    ("where_", "&arrays[0], x, x"),
    ("extract", "&arrays[0], x"),
    ("searchsorted", "x, x, Side::Left"),
    ("top_k", "x, 2, 0, Mode::Largest"),
];

fn main() -> ExitCode {
    let folder = std::env::temp_dir().join(format!("argwhere-cost-{}", std::process::id()));
    let result = run(&folder);
    // A failure is ignored, because a leftover temporary directory does no harm.
    let _ = fs::remove_dir_all(&folder);
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(folder: &Path) -> Result<(), Failure> {
    println!("| clean build | seconds | crates |\n| --- | ---: | ---: |");
    let mut seconds = Vec::new();
    for (name, dependency) in CRATES {
        let dependency = match dependency {
            "" => this_crate(),
            other => other.to_owned(),
        };
        let project = Project::new(folder, name, &dependency, &PROGRAMS[..1])?;
        let built = project.build(&[])?;
        // The program itself does not count.
        let crates = built.crates - 1;
        println!("| {name} | {:.1} | {crates} |", built.seconds);
        seconds.push(built.seconds);
    }
    let [argwhere, .., nalgebra] = seconds[..] else {
        return Err("no crates to compare".into());
    };
    let ratio = argwhere / nalgebra;
    println!("\nargwhere / nalgebra: {ratio:.2}. The target is at most 1.8.");

    let dependencies = this_crate() + OTHER_DEPENDENCIES;
    let project = Project::new(folder, "programs", &dependencies, &PROGRAMS)?;
    // The first build includes the dependencies, so the other builds time only their own program.
    project.build(&["--bin", "empty"])?;
    let baseline = project.code("empty")?;
    println!(
        "\n| program | seconds without dependencies | kB of code compared with an empty program |"
    );
    println!("| --- | ---: | ---: |");
    for (name, description) in [
        ("typed", "one typed function"),
        ("dynamic", "all operations and dtypes, dynamic"),
        (
            "table",
            "all operations of a custom table with three dtypes",
        ),
    ] {
        let built = project.build(&["--bin", name])?;
        let bytes = project.code(name)?.saturating_sub(baseline);
        println!(
            "| {description} | {:.1} | {} |",
            built.seconds,
            bytes.div_ceil(1_000)
        );
    }
    operations(folder, &dependencies)
}

/// Builds a custom table with one operation, for each of them.
fn operations(folder: &Path, dependencies: &str) -> Result<(), Failure> {
    let programs = OPERATIONS.map(|(name, arguments)| {
        let text = OPERATION.replace("OPERATION", name);
        (name, text.replace("ARGUMENTS", arguments))
    });
    let mut programs: Vec<(&str, &str)> = programs
        .iter()
        .map(|(name, text)| (*name, &text[..]))
        .collect();
    programs.push(PROGRAMS[0]);
    let project = Project::new(folder, "operations", dependencies, &programs)?;
    project.build(&["--bin", "empty"])?;
    let baseline = project.code("empty")?;
    println!(
        "\n| a custom table with three dtypes and one operation | seconds without dependencies | kB of code |"
    );
    println!("| --- | ---: | ---: |");
    for (name, _) in OPERATIONS {
        let built = project.build(&["--bin", name])?;
        let bytes = project.code(name)?.saturating_sub(baseline);
        println!(
            "| `{name}` | {:.1} | {} |",
            built.seconds,
            bytes.div_ceil(1_000)
        );
    }
    Ok(())
}

fn this_crate() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../core");
    format!("argwhere = {{ path = {path:?} }}")
}

/// A package in the temporary directory.
struct Project {
    folder: PathBuf,
}

struct Built {
    seconds: f64,
    crates: usize,
}

impl Project {
    /// Writes the package and fetches its dependencies, so that the build needs no network.
    fn new(
        parent: &Path,
        name: &str,
        dependencies: &str,
        programs: &[(&str, &str)],
    ) -> Result<Self, Failure> {
        let project = Self {
            folder: parent.join(name),
        };
        let binaries = project.folder.join("src/bin");
        fs::create_dir_all(&binaries)?;
        for (program, text) in programs {
            fs::write(binaries.join(format!("{program}.rs")), text)?;
        }
        let manifest = format!(
            "[package]\nname = \"cost-of-{name}\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n\n[workspace]\n"
        );
        fs::write(project.folder.join("Cargo.toml"), manifest)?;
        let lock = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock");
        fs::copy(lock, project.folder.join("Cargo.lock"))?;
        project.cargo(&["fetch"])?;
        Ok(project)
    }

    /// Runs cargo and returns what it wrote to stderr.
    fn cargo(&self, arguments: &[&str]) -> Result<String, Failure> {
        // Uses `cargo` from PATH and not from the variable CARGO. The one in PATH may be rustup's proxy, which keeps
        // the current toolchain even in the directory of a dependency with its own toolchain file.
        let output = Command::new("cargo")
            .args(arguments)
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env_remove("RUSTFLAGS")
            .output()?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.success() {
            Ok(said)
        } else {
            Err(format!("cargo {arguments:?} in {}:\n{said}", self.folder.display()).into())
        }
    }

    fn build(&self, arguments: &[&str]) -> Result<Built, Failure> {
        let start = Instant::now();
        let said = self.cargo(&[&["build", "--release"], arguments].concat())?;
        let lines = said.lines().map(str::trim_start);
        Ok(Built {
            seconds: start.elapsed().as_secs_f64(),
            crates: lines.filter(|line| line.starts_with("Compiling ")).count(),
        })
    }

    /// The size of a program's text section.
    fn code(&self, program: &str) -> Result<u64, Failure> {
        let path = self.folder.join("target/release").join(program);
        let output = Command::new("size").arg("-A").arg(&path).output();
        let output = output.map_err(|error| format!("size, of binutils: {error}"))?;
        let table = String::from_utf8(output.stdout)?;
        let line = table.lines().find(|line| line.starts_with(".text"));
        let size = line.and_then(|line| line.split_whitespace().nth(1));
        Ok(size.ok_or("a program has no text section")?.parse()?)
    }
}
