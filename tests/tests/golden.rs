//! Golden results of NumPy and of the standard's strict reference implementation, written by `golden/make.py`.

use argwhere::{
    Along, Error, Index, Operand, Scalar, Search, Side as Place, nanargmax, nanargmin,
    searchsorted, where_,
};
use argwhere_tests::check::{self, Extremum, at_every_level};
use argwhere_tests::golden::{answer, array, cases, complex, fault, float, indices, list, text};
use argwhere_tests::{Laid, Layout, Model, Side};
use ndarray::Array1;
use serde_json::Value as Json;

#[test]
fn argmax_and_argmin_match_the_golden_results() {
    for case in cases(include_str!("../golden/extremum.json")) {
        let model = array(&case);
        let expected: Vec<_> = list(&case["searches"]).iter().flat_map(extrema).collect();
        for x in laid(&model) {
            for expected in &expected {
                check::extremum(&x, expected);
            }
        }
    }
}

#[test]
fn nonzero_matches_the_golden_results() {
    for case in cases(include_str!("../golden/nonzero.json")) {
        let answer = answer(&case["nonzero"], |found| {
            list(found)
                .iter()
                .map(|along| indices(along, None))
                .collect()
        });
        for x in laid(&array(&case)) {
            check::nonzeros_are(&x, &answer);
        }
    }
}

#[test]
fn where_matches_the_golden_results() {
    for case in cases(include_str!("../golden/where.json")) {
        let condition = array(&case["condition"]).to_array();
        let [x1, x2] = ["x1", "x2"].map(|name| Given::parse(&case[name]));
        check::agree(
            &answer(&case["where"], array),
            || where_(&condition, x1.operand(), x2.operand()).map(|chosen| Model::read(&chosen)),
            || case.to_string(),
        );
    }
}

#[test]
fn nan_skipping_matches_the_golden_results() {
    for case in cases(include_str!("../golden/nan_skipping.json")) {
        let axis = case["axis"].as_i64();
        let along = axis.map_or(Along::all(), |axis| {
            Along::axis(axis.try_into().expect("it fits"))
        });
        for x in laid(&array(&case)) {
            at_every_level(|_| {
                for (function, found) in [
                    ("nanargmax", nanargmax(x.view(), along)),
                    ("nanargmin", nanargmin(x.view(), along)),
                ] {
                    match case["error"].as_str() {
                        Some("all NaN") => {
                            assert!(matches!(found, Err(Error::AllNaN { .. })), "{case}");
                        }
                        Some(_) => assert!(matches!(found, Err(Error::Empty { .. })), "{case}"),
                        None => {
                            let expected = indices(&case[function], Some(&case["result"]));
                            assert_eq!(
                                found.map(|found| Model::read(&found)),
                                Ok(expected),
                                "{case}"
                            );
                        }
                    }
                }
            });
        }
    }
}

#[test]
fn searchsorted_matches_the_golden_results() {
    for case in cases(include_str!("../golden/searchsorted.json")) {
        let (x1, x2) = (array(&case["x1"]), array(&case["x2"]));
        let sorter: Array1<Index> = list(&case["sorter"])
            .iter()
            .map(|index| index.as_i64().expect("an index"))
            .collect();
        let reversed = Model::new(
            x1.dtype,
            &x1.shape,
            x1.values.iter().rev().copied().collect(),
        );
        for keys in laid(&x2) {
            for (name, side) in [("left", Place::Left), ("right", Place::Right)] {
                let expected = indices(&case[name], Some(&case["x2"]["shape"]));
                at_every_level(|_| {
                    let found = searchsorted(&x1.to_array(), keys.view(), side);
                    assert_eq!(
                        found.map(|found| Model::read(&found)).as_ref(),
                        Ok(&expected),
                        "{case}"
                    );
                    let how = Search::from(side).sorter(&sorter);
                    let found = searchsorted(&reversed.to_array(), keys.view(), how);
                    assert_eq!(
                        found.map(|found| Model::read(&found)).as_ref(),
                        Ok(&expected),
                        "{case}"
                    );
                });
            }
        }
    }
}

/// An operand of `where_`.
enum Given {
    Array(argwhere::Array),
    Scalar(Scalar),
}

impl Given {
    fn parse(json: &Json) -> Self {
        let value = &json["value"];
        match json["scalar"].as_str() {
            None => Given::Array(array(json).to_array()),
            Some("bool") => Given::Scalar(value.as_bool().expect("a bool").into()),
            Some("int") => Given::Scalar(Scalar::Int(text(value).parse().expect("an int"))),
            Some("float") => Given::Scalar(float(value).into()),
            Some("complex") => Given::Scalar(complex(value).into()),
            Some(other) => panic!("unknown kind of scalar {other}"),
        }
    }

    fn operand(&self) -> Operand<'_> {
        match self {
            Given::Array(array) => array.into(),
            Given::Scalar(scalar) => (*scalar).into(),
        }
    }
}

/// The array in every layout that does not repeat elements.
fn laid(model: &Model) -> impl Iterator<Item = Laid> {
    let layouts = Layout::all(model.ndim())
        .into_iter()
        .filter(|layout| !layout.stretched.contains(&true));
    layouts.map(|layout| Laid::new(model, &layout))
}

/// One record as four searches: both sides, with and without keepdims.
fn extrema(search: &Json) -> Vec<Extremum> {
    let axis = search["axis"]
        .as_i64()
        .map(|axis| axis.try_into().expect("an axis fits"));
    let mut all = Vec::new();
    for (side, name) in [(Side::Max, "argmax"), (Side::Min, "argmin")] {
        for (keepdims, shape) in [(false, "shape"), (true, "kept")] {
            let answer = match search["error"].as_str() {
                Some(error) => Err(vec![fault(error)]),
                None => Ok(indices(&search[name], Some(&search[shape]))),
            };
            all.push(Extremum {
                side,
                axis,
                keepdims,
                answer,
            });
        }
    }
    all
}
