// Keyboard first: "/" goes to the search box, arrows walk the rows of a list, Enter follows a row's first link.
const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;
const rowLink = (row) => row.querySelector("th a[href], td a[href]");

function neighbour(row, step) {
  let next = row;
  do next = step > 0 ? next.nextElementSibling : next.previousElementSibling;
  while (next && (next.hidden || !rowLink(next)));
  return next;
}

function walk(event, step) {
  const table = document.querySelector("table[data-rows]");
  if (!table) return;
  const here = document.activeElement.closest("table[data-rows] tbody tr");
  if (!here && document.activeElement !== document.body && !document.activeElement.closest(".table-frame")) return;
  const rows = [...table.tBodies[0].rows].filter((row) => !row.hidden && rowLink(row));
  const next = here ? neighbour(here, step) : rows[0];
  if (!next) return;
  event.preventDefault();
  rowLink(next).focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  if (event.key === "/") {
    const box = document.querySelector("main [data-search]") ?? document.querySelector("[data-search]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  } else if (event.key === "ArrowDown") walk(event, 1);
  else if (event.key === "ArrowUp") walk(event, -1);
});

document.querySelector("[data-focus]")?.focus();
