/** Mails that follow from no event: answers to what came by mail, links that somebody asked for, digests, tests. */
export const LETTER_KINDS = {
  'letter.digest': { label: 'Daily digest' },
  'letter.test': { label: 'Test mail' },
  'letter.report': { label: 'A report' },
  'letter.report_failed': { label: 'A report that could not be made' },
  'letter.password': { label: 'Link to set a password' },
  'letter.mail_refused': { label: 'Your mail was not taken' },
  'letter.files_left_out': { label: 'Files of your mail were left out' },
  'letter.still_resolved': { label: 'Does it work now?' },
} as const;
export type LetterKindName = keyof typeof LETTER_KINDS;

/** Whether a stored text names a letter of this version. */
export function isLetterKind(name: string): name is LetterKindName {
  return Object.hasOwn(LETTER_KINDS, name);
}

/** Why somebody is sent a link to set a password: they asked for it, somebody sent it, or they are new. */
export type LinkReason = 'asked' | 'sent' | 'new';
