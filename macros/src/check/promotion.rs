//! The rules for the section `promotion`.

use super::names::name;
use crate::ast::{PromotionRule, Row, Steps};
use crate::errors::{Errors, messages};
use crate::lattice::{Id, Join, Order, Promotions};
use crate::model::{self, DType, Step, is_doc, unraw};
use proc_macro2::Ident;
use quote::{ToTokens, quote};
use std::collections::HashMap;
use syn::parse_quote;

/// A step with the tokens it came from.
pub(super) struct SpannedStep {
    pub(super) step: Step,
    tokens: [Ident; 2],
}

/// A row with the tokens it came from.
pub(super) struct SpannedRow {
    row: Row,
    pub(super) ids: (Id, Id, Id),
}

impl SpannedRow {
    fn tokens(&self) -> impl ToTokens + use<> {
        let Row {
            left,
            right,
            result,
            ..
        } = &self.row;
        quote!(#left | #right = #result)
    }

    pub(super) fn into_model(self) -> model::Row {
        let (left, right, result) = self.ids;
        model::Row {
            left,
            right,
            result,
            docs: self.row.attrs,
        }
    }
}

/// The dtypes by name.
pub(super) struct Names {
    ids: HashMap<String, Id>,
    /// The names, each with its type.
    known: Vec<(String, String)>,
    /// Names that may have been declared in text that could not be read.
    lost: Vec<String>,
    /// The dtypes in rules that are dropped because of a mistake.
    open: Vec<Id>,
}

impl Names {
    pub(super) fn new(dtypes: &[DType], lost: &[Ident]) -> Self {
        let ids: HashMap<String, Id> = dtypes
            .iter()
            .enumerate()
            .map(|(id, dtype)| (unraw(&dtype.ident), id))
            .collect();
        let lost: Vec<String> = lost.iter().map(unraw).collect();
        Self {
            known: dtypes
                .iter()
                .map(|dtype| (messages::name(&dtype.ident), messages::text(&dtype.ty)))
                .collect(),
            open: lost
                .iter()
                .filter_map(|name| ids.get(name).copied())
                .collect(),
            ids,
            lost,
        }
    }

    /// The dtypes that a rule names.
    pub(super) fn get<'a>(
        &mut self,
        rule: impl IntoIterator<Item = &'a Ident>,
        errors: &mut Errors,
    ) -> Vec<Option<Id>> {
        let mut ids = Vec::new();
        for ident in rule {
            let text = unraw(ident);
            let id = self.ids.get(&text).copied();
            if id.is_none() && !self.lost.contains(&text) {
                let message = messages::unknown_dtype(&messages::name(ident), &self.known);
                errors.push(ident, message);
            }
            ids.push(id);
        }
        if ids.contains(&None) {
            self.open.extend(ids.iter().flatten());
        }
        ids
    }
}

/// Whether a rule that was dropped because of a mistake may have been about one of these dtypes. If so, a missing result is
/// not reported as a second mistake.
fn is_open<const N: usize>(order: &Order, open: &[Id], of: [Id; N]) -> bool {
    open.iter()
        .any(|&above| of.iter().any(|&id| order.is_below(id, above)))
}

/// `Int8 < Flaot;`, and `A < B < C with f;`. Also returns the dtypes in rules that are dropped because of a mistake.
pub(super) fn rules_name_dtypes(
    rules: Vec<PromotionRule>,
    dtypes: &[DType],
    lost: &[Ident],
    errors: &mut Errors,
) -> (Vec<SpannedStep>, Vec<SpannedRow>, Vec<Id>) {
    let mut steps = Vec::new();
    let mut rows = Vec::new();
    let mut names = Names::new(dtypes, lost);
    for rule in rules {
        match rule {
            PromotionRule::Steps(chain) => steps_of(chain, &mut names, &mut steps, errors),
            PromotionRule::Row(row) => {
                let ids = names.get([&row.left, &row.right, &row.result], errors);
                if let [Some(left), Some(right), Some(result)] = ids[..] {
                    rows.push(SpannedRow {
                        row,
                        ids: (left, right, result),
                    });
                }
            }
        }
    }
    (steps, rows, names.open)
}

fn steps_of(written: Steps, names: &mut Names, steps: &mut Vec<SpannedStep>, errors: &mut Errors) {
    let Steps {
        attrs,
        lossy,
        chain,
        with,
    } = written;
    let with = with.map(|with| {
        if chain.len() == 2 {
            return with;
        }
        errors.push(with, messages::with_on_chain());
        // A stand-in that fits every step, whatever its types.
        parse_quote!(|_| loop {})
    });
    let (docs, attrs): (Vec<_>, Vec<_>) = attrs.into_iter().partition(is_doc);
    let ids = names.get(chain.iter(), errors);
    for (ids, tokens) in ids.windows(2).zip(chain.windows(2)) {
        if let [Some(lower), Some(upper)] = *ids {
            let step = Step {
                lower,
                upper,
                lossy: lossy.is_some(),
                with: with.clone(),
                docs: docs.clone(),
                attrs: attrs.clone(),
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
pub(super) fn steps_are_written_once(
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
            let message = messages::repeated_step(&name(dtypes, lower), &name(dtypes, upper));
            errors.push(at_step(&found), message);
        } else {
            kept.push(found);
        }
    }
    kept
}

/// `A < B; B < A;` and `A < A;`
pub(super) fn steps_close_no_loop(
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
            [lower, _] => messages::step_to_itself(&name(dtypes, lower)),
            _ => messages::closes_loop(
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

/// `Int32 | Float = Int8;` and `A | A = B;`. In the model, a row gets a result above its operands, if there is one.
pub(super) fn rows_lie_above_their_operands(
    rows: Vec<SpannedRow>,
    order: &Order,
    open: &[Id],
    dtypes: &[DType],
    errors: &mut Errors,
) -> Vec<SpannedRow> {
    let mut kept = Vec::new();
    for mut row in rows {
        let (left, right, result) = row.ids;
        let below: Vec<String> = [left, right]
            .into_iter()
            .filter(|&operand| !order.is_below(operand, result))
            .map(|operand| name(dtypes, operand))
            .collect();
        if left == right {
            errors.push(row.tokens(), messages::row_of_one(&name(dtypes, left)));
        } else if below.is_empty() {
            kept.push(row);
        } else {
            let candidates: Vec<Id> = (0..dtypes.len())
                .filter(|&above| order.is_below(left, above) && order.is_below(right, above))
                .collect();
            if !is_open(order, open, [left, right]) {
                let names: Vec<String> = candidates.iter().map(|&id| name(dtypes, id)).collect();
                let below: Vec<&str> = below.iter().map(String::as_str).collect();
                errors.push(
                    &row.row.result,
                    messages::row_not_above(&name(dtypes, result), &below, &names),
                );
            }
            if let Some(&above) = candidates.first() {
                row.ids.2 = above;
                kept.push(row);
            }
        }
    }
    kept
}

/// `A | B = C; B | A = D;`
pub(super) fn rows_do_not_contradict(
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
            messages::repeated_row(left, right, result)
        } else {
            messages::contradicting_row(left, right, result)
        };
        errors.push(row.tokens(), message);
    }
    kept
}

/// Two dtypes lie above a pair, neither lies above the other, and no row chooses between them. The report points at the
/// last step on a path from the pair to one of them.
pub(super) fn joins_are_unambiguous(
    order: &Order,
    rows: &[SpannedRow],
    steps: &[SpannedStep],
    open: &[Id],
    dtypes: &[DType],
    errors: &mut Errors,
) {
    for a in 0..dtypes.len() {
        for b in a + 1..dtypes.len() {
            let Join::Ambiguous(minimal) = order.join(a, b) else {
                continue;
            };
            let settled = |row: &SpannedRow| [(a, b), (b, a)].contains(&(row.ids.0, row.ids.1));
            if rows.iter().any(settled) || is_open(order, open, [a, b]) {
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
            let message = messages::ambiguous(&name(dtypes, a), &name(dtypes, b), &minimal);
            match step {
                Some(step) => errors.push(at_step(step), message),
                None => errors.push(&dtypes[b].ident, message),
            }
        }
    }
}

/// `associative promotion { .. }` of an order in which grouping matters.
pub(super) fn the_claim_of_associativity_holds(
    promotions: &Promotions,
    order: &Order,
    open: &[Id],
    dtypes: &[DType],
    claim: proc_macro2::Span,
    errors: &mut Errors,
) {
    let mut triples = promotions.nonassociative();
    triples.retain(|&triple| !is_open(order, open, triple));
    let Some(&[a, b, c]) = triples.first() else {
        return;
    };
    let result = |id: Option<Id>| match id {
        Some(id) => format!("`{}`", name(dtypes, id)),
        None => "undefined".to_owned(),
    };
    let (left, right) = (promotions.left(a, b, c), promotions.right(a, b, c));
    let names = [a, b, c].map(|id| format!("`{}`", name(dtypes, id)));
    let message =
        messages::not_associative(&names, &result(left), &result(right), triples.len() - 1);
    errors.push(Ident::new("associative", claim), message);
}

fn at_step(found: &SpannedStep) -> impl ToTokens + use<> {
    let [lower, upper] = &found.tokens;
    quote!(#lower < #upper)
}
