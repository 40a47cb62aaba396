import type { DamageKind, LoggedMessage } from '../../drop-copy/read/message';
import type { ReadLogsOptions } from '../../drop-copy/read/read-logs';
import { type Finding, Findings } from '../../drop-copy/rebuild/findings';
import { Sessions } from '../../drop-copy/rebuild/sessions';
import type { Dictionary } from '../../fix/codec/dictionary';
import { DEFAULT_VALIDATION, type Invalid, type ValidationOptions, validate } from '../../fix/codec/validate';
import type { MessageView } from '../../fix/codec/view';
import { shownValue } from '../shown-text';
import { type Case, Cases, SPOTS } from './cases';
import type { Dictionaries } from './dictionaries';
import { readViews } from './read';

export interface ValidateRequest {
  readonly files: readonly string[];
  readonly dictionaries: Dictionaries;
  /** Tags from 5000 up that the dictionary does not have are no fault. */
  readonly userTags: boolean;
  readonly zone?: string | undefined;
  readonly told?: (bytes: number, of: number) => void;
}

/** A kind of fault, and where it was seen first, as `file:line`. */
export interface Found {
  readonly what: string;
  readonly count: number;
  readonly first: readonly string[];
}

export interface Verdict {
  readonly messages: number;
  /** Messages that their dictionary has nothing against. */
  readonly right: number;
  /** Messages of versions without a dictionary, by BeginString: read, not held to any. */
  readonly unchecked: Readonly<Record<string, number>>;
  readonly damaged: readonly Found[];
  readonly invalid: readonly Found[];
  /** Sequence numbers and clocks, as docs/replay.md tells them. */
  readonly sequence: readonly Found[];
}

/** Whether anything is wrong. Messages that could not be checked are not. */
export const isWrong = (v: Verdict): boolean => v.damaged.length + v.invalid.length + v.sequence.length > 0;

/** Kinds of damage as a reader of FIX calls them. */
const DAMAGE: Readonly<Partial<Record<DamageKind, string>>> = {
  'body-length': 'BodyLength (9) is wrong',
  checksum: 'CheckSum (10) is wrong',
};
const SEQUENCE: Readonly<Partial<Record<Finding['kind'], string>>> = {
  'sequence-gap': 'MsgSeqNum (34) leaves a gap',
  'sequence-reused': 'MsgSeqNum (34) of another message',
  'message-repeated': 'the same message once more',
  'clock-backwards': 'SendingTime (52) goes back',
  'stamp-backwards': "the log's own stamp goes back",
};
/** More versions than this are no versions. */
const MOST_VERSIONS = 50;

/** Holds every message of logs to the dictionary of its version, its BodyLength, CheckSum and number. */
export async function validateLogs(request: ValidateRequest): Promise<Verdict> {
  const { files, zone, told } = request;
  const names: string[] = [...files];
  const check = new Check(request);
  const options: ReadLogsOptions = {
    ...(told && { told }),
    ...(zone !== undefined && { zone }),
    opened: opened => void names.splice(0, names.length, ...opened),
  };
  await readViews(files, check, options);
  return check.verdict(names);
}

class Check {
  private messages = 0;
  private right = 0;
  private readonly unchecked = new Map<string, number>();
  private readonly damage = new Cases();
  private readonly invalid = new Cases();
  private readonly findings = new Findings();
  private readonly sessions = new Sessions(this.findings);
  private readonly options: ValidationOptions;

  constructor(private readonly request: ValidateRequest) {
    this.options = { ...DEFAULT_VALIDATION, userDefinedFields: !request.userTags };
  }

  message(message: LoggedMessage, view: MessageView): void {
    this.messages++;
    this.findings.at(message.file, message.line);
    this.sessions.take(this.sessions.of(view.text(49) ?? '', view.text(56) ?? ''), view, message);
    const dictionary = this.request.dictionaries.exact(view);
    if (!dictionary) return this.pass(view.text(8) ?? '');
    const fault = validate(view, dictionary, this.options);
    if (fault) this.invalid.add(faultText(fault, view, dictionary), message);
    else this.right++;
  }

  unreadable(message: LoggedMessage, why: string): void {
    this.messages++;
    this.invalid.add(`cannot be read: ${why}`, message);
  }

  damaged(damage: { file: number; line: number; kind: DamageKind; what: string }): void {
    this.damage.add(DAMAGE[damage.kind] ?? `${damage.kind}: ${damage.what}`, damage);
  }

  verdict(names: readonly string[]): Verdict {
    const found = (cases: Cases): Found[] => cases.all().map(c => foundOf(c, names));
    return {
      messages: this.messages,
      right: this.right,
      unchecked: Object.fromEntries(this.unchecked),
      damaged: found(this.damage),
      invalid: found(this.invalid),
      sequence: this.sequenceFaults(names),
    };
  }

  private sequenceFaults(names: readonly string[]): Found[] {
    const { kept, counts } = this.findings;
    return Object.entries(counts).map(([kind, count]) => {
      const first = kept.filter(f => f.kind === kind).slice(0, SPOTS);
      return {
        what: SEQUENCE[kind as Finding['kind']] ?? kind,
        count,
        first: first.map(f => `${names[f.file]}:${f.line} ${f.what}`),
      };
    });
  }

  private pass(version: string): void {
    const known = this.unchecked.has(version) || this.unchecked.size < MOST_VERSIONS;
    const key = known ? version : 'others';
    this.unchecked.set(key, (this.unchecked.get(key) ?? 0) + 1);
  }
}

const foundOf = ({ what, count, first }: Case, names: readonly string[]): Found => ({
  what,
  count,
  first: first.map(({ file, line }) => `${names[file]}:${line}`),
});

/** `ExecutionReport (8): Required tag missing: ExecID (17)`. */
function faultText({ text, refTagID }: Invalid, view: MessageView, dictionary: Dictionary): string {
  const name = dictionary.msgName(view.msgType);
  const message = name === undefined ? `35=${shownValue(view.msgType)}` : `${name} (${view.msgType})`;
  if (refTagID === undefined) return `${message}: ${text}`;
  const field = dictionary.fieldName(refTagID);
  return `${message}: ${text}: ${field === undefined ? refTagID : `${field} (${refTagID})`}`;
}
