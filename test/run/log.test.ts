import { shown } from '../../src/run/log';
import { frame, settingsOf, T0 } from '../fix/session/rig';

test('a quarantined message is logged without what RedactFieldsInLogs names', () => {
  const settings = settingsOf('initiator', ['RedactFieldsInLogs=448, 109']);
  const raw = frame('35=8|34=2|109=client|448=trader|17=e', T0).toString('latin1');
  const event = { session: settings.id, at: T0, msgType: '8', seqNum: 2, reason: 1, text: 'Required tag missing' };
  const logged = shown({ type: 'quarantined', ...event, raw }, [settings]) as { raw: string };
  expect(logged.raw.split('|').slice(7, -2)).toEqual(['109=***', '448=***', '17=e']);
});
