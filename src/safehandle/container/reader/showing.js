import { Refusal } from "./refusal.js";

/** @param {number} bytes */
export function human(bytes) {
  const units = ["B", "KB", "MB", "GB", "TB"];
  const step = bytes < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** step).toFixed(step ? 1 : 0)} ${units[step]}`;
}

/** @param {string} tag @param {string} [words] @param {string} [kind] */
export function made(tag, words = "", kind = "") {
  const element = document.createElement(tag);
  element.textContent = words;
  element.className = kind;
  return element;
}

/** @param {unknown} error */
export function meaning(error) {
  const name = error instanceof Error ? error.name : "";
  if (["NotAllowedError", "NoModificationAllowedError", "InvalidStateError"].includes(name)) return new Refusal("not-written", name);
  if (name === "QuotaExceededError") return new Refusal("no-space", name);
  return new Refusal("internal", error instanceof Error ? `${name} ${error.message}` : String(error));
}
