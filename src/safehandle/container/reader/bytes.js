import { Refusal } from "./refusal.js";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
export const utf8 = (text) => encoder.encode(text);

/** @param {Uint8Array} bytes @param {string} code what to refuse with where it is no UTF-8 */
export function text(bytes, code) {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new Refusal(code);
  }
}

/** @param {ArrayBuffer | Uint8Array} data */
export function hex(data) {
  return Array.from(new Uint8Array(data), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {...Uint8Array} parts @returns {Uint8Array<ArrayBuffer>} */
export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Compare without stopping at the first difference. @param {Uint8Array} one @param {Uint8Array} other */
export function same(one, other) {
  let different = one.length ^ other.length;
  for (let i = 0; i < one.length; i++) different |= one[i] ^ other[i];
  return different === 0;
}

/** Base64 (RFC 4648 section 4) with padding, and no second spelling. @param {unknown} value @param {number} size */
export function base64(value, size) {
  if (typeof value !== "string" || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) throw new Refusal("hostile-header");
  let raw = "";
  try {
    raw = atob(value);
  } catch {
    throw new Refusal("hostile-header");
  }
  if (raw.length !== size || btoa(raw) !== value) throw new Refusal("hostile-header");
  return Uint8Array.from(raw, (char) => char.charCodeAt(0));
}

/** Four characters a group, as on paper. @param {string} digits */
export const grouped = (digits) => digits.toUpperCase().replace(/(.{4})(?=.)/g, "$1-");
