import type { ReactElement, ReactNode } from 'react';
import type { Person } from '../../policies/actor.ts';
import { mayOpenPanel } from '../../policies/panel.ts';
import { staticUrl } from '../static-files.ts';

/** What every page has around its content. */
export interface LayoutProps {
  readonly title: string;
  /** Undefined: nobody is signed in, and there is nothing to navigate to. */
  readonly person?: Person | undefined;
  /** The address whose link is marked as the present page. */
  readonly current?: string;
  readonly narrow?: boolean;
  readonly children: ReactNode;
}

const LINKS = [
  { href: '/', text: 'My complaints' },
  { href: '/complaints/new', text: 'New complaint' },
  { href: '/profile', text: 'Profile' },
] as const;

function Brand(): ReactElement {
  return (
    <a className="brand" href="/">
      <svg className="brand-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <rect width="32" height="32" rx="8" fill="currentColor" opacity="0.16" />
        <path
          d="M12 7h8M14 7v7l-6 9.5A1.6 1.6 0 0 0 9.4 26h13.2A1.6 1.6 0 0 0 24 23.5L18 14V7M11 20h10"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span>
        Alpha Lab IT <span className="brand-more">Complaint Portal</span>
      </span>
    </a>
  );
}

function Navigation({ person, current }: { person: Person; current: string | undefined }): ReactElement {
  return (
    <>
      <nav className="site-nav" aria-label="Main">
        <ul>
          {LINKS.map(({ href, text }) => (
            <li key={href}>
              <a href={href} aria-current={href === current ? 'page' : undefined}>
                {text}
              </a>
            </li>
          ))}
          {mayOpenPanel(person) && (
            <li>
              <a href="/admin">Admin panel</a>
            </li>
          )}
        </ul>
      </nav>
      <form className="sign-out" method="post" action="/logout">
        <span className="who" dir="auto">
          {person.name}
        </span>
        <button type="submit" className="btn btn-sm btn-outline-light">
          Sign out
        </button>
      </form>
    </>
  );
}

/** The frame of every page: skip link, branded header with navigation, main content, footer. */
export function Layout({ title, person, current, narrow = false, children }: LayoutProps): ReactElement {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · Alpha Lab IT`}</title>
        <link rel="icon" type="image/svg+xml" href={staticUrl('favicon.svg')} />
        <link rel="stylesheet" href={staticUrl('bootstrap.css')} />
        <link rel="stylesheet" href={staticUrl('portal.css')} />
        <script src={staticUrl('portal.js')} defer />
      </head>
      <body>
        <a className="skip-link" href="#content">
          Skip to content
        </a>
        <header className="site-header">
          <div className="site-header-inner">
            <Brand />
            {person !== undefined && <Navigation person={person} current={current} />}
          </div>
        </header>
        <main id="content" tabIndex={-1} className={narrow ? 'page page-narrow' : 'page'}>
          {children}
        </main>
        <footer className="site-footer">Alpha Lab IT Complaint Portal</footer>
      </body>
    </html>
  );
}
