// "Go to a group": a combobox in the row of links over a page. The list of groups is fetched when it is first needed.
//
// Reads: nav.mr-course[data-groups] and the JSON file that it names: [{ title, verdict, url }], url seen from the file.
// Between groups' pages the reader stays at the same question.

import { fold, go, hashTarget, make, navTools, queryWords, verdictWords } from "./dom.mjs";

const LIST = "mr-switch-list";
const known = new Map(); // groups by the file's address: with navigation.instant the next page needs no fetch

export function mount({ nav, signal }) {
  const file = new URL(nav.dataset.groups, location.href).href;
  const input = make("input", {
    class: "mr-switch-input",
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
  const list = make("ul", { id: LIST, class: "mr-switch-list", role: "listbox", "aria-label": "Groups", hidden: true });
  const box = make("div", { class: "mr-switch" }, input, list);
  let options = []; // { element, text, url, current }
  let active = null;
  let isLoaded = false;
  let isLoading = false;

  const notice = (text, url) => {
    const attributes = { role: "option", class: "mr-switch-notice", "aria-disabled": !url && "true" };
    list.replaceChildren(make("li", { ...attributes, id: `${LIST}-notice` }, text));
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
    list.classList.toggle("mr-switch-list--none", !left.length);
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
    const isQuestion = hashTarget()?.matches("h3.mr-stop");
    if (isLoaded && nav.dataset.kind === "group" && isQuestion) url.hash = location.hash;
    if (event.ctrlKey || event.metaKey) return void window.open(url, "_blank", "noopener");
    close();
    input.value = "";
    go(url);
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
  navTools(nav).prepend(box);
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
    const mark = make("i", { class: `mr-sign ${verdict[0]}` });
    const words = make("span", { class: "mr-hidden" }, `, ${verdictWords(verdict)}`);
    const current = url === here;
    const element = make(
      "li",
      { id: `${LIST}-${index}`, role: "option", class: current && "mr-switch-current" },
      mark,
      make("span", { class: "mr-switch-title" }, title),
      words,
    );
    return { element, text: fold(title), url, current };
  });
  const none = make("li", { class: "mr-switch-notice mr-switch-none", role: "option", "aria-disabled": "true" });
  none.append("No group fits.");
  list.replaceChildren(...options.map(({ element }) => element), none);
  return options;
}
