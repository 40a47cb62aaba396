import type { Micros } from '../../../src/core/numbers';
import { MessageView } from '../../../src/fix/codec/view';
import type { SessionEvent } from '../../../src/fix/session/events';
import { SessionMachine } from '../../../src/fix/session/machine';
import { parseSettings } from '../../../src/fix/settings/load';
import type { SessionSettings } from '../../../src/fix/settings/settings';
import { MemorySessionStore } from '../../../src/fix/standalone';

export const T0: Micros = Date.UTC(2026, 0, 5, 10) * 1000;
const SOH = '\x01';

/** Settings of one session as SLUICE, facing PEER, with further .cfg lines. */
export function settingsOf(connectionType: 'acceptor' | 'initiator', lines: readonly string[] = []): SessionSettings {
  const port = connectionType === 'acceptor' ? 'SocketAcceptPort=0' : 'SocketConnectHost=127.0.0.1\nSocketConnectPort=1';
  const text = `[SESSION]\nConnectionType=${connectionType}\n${port}\nBeginString=FIX.4.4\nSenderCompID=SLUICE\nTargetCompID=PEER\n${lines.join('\n')}`;
  const loaded = parseSettings([{ name: 'test.cfg', text }]);
  if (loaded.errors.length > 0) throw new Error(loaded.errors.join('\n'));
  return loaded.sessions[0]!;
}

const utc = (at: Micros): string => new Date(at / 1000).toISOString().replace(/[-Z]/g, '').replace('T', '-');

/** Frames fields given as `35=A|34=1`, with 8, 9, 10 and, where they are missing, 49, 56 and 52. */
export function frame(text: string, at: Micros, beginString = 'FIX.4.4'): Buffer {
  const given = text.split('|');
  const has = (tag: number): boolean => given.some(f => f.startsWith(`${tag}=`));
  const extra = [...(has(49) ? [] : ['49=PEER']), ...(has(56) ? [] : ['56=SLUICE']), ...(has(52) ? [] : [`52=${utc(at)}`])];
  const fields = [given[0]!, given[1]!, ...extra, ...given.slice(2)];
  const times = fields.map(f => f.replace(/=T([+-]\d+)$/, (_, s: string) => `=${utc(at + Number(s) * 1e6)}`));
  const body = `${times.join(SOH)}${SOH}`;
  const head = `8=${beginString}${SOH}9=${body.length}${SOH}${body}`;
  const sum = [...Buffer.from(head, 'latin1')].reduce((a, b) => (a + b) & 255, 0);
  return Buffer.from(`${head}10=${String(sum).padStart(3, '0')}${SOH}`, 'latin1');
}

/** A wire message as `35=A|34=1|...` without what every message has; 122 is shown in seconds after T0. */
export function show(bytes: Buffer): string {
  const view = new MessageView();
  if (!view.read(bytes, 0, bytes.length)) return `unreadable: ${view.malformedReason}`;
  const fields: string[] = [];
  for (let i = 0; i < view.count; i++) {
    const tag = view.tags[i]!;
    if ([8, 9, 10, 49, 56, 52].includes(tag)) continue;
    fields.push(tag === 122 ? `122=T+${(view.utcMicros(122)! - T0) / 1e6}` : `${tag}=${view.textAt(i)}`);
  }
  return fields.join('|');
}

/**
 * Plays a script at a machine. Lines that begin with `>` are put in: `> 35=A|34=1|...` a message from the peer, `> at 30` the time in
 * seconds after T0 with a tick, `> now 30` without one, `> connect`, `> gone`, `> logout WHY`, `> send D|11=a` an application message. The lines between are what came out:
 * `< ...` written, `= ...` stored while logged off, `* ...` delivered, `! ...` an event. The transcript is the script where all is well.
 */
export class Rig {
  readonly machine: SessionMachine;
  readonly transcript: string[] = [];
  private at = T0;
  private connections = 0;
  private connected = 0;

  constructor(
    settings: SessionSettings,
    readonly store = new MemorySessionStore(),
    onDelivery: (machine: SessionMachine) => void = () => undefined,
  ) {
    this.machine = new SessionMachine(settings, store.numbers(settings.id), {
      deliver: () => {
        this.transcript.push(`* ${this.machine.session.view.msgType} ${this.machine.session.view.text(34)}`);
        onDelivery(this.machine);
      },
      event: e => this.transcript.push(`! ${told(e)}`),
      disconnect: reason => this.transcript.push(`! disconnect: ${reason}`),
      changed: () => undefined,
    });
  }

  /** Plays the inputs of a script and gives the whole transcript. */
  play(script: string): string[] {
    for (const line of lines(script)) {
      if (!line.startsWith('>')) continue;
      this.transcript.push(line);
      this.input(line.slice(1).trim());
      this.drain();
    }
    return this.transcript;
  }

  /** The machine's numbers as `in/out/generation`. */
  get numbers(): string {
    const { nextIn, nextOut, generation } = this.machine.session;
    return `${nextIn}/${nextOut}/${generation}`;
  }

  private input(line: string): void {
    const [word, rest = ''] = [line.split(' ')[0]!, line.slice(line.indexOf(' ') + 1)];
    if (word === 'connect') this.machine.connected((this.connected = ++this.connections), this.at);
    else if (word === 'gone') this.machine.disconnected('cut', this.at);
    else if (word === 'logout') this.machine.logout(rest, this.at);
    else if (word === 'send') this.send(rest);
    else if (word === 'at') {
      this.at = T0 + Number(rest) * 1e6;
      this.machine.tick(this.at);
    } else if (word === 'now') this.at = T0 + Number(rest) * 1e6;
    else {
      const bytes = frame(line, this.at, this.machine.session.settings.identity.beginString);
      this.machine.received(bytes, 0, bytes.length, this.at);
    }
  }

  private send(text: string): void {
    const [type, ...fields] = text.split('|');
    const sent = this.machine.send(type!, w => w.raw(`${fields.join(SOH)}${SOH}`), this.at);
    if (sent === undefined) this.transcript.push('! not sent');
  }

  private drain(): void {
    const { outbox, id } = this.machine.session;
    for (;;) {
      const batch = outbox.take();
      this.store.commit({ runs: [...(batch?.runs ?? [])], numbers: [[id, this.machine.session.numbers()]] });
      if (batch !== undefined) {
        const written = batch.segments.filter(s => s.connection === this.connected);
        const stored = batch.runs.filter(r => !written.some(s => r.start >= s.start && r.end <= s.end));
        for (const { start, end } of stored) this.tell('=', batch.writer.buf, start, end);
        for (const { start, end } of written) this.tell('<', batch.writer.buf, start, end);
        outbox.release(batch, false);
      }
      const committed = this.machine.session.nextOut - 1;
      this.machine.replay(committed, 3, this.at, (first, last) => this.store.messages(id, first, last));
      if (outbox.empty) return;
    }
  }

  private tell(mark: string, buf: Buffer, start: number, end: number): void {
    for (let at = start; at < end; ) {
      const trailer = buf.indexOf('\x0110=', at, 'latin1') + 8;
      this.transcript.push(`${mark} ${show(Buffer.from(buf.subarray(at, trailer)))}`);
      at = trailer;
    }
  }
}

function told(e: SessionEvent): string {
  const { type, session: _session, at: _at, ...rest } = e;
  return [type, ...Object.entries(rest).map(([k, v]) => `${k}=${v}`)].join(' ');
}

/** A script's lines, trimmed, without blank ones and comments. */
export const lines = (script: string): string[] =>
  script
    .split('\n')
    .map(l => l.trim())
    .filter(l => l !== '' && !l.startsWith('#'));
