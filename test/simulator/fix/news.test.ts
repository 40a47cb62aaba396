import { FIX_VERSIONS } from '../../../src/fix/translate/dialect';
import { VenueRig } from './rig';

const subscribe = (id: string): string => `V|262=${id}|263=1|264=1|265=1|267=1|269=0|146=1|55=ACME`;
const withoutTime = (line: string): string => line.replace(/\|42=[^|]*/, '');

test.each(FIX_VERSIONS)('news goes once to everybody who reads market data, in %s', version => {
  const rig = new VenueRig(['ACME', 'BOLT'], undefined, version);
  rig.say('M', subscribe('1'), subscribe('2'));
  rig.say('N', subscribe('1'));
  rig.say('A', 'e|324=1|55=ACME|263=1');
  const tag = version === 'FIX.4.2' ? 46 : 55;
  const about = `148=Plant on fire|146=2|${tag}=ACME|${tag}=BOLT|33=1|58=Plant on fire`;
  const lines = [...rig.operate('news flash ACME,BOLT Plant on fire'), ...rig.operate('news normal * Rates up')];
  expect(lines.map(withoutTime)).toEqual([
    `M< B|61=1|${about}`,
    `N< B|61=1|${about}`,
    'done: told to 2 sessions',
    'M< B|61=0|148=Rates up|33=1|58=Rates up',
    'N< B|61=0|148=Rates up|33=1|58=Rates up',
    'done: told to 2 sessions',
  ]);
});

test('what is no news is refused', () => {
  const rig = new VenueRig();
  const lines = ['news', 'news flash ACME', 'news loud ACME Fire', 'news flash NONE Fire'].flatMap(line => rig.operate(line));
  expect(lines).toEqual([
    'refused: news takes normal|flash|background SYMBOL,...|* HEADLINE',
    'refused: news takes normal|flash|background SYMBOL,...|* HEADLINE',
    "refused: 'loud' is no urgency: normal, flash, background",
    "refused: 'NONE' is not listed here",
  ]);
});
