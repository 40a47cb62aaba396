/**
 * A number that stands in a JSON file beside the page as well: `of` is where (a JSON Pointer, RFC 6901), `times` what it is multiplied with to be
 * read. So a reader, or a test, can hold the page against the file.
 */
export interface NumberCell {
  readonly text: string;
  readonly of: string;
  readonly times: number;
}
export type Cell = string | NumberCell;

export const cellText = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text);

/** A page of text, tables and drawings, before it is Markdown or HTML. Inline text may hold `code` in backticks and nothing else. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly Cell[])[];
      readonly folded?: string;
    }
  /** A drawing, as SVG; a page that cannot show one tells its caption. */
  | { readonly kind: 'figure'; readonly svg: string; readonly caption: string };

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly sections?: readonly Section[];
}

export interface Page {
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly sections: readonly Section[];
}

/** A section with the anchor it is reached by and its depth: 2 for one of the page, 3 for one within it. */
export interface Placed {
  readonly section: Section;
  readonly anchor: string;
  readonly depth: number;
}

export const text = (line: string): Block => ({ kind: 'text', text: line });
export const list = (...items: string[]): Block => ({ kind: 'list', items });
/** A long table; where a page can fold it away, `folded` says what is in there. */
export const foldedTable = (folded: string, head: readonly string[], rows: readonly (readonly string[])[]): Block => ({
  kind: 'table',
  head,
  rows,
  folded,
});
export const table = (head: readonly string[], rows: readonly (readonly Cell[])[]): Block => ({ kind: 'table', head, rows });

export const figure = (svg: string, caption: string): Block => ({ kind: 'figure', svg, caption });

/** Every section in the order of the page. Anchors are those that GitHub gives Markdown headings: one that repeats gets a number. */
export function placed(page: Page): Placed[] {
  const used = new Map<string, number>();
  const out: Placed[] = [];
  const walk = (sections: readonly Section[], depth: number): void => {
    for (const section of sections) {
      const slug = slugOf(section.title);
      const times = used.get(slug) ?? 0;
      used.set(slug, times + 1);
      out.push({ section, anchor: times === 0 ? slug : `${slug}-${times}`, depth });
      walk(section.sections ?? [], depth + 1);
    }
  };
  walk(page.sections, 2);
  return out;
}

const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9 _-]/g, '')
    .replaceAll(' ', '-');
