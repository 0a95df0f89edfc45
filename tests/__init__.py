import os

os.environ["MKDOCS_REPORT_CACHE_KEY"] = "a key that only tests use"  # none is left in the user's folder
