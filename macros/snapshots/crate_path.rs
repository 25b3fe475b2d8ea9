// mod table;
// crate = ::renamed;
// ranks 0..=1;
// operations { nonzero }
// dtypes { Int16: i16; }

mod table {
    use ::renamed::__private as __argwhere;
    /// An array whose dtype and rank are known at run time.
    #[__argwhere::derive(__argwhere::Clone)]
    pub enum Array {
        ///An array of dtype `int16`.
        Int16(__argwhere::ArrayD<i16>),
    }
    /// Runs an expression for the dtype of a dynamic array, with the typed view bound to a name.
    ///
    /// The expression is compiled once per dtype of the table, and the name is bound to an
    /// [`ndarray::ArrayViewD`](https://docs.rs/ndarray/latest/ndarray/type.ArrayViewD.html) of its element type. It must
    /// compile for every dtype and always have the same type. `?` and `return` in it return from the enclosing function.
    ///
    /// With two arrays, the expression is compiled once per pair of dtypes. After `ordered`, it is compiled only for the dtypes
    /// that have an order. For the others, the expression after `else` runs, with the dynamic view bound to its name.
    /**
# Examples

```text
let x = table::Array::from(ndarray::array![1.5f32, 2.5]);
assert_eq!(table::dispatch!(&x, x => x.to_string()), "[1.5, 2.5]");

let y = table::Array::from(ndarray::array![1i32, 2, 3]);
assert_eq!(table::dispatch!((&x, &y), (x, y) => x.len() + y.len()), 5);

let largest = table::dispatch!(&y,
    ordered y => y.iter().fold(y[0], |a, &b| if b > a { b } else { a }).to_string(),
    else other => format!("{} has no order", other.dtype()),
);
assert_eq!(largest, "3");
```*/
    #[doc(inline)]
    pub(crate) use __dispatch_table_73b8bb46ad4c3914 as dispatch;
    /// The named kernels: one function per operation, dtype or pair of dtypes, and rank.
    pub mod kernels {
        ///The kernels of `nonzero`.
        pub mod nonzero {
            ///For arrays of dtype `int16`.
            pub mod i16 {
                use super::super::super::__argwhere;
                /// Appends the indices of the nonzero elements to one vector per axis, for `int16` arrays of rank 1.
                ///
                /// All vectors must have the same length. On error, they are unchanged.
                ///
                /// # Errors
                ///
                /// - [`Error::TooLarge`](__argwhere::Error::TooLarge) if the indices do not fit in memory.
                #[inline(never)]
                pub fn rank1<X, P>(
                    x: X,
                    indices: P,
                ) -> __argwhere::Result<P::Result, __argwhere::Error>
                where
                    X: __argwhere::KernelInput<i16, __argwhere::Ix1>,
                    P: __argwhere::IndicesOutput<1>,
                {
                    __argwhere::nonzero::kernel::<
                        i16,
                        __argwhere::Native,
                        _,
                        _,
                        _,
                    >(__argwhere::KernelInput::array(&x), indices)
                }
            }
        }
    }
}
