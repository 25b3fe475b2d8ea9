//! Npy files that are read in blocks, viewed in memory and mapped: every dtype, order and size of block, and files that lie.

use argwhere::npy::{self, Blocks, Error, Mapped, Reader};
use argwhere::numpy::Numpy;
use argwhere::partial::{Argmax, CountNonzero, Nonzero, TopK};
use argwhere::standard::Standard;
use argwhere::{
    Along, Array, ArrayView, DType, Mode, argmax, count_nonzero, nonzero, numpy, top_k,
};
use argwhere_tests::{Laid, Model, Value, cases, model};
use ndarray::array;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};

const SHAPES: [&[usize]; 12] = [
    &[],
    &[1],
    &[19],
    &[0],
    &[3, 4],
    &[1, 5],
    &[9, 1],
    &[0, 3],
    &[3, 0],
    &[5, 2, 3],
    &[2, 3, 2, 3],
    &[2, 2, 0, 2],
];

/// Sizes of blocks in bytes, from less than an element to more than every array here.
const SIZES: [usize; 9] = [0, 1, 7, 16, 40, 64, 100, 200, usize::MAX];

/// The letter and the size of the numbers of a dtype, and how many numbers an element has.
fn stored(dtype: DType) -> (&'static str, usize, usize) {
    match dtype {
        DType::Bool => ("b", 1, 1),
        DType::Int8 => ("i", 1, 1),
        DType::Int16 => ("i", 2, 1),
        DType::Int32 => ("i", 4, 1),
        DType::Int64 => ("i", 8, 1),
        DType::UInt8 => ("u", 1, 1),
        DType::UInt16 => ("u", 2, 1),
        DType::UInt32 => ("u", 4, 1),
        DType::UInt64 => ("u", 8, 1),
        DType::Float32 => ("f", 4, 1),
        DType::Float64 => ("f", 8, 1),
        DType::Complex64 => ("c", 4, 2),
        DType::Complex128 => ("c", 8, 2),
    }
}

/// A file with this header, padded as `numpy.save` does, and these elements.
fn file(header: &str, elements: &[u8]) -> Vec<u8> {
    let padded = (10 + header.len()).next_multiple_of(64) - 10;
    let len = u16::try_from(padded).expect("the header is short");
    let header = format!("{header:padded$}");
    [
        b"\x93NUMPY\x01\x00",
        &len.to_le_bytes()[..],
        header.as_bytes(),
        elements,
    ]
    .concat()
}

fn header(descr: &str, fortran_order: bool, shape: &[usize]) -> String {
    let shape = shape
        .iter()
        .fold(String::new(), |text, len| text + &format!("{len},"));
    let fortran_order = if fortran_order { "True" } else { "False" };
    format!("{{'descr': '{descr}', 'fortran_order': {fortran_order}, 'shape': ({shape})}}")
}

/// A file of the elements in this order of memory and of bytes.
fn stored_as(model: &Model, fortran_order: bool, big_endian: bool) -> Vec<u8> {
    let (letter, size, numbers) = stored(model.dtype);
    // Fortran order of an array is C order of its transpose.
    let elements = if fortran_order {
        let reversed: Vec<usize> = model.shape.iter().rev().copied().collect();
        Model::from_fn(model.dtype, &reversed, |mut index| {
            index.reverse();
            model.at(&index)
        })
    } else {
        model.clone()
    };
    let mut little = Vec::new();
    npy::write(&mut little, &elements.to_array()).unwrap();
    let count: usize = model.shape.iter().product();
    let mut bytes = little.split_off(little.len() - count * size * numbers);
    if big_endian {
        bytes.chunks_exact_mut(size).for_each(<[u8]>::reverse);
    }
    let order = if big_endian { '>' } else { '<' };
    let descr = format!("{order}{letter}{}", size * numbers);
    file(&header(&descr, fortran_order, &model.shape), &bytes)
}

fn models() -> impl Iterator<Item = Model> {
    DType::ALL.iter().flat_map(|&dtype| {
        let shapes = SHAPES.iter().enumerate();
        shapes.map(move |(nth, shape)| cases::filled(dtype, shape, nth))
    })
}

/// A model in every order that a file may have, with the two orders.
fn files(model: &Model) -> [(Vec<u8>, bool, bool); 4] {
    [(false, false), (false, true), (true, false), (true, true)]
        .map(|(fortran, big)| (stored_as(model, fortran, big), fortran, big))
}

/// The blocks of a file.
fn blocks(file: &[u8], max_bytes: usize) -> Vec<(Vec<usize>, Array)> {
    let blocks = Reader::new(file).unwrap().blocks::<Standard>(max_bytes);
    blocks.collect::<Result<_, _>>().unwrap()
}

#[test]
fn blocks_are_the_whole_array_in_the_order_of_the_file() {
    for model in models() {
        let (_, size, numbers) = stored(model.dtype);
        let bytes = model.values.len() * size * numbers;
        for (file, is_fortran_order, _) in files(&model) {
            assert_eq!(Model::read(&npy::read(&file[..]).unwrap()), model);
            for max_bytes in SIZES {
                let mut reader = Reader::new(&file[..])
                    .unwrap()
                    .blocks::<Standard>(max_bytes);
                assert_eq!(reader.shape(), model.shape);
                assert_eq!(reader.nbytes(), Some(bytes as u64));
                let (low, high) = reader.size_hint();
                assert_eq!(
                    (low, high.map(|high| high as u64)),
                    (1, Some(reader.total_blocks()))
                );
                let found: Vec<_> = reader.by_ref().map(Result::unwrap).collect();
                let context = format!("{model:?}, {is_fortran_order}, {max_bytes}");
                assert_eq!(found.len() as u64, reader.total_blocks(), "{context}");
                assert_eq!(reader.size_hint(), (0, Some(0)));
                assert!(reader.next().is_none());

                // Each element of the file, in its order.
                let mut places: Vec<Vec<usize>> = Vec::new();
                for (origin, block) in &found {
                    let block = Model::read(block);
                    assert_eq!(block.dtype, model.dtype);
                    assert!(
                        block.values.len() * size * numbers <= max_bytes.max(size * numbers),
                        "{context}"
                    );
                    let mut inside = model::indices(&block.shape);
                    if is_fortran_order {
                        inside.sort_by_key(|index| index.iter().rev().copied().collect::<Vec<_>>());
                    }
                    for index in inside {
                        let value = block.at(&index);
                        let place: Vec<usize> =
                            index.iter().zip(origin).map(|(at, by)| at + by).collect();
                        assert_eq!(value, model.at(&place), "{context}");
                        places.push(place);
                    }
                }
                let mut expected = model::indices(&model.shape);
                if is_fortran_order {
                    expected.sort_by_key(|index| index.iter().rev().copied().collect::<Vec<_>>());
                }
                assert_eq!(places, expected, "{context}");
            }
        }
    }
}

#[test]
fn blocks_are_as_large_as_allowed() {
    let whole = Model::from_fn(DType::Int16, &[4, 3, 5], |_| Value::Int(1));
    let shapes = |fortran_order, max_bytes| -> Vec<Vec<usize>> {
        let file = stored_as(&whole, fortran_order, false);
        let blocks = blocks(&file, max_bytes).into_iter();
        blocks.map(|(_, block)| block.shape().to_vec()).collect()
    };
    assert_eq!(shapes(false, 120), [[4, 3, 5]]);
    assert_eq!(shapes(false, 119), [[3, 3, 5], [1, 3, 5]]);
    assert_eq!(shapes(false, 30), [[1, 3, 5]; 4]);
    assert_eq!(shapes(false, 29), [[1, 2, 5], [1, 1, 5]].repeat(4));
    assert_eq!(shapes(false, 9), [[1, 1, 4], [1, 1, 1]].repeat(12));
    assert_eq!(shapes(false, 0), [[1, 1, 1]; 60]);
    assert_eq!(shapes(true, 119), [[4, 3, 4], [4, 3, 1]]);
    assert_eq!(shapes(true, 23), [[4, 2, 1], [4, 1, 1]].repeat(5));
    assert_eq!(shapes(true, 7), [[3, 1, 1], [1, 1, 1]].repeat(15));
}

#[test]
fn searches_of_blocks_are_searches_of_the_whole() {
    for model in models().filter(|model| model.dtype.is_ordered()) {
        let whole = model.to_array();
        for (file, ..) in files(&model) {
            for max_bytes in [1, 16, 40, usize::MAX] {
                let mut best = Argmax::new(&model.shape, Along::all()).unwrap();
                let mut counts = CountNonzero::new(&model.shape, Along::all()).unwrap();
                let mut places = Nonzero::new(&model.shape).unwrap();
                let k = model.shape.last().map_or(0, |&len| len.min(2));
                let mut top = TopK::new(&model.shape, k, -1, Mode::Largest).ok();
                for (origin, block) in blocks(&file, max_bytes) {
                    best.update(&origin, &block).unwrap();
                    counts.update(&origin, &block).unwrap();
                    places.update(&origin, &block).unwrap();
                    if let Some(top) = &mut top {
                        top.update(&origin, &block).unwrap();
                    }
                }
                assert_eq!(best.finish(), argmax(&whole, Along::all()), "{model:?}");
                assert_eq!(counts.finish(), count_nonzero(&whole, Along::all()));
                assert_eq!(places.finish(), nonzero(&whole));
                assert_eq!(top.is_none(), model.shape.is_empty());
                if let Some(top) = top {
                    let (values, indices) = top.finish().unwrap();
                    let (expected, places) = top_k(&whole, k, -1, Mode::Largest).unwrap();
                    assert_eq!(
                        (Model::read(&values), indices),
                        (Model::read(&expected), places)
                    );
                }
            }
        }
    }
}

#[test]
fn any_block_is_found() {
    for fortran_order in [false, true] {
        let model = cases::filled(DType::Int32, &[4, 3, 2], 1);
        let file = stored_as(&model, fortran_order, false);
        for max_bytes in [4, 8, 20, 40, 1000] {
            let all = blocks(&file, max_bytes);
            let reader = Reader::new(Cursor::new(&file)).unwrap();
            let mut found = reader.blocks::<Standard>(max_bytes);
            let last = found.total_blocks();
            for (nth, expected) in all.iter().enumerate().rev().chain(all.iter().enumerate()) {
                found.seek(nth as u64).unwrap();
                assert_eq!(&found.next().unwrap().unwrap(), expected);
                assert_eq!(found.size_hint().1, Some(all.len() - nth - 1));
            }
            found.seek(last).unwrap();
            assert!(found.next().is_none());
            found.seek(last - 1).unwrap();
            assert_eq!(found.next().unwrap().unwrap(), all[all.len() - 1]);
        }
    }
}

#[test]
fn memory_is_used_again() {
    /// Asserts that all blocks have the memory of the first.
    fn check<R: Read>(mut blocks: Blocks<R, Standard>, model: &Model) {
        let mut first = None;
        while let Some(block) = blocks.next() {
            let (origin, block) = block.unwrap();
            let found = Model::read(&block);
            for index in model::indices(block.shape()) {
                let place: Vec<usize> = index.iter().zip(&origin).map(|(at, by)| at + by).collect();
                assert_eq!(found.at(&index), model.at(&place));
            }
            let address = argwhere::dispatch!(&block, x => x.as_ptr().addr());
            assert_eq!(*first.get_or_insert(address), address);
            blocks.recycle(block);
        }
    }
    for &dtype in DType::ALL {
        let model = cases::filled(dtype, &[11, 4], 0);
        for (file, ..) in files(&model) {
            let path = scratch("npy-blocks-again.npy");
            std::fs::write(&path, &file).unwrap();
            let (_, size, numbers) = stored(dtype);
            let max_bytes = 8 * size * numbers;
            let of_slice = Reader::new(&file[..]).unwrap();
            let of_file = Reader::open(&path).unwrap();
            check(of_slice.blocks(max_bytes), &model);
            check(of_file.blocks(max_bytes), &model);
        }
    }
    // Memory of another dtype, or too little of it, is not used.
    let file = written(&array![1i16, 5, 9, 2].into());
    for other in [
        array![7u8].into(),
        array![0i16].into(),
        array![7i16, 7, 7].into(),
    ] {
        let mut blocks = Reader::new(&file[..]).unwrap().blocks::<Standard>(4);
        blocks.recycle(other);
        assert_eq!(blocks.next().unwrap().unwrap().1, array![1i16, 5].into());
    }
    // A truncated file.
    let mut blocks = Reader::new(&file[..file.len() - 1])
        .unwrap()
        .blocks::<Standard>(4);
    let (_, block) = blocks.next().unwrap().unwrap();
    blocks.recycle(block);
    let error = blocks.next().unwrap().unwrap_err();
    assert!(
        matches!(
            error,
            Error::Truncated {
                bytes: 8,
                found: 7,
                ..
            }
        ),
        "{error}"
    );
}

fn written(array: &Array) -> Vec<u8> {
    let mut file = Vec::new();
    npy::write(&mut file, array).unwrap();
    file
}

#[cfg(target_pointer_width = "64")]
#[test]
fn a_truncated_file_is_an_error_at_the_block_where_it_ends() {
    let model = cases::filled(DType::UInt32, &[6, 2], 0);
    let whole = stored_as(&model, false, true);
    let path = scratch("npy-blocks-truncated.npy");
    for missing in 1..=48 {
        let file = &whole[..whole.len() - missing];
        std::fs::write(&path, file).unwrap();
        let complete = (48 - missing) / 16;
        let check = |blocks: &mut dyn Iterator<Item = Result<(Vec<usize>, Array), Error>>| {
            for nth in 0..complete {
                assert_eq!(blocks.next().unwrap().unwrap().0, [nth * 2, 0]);
            }
            let error = blocks.next().unwrap().unwrap_err();
            assert!(
                matches!(&error, Error::Truncated { shape, bytes: 48, found } if shape == &[6, 2] && *found == 48 - missing as u64),
                "{missing}: {error}"
            );
            assert!(blocks.next().is_none());
            assert_eq!(blocks.size_hint(), (0, Some(0)));
        };
        check(&mut Reader::new(file).unwrap().blocks::<Standard>(16));
        check(&mut Reader::open(&path).unwrap().blocks::<Standard>(16));
        // A block behind the end.
        let mut elements = Reader::open(&path).unwrap().blocks::<Standard>(1);
        let mut in_memory = Reader::new(Cursor::new(file))
            .unwrap()
            .blocks::<Standard>(1);
        elements.seek(11).unwrap();
        in_memory.seek(11).unwrap();
        for error in [elements.next(), in_memory.next()] {
            let error = error.unwrap().unwrap_err();
            assert!(
                matches!(&error, Error::Truncated { bytes: 48, found, .. } if *found == 48 - missing as u64),
                "{missing}: {error}"
            );
        }
    }
    // A place behind the end that no file may have, and back.
    let far = file(&header(">u4", false, &[1 << 60]), &[0, 0, 0, 7]);
    std::fs::write(&path, far).unwrap();
    let mut far = Reader::open(&path).unwrap().blocks::<Standard>(4);
    far.seek(1 << 59).unwrap();
    far.seek(0).unwrap();
    assert_eq!(far.next().unwrap().unwrap().1, array![7u32].into());
    far.seek((1 << 60) - 1).unwrap();
    let error = far.next().unwrap().unwrap_err();
    assert!(
        matches!(error, Error::Truncated { found: 4, .. }),
        "{error}"
    );
    // A reader that failed stays at its end.
    let mut failed = Reader::open(&path).unwrap().blocks::<Standard>(16);
    assert!(failed.next().unwrap().is_err());
    failed.seek(0).unwrap();
    assert!(failed.next().is_none());
}

/// A source that fails at its end.
struct Failing<'a>(&'a [u8]);

impl Read for Failing<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(io::ErrorKind::TimedOut.into()),
            read => Ok(read),
        }
    }
}

#[cfg(target_pointer_width = "64")]
#[test]
fn headers_that_lie_are_one_error() {
    let first = |descr: &str, shape: &[usize], max_bytes| {
        let file = file(&header(descr, false, shape), &[0; 100]);
        let reader = Reader::new(Failing(&file)).unwrap();
        let mut blocks = reader.blocks::<Standard>(max_bytes);
        assert_eq!(blocks.total_blocks() == 1, blocks.nbytes().is_none());
        let error = blocks.next().unwrap().unwrap_err();
        assert!(blocks.next().is_none());
        error
    };
    let overflow = first("<f8", &[1 << 40, 1 << 40], 1 << 20);
    assert!(matches!(overflow, Error::Shape(_)), "{overflow}");
    let also_empty = first("<f8", &[1 << 40, 0, 1 << 40], 1 << 20);
    assert!(matches!(also_empty, Error::Shape(_)), "{also_empty}");
    let unknown = first("<f2", &[1 << 40, 1 << 40], 1);
    assert!(matches!(unknown, Error::DType { .. }), "{unknown}");
    let nothing = first("<M8", &[3], 1);
    assert!(matches!(nothing, Error::DType { .. }), "{nothing}");
    let ended = first("<f8", &[1 << 40], 1 << 30);
    assert!(
        matches!(&ended, Error::Io(error) if error.kind() == io::ErrorKind::TimedOut),
        "{ended}"
    );
}

#[test]
fn blocks_of_other_tables() {
    let file = file(&header(">i2", false, &[2]), &[0, 5, 0, 9]);
    let reader = Reader::new(&file[..]).unwrap();
    let blocks: Vec<_> = reader.blocks::<Numpy>(2).map(Result::unwrap).collect();
    let nine = numpy::Array::from(array![9i16]);
    assert_eq!(blocks[1], (vec![1], nine));
    assert!(format!("{:?}", Reader::new(&file[..]).unwrap().blocks::<Numpy>(2)).contains("next"));
}

/// A path for a file of a test.
fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// The bytes at an address that is `by` more than a multiple of 64.
fn placed(file: &[u8], by: usize) -> (Vec<u8>, usize) {
    let mut bytes = vec![0; file.len() + 128];
    let start = bytes.as_ptr().align_offset(64) + by;
    bytes[start..start + file.len()].copy_from_slice(file);
    (bytes, start)
}

/// The array of a file that is viewed at an aligned address.
fn viewed(file: &[u8]) -> Result<Model, Error> {
    let (bytes, start) = placed(file, 0);
    let file = &bytes[start..start + file.len()];
    let view = npy::view(file)?;
    assert_points_into(&view, file);
    Ok(Model::read(view))
}

/// Asserts that no element was copied.
fn assert_points_into(view: &ArrayView<'_>, file: &[u8]) {
    if view.is_empty() {
        return;
    }
    let pointer = argwhere::dispatch!(view, x => x.as_ptr().cast::<u8>());
    assert!(file.as_ptr_range().contains(&pointer));
}

/// The array of a file that is mapped.
fn mapped(name: &str, file: &[u8]) -> Result<Model, Error> {
    let path = scratch(name);
    std::fs::write(&path, file).unwrap();
    // SAFETY: no other test has a file of this name.
    let mapped = unsafe { Mapped::open(&path)? };
    let view = mapped.view()?;
    assert_eq!(mapped.shape(), view.shape());
    Ok(Model::read(view))
}

#[test]
fn views_are_the_arrays_of_files_in_the_order_of_the_machine() {
    for model in models() {
        let (_, size, _) = stored(model.dtype);
        for (file, _, big_endian) in files(&model) {
            let found = [viewed(&file), mapped("npy-blocks-view.npy", &file)];
            for found in found {
                if size == 1 || big_endian == cfg!(target_endian = "big") {
                    assert_eq!(found.unwrap(), model);
                } else {
                    let error = found.unwrap_err();
                    assert!(matches!(error, Error::ByteOrder(_)), "{model:?}: {error}");
                }
            }
        }
    }
}

#[test]
fn searches_of_a_view() {
    let model = cases::filled(DType::Float64, &[5, 7], 0);
    let (bytes, start) = placed(&stored_as(&model, true, cfg!(target_endian = "big")), 0);
    let view = npy::view(&bytes[start..]).unwrap();
    assert_eq!(
        argmax(view, Along::axis(1)),
        argmax(&model.to_array(), Along::axis(1))
    );
    // Every layout that `npy` writes is one that it views.
    for laid in Laid::all(&model) {
        let mut file = Vec::new();
        npy::write(&mut file, laid.view()).unwrap();
        if cfg!(target_endian = "little") {
            assert_eq!(viewed(&file).unwrap(), laid.model);
        }
    }
}

#[test]
fn an_address_that_is_not_aligned() {
    for &dtype in DType::ALL {
        let (_, size, _) = stored(dtype);
        let model = cases::filled(dtype, &[3], 0);
        let file = stored_as(&model, false, cfg!(target_endian = "big"));
        for by in 0..17 {
            let (bytes, start) = placed(&file, by);
            let found = npy::view(&bytes[start..start + file.len()]);
            if by % size == 0 {
                assert_eq!(Model::read(found.unwrap()), model);
            } else {
                let error = found.map(Model::read).unwrap_err();
                assert_eq!(
                    error.to_string(),
                    format!(
                        "a view needs aligned elements, but their address is not a multiple of {size}; read the file instead"
                    )
                );
            }
        }
        // No element has an address.
        let empty = cases::filled(dtype, &[0, 2], 0);
        let file = stored_as(&empty, false, cfg!(target_endian = "big"));
        let (bytes, start) = placed(&file, 1);
        let view = npy::view(&bytes[start..start + file.len()]).unwrap();
        assert_eq!(Model::read(view), empty);
    }
}

#[cfg(target_endian = "little")]
#[test]
fn the_message_about_the_other_byte_order_says_what_to_do() {
    let file = file(&header(">i2", false, &[1]), &[0, 5]);
    assert_eq!(
        viewed(&file).unwrap_err().to_string(),
        "a view needs the byte order of this machine, little-endian, but '>i2' is big-endian; read the file instead"
    );
}

#[test]
fn bytes_that_are_no_bool() {
    let file = |elements: &[u8]| file(&header("|b1", false, &[4]), elements);
    assert!(viewed(&file(&[1, 0, 0, 1])).is_ok());
    let two = file(&[1, 0, 2, 255]);
    for error in [viewed(&two), mapped("npy-blocks-bool.npy", &two)].map(Result::unwrap_err) {
        assert_eq!(
            error.to_string(),
            "a view of bool needs bytes 0 or 1, but byte 2 of the elements is 2; read the file instead"
        );
    }
    let read = npy::read(&two[..]).unwrap();
    assert_eq!(read, array![true, false, true, true].into());
    // What follows the last element is no bool of the array.
    assert!(viewed(&file(&[1, 0, 0, 1, 2])).is_ok());
}

#[cfg(target_pointer_width = "64")]
#[test]
fn files_of_another_length() {
    let order = if cfg!(target_endian = "big") {
        ">i4"
    } else {
        "<i4"
    };
    let complete = file(&header(order, false, &[2, 3]), &[1; 24]);
    for missing in 1..=24 {
        let short = &complete[..complete.len() - missing];
        for error in [viewed(short), mapped("npy-blocks-short.npy", short)].map(Result::unwrap_err)
        {
            assert!(
                matches!(&error, Error::Truncated { shape, bytes: 24, found } if shape == &[2, 3] && *found == 24 - missing as u64),
                "{error}"
            );
        }
    }
    let long = [&complete[..], &[7; 9]].concat();
    for found in [viewed(&long), mapped("npy-blocks-long.npy", &long)] {
        assert_eq!(found.unwrap(), viewed(&complete).unwrap());
    }
    let overflow = file(&header(order, false, &[1 << 40, 1 << 40]), &[1; 24]);
    assert!(matches!(viewed(&overflow), Err(Error::Shape(_))));
    let unknown = file(&header("<f2", false, &[12]), &[1; 24]);
    assert!(matches!(viewed(&unknown), Err(Error::DType { .. })));
    for (bytes, expected) in [
        (0, "too short"),
        (7, "too short"),
        (9, "ends inside the header"),
    ] {
        for error in [
            viewed(&complete[..bytes]),
            mapped("npy-blocks-header.npy", &complete[..bytes]),
        ]
        .map(Result::unwrap_err)
        {
            assert!(error.to_string().contains(expected), "{bytes}: {error}");
        }
    }
}

#[test]
fn a_mapped_file_tells_how_the_array_is_stored() {
    let path = scratch("npy-blocks-mapped.npy");
    let model = cases::filled(DType::UInt8, &[2, 3], 0);
    std::fs::write(&path, stored_as(&model, true, false)).unwrap();
    // SAFETY: no other test has a file of this name.
    let mapped = unsafe { Mapped::open(&path) }.unwrap();
    assert_eq!((mapped.descr(), mapped.shape()), ("<u1", &[2, 3][..]));
    assert!(mapped.is_fortran_order());
    assert_eq!(Model::read(mapped.view().unwrap()), model);
    let same = mapped.view_as::<Numpy>().unwrap();
    assert_eq!(same.to_string(), mapped.view().unwrap().to_string());

    // SAFETY: nobody writes to the folder as to a file.
    let folder = unsafe { Mapped::open(env!("CARGO_TARGET_TMPDIR")) }.unwrap_err();
    assert!(matches!(folder, Error::NotAFile), "{folder}");
    // SAFETY: there is no such file.
    let missing = unsafe { Mapped::open(scratch("npy-no-such-file.npy")) }.unwrap_err();
    assert!(matches!(&missing, Error::Io(error) if error.kind() == io::ErrorKind::NotFound));
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_mapped() {
    // SAFETY: a device is refused before it is mapped.
    let device = unsafe { Mapped::open("/dev/zero") }.unwrap_err();
    assert!(matches!(device, Error::NotAFile), "{device}");
}
