import type { LoggedMessage } from '../../drop-copy/read/message';
import { redact } from '../../fix/codec/redact';
import { MessageView } from '../../fix/codec/view';
import type { Dictionaries } from './dictionaries';
import { OrderChain } from './order-chain';
import { readViews } from './read';
import { type Colours, type Form, piped, Readable } from './readable';
import { isWanted, type Wanted } from './select';

/** What is shown of logs, and how. */
export interface ViewRequest {
  readonly files: readonly string[];
  readonly dictionaries: Dictionaries;
  readonly form: Form;
  readonly colours: Colours;
  readonly wanted: Wanted;
  /** ClOrdID or OrderID of the order whose messages are shown. */
  readonly order?: string | undefined;
  /** Tried against what is shown of a message, with `|` for SOH. */
  readonly match?: RegExp | undefined;
  /** Tags whose values are masked, beside those that always are. */
  readonly masked: readonly number[];
  /** Most messages that are shown. */
  readonly limit?: number | undefined;
  /** Go on with what is written to the files, until this is aborted. */
  readonly follow?: AbortSignal | undefined;
  readonly zone?: string | undefined;
}

/** What was shown, and how many stretches of the logs were damaged. */
export interface Viewed {
  readonly shown: number;
  readonly messages: number;
  readonly damaged: number;
}

/** A chain whose names are told backwards, one a reading, is found by so many readings. */
const MOST_READINGS = 10;

/** Writes the messages that are wanted, in the order of time. Values are masked before anything of them is shown or matched. */
export async function viewLogs(request: ViewRequest, write: (text: string) => void): Promise<Viewed> {
  const { files, order, follow, limit, zone } = request;
  const chain = order === undefined ? undefined : await wholeChain(files, order, zone);
  const enough = new AbortController();
  const names: string[] = [...files];
  const viewer = new Viewer(request, chain, names, write);
  const { files: counts } = await readViews(
    files,
    {
      message: (message, view) => {
        if (viewer.shown === limit) return enough.abort();
        viewer.message(message, view);
      },
      unreadable: message => viewer.unreadable(message),
    },
    {
      stop: enough.signal,
      ...(follow && { follow: AbortSignal.any([follow, enough.signal]) }),
      ...(zone !== undefined && { zone }),
      opened: opened => void names.splice(0, names.length, ...opened),
    },
  );
  const damaged = counts.flatMap(c => Object.values(c.damaged)).reduce((sum, n) => sum + n, 0);
  return { shown: viewer.shown, messages: counts.reduce((sum, c) => sum + c.messages, 0), damaged };
}

/** Reads as often as names are found that may stand in what was read before. */
async function wholeChain(files: readonly string[], order: string, zone: string | undefined): Promise<OrderChain> {
  const chain = new OrderChain(order);
  let readings = 0;
  do {
    chain.grew = false;
    await readViews(files, { message: (_, view) => void chain.has(view) }, zone === undefined ? {} : { zone });
  } while (chain.grew && ++readings < MOST_READINGS);
  return chain;
}

class Viewer {
  shown = 0;
  private readonly readable: Readable;
  private readonly masked = new MessageView();

  constructor(
    private readonly request: ViewRequest,
    private readonly chain: OrderChain | undefined,
    names: readonly string[],
    private readonly write: (text: string) => void,
  ) {
    this.readable = new Readable(request.dictionaries, request.form, names, request.colours);
  }

  message(message: LoggedMessage, view: MessageView): void {
    const { wanted, match, masked } = this.request;
    if (!isWanted(wanted, message, view) || this.chain?.has(view) === false) return;
    const shown = redact(message.buf.subarray(message.start, message.end), masked);
    if (match && !match.test(piped(shown.latin1Slice(0, shown.length)))) return;
    if (!this.masked.read(shown, 0, shown.length)) return this.unreadable(message);
    this.tell(this.readable.text(message, this.masked));
  }

  /** What no filter can be held against is shown where none is asked for. */
  unreadable(message: LoggedMessage): void {
    const { wanted, match, masked } = this.request;
    if (this.chain || match || Object.values(wanted).some(each => each !== undefined) || this.shown === this.request.limit)
      return;
    this.tell(this.readable.unreadable(message, redact(message.buf.subarray(message.start, message.end), masked)));
  }

  private tell(text: string): void {
    this.shown++;
    this.write(text);
  }
}
