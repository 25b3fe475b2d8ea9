//! Runs the smaller examples, and compares what they print with answers of NumPy. `survey.rs` tests the example `survey`.

use argwhere_tests::examples::executables;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

const EXAMPLES: [&str; 4] = ["co2_gaps", "coastline", "summits", "warmest_month"];

/// What an example prints.
#[track_caller]
fn output(name: &str, arguments: &[&str]) -> String {
    static EXECUTABLES: OnceLock<[PathBuf; EXAMPLES.len()]> = OnceLock::new();
    let built = EXECUTABLES.get_or_init(|| executables(EXAMPLES, env!("CARGO_TARGET_TMPDIR")));
    let at = EXAMPLES.iter().position(|example| *example == name);
    let output = Command::new(&built[at.expect("an example")])
        .args(arguments)
        .output()
        .expect("the example runs");
    assert!(output.status.success(), "{name}: {output:?}");
    assert_eq!(output.stderr, b"", "{name}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Asserts that an example prints the lines at its head, and these.
#[track_caller]
fn assert_lines(name: &str, output: &str, lines: &[&str]) {
    let path = format!("../core/examples/{name}.rs");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let source = fs::read_to_string(source).expect("the source of the example");
    let (_, shown) = source.split_once("//! ```text\n").expect("shown output");
    let (shown, _) = shown.split_once("//! ```\n").expect("an end");
    let shown = shown.lines().map(|line| line.strip_prefix("//!").unwrap());
    let shown: Vec<_> = shown
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect();
    assert!(output.starts_with(&shown.join("\n")), "{name}:\n{output}");
    for line in lines {
        assert!(
            output.lines().any(|found| found == *line),
            "{name}: no line {line:?} in\n{output}"
        );
    }
}

#[test]
fn warmest_month() {
    let output = output("warmest_month", &[]);
    let lines = [
        "1961  . o . . . . . . . . . .  26.66  ##########################",
        "1982  . . . . . . . . . . . o  25.89  ####################",
        "February  14  ##############",
        "March     44  ############################################",
        "April      2  ##",
        "December   1  #",
        "warmest of all: March 1998, 29.24 degrees",
    ];
    assert_lines("warmest_month", &output, &lines);
    let years = output.lines().filter(|line| line.starts_with(['1', '2']));
    assert_eq!(years.count(), 61);
}

#[test]
fn co2_gaps() {
    let output = output("co2_gaps", &[]);
    let lines = [
        "1958-09-13      8  313.5 and 313.0 ppm",
        "1963-05-04      1  321.9 and 321.9 ppm",
        "1964-01-25     18  319.8 and 322.0 ppm",
        "1984-03-31      4  345.6 and 347.4 ppm",
        "1985-08-03      1  345.7 and 344.7 ppm",
        "the longest, of 18 weeks",
        "1963-12-28  o 318.7",
        "1964-01-25",
        "1964-05-23",
    ];
    assert_lines("co2_gaps", &output, &lines);
    let gaps = output.lines().filter(|line| line.ends_with(" ppm"));
    assert_eq!(gaps.count(), 22);
}

#[test]
fn coastline() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("coastline.png");
    let output = output("coastline", &[path.to_str().expect("UTF-8")]);
    assert_lines("coastline", &output, &[]);
    // Every cell of the coast is a dot.
    let is_braille = |c: &char| ('\u{2800}'..='\u{28ff}').contains(c);
    let dots = output.chars().filter(is_braille);
    let dots: u32 = dots.map(|c| (u32::from(c) - 0x2800).count_ones()).sum();
    assert_eq!(dots, 806);

    let mut picture = png::Decoder::new(BufReader::new(File::open(&path).expect("a picture")))
        .read_info()
        .expect("PNG");
    assert_eq!((picture.info().width, picture.info().height), (720, 546));
    let mut pixels = vec![0; picture.output_buffer_size().expect("a small picture")];
    picture.next_frame(&mut pixels).expect("PNG");
    let pixels = pixels.as_chunks::<3>().0;
    // A square of 6 x 6 pixels per cell.
    let count = |is_of: fn(&[u8; 3]) -> bool| pixels.iter().filter(|pixel| is_of(pixel)).count();
    assert_eq!(count(|pixel| *pixel == [250, 250, 245]), 36 * 806);
    assert_eq!(count(|[red, _, blue]| red < blue), 36 * (10_920 - 6_070));
}

#[test]
fn summits() {
    let output = output("summits", &[]);
    let ranks = output.lines().filter(|line| line.contains(" m  "));
    assert_eq!(ranks.count(), 10);
    let lines = [
        " 2  1040 m  36.5234 N  84.2559 W  ####################################################",
        " 3  1040 m  36.4700 N  84.2525 W  ####################################################",
        " 7   986 m  36.4709 N  84.4034 W  #################################################",
        "10   960 m  36.4825 N  84.3909 W  ################################################",
    ];
    assert_lines("summits", &output, &lines);
    let output = self::output("summits", &["1000"]);
    assert!(
        output.starts_with("the 71 highest of 71 summits"),
        "{output}"
    );
}
