// mod table;
// crate = ::renamed;
// ranks 0..=1;
// operations { nonzero }
// dtypes { Int16: i16; }

mod table {
    use ::renamed::__private as __argwhere;
    /// An array whose dtype and rank are known at run time.
    #[__argwhere::derive(__argwhere::Clone, __argwhere::PartialEq)]
    pub enum Array {
        ///Of dtype `int16`.
        Int16(__argwhere::ArrayD<i16>),
    }
    /// The kernels by operation, dtype or pair of dtypes, and rank.
    pub mod kernels {
        ///The kernels of `nonzero`.
        pub mod nonzero {
            ///For arrays of dtype `int16`.
            pub mod i16 {
                use super::super::super::__argwhere;
                /// Appends the indices of the elements that are not zero of a `int16` array of rank 1, one vector per axis.
                ///
                /// All vectors have the same length, before and after.
                #[inline]
                pub fn rank1(
                    x: __argwhere::ArrayView1<'_, i16>,
                    indices: &mut [__argwhere::Vec<__argwhere::Index>; 1],
                ) {
                    __argwhere::nonzero::append::<
                        i16,
                        __argwhere::Native,
                    >(__argwhere::Strided::of(&x), indices);
                }
            }
        }
    }
}
