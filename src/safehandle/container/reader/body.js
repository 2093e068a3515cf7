import { joined, same, utf8 } from "./bytes.js";
import { Refusal, require } from "./refusal.js";
import { bodyContext, derived, expand } from "./schedule.js";

/** @import { Head } from "./head.js" */

// Cobblestone-256 (c2sp.org/chunked-encryption): salt, commitment, then chunks of 16 KiB with a tag each.
const [SALT, COMMITMENT, CHUNK, TAG] = [24, 32, 16384, 16];
const SEALED = CHUNK + TAG;
const CHUNKS_AT_ONCE = 64;

/**
 * Decrypt the body. Every chunk is authentic before it is given; only the end shows that nothing is missing.
 * @param {Blob} blob @param {Head} head @param {Uint8Array<ArrayBuffer>} fileKey
 * @param {(done: number, total: number) => void} progress bytes of the body
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<Uint8Array<ArrayBuffer>>}
 */
export async function* decrypted(blob, head, fileKey, progress, signal) {
  const start = await read(blob, head.bodyAt, head.bodyAt + SALT + COMMITMENT);
  const info = joined(
    utf8("c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0"),
    start.subarray(0, SALT),
    bodyContext(head.label),
  );
  const keys = await expand(await derived(fileKey, "body", 32), info);
  require(same(keys.slice(44, 76), start.slice(SALT)), "content-altered");
  const key = await crypto.subtle.importKey("raw", keys.slice(0, 32), "AES-GCM", false, ["decrypt"]);
  const base = keys.slice(32, 44);
  const first = head.bodyAt + SALT + COMMITMENT;
  const total = blob.size - first;
  // Where the length is known to be right, what does not hold was altered; else only the end can be missing.
  const missing = head.measured ? "content-altered" : "truncated";
  require(total % SEALED >= TAG, missing);
  const count = Math.floor(total / SEALED) + 1;

  /** @param {number} from number of the first chunk */
  const block = async (from) => {
    const data = await read(blob, first + from * SEALED, Math.min(first + (from + CHUNKS_AT_ONCE) * SEALED, blob.size));
    const chunks = [];
    for (let number = from; number < Math.min(count, from + CHUNKS_AT_ONCE); number++) {
      const sealed = data.subarray((number - from) * SEALED, (number - from + 1) * SEALED);
      chunks.push(
        crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce(base, number) }, key, sealed).catch(() => {
          throw new Refusal(number + 1 === count ? missing : "content-altered", `${number + 1} / ${count}`);
        }),
      );
    }
    return Promise.all(chunks);
  };

  let ahead = block(0);
  for (let from = 0; from < count; from += CHUNKS_AT_ONCE) {
    const chunks = await ahead;
    if (from + CHUNKS_AT_ONCE < count) {
      ahead = block(from + CHUNKS_AT_ONCE);
      ahead.catch(() => {}); // reported when its turn comes
    }
    if (signal.aborted) throw new Refusal("cancelled");
    for (const chunk of chunks) yield new Uint8Array(chunk);
    progress(Math.min(total, (from + CHUNKS_AT_ONCE) * SEALED), total);
  }
}

/** The base nonce with the chunk's number in it. @param {Uint8Array<ArrayBuffer>} base @param {number} number */
function nonce(base, number) {
  const made = base.slice();
  const view = new DataView(made.buffer);
  view.setUint32(8, view.getUint32(8) ^ (number >>> 0));
  view.setUint32(4, view.getUint32(4) ^ Math.floor(number / 2 ** 32));
  return made;
}

/** @param {Blob} blob @param {number} from @param {number} to */
async function read(blob, from, to) {
  require(blob.size >= to, "truncated");
  try {
    return new Uint8Array(await blob.slice(from, to).arrayBuffer());
  } catch {
    throw new Refusal("unreadable");
  }
}
