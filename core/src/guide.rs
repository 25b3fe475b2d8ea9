// The guide: one page per module. Its pages are Markdown files, whose examples run as tests of the documentation.
#![doc = include_str!("guide/mod.md")]

#[doc = include_str!("guide/quick_start.md")]
pub mod quick_start {}

#[doc = include_str!("guide/dynamic.md")]
pub mod dynamic {}

#[doc = include_str!("guide/typed.md")]
pub mod typed {}

#[doc = include_str!("guide/dtypes.md")]
pub mod dtypes {}

#[doc = include_str!("guide/scale.md")]
pub mod scale {}

#[doc = include_str!("guide/semantics.md")]
pub mod semantics {}

#[doc = include_str!("guide/conformance.md")]
pub mod conformance {}

#[doc = include_str!("guide/migration.md")]
pub mod migration {}

#[doc = include_str!("guide/performance.md")]
pub mod performance {}

#[doc = include_str!("guide/design.md")]
pub mod design {}
