//! The names of what is generated.

use super::{errors, name};
use crate::errors::Errors;
use crate::lattice::{Id, Promotions};
use crate::model::{DType, Operation, Operations, pair_module, primitive, unraw};
use proc_macro2::Ident;
use std::collections::HashMap;
use syn::Type;

/// `FooBar: A; Foobar: B;`, and `A_B` with `C` beside `A` with `B_C`. In the model each name is one dtype's or pair's.
pub(super) fn kernels_have_names_of_their_own(
    mut dtypes: Vec<DType>,
    operations: Operations,
    promotions: &Promotions,
    errors: &mut Errors,
) -> Vec<DType> {
    let mut first_of: HashMap<String, String> = HashMap::new();
    for dtype in &mut dtypes {
        let name = errors::name(&dtype.ident);
        if let Some(first) = first_of.get(&dtype.module) {
            let message = errors::same_kernel_name(&name, first, &dtype.module);
            errors.push(&dtype.ident, message);
            while first_of.contains_key(&dtype.module) {
                dtype.module.push('_');
            }
        }
        first_of.insert(dtype.module.clone(), name);
    }
    if operations.has(Operation::Where) {
        pairs_have_names_of_their_own(&mut dtypes, promotions, errors);
    }
    dtypes
}

/// Of two pairs with one name, the later loses its kernels: a dtype of it its `where_`.
fn pairs_have_names_of_their_own(
    dtypes: &mut [DType],
    promotions: &Promotions,
    errors: &mut Errors,
) {
    while let Some((first, second)) = same_pair_name(dtypes, promotions) {
        let module = pair_module(&dtypes[first.0], &dtypes[first.1]);
        let pairs = [first, second].map(|(a, b)| [name(dtypes, a), name(dtypes, b)]);
        // The longer of the two names is the one that holds another's beginning or end.
        let (a, b) = second;
        let longer = [a, b].into_iter().max_by_key(|&id| dtypes[id].module.len());
        let longer = &mut dtypes[longer.unwrap_or(a)];
        errors.push(&longer.ident, errors::same_pair_name(&pairs, &module));
        longer.operations.remove(Operation::Where);
    }
}

fn same_pair_name(dtypes: &[DType], promotions: &Promotions) -> Option<((Id, Id), (Id, Id))> {
    let mut first_of: HashMap<String, (Id, Id)> = HashMap::new();
    let selects = |id: &Id| dtypes[*id].operations.has(Operation::Where);
    for a in (0..dtypes.len()).filter(selects) {
        for b in (0..dtypes.len()).filter(selects) {
            if promotions.get(a, b).is_some()
                && let Some(first) = first_of.insert(pair_module(&dtypes[a], &dtypes[b]), (a, b))
            {
                return Some((first, (a, b)));
            }
        }
    }
    None
}

/// The name of the module of a dtype's kernels: the primitive's if its type is one, else the dtype's.
pub(super) fn module(name: &Ident, ty: Option<&Type>) -> String {
    let module = ty
        .and_then(primitive)
        .map_or_else(|| unraw(name).to_lowercase(), str::to_owned);
    match module.as_str() {
        // Not even raw are these names.
        "self" | "super" | "crate" => module + "_",
        _ => module,
    }
}

/// The marker type: `ShallowWater` for `mod shallow_water`.
pub(super) fn marker(module: &Ident) -> Ident {
    let text: String = unraw(module)
        .split('_')
        .flat_map(|word| {
            let mut letters = word.chars();
            letters
                .next()
                .into_iter()
                .flat_map(char::to_uppercase)
                .chain(letters)
        })
        .collect();
    // `Self` cannot be a type's name, nor can what is left of `mod __`.
    let taken = ["Array", "ArrayView", "DType", "Operand"].contains(&text.as_str());
    if taken || syn::parse_str::<Ident>(&text).is_err() {
        Ident::new("Table", module.span())
    } else {
        Ident::new(&text, module.span())
    }
}
