import { among } from './among';
import type { Fact, FactOf } from './facts';
import type { Micros } from './numbers';
import type { SessionId } from './ports';

/** What must leave the process because of a fact. */
export type Command =
  | { readonly do: 'SendChildOrder'; readonly order: FactOf<'ChildOrderReleased'> }
  | { readonly do: 'SendChildCancel'; readonly request: FactOf<'ChildCancelReleased'> }
  | { readonly do: 'SendChildReplace'; readonly request: FactOf<'ChildReplaceReleased'> }
  | { readonly do: 'AskChildStatus'; readonly request: FactOf<'ChildStatusAsked'> }
  | { readonly do: 'AskMassStatus'; readonly request: FactOf<'MassStatusAsked'> }
  | { readonly do: 'ReportToOms'; readonly report: FactOf<'ParentReported' | 'ParentOrderDenied' | 'StatusUnknown'> }
  | { readonly do: 'RejectRequestToOms'; readonly report: FactOf<'ParentRequestDenied'> }
  | { readonly do: 'AnswerMassCancel'; readonly report: FactOf<'MassCancelAnswered'> }
  | { readonly do: 'SendMassCancel'; readonly request: FactOf<'VenueMassCancelAsked'> }
  | { readonly do: 'LeaveVenue'; readonly why: FactOf<'VenueEscalated'> }
  | { readonly do: 'AskCopyProof'; readonly session: SessionId }
  | { readonly do: 'AskForecast'; readonly request: FactOf<'ForecastAsked'> }
  | { readonly do: 'StartTimer'; readonly timer: string; readonly at: Micros };

const isCommand = among([
  'ChildOrderReleased',
  'ChildCancelReleased',
  'ChildReplaceReleased',
  'ChildStatusAsked',
  'MassStatusAsked',
  'VenueMassCancelAsked',
  'VenueEscalated',
  'ParentReported',
  'ParentOrderDenied',
  'StatusUnknown',
  'ParentRequestDenied',
  'MassCancelAnswered',
  'CopyProofAsked',
  'ForecastAsked',
  'TimerSet',
]);

/** The one reading of commands off facts; undefined where a fact stays inside. */
export function commandOf(fact: Fact): Command | undefined {
  if (!isCommand(fact)) return undefined;
  switch (fact.type) {
    case 'ChildOrderReleased':
      return { do: 'SendChildOrder', order: fact };
    case 'ChildCancelReleased':
      return { do: 'SendChildCancel', request: fact };
    case 'ChildReplaceReleased':
      return { do: 'SendChildReplace', request: fact };
    case 'ChildStatusAsked':
      return { do: 'AskChildStatus', request: fact };
    case 'MassStatusAsked':
      return { do: 'AskMassStatus', request: fact };
    case 'VenueMassCancelAsked':
      return { do: 'SendMassCancel', request: fact };
    case 'VenueEscalated':
      return { do: 'LeaveVenue', why: fact };
    case 'ParentReported':
    case 'ParentOrderDenied':
    case 'StatusUnknown':
      return { do: 'ReportToOms', report: fact };
    case 'ParentRequestDenied':
      return { do: 'RejectRequestToOms', report: fact };
    case 'MassCancelAnswered':
      return { do: 'AnswerMassCancel', report: fact };
    case 'CopyProofAsked':
      return { do: 'AskCopyProof', session: fact.session };
    case 'ForecastAsked':
      return { do: 'AskForecast', request: fact };
    case 'TimerSet':
      return { do: 'StartTimer', timer: fact.timer, at: fact.at };
  }
}
