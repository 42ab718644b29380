import type { ReactElement } from 'react';
import { LineIcon, type IconName } from './icon.tsx';

/** One way out of the menu. */
export interface PersonLink {
  readonly href: string;
  readonly text: string;
  readonly icon: IconName;
}

/** Who is signed in, and where they can go from everywhere. */
export interface PersonMenuProps {
  readonly name: string;
  /** What they are here, such as `Staff`. */
  readonly level: string;
  readonly links: readonly PersonLink[];
  /** Where the form that signs out is sent. */
  readonly signOut: string;
}

const ID = 'person-menu';

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const ends = words.length > 1 ? [words.at(0), words.at(-1)] : words;
  return ends.map((word) => Array.from(word ?? '')[0]?.toLocaleUpperCase() ?? '').join('');
}

// React's types do not know popovers yet; browsers do, without any script: they close on Escape and on a click elsewhere.
const OPENS = { popovertarget: ID };
const POPOVER = { popover: 'auto' };

/** The one menu of whoever is signed in: their own pages, the other face, and the way out. */
export function PersonMenu({ name, level, links, signOut }: PersonMenuProps): ReactElement {
  return (
    <div className="person-menu">
      <button type="button" className="person-button" aria-haspopup="true" {...OPENS}>
        <span className="person-initials" aria-hidden="true">
          {initials(name)}
        </span>
        <span className="person-name" dir="auto">
          {name}
        </span>
        <LineIcon name="more" />
      </button>
      <div id={ID} className="menu person-pages" {...POPOVER}>
        <p className="person-who">
          <strong dir="auto">{name}</strong>
          <span>{level}</span>
        </p>
        <ul>
          {links.map(({ href, text, icon }) => (
            <li key={href}>
              <a className="menu-item" href={href}>
                <LineIcon name={icon} />
                {text}
              </a>
            </li>
          ))}
        </ul>
        <form method="post" action={signOut}>
          <button type="submit" className="menu-item">
            <LineIcon name="signOut" />
            Sign out
          </button>
        </form>
      </div>
    </div>
  );
}
