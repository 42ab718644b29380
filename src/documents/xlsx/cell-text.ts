/** Most characters that a cell may hold, as programs count them. */
const MOST = 32_767;
/** Stands where a text was cut. */
const CUT = '… (cut)';

const MARKUP: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** What a text seldom has, looked for once; what XML 1.0 does not know is among it, whatever stands for it. */
// oxlint-disable-next-line no-control-regex -- these are looked for
const SPECIAL = /[&<>\u0000-\u0008\u000B-\u001F\uD800-\uDFFF\uFFFE\uFFFF]|_x[0-9A-Fa-f]{4}_/;
// oxlint-disable-next-line no-control-regex -- these are taken out
const UNKNOWN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu;

function cut(text: string): string {
  if (text.length <= MOST) return text;
  const kept = text.slice(0, MOST - CUT.length);
  // Half a sign is none.
  return kept.replace(/[\uD800-\uDBFF]$/, '') + CUT;
}

/**
 * A text as it stands in a cell's XML: control characters are left out, `_x0041_` stays what it is, and what is longer
 * than a cell may be is cut with a mark.
 */
export function cellText(text: string): string {
  const fits = cut(text);
  if (!SPECIAL.test(fits)) return fits;
  return fits
    .replaceAll(UNKNOWN, '')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(/[&<>]/g, (sign) => MARKUP[sign] ?? sign);
}

/** A text as it stands between the quotation marks of an attribute. */
export function attributeText(text: string): string {
  return cellText(text).replaceAll('"', '&quot;').replaceAll(/\s/g, ' ');
}
