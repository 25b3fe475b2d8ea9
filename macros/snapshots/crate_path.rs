// mod table;
// crate = ::renamed;
// ranks 0..=1;
// operations { nonzero }
// dtypes { Int16: i16; }

mod table {
    use ::renamed::__private as __argwhere;
    /// An array whose dtype and rank are known at run time.
    #[self::__argwhere::derive(self::__argwhere::Clone, self::__argwhere::PartialEq)]
    pub enum Array {
        ///Of dtype `int16`.
        Int16(self::__argwhere::ArrayD<i16>),
    }
    /// The kernels by operation, dtype or pair of dtypes, and rank.
    pub mod kernels {
        ///The kernels of `nonzero`.
        pub mod nonzero {
            ///For arrays of dtype `int16`.
            pub mod i16 {
                #[allow(unused_imports, reason = "not every kernel needs every name")]
                use super::super::super::__argwhere::{
                    Axis, Best, Error, Index, Max, Min, Native, Option, Out, Newtype,
                    Portable, Result, Strided, StridedMut, Vec, extremum, nonzero,
                    where_, ArrayView0, ArrayViewMut0, Ix0, ArrayView1, ArrayViewMut1,
                    Ix1,
                };
                /**Appends the indices of what is not zero in a `int16` array of rank 1, one vector an axis.

All vectors have one length before and after.*/
                #[inline]
                pub fn rank1(x: ArrayView1<'_, i16>, indices: &mut [Vec<Index>; 1]) {
                    nonzero::append::<i16, Native>(Strided::of(&x), indices);
                }
            }
        }
    }
}
