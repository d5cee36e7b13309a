// Ask now and then whether there is news, and say so in words. The list itself never moves under the reader.
// <div role="status" data-poll="/queue/news/" data-poll-every="20"><span data-poll-text></span>
//   <a href="/queue/" data-poll-link hidden>Show it</a></div>
// 204: nothing new. 200 with plain text: the sentence to show. Anything else: stop asking.

export function poll(place) {
  const every = 1000 * Number(place.dataset.pollEvery || 20);
  const text = place.querySelector("[data-poll-text]");
  const link = place.querySelector("[data-poll-link]");

  async function ask() {
    if (document.visibilityState === "visible") {
      const answer = await fetch(place.dataset.poll, { headers: { Accept: "text/plain" }, redirect: "error" });
      if (answer.status === 200) {
        const said = await answer.text();
        if (said !== text.textContent) {
          text.textContent = said;
        }
        link?.removeAttribute("hidden");
      } else if (answer.status !== 204) {
        return;
      }
    }
    window.setTimeout(() => ask().catch(() => {}), every);
  }

  window.setTimeout(() => ask().catch(() => {}), every);
}
