//! The rules of a table as a whole. Each is one function below, in this order; each reports every breach at its own
//! span and leaves out of the model what breaks it, so that the next rule judges the rest.

use crate::ast::{DTypeDecl, DTypeOption, PromotionRule, Ranks, Row, Steps, Table};
use crate::errors::{self, Errors};
use crate::lattice::{Id, Join, Order, Promotions};
use crate::model::{
    DEFAULT_MAX_RANK, DType, LARGEST_RANK, Model, Operation, Operations, Run, Step, primitive,
    unraw,
};
use proc_macro2::Ident;
use quote::{ToTokens, quote};
use std::collections::HashMap;

/// Applies every rule.
pub(crate) fn table(table: Table, errors: &mut Errors) -> Model {
    let Table {
        attrs,
        vis,
        name,
        krate,
        ranks,
        operations,
        dtypes,
        associative,
        rules,
    } = table;
    let faultless_text = errors.is_empty();

    let max_rank = ranks_begin_at_zero_and_end_in_reach(ranks.as_ref(), errors);
    let operations = operations_are_known(operations.as_deref(), &name, errors);
    let (dtypes, dropped) = dtypes_have_one_name_and_one_type(dtypes, errors);
    let dtypes: Vec<DType> = dtypes
        .into_iter()
        .map(|dtype| dtype_options_fit(dtype, operations, errors))
        .collect();
    let dtypes = kernels_have_names_of_their_own(dtypes, errors);
    if faultless_text && dropped.is_empty() {
        the_table_has_dtypes(&dtypes, &name, errors);
    }
    let operations = where_has_a_condition(&dtypes, operations, &name, faultless_text, errors);

    let names = Names::new(&dtypes, dropped, faultless_text);
    let (steps, rows) = rules_name_dtypes(rules, &names, errors);
    let steps = steps_are_written_once(steps, &dtypes, errors);
    let (steps, order) = steps_close_no_loop(steps, &dtypes, errors);
    let rows = rows_lie_above_their_operands(rows, &order, &dtypes, errors);
    let rows = rows_do_not_contradict(rows, &dtypes, errors);
    joins_are_unambiguous(&order, &rows, &steps, &dtypes, errors);
    let rows: Vec<(Id, Id, Id)> = rows.iter().map(|row| row.ids).collect();
    let promotions = Promotions::new(dtypes.len(), &order, &rows);
    if let Some(span) = associative {
        the_claim_of_associativity_holds(&promotions, &dtypes, span, errors);
    }

    let steps = steps.into_iter().map(|step| step.step).collect();
    let marker = marker(&name);
    Model {
        attrs,
        vis,
        name,
        marker,
        krate,
        max_rank,
        operations,
        dtypes,
        order,
        promotions,
        steps,
    }
}

/// A step with the tokens it came from.
struct SpannedStep {
    step: Step,
    tokens: [Ident; 2],
}

/// A row with the tokens it came from.
struct SpannedRow {
    row: Row,
    ids: (Id, Id, Id),
}

impl SpannedRow {
    fn tokens(&self) -> impl ToTokens + use<> {
        let Row {
            left,
            right,
            result,
        } = &self.row;
        quote!(#left | #right = #result)
    }
}

/// `ranks 1..=4`, `ranks 4..=0` and `ranks 0..=9`.
fn ranks_begin_at_zero_and_end_in_reach(ranks: Option<&Ranks>, errors: &mut Errors) -> usize {
    let Some(Ranks {
        first,
        last,
        tokens,
    }) = ranks
    else {
        return DEFAULT_MAX_RANK;
    };
    if *last < i128::from(*first) {
        errors.push(tokens, errors::empty_ranks(DEFAULT_MAX_RANK));
        return DEFAULT_MAX_RANK;
    }
    if *first != 0 {
        errors.push(tokens, errors::ranks_from(*first));
    }
    match usize::try_from(*last) {
        Ok(last) if last <= LARGEST_RANK => last,
        _ => {
            errors.push(tokens, errors::too_large_rank(*last, LARGEST_RANK));
            LARGEST_RANK
        }
    }
}

/// `operations { argmaximum }`, `operations { argmax, argmax }` and `operations {}`.
fn operations_are_known(
    listed: Option<&[Ident]>,
    table: &Ident,
    errors: &mut Errors,
) -> Operations {
    let Some(listed) = listed else {
        return Operations::ALL;
    };
    if listed.is_empty() {
        errors.push(table, errors::no_operations());
    }
    let known = known_operations(listed, errors);
    known
        .into_iter()
        .fold(Operations::NONE, |mut set, (_, operation)| {
            set.insert(operation);
            set
        })
}

fn known_operations<'a>(listed: &'a [Ident], errors: &mut Errors) -> Vec<(&'a Ident, Operation)> {
    let mut known: Vec<(&Ident, Operation)> = Vec::new();
    for name in listed {
        match Operation::ALL
            .into_iter()
            .find(|operation| name == operation.name())
        {
            None => errors.push(name, errors::unknown_operation(&unraw(name))),
            Some(found) if known.iter().any(|&(_, other)| other == found) => {
                errors.push(name, errors::repeated_operation(found.name()));
            }
            Some(found) => known.push((name, found)),
        }
    }
    known
}

/// `A: i8; A: i16;` and `A: i8; B: i8;`. Also answers the names of what was left out, by the dtype that stands for it.
fn dtypes_have_one_name_and_one_type(
    declared: Vec<DTypeDecl>,
    errors: &mut Errors,
) -> (Vec<DTypeDecl>, Vec<(Ident, Ident)>) {
    let mut kept: Vec<DTypeDecl> = Vec::new();
    let mut dropped = Vec::new();
    for dtype in declared {
        let same_name = kept
            .iter()
            .find(|other| unraw(&other.name) == unraw(&dtype.name));
        let same_type = kept
            .iter()
            .find(|other| errors::text(&other.ty) == errors::text(&dtype.ty));
        if let Some(first) = same_name {
            errors.push(
                &dtype.name,
                errors::repeated_dtype(&errors::name(&dtype.name)),
            );
            dropped.push((dtype.name, first.name.clone()));
        } else if let Some(first) = same_type {
            let message =
                errors::repeated_type(&errors::text(&dtype.ty), &errors::name(&first.name));
            errors.push(&dtype.ty, message);
            dropped.push((dtype.name, first.name.clone()));
        } else {
            kept.push(dtype);
        }
    }
    (kept, dropped)
}

/// `A: T as Vec<u8>`, `A: T as f32, native`, `A: f32, zero = 0.0`, `A: T, unordered, only(argmax)` and the like.
fn dtype_options_fit(declared: DTypeDecl, table: Operations, errors: &mut Errors) -> DType {
    let DTypeDecl {
        attrs,
        name,
        ty,
        inner,
        options,
    } = declared;
    for (at, option) in options.iter().enumerate() {
        let keyword = option.keyword();
        if options[..at].iter().any(|other| other.keyword() == keyword) {
            errors.push(keyword, errors::repeated_option(&keyword.to_string()));
        }
    }
    let run = run(&name, &ty, inner, &options, errors);
    let unordered = options
        .iter()
        .any(|option| matches!(option, DTypeOption::Unordered(_)));
    let mut operations = table;
    if unordered {
        operations.remove(Operation::Argmax);
        operations.remove(Operation::Argmin);
    }
    let mut zero = None;
    for option in options {
        match option {
            DTypeOption::Zero(keyword, value) if matches!(run, Run::Portable) => {
                let _ = keyword;
                zero = Some(value);
            }
            DTypeOption::Zero(keyword, _) => {
                errors.push(keyword, errors::idle_zero(&errors::name(&name)));
            }
            DTypeOption::Only(keyword, listed) => {
                operations =
                    operations.and(only(&name, &keyword, &listed, unordered, table, errors));
            }
            DTypeOption::Unordered(_) | DTypeOption::Native(_) => {}
        }
    }
    DType {
        attrs,
        ident: name,
        ty,
        run,
        ordered: !unordered,
        operations,
        zero,
    }
}

fn run(
    name: &Ident,
    ty: &syn::Type,
    inner: Option<syn::Type>,
    options: &[DTypeOption],
    errors: &mut Errors,
) -> Run {
    let native = options.iter().find_map(|option| match option {
        DTypeOption::Native(keyword) => Some(keyword),
        _ => None,
    });
    match (inner, native) {
        (Some(inner), None) if primitive(&inner).is_some() => Run::Peeled(Box::new(inner)),
        (Some(inner), None) => {
            errors.push(&inner, errors::unknown_primitive(&errors::text(&inner)));
            Run::Portable
        }
        (Some(_), Some(keyword)) => {
            errors.push(keyword, errors::newtype_and_native(&errors::name(name)));
            Run::Native
        }
        (None, Some(_)) => Run::Native,
        (None, None) if primitive(ty).is_some() => Run::Native,
        (None, None) => Run::Portable,
    }
}

fn only(
    name: &Ident,
    keyword: &Ident,
    listed: &[Ident],
    unordered: bool,
    table: Operations,
    errors: &mut Errors,
) -> Operations {
    if listed.is_empty() {
        errors.push(keyword, errors::no_operations());
    }
    let mut operations = Operations::NONE;
    for (token, operation) in known_operations(listed, errors) {
        if unordered && operation.needs_order() {
            errors.push(
                token,
                errors::operation_needs_order(operation.name(), &errors::name(name)),
            );
        } else if !table.has(operation) {
            errors.push(token, errors::operation_not_in_table(operation.name()));
        } else {
            operations.insert(operation);
        }
    }
    operations
}

/// `FooBar: A; Foobar: B;`, and a dtype that is named like another's primitive.
fn kernels_have_names_of_their_own(dtypes: Vec<DType>, errors: &mut Errors) -> Vec<DType> {
    let mut first_of: HashMap<String, String> = HashMap::new();
    for dtype in &dtypes {
        // `A_B` with `C` and `A` with `B_C` would meet in a pair's name.
        let module = dtype.module();
        let name = errors::name(&dtype.ident);
        if let Some(first) = first_of.get(&module) {
            errors.push(
                &dtype.ident,
                errors::same_kernel_name(&name, first, &module),
            );
        } else {
            first_of.insert(module, name);
        }
    }
    let mut seen = Vec::new();
    dtypes
        .into_iter()
        .filter(|dtype| {
            let fresh = !seen.contains(&dtype.module());
            seen.push(dtype.module());
            fresh
        })
        .collect()
}

/// `dtypes {}`
fn the_table_has_dtypes(dtypes: &[DType], table: &Ident, errors: &mut Errors) {
    if dtypes.is_empty() {
        errors.push(table, errors::no_dtypes());
    }
}

/// `where_` in a table without `bool`.
fn where_has_a_condition(
    dtypes: &[DType],
    mut operations: Operations,
    table: &Ident,
    faultless_text: bool,
    errors: &mut Errors,
) -> Operations {
    let has_bool = dtypes
        .iter()
        .any(|dtype| primitive(&dtype.ty) == Some("bool"));
    if operations.has(Operation::Where) && !has_bool {
        if faultless_text && !dtypes.is_empty() {
            errors.push(table, errors::where_needs_bool());
        }
        operations.remove(Operation::Where);
    }
    operations
}

/// The dtypes by name, those left out as well.
struct Names {
    ids: HashMap<String, Id>,
    known: Vec<String>,
    /// Whether a name that is not here is a mistake; not so where a dtype's row could not be read.
    complete: bool,
}

impl Names {
    fn new(dtypes: &[DType], dropped: Vec<(Ident, Ident)>, complete: bool) -> Self {
        let known: Vec<String> = dtypes
            .iter()
            .map(|dtype| errors::name(&dtype.ident))
            .collect();
        let mut ids: HashMap<String, Id> = dtypes
            .iter()
            .enumerate()
            .map(|(id, dtype)| (unraw(&dtype.ident), id))
            .collect();
        for (name, stand_in) in dropped {
            if let Some(&id) = ids.get(&unraw(&stand_in)) {
                ids.entry(unraw(&name)).or_insert(id);
            }
        }
        Self {
            ids,
            known,
            complete,
        }
    }

    fn get(&self, name: &Ident, errors: &mut Errors) -> Option<Id> {
        let id = self.ids.get(&unraw(name)).copied();
        if id.is_none() && self.complete {
            errors.push(
                name,
                errors::unknown_dtype(&errors::name(name), &self.known),
            );
        }
        id
    }
}

/// `Int8 < Flaot;`, and `A < B < C with f;`
fn rules_name_dtypes(
    rules: Vec<PromotionRule>,
    names: &Names,
    errors: &mut Errors,
) -> (Vec<SpannedStep>, Vec<SpannedRow>) {
    let mut steps = Vec::new();
    let mut rows = Vec::new();
    for rule in rules {
        match rule {
            PromotionRule::Steps(chain) => steps_of(chain, names, &mut steps, errors),
            PromotionRule::Row(row) => {
                let ids = [&row.left, &row.right, &row.result].map(|name| names.get(name, errors));
                if let [Some(left), Some(right), Some(result)] = ids {
                    rows.push(SpannedRow {
                        row,
                        ids: (left, right, result),
                    });
                }
            }
        }
    }
    (steps, rows)
}

fn steps_of(written: Steps, names: &Names, steps: &mut Vec<SpannedStep>, errors: &mut Errors) {
    let Steps { lossy, chain, with } = written;
    if let (Some(with), true) = (&with, chain.len() > 2) {
        errors.push(with, errors::with_on_chain());
    }
    let ids: Vec<Option<Id>> = chain.iter().map(|name| names.get(name, errors)).collect();
    for (ids, tokens) in ids.windows(2).zip(chain.windows(2)) {
        if let [Some(lower), Some(upper)] = *ids {
            let step = Step {
                lower,
                upper,
                lossy: lossy.is_some(),
                with: with.clone(),
                span: tokens[1].span(),
            };
            steps.push(SpannedStep {
                step,
                tokens: [tokens[0].clone(), tokens[1].clone()],
            });
        }
    }
}

/// `A < B; A < B;`
fn steps_are_written_once(
    steps: Vec<SpannedStep>,
    dtypes: &[DType],
    errors: &mut Errors,
) -> Vec<SpannedStep> {
    let mut kept: Vec<SpannedStep> = Vec::new();
    for found in steps {
        let ends = |step: &Step| (step.lower, step.upper);
        if kept
            .iter()
            .any(|other| ends(&other.step) == ends(&found.step))
        {
            let (lower, upper) = ends(&found.step);
            let message = errors::repeated_step(&name(dtypes, lower), &name(dtypes, upper));
            errors.push(at_step(&found), message);
        } else {
            kept.push(found);
        }
    }
    kept
}

/// `A < B; B < A;` and `A < A;`
fn steps_close_no_loop(
    steps: Vec<SpannedStep>,
    dtypes: &[DType],
    errors: &mut Errors,
) -> (Vec<SpannedStep>, Order) {
    let ends: Vec<(Id, Id)> = steps
        .iter()
        .map(|found| (found.step.lower, found.step.upper))
        .collect();
    let (order, loops) = Order::new(dtypes.len(), &ends);
    for closed in &loops {
        let message = match closed.through[..] {
            [lower, _] => errors::step_to_itself(&name(dtypes, lower)),
            _ => errors::closes_loop(
                &closed
                    .through
                    .iter()
                    .map(|&id| name(dtypes, id))
                    .collect::<Vec<_>>(),
            ),
        };
        errors.push(at_step(&steps[closed.step]), message);
    }
    let kept = steps
        .into_iter()
        .enumerate()
        .filter(|(at, _)| loops.iter().all(|closed| closed.step != *at))
        .map(|(_, step)| step)
        .collect();
    (kept, order)
}

/// `Int32 | Float = Int8;` and `A | A = B;`
fn rows_lie_above_their_operands(
    rows: Vec<SpannedRow>,
    order: &Order,
    dtypes: &[DType],
    errors: &mut Errors,
) -> Vec<SpannedRow> {
    let mut kept = Vec::new();
    for row in rows {
        let (left, right, result) = row.ids;
        let below: Vec<String> = [left, right]
            .into_iter()
            .filter(|&operand| !order.is_below(operand, result))
            .map(|operand| name(dtypes, operand))
            .collect();
        if left == right {
            errors.push(row.tokens(), errors::row_of_one(&name(dtypes, left)));
        } else if below.is_empty() {
            kept.push(row);
        } else {
            let candidates: Vec<String> = (0..dtypes.len())
                .filter(|&above| order.is_below(left, above) && order.is_below(right, above))
                .map(|above| name(dtypes, above))
                .collect();
            let below: Vec<&str> = below.iter().map(String::as_str).collect();
            errors.push(
                &row.row.result,
                errors::row_not_above(&name(dtypes, result), &below, &candidates),
            );
        }
    }
    kept
}

/// `A | B = C; B | A = D;`
fn rows_do_not_contradict(
    rows: Vec<SpannedRow>,
    dtypes: &[DType],
    errors: &mut Errors,
) -> Vec<SpannedRow> {
    let mut kept: Vec<SpannedRow> = Vec::new();
    for row in rows {
        let pair = |(left, right, _): (Id, Id, Id)| (left.min(right), left.max(right));
        let Some(first) = kept.iter().find(|first| pair(first.ids) == pair(row.ids)) else {
            kept.push(row);
            continue;
        };
        let names = [first.ids.0, first.ids.1, first.ids.2].map(|id| name(dtypes, id));
        let [left, right, result] = names.each_ref().map(String::as_str);
        let message = if first.ids.2 == row.ids.2 {
            errors::repeated_row(left, right, result)
        } else {
            errors::contradicting_row(left, right, result)
        };
        errors.push(row.tokens(), message);
    }
    kept
}

/// Two dtypes above a pair, neither above the other, and no row that says which is meant. Reported at the last step
/// from either of the pair or from what lies above it.
fn joins_are_unambiguous(
    order: &Order,
    rows: &[SpannedRow],
    steps: &[SpannedStep],
    dtypes: &[DType],
    errors: &mut Errors,
) {
    for a in 0..dtypes.len() {
        for b in a + 1..dtypes.len() {
            let Join::Ambiguous(minimal) = order.join(a, b) else {
                continue;
            };
            let settled = |row: &SpannedRow| [(a, b), (b, a)].contains(&(row.ids.0, row.ids.1));
            if rows.iter().any(settled) {
                continue;
            }
            let leads = |step: &Step| {
                [a, b]
                    .iter()
                    .any(|&operand| order.is_below(operand, step.lower))
                    && minimal.iter().any(|&top| order.is_below(step.upper, top))
            };
            let step = steps.iter().rfind(|found| leads(&found.step));
            let minimal: Vec<String> = minimal.into_iter().map(|id| name(dtypes, id)).collect();
            let message = errors::ambiguous(&name(dtypes, a), &name(dtypes, b), &minimal);
            match step {
                Some(step) => errors.push(at_step(step), message),
                None => errors.push(&dtypes[b].ident, message),
            }
        }
    }
}

/// `associative promotion { .. }` of an order in which grouping matters.
fn the_claim_of_associativity_holds(
    promotions: &Promotions,
    dtypes: &[DType],
    claim: proc_macro2::Span,
    errors: &mut Errors,
) {
    let triples = promotions.nonassociative();
    let Some(&[a, b, c]) = triples.first() else {
        return;
    };
    let result = |id: Option<Id>| match id {
        Some(id) => format!("`{}`", name(dtypes, id)),
        None => "undefined".to_owned(),
    };
    let (left, right) = (promotions.left(a, b, c), promotions.right(a, b, c));
    let names = [a, b, c].map(|id| format!("`{}`", name(dtypes, id)));
    let message = errors::not_associative(&names, &result(left), &result(right), triples.len() - 1);
    errors.push(Ident::new("associative", claim), message);
}

fn at_step(found: &SpannedStep) -> impl ToTokens + use<> {
    let [lower, upper] = &found.tokens;
    quote!(#lower < #upper)
}

fn name(dtypes: &[DType], id: Id) -> String {
    errors::name(&dtypes[id].ident)
}

/// `ShallowWater` for `mod shallow_water`.
fn marker(module: &Ident) -> Ident {
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
    // A keyword such as `Self` cannot be a type's name, nor can a module's name that is all underscores.
    match syn::parse_str::<Ident>(&text) {
        Ok(_) => Ident::new(&text, module.span()),
        Err(_) => Ident::new("Table", module.span()),
    }
}
