"""Course to what a page shows, as frozen data without HTML."""
