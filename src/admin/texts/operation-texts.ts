import { auditTexts } from './audit-texts.ts';
import { tokenTexts } from './token-texts.ts';
import { webhookTexts } from './webhook-texts.ts';
import { retentionTexts } from './retention-texts.ts';
import { healthTexts } from './health-texts.ts';

/** What the panel says where the portal is looked after: jobs, mails, the log. */
export const operationTexts = {
  labels: {
    ...tokenTexts.labels,
    Operations: 'Operations',
    jobs: 'Jobs',
    notifications: 'Outbox',
    received_mails: 'Received mails',
    api_clients: 'API clients',
    webhooks: 'Webhooks',
    webhook_deliveries: 'Deliveries',
    events: 'Audit log',
  },
  resources: {
    events: auditTexts,
    health: healthTexts,
    retention: retentionTexts,
    ...webhookTexts.resources,
    ...tokenTexts.resources,
  },
  actions: {
    runAgain: 'Run again',
    sendAgain: 'Send again',
    makeSecret: 'New secret',
    makeToken: 'Make a token',
  },
  messages: {
    secretMade: 'It is shown this once: copy it and hand it on before you leave this page.',
    secretCopied: 'Copied.',
    secretNotCopied: 'It could not be copied: copy it by hand.',
    ...tokenTexts.messages,
    runAgain_confirm: '{{name}} runs now instead of at its time, as if it had never failed.',
    sendAgain_confirm: '{{name}} is sent now, with all that goes with it, as if it had never failed.',
  },
  buttons: tokenTexts.buttons,
};
