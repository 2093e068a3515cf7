import { utf8 } from "./bytes.js";

/** @typedef {{path: string, blob: Blob, mtime: number}} Part */

const FULL = 0xffffffff;
const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/**
 * One plain ZIP (stored, UTF-8 names, 64-bit where it must be) of blobs, which are not copied.
 * @param {Part[]} parts @param {(bytes: number) => void} progress
 */
export async function zipped(parts, progress) {
  const pieces = [];
  const directory = [];
  let offset = 0;
  for (const part of parts) {
    const crc = await crc32(part.blob, progress);
    const name = utf8(part.path);
    const [time, date] = dosTime(part.mtime);
    const size = part.blob.size;
    const wide = size >= FULL || offset >= FULL;
    const extra = wide ? record([[2, 1], [2, 24], [8, size], [8, size], [8, offset]]) : new Uint8Array(0);
    const narrow = wide ? FULL : size;
    /** @type {[number, number][]} */
    const common = [[2, wide ? 45 : 20], [2, 0x800], [2, 0], [2, time], [2, date], [4, crc], [4, narrow], [4, narrow]];
    // In front of the data the 64-bit field has sizes only.
    const localExtra = wide ? record([[2, 1], [2, 16], [8, size], [8, size]]) : extra;
    const local = record([[4, 0x04034b50], ...common, [2, name.length], [2, localExtra.length]]);
    pieces.push(local, name, localExtra, part.blob);
    const central = [[2, name.length], [2, extra.length], [2, 0], [2, 0], [2, 0], [4, 0], [4, wide ? FULL : offset]];
    directory.push(
      record([[4, 0x02014b50], [2, 45], ...common, .../** @type {[number, number][]} */ (central)]),
      name,
      extra,
    );
    offset += local.length + name.length + localExtra.length + size;
  }
  const length = directory.reduce((sum, piece) => sum + piece.length, 0);
  return new Blob([...pieces, ...directory, ending(parts.length, length, offset)], { type: "application/zip" });
}

/** @param {number} count @param {number} length @param {number} offset */
function ending(count, length, offset) {
  const wide = count >= 0xffff || offset >= FULL;
  const end64 = wide
    ? record([
        [4, 0x06064b50], [8, 44], [2, 45], [2, 45], [4, 0], [4, 0], [8, count], [8, count], [8, length], [8, offset],
        [4, 0x07064b50], [4, 0], [8, offset + length], [4, 1],
      ])
    : new Uint8Array(0);
  const few = Math.min(count, 0xffff);
  const end = record([[4, 0x06054b50], [2, 0], [2, 0], [2, few], [2, few], [4, length], [4, wide ? FULL : offset], [2, 0]]);
  return new Blob([end64, end]);
}

/** Little-endian numbers, each with its size in bytes. @param {[number, number][]} fields */
function record(fields) {
  const made = new Uint8Array(fields.reduce((sum, [size]) => sum + size, 0));
  let at = 0;
  for (const [size, value] of fields) {
    for (let i = 0; i < size; i++) made[at++] = Math.floor(value / 2 ** (8 * i)) % 256;
  }
  return made;
}

/** @param {number} seconds since 1970; the format has local time, here the browser's */
function dosTime(seconds) {
  const at = new Date(Math.max(seconds, 315_619_200) * 1000);
  const time = (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1);
  return [time, ((at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate()];
}

/** @param {Blob} blob @param {(bytes: number) => void} progress */
async function crc32(blob, progress) {
  let value = -1;
  for (let at = 0; at < blob.size; at += 1 << 22) {
    const data = new Uint8Array(await blob.slice(at, at + (1 << 22)).arrayBuffer());
    for (let i = 0; i < data.length; i++) value = (value >>> 8) ^ TABLE[(value ^ data[i]) & 255];
    progress(data.length);
  }
  return (value ^ -1) >>> 0;
}
