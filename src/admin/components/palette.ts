import { COLOURS, type Colour, type Pair } from '../../look/tokens.ts';

/** The colours of both faces by the names under which AdminJS's design system knows them. */
export const PANEL_NAMES = {
  primary100: 'primary',
  primary80: 'primary-hover',
  primary60: 'primary',
  primary40: 'line-strong',
  primary20: 'primary-soft',
  accent: 'text-soft',
  love: 'primary',
  grey100: 'text',
  grey80: 'text-soft',
  grey60: 'muted',
  grey40: 'muted',
  grey20: 'fill',
  white: 'on-primary',
  black: 'text',
  text: 'text',
  border: 'line',
  inputBorder: 'field',
  separator: 'line-strong',
  highlight: 'hover',
  bg: 'ground',
  filterBg: 'surface',
  container: 'surface',
  sidebar: 'surface',
  error: 'danger',
  errorDark: 'danger-strong',
  errorLight: 'danger-soft',
  success: 'success',
  successDark: 'success-strong',
  successLight: 'success-soft',
  warning: 'warning',
  warningDark: 'warning-strong',
  warningLight: 'warning-soft',
  info: 'info',
  infoDark: 'info-strong',
  infoLight: 'primary-soft',
} as const satisfies Readonly<Record<string, Colour>>;

type PanelColours = Readonly<Record<keyof typeof PANEL_NAMES, string>>;

/** What the design system draws with, on light pages or on dark ones. */
export function panelColours(scheme: keyof Pair): PanelColours {
  const named = Object.entries(PANEL_NAMES).map(([name, colour]) => [name, COLOURS[colour][scheme]]);
  return Object.fromEntries(named) as PanelColours;
}
