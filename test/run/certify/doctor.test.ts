import { modelFindings } from '../../../src/run/certify/doctor';
import { readConfig } from '../../../src/run/config';
import { Desk } from './set-up';

let desk: Desk;
let model: string;
beforeEach(() => {
  desk = new Desk();
  model = desk.add(1);
});
afterEach(() => desk.end());

const PAPER = 'simulator: { port: 9881 }\n';
/** What `sluice doctor` says of the models of a config. */
function findings(rest: string, more = ''): string[] {
  const models = `models: { predictor: "${model}", trust: ["${desk.keys.publicFile}"]${more} }\n`;
  const config = readConfig('sluice.yaml', `instruments: [{ symbol: ACME, tick: 0.01, lot: 1 }]\n${models}${rest}`);
  const found = modelFindings(config, [], `${desk.dir}/data`);
  return found.map(f => `${f.result} ${f.text.replaceAll(desk.dir, 'DIR').replaceAll(model, 'HASH')}`);
}

const FILE = 'predictor DIR/data/models/HASH.onnx';
const BOUNDS = 'ACME, BOLT; orders of at most 5000, Band 0.1 and 600 s; any regime; until';

test('a doctor knows before the start what that will say of models', async () => {
  const without = [...findings(''), ...findings(PAPER), ...findings(PAPER, ', uncertified: acts')];
  await desk.sign(model);
  const certified = findings('');
  await desk.sign(model, { days: 5 });
  const ending = findings(PAPER);
  const short = (text: string): string => text.split('; `sluice')[0]!.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, 'TIME');
  expect([...without, ...certified, ...ending].map(short)).toEqual([
    'fail models.predictor: DIR/data/models/HASH.onnx: a model is not taken to a real venue without a certificate, and it has no certificate: there is none (DIR/data/models/HASH.certificate.json)',
    `warn ${FILE} is in shadow, told and not done: it has no certificate: there is none (DIR/data/models/HASH.certificate.json)`,
    `warn ${FILE} acts without a certificate (models.uncertified)`,
    `ok ${FILE} acts, certified by vera: ${BOUNDS} TIME`,
    `warn ${FILE} acts, certified by vera: ${BOUNDS} TIME; its certificate ends in 4 days: validate it again before`,
  ]);
});
