// Shortcuts on the keyboard, the list of them, and the switch that turns them off (WCAG 2.1.4).
//
// Reads: nav.mr-course-nav[data-keyboard][data-kind][data-name]; .mr-question-heading[id], .mr-entry[id] and the answers[data-verdict];
// .mr-pager a[rel=prev|next] or data-before and data-after, its neighbours; .mr-meta a, .mr-links a.
// Material has f, s and / for its search, and n . p , for pages: those are left alone.

import { setHash } from "./address.mjs";
import { createButton, followLink, hashTarget, scrollToElement, createElement, createDialog, navActions, openDialog, showToast } from "./dom.mjs";

const SETTING = "mkdocs-report.keyboard";
const STOPS = ":is(.mr-question-heading, .mr-entry)[id]";
const HEAD = 120; // px: what stands above this line is being read

export function mount({ nav, signal }) {
  const keys = makeKeys(nav);
  const help = makeHelp(nav, signal, keys);
  const named = { class: "mr-shortcuts-button", "aria-label": "Keyboard shortcuts", title: "Keyboard shortcuts" };
  const opener = createButton("?", named, () => help(opener));
  navActions(nav).append(opener);
  keys.push({ key: "?", label: "This list", run: () => help(document.activeElement) });

  const press = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (!isOn() || isTyping(event.target)) return;
    const open = document.querySelector("dialog[open]");
    if (open) {
      if (event.key !== "?" || !open.matches(".mr-shortcuts")) return;
      open.close();
    } else {
      const key = keys.find((each) => each.key === event.key && works(each) && each.run);
      if (!key) return;
      key.run();
    }
    event.preventDefault();
    event.stopPropagation(); // the theme `mkdocs` takes / and ? for its own list
  };
  window.addEventListener("keydown", press, { signal, capture: true });
}

/** Whether the reader is writing, or choosing in something that takes letters. */
function isTyping(target) {
  const field = target.closest?.("input, textarea, select, [role=listbox], [role=menu], [role=textbox]");
  return target.isContentEditable || (field && !/^(checkbox|radio|button|submit|reset|range)$/.test(field.type));
}

function isOn() {
  try {
    return localStorage.getItem(SETTING) !== "off";
  } catch {
    return true; // no storage: on, as on a first visit
  }
}

function turn(on) {
  try {
    if (on) localStorage.removeItem(SETTING);
    else localStorage.setItem(SETTING, "off");
  } catch {
    showToast("This browser does not let the site setParameters that.", true);
  }
}

/** All keys: what each is called, whether it works on this page, and what it does. One without `run` is the theme's. */
function makeKeys(nav) {
  const { kind, name } = nav.dataset;
  const thing = { group: "group", question: "question" }[kind] ?? "page";
  const walk = makeWalk();
  const to = (rel, side) => nav.dataset[side] ?? document.querySelector(`.mr-pager a[rel="${rel}"]`)?.href;
  const leave = (url) => {
    const stop = hashTarget()?.closest(STOPS);
    const target = new URL(url, location.href);
    if (stop) target.hash = location.hash; // at the same question of the next group, or the same group's next answer
    followLink(target);
  };
  const switcher = () => document.querySelector(".mr-switcher-input");
  const across = () => {
    const stop = walk.now() ?? walk.first();
    if (kind === "question") return stop?.querySelector(".mr-links a")?.href;
    const link = stop?.nextElementSibling?.querySelector(".mr-meta > a:not(.mr-source)");
    return link && `${link.href}#group-${name.replace(/[^\p{L}\p{N}_-]+/gu, "-")}`;
  };
  const search = findSearch();
  return [
    { key: "j", label: "Next answer", works: walk.works, run: () => walk.step(1) },
    { key: "k", label: "Previous answer", works: walk.works, run: () => walk.step(-1) },
    { key: "e", label: "Next answer that has not passed", works: walk.works, run: () => walk.step(1, isUnclean) },
    { key: "l", label: `Next ${thing}`, works: () => to("next", "after"), run: () => leave(to("next", "after")) },
    { key: "h", label: `Previous ${thing}`, works: () => to("prev", "before"), run: () => leave(to("prev", "before")) },
    {
      key: "q",
      label: kind === "question" ? "This answer in its group’s report" : "This question in all groups",
      works: () => across(),
      run: () => followLink(across()),
    },
    { key: "g", label: "Go to a group", works: switcher, run: () => switcher().focus() },
    { key: "/", label: "Search", works: () => search, run: search?.run },
  ];
}

const works = (key) => !key.works || key.works();
/** Whether something is to be said of an answer: an entry tells, or what follows a heading. */
function isUnclean(stop) {
  const { verdict } = (stop.matches("h3") ? stop.nextElementSibling?.nextElementSibling : stop)?.dataset ?? {};
  return verdict && verdict !== "passed";
}

/** The search of the theme: Material opens its own by the same key; of the others, how. */
function findSearch() {
  if (document.querySelector("input.md-search__input")) return {};
  const modal = document.querySelector('[data-bs-target="#mkdocs_search_modal"]');
  if (modal) return { run: () => modal.click() };
  const field = document.querySelector("#rtd-search-form input");
  return field && { run: () => field.focus() };
}

/** Steps from answer to answer. */
function makeWalk() {
  const stops = () => [...document.querySelectorAll(STOPS)].filter((stop) => stop.getClientRects().length);
  const top = (stop) => stop.getBoundingClientRect().top;
  let current = null;

  /** The one that was stepped to, as long as it is in sight, else the one that is being read, else null. */
  const now = (row = stops()) => {
    if (row.includes(current) && top(current) >= 0 && top(current) < innerHeight) return current;
    return row.findLast((stop) => top(stop) <= HEAD) ?? null;
  };

  const step = (by, wanted = () => true) => {
    const row = stops();
    const here = now(row);
    const at = row.indexOf(here);
    // back from the middle of an answer is its beginning
    const isInside = by < 0 && here !== null && top(here) < 0;
    const before = row.slice(0, isInside ? at + 1 : Math.max(at, 0));
    const next = by > 0 ? row.slice(at + 1).find(wanted) : before.findLast(wanted);
    if (next) visit(next);
    else showToast(by > 0 ? "No further answer on this page." : "This is the first answer.");
  };

  const visit = (stop) => {
    current?.classList.remove("mr-current");
    current = stop;
    stop.classList.add("mr-current");
    const target = stop.querySelector(":scope > summary") ?? stop;
    if (target === stop && !stop.hasAttribute("tabindex")) stop.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
    scrollToElement(stop);
    setHash(stop.id);
  };

  return { works: () => stops().length > 0, first: () => stops()[0], now, step };
}

/** The list of keys as a dialog; returns what opens it. */
function makeHelp(nav, signal, keys) {
  const title = createElement("p", { class: "mr-shortcuts-title", id: "mr-shortcuts-title" }, "Keyboard shortcuts");
  const dialog = createDialog(nav, signal, { class: "mr-shortcuts", "aria-labelledby": title.id });
  const box = createElement("input", { type: "checkbox", role: "switch" });
  const rows = createElement("dl", { class: "mr-shortcuts-list" });
  const show = () => {
    box.checked = isOn();
    dialog.classList.toggle("mr-shortcuts--off", !isOn());
  };
  box.addEventListener("change", () => {
    turn(box.checked);
    show();
  });
  dialog.append(
    createElement("div", { class: "mr-shortcuts-head" }, title, createButton("Close", { class: "mr-button" }, () => dialog.close())),
    createElement("label", { class: "mr-shortcuts-toggle" }, box, " Keyboard shortcuts"),
    rows,
  );
  return (back) => {
    const lines = keys.filter(works);
    rows.replaceChildren(
      ...lines.map(({ key, label }) => createElement("div", {}, createElement("dt", {}, createElement("kbd", {}, key)), createElement("dd", {}, label))),
    );
    show();
    openDialog(dialog, () => back);
  };
}
