"""Write the demo course from its sources: `python -m scripts.demo`."""
