import { useState } from 'react';
import { ownDrafts } from './own-drafts.ts';

/** What is written at one place, kept in this browser while it is not sent. */
export interface DraftText {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** When it was kept; undefined: there is nothing, or it could not be kept. */
  readonly keptAt: number | undefined;
  /** There is something that this browser does not keep. */
  readonly isAtRisk: boolean;
  readonly drop: () => void;
}

/** Whatever was written at this place and not sent, now or before. */
export function useDraft(place: string): DraftText {
  const [found] = useState(() => ownDrafts.read(place));
  const [text, setText] = useState(typeof found?.value === 'string' ? found.value : '');
  const [keptAt, setKeptAt] = useState(found?.at);
  const drop = (): void => {
    setText('');
    setKeptAt(undefined);
    ownDrafts.drop(place);
  };
  return {
    text,
    keptAt,
    isAtRisk: text !== '' && keptAt === undefined,
    drop,
    setText: (next) => {
      if (next === '') return drop();
      setText(next);
      setKeptAt(ownDrafts.keep(place, next));
    },
  };
}
