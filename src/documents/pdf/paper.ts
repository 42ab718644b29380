import type { Readable } from 'node:stream';
import Pdf from 'pdfkit';
import { COLOURS } from '../../look/tokens.ts';
import { fontPath } from './fonts.ts';
import { linesOf, widthOf, type Line } from './lines.ts';
import { embed } from './pictures/embed.ts';
import type { Picture } from './pictures/picture.ts';
import { inPlace, runsOf } from './runs.ts';
import { Typesetter } from './typesetter.ts';

/** Points from the edges of an A4 page. */
const MARGIN = 50;
const TOP = 78;
const BOTTOM = 62;

export type Colour = 'text' | 'text-soft' | 'muted' | 'line' | 'primary';

/** How a text is written. */
export interface Writing {
  /** In points. */
  readonly size?: number;
  readonly isBold?: boolean;
  readonly colour?: Colour;
  /** Points from the left margin. */
  readonly indent?: number;
  /** Points it may be wide; default: to the right margin. */
  readonly width?: number;
  /** Points below it. */
  readonly after?: number;
}

const LINE = 1.42;

/** Pages on which texts of any script, pictures and drawings follow one another. */
export class Paper {
  readonly doc: PDFKit.PDFDocument;
  /** Where the next thing begins, from the upper edge. */
  y = TOP;
  readonly #setter: Typesetter;
  readonly #title: string;
  #pictures = 0;

  /** @param title stands at the head of every page. */
  constructor(title: string, now: Date) {
    this.#title = title;
    this.doc = new Pdf({
      size: 'A4',
      margin: 0,
      bufferPages: true,
      info: { Title: title, CreationDate: now, ModDate: now },
      lang: 'en',
    });
    this.#setter = new Typesetter(this.doc);
  }

  get left(): number {
    return MARGIN;
  }

  get width(): number {
    return this.doc.page.width - 2 * MARGIN;
  }

  get bottom(): number {
    return this.doc.page.height - BOTTOM;
  }

  /** Pages begun so far. */
  get pages(): number {
    return this.doc.bufferedPageRange().count;
  }

  /** Begins a new page. */
  turn(): void {
    this.doc.addPage();
    this.y = TOP;
  }

  /** Begins a new page unless so many points are left. */
  need(points: number): void {
    if (this.y + points > this.bottom && this.y > TOP) this.turn();
  }

  /** A text as the lines that it takes. */
  lines(
    text: string,
    { size = 10, isBold = false, indent = 0, width = this.width - indent }: Writing = {},
  ): Line[] {
    return text.split(/\r\n|[\n\r\u2028\u2029]/).flatMap((paragraph) => {
      const { runs, isFromRight } = runsOf(paragraph.replaceAll('\t', '    '), isBold, this.#setter.covers);
      return linesOf(runs, isFromRight, width, this.#setter.measure(size));
    });
  }

  /** Draws one line at a place, which does not move what follows; the height is that of `lineHeight`. */
  draw(line: Line, x: number, y: number, { size = 10, colour = 'text', width = this.width }: Writing): void {
    let at = line.isFromRight ? x + width - widthOf(line.pieces) : x;
    for (const piece of inPlace(line.pieces)) {
      if (!piece.isSpace) {
        const { text, font, options } = this.#setter.drawable(piece);
        this.doc.font(fontPath(font)).fontSize(size).fillColor(COLOURS[colour].light);
        this.doc.text(text, at, y + size * 1.1, { ...options, lineBreak: false, baseline: 'alphabetic' });
      }
      at += piece.width;
    }
  }

  lineHeight({ size = 10 }: Writing): number {
    return size * LINE;
  }

  /** Writes a text below what is there, over as many pages as it takes. */
  text(text: string, writing: Writing = {}): void {
    const { indent = 0, after = 0, width = this.width - indent } = writing;
    const height = this.lineHeight(writing);
    for (const line of this.lines(text, writing)) {
      this.need(height);
      this.draw(line, MARGIN + indent, this.y, { ...writing, width });
      this.y += height;
    }
    this.y += after;
  }

  /** Draws a line across the page. */
  rule(after = 8): void {
    this.doc.lineWidth(0.5).strokeColor(COLOURS.line.light);
    this.doc
      .moveTo(MARGIN, this.y)
      .lineTo(MARGIN + this.width, this.y)
      .stroke();
    this.y += after;
  }

  /** Draws a picture no larger than it is and than the page. */
  picture(picture: Picture, most = 320): void {
    this.#pictures += 1;
    const image = embed(this.doc, picture, `P${this.#pictures}`);
    const scale = Math.min(0.75, this.width / image.width, most / image.height);
    const [width, height] = [image.width * scale, image.height * scale];
    this.need(height);
    this.doc.image(image, MARGIN, this.y, { width, height });
    this.y += height + 6;
  }

  #headAndFoot(number: number, count: number): void {
    const small = { size: 8.5, colour: 'muted' } as const;
    const [head] = this.lines(this.#title, { ...small, width: this.width });
    if (head) this.draw(head, MARGIN, 40, small);
    this.doc.lineWidth(0.5).strokeColor(COLOURS.line.light);
    this.doc
      .moveTo(MARGIN, 58)
      .lineTo(MARGIN + this.width, 58)
      .stroke();
    const [foot] = this.lines(`${number} / ${count}`, small);
    if (foot) this.draw(foot, MARGIN + this.width - widthOf(foot.pieces), this.doc.page.height - 44, small);
  }

  /** Numbers the pages and ends the document, which can be read then. */
  end(): Readable {
    const { start, count } = this.doc.bufferedPageRange();
    for (let page = start; page < start + count; page += 1) {
      this.doc.switchToPage(page);
      this.#headAndFoot(page - start + 1, count);
    }
    this.doc.end();
    return this.doc;
  }
}
