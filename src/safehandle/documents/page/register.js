'use strict';
/**
 * The register's page: shows, filters and prints the rows, and checks them against the ledger's Merkle tree (RFC 9162).
 * Nothing here asks for anything from anywhere.
 *
 * @typedef {{cells: string[], entries: number[], at: number}} Row
 * @typedef {{style: string, title: string, time: boolean}} Column
 * @typedef {{columns: Column[], rows: Row[], root: string, size: number, digest: string, words: Object<string, string>}} Data
 */
(async () => {
  const PAGE = 100;
  const WEEK = 7 * 24 * 3600 * 1000;
  const bytes = new TextEncoder();
  const $ = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
  const held = (/** @type {string} */ id) => /** @type {HTMLTemplateElement} */ ($(id)).content.textContent || '';

  const text = held('register');
  /** @type {Data} */
  const data = JSON.parse(text);
  const words = data.words;
  const lines = held('entries').split('\n').filter(Boolean);
  const say = (/** @type {string} */ word, /** @type {Object<string, string|number>} */ fields = {}) =>
    words[word].replace(/\{(\w+)\}/g, (_, name) => String(fields[name]));
  const count = (/** @type {number} */ number) => number.toLocaleString('en');

  /** @param {string} name @param {string} [content] @param {string} [style] */
  function element(name, content = '', style = '') {
    const made = document.createElement(name);
    made.textContent = content;
    if (style) made.className = style;
    return made;
  }

  // ---- the table

  let chosen = data.rows;
  let page = 0;

  /** @param {Row} row */
  function line(row) {
    const tr = document.createElement('tr');
    row.cells.forEach((cell, index) => {
      const column = data.columns[index];
      const td = element('td', index ? cell : '', column.style);
      if (!index) {
        const button = element('button', cell);
        button.title = say('behind');
        button.onclick = () => behind(tr, row);
        td.append(button);
      }
      tr.append(td);
    });
    return tr;
  }

  /** Show or hide the ledger entries that a row stands on. @param {HTMLElement} tr @param {Row} row */
  function behind(tr, row) {
    const next = tr.nextElementSibling;
    if (next && next.className === 'behind') return next.remove();
    const td = document.createElement('td');
    td.setAttribute('colspan', String(data.columns.length));
    for (const number of row.entries) {
      const entry = lines[number] || '';
      td.append(element('pre', `${number}: ${entry.startsWith('{') ? JSON.stringify(JSON.parse(entry), null, 1) : say('absent')}`));
    }
    const more = element('tr', '', 'behind');
    more.append(td);
    tr.after(more);
  }

  /** @param {boolean} all */
  function draw(all = false) {
    const from = all ? 0 : page * PAGE;
    const shown = all ? chosen : chosen.slice(from, from + PAGE);
    $('rows').replaceChildren(...shown.map(line));
    const fields = {count: count(chosen.length), from: count(shown.length ? from + 1 : 0), to: count(from + shown.length)};
    $('count').textContent = say('count', fields);
    /** @type {HTMLButtonElement} */ ($('back')).disabled = page === 0;
    /** @type {HTMLButtonElement} */ ($('on')).disabled = from + PAGE >= chosen.length;
  }

  /** One bar a week, over the rows chosen. */
  function chart() {
    /** @type {Map<number, number>} */
    const weeks = new Map();
    for (const row of chosen) {
      const week = Math.floor(row.at / WEEK);
      weeks.set(week, (weeks.get(week) || 0) + 1);
    }
    const first = Math.min(...weeks.keys());
    const span = Math.max(...weeks.keys()) - first + 1;
    const most = Math.max(1, ...weeks.values());
    $('chart').replaceChildren(
      ...[...weeks].map(([week, number]) => {
        const bar = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
        const width = 1000 / Math.max(span, 12);
        const place = {x: (week - first) * width, y: 80 - (76 * number) / most, width: width * 0.86, height: (76 * number) / most};
        for (const [name, value] of Object.entries(place)) bar.setAttribute(name, String(value));
        return bar;
      }),
    );
    $('weeks').textContent = chosen.length ? say('weeks', {most: count(most)}) : '';
  }

  // ---- filters: a text, and a list for every column that holds only a few different values

  /** @type {Array<[number, HTMLSelectElement]>} */
  const selects = [];
  data.columns.forEach((column, index) => {
    const values = new Set(data.rows.map((row) => row.cells[index]));
    if (index === 0 || column.time || values.size < 2 || values.size > 12 || selects.length === 3) return;
    const select = document.createElement('select');
    select.setAttribute('aria-label', column.title);
    select.append(new Option(say('every', {title: column.title}), ''));
    for (const value of [...values].filter(Boolean).sort()) select.append(new Option(value, value));
    select.onchange = filter;
    $('count').before(select);
    selects.push([index, select]);
  });

  function filter() {
    const wanted = /** @type {HTMLInputElement} */ ($('search')).value.normalize('NFKC').toLowerCase();
    chosen = data.rows.filter(
      (row) =>
        selects.every(([index, select]) => !select.value || row.cells[index] === select.value) &&
        (!wanted || row.cells.some((cell) => cell.normalize('NFKC').toLowerCase().includes(wanted))),
    );
    page = 0;
    draw();
    chart();
  }

  $('search').oninput = filter;
  $('back').onclick = () => { page -= 1; draw(); };
  $('on').onclick = () => { page += 1; draw(); };
  $('print').onclick = () => print();
  addEventListener('beforeprint', () => draw(true));
  addEventListener('afterprint', () => draw());
  draw();
  chart();

  // ---- the check

  const sha256 = async (/** @type {BufferSource} */ content) => new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  const unbase64 = (/** @type {string} */ encoded) => Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0));
  const hex = (/** @type {Uint8Array} */ content) => Array.from(content, (byte) => byte.toString(16).padStart(2, '0')).join('');

  /** @param {Uint8Array[]} parts */
  function join(...parts) {
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let end = 0;
    for (const part of parts) {
      whole.set(part, end);
      end += part.length;
    }
    return whole;
  }

  /** The leaf hash of one line of evidence. @param {string} entry */
  const leaf = (entry) => (entry.startsWith('=') ? unbase64(entry.slice(1)) : sha256(join(Uint8Array.of(0), bytes.encode(entry))));

  /** The root of the tree over all entries, level by level: an odd node at the end of a level moves up as it is. */
  async function root() {
    let level = [];
    for (const entry of lines) level.push(await leaf(entry));
    if (!level.length) return sha256(new Uint8Array());
    while (level.length > 1) {
      const above = [];
      for (let i = 0; i + 1 < level.length; i += 2) above.push(await sha256(join(Uint8Array.of(1), level[i], level[i + 1])));
      if (level.length % 2) above.push(level[level.length - 1]);
      level = above;
    }
    return level[0];
  }

  /** Whether the checkpoint says this size and root, and who signed it: 'held', 'unknown' or a fault. @param {string} top */
  async function checkpoint(top) {
    const note = held('note');
    if (!note.trim()) return 'unknown';
    const [body, signatures] = [note.slice(0, note.lastIndexOf('\n\n') + 1), note.slice(note.lastIndexOf('\n\n') + 2)];
    const [, size, encoded] = body.split('\n');
    if (Number(size) !== lines.length || hex(unbase64(encoded)) !== top) return 'root';
    const [name, , key] = held('verifier').trim().split('+');
    const signed = signatures.split('\n').find((each) => each.startsWith(`— ${name} `));
    if (!name || !signed) return 'unknown';
    try {
      const raw = unbase64(held('verifier').trim().slice(held('verifier').trim().indexOf(key)));
      const imported = await crypto.subtle.importKey('raw', raw.slice(1), 'Ed25519', false, ['verify']);
      const blob = unbase64(signed.slice(signed.lastIndexOf(' ') + 1));
      return (await crypto.subtle.verify('Ed25519', imported, blob.slice(4), bytes.encode(body))) ? 'held' : 'signature';
    } catch (error) {
      return error instanceof DOMException && error.name === 'NotSupportedError' ? 'unknown' : 'signature';
    }
  }

  /** The reading code: 160 bits in Crockford's base 32. @param {string} top */
  function reading(top) {
    const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    let number = BigInt('0x' + top.slice(0, 40));
    let written = '';
    for (let i = 0; i < 32; i += 1, number >>= 5n) written = letters[Number(number & 31n)] + written;
    return (written.match(/.{4}/g) || []).join('-');
  }

  /** @param {string} style @param {string} head @param {string} rest */
  function verdict(style, head, rest) {
    $('verdict').className = `verdict ${style}`;
    $('verdict').replaceChildren(element('b', head), document.createTextNode(' ' + rest));
    document.body.dataset.verdict = style || 'wait';
  }

  async function check() {
    const rows = JSON.stringify([data.columns.map((column) => column.title), data.rows]);
    if (hex(await sha256(bytes.encode(rows))) !== data.digest) return verdict('ng', say('ng'), say('ng-table'));
    if (!lines.length) return verdict('wait', say('none'), say('none-hint'));
    const top = hex(await root());
    $('code').textContent = reading(top);
    $('root').textContent = top;
    if (lines.length !== data.size || top !== data.root) return verdict('ng', say('ng'), say('ng-root'));
    const signed = await checkpoint(top);
    if (signed === 'root' || signed === 'signature') return verdict('ng', say('ng'), say(`ng-${signed}`));
    if (signed === 'unknown') return verdict('wait', say('unsigned'), say('unsigned-hint', {count: count(lines.length)}));
    return verdict('ok', say('ok'), say('ok-hint', {count: count(lines.length)}));
  }

  try {
    await check();
  } catch {
    verdict('ng', say('ng'), say('ng-form'));
  }
})();
