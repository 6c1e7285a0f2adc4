// What a page can do better with a script. Every page works without it.

/** The design system's script, fetched only where a part of it stands on the page: counting characters, moving to the errors. */
async function wakeDesignSystem() {
  if (!document.querySelector("[data-module]")) return;
  const { Button, CharacterCount, Checkboxes, ErrorSummary, Radios, createAll } = await import("../vendor/nhsuk-frontend.min.js");
  document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
  // not its file upload: the browser's own speaks the reader's language
  [Button, CharacterCount, Checkboxes, ErrorSummary, Radios].forEach((part) => createAll(part));
}

/** Turn a place of the board over without leaving the page: the server's own answer takes the board's place. */
function turnOver() {
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-reveal]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const area = link.closest(".board-area");
    const place = link.closest(".slot").id;
    try {
      const answer = await fetch(link.href, { headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(area.id);
      area.replaceWith(document.adoptNode(fresh));
      history.replaceState(null, "", link.href);
      const slot = document.getElementById(place);
      slot.classList.add("slot--turning");
      slot.tabIndex = -1;
      slot.focus({ preventScroll: true });
    } catch {
      location.assign(link.href);
    }
  });
}

/** Ask how far a job is, every two seconds and then more seldom, and load the page again when it has ended. */
async function follow(box) {
  const words = box.querySelector(".progress__words");
  const bar = box.querySelector("progress");
  const steps = box.querySelector(".progress__steps");
  for (let pause = 2000; ; pause = Math.min(pause * 1.15, 15000)) {
    await new Promise((resume) => setTimeout(resume, pause));
    let now;
    try {
      const answer = await fetch(box.dataset.poll, { headers: { Accept: "application/json" } });
      if (!answer.ok) continue;
      now = await answer.json();
    } catch {
      continue; // the server may be away for a moment; the Refresh link stays
    }
    if (now.state === "done" || now.state === "failed") return location.reload();
    if (now.words && now.words !== words.textContent) words.textContent = now.words;
    if (now.total) {
      bar.max = now.total;
      bar.value = now.done;
      steps.textContent = `${now.done} / ${now.total}`;
    }
  }
}

/** The script of the public form, fetched only where a question uses it. */
async function wakeQuestions() {
  const rankings = document.querySelectorAll("[data-ranking]");
  const shares = document.querySelectorAll("[data-points]");
  if (!rankings.length && !shares.length) return;
  const { rank, count } = await import("./questions.js");
  rankings.forEach(rank);
  shares.forEach(count);
}

turnOver();
wakeQuestions();
document.querySelectorAll("[data-poll]").forEach(follow);
wakeDesignSystem().catch(() => {}); // not fetched when the package was built: the pages do without
