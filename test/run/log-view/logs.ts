import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { frame, T0 } from '../../fix/session/rig';

/** A message of a log: seconds after T0 at which it was logged, and its fields as `35=D|34=1|...`, from GW to OMS where they do not say. */
export type Logged = readonly [at: number, fields: string];

/** 10:00:00 of 2026-01-05, UTC. */
export const START = T0;

/** A message as a log has it; 52 is the moment that it was logged, where it is not given. */
export function message([at, fields]: Logged, version = 'FIX.4.4'): Buffer {
  const parties = /\|49=\w+\|56=\w+/.exec(fields)?.[0] ?? '|49=GW|56=OMS';
  const [type, number, ...rest] = fields.replace(parties, '').split('|');
  return frame([type, `${number}${parties}`, ...rest].join('|'), T0 + Math.round(at * 1e6), version);
}

/** A log in QuickFIX's form. */
export function logText(messages: readonly Logged[], version?: string): string {
  const stamp = (at: number): string => {
    const micros = T0 + Math.round(at * 1e6);
    const iso = new Date(Math.floor(micros / 1000)).toISOString();
    return `${iso.slice(0, 10).replaceAll('-', '')}-${iso.slice(11, 23)}${String(micros % 1000).padStart(3, '0')}`;
  };
  return messages.map(m => `${stamp(m[0])} : ${message(m, version).toString('latin1')}\n`).join('');
}

/** A folder for the logs of a test. */
export class LogFolder {
  readonly dir = mkdtempSync(join(tmpdir(), 'sluice-log-'));

  file(name: string, text: string): string {
    const path = join(this.dir, name);
    writeFileSync(path, text, 'latin1');
    return path;
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

const TO = '|49=OMS|56=GW';

/** An order of an OMS, replaced once, filled in part, and cancelled; the gateway's log. Another order is in between, and the child that the first one has at a venue. */
export const STORY: readonly Logged[] = [
  [0, `35=D|34=1|11=a1|55=ACME|54=1|38=100|40=2|44=10.5|59=0|1=CLIENT7|60=20260105-10:00:00${TO}`],
  [0.002, '35=8|34=1|37=o1|17=e1|150=0|39=0|11=a1|55=ACME|54=1|38=100|151=100|14=0|6=0|1=CLIENT7'],
  [0.003, `35=D|34=1|11=c1|526=a1|55=ACME|54=1|38=100|40=2|44=10.5|59=0|60=20260105-10:00:00|49=GW|56=VENUE`],
  [1, `35=D|34=2|11=b1|55=BOLT|54=2|38=7|40=1|60=20260105-10:00:01${TO}`],
  [1.001, '35=8|34=2|37=o2|17=e2|150=8|39=8|11=b1|55=BOLT|54=2|151=0|14=0|6=0|58=no such symbol'],
  [2, `35=G|34=3|11=a2|41=a1|55=ACME|54=1|38=120|40=2|44=10.6|59=0|60=20260105-10:00:02|1=CLIENT7${TO}`],
  [2.004, '35=8|34=3|37=o1|17=e3|150=5|39=0|11=a2|41=a1|55=ACME|54=1|38=120|151=120|14=0|6=0|1=CLIENT7'],
  [3.5, '35=8|34=4|37=o1|17=e4|150=F|39=1|11=a2|55=ACME|54=1|38=120|32=20|31=10.6|151=100|14=20|6=10.6|851=1|1=CLIENT7'],
  [4, `35=F|34=4|11=a3|41=a2|55=ACME|54=1|38=120|60=20260105-10:00:04${TO}`],
  [4.006, '35=8|34=5|37=o1|17=e5|150=4|39=4|11=a3|41=a2|55=ACME|54=1|38=120|151=0|14=20|6=10.6|1=CLIENT7'],
];
