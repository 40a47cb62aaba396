// One version's definitions, as jspurefix's parser gives them, to the compact tables that src/fix/codec/dictionary.ts reads.

/** The parser puts these into every message as components. */
const PARTS = new Set(['StandardHeader', 'StandardTrailer']);
const FIELD = 0;
const COMPONENT = 1;
const GROUP = 2;
const ref = (id, kind, required) => id * 8 + kind * 2 + (required ? 1 : 0);

/**
 * Tables of one version:
 * `types`: names of data types; `fields`: [tag, name, index of type, values or 0, least open value or 0];
 * `header`, `trailer`, `components[i]`, `groups[i]` (led by its NumInGroup tag) and the last of `messages[i]` ([type, name, category, members])
 * hold members: id * 8 + kind * 2 + required, where kind 0 is a field (id its tag), 1 a component, 2 a group (id its index).
 */
export function tablesOf(version, definitions, open) {
  const types = [];
  const components = [];
  const groups = [];
  const indexOf = new Map();
  const typeIndex = name => (types.includes(name) ? types.indexOf(name) : types.push(name) - 1);

  const shared = (definition, list, head) => {
    const known = indexOf.get(definition);
    if (known !== undefined) return known;
    const at = list.push([]) - 1;
    indexOf.set(definition, at);
    list[at] = [...head, ...members(definition)];
    return at;
  };
  const member = each => {
    const { definition, required } = each;
    if ('tag' in definition) return ref(definition.tag, FIELD, required);
    if ('noOfField' in definition) return ref(shared(definition, groups, [definition.noOfField.tag]), GROUP, required);
    return ref(shared(definition, components, []), COMPONENT, required);
  };
  const members = set => set.fields.map(member);

  const byTag = new Map([...definitions.simple.values()].map(each => [each.tag, each]));
  const fields = [...byTag.values()]
    .sort((a, b) => a.tag - b.tag)
    .map(each => {
      const openFrom = open.get(each.tag) ?? 0;
      const values = each.enums && openFrom !== 'any' ? [...each.enums.keys()] : [];
      return values.length > 0
        ? [each.tag, each.name, typeIndex(each.type), values, openFrom]
        : [each.tag, each.name, typeIndex(each.type), 0, 0];
    });
  const parts = { header: [], trailer: [] };
  for (const [part, name] of [
    ['header', 'StandardHeader'],
    ['trailer', 'StandardTrailer'],
  ]) {
    const set = definitions.component.get(name);
    if (set) parts[part] = members(set);
  }
  const messages = [...new Set(definitions.message.values())].map(each => [
    each.msgType,
    each.name,
    each.category,
    each.fields.filter(field => !PARTS.has(field.definition.name)).map(member),
  ]);
  messages.sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return { version, types, fields, ...parts, components, groups, messages };
}
