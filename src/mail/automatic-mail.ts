import type { IncomingMail } from './read-mail.ts';

type Headers = IncomingMail['headers'];

const has = (headers: Headers, name: string, pattern: RegExp) =>
  (headers.get(name) ?? []).some((value) => pattern.test(value.trim()));
const hasAny = (headers: Headers, pattern: RegExp) => [...headers.keys()].some((name) => pattern.test(name));

/** Mailboxes of which nobody writes. */
const MACHINES = /^(?:mailer-daemon|postmaster|bounces?|no-?reply|do-?not-?reply|nobody)(?:[+._-][^@]*)?@/i;
/** How programs that answer for absent people begin their subject, in the languages of those that say it in no header. */
const ABSENT =
  /^(?:automatic reply|auto(?:matic)?[ -]?reply|autoreply|out of (?:the )?office|abwesenheits(?:notiz|meldung)|automatische antwort|r[ée]ponse automatique|absence du bureau|respuesta autom[áa]tica|fuera de (?:la )?oficina|risposta automatica|fuori sede|automatisch antwoord|afwezig|resposta autom[áa]tica|automaattinen vastaus|autosvar|automatisk svar|odpowied[źz] automatyczna|автоответ|自动回复|自動応答|स्वचालित उत्तर)\s*(?:[:：-]|$)/iu;

const SIGNS: readonly (readonly [why: string, is: (mail: IncomingMail) => boolean])[] = [
  ['a bounce', ({ headers }) => has(headers, 'return-path', /^<\s*>$/)],
  ['a report', ({ headers }) => has(headers, 'content-type', /^multipart\/report/i)],
  ['an automatic answer', ({ headers }) => has(headers, 'auto-submitted', /^(?!no\b)/i)],
  ['an automatic answer', ({ headers }) => hasAny(headers, /^x-auto(?:reply|respond)|^x-autoresponse$/)],
  [
    'an automatic answer',
    ({ headers }) => has(headers, 'x-auto-response-suppress', /\b(?:all|oof|autoreply)\b/i),
  ],
  ['bulk mail', ({ headers }) => has(headers, 'precedence', /^(?:bulk|list|junk|auto_reply)/i)],
  ['mail of a list', ({ headers }) => hasAny(headers, /^list-(?:id|post|unsubscribe|help|subscribe|owner)$/)],
  ['mail of a machine', ({ sender }) => MACHINES.test(sender ?? '')],
  ['an out-of-office answer', ({ subject }) => ABSENT.test(subject.trim())],
];

/** Why a mail is of no person and must be neither acted on nor answered; undefined: a person wrote it. */
export function automaticMail(mail: IncomingMail): string | undefined {
  return SIGNS.find(([, is]) => is(mail))?.[0];
}
