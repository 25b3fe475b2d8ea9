//! The rules for the section `scalars`.

use super::promotion::Names;
use crate::ast;
use crate::errors::{Errors, messages};
use crate::lattice::{Id, Promotions};
use crate::model::{DType, ScalarKind, ScalarRule};
use crate::operations::{Arity, Operations};
use proc_macro2::Ident;
use quote::quote;

/// `whole = Int64;`, `float = Flaot64;`, `float = Float64; float = Float32;`, and `Int8 | float = Colour;` if the two do not
/// promote.
pub(super) fn scalars_have_a_dtype(
    rules: Vec<ast::ScalarRule>,
    operations: Operations,
    promotions: &Promotions,
    dtypes: &[DType],
    lost: &[Ident],
    errors: &mut Errors,
) -> Vec<ScalarRule> {
    let mut names = Names::new(dtypes, lost);
    let mut known: Vec<ScalarRule> = Vec::new();
    let has_pairs = operations
        .iter()
        .any(|operation| operation.arity == Arity::Pair);
    for rule in rules {
        let ast::ScalarRule {
            attrs,
            dtype,
            kind,
            result,
        } = rule;
        if !has_pairs {
            errors.push(&kind, messages::scalars_of_no_operation());
            continue;
        }
        let of_kind = ScalarKind::ALL
            .into_iter()
            .find(|known| kind == known.word());
        if of_kind.is_none() {
            let words = ScalarKind::ALL.map(ScalarKind::word);
            errors.push(&kind, messages::unknown_kind(&kind.to_string(), &words));
        }
        let found = names.get(dtype.iter().chain([&result]), errors);
        let (Some(of_kind), Some(&Some(result_id))) = (of_kind, found.last()) else {
            continue;
        };
        let array = match (&dtype, found[0]) {
            (None, _) => None,
            (Some(_), Some(id)) => Some(id),
            (Some(_), None) => continue,
        };
        if known
            .iter()
            .any(|other| (other.dtype, other.kind) == (array, of_kind))
        {
            errors.push(&kind, messages::repeated_scalar());
            continue;
        }
        if let Some(array) = array
            && promotions.get(array, result_id).is_none()
        {
            let [array, result] =
                [array, result_id].map(|id: Id| messages::name(&dtypes[id].ident));
            errors.push(
                quote!(#dtype | #kind),
                messages::scalar_without_promotion(&array, &result),
            );
            continue;
        }
        known.push(ScalarRule {
            dtype: array,
            kind: of_kind,
            result: result_id,
            docs: attrs,
        });
    }
    known
}
