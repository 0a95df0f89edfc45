"""The examples of the manual, and a reader that runs them."""
