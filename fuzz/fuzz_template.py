"""Check that any bytes are read as a template or raise a TemplateError, and that limits are consistent."""

from __future__ import annotations

import atheris

with atheris.instrument_imports(include=["mkdocs_report"]):
    from mkdocs_report.errors import TemplateError
    from mkdocs_report.parsing.template.matcher import TemplateMatcher
    from mkdocs_report.parsing.template.parser import parse_template

import seeds


def fuzz_one(data: bytes) -> None:
    """Read bytes as a template, strictly and leniently."""
    source = seeds.source_of(data)
    for lenient in (False, True):
        try:
            template = parse_template(source, lenient=lenient)
        except TemplateError:
            continue
        ids = [question.id for question in template.questions]
        assert len(set(ids)) == len(ids)
        assert all(name.replace("-", "").replace("_", "").replace(".", "").isalnum() for name in ids), ids
        for question in template.questions:
            assert 1 <= question.span.first <= question.span.last <= len(source.lines)
            for bounds in (question.limits.words, question.limits.images):
                assert not bounds or bounds.least is None or bounds.most is None or bounds.least <= bounds.most
        TemplateMatcher(template)


atheris.Setup(seeds.arguments(), fuzz_one)
atheris.Fuzz()
