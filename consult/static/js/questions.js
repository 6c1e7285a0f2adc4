// What the public form does better with a script: moving a choice up or down in a ranking, and counting points.
// Without it people choose places from lists and add up for themselves; the server checks both.

/** Buttons beside each choice; the lists of places follow the order, and the order follows the lists. */
export function rank(list) {
  const words = list.dataset;
  const places = () => [...list.children].map((item) => item.querySelector("select"));
  const most = list.querySelector("select").options.length - 1;
  const spoken = document.createElement("p");
  spoken.className = "vh";
  spoken.setAttribute("role", "status");
  list.after(spoken);

  const say = (item) => {
    const select = item.querySelector("select");
    spoken.textContent = `${item.querySelector("label").textContent}: ${select.value || words.none}`;
  };
  const number = () => places().forEach((select, at) => (select.value = at < most ? String(at + 1) : ""));

  for (const item of list.children) {
    const buttons = document.createElement("span");
    buttons.className = "ranking__buttons";
    for (const [step, sign, label] of [[-1, "↑", words.up], [1, "↓", words.down]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "ranking__button";
      button.textContent = sign;
      button.setAttribute("aria-label", `${label}: ${item.querySelector("label").textContent}`);
      button.addEventListener("click", () => {
        const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
        if (!other) return;
        if (step < 0) other.before(item);
        else other.after(item);
        number();
        say(item);
        button.focus();
      });
      buttons.append(button);
    }
    item.append(buttons);
  }
}

/** How many points are left, said as people type. */
export function count(list) {
  const left = list.parentElement.querySelector("[data-points-left]");
  const total = Number(list.dataset.points);
  const tell = () => {
    const given = [...list.querySelectorAll("input")].reduce((sum, input) => sum + (Number.parseInt(input.value, 10) || 0), 0);
    left.hidden = false;
    left.textContent =
      given > total ? left.dataset.over.replace("{over}", given - total) : left.dataset.left.replace("{left}", total - given);
  };
  list.addEventListener("input", tell);
  tell();
}
