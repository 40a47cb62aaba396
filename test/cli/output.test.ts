import { printer, table } from '../../src/cli/output';

const wild = '\x1b[2J\x9b31m\x07';

test.each([
  ['as text', false, '\\x1b[2J\\x9b31m\\x07\nnext\n'],
  ['as JSON', true, '"\\u001b[2J\\u009b31m\\u0007"\n'],
])('what a terminal would obey is shown, %s', (_how, json, shown) => {
  const out: string[] = [];
  const write = jest.spyOn(process.stdout, 'write').mockImplementation(text => out.push(String(text)) > 0);
  printer<string>(json, row => `${row}\nnext`)(wild);
  write.mockRestore();
  expect(out.join('')).toBe(shown);
});

test('a cell of a table keeps to its line', () => {
  expect(table(['a'], [['x\ny\x1b[2J']])).toBe('a\nx\\x0ay\\x1b[2J');
});
