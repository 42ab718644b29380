import { useTranslation } from 'adminjs';
import type { ReactNode } from 'react';
import { clockTime } from '../../../look/public/drafts.js';
import type { DraftText } from './use-draft.ts';

interface DraftLineProps {
  readonly draft: DraftText;
  readonly onDiscard: () => void;
}

/** That what was typed is kept in this browser, and the way to be rid of it. */
export function DraftLine({ draft, onDiscard }: DraftLineProps): ReactNode {
  const { translateButton, translateLabel, translateMessage } = useTranslation();
  if (draft.isAtRisk) return <p className="p-draft">{translateMessage('draftNotKept', 'complaints')}</p>;
  if (draft.keptAt === undefined) return null;
  const time = clockTime(draft.keptAt);
  return (
    <p className="p-draft">
      {translateLabel('draftKept', 'complaints', { time })} ·{' '}
      <button
        type="button"
        className="p-link-button"
        onClick={() => {
          draft.drop();
          onDiscard();
        }}
      >
        {translateButton('discardDraft', 'complaints')}
      </button>
    </p>
  );
}
