import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { DigestMail, digestTitle, type DigestMailProps } from './digest-mail.tsx';
import { LetterMail, type LetterMailProps } from './letter-mail.tsx';
import { NewsMail, subjectOf, type NewsMailProps } from './news-mail.tsx';

/** What a mail says: about a complaint, of a day, or as a letter of its own. */
export type MailBody =
  | ({ readonly form: 'news' } & NewsMailProps)
  | ({ readonly form: 'digest' } & DigestMailProps)
  | ({ readonly form: 'letter' } & LetterMailProps);

function drawn(body: MailBody): { readonly subject: string; readonly page: ReactElement } {
  if (body.form === 'digest') return { subject: digestTitle(body), page: <DigestMail {...body} /> };
  if (body.form === 'letter') return { subject: body.heading, page: <LetterMail {...body} /> };
  const subject = body.complaint === undefined ? (body.items[0]?.line ?? '') : subjectOf(body.complaint);
  return { subject, page: <NewsMail {...body} /> };
}

/** Signs that turn the direction of what follows them, and so can show a name or a link as another. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/gu;

/** The subject and the HTML of a mail, without signs that turn its direction. */
export function writeMail(body: MailBody): { readonly subject: string; readonly html: string } {
  const { subject, page } = drawn(body);
  const html = renderToStaticMarkup(page).replaceAll(TURNING, '');
  return { subject: subject.replaceAll(TURNING, ''), html: `<!doctype html>${html}` };
}
