"""The demo course, written from its sources: `python -m scripts.demo`."""
