"""Course to bytes, one small file a format. A format never judges: it says what the course holds."""
