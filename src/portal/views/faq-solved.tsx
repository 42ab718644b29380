import type { ReactElement } from 'react';
import { LineIcon } from '../../look/icon.tsx';
import type { Person } from '../../policies/actor.ts';
import { Layout } from '../../web/views/layout.tsx';

interface FaqSolvedProps {
  readonly person: Person;
  /** Of the answer that solved it. */
  readonly id: number;
  readonly question: string;
}

/** Where somebody arrives whose complaint an answer made needless. */
export function FaqSolved({ person, id, question }: FaqSolvedProps): ReactElement {
  return (
    <Layout title="Glad that it is solved" person={person} current="/faq" narrow>
      <div className="panel solved">
        <LineIcon name="done" />
        <h1>Glad that it is solved</h1>
        <p>
          Nothing was filed. You find the answer again under{' '}
          <a href={`/faq/${id}`} dir="auto">
            {question}
          </a>
          .
        </p>
        <div className="solved-ways">
          <a className="btn btn-primary" href="/">
            My complaints
          </a>
          <a className="btn btn-link" href="/complaints/new">
            It is not solved after all
          </a>
        </div>
      </div>
    </Layout>
  );
}
