//! The names of generated items.

use crate::errors::{Errors, messages};
use crate::lattice::{Id, Promotions};
use crate::model::{DType, pair_module, primitive, unraw};
use crate::operations::{Arity, Operation, Operations, ShortBound};
use proc_macro2::Ident;
use std::collections::{HashMap, HashSet};
use syn::Type;

/// `FooBar: A; Foobar: B;`. In the model, no two dtypes and no two pairs share a name: of `Int8: i8` and `I8: A`, and of
/// `A_B` with `C` beside `A` with `B_C`, one dtype has a longer name.
pub(super) fn kernels_have_names_of_their_own(
    mut dtypes: Vec<DType>,
    operations: Operations,
    promotions: &Promotions,
    errors: &mut Errors,
) -> Vec<DType> {
    let mut first_of: HashMap<String, String> = HashMap::new();
    for dtype in &dtypes {
        let name = messages::name(&dtype.ident);
        if let Some(first) = first_of.get(&dtype.name()) {
            let message = messages::same_kernel_name(&name, first, &dtype.name());
            errors.push(&dtype.ident, message);
        }
        first_of.insert(dtype.name(), name);
    }
    // Primitives keep their names.
    let (primitives, others): (Vec<Id>, Vec<Id>) =
        (0..dtypes.len()).partition(|&id| dtypes[id].primitive().is_some());
    let mut taken: HashSet<String> = primitives
        .into_iter()
        .map(|id| dtypes[id].module.clone())
        .collect();
    for id in others {
        lengthen_until_free(&mut dtypes[id].module, &taken);
        taken.insert(dtypes[id].module.clone());
    }
    for operation in operations
        .iter()
        .filter(|operation| operation.arity == Arity::Pair)
    {
        while let Some((a, b)) = same_pair_name(operation, &dtypes, promotions) {
            // The longer of the two names contains part of a name from the other pair.
            let longer = [a, b].into_iter().max_by_key(|&id| dtypes[id].module.len());
            let longer = &mut dtypes[longer.unwrap_or(a)].module;
            longer.push('_');
            lengthen_until_free(longer, &taken);
            taken.insert(longer.clone());
        }
    }
    dtypes
}

fn lengthen_until_free(name: &mut String, taken: &HashSet<String>) {
    while taken.contains(name) {
        name.push('_');
    }
}

/// A pair whose name is that of an earlier pair.
fn same_pair_name(
    operation: Operation,
    dtypes: &[DType],
    promotions: &Promotions,
) -> Option<(Id, Id)> {
    let mut names: HashSet<String> = HashSet::new();
    let has = |id: &Id| dtypes[*id].operations.has(operation);
    for a in (0..dtypes.len()).filter(has) {
        for b in (0..dtypes.len()).filter(has) {
            if promotions.get(a, b).is_some() && !names.insert(pair_module(&dtypes[a], &dtypes[b]))
            {
                return Some((a, b));
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
const GENERATED: [&str; 6] = [
    "Array",
    "ArrayView",
    "ArrayViewMut",
    "DType",
    "Operand",
    "Searching",
];

/// The marker type: `ShallowWater` for `mod shallow_water`, or `Table` if that name is taken or invalid.
pub(crate) fn marker(module: &Ident) -> Ident {
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
