// pub mod table;
// operations { nonzero }
// dtypes { Int16: i16; Colour: Rgb, unordered; }

pub mod table {
    use ::argwhere::__private as __argwhere;
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::array::dispatch::Nth<0, i16> for self::Table {}
    #[automatically_derived]
    #[doc(hidden)]
    impl __argwhere::array::dispatch::Nth<1, self::types::colour::__Written>
    for self::Table {}
    #[automatically_derived]
    impl<'a> __argwhere::array::dispatch::Dispatch<'a, 3157240880535101911, self::Table>
    for &'a Array {
        #[inline]
        fn dispatch(self) -> __argwhere::array::dispatch::Dispatched<'a, self::Table> {
            let place = self.dtype() as usize;
            __argwhere::array::dispatch::Dispatched::new(place, self.view())
        }
    }
    #[automatically_derived]
    impl<'a> __argwhere::array::dispatch::Dispatch<'a, 3157240880535101911, self::Table>
    for ArrayView<'a> {
        #[inline]
        fn dispatch(self) -> __argwhere::array::dispatch::Dispatched<'a, self::Table> {
            let place = self.dtype() as usize;
            __argwhere::array::dispatch::Dispatched::new(place, self)
        }
    }
    #[automatically_derived]
    impl<'a> __argwhere::array::dispatch::Dispatch<'a, 3157240880535101911, self::Table>
    for &ArrayView<'a> {
        #[inline]
        fn dispatch(self) -> __argwhere::array::dispatch::Dispatched<'a, self::Table> {
            let place = self.dtype() as usize;
            __argwhere::array::dispatch::Dispatched::new(
                place,
                __argwhere::Clone::clone(self),
            )
        }
    }
    #[doc(hidden)]
    #[macro_export]
    macro_rules! __dispatch_table_2bd0c5da62a2e1d7 {
        ($($input:tt)*) => {
            ::argwhere::__dispatch! { 3157240880535101911[0, 1] [0] $($input)* }
        };
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
    pub use __dispatch_table_2bd0c5da62a2e1d7 as dispatch;
}
