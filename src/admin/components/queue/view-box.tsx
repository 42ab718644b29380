import { useTranslation } from 'adminjs';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { Box } from '../bulk/box.tsx';
import { ViewRefused, type ViewWords } from './view-calls.ts';

interface ViewBoxProps {
  readonly title: string;
  readonly words: ViewWords;
  readonly mayShare: boolean;
  readonly onSend: (words: ViewWords) => Promise<unknown>;
  readonly onClose: () => void;
}

interface ShareProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

function Share({ checked, onChange }: ShareProps): ReactNode {
  const { translateLabel, translateMessage } = useTranslation();
  const hint = useId();
  return (
    <div className="p-view-share">
      <label>
        <input
          type="checkbox"
          checked={checked}
          aria-describedby={hint}
          onChange={({ target }) => onChange(target.checked)}
        />
        {translateLabel('shareView', 'complaints')}
      </label>
      <p id={hint} className="p-hint">
        {translateMessage('shareViewHint', 'complaints')}
      </p>
    </div>
  );
}

/** Asks how a view is called, and of those who may share it, for whom it is. */
export function ViewBox({ title, words, mayShare, onSend, onClose }: ViewBoxProps): ReactNode {
  const { translateButton, translateLabel, translateMessage } = useTranslation();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(words.name);
  const [isShared, setShared] = useState(words.isShared);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  useEffect(() => field.current?.select(), []);
  const send = (): void => {
    setBusy(true);
    setError(undefined);
    onSend({ name, isShared }).catch((refused: unknown) => {
      const told = refused instanceof ViewRefused ? refused.message : 'actionFailed';
      setError(translateMessage(told, 'complaints'));
      setBusy(false);
    });
  };
  return (
    <Box
      title={title}
      button={translateButton('keepView', 'complaints')}
      isReady={!isBusy && name.trim() !== ''}
      error={error}
      onSend={send}
      onClose={onClose}
    >
      <div className="p-field">
        <label htmlFor={id}>{translateLabel('viewName', 'complaints')}</label>
        <input
          ref={field}
          id={id}
          type="text"
          value={name}
          maxLength={100}
          autoComplete="off"
          onChange={({ target }) => setName(target.value)}
        />
      </div>
      {mayShare && <Share checked={isShared} onChange={setShared} />}
    </Box>
  );
}
