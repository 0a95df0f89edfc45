// Marks as files, CSV and JSON, written and read.
//
// CSV is RFC 4180 with a head. A cell that a spreadsheet would take for a formula gets an apostrophe before it, which
// is taken away again when the file is read. Spreadsheets save with ; in many countries: that is read, too.

import { check, checkMark, plain } from "./marks_store.mjs";

const HEAD = ["group", "question", "reviewed", "score", "note", "at"];
const FORMULA = /^'*[=+\-@\t\r]/; // after apostrophes as well: nothing is lost on the way back

export const toJson = (groups) => `${JSON.stringify(plain(groups), null, 2)}\n`;

export function toCsv(groups) {
  const rows = [HEAD];
  for (const [group, marks] of groups) {
    for (const [question, { reviewed, score, note, at }] of marks) {
      rows.push([group, question, reviewed ? "yes" : "no", score === null ? "" : String(score), note, at]);
    }
  }
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(text) {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Read a file of either kind; throws an Error that says what is wrong with it. */
export function parse(text) {
  const bare = text.replace(/^\uFEFF/, "");
  if (!/^\s*[[{"]/.test(bare) || /^\s*"?group"?\s*[,;]/.test(bare)) return fromCsv(bare);
  let data;
  try {
    data = JSON.parse(bare);
  } catch {
    throw new Error("This is neither CSV nor JSON.");
  }
  return check(data);
}

function fromCsv(text) {
  const comma = text.split(/[\r\n]/, 1)[0].includes(";") ? ";" : ",";
  const [head = [], ...rows] = cells(text, comma);
  const places = HEAD.map((name) => head.findIndex((each) => each.trim().toLowerCase() === name));
  const missing = HEAD.filter((name, index) => places[index] < 0 && index < 2);
  if (missing.length) throw new Error(`No marks in this file: its first line has no column “${missing[0]}”.`);
  const groups = new Map();
  rows.forEach((row, index) => {
    if (row.every((each) => !each)) return;
    const [group, question, reviewed, score, note, at] = places.map((place) => bareCell(row[place] ?? ""));
    const where = `Row ${index + 2}`;
    if (!group || !question) throw new Error(`${where} names no group or no question.`);
    const mark = { reviewed: yes(reviewed, where), score: number(score), note, at };
    if (!groups.has(group)) groups.set(group, new Map());
    groups.get(group).set(question, checkMark(mark, where));
  });
  return groups;
}

const bareCell = (text) => (FORMULA.test(text) && text.startsWith("'") ? text.slice(1) : text);
const number = (text) => (text.trim() === "" ? null : Number(text.replace(",", ".")));

function yes(text, where) {
  const word = text.trim().toLowerCase();
  if (["yes", "true", "1", "x"].includes(word)) return true;
  if (["no", "false", "0", ""].includes(word)) return false;
  throw new Error(`${where}: “reviewed” is neither yes nor no.`);
}

/** The rows of a CSV file. */
function cells(text, comma) {
  const rows = [];
  let row = [];
  let at = 0;
  while (at < text.length) {
    let value = "";
    if (text[at] === '"') {
      for (at += 1; ; at += 1) {
        const end = text.indexOf('"', at);
        if (end < 0) throw new Error("A quotation mark in this file is never closed.");
        value += text.slice(at, end);
        at = end + 1;
        if (text[at] !== '"') break;
        value += '"';
      }
    }
    const start = at;
    while (at < text.length && text[at] !== comma && text[at] !== "\n" && text[at] !== "\r") at += 1;
    row.push(value + text.slice(start, at));
    if (text[at] === comma) {
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
