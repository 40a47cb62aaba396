import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPositions } from '../../src/run/positions-file';

const INSTRUMENTS = [{ symbol: 'ACME', tick: '0.01', lot: '1' }];
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'positions-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What a file with this text is read as, or the error without the folder. */
function read(text: string): unknown {
  const path = join(folder, 'p.csv');
  writeFileSync(path, text);
  try {
    return readPositions(path, INSTRUMENTS).positions;
  } catch (error) {
    return (error as Error).message.replaceAll(`${folder}/`, '');
  }
}

test('an account and symbol a line; a price where it is not the prior close', () => {
  expect(read('account,symbol,quantity,price\nA1,ACME,200,99.5\n# short\n"A,2",ACME,-50.25,\n')).toEqual([
    { account: 'A1', symbol: 'ACME', quantity: '200', price: '99.5' },
    { account: 'A,2', symbol: 'ACME', quantity: '-50.25', price: undefined },
  ]);
});

test('another content has another digest', () => {
  const digest = (text: string): string => {
    const path = join(folder, 'p.csv');
    writeFileSync(path, text);
    return readPositions(path, INSTRUMENTS).digest;
  };
  const one = digest('account,symbol,quantity\nA1,ACME,1\n');
  expect([
    digest('account,symbol,quantity\nA1,ACME,1\n') === one,
    digest('account,symbol,quantity\nA1,ACME,2\n') === one,
  ]).toEqual([true, false]);
});

test.each([
  ['', 'p.csv:1: the file is empty: the first line names the columns account, symbol, quantity, price'],
  [
    'account,symbol,qty\n',
    "p.csv:1: unknown column 'qty': account, symbol, quantity, price\np.csv:1: column 'quantity' is missing",
  ],
  ['account,symbol,quantity\nA1,OTHER,1\n', "p.csv:2: symbol: 'OTHER' is not among the instruments"],
  [
    'account,symbol,quantity\nA1,ACME,many\n',
    "p.csv:2: quantity: must be a decimal number with at most 2 decimals, and is 'many'",
  ],
  [
    'account,symbol,quantity\nA1,ACME,1.234\n',
    "p.csv:2: quantity: must be a decimal number with at most 2 decimals, and is '1.234'",
  ],
  [
    'account,symbol,quantity,price\nA1,ACME,1,-3\n',
    "p.csv:2: price: must be a decimal number above zero with at most 6 decimals, and is '-3'",
  ],
  ['account,symbol,quantity\nA1,ACME,1\nA1,ACME,2\n', "p.csv:3: account 'A1' had 'ACME' on line 2 before"],
  [
    'account,symbol,quantity\nA1,ACME\n',
    "p.csv:2: 2 cells, and there are 3 columns\np.csv:2: quantity: must be a decimal number with at most 2 decimals, and is ''",
  ],
])('%j is refused by line', (text, error) => {
  expect(read(text)).toBe(error);
});

test('a file that is not there is named', () => {
  expect(() => readPositions('/no/such.csv', INSTRUMENTS)).toThrow('/no/such.csv: there is no such file of positions');
});
