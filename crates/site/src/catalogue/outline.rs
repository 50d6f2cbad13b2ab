//! The statements of a framework, in the order of its tree.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};

use registry::{Key, Query, Record, RegistryError, Relating, RelationKind, Status};

use super::{Catalogue, keys};

/// How many statements of a framework are put in order. Larger ones are a list that is searched.
pub const MAX_OUTLINE: usize = 20_000;

/// How many are read at once: as many as the index gives.
const AT_ONCE: usize = 10_000;

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
        if let Some(outline) = self.remembered.outline(&framework.slug, edition) {
            return Ok(outline);
        }
        let _made_by_one = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(outline) = self.remembered.outline(&framework.slug, edition) {
            return Ok(outline);
        }
        let relating = Relating { kinds: vec![RelationKind::PartOf], to: keys(framework) };
        let mut members: Vec<Member> = Vec::new();
        let mut total = 0;
        while members.len() < MAX_OUTLINE {
            let query = Query {
                relating: Some(relating.clone()),
                limit: AT_ONCE,
                offset: members.len(),
                ..Query::default()
            };
            let hits = self.registry.search(&query)?;
            total = hits.total;
            for (id, _) in &hits.hits {
                members.extend(self.registry.get(*id)?.as_ref().map(Member::of));
            }
            if hits.hits.len() < AT_ONCE {
                break;
            }
        }
        let parts = parts_of(framework);
        let outline = Arc::new(Outline { statements: in_order(&parts, members), total });
        self.remembered.remember_outline(&framework.slug, edition, &outline);
        Ok(outline)
    }
}

/// What the order of a statement hangs on.
struct Member {
    keys: Vec<Key>,
    /// What it stands below, as it says itself.
    parents: Vec<Key>,
    /// What it lists as its parts.
    parts: Vec<Key>,
    position: u32,
    /// Its code as people count it.
    code: Vec<(u64, String)>,
    title: String,
    statement: Statement,
}

impl Member {
    fn of(record: &Record) -> Self {
        let parents =
            record.relations(RelationKind::ChildOf).filter_map(|relation| Key::of(&relation.target));
        let code = record.shown.code.as_deref().unwrap_or_default();
        let code = code.split(|character: char| !character.is_alphanumeric());
        Self {
            keys: keys(record),
            parents: parents.collect(),
            parts: parts_of(record),
            position: record.shown.position.unwrap_or(u32::MAX),
            code: code.map(|part| (part.parse().unwrap_or(u64::MAX), part.to_owned())).collect(),
            title: record.title(None),
            statement: statement(record, 0),
        }
    }
}

fn parts_of(record: &Record) -> Vec<Key> {
    record.relations(RelationKind::HasPart).filter_map(|relation| Key::of(&relation.target)).collect()
}

/// Members in the order of their tree. One whose parent is not here, or is below itself, stands at the top.
fn in_order(top: &[Key], members: Vec<Member>) -> Vec<Statement> {
    let mut at: HashMap<&Key, usize> = HashMap::new();
    for (index, member) in members.iter().enumerate() {
        for key in &member.keys {
            at.entry(key).or_insert(index);
        }
    }
    let mut parent: Vec<Option<usize>> = vec![None; members.len()];
    // As parents list their parts: the place among them, where a part says nothing of its own.
    let mut listed: Vec<u32> = vec![u32::MAX; members.len()];
    for (index, member) in members.iter().enumerate() {
        parent[index] = member.parents.iter().find_map(|key| at.get(key).copied()).filter(|up| *up != index);
    }
    let lists = members.iter().enumerate().map(|(up, member)| (Some(up), member.parts.as_slice()));
    for (up, parts) in lists.chain([(None, top)]) {
        for (place, part) in parts.iter().enumerate() {
            let Some(index) = at.get(part).copied().filter(|index| up != Some(*index)) else { continue };
            if parent[index].is_none() {
                parent[index] = up;
            }
            if parent[index] == up {
                listed[index] = listed[index].min(u32::try_from(place).unwrap_or(u32::MAX));
            }
        }
    }
    drop(at);
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); members.len()];
    let mut roots = Vec::new();
    for (index, up) in parent.iter().enumerate() {
        match up {
            Some(up) => children[*up].push(index),
            None => roots.push(index),
        }
    }
    let order = |one: &usize, other: &usize| {
        let by = |index: usize| {
            let member = &members[index];
            (member.position, listed[index], &member.code, &member.title, index)
        };
        by(*one).cmp(&by(*other))
    };
    roots.sort_by(order);
    for each in &mut children {
        each.sort_by(order);
    }
    let mut left: Vec<Option<Statement>> = members.into_iter().map(|member| Some(member.statement)).collect();
    let mut statements: Vec<Statement> = Vec::with_capacity(left.len());
    // Whatever hangs in a ring hangs from no root: it is shown at the top, after the rest.
    for start in roots.into_iter().chain(0..left.len()) {
        let mut open: Vec<(usize, u8)> = vec![(start, 0)];
        while let Some((index, depth)) = open.pop() {
            let Some(statement) = left[index].take() else { continue };
            statements.push(Statement { depth, ..statement });
            let deeper = (depth + 1).min(MAX_DEPTH);
            let below = children[index].iter().rev().filter(|child| left[**child].is_some());
            open.extend(below.map(|child| (*child, deeper)));
        }
    }
    count_below(&mut statements);
    statements
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
