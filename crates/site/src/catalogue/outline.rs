//! The statements of a framework, in the order of its tree.

use std::collections::HashMap;
use std::sync::Arc;

use registry::{Key, Query, Record, RegistryError, RelationKind, Status};

use super::{Catalogue, keys};

/// How many statements of a framework are put in order. Larger ones are a list that is searched.
pub const MAX_OUTLINE: usize = 20_000;

/// How many levels a tree has at the most: deeper statements are shown there.
const MAX_DEPTH: u8 = 12;

/// The statements of a framework, each after what it stands below.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    /// The statements.
    pub statements: Vec<Statement>,
    /// How many there are in all: more than are in order, where the framework is larger than [`MAX_OUTLINE`].
    pub total: usize,
}

/// One statement in a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// How far below the framework it stands; the topmost have 0.
    pub depth: u8,
    /// How many statements stand below it, at any depth.
    pub below: usize,
    /// The last part of its address, which is its anchor too.
    pub slug: String,
    /// The address of its page.
    pub path: String,
    /// Its code.
    pub code: Option<String>,
    /// Its label, where it has one.
    pub label: Option<String>,
    /// The statement itself.
    pub text: Option<String>,
    /// Whether it may still be used.
    pub status: Status,
}

impl Catalogue {
    /// The statements of a framework.
    ///
    /// # Errors
    /// Where the registry cannot be read.
    pub fn outline(&self, framework: &Record) -> Result<Arc<Outline>, RegistryError> {
        // Members are found by the index: what it has not seen yet would be missing from what is remembered.
        let edition = self.registry.findable();
        if let Some(outline) = self.remembered(&framework.slug, edition) {
            return Ok(outline);
        }
        let mut members: Vec<Record> = Vec::new();
        let mut total = 0;
        for key in keys(framework) {
            let query = Query { framework: Some(key), limit: MAX_OUTLINE, ..Query::default() };
            let (found, records) = self.registry.records(&query)?;
            total = total.max(found);
            for record in records {
                if members.len() < MAX_OUTLINE && !members.iter().any(|each| each.id == record.id) {
                    members.push(record);
                }
            }
        }
        let outline = Arc::new(Outline { statements: in_order(framework, &members), total });
        self.remember(&framework.slug, edition, &outline);
        Ok(outline)
    }
}

/// Members in the order of their tree. One whose parent is not here, or is below itself, stands at the top.
fn in_order(framework: &Record, members: &[Record]) -> Vec<Statement> {
    let mut at: HashMap<Key, usize> = HashMap::new();
    for (index, member) in members.iter().enumerate() {
        for key in keys(member) {
            at.entry(key).or_insert(index);
        }
    }
    let index_of = |target: &str| Key::of(target).and_then(|key| at.get(&key).copied());
    let mut parent: Vec<Option<usize>> = vec![None; members.len()];
    // As parents list their parts: the place among them, where a part says nothing of its own.
    let mut listed: Vec<u32> = vec![u32::MAX; members.len()];
    for (index, member) in members.iter().enumerate() {
        parent[index] = member
            .relations(RelationKind::ChildOf)
            .find_map(|relation| index_of(&relation.target))
            .filter(|up| *up != index);
    }
    for (up, record) in
        members.iter().enumerate().map(|(up, record)| (Some(up), record)).chain([(None, framework)])
    {
        for (place, part) in record.relations(RelationKind::HasPart).enumerate() {
            let Some(index) = index_of(&part.target).filter(|index| up != Some(*index)) else { continue };
            if parent[index].is_none() {
                parent[index] = up;
            }
            if parent[index] == up {
                listed[index] = listed[index].min(u32::try_from(place).unwrap_or(u32::MAX));
            }
        }
    }
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); members.len()];
    let mut roots = Vec::new();
    for (index, up) in parent.iter().enumerate() {
        match up {
            Some(up) => children[*up].push(index),
            None => roots.push(index),
        }
    }
    let order = |one: &usize, other: &usize| {
        let place = |index: usize| (members[index].shown.position.unwrap_or(u32::MAX), listed[index]);
        place(*one)
            .cmp(&place(*other))
            .then_with(|| natural(&members[*one], &members[*other]))
            .then(one.cmp(other))
    };
    roots.sort_by(order);
    for each in &mut children {
        each.sort_by(order);
    }
    let mut statements: Vec<Statement> = Vec::with_capacity(members.len());
    let mut seen = vec![false; members.len()];
    // Whatever hangs in a ring hangs from no root: it is shown at the top, after the rest.
    for start in roots.into_iter().chain(0..members.len()) {
        let mut open: Vec<(usize, u8)> = vec![(start, 0)];
        while let Some((index, depth)) = open.pop() {
            if std::mem::replace(&mut seen[index], true) {
                continue;
            }
            statements.push(statement(&members[index], depth));
            let deeper = (depth + 1).min(MAX_DEPTH);
            open.extend(
                children[index].iter().rev().filter(|child| !seen[**child]).map(|child| (*child, deeper)),
            );
        }
    }
    count_below(&mut statements);
    statements
}

/// By code as people count, then by title.
fn natural(one: &Record, other: &Record) -> std::cmp::Ordering {
    let code = |record: &Record| record.shown.code.clone().unwrap_or_default();
    let parts = |code: &str| {
        code.split(|character: char| !character.is_alphanumeric())
            .map(|part| (part.parse::<u64>().unwrap_or(u64::MAX), part.to_owned()))
            .collect::<Vec<_>>()
    };
    parts(&code(one)).cmp(&parts(&code(other))).then_with(|| one.title(None).cmp(&other.title(None)))
}

fn statement(record: &Record, depth: u8) -> Statement {
    let shown = &record.shown;
    let label = registry::choose(&shown.labels, None).map(|label| label.text.clone());
    let text = registry::choose(&shown.text, None).map(|text| text.text.clone());
    Statement {
        depth,
        below: 0,
        slug: record.slug.clone(),
        path: record.path(),
        code: shown.code.clone(),
        label,
        text,
        status: record.status(),
    }
}

fn count_below(statements: &mut [Statement]) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..statements.len() {
        while open.last().is_some_and(|last| statements[*last].depth >= statements[at].depth) {
            open.pop();
        }
        for above in &open {
            statements[*above].below += 1;
        }
        open.push(at);
    }
}
