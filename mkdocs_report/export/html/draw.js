// Draws the Mermaid diagrams of a page as PNG images, and leaves only these in the page: a line for each diagram.
// The script of the course defines `mermaid`. A diagram that cannot be drawn has a line without an image.
"use strict";
{
  const MOST = 3000; // pixels across an image
  let seed = 1;
  Math.random = () => (seed = (seed * 48271) % 2147483647) / 2147483647; // the same text gives the same image

  const drawn = async (svg) => {
    document.body.innerHTML = svg;
    const element = document.body.querySelector("svg");
    const { width, height } = element.viewBox.baseVal?.width ? element.viewBox.baseVal : element.getBoundingClientRect();
    const scale = Math.min(2, MOST / width, MOST / height);
    element.setAttribute("width", width);
    element.setAttribute("height", height);
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(element))}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(width * scale);
    canvas.height = Math.ceil(height * scale);
    const paper = canvas.getContext("2d");
    paper.fillStyle = "white";
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL("image/png").split(",")[1];
  };

  (async () => {
    const lines = [];
    const texts = JSON.parse(document.getElementById("texts").textContent);
    const font = "system-ui, 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', sans-serif";
    const settings = { startOnLoad: false, securityLevel: "strict", suppressErrorRendering: true, fontFamily: font };
    for (const [number, text] of texts.entries()) {
      try {
        mermaid.initialize(settings);
        lines.push(`${number} ${await drawn((await mermaid.render(`diagram-${number}`, text)).svg)}`);
      } catch {
        lines.push(`${number}`);
      }
    }
    const result = document.createElement("pre");
    result.id = "drawn";
    result.textContent = lines.join("\n");
    document.body.replaceChildren(result);
  })();
}
