// The points add up while they are typed; without this they do at each submit.
const form = document.querySelector(".scheme-form");
const shown = document.querySelector(".scheme-sum");

function add() {
  const sums = { base: 0, bonus: 0, deduction: 0 };
  for (const row of form.querySelectorAll(".scheme-row")) {
    const points = Number(row.querySelector("[name$='-points']").value.normalize("NFKC").replaceAll(",", ""));
    const kind = row.querySelector("[name$='-kind']").value;
    if (Number.isFinite(points)) sums[kind] += points;
  }
  for (const [kind, sum] of Object.entries(sums)) {
    shown.querySelector(`[data-sum=${kind}]`).textContent = Number(sum.toFixed(6));
  }
  const full = form.querySelector("[name='h-full']").value.trim();
  shown.classList.toggle("scheme-sum-off", full !== "" && Number(full) !== Number(sums.base.toFixed(6)));
  const said = shown.querySelector("[data-full]");
  if (said) said.textContent = full;
}

form.addEventListener("input", add);
add();
