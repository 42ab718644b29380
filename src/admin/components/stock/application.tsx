import '../theme.ts';
import type { ComponentType, ReactNode } from 'react';
import { useEffect } from 'react';
import { useLocation } from 'react-router';

interface ApplicationProps {
  readonly OriginalComponent: ComponentType;
}

/** How long a page may take to draw its heading after the address changed, in milliseconds. */
const PATIENCE = 5000;

/** Keeps the window's title that of the page, so that tabs and the browser's history can be told apart. */
function useTitle(): void {
  const { pathname } = useLocation();
  useEffect(() => {
    const company = document.title.split(' · ').at(-1) ?? '';
    const name = (): void => {
      const heading = document.querySelector('h1')?.textContent;
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

/** AdminJS's page, whose content is made known to assistive programs as such, with a link that skips the menu. */
export default function Application({ OriginalComponent }: ApplicationProps): ReactNode {
  useTitle();
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
      <OriginalComponent />
    </>
  );
}
