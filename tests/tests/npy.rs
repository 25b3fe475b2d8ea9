//! Reading and writing npy files: those that NumPy reads and writes, every dtype and layout, truncated and lying files. The
//! tests of the example `survey` have more, on the messages.

use argwhere::npy::{self, Error, Reader};
use argwhere::standard::Standard;
use argwhere::{Along, Array, DType, argmax, argmin, nonzero, numpy};
use argwhere_tests::{Laid, Model, Value, cases};
use ndarray::{ArrayD, SliceInfoElem, array};
use num_complex::Complex;
use serde_json::Value as Json;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

argwhere::kernels! {
    /// Some of NumPy's dtypes, a newtype and a portable dtype.
    mod terrain;

    dtypes {
        Bool: bool;
        Level: u8;
        Height: f32;
        Metres: Metres as f32;
        Point: (i16, i16), zero = (0, 0);
    }

    promotion {
        Level < Height < Metres;
    }
}

use terrain::Terrain;

/// A length.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, bytemuck::TransparentWrapper)]
#[repr(transparent)]
struct Metres(f32);

impl From<f32> for Metres {
    fn from(length: f32) -> Self {
        Self(length)
    }
}

/// A path for a file of a test.
fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn written(array: &Array) -> Vec<u8> {
    let mut file = Vec::new();
    npy::write(&mut file, array).expect("a vector takes every byte");
    file
}

/// A file with this header and no elements.
fn file(header: &str) -> Vec<u8> {
    let len = u16::try_from(header.len()).expect("the header is short");
    [
        b"\x93NUMPY\x01\x00",
        &len.to_le_bytes()[..],
        header.as_bytes(),
    ]
    .concat()
}

/// The array of a golden case: 0, 1, 2, .. of the dtype, or multiples of 1 + 0.5j.
fn counted(dtype: DType, shape: &[usize]) -> Array {
    let value = |at: usize| {
        let at = u8::try_from(at).expect("few elements");
        match dtype {
            DType::Bool => Value::Bool(at > 0),
            DType::Float32 => Value::Float32(at.into()),
            DType::Float64 => Value::Float64(at.into()),
            DType::Complex64 => Value::Complex64(Complex::new(1.0, 0.5) * f32::from(at)),
            DType::Complex128 => Value::Complex128(Complex::new(1.0, 0.5) * f64::from(at)),
            _ => Value::Int(at.into()),
        }
    };
    let len = shape.iter().product();
    Model::new(dtype, shape, (0..len).map(value).collect()).to_array()
}

/// The bytes of a golden case, which is stored with one character per byte.
fn bytes(case: &Json) -> Vec<u8> {
    let text = case["file"].as_str().expect("a file");
    text.chars()
        .map(|c| u8::try_from(c).expect("Latin-1"))
        .collect()
}

fn integers(list: &Json) -> Vec<usize> {
    let items = list.as_array().expect("a list").iter();
    items.filter_map(integer).collect()
}

fn integer(json: &Json) -> Option<usize> {
    usize::try_from(json.as_u64()?).ok()
}

#[test]
fn files_have_the_bytes_that_numpy_writes_and_are_read_back() {
    let golden: Json =
        serde_json::from_str(include_str!("../golden/npy_files.json")).expect("JSON");
    let cases = golden["cases"].as_array().expect("a list of cases");
    assert_eq!(cases.len(), 130);
    for case in cases {
        let dtype: DType = case["dtype"].as_str().expect("a name").parse().unwrap();
        let (shape, golden) = (integers(&case["shape"]), bytes(case));
        if cfg!(target_pointer_width = "32")
            && case["shape"].as_array().map(Vec::len) != Some(shape.len())
        {
            // A length does not fit in 32 bits.
            continue;
        }
        let array = counted(dtype, &shape);
        let file = written(&array);
        assert_eq!(
            file.escape_ascii().to_string(),
            golden.escape_ascii().to_string(),
            "{dtype} {shape:?}"
        );
        let read = npy::read(&golden[..]).unwrap();
        assert_eq!(read, array, "{dtype} {shape:?}");
        assert_eq!((read.dtype(), read.shape()), (dtype, &shape[..]));
    }
}

/// The names of dtypes that have another width on a machine of 32 bits than on that of the golden data.
const AS_WIDE_AS_A_POINTER: [&str; 13] = [
    "int", "int_", "intp", "long", "l", "n", "p", "uint", "uintp", "ulong", "L", "N", "P",
];

#[test]
fn files_are_read_as_numpy_reads_them() {
    let golden: Json =
        serde_json::from_str(include_str!("../golden/npy_headers.json")).expect("JSON");
    let cases = golden["cases"].as_array().expect("a list of cases");
    assert!(cases.len() > 1000, "{} cases", cases.len());
    for case in cases {
        let name = case["name"].as_str().expect("a name");
        let descr = name
            .trim_start_matches("descr ")
            .trim_start_matches(['<', '>', '=', '|']);
        if cfg!(target_pointer_width = "32") && AS_WIDE_AS_A_POINTER.contains(&descr) {
            continue;
        }
        let file = bytes(case);
        let mut rest = &file[..];
        let reader = Reader::new(&mut rest);
        let is_fortran_order = reader.as_ref().is_ok_and(Reader::is_fortran_order);
        let read = reader.and_then(Reader::into_array::<Standard>);
        let Some(dtype) = case["dtype"].as_str() else {
            assert!(read.is_err(), "{name}: {read:?}");
            continue;
        };
        let read = read.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(read.dtype().name(), dtype, "{name}");
        assert_eq!(read.shape(), integers(&case["shape"]), "{name}");
        assert_eq!(Some(rest.len()), integer(&case["left_over"]), "{name}");
        if let Some(expected) = case["fortran"].as_bool() {
            assert_eq!(is_fortran_order, expected, "{name}");
        }
        let flat = read.to_shape(&[read.len()]).unwrap();
        let found = nonzero(&flat).unwrap();
        let found = found[0].mapv(|index| usize::try_from(index).unwrap());
        assert_eq!(found.to_vec(), integers(&case["nonzero"]), "{name}");
        for (search, found) in [
            ("argmax", argmax(&flat, Along::all())),
            ("argmin", argmin(&flat, Along::all())),
        ] {
            let Some(value) = case[search]["value"].as_str() else {
                continue;
            };
            let index = usize::try_from(found.unwrap()[[]]).unwrap();
            assert_eq!(Some(index), integer(&case[search]["flat"]), "{name}");
            let element = flat.slice([SliceInfoElem::from(index)]).unwrap();
            let value = value.strip_suffix(".0").unwrap_or(value);
            assert_eq!(element.to_string().to_lowercase(), value, "{name}");
        }
    }
}

#[test]
fn every_layout_is_written_in_row_major_order_and_every_bit_is_kept() {
    for &dtype in DType::ALL {
        for model in (0..4).flat_map(|ndim| cases::models(dtype, ndim)) {
            for laid in Laid::all(&model) {
                let mut file = Vec::new();
                npy::write(&mut file, laid.view()).unwrap();
                assert_eq!(file, written(&laid.model.to_array()), "{laid:?}");
                assert_eq!(Model::read(&npy::read(&file[..]).unwrap()), laid.model);
            }
        }
    }
}

#[test]
fn a_long_array_of_another_layout_is_written_in_parts() {
    let x = ndarray::Array2::from_shape_fn((301, 173), |(row, column)| row * 1000 + column);
    let x = x.mapv(|element| u32::try_from(element).unwrap());
    let mut file = Vec::new();
    npy::write(&mut file, x.t()).unwrap();
    assert_eq!(npy::read(&file[..]).unwrap(), Array::from(x.t().to_owned()));
}

#[test]
fn files_at_a_path() {
    let path = scratch("npy-path.npy");
    npy::save(&path, &array![[1i16, 5], [9, 2]]).unwrap();
    assert_eq!(npy::open(&path).unwrap(), array![[1i16, 5], [9, 2]].into());
    // A shorter file replaces it.
    npy::save(&path, &[true]).unwrap();
    assert_eq!(npy::open(&path).unwrap(), array![true].into());

    let missing = npy::open(scratch("npy-no-such-file.npy")).unwrap_err();
    assert!(matches!(&missing, Error::Io(error) if error.kind() == io::ErrorKind::NotFound));
    assert!(std::error::Error::source(&missing).is_some());
    let folder = npy::open(env!("CARGO_TARGET_TMPDIR")).unwrap_err();
    assert!(matches!(folder, Error::NotAFile), "{folder}");
    let nowhere = npy::save(scratch("no/such/folder.npy"), &[1u8]).unwrap_err();
    assert!(matches!(nowhere, Error::Io(_)), "{nowhere}");
}

#[test]
fn a_reader_tells_how_the_array_is_stored() {
    let header = "{'descr': '>f2', 'fortran_order': True, 'shape': (2, 3)}";
    let file = file(header);
    let reader = Reader::new(&file[..]).unwrap();
    assert_eq!((reader.descr(), reader.shape()), (">f2", &[2, 3][..]));
    assert!(reader.is_fortran_order());
    let error = reader.into_array::<Standard>().unwrap_err();
    assert!(
        matches!(&error, Error::DType { descr, meaning: "float16", table: "standard", known } if descr == "'>f2'" && known.len() == 13),
        "{error}"
    );
}

#[test]
fn several_arrays_in_one_file() {
    let mut file = written(&array![1i32, 2].into());
    file.extend(written(&array![[false]].into()));
    let mut rest = &file[..];
    assert_eq!(npy::read(&mut rest).unwrap(), array![1i32, 2].into());
    assert_eq!(npy::read(&mut rest).unwrap(), array![[false]].into());
    assert!(matches!(npy::read(&mut rest), Err(Error::NotNpy(_))));
}

/// A source that gives one byte at a time, is interrupted before each, and fails at the end.
struct Slow<'a>(&'a [u8], bool);

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.1 = !self.1;
        if self.1 {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let (byte, rest) = self.0.split_first().ok_or(io::ErrorKind::TimedOut)?;
        self.0 = rest;
        buffer[0] = *byte;
        Ok(1)
    }
}

#[test]
fn sources_that_are_slow_or_fail() {
    let x = Array::from(array![[1.5, f64::INFINITY], [-0.0, 7.0]]);
    let file = written(&x);
    assert_eq!(npy::read(Slow(&file, false)).unwrap(), x);
    let error = npy::read(Slow(&file[..file.len() - 1], false)).unwrap_err();
    assert!(matches!(&error, Error::Io(error) if error.kind() == io::ErrorKind::TimedOut));
    assert!(matches!(
        npy::write(&mut [0; 10][..], &x),
        Err(Error::Io(_))
    ));
}

/// An endless source counts what is read of it.
struct Counted<R>(R, u64);

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(buffer)?;
        self.1 += read as u64;
        Ok(read)
    }
}

#[cfg(target_pointer_width = "64")]
#[test]
fn a_stream_that_is_shorter_than_its_header_claims_costs_no_memory() {
    let claim = |[rows, columns]: [usize; 2]| {
        file(&format!(
            "{{'descr': '<f8', 'fortran_order': False, 'shape': ({rows}, {columns})}}"
        ))
    };
    let mut file = claim([1 << 20, 1 << 20]);
    file.extend([1; 100]);
    let found = npy::read(&file[..]).unwrap_err();
    assert!(
        matches!(&found, Error::Truncated { shape, bytes, found: 100 } if shape == &[1 << 20, 1 << 20] && *bytes == 1 << 43),
        "{found}"
    );
    // Longer than the first part.
    file.resize(file.len() + (3 << 20), 1);
    let found = npy::read(&file[..]).unwrap_err();
    assert!(
        matches!(
            found,
            Error::Truncated {
                found: 3_145_828,
                ..
            }
        ),
        "{found}"
    );

    let overflow = npy::read(&claim([1 << 40, 1 << 40])[..]).unwrap_err();
    assert!(matches!(overflow, Error::Shape(_)), "{overflow}");
    let empty = npy::read(&claim([1 << 40, 0])[..]).unwrap();
    assert_eq!(empty.shape(), [1 << 40, 0]);

    // No more bytes are read than the array has.
    let x = Array::from(ndarray::Array1::<u16>::ones(700_000));
    let file = written(&x);
    let mut source = Counted(file.chain(io::repeat(1)), 0);
    assert_eq!(npy::read(&mut source).unwrap(), x);
    assert_eq!(source.1, 128 + 1_400_000);
}

#[test]
fn more_axes_than_numpy_has() {
    let x = ArrayD::<u8>::zeros(vec![1; 65]);
    let error = npy::write(io::sink(), &x).unwrap_err();
    assert!(matches!(error, Error::Rank(65)), "{error}");
}

#[test]
fn other_tables_read_and_write_the_dtypes_with_a_type_of_npy_files() {
    let path = scratch("npy-terrain.npy");
    let heights = terrain::Array::from(array![[1.5f32, 2.5]]);
    npy::save_as::<Terrain>(&path, &heights).unwrap();
    assert_eq!(npy::open_as::<Terrain>(&path).unwrap(), heights);
    assert_eq!(npy::open(&path).unwrap(), array![[1.5f32, 2.5]].into());
    npy::save_as::<Terrain>(&path, &array![3u8]).unwrap();
    assert_eq!(npy::open_as::<Terrain>(&path).unwrap(), array![3u8].into());

    let error = npy::read_as::<Terrain>(&written(&array![1i16].into())[..]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "dtype '<i2' is int16, not one of the terrain table: bool, level, height"
    );
    for (view, dtype) in [
        (terrain::ArrayView::from(&[Metres(1.5)]), "metres"),
        (terrain::ArrayView::from(&[(1, 2)]), "point"),
    ] {
        let error = npy::write_as::<Terrain>(io::sink(), view).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "npy files hold no elements of dtype {dtype} of the terrain table; convert the array to a dtype of NumPy first"
            )
        );
    }

    let z = Array::from(array![Complex::new(1.0f32, -2.0)]);
    let same = npy::read_as::<numpy::Numpy>(&written(&z)[..]).unwrap();
    assert_eq!(same.to_string(), z.to_string());
}
