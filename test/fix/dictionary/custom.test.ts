import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_VALIDATION, validate } from '../../../src/fix/codec/validate';
import { dictionaryFor, prepareDictionaries } from '../../../src/fix/dictionary/custom';
import { parseSettings } from '../../../src/fix/settings/load';
import type { SessionSettings } from '../../../src/fix/settings/settings';
import { viewOf, whole } from '../codec/read';

const SHIPPED = join(__dirname, '..', '..', '..', 'fix-dictionaries');
const dir = mkdtempSync(join(tmpdir(), 'sluice-dictionaries-'));
const cache = join(dir, 'cache');
afterAll(() => rmSync(dir, { recursive: true }));

/** A session whose .cfg stands in `dir` and names dictionaries. */
function session(keys: string, beginString = 'FIX.4.4'): SessionSettings {
  const fixt = beginString === 'FIXT.1.1' ? 'DefaultApplVerID=FIX.5.0SP2\n' : '';
  const text = `[SESSION]\nConnectionType=acceptor\nBeginString=${beginString}\n${fixt}SenderCompID=S\nTargetCompID=T\nSocketAcceptPort=0\n${keys}\n`;
  const { sessions, errors } = parseSettings([{ name: join(dir, 'gateway.cfg'), text }]);
  if (errors.length > 0) throw new Error(errors.join('\n').replaceAll(dir, '.'));
  return sessions[0]!;
}

/** Errors of preparing one custom FIX.4.4 dictionary of this text; paths without the folder. */
async function errorsOf(text: string, name = 'custom.xml'): Promise<string[]> {
  writeFileSync(join(dir, name), text);
  const errors = await prepareDictionaries([session(`DataDictionary=${name}`)], cache);
  return errors.map(each => each.replaceAll(`${dir}/`, ''));
}

const SMALL = `<fix type='FIX' major='4' minor='4' servicepack='0'>
 <header>
  <field name='BeginString' required='Y'/> <field name='BodyLength' required='Y'/> <field name='MsgType' required='Y'/>
  <field name='SenderCompID' required='Y'/> <field name='TargetCompID' required='Y'/>
  <field name='MsgSeqNum' required='Y'/> <field name='SendingTime' required='Y'/>
 </header>
 <trailer><field name='CheckSum' required='Y'/></trailer>
 <messages>
  <message name='Ping' msgtype='UP' msgcat='app'>
   <field name='DeskCode' required='Y'/>
   <group name='NoLegs' required='N'><field name='LegCode' required='Y'/><field name='LegWeight' required='N'/></group>
   <component name='Extra' required='N'/>
  </message>
 </messages>
 <components>
  <component name='Extra'><field name='Text' required='N'/></component>
 </components>
 <fields>
  <field number='8' name='BeginString' type='STRING'/> <field number='9' name='BodyLength' type='LENGTH'/>
  <field number='35' name='MsgType' type='STRING'/> <field number='49' name='SenderCompID' type='STRING'/>
  <field number='56' name='TargetCompID' type='STRING'/> <field number='34' name='MsgSeqNum' type='SEQNUM'/>
  <field number='52' name='SendingTime' type='UTCTIMESTAMP'/> <field number='10' name='CheckSum' type='STRING'/>
  <field number='58' name='Text' type='STRING'/>
  <field number='6001' name='DeskCode' type='STRING'><value enum='EQ' description='EQUITY'/><value enum='FX' description='CURRENCY'/></field>
  <field number='6002' name='NoLegs' type='NUMINGROUP'/> <field number='6003' name='LegCode' type='STRING'/>
  <field number='6004' name='LegWeight' type='QTY'/>
  <field number='6005' name='Open' type='STRING' allowOtherValues='Y'><value enum='A' description='A'/></field>
 </fields>
</fix>
`;

const verdict = (keys: string, fields: string, beginString = 'FIX.4.4'): string => {
  const settings = session(keys, beginString);
  const fault = validate(viewOf(whole(fields, beginString)), dictionaryFor(settings), DEFAULT_VALIDATION);
  return fault === undefined ? 'right' : `${fault.refTagID ?? 'none'}: ${fault.reason} ${fault.text}`;
};

const H = '34=2|49=T|52=20240315-13:30:00|56=S|';

test('a small dictionary of one message: its fields, groups and values are what holds', async () => {
  expect(await errorsOf(SMALL)).toEqual([]);
  const judged = [
    '6001=EQ|58=hello|',
    '6001=EQ|6002=2|6003=a|6004=1.5|6003=b|',
    '6001=GOLD|',
    '58=x|',
    '6001=FX|6002=1|6004=2|',
    '6001=FX|11=id|',
  ];
  expect([
    ...judged.map(each => verdict('DataDictionary=custom.xml', `35=UP|${H}${each}`)),
    verdict('DataDictionary=custom.xml', `35=D|${H}`),
  ]).toEqual([
    'right',
    'right',
    '6001: 5 Value is incorrect (out of range) for this tag',
    '6001: 1 Required tag missing',
    '6004: 15 Repeating group fields out of order',
    '11: 0 Invalid tag number',
    'none: 11 Invalid MsgType',
  ]);
});

test('compiled once: the second start takes it from the cache, another content is compiled anew, a broken cache is mended', async () => {
  const own = join(dir, 'own-cache');
  const settings = [session('DataDictionary=custom.xml')];
  writeFileSync(join(dir, 'custom.xml'), SMALL);
  await prepareDictionaries(settings, own);
  const [first] = readdirSync(own);
  // a name that only the cache has shows where the tables come from
  const path = join(own, first!);
  writeFileSync(path, readFileSync(path, 'utf8').replace('"DeskCode"', '"FromCache"'));
  await prepareDictionaries(settings, own);
  const cached = dictionaryFor(settings[0]!).fieldName(6001);
  writeFileSync(path, '{"half":');
  const mended = await prepareDictionaries(settings, own);
  writeFileSync(join(dir, 'custom.xml'), SMALL.replaceAll('6001', '7001'));
  await prepareDictionaries(settings, own);
  expect({
    cached,
    mended,
    kept: JSON.parse(readFileSync(path, 'utf8')).version,
    files: readdirSync(own).length,
    now: verdict('DataDictionary=custom.xml', `35=UP|${H}7001=EQ|`),
  }).toEqual({ cached: 'FromCache', mended: [], kept: 'FIX.4.4', files: 2, now: 'right' });
});

test('FIXT.1.1 takes its two dictionaries apart, and the files that come with us are among those it takes', async () => {
  copyFileSync(join(SHIPPED, 'FIX50SP2.xml'), join(dir, 'app.xml'));
  const keys = `AppDataDictionary=app.xml\nTransportDataDictionary=${join(SHIPPED, 'FIXT11.xml')}`;
  const four = session(`DataDictionary=${join(SHIPPED, 'FIX42.xml')}`, 'FIX.4.2');
  const errors = await prepareDictionaries([session(keys, 'FIXT.1.1'), four], cache);
  expect([
    errors,
    verdict(keys, `35=D|1128=9|${H}11=A|55=X|54=1|60=20240315-13:30:00|38=1|40=1|`, 'FIXT.1.1'),
    verdict(keys, `35=A|${H}98=0|108=30|`, 'FIXT.1.1'),
    dictionaryFor(four).version,
  ]).toEqual([[], 'right', '1137: 1 Required tag missing', 'FIX.4.2']);
});

const changed = (from: string | RegExp, to: string): string => SMALL.replace(from, to);

test.each<[string, string, string[]]>([
  ['no XML', 'hello', ['custom.xml:1: holds no element: not a dictionary']],
  ['a page of another kind', '<html></html>', ['custom.xml:1: the root is <html>, not <fix>: not a QuickFIX dictionary']],
  [
    'a tag left open',
    changed('</messages>', ''),
    ['custom.xml:29: </fix> stands where <messages> of line 8 must be closed first'],
  ],
  [
    'a quote left out',
    changed("name='DeskCode' required", 'name=DeskCode required'),
    ["custom.xml:10: not a tag: <field name=DeskCode required='Y'/>"],
  ],
  ['a file cut short', SMALL.slice(0, SMALL.indexOf('<components>')), ['custom.xml:1: <fix> is never closed']],
  ['another version', changed("minor='4'", "minor='2'"), ['custom.xml:1: is FIX.4.2; this session needs FIX.4.4']],
  ['no version', changed(" major='4'", ''), ['custom.xml:1: <fix> has no major and minor: its version']],
  [
    'missing sections',
    SMALL.replace(/<header>[\s\S]*<\/header>/, '').replace(/<trailer>.*<\/trailer>/, ''),
    ['custom.xml:1: has no <header> section: add it', 'custom.xml:1: has no <trailer> section: add it'],
  ],
  [
    'an unknown field',
    changed("<field name='DeskCode' required='Y'/>", "<field name='DeskCod' required='Y'/>"),
    ['custom.xml:10: field DeskCod in message Ping is not defined in <fields>: define it there or take it out here'],
  ],
  [
    'an unknown component',
    changed("<component name='Extra' required='N'/>", "<component name='More' required='N'/>"),
    ['custom.xml:12: component More in message Ping is not defined in <components>: define it there or take it out here'],
  ],
  [
    'a tag twice',
    changed("number='6003'", "number='6002'"),
    ['custom.xml:25: tag 6002 is defined twice, first on line 25: take one out'],
  ],
  [
    'a name twice',
    changed("name='LegWeight' type", "name='LegCode' type"),
    [
      'custom.xml:26: field LegCode is defined twice, first on line 25: take one out',
      'custom.xml:11: field LegWeight in group NoLegs of message Ping is not defined in <fields>: define it there or take it out here',
    ],
  ],
  [
    'a member twice',
    changed("<component name='Extra' required='N'/>", "<field name='DeskCode' required='N'/>"),
    ['custom.xml:12: DeskCode is twice in message Ping, first on line 10: take one out'],
  ],
  ['no tag number', changed("number='58'", "number='x'"), ["custom.xml:23: number='x' is not a tag from 1 to 999999"]],
  [
    'a field in the header that the standard has not',
    changed(
      "<field name='SendingTime' required='Y'/>\n",
      "<field name='SendingTime' required='Y'/> <field name='DeskCode' required='N'/>\n",
    ),
    [
      'custom.xml:5: field DeskCode (6001) is not of the standard <header>, and more cannot be added to it: put it into the messages',
    ],
  ],
  [
    'an empty group',
    changed(/<group name='NoLegs'.*<\/group>/, "<group name='NoLegs' required='N'/>"),
    ['custom.xml:11: group NoLegs in message Ping has no fields: add them or make it a field'],
  ],
  [
    'a component in itself',
    changed("<field name='Text' required='N'/></component>", "<component name='Extra' required='N'/></component>"),
    ['custom.xml:16: component Extra holds itself: Extra > Extra'],
  ],
])('%s is told with its line', async (_, text, expected) => {
  expect(await errorsOf(text)).toEqual(expected);
});

test('a file that is not there is told with the key that names it', async () => {
  const errors = await prepareDictionaries([session('DataDictionary=none.xml')], cache);
  expect(errors.map(each => each.replaceAll(`${dir}/`, ''))).toEqual([
    'gateway.cfg:7: DataDictionary: none.xml: there is no such file; a relative path begins at the .cfg; without the key the dictionary built in is used',
  ]);
});

test.each([
  [
    'AppDataDictionary=a.xml',
    'FIX.4.4',
    './gateway.cfg:7: AppDataDictionary: is for FIXT.1.1; FIX.4.4 has one dictionary: use DataDictionary',
  ],
  [
    'DataDictionary=a.xml',
    'FIXT.1.1',
    './gateway.cfg:8: DataDictionary: FIXT.1.1 has two dictionaries: use AppDataDictionary and TransportDataDictionary',
  ],
])('%s with %s is refused', (key, beginString, expected) => {
  expect(() => session(key, beginString)).toThrow(expected);
});
