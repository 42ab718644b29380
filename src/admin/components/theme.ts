import { SIZES } from '../../look/tokens.ts';
import { panelColours } from './palette.ts';
import type { PanelTheme } from './parts/panel-window.ts';

/** Fonts that are there, and dark colours for those whose system asks for them; decided before the first page is drawn. */
function takeColours(theme: PanelTheme): void {
  theme.font = SIZES.font;
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  // AdminJS draws with what it was given once; the rest of the page must not change without it.
  document.documentElement.dataset.scheme = dark ? 'dark' : 'light';
  if (dark) {
    const colours = panelColours('dark');
    Object.assign(theme.colors, colours);
    theme.borders.default = `1px solid ${colours.border}`;
    theme.borders.input = `1px solid ${colours.inputBorder}`;
    theme.borders.filterInput = `1px solid ${colours.inputBorder}`;
    theme.borders.bg = `1px solid ${colours.bg}`;
  }
}

// AdminJS draws with this very object.
takeColours(window.THEME);
