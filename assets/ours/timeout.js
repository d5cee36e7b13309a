// Two minutes before the sign-in ends, say so and offer to stay. The server decides; this only warns.

const WARN_BEFORE = 120;

export function warnBeforeTimeout(notice) {
  const seconds = Number(notice.dataset.seconds);
  const stay = notice.querySelector("[data-timeout-stay]");
  let timer = 0;

  function wait() {
    notice.hidden = true;
    window.clearTimeout(timer);
    timer = window.setTimeout(
      () => {
        notice.hidden = false;
        notice.focus();
      },
      1000 * Math.max(seconds - WARN_BEFORE, 1),
    );
  }

  stay.addEventListener("click", async () => {
    const answer = await fetch(notice.dataset.keep || window.location.href, { redirect: "error" }).catch(() => null);
    if (answer?.ok) {
      wait();
    } else {
      window.location.reload();
    }
  });
  wait();
}
