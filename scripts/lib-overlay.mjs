// Merges fix-dictionaries/SLUICE.xml into a version's dictionary.
import { descendants, element, section } from './lib-xml.mjs';

/** Names of the fields and groups at the top level of a message or component, components opened. */
function topNames(root, node, names = new Set()) {
  for (const child of node.children) {
    if (child.name !== 'component') names.add(child.attrs.name);
    else
      topNames(
        root,
        section(root, 'components').children.find(each => each.attrs.name === child.attrs.name),
        names,
      );
  }
  return names;
}

/** Adds to `root` what the overlay has and it lacks: fields, then the members of messages it knows. Returns `root`. */
export function mergeOverlay(root, overlay) {
  const fields = section(root, 'fields').children;
  const known = new Set(fields.map(each => each.attrs.number));
  const rename = new Map();
  const placed = new Set(
    section(overlay, 'components').children.flatMap(each => [...descendants(each)].map(node => node.attrs.name)),
  );
  for (const each of section(overlay, 'fields').children) {
    const { openFrom: _, ...attrs } = each.attrs;
    if (!placed.has(attrs.name)) continue;
    if (!known.has(attrs.number)) fields.push(element('field', attrs, each.children));
    rename.set(attrs.name, fields.find(field => field.attrs.number === attrs.number).attrs.name);
  }
  const renamed = node => element(node.name, { ...node.attrs, name: rename.get(node.attrs.name) }, node.children.map(renamed));
  for (const addition of section(overlay, 'messages').children) {
    const message = section(root, 'messages').children.find(each => each.attrs.msgtype === addition.attrs.msgtype);
    if (message === undefined) continue;
    const has = topNames(root, message);
    for (const { attrs } of addition.children) {
      const component = section(overlay, 'components').children.find(each => each.attrs.name === attrs.name);
      message.children.push(...component.children.map(renamed).filter(member => !has.has(member.attrs.name)));
    }
  }
  return root;
}

/** Field number -> the least integer from which its list of values is open; 'any' where the list is open to every text. */
export function openLists(overlay) {
  const open = section(overlay, 'fields').children.filter(each => each.attrs.openFrom !== undefined);
  return new Map(
    open.map(each => [Number(each.attrs.number), each.attrs.openFrom === 'any' ? 'any' : Number(each.attrs.openFrom)]),
  );
}
