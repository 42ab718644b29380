import type { ReactElement } from 'react';
import { EmptyState } from '../../look/states.tsx';
import type { Person } from '../../policies/actor.ts';
import type { FaqOverview } from '../../use-cases/faq/browse-faq.ts';
import type { ShownFaq } from '../../use-cases/faq/shown-faqs.ts';
import { Layout } from '../../web/views/layout.tsx';
import { Questions } from './questions.tsx';
import { SearchForm } from './search-form.tsx';

/** What the list of questions shows. */
export interface FaqListProps {
  readonly person: Person;
  readonly overview: FaqOverview;
  /** What was searched for; empty: nothing. */
  readonly search: string;
  readonly found: readonly ShownFaq[] | undefined;
}

interface SectionProps {
  readonly id: string;
  readonly name: string;
  readonly faqs: readonly ShownFaq[];
}

function Section({ id, name, faqs }: SectionProps): ReactElement {
  return (
    <section className="panel question-section" aria-labelledby={id}>
      <h2 id={id} dir="auto">
        {name}
      </h2>
      <Questions faqs={faqs} />
    </section>
  );
}

function Search({ search }: { search: string }): ReactElement {
  return (
    <SearchForm
      className="search faq-search"
      action="/faq"
      label="Search questions and answers"
      placeholder="Words, or their beginnings"
      search={search}
    />
  );
}

function NewComplaint(): ReactElement {
  return (
    <a className="btn btn-primary" href="/complaints/new">
      New complaint
    </a>
  );
}

function Found({ search, found }: { search: string; found: readonly ShownFaq[] }): ReactElement {
  return (
    <>
      <p className="found" role="status">
        {found.length === 1 ? '1 answer' : `${found.length} answers`} found for{' '}
        <strong dir="auto">{search}</strong> · <a href="/faq">Show all again</a>
      </p>
      <div className="panel">
        {found.length > 0 ? (
          <Questions faqs={found} />
        ) : (
          <EmptyState
            heading="Nothing found"
            text="No answer has all of these words. Try fewer, or tell IT what is wrong."
          >
            <NewComplaint />
          </EmptyState>
        )}
      </div>
    </>
  );
}

/** Featured answers first, then each category with its own. */
function All({ overview: { featured, sections } }: Pick<FaqListProps, 'overview'>): ReactElement {
  if (sections.length === 0) {
    return (
      <div className="panel">
        <EmptyState heading="Nothing here yet" text="IT has not written any answers so far.">
          <NewComplaint />
        </EmptyState>
      </div>
    );
  }
  const isOne = sections.length === 1 && sections[0]?.name === null;
  return (
    <div className="question-sections">
      {featured.length > 0 && <Section id="featured" name="Look here first" faqs={featured} />}
      {sections.map(({ name, faqs }, place) => (
        <Section
          key={name}
          id={`section-${place}`}
          name={name ?? (isOne ? 'All questions' : 'More')}
          faqs={faqs}
        />
      ))}
    </div>
  );
}

/** Questions that are asked again and again, as they are leafed through and searched. */
export function FaqList({ person, overview, search, found }: FaqListProps): ReactElement {
  return (
    <Layout title="Questions and answers" person={person} current="/faq">
      <h1>Questions and answers</h1>
      <p className="lead-text">What others asked before you may be solved in a minute.</p>
      <Search search={search} />
      {found === undefined ? <All overview={overview} /> : <Found search={search} found={found} />}
    </Layout>
  );
}
