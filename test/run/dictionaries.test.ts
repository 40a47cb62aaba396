import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../src/run/config';
import { PACKAGE_ROOT } from '../../src/run/version';
import { until } from '../fix/transport/pair';
import { Paper } from './paper-rig';

jest.setTimeout(60_000);
beforeAll(() => (process.env['SLUICE_LOG'] = 'silent'));

/** FIX.4.4 with a field of the house in NewOrderSingle. */
const HOUSE = readFileSync(join(PACKAGE_ROOT, 'fix-dictionaries', 'FIX44.xml'), 'utf8')
  .replace(/(<message name='NewOrderSingle'.*>\n)/, "$1   <field name='HouseDesk' required='Y' />\n")
  .replace(
    ' <fields>\n',
    " <fields>\n  <field number='6001' name='HouseDesk' type='STRING'><value enum='EQ'/><value enum='FX'/></field>\n",
  );

describe('a session with a dictionary of its own', () => {
  let paper: Paper;
  beforeEach(async () => {
    paper = await Paper.make();
    const cfg = join(paper.dir, 'gateway.cfg');
    const keys = 'DataDictionary=house/FIX44.xml\nValidateUserDefinedFields=Y\n';
    writeFileSync(cfg, readFileSync(cfg, 'utf8').replace('TargetCompID=OMS\n', `TargetCompID=OMS\n${keys}`));
  });
  afterEach(() => paper.stop());

  const house = (text: string): void => {
    const folder = join(paper.dir, 'house');
    mkdirSync(folder);
    writeFileSync(join(folder, 'FIX44.xml'), text);
  };
  const order = (id: string, ...more: [number, string][]): void =>
    paper.oms.say('D', [[11, id], ...more, [55, 'ACME'], [54, '1'], [38, '10'], [40, '2'], [44, '90']]);

  test('its fields are checked, and the second start takes it from the cache', async () => {
    house(HOUSE);
    const began = Date.now();
    await paper.start();
    const cold = Date.now() - began;
    await paper.oms.logOn();
    order('none');
    order('wrong', [6001, 'XX']);
    order('right', [6001, 'EQ']);
    await until('answered', () => paper.oms.got.length === 1 && paper.oms.events.filter(e => e.type === 'rejected').length === 2);
    await paper.stopGateway();
    const again = Date.now();
    await paper.start();
    const warm = Date.now() - again;
    const rejects = paper.oms.events.flatMap(e => (e.type === 'rejected' ? [`${e.refTagID} ${e.reason}`] : []));
    expect({
      rejects,
      // the simulator's own dictionary does not have the field, and ours does not send it there
      right: [paper.oms.got[0]![39], paper.oms.got[0]![58]],
      kept: readdirSync(join(paper.dir, 'data', 'dictionaries')).length,
      quicker: warm < cold,
    }).toEqual({
      rejects: ['6001 1', '6001 5'],
      right: ['8', 'FieldUnknownToVenue: tag 6001 is not in the dictionary of venue FIX.4.4:SLUICE->SIM, or not with this value'],
      kept: 1,
      quicker: true,
    });
  });

  test('what is wrong with it stops the start, with file, line and what to do', async () => {
    house(HOUSE.replace("name='HouseDesk' type", "name='HousDesk' type"));
    const line = HOUSE.split('\n').findIndex(each => each.includes("name='HouseDesk' required")) + 1;
    const error = await paper.start().catch((e: unknown) => e);
    expect([error instanceof UsageError, (error as Error).message.replaceAll(paper.dir, '.')]).toEqual([
      true,
      `./house/FIX44.xml:${line}: field HouseDesk in message NewOrderSingle is not defined in <fields>: define it there or take it out here`,
    ]);
  });
});
