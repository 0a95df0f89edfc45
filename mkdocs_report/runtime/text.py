"""Make text of unknown origin safe for a terminal, a log, or JSON that is printed to one."""

from __future__ import annotations

import re

WIDTH = 140
"""The width of lines that are not printed at a terminal."""

_WORD = r"[^\s“]*“[^”]*(?:/|\.\w{1,5}(?=”))[^”]*”\S*|\S+"
"""A word, or a text in quotation marks that looks like a path, which may contain spaces."""
# Patterns are compiled when they are first searched for: most texts are plain, and each costs a start of the command
# half a millisecond.
_STEERING = r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"  # Cc, Zl, Zp, Cs and bidi
_UNSEEN = r"\u00ad\u034f\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
"""Characters that no reader sees. GitHub's runner compares texts by the rules of a language, which pass over them."""
_COMMAND = rf"(?<!\w):(?=[{_UNSEEN}]*:[{_UNSEEN}\s]*[A-Za-z])|#(?=[{_UNSEEN}]*#[{_UNSEEN}\w]*\[)"
"""Commands in the logs of build servers: `::error::` at the start of a line; anywhere in it `##[error]`
(GitHub: `ActionCommand.cs` of actions/runner) and `##vso[task...]` (Azure: `Command.cs` of azure-pipelines-agent)."""
_PAIR = f":(?=[{_UNSEEN}]*:)"
_JSON_COMMAND = f":(?=[{_UNSEEN}]*:)|#(?=[{_UNSEEN}]*#)"
_JSON_TURNS = r"\x80-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
_JSON_STEERING = rf"[\x7f{_JSON_TURNS}]"
_JSON_RARE = f"[{_JSON_TURNS}{_UNSEEN}]"
"""Beyond ASCII, the only characters for which JSON is changed."""
_ASCII = bytes(range(128))


def visible(text: str) -> str:
    r"""Return `text` with what could steer a terminal, a build's log or the direction of a line written out: `\x1b`."""
    if "::" in text or "##" in text or not (text.isascii() or (text.count(":") < 2 and text.count("#") < 2)):
        text = re.sub(_COMMAND, lambda match: _written_out(match[0]), text)
    if text.isprintable():
        return text
    return re.sub(_STEERING, lambda match: _written_out(match[0]), text)


def visible_wrapped(text: str) -> str:
    """Return what `visible` does, for text that is wrapped in the middle of words: any piece of it can begin a line."""
    return visible(re.sub(_PAIR, lambda match: _written_out(match[0]), text) if text.count(":") > 1 else text)


def visible_lines(text: str) -> str:
    """Return a text of several lines, each made safe for a terminal."""
    return "\n".join(map(visible, text.split("\n")))


def printable_json(text: str) -> str:
    r"""Return JSON of the same value in which no text steers a terminal or a build's log: `#` becomes `\u0023`.

    Args:
        text: JSON. The characters that are written out stand only in its strings, and never behind a backslash.
    """
    if "::" in text or "##" in text or (not text.isascii() and re.search(_JSON_RARE, _beyond_ascii(text))):
        text = re.sub(_JSON_COMMAND, _escape, text)
        return re.sub(_JSON_STEERING, _escape, text)
    return text.replace("\x7f", "\\u007f")


def _beyond_ascii(text: str) -> str:
    """Return the characters of a text that are not ASCII: to look through all of them takes ten times as long."""
    data = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return data.decode("utf-8", "surrogatepass")


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _written_out(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def plural(number: int, noun: str, many: str | None = None) -> str:
    """Return a number with its noun: `1 word`, `2,000 words`.

    Args:
        number: how many there are.
        noun: the word for one.
        many: the word for several, where it is not `noun` with an s.
    """
    return f"{number:,} {noun if number == 1 else many or f'{noun}s'}"


def shortened(text: str, most: int) -> str:
    """Return a text, or its beginning and an ellipsis where it has more than `most` characters."""
    return text if len(text) <= most else f"{text[: most - 2].rstrip()} …"


def words(text: str, room: int) -> list[str]:
    """Return the words of a text. A path in quotation marks is one word, unless it has more than `room` characters."""
    if "“" not in text:
        return text.split()
    return [part for word in re.findall(_WORD, text) for part in (word.split() if len(word) > room else [word])]


def wrapped(text: str, width: int) -> list[str]:
    """Return a text as lines of at most `width` characters, each but the first with two more spaces before it.

    Only a path or a word that is longer makes a longer line.
    """
    if len(text) <= width:
        return [text]
    indent = " " * (len(text) - len(text.lstrip(" ")))
    lines: list[str] = []
    line = ""
    for word in words(text, width):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else f"{indent}{'  ' if lines else ''}{word}"
    return [*lines, line]
