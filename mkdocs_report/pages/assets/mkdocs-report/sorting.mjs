// Tables with sortable columns. The URL has the order.
//
// Reads: [data-list] th[data-sort=text|number][data-name], of which [data-sort-label], if it has one, becomes the button;
// the value of a cell is its data-value, else its text.
// The first click sorts numbers descending and text ascending, the second reverses the order, the third restores the
// original order, which aria-sort may describe. Each tbody is sorted separately.

import { onHistoryChange, parameters, setParameters } from "./address.mjs";
import { createElement, plainText } from "./dom.mjs";

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

export function mount({ signal }) {
  for (const table of document.querySelectorAll("[data-list] table")) {
    const heads = [...table.querySelectorAll("th[data-sort][data-name]")];
    if (heads.length) makeSortable(table, heads, signal);
  }
}

function makeSortable(table, heads, signal) {
  const bodies = [...table.tBodies].map((body) => [body, [...body.rows]]);
  const given = heads.map((each) => each.getAttribute("aria-sort"));
  let current = { head: null, descending: false };

  const show = (head, descending) => {
    current = { head, descending };
    for (const [place, each] of heads.entries()) {
      const order = head ? each === head && (descending ? "descending" : "ascending") : given[place];
      if (order) each.setAttribute("aria-sort", order);
      else each.removeAttribute("aria-sort");
    }
    for (const [body, rows] of bodies) body.append(...(head ? sorted(rows, head, descending) : rows));
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

function sorted(rows, head, descending) {
  const isNumber = head.dataset.sort === "number";
  const keyed = rows.map((row, index) => ({ row, index, key: keyOf(row.cells[head.cellIndex], isNumber) }));
  const compare = isNumber ? (a, b) => a - b : collator.compare;
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return (a.key === null) - (b.key === null) || a.index - b.index; // empty cells last
    return (descending ? -1 : 1) * compare(a.key, b.key) || a.index - b.index;
  });
  return keyed.map((each) => each.row);
}

function keyOf(cell, isNumber) {
  const text = cell ? (cell.dataset.value ?? plainText(cell)) : "";
  if (!isNumber) return text || null;
  const number = Number.parseFloat(text.replaceAll(",", ""));
  return Number.isNaN(number) ? null : number;
}
