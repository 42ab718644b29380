import { Fragment, type CSSProperties, type ReactElement } from 'react';
import { readableTime } from '../../readable-time.ts';
import { painted } from './frame.tsx';

/** Where a mail leads. */
export interface MailLink {
  readonly label: string;
  readonly href: string;
}

/** What somebody said, or filed. */
export interface Said {
  readonly text: string;
  readonly files: readonly string[];
}

/** One thing that happened. */
export interface MailItem {
  /** Without a full stop. */
  readonly line: string;
  readonly at: Date;
  readonly said?: Said | undefined;
}

/** Keeps line breaks, also where styles are taken away. */
export function Lines({ text }: { readonly text: string }): ReactElement {
  return (
    <>
      {text.split(/\r\n|[\r\n\u2028\u2029]/).map((line, index) => (
        // Lines have no identity but their place.
        <Fragment key={index}>
          {index > 0 && <br />}
          {line}
        </Fragment>
      ))}
    </>
  );
}

const BUTTON: CSSProperties = {
  display: 'inline-block',
  margin: '0 12px 8px 0',
  padding: '9px 16px',
  borderWidth: '1px',
  borderStyle: 'solid',
  borderRadius: '6px',
  fontWeight: 600,
  textDecoration: 'none',
};

/** Where to go from here, the first most of all. */
export function Links({ links }: { readonly links: readonly MailLink[] }): ReactElement {
  return (
    <div style={{ marginTop: '24px' }}>
      {links.map(({ label, href }, index) => (
        // A block, so that each has a line of its own where no styles are shown.
        <div key={href} style={{ display: 'inline-block' }}>
          <a href={href} {...painted(index === 0 ? 'button' : 'quiet', BUTTON)}>
            {label}
          </a>
        </div>
      ))}
    </div>
  );
}

function fileList(files: readonly string[]): string {
  return `${files.length === 1 ? 'With a file' : `With ${files.length} files`}: ${files.join(', ')}`;
}

function SaidBlock({ text, files }: Said): ReactElement {
  const block: CSSProperties = {
    margin: '8px 0 0',
    padding: '12px 16px',
    borderWidth: '0 0 0 3px',
    borderStyle: 'solid',
    overflowWrap: 'anywhere',
  };
  return (
    <blockquote {...painted('said', block)} dir="auto">
      {text !== '' && (
        <p style={{ margin: 0 }}>
          <Lines text={text} />
        </p>
      )}
      {files.length > 0 && (
        <p {...painted('muted', { margin: '8px 0 0', fontSize: '13px' })}>{fileList(files)}</p>
      )}
    </blockquote>
  );
}

interface ItemProps {
  readonly item: MailItem;
  readonly timeZone: string;
  readonly isHeading: boolean;
}

/** What happened, when, and what was said; the heading of a mail where it is the first thing. */
export function Item({ item, timeZone, isHeading }: ItemProps): ReactElement {
  const Heading = isHeading ? 'h1' : 'h2';
  const size: CSSProperties = isHeading
    ? { fontSize: '22px', lineHeight: '28px' }
    : { fontSize: '16px', lineHeight: '22px' };
  return (
    <div style={{ marginTop: isHeading ? 0 : '20px' }}>
      <Heading {...painted('text', { ...size, margin: 0, overflowWrap: 'anywhere' })}>
        <bdi dir="ltr">{item.line}</bdi>
      </Heading>
      <p {...painted('muted', { margin: '2px 0 0', fontSize: '13px', lineHeight: '18px' })}>
        {readableTime(item.at, timeZone)}
      </p>
      {item.said !== undefined && <SaidBlock {...item.said} />}
    </div>
  );
}
