"""The accessibility rules that axe knows, asked of a page: contrast once for each pair of colours, the rest each time.

Measuring contrast is most of what axe does on a long page, and it comes out alike wherever the same letters stand on
the same grounds: of the texts alike in that, one is measured, and none where it passed on an earlier page.
"""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCRIPT = Axe().axe_script
ASK = """async known => {
  const seen = new Set(known), news = new Map();
  const texts = element => element.matches('input, select, textarea')
    || [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  for (const element of document.body.querySelectorAll('*')) {
    if (!texts(element) || !element.checkVisibility()) continue;
    const style = getComputedStyle(element), look = [style.color, style.fontSize, style.fontWeight, style.textShadow];
    for (let at = element; at; at = at.parentElement) {
      const {backgroundColor, backgroundImage, opacity, filter} = getComputedStyle(at);
      look.push([backgroundColor, backgroundImage, opacity, filter].join());
    }
    const key = look.filter((part, n) => n < 4 || part !== 'rgba(0, 0, 0, 0),none,1,none').join('|');
    if (!seen.has(key) && !news.has(key)) news.set(key, element);
  }
  const told = found => found.map(
    ({id, help, impact, nodes}) => ({id, help, impact, nodes: nodes.slice(0, 3).map(node => node.html.slice(0, 160))}));
  const rest = await axe.run(document, {resultTypes: ['violations'], rules: {'color-contrast': {enabled: false}}});
  if (!news.size) return {violations: told(rest.violations), passed: []};
  const contrast = await axe.run({include: [...news.values()]}, {
    runOnly: {type: 'rule', values: ['color-contrast']}, resultTypes: ['violations', 'passes'], elementRef: true});
  const good = new Set(contrast.passes.flatMap(rule => rule.nodes.map(node => node.element)));
  const passed = [...news].filter(([key, element]) => good.has(element)).map(([key]) => key);
  return {violations: told([...rest.violations, ...contrast.violations]), passed};
}"""


class Accessibility:
    """`accessible(page)`: no serious or critical violation of the accessibility rules that axe knows."""

    def __init__(self) -> None:
        self._passed: set[str] = set()

    def __call__(self, page: Page) -> None:
        page.evaluate(SCRIPT)
        found = page.evaluate(ASK, sorted(self._passed))
        self._passed.update(found["passed"])
        serious = [
            f"{rule['id']}: {rule['help']} — {rule['nodes']}"
            for rule in found["violations"]
            if rule["impact"] in ("serious", "critical")
        ]
        assert not serious, "\n".join([page.url, *serious])
