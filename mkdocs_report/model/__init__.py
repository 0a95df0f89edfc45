"""Records that all rooms share; in: values; out: frozen data. No module in this room opens a file or judges."""
