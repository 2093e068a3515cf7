/** SHA-256 (FIPS 180-4) of a stream: WebCrypto has none. Used only where the browser runs it fast enough. */
export class Sha256 {
  constructor() {
    this.state = Int32Array.from(INITIAL);
    this.pending = new Uint8Array(64);
    this.filled = 0;
    this.length = 0;
  }

  /** @param {Uint8Array} data */
  update(data) {
    this.length += data.length;
    let at = 0;
    if (this.filled) {
      at = Math.min(64 - this.filled, data.length);
      this.pending.set(data.subarray(0, at), this.filled);
      this.filled += at;
      if (this.filled < 64) return;
      compress(this.state, this.pending, 0);
    }
    for (; at + 64 <= data.length; at += 64) compress(this.state, data, at);
    this.pending.set(data.subarray(at));
    this.filled = data.length - at;
  }

  /** @returns {Uint8Array<ArrayBuffer>} */
  digest() {
    const bits = this.length * 8;
    const padding = new Uint8Array((this.filled < 56 ? 64 : 128) - this.filled);
    padding[0] = 0x80;
    const end = new DataView(padding.buffer, padding.length - 8);
    end.setUint32(0, Math.floor(bits / 2 ** 32));
    end.setUint32(4, bits >>> 0);
    this.update(padding);
    const made = new DataView(new ArrayBuffer(32));
    this.state.forEach((word, index) => made.setInt32(4 * index, word));
    return new Uint8Array(made.buffer);
  }
}

/** Whether this browser hashes at 40 MB/s or more; hardened ones run JavaScript twenty times slower. */
export function hashesFast() {
  const sample = new Uint8Array(1 << 17);
  const hash = new Sha256();
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 12; round++) {
    const begun = performance.now(); // the first rounds let the compiler warm up
    hash.update(sample);
    best = Math.min(best, performance.now() - begun);
  }
  return best < 3.2;
}

const ROUNDS = Int32Array.from(
  `428a2f98 71374491 b5c0fbcf e9b5dba5 3956c25b 59f111f1 923f82a4 ab1c5ed5 d807aa98 12835b01 243185be 550c7dc3 72be5d74
  80deb1fe 9bdc06a7 c19bf174 e49b69c1 efbe4786 0fc19dc6 240ca1cc 2de92c6f 4a7484aa 5cb0a9dc 76f988da 983e5152 a831c66d
  b00327c8 bf597fc7 c6e00bf3 d5a79147 06ca6351 14292967 27b70a85 2e1b2138 4d2c6dfc 53380d13 650a7354 766a0abb 81c2c92e
  92722c85 a2bfe8a1 a81a664b c24b8b70 c76c51a3 d192e819 d6990624 f40e3585 106aa070 19a4c116 1e376c08 2748774c 34b0bcb5
  391c0cb3 4ed8aa4a 5b9cca4f 682e6ff3 748f82ee 78a5636f 84c87814 8cc70208 90befffa a4506ceb bef9a3f7 c67178f2`
    .split(/\s+/)
    .map((word) => Number.parseInt(word, 16) | 0),
);
const INITIAL = "6a09e667 bb67ae85 3c6ef372 a54ff53a 510e527f 9b05688c 1f83d9ab 5be0cd19"
  .split(" ")
  .map((word) => Number.parseInt(word, 16) | 0);
const schedule = new Int32Array(64);

/** @param {Int32Array} state @param {Uint8Array} data @param {number} at */
function compress(state, data, at) {
  const w = schedule;
  const k = ROUNDS;
  for (let i = 0; i < 16; i++, at += 4) {
    w[i] = (data[at] << 24) | (data[at + 1] << 16) | (data[at + 2] << 8) | data[at + 3];
  }
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15];
    const y = w[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
  // Taking them apart in one statement would cost more than the rounds.
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  let f = state[5];
  let g = state[6];
  let h = state[7];
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const one = (h + s1 + ((e & f) ^ (~e & g)) + k[i] + w[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}
