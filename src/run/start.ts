import { SystemClock } from '../clock/system-clock';
import type { Input } from '../core/facts';
import { isLoopback } from '../dashboard/guard';
import { prepareDictionaries } from '../fix/dictionary/custom';
import { fileLogsOf } from '../fix/file-log/file-logs';
import { momentText } from '../fix/schedule/text';
import { loadSettings } from '../fix/settings/load';
import type { SessionSettings } from '../fix/settings/settings';
import type { Durability } from '../journal/database';
import { holdLock } from '../journal/folder-lock';
import { SqliteJournal } from '../journal/sqlite-journal';
import { keepAudit } from './audit/keep';
import { admission } from './certify/admission';
import { permitLines } from './certify/lines';
import type { RoleChange } from './certify/permits';
import { type Config, loadConfig, type SimulatorConfig } from './config';
import { controlHandler } from './control';
import { ControlServer } from './control-server';
import { type DataFolder, dataFolder } from './data-folder';
import { firstPerson } from './first-person';
import { type LoadedModels, type LoadOptions, loadModels, modelsLine, rolledBackLine } from './forecast/load';
import { Gateway } from './gateway';
import { identified } from './identify';
import { KillLatch } from './kill-latch';
import { killOnSignal } from './kill-signal';
import { fixLogTold, type Log, makeLog } from './log';
import { type LogFile, openLogFile } from './log-file';
import { modelsOfGateway } from './models/gateway-models';
import { registryDir } from './models/resolve';
import { copiesInside } from './paper';
import { People } from './people';
import { settleInBackground } from './settle';
import { type RunningSimulator, type SimulatorOptions, startSimulator } from './sim';
import { readDay } from './sim-day';
import { modelsOf } from './sim-models';
import { tapeOf } from './sim-tape-flags';
import { weatherOf } from './sim-weather';
import { keepClosed, stopHook } from './stop-points';
import { UsageError } from './usage-error';
import { VERSION } from './version';

export interface StartOptions {
  readonly sessions: string;
  readonly data: string;
  /** 0: no HTTP. */
  readonly http: number;
  /** The address that HTTP is served on; loopback where it is not given. */
  readonly httpHost?: string | undefined;
  readonly durability: Durability | undefined;
  readonly config: string | undefined;
  /** Learned models that are opened already, in place of the config's. */
  readonly models?: LoadedModels;
  /** Folder for what market data says, in place of the config's `marketData.record`. */
  readonly record?: string | undefined;
  /** Where the log goes; stderr where it is not given. */
  readonly log?: LogFile | undefined;
  /** Lines for the user (stdout). */
  readonly say: (line: string) => void;
  /** Told how to stop as soon as there is something to stop, which may be before it is ready. */
  readonly up?: (stop: () => Promise<void>) => void;
}

export interface Running {
  readonly gateway: Gateway;
  readonly stop: () => Promise<void>;
}

/** Venues have this long (ms) to log on before the gateway says that it is ready without them. */
const READY_MS = 10_000;

/** How the simulator's models are named in the config, for messages. */
const CONFIG_NAMES = { latency: 'simulator.latency', faultRate: 'simulator.faults' };

/** Starts a gateway on real time: live, or on paper where the config has a simulator. Prints `ready` and resolves once it is. */
export async function start(options: StartOptions): Promise<Running> {
  const config = recording(loadConfig(options.sessions, options.config), options.record);
  const { settings, warnings } = usable(options.sessions, config);
  const { httpHost = '127.0.0.1' } = options;
  if (options.http > 0 && !isLoopback(httpHost) && config.peopleFile === undefined)
    throw new UsageError(
      `--http ${httpHost}:${options.http}: without named persons HTTP is for this machine only; name a people file in the config (\`people: FILE\`), or leave the host out`,
    );
  const opened = options.log && (await openLogFile(options.log));
  const log = makeLog(undefined, opened?.stream);
  for (const warning of warnings) log.warn(warning);
  if (config.source === undefined)
    options.say(
      'limits built in: order at most 1,000,000 and 1e9 in value, no collar, any symbol at tick 0.01 and lot 1; loopback only',
    );
  const people = config.peopleFile === undefined ? undefined : new People(config.peopleFile);
  options.say(
    people
      ? (people.lack ?? `people of ${config.peopleFile}`)
      : 'no people file: any one person may kill, release and change limits',
  );
  const folder = dataFolder(options.data);
  const unlock = alone(folder);
  const stopAt = stopHook(process.env['SLUICE_STOP_AT']);
  const latch = new KillLatch(folder.dir, stopAt);
  const clock = new SystemClock();
  const stops: (() => Promise<void> | void)[] = [() => opened?.close(), unlock, () => clock.stop()];
  const stopAll = async (): Promise<void> => {
    for (const stop of stops.reverse()) await stop();
  };
  try {
    const wrong = await prepareDictionaries(settings, folder.dictionaries);
    if (wrong.length > 0) throw new UsageError(wrong.join('\n'));
    latch.begin(); // before there is a journal, and before the gateway reads it
    const control: { handler?: ReturnType<typeof controlHandler> } = {};
    const server = new ControlServer(folder.socket, (request, reply, closed) => {
      if (!control.handler) throw new Error('the gateway is still starting');
      return control.handler(request, reply, closed);
    });
    await server.listen();
    stops.push(() => server.close());
    const simulator = config.simulator
      ? await startSimulator({
          ...simulatorOptions(config.simulator),
          instruments: config.instruments,
          dropCopies: copiesInside(config.simulator, settings),
          tapeFailed: error => log.warn({ err: error }, 'a message of the tape was left out'),
        })
      : undefined;
    if (simulator) stops.push(() => simulator.stop());
    const acting = people ?? (options.http > 0 ? await firstPerson(folder.dir, options.say) : undefined);
    const durability = options.durability ?? (simulator ? 'process' : 'power');
    const journal = new SqliteJournal(folder.journal, { durability });
    const loaded = loading(options, config, settings, log);
    const load = (change?: RoleChange): LoadedModels => loadModels(config.models!, { ...loaded, change });
    const models = options.models ?? (config.models && load());
    if (models) options.say(modelsLine(models.inForce));
    if (!options.models && models) for (const line of permitLines(models.inForce, Date.now())) options.say(line);
    const fixLogs = fileLogsOf(
      settings,
      fixLogTold(log, input => gateway.line.post(input)),
    );
    const window = options.http > 0 ? await import('./window') : undefined;
    const orders = window?.seen();
    const gateway: Gateway = new Gateway({
      config,
      models,
      tap: fixLogs,
      settings,
      journal,
      clock,
      latch,
      guarded: people !== undefined,
      log,
      version: VERSION,
      stopAt,
      keepClosed: keepClosed(process.env['SLUICE_KEEP_CLOSED_MS']),
      orders,
      die: code => process.exit(code),
    });
    window?.clocked(gateway, clock);
    const desk = modelsOfGateway(gateway, { config, registry: loaded.registry, load, log });
    const handler = controlHandler(gateway, desk);
    control.handler = people ? identified(handler, people) : handler;
    stops.push(killOnSignal(gateway.kills, log));
    const settling = settleInBackground(journal, error =>
      log.warn({ err: error }, 'the journal cannot take over its commit log, which keeps everything: tried again until it can'),
    );
    const post = (input: Input): void => gateway.line.post(input);
    const audit = keepAudit({ config: config.audit, journal, file: folder.journal, clock, log, post });
    stops.push(
      () => fixLogs?.stop(),
      () => audit.lastHead(),
      () => gateway.stop(),
      () => audit.stopWatching(),
      settling,
    );
    await gateway.start();
    const stands = models && rolledBackLine(models.inForce, gateway.line.books.learning.inForce);
    if (stands !== undefined) options.say(stands);
    options.up?.(stopAll);
    if (window && orders && acting) {
      const ready = (): boolean => waitingFor(gateway).length === 0;
      const parts = {
        gateway,
        orders,
        journal,
        config,
        settings,
        data: folder.dir,
        durability,
        control: handler,
        people: acting,
        open: people === undefined,
        log,
        ready,
      };
      stops.push(await window.openWindow(httpHost, options.http, parts));
      options.say(`dashboard http://${hostText(httpHost)}:${options.http}/`);
    }
    await untilReady(gateway, options.say, simulator);
    return { gateway, stop: stopAll };
  } catch (error) {
    await stopAll();
    throw portTaken(error);
  }
}

const loading = ({ data }: StartOptions, config: Config, settings: readonly SessionSettings[], log: Log): LoadOptions => {
  const registry = registryDir(data);
  return { registry, ...admission(config, settings, registry), told: text => log.warn(text) };
};

const recording = (config: Config, record: string | undefined): Config =>
  record === undefined ? config : { ...config, marketData: { ...config.marketData, record } };

/** Takes the data folder for this process, before anything in it is touched. Throws UsageError where another gateway has it. */
function alone({ dir, lock }: DataFolder): () => void {
  const unlock = holdLock(lock);
  if (!unlock) throw new UsageError(`another gateway runs on this data folder (${dir}): stop it or choose another --data`);
  return unlock;
}

/** The sessions of a folder, once nothing about them is wrong. */
function usable(dir: string, config: Config): { settings: readonly SessionSettings[]; warnings: readonly string[] } {
  const { sessions, warnings, errors } = loadSettings(dir);
  if (errors.length > 0) throw new UsageError(errors.join('\n'));
  const open =
    config.source === undefined ? sessions.find(s => s.connectionType === 'acceptor' && !isLoopback(s.endpoint.host)) : undefined;
  if (open)
    throw new UsageError(
      `${open.source}: listens on ${open.endpoint.host}: without a config the limits built in hold on loopback only; give --config or set SocketAcceptAddress=127.0.0.1`,
    );
  return { settings: sessions, warnings };
}

/** Sessions without which the gateway is not ready: not those that are outside their hours, nor drop copies, which it trades without. */
const waitingFor = (gateway: Gateway): string[] =>
  gateway.engine
    .sessions()
    .filter(
      s =>
        s.settings.connectionType === 'initiator' &&
        s.settings.role !== 'dropcopy' &&
        s.closedUntil === undefined &&
        !(s.settings.role === 'venue' ? gateway.line.books.sessions.get(s.id)?.settled : s.loggedOn),
    )
    .map(s => s.id);

async function untilReady(gateway: Gateway, say: (line: string) => void, simulator: RunningSimulator | undefined): Promise<void> {
  const until = Date.now() + READY_MS;
  while (waitingFor(gateway).length > 0 && Date.now() < until) await new Promise(resolve => setTimeout(resolve, 20));
  const missing = waitingFor(gateway);
  const where = gateway.engine.sessions().filter(s => s.settings.connectionType === 'acceptor');
  const listens = where.map(s => `${s.settings.endpoint.host}:${s.settings.endpoint.port} ${s.id}`).join(', ');
  for (const s of gateway.engine.sessions())
    if (s.closedUntil !== undefined)
      say(`closed ${s.id}: opens ${momentText(s.closedUntil, s.settings.schedule?.timeZone ?? 'UTC')}`);
  say(
    missing.length > 0
      ? `ready degraded: ${missing.join(', ')}`
      : `ready ${listens}${simulator ? ' (paper: simulator inside)' : ''}`,
  );
}

/** An address as a URL has it. */
const hostText = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** A port that cannot be opened is the user's to mend: told in one line. */
function portTaken(error: unknown): unknown {
  const text = error instanceof Error ? error.message : '';
  if (!text.includes('EADDRINUSE')) return error;
  return new UsageError(`${text}: stop what listens there or choose another port`);
}

function simulatorOptions(config: SimulatorConfig): Omit<SimulatorOptions, 'instruments'> {
  const { seed, regime, day, bands, tape = {} } = config;
  const weather = weatherOf(regime);
  return {
    ...config,
    ...modelsOf(config, seed, CONFIG_NAMES),
    weather,
    day: day === undefined ? undefined : readDay('simulator.day', day),
    bands: bands && { tier: bands },
    tape: tapeOf(tape, { seed, weather }, flag => `simulator.tape.${flag}`),
  };
}
