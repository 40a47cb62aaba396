// TypeScript constants out of the definitions: tags, message types, values of fields.

const HEAD = '// Written by scripts/build-tables.mjs; not committed.\n';

/** "PARTIALLY_FILLED" -> "PartiallyFilled"; a name that would begin with a digit gets a leading underscore. */
function pascal(text) {
  const words = text.split(/[^A-Za-z0-9]+/).filter(word => word !== '');
  const name = words.map(word => word[0].toUpperCase() + word.slice(1).toLowerCase()).join('');
  return /^[A-Za-z]/.test(name) ? name : `_${name}`;
}

const constant = (name, doc, entries) =>
  `/** ${doc} */\nexport const ${name} = {\n${entries.map(([key, value]) => `  ${key}: ${value},\n`).join('')}} as const;\n`;

/** Tag numbers by field name: the first of the definitions given that knows a tag or a name decides. */
export function tagConstants(all) {
  const tags = new Map();
  const named = new Set();
  for (const definitions of all) {
    for (const { tag, name } of definitions.simple.values()) {
      if (named.has(tag) || tags.has(name)) continue;
      tags.set(name, tag);
      named.add(tag);
    }
  }
  const entries = [...tags].sort((a, b) => a[1] - b[1]);
  return HEAD + constant('Tag', 'Tag numbers by field name.', entries);
}

/** MsgType by message name. */
export function msgTypeConstants(all) {
  const types = new Map();
  for (const definitions of all) {
    for (const message of definitions.message.values()) if (!types.has(message.name)) types.set(message.name, message.msgType);
  }
  const entries = [...types].map(([name, type]) => [name, `'${type}'`]);
  return HEAD + constant('MsgType', 'Tag 35 by message name.', entries);
}

/** One constant a field that has a list of values, named as the field. */
export function valueConstants(definitions) {
  const byTag = new Map([...definitions.simple.values()].map(each => [each.tag, each]));
  const parts = [];
  for (const field of [...byTag.values()].sort((a, b) => a.tag - b.tag)) {
    if (!field.enums || field.tag === 35) continue;
    const names = new Set();
    const entries = [];
    for (const { key, description } of field.enums.values()) {
      const plain = pascal(description);
      const name = names.has(plain) ? `${plain}_${key.replace(/\W/g, '_')}` : plain;
      names.add(name);
      entries.push([name, `'${key.replace(/['\\]/g, '\\$&')}'`]);
    }
    parts.push(constant(field.name, `Values of tag ${field.tag}.`, entries));
  }
  return HEAD + parts.join('');
}

/** Pairs of a length tag and the data tag that follows it, in turn, found by their names or, where names fail, by their numbers. */
export function dataPairs(all) {
  const pairs = new Map();
  for (const definitions of all) {
    const fields = new Map([...definitions.simple.values()].map(each => [each.tag, each]));
    const names = new Map([...fields.values()].map(each => [each.name, each]));
    for (const field of fields.values()) {
      const base = /^(.*?)(Len|Length)$/.exec(field.name)?.[1];
      if (base === undefined) continue;
      const next = fields.get(field.tag + 1);
      const data = [names.get(base), next].find(each => each && (each.type === 'DATA' || each.type === 'XMLDATA'));
      if (data && !pairs.has(field.tag)) pairs.set(field.tag, data.tag);
    }
  }
  const list = [...pairs].sort((a, b) => a[0] - b[0]).map(([length, data]) => `  [${length}, ${data}],\n`);
  return `${HEAD}/** Length tag, tag of the data field that follows it. */\nexport const DATA_PAIRS: readonly (readonly [number, number])[] = [\n${list.join('')}];\n`;
}

/** What compiling a custom dictionary needs of ours: which compiler it is, and which lists of values are open. */
export function compilerConstants(hash, open) {
  const list = [...open].map(([tag, from]) => `  [${tag}, ${from === 'any' ? "'any'" : from}],\n`);
  return `${HEAD}/** Changes with the compiler and with the dictionaries. */
export const COMPILER = '${hash}';
/** Tag, and where its list of values is open: from an integer up, or to any text. */
export const OPEN_LISTS: readonly (readonly [number, number | 'any'])[] = [\n${list.join('')}];\n`;
}
