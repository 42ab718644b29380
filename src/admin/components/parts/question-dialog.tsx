import { useEffect, useState, type FormEvent, type ReactNode, type RefObject } from 'react';
import type { Answered, Question } from './question.ts';

interface QuestionDialogProps {
  readonly dialog: RefObject<HTMLDialogElement>;
  /** What the ids of its parts begin with. */
  readonly prefix: string;
  readonly title: string;
  readonly help: string;
  /** Why it was refused; empty: it was not. */
  readonly told: string;
  readonly busy: boolean;
  readonly submit: (form: HTMLFormElement) => Promise<void>;
  readonly onClose: () => void;
  readonly fields: ReactNode;
  /** The buttons. */
  readonly children: ReactNode;
}

/** A form over the page, which stays as it is; what is refused is told above its fields. */
export function QuestionDialog(props: QuestionDialogProps): ReactNode {
  const { dialog, prefix, title, help, told, busy, submit, onClose, fields, children } = props;
  useEffect(() => dialog.current?.showModal(), []);
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!busy) void submit(event.currentTarget);
  };
  return (
    <dialog ref={dialog} className="p-dialog p-sign-in" aria-labelledby={`${prefix}-title`} onClose={onClose}>
      <form noValidate onSubmit={send}>
        <h2 id={`${prefix}-title`}>{title}</h2>
        <p className="p-hint">{help}</p>
        <p id={`${prefix}-told`} className="p-error" role="alert">
          {told}
        </p>
        {fields}
        <div className="p-buttons">{children}</div>
      </form>
    </dialog>
  );
}

/** Puts a question to whoever is at the page: whom to answer, while it is open; undefined while nothing is asked. */
export function useAsked(question: Question): Answered | undefined {
  const [answered, setAnswered] = useState<Answered>();
  useEffect(() => question.setAsk((next) => setAnswered(() => next)), []);
  if (answered === undefined) return undefined;
  return (isThere) => {
    setAnswered(undefined);
    answered(isThere);
  };
}
