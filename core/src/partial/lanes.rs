//! The best elements of each lane, and what is done with them once the element type is known.
//!
//! A lane is the elements along the reduced axes, for one position of the other axes. Whichever table and element type the
//! elements have, [`Elements`] finds the code that runs: [`Typed`] knows it at compile time, and [`Dynamic`] dispatches on
//! the dtype.

use crate::best::is_nan;
use crate::dtype::Element;
use crate::error::Error;
use crate::index::{Index, index, position};
use crate::table::{HasDType, Table};
use alloc::vec::Vec;
use core::fmt::Debug;
use core::marker::PhantomData;
use ndarray::{ArrayD, ArrayViewD, Axis, IxDyn};

/// The best elements of lanes, in row-major order of the lanes.
#[derive(Debug, Clone, PartialEq)]
pub struct Lanes<V> {
    /// The elements: `width` per lane, as an array of rank 1.
    pub(crate) values: V,
    /// Their indices in the whole array or along its reduced axis.
    pub(crate) indices: Vec<Index>,
    /// The number of elements per lane.
    pub(crate) width: usize,
}

impl<V> Lanes<V> {
    fn map<W, E>(self, to: impl FnOnce(V) -> Result<W, E>) -> Result<Lanes<W>, E> {
        Ok(Lanes {
            values: to(self.values)?,
            indices: self.indices,
            width: self.width,
        })
    }
}

/// What is done with an array: a block, or the elements of lanes.
#[derive(Debug)]
pub enum Job<'a, V> {
    /// Finds the best elements of a block that is not empty, along an axis or in all of it.
    Block(Option<usize>),
    /// Merges lanes, whose elements are the array, into others.
    Merge(Lanes<V>, &'a [Index], usize),
    /// Appends lanes, whose elements are the array, to others.
    Append(Lanes<V>, &'a [Index]),
    /// Copies some of the lanes.
    Pick(&'a [usize], &'a [Index], usize),
    /// Makes an array of this shape of the elements, and moves its last axis to this place.
    Shape(&'a [usize], usize),
    /// Makes an array of the dtype without elements.
    Empty,
    /// Finds the positions of the elements that are NaN.
    NaN,
}

/// How the best elements of a lane are found, and how those of two parts of it merge. `T` is a dtype of the table `M`.
pub trait Rule<M, T> {
    /// The best elements of a block that is not empty, along an axis or in all of it. The indices are those in the block.
    fn block(&self, x: &ArrayViewD<'_, T>, axis: Option<usize>) -> Result<Lanes<Vec<T>>, Error>;

    /// The best elements of two parts of each lane.
    fn merged(&self, lanes: Lanes<Vec<T>>, other: &Lanes<&[T]>) -> Lanes<Vec<T>>;
}

/// A table that has an operation, which the rule `R` names.
pub trait HasPartial<R>: Table {
    /// Does a job for an array of any dtype that has the operation.
    fn run(
        rule: &R,
        x: &Self::ArrayView<'_>,
        job: Job<'_, Self::Array>,
    ) -> Result<Lanes<Self::Array>, Error>;
}

/// Where the elements of a partial result come from: [`Dynamic`] or [`Typed`].
#[diagnostic::on_unimplemented(
    message = "this table has no partial results of the operation for these elements",
    note = "use a dtype of the table that has the operation; an order is needed to search for extreme elements"
)]
pub trait Elements<R> {
    /// An array of elements.
    type Values: Clone + Debug + PartialEq;
    /// A view of an array.
    type View<'a>;

    /// A view of the elements.
    fn view(values: &Self::Values) -> Self::View<'_>;
    /// The name of the dtype.
    fn dtype(values: &Self::Values) -> &'static str;
    /// The lengths of the axes of a block.
    fn shape<'a>(view: &'a Self::View<'_>) -> &'a [usize];
    /// Does a job.
    fn run(
        rule: &R,
        x: &Self::View<'_>,
        job: Job<'_, Self::Values>,
    ) -> Result<Lanes<Self::Values>, Error>;
}

/// Elements of any dtype of the table `M`.
#[derive(Debug)]
pub struct Dynamic<M>(PhantomData<fn() -> M>);

impl<R, M: HasPartial<R>> Elements<R> for Dynamic<M> {
    type Values = M::Array;
    type View<'a> = M::ArrayView<'a>;

    fn view(values: &M::Array) -> M::ArrayView<'_> {
        M::view(values)
    }

    fn dtype(values: &M::Array) -> &'static str {
        M::name_of(values)
    }

    fn shape<'a>(view: &'a M::ArrayView<'_>) -> &'a [usize] {
        M::shape_of_view(view)
    }

    fn run(
        rule: &R,
        x: &M::ArrayView<'_>,
        job: Job<'_, M::Array>,
    ) -> Result<Lanes<M::Array>, Error> {
        M::run(rule, x, job)
    }
}

/// Elements of type `T`, a dtype of the table `M`.
#[derive(Debug)]
pub struct Typed<M, T>(PhantomData<fn() -> (M, T)>);

impl<R: Rule<M, T>, M, T: Element> Elements<R> for Typed<M, T> {
    type Values = ArrayD<T>;
    type View<'a> = ArrayViewD<'a, T>;

    fn view(values: &ArrayD<T>) -> ArrayViewD<'_, T> {
        values.view()
    }

    fn dtype(_: &ArrayD<T>) -> &'static str {
        core::any::type_name::<T>()
    }

    fn shape<'a>(view: &'a ArrayViewD<'_, T>) -> &'a [usize] {
        view.shape()
    }

    fn run(
        rule: &R,
        x: &ArrayViewD<'_, T>,
        job: Job<'_, ArrayD<T>>,
    ) -> Result<Lanes<ArrayD<T>>, Error> {
        run_typed::<M, R, T>(rule, x, job)
    }
}

/// Does a job for a dtype of the table `M`.
pub fn run<M: HasDType<T>, R: Rule<M, T>, T: Element>(
    rule: &R,
    x: &ArrayViewD<'_, T>,
    job: Job<'_, M::Array>,
) -> Result<Lanes<M::Array>, Error> {
    let unwrap = |values| {
        M::unwrap(values).map_err(|other| Error::DTypeMismatch {
            expected: M::DTYPE_NAME,
            found: M::name_of(&other),
        })
    };
    let job = match job {
        Job::Merge(lanes, indices, width) => Job::Merge(lanes.map(unwrap)?, indices, width),
        Job::Append(lanes, indices) => Job::Append(lanes.map(unwrap)?, indices),
        Job::Block(axis) => Job::Block(axis),
        Job::Pick(lanes, indices, width) => Job::Pick(lanes, indices, width),
        Job::Shape(shape, axis) => Job::Shape(shape, axis),
        Job::Empty => Job::Empty,
        Job::NaN => Job::NaN,
    };
    run_typed::<M, R, T>(rule, x, job)?.map(|values| Ok(M::wrap(values)))
}

fn run_typed<M, R: Rule<M, T>, T: Element>(
    rule: &R,
    x: &ArrayViewD<'_, T>,
    job: Job<'_, ArrayD<T>>,
) -> Result<Lanes<ArrayD<T>>, Error> {
    let lanes = match job {
        Job::Block(axis) => rule.block(x, axis)?,
        Job::Merge(lanes, indices, width) => {
            let other = Lanes {
                values: slice(x),
                indices: indices.to_vec(),
                width,
            };
            rule.merged(elements(lanes), &other)
        }
        Job::Append(lanes, indices) => {
            let mut lanes = elements(lanes);
            lanes.values.extend_from_slice(slice(x));
            lanes.indices.extend_from_slice(indices);
            lanes
        }
        Job::Pick(picked, indices, width) => {
            let all = slice(x);
            let places = picked
                .iter()
                .flat_map(|lane| lane * width..(lane + 1) * width);
            Lanes {
                values: places.clone().map(|at| all[at]).collect(),
                indices: places.map(|at| indices[at]).collect(),
                width,
            }
        }
        Job::Shape(shape, axis) => {
            return Ok(Lanes {
                values: shaped(x, shape, axis)?,
                indices: Vec::new(),
                width: 0,
            });
        }
        Job::Empty | Job::NaN => {
            let all = slice(x).iter().enumerate();
            let is_wanted = matches!(job, Job::NaN);
            let nan = all.filter(|&(_, &element)| is_wanted && is_nan(element));
            Lanes {
                values: Vec::new(),
                indices: nan.map(|(at, _)| index(at)).collect(),
                width: 0,
            }
        }
    };
    lanes.map(|values| Ok(ndarray::Array1::from(values).into_dyn()))
}

/// The elements of lanes as a slice. Every array of them was made of a vector.
fn slice<'a, T>(x: &'a ArrayViewD<'_, T>) -> &'a [T] {
    x.as_slice().unwrap_or_default()
}

/// Lanes with their elements in a vector.
fn elements<T>(lanes: Lanes<ArrayD<T>>) -> Lanes<Vec<T>> {
    Lanes {
        values: lanes.values.into_raw_vec_and_offset().0,
        indices: lanes.indices,
        width: lanes.width,
    }
}

/// The elements as an array whose last axis is moved to another place, in row-major order.
pub(crate) fn shaped<T: Clone>(
    x: &ArrayViewD<'_, T>,
    shape: &[usize],
    axis: usize,
) -> Result<ArrayD<T>, Error> {
    let array = crate::array::copied(x, shape)?;
    let last = shape.len().saturating_sub(1);
    if axis == last {
        return Ok(array);
    }
    let mut order: Vec<usize> = (0..last).collect();
    order.insert(axis, last);
    let moved = array.view().permuted_axes(IxDyn(&order));
    crate::array::copied(&moved, moved.shape())
}

/// The index of each lane as the element at it: `indices` has one per lane of `x` along the axis.
pub(crate) fn at_indices<T: Copy>(
    x: &ArrayViewD<'_, T>,
    axis: usize,
    indices: &[Index],
) -> Result<Vec<T>, Error> {
    let mut elements = Vec::new();
    elements
        .try_reserve_exact(indices.len())
        .map_err(|_| Error::TooLarge {
            shape: alloc::vec![indices.len()],
            item: size_of::<T>(),
        })?;
    let lanes = x.lanes(Axis(axis)).into_iter();
    elements.extend(
        lanes
            .zip(indices)
            .map(|(lane, &index)| lane[position(index)]),
    );
    Ok(elements)
}
