// The height of the theme's header, if it stays at the top of the window: --mr-header-height. The style sheet keeps what
// gets the focus, and what a link leads to, below it.

const HEADERS = ".md-header, .navbar.fixed-top, .navbar.sticky-top";

export function mount({ signal }) {
  const header = document.querySelector(HEADERS);
  if (!header) return void document.documentElement.style.setProperty("--mr-header-height", "0px");
  const measure = () => {
    document.documentElement.style.setProperty("--mr-header-height", `${stickyHeight(header)}px`);
  };
  const observer = new ResizeObserver(measure);
  observer.observe(header);
  signal.addEventListener("abort", () => observer.disconnect());
}

/** The height of the header; 0 if it scrolls with the page, or if the theme itself keeps what is scrolled to below it. */
function stickyHeight(header) {
  const padding = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  const isSticky = /sticky|fixed/.test(getComputedStyle(header).position) && padding < header.offsetHeight;
  return isSticky ? header.offsetHeight : 0;
}
