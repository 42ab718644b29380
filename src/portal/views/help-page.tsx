import type { ReactElement } from 'react';
import type { Person } from '../../policies/actor.ts';
import type { Guide, GuideEntry } from '../../use-cases/guide/read-guide.ts';
import { Layout } from '../../web/views/layout.tsx';

function Guides({ id, heading, guides }: { id: string; heading: string; guides: readonly GuideEntry[] }) {
  if (guides.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      <ul className="panel questions">
        {guides.map(({ name, title }) => (
          <li key={name}>
            <a href={`/help/${name}`}>{title}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** All guides, those that are about what their reader does before the others. */
export function HelpList({
  person,
  guides,
}: {
  person: Person;
  guides: readonly GuideEntry[];
}): ReactElement {
  return (
    <Layout title="Help" person={person} current="/help" narrow>
      <h1>Help</h1>
      <Guides id="for-you" heading="For you" guides={guides.filter(({ isTheirs }) => isTheirs)} />
      <Guides id="for-others" heading="For others" guides={guides.filter(({ isTheirs }) => !isTheirs)} />
      <p className="muted">
        Answers to common problems with computers, printers and accounts are in the <a href="/faq">FAQ</a>.
      </p>
    </Layout>
  );
}

/** One guide. */
export function HelpPage({ person, guide }: { person: Person; guide: Guide }): ReactElement {
  const { title, html, parts } = guide;
  return (
    <Layout title={title} person={person} current="/help" narrow>
      <p className="back">
        <a href="/help">All guides</a>
      </p>
      <h1>{title}</h1>
      <div className="answer" dangerouslySetInnerHTML={{ __html: html }} />
      <nav className="panel contents" aria-label="On this page">
        <ul>
          {parts.map(({ id, heading }) => (
            <li key={id}>
              <a href={`#${id}`}>{heading}</a>
            </li>
          ))}
        </ul>
      </nav>
      {parts.map((part) => (
        <section key={part.id} className="guide-part" aria-labelledby={part.id}>
          <h2 id={part.id} tabIndex={-1}>
            {part.heading}
          </h2>
          <div className="answer" dangerouslySetInnerHTML={{ __html: part.html }} />
        </section>
      ))}
    </Layout>
  );
}
