/** @typedef {{write: (data: Uint8Array<ArrayBuffer>) => Promise<void>, close: () => Promise<Blob>, abort: () => void}} Sink */

const IN_MEMORY = 8 << 20;
const AT_ONCE = 1 << 20;

/**
 * Where the content of one file goes until everything has been found genuine. A Blob made from a stream lies on disk in
 * Chromium and Firefox; one made from buffers lies in memory, and fails silently when it is large.
 * @param {number} size @returns {Sink}
 */
export function sink(size) {
  return size <= IN_MEMORY ? memorySink() : diskSink();
}

/** @returns {Sink} */
function memorySink() {
  /** @type {Uint8Array<ArrayBuffer>[]} */
  let parts = [];
  return {
    write: async (data) => void parts.push(data),
    close: async () => new Blob(parts),
    abort: () => void (parts = []),
  };
}

/** @returns {Sink} */
function diskSink() {
  const { readable, writable } = new TransformStream(undefined, { highWaterMark: 1 }, { highWaterMark: 1 });
  const writer = writable.getWriter();
  const blob = new Response(readable).blob();
  blob.catch(() => {}); // reported by close
  let block = new Uint8Array(AT_ONCE);
  let used = 0;
  const flush = async () => {
    await writer.ready;
    await writer.write(block.subarray(0, used));
    block = new Uint8Array(AT_ONCE);
    used = 0;
  };
  return {
    write: async (data) => {
      if (used + data.length > AT_ONCE) await flush();
      block.set(data, used);
      used += data.length;
    },
    close: async () => {
      await flush();
      await writer.close();
      return blob;
    },
    abort: () => void writer.abort().catch(() => {}),
  };
}

/** Hand a blob to the browser's downloads. @param {Blob} blob @param {string} name */
export function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 600_000);
}

/** Whether the browser lets the person choose where to save. */
export const canPick = () => "showSaveFilePicker" in globalThis;

/**
 * Write a blob to a file that the person chooses; false if they chose none.
 * @param {Blob} blob @param {string} name
 */
export async function pickAndSave(blob, name) {
  let handle;
  try {
    handle = await /** @type {any} */ (globalThis).showSaveFilePicker({ suggestedName: name });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return false;
    throw error;
  }
  const file = await handle.createWritable();
  await blob.stream().pipeTo(file);
  return true;
}
