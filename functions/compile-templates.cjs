// Makes functions of the cards' templates when the product is built: a plugin of esbuild, which puts them in place of cards/templates.ts.
// So what runs reads no template and has no library for it. Microsoft's reads every expression here, and fills the templates
// in tests: test/cards/templates.test.ts compares both. What is not known here fails the build.
'use strict';
const { readdirSync, readFileSync } = require('node:fs');
const { basename, dirname, join } = require('node:path');
const { Template } = require('adaptivecards-templating');

const compiledTemplates = {
  name: 'compiled-templates',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]cards[\\/]templates\.ts$/ }, ({ path }) => ({ contents: moduleOf(dirname(path)), loader: 'js' }));
  },
};

function moduleOf(folder) {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const fills = files.sort().map((file) => {
    const code = codeOf(JSON.parse(readFileSync(join(folder, file), 'utf8')), `cards/${file}: `);
    return `${JSON.stringify(basename(file, '.json'))}: (data) => (${code}),`;
  });
  // Named here, as a bundler that this file itself goes through may call a function something else.
  const helpers = Object.entries({ ownValue, orExpression, eachRow }).map(([name, made]) => `const ${name} = ${made};`);
  return [...helpers, `export const templates = {\n${fills.join('\n')}\n};\n`].join('\n');
}

// These three go into what is built, as they stand here. What people typed is a value there, and never code.

/** The library would take a name in other letters' case too. */
function ownValue(data, name) {
  return data && Object.prototype.propertyIsEnumerable.call(data, name) ? data[name] : undefined;
}

/** What is missing shows as its expression. */
function orExpression(value, path) {
  return value === undefined ? `\${${path}}` : value;
}

/** What each row makes, but for those left out. Where there is no row in its place, the one before stands for it. */
function eachRow(rows, data, fill) {
  const made = [];
  let row = data;
  for (const one of Array.isArray(rows) ? rows : [rows]) {
    if (one !== undefined) row = one;
    const filled = fill(row);
    if (filled) made.push(filled);
  }
  return made;
}

/** The JavaScript of a part of a template, in which `data` is what it is filled with. */
function codeOf(part, place) {
  if (Array.isArray(part)) return `[${part.map((item, index) => itemCode(item, `${place}[${index}]`)).join(', ')}]`;
  if (typeof part === 'object' && part !== null) return objectCode(part, place);
  const read = typeof part === 'string' && readExpression(part, place);
  if (!read) return JSON.stringify(part);
  return read.path === undefined ? read.code : `orExpression(${read.code}, ${JSON.stringify(read.path)})`;
}

function objectCode(part, place) {
  const fields = Object.entries(part).map(([name, value]) => {
    const inside = `${place}${place.endsWith(' ') ? '' : '.'}${name}`;
    if (name === '__proto__' || (name.startsWith('$') && name !== '$schema')) throw unknownAt(inside, 'field here');
    return `${JSON.stringify(name)}: ${codeOf(value, inside)}`;
  });
  return `{ ${fields.join(', ')} }`;
}

/** An object of a list may be repeated or left out; nowhere else may one. */
function itemCode(item, place) {
  if (typeof item === 'string' && !readExpression(item, place)) return JSON.stringify(item);
  if (typeof item !== 'object' || item === null || Array.isArray(item)) throw unknownAt(place, 'item of a list');
  const { $when, $data, ...part } = item;
  const made = `(${objectCode(part, place)})`;
  const when = $when === undefined ? undefined : conditionCode($when, `${place}.$when`);
  if ($data === undefined) return when ? `...(${when} ? [${made}] : [])` : made;
  const inside = `${place}.$data`;
  if (typeof $data !== 'string' || !readExpression($data, inside)) throw unknownAt(inside, 'source of rows');
  return `...eachRow(${codeOf($data, inside)}, data, (data) => ${when ? `${when} && ${made}` : made})`;
}

/** Nothing but `true` is true. */
function conditionCode(text, place) {
  const read = typeof text === 'string' && readExpression(text, place);
  if (!read) throw unknownAt(place, 'condition');
  return read.path === undefined ? read.code : `${read.code} === true`;
}

/** A path, or a comparison of one with a word; undefined where a text has no expression. */
function readExpression(text, place) {
  const parsed = parsedText(text, place);
  if (typeof parsed === 'string') return undefined;
  const [compared, { value: word } = {}] = parsed.type === '==' ? parsed.children : [parsed];
  const path = String(compared);
  const isPath = /^[a-z]\w*(\.[a-z]\w*)*$/i.test(path);
  if (!isPath || (compared !== parsed && typeof word !== 'string')) throw unknownAt(place, `expression: ${text}`);
  const code = path.split('.').reduce((of, name) => `ownValue(${of}, ${JSON.stringify(name)})`, 'data');
  return compared === parsed ? { code, path } : { code: `${code} === ${JSON.stringify(word)}` };
}

function parsedText(text, place) {
  try {
    return Template.parseInterpolatedString(text);
  } catch {
    throw unknownAt(place, `expression: ${text}`);
  }
}

function unknownAt(place, what) {
  return new Error(`${place} is no known ${what}`);
}

module.exports = { compiledTemplates };
