import { useTranslation } from 'adminjs';
import { useRef, useState, type ReactNode } from 'react';
import { drawPassword } from '../../../use-cases/people/draw-password.ts';
import { copyFrom } from './copy-from.ts';
import type { ControlProps } from './field.tsx';

interface PasswordToolsProps {
  readonly control: ControlProps;
  readonly value: string;
  /** Told of each change, and whether the password was drawn. */
  readonly onChange: (value: string, isDrawn: boolean) => void;
}

/** A field for a new password, typed or drawn; a drawn one is shown, to be copied and handed on before it is saved. */
export function PasswordTools({ control, value, onChange }: PasswordToolsProps): ReactNode {
  const { translateButton, translateMessage } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [isDrawn, setDrawn] = useState(false);
  const [told, setTold] = useState('');
  const change = (text: string, drawn: boolean): void => {
    setDrawn(drawn);
    setTold(drawn ? translateMessage('passwordDrawn') : '');
    onChange(text, drawn);
  };
  const copy = async (): Promise<void> => {
    const isCopied = input.current !== null && (await copyFrom(input.current));
    setTold(translateMessage(isCopied ? 'passwordCopied' : 'passwordNotCopied'));
  };
  return (
    <>
      <div className="p-password">
        <input
          {...control}
          ref={input}
          type={isDrawn ? 'text' : 'password'}
          autoComplete="new-password"
          spellCheck={false}
          value={value}
          onChange={(event) => change(event.target.value, false)}
        />
        {isDrawn && (
          <button type="button" className="p-button" onClick={() => void copy()}>
            {translateButton('copyPassword')}
          </button>
        )}
        <button type="button" className="p-button" onClick={() => change(drawPassword(), true)}>
          {translateButton(isDrawn ? 'drawAnotherPassword' : 'drawPassword')}
        </button>
      </div>
      <p className="p-hint p-password-told" role="status">
        {told}
      </p>
    </>
  );
}
