// Filters of a list. They live in the address, so that a link like `findings/?rule=too-few-words` opens filtered.
//
// Reads: [data-list] > form.mr-tools[hidden] with input[name=q], checkboxes (none checked: all), selects (first option
// "": all), output.mr-shown[data-of]; [data-item], whose data attributes answer to the controls of the same name;
// [data-section], hidden with all its items; .mr-none[hidden], shown when nothing fits; button.mr-reset.

import { onReturn, parameters, remember } from "./address.mjs";
import { fold, hashTarget, plainText, queryWords } from "./dom.mjs";

const PAUSE = 120; // ms without typing
const NUMBERS = ".mr-number"; // who looks for “group 4” means no group with 4 pictures
// In the address the text is `find`: with `q` Material and the theme `mkdocs` open their own search
const NAMES = { q: "find" };

export function mount({ signal }) {
  for (const list of document.querySelectorAll("[data-list]")) {
    const form = list.querySelector("form.mr-tools");
    if (form) work(list, form, signal);
  }
}

function work(list, form, signal) {
  const items = [...list.querySelectorAll("[data-item]")];
  const sections = [...list.querySelectorAll("[data-section]")];
  const none = list.querySelector(".mr-none");
  const shown = form.querySelector("output.mr-shown");
  const controls = findControls(form);
  const texts = new Map(); // an item's text is read when it is first searched
  let timer = 0;

  const textOf = (item) => {
    if (!texts.has(item)) texts.set(item, fold(plainText(item, NUMBERS)));
    return texts.get(item);
  };

  const fits = (item, words, choices) =>
    choices.every(([name, values]) => values.includes(item.dataset[name])) &&
    (!words.length || words.every((word) => textOf(item).includes(word)));

  const apply = () => {
    clearTimeout(timer);
    const words = queryWords(controls.search?.value ?? "");
    const choices = controls.choices().filter(([, values]) => values.length);
    const kept = new Set();
    let number = 0;
    for (const item of items) {
      const hidden = !fits(item, words, choices);
      if (item.hidden !== hidden) item.hidden = hidden;
      if (hidden) continue;
      number += 1;
      for (let at = sectionOf(item); at; at = sectionOf(at)) kept.add(at);
    }
    for (const section of sections) section.hidden = !kept.has(section);
    if (none) none.hidden = number > 0;
    if (shown) shown.value = tell(number, items.length, shown.dataset.of ?? "item");
  };

  const write = () => {
    const values = { [NAMES.q]: controls.search?.value.trim() };
    for (const [name, chosen] of controls.choices()) values[NAMES[name] ?? name] = chosen.join(",");
    remember(values);
  };

  const change = () => {
    apply();
    write();
  };

  const read = () => {
    controls.set(parameters());
    apply();
  };

  const reset = () => {
    controls.set(new URLSearchParams());
    change();
  };

  // what a link on the page leads to is shown, whatever the filters say
  const reveal = () => {
    const target = hashTarget();
    if (!target?.closest("[data-item][hidden]") || !list.contains(target)) return;
    reset();
    target.scrollIntoView();
  };

  form.addEventListener("submit", (event) => event.preventDefault(), { signal });
  form.addEventListener(
    "input",
    (event) => {
      clearTimeout(timer);
      if (event.target === controls.search) timer = setTimeout(change, PAUSE);
      else change();
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
  signal.addEventListener("abort", () => clearTimeout(timer));
  window.addEventListener("hashchange", reveal, { signal });
  onReturn(signal, read);
  form.hidden = false;
  read();
  reveal();
}

const sectionOf = (element) => element.parentElement?.closest("[data-section]");

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
