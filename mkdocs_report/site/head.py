"""Complete the head of each page: a Content-Security-Policy, a note for search engines, and our scripts."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote, urlsplit

from mkdocs.config.defaults import MkDocsConfig

STYLES = tuple(f"mkdocs-report/{name}.css" for name in ("report", "answers", "course", "matrix", "plots", "tools"))

SCRIPT = "mkdocs-report/report.mjs"

_ALWAYS = ("report", "dom", "address", "header", "reading", "neighbours", "words")
"""The modules that `report.mjs` loads on every page, and itself."""
_FEATURES = {
    "switcher": " data-groups=",
    "keyboard": " data-keyboard",
    "lists": " data-list",
    "sorting": " data-sort=",
    "squares": 'class="mr-strip',
    "matches": 'class="mr-entry"',
    "collapse": 'class="mr-entry"',
    "colours": " data-colours",
    "compare": " data-compare",
    "lightbox": ' data-gallery|class="mr-image"',
    **dict.fromkeys(("marks", "marks_store", "marks_panel", "marks_files"), " data-marks"),
}
"""Modules that `report.mjs` loads on some pages, with their imports, and a pattern of the HTML that needs them."""
_LIST = _FEATURES["lists"]
_WIDE = re.compile('<div class="mr-scroll [^"]*mr-wide"')
"""A table for which Material's content width, which is for text, is too narrow."""
_WIDE_STYLE = "<style>@media screen { body .md-grid { max-width: 84rem } }</style>"
_ENTRY = re.compile(rf'<script src="([^"]*){re.escape(SCRIPT)}(\?v=\w+)?"')

_VERBATIM = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2\s*>)", re.DOTALL | re.IGNORECASE)
_GAP = re.compile(r"\s*\n\s*")
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_LOCATION = re.compile(r'(?<=new URL\()"[./\w~%-]*"')
_HEAD = re.compile(r"<head\b[^>]*>(?:\s*<meta\s+charset=[^>]*>)?", re.IGNORECASE)
_PREVIEW = re.compile(r"""\s*<meta\s[^>]*(?:property|name)=["']?(?:og|twitter):[^>]*>""", re.IGNORECASE)
_NOINDEX = '<meta name="robots" content="noindex, nofollow, nosnippet, noarchive">'


def complete_head(
    html: str,
    config: MkDocsConfig,
    csp: bool,
    index: bool,
    remote_images: bool,
    allowed_scripts: frozenset[str] | None = None,
    content: str = "",
) -> str:
    """Add the policy to a page, and close it to search engines and link previews unless `index`.

    Args:
        html: the page.
        config: the site's settings.
        csp: whether the page gets a Content-Security-Policy.
        index: whether search engines may list the page.
        remote_images: whether images of other sites are shown.
        allowed_scripts: the inline scripts that may run, from `inline_scripts`; None for all scripts of the page.
        content: our part of the page. It has no scripts to allow, and white space is removed around it only.
    """
    before, own, after = html.partition(content) if content else (html, "", "")
    if own:
        before, after = close_gaps(before), close_gaps(after)
    head, end, body = before.partition("</head>")  # the body may be long, and slow to search
    if not index:
        head = _PREVIEW.sub("", head)
    parts = [] if index else [_NOINDEX]
    if csp:
        rules = policy(f"{head}{end}{body}{after}", config, remote_images, allowed_scripts)
        parts.append(f'<meta http-equiv="Content-Security-Policy" content="{rules}">')
    if parts:
        head = _HEAD.sub(lambda match: "\n".join([match[0], *parts]), head, count=1)
    return f"{head}{end}{body}{own}{after}"


def prepare_page(html: str, content: str, preview: bool) -> str:
    """Have a page of ours load its scripts while its content is still on its way, and be as wide as its tables.

    Args:
        html: the page.
        content: our part of the page; empty on other pages, which stay as they are.
        preview: whether `mkdocs serve` reloads the page, so that a script has to keep the reader's place.
    """
    before, own, after = html.partition(content) if content else (html, "", "")
    entry = _ENTRY.search(after)
    if entry is None:
        return html
    names = [*_ALWAYS, *(name for name, sign in _FEATURES.items() if re.search(sign, own))]
    folder, version = f"{entry[1]}{SCRIPT.rpartition('/')[0]}", entry[2] or ""
    links = [f'<link rel="modulepreload" href="{folder}/{name}.mjs{version}">' for name in names]
    if _LIST in own:
        links.insert(0, f'<script src="{folder}/filtered.js{version}"></script>')
    if preview:
        links.insert(0, f'<script src="{folder}/preview.js{version}"></script>')
    if _WIDE.search(own):  # not `body:has(.mr-wide)`: with it, each change in a long page restyles all of it
        links.append(_WIDE_STYLE)
    head, end, body = before.partition("</head>")
    head = _HEAD.sub(lambda match: "\n".join([match[0], *links]), head, count=1)
    return f"{head}{end}{body}{own}{after}"


def close_gaps(html: str) -> str:
    """Remove the indents and empty lines that a theme's templates wrote, a third of their output.

    Line ends stay. Elements in which white space is text are unchanged.
    """
    parts = _VERBATIM.split(html)  # triples: the text before an element, the element, its name
    return "".join(_GAP.sub("\n", part) if i % 3 == 0 else part for i, part in enumerate(parts) if i % 3 < 2)


def policy(
    html: str, config: MkDocsConfig, remote_images: bool = False, allowed_scripts: frozenset[str] | None = None
) -> str:
    """Return the Content-Security-Policy of a page.

    It allows the site's own files; the theme's inline scripts, by hash; the external scripts and style sheets in
    `mkdocs.yml`, by full address, with images and fonts of their hosts; and inline styles, which themes use. Everything
    else is blocked.
    """
    scripts = [
        f"'sha256-{_digest(text)}'"
        for text in _scripts(html)
        if allowed_scripts is None or _without_location(text) in allowed_scripts
    ]
    loaded, styles = (sorted(_external_urls(map(str, each))) for each in (config.extra_javascript, config.extra_css))
    hosts = sorted({_origin(address) for address in (*loaded, *styles)})
    fonts = ["https://fonts.googleapis.com", "https://fonts.gstatic.com"] if config.theme.get("font") else []
    github = (
        ["https://api.github.com"] if "github.com" in (config.repo_url or "") else []
    )  # the theme shows the number of stars
    images = ["https:", "http:"] if remote_images else hosts
    rules = {
        # not 'none': Firefox fetches the page of the theme's <link rel="next"> in advance, by this rule alone
        "default-src": ["'self'"],
        **{f"{name}-src": ["'none'"] for name in ("child", "frame", "media", "object")},
        "script-src": ["'self'", *loaded, *dict.fromkeys(scripts)],
        "style-src": ["'self'", "'unsafe-inline'", *styles, *fonts[:1]],
        "img-src": ["'self'", "data:", *images],
        "font-src": ["'self'", "data:", *hosts, *fonts[1:]],
        "connect-src": ["'self'", *github],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'self'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


def has_policy(config: MkDocsConfig, csp: bool) -> bool:
    """Return whether the pages of the built site have a policy; `csp` is the option."""
    return csp and config.theme.name == "material"


def draws_mermaid(config: MkDocsConfig, csp: bool) -> bool:
    """Return whether pages let a script draw Mermaid diagrams: the site names one, and the pages have a policy.

    Material would load the script from another site if the site did not name one; the policy does not allow that.
    """
    return has_policy(config, csp) and any("mermaid" in str(each).lower() for each in config.extra_javascript)


def inline_scripts(html: str) -> frozenset[str]:
    """Return the inline scripts of a page that only the theme has written, without the page's location.

    No other inline script may run on a page with students' texts.
    """
    return frozenset(map(_without_location, _scripts(html)))


def _without_location(text: str) -> str:
    """Remove the page's location from a script: `new URL("../..", location)`."""
    return _LOCATION.sub("", text)


def _scripts(html: str) -> Iterable[str]:
    """Yield the inline scripts of a page that run."""
    for match in _SCRIPT.finditer(html):
        attributes = match[1].lower()
        if " src=" not in attributes and "application/json" not in attributes:
            yield match[2].replace("\r\n", "\n")


@lru_cache(maxsize=64)  # a theme writes the same into each page
def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _external_urls(addresses: Iterable[str]) -> set[str]:
    """Return the addresses of other sites in full, so that one script of a host does not allow all of its scripts."""
    parts = map(urlsplit, addresses)
    found = ((part.scheme or "https", part.netloc, quote(part.path, safe="/:@!$&*+=~%")) for part in parts)
    return {f"{scheme}://{host}{path}" for scheme, host, path in found if host}


def _origin(address: str) -> str:
    part = urlsplit(address)
    return f"{part.scheme}://{part.netloc}"
