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

CASES = (
    *cases("alert", Place.ANSWER, _ALERTS),
    *cases("code", Place.ANSWER, _CODE),
    *cases("emoji", Place.ANSWER, _EMOJI),
)
