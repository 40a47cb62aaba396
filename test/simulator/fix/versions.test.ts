import { dictionaryOf } from '../../../src/fix/codec/dictionary';
import { DEFAULT_VALIDATION, validate } from '../../../src/fix/codec/validate';
import { FIX_VERSIONS, type FixVersion } from '../../../src/fix/translate/dialect';
import { marketDataRequest } from '../../../src/fix/translate/market-data';
import { viewOf } from '../../fix/codec/read';
import { encode } from '../../fix/translate/trade';
import { VenueRig } from './rig';

/** Everything that a simulator says to a client of a version. The rig throws where the version's dictionary finds something wrong. */
function everything(version: FixVersion): string[] {
  const rig = new VenueRig(['ACME'], undefined, version, { copies: ['COPY'] });
  return [
    ...rig.say(
      'A',
      'D|11=a|55=ACME|54=1|38=100|40=2|44=10.00|1=ACC|526=P',
      'D|11=b|55=NONE|54=1|38=1|40=1',
      'D|11=a|55=ACME|54=1|38=1|40=1',
    ),
    ...rig.say('A', 'D|11=c|55=ACME|54=1|38=0.5|40=2|44=10.00'),
    ...rig.say(
      'A',
      'V|262=m|263=1|264=5|265=1|267=3|269=0|269=1|269=2|146=1|55=ACME',
      'V|262=n|263=1|264=5|265=1|267=1|269=0|146=1|55=NONE',
    ),
    ...rig.say('B', 'D|11=s|55=ACME|54=2|38=40|40=2|44=10.00'),
    ...rig.publish(),
    ...rig.say(
      'A',
      'H|11=a|55=ACME|54=1|790=q',
      'H|11=zz|55=ACME|54=1',
      'G|41=a|11=r|55=ACME|54=1|38=200|40=2|44=10.01',
      'F|41=x|11=y|55=ACME|54=1',
      'F|41=r|11=z|55=ACME|54=1',
      'AE|571=x',
      'e|324=e|55=ACME|263=1',
      'g|335=g|263=1',
      ...(version === 'FIX.4.2' ? ['c|320=c|321=3'] : ['x|320=x|559=4', 'AF|584=m|585=7', 'q|11=q|530=7']),
    ),
    ...rig.operate('bust T1'),
    ...rig.operate('halt ACME'),
    ...rig.publish(),
  ];
}

test.each(FIX_VERSIONS)('all that a simulator says in %s is right by the dictionary, and every message type is said', version => {
  const types = new Set(everything(version).flatMap(line => /< (\w+)/.exec(line)?.[1] ?? []));
  const own = version === 'FIX.4.2' ? ['d'] : ['r', 'y'];
  expect([...types].sort()).toEqual(['8', '9', 'W', 'X', 'Y', 'f', 'h', 'j', ...own].sort());
});

test("in FIX.4.2 a fill is 150=1 or 2 with 20=0, a status 20=3, and what has no number is the broker's option", () => {
  const field = (line: string, tag: number): string => new RegExp(`\\|${tag}=([^|]*)`).exec(line)?.[1] ?? '-';
  const reports = everything('FIX.4.2').filter(line => line.startsWith('A< 8') || line.startsWith('A< 9'));
  expect(reports.map(line => [20, 150, 39, 103, 102].map(tag => field(line, tag)).join(' '))).toEqual([
    '0 0 0 - -',
    '0 8 8 1 -',
    '0 8 8 6 -',
    '0 8 8 0 -',
    '0 1 1 - -',
    '3 1 1 - -',
    '3 8 8 5 -',
    '0 5 1 - -',
    '- - 8 - 1',
    '0 4 4 - -',
    '1 4 4 - -',
  ]);
});

test.each(FIX_VERSIONS)('our MarketDataRequest is right by the dictionary of %s', version => {
  const message = encode(version, 'V', w => marketDataRequest(w, 'MD1', ['ACME', 'BOLT']));
  expect(validate(viewOf(message), dictionaryOf(version), DEFAULT_VALIDATION)).toBeUndefined();
});
