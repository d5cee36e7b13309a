// Behaviour of pages for people signed in: what the public pages have, and the parts of casework.

import { PasswordInput, ServiceNavigation } from "govuk-frontend";

import { autosave } from "./ours/autosave.js";
import { poll } from "./ours/poll.js";
import { start } from "./ours/start.js";
import { warnBeforeTimeout } from "./ours/timeout.js";

start(PasswordInput, ServiceNavigation);
document.querySelectorAll("[data-poll]").forEach(poll);
document.querySelectorAll("form[data-autosave]").forEach(autosave);
document.querySelectorAll("[data-timeout]").forEach(warnBeforeTimeout);
// A passkey is asked for by script, which sends the form itself when it has an answer.
document.querySelectorAll("form[data-script-only]").forEach((form) => {
  form.addEventListener("submit", (event) => event.preventDefault());
});
