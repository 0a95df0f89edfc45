"""What all errors for people have in common."""


class CourseError(ValueError):
    """A file or a setting that can not be used; the text says which, what is wrong, and what to do now."""
