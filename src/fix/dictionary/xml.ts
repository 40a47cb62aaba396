/** An element of a QuickFIX dictionary. */
export interface Element {
  readonly name: string;
  attrs: Record<string, string>;
  readonly children: Element[];
  /** Where it begins in its text, from 1; 0 for one that was made here. */
  readonly line: number;
}

/** Text that is not XML as dictionaries have it; the line is counted from 1. */
export class XmlError extends Error {
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
  }
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const decode = (text: string): string =>
  text.replace(/&(#\d+|\w+);/g, (whole, name: string) =>
    name.startsWith('#') ? String.fromCodePoint(+name.slice(1)) : (NAMED[name] ?? whole),
  );
const encode = (text: string): string =>
  text.replace(/[&<>']/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', "'": '&apos;' })[c]!);

/** Comments, processing instructions, a document type without a subset: passed over. */
const ASIDE = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE[^[>]*>/y;
const CLOSING = /<\/([\w:.-]+)\s*>/y;
const OPENING = /<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:'[^'<]*'|"[^"<]*"))*)\s*(\/?)>/y;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:'([^']*)'|"([^"]*)")/g;

/** Parses a document of elements and attributes to its root; text between elements is passed over. Throws XmlError. */
export function parseXml(text: string): Element {
  return new Parser(text).document();
}

class Parser {
  private readonly top = element('');
  private readonly open: Element[] = [this.top];
  private at = 0;
  private line = 1;

  constructor(private readonly text: string) {}

  document(): Element {
    const { text, open, top } = this;
    for (let next = text.indexOf('<'); next >= 0; next = text.indexOf('<', this.at)) {
      this.moveTo(next);
      this.tag();
    }
    const left = open[open.length - 1]!;
    if (open.length > 1) throw new XmlError(left.line, `<${left.name}> is never closed`);
    if (top.children.length === 0) throw new XmlError(1, 'holds no element: not a dictionary');
    if (top.children.length > 1) throw new XmlError(top.children[1]!.line, `<${top.children[1]!.name}> is a second root`);
    return top.children[0]!;
  }

  private tag(): void {
    const { open } = this;
    const parent = open[open.length - 1]!;
    if (this.take(ASIDE)) return;
    const closing = this.take(CLOSING);
    if (closing) {
      if (open.length === 1 || parent.name !== closing[1])
        throw new XmlError(this.line, open.length === 1 ? `${closing[0]} closes nothing` : this.wrongEnd(closing[0], parent));
      open.pop();
      return;
    }
    const line = this.line;
    const opening = this.take(OPENING);
    if (!opening) throw new XmlError(line, `not a tag: ${this.text.slice(this.at, this.at + 40).split('\n')[0]}`);
    const node = element(opening[1]!, this.attributes(opening[2]!, line), [], line);
    parent.children.push(node);
    if (opening[3] === '') open.push(node);
  }

  private wrongEnd(tag: string, parent: Element): string {
    return `${tag} stands where <${parent.name}> of line ${parent.line} must be closed first`;
  }

  private attributes(text: string, line: number): Record<string, string> {
    const attrs: Record<string, string> = {};
    for (const [, key, a, b] of text.matchAll(ATTRIBUTE)) {
      if (Object.hasOwn(attrs, key!)) throw new XmlError(line, `attribute ${key} is given twice`);
      attrs[key!] = decode(a ?? b ?? '');
    }
    return attrs;
  }

  private take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return undefined;
    this.moveTo(this.at + found[0].length);
    return found;
  }

  private moveTo(to: number): void {
    for (let i = this.at; i < to; i++) if (this.text.charCodeAt(i) === 10) this.line++;
    this.at = to;
  }
}

/** Writes an element, one line a tag, one space a level; `comment` stands before it. */
export function writeXml(node: Element, comment?: string): string {
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
  const put = (each: Element, indent: string): void => {
    const attrs = Object.entries(each.attrs).map(([key, value]) => ` ${key}='${encode(value)}'`);
    const head = `${indent}<${each.name}${attrs.join('')}`;
    if (each.children.length === 0) {
      lines.push(`${head} />`);
      return;
    }
    lines.push(`${head}>`);
    for (const child of each.children) put(child, `${indent} `);
    lines.push(`${indent}</${each.name}>`);
  };
  put(node, '');
  return `${lines.join('\n')}\n`;
}

/** An element. */
export const element = (name: string, attrs: Record<string, string> = {}, children: Element[] = [], line = 0): Element => ({
  name,
  attrs,
  children,
  line,
});

/** The child of that name; throws XmlError where there is none. */
export function section(root: Element, name: string): Element {
  const found = root.children.find(child => child.name === name);
  if (found === undefined) throw new XmlError(root.line, `<${root.name}> has no <${name}>`);
  return found;
}

/** Every element below a node, in document order. */
export function* descendants(node: Element): Iterable<Element> {
  for (const child of node.children) {
    yield child;
    yield* descendants(child);
  }
}
