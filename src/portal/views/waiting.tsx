import type { ReactElement } from 'react';
import { pathOfStep } from '../../use-cases/complaints/steps/asked-step.ts';
import type { WaitingComplaint } from '../../use-cases/complaints/queue/list-waiting.ts';

const ACTIONS: Readonly<Record<WaitingComplaint['what'], readonly [asks: string, button: string]>> = {
  answer: ['IT has a question', 'Answer'],
  confirm: ['IT has solved this', 'Does it work?'],
};

/** What the reader is to do, above everything else; nothing where nothing waits. */
export function Waiting({ waiting }: { waiting: readonly WaitingComplaint[] }): ReactElement | null {
  if (waiting.length === 0) return null;
  return (
    <section className="waiting" aria-labelledby="waiting">
      <h2 id="waiting">Waiting for you</h2>
      <ul className="panel waiting-list">
        {waiting.map(({ id, title, what }) => {
          const [asks, button] = ACTIONS[what];
          return (
            <li key={id}>
              <span className="waiting-about">
                <a href={`/complaints/${id}`} dir="auto">
                  <span className="number">#{id}</span> {title}
                </a>
                <span className="muted">{asks}</span>
              </span>
              <a className="btn btn-primary" href={pathOfStep(id, what)}>
                {button}
                <span className="visually-hidden"> (#{id})</span>
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
