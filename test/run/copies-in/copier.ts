import { executionReport, type ReportFields } from '../../../simulator/fix/reports';
import { SystemClock } from '../../../src/clock/system-clock';
import type { FixEngine } from '../../../src/fix/engine';
import { standaloneEngine } from '../../../src/fix/standalone';
import { dialectOf } from '../../../src/fix/translate/dialect';
import { settings } from '../../fix/transport/pair';

/** What becomes of the copy of a report: told as it is, as another one, or not at all. */
export type Fate = (report: ReportFields) => ReportFields | 'dropped';

/** A broker's drop copy of a simulated venue: it is told of every report, and copies it as the test lets it. */
export class Copier {
  readonly engine: FixEngine;
  readonly session: string;
  /** Copies made, by ExecType (150). */
  readonly made: string[] = [];
  /** Times that what was missed was asked for and sent again. */
  resent = 0;
  fate: Fate = report => report;
  private readonly clock = new SystemClock();
  private readonly dialect;

  constructor(port: number) {
    const [own] = settings(
      `[SESSION]\nConnectionType=acceptor\nRole=dropcopy\nSenderCompID=BROKER\nTargetCompID=SLUICE\nSocketAcceptAddress=127.0.0.1\nSocketAcceptPort=${port}`,
    );
    this.session = own!.id;
    this.dialect = dialectOf(own!);
    this.engine = standaloneEngine([own!], this.clock, {
      message: () => undefined,
      event: e => {
        if (e.type === 'resent' && e.replayed > 0) this.resent++;
      },
    });
  }

  /** The venue made a report. */
  reported(report: ReportFields): void {
    const told = this.fate(report);
    if (told !== 'dropped') this.tell(told);
  }

  /** Copies a report that was delivered to `deliverTo`. */
  tell(report: ReportFields, deliverTo = 'SLUICE'): void {
    this.made.push(report.execType);
    this.engine.session(this.session).send('8', w => executionReport(w, this.dialect, report, { deliverTo }));
  }

  /** The line breaks: what is copied meanwhile is asked for at the next logon. */
  cut(): void {
    this.engine.session(this.session).cut('the test cuts the line');
  }

  async stop(): Promise<void> {
    await this.engine.stop();
    this.clock.stop();
  }
}
