// "Go to a group": a combobox in the course navigation. The list of groups is fetched when it is first needed.
//
// Reads: nav.mr-course-nav[data-groups] and the JSON file that it names: [{ title, verdict, url }], with URLs relative to
// the file.
// From one group's page to another, the question that is read stays the same.
//
// The event `mr-open` on .mr-switcher opens it without scrolling: at the top of the window, if the navigation is out of
// sight. Escape then returns to the element that had the focus.

import { fold, followLink, createElement, navActions, queryWords } from "./dom.mjs";
import { answerLastRead, answerRead } from "./reading.mjs";
import { _, collator, nameOf } from "./words.mjs";

const LIST = "mr-switcher-list";
const WORD = /[\p{L}\p{N}]+/gu;
const cache = new Map(); // groups by the file's URL: with navigation.instant the next page needs no fetch

export function mount({ nav, signal }) {
  const file = new URL(nav.dataset.groups, location.href).href;
  const input = createElement("input", {
    class: "mr-switcher-input",
    type: "text",
    role: "combobox",
    placeholder: _("Go to a group"),
    "aria-label": _("Go to a group"),
    "aria-autocomplete": "list",
    "aria-controls": LIST,
    "aria-expanded": "false",
    autocomplete: "off",
    spellcheck: "false",
  });
  const list = createElement("ul", {
    id: LIST,
    class: "mr-switcher-list",
    role: "listbox",
    "aria-label": _("Groups"),
    hidden: true,
  });
  const field = createElement("div", { class: "mr-switcher-field" }, input, list);
  const box = createElement("div", { class: "mr-switcher" }, field);
  let options = []; // { element, text, words, url, current }
  let place = null; // what had the focus when a key opened the list
  let active = null;
  let answer = null; // what was read when the list was opened
  let isLoaded = false;
  let isLoading = false;
  let entered = null; // Enter, pressed while the list was loading

  const notice = (text, url) => {
    const attributes = { role: "option", class: "mr-switcher-notice", "aria-disabled": !url && "true" };
    list.replaceChildren(createElement("li", { ...attributes, id: `${LIST}-notice` }, text));
    options = url ? [{ element: list.firstChild, text: "", url }] : [];
    activate(options[0] ?? null);
  };

  const activate = (option) => {
    active?.element.removeAttribute("aria-selected");
    active = option;
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.element.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option.element.id);
    const { offsetTop: top, offsetHeight: height } = option.element;
    list.scrollTop = Math.min(top, Math.max(list.scrollTop, top + height - list.clientHeight));
  };

  const shown = () => options.filter((option) => !option.element.hidden);

  const filter = () => {
    if (!isLoaded) return;
    const words = queryWords(input.value);
    for (const option of options) {
      option.element.hidden = !words.every((word) => option.text.includes(word));
      option.rank = rankOf(option, words);
    }
    options.sort((a, b) => a.rank - b.rank || a.place - b.place);
    list.prepend(...options.map((option) => option.element));
    const matches = shown();
    list.classList.toggle("mr-switcher-list--no-matches", !matches.length);
    activate(words.length ? (matches[0] ?? null) : (matches.find((option) => option.current) ?? null));
  };

  const open = async () => {
    if (list.hidden) {
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    }
    if (isLoaded) return filter();
    if (isLoading) return;
    isLoading = true;
    if (!cache.has(file)) notice(_("Loading groups …"));
    try {
      if (!cache.has(file)) cache.set(file, await fetchGroups(file));
      options = fill(list, cache.get(file));
      isLoaded = true;
      filter();
      if (entered && active && !list.hidden) visit(active, entered);
    } catch (error) {
      console.warn("mkdocs-report:", error); // the next focus tries again
      const overview = nav.querySelector(".mr-tabs a")?.href ?? new URL(".", file).href;
      notice(_("The list could not be loaded. Open the overview."), overview);
    }
    isLoading = false;
    entered = null;
  };

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    activate(null);
  };

  /** Open the list from a key. */
  const openHere = () => {
    const { top, bottom } = box.getBoundingClientRect();
    const header = Number.parseFloat(getComputedStyle(box).scrollMarginTop);
    box.classList.toggle("mr-switcher--floating", top < header || bottom > innerHeight);
    place = document.activeElement;
    input.focus({ preventScroll: true });
    input.select();
  };

  /** Close the list, and give the focus back. */
  const leave = () => {
    const hadFocus = place?.isConnected && place !== document.body;
    const here = answerRead();
    const back = hadFocus ? place : (here?.querySelector("summary") ?? here ?? input);
    input.value = "";
    close();
    if (!hadFocus && back === here && !here.hasAttribute("tabindex")) here.setAttribute("tabindex", "-1");
    back.focus({ preventScroll: true });
    if (!hadFocus) back.blur(); // Tab goes on from here
  };

  const visit = (option, event) => {
    const url = new URL(option.url);
    if (isLoaded && nav.dataset.kind === "group" && !url.search) url.hash = answer?.id ?? "";
    if (event.ctrlKey || event.metaKey) return void window.open(url, "_blank", "noopener");
    close();
    input.value = "";
    followLink(url);
  };

  const step = (by) => {
    const matches = shown();
    const at = matches.indexOf(active);
    if (matches.length)
      activate(matches[at < 0 ? (by > 0 ? 0 : matches.length - 1) : (at + by + matches.length) % matches.length]);
  };

  const keys = {
    ArrowDown: () => (list.hidden ? open() : step(1)),
    ArrowUp: () => (list.hidden ? open() : step(-1)),
    Enter: (event) => {
      if (isLoading) entered = event; // visit when the list is there
      else if (!list.hidden && active) visit(active, event);
    },
    Escape: () => {
      if (place) return leave();
      if (list.hidden) input.value = "";
      close();
    },
  };
  input.addEventListener("keydown", (event) => {
    if (event.key === "Tab") close(); // a list that scrolls would take the focus
    if (event.isComposing || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key](event);
  });
  input.addEventListener("focus", () => {
    answer = answerLastRead(); // before the window scrolls to the field
    open();
  });
  input.addEventListener("click", () => list.hidden && open());
  input.addEventListener("input", open);
  input.addEventListener("blur", () => {
    close();
    place = null;
    box.classList.remove("mr-switcher--floating");
  });
  box.addEventListener("mr-open", openHere);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the field
  list.addEventListener("click", (event) => {
    const option = options.find(({ element }) => element.contains(event.target));
    if (option) visit(option, event);
  });
  navActions(nav).prepend(box);
  signal.addEventListener("abort", close);
}

async function fetchGroups(file) {
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  const groups = await response.json();
  return groups.map(({ title, verdict, url }) => ({ title, verdict, url: new URL(url, file).href }));
}

function fill(list, groups) {
  const here = location.href.split(/[?#]/)[0];
  const sorted = groups.toSorted((a, b) => collator.compare(a.title, b.title));
  const options = sorted.map(({ title, verdict, url }, place) => {
    const mark = createElement("i", { class: `mr-sign mr-${verdict.replace(" ", "-")}` });
    const words = createElement("span", { class: "mr-hidden" }, `, ${nameOf(verdict)}`);
    const current = url === here;
    const element = createElement(
      "li",
      { id: `${LIST}-${place}`, role: "option", class: current && "mr-switcher-current" },
      mark,
      createElement("span", { class: "mr-switcher-title" }, title),
      words,
    );
    const text = fold(title);
    return { element, text, words: text.match(WORD) ?? [], url, current, place };
  });
  const none = createElement("li", {
    class: "mr-switcher-notice mr-switcher-no-matches",
    role: "option",
    "aria-disabled": "true",
  });
  none.append(_("No matching groups."));
  list.replaceChildren(...options.map(({ element }) => element), none);
  return options;
}

/** How well a group fits what was typed: 0 its title, 1 whole words of it, 2 beginnings of words, 3 parts of words. */
function rankOf({ text, words }, typed) {
  if (text === typed.join(" ")) return 0;
  if (typed.every((word) => words.includes(word))) return 1;
  return typed.every((word) => words.some((each) => each.startsWith(word))) ? 2 : 3;
}
