import { Icon } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import { useRef, type ReactNode } from 'react';
import { ENDINGS } from '../../../use-cases/attachments/file-limits.ts';

/** Chooses files to go with what is written. */
export function AttachButton({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }): ReactNode {
  const { translateButton } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="p-button p-quiet" onClick={() => input.current?.click()}>
        <Icon icon="Paperclip" />
        <span>{translateButton('attach', 'complaints')}</span>
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        // With all pictures named, phones offer their camera, too.
        accept={`image/*,${ENDINGS}`}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          target.value = '';
        }}
      />
    </>
  );
}
