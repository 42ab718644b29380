import { Icon } from '@adminjs/design-system';
import { useNotice, useTranslation } from 'adminjs';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { printWhole } from './printing.ts';

/** Whether these keys ask a browser to print. */
const asksToPrint = ({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean =>
  key.toLowerCase() === 'p' && (ctrlKey || metaKey) && !altKey && !shiftKey;

/** Prints all that the page is about, what is not loaded yet as well; so does the browser's own key. */
export function PrintButton({ className }: { readonly className: string }): ReactNode {
  const { translateButton } = useTranslation();
  const addNotice = useNotice();
  const [isBusy, setBusy] = useState(false);
  const begin = async (): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    try {
      await printWhole();
    } catch {
      addNotice({ message: 'errorPrinting', type: 'error' });
    }
    setBusy(false);
  };
  const latest = useRef(begin);
  latest.current = begin;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (!asksToPrint(event)) return;
      event.preventDefault();
      void latest.current();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
  const name = translateButton(isBusy ? 'printing' : 'print');
  return (
    <button
      type="button"
      title={name}
      className={`${className} p-print`}
      aria-disabled={isBusy}
      onClick={() => void begin()}
    >
      <Icon icon="Printer" />
      <span className="visually-hidden">{name}</span>
    </button>
  );
}
