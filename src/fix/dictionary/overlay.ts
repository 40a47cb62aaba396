import { descendants, type Element, element, section } from './xml';

/** Names of the fields and groups at the top level of a message or component, components opened. */
function topNames(root: Element, node: Element, names = new Set<string>()): Set<string> {
  for (const child of node.children) {
    const name = child.attrs['name']!;
    if (child.name !== 'component') names.add(name);
    else topNames(root, named(section(root, 'components'), name), names);
  }
  return names;
}

const named = (list: Element, name: string): Element => list.children.find(each => each.attrs['name'] === name)!;

/** Whether an addition is for a version: without `versions` it is for all. */
const isFor = (addition: Element, version: string): boolean =>
  addition.attrs['versions'] === undefined || addition.attrs['versions'].split(' ').includes(version);

/**
 * Adds to `root`, a dictionary of that version, what the overlay (fix-dictionaries/SLUICE.xml) has for it and it lacks: fields, then the
 * members of messages it knows. Returns `root`.
 */
export function mergeOverlay(root: Element, overlay: Element, version: string): Element {
  const fields = section(root, 'fields').children;
  const components = section(overlay, 'components');
  const messages = section(overlay, 'messages').children.filter(each => isFor(each, version));
  const used = new Set(messages.flatMap(each => each.children.map(child => child.attrs['name']!)));
  const placed = new Set([...used].flatMap(name => [...descendants(named(components, name))].map(node => node.attrs['name']!)));
  const rename = new Map<string, string>();
  for (const each of section(overlay, 'fields').children) {
    const { openFrom: _, ...attrs } = each.attrs;
    const name = attrs['name']!;
    if (!placed.has(name)) continue;
    const known = fields.find(field => field.attrs['number'] === attrs['number']);
    if (known === undefined) fields.push(element('field', attrs, each.children));
    rename.set(name, known?.attrs['name'] ?? name);
  }
  const renamed = (node: Element): Element =>
    element(node.name, { ...node.attrs, name: rename.get(node.attrs['name']!)! }, node.children.map(renamed));
  for (const addition of messages) {
    const message = section(root, 'messages').children.find(each => each.attrs['msgtype'] === addition.attrs['msgtype']);
    if (message === undefined) continue;
    const has = topNames(root, message);
    for (const { attrs } of addition.children) {
      const members = named(components, attrs['name']!).children;
      message.children.push(...members.map(renamed).filter(member => !has.has(member.attrs['name']!)));
    }
  }
  return root;
}

/** Where a list of values is open: from an integer up, or to any text. */
export type OpenFrom = number | 'any';

/** Field number -> the least integer from which its list of values is open; 'any' where the list is open to every text. */
export function openLists(overlay: Element): ReadonlyMap<number, OpenFrom> {
  const open = section(overlay, 'fields').children.filter(each => each.attrs['openFrom'] !== undefined);
  return new Map(
    open.map(({ attrs }) => [Number(attrs['number']), attrs['openFrom'] === 'any' ? 'any' : Number(attrs['openFrom'])]),
  );
}
