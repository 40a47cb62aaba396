import { plain, textOf } from './control-request';
import type { ControlHandler, ControlRequest } from './control-server';
import type { Gateway } from './gateway';
import type { Author } from './limits-desk';

/** What can be asked about limits and instruments, and done to them, over the control socket: `limits`, `limits-set`, `limits-reload`, `instruments-reload`. */
export function limitsHandler({ limits: desk, instruments, engine }: Gateway): ControlHandler {
  return (request, reply) => {
    if (request.cmd === 'limits')
      reply({ ok: true, source: desk.source ?? null, limits: desk.rows(), uses: desk.uses(engine.clock.now()) });
    else if (request.cmd === 'instruments-reload') reply({ ok: true, changed: instruments.reload(authorOf(request)) });
    else if (request.cmd === 'limits-reload') reply({ ok: true, changed: desk.reload(authorOf(request)) });
    else
      reply({
        ok: true,
        changed: desk.set(textOf(request['path'], 'path'), plain(request['value'], 'value'), authorOf(request)),
      });
    return 'done';
  };
}

const authorOf = (request: ControlRequest): Author => ({
  by: plain(request['by'], 'by'),
  reason: plain(request['reason'], 'reason'),
});
