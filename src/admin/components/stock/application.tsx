import '../broken-part.tsx';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { rememberPlace, useLeaving } from '../parts/unsaved.ts';
import { useTranslation } from 'adminjs';
import { ProofDialog } from '../parts/proof-dialog.tsx';
import { SignInDialog } from '../parts/sign-in-dialog.tsx';
import { sayOpenedAs } from '../parts/opened-as.ts';
import type { ComponentType, ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { Keyboard } from '../keyboard/keyboard.tsx';
import { usePaper } from '../parts/printing.ts';
import { BarPlace } from '../parts/bar.ts';
import { mainHeading, PATIENCE, useHeadingFocus } from '../parts/use-heading-focus.ts';
import { useLocation } from 'react-router';

sayOpenedAs();

interface ApplicationProps {
  readonly OriginalComponent: ComponentType;
}

/** AdminJS throws how a call failed after the person was told; nobody else is to be told. */
function useQuietRefusals(): void {
  useEffect(() => {
    const calm = (event: PromiseRejectionEvent): void => {
      const reason = event.reason as { isAxiosError?: boolean } | undefined;
      if (reason?.isAxiosError) event.preventDefault();
    };
    addEventListener('unhandledrejection', calm);
    return () => removeEventListener('unhandledrejection', calm);
  }, []);
}

/** Keeps the window's title that of the page, so that tabs and the browser's history can be told apart. */
function useTitle(): void {
  const { pathname } = useLocation();
  useEffect(() => {
    const company = document.title.split(' · ').at(-1) ?? '';
    const name = (): void => {
      const parts = Array.from(mainHeading()?.childNodes ?? []);
      const heading = parts
        .filter((part) => !(part instanceof Element && part.matches('.p-count')))
        .map((part) => part.textContent)
        .join(' ');
      if (heading) document.title = `${heading} · ${company}`;
    };
    const observer = new MutationObserver(name);
    observer.observe(document.body, { childList: true, subtree: true });
    const timer = setTimeout(() => observer.disconnect(), PATIENCE);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [pathname]);
}

/** Asks before a page is left on which something was not saved. */
function LeaveQuestion(): ReactNode {
  const { translateButton, translateMessage } = useTranslation();
  const { key } = useLocation();
  const leaving = useLeaving();
  useEffect(rememberPlace, [key]);
  if (leaving === undefined) return null;
  return (
    <ConfirmDialog
      key={leaving.key}
      question={translateMessage('leaveUnsaved')}
      answer={translateButton('leaveUnsaved')}
      onConfirm={leaving.leave}
      onClose={leaving.answered}
    />
  );
}

/** AdminJS's page, whose content is made known to assistive programs as such, with a link that skips the menu. */
export default function Application({ OriginalComponent }: ApplicationProps): ReactNode {
  const [bar, setBar] = useState<HTMLElement | null>(null);
  useTitle();
  useHeadingFocus();
  useQuietRefusals();
  usePaper();
  useEffect(() => {
    const content = document.querySelector<HTMLElement>('[data-css="app-content"]');
    content?.setAttribute('role', 'main');
    content?.setAttribute('id', 'content');
    content?.setAttribute('tabindex', '-1');
  }, []);
  return (
    <>
      <a className="p-skip" href="#content">
        Skip to the content
      </a>
      <header ref={setBar} className="p-topbar" />
      <BarPlace.Provider value={bar}>
        <OriginalComponent />
      </BarPlace.Provider>
      <LeaveQuestion />
      <SignInDialog />
      <ProofDialog />
      <Keyboard />
    </>
  );
}
