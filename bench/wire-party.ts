import type { Socket } from 'node:net';
import { Framer } from '../src/fix/codec/framer';
import { MessageView } from '../src/fix/codec/view';
import { MessageWriter } from '../src/fix/codec/writer';

/**
 * One end of a FIX.4.4 connection, just enough of it to make load: it numbers and writes, reads every message and answers TestRequest. What is
 * sent while a chunk is read leaves in one write.
 */
export class Party {
  private readonly writer: MessageWriter;
  private readonly view = new MessageView();
  private readonly framer: Framer;
  private seqNum = 1;
  private reading = false;

  constructor(
    private readonly socket: Socket,
    identity: { readonly senderCompID: string; readonly targetCompID: string },
    private readonly received: (view: MessageView) => void,
  ) {
    this.writer = new MessageWriter({ beginString: 'FIX.4.4', ...identity });
    this.framer = new Framer({
      onFrame: (buf, start, end) => this.frame(buf, start, end),
      onGarbled: reason => {
        throw new Error(`garbled: ${reason}`);
      },
    });
    socket.on('data', chunk => this.chunk(chunk));
  }

  /** Sends a message; `fill` writes its body. */
  send(msgType: string, fill: (w: MessageWriter) => void): void {
    this.writer.begin(msgType, this.seqNum++, Date.now() * 1000);
    fill(this.writer);
    this.writer.end();
    if (!this.reading) this.flush();
  }

  private chunk(chunk: Buffer): void {
    this.reading = true;
    this.framer.push(chunk);
    this.reading = false;
    this.flush();
  }

  private flush(): void {
    const bytes = this.writer.take();
    if (bytes.length > 0) this.socket.write(bytes);
  }

  private frame(buf: Buffer, start: number, end: number): void {
    const { view } = this;
    if (!view.read(buf, start, end)) throw new Error('a message that cannot be read');
    if (view.msgType === '1') this.send('0', w => w.text(112, view.text(112)!));
    else this.received(view);
  }
}
