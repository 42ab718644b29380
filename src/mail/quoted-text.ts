import { REPLY_MARK } from './reply-mark.ts';

/** What somebody wrote, and what stands below or between it. */
export interface SplitText {
  /** Their own words; empty where they wrote none. */
  readonly own: string;
  /** What they quoted, and how they sign; empty where there is nothing of that. */
  readonly quoted: string;
}

/** How mail programs say who wrote what follows: "On Monday, Asha wrote:". */
const ATTRIBUTION = [
  /^On\b.{4,250}\bwrote:$/iu,
  /^(?:Am|Den)\b.{4,250}(?:schrieb\b.{0,120}|skrev\b.{0,120}):$/iu,
  /^Le\b.{4,250}a écrit\s*:$/iu,
  /^El\b.{4,250}escribi[óo]\s*:$/iu,
  /^Il\b.{4,250}ha scritto\s*:$/iu,
  /^(?:Op\b.{4,250}(?:schreef|geschreven)\b.{0,120}:)$/iu,
  /^Em\b.{4,250}escreveu\s*:$/iu,
  /^(?:W dniu|Dnia)\b.{4,250}(?:napisał(?:a|\(a\))?|pisze).{0,120}:$/iu,
  /^.{4,250}(?:пишет|написала?|писав|написав)\s*:$/iu,
  /^.{4,250}ने लिखा\s*[:：]$/u,
  /^.{4,250}(?:写道|寫道|のメール|작성)\s*[:：]$/u,
  /^.{4,250}(?:şunu yazdı|tarihinde .{1,120} yazdı)\s*:$/iu,
];
const DASHED =
  /^-{2,}\s*(?:Original Message|Original Appointment|Forwarded message|Ursprüngliche Nachricht|Weitergeleitete Nachricht|Message d'origine|Message original|Message transféré|Mensaje original|Messaggio originale|Oorspronkelijk bericht|Mensagem original|Wiadomość oryginalna|Исходное сообщение|原始邮件|मूल संदेश)\s*-{2,}$/iu;
/** How Outlook begins what it quotes: who, and within the next lines when. */
const FROM = /^\*?(?:From|Von|De|Da|Van|Från|Fra|Od|От|发件人|差出人|प्रेषक)\s*[:：]\*?\s*\S/iu;
const SENT =
  /^\*?(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado|Enviado el|Inviato|Data|Verzonden|Skickat|Sendt|Wysłano|Отправлено|Дата|发送时间|送信日時|भेजा गया)\s*[:：]\*?\s*\S/iu;
const SIGNED_BY_DEVICE =
  /^(?:Sent from my \S.{0,60}|Sent from (?:Outlook|Mail|Yahoo|Samsung)\b.{0,60}|Get Outlook for \S.{0,40}|Von meinem \S.{0,40} gesendet|Gesendet von \S.{0,60}|Envoyé (?:de|depuis) mon \S.{0,40}|Enviado desde mi \S.{0,40}|Inviato da \S.{0,40}|Verstuurd vanaf mijn \S.{0,40}|Enviado do meu \S.{0,40})$/iu;
/** Lines over which a mail program breaks an attribution. */
const BROKEN_OVER = 3;
/** Lines within which Outlook says when. */
const HEAD_LINES = 4;
/** Longest line that is looked at, in characters; longer ones are of people. */
const LINE = 400;

const isQuote = (line: string) => line.startsWith('>');
const isRule = (line: string) => /^(?:_{5,}|-{5,}|={5,})$/.test(line.trim());

/** How many lines from here on say who wrote what follows; 0: none. */
function attributionAt(lines: readonly string[], at: number): number {
  let joined = '';
  for (let count = 1; count <= BROKEN_OVER && at + count <= lines.length; count += 1) {
    const line = lines[at + count - 1]?.trim() ?? '';
    if (line === '' || isQuote(line) || joined.length > LINE) return 0;
    joined = joined === '' ? line : `${joined} ${line}`;
    if (joined.length <= LINE && ATTRIBUTION.some((pattern) => pattern.test(joined))) return count;
  }
  return 0;
}

function isHeadAt(lines: readonly string[], at: number): boolean {
  if (!FROM.test(lines[at]?.trim() ?? '')) return false;
  return lines.slice(at + 1, at + HEAD_LINES).some((line) => line.length <= LINE && SENT.test(line.trim()));
}

/** Whether everything from this line on is quoted, or signs. */
function isEndAt(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (line.length > LINE) return false;
  const bare = line.replace(/^[>\s]*/, '').trim();
  if (bare === REPLY_MARK) return true;
  if (line === '-- ' || line === '--') return true;
  return DASHED.test(bare) || SIGNED_BY_DEVICE.test(bare) || isHeadAt(lines, at);
}

function endOfOwn(lines: readonly string[]): number {
  const end = lines.findIndex((_, at) => isEndAt(lines, at));
  if (end === -1) return lines.length;
  let first = end;
  // Outlook draws a line above; some say above the mark who wrote.
  while (first > 0 && (isRule(lines[first - 1] ?? '') || lines[first - 1]?.trim() === '')) first -= 1;
  for (let count = 1; count <= BROKEN_OVER && count <= first; count += 1)
    if (attributionAt(lines, first - count) === count) return first - count;
  return first;
}

/** From where on the lines are quoted, the attribution included; -1: nowhere. */
function quoteIn(lines: readonly string[]): number {
  for (let at = 0; at < lines.length; at += 1)
    if (isQuote(lines[at] ?? '') || attributionAt(lines, at) > 0) return at;
  return -1;
}

/** Where a quote ends: after its last marked line; without marks it goes on to the end. */
function quoteEnd(lines: readonly string[], start: number): number {
  let at = start + attributionAt(lines, start);
  while (at < lines.length && lines[at]?.trim() === '') at += 1;
  if (!isQuote(lines[at] ?? '')) return lines.length;
  while (at < lines.length && (isQuote(lines[at] ?? '') || lines[at]?.trim() === '')) at += 1;
  return at;
}

const joined = (lines: readonly string[]) => lines.join('\n').trim();

/** Takes the quote out of these lines; where somebody answered between quoted lines, they are understood only with them. */
function withoutQuote(lines: readonly string[]): SplitText {
  const start = quoteIn(lines);
  if (start === -1) return { own: joined(lines), quoted: '' };
  const end = quoteEnd(lines, start);
  const [before, quoted, after] = [lines.slice(0, start), lines.slice(start, end), lines.slice(end)];
  if (joined(after) === '') return { own: joined(before), quoted: joined(quoted) };
  const isBelow = joined(before) === '' && quoteIn(after) === -1;
  return isBelow ? { own: joined(after), quoted: joined(quoted) } : { own: joined(lines), quoted: '' };
}

/**
 * Parts what somebody wrote from what they quoted and from how they sign, as mail programs of several languages mark
 * it. Nothing is lost: what is not their own is quoted.
 */
export function splitText(text: string): SplitText {
  const lines = text.replaceAll(/\r\n?/g, '\n').split('\n');
  const end = endOfOwn(lines);
  const { own, quoted } = withoutQuote(lines.slice(0, end));
  return { own, quoted: [quoted, joined(lines.slice(end))].filter((part) => part !== '').join('\n\n') };
}
