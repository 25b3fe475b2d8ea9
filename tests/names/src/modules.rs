//! Tables of every name that their marker types are named like, each next to all others.

macro_rules! modules {
    ($($name:ident)*) => {$(
        ::argwhere::kernels! {
            pub mod $name;
            ranks 0..=1;
            operations { nonzero }
            dtypes { Own: crate::Own; }
        }
    )*};
}

with_modules!(modules);
