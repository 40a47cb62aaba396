import { MessageView } from '../../../src/fix/codec/view';
import { bytes, fieldsOf, viewOf, whole } from './read';

const ORDER = whole(
  '35=D|49=OMS|56=SLUICE|34=17|52=20240229-23:59:60.1234567|97=Y|11=C1|55=ACME|54=1|38=002000.50|44=-.5|60=20240229-13:05:09|',
);

test('typed getters read straight from the bytes', () => {
  const view = viewOf(ORDER);
  expect({
    type: view.msgType,
    body: view.tags[view.bodyStart],
    text: view.text(55),
    absent: [
      view.text(1),
      view.int(1),
      view.char(1),
      view.utcMicros(1),
      view.decimal(1, 2),
      view.has(1),
      view.flag(1),
      view.find(1),
    ],
    ints: [view.int(34), view.int(38), view.int(55)],
    chars: [view.char(54), view.char(55)],
    flags: [view.flag(97), view.flag(54)],
    utc: [view.utcMicros(60), view.utcMicros(52), view.utcMicros(55)],
    decimals: [view.decimal(38, 2), view.decimal(38, 0), view.decimal(44, 1), view.decimal(55, 0)],
  }).toEqual({
    type: 'D',
    body: 11,
    text: 'ACME',
    absent: [undefined, undefined, undefined, undefined, undefined, false, false, -1],
    ints: [17, undefined, undefined],
    chars: ['1', undefined],
    flags: [true, false],
    utc: [Date.UTC(2024, 1, 29, 13, 5, 9) * 1000, (Date.UTC(2024, 1, 29, 23, 59, 59) + 1000) * 1000 + 123_456, undefined],
    decimals: [200_050, 'TooFine', -5, 'NotANumber'],
  });
});

test('one view reads many messages and forgets each', () => {
  const view = new MessageView();
  const counts = [ORDER, whole('35=0|'), ORDER, whole('35=AE|571=x|')].map(message => {
    view.read(message, 0, message.length);
    return [view.msgType, view.count, view.text(55), view.text(571)];
  });
  expect(counts).toEqual([
    ['D', 15, 'ACME', undefined],
    ['0', 4, undefined, undefined],
    ['D', 15, 'ACME', undefined],
    ['AE', 5, undefined, 'x'],
  ]);
});

test('the first of several fields of a tag is found, a tag beyond the tables too', () => {
  const view = viewOf(whole('35=X|269=0|269=1|70000=far|'));
  expect([view.text(269), view.text(70_000), view.find(70_001)]).toEqual(['0', 'far', -1]);
});

test('a data field is taken by its length, SOH and Latin-1 included', () => {
  const view = viewOf(whole('35=B|354=8|355=a|b=c|é=|58=after|'));
  expect([view.text(355), view.text(58)]).toEqual(['a\x01b=c\x01é=', 'after']);
});

test('a data field whose length is wrong ends at its SOH', () => {
  expect(fieldsOf(viewOf(whole('35=B|354=9|355=abc|58=after|'))).slice(3, 6)).toEqual([
    [354, '9'],
    [355, 'abc'],
    [58, 'after'],
  ]);
});

test('a message of more fields than the table began with', () => {
  const view = viewOf(whole(`35=W|${'270=1|'.repeat(500)}`));
  expect([view.count, view.textAt(503), view.tags[503]]).toEqual([504, expect.stringMatching(/^\d{3}$/), 10]);
});

test('tags that are zero, negative or empty of value are read', () => {
  expect(fieldsOf(viewOf(whole('35=0|0=HI|-1=HI|56=|'))).slice(3, 6)).toEqual([
    [0, 'HI'],
    [-1, 'HI'],
    [56, ''],
  ]);
});

test.each(['35=0|4garbled9=TW|', '35=0|=x|', '35=0|49|', '35=0|12345678901=x|', '35=0||', '35=0|-=x|'])(
  '%s is malformed',
  fields => {
    const message = whole(fields);
    const view = new MessageView();
    expect([view.read(message, 0, message.length), view.malformedReason.slice(0, 9)]).toEqual([false, 'not a tag']);
  },
);

test('a message without a last SOH is malformed', () => {
  const view = new MessageView();
  expect([view.read(bytes('8=FIX.4.4|9=5|35=0'), 0, 18), view.malformedReason.slice(0, 25)]).toEqual([
    false,
    'the last field has no SOH',
  ]);
});

test('whether header, body and trailer came in order', () => {
  const inOrder = ['35=0|34=1|58=x|', '35=0|58=x|34=1|', '35=0|93=1|89=x|58=y|', '35=0|93=1|89=x|'].map(
    fields => viewOf(whole(fields)).inOrder,
  );
  expect(inOrder).toEqual([true, false, false, true]);
});
