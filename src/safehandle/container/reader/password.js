import { base64, same, utf8 } from "./bytes.js";
import { Refusal } from "./refusal.js";
import { derived, hmac, PASSWORD_CONTEXT } from "./schedule.js";

/** @import { Head } from "./head.js" */

// A generated password: 24 of 31 characters in six groups, the last one a check (sum of position × number ≡ 0 mod 31).
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const LENGTH = 24;
const SEPARATORS = /[\s\u00ad\u2010-\u2015\u2043\u2212\u2500\u30fc\ufe58\ufe63\uff0d\uff70_.・-]+/gu;

/** What was typed, as every program here reads it. @param {string} typed */
export function normalised(typed) {
  return asGenerated(typed) ?? typed.normalize("NFKC").replace(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, "");
}

/** The canonical spelling of a generated password, or null. @param {string} typed */
export function asGenerated(typed) {
  const bare = typed.normalize("NFKC").replace(SEPARATORS, "").toUpperCase();
  if (bare.length !== LENGTH || [...bare].some((char) => !ALPHABET.includes(char))) return null;
  const sum = [...bare].reduce((total, char, index) => total + (index + 1) * ALPHABET.indexOf(char), 0);
  return sum % ALPHABET.length === 0 ? bare.replace(/(.{4})(?=.)/g, "$1-") : null;
}

/** Whether it has the shape of a generated password and is none: somebody mistyped. @param {string} typed */
export function mistyped(typed) {
  const groups = typed.normalize("NFKC").trim().split(SEPARATORS);
  return groups.length === 6 && groups.every((group) => group.length === 4) && asGenerated(typed) === null;
}

/**
 * The file key, after the header was found authentic under it.
 * @param {Head} head @param {string} typed
 */
export async function unlock(head, typed) {
  if (!head.password) throw new Refusal("needs-key");
  const { iterations, salt, wrapped } = head.password;
  const secret = await crypto.subtle.importKey("raw", utf8(normalised(typed)), "PBKDF2", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-512", salt, iterations },
    secret,
    { name: "AES-GCM", length: 256 },
    false,
    ["decrypt"],
  );
  const algorithm = { name: "AES-GCM", iv: new Uint8Array(12), additionalData: PASSWORD_CONTEXT };
  let fileKey;
  try {
    fileKey = new Uint8Array(await crypto.subtle.decrypt(algorithm, key, wrapped));
  } catch {
    throw new Refusal(mistyped(typed) ? "mistyped-password" : "wrong-password");
  }
  await authentic(head, fileKey);
  return fileKey;
}

/** Refuse a header that was not written with this file key. @param {Head} head @param {Uint8Array<ArrayBuffer>} fileKey */
export async function authentic(head, fileKey) {
  const found = await hmac(await derived(fileKey, "header", 64), head.lines);
  if (!same(found, base64(head.mac, 64))) throw new Refusal("header-altered");
}
