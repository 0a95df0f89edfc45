"""The files of one cohort in the site, or of a course without cohorts: pages, images, data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from mkdocs_report.pages.by_question import CourseQuestion, course_questions
from mkdocs_report.pages.words.words import Words
from mkdocs_report.site.course_pages import GROUPS, CoursePage, add_group_list, add_pages, built_paths, course_pages
from mkdocs_report.site.files import published_files, report_path
from mkdocs_report.site.links import CourseFiles
from mkdocs_report.site.outputs import add_badges
from mkdocs_report.site.published_cohort import PublishedCohort


@dataclass(frozen=True, slots=True)
class CohortFiles:
    """The files of a cohort that were added to the site.

    Attributes:
        site: the files.
        course_questions: the questions.
        pages: the pages across groups.
        names: the names of the pages that the plugin generates, by their files' paths.
        reports: the source file of each group's report.
        messages: warnings about the addresses of reports.
    """

    site: CourseFiles
    course_questions: Sequence[CourseQuestion]
    pages: tuple[CoursePage, ...]
    names: Mapping[str, str]
    reports: Mapping[str, Path]
    messages: list[str]


def add_cohort_files(
    cohort: PublishedCohort, files: Files, config: MkDocsConfig, is_one_of_several: bool, words: Words
) -> CohortFiles:
    """Add the pages, images and data of a cohort to the files of the site.

    Args:
        cohort: the course as it is published, or one cohort of it.
        files: the files of the site.
        config: the site's settings.
        is_one_of_several: whether the course has cohorts.
        words: the words of the pages.
    """
    publication, options = cohort.publication, cohort.options
    course = publication.course
    by_path = {report_path(file, config): file for file in cohort.sources}
    questions = course_questions(course)
    has_course_pages = len(publication.sources) > 1 or bool(options.publish.roster) or is_one_of_several
    pages = course_pages(course, questions, options.pages, words) if has_course_pages else ()
    reserved = built_paths(pages, options.prefix, config) if has_course_pages else ()
    sources, images, messages = published_files(files, publication, by_path, config, reserved)
    added = add_pages(files, pages, options.prefix, config)
    names = {file.src_uri: name for name, file in added.items() if file.generated_by is not None}
    if pages:
        added[GROUPS] = add_group_list(files, sources, course, options.prefix, config, added.get("overview"))
    if options.publish.badges:
        add_badges(files, course, options.prefix, config)
    slugs = {question.question.id: question.slug for question in questions}
    reports = {group: Path(by_path[path].abs_src_path or "") for group, path in publication.sources.items()}
    site = CourseFiles(files, sources, added, slugs, course, images)
    return CohortFiles(site, questions, pages, names, reports, messages)
