// Two groups' answers to a question side by side. The URL names the groups: ?left=group&right=group.
//
// The prompt is above the answers, and the marks of each answer are above it. The arrows follow the filters and the order
// of the list; they never show one group twice. j and k do the same for the column that has the focus.
//
// Reads: [data-compare] with details.mr-entry[data-group][data-verdict], each with summary, h3 and .mr-answer; the prompt
// in .mr-task. Sends `mr-compare` to the list, with the place for the marks of a group.

import { onHistoryChange, parameters, setParameters } from "./address.mjs";
import {
  createButton,
  filterActions,
  createElement,
  createDialog,
  openDialog,
  plainText,
  showToast,
  sign,
  titleOf,
} from "./dom.mjs";
import { _ } from "./words.mjs";

const SIDES = ["left", "right"];

export function mount({ nav, signal }) {
  const list = document.querySelector("[data-compare]");
  const findEntries = () => [...list.querySelectorAll("details.mr-entry[data-group]")]; // in their current order
  const form = list.querySelector("form.mr-filters");
  if (findEntries().length < 2 || !form) return;
  const isShown = (entry) => !entry.hidden;
  const find = (group) => findEntries().find((entry) => entry.dataset.group === group);
  /** Show an answer in a column. If the other column has it, that one gets the answer that was here. */
  const choose = (column, entry) => {
    const other = columns.find((each) => each !== column);
    if (other.group() === entry.dataset.group) other.show(find(column.group()));
    column.show(entry);
    updateUrl();
  };
  /** Show the next answer that the list shows and that the other column does not. */
  const step = (column, by) => {
    const other = columns.find((each) => each !== column).group();
    const now = column.group();
    const isIn = (entry) => entry.dataset.group === now || (!entry.hidden && entry.dataset.group !== other);
    const row = findEntries().filter(isIn);
    choose(column, row[(row.findIndex((entry) => entry.dataset.group === now) + by + row.length) % row.length]);
  };
  const columns = SIDES.map((side) => createColumn(side, findEntries(), list, choose, step, signal));
  const heading = document.querySelector("h1");
  const title = createElement(
    "p",
    { class: "mr-compare-title", id: "mr-compare-title" },
    heading ? plainText(heading) : "",
  );
  const dialog = createDialog(nav, signal, { class: "mr-compare mr-dialog--fullscreen", "aria-labelledby": title.id });
  const closeButton = createButton(_("Close"), { class: "mr-button" }, () => dialog.close());
  const notice = createElement("p", { class: "mr-notice", role: "status" });
  dialog.append(
    createElement("div", { class: "mr-compare-head" }, title, closeButton),
    ...prompt(),
    notice,
    createElement("div", { class: "mr-compare-columns" }, ...columns.map((column) => column.element)),
  );
  dialog.addEventListener("close", () => {
    for (const column of columns) column.leave();
    notice.textContent = "";
    if (!signal.aborted) setParameters({ left: "", right: "" });
  });
  dialog.addEventListener("keydown", (event) => {
    const by = { j: 1, k: -1 }[event.key];
    if (!by || event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input, textarea, select")) return;
    step(columns.find((column) => column.element.contains(event.target)) ?? columns[1], by);
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
    const entries = findEntries();
    const at = entries.indexOf(entry);
    const after = entries.slice(at + 1);
    const before = entries.slice(0, at).reverse();
    return after.find(isShown) ?? before.find(isShown) ?? after[0] ?? before[0];
  };

  const opener = createButton(_("Side by side"), { class: "mr-button mr-compare-opener", "aria-haspopup": "dialog" }, () => {
    const left = findEntries().find(isShown) ?? findEntries()[0];
    open(left, neighbourOf(left), opener);
  });
  filterActions(form).append(opener);
  for (const entry of findEntries()) {
    const label = _("Compare %(group)s side by side", { group: titleOf(entry) });
    const attributes = { class: "mr-link mr-js", "aria-label": label, "aria-haspopup": "dialog" };
    const compare = createButton(_("Compare"), attributes, () => open(entry, neighbourOf(entry), compare));
    const links = entry.querySelector(".mr-links");
    if (links) links.append(compare);
    else entry.querySelector("summary").after(compare);
  }

  /** Say that groups of the URL are not on this page. */
  const say = (groups) => {
    const named = groups.map((group) => _("“%(text)s”", { text: group })).join(", ");
    const text = _("%(groups)s: no answer of this group on this page.", { groups: named });
    if (dialog.open) notice.textContent = text;
    else showToast(text, true);
  };

  const read = () => {
    const query = parameters();
    const asked = SIDES.map((side) => query.get(side));
    const gone = asked.filter((group) => group && !find(group));
    const [left, right] = asked.map(find);
    if (left || right) {
      const other = neighbourOf(left ?? right);
      open(left ?? other, (right !== left && right) || other, opener);
    } else dialog.close();
    if (gone.length) say(gone);
  };
  onHistoryChange(signal, read);
  read();
}

/** The prompt of the page, collapsed. */
function prompt() {
  const task = document.querySelector("details.mr-task");
  if (!task) return [];
  const copy = clone(task);
  copy.open = false;
  return [createElement("div", { class: "mr-compare-prompt" }, copy)];
}

/** The labels of a column. */
const wordsOf = (side) =>
  side === "left"
    ? {
        group: _("Group on the left"),
        answer: _("Answer on the left"),
        previous: _("Previous group on the left"),
        next: _("Next group on the left"),
      }
    : {
        group: _("Group on the right"),
        answer: _("Answer on the right"),
        previous: _("Previous group on the right"),
        next: _("Next group on the right"),
      };

/** Create a column: a select for the group, the place for its marks, and the answer. */
function createColumn(side, entries, list, choose, step, signal) {
  const words = wordsOf(side);
  const select = createElement("select", { "aria-label": words.group });
  for (const entry of entries) {
    const { group, verdict } = entry.dataset;
    select.append(createElement("option", { value: group }, `${sign(verdict)} ${titleOf(entry)}`));
  }
  const body = createElement("div", { class: "mr-compare-body", role: "region", tabindex: "0", "aria-label": words.answer });
  const place = createElement("div", { class: "mr-compare-mark" });
  let now = null; // the group that is shown
  let shown = new AbortController();
  const leave = () => shown.abort(); // saves the marks
  signal.addEventListener("abort", leave);
  const show = (entry) => {
    now = entry.dataset.group;
    select.value = now;
    body.replaceChildren(...contents(entry));
    body.scrollTop = 0;
    leave();
    shown = new AbortController();
    list.dispatchEvent(new CustomEvent("mr-compare", { detail: { place, group: now, signal: shown.signal } }));
  };
  select.addEventListener("change", () => {
    const entry = entries.find((each) => each.dataset.group === select.value);
    choose(column, entry);
  });
  const head = createElement(
    "div",
    { class: "mr-compare-select" },
    createButton("‹", { class: "mr-button", "aria-label": words.previous }, () => step(column, -1)),
    select,
    createButton("›", { class: "mr-button", "aria-label": words.next }, () => step(column, 1)),
  );
  const element = createElement("section", { class: "mr-compare-column" }, head, place, body);
  const column = { element, show, leave, group: () => now };
  return column;
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
