// The review in place: a form or a link of the page is answered without leaving it. Without this script all of it works
// by whole pages. What is typed stays in the form until the answer is there; when none comes, the form is sent as usual.
const ROOT = "[data-review]";

function place(name) {
  const found = name && document.getElementById(name);
  if (!found) return;
  for (const old of document.querySelectorAll(".card-here")) old.classList.remove("card-here");
  found.classList.add("card-here");
  const box = found.getBoundingClientRect();
  if (box.top < 80 || box.bottom > innerHeight) found.scrollIntoView({ block: box.height > innerHeight / 2 ? "start" : "center" });
  const first = found.querySelector("form input:not([type=hidden]), form textarea") ?? found.querySelector("button, a");
  first?.focus({ preventScroll: true });
}

async function show(address, options, anchor) {
  const answer = await fetch(address, options);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector(ROOT);
  if (!fresh) { location.assign(answer.url); return; }
  document.querySelector(ROOT).replaceWith(document.adoptNode(fresh));
  history.replaceState(null, "", answer.url);
  place(typeof anchor === "function" ? anchor(fresh) : anchor);
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-inplace]")) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  const card = event.submitter?.closest(".card")?.id ?? form.closest(".card")?.id;
  const looked = form.id === "look" && !body.get("what").startsWith("u");
  try {
    await show(form.action, { method: "post", body }, (fresh) => (looked ? fresh.dataset.next : fresh.dataset.made || card));
  } catch { form.submit(); }
});

// Words selected in the text when something missed is added there: the form begins with them.
let selected = { row: null, words: "" };
const remember = (event) => {
  const link = event.target.closest?.("a[data-words]");
  const chosen = link && getSelection();
  const row = link?.closest(".beside-row");
  const inside = chosen && !chosen.isCollapsed && row?.querySelector(".beside-text").contains(chosen.anchorNode);
  if (inside) selected = { row, words: chosen.toString().trim().slice(0, 600) };
};
document.addEventListener("pointerdown", remember, true);

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-inplace]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const address = new URL(link.href);
  remember(event);
  const row = link.closest(".beside-row");
  if (link.matches("[data-words]") && selected.row === row && selected.words) address.searchParams.set("words", selected.words);
  selected = { row: null, words: "" };
  try { await show(address.href.replace(address.hash, ""), {}, address.hash.slice(1)); } catch { location.assign(link.href); }
});
