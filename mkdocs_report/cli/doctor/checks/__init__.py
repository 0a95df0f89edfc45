"""The checks of the command `doctor`; in: facts about a course's settings and files; out: advice."""
