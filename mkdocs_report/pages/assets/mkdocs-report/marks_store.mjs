// The marks of an examiner, as they are kept: in this browser's localStorage, under one key for each site, never sent
// anywhere. { group: { question: { reviewed, score, note, at } } }; `at` is when it was written.
//
// Maps, not objects: a group may be called __proto__. What is stored is read again before each change, so two tabs do
// not undo each other's work.

export class Marks extends EventTarget {
  #key;
  #raw = null;
  #groups = new Map();

  constructor(key, signal) {
    super();
    this.#key = key;
    const heard = (event) => (event.key === key || event.key === null) && this.#changed();
    window.addEventListener("storage", heard, { signal });
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
      return this.#groups; // no storage: what this page knows
    }
    if (raw !== this.#raw) {
      this.#raw = raw;
      this.#groups = read(raw, this.#key);
    }
    return this.#groups;
  }

  /** How many answers are reviewed, in all or of one group. */
  reviewed(group) {
    const groups = this.all();
    const counted = group === undefined ? [...groups.values()] : [groups.get(group) ?? new Map()];
    return counted.reduce((sum, marks) => sum + [...marks.values()].filter((mark) => mark.reviewed).length, 0);
  }

  /** Keep a mark. Throws what the browser throws when it keeps nothing. */
  set(group, question, mark) {
    const groups = this.all();
    if (!groups.has(group)) groups.set(group, new Map());
    groups.get(group).set(question, mark); // known to this page, even where the browser does not keep it
    this.#write(groups);
  }

  /** Take over marks from a file; of two for one answer the newer stays. Returns how many were taken. */
  merge(groups) {
    const mine = new Map([...this.all()].map(([group, old]) => [group, new Map(old)]));
    let taken = 0;
    for (const [group, marks] of groups) {
      for (const [question, mark] of marks) {
        const old = mine.get(group)?.get(question);
        if (old && time(old) >= time(mark)) continue;
        if (!mine.has(group)) mine.set(group, new Map());
        mine.get(group).set(question, mark);
        taken += 1;
      }
    }
    if (taken) this.#write(mine);
    return taken;
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
    console.warn("mkdocs-report: marks that can not be read, kept aside:", error);
    localStorage.setItem(`${key}.unreadable`, raw);
    return new Map();
  }
}

/** Why the browser keeps nothing, for people. */
export function reason(error) {
  if (!(error instanceof DOMException)) return error.message;
  return error.name === "QuotaExceededError" ? "This browser's storage is full." : "This browser keeps nothing here.";
}

/** Maps as objects, for JSON. */
export function plain(groups) {
  return Object.fromEntries([...groups].map(([group, marks]) => [group, Object.fromEntries(marks)]));
}

/** Objects from JSON as Maps; throws an Error that says what is wrong. */
export function check(data) {
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isObject(data)) throw new Error("These are no marks: an object of groups is expected.");
  const groups = new Map();
  for (const [group, marks] of Object.entries(data)) {
    if (!isObject(marks)) throw new Error(`“${group}” holds no marks.`);
    const found = new Map();
    for (const [question, mark] of Object.entries(marks)) {
      if (!isObject(mark)) throw new Error(`“${question}” of “${group}” holds no mark.`);
      found.set(question, checkMark(mark, `${group}, ${question}`));
    }
    groups.set(group, found);
  }
  return groups;
}

/** A mark with values of the right kinds; throws an Error that says what is wrong and where. */
export function checkMark({ reviewed = false, score = null, note = "", at = "" }, where) {
  if (typeof reviewed !== "boolean") throw new Error(`${where}: “reviewed” is neither yes nor no.`);
  if (score !== null && !Number.isFinite(score)) throw new Error(`${where}: the score is no number.`);
  if (typeof note !== "string") throw new Error(`${where}: the note is no text.`);
  if (at !== "" && Number.isNaN(Date.parse(at))) throw new Error(`${where}: “at” is no time.`);
  return { reviewed, score, note, at };
}
