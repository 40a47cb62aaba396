import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sluice } from './run-cli';

const dir = mkdtempSync(join(tmpdir(), 'sluice-cli-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
writeFileSync(join(dir, 'journal.db'), 'no journal');
const data = ['--data', dir];
const twap = ['order', 'buy', '100', 'ACME', '--algo', 'twap'];

/** [arguments, how the one line on stderr begins]: it names the field. */
const MISTAKES: [string[], string][] = [
  [['frobnicate'], "unknown command 'frobnicate'"],
  [['order', 'buy', '100'], "missing required argument 'symbol'"],
  [['order', 'buy', 'many', 'ACME'], "QTY: 'many' is not a decimal number"],
  [['order', 'buy', '0', 'ACME'], "QTY: '0' must be above zero"],
  [['order', 'sell', '-5', 'ACME'], "QTY: '-5' must be above zero"],
  [['order', 'buy', '1e3', 'ACME'], "QTY: '1e3' is not a decimal number"],
  [['order', 'buy', '100', 'A B'], "SYMBOL: 'A B' is not a word"],
  [['order', 'buy', '100', 'ACME', '--limit', '0.00'], "--limit: '0.00' must be above zero"],
  [['order', 'buy', '100', 'ACME', '--tif', 'later'], "--tif: 'later' is none of day, gtc, ioc, fok"],
  [
    ['order', 'buy', '100', 'ACME', '--algo', 'best'],
    "--algo: 'best' is none of twap, adaptive, ptwap, vwap, pov, is, ow, close",
  ],
  [['order', 'buy', '100', 'ACME', '--over', '5s'], '--over: goes with --algo, such as --algo twap'],
  [['order', 'buy', '100', 'ACME', '--rate', '0.1'], '--rate: goes with --algo'],
  [[...twap, '--over', '5s', '--rate', '10'], "--rate: '10' is more than the whole volume: 0.1 is 10 %"],
  [['order', 'buy', '100', 'ACME', '--algo', 'pov', '--over', '5s'], '--rate: a pov needs a part of the volume'],
  [[...twap, '--over', '5s', '--param', 'Style'], "--param: 'Style' is not Name=value"],
  [[...twap, '--over', '5s', '--param', 'Resilience=60'], "--param: 'Resilience' is no parameter of TWAP, which takes Duration"],
  [[...twap, '--over', '5s', '--param', 'Band=0', '--param', 'Band=1'], "--param: 'Band' is given twice"],
  [['order', 'buy', '100', 'ACME', '--port', '70000'], "--port: '70000' is not a port"],
  [['order', 'buy', '100', 'ACME', '--sender', 'A/B'], "--sender, --target: a '/'"],
  [['order', 'buy', '100', 'ACME', '--ca', 'x.pem'], '--ca: goes with --tls'],
  [['order', 'buy', '100', 'ACME', '--tls', '--cert', 'x.pem'], '--cert, --key: one goes with the other'],
  [['order', 'buy', '100', 'ACME', '--tls', '--ca', join(dir, 'x.pem'), ...data], `--ca: there is no file ${join(dir, 'x.pem')}`],
  [twap, '--over: a twap needs --over'],
  [[...twap, '--over', '5'], "--over: '5' is not a length of time"],
  [[...twap, '--over', '0s'], "--over: '0s' must be above zero"],
  [[...twap, '--over', '5s', '--end', '23:00:00'], '--end: give either --end or --over'],
  [[...twap, '--end', 'soon'], "--end: 'soon' is not a UTC time"],
  [[...twap, '--end', '20200101-10:00:00'], "--end: '20200101-10:00:00' has passed"],
  [
    [...twap, '--start', '2099-01-02T00:00:00Z', '--end', '2099-01-01T00:00:00Z'],
    "--start: '2099-01-02T00:00:00Z' is not before",
  ],
  [['order', 'cancel', 'nobody', ...data], "CLORDID: 'nobody' is no order of"],
  [['order', 'cancel', 'nobody', '--symbol', 'ACME', '--side', 'both', ...data], "--side: 'both' is none of buy, sell"],
  [['order', 'replace', 'nobody', ...data], "required option '--qty <n>'"],
  [['order', 'replace', 'nobody', '--qty', 'x', ...data], "--qty: 'x' is not a decimal number"],
  [['kill', ...data], '--reason: is required'],
  [['kill', '--reason', ' ', ...data], '--reason: must not be empty'],
  [['state', 'set', 'HALTED', ...data], "required option '--reason <text>'"],
  [['state', 'set', 'HALTED', '--level', 'account', '--reason', 'x', ...data], '--key: say which account is meant'],
  [['state', 'enable', '--reason', ' ', ...data], '--reason: must not be empty'],
  [['kill', '--reason', 'x', '--data', join(dir, 'nowhere')], '--data: '],
  [['replay', '--journal', join(dir, 'nowhere.db')], '--journal: '],
  [['replay'], 'name logs (sluice replay LOG...), or a journal (--journal FILE)'],
  [['replay', '--journal', 'x', '--market', 'agents'], '--market goes with --through-gateway'],
  [['replay', 'x.log', '--through-gateway', '--market', 'agents', '--strict'], '--strict does not go with --through-gateway'],
  [['replay', 'x.log', '--through-gateway'], '--through-gateway needs --market: agents, or a recorded market'],
  [['replay', '--through-gateway', '--market', 'agents'], '--through-gateway needs a log'],
  [['replay', '--journal', join(dir, 'journal.db')], '--journal: '],
  [
    ['impact', 'fit', join(dir, 'nowhere.csv'), '--out', join(dir, 'x')],
    `${join(dir, 'nowhere.csv')}: there is no such file of metaorders`,
  ],
  [['impact', 'fit', 'x', '--out', 'y', '--update', 'z', '--with', 'depth'], '--update: goes without --prior and --with'],
  [
    ['impact', 'metaorders', 'generator', '--out', 'x', '--orders', '60000'],
    '--days x --symbols x --orders: 360000000 orders, of which there may be 2000000',
  ],
  [
    ['impact', 'fit', 'x', '--out', 'y', '--prior', join(dir, 'no.json')],
    `${join(dir, 'no.json')}: the impact model cannot be read`,
  ],
  [
    ['impact', 'explain', 'x', '--qty', '0', '--adv', '1', '--volatility', '2', '--spread', '5'],
    "option '--qty <n>' argument '0' is invalid",
  ],
  [[...twap, '--estimate'], '--over: a twap needs --over'],
  [['demo', ...data], '--data: '],
  [['demo', '--seed', 'x'], "option '--seed <n>' argument 'x' is invalid"],
  [['demo', '--lobster', join(dir, 'AAPL_none.csv')], join(dir, 'AAPL_none.csv')],
  [['start', '--config', join(dir, 'none.yaml'), ...data], join(dir, 'none.yaml')],
];

test('a mistake is answered with exit code 2 and one line that names the field', async () => {
  const told: unknown[] = [];
  for (let i = 0; i < MISTAKES.length; i += 4) {
    const some = MISTAKES.slice(i, i + 4);
    const answers = await Promise.all(some.map(([args]) => sluice(...args)));
    for (const [k, { code, out, err }] of answers.entries())
      told.push([code, out, err.length, err[0]?.slice(0, 8 + some[k]![1].length)]);
  }
  expect(told).toEqual(MISTAKES.map(([, begins]) => [2, [], 1, `sluice: ${begins}`]));
}, 120_000);

test('a gateway that does not answer is a failure, not a mistake, and the line says what to do', async () => {
  const answers = await Promise.all([
    sluice('order', 'buy', '100', 'ACME', '--port', '9', ...data),
    sluice('order', 'watch', 'x', ...data),
    sluice('sessions', ...data),
  ]);
  const nobody = `sluice: no gateway answers on ${join(dir, 'control.sock')} (ENOENT)`;
  expect(answers).toEqual([
    {
      code: 1,
      out: [],
      err: ["sluice: no gateway answers on 127.0.0.1:9 (ECONNREFUSED): start one with 'sluice start', or give --host and --port"],
    },
    { code: 1, out: [], err: [nobody] },
    { code: 1, out: [], err: [nobody] },
  ]);
});

test('every command has help with an example', async () => {
  const commands = [
    ['order'],
    ['order', 'buy'],
    ['order', 'sell'],
    ['order', 'cancel'],
    ['order', 'replace'],
    ['order', 'status'],
  ];
  const more = [['order', 'watch'], ['demo'], ['sessions'], ['kill'], ['release'], ['replay'], ['doctor'], ['start'], ['sim']];
  const all = [...commands, ...more];
  const answers = await Promise.all(all.map(command => sluice(...command, '--help')));
  const without = all.filter((_, i) => answers[i]!.code !== 0 || !/Examples?:\n +sluice /.test(answers[i]!.out.join('\n')));
  expect(without).toEqual([]);
}, 120_000);
