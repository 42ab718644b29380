import type { ReactElement } from 'react';
import { Notice } from '../../../look/states.tsx';
import type { Person } from '../../../policies/actor.ts';
import { Layout } from '../../../web/views/layout.tsx';

/** What the page of newly drawn recovery codes shows. */
export interface NewCodesPageProps {
  readonly person: Person;
  readonly told: string;
  readonly codes: readonly string[];
  /** The page to go on to. */
  readonly next: string;
}

/** Recovery codes, this once. */
export function NewCodesPage({ person, told, codes, next }: NewCodesPageProps): ReactElement {
  const text = `Recovery codes of ${person.username} for the Alpha Lab IT Complaint Portal. Each works once.\r\n\r\n${codes.join('\r\n')}\r\n`;
  return (
    <Layout title="Recovery codes" person={person} current="/profile" narrow>
      <h1>Your recovery codes</h1>
      <Notice kind="done">{told}</Notice>
      <div className="panel">
        <p>
          Keep these where you find them without your phone: each lets you in once in its place. They are not
          shown again.
        </p>
        <ol className="recovery-codes" data-codes={text}>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
        <div className="form-actions">
          <a className="btn btn-primary" href={next}>
            I have kept them
          </a>
          <a
            className="btn btn-outline-secondary"
            download="recovery-codes.txt"
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          >
            Download as a text
          </a>
        </div>
      </div>
    </Layout>
  );
}
