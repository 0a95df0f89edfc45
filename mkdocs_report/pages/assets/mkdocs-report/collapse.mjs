// Answers that fold: all at once, unfolded when a link leads to one, and unfolded on paper.
//
// Reads: details.mr-entry; adds "Fold all" to the list's form.mr-filters.

import { createButton, hashTarget, isNear, scrollToElement, filterActions } from "./dom.mjs";

export function mount({ signal }) {
  const entries = [...document.querySelectorAll("details.mr-entry")];
  addButton(entries, signal);

  const unfold = () => {
    const target = hashTarget();
    let folded = false;
    for (let at = target?.closest("details"); at; at = at.parentElement?.closest("details")) {
      folded ||= !at.open;
      at.open = true;
    }
    if (target?.closest("details.mr-entry") && (folded || isNear(target))) scrollToElement(target);
  };
  window.addEventListener("hashchange", unfold, { signal });
  unfold();
  const click = (event) => {
    const link = event.target.closest?.("a");
    const leads = link?.getAttribute("href") ?? link?.getAttribute("xlink:href");
    if (leads && new URL(leads, location.href).href === location.href) unfold(); // no hash changes
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
  const toggle = createButton("Fold all", { class: "mr-button" }, () => {
    const open = !isOpen();
    for (const entry of entries) entry.open = open;
    tell();
  });
  const tell = () => {
    toggle.textContent = isOpen() ? "Fold all" : "Unfold all";
  };
  for (const entry of entries) entry.addEventListener("toggle", tell, { signal });
  filterActions(form).append(toggle);
}
