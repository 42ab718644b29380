import { Router } from 'express';
import type { Config } from '../../config.ts';
import { complaints } from './complaints.ts';
import { ownAccount } from './own-account.ts';

/** The staff portal. */
export function portal(config: Pick<Config, 'timeZone'>): Router {
  const router = Router();
  router.use(complaints(config.timeZone));
  router.use(ownAccount());
  return router;
}
