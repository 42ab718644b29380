import type { ReactElement } from 'react';
import { MailFrame, painted } from './frame.tsx';
import { Lines, Links, type MailLink } from './pieces.tsx';

/** A mail that tells no news: an answer, a link that somebody asked for, a test. */
export interface LetterMailProps {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly links: readonly MailLink[];
  readonly settings?: string | undefined;
}

/** A letter: a heading, a few paragraphs, and where to go. */
export function LetterMail({ heading, paragraphs, links, settings }: LetterMailProps): ReactElement {
  return (
    <MailFrame title={heading} settings={settings}>
      <h1 {...painted('text', { fontSize: '22px', lineHeight: '28px', margin: 0 })} dir="auto">
        {heading}
      </h1>
      {paragraphs.map((paragraph) => (
        <p key={paragraph} {...painted('text', { margin: '12px 0 0', overflowWrap: 'anywhere' })} dir="auto">
          <Lines text={paragraph} />
        </p>
      ))}
      {links.length > 0 && <Links links={links} />}
    </MailFrame>
  );
}
