"""Reports as single files; in: a published course; out: an HTML file or a PDF for each report."""
