import { SIZES } from '../../look/tokens.ts';
import { panelColours } from './palette.ts';
import type { PanelTheme } from './parts/panel-window.ts';

const dark = matchMedia('(prefers-color-scheme: dark)');

/** Fonts that are there, and the colours that the person's system asks for now. */
function themeNow(): PanelTheme {
  const scheme = dark.matches ? 'dark' : 'light';
  // What AdminJS draws and the rest of the page change together.
  document.documentElement.dataset.scheme = scheme;
  const colours = panelColours(scheme);
  const { colors, borders, ...others } = window.THEME;
  return {
    ...others,
    font: SIZES.font,
    colors: { ...colors, ...colours },
    borders: {
      ...borders,
      default: `1px solid ${colours.border}`,
      input: `1px solid ${colours.inputBorder}`,
      filterInput: `1px solid ${colours.inputBorder}`,
      bg: `1px solid ${colours.bg}`,
    },
  };
}

// Decided before the first page is drawn.
let theme = themeNow();

/** What AdminJS draws with. */
export function panelTheme(): PanelTheme {
  return theme;
}

/** Calls the listener whenever the system turns dark or light while the page is open; returns how to end that. */
export function onScheme(listener: () => void): () => void {
  const follow = (): void => {
    theme = themeNow();
    listener();
  };
  dark.addEventListener('change', follow);
  return () => dark.removeEventListener('change', follow);
}
