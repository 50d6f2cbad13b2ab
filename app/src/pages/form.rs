//! The box: paste, choose a file, or give a link.

use leptos::prelude::*;

use super::text::in_textarea;
use super::{Entered, text};

/// Files that a browser offers first. What is chosen is told by its content.
const FILES: &str = "image/png,image/jpeg,image/svg+xml,application/json,text/plain,text/html,application/zip,\
                     .json,.jsonld,.1ob,.jwt,.jws";

/// The form, with what was entered before. It is posted to `/verify` and needs no script.
#[component]
pub(super) fn Box(entered: Entered) -> impl IntoView {
    view! {
        <form class="box" method="post" action="/verify" enctype="multipart/form-data">
            <label for="credential">"Paste the badge"</label>
            <textarea
                id="credential"
                name="credential"
                rows="7"
                spellcheck="false"
                autocomplete="off"
                aria-describedby="kinds"
            >
                {in_textarea(&entered.credential)}
            </textarea>
            <p id="kinds" class="small">"The text of its file, or a link to it."</p>
            <div class="or">
                <div>
                    <label for="file">"or choose its file"</label>
                    <input id="file" name="file" type="file" accept=FILES aria-describedby="files"/>
                    <p id="files" class="small">"A picture with a badge or its QR code, its text, a web page, a zip."</p>
                </div>
                <div>
                    <label for="url">"or give its link"</label>
                    <input
                        id="url"
                        name="url"
                        type="url"
                        inputmode="url"
                        autocomplete="off"
                        placeholder="https://"
                        value=text::line(&entered.url)
                    />
                </div>
            </div>
            <label for="recipient">"Whose should it be? " <span class="small">"(if you want to know)"</span></label>
            <input
                id="recipient"
                name="recipient"
                type="text"
                autocomplete="off"
                placeholder="an e-mail address"
                value=text::line(&entered.recipient)
            />
            <div class="go">
                <button type="submit">"Check it"</button>
                <p class="small">"We check it on our server and keep nothing."</p>
            </div>
        </form>
    }
}
