import { Router, type RequestHandler } from 'express';
import { openAttachment } from '../../use-cases/attachments/open-attachment.ts';
import { sendAttachment } from '../../web/send-attachment.ts';
import { personOf, signedIn } from '../../web/session.ts';
import { idOf } from './id-of.ts';

const send: RequestHandler = async (request, response) =>
  sendAttachment(request, response, await openAttachment(personOf(request), idOf(request)));

/** `/attachments/:id`: files of complaints, for those who may see these. */
export function attachments(): Router {
  const router = Router();
  router.get('/attachments/:id', signedIn, send);
  return router;
}
