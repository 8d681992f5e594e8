// Drop zone: names and sizes of the chosen files, dropping anywhere on the page, and a bar while they are sent.
import { filesOf } from "./folders.js";

const units = ["B", "KB", "MB", "GB"];
function size(bytes) {
  let unit = 0;
  while (bytes >= 1024 && unit < units.length - 1) { bytes /= 1024; unit += 1; }
  return `${bytes >= 10 || unit === 0 ? Math.round(bytes) : bytes.toFixed(1)} ${units[unit]}`;
}

function show(zone, input) {
  const list = zone.querySelector("[data-drop-files]");
  list.replaceChildren(...[...input.files].map((file, index) => {
    const item = document.createElement("li");
    const name = Object.assign(document.createElement("span"), { textContent: file.name });
    const amount = Object.assign(document.createElement("span"), { textContent: size(file.size), className: "size" });
    const remove = Object.assign(document.createElement("button"), { type: "button", className: "link-button", textContent: list.dataset.remove });
    remove.setAttribute("aria-label", `${list.dataset.remove} ${file.name}`);
    remove.addEventListener("click", () => choose(zone, input, [...input.files].filter((_, at) => at !== index)));
    item.append(name, amount, remove);
    return item;
  }));
  list.hidden = input.files.length === 0;
  tooLarge(zone, input);
}

function tooLarge(zone, input) {
  const line = zone.querySelector("[data-drop-progress]");
  const large = [...input.files].reduce((sum, file) => sum + file.size, 0) > Number(zone.dataset.limit);
  line.textContent = large ? line.dataset.large : "";
  line.classList.toggle("field-error", large);
  line.hidden = !large;
  return large;
}

function choose(zone, input, files) {
  const chosen = new DataTransfer();
  for (const file of input.multiple ? files : files.slice(0, 1)) chosen.items.add(file);
  input.files = chosen.files;
  show(zone, input);
}

function land(request, form) {
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const main = page.querySelector("main");
  if (request.status < 400 && request.responseURL !== form.action) location.assign(request.responseURL);
  else if (main) {
    document.querySelector("main").replaceWith(main);
    document.title = page.title;
    main.querySelectorAll("[data-drop]").forEach(enhance);
    (main.querySelector("[data-focus]") ?? main).focus();
    scrollTo(0, 0);
  } else location.reload();
}

function send(form, zone) {
  const line = zone.querySelector("[data-drop-progress]");
  const button = form.querySelector("button:not([type=button])");
  const request = new XMLHttpRequest();
  const body = new FormData(form);
  line.hidden = false;
  line.textContent = line.dataset.sending;
  if (button) button.disabled = true;
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) line.textContent = `${line.dataset.sending} ${Math.floor(100 * event.loaded / event.total)} %`;
  });
  request.addEventListener("load", () => land(request, form));
  request.addEventListener("error", () => {
    line.textContent = line.dataset.failed;
    if (button) button.disabled = false;
  });
  request.open("POST", form.action);
  request.send(body);
}

function enhance(zone) {
  const input = zone.querySelector("input[type=file]");
  const form = zone.closest("form");
  zone.querySelector("[data-drop-button]").hidden = false;
  input.classList.add("sr-only");
  input.addEventListener("change", () => show(zone, input));
  form?.addEventListener("submit", (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    if (!tooLarge(zone, input)) send(form, zone);
  });
}

const zoneOnPage = () => document.querySelector("[data-drop]");
const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
document.addEventListener("dragover", (event) => {
  if (!zoneOnPage() || !carriesFiles(event)) return;
  event.preventDefault();
  zoneOnPage().classList.add("drop-over");
});
document.addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) zoneOnPage()?.classList.remove("drop-over");
});
document.addEventListener("drop", async (event) => {
  const zone = zoneOnPage();
  if (!zone || !carriesFiles(event)) return;
  event.preventDefault();
  zone.classList.remove("drop-over");
  const input = zone.querySelector("input[type=file]");
  choose(zone, input, [...input.files, ...await filesOf(event.dataTransfer)]);
  input.focus();
});
document.querySelectorAll("[data-drop]").forEach(enhance);
