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

function stickyHeight(header) {
  return /sticky|fixed/.test(getComputedStyle(header).position) ? header.offsetHeight : 0;
}
