//! Files that are read in blocks: the same report as of a loaded file, on every thread, and the progress bar.

use crate::npy::{DTYPES, element, file, header, save, save_bytes};
use crate::process::{assert_line, refusal, report_on, survey};
use std::path::Path;

/// Sizes of a file in MiB above which it is read in blocks of a quarter of it: of single elements, and of a few.
const LOADS: [&str; 3] = ["0", "0.00006", "0.0003"];

/// Asserts that the report on a file is the same however the file is read.
fn agrees(file: &Path, options: &[&str]) -> String {
    let loaded = report_on(file, options);
    for load in LOADS {
        for threads in ["1", "3"] {
            let options = [options, &["--load", load, "--threads", threads]].concat();
            assert_eq!(
                report_on(file, &options),
                loaded,
                "{} {options:?}",
                file.display()
            );
        }
    }
    loaded
}

/// Elements with equal extremes, many zeros and a few other values.
fn elements(descriptor: &str, big_endian: bool, len: usize) -> Vec<Vec<u8>> {
    let value = |at: usize| match at * 7 % 11 {
        0 => 3,
        1 => -2,
        2 => 1,
        _ => 0,
    };
    let element = |at| element(descriptor, big_endian, value(at));
    (0..len).map(element).collect()
}

#[test]
fn the_report_of_every_dtype_and_order_is_that_of_a_loaded_file() {
    for (nth, (descriptor, name)) in DTYPES.into_iter().enumerate() {
        let shapes: [&[usize]; 4] = [&[60], &[7, 9], &[3, 1, 20], &[2, 3, 4, 3]];
        let shape = shapes[nth % shapes.len()];
        let len = shape.iter().product();
        for (fortran_order, order) in [(false, '>'), (true, '<')] {
            let file = save(
                &format!("blocks-{name}-{fortran_order}.npy"),
                &format!("{order}{descriptor}"),
                fortran_order,
                shape,
                &elements(descriptor, order == '>', len),
            );
            let above: &[&str] = match descriptor {
                "c8" | "c16" => &[],
                _ => &["--above", "0.5"],
            };
            let report = agrees(&file, above);
            assert!(report.contains(&format!("of {len} elements: ")), "{report}");
        }
    }
}

#[test]
fn searches_along_an_axis() {
    for fortran_order in [false, true] {
        for shape in [&[4, 3, 6][..], &[2, 40], &[9, 2], &[2, 2, 2, 2, 2]] {
            let len = shape.iter().product();
            let file = save(
                &format!("blocks-axis-{fortran_order}-{}.npy", shape.len()),
                "<i2",
                fortran_order,
                shape,
                &elements("i2", false, len),
            );
            for axis in 0..shape.len() {
                let report = agrees(&file, &["--axis", &axis.to_string()]);
                assert!(report.contains("int64, shape ("), "{report}");
            }
            agrees(&file, &["--axis", "-1", "--keepdims"]);
            agrees(&file, &["--keepdims"]);
        }
    }
}

#[test]
fn nan_wins_and_is_passed_over() {
    let with = |name: &str, value: &dyn Fn(usize) -> f64| {
        let elements: Vec<Vec<u8>> = (0..48).map(|at| value(at).to_le_bytes().to_vec()).collect();
        save(name, "<f8", false, &[6, 8], &elements)
    };
    let some = with("blocks-nan.npy", &|at| {
        if at % 5 == 2 {
            f64::NAN
        } else {
            f64::from(u8::try_from(at % 17).expect("a small number"))
        }
    });
    let report = agrees(&some, &["--axis", "0", "--above", "15"]);
    assert!(
        report.contains("10 of 48 elements are NaN. Without them:"),
        "{report}"
    );
    let all = with("blocks-all-nan.npy", &|_| f64::NAN);
    let report = agrees(&all, &[]);
    assert!(report.contains("48 of 48 elements are NaN.\n"), "{report}");
    // A value that loses to every number is a number.
    let infinite = with("blocks-infinite.npy", &|at| {
        if at == 7 { f64::NEG_INFINITY } else { f64::NAN }
    });
    let report = agrees(&infinite, &[]);
    assert!(
        report.contains("argmax   -inf at (0, 7), flat index 7"),
        "{report}"
    );
}

#[test]
fn files_that_are_not_cut() {
    let scalar = save("blocks-scalar.npy", "<i4", false, &[], &[vec![5, 0, 0, 0]]);
    assert!(agrees(&scalar, &[]).contains("argmax   5 at (), flat index 0"));
    let empty = save("blocks-empty.npy", "<i4", false, &[0, 3], &[]);
    assert!(agrees(&empty, &["--axis", "0"]).contains("shape    (0, 3)"));
    let none = save(
        "blocks-none.npy",
        "<i4",
        false,
        &[30],
        &vec![vec![0; 4]; 30],
    );
    assert!(agrees(&none, &["--above", "0"]).contains("nonzero  0 of 30 elements\n"));
}

/// A file of this many rows of 1,024 zeros, but for four elements.
fn long(name: &str, rows: usize) -> std::path::PathBuf {
    let mut bytes = vec![0; rows << 10];
    let last = bytes.len() - 3;
    for (at, value) in [(last - 2000, 9), (5, 255), (last, 255), (3 << 20, 1)] {
        bytes[at] = value;
    }
    save_bytes(name, &file(&header("|u1", false, &[rows, 1 << 10]), &bytes))
}

/// Longer than the parts of a block that are searched at once.
#[test]
fn blocks_are_searched_in_parts() {
    let path = long("blocks-parts.npy", 6 << 10);
    let searches = ["--axis", "0", "--above", "8"];
    let loaded = report_on(&path, &searches);
    for line in [
        "argmax   255 at (0, 5), flat index 5",
        "argmin   0 at (0, 0), flat index 0",
        "nonzero  4 of 6291456 elements: (0, 5), (3072, 0), (6142, 45), (6143, 1021)",
        "> 8      3 of 6291456 elements: (0, 5), (6142, 45), (6143, 1021)",
    ] {
        assert_line(&loaded, line);
    }
    for options in [&["--load", "1"][..], &["--load", "5", "--threads", "3"]] {
        assert_eq!(
            report_on(&path, &[&searches, options].concat()),
            loaded,
            "{options:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_terminal_shows_the_progress_of_a_long_file() {
    let path = long("blocks-long.npy", 65 << 10);
    let loaded = report_on(&path, &["--load", "66"]);
    let (report, shown) = terminal::shown(&path);
    assert_eq!(report, loaded);
    assert!(shown.contains("% of 68,157,440 elements"), "{shown:?}");
    assert!(shown.ends_with("\r\x1b[2K"), "the bar stays: {shown:?}");
    assert!(
        !shown.contains("\x1b[?25l"),
        "the cursor is hidden: {shown:?}"
    );
    std::fs::remove_file(path).expect("the file is removable");
}

#[test]
fn refusals_are_those_of_a_loaded_file() {
    let elements = elements("i2", false, 30);
    let whole = file(&header("<i2", false, &[30]), &elements.concat());
    let truncated = save_bytes("blocks-truncated.npy", &whole[..whole.len() - 1]);
    let small = save_bytes("blocks-small.npy", &whole);
    let half = save_bytes(
        "blocks-half.npy",
        &file(&header("<f2", false, &[30]), &elements.concat()),
    );
    let complex = save(
        "blocks-complex.npy",
        "<c8",
        false,
        &[9],
        &vec![vec![0; 8]; 9],
    );
    for (file, options, text) in [
        (&truncated, &[][..], "takes 60 bytes, but only 59 follow"),
        (&small, &["--axis", "1"], "axis 1 is out of range"),
        (&half, &[], "float16"),
        (
            &complex,
            &["--above", "1"],
            "--above: complex64 has no order",
        ),
    ] {
        let mut arguments = vec![file.as_os_str()];
        arguments.extend(options.iter().map(std::ffi::OsStr::new));
        let loaded = refusal(&arguments);
        assert!(loaded.contains(text), "{loaded}");
        for load in LOADS {
            let more = ["--load", load, "--threads", "2"].map(std::ffi::OsStr::new);
            assert_eq!(refusal(&[&arguments[..], &more].concat()), loaded);
        }
    }
    for (option, value) in [("--threads", "0"), ("--threads", "-1"), ("--load", "much")] {
        let line = refusal(&[option, value]);
        assert!(line.contains(option) && line.contains(value), "{line}");
    }
}

#[test]
fn a_picture_loads_the_file() {
    let file = save(
        "blocks-picture.npy",
        "|u1",
        false,
        &[6, 5],
        &elements("u1", false, 30),
    );
    let png = crate::process::scratch("blocks-picture.png");
    let png = png.to_str().expect("a UTF-8 path");
    let options = ["--png", png];
    let loaded = report_on(&file, &options);
    assert!(loaded.contains("pixels"), "{loaded}");
    assert_eq!(
        report_on(&file, &[&options[..], &["--load", "0"]].concat()),
        loaded
    );
}

/// A file of zeros, which takes no space on a file system with sparse files.
#[cfg(unix)]
fn zeros(name: &str, descriptor: &str, len: usize, size: usize) -> std::path::PathBuf {
    let path = save_bytes(name, &file(&header(descriptor, false, &[len]), b""));
    let sparse = std::fs::OpenOptions::new().write(true).open(&path);
    let sparse = sparse.expect("the file exists");
    let start = sparse.metadata().expect("the file is open").len();
    let end = start + (len * size) as u64;
    sparse.set_len(end).expect("a sparse file");
    path
}

#[cfg(target_os = "linux")]
#[test]
fn memory_is_bounded() {
    let len = 16 << 20;
    let path = zeros("blocks-memory.npy", "<c16", len, 16);
    let within = |kib: &str, load: &str| {
        std::process::Command::new("sh")
            .args(["-c", "ulimit -v $0; exec \"$@\"", kib])
            .arg(crate::process::executable())
            .arg(&path)
            .args(["--load", load, "--threads", "2"])
            .output()
            .expect("the example runs")
    };
    // The address space also holds the program and what its threads reserve.
    let streamed = within("200000", "4");
    let report = String::from_utf8(streamed.stdout).expect("UTF-8");
    assert!(
        report.contains("nonzero  0 of 16777216 elements\n"),
        "{report}{:?}",
        streamed.stderr
    );
    let loaded = within("200000", "300");
    let error = String::from_utf8(loaded.stderr).expect("UTF-8");
    assert!(error.contains("no memory for 268435456 bytes"), "{error}");
    std::fs::remove_file(path).expect("the file is removable");
}

#[cfg(unix)]
mod terminal {
    use crate::process::executable;
    use crate::streams::terminal;
    use std::fs::File;
    use std::io::Read;
    use std::os::unix::process::{CommandExt, ExitStatusExt};
    use std::path::Path;
    use std::process::{Child, Command, Stdio};

    /// The report on a file, and what a terminal shows meanwhile.
    pub(super) fn shown(file: &Path) -> (String, String) {
        let (ours, theirs) = terminal();
        let mut command = Command::new(executable());
        command.arg(file).stdout(Stdio::piped()).stderr(theirs);
        let child = command.spawn().expect("the example runs");
        drop(command);
        let mut shown = Vec::new();
        // When the other end closes, Linux reports EIO instead of the end of the file.
        let _ = File::from(ours).read_to_end(&mut shown);
        let output = child.wait_with_output().expect("the example ends");
        let report = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(output.status.success(), "{report}");
        (report, String::from_utf8(shown).expect("UTF-8"))
    }

    /// A shell ignores interrupts in what it starts in the background, and so does everything that this starts.
    #[expect(clippy::unnecessary_wraps, reason = "the signature of `pre_exec`")]
    fn obey_interrupts() -> std::io::Result<()> {
        // SAFETY: no handler of this process is replaced, because only the child calls this function.
        unsafe { libc::signal(libc::SIGINT, libc::SIG_DFL) };
        Ok(())
    }

    /// Starts the example on a file whose survey does not end soon, and waits until the bar is on the terminal.
    fn started(file: &Path, options: &[&str]) -> (Child, File, String) {
        let (ours, theirs) = terminal();
        let mut command = Command::new(executable());
        command.arg(file).args(options);
        command.stdout(Stdio::piped()).stderr(theirs);
        // SAFETY: the function only calls `signal`, which may be called between fork and exec.
        unsafe { command.pre_exec(obey_interrupts) };
        let child = command.spawn().expect("the example runs");
        drop(command);
        let mut ours = File::from(ours);
        let mut shown = vec![0; 1 << 12];
        let read = ours.read(&mut shown).expect("the bar");
        shown.truncate(read);
        let shown = String::from_utf8(shown).expect("UTF-8");
        (child, ours, shown)
    }

    #[test]
    fn an_interrupt_ends_it_at_once_and_leaves_the_cursor() {
        let file = super::zeros("blocks-endless.npy", "<f8", 1 << 37, 8);
        let (mut child, mut ours, mut shown) = started(&file, &[]);
        let interrupted = Command::new("kill")
            .args(["-INT", &child.id().to_string()])
            .status();
        assert!(interrupted.expect("a command of every Unix").success());
        let status = child.wait().expect("the example ends");
        assert_eq!(status.signal(), Some(2));
        let mut rest = Vec::new();
        let _ = ours.read_to_end(&mut rest);
        shown += &String::from_utf8_lossy(&rest);
        assert!(shown.contains("0% of"), "{shown:?}");
        assert!(
            !shown.contains("\x1b[?25l"),
            "the cursor is hidden: {shown:?}"
        );
        std::fs::remove_file(file).expect("the file is removable");
    }

    #[test]
    fn a_file_that_is_cut_off_meanwhile_is_an_error() {
        let file = super::zeros("blocks-cut-off.npy", "<f8", 1 << 37, 8);
        let (child, mut ours, _) = started(&file, &["--threads", "3"]);
        let writer = File::options().write(true).open(&file);
        writer
            .expect("the file exists")
            .set_len(1 << 20)
            .expect("a shorter file");
        let mut shown = Vec::new();
        let _ = ours.read_to_end(&mut shown);
        let output = child.wait_with_output().expect("the example ends");
        assert_eq!(
            (output.status.code(), output.stdout.as_slice()),
            (Some(2), &b""[..])
        );
        let shown = String::from_utf8_lossy(&shown);
        let error = shown.rsplit("\x1b[2K").next().expect("a text");
        assert!(error.contains("takes 1099511627776 bytes"), "{shown:?}");
        std::fs::remove_file(file).expect("the file is removable");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn threads_are_as_many_as_asked_for() {
        let file = super::zeros("blocks-threads.npy", "<f8", 1 << 37, 8);
        // The main thread waits for the others.
        for (options, threads) in [
            (&[][..], 3),
            (&["--threads", "1"], 2),
            (&["--threads", "4"], 5),
        ] {
            let (mut child, ours, _) = started(&file, options);
            let count = || {
                let tasks = std::fs::read_dir(format!("/proc/{}/task", child.id()));
                tasks.expect("a process").count()
            };
            // The first block may be shown before the last thread has started.
            let start = std::time::Instant::now();
            while count() < threads && start.elapsed().as_secs() < 20 {
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
            assert_eq!(count(), threads, "{options:?}");
            child.kill().expect("the example runs");
            child.wait().expect("the example ends");
            drop(ours);
        }
        std::fs::remove_file(file).expect("the file is removable");
    }
}

#[test]
fn a_pipe_gets_no_progress_bar() {
    let file = save(
        "blocks-pipe.npy",
        "<i2",
        false,
        &[200],
        &elements("i2", false, 200),
    );
    let run = survey(&[file.as_os_str(), "--load".as_ref(), "0".as_ref()]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
}
