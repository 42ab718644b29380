import { DARK } from './palette.ts';
import type { PanelTheme } from './parts/panel-window.ts';

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

/** Fonts that are there, and dark colours for those whose system asks for them; decided before the first page is drawn. */
function takeColours(theme: PanelTheme): void {
  theme.font = FONT;
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  if (dark) {
    Object.assign(theme.colors, DARK);
    theme.borders.default = `1px solid ${DARK.border}`;
    theme.borders.input = `1px solid ${DARK.inputBorder}`;
    theme.borders.filterInput = `1px solid ${DARK.inputBorder}`;
    theme.borders.bg = `1px solid ${DARK.bg}`;
  }
  const root = document.documentElement;
  root.dataset.theme = dark ? 'dark' : 'light';
  for (const [name, value] of Object.entries(theme.colors)) root.style.setProperty(`--${name}`, value);
}

// The stylesheet and the design system share these colours; AdminJS draws with this very object.
takeColours(window.THEME);
