"""A template with all that its preview shows: two forms, points, a skeleton, warnings, and text that is not used."""

from __future__ import annotations

from dataclasses import replace

from mkdocs_report.model.template import QuestionForm, Template
from mkdocs_report.parsing.source import decode
from mkdocs_report.parsing.template.parser import inspect_template

SHOWN = """\
# The robot arm: report

Fill in this form as a group. Replace the lines between dashes.
Each group hands in one report.

## Checklist

* [ ] The code is pushed
* [ ] The arm is parked

## Design

### Question 1

> **Enter the number of your group**
>
> Answer:

--- question 1 fill here ---

### Question 2 (10 points)

> **How does the arm know where it is?** Name the sensors, and what each of them measures.
> Write 50-150
> words, and insert *1 to 2* photographs.
>
> Recommended are 2-3 pages.
>
> Answer:

--- question 2 fill here ---

## Test

Use the stand in the lab.

### Question 3

> **Which loads did you try, and what happened?** Answer length: at most 80 words.
>
> Answer:

--- question 3 fill here ---

| Load | Time |
|------|------|
|      |      |

### Looking back (2.5 points)

> **What would you do in another way?** Describe 2 plots.
>
> Answer:

--- question 4 fill here ---
"""


def explained(text: str = SHOWN) -> Template:
    """Read a template; its last question is said to be bold."""
    template, _ = inspect_template(decode(text.encode("utf-8", "replace"), "template.md"))
    *above, last = template.questions
    return replace(template, questions=(*above, replace(last, form=QuestionForm.BOLD)))
