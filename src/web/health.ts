import { Router } from 'express';
import { checkReadiness } from '../use-cases/system/check-readiness.ts';

/** `/healthz`: the process lives; `/readyz`: it can serve. */
export function health(): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.type('text').send('ok\n');
  });
  router.get('/readyz', async (_request, response) => {
    const { ready, reason } = await checkReadiness();
    response
      .status(ready ? 200 : 503)
      .type('text')
      .send(`${reason}\n`);
  });
  return router;
}
