import { z } from 'zod';
import { addressFault } from '../../webhooks/rules.ts';
import { isWebhookEvent, WEBHOOK_EVENTS } from './webhook-events.ts';

const NO_EVENTS = 'Choose what it is told of.';

const url = z
  .string('The address is required.')
  .trim()
  .min(1, 'The address is required.')
  .superRefine((value, context) => {
    const fault = value === '' ? undefined : addressFault(value);
    if (fault !== undefined) context.addIssue(fault);
  });

/** A list of names, or a text with commas between them; stored each once, in the order in which they are shown. */
const events = z
  .union([z.array(z.string()), z.string().transform((text) => text.split(','))], NO_EVENTS)
  .transform((names) => names.map((name) => name.trim()).filter((name) => name !== ''))
  .superRefine((names, context) => {
    if (names.length === 0) context.addIssue(NO_EVENTS);
    const unknown = names.find((name) => !isWebhookEvent(name));
    if (unknown !== undefined) context.addIssue(`No webhook is told of “${unknown.slice(0, 64)}”.`);
  })
  .transform((names) => WEBHOOK_EVENTS.filter((name) => names.includes(name)).join(','));

/** What somebody says of a webhook; its owner is whoever says it. */
export const webhookInput = z.strictObject({
  name: z.string('The name is required.'),
  url,
  events,
  isActive: z.boolean('This is yes or no.').default(true),
});

/** What is changed of one. */
export const webhookChanges = z.strictObject({
  name: z.string('The name is required.').optional(),
  url: url.optional(),
  events: events.optional(),
  isActive: z.boolean('This is yes or no.').optional(),
});
