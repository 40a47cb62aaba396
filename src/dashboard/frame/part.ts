/** A single thing that is shown, as the JSON it is sent in, and the frame in which it last changed. */
export class Part<T> {
  private text = '';
  private changed = 0;

  /** What it is as of a frame. */
  set(value: T, frame: number): void {
    const text = JSON.stringify(value);
    if (text === this.text) return;
    this.text = text;
    this.changed = frame;
  }

  /** Its JSON, where it changed after a frame; undefined where it did not, or is not known yet. */
  since(frame: number): string | undefined {
    return this.changed > frame ? this.text : undefined;
  }
}
