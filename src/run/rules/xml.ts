/** An XML element; `children` are elements or text. Attributes that are undefined are left out. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly children: readonly (Element | string)[];
}

export const element = (name: string, attributes: Element['attributes'] = {}, ...children: (Element | string)[]): Element => ({
  name,
  attributes,
  children,
});

/** Text that may stand in XML and HTML, in an attribute too. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** An element as a document: UTF-8, a line an element, two spaces a level. */
export const xmlOf = (root: Element): string => `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}\n`;

function written({ name, attributes, children }: Element, indent: string): string {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const head = `${indent}<${name}${given.map(([key, value]) => ` ${key}="${escaped(value!)}"`).join('')}`;
  if (children.length === 0) return `${head}/>`;
  const [only] = children;
  if (children.length === 1 && typeof only === 'string') return `${head}>${escaped(only)}</${name}>`;
  const inner = children.map(c => (typeof c === 'string' ? `${indent}  ${escaped(c)}` : written(c, `${indent}  `)));
  return `${head}>\n${inner.join('\n')}\n${indent}</${name}>`;
}
