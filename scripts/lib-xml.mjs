// Reads and writes the plain XML of QuickFIX dictionaries: elements and attributes; comments and text between elements are passed over.

const NAMED = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const decode = text =>
  text.replace(/&(#\d+|\w+);/g, (_, name) => (name[0] === '#' ? String.fromCodePoint(+name.slice(1)) : NAMED[name]));
const encode = text => text.replace(/[&<>']/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', "'": '&apos;' })[c]);

/** Parses a document to its root: `{ name, attrs, children }`. Throws where tags do not match. */
export function parseXml(text) {
  const root = { name: '', attrs: {}, children: [] };
  const open = [root];
  const tag = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:'[^']*'|"[^"]*"))*)\s*(\/?)>/g;
  for (const [whole, closing, name, attributes, empty] of text.matchAll(tag)) {
    if (name === undefined) continue;
    const parent = open[open.length - 1];
    if (closing) {
      if (parent.name !== name) throw new Error(`${whole} closes <${parent.name}>`);
      open.pop();
      continue;
    }
    const attrs = {};
    for (const [, key, a, b] of attributes.matchAll(/([\w:.-]+)\s*=\s*(?:'([^']*)'|"([^"]*)")/g)) attrs[key] = decode(a ?? b);
    const node = { name, attrs, children: [] };
    parent.children.push(node);
    if (!empty) open.push(node);
  }
  if (open.length !== 1 || root.children.length !== 1)
    throw new Error(`not one root element: <${open.map(node => node.name).join('><')}>`);
  return root.children[0];
}

/** Writes an element, one line a tag, one space a level; `comment` stands before it. */
export function writeXml(node, comment) {
  const lines =
    comment === undefined
      ? []
      : [
          '<!--',
          ...comment
            .trim()
            .split('\n')
            .map(line => ` ${line}`.trimEnd()),
          '-->',
        ];
  const put = (element, indent) => {
    const attrs = Object.entries(element.attrs).map(([key, value]) => ` ${key}='${encode(value)}'`);
    const head = `${indent}<${element.name}${attrs.join('')}`;
    if (element.children.length === 0) {
      lines.push(`${head} />`);
      return;
    }
    lines.push(`${head}>`);
    for (const child of element.children) put(child, `${indent} `);
    lines.push(`${indent}</${element.name}>`);
  };
  put(node, '');
  return `${lines.join('\n')}\n`;
}

/** An element. */
export const element = (name, attrs = {}, children = []) => ({ name, attrs, children });

/** The child of that name; throws where there is none. */
export function section(root, name) {
  const found = root.children.find(child => child.name === name);
  if (found === undefined) throw new Error(`<${root.name}> has no <${name}>`);
  return found;
}

/** Every element below a node, in document order. */
export function* descendants(node) {
  for (const child of node.children) {
    yield child;
    yield* descendants(child);
  }
}
