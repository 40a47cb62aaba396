import type { MessageView } from '../../src/fix/codec/view';
import { Tag } from '../../src/fix/generated/tags';
import type { SelfTradeMode } from '../matching/types';
import type { TermsRefusal } from './refusal';

/**
 * User-defined twins of SelfMatchPreventionID (2362) and SelfMatchPreventionInstruction (2964), which are in the later extension packs of FIX 5.0SP2
 * alone. Taken in every version; the only way to ask for 4 (decrement), which FIX's list lacks.
 */
export const SELF_TRADE_ID_4 = 12_362;
export const SELF_TRADE_INSTRUCTION_4 = 12_964;

/** SelfMatchPreventionInstruction: the aggressive, the passive, or both are cancelled; both lose the smaller one's quantity. */
export const SELF_TRADE_MODES: Readonly<Record<string, SelfTradeMode>> = {
  '1': 'CancelNewest',
  '2': 'CancelOldest',
  '3': 'CancelBoth',
  '4': 'Decrement',
};

/** Whom an order must not trade with: undefined where it does not say. Without an instruction the newest is cancelled. */
export function selfTradeOf(view: MessageView): { mode: SelfTradeMode; group: string } | TermsRefusal | undefined {
  const group = view.text(Tag.SelfMatchPreventionID) ?? view.text(SELF_TRADE_ID_4);
  const asked = view.text(Tag.SelfMatchPreventionInstruction) ?? view.text(SELF_TRADE_INSTRUCTION_4);
  if (group === undefined) {
    return asked === undefined
      ? undefined
      : {
          reason: 11,
          text: `SelfMatchPreventionInstruction '${asked}' needs SelfMatchPreventionID (2362 or ${SELF_TRADE_ID_4})`,
        };
  }
  const mode = SELF_TRADE_MODES[asked ?? '1'];
  return mode === undefined
    ? { reason: 11, text: `SelfMatchPreventionInstruction '${asked}' is not supported: 1, 2, 3 or 4` }
    : { mode, group };
}
