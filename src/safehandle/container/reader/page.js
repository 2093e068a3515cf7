import { readHead } from "./head.js";
import { savable } from "./names.js";
import { opened } from "./opening.js";
import { unlock } from "./password.js";
import { receipt } from "./receipt.js";
import { Refusal } from "./refusal.js";
import { canPick, download, pickAndSave } from "./saving.js";
import { human, made, meaning } from "./showing.js";
import { slip } from "./slip.js";
import { carried, container, partNumber } from "./source.js";
import { REFUSALS, WORDS } from "./words.js";
import { zipped } from "./zip.js";

/** @import { Head } from "./head.js" */
/** @import { Opened, OpenedFile } from "./opening.js" */
/** @import { Language } from "./words.js" */

const READER = "{{version}}";

/** @type {{language: Language, blob: Blob | null, head: Head | null, content: Opened | null,
 *   fileKey: Uint8Array<ArrayBuffer> | null, paper: string, stop: AbortController | null, at: Date, turn: number}} */
const state = {
  language: "ja",
  blob: null,
  head: null,
  content: null,
  fileKey: null,
  paper: "",
  stop: null,
  at: new Date(0),
  turn: 0,
};

/** @param {string} id @returns {any} */
const part = (id) => document.getElementById(id);
/** @param {string} word */
const say = (word) => WORDS[state.language][word];

/** @param {string} word @param {Record<string, string>} fields */
const filled = (word, fields) => say(word).replace(/\{(\w+)\}/g, (_, name) => fields[name] ?? "");

function paint() {
  document.documentElement.lang = state.language;
  document.title = say("title");
  for (const element of document.querySelectorAll("[data-say]")) {
    element.textContent = say(/** @type {HTMLElement} */ (element).dataset.say ?? "");
  }
  part("language").lang = state.language === "ja" ? "en" : "ja";
  part("show").textContent = say(part("password").type === "password" ? "show" : "hide");
  for (const [step, error] of [...refused]) wrong(step, error);
  if (state.content) list(state.content);
}

/** What each step refuses at the moment. @type {Map<string, unknown>} */
const refused = new Map();

/** Say what is wrong in a step, or take it back. @param {string} step @param {unknown} [error] */
function wrong(step, error) {
  const place = part(`wrong-${step}`);
  place.replaceChildren();
  refused.delete(step);
  if (error === undefined) return;
  refused.set(step, error);
  const refusal = error instanceof Refusal ? error : meaning(error);
  const [what, then] = REFUSALS[state.language][refusal.code] ?? REFUSALS[state.language].internal;
  const box = made("div", "", "verdict bad");
  const saved = step === "enter" ? say("nothing_saved") : "";
  box.append(made("b", `✕ ${what}`), made("p", [then, saved].filter(Boolean).join(state.language === "en" ? " " : "")));
  box.append(made("p", [refusal.code, refusal.detail].filter(Boolean).join(": "), "code more"));
  place.append(box);
}

/** Drop what was opened, and ask for the password again. */
function drop() {
  state.stop?.abort();
  Object.assign(state, { content: null, fileKey: null, stop: null });
  for (const step of ["save", "receipt"]) part(`step-${step}`).hidden = true;
  for (const place of ["files", "slip", "code"]) part(place).replaceChildren();
  part("enter").hidden = false;
  part("step-enter").classList.remove("done");
  part("saved").checked = false;
  part("password").value = "";
}

/** Go back to the beginning. */
function forget() {
  drop();
  Object.assign(state, { blob: null, head: null, paper: "" });
  for (const step of ["compare", "enter"]) part(`step-${step}`).hidden = true;
  for (const step of ["choose", "compare", "enter", "save"]) wrong(step);
  for (const radio of document.querySelectorAll("input[name=paper]")) /** @type {HTMLInputElement} */ (radio).checked = false;
  for (const step of ["choose", "compare"]) part(`step-${step}`).classList.remove("done");
}

/** @param {File[]} files */
async function choose(files) {
  forget();
  part("chosen").textContent = files.map((file) => file.name).join("、");
  try {
    await take(await container(files));
  } catch (error) {
    wrong("choose", short(error, files));
  }
}

/** A set of parts that ends too early most often lacks its last ones. @param {unknown} error @param {File[]} files */
const short = (error, files) =>
  error instanceof Refusal && error.code === "truncated" && files.some((file) => partNumber(file) > 0)
    ? new Refusal("parts-short", error.detail)
    : error;

/** @param {Blob} blob */
async function take(blob) {
  const head = await readHead(blob);
  if (!head.password) throw new Refusal("needs-key");
  Object.assign(state, { blob, head });
  part("number").textContent = head.number;
  part("created").textContent = head.created.replace("T", " ");
  part("step-choose").classList.add("done");
  part("step-compare").hidden = false;
}

/** @param {string} answer */
function compare(answer) {
  state.paper = answer;
  const different = answer === "different";
  wrong("compare", different ? new Refusal("different") : undefined);
  part("step-enter").hidden = different;
  part("step-compare").classList.toggle("done", !different);
  if (different) drop();
  else if (state.content) issue();
  else part("password").focus();
}

async function enter() {
  const { blob, head } = state;
  if (!blob || !head || !state.paper || state.paper === "different") return;
  wrong("enter");
  part("open").disabled = true;
  const stop = new AbortController();
  state.stop = stop;
  try {
    part("deriving").textContent = say("deriving");
    const fileKey = await unlock(head, part("password").value);
    part("deriving").textContent = "";
    part("progress").hidden = false;
    const content = await opened(blob, head, fileKey, meter(), stop.signal);
    if (stop.signal.aborted) throw new Refusal("cancelled");
    Object.assign(state, { content, fileKey, at: new Date() });
    part("password").value = "";
    part("enter").hidden = true;
    part("step-enter").classList.add("done");
    list(content);
    part("step-save").hidden = false;
    part("head-save").focus();
  } catch (error) {
    if (state.stop === stop) wrong("enter", error);
    part("password").select();
  } finally {
    part("deriving").textContent = "";
    part("progress").hidden = true;
    part("open").disabled = false;
  }
}

/** Shows bytes done, their share and the speed, a few times a second. */
function meter() {
  const begun = performance.now();
  let shown = 0;
  return (/** @type {number} */ done, /** @type {number} */ total) => {
    const now = performance.now();
    if (now - shown < 150 && done < total) return;
    shown = now;
    part("bar").value = (1000 * done) / total;
    const speed = human(done / Math.max(0.001, (now - begun) / 1000));
    part("amount").textContent = filled("speed", { done: human(done), total: human(total), speed });
  };
}

/** @param {Opened} content */
function list(content) {
  part("files").replaceChildren(...content.files.map(row));
  part("authenticated").hidden = content.files.every((file) => file.recomputed);
  part("save-zip").hidden = content.files.length + content.folders.length < 2;
  part("save-pick").hidden = !canPick();
}

/** @param {OpenedFile} file */
function row(file) {
  const line = document.createElement("tr");
  const [name, size, act] = [made("td", file.path), made("td", human(file.blob.size)), made("td")];
  name.append(made("span", file.sha256, "code"), made("span", `✓ ${say(file.recomputed ? "recomputed" : "authenticated")}`, "state"));
  const save = made("button", say("save_one"), "quiet small");
  save.setAttribute("type", "button");
  save.setAttribute("aria-label", `${say("save_one")} ${file.path}`);
  save.addEventListener("click", () => download(file.blob, savable(file.path)));
  act.append(save);
  line.append(name, size, act);
  return line;
}

/** One file as it is, or everything in one ZIP. @param {Opened} content @returns {Promise<[Blob, string]>} */
async function together(content) {
  const { files, folders } = content;
  if (files.length === 1 && folders.length === 0) return [files[0].blob, savable(files[0].path)];
  const total = files.reduce((sum, file) => sum + file.blob.size, 0);
  let done = 0;
  const parts = files.map(({ path, blob, mtime }) => ({ path, blob, mtime }));
  for (const folder of folders) parts.push({ path: `${folder}/`, blob: new Blob([]), mtime: state.at.getTime() / 1000 });
  const zip = await zipped(parts, (bytes) => {
    done += bytes;
    part("zipping").textContent = `${say("zipping")} ${human(done)} / ${human(total)}`;
  });
  part("zipping").textContent = "";
  return [zip, `${state.head?.number ?? "files"}.zip`];
}

/** @param {(blob: Blob, name: string) => unknown} save */
async function saveAll(save) {
  wrong("save");
  if (!state.content) return;
  part("save-zip").disabled = part("save-pick").disabled = true;
  try {
    await save(...(await together(state.content)));
  } catch (error) {
    wrong("save", error);
  } finally {
    part("save-zip").disabled = part("save-pick").disabled = false;
  }
}

async function issue() {
  const { head, content, fileKey } = state;
  if (!head || !content || !fileKey) return null;
  const turn = (state.turn += 1);
  const facts = { by: part("by").value.trim(), paper: state.paper, reader: READER, at: state.at };
  const paper = await receipt(head, content, fileKey, facts);
  if (turn === state.turn) {
    part("code").textContent = paper.code;
    part("slip").replaceChildren(...slip(paper, content, state.language, say, filled));
  }
  return paper;
}

function listen() {
  part("language").addEventListener("click", () => {
    state.language = state.language === "ja" ? "en" : "ja";
    paint();
  });
  part("file").addEventListener("change", () => choose([...part("file").files]));
  addEventListener("dragover", (event) => {
    event.preventDefault();
    part("drop").classList.add("over");
  });
  addEventListener("dragleave", () => part("drop").classList.remove("over"));
  addEventListener("drop", (event) => {
    event.preventDefault();
    part("drop").classList.remove("over");
    choose([...(event.dataTransfer?.files ?? [])]);
  });
  for (const radio of document.querySelectorAll("input[name=paper]")) {
    radio.addEventListener("change", () => compare(/** @type {HTMLInputElement} */ (radio).value));
  }
  const password = part("password");
  for (const kind of ["keydown", "keyup"]) {
    password.addEventListener(kind, (/** @type {KeyboardEvent} */ event) => {
      part("caps").hidden = !event.getModifierState?.("CapsLock");
    });
  }
  password.addEventListener("input", () => (part("wide").hidden = !/[^\x20-\x7e]/.test(password.value)));
  part("show").addEventListener("click", () => {
    password.type = password.type === "password" ? "text" : "password";
    part("show").setAttribute("aria-pressed", String(password.type === "text"));
    paint();
    password.focus();
  });
  part("enter").addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    enter();
  });
  part("cancel").addEventListener("click", () => state.stop?.abort());
  part("save-zip").addEventListener("click", () => saveAll(download));
  part("save-pick").addEventListener("click", () => saveAll(pickAndSave));
  part("saved").addEventListener("change", () => {
    part("step-receipt").hidden = !part("saved").checked;
    if (part("saved").checked) issue();
  });
  part("by").addEventListener("input", issue); // so that it is right however the page is printed
  part("print").addEventListener("click", async () => (await issue()) && print());
  part("save-receipt").addEventListener("click", async () => {
    const paper = await issue();
    if (!paper) return;
    download(new Blob([`${JSON.stringify(paper, null, 1)}\n`], { type: "application/json" }), `receipt-${paper.number}.json`);
  });
}

async function begin() {
  if (/^en\b/.test(navigator.language)) state.language = "en";
  listen();
  paint();
  if (!globalThis.isSecureContext || !globalThis.crypto?.subtle) {
    wrong("choose", new Refusal("no-crypto"));
    return;
  }
  try {
    const blob = carried();
    if (!blob) return;
    part("drop").hidden = true;
    await take(blob);
  } catch (error) {
    wrong("choose", error);
  }
}

begin();
