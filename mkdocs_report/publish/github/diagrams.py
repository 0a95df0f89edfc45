"""Show the code blocks that GitHub draws: as code that folds, below the name of its kind.

A site can draw Mermaid diagrams itself; see `site/head.py`.
"""

from __future__ import annotations

import re

DIAGRAM = '<pre class="mr-mermaid"'
"""The beginning of the tag of the source of a Mermaid diagram."""
_DRAWN = {
    "mermaid": "Diagram (Mermaid)",
    "geojson": "Map (GeoJSON)",
    "topojson": "Map (TopoJSON)",
    "stl": "3D model (STL)",
}
_FENCE = re.compile(rf'<pre><code class="language-({"|".join(_DRAWN)})">([^<]*)</code></pre>', re.IGNORECASE)


def fold_diagrams(html: str) -> str:
    """Return sanitised HTML with the code of diagrams, maps and models in elements that fold."""
    return _FENCE.sub(_folded, html) if '<code class="language-' in html else html


def _folded(fence: re.Match[str]) -> str:
    language = fence[1].lower()
    tag = DIAGRAM if language == "mermaid" else "<pre"
    summary = f"{_DRAWN[language]}: GitHub draws this code"
    code = f'{tag}><code class="language-{language}">{fence[2]}</code></pre>'
    return f'<details class="mr-diagram" open><summary>{summary}</summary>\n{code}\n</details>'
