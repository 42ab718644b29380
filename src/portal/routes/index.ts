import { Router } from 'express';
import type { Config } from '../../config.ts';
import { PORTAL_FORMS } from '../../use-cases/complaints/steps/portal-steps.ts';
import { attachments } from './attachments.ts';
import { complaints, fileComplaint } from './complaints.ts';
import { conversation, take } from './conversation.ts';
import { keptForms, type Takers } from './kept-forms.ts';
import { ownAccount, saveProfile } from './own-account.ts';
import type { FormLimits } from './own-form.ts';

type PortalSettings = Pick<Config, 'timeZone' | 'reopenDays'> & FormLimits;

/** Whatever takes a form can also show one that was kept. */
function takers(config: PortalSettings): Takers {
  return [
    [/^\/complaints$/, fileComplaint(config)],
    ...PORTAL_FORMS.map(
      (form) => [new RegExp(`^/complaints/([1-9]\\d*)/${form}$`), take(form, config)] as const,
    ),
    [/^\/profile$/, saveProfile],
  ];
}

/** The staff portal. */
export function portal(config: PortalSettings): Router {
  const router = Router();
  router.use(complaints(config.timeZone, config));
  router.use(conversation(config));
  router.use(attachments());
  router.use(ownAccount(config));
  router.use(keptForms(takers(config)));
  return router;
}
