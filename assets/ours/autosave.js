// Keep a draft while it is typed. <form data-autosave="/refer/draft/"> … <p data-autosave-said role="status"></p>
// The form is sent as it is, with its CSRF token; any 2xx answer is "saved". Without this the Save button does it.

const PAUSE = 2500;

export function autosave(form) {
  const said = form.querySelector("[data-autosave-said]");
  let waiting = 0;

  function tell(words) {
    if (said) {
      said.textContent = words;
    }
  }

  async function save() {
    waiting = 0;
    const data = new FormData(form);
    for (const [name, value] of [...data]) {
      if (value instanceof File) {
        data.delete(name);
      }
    }
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: data, redirect: "error" });
      const now = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
      tell(answer.ok ? `Draft saved at ${now}` : "Not saved yet. Use the Save button.");
    } catch {
      tell("Not saved: no connection. Keep this page open.");
    }
  }

  form.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => {
    window.clearTimeout(waiting);
    waiting = 0;
  });
  document.addEventListener("visibilitychange", () => {
    if (waiting && document.visibilityState === "hidden") {
      window.clearTimeout(waiting);
      save();
    }
  });
}
