import { Router } from 'express';
import type { Config } from '../../config.ts';
import { PORTAL_FORMS } from '../../use-cases/complaints/steps/portal-steps.ts';
import { attachments } from './attachments.ts';
import { bell } from './bell.ts';
import { complaints, fileComplaint } from './complaints.ts';
import { faq, faqPictures } from './faq.ts';
import { conversation, take } from './conversation.ts';
import { exports } from './exports.ts';
import { help } from './help.ts';
import { askForProof } from './ask-for-proof.ts';
import type { ConfirmParts } from './confirm-page.ts';
import { confirm } from './confirm.ts';
import { keptForms, waitingForms, type Takers } from './kept-forms.ts';
import { notifications } from './notifications.ts';
import { notificationSettings, saveSettings } from './notification-settings.ts';
import { ownAccount, saveProfile } from './own-account.ts';
import type { FormLimits } from './own-form.ts';
import { makeToken, tokens } from './tokens.ts';
import { security } from './security/index.ts';
import { sending } from './sending.ts';
import { endSessions, sessions } from './sessions.ts';

type PortalSettings = Pick<Config, 'timeZone' | 'reopenDays'> & FormLimits;

/** Whatever takes a form can also show one that was kept. */
function takers(config: PortalSettings): Takers {
  return [
    [/^\/complaints$/, fileComplaint(config)],
    ...PORTAL_FORMS.map(
      (form) => [new RegExp(`^/complaints/([1-9]\\d*)/${form}$`), take(form, config)] as const,
    ),
    [/^\/profile$/, saveProfile],
    [/^\/notifications\/settings$/, saveSettings(config.timeZone)],
    [/^\/profile\/tokens$/, makeToken(config), 'a new API token'],
    [/^\/profile\/sessions\/end$/, endSessions, 'the end of sessions'],
  ];
}

/** The staff portal. */
export function portal(config: PortalSettings, ways: ConfirmParts): Router {
  const router = Router();
  // Files have no bell.
  router.use(attachments());
  router.use(exports(config.timeZone));
  router.use(faqPictures());
  router.use(sending(config));
  router.use(bell);
  router.use(complaints(config.timeZone, config));
  router.use(conversation(config));
  router.use(faq(config));
  router.use(help());
  router.use(notifications(config));
  router.use(notificationSettings(config));
  router.use(tokens(config));
  router.use(sessions(config));
  router.use(security(config));
  router.use(ownAccount(config));
  router.use(keptForms(takers(config)));
  const waiting = waitingForms(takers(config));
  router.use(confirm(ways, waiting));
  router.use(askForProof(config, waiting));
  return router;
}
