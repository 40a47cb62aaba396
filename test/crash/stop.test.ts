import { until } from './processes';
import { Stage } from './stage';
import { field } from './tap';

describe('SIGTERM before the gateway is ready', () => {
  test('logs out and ends with exit code 0, while a venue is still waited for', async () => {
    const stage = await Stage.make(3);
    try {
      await stage.venue.kill('SIGTERM');
      const gateway = stage.start();
      const { frames } = stage.taps.oms;
      await until('the OMS is logged on', () => frames.some(f => f.from === 'far' && field(f.text, 35) === 'A'));
      const ended = await gateway.kill('SIGTERM');
      const last = frames.filter(f => f.from === 'far').at(-1)!;
      const ready = gateway.lines.filter(line => line.startsWith('ready'));
      expect([ended, ready, field(last.text, 35)]).toEqual(['exit 0', [], '5']);
    } finally {
      await stage.stop();
    }
  });
});
