import { base64, grouped, hex, text } from "./bytes.js";
import { Refusal, require } from "./refusal.js";

const LONGEST_HEADER = 1 << 20;
const MAC_LINE = 88 + 1 + 16 + 1;
const KNOWN = ["algorithms", "body", "content", "contract", "created", "critical", "erase_by", "list"];

/**
 * @typedef {{iterations: number, salt: Uint8Array<ArrayBuffer>, wrapped: Uint8Array<ArrayBuffer>}} PasswordStanza
 * @typedef {object} Head
 * @property {string} content "bag" or "raw"
 * @property {string} created
 * @property {string} label canonical JSON of the header's immutable part
 * @property {PasswordStanza | null} password null where only keys open it
 * @property {Uint8Array<ArrayBuffer>} lines the first two lines
 * @property {string} mac the third line's MAC, base64
 * @property {Uint8Array<ArrayBuffer> | null} contentMac
 * @property {string} identity SHA-256 of the head, hex
 * @property {string} number the 照合番号
 * @property {number} bodyAt where the body begins
 * @property {boolean} measured whether the header says how long the body is (a pipe's does not), and it is
 */

/**
 * Read and check the head; nothing expensive, no secret. What an honest writer does not write is refused.
 * @param {Blob} blob @returns {Promise<Head>}
 */
export async function readHead(blob) {
  const start = new Uint8Array(await blob.slice(0, LONGEST_HEADER + 256).arrayBuffer());
  const first = start.indexOf(10) + 1;
  const version = String.fromCharCode(...start.subarray(0, Math.min(first || start.length, 40)));
  if (!/^safehandle\.container\/[1-9][0-9]{0,8}\n$/.test(version)) {
    throw new Refusal(blob.size && "safehandle.container/1\n".startsWith(version) ? "truncated" : "not-a-container");
  }
  require(version === "safehandle.container/1\n", "unsupported-version", version.trim());
  const second = start.indexOf(10, first) + 1;
  require(second, start.length < LONGEST_HEADER ? "truncated" : "header-damaged");
  const end = second + MAC_LINE;
  require(start.length >= end, "truncated");
  const last = String.fromCharCode(...start.subarray(second, end));
  require(/^[A-Za-z0-9+/]{86}== [0-9a-f]{16}\n$/.test(last), "header-damaged");
  const check = hex(await crypto.subtle.digest("SHA-256", start.slice(0, second + 89))).slice(0, 16);
  require(check === last.slice(89, 105), "header-damaged");
  const header = parsed(text(start.subarray(first, second - 1), "hostile-header"));
  const identity = hex(await crypto.subtle.digest("SHA-256", start.slice(0, end)));
  const { label, contentMac, password } = checked(header);
  sized(header.body_size, blob.size - end);
  return {
    content: label.content,
    created: String(label.created ?? ""),
    label: canonical(label),
    password,
    lines: start.slice(0, second),
    mac: last.slice(0, 88),
    contentMac,
    identity,
    number: grouped(identity.slice(0, 24)),
    bodyAt: end,
    measured: header.body_size !== undefined,
  };
}

/** @param {any} value RFC 8785 for what a header can hold @returns {string} */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  require(typeof value !== "number" || Number.isSafeInteger(value), "hostile-header");
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

/** Only the canonical spelling is taken, which has no duplicate names. @param {string} line @returns {any} */
function parsed(line) {
  let header = null;
  try {
    header = JSON.parse(line);
  } catch {
    throw new Refusal("hostile-header");
  }
  const plain = header !== null && typeof header === "object" && !Array.isArray(header);
  require(plain && canonical(header) === line, "hostile-header");
  return header;
}

/** @param {any} header */
function checked(header) {
  const { label, recipients } = header;
  require(label && typeof label === "object" && Array.isArray(recipients), "hostile-header");
  require(recipients.length > 0 && recipients.length <= 256, "hostile-header");
  const critical = label.critical ?? [];
  require(Array.isArray(critical), "hostile-header");
  const unknown = critical.find((/** @type {unknown} */ name) => !KNOWN.includes(String(name)));
  require(unknown === undefined, "unsupported-feature", String(unknown));
  require(label.body === "cobblestone-256" && ["bag", "raw"].includes(label.content), "unsupported-feature");
  const contentMac = "content_mac" in header ? base64(header.content_mac, 64) : null;
  require(recipients.every((/** @type {any} */ one) => typeof one?.type === "string"), "hostile-header");
  const stanza = recipients.find((/** @type {any} */ one) => one.type === "password");
  require(!stanza || recipients.length === 1, "hostile-header");
  return { label, contentMac, password: stanza ? passwordStanza(stanza) : null };
}

/** @param {any} stanza @returns {PasswordStanza} */
function passwordStanza(stanza) {
  const { iterations } = stanza;
  require(Number.isSafeInteger(iterations), "hostile-header");
  require(iterations >= 220_000 && iterations <= 10_000_000, "hostile-iterations");
  return { iterations, salt: base64(stanza.salt, 32), wrapped: base64(stanza.wrapped, 48) };
}

/** Tell a short or a long file before any work. @param {unknown} stated @param {number} found */
function sized(stated, found) {
  if (stated === undefined) return;
  require(typeof stated === "string" && /^[0-9]{16}$/.test(stated), "hostile-header");
  require(found >= Number(stated), "truncated", `${Number(stated) - found}`);
  require(found <= Number(stated), "content-altered");
}

