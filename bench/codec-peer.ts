import 'reflect-metadata';
import {
  AsciiParser,
  DITokens,
  type ElasticBuffer,
  type IJsFixConfig,
  type ILooseObject,
  type ISessionDescription,
  type MsgTransmitter,
  SessionContainer,
} from 'jspurefix';

/** jspurefix doing what the codec does: bytes to an object with every field, and an object to bytes. */
export interface Peer {
  /** The fields of one whole message as an object. Neither CheckSum nor any rule of the dictionary is checked. */
  parse(message: Buffer): ILooseObject;
  /** As `parse`, with the checks its session makes of every message: CheckSum, unknown tags, tags undefined for the message, missing ones. */
  parseAndCheck(message: Buffer): ILooseObject;
  encode(msgType: string, fields: ILooseObject): Buffer;
}

const DESCRIPTION = {
  application: {
    reconnectSeconds: 10,
    type: 'initiator',
    name: 'bench',
    protocol: 'ascii',
    dictionary: 'qf44',
    resilient: false,
  },
  EncryptMethod: 0,
  ResetSeqNumFlag: true,
  HeartBtInt: 30,
  SenderCompId: 'OMS',
  TargetCompID: 'SLUICE',
  BeginString: 'FIX.4.4',
};

/** What is used of jspurefix's view of a parsed message; its class is not exported. */
interface AsciiView {
  getString(tag: number): string | null;
  checksum(): number;
  invalid(): number[];
  undefinedForMsg(): string | null;
  missing(): number[];
  toObject(): ILooseObject;
}

/** Sets jspurefix up with its FIX.4.4 dictionary (about a second). */
export async function jspurefix(): Promise<Peer> {
  const sessions = new SessionContainer();
  sessions.registerGlobal('error');
  const container = await sessions.makeSystem(DESCRIPTION as unknown as ISessionDescription);
  const config = container.resolve<IJsFixConfig>(DITokens.IJsFixConfig);
  const buffer = container.resolve<ElasticBuffer>(DITokens.ParseBuffer);
  const parser = new AsciiParser(config, null, buffer, container.resolve<number>(DITokens.maxMessageLen));
  let parsed: ILooseObject = {};
  let checks = false;
  parser.on('msg', (_: string, view: AsciiView) => {
    const received = checks ? Number.parseInt(view.getString(10) ?? '', 10) : 0;
    if (
      checks &&
      (received !== view.checksum() || view.invalid().length > 0 || view.undefinedForMsg() || view.missing().length > 0)
    ) {
      throw new Error('jspurefix finds the message invalid');
    }
    parsed = view.toObject();
  });
  const transmitter = container.resolve<MsgTransmitter>(DITokens.MsgTransmitter);
  return {
    parse(message) {
      checks = false;
      parser.parseBuffer(message);
      return parsed;
    },
    parseAndCheck(message) {
      checks = true;
      parser.parseBuffer(message);
      return parsed;
    },
    encode(msgType, fields) {
      transmitter.encoder.reset();
      transmitter.encodeMessage(msgType, fields);
      return transmitter.encoder.trim();
    },
  };
}
