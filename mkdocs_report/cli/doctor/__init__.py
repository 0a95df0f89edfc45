"""The command `doctor`; in: a course's set-up; out: advice on what is wrong with it."""
