import { useTranslation } from 'adminjs';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { copyFrom } from './copy-from.ts';

interface ShownSecretProps {
  readonly secret: string;
  readonly resourceId: string;
}

/** What is shown this once, to be copied before the page is left; it takes the focus. */
export function ShownSecret({ secret, resourceId }: ShownSecretProps): ReactNode {
  const { translateButton, translateMessage, translateLabel } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [told, setTold] = useState(translateMessage('secretMade', resourceId));
  useEffect(() => input.current?.focus(), [secret]);
  const copy = async (): Promise<void> => {
    const isCopied = input.current !== null && (await copyFrom(input.current));
    setTold(translateMessage(isCopied ? 'secretCopied' : 'secretNotCopied', resourceId));
  };
  return (
    <div className="p-field">
      <label htmlFor="secret">{translateLabel('secret', resourceId)}</label>
      <div className="p-password">
        <input
          id="secret"
          ref={input}
          readOnly
          value={secret}
          aria-describedby="secret-hint"
          onFocus={(event) => event.target.select()}
        />
        <button type="button" className="p-button" onClick={() => void copy()}>
          {translateButton('copyPassword')}
        </button>
      </div>
      <p id="secret-hint" className="p-hint" role="status">
        {told}
      </p>
    </div>
  );
}
