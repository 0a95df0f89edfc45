// Next and previous in the order that the reader has chosen: by the filters and the order of the list that led here.
//
// From a question to the next one, the filters by verdict and problem and the order go along. From a list with filters or
// an order to a group, the groups of the list go along, in this browser tab: "next" is the next group of the list.
//
// Reads: nav.mr-course-nav[data-kind][data-groups]; .mr-pager a[rel=prev|next]; [data-list] with [data-item] or .mr-entry.
// Sets nav[data-before][data-after] (keyboard.mjs).

import { parameters } from "./address.mjs";
import { createButton, createElement, plainText } from "./dom.mjs";
import { _ } from "./words.mjs";

const KEPT = ["verdict", "rule", "sort", "dir"]; // in the address, from question to question
const ITEMS = ":is([data-item], .mr-entry):not([hidden])";
const LINKS = ":is(th[scope=row], .mr-links) > a[href]";

export function mount({ nav, signal }) {
  const { kind, groups } = nav.dataset;
  const key = `mkdocs-report.order:${groups ? new URL(groups, location.href).pathname : ""}`;
  if (kind === "question") followQuestions(signal);
  if (kind === "group") followList(nav, key);
  else for (const list of document.querySelectorAll("[data-list]")) keepOrder(list, key, signal);
}

/** The address of another question, with the filters and the order in force. */
export function withOrder(href) {
  const url = new URL(href, location.href);
  const query = parameters();
  for (const name of KEPT) if (query.get(name)) url.searchParams.set(name, query.get(name));
  url.search = url.search.replaceAll("%2C", ",");
  return url;
}

/** Whether a filter hides answers on this page. */
export const isFiltered = () => ["verdict", "rule"].some((name) => parameters().get(name));

function followQuestions(signal) {
  const links = [...document.querySelectorAll(".mr-pager a[rel]")].map((link) => [link, link.href]);
  const change = (event) => {
    const link = event.target.closest?.(".mr-pager a[rel]");
    const [, href] = links.find(([each]) => each === link) ?? [];
    if (href) link.href = withOrder(href).href;
  };
  for (const type of ["pointerdown", "focusin", "click"]) window.addEventListener(type, change, { signal, capture: true });
}

/** Remember the groups of a list when a link in it is followed. */
function keepOrder(list, key, signal) {
  const keep = (event) => {
    if (!event.target.closest?.("a[href]")?.closest(ITEMS)) return;
    const all = list.querySelectorAll("[data-item], .mr-entry").length;
    const items = [...list.querySelectorAll(ITEMS)];
    const isOrdered = items.length < all || parameters().has("sort");
    try {
      if (!isOrdered) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify({ url: location.href.split("#")[0], groups: groupsOf(items) }));
    } catch {
      // without storage, the next group is the next of all groups
    }
  };
  window.addEventListener("click", (event) => list.contains(event.target) && keep(event), { signal, capture: true });
}

/** The groups of items, each once: their titles and addresses. */
function groupsOf(items) {
  const groups = new Map();
  for (const item of items) {
    const link = item.querySelector(LINKS);
    if (!link) continue;
    const title = plainText(item.querySelector("summary h3 > bdi, th > a"));
    const path = new URL(link.href).pathname;
    if (!groups.has(path)) groups.set(path, { title, path });
  }
  return [...groups.values()];
}

/** Show the neighbours in the list that led here, if this group is in it. */
function followList(nav, key) {
  const { url, groups } = read(key);
  const at = groups.findIndex(({ path }) => path === location.pathname);
  const pager = document.querySelector("nav.mr-pager");
  if (at < 0 || !pager) return;
  const sides = [
    ["prev", "before", groups[at - 1]],
    ["next", "after", groups[at + 1]],
  ];
  const given = [...pager.childNodes];
  const showAll = () => {
    sessionStorage.removeItem(key);
    for (const [, side] of sides) delete nav.dataset[side];
    pager.replaceChildren(...given);
    pager.querySelector("a")?.focus();
  };
  for (const [, side, group] of sides) nav.dataset[side] = group?.path ?? "";
  const link = ([rel, , group]) =>
    group ? [createElement("a", { rel, href: group.path }, createElement("bdi", {}, group.title))] : [];
  pager.replaceChildren(
    ...link(sides[0]),
    createElement(
      "span",
      { class: "mr-pager-list mr-js" },
      createElement("a", { href: url }, _("%(number)s of %(all)s in your list", { number: at + 1, all: groups.length })),
      " ",
      createButton(_("All groups"), { class: "mr-link" }, showAll),
    ),
    ...link(sides[1]),
  );
}

function read(key) {
  try {
    const { url, groups } = JSON.parse(sessionStorage.getItem(key) ?? "{}");
    const isOwn = (address) => new URL(address, location.href).origin === location.origin;
    return isOwn(url) && groups.every(({ path }) => isOwn(path)) ? { url, groups } : { groups: [] };
  } catch {
    return { groups: [] };
  }
}
