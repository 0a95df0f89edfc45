"""What GitHub adds to Markdown, used to bring in elements, addresses and ids, or to take long."""

from __future__ import annotations

from tests.hostile.case import Place, cases

_EVIL = "<img src=x onerror=canary=1>"
_ALERTS = {
    "script": f"> [!NOTE]\n> <script>canary = 1</script>{_EVIL}",
    "marker": f"> [!NOTE{_EVIL}]\n> text",
    "class": '<div class="mr-alert mr-alert--note" onclick=canary=1><p class="mr-alert-title" style=x>Note</p></div>',
    "open-quote": f"<blockquote>\n<p>[!NOTE]\n{_EVIL}",
    "open-inside": f"> [!CAUTION]\n> <div><blockquote><p>{_EVIL}\n\ntext\n\n> [!TIP]\n> </div></blockquote>text",
    "many": "> [!NOTE]\n> a\n\n" * 300,
    "deep": f"{'> ' * 60}[!NOTE]\n{'> ' * 60}a",
}
_CODE = {
    "script": f"```python\nx = '</code></pre><script>canary = 1</script>{_EVIL}'\n```",
    "html": f"```html\n<script>canary = 1</script>{_EVIL}\n```",
    "entities": "```js\n&lt;script&gt;canary = 1&lt;/script&gt;\n```",
    "language": '```python"onclick="canary=1\nx = 1\n```',
    "class": '<div class="highlight"><pre><code class="language-python"><span class="mr-alert k">x</span></code></pre>',
    "inside": f'<pre><code class="language-python">x = 1</code>{_EVIL}</pre>',
    "template": "```jinja\n{{ config.items() }}{% include '/etc/hostname' %}\n```",
    "import": "```python\n__import__('os').system('touch /tmp/canary')\n```",
    "options": "```python -O full -F raiseonerror\nx = 1\n```",
    "many": "```python\nx = 1\n```\n\n" * 400,
    "long": f"```python\n{'x = (' * 9_000}\n```",
    "blanks": "```csharp\n" + "a\n" * 2_400 + "```",
    "controls": "```python\nx = '\u202e\u0000\u001b[31m'\n```",
}
_EMOJI = {
    "tag": f":{_EVIL}: :<script>canary = 1</script>:",
    "attribute": '<b title=":rocket:" lang=":rocket:">:rocket:</b> [x](https://example.org/:rocket:)',
    "entities": ":rocket&colon; &#58;rocket: :&lt;:",
    "many": ":rocket:" * 4_000,
    "open": ":a" * 20_000,
}
_NOTES = {
    "label": f'A[^{_EVIL}] [^x"onclick=canary=1] [^-->]\n\n[^{_EVIL}]: a\n\n[^x"onclick=canary=1]: b\n\n[^-->]: c',
    "person": "A[^s123456]\n\n[^s123456]: The student.",
    "section": '<section class="footnotes" data-footnotes><ol><li id="fn-1"><a href="#fnref-1">x</a></li></ol>',
    "fake": 'A[^1] <sup><a href="#fn-1">1</a></sup> <a href="#fnref-1">y</a>\n\n[^1]: Real.',
    "fake-list": 'A[^1]\n\n<ol><li><a href="#fnref-1">y</a></li></ol>\n\n[^1]: Real.',
    "outer": "A[^1]\n\n<ol><li><table><tr><td>\n\n[^1]: Real.",
    "ours": '<a id="mkdocs-report-fn-1" href="#mkdocs-report-fn-1">x</a> id="mkdocs-report-fn-1"',
    "ours-link": "[x](mkdocs-report-back) [y](mkdocs-report-reference) [1](#mkdocs-report-fn-1)",
    "cycle": "A[^a]\n\n[^a]: See[^b].\n\n[^b]: See[^a].",
    "number": 'A[^1] <sup><a href="#fn-1">99999999999999999999999</a></sup>\n\n[^1]: Real.',
    "many": "A" + "".join(f"[^{n}]" for n in range(150)) + "".join(f"\n\n[^{n}]: Note." for n in range(150)),
    "repeated": "A[^1]" * 1_500 + "\n\n[^1]: Real.",
}
_HEADINGS = {
    "script": f"#### A {_EVIL}\n\n[x](#a--) [y](<#a-{_EVIL}>)",
    "person": "#### s123456\n\n[x](#s123456) [y](#S123456)",
    "ours": "[x](mkdocs-report-heading/a) [y](mkdocs-report-question/99) [z](#mkdocs-report-heading-1)",
    "question": "[x](#question-1) [y](#question-4) [z](#question-99) [w](#%71uestion-2) [v](#)",
    "title": "<h1 title='\" id=\"mr-top'>Top</h1>\n\n[x](#top) [y](#mr-top)",
    "nested": "<h4><h5>a</h4></h5><a href=#a>x</a><h4><a href=#a>a</a></h4>",
    "many": "#### a\n\n" * 500 + "[x](#a) [y](#a-499) [z](#a-500)",
    "files": "[x](../../../etc/passwd) [y](/etc/passwd) [z](src/a.py#L1) [w](..\\a) [v](%2e%2e/%2e%2e/a)",
}
_DIAGRAMS = {
    "mermaid-html": f'```mermaid\ngraph TD; A[{_EVIL}]; B[<script>a()</script>]; click A "javascript:canary=1"\n```',
    "mermaid-options": '```mermaid\n%%{init: {"securityLevel": "loose"}}%%\ngraph TD; A; click A call canary()\n```',
    "mermaid-class": '<pre class="mermaid"><code>graph TD; A--&gt;B</code></pre><div class="mermaid">graph TD</div>',
    "mermaid-end": "```mermaid\n</code></pre></details><script>canary = 1</script>\n```",
    "geojson": '```geojson\n{"type": "Point", "x": "<img src=x onerror=canary=1>"}\n```',
    "stl": f"```stl\nsolid {_EVIL}\nendsolid\n```\n\n```STL\n\n```",
    "many": "```mermaid\ngraph TD;\n```\n\n" * 300,
}

CASES = (
    *cases("alert", Place.ANSWER, _ALERTS),
    *cases("code", Place.ANSWER, _CODE),
    *cases("emoji", Place.ANSWER, _EMOJI),
)
