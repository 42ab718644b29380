import { Icon } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import { useRef, type ReactNode } from 'react';

const TYPES = 'image/png,image/jpeg,image/gif,image/webp';

interface PictureButtonProps {
  readonly busy: boolean;
  readonly onPicture: (file: File) => void;
}

/** Chooses a picture to stand in the answer. */
export function PictureButton({ busy, onPicture }: PictureButtonProps): ReactNode {
  const { translateButton } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className="p-button"
        aria-disabled={busy}
        onClick={() => busy || input.current?.click()}
      >
        <Icon icon="Plus" />
        <span>{translateButton('addPicture', 'faqs')}</span>
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept={TYPES}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) onPicture(file);
          target.value = '';
        }}
      />
    </>
  );
}
