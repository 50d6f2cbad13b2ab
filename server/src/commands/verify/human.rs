//! A report for a person at a terminal: the sentence, who says so, the five answers, what is wrong and where.

use anstyle::{AnsiColor, Style};
use app::words::{self, Answered, Entry, Mark, Rank, Seal, Words, thousands};
use textwrap::core::display_width;
use textwrap::{Options, WordSplitter};
use verify::{Decision, Finding, Problem, Report};

use crate::config::Look;
use crate::output::visible;

/// Lines of findings that are printed; `--json` has them all.
const MOST_FINDINGS: usize = 40;

/// Lines of a record's tree that are printed.
const MOST_ENTRIES: usize = 200;

/// The report as text, under the name of its input where there are several.
pub(super) fn report(report: &Report, label: Option<&String>, look: Look) -> String {
    let mut page = Page { text: String::new(), look };
    if let Some(label) = label {
        page.heading(label);
    }
    page.sentence(report, &words::of(report));
    page.answers(report);
    page.record(report);
    page.endorsements(report);
    page.findings(report);
    page.notes(report);
    page.next(&words::of(report));
    page.text
}

/// A page that is being written. Whatever is foreign goes through [`visible`] in [`Page::block`].
struct Page {
    text: String,
    look: Look,
}

impl Page {
    /// A block with a hanging indent: its first line begins with a sign in its colour, and a lead after it.
    fn block(&mut self, (sign, style): (&str, Style), lead: &str, body: &str, emphasis: Style) {
        let indent = " ".repeat(display_width(sign) + display_width(lead));
        let options = Options::new(self.look.width)
            .initial_indent(&indent)
            .subsequent_indent(&indent)
            .word_splitter(WordSplitter::NoHyphenation)
            .break_words(false);
        for (n, line) in textwrap::wrap(&visible(body), options).iter().enumerate() {
            if n == 0 {
                self.paint(sign, style);
                self.text.push_str(lead);
            } else {
                self.text.push_str(&indent);
            }
            self.paint(line.strip_prefix(indent.as_str()).unwrap_or(line), emphasis);
            self.text.push('\n');
        }
    }

    fn paint(&mut self, text: &str, style: Style) {
        if self.look.colour && !style.is_plain() {
            self.text.push_str(&format!("{style}{text}{style:#}"));
        } else {
            self.text.push_str(text);
        }
    }

    fn plain(&mut self, lead: &str, body: &str) {
        self.block(("", Style::new()), lead, body, Style::new());
    }

    fn heading(&mut self, label: &str) {
        self.paint(&visible(label), Style::new().underline());
        self.text.push('\n');
    }

    fn title(&mut self, text: &str) {
        self.text.push('\n');
        self.paint(text, Style::new().bold());
        self.text.push('\n');
    }

    fn sentence(&mut self, report: &Report, words: &Words) {
        self.block(seal(report), " ", &words.sentence, Style::new().bold());
        let under = words.under.as_deref().unwrap_or_default();
        if !under.is_empty() {
            self.plain("  ", under);
        }
        // Most sentences have it under them; where they do not, it is said all the same.
        if let Some(who) = words::who(report).filter(|who| !under.contains(who.as_str())) {
            self.plain("  ", &who);
        }
    }

    fn answers(&mut self, report: &Report) {
        self.text.push('\n');
        let green = words::seal(report) == Seal::Genuine;
        let answers = words::answers(report);
        let widest = answers.iter().map(|answered| answered.question.len()).max().unwrap_or_default();
        for Answered { mark, question, answer } in answers {
            let (sign, style) = sign(mark);
            // A tick is green on a green page alone.
            let style = if mark == Mark::Yes && !green { Style::new() } else { style };
            self.block((sign, style), &format!(" {question:widest$}  "), &answer, Style::new());
        }
    }

    /// The entries of a record or a presentation as the page has them: those that need a look, then the others by their
    /// issuers.
    fn record(&mut self, report: &Report) {
        let groups = words::groups(report);
        let all = words::entries(report).len();
        if all == 0 {
            return;
        }
        let noun = words::noun_of(report);
        self.title(&format!("In this {noun}"));
        let mut room = MOST_ENTRIES;
        for entry in &groups.look {
            self.entry(entry, noun, 0, &mut room);
        }
        for group in &groups.issuers {
            if room == 0 {
                break;
            }
            let (address, name) = group.issuer();
            let issuer: Vec<String> = [address, name].into_iter().flatten().collect();
            self.plain("", &format!("{}: {}", issuer.join(" "), group.counted(noun)));
            for entry in &group.entries {
                self.entry(entry, noun, 1, &mut room);
            }
        }
        self.rest(all, all.min(MOST_ENTRIES));
    }

    /// One entry in a line, and what stands in it below.
    fn entry(&mut self, entry: &Entry<'_>, whole: &str, depth: usize, room: &mut usize) {
        if *room == 0 {
            return;
        }
        *room -= 1;
        let name = entry
            .report
            .credential
            .name
            .as_deref()
            .map_or_else(|| "An entry without a name".to_owned(), words::quote);
        let (sign, style) = seal(entry.report);
        let indent = "  ".repeat(depth);
        let said = format!("{name}: {}", words::of_entry(entry, whole).sentence);
        self.block((&format!("{indent}{sign}"), style), " ", &said, Style::new());
        let noun = words::noun_of(entry.report);
        for inside in words::entries(entry.report) {
            self.entry(&inside, noun, depth + 1, room);
        }
        for endorsement in words::endorsements(entry.report) {
            self.endorsement(&endorsement, depth + 1, room);
        }
    }

    fn endorsements(&mut self, report: &Report) {
        let endorsements = words::endorsements(report);
        if endorsements.is_empty() {
            return;
        }
        self.title("Endorsed by");
        let mut room = MOST_ENTRIES;
        for endorsement in &endorsements {
            self.endorsement(endorsement, 0, &mut room);
        }
        self.rest(endorsements.len(), endorsements.len().min(MOST_ENTRIES));
    }

    /// Who endorses, and what that is worth.
    fn endorsement(&mut self, entry: &Entry<'_>, depth: usize, room: &mut usize) {
        if *room == 0 {
            return;
        }
        *room -= 1;
        let (address, name) = entry.issuer();
        let issuer: Vec<String> = [address, name].into_iter().flatten().collect();
        let (sign, style) = seal(entry.report);
        let indent = "  ".repeat(depth);
        let said = format!("{}: {}", issuer.join(" "), words::of_endorsement(entry.report).sentence);
        self.block((&format!("{indent}{sign}"), style), " ", &said, Style::new());
    }

    /// What failed, then what could not be checked, then what is only advised.
    fn findings(&mut self, report: &Report) {
        let lines = words::findings(report);
        if lines.is_empty() {
            return;
        }
        self.title("What we found");
        for (rank, line) in lines.iter().take(MOST_FINDINGS) {
            self.finding(*rank, line);
        }
        self.rest(lines.len(), MOST_FINDINGS);
    }

    fn finding(&mut self, rank: Rank, line: &Finding) {
        let Some(problem) = Problem::of(line) else { return };
        self.block(sign_of(rank), " ", &problem.title, Style::new().bold());
        let place = if line.pointer.is_empty() { String::new() } else { format!(", at {}", line.pointer) };
        self.block(("", Style::new()), "  ", &format!("{}{place}", line.check.id), Style::new().dimmed());
        self.plain("  ", &problem.detail);
        if let Some(hint) = &problem.hint {
            self.plain("  → ", hint);
        }
    }

    fn notes(&mut self, report: &Report) {
        let notes: Vec<_> = words::notes(report).into_iter().filter_map(Problem::of).collect();
        if notes.is_empty() {
            return;
        }
        self.title("Worth knowing");
        for note in notes.iter().take(MOST_FINDINGS) {
            self.plain("- ", &note.detail);
        }
        self.rest(notes.len(), MOST_FINDINGS);
    }

    fn next(&mut self, words: &Words) {
        let steps = [("If you check it: ", &words.next_checker), ("If you hold it: ", &words.next_holder)];
        let steps: Vec<_> = steps.iter().filter_map(|(who, step)| Some((who, step.as_ref()?))).collect();
        if steps.is_empty() {
            return;
        }
        self.title("What next");
        for (who, step) in steps {
            self.plain("- ", &format!("{who}{step}"));
        }
    }

    fn rest(&mut self, all: usize, shown: usize) {
        if all > shown {
            self.plain("  ", &format!("… and {} more: --json has all of it", thousands(all - shown)));
        }
    }
}

fn sign_of(rank: Rank) -> (&'static str, Style) {
    match rank {
        Rank::Failed => sign(Mark::No),
        Rank::Unknown => sign(Mark::Unknown),
        Rank::Advised => ("!", AnsiColor::Yellow.on_default()),
    }
}

fn sign(mark: Mark) -> (&'static str, Style) {
    match mark {
        Mark::Yes => ("✓", AnsiColor::Green.on_default()),
        Mark::No => ("✗", AnsiColor::Red.on_default()),
        Mark::NotNow => ("⊘", AnsiColor::Yellow.on_default()),
        Mark::Unproven => ("◐", Style::new()),
        Mark::Unknown => ("○", AnsiColor::Yellow.on_default()),
        Mark::NotAsked => ("–", Style::new().dimmed()),
    }
}

/// The seal as one character, told apart without its colour.
fn seal(report: &Report) -> (&'static str, Style) {
    let withdrawn = matches!(report.decision, Decision::NotInForce(_));
    match words::seal(report) {
        Seal::Genuine => ("✓", AnsiColor::Green.on_default().bold()),
        Seal::Open => ("✓", Style::new().bold()),
        Seal::Refused if withdrawn => ("⊘", AnsiColor::Red.on_default().bold()),
        Seal::Refused => ("✗", AnsiColor::Red.on_default().bold()),
        Seal::NotInForce => ("⊘", AnsiColor::Yellow.on_default().bold()),
        Seal::NotKnown => ("○", AnsiColor::Yellow.on_default().bold()),
        Seal::Split => ("◐", Style::new().bold()),
    }
}
