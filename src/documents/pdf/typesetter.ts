import { fontPath, type FontName } from './fonts.ts';
import type { Run } from './runs.ts';

interface Opened {
  readonly _font?: { readonly font?: { hasGlyphForCodePoint(point: number): boolean } };
}

const MOST_DRAWABLES = 20_000;
/** In which texts are measured, in points. */
const SIZE = 100;
/** Drawn for what cannot be drawn. */
const MISSING = '\uFFFD';

/** A run as it can be drawn. */
interface Drawable extends Pick<Run, 'text' | 'font'> {
  readonly options: object;
  /** In a size of one point. */
  readonly width: number;
}

/** With all that a font knows, or without its rules for marks: the library takes away the features that are so named. */
const WAYS: readonly object[] = [
  {},
  { features: { mark: false, mkmk: false, abvm: false, blwm: false, curs: false } },
];

/** What the fonts of a document can do with texts; each is opened when a text first needs it. */
export class Typesetter {
  readonly #doc: PDFKit.PDFDocument;
  readonly #known = new Map<string, boolean>();
  readonly #drawables = new Map<string, Drawable>();

  constructor(doc: PDFKit.PDFDocument) {
    this.#doc = doc;
  }

  /** Whether a font has a sign. */
  readonly covers = (font: FontName, sign: string): boolean => {
    const key = `${font} ${sign}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const { _font: opened } = this.#doc.font(fontPath(font)) as Opened;
    const has = opened?.font?.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0) === true;
    this.#known.set(key, has);
    return has;
  };

  /** What a font is asked to do with a text: some fonts' rules for marks break the library on some texts. */
  drawable({ text, font }: Pick<Run, 'text' | 'font'>): Drawable {
    const key = `${font} ${text}`;
    const known = this.#drawables.get(key);
    if (known !== undefined) return known;
    const found = this.#tried(text, font) ?? this.#tried(MISSING, 'latin');
    if (found === undefined) throw new Error('the font of plain texts cannot be read');
    if (this.#drawables.size >= MOST_DRAWABLES) this.#drawables.clear();
    this.#drawables.set(key, found);
    return found;
  }

  #tried(text: string, font: FontName): Drawable | undefined {
    for (const options of WAYS) {
      try {
        const width = this.#doc.font(fontPath(font)).fontSize(SIZE).widthOfString(text, options) / SIZE;
        return { text, font, options, width };
      } catch {
        // It is tried the next way.
      }
    }
    return undefined;
  }

  /** Tells how wide runs are in this size. */
  measure(size: number) {
    return (run: Run): number => this.drawable(run).width * size;
  }
}
