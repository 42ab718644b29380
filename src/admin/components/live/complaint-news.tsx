import { useTranslation } from 'adminjs';
import { useEffect, useState, type ReactNode } from 'react';
import { newPage, sayWriting } from '../../../look/public/live.js';
import { siteUrl } from '../parts/site-url.ts';
import { useNews } from './use-news.ts';

interface News {
  readonly events: readonly { readonly id: number; readonly text: string }[];
  readonly present: readonly { readonly name: string; readonly isWriting: boolean }[];
}

interface ComplaintNewsProps {
  readonly complaintId: number;
  /** The newest event that the page shows. */
  readonly shown: number;
  /** Shows what happened since. */
  readonly onShow: () => void;
}

/** Says that somebody types, whatever they type into; nothing of what they type. */
function useSayWriting(page: string): void {
  useEffect(() => {
    const say = sayWriting(siteUrl('/notifications/writing'), page);
    const typed = ({ target }: Event): void => {
      if (target instanceof HTMLTextAreaElement) say(target.value !== '');
    };
    document.addEventListener('input', typed);
    return () => document.removeEventListener('input', typed);
  }, [page]);
}

function usePresent(present: News['present']): string | undefined {
  const { translateLabel } = useTranslation();
  if (present.length === 0) return undefined;
  const names = present.map(({ name, isWriting }) =>
    isWriting ? translateLabel('isWriting', 'live', { name }) : name,
  );
  return translateLabel('alsoHere', 'live', { names: names.join(', ') });
}

/** What others did to a complaint while its page was open, and who else has it open. */
export function ComplaintNews({ complaintId, shown, onShow }: ComplaintNewsProps): ReactNode {
  const { translateLabel, translateButton } = useTranslation();
  const [page] = useState(newPage);
  useSayWriting(page);
  const query = () => `complaint=${complaintId}&since=${shown}&notes=1&page=${page}`;
  const news = useNews(query, complaintId) as News | undefined;
  const events = (news?.events ?? []).filter(({ id }) => id > shown);
  const present = usePresent(news?.present ?? []);
  const last = events.at(-1);
  const others = events.length - 1;
  return (
    <div className="news" aria-live="polite">
      {last !== undefined && (
        <p className="news-line">
          <span>
            {last.text}
            {others > 0 && ` ${translateLabel('andMoreNews', 'live', { count: others })}`}
          </span>
          <button type="button" className="p-button" onClick={onShow}>
            {translateButton('showNews', 'live')}
          </button>
        </p>
      )}
      {present !== undefined && <p className="news-present">{present}</p>}
    </div>
  );
}
