import { useTranslation } from 'adminjs';
import { useEffect, useState, type ReactNode } from 'react';
import { drawn } from './answer-calls.ts';

/** How long nothing is typed before it is drawn anew, in milliseconds. */
const PAUSE_MS = 300;

/** An answer as the portal shows it, drawn by the server. */
export function Preview({ answer }: { readonly answer: string }): ReactNode {
  const { translateMessage } = useTranslation();
  const [html, setHtml] = useState<string>();
  const [isFailed, setFailed] = useState(false);
  const isEmpty = answer.trim() === '';
  useEffect(() => {
    if (isEmpty) return undefined;
    let isOver = false;
    const draw = async (): Promise<void> => {
      const fresh = await drawn(answer).catch(() => undefined);
      if (isOver) return;
      setFailed(fresh === undefined);
      if (fresh !== undefined) setHtml(fresh);
    };
    const waiting = setTimeout(() => void draw(), html === undefined ? 0 : PAUSE_MS);
    return () => {
      isOver = true;
      clearTimeout(waiting);
    };
  }, [answer]);
  if (isEmpty) return <p className="p-hint">{translateMessage('emptyPreview', 'faqs')}</p>;
  return (
    <>
      {isFailed && <p className="p-error">{translateMessage('noPreview', 'faqs')}</p>}
      {/* The server lets nothing through that does anything. */}
      <div className="answer" dir="auto" dangerouslySetInnerHTML={{ __html: html ?? '' }} />
    </>
  );
}
