// "Go to a group": a combobox in the course navigation. The list of groups is fetched when it is first needed.
//
// Reads: nav.mr-course-nav[data-groups] and the JSON file that it names: [{ title, verdict, url }], with URLs relative to
// the file.
// From one group's page to another, the question in the hash stays the same.

import { fold, followLink, hashTarget, createElement, navActions, queryWords } from "./dom.mjs";

const LIST = "mr-switcher-list";
const cache = new Map(); // groups by the file's URL: with navigation.instant the next page needs no fetch

export function mount({ nav, signal }) {
  const file = new URL(nav.dataset.groups, location.href).href;
  const input = createElement("input", {
    class: "mr-switcher-input",
    type: "text",
    role: "combobox",
    placeholder: "Go to a group",
    "aria-label": "Go to a group",
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
    "aria-label": "Groups",
    hidden: true,
  });
  const box = createElement("div", { class: "mr-switcher" }, input, list);
  let options = []; // { element, text, url, current }
  let active = null;
  let isLoaded = false;
  let isLoading = false;

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
    }
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
    if (!cache.has(file)) notice("Loading groups …");
    try {
      if (!cache.has(file)) cache.set(file, await fetchGroups(file));
      options = fill(list, cache.get(file));
      isLoaded = true;
      filter();
    } catch (error) {
      console.warn("mkdocs-report:", error); // the next focus tries again
      const overview = nav.querySelector(".mr-tabs a")?.href ?? new URL(".", file).href;
      notice("The list could not be loaded. Open the overview.", overview);
    }
    isLoading = false;
  };

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    activate(null);
  };

  const visit = (option, event) => {
    const url = new URL(option.url);
    const isQuestion = hashTarget()?.matches("h3.mr-question-heading");
    if (isLoaded && nav.dataset.kind === "group" && isQuestion) url.hash = location.hash;
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
    Enter: (event) => !list.hidden && active && visit(active, event),
    Escape: () => {
      if (list.hidden) input.value = "";
      close();
    },
  };
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key](event);
  });
  input.addEventListener("focus", open);
  input.addEventListener("click", () => list.hidden && open());
  input.addEventListener("input", open);
  input.addEventListener("blur", close);
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
  const options = groups.map(({ title, verdict, url }, index) => {
    const mark = createElement("i", { class: `mr-sign mr-${verdict}` });
    const words = createElement("span", { class: "mr-hidden" }, `, ${verdict}`);
    const current = url === here;
    const element = createElement(
      "li",
      { id: `${LIST}-${index}`, role: "option", class: current && "mr-switcher-current" },
      mark,
      createElement("span", { class: "mr-switcher-title" }, title),
      words,
    );
    return { element, text: fold(title), url, current };
  });
  const none = createElement("li", {
    class: "mr-switcher-notice mr-switcher-no-matches",
    role: "option",
    "aria-disabled": "true",
  });
  none.append("No matching groups.");
  list.replaceChildren(...options.map(({ element }) => element), none);
  return options;
}
