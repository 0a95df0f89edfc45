"""MkDocs: the only room that imports it. Hooks are adapters; what is about reports lives in the core."""
