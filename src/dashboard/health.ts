import Fastify from 'fastify';

/** What the health pages tell. */
export interface Health {
  /** Every acceptor listens and every venue session is logged on. */
  ready(): boolean;
}

/** `/healthz` (the process answers) and `/readyz` (200 when ready, else 503), on loopback. Returns how to close it. */
export async function startHealth(port: number, health: Health): Promise<() => Promise<void>> {
  const app = Fastify();
  app.get('/healthz', async () => ({ ok: true }));
  app.get('/readyz', async (_request, reply) => {
    const ready = health.ready();
    return reply.code(ready ? 200 : 503).send({ ready });
  });
  await app.listen({ host: '127.0.0.1', port });
  return () => app.close();
}
