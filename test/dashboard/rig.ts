import { type IncomingHttpHeaders, request as send } from 'node:http';
import type { PeopleCheck, Role } from '../../src/core/people';
import type { Board } from '../../src/dashboard/board';
import { type Desk, Refused, type Request } from '../../src/dashboard/desk';
import { type RunningServer, startServer } from '../../src/dashboard/server';

/** What came back. */
export interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** As it is sent; an object is sent as JSON. */
  readonly body?: string | object;
}

/** One request over a connection of its own. */
export function ask(port: number, path: string, { method = 'GET', headers = {}, body }: Asking = {}): Promise<Got> {
  const isText = typeof body === 'string';
  const type = body === undefined || isText ? {} : { 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const req = send({ host: '127.0.0.1', port, path, method, headers: { ...type, ...headers }, agent: false }, res => {
      const parts: Buffer[] = [];
      res.on('data', (part: Buffer) => parts.push(part));
      res.on('end', () => {
        const text = Buffer.concat(parts).toString();
        resolve({
          status: res.statusCode!,
          headers: res.headers,
          body: text === '' ? undefined : /json/.test(res.headers['content-type'] ?? '') ? JSON.parse(text) : text,
        });
      });
    });
    req.on('error', reject);
    req.end(body === undefined || isText ? body : JSON.stringify(body));
  });
}

const PERSONS: Readonly<Record<string, readonly [secret: string, role: Role]>> = {
  vic: ['v-secret', 'viewer'],
  olga: ['o-secret', 'operator'],
  rita: ['r-secret', 'risk'],
};

/** How a person of the rig says who they are. */
export const as = (name: string, secret = PERSONS[name]?.[0]): { authorization: string } => ({
  authorization: `Bearer ${name}:${secret}`,
});

/** Three persons, a role each. */
export const PEOPLE: PeopleCheck = {
  async check(name, secret) {
    await new Promise(resolve => setTimeout(resolve, 2));
    const found = PERSONS[name];
    if (!found || found[0] !== secret) return undefined;
    known.add(name);
    return { name, role: found[1] };
  },
  proven(name, secret) {
    const found = PERSONS[name];
    return found && known.has(name) && found[0] === secret ? { name, role: found[1] } : undefined;
  },
};
/** Those whose secret was found right before. */
const known = new Set<string>();

/** A server on a free port, in front of a gateway that repeats what it is asked, and refuses what it is told to. */
export class Rig {
  readonly asked: Request[] = [];
  readonly failures: unknown[] = [];
  refuse: Error | undefined;
  ready = true;
  now = 0;
  private server: RunningServer | undefined;

  constructor(
    private readonly people: PeopleCheck | undefined,
    private readonly host = '127.0.0.1',
    private readonly patienceMs?: number,
    private readonly shown: { readonly board?: Board; readonly page?: string; readonly open?: boolean } = {},
  ) {}

  async start(): Promise<void> {
    const desk: Desk = {
      version: '1.2.3',
      ready: () => this.ready,
      people: this.people,
      open: this.shown.open === true,
      metrics: async () => 'up 1\n',
      ask: async request => {
        this.asked.push(request);
        if (this.refuse) throw this.refuse;
        return { told: request.cmd };
      },
    };
    const { host, patienceMs = 10_000, shown } = this;
    this.server = await startServer(0, {
      ...shown,
      desk,
      host,
      patienceMs,
      now: () => this.now,
      failed: e => this.failures.push(e),
    });
  }

  get port(): number {
    return this.server!.port;
  }

  ask(path: string, asking?: Asking): Promise<Got> {
    return ask(this.port, path, asking);
  }

  /** Status, and the code of the refusal where it is one. */
  async brief(path: string, asking?: Asking): Promise<string> {
    const { status, body } = await this.ask(path, asking);
    const { error } = (body ?? {}) as { error?: { code: string } };
    return error ? `${status} ${error.code}` : `${status}`;
  }

  stop(): Promise<void> {
    return this.server!.close();
  }
}

export const refused = (words: string): Refused => new Refused(words);
