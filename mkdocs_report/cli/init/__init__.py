"""The commands `init` and `new`; in: answers to a few questions; out: files that a project begins with."""
