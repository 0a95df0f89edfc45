// "Go to a group": a combobox in the row of links over a page. The list of groups is fetched when it is first needed.
//
// Reads: nav.mr-course-nav[data-groups] and the JSON file that it names: [{ title, verdict, url }], url seen from the file.
// Between groups' pages the reader stays at the same question.

import { fold, followLink, hashTarget, createElement, navActions, queryWords, verdictLabel } from "./dom.mjs";

const LIST = "mr-switcher-list";
const known = new Map(); // groups by the file's address: with navigation.instant the next page needs no fetch

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
  const list = createElement("ul", { id: LIST, class: "mr-switcher-list", role: "listbox", "aria-label": "Groups", hidden: true });
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

  const narrow = () => {
    if (!isLoaded) return;
    const words = queryWords(input.value);
    for (const option of options) {
      option.element.hidden = !words.every((word) => option.text.includes(word));
    }
    const left = shown();
    list.classList.toggle("mr-switcher-list--no-matches", !left.length);
    activate(words.length ? (left[0] ?? null) : (left.find((option) => option.current) ?? null));
  };

  const open = async () => {
    if (list.hidden) {
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    }
    if (isLoaded) return narrow();
    if (isLoading) return;
    isLoading = true;
    if (!known.has(file)) notice("Loading the groups …");
    try {
      if (!known.has(file)) known.set(file, await fetchGroups(file));
      options = fill(list, known.get(file));
      isLoaded = true;
      narrow();
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
    const left = shown();
    const at = left.indexOf(active);
    if (left.length) activate(left[at < 0 ? (by > 0 ? 0 : left.length - 1) : (at + by + left.length) % left.length]);
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
  const answer = await fetch(file);
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  const groups = await answer.json();
  return groups.map(({ title, verdict, url }) => ({ title, verdict, url: new URL(url, file).href }));
}

function fill(list, groups) {
  const here = location.href.split(/[?#]/)[0];
  const options = groups.map(({ title, verdict, url }, index) => {
    const mark = createElement("i", { class: `mr-sign mr-${verdict}` });
    const words = createElement("span", { class: "mr-hidden" }, `, ${verdictLabel(verdict)}`);
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
  const none = createElement("li", { class: "mr-switcher-notice mr-switcher-no-matches", role: "option", "aria-disabled": "true" });
  none.append("No group fits.");
  list.replaceChildren(...options.map(({ element }) => element), none);
  return options;
}
