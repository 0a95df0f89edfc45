"""Show what GitHub adds to Markdown: in: sanitised and masked HTML; out: HTML with our elements and classes."""
