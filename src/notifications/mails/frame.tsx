import type { CSSProperties, ReactElement, ReactNode } from 'react';
import { COMPANY } from '../../look/mark.tsx';
import { COLOURS, type Colour } from '../../look/tokens.ts';
import { REPLY_MARK } from '../../mail/reply-mark.ts';

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** What has colours in a mail, and which; many mail programs know neither custom properties nor a sheet, so each piece carries its own. */
const PAINT = {
  ground: { background: 'ground', color: 'text' },
  card: { background: 'surface', borderColor: 'line' },
  text: { color: 'text' },
  muted: { color: 'muted' },
  link: { color: 'primary' },
  said: { background: 'ground', borderColor: 'line-strong', color: 'text' },
  button: { background: 'primary', color: 'on-primary', borderColor: 'primary' },
  quiet: { background: 'surface', color: 'primary', borderColor: 'field' },
  line: { borderColor: 'line' },
} as const satisfies Readonly<
  Record<string, Partial<Record<'background' | 'color' | 'borderColor', Colour>>>
>;
type Paint = keyof typeof PAINT;

/** Properties as a sheet calls them. */
const IN_SHEET: Readonly<Record<string, string>> = {
  background: 'background',
  color: 'color',
  borderColor: 'border-color',
};

function paint(name: Paint): CSSProperties {
  return Object.fromEntries(
    Object.entries(PAINT[name]).map(([property, colour]) => [property, COLOURS[colour].light]),
  );
}

/** What a piece of a mail looks like: its colours on light ground, which the sheet turns dark by the class. */
export function painted(name: Paint, style: CSSProperties = {}): { className: string; style: CSSProperties } {
  return { className: `m-${name}`, style: { ...paint(name), ...style } };
}

const DARK = Object.entries(PAINT)
  .map(([name, colours]) => {
    const rules = Object.entries(colours).map(
      ([property, colour]) => `${IN_SHEET[property]}: ${COLOURS[colour].dark} !important`,
    );
    return `.m-${name} { ${rules.join('; ')} }`;
  })
  .join(' ');
// No sign in it that React would write as an entity.
const SHEET = `:root { color-scheme: light dark; supported-color-schemes: light dark; } @media (prefers-color-scheme: dark) { ${DARK} }`;

/** What every mail has around its content. */
export interface FrameProps {
  readonly title: string;
  /** The page where its recipient says which mails they want; undefined: they are nobody of the portal. */
  readonly settings: string | undefined;
  /** Whether an answer to the mail is read; undefined: there is nothing to answer. */
  readonly isAnswered?: boolean | undefined;
  readonly children: ReactNode;
}

const SMALL: CSSProperties = { fontSize: '13px', lineHeight: '18px', margin: '0 0 8px' };

function Footer({ settings, isAnswered }: Pick<FrameProps, 'settings' | 'isAnswered'>): ReactElement {
  const way = isAnswered === true ? 'Answer this mail, or' : 'Nobody reads answers to this mail:';
  return (
    <div style={{ padding: '16px 4px 0' }}>
      {isAnswered !== undefined && (
        <p {...painted('muted', SMALL)}>{way} write in the portal, where everybody concerned reads it.</p>
      )}
      {settings !== undefined && (
        <p {...painted('muted', SMALL)}>
          <a href={settings} {...painted('link')}>
            Choose which mails you get
          </a>
        </p>
      )}
    </div>
  );
}

/** A whole mail: one column, no image, nothing that is fetched; it reads as well without its styles. */
export function MailFrame({ title, settings, isAnswered, children }: FrameProps): ReactElement {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{title}</title>
        <style>{SHEET}</style>
      </head>
      <body {...painted('ground', { margin: 0, padding: 0, fontFamily: FONT })}>
        <div {...painted('ground', { padding: '24px 12px', fontSize: '15px', lineHeight: '22px' })}>
          <div style={{ maxWidth: '600px', margin: '0 auto' }}>
            {isAnswered === true && (
              <p {...painted('muted', { ...SMALL, textAlign: 'center' })}>{REPLY_MARK}</p>
            )}
            <p {...painted('text', { margin: '0 4px 12px', fontWeight: 700 })}>{COMPANY}</p>
            <div
              {...painted('card', {
                borderWidth: '1px',
                borderStyle: 'solid',
                borderRadius: '10px',
                padding: '24px',
              })}
            >
              {children}
            </div>
            <Footer settings={settings} isAnswered={isAnswered} />
          </div>
        </div>
      </body>
    </html>
  );
}
