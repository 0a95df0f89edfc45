"""The doctor's checks; in: the facts about a course's set-up; out: advice."""
