//! Golden results of the operations beside `argmax`, `argmin`, `nonzero` and `where_`, written by `golden/make.py`.

use argwhere::{
    Along, AlongAxes, Array, Error, Index, Mode, Search, Side, argwhere, count_nonzero, extract,
    flatnonzero, nanargmax, nanargmin, searchsorted, top_k, unravel_index,
};
use argwhere_tests::check::at_every_level;
use argwhere_tests::golden::{array, cases, indices, lengths, list, value};
use argwhere_tests::{Laid, Layout, Model};
use ndarray::Array1;
use serde_json::Value as Json;

/// The array in every layout that does not repeat elements.
fn laid(model: &Model) -> impl Iterator<Item = Laid> {
    let layouts = Layout::all(model.ndim())
        .into_iter()
        .filter(|layout| !layout.stretched.contains(&true));
    layouts.map(|layout| Laid::new(model, &layout))
}

/// The axis of a case: none, one, or a list.
fn along(axis: &Json) -> AlongAxes {
    let number = |axis: &Json| isize::try_from(axis.as_i64().expect("an axis")).expect("it fits");
    match axis {
        Json::Null => Along::all().into(),
        Json::Array(several) => Along::axes(several.iter().map(number)),
        axis => Along::axis(number(axis)).into(),
    }
}

#[test]
fn count_nonzero_matches_the_golden_results() {
    for case in cases(include_str!("../golden/count_nonzero.json")) {
        for x in laid(&array(&case)) {
            for search in list(&case["searches"]) {
                let [expected, kept] =
                    ["shape", "kept"].map(|shape| indices(&search["counts"], Some(&search[shape])));
                let along = || along(&search["axis"]);
                at_every_level(|_| {
                    let found = count_nonzero(x.view(), along()).map(|found| Model::read(&found));
                    assert_eq!(found.as_ref(), Ok(&expected), "{x:?} {search}");
                    let found = count_nonzero(x.view(), along().keepdims());
                    assert_eq!(found.map(|found| Model::read(&found)).as_ref(), Ok(&kept));
                });
            }
        }
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
fn positions_and_extract_match_the_golden_results() {
    for case in cases(include_str!("../golden/positions.json")) {
        let model = array(&case);
        let rows = indices(
            &case["argwhere"]["values"],
            Some(&case["argwhere"]["shape"]),
        );
        let flat = indices(&case["flatnonzero"], None);
        let mask = list(&case["mask"])
            .iter()
            .map(|json| value(json, argwhere::DType::Bool));
        let mask = Model::new(argwhere::DType::Bool, &model.shape, mask.collect()).to_array();
        let chosen = list(&case["extract"])
            .iter()
            .map(|json| value(json, model.dtype));
        let chosen: Vec<_> = chosen.collect();
        let chosen = Model::new(model.dtype, &[chosen.len()], chosen);
        for x in laid(&model) {
            at_every_level(|_| {
                assert_eq!(
                    argwhere(x.view()).map(|found| Model::read(&found)).as_ref(),
                    Ok(&rows)
                );
                let found = flatnonzero(x.view()).expect("there is memory");
                assert_eq!(Model::read(&found), flat);
                let extracted = extract(&mask, x.view()).map(|found| Model::read(&found));
                assert_eq!(extracted.as_ref(), Ok(&chosen), "{case}");
                let unraveled = list(&case["unravel_index"]);
                if !unraveled.is_empty() {
                    let axes = unravel_index(&found, &model.shape).expect("the positions exist");
                    let axes: Vec<Model> = axes.iter().map(Model::read).collect();
                    let expected: Vec<Model> =
                        unraveled.iter().map(|axis| indices(axis, None)).collect();
                    assert_eq!(axes, expected);
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
            for (name, side) in [("left", Side::Left), ("right", Side::Right)] {
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

#[test]
fn top_k_matches_the_golden_results() {
    for case in cases(include_str!("../golden/top_k.json")) {
        let model = array(&case);
        let [k, axis] = ["k", "axis"].map(|name| case[name].as_u64().expect("a number"));
        let (k, axis) = (
            k.try_into().expect("it fits"),
            axis.try_into().expect("it fits"),
        );
        for x in laid(&model) {
            for (name, mode) in [("largest", Mode::Largest), ("smallest", Mode::Smallest)] {
                let expected = &case[name];
                let shape = lengths(&expected["shape"]);
                let values = list(&expected["values"])
                    .iter()
                    .map(|json| value(json, model.dtype));
                let values = Model::new(model.dtype, &shape, values.collect());
                let positions = indices(&expected["indices"], Some(&expected["shape"]));
                at_every_level(|_| {
                    let (found, at): (Array, _) =
                        top_k(x.view(), k, axis, mode).expect("k is in range");
                    assert_eq!(Model::read(&found), values, "{case}");
                    assert_eq!(Model::read(&at), positions, "{case}");
                });
            }
        }
    }
}
