import type { ReactElement } from 'react';
import { MailFrame, painted } from './frame.tsx';
import { Item, Links, type MailItem, type MailLink } from './pieces.tsx';

/** What happened to one complaint since the digest before. */
export interface DigestPart {
  readonly id: number;
  readonly title: string;
  readonly href: string;
  readonly items: readonly MailItem[];
}

/** The news of a day for one person. */
export interface DigestMailProps {
  readonly parts: readonly DigestPart[];
  /** Undefined: it is the digest of a day. */
  readonly title?: string | undefined;
  readonly links: readonly MailLink[];
  readonly timeZone: string;
  readonly settings: string | undefined;
}

/** What such a mail is called: how many pieces of news a digest has, in words. */
export function digestTitle({ parts, title }: Pick<DigestMailProps, 'parts' | 'title'>): string {
  if (title !== undefined) return title;
  const count = parts.reduce((sum, { items }) => sum + items.length, 0);
  const complaints = parts.length === 1 ? 'one complaint' : `${parts.length} complaints`;
  return `Your digest: ${count === 1 ? 'one piece' : `${count} pieces`} of news about ${complaints}`;
}

function Part({ part, timeZone }: { readonly part: DigestPart; readonly timeZone: string }): ReactElement {
  return (
    <div
      {...painted('line', {
        marginTop: '24px',
        paddingTop: '16px',
        borderWidth: '1px 0 0',
        borderStyle: 'solid',
      })}
    >
      <p style={{ margin: 0, fontWeight: 600, overflowWrap: 'anywhere' }}>
        <a href={part.href} {...painted('link')}>
          #{part.id} <bdi>{part.title}</bdi>
        </a>
      </p>
      {part.items.map((item, index) => (
        // What happened has no identity but its place in the mail.
        <Item key={index} item={item} timeZone={timeZone} isHeading={false} />
      ))}
    </div>
  );
}

/** One mail with all the news of a day, by complaint. */
export function DigestMail(props: DigestMailProps): ReactElement {
  const { parts, links, timeZone, settings } = props;
  const title = digestTitle(props);
  return (
    <MailFrame title={title} settings={settings}>
      <h1 {...painted('text', { fontSize: '22px', lineHeight: '28px', margin: 0 })}>{title}</h1>
      {parts.map((part) => (
        <Part key={part.id} part={part} timeZone={timeZone} />
      ))}
      <Links links={links} />
    </MailFrame>
  );
}
