//! `kill -9` in the middle of an import, ten times.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]
#![allow(clippy::disallowed_methods, reason = "a child is told its folder through its environment")]

#[path = "../examples/kill_nine/rounds.rs"]
mod rounds;

use std::process::Command;

/// Names the folder of a child.
const FOLDER: &str = "TOUCHSTONE_KILLED_IN";

#[test]
fn ten_times() {
    // The import that is killed is this test again, in a process that knows a folder.
    if let Some(folder) = std::env::var_os(FOLDER) {
        return rounds::import_for_ever(folder.as_ref());
    }
    let folder = tempfile::tempdir().unwrap();
    let child = || {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "ten_times", "--nocapture"]).env(FOLDER, folder.path());
        command
    };
    let records = rounds::rounds(folder.path(), 10, child).unwrap();
    assert!(records >= 10 * 50, "{records}");
}
