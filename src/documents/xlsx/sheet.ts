import type { Cell, Column, Row } from '../table.ts';
import type { wallClock } from '../wall-clock.ts';
import { cellText } from './cell-text.ts';
import { STYLES } from './parts.ts';

const DAY_MS = 86_400_000;
/** The day number of 1 January 1970, counted as all such programs do. */
const EPOCH = 25_569;
/** Before that day they count a leap day that there was not. */
const FIRST_DAY = 61;
/** Rows that are written at once. */
const ROWS = 250;
const WIDTHS = { text: 24, number: 11, moment: 17, day: 12, percent: 11 } as const;

/** `A`, …, `Z`, `AA`, … */
export function columnName(index: number): string {
  const letter = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

type Clock = ReturnType<typeof wallClock>;

const text = (place: string, value: string, style = ''): string =>
  `<c r="${place}"${style} t="inlineStr"><is><t xml:space="preserve">${cellText(value)}</t></is></c>`;

function day(place: string, value: string): string {
  const serial = new Date(`${value}T00:00:00Z`).getTime() / DAY_MS + EPOCH;
  const isOne = /^\d{4}-\d\d-\d\d$/.test(value) && serial >= FIRST_DAY;
  return isOne ? `<c r="${place}" s="${STYLES.day}"><v>${serial}</v></c>` : text(place, value);
}

function moment(place: string, value: Date, clock: Clock): string {
  const serial = clock(value) / DAY_MS + EPOCH;
  if (Number.isNaN(serial)) return '';
  if (serial < FIRST_DAY) return text(place, value.toISOString());
  return `<c r="${place}" s="${STYLES.moment}"><v>${Number(serial.toFixed(9))}</v></c>`;
}

function cell(place: string, value: Cell, kind: Column['kind'], clock: Clock): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return text(place, String(value));
    const style = kind === 'percent' ? ` s="${STYLES.percent}"` : '';
    return `<c r="${place}"${style}><v>${value}</v></c>`;
  }
  if (typeof value === 'boolean') return text(place, value ? 'yes' : 'no');
  if (value instanceof Date) return moment(place, value, clock);
  return kind === 'day' ? day(place, value) : text(place, value);
}

function beginning(columns: readonly Column[], names: readonly string[], isFirst: boolean): string {
  const widths = columns.map(({ label, kind = 'text', width = WIDTHS[kind] }, index) => {
    const wide = Math.min(Math.max(width, label.length + 4), 100);
    return `<col min="${index + 1}" max="${index + 1}" width="${wide}" customWidth="1"/>`;
  });
  const head = columns.map(({ label }, index) => text(`${names[index]}1`, label, ` s="${STYLES.head}"`));
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${widths.join('')}</cols><sheetData><row r="1">${head.join('')}</row>`;
}

/** The XML of a sheet, some rows at a time: its head stays where it is, and every column can be filtered by. */
export async function* sheetXml(
  columns: readonly Column[],
  rows: AsyncIterable<readonly Row[]>,
  { clock, isFirst }: { readonly clock: Clock; readonly isFirst: boolean },
): AsyncGenerator<string> {
  const names = columns.map((_, index) => columnName(index));
  yield beginning(columns, names, isFirst);
  let number = 1;
  for await (const some of rows) {
    for (let start = 0; start < some.length; start += ROWS) {
      let xml = '';
      for (const row of some.slice(start, start + ROWS)) {
        number += 1;
        xml += `<row r="${number}">`;
        for (const [index, value] of row.entries())
          xml += cell(`${names[index]}${number}`, value, columns[index]?.kind, clock);
        xml += '</row>';
      }
      yield xml;
    }
  }
  yield `</sheetData><autoFilter ref="A1:${names.at(-1) ?? 'A'}${number}"/></worksheet>`;
}
