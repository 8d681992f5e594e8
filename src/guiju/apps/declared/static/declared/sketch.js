// A declaration being written: numbers beside its lines, and errors and preview that follow what is typed.
// Without script the button does the same.
const WAIT = 700;
const box = document.querySelector("[data-sketch]");

if (box) {
  const text = box.querySelector("textarea");
  const numbers = box.querySelector("[data-numbers]");
  const looked = box.querySelector("[data-looked]");
  let timer, asked = 0;

  const number = () => {
    const count = text.value.split("\n").length;
    const wrong = new Set([...looked.querySelectorAll("[data-line]")].map((one) => Number(one.dataset.line)));
    numbers.replaceChildren(...Array.from({ length: count }, (_, at) => {
      const line = document.createElement("span");
      line.textContent = at + 1;
      if (wrong.has(at + 1)) line.className = "wrong";
      return line;
    }));
    follow();
  };
  const follow = () => { numbers.scrollTop = text.scrollTop; };

  const look = async () => {
    const mine = ++asked;
    try {
      const answer = await fetch(box.dataset.sketch, { method: "POST", body: new FormData(text.form) });
      if (!answer.ok || mine !== asked) return;
      looked.innerHTML = await answer.text();
      number();
    } catch { /* the button still does it */ }
  };

  text.addEventListener("input", () => {
    number();
    clearTimeout(timer);
    timer = setTimeout(look, WAIT);
  });
  text.addEventListener("scroll", follow);
  looked.addEventListener("click", (event) => {
    const go = event.target.closest("[data-go]");
    if (!go) return;
    const lines = text.value.split("\n");
    const before = lines.slice(0, Number(go.dataset.go) - 1).join("\n").length;
    const start = before && before + 1;
    text.focus();
    text.setSelectionRange(start, start + (lines[Number(go.dataset.go) - 1] ?? "").length);
    const height = parseFloat(getComputedStyle(text).lineHeight);
    text.scrollTop = Math.max(0, (Number(go.dataset.go) - 4) * height);
    follow();
  });
  number();
}
