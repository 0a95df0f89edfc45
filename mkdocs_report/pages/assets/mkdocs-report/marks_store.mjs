// The marks of an examiner in localStorage, under one key per site. They are never sent to a server.
// { group: { question: { reviewed, score, comment, at } } }; `at` is the time of the last change.
//
// Groups are in Maps, since an id may be `__proto__`. The store is read again before each change, so that two tabs do not
// overwrite each other's marks.

import { _ } from "./words.mjs";

export class Marks extends EventTarget {
  #key;
  #raw = null;
  #groups = new Map();

  constructor(key, signal) {
    super();
    this.#key = key;
    const onStorage = (event) => (event.key === key || event.key === null) && this.#changed();
    window.addEventListener("storage", onStorage, { signal });
  }

  /** The mark of an answer, or undefined. */
  get(group, question) {
    return this.all().get(group)?.get(question);
  }

  /** All marks: a Map of groups to Maps of questions to marks. */
  all() {
    let raw;
    try {
      raw = localStorage.getItem(this.#key);
    } catch {
      return this.#groups; // no storage: the marks of this page
    }
    if (raw !== this.#raw) {
      this.#raw = raw;
      this.#groups = read(raw, this.#key);
    }
    return this.#groups;
  }

  /** The number of reviewed answers, of one group or of all. */
  reviewed(group) {
    const groups = this.all();
    const counted = group === undefined ? [...groups.values()] : [groups.get(group) ?? new Map()];
    return counted.reduce((sum, marks) => sum + [...marks.values()].filter((mark) => mark.reviewed).length, 0);
  }

  /** Save a mark. Throws the error of the browser if it cannot be stored. */
  set(group, question, mark) {
    const groups = this.all();
    if (!groups.has(group)) groups.set(group, new Map());
    groups.get(group).set(question, mark); // this page has it even if the browser does not store it
    this.#write(groups);
  }

  /** Import marks; the newer mark of an answer wins. Returns the number of imported marks. */
  merge(groups) {
    const mine = new Map([...this.all()].map(([group, old]) => [group, new Map(old)]));
    let imported = 0;
    for (const [group, marks] of groups) {
      for (const [question, mark] of marks) {
        const old = mine.get(group)?.get(question);
        if (old && time(old) >= time(mark)) continue;
        if (!mine.has(group)) mine.set(group, new Map());
        mine.get(group).set(question, mark);
        imported += 1;
      }
    }
    if (imported) this.#write(mine);
    return imported;
  }

  clear() {
    this.#groups = new Map();
    this.#raw = null;
    localStorage.removeItem(this.#key);
    this.#changed();
  }

  #write(groups) {
    const raw = JSON.stringify(plain(groups));
    try {
      localStorage.setItem(this.#key, raw);
      this.#raw = raw;
      this.#groups = groups;
    } finally {
      this.#changed();
    }
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

const time = (mark) => Date.parse(mark.at) || 0;

function read(raw, key) {
  try {
    return check(JSON.parse(raw ?? "{}"));
  } catch (error) {
    console.warn("mkdocs-report: marks cannot be read; stored under another key:", error);
    localStorage.setItem(`${key}.unreadable`, raw);
    return new Map();
  }
}

/** The reason why marks cannot be stored, as a message. */
export function reason(error) {
  if (!(error instanceof DOMException)) return error.message;
  return error.name === "QuotaExceededError"
    ? _("The storage of this browser is full.")
    : _("This browser does not allow storage for this site.");
}

/** Convert Maps to objects, for JSON. */
export function plain(groups) {
  return Object.fromEntries([...groups].map(([group, marks]) => [group, Object.fromEntries(marks)]));
}

/** Convert objects from JSON to Maps. Throws an Error with a message for the reader. */
export function check(data) {
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isObject(data)) throw new Error(_("The file must contain an object of groups."));
  const groups = new Map();
  for (const [group, marks] of Object.entries(data)) {
    if (!isObject(marks)) throw new Error(_("“%(group)s” must be an object of questions.", { group }));
    const found = new Map();
    for (const [question, mark] of Object.entries(marks)) {
      if (!isObject(mark)) throw new Error(_("“%(question)s” of “%(group)s” must be an object.", { question, group }));
      found.set(question, checkMark(mark, `${group}, ${question}`));
    }
    groups.set(group, found);
  }
  return groups;
}

/** Check the types of a mark. Throws an Error with a message for the reader. */
export function checkMark({ reviewed = false, score = null, comment = "", at = "" }, where) {
  if (typeof reviewed !== "boolean") throw new Error(_("%(place)s: “reviewed” must be true or false.", { place: where }));
  if (score !== null && !Number.isFinite(score)) throw new Error(_("%(place)s: the score must be a number.", { place: where }));
  if (typeof comment !== "string") throw new Error(_("%(place)s: the comment must be text.", { place: where }));
  if (at !== "" && Number.isNaN(Date.parse(at))) throw new Error(_("%(place)s: “at” must be a date and time.", { place: where }));
  return { reviewed, score, comment, at };
}
