import { formatDecimal } from '../../core/numbers';
import type { Parent } from '../../core/order/parent';
import { PARAMETERS } from '../../core/parameter-table';
import { STRATEGIES } from '../../core/strategies';
import { type StrategyParameter, typeOf } from '../../core/strategy-parameters';
import type { MessageView } from '../codec/view';
import type { MessageWriter } from '../codec/writer';
import { Tag } from '../generated/tags';
import type { Dialect, FixVersion } from './dialect';

/** Tags that carry a strategy and its parameters. */
interface StrategyTags {
  readonly target: number;
  /** `Name=value;Name=value` */
  readonly text: number;
  /** ParticipationRate. */
  readonly rate: number;
  /** StrategyParametersGrp (957-960), where the version may carry it. */
  readonly group: boolean;
}

/** FIX 4.2 has no tag for a strategy: its tags are 4.4's plus 5000, in the range for users. FIX 4.4 takes the group over from 5.0. */
export const STRATEGY_TAGS: Readonly<Record<FixVersion, StrategyTags>> = {
  'FIX.4.2': { target: 5847, text: 5848, rate: 5849, group: false },
  'FIX.4.4': { target: Tag.TargetStrategy, text: Tag.TargetStrategyParameters, rate: Tag.ParticipationRate, group: true },
  'FIX.5.0SP2': { target: Tag.TargetStrategy, text: Tag.TargetStrategyParameters, rate: Tag.ParticipationRate, group: true },
};

/** Parameters by name, in the order they came; a name given twice is told apart. */
export interface AskedStrategy {
  readonly target: string | undefined;
  readonly parameters: Readonly<Record<string, string>> | undefined;
  /** A parameter that was given twice. */
  readonly repeated: string | undefined;
  /** ParticipationRate (849). */
  readonly rate: string | undefined;
}

/** The strategy that an order names and its parameters: the text (848) first, then the group (957). */
export function readStrategy(view: MessageView, version: FixVersion): AskedStrategy {
  const tags = STRATEGY_TAGS[version];
  const target = view.text(tags.target);
  const found = new Found();
  const text = view.text(tags.text);
  if (text !== undefined) found.readText(text);
  if (tags.group) found.readGroup(view);
  return { target, parameters: found.parameters, repeated: found.repeated, rate: view.text(tags.rate) };
}

class Found {
  parameters: Record<string, string> | undefined;
  repeated: string | undefined;

  /** What has no `=` is a name without a value, and is refused where names are looked at. */
  readText(text: string): void {
    for (const part of text.split(';')) {
      if (part.trim() === '') continue;
      const equals = part.indexOf('=');
      if (equals < 0) this.add(part.trim(), '');
      else this.add(part.slice(0, equals).trim(), part.slice(equals + 1).trim());
    }
  }

  readGroup(view: MessageView): void {
    const start = view.find(Tag.NoStrategyParameters);
    if (start < 0) return;
    let name: string | undefined;
    let value = '';
    for (let i = start + 1; i < view.count; i++) {
      const tag = view.tags[i]!;
      if (tag === Tag.StrategyParameterName) {
        if (name !== undefined) this.add(name, value);
        name = view.textAt(i);
        value = '';
      } else if (tag === Tag.StrategyParameterValue) value = view.textAt(i);
      else if (tag !== Tag.StrategyParameterType) break;
    }
    if (name !== undefined) this.add(name, value);
  }

  private add(name: string, value: string): void {
    this.parameters ??= {};
    if (Object.hasOwn(this.parameters, name)) this.repeated ??= name;
    else this.parameters[name] = value;
  }
}

/** A strategy as an order names it: values as text, by parameter. */
export interface NamedStrategy {
  /** TargetStrategy (847). */
  readonly target: string;
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** ParticipationRate (849). */
  readonly rate?: string | undefined;
}

/** TargetStrategy (847) from here on is agreed upon by two parties (FIX 4.4): a peer's dictionary may refuse a report that has it. */
const BILATERAL = 1000;

/**
 * What a scheduled order is worked by, as it was understood: in reports of a version that has the tags (FIX.4.2 has none). A strategy of our
 * own numbers is not named: unmodified QuickFIX refuses such a report, for it knows the standard's values only.
 */
export function echoStrategy(w: MessageWriter, d: Dialect, { strategy, plan, ownPart }: Parent): void {
  if (!plan?.parameters || !d.has('8', Tag.TargetStrategyParameters)) return;
  const named = Object.entries(plan.parameters).map(([name, value]) => `${name}=${value}`);
  const rate = plan.rate === undefined ? ownPart?.text : formatDecimal(plan.rate, 6);
  const { code } = STRATEGIES[strategy];
  if (Number(code) < BILATERAL) w.text(Tag.TargetStrategy, code);
  if (named.length > 0) w.text(Tag.TargetStrategyParameters, named.join(';'));
  if (rate !== undefined) w.text(Tag.ParticipationRate, rate);
}

/** StrategyParameterType (959): that of the table, a String for a name that is not there. */
const typeNamed = (name: string): string => {
  const parameter = PARAMETERS[name as keyof typeof PARAMETERS] as StrategyParameter | undefined;
  return parameter ? typeOf(parameter) : '14';
};

/** Writes a strategy and its parameters: the group where the version has it, else the text. */
export function writeStrategy(w: MessageWriter, version: FixVersion, { target, parameters = {}, rate }: NamedStrategy): void {
  const tags = STRATEGY_TAGS[version];
  const named = Object.entries(parameters);
  w.text(tags.target, target);
  if (rate !== undefined) w.text(tags.rate, rate);
  if (named.length === 0) return;
  if (!tags.group) {
    w.text(tags.text, named.map(([name, value]) => `${name}=${value}`).join(';'));
    return;
  }
  w.int(Tag.NoStrategyParameters, named.length);
  for (const [name, value] of named)
    w.text(Tag.StrategyParameterName, name)
      .text(Tag.StrategyParameterType, typeNamed(name))
      .text(Tag.StrategyParameterValue, value);
}
