import Markdown, { type MarkdownIt, type StateCore, type Token } from 'markdown-it';
import { isOwnPicture, linkKind } from './own-address.ts';
import { cellsIn } from './table-size.ts';

/** Lowest heading that HTML has. */
const LOWEST = 6;
/** No table that is written out cell by cell has as many: of what has more, and would take long, the signs are drawn. */
const MOST_CELLS = 10_000;
/** A browser that follows the link tells nobody where it was, and gives no hold on the page. */
const ELSEWHERE = { target: '_blank', rel: 'noopener noreferrer nofollow' };

const valueOf = (token: Token, name: string): string => String(token.attrGet(name) ?? '');

/** What stands of a picture from elsewhere, or of one of which the text says what it is. */
function asText(state: StateCore, { content, level }: Token): Token {
  const text = new state.Token('text', '', 0);
  text.content = content;
  text.level = level;
  return text;
}

/** A link that may stand is opened safely; of any other its text is left. Returns whether it may. */
function guardLink(token: Token): boolean {
  const kind = linkKind(valueOf(token, 'href'));
  if (kind === 'elsewhere') for (const [name, value] of Object.entries(ELSEWHERE)) token.attrSet(name, value);
  return kind !== undefined;
}

function guardInline(state: StateCore, tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  // Links do not nest, yet what closes is matched with what opened all the same.
  const open: boolean[] = [];
  for (const token of tokens) {
    if (token.type === 'link_open') open.push(guardLink(token));
    const isClosing = token.type === 'link_close';
    const stands = token.type === 'link_open' ? open.at(-1) : !isClosing || open.pop();
    if (token.type === 'image' && !isOwnPicture(valueOf(token, 'src'))) kept.push(asText(state, token));
    else if (stands !== false) kept.push(token);
  }
  return kept;
}

const HEADING = /^heading_(open|close)$/;

/** The level of each heading that an answer has, below that of the page and without gaps, whatever its author began with. */
function levelsBelow(tokens: readonly Token[], below: number): Map<string, string> {
  const used = tokens.filter(({ type }) => HEADING.test(type)).map(({ tag }) => tag);
  const levels = [...new Set(used)].toSorted();
  return new Map(levels.map((tag, place) => [tag, `h${Math.min(LOWEST, below + 1 + place)}`]));
}

/** Takes out of what was read whatever leads where it must not, and puts headings below the page's own. */
function guard(state: StateCore): void {
  const { below } = state.env as { below: number };
  const levels = levelsBelow(state.tokens, below);
  for (const token of state.tokens) {
    if (token.type === 'inline') token.children = guardInline(state, token.children ?? []);
    if (HEADING.test(token.type)) token.tag = levels.get(token.tag) ?? token.tag;
    // The page's policy lets no style stand at an element.
    const [, side] = /^text-align:(left|center|right)$/.exec(valueOf(token, 'style')) ?? [];
    token.attrs = token.attrs?.filter(([name]) => name !== 'style') ?? null;
    if (side !== undefined) token.attrJoin('class', `align-${side}`);
  }
}

function parser(breaks: boolean): MarkdownIt {
  const markdown = new Markdown({ html: false, linkify: true, breaks, typographer: false });
  // Each address is looked at in `guard`, so that of a refused link its text is left, and not its source.
  markdown.validateLink = () => true;
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  markdown.core.ruler.push('guard', guard);
  // Whoever has no mouse moves what is too wide sideways with the keys.
  markdown.renderer.rules.table_open = () =>
    '<div class="md-wide" tabindex="0" role="group" aria-label="Table">\n<table>\n';
  markdown.renderer.rules.table_close = () => '</table>\n</div>\n';
  const { fence, code_block: block } = markdown.renderer.rules;
  for (const [name, rule] of Object.entries({ fence, code_block: block }))
    markdown.renderer.rules[name] = (...drawn) =>
      rule?.(...drawn).replace(/^<pre/, '<pre tabindex="0" role="group" aria-label="Code"') ?? '';
  return markdown;
}

interface Parsers {
  readonly all: MarkdownIt;
  readonly withoutTables: MarkdownIt;
}

/** Made when they are first asked for, since most processes draw nothing. */
const kept = new Map<boolean, Parsers>();

/**
 * An answer's Markdown as HTML that can stand in any page: without HTML of its own, with links to the portal's pages and
 * files, http(s) and mailto alone, and with pictures that the portal has alone.
 *
 * @param below the level of the heading that it stands under.
 * @param breaks whether a line that ends in the source ends on the page.
 */
export function drawAnswer(answer: string, below = 1, breaks = true): string {
  const { all, withoutTables } = kept.get(breaks) ?? {
    all: parser(breaks),
    withoutTables: parser(breaks).disable('table'),
  };
  kept.set(breaks, { all, withoutTables });
  return (cellsIn(answer) > MOST_CELLS ? withoutTables : all).render(answer, { below });
}
