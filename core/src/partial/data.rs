//! Partial results as data of serde. (Feature `serde`.)
//!
//! A result is the search that it belongs to, and the pieces of it with their elements as arrays of the table. Results of
//! blocks of any dtype and of one element type have the same form. Data from elsewhere is checked, so that a result that can be
//! deserialized can be merged and finished, to a result or an error. Whether its elements are those of an array, and the
//! candidates of `top_k` in order, cannot be seen.

use super::counts::Counts;
use super::lanes::{Dynamic, Elements, HasPartial, Lanes, Rule, Typed};
use super::pieces::Pieces;
use super::plan::{Plan, Region};
use super::positions::Positions;
use super::reduction::Partial;
use super::rules::Named;
use crate::dtype::Element;
use crate::index::Index;
use crate::mode::Mode;
use crate::table::{HasDType, Table};
use alloc::string::String;
use alloc::vec::Vec;
use alloc::{format, vec};
use core::marker::PhantomData;
use ndarray::ArrayD;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The search.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Search {
    operation: String,
    shape: Vec<usize>,
    is_reduced: Vec<bool>,
    axis: Option<usize>,
    keepdims: bool,
    best: Option<(usize, Mode)>,
    covered: u64,
}

impl Search {
    fn of(plan: &Plan) -> Self {
        Self {
            operation: plan.operation.into(),
            shape: plan.shape.clone(),
            is_reduced: plan.is_reduced.clone(),
            axis: plan.axis,
            keepdims: plan.keepdims,
            best: plan.best,
            covered: plan.covered,
        }
    }

    /// The search, if it is one of the operation. `one_axis` is whether the operation searches along one axis or in all.
    fn plan(self, operation: &'static str, one_axis: bool) -> Result<Plan, String> {
        let has_parameters = self.axis.is_some() || self.best.is_some();
        let counts = operation == "count_nonzero" || operation == "nonzero";
        let is_whole = !self.keepdims && self.is_reduced.iter().all(|&is_reduced| is_reduced);
        if counts && has_parameters || operation == "nonzero" && !is_whole {
            return Err("the parameters of another operation".into());
        }
        if self.operation != operation {
            let found = self.operation;
            return Err(format!(
                "expected a partial result of {operation}, found one of {found}"
            ));
        }
        let ndim = self.shape.len();
        let is_searched = |axis: usize| self.axis.is_none_or(|searched| searched == axis);
        let agrees = self.is_reduced.len() == ndim
            && (self.best.is_none() || self.axis.is_some())
            && self.axis.is_none_or(|axis| axis < ndim)
            && (!one_axis || (0..ndim).all(|axis| self.is_reduced[axis] == is_searched(axis)));
        if !agrees {
            return Err(format!(
                "these are not axes of an array of {ndim} dimensions"
            ));
        }
        if let (Some((k, _)), Some(axis)) = (self.best, self.axis)
            && k > self.shape[axis]
        {
            return Err(format!("k = {k} is larger than the length of axis {axis}"));
        }
        let plan = Plan::new(operation, &self.shape, &self.is_reduced, self.keepdims);
        Ok(Plan {
            axis: self.axis,
            best: self.best,
            covered: self.covered,
            ..plan.map_err(|error| format!("{error}"))?
        })
    }
}

/// What was found for a box of the kept axes.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Piece<V> {
    start: Vec<usize>,
    shape: Vec<usize>,
    width: usize,
    indices: Vec<Index>,
    values: V,
}

/// The first indices and the lengths of a box.
fn ends(region: &Region) -> [Vec<usize>; 2] {
    [0, 1].map(|which| region.iter().map(|ends| ends[which]).collect())
}

/// The box, and the number of its lanes, if it is a box of the kept axes.
fn checked(plan: &Plan, start: &[usize], shape: &[usize]) -> Result<(Region, usize), String> {
    let kept = plan.kept_shape();
    let lanes = shape
        .iter()
        .try_fold(1_usize, |lanes, &len| lanes.checked_mul(len));
    let is_inside = start.len() == kept.len()
        && shape.len() == kept.len()
        && plan.len() > 0
        && (0..kept.len()).all(|axis| {
            let end = start[axis].checked_add(shape[axis]);
            shape[axis] > 0 && end.is_some_and(|end| end <= kept[axis])
        });
    let Some(lanes) = lanes.filter(|_| is_inside) else {
        return Err(format!(
            "a piece of shape {shape:?} at {start:?} is not a part of the kept axes, of shape {kept:?}"
        ));
    };
    let region = start.iter().zip(shape).map(|(&start, &len)| [start, len]);
    Ok((region.collect(), lanes))
}

/// The partial result of lanes.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reduced<V> {
    search: Search,
    dtype: Option<V>,
    pieces: Vec<Piece<V>>,
}

/// Elements as arrays of their table.
pub trait AsArray<R>: Elements<R> {
    /// The table.
    type Table: Table;
    /// The elements as an array.
    fn to_array(values: &Self::Values) -> <Self::Table as Table>::Array;
    /// The elements of an array, if it has the right dtype.
    fn of_array(array: <Self::Table as Table>::Array) -> Result<Self::Values, String>;
}

impl<R, M: HasPartial<R>> AsArray<R> for Dynamic<M> {
    type Table = M;

    fn to_array(values: &M::Array) -> M::Array {
        values.clone()
    }

    fn of_array(array: M::Array) -> Result<M::Array, String> {
        Ok(array)
    }
}

impl<R: Rule<M, T>, M: HasDType<T>, T: Element> AsArray<R> for Typed<M, T> {
    type Table = M;

    fn to_array(values: &ArrayD<T>) -> M::Array {
        M::wrap(values.clone())
    }

    fn of_array(array: M::Array) -> Result<ArrayD<T>, String> {
        M::unwrap(array).map_err(|other| {
            format!(
                "expected elements of dtype {}, found {}",
                M::DTYPE_NAME,
                M::name_of(&other)
            )
        })
    }
}

type ArrayOf<R, X> = <<X as AsArray<R>>::Table as Table>::Array;

impl<R, X: AsArray<R>> Serialize for Partial<R, X>
where
    ArrayOf<R, X>: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let pieces = self.pieces.list().iter().map(|(region, lanes)| {
            let [start, shape] = ends(region);
            Piece {
                start,
                shape,
                width: lanes.width,
                indices: lanes.indices.clone(),
                values: X::to_array(&lanes.values),
            }
        });
        let data = Reduced {
            search: Search::of(&self.plan),
            dtype: self.dtype.as_ref().map(X::to_array),
            pieces: pieces.collect(),
        };
        data.serialize(serializer)
    }
}

impl<'de, R: Named, X: AsArray<R>> Deserialize<'de> for Partial<R, X>
where
    ArrayOf<R, X>: Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let data = Reduced::<ArrayOf<R, X>>::deserialize(deserializer)?;
        of_data(data).map_err(D::Error::custom)
    }
}

fn of_data<R: Named, X: AsArray<R>>(data: Reduced<ArrayOf<R, X>>) -> Result<Partial<R, X>, String> {
    let plan = data.search.plan(R::NAME, true)?;
    let rule = R::new(plan.best).ok_or("the parameters of another operation")?;
    let width = rule.width();
    let mut partial = Partial::<R, X>::of(plan, rule);
    partial.dtype = data.dtype.map(X::of_array).transpose()?;
    let dtype = partial.dtype.as_ref();
    if dtype.is_some_and(|empty| X::shape(&X::view(empty)) != [0]) {
        return Err("expected an array without elements for the dtype".into());
    }
    for piece in data.pieces {
        let (region, lanes) = checked(&partial.plan, &piece.start, &piece.shape)?;
        let values = X::of_array(piece.values)?;
        let len = lanes.checked_mul(piece.width);
        let is_whole = (1..=width).contains(&piece.width)
            && (piece.width == width || partial.plan.best.is_some())
            && len == Some(piece.indices.len())
            && X::shape(&X::view(&values)) == [piece.indices.len()];
        if !is_whole {
            return Err(format!(
                "a piece of {lanes} lanes does not have its elements"
            ));
        }
        if partial.dtype.as_ref().map(X::dtype) != Some(X::dtype(&values)) {
            return Err(format!("a piece has another dtype: {}", X::dtype(&values)));
        }
        for &index in &piece.indices {
            let checked = partial.plan.check_index(index, 0);
            checked.map_err(|_| format!("{index} is not an index of the whole array"))?;
        }
        let lanes = Lanes {
            values,
            indices: piece.indices,
            width: piece.width,
        };
        if partial.pieces.has(&region) {
            return Err(format!("two pieces at {:?}", piece.start));
        }
        let inserted = partial.insert(region, lanes);
        inserted.map_err(|error| format!("{error}"))?;
    }
    Ok(partial)
}

/// The counts of lanes.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Counted {
    search: Search,
    pieces: Vec<Count>,
}

/// The counts in a box of the kept axes.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Count {
    start: Vec<usize>,
    shape: Vec<usize>,
    counts: Vec<Index>,
}

impl<X> Serialize for Counts<X> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let pieces = self.pieces.list().iter().map(|(region, counts)| {
            let [start, shape] = ends(region);
            let counts = counts.clone();
            Count {
                start,
                shape,
                counts,
            }
        });
        let data = Counted {
            search: Search::of(&self.plan),
            pieces: pieces.collect(),
        };
        data.serialize(serializer)
    }
}

impl<'de, X> Deserialize<'de> for Counts<X> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let data = Counted::deserialize(deserializer)?;
        let plan = data
            .search
            .plan("count_nonzero", false)
            .map_err(D::Error::custom)?;
        let mut pieces = Pieces::default();
        for Count {
            start,
            shape,
            counts,
        } in data.pieces
        {
            let (region, lanes) = checked(&plan, &start, &shape).map_err(D::Error::custom)?;
            let most = plan.len() / plan.lanes().map_or(1, |lanes| lanes as u64).max(1);
            let is_count = |&count: &Index| u64::try_from(count).is_ok_and(|count| count <= most);
            if counts.len() != lanes || !counts.iter().all(is_count) || pieces.has(&region) {
                return Err(D::Error::custom(format!(
                    "a piece needs {lanes} counts of up to {most} elements, and a place of its own"
                )));
            }
            let merge = |_: &Vec<Index>, counts| Ok(counts);
            pieces
                .add(region, counts, merge)
                .map_err(D::Error::custom)?;
        }
        Ok(Self {
            plan,
            pieces,
            elements: PhantomData,
        })
    }
}

/// The positions of nonzero elements.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Found {
    search: Search,
    runs: Vec<Vec<Index>>,
}

impl<X> Serialize for Positions<X> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let data = Found {
            search: Search::of(&self.plan),
            runs: self.runs.clone(),
        };
        data.serialize(serializer)
    }
}

impl<'de, X> Deserialize<'de> for Positions<X> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Found { search, runs } = Found::deserialize(deserializer)?;
        let plan = search.plan("nonzero", true).map_err(D::Error::custom)?;
        let is_sorted = |run: &Vec<Index>| run.windows(2).all(|pair| pair[0] < pair[1]);
        for run in &runs {
            let [first, last] = [run.first(), run.last()].map(|at| at.copied().unwrap_or(-1));
            let is_inside = first >= 0 && u64::try_from(last).is_ok_and(|last| last < plan.len());
            if !is_inside || !is_sorted(run) {
                return Err(D::Error::custom(
                    "expected runs of positions in the whole array, in order",
                ));
            }
        }
        let mut positions = Self {
            plan,
            runs: vec![],
            elements: PhantomData,
        };
        for run in runs {
            positions.insert(run);
        }
        Ok(positions)
    }
}
