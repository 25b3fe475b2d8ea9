// #[cfg(feature = "tables")]
// pub(crate) mod r#mod;
// ranks 0..=1;
// operations { nonzero }
// dtypes {
// /// What it is.
// r#type: i16;
// #[deprecated = "use another"]
// Crate: u16;
// #[allow(non_camel_case_types)]
// r#gen: f32;
// }

#[cfg(feature = "tables")]
/**

# Dtypes

| dtype | element type | kernels | operations |
|---|---|---|---|
| [`type`](self::r#mod::DType::r#type) | `i16` | native | `nonzero` |
| [`crate`](self::r#mod::DType::Crate) | `u16` | native | `nonzero` |
| [`gen`](self::r#mod::DType::r#gen) | `f32` | native | `nonzero` |

# Promotion

Each cell is the dtype that the dtypes of its row and its column promote to; ✗ means that they do not promote.

<div style="overflow: auto; max-height: 90vh; margin-bottom: 0.75rem; font-size: 0.8rem"><table><thead><tr><th style="position: sticky; top: -1px; left: -1px; z-index: 2; background: var(--main-background-color); box-shadow: inset -1px -1px var(--border-color)"></th><th style="position: sticky; top: -1px; z-index: 1; background: var(--main-background-color); box-shadow: inset 0 -1px var(--border-color)">type</th><th style="position: sticky; top: -1px; z-index: 1; background: var(--main-background-color); box-shadow: inset 0 -1px var(--border-color)">crate</th><th style="position: sticky; top: -1px; z-index: 1; background: var(--main-background-color); box-shadow: inset 0 -1px var(--border-color)">gen</th></tr></thead><tbody>
<tr><th style="position: sticky; left: -1px; z-index: 1; background: var(--main-background-color); box-shadow: inset -1px 0 var(--border-color)">type</th><td>type</td><td style="text-align: center; opacity: 0.4">✗</td><td style="text-align: center; opacity: 0.4">✗</td></tr>
<tr><th style="position: sticky; left: -1px; z-index: 1; background: var(--main-background-color); box-shadow: inset -1px 0 var(--border-color)">crate</th><td style="text-align: center; opacity: 0.4">✗</td><td>crate</td><td style="text-align: center; opacity: 0.4">✗</td></tr>
<tr><th style="position: sticky; left: -1px; z-index: 1; background: var(--main-background-color); box-shadow: inset -1px 0 var(--border-color)">gen</th><td style="text-align: center; opacity: 0.4">✗</td><td style="text-align: center; opacity: 0.4">✗</td><td>gen</td></tr>
</tbody></table></div>

Promotion is associative: the result of several dtypes does not depend on the order in which they are promoted.
*/
#[allow(deprecated, reason = "code generated for a deprecated dtype names it")]
pub(crate) mod r#mod {
    /// The dtypes of the table.
    #[__argwhere::derive(
        __argwhere::Clone,
        __argwhere::Copy,
        __argwhere::Debug,
        __argwhere::PartialEq,
        __argwhere::Eq,
        __argwhere::Hash
    )]
    pub enum DType {
        /// What it is.
        r#type,
        ///The dtype `crate`.
        #[deprecated = "use another"]
        Crate,
        ///The dtype `gen`.
        #[allow(non_camel_case_types)]
        r#gen,
    }
    /// An array whose dtype and rank are known at run time.
    #[__argwhere::derive(__argwhere::Clone)]
    pub enum Array {
        ///An array of dtype `type`.
        ///
        /// What it is.
        r#type(__argwhere::ArrayD<i16>),
        ///An array of dtype `crate`.
        #[deprecated = "use another"]
        Crate(__argwhere::ArrayD<u16>),
        ///An array of dtype `gen`.
        #[allow(non_camel_case_types)]
        r#gen(__argwhere::ArrayD<f32>),
    }
    /// The named kernels: one function per operation, dtype or pair of dtypes, and rank.
    pub mod kernels {
        ///The kernels of `nonzero`.
        pub mod nonzero {
            ///For arrays of dtype `type`.
            pub mod i16 {
                use super::super::super::__argwhere;
                /// Appends the indices of the nonzero elements to one vector per axis, for `type` arrays of rank 1.
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
            ///For arrays of dtype `crate`.
            pub mod u16 {
                use super::super::super::__argwhere;
                /// Appends the indices of the nonzero elements to one vector per axis, for `crate` arrays of rank 1.
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
                    X: __argwhere::KernelInput<u16, __argwhere::Ix1>,
                    P: __argwhere::IndicesOutput<1>,
                {
                    __argwhere::nonzero::kernel::<
                        u16,
                        __argwhere::Native,
                        _,
                        _,
                        _,
                    >(__argwhere::KernelInput::array(&x), indices)
                }
            }
            ///For arrays of dtype `gen`.
            pub mod f32 {
                use super::super::super::__argwhere;
                /// Appends the indices of the nonzero elements to one vector per axis, for `gen` arrays of rank 1.
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
                    X: __argwhere::KernelInput<f32, __argwhere::Ix1>,
                    P: __argwhere::IndicesOutput<1>,
                {
                    __argwhere::nonzero::kernel::<
                        f32,
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
