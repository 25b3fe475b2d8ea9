//! Output streams of the example: a pipe that closes, a full device, a terminal.

#![cfg(unix)]

use crate::process::executable;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use std::fs::{File, OpenOptions};
use std::io::Read;
use std::os::fd::OwnedFd;
use std::process::{Command, Stdio};

#[test]
fn a_closed_pipe_ends_the_report_silently() {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let output = Command::new(executable())
        .stdout(writer)
        .stderr(Stdio::piped())
        .output()
        .expect("the example runs");
    assert_eq!(
        (output.status.code(), output.stderr.as_slice()),
        (Some(0), &b""[..])
    );
}

#[test]
fn a_closed_standard_error_does_not_turn_a_refusal_into_a_panic() {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let status = Command::new(executable())
        .arg("--no-such-option")
        .stderr(writer)
        .status()
        .expect("the example runs");
    assert_eq!(status.code(), Some(2));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_a_failure() {
    let full = OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .expect("Linux has /dev/full");
    let output = Command::new(executable())
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .expect("the example runs");
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(
        stderr.starts_with("survey: standard output: ") && stderr.lines().count() == 1,
        "{stderr}"
    );
}

/// The two ends of a terminal: ours, and that of a process.
pub(crate) fn terminal() -> (OwnedFd, File) {
    let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a pseudoterminal");
    grantpt(&terminal)
        .and_then(|()| unlockpt(&terminal))
        .expect("the terminal is unlocked");
    let name = ptsname(&terminal, Vec::new())
        .expect("the terminal has a name")
        .into_string()
        .expect("the name is ASCII");
    let end = OpenOptions::new()
        .read(true)
        .write(true)
        .open(name)
        .expect("the other end opens");
    (terminal, end)
}

/// The output of the example on a terminal, with `NO_COLOR` set to the given value.
fn on_a_terminal(no_color: Option<&str>) -> String {
    let (terminal, end) = terminal();
    let mut command = Command::new(executable());
    command.env_remove("NO_COLOR").stdout(end);
    if let Some(value) = no_color {
        command.env("NO_COLOR", value);
    }
    let mut child = command.spawn().expect("the example runs");
    // The command still owns this process's copy of the other end: close it, or reading never ends.
    drop(command);
    let mut received = Vec::new();
    // When the other end closes, Linux reports EIO instead of the end of the file.
    let _ = File::from(terminal).read_to_end(&mut received);
    assert!(child.wait().expect("the example ends").success());
    String::from_utf8(received).expect("UTF-8")
}

#[test]
fn a_terminal_gets_colours_unless_no_color_is_set() {
    for allows in [None, Some("")] {
        let report = on_a_terminal(allows);
        assert!(report.contains("1076 m at row 297, column 219"), "{report}");
        let lines: Vec<_> = report.lines().filter(|line| line.contains('▀')).collect();
        assert_eq!(lines.len(), 34, "NO_COLOR {allows:?}");
        for line in &lines {
            assert_eq!(line.matches('▀').count(), 80, "NO_COLOR {allows:?}");
            assert!(
                line.trim_end().ends_with("\x1b[0m"),
                "a line does not reset the colours: {line:?}"
            );
        }
        let red = ["\x1b[38;5;196m", "\x1b[48;5;196m"].map(|code| lines.concat().contains(code));
        assert_eq!(
            red, [true; 2],
            "marks are red in the upper and lower halves"
        );
        assert!(!report.contains('▲'), "{report}");
    }
    let report = on_a_terminal(Some("1"));
    assert!(!report.contains('\x1b') && report.contains('▲'), "{report}");
}
