import { expect } from 'chai';
import { splitText } from '../../src/mail/quoted-text.ts';
import { REPLY_MARK } from '../../src/mail/reply-mark.ts';

const OWN = 'It jams again.\n\nSince this morning.';

/** What follows the own words, as mail programs write it. */
const BELOW: Readonly<Record<string, string>> = {
  Gmail: 'On Mon, 2 Nov 2026 at 10:12, Ravi (IT) <it@alphalab.example> wrote:\n> Which printer?\n>\n> Ravi',
  'Gmail, broken over two lines':
    'On Mon, 2 Nov 2026 at 10:12, Alpha Lab IT <it+c52-u7-0123456789abcdef@alphalab.example>\nwrote:\n\n> Which printer?',
  'Apple Mail, German': 'Am 02.11.2026 um 10:12 schrieb Ravi <it@alphalab.example>:\n\n> Which printer?',
  Thunderbird: 'On 02/11/2026 10:12, Ravi wrote:\n> Which printer?\n\n',
  French: 'Le lun. 2 nov. 2026 à 10:12, Ravi <it@alphalab.example> a écrit :\n> Which printer?',
  Spanish: 'El lun, 2 nov 2026 a las 10:12, Ravi (<it@alphalab.example>) escribió:\n> Which printer?',
  Italian: 'Il giorno lun 2 nov 2026 alle ore 10:12 Ravi ha scritto:\n> Which printer?',
  Dutch: 'Op ma 2 nov 2026 om 10:12 schreef Ravi <it@alphalab.example>:\n> Which printer?',
  Portuguese: 'Em seg., 2 de nov. de 2026 às 10:12, Ravi escreveu:\n> Which printer?',
  Hindi: 'सोम, 2 नव॰ 2026 को 10:12 बजे को Ravi <it@alphalab.example> ने लिखा:\n> Which printer?',
  Russian: 'пн, 2 нояб. 2026 г. в 10:12, Ravi <it@alphalab.example> пишет:\n> Which printer?',
  Chinese: 'Ravi <it@alphalab.example> 于2026年11月2日周一 10:12写道：\n> Which printer?',
  'an attribution without marks': 'On Mon, 2 Nov 2026, Ravi wrote:\n\nWhich printer?\nRavi',
  Outlook:
    '________________________________\nFrom: Alpha Lab IT <it@alphalab.example>\nSent: Monday, November 2, 2026 10:12\nTo: Asha\nSubject: [#52] Printer\n\nWhich printer?',
  'Outlook, German':
    'Von: Alpha Lab IT <it@alphalab.example>\nGesendet: Montag, 2. November 2026 10:12\nAn: Asha\n\nWhich printer?',
  'Outlook, French': 'De : Alpha Lab IT\nEnvoyé : lundi 2 novembre 2026 10:12\nÀ : Asha\n\nWhich printer?',
  'old Outlook': '-----Original Message-----\nFrom: IT\nWhich printer?',
  'old Outlook, German': '-----Ursprüngliche Nachricht-----\nVon: IT\nWhich printer?',
  'marked lines alone': '> Which printer?\n> Ravi\n',
  'a signature': '-- \nAsha Rao\nFinance, room 3',
  'a telephone':
    'Sent from my iPhone\n\nOn 2 Nov 2026, at 10:12, Ravi <it@x.example> wrote:\n\n> Which printer?',
  'the own mark': `On Mon, 2 Nov 2026, Ravi wrote:\n> ${REPLY_MARK}\n> Which printer?`,
  'the own mark without signs': `${REPLY_MARK}\n\nWhich printer?`,
  'a signature and a quote': '-- \nAsha\n\nOn 02/11/2026 10:12, Ravi wrote:\n> Which printer?',
};

/** What is a person's own from its beginning to its end. */
const WHOLE: Readonly<Record<string, string>> = {
  nothing: '',
  'a list': 'It happens\n- on Monday\n- on Tuesday\n--- always ---',
  'a sentence that begins alike': 'On Monday somebody wrote:\nnothing works\n'.replace(
    'wrote:',
    'wrote to me.',
  ),
  'who sent it, in a sentence': 'From: the printer comes a noise.\nIt is loud.\n\nIt began yesterday.',
  'answers between quoted lines': '> Which printer?\nThe one in room 3.\n> Since when?\nThis morning.',
  'a first word, a quote, and more': 'Hello,\n> Which printer?\nThe one in room 3.',
  'a very long line': 'x'.repeat(100_000),
};

describe('the own words of a mail', () => {
  for (const [name, below] of Object.entries(BELOW)) {
    it(`end where ${name} begins to quote or to sign`, () => {
      const { own, quoted } = splitText(`${OWN}\r\n\r\n${below}`);
      expect(own).to.equal(OWN);
      for (const line of below.split('\n')) expect(quoted).to.include(line.trim());
    });
  }

  for (const [name, text] of Object.entries(WHOLE)) {
    it(`are all of ${name}`, () => {
      expect(splitText(text)).to.deep.equal({ own: text.trim(), quoted: '' });
    });
  }

  it('are below where somebody answers there', () => {
    const quote = 'On 02/11/2026 10:12, Ravi wrote:\n> Which printer?\n> Ravi';
    expect(splitText(`${quote}\n\n${OWN}\n-- \nAsha`)).to.deep.equal({
      own: OWN,
      quoted: `${quote}\n\n-- \nAsha`,
    });
  });

  it('are none where somebody only sends back what they got', () => {
    expect(splitText('On 02/11/2026 10:12, Ravi wrote:\n> Which printer?').own).to.equal('');
  });

  it('are found quickly, whatever is sent', () => {
    const begin = performance.now();
    for (const line of [
      'On a',
      '>',
      'From: x',
      'Le a écrit',
      '-- -',
      `On ${'wrote '.repeat(60)}`,
      'Am schrieb schrieb',
    ])
      splitText(`${line}\n`.repeat(20_000));
    expect(performance.now() - begin).to.be.below(5000);
  });
});
