"""A language that shows which texts of a page are translated: each message is between two marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog

from mkdocs_report.pages.words.catalogue import written
from scripts.words import extracted

LANGUAGE = "eo"
_OPEN, _CLOSE = "⟦", "⟧"
_MARKED = re.compile(f"{_OPEN}[^{_OPEN}{_CLOSE}]*{_CLOSE}")
_NAME = re.compile(r"^(?:Group|Question) \d+$|[/*]|\.(?:pdf|md|csv)$")
"""Titles of the demo, and names of files."""
ATTRIBUTES = ("title", "aria-label", "alt", "placeholder")
SHOWN_AS_WRITTEN = (
    *("script", "style", "code", "pre", "time", "bdi", "math", "kbd", "h1", "h3"),
    *(".mr-answer", ".mr-prompt", ".mr-section", ".mr-own-title", ".mr-gallery-task", ".mr-years", ".mr-provenance"),
    *(
        ".headerlink",
        "[lang=en]",
        "tbody th",
        ".mr-lightbox-text b",
        ".mr-compare-title",
        "h2:is([id^=section-], [id^=mr-section-])",
    ),
    *("select[name=rule] option[value*='-']", "option[value=unanswered]", ".mr-compare-select option"),
)
"""Elements whose text the course or a group wrote, or that no language changes."""


def write_marked_words(file: Path) -> None:
    """Write the catalogue."""
    catalog = Catalog(LANGUAGE, charset="utf-8", fuzzy=False)
    for message in extracted():
        if message.id:
            texts = [message.id] if isinstance(message.id, str) else list(message.id)
            marked = [f"{_OPEN}{text}{_CLOSE}" for text in texts]
            several: Any = tuple(marked) if len(marked) > 1 else marked[0]
            catalog.add(message.id, several, context=message.context)
    file.write_text(written(catalog), encoding="utf-8")


def unmarked(text: str) -> str:
    """Return a text without its marked parts, which may contain others."""
    before = None
    while before != text:
        before, text = text, _MARKED.sub(" ", text)
    return " ".join(text.split())


COLLECT = """([skipped, attributes]) => {
  const found = [];
  const within = document.querySelectorAll("article, dialog, .mr-toast");
  for (const top of within) {
    const walk = (element) => {
      if (element.matches(skipped)) return " ";
      for (const name of attributes) {
        const value = element.getAttribute(name);
        if (value) found.push(["@", value]);
      }
      let text = "";
      for (const node of element.childNodes) {
        if (node.nodeType === 3) text += node.data;
        else if (node.nodeType === 1) text += walk(node);
      }
      if (!/^(a|b|i|em|s|small|span|strong|u|label|bdi|summary)$/.test(element.localName)) {
        found.push(["#", text]);
        return " ";
      }
      return text;
    };
    walk(top);
  }
  return found;
}"""
"""Collect the texts of a page, in each block as one since a message may have elements in it, and some attributes."""


def left_over(found: list[list[str]], corpus: str) -> Iterator[str]:
    """Yield the texts with letters that are neither marked nor written by the course.

    Args:
        found: what `COLLECT` returned.
        corpus: all texts of the course, and all messages of findings, in lower case. Attributes and sentences may
            quote them.
    """
    for kind, text in found:
        rest = unmarked(text)
        parts = (re.sub(r"^\d+ · ", "", part) for part in re.split(r"[:;,.]\s|…", rest))
        for part in (each.strip(" .,:;…()") for each in parts):
            if not re.search(r"[A-Za-z]{2}", part) or _NAME.search(part):
                continue
            is_quote = kind == "@" or " " in part or "." in part
            if is_quote and " ".join(part.split()).lower() in corpus:
                continue
            yield f"{kind} {part}"
