import type { ReactElement } from 'react';
import type { ShownFaq } from '../../use-cases/faq/shown-faqs.ts';

interface QuestionsProps {
  readonly faqs: readonly Pick<ShownFaq, 'id' | 'question'>[];
  readonly className?: string;
}

/** Questions, each with the way to its answer. */
export function Questions({ faqs, className = 'questions' }: QuestionsProps): ReactElement {
  return (
    <ul className={className}>
      {faqs.map(({ id, question }) => (
        <li key={id}>
          <a href={`/faq/${id}`} dir="auto">
            {question}
          </a>
        </li>
      ))}
    </ul>
  );
}
