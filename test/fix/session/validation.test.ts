import { lines, Rig, settingsOf } from './rig';

type Keys = readonly string[];
const VERSIONS: readonly [string, Keys, string][] = [
  ['FIX.4.2', ['BeginString=FIX.4.2'], ''],
  ['FIX.4.4', [], ''],
  ['FIXT.1.1', ['BeginString=FIXT.1.1', 'DefaultApplVerID=FIX.5.0SP2'], '|1137=9'],
];
const GOOD = '11=a|21=1|55=X|54=1|60=T+0|38=1|40=1';

/** What a logged-on session answers a message with. */
function answer(keys: Keys, logon: string, message: string): string[] {
  const rig = new Rig(settingsOf('acceptor', keys));
  const opened = rig.play(`> connect\n> 35=A|34=1|98=0|108=30${logon}`).length;
  return rig.play(`> ${message}`).slice(opened + 1);
}

describe.each(VERSIONS)('Reject by the dictionary of %s', (version, keys, logon) => {
  /** SessionRejectReason above 11 came with FIX 4.3. */
  const reason = (n: number): string => (n > 11 && version === 'FIX.4.2' ? '' : `|373=${n}`);

  test.each<[string, string, string, number, string]>([
    ['an unknown tag', `35=D|34=2|${GOOD}|4999=x`, '371=4999|372=D', 0, 'Invalid tag number'],
    ['a required tag that is missing', '35=D|34=2|11=a|21=1|55=X|60=T+0|38=1|40=1', '371=54|372=D', 1, 'Required tag missing'],
    ['a tag of another message', `35=D|34=2|${GOOD}|150=0`, '371=150|372=D', 2, 'Tag not defined for this message type'],
    [
      'a tag without a value',
      '35=D|34=2|11=|21=1|55=X|54=1|60=T+0|38=1|40=1',
      '371=11|372=D',
      4,
      'Tag specified without a value',
    ],
    [
      'a value that is not listed',
      '35=D|34=2|11=a|21=1|55=X|54=x|60=T+0|38=1|40=1',
      '371=54|372=D',
      5,
      'Value is incorrect (out of range) for this tag',
    ],
    [
      'a value of another format',
      '35=D|34=2|11=a|21=1|55=X|54=1|60=T+0|38=one|40=1',
      '371=38|372=D',
      6,
      'Incorrect data format for value',
    ],
    ['an unknown MsgType', '35=ZZ|34=2|58=x', '372=ZZ', 11, 'Invalid MsgType'],
    ['a tag twice', `35=D|34=2|${GOOD}|40=1`, '371=40|372=D', 13, 'Tag appears more than once'],
    ['a header field in the body', `35=D|34=2|${GOOD}|50=SUB`, '371=50|372=D', 14, 'Tag specified out of required order'],
    ['group fields out of order', `35=D|34=2|${GOOD}|78=1|80=5|79=A`, '371=80|372=D', 15, 'Repeating group fields out of order'],
    [
      'a wrong group count',
      `35=D|34=2|${GOOD}|386=2|336=1`,
      '371=386|372=D',
      16,
      'Incorrect NumInGroup count for repeating group',
    ],
  ])('%s', (_, message, about, number, text) => {
    expect(answer(keys, logon, message)[1]).toBe(`< 35=3|34=2|45=2|${about}${reason(number)}|58=${text}`);
  });

  test('a message of a later version', () => {
    const [, told] = answer(keys, logon, '35=q|34=2|11=a|530=7|60=T+0');
    expect(told).toBe(
      version === 'FIX.4.2'
        ? '< 35=j|34=2|45=2|372=q|380=3|58=OrderMassCancelRequest (35=q) is not in FIX.4.2: cancel each order with OrderCancelRequest (35=F)'
        : undefined,
    );
  });
});

describe('the keys of a session', () => {
  const FIX44 = VERSIONS[1]!;
  const said = (keys: Keys, message: string): string => answer([...FIX44[1], ...keys], FIX44[2], message).join(' / ');

  test.each<[string, Keys, string, string]>([
    ['unknown tags pass', ['AllowUnknownMsgFields=Y'], `35=D|34=2|${GOOD}|4999=x|150=0`, '* D 2'],
    [
      'tags for users do not',
      ['AllowUnknownMsgFields=Y', 'ValidateUserDefinedFields=Y'],
      `35=D|34=2|${GOOD}|5001=x`,
      'Invalid tag number',
    ],
    ['tags for users pass in orders where nothing is said', [], `35=D|34=2|${GOOD}|5001=x`, '* D 2'],
    ['tags for users pass', ['ValidateUserDefinedFields=N'], `35=D|34=2|${GOOD}|5001=x`, '* D 2'],
    ['an empty value passes', ['ValidateFieldsHaveValues=N'], `35=D|34=2|${GOOD}|58=`, '* D 2'],
    ['any order of the parts passes', ['ValidateFieldsOutOfOrder=N'], `35=D|34=2|${GOOD}|50=SUB`, '* D 2'],
    ['any order within a group passes', ['ValidateUnorderedGroupFields=N'], `35=D|34=2|${GOOD}|453=1|448=A|452=1|447=D`, '* D 2'],
    [
      'none other than the dictionary has',
      ['ValidateUnorderedGroupFields=Y'],
      `35=D|34=2|${GOOD}|453=1|448=A|452=1|447=D`,
      'group fields out of order',
    ],
    ['nothing is checked', ['UseDataDictionary=N'], '35=D|34=2|4999=x|54=', '* D 2'],
    ['but for the header', ['UseDataDictionary=N'], '35=D|34=2|52=x|11=a', 'Incorrect data format for value'],
    ['another CompID passes', ['CheckCompID=N'], `35=D|34=2|49=OTHER|56=SLUICE|52=T+0|${GOOD}`, '* D 2'],
    ['another CompID ends the session', [], `35=D|34=2|49=OTHER|56=SLUICE|52=T+0|${GOOD}`, 'CompID problem'],
    [
      'what is wrong is told and taken',
      ['RejectInvalidMessage=N'],
      '35=D|34=2|11=a|4999=x',
      '! tolerated msgType=D seqNum=2 reason=0 text=Invalid tag number refTagID=4999 / * D 2',
    ],
    ['what is no message at all is not', ['RejectInvalidMessage=N'], '35=D|34=2|52=x|11=a', 'Incorrect data format for value'],
    ['a repetition without its time is not', ['RejectInvalidMessage=N'], `35=D|34=2|43=Y|${GOOD}|4999=x`, 'Required tag missing'],
  ])('%s: %j', (_, keys, message, expected) => {
    const told = said(keys, message);
    expect(told.includes(expected) ? expected : told).toBe(expected);
  });
});

test('a session message that is wrong is taken with RejectInvalidMessage=N, and answered where it can be', () => {
  const rig = new Rig(settingsOf('acceptor', ['RejectInvalidMessage=N']));
  const script = `
    > connect
    > 35=A|34=1|98=0|108=30
    ! loggedOn heartBtIntSeconds=30
    < 35=A|34=1|98=0|108=30
    > 35=1|34=2|4999=x|112=hello
    ! tolerated msgType=1 seqNum=2 reason=0 text=Invalid tag number refTagID=4999
    < 35=0|34=2|112=hello`;
  expect(rig.play(script)).toEqual(lines(script));
});
