// What is typed is kept by itself: a moment after each change, and when the page is left. Files are not kept.
// Forms may come and go with the page: each is known by what happens in it.
const FORMS = "form[data-draft]";
const begun = new Map();

const typed = (form) => {
  const data = new FormData();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") data.append(name, value);
  return data;
};

const of = (form) => {
  if (!begun.has(form)) begun.set(form, { waiting: 0, changed: false });
  return begun.get(form);
};

async function keep(form) {
  const one = of(form);
  const state = form.querySelector("[data-draft-state]");
  one.changed = false;
  try {
    const answer = await fetch(form.dataset.draft, { method: "POST", body: typed(form), credentials: "same-origin" });
    if (state) state.textContent = answer.ok ? state.dataset.kept : state.dataset.failed;
  } catch {
    one.changed = true;
    if (state) state.textContent = state.dataset.failed;
  }
}

function soon(form) {
  const one = of(form);
  one.changed = true;
  clearTimeout(one.waiting);
  one.waiting = setTimeout(keep, 800, form);
}

function leave() {
  for (const [form, one] of begun) {
    if (one.changed) navigator.sendBeacon(form.dataset.draft, typed(form));
    one.changed = false;
  }
}

document.addEventListener("input", (event) => {
  const form = event.target.closest(FORMS);
  if (form) soon(form);
});
// Before others hear of it: what is sent is not kept any more.
document.addEventListener("submit", (event) => {
  const one = begun.get(event.target);
  if (!one) return;
  clearTimeout(one.waiting);
  begun.delete(event.target);
}, true);
addEventListener("pagehide", leave);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
// Typed before this was loaded.
for (const form of document.querySelectorAll(FORMS)) {
  const fields = form.querySelectorAll("textarea, input:not([type=hidden]):not([type=file])");
  if ([...fields].some((field) => field.value !== field.defaultValue)) soon(form);
}
