import { NEWS_GROUPS, NEWS_KIND_NAMES, groupOf, newsKind } from '../../../notifications/kinds.ts';
import { LETTER_KINDS } from '../../../notifications/letters.ts';

const LETTERS = Object.entries(LETTER_KINDS).map(([kind, { label }]) => [kind, label] as const);
const NEWS = NEWS_KIND_NAMES.map(
  (kind) => [kind, `${newsKind(kind).label} · ${NEWS_GROUPS[groupOf(kind)].label}`] as const,
);

/** What each kind of mail is called where mails are looked after, by its name. */
export const MAIL_LABELS: ReadonlyMap<string, string> = new Map([...NEWS, ...LETTERS]);
