// Filters of a list. The URL has their values, so that a link like `findings/?rule=too-few-words` opens a filtered list.
//
// Reads: [data-list] > form.mr-filters[hidden] with input[name=q], checkboxes (none checked: all), selects (first option
// "": all), output.mr-result-count[data-of]; [data-item] and .mr-entry, whose data attributes, or those of their
// [data-section], are compared with the control of the same name; the attribute in the plural, such as data-rules, has
// several values; [data-section], and in a long one [data-chunk], hidden with all their items; a [data-section] that is a
// details element, open as long as the list is filtered; .mr-no-matches[hidden], shown without matches; button.mr-reset.
// Sends `mr-filter` to the list, with the words and the items that match. Sets --mr-item-count, the number of visible
// items of each section and chunk, by which the style sheet estimates heights.
//
// The number of matches and the first items are shown at once. The rest of a long list follows after a pause, in steps
// that fit into a frame, so that typing stays fast.

import { onHistoryChange, parameters, setParameters } from "./address.mjs";
import { createElement, fold, hashTarget, scrollToElement, plainText, queryWords } from "./dom.mjs";
import { _, countText } from "./words.mjs";

const PAUSE = 120; // ms without typing, after which the URL is updated and the rest of a long list is shown
const WINDOW = 40; // items that fill the window
const FRAME = 8; // ms per frame for the rest of the list
const BATCH = 25; // items between two readings of the clock
const SECTIONS = "[data-section], [data-chunk]";
const ITEMS = "[data-item], .mr-entry";
const NUMBERS = ".mr-number, .mr-matrix td, .mr-column, .mr-links"; // “group 4” must not match a group with 4 images
// The text is `find` in the URL: on `q`, Material and the theme `mkdocs` open their own search
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
  const notice = createElement("div", { class: "mr-notice mr-js", role: "status" }); // about a part of the URL
  form.after(notice);
  const texts = new Map(); // filled when an item is first searched
  const opened = new Set(); // closed sections that are open as long as the list is filtered
  let timer = 0;
  let rest = 0;
  let frame = 0;

  const textOf = (item) => {
    if (!texts.has(item)) texts.set(item, fold(plainText(item, NUMBERS)));
    return texts.get(item);
  };

  const matches = (item, words, choices) =>
    choices.every(([name, values]) => valuesOf(item, name).some((value) => values.includes(value))) &&
    (!words.length || words.every((word) => textOf(item).includes(word)));

  // read all texts while the page is idle, before the reader types
  const readTexts = async () => {
    for (const item of items) {
      if (texts.has(item)) continue;
      textOf(item);
      if (texts.size % BATCH === 0) await new Promise((resolve) => setTimeout(resolve));
      if (signal.aborted) return;
    }
  };

  const stop = () => {
    clearTimeout(rest);
    cancelAnimationFrame(frame);
  };

  const apply = (atOnce = false) => {
    stop();
    const items = [...list.querySelectorAll(ITEMS)]; // in their current order
    const words = queryWords(controls.search?.value ?? "");
    const choices = controls.choices().filter(([, values]) => values.length);
    const matching = new Set(items.filter((item) => matches(item, words, choices)));
    const isFiltered = words.length > 0 || choices.length > 0;
    const counts = new Map();
    for (const item of matching) {
      for (let at = sectionOf(item); at; at = sectionOf(at)) counts.set(at, (counts.get(at) ?? 0) + 1);
    }
    for (const section of sections) {
      section.style.setProperty("--mr-item-count", counts.get(section) ?? 0);
      if (section.localName === "details") openWhileFiltered(section, isFiltered && counts.has(section));
      if (counts.has(section) && !section.hidden) continue;
      section.hidden = true; // hide a section before its items change: no layout is needed
      for (const item of section.querySelectorAll(ITEMS)) item.hidden = true;
      section.hidden = !counts.has(section);
    }
    if (none) none.hidden = matching.size > 0;
    if (shown) shown.value = countText(matching.size, items.length, shown.dataset.of ?? "item");
    const later = [];
    let number = 0;
    for (const item of items) {
      const isMatching = matching.has(item);
      if (isMatching) number += 1;
      if (item.hidden !== isMatching) continue;
      if (atOnce || number <= WINDOW) item.hidden = !isMatching;
      else later.push(item);
    }
    if (later.length) rest = setTimeout(toggle, PAUSE, later.reverse());
    list.dispatchEvent(new CustomEvent("mr-filter", { detail: { words, items: [...matching] } }));
  };

  const openWhileFiltered = (section, isWanted) => {
    if (isWanted && !section.open) opened.add(section);
    else if (isWanted || !opened.delete(section)) return;
    section.open = isWanted;
  };

  /** Toggle the visibility of items, from the last to the first. */
  const toggle = (changing) => {
    const start = performance.now();
    do {
      for (const item of changing.splice(-BATCH)) item.hidden = !item.hidden;
      void list.offsetHeight; // include the layout in the measured time
    } while (changing.length && performance.now() - start < FRAME);
    if (changing.length) frame = requestAnimationFrame(() => toggle(changing));
  };

  const write = () => {
    clearTimeout(timer);
    notice.replaceChildren();
    const values = { [NAMES.q]: controls.search?.value.trim() };
    for (const [name, chosen] of controls.choices()) values[NAMES[name] ?? name] = chosen.join(",");
    setParameters(values);
  };

  const change = (atOnce = false) => {
    apply(atOnce);
    write();
  };

  const read = () => {
    notice.replaceChildren(...controls.set(parameters()).map((each) => createElement("p", {}, unknownText(...each))));
    apply(true);
  };

  const reset = (atOnce = false) => {
    controls.set(new URLSearchParams());
    change(atOnce);
  };

  // show the target of a link even if the filters hide it
  const reveal = () => {
    const target = hashTarget();
    if (target?.matches("details[data-section]")) target.open = true;
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
      frame = requestAnimationFrame(() => apply()); // once per frame
      clearTimeout(timer);
      timer = setTimeout(write, PAUSE);
    },
    { signal },
  );
  for (const each of list.querySelectorAll("button.mr-reset")) {
    const click = () => {
      reset();
      (controls.search ?? form.querySelector("input, select"))?.focus(); // the button is hidden with its message
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
  if (controls.search) (window.requestIdleCallback ?? setTimeout)(readTexts);
}

/** The values of an item, or of its section, for a control. */
const valuesOf = (item, name) =>
  item.dataset[`${name}s`]?.split(" ") ?? [item.dataset[name] ?? item.closest("[data-section]")?.dataset[name]];

const sectionOf = (element) => element.parentElement?.closest(SECTIONS);

/** The controls of a form: the search field, and the selected values of the others by name. */
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
    /** Set the controls, and return the names and values that they do not have. */
    set(values) {
      const unknown = [];
      const value = (name) => values.get(NAMES[name] ?? name) ?? "";
      if (search) search.value = value("q");
      for (const [name, each] of boxes) {
        const chosen = value(name).split(",").filter(Boolean);
        for (const box of each) box.checked = chosen.includes(box.value);
        unknown.push(...chosen.filter((one) => each.every((box) => box.value !== one)).map((one) => [name, one]));
      }
      for (const select of selects) {
        select.value = value(select.name);
        if (select.selectedIndex >= 0) continue;
        select.selectedIndex = 0;
        unknown.push([select.name, value(select.name)]);
      }
      return unknown;
    },
  };
}

/** `Group “gone” is not on this page. The list is not filtered by it.` */
function unknownText(name, value) {
  const text = _("“%(text)s”", { text: value });
  return NAMED[name]?.(text) ?? _("%(value)s is not on this page. The list is not filtered by it.", { value: text });
}
const NAMED = {
  group: (value) => _("Group %(value)s is not on this page. The list is not filtered by it.", { value }),
  question: (value) => _("Question %(value)s is not on this page. The list is not filtered by it.", { value }),
  rule: (value) => _("Rule %(value)s is not on this page. The list is not filtered by it.", { value }),
  severity: (value) => _("Severity %(value)s is not on this page. The list is not filtered by it.", { value }),
  verdict: (value) => _("Verdict %(value)s is not on this page. The list is not filtered by it.", { value }),
};
