//! The head of the report: how and on which machine the numbers were measured.

use super::format::{count, line};
use crate::limits::Level;
use crate::session::Session;
use std::fs;
use std::process::Command;

/// The crates whose versions are shown.
const CRATES: [&str; 12] = [
    "argwhere",
    "argminmax",
    "ndarray",
    "ndarray-stats",
    "candle-core",
    "burn-flex",
    "arrow-array",
    "arrow-select",
    "ferray-core",
    "ferray-stats",
    "num-complex",
    "bytemuck",
];

/// The load average over the last 1, 5 and 15 minutes.
pub(super) fn load() -> String {
    fs::read_to_string("/proc/loadavg").map_or_else(
        |_| "unknown".to_owned(),
        |load| {
            let averages: Vec<&str> = load.split(' ').take(3).collect();
            averages.join(", ")
        },
    )
}

/// The head of the report.
pub(super) fn describe(session: &Session, load_before: &str) -> String {
    let mut text = "# argwhere and its alternatives\n\n".to_owned();
    text += "Written by `cargo run --release -p argwhere-benches --features peers --bin report`";
    if session.options.quick {
        text += " with `--quick`";
    }
    for operation in &session.options.only {
        text += " with `--only ";
        text += operation;
        text += "`";
    }
    text += ". Everything ran in one process and on one thread, and in every round the contenders took turns. A time is the \
        minimum and the median of one call. A *ratio* is the minimum of the best peer with the same answer, divided by the \
        minimum of argwhere's typed function: above 1, argwhere is faster. Every answer was compared with a naive search \
        before timing. `≠` marks a peer whose answer differs, `-` a peer that does not support the case.\n\n";
    let numpy = session.numpy.as_ref();
    let numpy_version = numpy.map_or("not measured", |numpy| &numpy.version);
    let bottleneck = numpy.and_then(|numpy| numpy.bottleneck.as_deref());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let facts = [
        ("processor", processor()),
        ("cores", count(cores)),
        ("caches", caches()),
        (
            "system",
            command("uname", &["-sr"]) + ", huge pages: " + &huge_pages(),
        ),
        (
            "load average before and after",
            format!("{load_before}; {}", load()),
        ),
        ("instruction-set level", Level::detect().name().to_owned()),
        ("compiler", command("rustc", &["--version"])),
        ("crates", crates()),
        ("NumPy", numpy_version.to_owned()),
        (
            "bottleneck",
            bottleneck.unwrap_or("not measured").to_owned(),
        ),
    ];
    text += "| | |\n| --- | --- |\n";
    for (name, value) in facts {
        text += &line([name, &value]);
    }
    text + "\n"
}

fn unknown() -> String {
    "unknown".to_owned()
}

fn command(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    output.map_or_else(
        |_| unknown(),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    )
}

/// A field of the first processor in `/proc/cpuinfo`.
fn field(name: &str) -> Option<String> {
    let text = fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

pub(super) fn processor() -> String {
    let name = field("model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    match (field("cpu family"), field("model\t")) {
        (Some(family), Some(model)) => format!("{name}, family {family}, model {model}"),
        _ => name,
    }
}

/// The name of the folder of this processor's report.
pub(super) fn folder() -> String {
    let vendor = match field("vendor_id").as_deref() {
        Some("AuthenticAMD") => "amd",
        Some("GenuineIntel") => "intel",
        _ => return std::env::consts::ARCH.to_owned(),
    };
    let [family, model] = ["cpu family", "model\t"].map(|name| field(name).unwrap_or_default());
    format!("{vendor}-family-{family}-model-{model}")
}

fn caches() -> String {
    let caches: Vec<String> = (0..8)
        .filter_map(|index| {
            let folder = format!("/sys/devices/system/cpu/cpu0/cache/index{index}");
            let read = |name: &str| fs::read_to_string(format!("{folder}/{name}")).ok();
            let [level, kind, size] = [read("level")?, read("type")?, read("size")?];
            let instructions = kind.trim() == "Instruction";
            (!instructions).then(|| format!("L{} {}", level.trim(), size.trim()))
        })
        .collect();
    if caches.is_empty() {
        unknown()
    } else {
        caches.join(", ")
    }
}

/// The setting in brackets is the active one.
fn huge_pages() -> String {
    let text = fs::read_to_string("/sys/kernel/mm/transparent_hugepage/enabled");
    let text = text.unwrap_or_default();
    let inside = text
        .split_once('[')
        .and_then(|(_, rest)| rest.split_once(']'));
    inside.map_or_else(unknown, |(word, _)| word.to_owned())
}

/// The names and versions of the crates, from the lock file.
fn crates() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock");
    let lock = fs::read_to_string(path).unwrap_or_default();
    let versions = CRATES.iter().filter_map(|name| {
        let (_, rest) = lock.split_once(&format!("name = \"{name}\"\nversion = \""))?;
        let (version, _) = rest.split_once('"')?;
        Some(format!("{name} {version}"))
    });
    versions.collect::<Vec<_>>().join(", ")
}
