// Says that a story was open before its reader for a second, where the server could not know: behind a CDN, or when
// the browser had fetched the page ahead.

const VISIBLE_FOR = 1000; // milliseconds

const story = document.querySelector("[data-views]");
const opening = performance.getEntriesByType("navigation")[0];

const wasAhead = () => opening?.deliveryType === "navigational-prefetch" || opening?.activationStart > 0;

function report() {
  fetch(story.dataset.views, { method: "POST", body: document.referrer, keepalive: true }).catch(() => {
    // the reader is offline by now: the view is lost, and nothing is wrong with the page
  });
}

function whenSeen(act) {
  let waiting;
  const look = () => {
    clearTimeout(waiting);
    if (document.visibilityState !== "visible") return;
    waiting = setTimeout(() => {
      document.removeEventListener("visibilitychange", look);
      act();
    }, VISIBLE_FOR);
  };
  document.addEventListener("visibilitychange", look);
  look();
}

function begin() {
  if (story.dataset.viewsFrom === "beacon" || wasAhead()) whenSeen(report);
}

if (story) {
  if (document.prerendering) document.addEventListener("prerenderingchange", begin, { once: true });
  else begin();
}
