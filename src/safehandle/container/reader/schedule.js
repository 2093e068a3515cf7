import { joined, utf8 } from "./bytes.js";

const NAME = "safehandle.container/1 ";

/** @param {Uint8Array<ArrayBuffer>} key @param {Uint8Array<ArrayBuffer>} data */
export async function hmac(key, data) {
  const imported = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-512" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", imported, data));
}

/** HKDF-Expand (RFC 5869) with SHA-512: 128 bytes. @param {Uint8Array<ArrayBuffer>} key @param {Uint8Array<ArrayBuffer>} info */
export async function expand(key, info) {
  const first = await hmac(key, joined(info, Uint8Array.of(1)));
  return joined(first, await hmac(key, joined(first, info, Uint8Array.of(2))));
}

/**
 * One of the keys that the file key gives, by its purpose: HKDF-SHA-512 without salt.
 * @param {Uint8Array<ArrayBuffer>} fileKey @param {string} purpose @param {number} length
 */
export async function derived(fileKey, purpose, length) {
  const extracted = await hmac(new Uint8Array(64), fileKey);
  return (await expand(extracted, utf8(NAME + purpose))).slice(0, length);
}

/** What binds the body to the immutable part of the header. @param {string} label its canonical JSON */
export const bodyContext = (label) => utf8(`${NAME}body\n${label}`);

export const PASSWORD_CONTEXT = utf8(`${NAME}password`);
