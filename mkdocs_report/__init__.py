"""Check and publish a course's group reports: the template's own rules, every answer judged, one site."""

__version__ = "0.1.0"
