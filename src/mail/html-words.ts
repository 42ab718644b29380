import { htmlToText } from 'html-to-text';

/** Longest HTML that is read, in characters; people write less. */
const HTML_LENGTH = 2_000_000;

/** The words that a mail of HTML shows: nothing of it is ever shown as HTML. What it quotes is marked as in plain mails. */
export function wordsOfHtml(html: string): string {
  return htmlToText(html.slice(0, HTML_LENGTH), {
    wordwrap: false,
    limits: { maxDepth: 100, maxChildNodes: 20_000, ellipsis: '' },
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'img', format: 'skip' },
      ...['script', 'style', 'head', 'title'].map((selector) => ({ selector, format: 'skip' })),
      { selector: 'blockquote', options: { trimEmptyLines: true } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
    ],
  })
    .replaceAll('\0', '')
    .trim();
}
