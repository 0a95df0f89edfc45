// Export and import of marks as CSV and JSON.
//
// CSV follows RFC 4180, with a header. A cell that a spreadsheet would run as a formula gets a leading apostrophe, which
// the import removes. The import also reads `;` as separator: spreadsheets use it in many countries.

import { check, checkMark, plain } from "./marks_store.mjs";
import { _ } from "./words.mjs";

const HEAD = ["group", "question", "reviewed", "score", "comment", "at"];
const FORMULA = /^'*[=+\-@\t\r]/; // after apostrophes too, so that an import restores the cell

export const toJson = (groups) => `${JSON.stringify(plain(groups), null, 2)}\n`;

export function toCsv(groups) {
  const rows = [HEAD];
  for (const [group, marks] of groups) {
    for (const [question, { reviewed, score, comment, at }] of marks) {
      rows.push([group, question, reviewed ? "yes" : "no", score === null ? "" : String(score), comment, at]);
    }
  }
  return rows.map((row) => `${row.map(escapeCell).join(",")}\r\n`).join("");
}

function escapeCell(text) {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Parse a CSV or JSON file. Throws an Error with a message for the reader. */
export function parse(text) {
  const content = text.replace(/^\uFEFF/, "");
  if (!/^\s*[[{"]/.test(content) || /^\s*"?group"?\s*[,;]/.test(content)) return fromCsv(content);
  let data;
  try {
    data = JSON.parse(content);
  } catch {
    throw new Error(_("The file is neither CSV nor JSON."));
  }
  return check(data);
}

function fromCsv(text) {
  const separator = text.split(/[\r\n]/, 1)[0].includes(";") ? ";" : ",";
  const [head = [], ...rows] = parseRows(text, separator);
  const columns = HEAD.map((name) => head.findIndex((each) => each.trim().toLowerCase() === name));
  const missing = HEAD.filter((name, index) => columns[index] < 0 && index < 2);
  if (missing.length) throw new Error(_("Column “%(name)s” is missing in the first line.", { name: missing[0] }));
  const groups = new Map();
  rows.forEach((row, index) => {
    if (row.every((each) => !each)) return;
    const [group, question, reviewed, score, comment, at] = columns.map((column) => unescapeCell(row[column] ?? ""));
    const where = _("Row %(number)s", { number: index + 2 });
    if (!group || !question) throw new Error(_("%(place)s: the group or the question is missing.", { place: where }));
    const mark = { reviewed: parseYes(reviewed, where), score: number(score), comment, at };
    if (!groups.has(group)) groups.set(group, new Map());
    groups.get(group).set(question, checkMark(mark, where));
  });
  return groups;
}

const unescapeCell = (text) => (FORMULA.test(text) && text.startsWith("'") ? text.slice(1) : text);
const number = (text) => (text.trim() === "" ? null : Number(text.replace(",", ".")));

function parseYes(text, where) {
  const word = text.trim().toLowerCase();
  if (["yes", "true", "1", "x"].includes(word)) return true;
  if (["no", "false", "0", ""].includes(word)) return false;
  throw new Error(_("%(place)s: “reviewed” must be yes or no.", { place: where }));
}

/** The rows of a CSV file. */
function parseRows(text, separator) {
  const rows = [];
  let row = [];
  let at = 0;
  while (at < text.length) {
    let value = "";
    if (text[at] === '"') {
      for (at += 1; ; at += 1) {
        const end = text.indexOf('"', at);
        if (end < 0) throw new Error(_("A quotation mark is not closed."));
        value += text.slice(at, end);
        at = end + 1;
        if (text[at] !== '"') break;
        value += '"';
      }
    }
    const start = at;
    while (at < text.length && text[at] !== separator && text[at] !== "\n" && text[at] !== "\r") at += 1;
    row.push(value + text.slice(start, at));
    if (text[at] === separator) {
      at += 1;
      if (at === text.length) row.push("");
      continue;
    }
    if (text[at] === "\r" && text[at + 1] === "\n") at += 1;
    at += 1;
    rows.push(row);
    row = [];
  }
  if (row.length) rows.push(row);
  return rows;
}
