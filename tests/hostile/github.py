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
    "section": '<section class="footnotes" data-footnotes><ol><li id="fn-1"><a href="#fnref-1">x</a></li></ol></section>',
    "fake": 'A[^1] <sup><a href="#fn-1">1</a></sup> <a href="#fnref-1">y</a>\n\n[^1]: Real.',
    "fake-list": 'A[^1]\n\n<ol><li><a href="#fnref-1">y</a></li></ol>\n\n[^1]: Real.',
    "outer": "A[^1]\n\n<ol><li><table><tr><td>\n\n[^1]: Real.",
    "ours": '<a id="mkdocs-report-fn-1" href="#mkdocs-report-fn-1">x</a> id="mkdocs-report-fn-1" [z](mkdocs-report-back)',
    "cycle": "A[^a]\n\n[^a]: See[^b].\n\n[^b]: See[^a].",
    "number": 'A[^1] <sup><a href="#fn-1">99999999999999999999999</a></sup>\n\n[^1]: Real.',
    "many": "A" + "".join(f"[^{n}]" for n in range(150)) + "".join(f"\n\n[^{n}]: Note." for n in range(150)),
    "repeated": "A[^1]" * 1_500 + "\n\n[^1]: Real.",
}

CASES = (
    *cases("alert", Place.ANSWER, _ALERTS),
    *cases("code", Place.ANSWER, _CODE),
    *cases("emoji", Place.ANSWER, _EMOJI),
)
