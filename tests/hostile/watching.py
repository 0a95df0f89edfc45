"""A page in Chromium that tells of everything it must not do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

WATCH = """
(() => {
  const seen = (window.__seen = []);
  const tell = (what) => seen.push(String(what).slice(0, 200));
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
    window[name] = (...values) => tell(`${name}(${values})`);
  }
  Object.defineProperty(window, "canary", { get: () => 0, set: () => tell("a script has run"), configurable: false });
  document.addEventListener("securitypolicyviolation", (e) => tell(`${e.effectiveDirective}: ${e.blockedURI}`), true);
  document.addEventListener("submit", () => tell("a form was sent"), true);
})();
"""
_WHOLE = """
(document) => {
  const found = [];
  const say = (what) => found.push(what);
  const zones = [...document.querySelectorAll(".mr-answer, .mr-prompt, .mr-wording")];
  for (const each of document.querySelectorAll("iframe, frame, object, embed, base, portal, audio, video, applet")) {
    say(each.outerHTML.slice(0, 120));
  }
  for (const each of document.querySelectorAll("form")) {
    if (!each.matches(".md-search__form, .mr-filters, [data-md-component=palette]")) say(`a form: ${each.className}`);
  }
  for (const each of document.querySelectorAll("input, select, textarea, button")) {
    const ours = "form.mr-filters, .mr-course-nav, .mr-list, dialog, .mr-zoom, .mr-shortcuts-button";
    const around = `.md-search, .md-code__nav, ${ours}`;
    const toggle = ".md-toggle, .md-nav__toggle, .md-code__button, .md-top, .md-clipboard";
    if (!each.matches(toggle) && !each.closest(around)) say(`a field: ${each.outerHTML.slice(0, 120)}`);
  }
  for (const each of document.querySelectorAll("meta[http-equiv]")) {
    if (!["X-UA-Compatible", "Content-Security-Policy"].includes(each.httpEquiv)) say(each.outerHTML);
  }
  for (const each of document.querySelectorAll("*")) {
    for (const { name } of each.attributes) if (name.startsWith("on")) say(`${each.tagName} ${name}`);
  }
  const ids = [...document.querySelectorAll("[id]")].map((each) => each.id);
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) say(`the id ${id} twice`);
  for (const zone of zones) {
    const formula = "math:not([alttext]), math [href], math :is(a, maction, annotation-xml, mglyph, ms, semantics)";
    const html = [...zone.querySelectorAll("math *")].find((each) => !each.namespaceURI.endsWith("/MathML"));
    if (html) say(`in a formula: ${html.outerHTML.slice(0, 120)}`);
    const named = `[id]:not([id^=__code], .md-code__nav *), [name], [style], script, svg, ${formula}, .mr-course-nav`;
    const ours = /^mr-[0-9a-f]{10}-(fn|fnref|heading|code)-/;
    const strange = [...zone.querySelectorAll(named)].find((each) => !ours.test(each.id));
    if (strange) say(`in an answer: ${strange.outerHTML.slice(0, 120)}`);
    if (zone.querySelector(".mr-answer, h1, h2, h3, footer, [data-question]")) say("an answer swallows the page");
  }
  if (!document.querySelector("footer.md-footer, .md-footer")?.matches(".md-container > *")) say("no footer");
  if (document.querySelectorAll(".mr-tabs a").length !== 7) say("the row of links is not whole");
  return found;
}
"""
_LOOK = """
async () => {
  const found = (WHOLE)(document);
  let focused = 0;
  for (const each of document.querySelectorAll(".mr-answer a, .mr-answer [title], .mr-answer summary")) {
    each.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
    each.dispatchEvent(new MouseEvent("mouseenter"));
    if (each.matches("a, summary, [tabindex]")) {
      if (++focused <= 20) {
        each.focus();
      } else { // `focus()` lays all of a long page out anew
        each.dispatchEvent(new FocusEvent("focus"));
        each.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
      }
    }
    if (each.href && !/^(https?|mailto):$/.test(each.protocol)) found.push(`an address: ${each.href}`);
  }
  await new Promise((resolve) => setTimeout(resolve));
  return [...found, ...window.__seen];
}
""".replace("WHOLE", _WHOLE)
_PARSE = """
async (addresses) => {
  const found = [];
  for (const address of addresses) {
    const answer = await fetch(address);
    const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
    found.push(...(WHOLE)(parsed).map((what) => `${address}: ${what}`));
    if (!answer.ok) found.push(`${address}: ${answer.status}`);
  }
  return found;
}
""".replace("WHOLE", _WHOLE)


class Watched:
    """A page, and the list of what it has done that no page may do."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.wrong: list[str] = []
        self.opened = 0
        page.on("dialog", self._dialog)
        page.on("popup", lambda popup: self.wrong.append(f"opened {popup.url}"))
        page.on("request", lambda request: self._request(request.url))
        page.on("pageerror", lambda error: self.wrong.append(f"an error: {error}"))
        page.on("console", self._console)
        page.on("download", lambda download: self.wrong.append(f"loaded down {download.url}"))

    def visit(self, path: str) -> None:
        """Open a page of the site, look at all of it, and note what is wrong."""
        before = len(self.wrong)
        url = self.address + path
        self.page.goto(url, wait_until="load")
        self.opened += 1
        self.look()
        if self.page.url != url:
            self.wrong.append(f"went to {self.page.url}")
        self.wrong[before:] = [f"{path}: {what}" for what in self.wrong[before:]]

    def look(self) -> None:
        """Note what is wrong with the page as it is now."""
        self.wrong += self.page.evaluate(_LOOK)

    def parse(self, paths: list[str]) -> None:
        """Have pages of the site parsed, without running anything, and note what is wrong with them."""
        self.wrong += self.page.evaluate(_PARSE, [self.address + path for path in paths])

    def told(self) -> list[str]:
        """Return what was noted, and forget it."""
        told, self.wrong[:] = list(self.wrong), []
        return told

    def _dialog(self, dialog: Any) -> None:
        self.wrong.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, url: str) -> None:
        if not url.startswith((self.address, "data:image/svg+xml;charset=utf-8,", "blob:" + self.address)):
            self.wrong.append(f"asked for {url[:200]}")

    def _console(self, message: Any) -> None:
        if message.location["url"].endswith("/favicon.ico"):  # which an image that is opened alone has none of
            return
        if "Content Security Policy" in message.text or message.type == "error":
            self.wrong.append(f"said {message.text[:200]} of {message.location['url'][:200]}")


@contextmanager
def watched(browser: Browser, address: str) -> Iterator[Watched]:
    """Yield a page that is watched, in a context of its own."""
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    context.add_init_script(WATCH)
    yield Watched(context.new_page(), address)
    context.close()
