// Tables with sortable columns, and answers, which have such columns too. The URL has the order.
//
// Reads: [data-list] th[data-sort=text|number][data-name], of which [data-sort-label], if it has one, becomes the button;
// the value of a cell is its data-value, else its text.
// [data-list] .mr-order with [data-sort][data-name]; the value of a details.mr-entry is its attribute of that name.
// The first click sorts numbers descending and text ascending, the second reverses the order, the third restores the
// original order, which aria-sort may describe. Each tbody is sorted separately.

import { onHistoryChange, parameters, setParameters } from "./address.mjs";
import { createElement, plainText, titleOf } from "./dom.mjs";
import { _, collator } from "./words.mjs";

const RANKS = { passed: 0, warning: 1, error: 2, unanswered: 3 }; // of verdicts

export function mount({ signal }) {
  for (const table of document.querySelectorAll("[data-list] table")) {
    const heads = [...table.querySelectorAll("th[data-sort][data-name]")];
    const bodies = [...table.tBodies].map((body) => [body, [...body.rows]]);
    if (heads.length) makeSortable(heads, bodies, (body, rows) => body.append(...rows), cellKey, "aria-sort", signal);
  }
  for (const order of document.querySelectorAll("[data-list] .mr-order")) {
    const heads = [...order.querySelectorAll("[data-sort][data-name]")];
    const list = order.closest("[data-list]");
    const bodies = [[list, [...list.querySelectorAll("details.mr-entry")]]];
    const place = (_, entries) => list.querySelector(".mr-no-matches").before(...entries);
    makeSortable(heads, bodies, place, entryKey, "data-order", signal);
  }
}

/**
 * Make items sortable.
 * heads: the heads of their columns; bodies: [element, items], each sorted separately; place: puts items into an element;
 * keyOf: the value of an item in a column; attribute: the attribute of a head that has the order.
 */
function makeSortable(heads, bodies, place, keyOf, attribute, signal) {
  const given = heads.map((each) => each.getAttribute(attribute));
  let current = { head: null, descending: false };

  const show = (head, descending) => {
    current = { head, descending };
    for (const [place, each] of heads.entries()) {
      const order = head ? each === head && (descending ? "descending" : "ascending") : given[place];
      if (order) each.setAttribute(attribute, order);
      else each.removeAttribute(attribute);
      if (attribute !== "aria-sort") nameOrder(each.querySelector(".mr-sort"), order);
    }
    for (const [body, items] of bodies) place(body, head ? sorted(items, head, descending, keyOf) : items);
  };

  const press = (head) => {
    const first = head.dataset.sort === "number"; // descending first
    if (current.head !== head) show(head, first);
    else if (current.descending === first) show(head, !first);
    else show(null, false);
    setParameters({ sort: current.head?.dataset.name, dir: current.head && (current.descending ? "desc" : "asc") });
  };

  const read = () => {
    const query = parameters();
    const head = heads.find((each) => each.dataset.name === query.get("sort")) ?? null;
    const descending = query.has("dir") ? query.get("dir") === "desc" : head?.dataset.sort === "number";
    if (head !== current.head || descending !== current.descending) show(head, descending);
  };

  for (const head of heads) {
    const label = head.querySelector("[data-sort-label]") ?? head;
    const button = createElement("button", { type: "button", class: "mr-sort" }, ...label.childNodes);
    button.addEventListener("click", () => press(head), { signal });
    label.append(button);
  }
  onHistoryChange(signal, read);
  read();
}

const ORDERS = {
  ascending: (values) => _("%(column)s, ascending", values),
  descending: (values) => _("%(column)s, descending", values),
};

/** Name the order of a head that cannot have aria-sort. */
function nameOrder(button, order) {
  if (order) button?.setAttribute("aria-label", ORDERS[order]({ column: button.textContent }));
  else button?.removeAttribute("aria-label");
}

function sorted(items, head, descending, keyOf) {
  const isNumber = head.dataset.sort === "number";
  const keyed = items.map((item, index) => ({ item, index, key: keyOf(item, head, isNumber) }));
  const compare = isNumber ? (a, b) => a - b : collator.compare;
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return (a.key === null) - (b.key === null) || a.index - b.index; // empty cells last
    return (descending ? -1 : 1) * compare(a.key, b.key) || a.index - b.index;
  });
  return keyed.map((each) => each.item);
}

function entryKey(entry, { dataset: { name } }) {
  if (name === "group") return titleOf(entry);
  const value = entry.getAttribute(`data-${name}`);
  return value === null ? null : (RANKS[value] ?? Number(value));
}

function cellKey(row, head, isNumber) {
  const cell = row.cells[head.cellIndex];
  const text = cell ? (cell.dataset.value ?? plainText(cell)) : "";
  if (!isNumber) return text || null;
  const number = Number.parseFloat(text.replaceAll(",", ""));
  return Number.isNaN(number) ? null : number;
}
