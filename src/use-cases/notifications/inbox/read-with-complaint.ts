import { setTimeout as delay } from 'node:timers/promises';
import { log } from '../../../log.ts';
import type { Actor } from '../../../policies/actor.ts';
import { markComplaintRead } from './mark-complaint-read.ts';

/** How long a page waits until it is written down that its news was read. */
const READ_MS = 300;

/**
 * Marks the news about a complaint read as its page is shown, which waits for nobody who writes meanwhile: what cannot be
 * written at once is written when it can. Returns how many were unread; 0 while that is not known.
 */
export async function readWithComplaint(actor: Actor, complaintId: number): Promise<number> {
  const reading = markComplaintRead(actor, complaintId).catch((err: unknown) => {
    log.warn({ err }, 'that news was read was not written');
    return 0;
  });
  return Promise.race([reading, delay(READ_MS, 0, { ref: false })]);
}
