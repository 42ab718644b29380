/** A colour on light pages and on dark ones. */
export interface Pair {
  readonly light: string;
  readonly dark: string;
}

const pair = (light: string, dark: string): Pair => ({ light, dark });

/**
 * The colours of both faces by what they are for. Each is a custom property of this name; text on its ground has a
 * contrast of 4.5:1 at least, the border of a field 3:1.
 */
export const COLOURS = {
  /** What lies under everything. */
  ground: pair('#f5f7f9', '#0d141b'),
  /** Cards, bars, fields, menus. */
  surface: pair('#ffffff', '#16202a'),
  /** What the pointer is on. */
  hover: pair('#f0f4fa', '#1f2c38'),
  /** Quiet fills: counts, tracks. */
  fill: pair('#eaeef2', '#22303c'),
  text: pair('#0f1f2b', '#e6edf3'),
  'text-soft': pair('#34414d', '#c5d0da'),
  muted: pair('#55616d', '#a5b2be'),
  /** Between things. */
  line: pair('#d5dbe1', '#2c3a47'),
  'line-strong': pair('#c3cad1', '#3a4a57'),
  /** Around what is typed into or ticked. */
  field: pair('#7a8692', '#6f7f8d'),
  primary: pair('#1d4ed8', '#8fb0ff'),
  'primary-hover': pair('#1a41b5', '#a9c3ff'),
  'on-primary': pair('#ffffff', '#101922'),
  /** Rows that are ticked or not read yet. */
  chosen: pair('#eef4ff', '#1a2a49'),
  /** What is active or one's own. */
  'primary-soft': pair('#dfe8fd', '#1d2f55'),
  focus: pair('#1d4ed8', '#8fb0ff'),
  danger: pair('#b3261e', '#ff9a92'),
  'danger-strong': pair('#8c1d18', '#ffb4ae'),
  'danger-soft': pair('#fce9e7', '#3a1b19'),
  success: pair('#186237', '#7fd6a0'),
  'success-strong': pair('#124d2b', '#9ee3b7'),
  'success-soft': pair('#e3f4ea', '#12301f'),
  warning: pair('#85470a', '#f0bd75'),
  'warning-strong': pair('#6b3907', '#f5cd96'),
  'warning-soft': pair('#fdf0dd', '#33240d'),
  info: pair('#1d4ed8', '#8fb0ff'),
  'info-strong': pair('#173eae', '#a3beff'),
  'tag-new': pair('#0b4f9e', '#b4d6ff'),
  'tag-new-bg': pair('#e1eefe', '#16345a'),
  'tag-open': pair('#5b21b6', '#d6c6ff'),
  'tag-open-bg': pair('#ede7fd', '#35246a'),
  'tag-pending': pair('#854d0e', '#fbdc85'),
  'tag-pending-bg': pair('#fdf1cf', '#4a3507'),
  'tag-resolved': pair('#166534', '#a5ecbd'),
  'tag-resolved-bg': pair('#dcf5e4', '#123f25'),
  'tag-closed': pair('#475569', '#c7d0de'),
  'tag-closed-bg': pair('#e8ecf2', '#2d3749'),
  'tag-overdue': pair('#8c1d18', '#ffb4ae'),
  'tag-overdue-bg': pair('#fce9e7', '#3a1b19'),
  /** Low and medium alike: only exceptions glow. */
  'urgency-quiet': pair('#55616d', '#a5b2be'),
  'urgency-high': pair('#b45309', '#f7b267'),
  'urgency-critical': pair('#b3261e', '#ff9a92'),
  star: pair('#b45309', '#fbbf24'),
  'star-missing': pair('#c3cad6', '#4a566c'),
} as const satisfies Readonly<Record<string, Pair>>;

/** The name of a colour. */
export type Colour = keyof typeof COLOURS;

/** Letters, widths and corners of both faces; each is a custom property of this name. */
export const SIZES = {
  font: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', sans-serif, 'Noto Color Emoji'",
  'font-mono': "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', monospace",
  /** Size and height of a line, as the property `font` takes them. */
  'type-meta': '0.8125rem/1.125rem',
  'type-text': '0.9375rem/1.375rem',
  'type-reading': '1rem/1.5rem',
  'type-h2': '1.125rem/1.5rem',
  'type-h1': '1.5rem/1.875rem',
  'space-1': '4px',
  'space-2': '8px',
  'space-3': '12px',
  'space-4': '16px',
  'space-6': '24px',
  'space-8': '32px',
  'radius-control': '6px',
  'radius-card': '10px',
  'radius-tag': '999px',
  'row-compact': '44px',
  row: '56px',
  'width-page': '1200px',
  'width-reading': '46rem',
  'bar-height': '56px',
  shadow: '0 6px 24px rgb(15 31 43 / 18%)',
} as const;

/** The height of buttons and fields, which is more where fingers press them. */
export const CONTROL = { pointer: '40px', touch: '44px' } as const;
