import { human, made } from "./showing.js";

/** @import { Opened } from "./opening.js" */
/** @import { receipt } from "./receipt.js" */

/**
 * The printed 受領書, as the children of the page's slip.
 * @param {Awaited<ReturnType<typeof receipt>>} paper
 * @param {Opened} content
 * @param {"ja" | "en"} language
 * @param {(word: string) => string} say
 * @param {(word: string, fields: Record<string, string>) => string} filled
 */
export function slip(paper, content, language, say, filled) {
  const from = content.info.get("Source-Organization") ?? say("slip_sender");
  const table = document.createElement("table");
  const rows = [
    ["number", paper.number],
    ["slip_at", moment(paper.opened, language)],
    ["slip_paper", say(`paper_${paper.paper}`)],
    ["slip_files", filled("slip_files_value", { count: String(paper.files), size: human(paper.size) })],
    ["slip_manifest", paper.manifest],
    ["code", paper.code],
  ];
  for (const [word, value] of rows) {
    const line = document.createElement("tr");
    line.append(made("th", say(word)), made("td", value, word === "slip_manifest" ? "hash" : ""));
    table.append(line);
  }
  const sign = made("div", "", "sign");
  sign.append(made("div", `${say("slip_sign")}: ${paper.by}`), made("div", say("slip_seal")));
  return [
    made("h1", say("slip")), made("p", filled("slip_to", { from })), made("p", say("slip_text")), table, sign,
    made("p", `safehandle reader ${paper.reader}`),
  ];
}

/** A time as an office writes it: 令和8年11月21日 14:57. @param {string} iso @param {"ja" | "en"} language */
const moment = (iso, language) =>
  new Intl.DateTimeFormat(language === "ja" ? "ja-JP-u-ca-japanese" : "en-GB", {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "Asia/Tokyo",
  }).format(new Date(iso));
