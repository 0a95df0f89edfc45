// Tables that are sorted by a press on the head of a column. The order lives in the address.
//
// Reads: [data-list] th[data-sort=text|number][data-name]; the value of a cell is its data-value, else its text.
// A number is first sorted from the largest, a text from A; the second press turns it round, the third gives back the
// order in which the page came. Several tbody stay apart.

import { onHistoryChange, parameters, setParameters } from "./address.mjs";
import { createElement, plainText } from "./dom.mjs";

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

export function mount({ signal }) {
  for (const table of document.querySelectorAll("[data-list] table")) {
    const heads = [...table.querySelectorAll("th[data-sort][data-name]")];
    if (heads.length) work(table, heads, signal);
  }
}

function work(table, heads, signal) {
  const bodies = [...table.tBodies].map((body) => [body, [...body.rows]]);
  let now = { head: null, down: false };

  const show = (head, down) => {
    now = { head, down };
    for (const each of heads) {
      if (each === head) each.setAttribute("aria-sort", down ? "descending" : "ascending");
      else each.removeAttribute("aria-sort");
    }
    for (const [body, rows] of bodies) body.append(...(head ? sorted(rows, head, down) : rows));
  };

  const press = (head) => {
    const first = head.dataset.sort === "number"; // down first
    if (now.head !== head) show(head, first);
    else if (now.down === first) show(head, !first);
    else show(null, false);
    setParameters({ sort: now.head?.dataset.name, dir: now.head && (now.down ? "desc" : "asc") });
  };

  const read = () => {
    const asked = parameters();
    const head = heads.find((each) => each.dataset.name === asked.get("sort")) ?? null;
    const down = asked.has("dir") ? asked.get("dir") === "desc" : head?.dataset.sort === "number";
    if (head !== now.head || down !== now.down) show(head, down);
  };

  for (const head of heads) {
    const button = createElement("button", { type: "button", class: "mr-sort" }, ...head.childNodes);
    button.addEventListener("click", () => press(head), { signal });
    head.append(button);
  }
  onHistoryChange(signal, read);
  read();
}

function sorted(rows, head, down) {
  const isNumber = head.dataset.sort === "number";
  const keyed = rows.map((row, place) => ({ row, place, key: keyOf(row.cells[head.cellIndex], isNumber) }));
  const compare = isNumber ? (a, b) => a - b : collator.compare;
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return (a.key === null) - (b.key === null) || a.place - b.place; // last
    return (down ? -1 : 1) * compare(a.key, b.key) || a.place - b.place;
  });
  return keyed.map((each) => each.row);
}

function keyOf(cell, isNumber) {
  const text = cell ? (cell.dataset.value ?? plainText(cell)) : "";
  if (!isNumber) return text || null;
  const number = Number.parseFloat(text.replaceAll(",", ""));
  return Number.isNaN(number) ? null : number;
}
