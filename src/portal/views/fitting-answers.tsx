import type { ReactElement } from 'react';
import { staticUrl } from '../../web/static-files.ts';
import { emptyMarks, Marks, type FormMarks } from './form-marks.tsx';

/** The form that says that an answer solved it; it cannot stand in the form of the complaint. */
const SOLVED_FORM = 'solved';

/** Where answers appear that fit the title which is being typed; without the script there are none. */
export function FittingAnswers(): ReactElement {
  return (
    <>
      <p className="visually-hidden" role="status" id="fitting-told" />
      <section className="fitting" id="fitting" aria-labelledby="fitting-heading" hidden>
        <h2 id="fitting-heading">Is this answered already?</h2>
        <ul />
        <a href="/faq" target="_blank" rel="noopener">
          All questions and answers <span className="visually-hidden">(in a new tab)</span>
        </a>
        <template>
          <li>
            <details>
              <summary dir="auto" />
              <div className="answer" dir="auto" />
              <p className="fitting-ways">
                <button type="submit" form={SOLVED_FORM} className="btn btn-primary">
                  This solved it
                </button>
                <a className="btn btn-outline-secondary" target="_blank" rel="noopener">
                  Open in a new tab
                </a>
              </p>
            </details>
          </li>
        </template>
      </section>
      <script type="module" src={staticUrl('portal-faq.js')} />
    </>
  );
}

/** Stands beside the form of the complaint: sent by the buttons of the answers, each to its own address. */
export function SolvedForm({ marks }: { marks: FormMarks }): ReactElement {
  return (
    <form id={SOLVED_FORM} method="post" action="/faq" hidden>
      <Marks marks={emptyMarks(marks)} />
    </form>
  );
}
