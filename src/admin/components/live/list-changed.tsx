import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';

interface ListChangedProps {
  readonly isChanged: boolean;
  readonly onShow: () => void;
}

/** Says that the rows below are no longer those of the list, and shows those that are. */
export function ListChanged({ isChanged, onShow }: ListChangedProps): ReactNode {
  const { translateLabel, translateButton } = useTranslation();
  return (
    <div className="news" aria-live="polite">
      {isChanged && (
        <p className="news-line">
          <span>{translateLabel('listChanged', 'live')}</span>
          <button type="button" className="p-button" onClick={onShow}>
            {translateButton('showNews', 'live')}
          </button>
        </p>
      )}
    </div>
  );
}
