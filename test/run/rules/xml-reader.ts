/** An element as read. */
export interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
}

const TOKEN = /<\?xml [^?]*\?>|<(\/?)([A-Za-z][\w.:-]*)((?:\s+[A-Za-z][\w.:-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
const ENTITY = /&(?!(?:amp|lt|gt|quot);)/;

/** Reads a document of elements, attributes and text; throws where it is not well-formed. Text is checked and left out. */
export function readXml(text: string): Node {
  const top: Node = { name: '', attributes: {}, children: [] };
  const open: Node[] = [top];
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length; ) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(text);
    if (token === null) throw new Error(`not well-formed at ${text.slice(at, at + 40)}`);
    const [whole, closing, name, attributes, empty] = token;
    if (ENTITY.test(whole)) throw new Error(`an & that is no entity in ${whole}`);
    if (name === undefined) continue;
    if (closing) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`);
      continue;
    }
    const node: Node = { name, attributes: attributesOf(attributes!), children: [] };
    open.at(-1)!.children.push(node);
    if (!empty) open.push(node);
  }
  if (open.length !== 1 || top.children.length !== 1) throw new Error('there is not one root that is closed');
  return top.children[0]!;
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, value] of text.matchAll(/([\w.:-]+)="([^"]*)"/g)) {
    if (name! in found) throw new Error(`attribute ${name} twice`);
    found[name!] = value!.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  }
  return found;
}

/** Every element of a name below a node, in order. */
export const within = (node: Node, name: string): Node[] =>
  node.children.flatMap(child => [...(child.name === name ? [child] : []), ...within(child, name)]);

/** An attribute that must be there. */
export function attribute(node: Node, name: string): string {
  const value = node.attributes[name];
  if (value === undefined) throw new Error(`${node.name} lacks ${name}`);
  return value;
}
