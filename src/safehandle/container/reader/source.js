import { Refusal, require } from "./refusal.js";

// In pieces, or this script would end here and be taken for what it looks for.
const OPEN = `${"<"}script type="application/x-safehandle-container">`;
const CLOSE = `${"<"}/script>`;

/** The number at the end of a part's name (`.001` is 1), or NaN. @param {File} file */
export const partNumber = (file) => Number(/\.([0-9]{3,4})$/.exec(file.name)?.[1] ?? Number.NaN);

/**
 * What was chosen or dropped as one container: a file, its parts in order, or an HTML page that carries one (which is
 * read and never run).
 * @param {File[]} files @returns {Promise<Blob>}
 */
export async function container(files) {
  require(files.length > 0, "nothing");
  if (files.length === 1 && /\.html?$/i.test(files[0].name)) return fromPage(await files[0].text());
  const parts = files.map((file) => ({ file, number: partNumber(file) }));
  if (files.length === 1) {
    require(!(parts[0].number > 1), "part-missing", "1");
    return files[0];
  }
  require(parts.every((part) => part.number > 0), "several");
  parts.sort((one, other) => one.number - other.number);
  const stem = parts[0].file.name.replace(/\.[0-9]+$/, "");
  parts.forEach((part, index) => {
    require(part.file.name.replace(/\.[0-9]+$/, "") === stem, "several");
    require(part.number === index + 1, "part-missing", String(index + 1));
  });
  return new Blob(parts.map((part) => part.file));
}

/** @param {string} page */
function fromPage(page) {
  const start = page.indexOf(OPEN) + OPEN.length;
  const end = page.indexOf(CLOSE, start);
  if (start < OPEN.length || end < 0) throw new Refusal("not-a-container");
  return fromBase64(page.slice(start, end));
}

/** The container that this page itself carries, or null. */
export function carried() {
  const element = document.querySelector('script[type="application/x-safehandle-container"]');
  return element ? fromBase64(element.textContent ?? "") : null;
}

/** @param {string} encoded */
function fromBase64(encoded) {
  const parts = [];
  const clean = encoded.trim();
  try {
    for (let at = 0; at < clean.length; at += 1 << 20) {
      parts.push(Uint8Array.from(atob(clean.slice(at, at + (1 << 20))), (char) => char.charCodeAt(0)));
    }
  } catch {
    throw new Refusal("not-a-container");
  }
  return new Blob(parts);
}
