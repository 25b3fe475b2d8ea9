//! The rules for `ranks`, and for the list of dtypes.

use super::dtypes::dtype_options_fit;
use crate::ast::{DTypeDecl, Ranks};
use crate::errors::{Errors, messages};
use crate::model::{DEFAULT_MAX_RANK, DType, LARGEST_RANK};
use crate::operations::Operations;
use proc_macro2::Ident;
use syn::parse_quote;

/// `ranks 1..=4`, `ranks 4..=0`, `ranks 0..=0` and `ranks 0..=9`.
pub(super) fn ranks_begin_at_zero_and_end_in_reach(
    ranks: Option<&Ranks>,
    errors: &mut Errors,
) -> usize {
    let Some(Ranks {
        first,
        last,
        tokens,
    }) = ranks
    else {
        return DEFAULT_MAX_RANK;
    };
    if *last < i128::from(*first) {
        errors.push(tokens, messages::empty_ranks(DEFAULT_MAX_RANK));
        return DEFAULT_MAX_RANK;
    }
    if *first != 0 {
        errors.push(tokens, messages::ranks_from(*first));
    }
    match usize::try_from(*last) {
        Ok(0) => {
            errors.push(tokens, messages::no_rows());
            1
        }
        Ok(last) if last <= LARGEST_RANK => last,
        _ => {
            errors.push(tokens, messages::too_large_rank(last, LARGEST_RANK));
            LARGEST_RANK
        }
    }
}

/// `dtypes {}`
pub(super) fn the_table_has_dtypes(
    mut dtypes: Vec<DType>,
    operations: Operations,
    lost: &[Ident],
    table: &Ident,
    errors: &mut Errors,
) -> Vec<DType> {
    if dtypes.is_empty() {
        if lost.is_empty() {
            errors.push(table, messages::no_dtypes());
        }
        // Enums without variants would raise further errors.
        let stand_in = DTypeDecl {
            attrs: Vec::new(),
            name: Ident::new("Bool", table.span()),
            ty: Some(parse_quote!(bool)),
            inner: None,
            options: Vec::new(),
        };
        dtypes.push(dtype_options_fit(stand_in, operations, errors));
    }
    dtypes
}
