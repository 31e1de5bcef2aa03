'use strict';
(() => {
  const byId = id => document.getElementById(id);
  const json = id => { const block = byId(id); return block ? JSON.parse(block.textContent) : null; };
  const run = json('run');
  const comparison = json('compare');
  const tables = new Map();
  const chunks = new Map();
  const table = e => { if (!tables.has(e)) tables.set(e, json('e' + e)); return tables.get(e); };
  const detailOf = (e, row) => {
    const chunk = table(e).d[row];
    if (chunk < 0) return null;
    if (!chunks.has(chunk)) { if (chunks.size > 8) chunks.clear(); chunks.set(chunk, json('d' + chunk)); }
    return chunks.get(chunk)[e + ':' + row];
  };

  // All text goes in as text nodes. What a reader cannot see, or what turns the order of letters, is spelled out.
  const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;
  const plain = (parent, text) => {
    let at = 0;
    for (const hit of text.matchAll(HIDDEN)) {
      if (hit.index > at) parent.append(text.slice(at, hit.index));
      const code = hit[0].codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
      parent.append(el('span', { class: 'ctl', title: 'character U+' + code }, 'U+' + code));
      at = hit.index + hit[0].length;
    }
    if (at < text.length) parent.append(text.slice(at));
    return parent;
  };
  const el = (tag, attributes, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) if (value !== null && value !== undefined) node.setAttribute(name, value);
    for (const child of children.flat(9)) if (child !== null && child !== undefined) node.append(child);
    return node;
  };
  const svg = (tag, attributes, ...children) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(attributes || {})) node.setAttribute(name, value);
    node.append(...children);
    return node;
  };
  const inline = text => plain(el('bdi', { class: 'text' }), String(text));
  const cutNote = more => more ? el('p', { class: 'soft small' }, '… ' + whole(more) + ' more characters are not shown') : null;
  const block = (value, marks) => {
    const text = typeof value === 'object' && value !== null ? value.text : String(value);
    const pre = el('pre', { class: 'text', tabindex: '0' });
    const spans = (marks || []).filter(mark => mark.length > 2 && text.includes(mark));
    if (!spans.length) plain(pre, text);
    else {
      const quoted = spans.sort((a, b) => b.length - a.length).map(mark => mark.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      let at = 0;
      for (const hit of text.matchAll(new RegExp(quoted.join('|'), 'g'))) {
        plain(pre, text.slice(at, hit.index));
        pre.append(plain(el('mark', { title: 'named by the assertion or a judge' }), hit[0]));
        at = hit.index + hit[0].length;
      }
      plain(pre, text.slice(at));
    }
    return el('div', {}, pre, cutNote(value && value.more));
  };
  const whole = n => Number(n).toLocaleString('en-US', { maximumFractionDigits: 0 });
  const rate = r => r === null || r === undefined ? '–' : Number(r).toFixed(3);
  const usd = n => n === null || n === undefined ? '–' : '$' + (n >= 1 ? n.toFixed(2) : n === 0 ? '0' : Number(n.toPrecision(3)));
  const time = ms => ms >= 10000 ? (ms / 1000).toFixed(1) + ' s' : whole(ms) + ' ms';
  const plural = (n, noun) => whole(n) + ' ' + noun + (n === 1 ? '' : 's');

  const TONE = { PASS: 'good', PASSED: 'good', FAIL: 'bad', FAILED: 'bad', INCONCLUSIVE: 'open', UNSURE: 'open', ERROR: 'bad', REFUSED: 'bad' };
  const SIGN = { PASS: '✓', PASSED: '✓', FAIL: '✗', FAILED: '✗', INCONCLUSIVE: '?', UNSURE: '?', ERROR: '!', REFUSED: '!', NONE: '–', SKIPPED: '–' };
  const tone = word => TONE[word] || (SIGN[word] === '–' || word === 'DRAFT' ? 'none' : 'open');
  const sign = word => SIGN[word] || '!';
  const evalTone = e => e.green ? 'good' : e.verdict === 'INCONCLUSIVE' ? 'open' : e.verdict === 'NONE' || e.verdict === 'DRAFT' ? 'none' : 'bad';
  const badge = (word, look, more) => el('span', { class: 'badge ' + (look || tone(word)) }, el('span', { 'aria-hidden': 'true' }, sign(word)), inline(word + (more || '')));
  const state = e => e.green ? 'green' : e.verdict === 'INCONCLUSIVE' ? 'undecided' : e.verdict === 'NONE' || e.verdict === 'DRAFT' ? 'none' : 'red';
  const evalBadge = e => badge(e.verdict, evalTone(e), e.foreseen ? ' (' + e.foreseen + ')' : '');

  const bar = e => {
    const say = e.rate === null ? 'no rate' : 'rate ' + rate(e.rate) + (e.lower === null ? '' : ', bounds ' + rate(e.lower) + ' to ' + rate(e.upper)) + (e.pass_rate === null ? '' : ', claim ' + e.pass_rate);
    const x = share => 6 + share * 188;
    const node = svg('svg', { class: 'bar', viewBox: '0 0 200 30', role: 'img', 'aria-label': say });
    node.append(svg('title', {}, say), svg('rect', { class: 'track', x: 6, y: 9, width: 188, height: 8, rx: 4 }));
    if (e.lower !== null) node.append(svg('rect', { class: 'range ' + evalTone(e) + '-f', x: x(e.lower), y: 9, width: Math.max(2, x(e.upper) - x(e.lower)), height: 8, rx: 3 }));
    if (e.pass_rate !== null) {
      node.append(svg('line', { class: 'claim', x1: x(e.pass_rate), x2: x(e.pass_rate), y1: 4, y2: 22 }));
      if (e.tolerance > 0) node.append(svg('line', { class: 'tol', x1: x(e.pass_rate - e.tolerance), x2: x(e.pass_rate - e.tolerance), y1: 4, y2: 22 }));
    }
    if (e.rate !== null) node.append(svg('circle', { class: 'dot', cx: x(e.rate), cy: 13, r: 4.5 }));
    node.append(svg('text', { x: 6, y: 29 }, '0'), svg('text', { x: 194, y: 29, 'text-anchor': 'end' }, '1'));
    return node;
  };
  const age = day => {
    if (!day || !run.day) return '';
    const days = Math.round((Date.parse(run.day) - Date.parse(day)) / 86400000);
    return days <= 0 ? 'recorded that day' : plural(days, 'day') + ' old';
  };

  // The address bar holds all state: #view=eval&eval=...&q=...
  const state0 = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  const href = state => '#' + new URLSearchParams(Object.entries(state).filter(([, v]) => v !== '' && v !== null && v !== undefined)).toString();
  const set = (changes) => { history.replaceState(null, '', href({ ...state0(), ...changes })); };

  const field = (label, control, grow) => el('label', { class: grow ? 'grow' : null }, label, control);
  const chooser = (name, now, options) => {
    const select = el('select', { name }, options.map(([value, text]) => el('option', { value }, text)));
    select.value = options.some(([value]) => value === now) ? now : options[0][0];
    return select;
  };

  function overview(now) {
    const count = what => run.evals.filter(e => state(e) === what).length;
    const total = key => run.evals.reduce((sum, e) => sum + (e[key] || 0), 0);
    const known = key => run.evals.some(e => e[key] !== null);
    const tile = (value, label) => el('div', { class: 'tile' }, el('b', {}, value), el('span', {}, label));
    const search = el('input', { type: 'search', name: 'q', value: now.q || '', placeholder: 'name, claim, text of the verdict' });
    const verdict = chooser('state', now.state, [['', 'all verdicts'], ['red', '✗ red'], ['undecided', '? undecided'], ['green', '✓ green'], ['none', '– none']]);
    const body = el('tbody');
    const shown = el('p', { class: 'soft small', role: 'status' });
    const fill = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      const urgency = { red: 0, undecided: 1, none: 2, green: 3 };
      const rows = [...run.evals].sort((a, b) => urgency[state(a)] - urgency[state(b)]).filter(e => (!verdict.value || state(e) === verdict.value)
        && words.every(word => (e.test + ' ' + e.claim + ' ' + e.text).toLowerCase().includes(word)));
      body.replaceChildren(...rows.map(e => el('tr', {},
        el('td', { class: 'verdict' }, evalBadge(e)),
        el('td', { class: 'name' }, el('a', { href: href({ view: 'eval', eval: e.test }) }, e.name.split('.').flatMap((part, i) => i ? [el('wbr'), inline('.' + part)] : [inline(part)])), e.claim ? el('div', { class: 'soft small' }, 'claim: ', inline(e.claim)) : null),
        el('td', { class: 'rate' }, bar(e), el('div', { class: 'small' }, e.rate === null ? 'no rate' : rate(e.rate), e.lower === null ? '' : el('span', { class: 'soft' }, ' in ' + rate(e.lower) + '..' + rate(e.upper)))),
        el('td', { class: 'n', 'data-label': 'passed' }, whole(e.passed) + ' of ' + whole(e.scored), e.failures ? el('div', { class: 'small' }, inline(e.failures)) : null),
        el('td', { 'data-label': 'evidence' }, inline(e.evidence || 'none'), el('div', { class: 'soft small' }, age(e.oldest))),
        el('td', { class: 'n', 'data-label': 'tokens' }, e.tokens === null ? '–' : whole(e.tokens)),
        el('td', { class: 'n', 'data-label': 'cost' }, usd(e.usd)))));
      shown.textContent = rows.length === run.evals.length ? plural(rows.length, 'eval') : rows.length + ' of ' + plural(run.evals.length, 'eval') + ' shown';
      set({ q: search.value, state: verdict.value });
    };
    search.addEventListener('input', fill);
    verdict.addEventListener('change', fill);
    fill();
    return [
      el('h2', { tabindex: '-1' }, 'Overview'),
      el('div', { class: 'tiles' }, tile('✓ ' + count('green'), 'green'), tile('✗ ' + count('red'), 'red'), tile('? ' + count('undecided'), 'undecided'),
        tile(whole(total('samples')), 'samples'), tile(known('tokens') ? whole(total('tokens')) : '–', 'tokens, where known'), tile(known('usd') ? usd(total('usd')) : '–', 'cost, where known')),
      el('div', { class: 'filters' }, field('Search', search, true), field('Verdict', verdict)),
      shown,
      el('div', { class: 'card evals' }, el('table', {}, el('thead', {}, el('tr', {}, ...['verdict', 'eval', 'rate, bounds, claim'].map(h => el('th', { scope: 'col' }, h)), el('th', { class: 'n', scope: 'col' }, 'passed'), el('th', { scope: 'col' }, 'evidence'), el('th', { class: 'n', scope: 'col' }, 'tokens'), el('th', { class: 'n', scope: 'col' }, 'cost'))), body)),
      el('p', { class: 'soft small' }, 'Bar: the dot is the pass rate of the scored samples, the band its exact one-sided bounds, the line the claimed rate, the dashed line the claim less its tolerance. A green verdict is PASS, or one that the test declares with a reason (expected, known red).'),
    ];
  }

  const histogram = (values, title, format) => {
    const known = values.filter(v => v !== null && v >= 0).sort((a, b) => a - b);
    if (known.length < 2) return null;
    const quantile = p => known[Math.min(known.length - 1, Math.ceil(p * known.length) - 1)];
    const low = known[0], high = known[known.length - 1], bins = new Array(24).fill(0);
    known.forEach(v => { bins[high === low ? 0 : Math.min(23, Math.floor((v - low) / (high - low) * 24))]++; });
    const top = Math.max(...bins);
    const words = plural(known.length, 'sample') + ', median ' + format(quantile(.5)) + ', 95 % within ' + format(quantile(.95)) + ', most ' + format(high);
    const node = svg('svg', { class: 'hist', viewBox: '0 0 520 130', role: 'img', 'aria-label': title + ': ' + words });
    bins.forEach((n, i) => { if (n) node.append(svg('rect', { class: 'col', x: 4 + i * 21.3, y: 108 - 98 * n / top, width: 19, height: Math.max(1.5, 98 * n / top), rx: 2 }, svg('title', {}, plural(n, 'sample')))); });
    node.append(svg('text', { x: 4, y: 124 }, format(low)), svg('text', { x: 514, y: 124, 'text-anchor': 'end' }, format(high)));
    return el('div', { class: 'card' }, el('h3', {}, title), node, el('p', { class: 'soft small' }, words));
  };

  const caseName = (t, row) => (t.v[row] >= 0 ? t.variants[t.v[row]] + ' > ' : '') + t.cases[t.c[row]];
  function groups(t) {
    const cases = new Map();
    for (let row = 0; row < t.c.length; row++) {
      const key = t.v[row] + ':' + t.c[row];
      let one = cases.get(key);
      if (!one) cases.set(key, one = { name: caseName(t, row), tags: t.tags[t.c[row]], rows: [], passed: 0, failed: 0, errors: 0 });
      one.rows.push(row);
      const outcome = t.outcomes[t.o[row]];
      if (outcome === 'PASSED') one.passed++; else if (outcome === 'FAILED' || outcome === 'UNSURE') one.failed++; else one.errors++;
    }
    const rank = one => one.passed && one.failed ? 0 : one.errors ? 1 : one.failed ? 2 : 3;
    return [...cases.values()].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'en', { numeric: true }));
  }
  const shares = (title, rows) => rows.length < 2 ? null : [el('h3', {}, title), el('div', { class: 'card scroll' }, el('table', {}, el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, title.replace('Rate by ', '')), el('th', { scope: 'col' }, 'rate'), el('th', { class: 'n', scope: 'col' }, 'passed'))), el('tbody', {}, rows.map(([name, passed, scored]) => el('tr', {}, el('td', {}, inline(name)), el('td', {}, bar({ rate: scored ? passed / scored : null, lower: null, pass_rate: null })), el('td', { class: 'n' }, whole(passed) + ' of ' + whole(scored)))))))];

  function evalPage(now) {
    const at = run.evals.findIndex(e => e.test === now.eval);
    if (at < 0) return [el('h2', { tabindex: '-1' }, 'No such eval'), el('p', {}, 'This report holds no eval of that name.')];
    const e = run.evals[at], t = table(at), all = groups(t);
    const byTag = new Map(), byVariant = new Map();
    const count = (map, name, one) => { const sum = map.get(name) || [name, 0, 0]; sum[1] += one.passed; sum[2] += one.passed + one.failed; map.set(name, sum); };
    all.forEach(one => { one.tags.forEach(tag => count(byTag, tag, one)); const v = t.v[one.rows[0]]; if (v >= 0) count(byVariant, t.variants[v], one); });
    const search = el('input', { type: 'search', value: now.q || '', placeholder: 'case or tag' });
    const kinds = [...new Set(t.outcomes)];
    const outcome = chooser('outcome', now.outcome, [['', 'all outcomes'], ['sometimes', 'passed sometimes'], ...kinds.map(k => [k, sign(k) + ' ' + k])]);
    const body = el('tbody'), more = el('button', { type: 'button' }), shown = el('p', { class: 'soft small', role: 'status' });
    let limit = 100;
    const fill = () => {
      const word = search.value.toLowerCase(), kind = outcome.value;
      const fits = one => (one.name.toLowerCase().includes(word) || one.tags.some(tag => tag.toLowerCase().includes(word)))
        && (!kind || (kind === 'sometimes' ? one.passed && one.failed : one.rows.some(row => t.outcomes[t.o[row]] === kind)));
      const rows = all.filter(fits);
      body.replaceChildren(...rows.slice(0, limit).map(one => {
        const cells = one.rows.slice(0, 200).map(row => {
          const word = t.outcomes[t.o[row]];
          return el('a', { class: 'cell ' + tone(word), href: href({ view: 'sample', eval: e.test, row }), 'aria-label': 'sample ' + t.s[row] + ': ' + word, title: 'sample ' + t.s[row] + ': ' + word }, sign(word));
        });
        return el('tr', {}, el('td', {}, inline(one.name), one.passed && one.failed ? el('div', { class: 'small soft' }, 'passed sometimes') : null, one.tags.length ? el('div', { class: 'soft small' }, inline(one.tags.join(', '))) : null),
          el('td', { class: 'n' }, one.passed + ' of ' + (one.passed + one.failed)),
          el('td', {}, el('div', { class: 'cells' }, cells, one.rows.length > 200 ? el('span', { class: 'soft small' }, '… ' + whole(one.rows.length - 200) + ' more') : null)));
      }));
      more.hidden = rows.length <= limit;
      more.textContent = 'Show ' + whole(Math.min(500, rows.length - limit)) + ' more cases';
      shown.textContent = whole(Math.min(limit, rows.length)) + ' of ' + plural(all.length, 'case') + ' shown, those that passed only sometimes first';
      set({ q: search.value, outcome: outcome.value });
    };
    more.addEventListener('click', () => { limit += 500; fill(); });
    search.addEventListener('input', () => { limit = 100; fill(); });
    outcome.addEventListener('change', () => { limit = 100; fill(); });
    fill();
    const facts = [['claim', e.claim], ['bounds', e.lower === null ? '' : rate(e.lower) + '..' + rate(e.upper) + ' (' + e.method + ', ' + Number((e.confidence * 100).toFixed(2)) + ' % each)'], ['cases', whole(e.cases)], ['samples', whole(e.ran) + ' ran' + (e.planned > e.ran ? ' of ' + whole(e.planned) + ' planned' : '') + (e.not_needed ? ', ' + whole(e.not_needed) + ' not needed' : '')], ['errors', e.failures], ['evidence', e.evidence + (e.oldest ? ', oldest ' + e.oldest + ' (' + age(e.oldest) + ')' : '')], ['declared', e.because], ['tokens', e.tokens === null ? '' : whole(e.tokens)], ['cost', e.usd === null ? '' : usd(e.usd)]].filter(([, value]) => value);
    return [
      el('nav', { class: 'pager', 'aria-label': 'place' }, el('a', { href: '#' }, '← all evals')),
      el('h2', { tabindex: '-1' }, inline(e.name)),
      el('div', { class: 'card' }, el('p', {}, evalBadge(e)), bar(e), el('div', { class: 'small' }, e.rate === null ? '' : 'rate ' + rate(e.rate) + ' (' + whole(e.passed) + ' of ' + whole(e.scored) + ')'), el('dl', { class: 'facts' }, facts.map(([name, value]) => [el('dt', {}, name), el('dd', {}, inline(value))]))),
      el('details', { open: '' }, el('summary', {}, 'The verdict in words'), block(e.text)),
      (e.gates || []).length ? [el('h3', {}, 'Claims by ' + (e.gates[0].tag === undefined ? 'variant' : 'tag')), el('div', { class: 'card scroll' }, el('table', {}, el('tbody', {}, e.gates.map(g => el('tr', {}, el('td', {}, badge(g.verdict)), el('td', {}, inline(g.tag || g.variant || 'all')), el('td', {}, bar({ rate: g.scored ? g.passed / g.scored : null, lower: g.lower === undefined ? null : g.lower, upper: g.upper, pass_rate: g.pass_rate === undefined ? null : g.pass_rate, tolerance: g.tolerance, verdict: g.verdict, green: g.verdict === 'PASS' })), el('td', { class: 'n' }, g.passed + ' of ' + g.scored))))))] : null,
      shares('Rate by variant', [...byVariant.values()]),
      shares('Rate by tag', [...byTag.values()].sort((a, b) => a[1] / a[2] - b[1] / b[2])),
      el('h3', {}, 'Cases and samples'),
      el('div', { class: 'filters' }, field('Search', search, true), field('Outcome', outcome)), shown,
      el('div', { class: 'card grid' }, el('table', {}, el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'case'), el('th', { class: 'n', scope: 'col' }, 'passed'), el('th', { scope: 'col' }, 'samples'))), body)), more,
      el('div', { class: 'two' }, histogram(t.ms, 'Time per sample', time), histogram(t.usd, 'Cost per sample', usd), histogram(t.tok, 'Tokens per sample', whole)),
    ];
  }

  const message = (role, look, text, marks, tools) => el('div', { class: 'msg ' + look }, el('b', {}, inline(role)), text === '' || text === undefined ? null : block(text, marks),
    (tools || []).map(tool => el('div', {}, el('p', { class: 'small' }, 'calls ', el('code', {}, inline(tool.name))), block(tool.arguments, marks))));
  const conversation = (call, marks) => {
    const talk = call.conversation;
    if (!talk) return [el('p', { class: 'soft' }, call.no_conversation || 'The exchange is not at hand: the cassette was not there when this report was made.')];
    return [talk.left_out ? el('p', { class: 'soft small' }, plural(talk.left_out, 'earlier message') + ' left out') : null,
      talk.messages.map(m => message(m.role, m.role === 'user' ? 'user' : m.role === 'tool' ? 'tool' : '', m.text, [], m.tools)),
      talk.offered.length ? el('p', { class: 'small soft' }, 'tools offered: ', inline(talk.offered.join(', '))) : null,
      talk.reasoning ? el('details', {}, el('summary', {}, 'reasoning'), block(talk.reasoning)) : null,
      talk.refusal ? message('refusal', 'tool', talk.refusal, marks) : null,
      talk.error ? message('error', 'tool', talk.error, marks) : null,
      message('answer', 'answer', talk.answer === '' && !talk.tools.length ? '(no text)' : talk.answer, marks, talk.tools)];
  };
  function samplePage(now) {
    const at = run.evals.findIndex(e => e.test === now.eval), row = Number(now.row);
    const t = at < 0 ? null : table(at);
    if (!t || !(row >= 0 && row < t.c.length)) return [el('h2', { tabindex: '-1' }, 'No such sample'), el('p', {}, 'This report holds no such sample.')];
    const e = run.evals[at], word = t.outcomes[t.o[row]], more = detailOf(at, row);
    const quotes = more ? [...String(more.message && more.message.text || more.message || '').matchAll(/"([^"\n]{3,200})"/g)].map(hit => hit[1]) : [];
    const seen = more ? (more.judges || []).flatMap(j => j.votes || []).flatMap(v => v.evidence || []).map(x => typeof x === 'object' ? x.text : x) : [];
    const facts = more ? [['evidence', more.evidence], ['golden', more.golden], ['cassette', more.cassette], ['time', t.ms[row] === null ? '' : time(t.ms[row])], ['scores', more.scores ? Object.entries(more.scores).map(([k, v]) => k + ' ' + v).join(', ') : ''], ['faults', (more.faults || []).map(f => f.kind + ' at call ' + f.call).join(', ')]].filter(([, v]) => v) : [];
    return [
      el('nav', { class: 'pager', 'aria-label': 'place' }, el('a', { href: '#' }, '← all evals'), el('a', { href: href({ view: 'eval', eval: e.test }) }, '← ', inline(e.name)),
        row > 0 ? el('a', { href: href({ view: 'sample', eval: e.test, row: row - 1 }) }, 'previous sample') : null, row + 1 < t.c.length ? el('a', { href: href({ view: 'sample', eval: e.test, row: row + 1 }) }, 'next sample') : null),
      el('h2', { tabindex: '-1' }, inline(caseName(t, row)), ', sample ' + t.s[row]),
      el('p', {}, badge(word)),
      more ? [
        more.message ? [el('h3', {}, 'What failed'), block(more.message)] : null,
        more.again ? [el('h3', {}, 'Run it again'), block(more.again)] : null,
        el('div', { class: 'card' }, el('dl', { class: 'facts' }, facts.map(([k, v]) => [el('dt', {}, k), el('dd', {}, inline(v))]))),
        (more.judges || []).length ? [el('h3', {}, 'Judges'), more.judges.map(j => el('div', { class: 'card' }, el('p', {}, badge(j.holds ? 'PASSED' : 'FAILED', null, ''), ' ', inline(j.judge), el('span', { class: 'soft' }, ' (', inline(j.model), j.counted ? ', counted' : ', advisory', ')')), (j.votes || []).map((v, i) => message('vote ' + (i + 1) + ': ' + (typeof v.verdict === 'object' ? JSON.stringify(v.verdict) : v.verdict), '', v.reason))))] : null,
        (more.calls || []).map((call, i) => [el('h3', {}, 'Call ' + (i + 1) + ' of ' + more.calls.length), el('div', { class: 'card' },
          el('p', { class: 'small soft' }, inline([call.upstream, call.path, 'status ' + call.status, call['gen_ai.response.model'] || call['gen_ai.request.model'], call.evidence, call.recorded_at ? 'recorded ' + call.recorded_at.slice(0, 10) : '', call.fault ? 'fault ' + call.fault : '', call.attempts ? call.attempts + ' attempts' : ''].filter(Boolean).join(' · '))),
          conversation(call, quotes.concat(seen)),
          el('p', { class: 'small soft' }, [call['gen_ai.usage.input_tokens'] !== undefined ? whole(call['gen_ai.usage.input_tokens']) + ' tokens in' : '', call['gen_ai.usage.output_tokens'] !== undefined ? whole(call['gen_ai.usage.output_tokens']) + ' out' : '', call.usd !== undefined ? usd(call.usd) : '', call.timing ? call.timing : '', call['gen_ai.response.finish_reason'] ? 'ended: ' + call['gen_ai.response.finish_reason'] : ''].filter(Boolean).join(' · ')))]),
      ] : el('p', { class: 'soft' }, 'Details of this sample are not in the page, to keep it small: of each eval it holds ' + whole(run.details.failed) + ' samples that did not pass and ' + whole(run.details.passed) + ' that passed. They are in the result lines: junit-llm show ', inline(t.cases[t.c[row]])),
    ];
  }

  function comparePage() {
    const list = (title, names, look) => el('div', { class: 'card' }, el('p', {}, el('span', { class: 'badge ' + look }, title + ': ' + whole(names.count))), names.names.length ? el('ul', { class: 'plain' }, names.names.map(name => el('li', {}, inline(name)))) : el('p', { class: 'soft' }, 'none'), names.count > names.names.length ? el('p', { class: 'soft small' }, 'and ' + whole(names.count - names.names.length) + ' more') : null);
    const differs = c => c.failing.count + c.passing.count + c.other.count > 0;
    const changed = comparison.evals.filter(differs).sort((a, b) => b.failing.count - a.failing.count), same = comparison.evals.filter(c => !differs(c));
    return [el('h2', { tabindex: '-1' }, 'Comparison with an earlier run'), el('p', { class: 'soft' }, inline(comparison.words)),
      changed.map(c => [el('h3', {}, inline(c.name)), el('p', {}, inline(c.words)), el('div', { class: 'two' }, list('✗ newly failing', c.failing, 'bad'), list('✓ newly passing', c.passing, 'good'), c.other.count ? list('changed in part', c.other, 'open') : null, el('div', { class: 'card' }, el('span', { class: 'badge none' }, '= unchanged: ' + whole(c.unchanged.count)), el('details', {}, el('summary', {}, 'by name'), el('ul', { class: 'plain' }, c.unchanged.names.map(n => el('li', {}, inline(n)))), c.unchanged.count > c.unchanged.names.length ? el('p', { class: 'soft small' }, 'and ' + whole(c.unchanged.count - c.unchanged.names.length) + ' more') : null)))]),
      same.length ? [el('h3', {}, 'Nothing changed in ' + plural(same.length, 'eval')), el('div', { class: 'card' }, el('ul', { class: 'plain' }, same.map(c => el('li', {}, inline(c.name), el('span', { class: 'soft small' }, ' – ' + plural(c.unchanged.count, 'case'))))))] : null];
  }

  const main = byId('main'), nav = byId('nav');
  let last = null;
  function show() {
    const now = state0(), view = now.view || 'overview';
    const link = (to, text) => el('a', { href: to, 'aria-current': (to === '#' ? view !== 'compare' : view === 'compare') ? 'page' : null }, text);
    nav.replaceChildren(link('#', 'Evals'), ...(comparison ? [link('#view=compare', 'Comparison')] : []));
    const page = view === 'eval' ? evalPage(now) : view === 'sample' ? samplePage(now) : view === 'compare' && comparison ? comparePage() : overview(now);
    main.replaceChildren(...page.flat(9).filter(node => node !== null && node !== undefined));
    document.title = (main.querySelector('h2').textContent + ' – junit-llm').slice(0, 200);
    if (last !== null) { window.scrollTo(0, 0); main.querySelector('h2').focus({ preventScroll: true }); }
    last = view;
  }
  plain(byId('about'), run.about);
  window.addEventListener('hashchange', show);
  show();
})();
