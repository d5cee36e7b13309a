// Start GOV.UK's own components: those every page may have, and those named.

import {
  Button,
  CharacterCount,
  Checkboxes,
  createAll,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  Radios,
  SkipLink,
} from "govuk-frontend";

// ARIA does not allow "expanded" on a radio button; what opens follows the button, and is read next.
class PlainRadios extends Radios {
  syncConditionalRevealWithInputState(input) {
    super.syncConditionalRevealWithInputState(input);
    input.removeAttribute("aria-expanded");
  }
}

// The drop zone takes the label for its button and hides the file control, which must keep a name all the same.
class NamedFileUpload extends FileUpload {
  constructor(...given) {
    super(...given);
    this.$input.setAttribute("aria-labelledby", this.$label.id);
  }
}

const EVERYWHERE = [
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NamedFileUpload,
  NotificationBanner,
  PlainRadios,
  SkipLink,
];

export function start(...more) {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  createAll(Button, { preventDoubleClick: true });
  for (const component of [...EVERYWHERE, ...more]) {
    createAll(component);
  }
}
