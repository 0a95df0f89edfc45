// Two groups' answers to a question side by side. Which two lives in the address: ?left=group&right=group.
//
// Reads: [data-compare] with details.mr-entry[data-group][data-verdict], each with summary, h3 and .mr-answer.

import { onHistoryChange, parameters, setParameters } from "./address.mjs";
import { createButton, filterActions, createElement, createDialog, openDialog, plainText, sign, titleOf } from "./dom.mjs";

const SIDES = ["left", "right"];

export function mount({ nav, signal }) {
  const list = document.querySelector("[data-compare]");
  const entries = [...list.querySelectorAll("details.mr-entry[data-group]")];
  const form = list.querySelector("form.mr-filters");
  if (entries.length < 2 || !form) return;
  const isShown = (entry) => !entry.hidden;
  const find = (group) => entries.find((entry) => entry.dataset.group === group);

  const columns = SIDES.map((side) => makeColumn(side, entries, () => note()));
  const heading = document.querySelector("h1");
  const title = createElement("p", { class: "mr-compare-title", id: "mr-compare-title" }, heading ? plainText(heading) : "");
  const dialog = createDialog(nav, signal, { class: "mr-compare mr-dialog--fullscreen", "aria-labelledby": title.id });
  const end = createButton("Close", { class: "mr-button" }, () => dialog.close());
  dialog.append(
    createElement("div", { class: "mr-compare-head" }, title, end),
    createElement("div", { class: "mr-compare-columns" }, ...columns.map((column) => column.element)),
  );
  dialog.addEventListener("close", () => {
    if (!signal.aborted) setParameters({ left: "", right: "" });
  });

  const note = () => setParameters({ left: columns[0].group(), right: columns[1].group() });

  const open = (left, right, opener) => {
    columns[0].show(left);
    columns[1].show(right);
    openDialog(dialog, () => opener);
    note();
  };

  /** The answer that stands beside one: the next that is shown, or else the one before. */
  const beside = (entry) => {
    const at = entries.indexOf(entry);
    const after = entries.slice(at + 1);
    const before = entries.slice(0, at).reverse();
    return after.find(isShown) ?? before.find(isShown) ?? after[0] ?? before[0];
  };

  const opener = createButton("Side by side", { class: "mr-button", "aria-haspopup": "dialog" }, () => {
    const left = entries.find(isShown) ?? entries[0];
    open(left, beside(left), opener);
  });
  filterActions(form).append(opener);
  for (const entry of entries) {
    const label = `Compare ${titleOf(entry)} side by side`;
    const attributes = { class: "mr-link mr-js", "aria-label": label, "aria-haspopup": "dialog" };
    const compare = createButton("Compare", attributes, () => open(entry, beside(entry), compare));
    const place = entry.querySelector(".mr-links");
    if (place) place.append(compare);
    else entry.querySelector("summary").after(compare);
  }

  const read = () => {
    const asked = parameters();
    const left = find(asked.get("left"));
    const right = find(asked.get("right"));
    if (left || right) {
      const other = beside(left ?? right);
      open(left ?? other, right ?? other, opener);
    } else dialog.close();
  };
  onHistoryChange(signal, read);
  read();
}

/** One column: what to choose the answer by, and the answer. `changed` is called when the reader has chosen. */
function makeColumn(side, entries, changed) {
  const select = createElement("select", { "aria-label": `Group on the ${side}` });
  for (const entry of entries) {
    const { group, verdict } = entry.dataset;
    select.append(createElement("option", { value: group }, `${sign(verdict)} ${titleOf(entry)}`));
  }
  const label = `Answer on the ${side}`;
  const body = createElement("div", { class: "mr-compare-body", role: "region", tabindex: "0", "aria-label": label });

  const show = (entry) => {
    select.value = entry.dataset.group;
    body.replaceChildren(...contents(entry));
    body.scrollTop = 0;
  };
  const choose = (entry) => {
    show(entry);
    changed();
  };
  const step = (by) => {
    const now = entries[select.selectedIndex];
    const row = entries.filter((entry) => !entry.hidden || entry === now);
    choose(row[(row.indexOf(now) + by + row.length) % row.length]);
  };
  select.addEventListener("change", () => choose(entries[select.selectedIndex]));
  const head = createElement(
    "div",
    { class: "mr-compare-select" },
    createButton("‹", { class: "mr-button", "aria-label": `Previous group on the ${side}` }, () => step(-1)),
    select,
    createButton("›", { class: "mr-button", "aria-label": `Next group on the ${side}` }, () => step(1)),
  );
  return { element: createElement("section", { class: "mr-compare-column" }, head, body), show, group: () => select.value };
}

/** What a column shows of an entry: its badges, its findings, its answer, the way to the report; ids stay unique. */
function contents(entry) {
  const facts = createElement("p", { class: "mr-badges" });
  const told = [...entry.querySelector("summary").children].filter((each) => !each.matches("h3, .mr-js"));
  facts.append(...told.map(clone));
  const parts = [facts];
  for (const selector of [".mr-entry-findings", ".mr-answer", ".mr-links"]) {
    const part = entry.querySelector(`:scope > ${selector}`);
    if (part) parts.push(clone(part));
  }
  return parts;
}

function clone(element) {
  const copy = element.cloneNode(true);
  for (const each of copy.querySelectorAll(".mr-js")) each.remove();
  for (const each of [copy, ...copy.querySelectorAll("[id]")]) each.removeAttribute("id");
  return copy;
}
