//! Baskets and findings as programs read them: the same for `/api/v1/align` and `touchstone align`.

use app::words::registry::align as words;
use serde_json::{Value, json};
use site::Catalogue;
use site::catalogue::{Basket, Picked, Row};
use site::registry::RegistryError;
use verify::alignment::{Finding, Linted, lint};

/// `{alignment: […], refused: [{pick, code, reason}], findings: [{pick, pointer, code, detail}]}`.
pub(crate) fn basket(basket: &Basket) -> Value {
    let mut refused = Vec::new();
    let mut findings = Vec::new();
    let mut all = 0;
    for Row { pick, picked } in &basket.rows {
        match picked {
            Picked::Here { alignment: Ok(_), findings: found, .. } => {
                findings.extend(found.iter().map(|finding| {
                    json!({
                        "pick": pick,
                        "pointer": format!("/alignment/{all}/{}", finding.code.member()),
                        "code": finding.code.name(),
                        "detail": finding.sentence,
                    })
                }));
                all += 1;
            }
            Picked::Here { alignment: Err(why), .. } => {
                refused.push(json!({ "pick": pick, "code": why.name(), "reason": words::refused(why) }));
            }
            Picked::Withdrawn { reason } => {
                refused
                    .push(json!({ "pick": pick, "code": "withdrawn", "reason": words::withdrawn(reason) }));
            }
            Picked::Unknown(why) => {
                refused.push(json!({ "pick": pick, "code": why.name(), "reason": words::unfound(*why) }));
            }
        }
    }
    json!({ "alignment": basket.array(), "refused": refused, "findings": findings })
}

/// `[{findings: [{code, member, detail, mended}], object}]`: what is amiss with some alignments, with what the registry
/// knows where there is one.
pub(crate) fn linted(
    catalogue: Option<&Catalogue>,
    all: &[Value],
    site: &str,
) -> Result<Value, RegistryError> {
    let one = |alignment| {
        let Linted { findings, object } = match catalogue {
            Some(catalogue) => catalogue.lint(alignment, site)?,
            None => lint(alignment),
        };
        let findings: Vec<Value> = findings.iter().map(finding).collect();
        Ok(json!({ "findings": findings, "object": object }))
    };
    all.iter().map(one).collect()
}

fn finding(finding: &Finding) -> Value {
    json!({
        "code": finding.code.name(),
        "member": finding.code.member(),
        "detail": finding.sentence,
        "mended": finding.mended,
    })
}
