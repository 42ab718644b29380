import { useEffect, useId, useRef, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'adminjs';
import { createPortal } from 'react-dom';

interface BoxProps {
  readonly title: string;
  readonly button: string;
  readonly isDangerous?: boolean;
  readonly isReady: boolean;
  readonly error: string | undefined;
  readonly onSend: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog in which something is said before a step is taken; Escape and Cancel leave everything as it is. */
export function Box(props: BoxProps): ReactNode {
  const { title, button, isDangerous = false, isReady, error, onSend, onClose, children } = props;
  const { translateButton } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => {
      // A dialog that is taken away gives the focus to nobody; whoever has it by then keeps it.
      if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) onSend();
  };
  return createPortal(
    <dialog ref={dialog} className="p-dialog p-bulk-box" aria-labelledby={id} onClose={onClose}>
      <form onSubmit={send}>
        <h2 id={id}>{title}</h2>
        {children}
        {error !== undefined && (
          <p className="p-error" role="alert">
            {error}
          </p>
        )}
        <div className="p-buttons">
          <button type="button" className="p-button" onClick={() => dialog.current?.close()}>
            {translateButton('cancel')}
          </button>
          <button
            type="submit"
            className={`p-button ${isDangerous ? 'p-danger' : 'p-primary'}`}
            disabled={!isReady}
          >
            {button}
          </button>
        </div>
      </form>
    </dialog>,
    document.body,
  );
}
