//! What can be amiss with an alignment, and what was found.

use serde_json::Value;

/// What can be amiss.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// `type` does not contain `Alignment`.
    MissingType,
    /// There is no `targetName`.
    MissingName,
    /// There is no `targetUrl` that is an address.
    MissingUrl,
    /// `targetType` is no value of the standard and not behind `ext:`.
    TargetTypeUnknown,
    /// `targetType` says what the target is not.
    TargetTypeWrong,
    /// A group of skills stands for a skill.
    GroupAsSkill,
    /// The address was never filled in.
    PlaceholderUrl,
    /// The address was made up below somebody else's host.
    MintedUri,
    /// The address is one for trying things.
    SandboxHost,
    /// The address is written in another way than its owner does.
    UriSpelling,
    /// `targetCode` is of something else than `targetUrl`.
    CodeMismatch,
    /// Punctuation stands around `targetCode`.
    CodePunctuation,
    /// The target is called otherwise.
    NameMismatch,
    /// The target has been replaced, or is not in use any more.
    Superseded,
}

impl Code {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::MissingType,
        Self::MissingName,
        Self::MissingUrl,
        Self::TargetTypeUnknown,
        Self::TargetTypeWrong,
        Self::GroupAsSkill,
        Self::PlaceholderUrl,
        Self::MintedUri,
        Self::SandboxHost,
        Self::UriSpelling,
        Self::CodeMismatch,
        Self::CodePunctuation,
        Self::NameMismatch,
        Self::Superseded,
    ];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::MissingType => "missing-type",
            Self::MissingName => "missing-name",
            Self::MissingUrl => "missing-url",
            Self::TargetTypeUnknown => "target-type-unknown",
            Self::TargetTypeWrong => "target-type-wrong",
            Self::GroupAsSkill => "group-as-skill",
            Self::PlaceholderUrl => "placeholder-url",
            Self::MintedUri => "minted-uri",
            Self::SandboxHost => "sandbox-host",
            Self::UriSpelling => "uri-spelling",
            Self::CodeMismatch => "code-mismatch",
            Self::CodePunctuation => "code-punctuation",
            Self::NameMismatch => "name-mismatch",
            Self::Superseded => "superseded",
        }
    }

    /// The member that it is about.
    pub fn member(self) -> &'static str {
        match self {
            Self::MissingType => "type",
            Self::MissingName | Self::NameMismatch => "targetName",
            Self::MissingUrl
            | Self::GroupAsSkill
            | Self::PlaceholderUrl
            | Self::MintedUri
            | Self::SandboxHost
            | Self::UriSpelling
            | Self::Superseded => "targetUrl",
            Self::TargetTypeUnknown | Self::TargetTypeWrong => "targetType",
            Self::CodeMismatch | Self::CodePunctuation => "targetCode",
        }
    }
}

/// Something that is amiss.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub code: Code,
    /// The same as a sentence or two, with what helps.
    pub sentence: String,
    /// Whether the object beside it has it mended.
    pub mended: bool,
}

/// What was found, and what the object becomes.
#[derive(Debug, Clone, PartialEq)]
pub struct Linted {
    /// What is amiss, in the order of [`Code`].
    pub findings: Vec<Finding>,
    /// The object with everything mended that is known: nothing is guessed.
    pub object: Value,
}

impl Linted {
    /// Notes something that is amiss.
    pub fn note(&mut self, code: Code, sentence: impl Into<String>, mended: bool) {
        self.findings.push(Finding { code, sentence: sentence.into(), mended });
        self.findings.sort_by_key(|finding| finding.code);
    }

    /// What was found of a kind.
    pub fn find(&mut self, code: Code) -> Option<&mut Finding> {
        self.findings.iter_mut().find(|finding| finding.code == code)
    }

    /// A member of the object that is a text.
    pub fn text(&self, member: &str) -> Option<&str> {
        self.object.get(member).and_then(Value::as_str)
    }

    /// Gives the object a member, or takes it away.
    pub fn set(&mut self, member: &str, value: Option<Value>) {
        let Some(object) = self.object.as_object_mut() else { return };
        match value {
            Some(value) => object.insert(member.to_owned(), value),
            None => object.remove(member),
        };
    }
}
