"""Small templates of every form, cut into pieces, so that any copy of them can be filled in.

A piece is text of the template, or the place for an answer: its text in the empty template, and what a group writes in
place of it, with `{}` for its words.
"""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_report.model.template import QuestionForm


@dataclass(frozen=True)
class Piece:
    """A part of a template: `text`, and for a question `filled`, with `{}` for the group's words."""

    text: str
    filled: str = ""


@dataclass(frozen=True)
class FormOfTemplate:
    """A template in pieces, with the form of its questions."""

    name: str
    forms: frozenset[QuestionForm]
    pieces: tuple[Piece, ...]

    @property
    def template(self) -> str:
        """The empty template."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def places(self) -> int:
        """The number of places for answers."""
        return sum(bool(piece.filled) for piece in self.pieces)

    def fill(self, answers: dict[int, str]) -> str:
        """Return a copy with these answers, by the number of the place, from 0."""
        number, out = 0, []
        for piece in self.pieces:
            words = answers.get(number) if piece.filled else None
            number += bool(piece.filled)
            out.append(piece.text if words is None else piece.filled.format(words))
        return "".join(out)


def _form(name: str, forms: set[QuestionForm], *pieces: str | tuple[str, str]) -> FormOfTemplate:
    return FormOfTemplate(
        name, frozenset(forms), tuple(Piece(p) if isinstance(p, str) else Piece(p[0], p[1]) for p in pieces)
    )


_Q = QuestionForm
BARE = ("\n", "\n{}\n\n")
TEMPLATES = (
    _form(
        "several quotes below a heading",
        {_Q.QUOTED},
        "# Raft\n\n## Hull\n\n> H1: Which wood did you take?\n", BARE,
        "> H2: Explain the knots.\n", BARE,
        "## Sail\n\n> S1: How large is it?\n", BARE,
    ),
    _form(
        "an answer below a heading",
        {_Q.QUOTED},
        "# Kite\n\n## Task 1\n\n> Why is the tail long?\n\n### Answer\n", BARE,
        "## Task 2\n\n> Where did it land?\n\n### Answer\n", BARE,
    ),
    _form(
        "placeholders",
        {_Q.QUOTED},
        "# Pond\n\n## Fish\n\n> Which fish live there?\n\n", ("[your answer]\n\n", "{}\n\n"),
        "## Frogs\n\n> How many frogs did you count?\n\n", ("TODO\n\n", "{}\n\n"),
        "## Reeds\n\n> Describe the reeds.\n\n", ("<!-- write here -->\n", "<!-- write here -->\n{}\n"),
    ),
    _form(
        "the same heading in two parts",
        {_Q.QUOTED},
        "# Pump\n\n## Motor\n\n### Data\n\n> Which data are new?\n", BARE,
        "### Reasons\n\n> Why this design?\n", BARE,
        "## Valve\n\n### Data\n\n> Which data are new?\n", BARE,
        "### Reasons\n\n> Why this design, and no other?\n", BARE,
    ),
    _form(
        "headings",
        {_Q.HEADINGS},
        "# Walk\n\nCopy this file.\n\n## Which way did you take?\n", BARE,
        "## What did you see?\n\n*At most 40 words.*\n", BARE,
        "## The way home\n\n<!-- Tell how you came back. -->\n", BARE,
    ),
    _form(
        "headings at three levels",
        {_Q.HEADINGS},
        "# Bridge\n\n## A. Site\n\n### A.1 Where is it?\n\n", ("Type here\n\n", "{}\n\n"),
        "### A.2 Who crosses it?\n\n", ("Type here\n\n", "{}\n\n"),
        "## B. Form\n\n### B.1 Why this form?\n\n", ("Type here\n", "{}\n"),
    ),
    _form(
        "places behind headings",
        {_Q.HEADINGS},
        "# Bugs\n\n", ("## Student name: ____\n\n", "## Student name: {}\n\n"),
        "## Which bugs did you find?\n", BARE,
        ("## How many were left? ___\n", "## How many were left? {}\n"),
    ),
    _form(
        "numbered items",
        {_Q.NUMBERED},
        "# Pendulum\n\n1. Why must the swing be small?\n\n", ("   ____\n\n", "   {}\n\n"),
        "2. What is the largest error?\n\n", ("   ____\n\n", "   {}\n\n"),
        "3. Sketch the set-up.\n\n", ("   ____\n", "   {}\n"),
    ),
    _form(
        "lettered items",
        {_Q.NUMBERED},
        "# Urns\n\n## Problem 1\n\nAn urn holds red balls.\n\na) What is the chance of red?\n", BARE,
        "b) What is the chance of blue?\n", BARE,
        "## Problem 2\n\nA coin is thrown.\n\na) What is the chance of heads?\n", BARE,
        "b) Explain the result.\n", BARE,
    ),
    _form(
        "bold lines",
        {_Q.BOLD},
        "# Term\n\n**What are you proud of?**\n\n", ("_Type here_\n\n", "{}\n\n"),
        "**What would you change?**\n\n", ("_Type here_\n", "{}\n"),
    ),
    _form(
        "a table",
        {_Q.TABLE},
        "# Self-assessment\n\n| Question | Answer |\n| --- | --- |\n",
        ("| How many exercises did you hand in? | |\n", "| How many exercises did you hand in? | {} |\n"),
        ("| Where did you ask for help? | |\n", "| Where did you ask for help? | {} |\n"),
        "\nThank you very much indeed.\n",
    ),
    _form(
        "fields",
        {_Q.FIELDS},
        "# Form\n\n", ("- **Project**:\n", "- **Project**: {}\n"),
        ("- **Faculty**:\n", "- **Faculty**: {}\n"),
        ("- **Budget**:\n", "- **Budget**: {}\n"),
    ),
    _form(
        "lines to keep",
        {_Q.QUOTED},
        "# Diary\n\n## Book\n\n> Describe the book.\n>\n> Answer:\n\n",
        ("- Title:\n- Author:\n\n", "- Title: {}\n- Author:\n\n"),
        "## Plan\n\n> Sum up your plan.\n>\n> Answer:\n\n",
        ("### Goal\n\n### Steps\n\n", "### Goal\n\n{}\n\n### Steps\n\n"),
        "## Trial\n\n> Fill in the table.\n>\n> Answer:\n\n",
        ("| Trial | Height |\n| --- | --- |\n| one | ? |\n", "| Trial | Height |\n| --- | --- |\n| one | {} |\n"),
    ),
    _form(
        "boxes",
        {_Q.QUOTED, _Q.HEADINGS},
        "# Sheet\n\n### Does it build?\n\n", ("- [ ] Yes\n- [ ] No\n\n", "- [x] Yes {}\n- [ ] No\n\n"),
        "### How good are the tests?\n\n> Pick one, and give a reason.\n\n", ("Reason: TBD\n", "Reason: {}\n"),
    ),
    _form(
        "paragraphs",
        {_Q.PARAGRAPHS},
        "# Retrospective\n\nWhat was the goal of the sprint?\n\n", BARE, "Which practice shall we keep?\n\n", BARE,
    ),
)  # fmt: skip
"""A template of each form."""
