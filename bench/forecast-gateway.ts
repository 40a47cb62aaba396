import { Worker } from 'node:worker_threads';
import { SYMBOL_FEATURES } from '../src/core/features/names';
import type { Forecast, Forecaster } from '../src/core/learned/forecaster';
import type { LoadedModels } from '../src/run/forecast/load';
import { start } from '../src/run/start';

/** The gateway of bench/forecast.ts: `node forecast-gateway.js FOLDER none|slow|killed ADAPTIVE-ORDERS`. */
const [, , folder = '', subject = 'none', orders = '0'] = process.argv;

const FEATURES = [{ name: 'imbalance1', units: '-1 to 1', fill: 0, low: -1, high: 1 }];
const TERMS = { hash: subject, name: subject, features: FEATURES, targets: [{ name: 'drift' as const, horizon: 10 }], gate: [1] };
/** How often (ms) the market is told of. */
const MARKET_MS = 100;
const SYMBOL = 'ADAPT';

/** A model in a thread that takes 2 s for each answer, or (killed) is gone before the first. */
function model(): Forecaster {
  const sleep = 'm => { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000); parentPort.postMessage(m); }';
  const worker = new Worker(`const { parentPort } = require('node:worker_threads'); parentPort.on('message', ${sleep});`, {
    eval: true,
  });
  const waiting: ((answer: Forecast) => void)[] = [];
  worker.on('message', () => waiting.shift()?.({ y: [1], members: [], took: 2_000_000, by: 'worker' }));
  if (subject === 'killed') void worker.terminate();
  worker.unref();
  return {
    terms: TERMS,
    ask: (_x, _gate, done) => {
      waiting.push(done);
      worker.postMessage(1);
    },
    close: () => void worker.terminate(),
  };
}

function models(): LoadedModels | undefined {
  if (subject === 'none') return undefined;
  return { inForce: { predictor: TERMS, mode: 'acts', deadline: 2000, maxAge: 10_000_000 }, served: [model()] };
}

async function main(): Promise<void> {
  const loaded = models();
  const { gateway } = await start({
    sessions: folder,
    data: `${folder}/data`,
    http: 0,
    durability: 'process',
    config: undefined,
    ...(loaded && { models: loaded }),
    say: line => void process.stdout.write(`${line}\n`),
  });
  const features = SYMBOL_FEATURES.map(() => 0.1);
  const [bids, asks] = [[['99.99', '500'] as const], [['100.01', '500'] as const]];
  setInterval(() => {
    gateway.line.post({ type: 'MarketSeen', symbol: SYMBOL, asOf: Date.now() * 1000, bids, asks, features });
    gateway.line.post({ type: 'QuoteReceived', symbol: SYMBOL, bid: '99.99', ask: '100.01' });
  }, MARKET_MS);
  for (let n = 1; n <= Number(orders); n++)
    gateway.post({
      type: 'ParentOrderReceived',
      session: 'FIX.4.4:GW->DESK',
      clOrdId: `A${n}`,
      symbol: SYMBOL,
      side: '1',
      orderQty: '100000',
      ordType: '1',
      timeInForce: '0',
      strategy: '1002',
      parameters: { Duration: '100', SlotSeconds: '0.1', MinSlice: '100', MaxSlice: '100' },
      body: '',
    });
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
process.on('SIGTERM', () => process.exit(0));
