import type { ReactElement } from 'react';
import { LineIcon } from '../../look/icon.tsx';
import type { Person } from '../../policies/actor.ts';
import type { ReadFaq } from '../../use-cases/faq/read-faq.ts';
import { Layout } from '../../web/views/layout.tsx';
import { Marks, type FormMarks } from './form-marks.tsx';
import { Questions } from './questions.tsx';

/** What the page of an answer shows. */
export interface FaqPageProps {
  readonly person: Person;
  readonly faq: ReadFaq;
  /** The answer as `drawAnswer` draws it. */
  readonly html: string;
  readonly marks: FormMarks;
}

function helpedText({ helped, hasHelped }: ReadFaq): string {
  const others = helped - (hasHelped ? 1 : 0);
  const people = others === 1 ? '1 other person' : `${others} other people`;
  if (hasHelped) return others === 0 ? 'You said that this helped.' : `It helped you and ${people}.`;
  if (helped === 0) return 'Did this help?';
  return helped === 1 ? 'It helped 1 person. And you?' : `It helped ${helped} people. And you?`;
}

function Helped({ faq, marks }: Pick<FaqPageProps, 'faq' | 'marks'>): ReactElement {
  return (
    <form className="helped" id="helped" method="post" action={`/faq/${faq.id}/helped`} data-once>
      <Marks marks={marks} />
      <input type="hidden" name="helped" value={faq.hasHelped ? 'no' : 'yes'} />
      <span>
        {faq.hasHelped && <LineIcon name="done" />} {helpedText(faq)}
      </span>
      <button type="submit" className="btn btn-outline-secondary">
        {faq.hasHelped ? 'Take back' : 'This helped'}
      </button>
    </form>
  );
}

function Related({ related }: Pick<ReadFaq, 'related'>): ReactElement | null {
  if (related.length === 0) return null;
  return (
    <section aria-labelledby="related">
      <h2 id="related">In the same category</h2>
      <Questions faqs={related} className="panel questions" />
    </section>
  );
}

/** One answer. */
export function FaqPage({ person, faq, html, marks }: FaqPageProps): ReactElement {
  return (
    <Layout title={faq.question} person={person} current="/faq" narrow>
      <p className="back">
        <a href="/faq">All questions and answers</a>
        {faq.category !== null && (
          <span className="muted" dir="auto">
            {faq.category}
          </span>
        )}
      </p>
      <h1 dir="auto">{faq.question}</h1>
      <article className="panel">
        <div className="answer" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />
        <Helped faq={faq} marks={marks} />
      </article>
      <Related related={faq.related} />
      <section className="still-stuck" aria-labelledby="stuck">
        <h2 id="stuck">Still stuck?</h2>
        <a className="btn btn-primary" href="/complaints/new">
          New complaint
        </a>
      </section>
    </Layout>
  );
}
