import { hex, same, text } from "./bytes.js";
import { decrypted } from "./body.js";
import { Names } from "./names.js";
import { Refusal, require } from "./refusal.js";
import { sink } from "./saving.js";
import { derived, hmac } from "./schedule.js";
import { hashesFast, Sha256 } from "./sha256.js";
import { members, Plaintext } from "./untar.js";

/** @import { Head } from "./head.js" */

/**
 * @typedef {{path: string, blob: Blob, sha256: string, recomputed: boolean, mtime: number}} OpenedFile `sha256` is the
 *   sender's, authenticated; `recomputed` says that this browser found the same
 * @typedef {{files: OpenedFile[], folders: string[], info: Map<string, string>, manifest: string}} Opened
 */

const TAG_FILES = ["bag-info.txt", "bagit.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"];
const NATIVE_LIMIT = 64 << 20;
const LARGEST_TAG_FILE = 256 << 20;

/**
 * Open everything; nothing is given back before all of it was found to be what was sealed.
 * @param {Blob} blob @param {Head} head @param {Uint8Array<ArrayBuffer>} fileKey
 * @param {(done: number, total: number) => void} progress @param {AbortSignal} signal
 * @returns {Promise<Opened>}
 */
export async function opened(blob, head, fileKey, progress, signal) {
  const source = new Plaintext(decrypted(blob, head, fileKey, progress, signal));
  return head.content === "bag" ? openBag(source, head, fileKey) : openRaw(source, head, fileKey);
}

/** @param {Plaintext} source @param {Head} head @param {Uint8Array<ArrayBuffer>} fileKey @returns {Promise<Opened>} */
async function openBag(source, head, fileKey) {
  const names = new Names();
  const fast = hashesFast();
  /** @type {Map<string, Uint8Array<ArrayBuffer>>} */
  const tags = new Map();
  /** @type {{path: string, blob: Blob, found: string, mtime: number}[]} */
  const found = [];
  const folders = [];
  for await (const member of members(source)) {
    const [top, area, ...rest] = member.path.split("/");
    const name = rest.join("/");
    const inside = member.path.slice(4);
    require(top === "bag", "hostile-tar", "layout");
    if (area === "data" && name) {
      names.add(name, member.folder);
      if (member.folder) folders.push(name);
      else found.push({ path: name, mtime: member.mtime, ...(await taken(source, member.size, fast)) });
    } else if (!(member.folder && ["", "data"].includes(inside))) {
      const expected = TAG_FILES.includes(inside) && !member.folder && !tags.has(inside);
      require(expected && member.size <= LARGEST_TAG_FILE, "hostile-tar", "layout");
      tags.set(inside, await source.read(member.size));
    }
  }
  require(tags.size === TAG_FILES.length, "hostile-tar", "layout");
  await bound(head, fileKey, tag(tags, "tagmanifest-sha256.txt"));
  const listed = manifest(tag(tags, "manifest-sha256.txt"));
  await checkTags(tags);
  const present = new Set(found.map((file) => `data/${file.path}`));
  const surplus = [...listed.keys()].find((path) => !present.has(path));
  require(surplus === undefined, "hash-mismatch", surplus?.slice(5));
  const files = found.map(({ path, blob, found: digest, mtime }) => {
    const sha256 = listed.get(`data/${path}`);
    if (!sha256 || (digest && digest !== sha256)) throw new Refusal("hash-mismatch", path);
    return { path, blob, sha256, recomputed: digest !== "", mtime };
  });
  const info = new Map(
    text(tag(tags, "bag-info.txt"), "hostile-tar")
      .split("\n")
      .filter((line) => line.includes(": "))
      .map((line) => /** @type {[string, string]} */ ([line.slice(0, line.indexOf(": ")), line.slice(line.indexOf(": ") + 2)])),
  );
  return { files, folders, info, manifest: await sha256Hex(tag(tags, "manifest-sha256.txt")) };
}

/** @param {Map<string, Uint8Array<ArrayBuffer>>} tags @param {string} name */
const tag = (tags, name) => tags.get(name) ?? new Uint8Array(0);

/** The tag files against their own manifest. @param {Map<string, Uint8Array<ArrayBuffer>>} tags */
async function checkTags(tags) {
  const listed = manifest(tag(tags, "tagmanifest-sha256.txt"));
  require(listed.size === TAG_FILES.length - 1, "hash-mismatch", "tagmanifest");
  for (const [name, digest] of listed) {
    require(tags.has(name) && (await sha256Hex(tag(tags, name))) === digest, "hash-mismatch", name);
  }
}

/** @param {Plaintext} source @param {Head} head @param {Uint8Array<ArrayBuffer>} fileKey @returns {Promise<Opened>} */
async function openRaw(source, head, fileKey) {
  const hash = new Sha256();
  const out = sink(Number.MAX_SAFE_INTEGER);
  try {
    for await (const piece of source.all()) {
      hash.update(piece);
      await out.write(piece);
    }
    const digest = hash.digest();
    await bound(head, fileKey, digest);
    const sha256 = hex(digest);
    const file = { path: "stream.bin", blob: await out.close(), sha256, recomputed: true, mtime: Date.now() / 1000 };
    return { files: [file], folders: [], info: new Map(), manifest: sha256 };
  } catch (error) {
    out.abort();
    throw error;
  }
}

/**
 * One file, and its SHA-256 where this browser can compute it in reasonable time (else empty: its chunks are authentic
 * all the same).
 * @param {Plaintext} source @param {number} size @param {boolean} fast
 */
async function taken(source, size, fast) {
  const out = sink(size);
  const hash = size > NATIVE_LIMIT && fast ? new Sha256() : null;
  try {
    for await (const piece of source.pieces(size)) {
      hash?.update(piece);
      await out.write(piece);
    }
    const blob = await out.close();
    if (blob.size !== size) throw new Refusal("no-space");
    if (hash) return { blob, found: hex(hash.digest()) };
    return { blob, found: size > NATIVE_LIMIT ? "" : await sha256Hex(await blob.arrayBuffer()) };
  } catch (error) {
    out.abort();
    throw error;
  }
}

/** @param {ArrayBuffer | Uint8Array<ArrayBuffer>} data */
const sha256Hex = async (data) => hex(await crypto.subtle.digest("SHA-256", data));

/** What binds the number on paper to the content. @param {Head} head @param {Uint8Array<ArrayBuffer>} fileKey @param {Uint8Array<ArrayBuffer>} data */
async function bound(head, fileKey, data) {
  if (!head.contentMac) return;
  const found = await hmac(await derived(fileKey, "content", 64), data);
  require(same(found, head.contentMac), "content-altered");
}

/** SHA-256 by path (RFC 8493 section 2.1.3). @param {Uint8Array<ArrayBuffer>} data */
function manifest(data) {
  const found = new Map();
  for (const line of text(data, "hostile-tar").split("\n").slice(0, -1)) {
    const match = /^([0-9a-f]{64})  (.+)$/.exec(line);
    require(match, "hostile-tar", "manifest");
    const [, digest, escaped] = /** @type {RegExpExecArray} */ (match);
    const path = escaped.replace(/%0A/gi, "\n").replace(/%0D/gi, "\r").replace(/%25/g, "%");
    require(!found.has(path), "hostile-tar", "manifest");
    found.set(path, digest);
  }
  return found;
}

