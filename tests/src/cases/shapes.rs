//! Badges that hold and break a MUST of their standard: `conforms` is no, and that alone decides nothing.

use serde_json::{Value, json};

use crate::badge::{DATA_INTEGRITY, college_page, full, small, small_v1};
use crate::case::Case;
use crate::issuer::college;
use crate::json::{with, without};

/// The achievement in a badge.
const ACHIEVEMENT: &str = "/credentialSubject/achievement";

pub(super) fn cases() -> Vec<Case> {
    let full = || without(full(), "/credentialStatus");
    let hold = |name, badge: Value| Case::json(name, &college().sign(badge)).web(college_page());
    vec![
        hold("criteria-missing_verified", without(small(), &format!("{ACHIEVEMENT}/criteria"))),
        hold("criteria-empty_verified", with(small(), &format!("{ACHIEVEMENT}/criteria"), json!({}))),
        hold("null-member_verified", with(small(), &format!("{ACHIEVEMENT}/tag"), Value::Null)),
        hold("name-missing-in-vcdm11_verified", super::forms::v1_without_name()),
        hold("issuer-as-text_verified", with(small(), "/issuer", college().id)),
        hold(
            "issuer-as-text-in-vcdm11_verified",
            with(small_v1(&college(), DATA_INTEGRITY), "/issuer", college().id),
        ),
        hold("profile-without-type_verified", without(small(), "/issuer/type")),
        hold(
            "alignment-without-address_verified",
            without(full(), &format!("{ACHIEVEMENT}/alignment/0/targetUrl")),
        ),
        hold(
            "alignment-without-name_verified",
            without(full(), &format!("{ACHIEVEMENT}/alignment/0/targetName")),
        ),
        hold(
            "alignment-without-type_not-verified",
            without(full(), &format!("{ACHIEVEMENT}/alignment/0/type")),
        ),
        hold(
            "alignment-of-unknown-target-type_verified",
            with(full(), &format!("{ACHIEVEMENT}/alignment/0/targetType"), "Skill"),
        ),
        hold(
            "alignment-with-a-code-for-its-address_verified",
            with(full(), &format!("{ACHIEVEMENT}/alignment/0/targetUrl"), "urn:seamanship:S-12"),
        ),
        hold(
            "result-points-at-nothing_verified",
            with(
                full(),
                "/credentialSubject/result/0/resultDescription",
                "https://college.example/achievements/boat-handling#swim",
            ),
        ),
        hold("evidence-without-type_verified", without(full(), "/evidence/0/type")),
        hold("image-with-more-than-caption_verified", with(full(), "/issuer/image/name", "Crest")),
        hold("one-tag-without-list_verified", with(small(), &format!("{ACHIEVEMENT}/tag"), "boats")),
        hold("date-without-zone_verified", with(small(), "/validFrom", "2026-06-12T09:00:00")),
    ]
}
