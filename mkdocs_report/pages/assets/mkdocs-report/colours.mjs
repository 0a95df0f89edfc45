// What the colours of the matrix show: verdicts, or numbers in relation to their limits. The URL has the choice; the style
// sheet colours the cells, by which radio button is checked.
//
// Reads: input[type=radio][data-colours], one of a group; its value, if it is checked, is `colours` in the URL.

import { onHistoryChange, parameters, setParameters } from "./address.mjs";

export function mount({ signal }) {
  const chosen = document.querySelector("input[data-colours]");
  const group = [...document.querySelectorAll(`input[name="${chosen.name}"]`)];
  const read = () => {
    const other = group.find((each) => each !== chosen);
    (parameters().get("colours") === chosen.value ? chosen : other).checked = true;
  };
  for (const each of group) {
    each.addEventListener("change", () => setParameters({ colours: chosen.checked && chosen.value }), { signal });
  }
  onHistoryChange(signal, read);
  read();
}
