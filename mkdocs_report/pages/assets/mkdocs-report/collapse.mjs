// Collapsible answers: a button for all, expanded by a link to one, and expanded in print.
//
// Reads: details.mr-entry; adds "Collapse all" to the list's form.mr-filters.

import { createButton, hashTarget, isNear, scrollToElement, filterActions } from "./dom.mjs";
import { _ } from "./words.mjs";

export function mount({ signal }) {
  const entries = [...document.querySelectorAll("details.mr-entry")];
  addButton(entries, signal);

  const expandTarget = () => {
    const target = hashTarget();
    let wasClosed = false;
    for (let at = target?.closest("details"); at; at = at.parentElement?.closest("details")) {
      wasClosed ||= !at.open;
      at.open = true;
    }
    if (target?.closest("details.mr-entry") && (wasClosed || isNear(target))) scrollToElement(target);
  };
  window.addEventListener("hashchange", expandTarget, { signal });
  expandTarget();
  const click = (event) => {
    const link = event.target.closest?.("a");
    const url = link?.getAttribute("href") ?? link?.getAttribute("xlink:href");
    if (url && new URL(url, location.href).href === location.href) expandTarget(); // the hash does not change
  };
  document.addEventListener("click", click, { signal });

  let opened = [];
  window.addEventListener(
    "beforeprint",
    () => {
      opened = entries.filter((entry) => !entry.open);
      for (const entry of opened) entry.open = true;
    },
    { signal },
  );
  window.addEventListener(
    "afterprint",
    () => {
      for (const entry of opened) entry.open = false;
      opened = [];
    },
    { signal },
  );
}

function addButton(entries, signal) {
  const form = entries[0].closest("[data-list]")?.querySelector("form.mr-filters");
  if (!form) return;
  const isOpen = () => entries.some((entry) => entry.open && !entry.hidden);
  const toggle = createButton(_("Collapse all"), { class: "mr-button" }, () => {
    const open = !isOpen();
    for (const entry of entries) entry.open = open;
    updateLabel();
  });
  const updateLabel = () => {
    toggle.textContent = isOpen() ? _("Collapse all") : _("Expand all");
  };
  for (const entry of entries) entry.addEventListener("toggle", updateLabel, { signal });
  filterActions(form).append(toggle);
}
