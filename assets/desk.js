// GOV.UK's own behaviour for the components Kith uses, then ours. Every page works without this file.

import {
  Button,
  CharacterCount,
  Checkboxes,
  createAll,
  ErrorSummary,
  ExitThisPage,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
} from "govuk-frontend";

import { autosave } from "./ours/autosave.js";
import { wipeOnExit } from "./ours/exit.js";
import { poll } from "./ours/poll.js";
import { warnBeforeTimeout } from "./ours/timeout.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}

wipeOnExit();
createAll(Button, { preventDoubleClick: true });
for (const component of [
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  ExitThisPage,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
]) {
  createAll(component);
}

document.querySelectorAll("[data-poll]").forEach(poll);
document.querySelectorAll("form[data-autosave]").forEach(autosave);
document.querySelectorAll("[data-timeout]").forEach(warnBeforeTimeout);
