import type { Input } from '../../core/facts';
import type { RecordFile } from './record-file';

/** Characters that may wait for the disk; what comes beyond is lost, and that is told. */
const MOST_WAITING = 32 << 20;

/** Text for a file; without text the file is complete. */
interface Piece {
  readonly file: RecordFile;
  readonly text: string;
  readonly rows: number;
}

/** What waits to be written, one piece after the other. Failing and recovering are told once each. */
export class RecordQueue {
  private readonly pieces: Piece[] = [];
  private waiting = 0;
  private lost = 0;
  private failing = false;
  private working: Promise<void> | undefined;

  constructor(
    private readonly where: string,
    private readonly post: (input: Input) => void,
  ) {}

  add(piece: Piece): void {
    if (this.waiting + piece.text.length > MOST_WAITING)
      return this.lose(piece, `more than ${MOST_WAITING >> 20} MiB wait for the disk`);
    this.waiting += piece.text.length;
    this.pieces.push(piece);
    this.working ??= this.work();
  }

  /** Resolves once nothing waits. */
  async done(): Promise<void> {
    while (this.working) await this.working;
  }

  private async work(): Promise<void> {
    for (let piece = this.pieces.shift(); piece; piece = this.pieces.shift()) {
      try {
        if (piece.rows > 0) await piece.file.append(piece.text);
        else await piece.file.sync();
        if (piece.rows > 0) this.went();
      } catch (error) {
        this.lose(piece, error instanceof Error ? error.message : String(error));
      }
      this.waiting -= piece.text.length;
    }
    this.working = undefined;
  }

  private lose(piece: Piece, why: string): void {
    this.lost += piece.rows;
    if (this.failing) return;
    this.failing = true;
    this.post({ type: 'RecordingFailed', where: this.where, why });
  }

  private went(): void {
    if (!this.failing) return;
    this.failing = false;
    this.post({ type: 'RecordingResumed', where: this.where, lost: this.lost });
    this.lost = 0;
  }
}
