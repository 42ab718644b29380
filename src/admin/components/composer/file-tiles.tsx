import { Icon } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { sizeText } from '../../../look/public/files.js';
import type { Files } from './use-files.ts';

interface FileTilesProps {
  readonly files: Files;
  /** Where the focus goes when the last file is removed. */
  readonly onEmpty: () => void;
}

/** The files that go with what is written; each can be left out. */
export function FileTiles({ files, onEmpty }: FileTilesProps): ReactNode {
  const { translateButton, translateLabel } = useTranslation();
  if (files.chosen.length === 0) return null;
  const remove = (key: string, button: HTMLElement): void => {
    const tile = button.closest('li');
    const beside = tile?.nextElementSibling ?? tile?.previousElementSibling;
    files.remove(key);
    const next = beside?.querySelector('button');
    if (next) next.focus();
    else onEmpty();
  };
  return (
    <ul className="p-tiles" aria-label={translateLabel('attached', 'complaints')}>
      {files.chosen.map(({ key, name, size, thumbnail }) => (
        <li key={key} className="p-tile">
          {thumbnail ? (
            <img src={thumbnail} alt="" />
          ) : (
            <span className="p-tile-icon">
              <Icon icon="Paperclip" />
            </span>
          )}
          <span className="p-tile-name" dir="auto">
            {name}
          </span>
          <span className="p-hint">{sizeText(size)}</span>
          <button
            type="button"
            className="p-icon-button"
            aria-label={translateButton('removeFile', 'complaints', { name })}
            onClick={({ currentTarget }) => remove(key, currentTarget)}
          >
            <Icon icon="X" />
          </button>
        </li>
      ))}
    </ul>
  );
}
