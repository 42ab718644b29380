import { Router } from 'express';
import type { Config } from '../../config.ts';
import { attachments } from './attachments.ts';
import { complaints } from './complaints.ts';
import { conversation } from './conversation.ts';
import { ownAccount } from './own-account.ts';

/** The staff portal. */
export function portal(config: Pick<Config, 'timeZone' | 'reopenDays'>): Router {
  const router = Router();
  router.use(complaints(config.timeZone));
  router.use(conversation(config));
  router.use(attachments());
  router.use(ownAccount());
  return router;
}
