import { expect } from 'chai';
import { drawAnswer } from '../../../src/use-cases/faq/draw-answer.ts';
import { ANSWER_LENGTH } from '../../../src/models/faq.ts';

const OUT = 'target="_blank" rel="noopener noreferrer nofollow"';

/** What is written, and what is drawn of it. */
const DRAWN: readonly (readonly [what: string, written: string, drawn: string])[] = [
  ['emphasis', '**a** *b* ~~c~~', '<p><strong>a</strong> <em>b</em> <s>c</s></p>'],
  ['lines as they were typed', 'a\nb', '<p>a<br>\nb</p>'],
  ['headings below the page’s', '# A\n## B\n###### C', '<h2>A</h2>\n<h3>B</h3>\n<h4>C</h4>'],
  ['HTML as text', '<b onclick="x()">a</b>', '<p>&lt;b onclick=&quot;x()&quot;&gt;a&lt;/b&gt;</p>'],
  ['a script as text', '<script>x()</script>', '<p>&lt;script&gt;x()&lt;/script&gt;</p>'],
  ['a comment as text', '<!-- a -->', '<p>&lt;!-- a --&gt;</p>'],
  [
    'a link elsewhere',
    '[a](https://b.example/c?d#e)',
    `<p><a href="https://b.example/c?d#e" ${OUT}>a</a></p>`,
  ],
  [
    'an address as a link',
    'https://b.example/c',
    `<p><a href="https://b.example/c" ${OUT}>https://b.example/c</a></p>`,
  ],
  ['a mail address', '[a](mailto:it@b.example)', '<p><a href="mailto:it@b.example">a</a></p>'],
  ['a page of the portal', '[a](/faq/12)', '<p><a href="/faq/12">a</a></p>'],
  ['a file of the portal', '[a](/attachments/12)', '<p><a href="/attachments/12">a</a></p>'],
  ['a picture of the portal', '![a](/faq/pictures/3)', '<p><img src="/faq/pictures/3" alt="a"></p>'],
  ['a picture from elsewhere', '![a **b**](https://c.example/d.png)', '<p>a **b**</p>'],
  ['a picture of any host', '![a](//c.example/d.png)', '<p>a</p>'],
  ['a picture as data', '![a](data:image/png;base64,AA==)', '<p>a</p>'],
  ['a picture beside the portal’s', '![a](/faq/pictures/1/../../../logout)', '<p>a</p>'],
  [
    'a picture in a link',
    '[![a](//c.example/d)](https://e.example)',
    `<p><a href="https://e.example" ${OUT}>a</a></p>`,
  ],
  [
    'a link in a refused link',
    '[a [b](https://c.example) d](javascript:x)',
    `<p>[a <a href="https://c.example" ${OUT}>b</a> d](javascript:x)</p>`,
  ],
  ['javascript', '[a](javascript:x())', '<p>a</p>'],
  ['javascript in other letters', '[a](JaVaScRiPt:x())', '<p>a</p>'],
  ['javascript by entities', '[a](&#106;avascript&colon;x())', '<p>a</p>'],
  ['javascript in pointed brackets', '<javascript:x()>', '<p>javascript:x()</p>'],
  ['javascript by reference', '[a][b]\n\n[b]: javascript:x()', '<p>a</p>'],
  ['vbscript', '[a](vbscript:x)', '<p>a</p>'],
  ['data', '[a](data:text/html,<b>)', '<p>a</p>'],
  ['a file', '[a](file:///etc/passwd)', '<p>a</p>'],
  ['any host', '[a](//b.example)', '<p>a</p>'],
  ['any host by a backslash', '[a](/\\b.example)', '<p>a</p>'],
  ['http without a host', '[a](https:\\\\b.example)', '<p>a</p>'],
  ['somebody before the host', '[a](https://it.alphalab.example@b.example/)', '<p>a</p>'],
  ['other pages of the portal', '[a](/admin) [b](/logout) [c](../admin)', '<p>a b c</p>'],
  [
    'a title that ends its quotes',
    '[a](/faq "b\\" onclick=\\"c")',
    '<p><a href="/faq" title="b&quot; onclick=&quot;c">a</a></p>',
  ],
  [
    'the language of code',
    '```a"b\nc\n```',
    '<pre tabindex="0" role="group" aria-label="Code"><code class="language-a&quot;b">c\n</code></pre>',
  ],
];

/** As much as an answer can hold of what takes parsers long. */
const HUGE: readonly (readonly [what: string, piece: string])[] = [
  ['quotes', '>'],
  ['brackets', '['],
  ['lists', '- '],
  ['emphasis', '*a_b'],
  ['links that end nowhere', '[a](b'],
  ['code that ends nowhere', '`a``b'],
  ['tags', '<a '],
  ['addresses', 'http://a.'],
  ['pictures', '![](/faq/pictures/1)'],
  ['tables', '|a|b|\n|-|-|\n'],
  ['bars', '|'],
  ['rows', '|\n'],
  ['dashes', '-'],
];

describe('an answer in Markdown', () => {
  for (const [what, written, drawn] of DRAWN) {
    it(`draws ${what}`, () => expect(drawAnswer(written).trim()).to.equal(drawn));
  }

  it('puts tables where they can be moved sideways, and their cells without styles', () => {
    const drawn = drawAnswer('|a|b|\n|:-:|-:|\n|1|2|');
    expect(drawn)
      .to.contain('<div class="md-wide" tabindex="0"')
      .and.contain('<td class="align-right">2</td>');
    expect(drawn).to.not.contain('style=');
  });

  it('draws the signs of tables that have more cells than anybody writes, and every other', () => {
    const table = (columns: number, rows: number, before = '') => {
      const head = [`|${'a|'.repeat(columns)}`, `|${'-|'.repeat(columns)}`];
      return [...head, ...Array.from({ length: rows }, () => 'x')].map((line) => before + line).join('\n');
    };
    for (const before of ['', '> ', '> - ']) {
      const drawn = drawAnswer(table(100, 6000, before));
      expect(drawn, before).to.contain('a|a|a');
      expect(drawn, before).to.not.contain('<table');
    }
    expect(drawAnswer(table(2, 10))).to.contain('<table');
    // As many as fit when each is written.
    const full = '|a|b|\n|-|-|\n' + '|1|2|\n'.repeat(2495);
    expect(drawAnswer(full).match(/<td>/g)).to.have.length(4990);
    expect(drawAnswer(`${table(100, 90)}\n\nmany lines\n${'x\n'.repeat(6000)}`)).to.contain('<table');
  });

  it('puts headings below a lower one, none below the lowest', () => {
    expect(drawAnswer('## A\n##### B', 2).trim()).to.equal('<h3>A</h3>\n<h4>B</h4>');
    const all = [1, 2, 3, 4, 5, 6].map((level) => `${'#'.repeat(level)} A`);
    expect(drawAnswer(all.join('\n')))
      .to.not.contain('h7')
      .and.not.contain('h1');
  });

  for (const [what, piece] of HUGE) {
    it(`is drawn soon, however many ${what} it has`, () => {
      const began = performance.now();
      const drawn = drawAnswer(piece.repeat(Math.floor(ANSWER_LENGTH / piece.length)));
      expect(performance.now() - began).to.be.below(2000);
      expect(drawn).to.not.match(
        /<(?!\/?(p|blockquote|ul|ol|li|em|strong|code|a|br|hr|img|div|table|thead|tbody|tr|t[dh]|pre)\b)/,
      );
    });
  }
});
