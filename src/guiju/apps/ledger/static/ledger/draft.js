// What is typed is kept by itself: a moment after each change, and when the page is left. Files are not kept.
for (const form of document.querySelectorAll("form[data-draft]")) {
  const state = form.querySelector("[data-draft-state]");
  let waiting = 0;
  let changed = false;
  const typed = () => {
    const data = new FormData();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") data.append(name, value);
    return data;
  };
  const keep = async () => {
    changed = false;
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: typed(), credentials: "same-origin" });
      if (state) state.textContent = answer.ok ? state.dataset.kept : state.dataset.failed;
    } catch {
      changed = true;
      if (state) state.textContent = state.dataset.failed;
    }
  };
  const soon = () => {
    changed = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, 800);
  };
  form.addEventListener("input", soon);
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    changed = false;
  });
  const leave = () => {
    if (changed) navigator.sendBeacon(form.dataset.draft, typed());
    changed = false;
  };
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
  // Typed before this was loaded.
  const fields = form.querySelectorAll("textarea, input:not([type=hidden]):not([type=file])");
  if ([...fields].some((field) => field.value !== field.defaultValue)) soon();
}
