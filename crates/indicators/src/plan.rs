//! One plan for all rules: every different condition once, decided for a block of rows at a time.
//!
//! Conditions of different rules share their parts. A part that only reads columns is decided once for every row of a
//! block, sixty-four rows to a word; a slow part (text searched, distances, lists looked up) is only asked of rows
//! where the rest of its conjunction may still hold.

use evidence::Truth;

use crate::expression::{At, Condition, Which};
use crate::field::Field;
use crate::groups::Index;
use crate::leaf::leaf;
use crate::mask::{self, Truths};
use crate::rows::{Row, Rows};
use crate::world::World;

/// The number of a condition in a [`Plan`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeIx(u32);

impl NodeIx {
    fn index(self) -> usize {
        self.0 as usize
    }
}

#[derive(Clone, Debug)]
enum Node {
    /// Decided from columns.
    Leaf(Condition),
    And(Vec<NodeIx>),
    Or(Vec<NodeIx>),
    Not(NodeIx),
    /// Fast parts first, then what is slow for the rows that are left.
    Narrow(Vec<NodeIx>, Condition),
    /// Fast parts first, then what is slow for the rows that are not decided yet.
    Widen(Vec<NodeIx>, Condition),
    /// Slow by itself.
    Slow(Condition),
}

/// All conditions of all rules, each once, parts before wholes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    nodes: Vec<(Condition, Node)>,
    /// The conditions that fields are known, by field.
    known: Vec<Option<NodeIx>>,
}

/// The truths of conditions for one block of rows, worked out as they are asked for.
#[derive(Debug, Default)]
pub(crate) struct Decided {
    of: Vec<Truths>,
    is_done: Vec<bool>,
    empty: Truths,
    index: Index,
}

impl Decided {
    /// The truths of a condition that was decided.
    pub(crate) fn truths(&self, node: NodeIx) -> &Truths {
        self.of.get(node.index()).unwrap_or(&self.empty)
    }

    /// Forgets what was decided, for the next block.
    pub(crate) fn clear(&mut self) {
        self.is_done.fill(false);
        self.index.clear();
    }
}

impl Plan {
    /// The number of a condition, added with its parts if new.
    pub(crate) fn add(&mut self, condition: &Condition) -> NodeIx {
        if let Some(known) = self.find(condition) {
            return known;
        }
        let node = match condition {
            Condition::And(parts) => {
                let (slow, mut fast): (Vec<_>, Vec<_>) = parts.iter().cloned().partition(Condition::is_slow);
                // What leaves least for the rest comes first.
                fast.sort_by_key(|part| match part {
                    Condition::CodeIn(..) => 0,
                    Condition::InCodes(..) | Condition::Mentions(..) => 1,
                    _ => 2,
                });
                let fast: Vec<NodeIx> = fast.iter().map(|part| self.add(part)).collect();
                if slow.is_empty() { Node::And(fast) } else { Node::Narrow(fast, Condition::And(slow)) }
            }
            Condition::Or(parts) => {
                // A slow part that is itself a conjunction narrows its own rows.
                let is_bare = |part: &Condition| {
                    part.is_slow() && !matches!(part, Condition::And(_) | Condition::Or(_))
                };
                let (bare, rest): (Vec<_>, Vec<_>) = parts.iter().cloned().partition(is_bare);
                let rest: Vec<NodeIx> = rest.iter().map(|part| self.add(part)).collect();
                if bare.is_empty() { Node::Or(rest) } else { Node::Widen(rest, Condition::Or(bare)) }
            }
            Condition::Not(part) if !part.is_slow() => Node::Not(self.add(part)),
            _ if condition.is_slow() => Node::Slow(condition.clone()),
            _ => Node::Leaf(condition.clone()),
        };
        self.nodes.push((condition.clone(), node));
        NodeIx(u32::try_from(self.nodes.len() - 1).unwrap_or(u32::MAX))
    }

    /// The conditions that fields are known, added if new.
    pub(crate) fn wanted(&mut self, fields: &[Field]) -> Vec<NodeIx> {
        let mut nodes = Vec::with_capacity(fields.len());
        for field in fields {
            let node = self.add(&Condition::Has(*field, Which::First));
            let at = *field as usize;
            if self.known.len() <= at {
                self.known.resize(at + 1, None);
            }
            self.known.get_mut(at).into_iter().for_each(|own| *own = Some(node));
            nodes.push(node);
        }
        nodes
    }

    /// The condition that a field is known, where any rule reads it.
    pub(crate) fn has(&self, field: Field) -> Option<NodeIx> {
        self.known.get(field as usize).copied().flatten()
    }

    /// The number of a condition that is there.
    fn find(&self, condition: &Condition) -> Option<NodeIx> {
        let at = self.nodes.iter().position(|(own, _)| own == condition)?;
        u32::try_from(at).ok().map(NodeIx)
    }

    /// Decides a condition for all `rows`, if it was not yet.
    pub(crate) fn decide(&self, node: NodeIx, world: &World<'_>, rows: &Rows, decided: &mut Decided) {
        decided.of.resize_with(self.nodes.len(), Truths::default);
        decided.is_done.resize(self.nodes.len(), false);
        let Some(is_done) = decided.is_done.get_mut(node.index()) else { return };
        if std::mem::replace(is_done, true) {
            return;
        }
        let Some((_, own)) = self.nodes.get(node.index()) else { return };
        let mut truths = decided.of.get_mut(node.index()).map(std::mem::take).unwrap_or_default();
        match own {
            Node::Leaf(condition) => leaf(condition, world, rows, &mut decided.index, &mut truths),
            Node::And(parts) => self.join(parts, (world, rows), decided, &mut truths, Join::All),
            Node::Or(parts) => self.join(parts, (world, rows), decided, &mut truths, Join::Any),
            Node::Widen(fast, slow) => {
                self.join(fast, (world, rows), decided, &mut truths, Join::Any);
                if fast.is_empty() {
                    truths.fill(&rows.kind, |_| Some(false));
                }
                let open: Vec<u64> = truths.yes.iter().map(|yes| !yes).collect();
                truths.or(&asked_of(slow, world, rows, &open));
            }
            Node::Not(part) => {
                self.decide(*part, world, rows, decided);
                truths.clone_from(decided.truths(*part));
                truths.not();
            }
            Node::Narrow(fast, slow) => {
                self.join(fast, (world, rows), decided, &mut truths, Join::All);
                if fast.is_empty() {
                    truths.fill(&rows.kind, |_| Some(true));
                }
                if truths.is_open() {
                    let open: Vec<u64> =
                        truths.yes.iter().zip(&truths.known).map(|(yes, known)| yes | !known).collect();
                    truths.and(&asked_of(slow, world, rows, &open));
                }
            }
            Node::Slow(condition) => {
                truths.reset(rows.len());
                for row in 0..rows.len() {
                    truths.set(row, scalar(condition, world, rows, row));
                }
            }
        }
        if let Some(slot) = decided.of.get_mut(node.index()) {
            *slot = truths;
        }
    }

    /// All or any of several conditions; those that can no longer matter are not decided.
    fn join(
        &self,
        parts: &[NodeIx],
        (world, rows): (&World<'_>, &Rows),
        decided: &mut Decided,
        truths: &mut Truths,
        how: Join,
    ) {
        for (number, part) in parts.iter().enumerate() {
            self.decide(*part, world, rows, decided);
            let own = decided.truths(*part);
            match how {
                _ if number == 0 => truths.clone_from(own),
                Join::All => truths.and(own),
                Join::Any => truths.or(own),
            }
            if how == Join::All && !truths.is_open() {
                break;
            }
        }
    }
}

/// How conditions are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Join {
    All,
    Any,
}

/// A condition on a selected row: one of the plan, or one that is only worth asking of selected rows.
#[derive(Clone, Debug)]
pub(crate) enum Asked {
    Node(NodeIx),
    Alone(Condition),
}

impl Asked {
    pub(crate) fn new(condition: Condition, plan: &mut Plan) -> Self {
        if condition.is_slow() { Self::Alone(condition) } else { Self::Node(plan.add(&condition)) }
    }

    /// The condition of the plan, if it is one.
    pub(crate) fn node(&self) -> Option<NodeIx> {
        match self {
            Self::Node(node) => Some(*node),
            Self::Alone(_) => None,
        }
    }

    /// Whether it holds of a row; `None` where that is unknown.
    pub(crate) fn is(&self, row: &Row<'_>, decided: &Decided) -> Option<bool> {
        match self {
            Self::Node(node) => {
                let truths = decided.truths(*node);
                truths.is_known(row.at).then(|| truths.is_yes(row.at))
            }
            Self::Alone(condition) => scalar(condition, row.world, row.rows, row.at),
        }
    }
}

/// A slow condition, for the rows whose bits are set in `open`; unknown for the others.
fn asked_of(condition: &Condition, world: &World<'_>, rows: &Rows, open: &[u64]) -> Truths {
    let mut truths = Truths::default();
    truths.reset(rows.len());
    for row in mask::rows(open).take_while(|row| *row < rows.len()) {
        truths.set(row, scalar(condition, world, rows, row));
    }
    truths
}

pub(crate) fn scalar(condition: &Condition, world: &World<'_>, rows: &Rows, at: usize) -> Option<bool> {
    match condition.decide(&At::event(Row { world, rows, at })) {
        Truth::True => Some(true),
        Truth::False => Some(false),
        Truth::Unknown => None,
    }
}
