// The entry of all scripts of the report pages. It looks at what a page holds and loads only what works on it.
//
// A feature is a module with `mount({ nav, signal })`: `nav` is the page's `nav.mr-course-nav`, `signal` is aborted when
// the reader leaves the page, which matters with Material's navigation.instant: there the scripts live on.
// Every page is complete without any of this.

const FEATURES = [
  ["nav.mr-course-nav[data-groups]", "switcher"],
  ["[data-list]", "lists"],
  ["[data-list] th[data-sort]", "sorting"],
  ["details.mr-entry", "collapse"],
  ["[data-gallery], .mr-answer img.mr-image", "lightbox"],
  ["[data-compare]", "compare"],
  ["nav.mr-course-nav[data-marks]", "marks"],
  ["nav.mr-course-nav[data-keyboard]", "keyboard"],
];
const SHARED = ["dom", "address"]; // what features import: asked for with them, not after them

let page = new AbortController();

async function mount() {
  page.abort();
  page = new AbortController();
  const { signal } = page;
  const nav = document.querySelector("nav.mr-course-nav");
  if (!nav) return;
  const tab = nav.querySelector(".mr-tabs [aria-current]");
  if (tab) tab.closest("ul").scrollLeft = tab.offsetLeft - tab.closest("ul").offsetLeft - 16; // a phone shows four of them
  const wanted = FEATURES.filter(([selector]) => document.querySelector(selector));
  const loaded = await Promise.allSettled(
    [...wanted.map(([, name]) => name), ...SHARED].map((name) => import(new URL(`${name}.mjs`, import.meta.url).href)),
  );
  if (signal.aborted) return;
  for (const { reason, value } of loaded.slice(0, wanted.length)) {
    try {
      if (reason) throw reason;
      value.mount({ nav, signal });
    } catch (error) {
      console.error("mkdocs-report:", error); // one feature less; the others go on
    }
  }
}

window.addEventListener("beforeprint", () => {
  for (const image of document.querySelectorAll("img[loading=lazy]")) image.loading = "eager"; // paper does not scroll
});

if (window.document$) window.document$.subscribe(mount); // Material: once for each page
else mount();
