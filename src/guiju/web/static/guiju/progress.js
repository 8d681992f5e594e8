// Long work: asks how far it is, shows it, and reloads the page when it has ended. Leaving and coming back loses nothing.
const FINAL = ["succeeded", "failed", "cancelled"];

function draw(box, job) {
  const part = (name) => box.querySelector(`[data-progress-${name}]`);
  const state = part("state");
  const bar = part("bar");
  if (state.textContent !== state.dataset[job.state]) state.textContent = state.dataset[job.state];
  part("message").textContent = job.message ?? "";
  if (job.total) {
    bar.max = job.total;
    bar.value = job.done;
    part("numbers").textContent = `${job.done.toLocaleString("en")} / ${job.total.toLocaleString("en")}`;
  }
  const left = part("left");
  left.textContent = job.seconds_left == null ? "" : left.dataset.words.replace("{s}", Math.max(1, Math.round(job.seconds_left)));
}

async function follow(box) {
  let pause = 500;
  for (;;) {
    await new Promise((resolve) => { setTimeout(resolve, pause); });
    pause = Math.min(pause * 1.3, 4000);
    try {
      const answer = await fetch(box.dataset.src, { headers: { Accept: "application/json" } });
      if (!answer.ok) continue;
      const job = await answer.json();
      draw(box, job);
      if (FINAL.includes(job.state)) { location.reload(); return; }
    } catch { pause = 4000; }
  }
}

for (const box of document.querySelectorAll("[data-progress][data-src]")) follow(box);
