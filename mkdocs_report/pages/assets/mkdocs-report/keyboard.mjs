// Keyboard shortcuts, their list, and the switch that turns them off (WCAG 2.1.4).
//
// Reads: nav.mr-course-nav[data-keyboard][data-kind][data-name]; the answers of reading.mjs, and their [data-verdict];
// the links .mr-pager a[rel=prev|next], or data-before and data-after; .mr-meta a, .mr-links a.
// Material uses f, s and / for search, and n . p , for pages. These keys are not used here.

import { setHash } from "./address.mjs";
import {
  createButton,
  followLink,
  scrollToElement,
  createElement,
  createDialog,
  navActions,
  openDialog,
  showToast,
} from "./dom.mjs";
import { isFiltered, withOrder } from "./neighbours.mjs";
import { answerRead, findAnswers, topOf } from "./reading.mjs";
import { _ } from "./words.mjs";

const SETTING = "mkdocs-report.keyboard";

export function mount({ nav, signal }) {
  const keys = createKeys(nav);
  const help = createHelp(nav, signal, keys);
  const named = { class: "mr-shortcuts-button", "aria-label": _("Keyboard shortcuts"), title: _("Keyboard shortcuts") };
  const opener = createButton("?", named, () => help(opener));
  navActions(nav).append(opener);
  keys.push({ key: "?", label: _("Keyboard shortcuts"), run: () => help(document.activeElement) });

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
    event.stopPropagation(); // the theme `mkdocs` uses / and ? for its own list
  };
  window.addEventListener("keydown", press, { signal, capture: true });
}

/** Whether the focus is in a field that takes letters. */
function isTyping(target) {
  const field = target.closest?.("input, textarea, select, [role=listbox], [role=menu], [role=textbox]");
  return target.isContentEditable || (field && !/^(checkbox|radio|button|submit|reset|range)$/.test(field.type));
}

function isOn() {
  try {
    return localStorage.getItem(SETTING) !== "off";
  } catch {
    return true; // no storage: on, the default
  }
}

function setOn(on) {
  try {
    if (on) localStorage.removeItem(SETTING);
    else localStorage.setItem(SETTING, "off");
  } catch {
    showToast(_("The setting could not be saved in this browser."), true);
  }
}

/** All shortcuts: key, label, whether it works on this page, and its action. The theme handles one without `run`. */
function createKeys(nav) {
  const { kind, name } = nav.dataset;
  const answers = createAnswerList();
  const neighbour = (rel, side) => nav.dataset[side] ?? document.querySelector(`.mr-pager a[rel="${rel}"]`)?.href;
  const openNeighbour = (url) => {
    const target = kind === "question" ? withOrder(url) : new URL(url, location.href);
    // the same question of the next group, or the same group's answer to the next question, which a filter may hide
    target.hash = (!(kind === "question" && isFiltered()) && answerRead()?.id) || "";
    followLink(target);
  };
  const switcher = () => nav.querySelector(".mr-switcher");
  const across = () => {
    const answer = answerRead() ?? findAnswers()[0];
    if (kind === "question") return answer?.querySelector(".mr-links a");
    const link = answer?.nextElementSibling?.querySelector(".mr-meta > a:not(.mr-source)");
    return link && createElement("a", { href: `${link.href}#group-${name.replace(/[^\p{L}\p{N}_-]+/gu, "-")}` });
  };
  const search = findSearch();
  return [
    { key: "j", label: _("Next answer"), works: answers.works, run: () => answers.step(1) },
    { key: "k", label: _("Previous answer"), works: answers.works, run: () => answers.step(-1) },
    {
      key: "e",
      label: _("Next answer that has not passed"),
      works: answers.works,
      run: () => answers.step(1, hasNotPassed),
    },
    {
      key: "l",
      label: neighbourName(kind, 1),
      works: () => neighbour("next", "after"),
      run: () => openNeighbour(neighbour("next", "after")),
    },
    {
      key: "h",
      label: neighbourName(kind, -1),
      works: () => neighbour("prev", "before"),
      run: () => openNeighbour(neighbour("prev", "before")),
    },
    {
      key: "q",
      label: kind === "question" ? _("This answer in the report") : _("This question in all groups"),
      works: () => across(),
      run: () => (kind === "question" ? across().click() : followLink(across().href)),
    },
    { key: "g", label: _("Go to a group"), works: switcher, run: () => switcher().dispatchEvent(new Event("mr-open")) },
    { key: "/", label: _("Search"), works: () => search, run: search?.run },
  ];
}

/** The name of the next or previous page. */
function neighbourName(kind, by) {
  if (kind === "group") return by > 0 ? _("Next group") : _("Previous group");
  if (kind === "question") return by > 0 ? _("Next question") : _("Previous question");
  return by > 0 ? _("Next page") : _("Previous page");
}

const works = (key) => !key.works || key.works();
/** Whether an answer has not passed. The verdict is on the entry, or on the answer that follows a heading. */
function hasNotPassed(answer) {
  const { verdict } = (answer.matches("h3") ? answer.nextElementSibling?.nextElementSibling : answer)?.dataset ?? {};
  return verdict && verdict !== "passed";
}

/** The search of the theme. Material handles the key itself; other themes get a function that opens their search. */
function findSearch() {
  if (document.querySelector("input.md-search__input")) return {};
  const modal = document.querySelector('[data-bs-target="#mkdocs_search_modal"]');
  if (modal) return { run: () => modal.click() };
  const field = document.querySelector("#rtd-search-form input");
  return field && { run: () => field.focus() };
}

/** Create the steps from answer to answer on the page. */
function createAnswerList() {
  let current = null;

  const step = (by, wanted = () => true) => {
    const all = findAnswers();
    const here = answerRead(all);
    const at = all.indexOf(here);
    // from the middle of an answer, the previous one is its own start
    const isInside = by < 0 && here !== null && topOf(here) < 0;
    const before = all.slice(0, isInside ? at + 1 : Math.max(at, 0));
    const next = by > 0 ? all.slice(at + 1).find(wanted) : before.findLast(wanted);
    if (next) focusAnswer(next);
    else showToast(by > 0 ? _("No more answers on this page.") : _("This is the first answer."));
  };

  const focusAnswer = (answer) => {
    current?.classList.remove("mr-current");
    current = answer;
    answer.classList.add("mr-current");
    const target = answer.querySelector(":scope > summary") ?? answer;
    if (target === answer && !answer.hasAttribute("tabindex")) answer.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
    scrollToElement(answer);
    setHash(answer.id);
  };

  return { works: () => findAnswers().length > 0, step };
}

/** Create the dialog with all shortcuts; return the function that opens it. */
function createHelp(nav, signal, keys) {
  const title = createElement("p", { class: "mr-shortcuts-title", id: "mr-shortcuts-title" }, _("Keyboard shortcuts"));
  const dialog = createDialog(nav, signal, { class: "mr-shortcuts", "aria-labelledby": title.id });
  const box = createElement("input", { type: "checkbox", role: "switch" });
  const rows = createElement("dl", { class: "mr-shortcuts-list" });
  const show = () => {
    box.checked = isOn();
    dialog.classList.toggle("mr-shortcuts--off", !isOn());
  };
  box.addEventListener("change", () => {
    setOn(box.checked);
    show();
  });
  dialog.append(
    createElement(
      "div",
      { class: "mr-shortcuts-head" },
      title,
      createButton(_("Close"), { class: "mr-button" }, () => dialog.close()),
    ),
    createElement("label", { class: "mr-shortcuts-toggle" }, box, ` ${_("Keyboard shortcuts")}`),
    rows,
  );
  return (back) => {
    const lines = keys.filter(works);
    rows.replaceChildren(
      ...lines.map(({ key, label }) =>
        createElement(
          "div",
          {},
          createElement("dt", {}, createElement("kbd", {}, key)),
          createElement("dd", {}, label),
        ),
      ),
    );
    show();
    openDialog(dialog, () => back);
  };
}
