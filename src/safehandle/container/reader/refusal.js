/** Why a file is not opened; `code` names the words that the page shows, `detail` is for them. */
export class Refusal extends Error {
  /**
   * @param {string} code
   * @param {string} [detail]
   */
  constructor(code, detail = "") {
    super(detail ? `${code}: ${detail}` : code);
    this.code = code;
    this.detail = detail;
  }
}

/**
 * @param {unknown} holds
 * @param {string} code
 * @param {string} [detail]
 */
export function require(holds, code, detail) {
  if (!holds) throw new Refusal(code, detail);
}
