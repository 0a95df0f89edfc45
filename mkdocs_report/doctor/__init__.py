"""Whether a course is set up well: facts are gathered once, checks are pure functions over them."""
