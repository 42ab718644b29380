import type { Request, RequestHandler, Response } from 'express';
import { countUnread } from '../../use-cases/notifications/inbox/count-unread.ts';
import { readWithComplaint } from '../../use-cases/notifications/inbox/read-with-complaint.ts';
import { actorOf, mayHave, personOf } from '../../web/session.ts';

/** Counts for the page that follows what its reader did not read yet. */
export const bell: RequestHandler = async (request, response, next) => {
  const person = actorOf(request);
  if (person !== undefined && request.method === 'GET')
    response.locals.unread = mayHave(request, 'news') ? await countUnread(person) : 0;
  next();
};

/** The news about a complaint is read by whoever has it before them. */
export async function readNews(request: Request, response: Response, complaintId: number): Promise<void> {
  if (response.locals.unread === 0) return;
  const person = personOf(request);
  if ((await readWithComplaint(person, complaintId)) > 0) response.locals.unread = await countUnread(person);
}
