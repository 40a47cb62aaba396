import { dictionaryOf } from '../../../src/fix/codec/dictionary';
import { MsgType } from '../../../src/fix/generated/msg-types';
import { Tag } from '../../../src/fix/generated/tags';
import { OrdStatus } from '../../../src/fix/generated/values';

const D44 = dictionaryOf('FIX.4.4');

test('what FIX.4.4 defines', () => {
  expect({
    tags: [D44.isKnownTag(11), D44.isKnownTag(957), D44.isKnownTag(999), D44.isKnownTag(-1)],
    names: [D44.fieldName(11), D44.fieldName(957), D44.fieldName(999)],
    messages: [D44.msgName('D'), D44.msgName('zz'), D44.hasMessage('AF'), D44.hasMessage('zz')],
    ofOrder: [11, 34, 10, 448, 523, 960, 37].map(tag => D44.hasField('D', tag)),
    ofNothing: D44.hasField('zz', 11),
  }).toEqual({
    tags: [true, true, false, false],
    names: ['ClOrdID', 'NoStrategyParameters', undefined],
    messages: ['NewOrderSingle', undefined, true, false],
    ofOrder: [true, true, true, true, true, true, false],
    ofNothing: false,
  });
});

test('one dictionary a version; FIXT.1.1 takes its messages from the application version', () => {
  const fixt = dictionaryOf('FIXT.1.1');
  expect({
    versions: [D44.version, dictionaryOf('FIX.4.2').version, fixt.version, dictionaryOf('FIXT.1.1', '6').version],
    same: [
      dictionaryOf('FIX.4.4') === D44,
      dictionaryOf('FIXT.1.1', '9') === fixt,
      dictionaryOf('FIX.5.0SP2') === fixt,
      dictionaryOf('FIXT.1.1', '7') === fixt,
    ],
    logon: [fixt.hasField('A', Tag.DefaultApplVerID), D44.hasField('A', Tag.DefaultApplVerID)],
    header: [fixt.hasField('D', Tag.ApplVerID), D44.hasField('D', Tag.ApplVerID)],
  }).toEqual({
    versions: ['FIX.4.4', 'FIX.4.2', 'FIX.5.0SP2', 'FIX.4.4'],
    same: [true, true, true, true],
    logon: [true, false],
    header: [true, false],
  });
});

test.each([
  ['FIX.4.1', '9'],
  ['FIXT.1.1', '2'],
])('there is none for %s with ApplVerID %s', (beginString, applVerID) => {
  expect(() => dictionaryOf(beginString, applVerID)).toThrow(/^no dictionary for /);
});

test('the constants are the dictionary', () => {
  const wrong = Object.entries(Tag).filter(([name, tag]) => D44.isKnownTag(tag) && D44.fieldName(tag) !== name);
  const types = Object.entries(MsgType).filter(([name, type]) => D44.hasMessage(type) && D44.msgName(type) !== name);
  expect({ wrong, types, tag: Tag.ClOrdID, type: MsgType.ExecutionReport, status: OrdStatus.PartiallyFilled }).toEqual({
    wrong: [],
    types: [],
    tag: 11,
    type: '8',
    status: '1',
  });
});
