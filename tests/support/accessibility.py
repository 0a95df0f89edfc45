"""axe-core over a page in Chromium."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG: dict[str, Any] = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
COLOURS: dict[str, Any] = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""The rules that a dark page may break where a light one keeps them."""


def violations(
    page: Page, only: dict[str, Any], context: dict[str, Any] | None = None, without: Sequence[str] = ()
) -> list[str]:
    """Return what axe-core finds in a page, or in the parts of it that `context` names; `without` names rules."""
    _load(page)
    off = {rule: {"enabled": False} for rule in without}
    options = {"runOnly": only, "rules": off, "resultTypes": ["violations"]}
    found: list[dict[str, Any]] = page.evaluate(
        "async ([context, options]) => (await axe.run(context ?? document, options)).violations", [context, options]
    )
    return _told(found)


def violations_light_and_dark(page: Page, part: str, without: str) -> list[str]:
    """Return what axe-core finds in a part of a page, all unfolded, but for what `without` selects.

    Colours are looked at, light and dark, in elements of kinds that the page has not been asked about before: by their
    names, their parents' names, and all that a contrast follows from. The page remembers those as long as it is open.
    """
    _load(page)
    found, schemes = page.evaluate(_LIGHT_AND_DARK, [part, without, WCAG, COLOURS])
    assert schemes == ["dark", "light"]
    return _told(found)


def _load(page: Page) -> None:
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(Axe().axe_script)


def _told(found: list[dict[str, Any]]) -> list[str]:
    return [
        f"{violation['id']}: {node['target']}: {node.get('failureSummary', '')[:300]}"
        for violation in found
        for node in violation["nodes"][:3]
    ]


_LIGHT_AND_DARK = """async ([part, without, wcag, colours]) => {
  const schemes = [];
  const turn = (scheme) => {
    document.body.dataset.mdColorScheme = scheme;
    schemes.push(getComputedStyle(document.body).colorScheme);
  };
  const ground = (each, known) => {
    if (!each.closest(part)) return "";
    if (!known.has(each)) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(each);
      const own = `${backgroundColor} ${backgroundImage} ${opacity}/`.replace("rgba(0, 0, 0, 0) none 1/", "");
      known.set(each, own + ground(each.parentElement, known));
    }
    return known.get(each);
  };
  const names = (each) => `${each.tagName}.${each.className.baseVal ?? each.className}`;
  const looks = (each, known) => {
    const { color, fill, fontSize, fontWeight, textDecorationLine } = getComputedStyle(each);
    const around = getComputedStyle(each.parentElement).color;
    return [color, fill, fontSize, fontWeight, textDecorationLine, around, ground(each, known)].join(" ");
  };

  if (!window.canTurn) {
    window.canTurn = document.head.appendChild(document.createElement("style"));
    canTurn.textContent = "* { transition: none !important }";
    const only = (id, selector) => ({ id, selector: `${selector}[data-new-kind]` });
    axe.configure({ rules: [only("color-contrast", "*"), only("link-in-text-block", "a[href]")] });
  }
  for (const each of document.querySelectorAll(`${part} details`)) each.open = true;
  const shown = [...document.querySelectorAll(`${part} *`)].filter((each) => {
    delete each.dataset.newKind;
    const hasText = [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    return hasText && each.checkVisibility({ opacityProperty: true });
  });
  const kinds = shown.map((each) => `${names(each)} ${names(each.parentElement)}`);
  for (const scheme of ["slate", "default"]) {
    turn(scheme);
    const known = new Map();
    shown.forEach((each, index) => { kinds[index] += looks(each, known); });
  }
  const seen = new Set(JSON.parse(sessionStorage.kindsSeen ?? "[]"));
  const before = seen.size;
  shown.forEach((each, index) => {
    if (!seen.has(kinds[index])) each.dataset.newKind = "";
    seen.add(kinds[index]);
  });
  sessionStorage.kindsSeen = JSON.stringify([...seen]);

  const run = async (rules) => {
    const options = { runOnly: rules, resultTypes: ["violations"] };
    return (await axe.run({ include: [[part]], exclude: [[without]] }, options)).violations;
  };
  const found = await run(wcag);
  if (seen.size > before) {
    turn("slate");
    found.push(...await run(colours));
    turn("default");
  }
  return [found, [...new Set(schemes)]];
}"""
