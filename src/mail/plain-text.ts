import { htmlToText } from 'html-to-text';

/** How a mail reads where no HTML is shown: the same words, links written out, headings as they are. */
export function plainText(html: string): string {
  const heading = { options: { uppercase: false } };
  return htmlToText(html, {
    wordwrap: 76,
    selectors: [
      { selector: 'h1', ...heading },
      { selector: 'h2', ...heading },
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['<', '>'] } },
      { selector: '[data-html-only]', format: 'skip' },
    ],
  });
}
