// Two groups' answers to a question side by side. The URL names the groups: ?left=group&right=group.
//
// Reads: [data-compare] with details.mr-entry[data-group][data-verdict], each with summary, h3 and .mr-answer.

import { onHistoryChange, parameters, setParameters } from "./address.mjs";
import {
  createButton,
  filterActions,
  createElement,
  createDialog,
  openDialog,
  plainText,
  sign,
  titleOf,
} from "./dom.mjs";

const SIDES = ["left", "right"];

export function mount({ nav, signal }) {
  const list = document.querySelector("[data-compare]");
  const entries = [...list.querySelectorAll("details.mr-entry[data-group]")];
  const form = list.querySelector("form.mr-filters");
  if (entries.length < 2 || !form) return;
  const isShown = (entry) => !entry.hidden;
  const find = (group) => entries.find((entry) => entry.dataset.group === group);

  const columns = SIDES.map((side) => createColumn(side, entries, () => updateUrl()));
  const heading = document.querySelector("h1");
  const title = createElement(
    "p",
    { class: "mr-compare-title", id: "mr-compare-title" },
    heading ? plainText(heading) : "",
  );
  const dialog = createDialog(nav, signal, { class: "mr-compare mr-dialog--fullscreen", "aria-labelledby": title.id });
  const closeButton = createButton("Close", { class: "mr-button" }, () => dialog.close());
  dialog.append(
    createElement("div", { class: "mr-compare-head" }, title, closeButton),
    createElement("div", { class: "mr-compare-columns" }, ...columns.map((column) => column.element)),
  );
  dialog.addEventListener("close", () => {
    if (!signal.aborted) setParameters({ left: "", right: "" });
  });

  const updateUrl = () => setParameters({ left: columns[0].group(), right: columns[1].group() });

  const open = (left, right, opener) => {
    columns[0].show(left);
    columns[1].show(right);
    openDialog(dialog, () => opener);
    updateUrl();
  };

  /** The answer to compare with: the next visible one, else the previous one. */
  const neighbourOf = (entry) => {
    const at = entries.indexOf(entry);
    const after = entries.slice(at + 1);
    const before = entries.slice(0, at).reverse();
    return after.find(isShown) ?? before.find(isShown) ?? after[0] ?? before[0];
  };

  const opener = createButton("Side by side", { class: "mr-button", "aria-haspopup": "dialog" }, () => {
    const left = entries.find(isShown) ?? entries[0];
    open(left, neighbourOf(left), opener);
  });
  filterActions(form).append(opener);
  for (const entry of entries) {
    const label = `Compare ${titleOf(entry)} side by side`;
    const attributes = { class: "mr-link mr-js", "aria-label": label, "aria-haspopup": "dialog" };
    const compare = createButton("Compare", attributes, () => open(entry, neighbourOf(entry), compare));
    const links = entry.querySelector(".mr-links");
    if (links) links.append(compare);
    else entry.querySelector("summary").after(compare);
  }

  const read = () => {
    const query = parameters();
    const left = find(query.get("left"));
    const right = find(query.get("right"));
    if (left || right) {
      const other = neighbourOf(left ?? right);
      open(left ?? other, right ?? other, opener);
    } else dialog.close();
  };
  onHistoryChange(signal, read);
  read();
}

/** Create a column: a select for the group, and the answer. `changed` is called when the reader selects a group. */
function createColumn(side, entries, changed) {
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
  return {
    element: createElement("section", { class: "mr-compare-column" }, head, body),
    show,
    group: () => select.value,
  };
}

/** Copy an entry for a column: badges, findings, answer and the link to the report, without ids. */
function contents(entry) {
  const badges = createElement("p", { class: "mr-badges" });
  const summary = [...entry.querySelector("summary").children].filter((each) => !each.matches("h3, .mr-js"));
  badges.append(...summary.map(clone));
  const parts = [badges];
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
