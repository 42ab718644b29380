import { useTranslation } from 'adminjs';
import { useEffect, useRef, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

interface ConfirmDialogProps {
  readonly question: string;
  readonly answer: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something happens; Escape and the first button leave everything as it is. */
export function ConfirmDialog({ question, answer, onConfirm, onClose }: ConfirmDialogProps): ReactNode {
  const { translateButton } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  // Not within the menu that it was opened from, which closes.
  return createPortal(
    <dialog ref={dialog} className="p-dialog" aria-labelledby="p-dialog-question" onClose={onClose}>
      <p id="p-dialog-question">{question}</p>
      <div className="p-buttons">
        <button type="button" className="p-button" onClick={() => dialog.current?.close()}>
          {translateButton('cancel')}
        </button>
        <button
          type="button"
          className="p-button p-danger"
          onClick={() => {
            dialog.current?.close();
            onConfirm();
          }}
        >
          {answer}
        </button>
      </div>
    </dialog>,
    document.body,
  );
}
