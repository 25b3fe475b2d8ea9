//! Zarr arrays that are read chunk by chunk, against the same arrays in memory.

use argwhere::partial::{Argmax, Argmin, CountNonzero, Nonzero};
use argwhere::{Along, Array, argmax, argmin, count_nonzero, nonzero};
use argwhere_zarr::{Error, chunks};
use ndarray::{ArrayD, IxDyn};
use num_complex::Complex;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use zarrs::array::codec::{Crc32cCodec, GzipCodec};
use zarrs::array::{ArrayBuilder, DataType, Element, FillValue, data_type};
use zarrs::filesystem::FilesystemStore;

/// The shape has edge chunks that are cut, along one axis and along both.
const SHAPE: [u64; 3] = [5, 2, 7];
const CHUNK: [u64; 3] = [2, 1, 3];

type Zarr = zarrs::array::Array<FilesystemStore>;

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if path.exists() {
        std::fs::remove_dir_all(&path).unwrap();
    }
    path
}

/// Stores elements in a new array, as plain or as compressed bytes with a check sum.
fn stored<T: Element>(
    path: &Path,
    data_type: DataType,
    fill: impl Into<FillValue>,
    shape: &[u64],
    chunk: &[u64],
    elements: &[T],
    is_compressed: bool,
) -> Zarr {
    let store = Arc::new(FilesystemStore::new(path).unwrap());
    let mut builder = ArrayBuilder::new(shape.to_vec(), chunk.to_vec(), data_type, fill.into());
    if is_compressed {
        builder.bytes_to_bytes_codecs(vec![
            Arc::new(GzipCodec::new(5).unwrap()),
            Arc::new(Crc32cCodec::new()),
        ]);
    }
    let array = builder.build(store, "/").unwrap();
    array.store_metadata().unwrap();
    if !elements.is_empty() {
        array
            .store_array_subset(&array.subset_all(), elements)
            .unwrap();
    }
    array
}

/// Small numbers: equal extremes, zeros, and chunks of fill values only.
fn numbers() -> Vec<u8> {
    let value = |at: usize| match at {
        // Rows 2 and 3 are whole chunks.
        28..56 => 1,
        _ => [0, 1, 4, 1, 9, 1, 3][at * 5 % 7] + u8::from(at == 61),
    };
    (0..70).map(value).collect()
}

fn whole<T: Clone>(elements: Vec<T>) -> Array
where
    Array: From<ArrayD<T>>,
{
    Array::from(
        ArrayD::from_shape_vec(
            IxDyn(&SHAPE.map(|len| usize::try_from(len).unwrap())),
            elements,
        )
        .unwrap(),
    )
}

/// Asserts that searches of the chunks are searches of the whole.
fn agrees(array: &Zarr, expected: &Array) {
    let shape = expected.shape();
    let along = Along::all();
    let mut highest = expected
        .dtype()
        .is_ordered()
        .then(|| Argmax::new(shape, along).unwrap());
    let mut lowest = expected
        .dtype()
        .is_ordered()
        .then(|| Argmin::new(shape, Along::axis(1)).unwrap());
    let mut counts = CountNonzero::new(shape, Along::axis(0)).unwrap();
    let mut places = Nonzero::new(shape).unwrap();
    let mut seen = 0;
    for chunk in chunks(array, 1000).unwrap() {
        let (origin, chunk) = chunk.unwrap();
        assert_eq!(chunk.dtype(), expected.dtype());
        if let (Some(highest), Some(lowest)) = (&mut highest, &mut lowest) {
            highest.update(&origin, &chunk).unwrap();
            lowest.update(&origin, &chunk).unwrap();
        }
        counts.update(&origin, &chunk).unwrap();
        places.update(&origin, &chunk).unwrap();
        seen += 1;
    }
    assert_eq!(seen, 3 * 2 * 3);
    assert_eq!(chunks(array, 1000).unwrap().total(), seen);
    if let (Some(highest), Some(lowest)) = (highest, lowest) {
        assert_eq!(highest.finish(), argmax(expected, along));
        assert_eq!(lowest.finish(), argmin(expected, Along::axis(1)));
    }
    assert_eq!(counts.finish(), count_nonzero(expected, Along::axis(0)));
    assert_eq!(places.finish(), nonzero(expected));
}

#[test]
fn chunks_of_every_dtype_are_the_whole_array() {
    macro_rules! test {
        ($($name:ident $type:ty, $of:expr;)*) => {$(
            for is_compressed in [false, true] {
                let of: fn(u8) -> $type = $of;
                let elements: Vec<$type> = numbers().into_iter().map(of).collect();
                let path = folder(&format!("{}-{is_compressed}", stringify!($name)));
                let array = stored(&path, data_type::$name(), of(1), &SHAPE, &CHUNK, &elements, is_compressed);
                assert!(path.join("c/0/0/0").exists());
                assert!(!path.join("c/1/0/0").exists(), "a chunk of fill values is stored");
                agrees(&array, &whole(elements));
            }
        )*};
    }
    test! {
        bool bool, |x| x > 0;
        int8 i8, |x| i8::try_from(x).unwrap() - 1;
        int16 i16, |x| i16::from(x) - 2;
        int32 i32, |x| i32::from(x) - 1;
        int64 i64, |x| i64::from(x) - 2;
        uint8 u8, |x| x;
        uint16 u16, u16::from;
        uint32 u32, u32::from;
        uint64 u64, u64::from;
        float32 f32, |x| f32::from(x) - 1.5;
        float64 f64, |x| f64::from(x) - 1.0;
        complex64 Complex<f32>, |x| Complex::new(0.0, f32::from(x) - 1.0);
        complex128 Complex<f64>, |x| Complex::new(f64::from(x), 0.0);
    }
}

#[test]
fn arrays_that_are_not_read() {
    let path = folder("half");
    let half = stored::<u8>(
        &path,
        data_type::float16(),
        FillValue::from([0_u8, 0]),
        &[4],
        &[2],
        &[],
        false,
    );
    let error = chunks(&half, 1000).err().unwrap();
    assert!(
        matches!(&error, Error::DType(found) if found.to_lowercase().contains("float16")),
        "{error}"
    );

    let path = folder("large");
    let large = stored(
        &path,
        data_type::int16(),
        0_i16,
        &[5],
        &[4],
        &[1_i16, 2, 3, 4, 5],
        false,
    );
    assert!(chunks(&large, 8).unwrap().all(|chunk| chunk.is_ok()));
    let error = chunks(&large, 7).unwrap().next().unwrap().unwrap_err();
    assert!(
        matches!(
            error,
            Error::LargeChunk {
                bytes: 8,
                max_bytes: 7
            }
        ),
        "{error}"
    );

    // A chunk that is shorter than it must be.
    std::fs::write(path.join("c/1"), [1]).unwrap();
    let found: Vec<bool> = chunks(&large, 8)
        .unwrap()
        .map(|chunk| chunk.is_ok())
        .collect();
    assert_eq!(found, [true, false]);
}

#[test]
fn a_check_sum_that_does_not_match_is_an_error() {
    let path = folder("damaged");
    let array = stored(
        &path,
        data_type::uint8(),
        0_u8,
        &[4],
        &[4],
        &[1_u8, 2, 3, 4],
        true,
    );
    let mut bytes = std::fs::read(path.join("c/0")).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(path.join("c/0"), bytes).unwrap();
    let error = chunks(&array, 8).unwrap().next().unwrap().unwrap_err();
    assert!(matches!(error, Error::Zarr(_)), "{error}");
}

#[test]
fn an_empty_array_and_one_without_axes() {
    let empty = stored::<i32>(
        &folder("empty"),
        data_type::int32(),
        0,
        &[0, 3],
        &[2, 2],
        &[],
        false,
    );
    let found: Vec<_> = chunks(&empty, 8).unwrap().map(Result::unwrap).collect();
    assert_eq!(
        found,
        [(
            vec![0, 0],
            Array::from(ndarray::Array2::<i32>::zeros((0, 3)))
        )]
    );
    let scalar = stored(
        &folder("scalar"),
        data_type::int32(),
        0,
        &[],
        &[],
        &[7],
        false,
    );
    let found: Vec<_> = chunks(&scalar, 8).unwrap().map(Result::unwrap).collect();
    assert_eq!(found, [(vec![], Array::from(ndarray::arr0(7)))]);
}

fn zarr_survey(arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(env!("CARGO_BIN_EXE_zarr-survey"))
        .args(arguments)
        .output()
        .unwrap();
    (
        status.code(),
        String::from_utf8(stdout).unwrap(),
        String::from_utf8(stderr).unwrap(),
    )
}

#[test]
fn the_program_reports_on_a_folder() {
    let path = folder("program");
    stored(
        &path,
        data_type::uint8(),
        1_u8,
        &SHAPE,
        &CHUNK,
        &numbers(),
        true,
    );
    let path = path.to_str().unwrap();
    let whole = whole(numbers());
    let counted = count_nonzero(&whole, Along::all()).unwrap();
    let [highest, lowest] =
        [argmax(&whole, Along::all()), argmin(&whole, Along::all())].map(Result::unwrap);
    let report = format!(
        "dtype    uint8\nshape    [5, 2, 7]\nargmax   {highest}\nargmin   {lowest}\nnonzero  {counted}\n"
    );
    assert_eq!(zarr_survey(&[path]), (Some(0), report, String::new()));

    let (status, report, _) = zarr_survey(&[path, "--axis", "-1", "--memory", "1"]);
    let highest = argmax(&whole, Along::axis(-1)).unwrap();
    let first: Vec<String> = highest.iter().take(5).map(ToString::to_string).collect();
    assert_eq!(status, Some(0));
    assert!(
        report.contains(&format!(
            "argmax   shape [5, 2]: {}, ..\n",
            first.join(", ")
        )),
        "{report}"
    );

    for (arguments, text) in [
        (&[path, "--memory", "0"][..], "a chunk has 6 bytes"),
        (&[path, "--axis", "3"], "axis 3 is out of range"),
        (&[path, "--axis", "x"], "--axis takes a number"),
        (&[path, "--threads", "0"], "--threads takes a number"),
        (&["/no/such/array"], "zarr-survey: "),
        (&[], "zarr-survey PATH"),
    ] {
        let (status, _, error) = zarr_survey(arguments);
        assert_eq!(status, Some(2), "{arguments:?}");
        assert!(error.contains(text), "{arguments:?}: {error}");
    }
}

/// Equal extremes in several chunks, and NaN after them, of which the first wins.
#[test]
fn the_report_does_not_depend_on_the_number_of_threads() {
    let mut elements = vec![0.5_f32; 60 * 50];
    for (at, value) in [(2_990, 7.0), (1_234, 7.0), (77, -7.0), (2_500, -7.0)] {
        elements[at] = value;
    }
    elements[5] = 0.0;
    for (name, nan, report) in [
        (
            "ties",
            &[][..],
            "argmax   1234\nargmin   77\nnonzero  2999\n",
        ),
        (
            "nan",
            &[2_950, 2_049],
            "argmax   2049\nargmin   2049\nnonzero  2999\n",
        ),
    ] {
        for &at in nan {
            elements[at] = f32::NAN;
        }
        let path = folder(&format!("threads-{name}"));
        stored(
            &path,
            data_type::float32(),
            0.0_f32,
            &[60, 50],
            &[7, 8],
            &elements,
            false,
        );
        let path = path.to_str().unwrap();
        for threads in ["1", "2", "7"] {
            let (status, found, error) = zarr_survey(&[path, "--threads", threads]);
            assert_eq!((status, error.as_str()), (Some(0), ""), "{threads}");
            assert_eq!(
                found,
                format!("dtype    float32\nshape    [60, 50]\n{report}"),
                "{threads}"
            );
        }
        let along = ["1", "3"].map(|n| zarr_survey(&[path, "--axis", "0", "--threads", n]));
        assert_eq!(along[0], along[1]);
        assert!(along[0].1.contains("argmax   shape [50]: "), "{along:?}");
    }
}

/// A chunk of more elements than are searched at once.
#[test]
fn a_chunk_is_searched_in_parts() {
    let mut elements = vec![1_u8; 900 * 300];
    for (at, value) in [(269_999, 9), (269_000, 9), (200_000, 0), (250_000, 0)] {
        elements[at] = value;
    }
    for (name, chunk) in [("rows", [900, 300]), ("wide", [450, 290])] {
        let path = folder(&format!("parts-{name}"));
        stored(
            &path,
            data_type::uint8(),
            1_u8,
            &[900, 300],
            &chunk,
            &elements,
            false,
        );
        let (status, report, _) = zarr_survey(&[path.to_str().unwrap()]);
        assert_eq!(status, Some(0));
        assert!(
            report.ends_with("argmax   269000\nargmin   200000\nnonzero  269998\n"),
            "{report}"
        );
    }
}

/// An array of which no chunk is stored, so that it may have any size.
#[cfg(unix)]
fn fill_values(name: &str, len: u64) -> PathBuf {
    let path = folder(name);
    stored::<u64>(
        &path,
        data_type::uint64(),
        3_u64,
        &[len],
        &[1 << 17],
        &[],
        false,
    );
    path
}

#[cfg(target_os = "linux")]
#[test]
fn memory_is_bounded() {
    let path = fill_values("memory", 1 << 26);
    // The address space also holds the program and what its threads reserve. The array has 512 MiB.
    let output = Command::new("sh")
        .args(["-c", "ulimit -v 300000; exec \"$@\"", "sh"])
        .arg(env!("CARGO_BIN_EXE_zarr-survey"))
        .arg(path)
        .args(["--threads", "2", "--memory", "16"])
        .output()
        .unwrap();
    let report = String::from_utf8(output.stdout).unwrap();
    assert!(
        report.ends_with("nonzero  67108864\n"),
        "{report}{:?}",
        output.stderr
    );
}

#[cfg(target_os = "linux")]
mod endless {
    use super::{fill_values, zarr_survey};
    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
    use std::fs::File;
    use std::io::Read;
    use std::os::unix::process::ExitStatusExt;
    use std::process::{Command, Stdio};

    #[test]
    fn a_terminal_shows_the_progress_and_an_interrupt_ends_it() {
        let path = fill_values("endless", 1 << 50);
        let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&ours).unwrap();
        unlockpt(&ours).unwrap();
        let theirs = ptsname(&ours, Vec::new()).unwrap().into_string().unwrap();
        let theirs = File::options().read(true).write(true).open(theirs).unwrap();
        // A shell ignores interrupts in what it starts in the background, and so does everything that this starts.
        let mut command = Command::new("env");
        command.args(["--default-signal=INT", env!("CARGO_BIN_EXE_zarr-survey")]);
        command.arg(path).stdout(Stdio::piped()).stderr(theirs);
        let mut child = command.spawn().unwrap();
        drop(command);
        let mut ours = File::from(ours);
        let mut shown = vec![0; 1 << 12];
        let read = ours.read(&mut shown).unwrap();
        let tasks = std::fs::read_dir(format!("/proc/{}/task", child.id()));
        assert!(
            tasks.unwrap().count() >= 3,
            "two threads search, and the main one waits"
        );
        let interrupt = ["-INT", &child.id().to_string()];
        assert!(
            Command::new("kill")
                .args(interrupt)
                .status()
                .unwrap()
                .success()
        );
        assert_eq!(child.wait().unwrap().signal(), Some(2));
        let shown = String::from_utf8_lossy(&shown[..read]);
        assert!(
            shown.contains("0% of 1,125,899,906,842,624 elements"),
            "{shown:?}"
        );
        assert!(
            !shown.contains("\x1b[?25l"),
            "the cursor is hidden: {shown:?}"
        );
    }

    /// The other threads would go on for years.
    #[test]
    fn an_error_in_one_thread_ends_the_others() {
        let path = fill_values("endless-damaged", 1 << 50);
        std::fs::create_dir(path.join("c")).unwrap();
        std::fs::write(path.join("c/40"), [1]).unwrap();
        let (status, report, error) = zarr_survey(&[path.to_str().unwrap(), "--threads", "3"]);
        assert_eq!((status, report.as_str()), (Some(2), ""));
        assert!(
            error.starts_with("zarr-survey: ") && error.lines().count() == 1,
            "{error}"
        );
    }
}
