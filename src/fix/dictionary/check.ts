import { HEADER_PART, partOf, TRAILER_PART } from '../codec/fields';
import { type Element, XmlError } from './xml';

/** Tags above this would need tables of an absurd size. */
const HIGHEST_TAG = 999_999;
/** Groups in groups; the validator has room for sixteen. */
const DEEPEST = 12;

/** `line: what`, the line counted from 1. */
type Problem = string;

/** What a dictionary is to be: `FIX.4.4`, `FIXT.1.1`, or `FIX.5.0` for any service pack of that. */
export type Expected = 'FIX.4.2' | 'FIX.4.4' | 'FIX.5.0' | 'FIXT.1.1';

/**
 * Everything about a parsed dictionary that would make its tables wrong: another version, a missing section, a name that is not defined,
 * a number, name or member given twice. Empty where it is right. Messages begin with the line.
 */
export function problemsOf(root: Element, expected: Expected): readonly Problem[] {
  return new Check(root).run(expected);
}

class Check {
  private readonly problems: Problem[] = [];
  private readonly fields = new Map<string, number>();
  private readonly components = new Map<string, Element>();

  constructor(private readonly root: Element) {}

  run(expected: Expected): readonly Problem[] {
    const { root } = this;
    if (root.name !== 'fix') return [`${root.line}: the root is <${root.name}>, not <fix>: not a QuickFIX dictionary`];
    const version = versionOf(root);
    if (version !== expected) this.say(root, `is ${version}; this session needs ${expected}`);
    const sessionPart = expected !== 'FIX.5.0';
    const header = this.section('header', sessionPart);
    const trailer = this.section('trailer', sessionPart);
    const messages = this.section('messages', true);
    const components = this.section('components', false);
    this.readFields(this.section('fields', true));
    for (const each of components?.children ?? []) this.define(each, this.components, 'component');
    for (const each of components?.children ?? []) this.members(each, `component ${each.attrs['name']}`);
    if (this.problems.length === 0) for (const each of this.components.values()) this.depth(each, [each.attrs['name']!]);
    if (header) this.part(header, HEADER_PART);
    if (trailer) this.part(trailer, TRAILER_PART);
    for (const each of messages?.children ?? []) this.message(each);
    return this.problems;
  }

  private say(at: Element, what: string): void {
    this.problems.push(`${at.line}: ${what}`);
  }

  private section(name: string, required: boolean): Element | undefined {
    const all = this.root.children.filter(each => each.name === name);
    if (all.length === 0 && required) this.say(this.root, `has no <${name}> section: add it`);
    if (all.length > 1) this.say(all[1]!, `<${name}> is given twice; put both into one`);
    return all[0];
  }

  private readFields(section: Element | undefined): void {
    const byNumber = new Map<number, Element>();
    const byName = new Map<string, Element>();
    for (const each of section?.children ?? []) {
      const { number = '', type } = each.attrs;
      const tag = /^[1-9]\d{0,6}$/.test(number) ? Number(number) : 0;
      if (tag === 0 || tag > HIGHEST_TAG) this.say(each, `number='${number}' is not a tag from 1 to ${HIGHEST_TAG}`);
      if (type === undefined || type === '') this.say(each, `field ${number} has no type`);
      const name = this.define(each, byName, 'field');
      const twin = byNumber.get(tag);
      if (twin) this.say(each, `tag ${number} is defined twice, first on line ${twin.line}: take one out`);
      byNumber.set(tag, each);
      if (name !== undefined) this.fields.set(name, tag);
      for (const value of each.children)
        if (!value.attrs['enum']) this.say(value, `a <value> of field ${name} has no enum: give it one or take it out`);
    }
  }

  /** Notes a definition by its name, once; the name, or undefined where it has none. */
  private define(each: Element, known: Map<string, Element>, what: string): string | undefined {
    const name = each.attrs['name'];
    if (each.name !== what) this.say(each, `<${each.name}> stands where a <${what}> belongs`);
    if (name === undefined || name === '') {
      this.say(each, `a <${each.name}> without a name`);
      return undefined;
    }
    const twin = known.get(name);
    if (twin) this.say(each, `${what} ${name} is defined twice, first on line ${twin.line}: take one out`);
    else known.set(name, each);
    return name;
  }

  private readonly messageTypes = new Map<string, Element>();
  private readonly messageNames = new Map<string, Element>();

  private message(each: Element): void {
    const name = this.define(each, this.messageNames, 'message');
    const { msgtype } = each.attrs;
    if (!msgtype) this.say(each, `message ${name} has no msgtype`);
    const twin = msgtype === undefined ? undefined : this.messageTypes.get(msgtype);
    if (twin) this.say(each, `msgtype ${msgtype} is defined twice, first on line ${twin.line}: take one out`);
    if (msgtype !== undefined) this.messageTypes.set(msgtype, each);
    this.members(each, `message ${name}`);
  }

  private part(section: Element, part: number): void {
    this.members(section, `<${section.name}>`);
    for (const { attrs, line } of section.children) {
      const tag = this.fields.get(attrs['name'] ?? '');
      if (tag !== undefined && partOf(tag) !== part)
        this.problems.push(
          `${line}: field ${attrs['name']} (${tag}) is not of the standard <${section.name}>, and more cannot be added to it: put it into the messages`,
        );
    }
  }

  /** The fields, groups and components of a message, component, group or part. */
  private members(parent: Element, where: string): void {
    const seen = new Map<string, Element>();
    for (const each of parent.children) {
      const { name = '', required = 'N' } = each.attrs;
      if (required !== 'Y' && required !== 'N') this.say(each, `required='${required}' is not Y or N`);
      const twin = seen.get(name);
      if (twin) this.say(each, `${name} is twice in ${where}, first on line ${twin.line}: take one out`);
      seen.set(name, each);
      if (each.name === 'component') {
        if (!this.components.has(name)) this.unknown(each, `component ${name} in ${where}`, 'components');
      } else if (each.name !== 'field' && each.name !== 'group')
        this.say(each, `<${each.name}> stands in ${where}, where <field>, <group> or <component> belongs`);
      else if (!this.fields.has(name)) this.unknown(each, `field ${name} in ${where}`, 'fields');
      if (each.name !== 'group') continue;
      if (each.children.length === 0) this.say(each, `group ${name} in ${where} has no fields: add them or make it a field`);
      this.members(each, `group ${name} of ${where}`);
    }
  }

  private unknown(at: Element, what: string, section: string): void {
    this.say(at, `${what} is not defined in <${section}>: define it there or take it out here`);
  }

  /** A component that holds itself, at whatever remove, has no end; neither may groups nest too deep. */
  private depth(node: Element, path: readonly string[], groups = 0): void {
    if (groups > DEEPEST) return this.say(node, `groups nested deeper than ${DEEPEST}`);
    for (const each of node.children) {
      const name = each.attrs['name']!;
      if (each.name === 'group') this.depth(each, path, groups + 1);
      if (each.name !== 'component') continue;
      if (path.includes(name)) return this.say(each, `component ${name} holds itself: ${[...path, name].join(' > ')}`);
      this.depth(this.components.get(name)!, [...path, name], groups);
    }
  }
}

/** `FIX.4.4`, `FIX.5.0` (whatever its service pack), `FIXT.1.1`; throws XmlError where the root does not say. */
function versionOf(root: Element): string {
  const { type = 'FIX', major, minor } = root.attrs;
  if (major === undefined || minor === undefined) throw new XmlError(root.line, '<fix> has no major and minor: its version');
  return `${type}.${major}.${minor}`;
}
