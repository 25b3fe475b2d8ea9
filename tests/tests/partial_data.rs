//! Partial results as data: what was written is read back, and data from elsewhere is checked.

use argwhere::partial::{Argmax, Argmin, Argminmax, CountNonzero, Nanargmax, Nonzero, TopK, typed};
use argwhere::{Along, Mode, argmax};
use ndarray::{array, s};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Writes and reads a value, as text and in a binary format.
fn copies<P: Serialize + DeserializeOwned>(partial: &P) -> [P; 2] {
    let text = serde_json::to_string(partial).expect("a partial result is data");
    let bytes = postcard::to_allocvec(partial).expect("a partial result is data");
    [
        serde_json::from_str(&text).expect("what was written"),
        postcard::from_bytes(&bytes).expect("what was written"),
    ]
}

#[test]
fn what_was_written_is_read() {
    let x = array![[1.0_f32, f32::NAN, -0.0], [f32::INFINITY, 2.0, 0.0]];
    macro_rules! check {
        ($($Type:ident($($argument:expr),*);)*) => {$({
            let mut part = $Type::new(&[2, 3] $(, $argument)*).unwrap();
            part.update(&[0, 1], x.slice(s![.., 1..])).unwrap();
            for mut copy in copies(&part) {
                assert_eq!(format!("{copy:?}"), format!("{part:?}"));
                copy.update(&[0, 0], x.slice(s![.., ..1])).unwrap();
                let mut whole = part.clone();
                whole.update(&[0, 0], x.slice(s![.., ..1])).unwrap();
                assert_eq!(format!("{:?}", copy.finish()), format!("{:?}", whole.finish()));
            }
        })*};
    }
    check! {
        Argmax(Along::all());
        Argmax(Along::axis(0));
        Argmin(Along::axis(1).keepdims());
        Nanargmax(Along::axis(1));
        Argminmax(Along::axis(0));
        TopK(2, 0, Mode::Smallest);
        CountNonzero(Along::axes([0, 1]).keepdims());
        CountNonzero(Along::axis(0));
        Nonzero();
    }
}

#[test]
fn results_of_one_element_type_are_those_of_any_dtype() {
    let x = array![3_u16, 9, 4];
    let mut part = typed::Argmax::<u16>::new(&[3], Along::all()).unwrap();
    part.update(&[0], &x).unwrap();
    let text = serde_json::to_string(&part).unwrap();
    let dynamic: Argmax = serde_json::from_str(&text).unwrap();
    assert_eq!(dynamic.finish(), argmax(&x, Along::all()));
    let error = serde_json::from_str::<typed::Argmax<i16>>(&text).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("expected elements of dtype int16, found uint16"),
        "{error}"
    );
}

/// Replaces a part of the data, and returns the error of reading it, or of finishing the result.
fn damaged<P: DeserializeOwned>(
    data: &Value,
    path: &str,
    by: Value,
    finish: impl FnOnce(P) -> Option<argwhere::Error>,
) -> String {
    let mut data = data.clone();
    *data.pointer_mut(path).expect("a part of the data") = by;
    match serde_json::from_value::<P>(data) {
        Err(error) => error.to_string(),
        Ok(partial) => finish(partial).map_or_else(String::new, |error| error.to_string()),
    }
}

#[test]
fn data_from_elsewhere_is_checked() {
    let data = two_best();
    for (path, by, message) in [
        (
            "/search/operation",
            json!("argmax"),
            "expected a partial result of top_k, found one of argmax",
        ),
        (
            "/search/axis",
            json!(2),
            "these are not axes of an array of 2 dimensions",
        ),
        (
            "/search/axis",
            json!(null),
            "these are not axes of an array of 2 dimensions",
        ),
        (
            "/search/axis",
            json!(1),
            "these are not axes of an array of 2 dimensions",
        ),
        (
            "/search/is_reduced",
            json!([true]),
            "these are not axes of an array of 2 dimensions",
        ),
        (
            "/search/best/0",
            json!(4),
            "k = 4 is larger than the length of axis 0",
        ),
        (
            "/search/best",
            json!(null),
            "the parameters of another operation",
        ),
        (
            "/search/covered",
            json!(5),
            "the blocks have 5 elements, but an array of shape [3, 2] has 6; add the blocks that are missing",
        ),
        (
            "/pieces/0/start",
            json!([1]),
            "a piece of shape [2] at [1] is not a part of the kept axes, of shape [2]",
        ),
        (
            "/pieces/0/shape",
            json!([u32::MAX]),
            "a piece of shape [4294967295] at [0] is not a part of the kept axes, of shape [2]",
        ),
        (
            "/pieces/0/width",
            json!(3),
            "a piece of 2 lanes does not have its elements",
        ),
        (
            "/pieces/0/width",
            json!(1),
            "a piece of 2 lanes does not have its elements",
        ),
        (
            "/pieces/0/indices",
            json!([2, 1]),
            "a piece of 2 lanes does not have its elements",
        ),
        (
            "/pieces/0/indices/3",
            json!(3),
            "3 is not an index of the whole array",
        ),
        (
            "/pieces/0/indices/3",
            json!(-1),
            "-1 is not an index of the whole array",
        ),
        ("/dtype", json!(null), "a piece has another dtype: int32"),
        (
            "/pieces",
            json!([]),
            "the blocks have 6 elements, but an array of shape [3, 2] has 6; some overlap and others are missing; add each block once",
        ),
    ] {
        let found = damaged::<TopK>(&data, path, by.clone(), |best| best.finish().err());
        assert!(found.starts_with(message), "{path} {by}: {found}");
    }
}

/// A complete result of `top_k`, as data.
fn two_best() -> Value {
    let mut best = TopK::new(&[3, 2], 2, 0, Mode::Largest).unwrap();
    best.update(&[0, 0], &array![[1_i32, 2], [3, 4], [5, 6]])
        .unwrap();
    serde_json::to_value(&best).unwrap()
}

#[test]
fn pieces_from_elsewhere_are_checked() {
    let data = two_best();
    // Two pieces of different widths.
    let mut data = data;
    let piece = |at: usize, width: usize| {
        let indices: Vec<usize> = (0..width).collect();
        let values =
            serde_json::to_value(argwhere::Array::from(ndarray::Array1::<i32>::zeros(width)))
                .unwrap();
        json!({ "start": [at], "shape": [1], "width": width, "indices": indices, "values": values })
    };
    data["pieces"] = json!([piece(0, 1), piece(1, 2)]);
    let odd: TopK = serde_json::from_value(data.clone()).unwrap();
    assert!(matches!(
        odd.finish(),
        Err(argwhere::Error::BlocksMissing { .. })
    ));

    // A piece twice, one that overlaps another, one without elements, and one of an array without elements.
    data["pieces"] = json!([piece(0, 2), piece(0, 2)]);
    let found = serde_json::from_value::<TopK>(data.clone())
        .unwrap_err()
        .to_string();
    assert!(found.starts_with("two pieces at [0]"), "{found}");
    data["pieces"] = json!([piece(0, 0)]);
    let found = serde_json::from_value::<TopK>(data.clone())
        .unwrap_err()
        .to_string();
    assert!(
        found.starts_with("a piece of 1 lanes does not have its elements"),
        "{found}"
    );
    data["pieces"] = json!([piece(0, 2)]);
    let long = usize::MAX >> 24;
    data["search"]["shape"] = json!([long, long, 0]);
    data["search"]["is_reduced"] = json!([true, false, false]);
    let found = serde_json::from_value::<TopK>(data.clone())
        .unwrap_err()
        .to_string();
    assert!(found.contains("is not a part of the kept axes"), "{found}");
    data["dtype"] = serde_json::to_value(argwhere::Array::from(array![1_i32])).unwrap();
    let found = serde_json::from_value::<TopK>(data)
        .unwrap_err()
        .to_string();
    assert!(
        found.starts_with("expected an array without elements"),
        "{found}"
    );
}

#[test]
fn counts_and_positions_from_elsewhere_are_checked() {
    let mut counts = CountNonzero::new(&[2, 2], Along::axis(0)).unwrap();
    counts.update(&[0, 0], &array![[1_u8, 0], [1, 1]]).unwrap();
    let data = serde_json::to_value(&counts).unwrap();
    for (by, message) in [
        (json!([1]), "a piece needs 2 counts of up to 2 elements"),
        (json!([1, -1]), "a piece needs 2 counts of up to 2 elements"),
        (json!([1, 3]), "a piece needs 2 counts of up to 2 elements"),
    ] {
        let found = damaged::<CountNonzero>(&data, "/pieces/0/counts", by, |counts| {
            counts.finish().err()
        });
        assert!(found.starts_with(message), "{found}");
    }

    let lists = |lists: [usize; 2]| {
        let pieces =
            lists.map(|len| json!({ "start": [0], "shape": [len], "counts": vec![1; len] }));
        let mut data = data.clone();
        data["pieces"] = json!(pieces);
        serde_json::from_value::<CountNonzero>(data)
    };
    let found = lists([2, 2]).unwrap_err().to_string();
    assert!(found.contains("a place of its own"), "{found}");
    let mut data = data.clone();
    data["pieces"] = json!([]);
    let none: CountNonzero = serde_json::from_value(data).unwrap();
    assert!(matches!(
        none.finish(),
        Err(argwhere::Error::BlocksMissing { .. })
    ));

    let mut found = Nonzero::new(&[2, 2]).unwrap();
    found.update(&[0, 0], &array![[1_u8, 0], [1, 1]]).unwrap();
    let data = serde_json::to_value(&found).unwrap();
    let found = damaged::<Nonzero>(&data, "/search/keepdims", json!(true), |found| {
        found.finish().err()
    });
    assert_eq!(found, "the parameters of another operation");
    let found = damaged::<Nonzero>(&data, "/runs", json!([[0, 2], [2, 3]]), |found| {
        found.finish().err()
    });
    assert!(found.ends_with("add each block once"), "{found}");
    for by in [
        json!([[0, 2, 4]]),
        json!([[2, 0]]),
        json!([[]]),
        json!([[-1, 0]]),
    ] {
        let found = damaged::<Nonzero>(&data, "/runs", by, |found| found.finish().err());
        assert!(
            found.starts_with("expected runs of positions in the whole array, in order"),
            "{found}"
        );
    }
}
