// Filters of a list. They live in the address, so that a link like `findings/?rule=too-few-words` opens filtered.
//
// Reads: [data-list] > form.mr-filters[hidden] with input[name=q], checkboxes (none checked: all), selects (first option
// "": all), output.mr-result-count[data-of]; [data-item] and .mr-entry, whose data attributes, or those of their
// [data-section], answer to the controls of the same name; [data-section], and in a long one [data-chunk], hidden with
// all its items; .mr-no-matches[hidden], shown when nothing fits;
// button.mr-reset.
// Sets --mr-item-count, how many items each of those shows: the style sheet has to know how tall it is before it is laid out.
//
// What fits is known and told at once, and a window full of it shown. The rest of a long list follows, as many items at a
// time as fit into a frame, once the reader has had time for another key.

import { onHistoryChange, parameters, setParameters } from "./address.mjs";
import { fold, hashTarget, scrollToElement, plainText, queryWords } from "./dom.mjs";

const PAUSE = 120; // ms without typing, after which the address says what has been typed, and long lists are finished
const WINDOW = 40; // items that fill a window
const FRAME = 8; // ms of a frame for the rest
const SOME = 25; // items between two looks at the clock
const SECTIONS = "[data-section], [data-chunk]";
const ITEMS = "[data-item], .mr-entry";
const NUMBERS = ".mr-number"; // a search for “group 4” does not mean a group with 4 images
// In the address the text is `find`: with `q` Material and the theme `mkdocs` open their own search
const NAMES = { q: "find" };

export function mount({ signal }) {
  for (const list of document.querySelectorAll("[data-list]")) {
    const form = list.querySelector("form.mr-filters");
    if (form) work(list, form, signal);
  }
}

function work(list, form, signal) {
  const items = [...list.querySelectorAll(ITEMS)];
  const sections = [...list.querySelectorAll(SECTIONS)];
  const none = list.querySelector(".mr-no-matches");
  const shown = form.querySelector("output.mr-result-count");
  const controls = findControls(form);
  const texts = new Map(); // an item's text is read when it is first searched
  let timer = 0;
  let rest = 0;
  let frame = 0;

  const textOf = (item) => {
    if (!texts.has(item)) texts.set(item, fold(plainText(item, NUMBERS)));
    return texts.get(item);
  };

  const fits = (item, words, choices) =>
    choices.every(([name, values]) => values.includes(valueOf(item, name))) &&
    (!words.length || words.every((word) => textOf(item).includes(word)));

  // texts are read while the page rests, before the first key asks for them
  const prepare = async () => {
    for (const item of items) {
      if (texts.has(item)) continue;
      textOf(item);
      if (texts.size % SOME === 0) await new Promise((resolve) => setTimeout(resolve));
      if (signal.aborted) return;
    }
  };

  const stop = () => {
    clearTimeout(rest);
    cancelAnimationFrame(frame);
  };

  const apply = (atOnce = false) => {
    stop();
    const items = [...list.querySelectorAll(ITEMS)]; // as they are sorted now
    const words = queryWords(controls.search?.value ?? "");
    const choices = controls.choices().filter(([, values]) => values.length);
    const fitting = new Set(items.filter((item) => fits(item, words, choices)));
    const kept = new Map();
    for (const item of fitting) {
      for (let at = sectionOf(item); at; at = sectionOf(at)) kept.set(at, (kept.get(at) ?? 0) + 1);
    }
    for (const section of sections) {
      section.style.setProperty("--mr-item-count", kept.get(section) ?? 0);
      if (kept.has(section) && !section.hidden) continue;
      section.hidden = true; // what is out of sight changes for nothing: it comes without its items, and goes with all
      for (const item of section.querySelectorAll(ITEMS)) item.hidden = true;
      section.hidden = !kept.has(section);
    }
    if (none) none.hidden = fitting.size > 0;
    if (shown) shown.value = tell(fitting.size, items.length, shown.dataset.of ?? "item");
    const later = [];
    let number = 0;
    for (const item of items) {
      const isFitting = fitting.has(item);
      if (isFitting) number += 1;
      if (item.hidden !== isFitting) continue;
      if (atOnce || number <= WINDOW) item.hidden = !isFitting;
      else later.push(item);
    }
    if (later.length) rest = setTimeout(turn, PAUSE, later.reverse());
  };

  /** Hide what is shown and show what is hidden, from the last of some items to the first. */
  const turn = (changing) => {
    const start = performance.now();
    do {
      for (const item of changing.splice(-SOME)) item.hidden = !item.hidden;
      void list.offsetHeight; // the clock has to count what the browser does, too
    } while (changing.length && performance.now() - start < FRAME);
    if (changing.length) frame = requestAnimationFrame(() => turn(changing));
  };

  const write = () => {
    clearTimeout(timer);
    const values = { [NAMES.q]: controls.search?.value.trim() };
    for (const [name, chosen] of controls.choices()) values[NAMES[name] ?? name] = chosen.join(",");
    setParameters(values);
  };

  const change = (atOnce = false) => {
    apply(atOnce);
    write();
  };

  const read = () => {
    controls.set(parameters());
    apply(true);
  };

  const reset = (atOnce = false) => {
    controls.set(new URLSearchParams());
    change(atOnce);
  };

  // what a link on the page leads to is shown, whatever the filters say
  const reveal = () => {
    const target = hashTarget();
    if (!target?.closest(`:is(${ITEMS})[hidden]`) || !list.contains(target)) return;
    reset(true);
    scrollToElement(target);
  };

  form.addEventListener("submit", (event) => event.preventDefault(), { signal });
  form.addEventListener(
    "input",
    (event) => {
      if (event.target !== controls.search) return change();
      stop();
      frame = requestAnimationFrame(() => apply()); // once for all keys of a frame
      clearTimeout(timer);
      timer = setTimeout(write, PAUSE);
    },
    { signal },
  );
  for (const each of list.querySelectorAll("button.mr-reset")) {
    const click = () => {
      reset();
      (controls.search ?? form.querySelector("input, select"))?.focus(); // the button is gone with its message
    };
    each.addEventListener("click", click, { signal });
  }
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    stop();
  });
  window.addEventListener("hashchange", reveal, { signal });
  onHistoryChange(signal, read);
  form.hidden = false;
  read();
  reveal();
  if (controls.search) (window.requestIdleCallback ?? setTimeout)(prepare);
}

/** What an item answers to a control; all of a section may answer the same. */
const valueOf = (item, name) => item.dataset[name] ?? item.closest("[data-section]")?.dataset[name];

const sectionOf = (element) => element.parentElement?.closest(SECTIONS);

/** The controls of a form: the search field, and the chosen values of all others by name. */
function findControls(form) {
  const search = form.querySelector('input[type="search"][name="q"]');
  const boxes = new Map();
  for (const box of form.querySelectorAll('input[type="checkbox"][name]')) {
    boxes.set(box.name, [...(boxes.get(box.name) ?? []), box]);
  }
  const selects = [...form.querySelectorAll("select[name]")];
  return {
    search,
    choices: () => [
      ...[...boxes].map(([name, each]) => [name, each.filter((box) => box.checked).map((box) => box.value)]),
      ...selects.map((select) => [select.name, select.value ? [select.value] : []]),
    ],
    set(values) {
      const value = (name) => values.get(NAMES[name] ?? name) ?? "";
      if (search) search.value = value("q");
      for (const [name, each] of boxes) {
        const chosen = value(name).split(",");
        for (const box of each) box.checked = chosen.includes(box.value);
      }
      for (const select of selects) {
        select.value = value(select.name);
        if (select.selectedIndex < 0) select.selectedIndex = 0; // a value that the list does not know
      }
    },
  };
}

/** `100 groups`, `12 of 100 groups`. */
function tell(number, all, noun) {
  const format = new Intl.NumberFormat("en");
  const things = `${format.format(all)} ${noun}${all === 1 ? "" : "s"}`;
  return number === all ? things : `${format.format(number)} of ${things}`;
}
