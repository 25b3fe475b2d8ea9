//! The typed functions call the named kernel of their dtype and rank, which is a function of the program: its name is in the
//! symbol table, where profilers and disassemblers find it. `.ci/run` runs this test in a release build.

#![cfg(any(target_os = "linux", target_os = "macos"))]

use argwhere::typed;
use ndarray::{Array1, Array2, Array3, Axis};
use object::{Object, ObjectSymbol, SymbolKind};
use std::hint::black_box;

mod of_a_user {
    argwhere::kernels! {
        /// Depths below the sea.
        pub(crate) mod depths;

        dtypes {
            Bool: bool;
            Depth: f32;
        }
    }
}

/// Calls the functions on arrays of rank 1 to 3 of the module's table.
macro_rules! call_all {
    ($typed:path) => {{
        use $typed as typed;

        let line = black_box(Array1::from(vec![0.5_f32, 0.0, 2.5]));
        let matrix = black_box(Array2::from_elem((2, 3), 1.5_f32));
        let cube = black_box(Array3::from_elem((2, 3, 4), 1.5_f32));
        let axis = Axis(0);
        black_box(typed::argmax_axis(&line, axis)).expect("the axis exists");
        black_box(typed::argmax_axis(&matrix, axis)).expect("the axis exists");
        black_box(typed::argmax_axis(&cube, axis)).expect("the axis exists");
        black_box(typed::argmin_axis(&line, axis)).expect("the axis exists");
        black_box(typed::argmin_axis(&matrix, axis)).expect("the axis exists");
        black_box(typed::argmin_axis(&cube, axis)).expect("the axis exists");
        black_box(typed::nanargmin_axis(&line, axis)).expect("the axis exists");
        black_box(typed::nanargmin_axis(&matrix, axis)).expect("the axis exists");
        black_box(typed::nanargmin_axis(&cube, axis)).expect("the axis exists");
        black_box(typed::count_nonzero_axis(&line, axis)).expect("the axis exists");
        black_box(typed::count_nonzero_axis(&matrix, axis)).expect("the axis exists");
        black_box(typed::count_nonzero_axis(&cube, axis)).expect("the axis exists");
        black_box(typed::nonzero(&line)).expect("there is memory");
        black_box(typed::nonzero(&matrix)).expect("there is memory");
        black_box(typed::nonzero(&cube)).expect("there is memory");
    }};
}

/// The modules of kernels that are called above.
const CALLED: [&str; 5] = [
    "argmax_axis",
    "argmin_axis",
    "nanargmin_axis",
    "count_nonzero_axis",
    "nonzero",
];

/// The names of the functions of this program, as the compiler writes them: each part with its length before it.
fn functions() -> Vec<String> {
    let program = std::env::current_exe().expect("a program has a path");
    let bytes = std::fs::read(program).expect("the program is a file");
    let file = object::File::parse(&*bytes).expect("an object file");
    let symbols = file
        .symbols()
        .filter(|symbol| symbol.kind() == SymbolKind::Text);
    symbols
        .filter_map(|symbol| Some(symbol.name().ok()?.to_owned()))
        .collect()
}

/// Whether a name consists of these parts, one after the other, and others.
fn has_parts(name: &str, parts: &[&str]) -> bool {
    let mut rest = name;
    parts.iter().all(|part| {
        let part = format!("{}{part}", part.len());
        let found = rest.find(&part);
        rest = found.map_or("", |at| &rest[at + part.len()..]);
        found.is_some()
    })
}

#[test]
fn typed_functions_run_the_named_kernels() {
    call_all!(argwhere::typed);
    call_all!(of_a_user::depths::typed);
    let names = functions();
    let has = |parts: &[&str]| names.iter().any(|name| has_parts(name, parts));
    for operation in CALLED {
        for rank in ["rank1", "rank2", "rank3"] {
            for table in ["standard", "depths"] {
                let parts = [table, "kernels", operation, "f32", rank];
                assert!(has(&parts), "no function {}", parts.join("::"));
            }
        }
        // Kernels that nothing calls are not compiled.
        for [dtype, rank] in [["f64", "rank2"], ["f32", "rank4"]] {
            let parts = ["kernels", operation, dtype, rank];
            assert!(!has(&parts), "a function {}", parts.join("::"));
        }
    }
}

#[test]
fn named_kernels_take_arrays_by_value_and_by_reference() {
    let x = Array2::from_shape_fn((3, 4), |(i, j)| u8::from(i != j));
    let mut out = Array2::zeros((3, 1));
    argwhere::kernels::count_nonzero_axis::u8::rank2(x.view(), Axis(1), &mut out)
        .expect("the shape fits");
    assert_eq!(out, ndarray::array![[3], [3], [3]]);
    argwhere::kernels::argmin_axis::u8::rank2(&x, Axis(1), &mut *out).expect("the shape fits");
    assert_eq!(out, ndarray::array![[0], [1], [2]]);
    assert_eq!(argwhere::kernels::count_nonzero::u8::rank2(x.view()), 9);
    assert_eq!(typed::count_nonzero(&x), 9);
    let best = argwhere::kernels::argmin::u8::rank2(x.t()).expect("there are elements");
    assert_eq!((best.index, best.value), (0, 0));
    let best = argwhere::kernels::argmax::u8::rank2(x.t()).expect("there are elements");
    assert_eq!((best.index, best.value), (1, 1));
}
