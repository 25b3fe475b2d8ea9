//! `nonzero`, `argwhere` and `flatnonzero` on several threads.
//!
//! ```text
//! cut the array into blocks of adjacent positions, in row-major order, and these into runs, some per thread
//! count the nonzero elements of each run
//! give each run the part of the result that its count says, after those of the runs before it
//! for each block: find its positions, in a buffer that stays in L1; copy them to the result, moved by the block's origin
//! ```

use super::cut::{Least, many, ranges, threads};
use super::{Par, each};
use crate::array::out::advise_huge_pages;
use crate::dtype::Element;
use crate::error::Error;
use crate::index::{Index, index};
use crate::layout::Strided;
use crate::ops::argwhere::{self as rows, HasPlaces, Places};
use crate::ops::count_nonzero::count;
use crate::ops::nonzero::{self as indices, HasNonzero, MASK, MASKS_PER_BATCH, NonzeroOps};
use alloc::vec;
use alloc::vec::Vec;
use core::mem::MaybeUninit;
use ndarray::{Array, Array1, ArrayViewD, Axis, Slice};

/// The most elements of a block: those of a batch of masks.
const BLOCK: usize = MASK * MASKS_PER_BATCH;

/// The elements that a buffer has room for beyond those of a block, so that it never grows.
const SPARE: usize = 64;

/// A block: the indices of its first element, and its length along each axis.
type Block = (Vec<usize>, Vec<usize>);

/// `nonzero`, for a dtype.
pub fn nonzero<M: HasNonzero<T>, T: Element>(
    x: &ArrayViewD<'_, T>,
    par: Par,
) -> Result<Vec<Array1<Index>>, Error> {
    let on_one_thread = || indices::dynamic::<M, T>(x);
    let Some((runs, threads)) = runs(x, par) else {
        return on_one_thread();
    };
    let find = |x: Strided<'_, T>, found: &mut [Vec<Index>]| indices::append::<T, M::Ops>(x, found);
    let moves = |(origin, _): &Block| origin.iter().map(|&at| index(at)).collect();
    match written::<T, M::Ops>(x, (&runs, threads), x.ndim(), 1, find, moves) {
        Ok(Some(found)) => Ok(found),
        _ => on_one_thread(),
    }
}

/// `argwhere` and `flatnonzero`, for a dtype.
pub fn places<M: HasPlaces<P, T>, P: Places, T: Element>(
    x: &ArrayViewD<'_, T>,
    par: Par,
) -> Result<Array<Index, P::Dim>, Error> {
    let on_one_thread = || rows::dynamic::<M, P, T>(x);
    let Some((runs, threads)) = runs(x, par) else {
        return on_one_thread();
    };
    let find = |x: Strided<'_, T>, found: &mut [Vec<Index>]| {
        rows::append::<P, T, M::Ops>(x, &mut found[0])
    };
    let moves = |(origin, _): &Block| P::moves(origin, x.shape());
    let width = P::width(x.ndim());
    let Ok(Some(mut arrays)) = written::<T, M::Ops>(x, (&runs, threads), 1, width, find, moves)
    else {
        return on_one_thread();
    };
    let all = arrays.pop().unwrap_or_default().into_raw_vec_and_offset().0;
    let shape = P::shape(all.len() / width.max(1), x.ndim());
    Array::from_shape_vec(shape, all).or_else(|_| on_one_thread())
}

/// Runs of blocks, and on how many threads they are searched; `None` if the array is too small for threads.
fn runs<T>(x: &ArrayViewD<'_, T>, par: Par) -> Option<(Vec<Vec<Block>>, usize)> {
    let bytes = x.len().saturating_mul(size_of::<T>());
    let threads = threads(bytes, Least::of_positions(), par);
    // A view that repeats its elements has a way of its own, which reads them once.
    if threads < 2 || x.ndim() == 0 || x.strides().contains(&0) {
        return None;
    }
    let mut blocks = blocks(x.shape()).into_iter();
    let parts = many(threads, bytes).min(blocks.len());
    let runs = ranges(blocks.len(), parts);
    let runs = runs.map(|range| blocks.by_ref().take(range.len()).collect());
    Some((runs.collect(), threads))
}

/// An array of some elements, none of its axes empty, as blocks of adjacent positions in row-major order.
fn blocks(shape: &[usize]) -> Vec<Block> {
    // The elements of an index of each axis, from the last one up, while a block has room for them.
    let (mut axis, mut inner) = (shape.len() - 1, 1);
    while axis > 0 && inner * shape[axis] <= BLOCK {
        inner *= shape[axis];
        axis -= 1;
    }
    let step = BLOCK / inner;
    let mut blocks = Vec::new();
    for outer in ndarray::indices(&shape[..axis]) {
        for start in (0..shape[axis]).step_by(step) {
            let mut origin: Vec<usize> = ndarray::Dimension::slice(&outer).to_vec();
            let mut lengths = vec![1; axis];
            origin.push(start);
            lengths.push(step.min(shape[axis] - start));
            origin.resize(shape.len(), 0);
            lengths.extend_from_slice(&shape[axis + 1..]);
            blocks.push((origin, lengths));
        }
    }
    blocks
}

/// The block as a view.
fn view<'a, T>(x: &'a ArrayViewD<'_, T>, (origin, lengths): &Block) -> ArrayViewD<'a, T> {
    let mut part = x.view();
    for (axis, (&start, &len)) in origin.iter().zip(lengths).enumerate() {
        part.slice_axis_inplace(Axis(axis), Slice::from(start..start + len));
    }
    part
}

/// `arrays` new arrays, of which each has `width` indices per nonzero element. `find` appends those of a block, and `moves`
/// are the numbers to add to them, array by array. The result is `None` if the count and the positions found differ, which
/// `PartialEq` of a user's type may cause, or if a machine has no array of that many indices.
fn written<T: Element, O: NonzeroOps<T>>(
    x: &ArrayViewD<'_, T>,
    (runs, threads): (&[Vec<Block>], usize),
    arrays: usize,
    width: usize,
    find: impl Fn(Strided<'_, T>, &mut [Vec<Index>]) -> Result<(), Error> + Sync,
    moves: impl Fn(&Block) -> Vec<Index> + Sync,
) -> Result<Option<Vec<Array1<Index>>>, Error> {
    let counts = each(runs.iter().collect(), threads, |run: &Vec<Block>| {
        let counts = run.iter().map(|block| count::<T, O, _>(&view(x, block)));
        counts.sum::<usize>().checked_mul(width)
    });
    let counts: Option<Vec<usize>> = counts.into_iter().collect();
    let total = |counts: &[usize]| {
        let mut counts = counts.iter();
        counts.try_fold(0_usize, |total, &count| total.checked_add(count))
    };
    let Some((total, counts)) = counts.and_then(|counts| Some((total(&counts)?, counts))) else {
        return Ok(None);
    };
    let mut results = Vec::with_capacity(arrays);
    for _ in 0..arrays {
        results.push(with_capacity(total)?);
    }
    let mut parts: Vec<Vec<&mut [MaybeUninit<Index>]>> =
        runs.iter().map(|_| Vec::with_capacity(arrays)).collect();
    for result in &mut results {
        let mut rest = &mut result.spare_capacity_mut()[..total];
        for (part, &count) in parts.iter_mut().zip(&counts) {
            let (first, others) = rest.split_at_mut(count);
            part.push(first);
            rest = others;
        }
    }
    let tasks = runs.iter().zip(parts).collect();
    let written = each(
        tasks,
        threads,
        |(run, mut outs): (&Vec<Block>, Vec<&mut [MaybeUninit<Index>]>)| {
            let mut found: Vec<Vec<Index>> = Vec::new();
            found.resize_with(arrays, || Vec::with_capacity((BLOCK + SPARE) * width));
            let mut filled = 0;
            for block in run {
                found.iter_mut().for_each(Vec::clear);
                find(Strided::of(&view(x, block)), &mut found)?;
                let moves = moves(block);
                for (at, (out, found)) in outs.iter_mut().zip(&found).enumerate() {
                    let moves = &moves[at * width..(at + 1) * width];
                    let Some(out) = out.get_mut(filled..filled + found.len()) else {
                        return Ok(false);
                    };
                    write_moved(out, found, moves);
                }
                filled += found[0].len();
            }
            Ok::<bool, Error>(outs.iter().all(|out| out.len() == filled))
        },
    );
    let written: Vec<bool> = written.into_iter().collect::<Result<_, _>>()?;
    let are_written = written.into_iter().all(|is_written| is_written);
    if !are_written {
        return Ok(None);
    }
    for result in &mut results {
        // SAFETY: the parts are the first `total` slots, and every slot of every part has been written.
        unsafe { result.set_len(total) };
    }
    Ok(Some(results.into_iter().map(Array1::from).collect()))
}

/// A vector with this capacity.
fn with_capacity(len: usize) -> Result<Vec<Index>, Error> {
    let mut vector = Vec::new();
    vector.try_reserve_exact(len).map_err(|_| Error::TooLarge {
        shape: vec![len],
        item: size_of::<Index>(),
    })?;
    advise_huge_pages(&mut vector);
    Ok(vector)
}

/// Writes the indices that were found, each moved by the number of its place.
fn write_moved(out: &mut [MaybeUninit<Index>], found: &[Index], moves: &[Index]) {
    if let &[by] = moves {
        for (out, found) in out.iter_mut().zip(found) {
            out.write(found + by);
        }
    } else {
        let places = found.iter().zip(moves.iter().cycle());
        for (out, (found, by)) in out.iter_mut().zip(places) {
            out.write(found + by);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_all_positions_in_order() {
        for shape in [
            vec![1],
            vec![BLOCK + 1],
            vec![3, BLOCK + 5],
            vec![200, 300, 2],
            vec![2, 2, 20_000],
            vec![5, 1, 1],
        ] {
            let mut expected = 0;
            for (origin, lengths) in blocks(&shape) {
                let first = origin
                    .iter()
                    .zip(&shape)
                    .fold(0, |at, (&along, &len)| at * len + along);
                let count: usize = lengths.iter().product();
                assert_eq!(first, expected, "{shape:?}");
                assert!(0 < count && count <= BLOCK, "{shape:?}");
                expected += count;
            }
            assert_eq!(expected, shape.iter().product::<usize>(), "{shape:?}");
        }
    }
}
