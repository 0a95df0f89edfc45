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

CASES = (*cases("alert", Place.ANSWER, _ALERTS),)
