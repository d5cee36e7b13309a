// Leave no typed word behind: empty every control before the page is left by the exit button, and load a page
// afresh when the browser would show a kept copy of it.

function wipe() {
  for (const form of document.forms) {
    for (const control of form.elements) {
      if (control.type === "checkbox" || control.type === "radio") {
        control.checked = false;
      } else if ("value" in control && control.type !== "hidden" && control.type !== "submit") {
        control.value = "";
      }
    }
  }
}

export function wipeOnExit() {
  const button = document.querySelector(".govuk-js-exit-this-page-button");
  if (!button) {
    return;
  }
  for (const way of document.querySelectorAll(".govuk-js-exit-this-page-button, .govuk-js-exit-this-page-skiplink")) {
    way.addEventListener("click", wipe, { capture: true });
  }
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      wipe();
      window.location.reload();
    }
  });
}
