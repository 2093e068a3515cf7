import { grouped, hex, utf8 } from "./bytes.js";
import { canonical } from "./head.js";
import { derived, hmac } from "./schedule.js";

/** @import { Head } from "./head.js" */
/** @import { Opened } from "./opening.js" */

/**
 * The 受領書 as data. Its code is an HMAC under a key that only the password (or the key) of the container gives: it
 * shows that the content could be opened, not by whom.
 * @param {Head} head @param {Opened} content @param {Uint8Array<ArrayBuffer>} fileKey
 * @param {{by: string, paper: string, reader: string, at: Date}} facts `paper`: what the person said of the number
 */
export async function receipt(head, content, fileKey, { by, paper, reader, at }) {
  const unsigned = {
    kind: "safehandle.receipt/1",
    identity: head.identity,
    number: head.number,
    manifest: content.manifest,
    files: content.files.length,
    size: content.files.reduce((sum, file) => sum + file.blob.size, 0),
    opened: japaneseTime(at),
    paper,
    by,
    reader,
  };
  const code = await hmac(await derived(fileKey, "receipt", 64), utf8(canonical(unsigned)));
  return { ...unsigned, code: grouped(hex(code).slice(0, 24)) };
}

/** ISO 8601 with +09:00, whatever the computer's own zone is. @param {Date} at */
export const japaneseTime = (at) => new Date(at.getTime() + 9 * 3600_000).toISOString().slice(0, 19) + "+09:00";
