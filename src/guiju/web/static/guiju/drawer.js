// Filters are a drawer on narrow screens: closed there until asked for, always open on wide ones.
const wide = matchMedia("(min-width: 60rem)");
const fit = () => {
  for (const drawer of document.querySelectorAll("[data-drawer]")) drawer.open = wide.matches;
};
wide.addEventListener("change", fit);
fit();
