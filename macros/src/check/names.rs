//! The names of generated items.

use crate::errors::{Errors, messages};
use crate::lattice::{Id, Promotions};
use crate::model::{DType, pair_module, primitive, unraw};
use crate::operations::{Arity, Operation, Operations, ShortBound};
use proc_macro2::Ident;
use std::collections::HashMap;
use syn::Type;

/// `FooBar: A; Foobar: B;`, and `A_B` with `C` beside `A` with `B_C`. In the model, no two dtypes and no two pairs share a
/// name.
pub(super) fn kernels_have_names_of_their_own(
    mut dtypes: Vec<DType>,
    operations: Operations,
    promotions: &Promotions,
    errors: &mut Errors,
) -> Vec<DType> {
    let mut first_of: HashMap<String, String> = HashMap::new();
    for dtype in &mut dtypes {
        let name = messages::name(&dtype.ident);
        if let Some(first) = first_of.get(&dtype.module) {
            let message = messages::same_kernel_name(&name, first, &dtype.module);
            errors.push(&dtype.ident, message);
            while first_of.contains_key(&dtype.module) {
                dtype.module.push('_');
            }
        }
        first_of.insert(dtype.module.clone(), name);
    }
    for operation in operations
        .iter()
        .filter(|operation| operation.arity == Arity::Pair)
    {
        pairs_have_names_of_their_own(operation, &mut dtypes, promotions, errors);
    }
    dtypes
}

/// If two pairs share a name, the later pair loses its kernels: one of its dtypes loses the operation.
fn pairs_have_names_of_their_own(
    operation: Operation,
    dtypes: &mut [DType],
    promotions: &Promotions,
    errors: &mut Errors,
) {
    while let Some((first, second)) = same_pair_name(operation, dtypes, promotions) {
        let module = pair_module(&dtypes[first.0], &dtypes[first.1]);
        let pairs = [first, second].map(|(a, b)| [name(dtypes, a), name(dtypes, b)]);
        // The longer of the two names contains part of a name from the other pair.
        let (a, b) = second;
        let longer = [a, b].into_iter().max_by_key(|&id| dtypes[id].module.len());
        let longer = &mut dtypes[longer.unwrap_or(a)];
        errors.push(&longer.ident, messages::same_pair_name(&pairs, &module));
        longer.operations.remove(operation);
    }
}

fn same_pair_name(
    operation: Operation,
    dtypes: &[DType],
    promotions: &Promotions,
) -> Option<((Id, Id), (Id, Id))> {
    let mut first_of: HashMap<String, (Id, Id)> = HashMap::new();
    let has = |id: &Id| dtypes[*id].operations.has(operation);
    for a in (0..dtypes.len()).filter(has) {
        for b in (0..dtypes.len()).filter(has) {
            if promotions.get(a, b).is_some()
                && let Some(first) = first_of.insert(pair_module(&dtypes[a], &dtypes[b]), (a, b))
            {
                return Some((first, (a, b)));
            }
        }
    }
    None
}

/// The name of the module of a dtype's kernels: the name of its type if that is a primitive, or else the dtype's name.
pub(super) fn module(name: &Ident, ty: Option<&Type>) -> String {
    let module = ty
        .and_then(primitive)
        .map_or_else(|| unraw(name).to_lowercase(), str::to_owned);
    match module.as_str() {
        // These names cannot be raw identifiers.
        "self" | "super" | "crate" => module + "_",
        _ => module,
    }
}

/// The types and traits that a table's module always has.
const GENERATED: [&str; 5] = ["Array", "ArrayView", "ArrayViewMut", "DType", "Operand"];

/// The marker type: `ShallowWater` for `mod shallow_water`, or `Table` if that name is taken or invalid.
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
    let bounds = ShortBound::ALL.map(ShortBound::name);
    let taken = GENERATED.iter().chain(&bounds).any(|name| *name == text);
    // `Self` cannot be the name of a type, and `mod __` leaves no letters for one.
    if taken || syn::parse_str::<Ident>(&text).is_err() {
        Ident::new("Table", module.span())
    } else {
        Ident::new(&text, module.span())
    }
}

/// The user's spelling of a dtype's name.
pub(super) fn name(dtypes: &[DType], id: Id) -> String {
    messages::name(&dtypes[id].ident)
}
