//! Positions that do not fit in narrow types.

use super::*;

/// cupy/cupy#8014: an index beyond 2^31 wraps to a negative number.
#[cfg(target_pointer_width = "64")]
#[test]
fn an_index_beyond_32_bits_is_exact() {
    let shape = (2, 1 << 32).strides((1, 0));
    let x = ArrayView2::from_shape(shape, &[3i64, 4]).expect("the strides fit");
    assert_eq!(typed::argmax(&x), Ok(1 << 32));
    assert_eq!(typed::argmin(&x), Ok(0));
    let shape = (2, 1 << 32).strides((1, 0));
    let x = ArrayView2::from_shape(shape, &[4.0f32, 3.0]).expect("the strides fit");
    assert_eq!(index(argmin(x, Along::all())), 1 << 32);
}

/// minimalrust/argmm#8: lanes count positions in f32, which is exact only up to 2^24. The index is wrong, or even
/// outside the array.
#[test]
fn an_index_beyond_the_exact_integers_of_the_dtype_is_right() {
    let len = 17_000_001;
    let mut x = Array1::<f32>::zeros(len);
    for at in [len - 1, len - 2, (1 << 24) + 1] {
        x[at] = 1.0;
        assert_eq!(typed::argmax(&x), Ok(at));
        x[at] = -1.0;
        assert_eq!(typed::argmin(&x), Ok(at));
        x[at] = 0.0;
    }
    assert_eq!(typed::argmax(&x), Ok(0));
}

/// pytorch/pytorch#51871: `nonzero` refuses more than 2^31 elements.
#[cfg(target_pointer_width = "64")]
#[test]
fn nonzero_takes_more_than_two_billion_elements() {
    let (rows, columns) = (1 << 18, 1 << 14);
    let mut row = vec![0u8; columns];
    row[columns - 1] = 1;
    let shape = (rows, columns).strides((0, 1));
    let x = ArrayView2::from_shape(shape, &row).expect("the strides fit");
    let [down, across] = typed::nonzero(&x).expect("the indices fit in memory");
    assert_eq!((down.len(), across.len()), (rows, rows));
    assert_eq!(down[rows - 1], to_index(rows - 1));
    assert!(across.iter().all(|&at| at == to_index(columns - 1)));
}

/// pytorch/pytorch#51872: `nonzero` of zeros asks for memory for more elements than the array has.
#[test]
fn nonzero_of_zeros_allocates_nothing() {
    let x = Array2::<f64>::zeros((512, 1024));
    let mut found = [Vec::new(), Vec::new()];
    typed::nonzero_into(&x, &mut found).expect("there is memory");
    assert!(found.iter().all(|indices| indices.capacity() == 0));
}
