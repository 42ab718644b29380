import { DESCRIPTION_LENGTH, URGENCIES, type Urgency } from '../../models/complaint.ts';
import { textKey } from '../../models/text.ts';
import { firstOf, isLonger, momentIn, textIn, type SourceRow } from './clean.ts';
import type { Ledger } from './ledger.ts';
import { isRejection } from './status-category.ts';
import type { StatusHere } from './story/dossier.ts';
import type { Step, Story } from './story/story.ts';

const [TITLE_LENGTH, LOCATION_LENGTH, CONTACT_LENGTH] = [255, 255, 20];
const ABOUT = 'Complaints that are not quite as they were';

/** What a complaint says. */
export interface Texts {
  readonly title: string;
  readonly description: string;
  readonly location: string;
  readonly contactNumber: string;
  readonly urgency: Urgency;
  /** The whole of a description that is longer than its field. */
  readonly whole: string | undefined;
}

function urgencyOf(row: SourceRow, id: number, ledger: Ledger): Urgency {
  const text = textKey(textIn(row, 'urgency'));
  const known = URGENCIES.find((urgency) => urgency === text);
  if (known === undefined && text !== '')
    ledger.note(ABOUT, `#${id}: the urgency “${firstOf(text, 50)}” is medium here`);
  return known ?? 'medium';
}

/** Each part that its own field does not hold. */
function overflow(title: string, location: string, contact: string): string[] {
  return [
    isLonger(title, TITLE_LENGTH) ? title : '',
    isLonger(location, LOCATION_LENGTH) ? `Location: ${location}` : '',
    isLonger(contact, CONTACT_LENGTH) ? `Contact: ${contact}` : '',
  ].filter((part) => part !== '');
}

/** What a complaint says, within what the fields here hold; nothing is lost. */
export function textsOf(row: SourceRow, id: number, ledger: Ledger): Texts {
  const [titled, location, contact] = [
    textIn(row, 'title'),
    textIn(row, 'location'),
    textIn(row, 'contact_number'),
  ];
  const described = textIn(row, 'description');
  const title = textKey(titled) === '' ? (described.split('\n')[0] ?? '').trim() || 'No title' : titled;
  const said = textKey(described) === '' ? title : described;
  const parts = overflow(title, location, contact);
  const description = [said, ...parts].join('\n\n');
  const isLong = isLonger(description, DESCRIPTION_LENGTH);
  if (parts.length > 0)
    ledger.note(ABOUT, `#${id}: what is too long for its field stands below the description`);
  if (isLong)
    ledger.note(
      ABOUT,
      `#${id}: the description is longer than ${DESCRIPTION_LENGTH} characters; all of it is in a file`,
    );
  return {
    title: firstOf(title, TITLE_LENGTH),
    description: firstOf(description, DESCRIPTION_LENGTH),
    location: isLonger(location, LOCATION_LENGTH) ? firstOf(location, LOCATION_LENGTH) : location,
    contactNumber: isLonger(contact, CONTACT_LENGTH) ? '' : contact,
    urgency: urgencyOf(row, id, ledger),
    whole: isLong ? description : undefined,
  };
}

/** When it was over. */
export interface Ends {
  readonly resolvedAt: Date | null;
  readonly closedAt: Date | null;
}

const lastTo = (steps: readonly Step[], category: string): Step | undefined =>
  steps.findLast(({ move }) => move?.to.category === category);

/** When a complaint was resolved and closed, as its status says that it was. */
export function endsOf(row: SourceRow, present: StatusHere, { steps }: Story, otherwise: Date): Ends {
  const [stored, resolved, closed] = [
    momentIn(row, 'resolved_at'),
    lastTo(steps, 'resolved'),
    lastTo(steps, 'closed'),
  ];
  if (present.category === 'resolved')
    return { resolvedAt: stored ?? resolved?.at ?? otherwise, closedAt: null };
  if (present.category !== 'closed') return { resolvedAt: null, closedAt: null };
  const closedAt = closed?.at ?? stored ?? otherwise;
  const isWithdrawn = closed?.name === 'complaint.withdrawn' && resolved === undefined;
  if (isRejection(present) || isWithdrawn) return { resolvedAt: null, closedAt };
  const solved = stored ?? resolved?.at ?? closedAt;
  return { resolvedAt: solved < closedAt ? solved : closedAt, closedAt };
}
