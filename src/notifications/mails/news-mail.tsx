import type { ReactElement } from 'react';
import { URGENCY_NAMES } from '../../look/urgency-mark.tsx';
import type { Urgency } from '../../models/complaint.ts';
import { MailFrame, painted } from './frame.tsx';
import { Item, Links, type MailItem, type MailLink } from './pieces.tsx';

/** A complaint as mails show it. */
export interface MailComplaint {
  readonly id: number;
  readonly title: string;
  readonly status: string;
  readonly urgency: Urgency;
  readonly type: string;
  readonly location: string;
  /** Undefined: its reader. */
  readonly reporter: string | undefined;
  /** Undefined: nobody. */
  readonly assignee: string | undefined;
}

/** News for one person about one complaint, or about none. */
export interface NewsMailProps {
  readonly complaint?: MailComplaint | undefined;
  /** The oldest first; what happened within two minutes is one mail. */
  readonly items: readonly MailItem[];
  readonly links: readonly MailLink[];
  readonly timeZone: string;
  readonly settings: string | undefined;
  /** What its reader should do, where there is something. */
  readonly advice?: string | undefined;
  readonly isAnswered?: boolean | undefined;
}

/** The subject of all mails about a complaint, so that they are one conversation. */
export function subjectOf({ id, title }: Pick<MailComplaint, 'id' | 'title'>): string {
  return `[#${id}] ${title}`;
}

const FACTS: readonly (readonly [label: string, value: (complaint: MailComplaint) => string | undefined])[] =
  [
    ['Status', ({ status }) => status],
    ['Urgency', ({ urgency }) => URGENCY_NAMES[urgency]],
    ['Type', ({ type }) => type],
    ['Reporter', ({ reporter }) => reporter],
    ['Assigned to', ({ assignee }) => assignee ?? 'nobody'],
    ['Location', ({ location }) => (location === '' ? undefined : location)],
  ];

function Facts({ complaint }: { readonly complaint: MailComplaint }): ReactElement {
  const facts = FACTS.map(([label, value]) => [label, value(complaint)] as const);
  return (
    <div
      {...painted('line', {
        marginTop: '20px',
        paddingTop: '12px',
        borderWidth: '1px 0 0',
        borderStyle: 'solid',
      })}
    >
      {facts
        .filter(([, value]) => value !== undefined)
        .map(([label, value]) => (
          <p key={label} {...painted('text', { margin: '0 0 4px', overflowWrap: 'anywhere' })}>
            <span {...painted('muted')}>{label}: </span>
            <bdi>{value}</bdi>
          </p>
        ))}
    </div>
  );
}

/** A mail about one complaint: what happened and was said, what the complaint is, and where to go. */
export function NewsMail(props: NewsMailProps): ReactElement {
  const { complaint, items, links, timeZone, settings, advice, isAnswered } = props;
  const title = complaint === undefined ? (items[0]?.line ?? '') : subjectOf(complaint);
  return (
    <MailFrame title={title} settings={settings} isAnswered={isAnswered}>
      {complaint !== undefined && (
        <p {...painted('muted', { margin: '0 0 12px', overflowWrap: 'anywhere' })}>
          #{complaint.id} <bdi>{complaint.title}</bdi>
        </p>
      )}
      {items.map((item, index) => (
        // What happened has no identity but its place in the mail.
        <Item key={index} item={item} timeZone={timeZone} isHeading={index === 0} />
      ))}
      {complaint !== undefined && <Facts complaint={complaint} />}
      {advice !== undefined && <p {...painted('text', { margin: '16px 0 0' })}>{advice}</p>}
      <Links links={links} />
    </MailFrame>
  );
}
