import { utf8 } from "./bytes.js";
import { require } from "./refusal.js";

const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])( *[.:].*)?$/is;
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

/** The names of one container, seen together; whatever could leave its folder or hide another is refused. */
export class Names {
  constructor() {
    /** @type {Map<string, {path: string, folder: boolean}>} */
    this.seen = new Map();
  }

  /** @param {string} path relative, with slashes @param {boolean} folder */
  add(path, folder) {
    const components = path.split("/");
    require(components.length <= 200 && utf8(path).length <= 3800 && !/^[A-Za-z]:/.test(path), "hostile-name", path);
    for (const name of components) {
      const harmless = name && name !== "." && name !== ".." && !name.includes("\\") && !/[. ]$/.test(name);
      require(harmless && utf8(name).length <= 255 && !CONTROL.test(name) && !RESERVED.test(name), "hostile-name", path);
    }
    this.place(path, folder);
  }

  /** @param {string} path @param {boolean} folder */
  place(path, folder) {
    const key = path.normalize("NFC").toLowerCase().normalize("NFC");
    const known = this.seen.get(key);
    if (known) {
      require(known.path === path && known.folder && folder, "hostile-name", path);
      return;
    }
    const slash = path.lastIndexOf("/");
    if (slash > 0) this.place(path.slice(0, slash), true);
    this.seen.set(key, { path, folder });
  }
}

/** A name that every system can save. @param {string} path */
export const savable = (path) => (path.split("/").pop() ?? path).replace(/[<>:"|?*]/g, "_");
