export const SOH = 1;
export const FIRST_SIZE = 16_384;

/** A value of ours that cannot be a FIX value: empty, or with an SOH in it. A bug on this side of the wire. */
export class FieldValueError extends Error {
  override readonly name = 'FieldValueError';
  constructor(
    readonly tag: number,
    why: string,
  ) {
    super(`tag ${tag}: ${why}`);
  }
}

/** A growing buffer and the ways numbers and text get into it. The caller reserves room first; only `bytes` of known length and text do not ask. */
export class ByteSink {
  buf: Buffer = Buffer.allocUnsafeSlow(FIRST_SIZE);
  /** Bytes written, an unfinished message included. */
  length = 0;

  protected tag(tag: number): void {
    const buf = this.buf;
    let at = this.length;
    if (tag < 10 || tag > 999) {
      this.digits(tag);
      at = this.length;
    } else {
      const tens = (tag / 10) | 0;
      if (tag < 100) {
        buf[at++] = 48 + tens;
      } else {
        const hundreds = (tag / 100) | 0;
        buf[at++] = 48 + hundreds;
        buf[at++] = 48 + tens - hundreds * 10;
      }
      buf[at++] = 48 + tag - tens * 10;
    }
    buf[at++] = 61;
    this.length = at;
  }

  /** Digits of an integer; with `decimals` > 0 a point before the last so many, and at least one digit before the point. */
  protected digits(value: number, decimals = 0): void {
    let at = this.length;
    const buf = this.buf;
    let rest = value;
    if (rest < 0) {
      buf[at++] = 45;
      rest = -rest;
    }
    let count = 1;
    for (let bound = 10; rest >= bound; bound *= 10) count++;
    if (count <= decimals) count = decimals + 1;
    const end = at + count + (decimals > 0 ? 1 : 0);
    for (let i = end - 1, written = 0; i >= at; i--, written++) {
      if (decimals > 0 && written === decimals) {
        buf[i--] = 46;
      }
      const next = rest < 0x8000_0000 ? (rest / 10) | 0 : Math.floor(rest / 10);
      buf[i] = 48 + (rest - next * 10);
      rest = next;
    }
    this.length = end;
  }

  protected chars(tag: number, value: string): void {
    if (value === '') throw new FieldValueError(tag, 'is empty');
    const buf = this.buf;
    let at = this.length;
    for (let i = 0; i < value.length; i++) {
      const c = value.charCodeAt(i);
      if (c === SOH) throw new FieldValueError(tag, 'holds an SOH');
      buf[at++] = c > 255 ? 63 : c;
    }
    this.length = at;
  }

  protected char(c: number): void {
    this.buf[this.length++] = c > 255 ? 63 : c;
  }

  protected bytes(from: Buffer): void {
    const to = this.buf;
    let at = this.length;
    for (let i = 0; i < from.length; i++) to[at++] = from[i]!;
    this.length = at;
  }

  protected reserve(room: number): void {
    if (this.length + room <= this.buf.length) return;
    const bigger = Buffer.allocUnsafeSlow(2 ** Math.ceil(Math.log2(this.length + room)));
    this.buf.copy(bigger, 0, 0, this.length);
    this.buf = bigger;
  }
}
