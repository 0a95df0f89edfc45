"""How views become HTML, on whatever page they stand; no site generator is needed for it."""
