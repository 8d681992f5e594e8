// Suggestions while typing: a combobox (WAI-ARIA) over what the server answers. Without script the box just searches.
const WAIT = 120;

function combobox(box) {
  const list = document.createElement("ul");
  list.id = `${box.id}-list`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.labels?.[0]?.textContent ?? "");
  list.hidden = true;
  box.parentElement.append(list);
  const say = (name, value) => box.setAttribute(name, value);
  say("role", "combobox");
  say("aria-autocomplete", "list");
  say("aria-controls", list.id);
  say("aria-expanded", "false");
  let timer, asked = "", at = -1;

  const close = () => {
    list.hidden = true;
    at = -1;
    say("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const choose = (index) => {
    const rows = [...list.children];
    rows[at]?.setAttribute("aria-selected", "false");
    at = rows.length ? (index + rows.length + 1) % (rows.length + 1) : -1;
    if (at === rows.length) at = -1;
    if (at < 0) return box.removeAttribute("aria-activedescendant");
    rows[at].setAttribute("aria-selected", "true");
    rows[at].scrollIntoView({ block: "nearest" });
    return say("aria-activedescendant", rows[at].id);
  };
  const draw = (rows) => {
    list.replaceChildren(...rows.map((row, index) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${index}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.href = row.href;
      item.textContent = row.label;
      return item;
    }));
    at = -1;
    list.hidden = !rows.length;
    say("aria-expanded", String(rows.length > 0));
  };
  const ask = async () => {
    asked = box.value.trim();
    if (!asked) return close();
    const text = asked;
    try {
      const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } });
      if (answer.ok && text === asked && document.activeElement === box) draw((await answer.json()).suggestions);
    } catch { close(); }
  };

  box.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, WAIT);
  });
  box.addEventListener("compositionend", () => { timer = setTimeout(ask, WAIT); });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    if (event.key === "ArrowDown") choose(at + 1);
    else if (event.key === "ArrowUp") choose(at < 0 ? list.children.length - 1 : at - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && at >= 0) location.assign(list.children[at].dataset.href);
    else return;
    event.preventDefault();
  });
  box.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("mousedown", (event) => {
    const item = event.target.closest("[data-href]");
    event.preventDefault();
    if (item) location.assign(item.dataset.href);
  });
}

for (const box of document.querySelectorAll("[data-suggest]")) combobox(box);
