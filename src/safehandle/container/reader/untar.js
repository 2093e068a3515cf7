import { joined, text } from "./bytes.js";
import { require } from "./refusal.js";

const SECTOR = 512;
const IGNORED = ["atime", "ctime", "comment", "uid", "gid", "uname", "gname", "hdrcharset"];

/** @typedef {{path: string, folder: boolean, size: number, mtime: number}} Member */

/** Reads across the chunks that come out of the cipher. */
export class Plaintext {
  /** @param {AsyncGenerator<Uint8Array<ArrayBuffer>>} chunks */
  constructor(chunks) {
    this.chunks = chunks;
    this.rest = new Uint8Array(0);
  }

  async next() {
    const { value, done } = await this.chunks.next();
    this.rest = value ?? new Uint8Array(0);
    return !done;
  }

  /** The next bytes as views, each of its own chunk. @param {number} size */
  async *pieces(size) {
    while (size > 0) {
      if (!this.rest.length) {
        require(await this.next(), "hostile-tar", "end");
        continue;
      }
      const piece = this.rest.subarray(0, size);
      this.rest = this.rest.subarray(piece.length);
      size -= piece.length;
      yield piece;
    }
  }

  /** @param {number} size */
  async read(size) {
    const parts = [];
    for await (const piece of this.pieces(size)) parts.push(piece);
    return joined(...parts);
  }

  /** Nothing but zeros may follow the end of the tar. */
  async end() {
    do require(this.rest.every((byte) => byte === 0), "hostile-tar", "trailing");
    while (await this.next());
  }

  async *all() {
    do if (this.rest.length) yield this.rest;
    while (await this.next());
  }
}

/**
 * Each file or folder in order; its content is read from `source` before the next is asked for.
 * @param {Plaintext} source @returns {AsyncGenerator<Member>}
 */
export async function* members(source) {
  /** @type {Map<string, string>} */
  let extended = new Map();
  for (;;) {
    const block = await source.read(SECTOR);
    if (block.every((byte) => byte === 0)) break;
    const kind = headerKind(block);
    if (kind === "x") {
      const size = octal(block, 124, 12);
      require(extended.size === 0 && size <= 65536, "hostile-tar", "pax");
      extended = pax(await source.read(size));
      await source.read(-size & (SECTOR - 1));
      continue;
    }
    const member = described(block, extended, kind === "5");
    extended = new Map();
    yield member;
    await source.read((SECTOR - (member.size % SECTOR)) % SECTOR);
  }
  require(extended.size === 0, "hostile-tar", "pax");
  require((await source.read(SECTOR)).every((byte) => byte === 0), "hostile-tar", "end");
  await source.end();
}

/** @param {Uint8Array} block */
function headerKind(block) {
  require(ascii(block, 257, 8) === "ustar\u000000", "hostile-tar", "magic");
  let sum = 8 * 32;
  for (let i = 0; i < SECTOR; i++) if (i < 148 || i >= 156) sum += block[i];
  require(sum === octal(block, 148, 8), "hostile-tar", "checksum");
  const kind = String.fromCharCode(block[156]);
  require(["0", "\0", "5", "x"].includes(kind), "hostile-tar", "type");
  require(kind === "x" || block.subarray(157, 257).every((byte) => byte === 0), "hostile-tar", "link");
  return kind;
}

/** @param {Uint8Array} block @param {number} at @param {number} size */
const ascii = (block, at, size) => String.fromCharCode(...block.subarray(at, at + size));

/** @param {Uint8Array} block @param {number} at @param {number} size */
function octal(block, at, size) {
  const digits = ascii(block, at, size).replace(/^[ \0]+|[ \0]+$/g, "");
  require(/^[0-7]{0,12}$/.test(digits), "hostile-tar", "number");
  return Number.parseInt(digits || "0", 8);
}

/** @param {Uint8Array<ArrayBuffer>} data */
function pax(data) {
  const found = new Map();
  while (data.length) {
    const match = /^([1-9][0-9]{0,8}) ([^=\n]+)=/.exec(ascii(data, 0, 80));
    const length = match ? Number(match[1]) : 0;
    require(match && match[0].length < length && length <= data.length && data[length - 1] === 10, "hostile-tar", "pax");
    const [head, , name] = /** @type {RegExpExecArray} */ (match);
    require(!found.has(name) && ["path", "size", "mtime", ...IGNORED].includes(name), "hostile-tar", "pax");
    found.set(name, text(data.subarray(head.length, length - 1), "hostile-tar"));
    data = data.subarray(length);
  }
  return found;
}

/** @param {Uint8Array} block @param {Map<string, string>} extended @param {boolean} folder @returns {Member} */
function described(block, extended, folder) {
  const size = extended.get("size") ?? String(octal(block, 124, 12));
  const mtime = extended.get("mtime") ?? String(octal(block, 136, 12));
  require(/^[0-9]{1,15}$/.test(size) && /^[0-9]{1,12}(\.[0-9]*)?$/.test(mtime), "hostile-tar", "number");
  require(!folder || Number(size) === 0, "hostile-tar", "number");
  const path = extended.get("path") ?? oldPath(block);
  return {
    path: folder ? path.replace(/\/$/, "") : path,
    folder,
    size: Number(size),
    mtime: Number.parseInt(mtime, 10),
  };
}

/** @param {Uint8Array} block */
function oldPath(block) {
  const [name, prefix] = [block.subarray(0, 100), block.subarray(345, 500)].map((field) => {
    const end = field.indexOf(0);
    return text(end < 0 ? field : field.subarray(0, end), "hostile-tar");
  });
  return prefix ? `${prefix}/${name}` : name;
}
