import { expect } from 'chai';
import { readMail, UnreadableMail } from '../../src/mail/read-mail.ts';

/** A mail of these lines, in the bytes that each stands for. */
function mail(head: readonly string[], body: Buffer | string): Buffer {
  const lines = ['From: rosa@alphalab.example', 'MIME-Version: 1.0', ...head, '', ''];
  return Buffer.concat([Buffer.from(lines.join('\r\n'), 'latin1'), Buffer.from(body)]);
}

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const ASCII = 'Printer 3 jams.';

/** What stands in a mail of some characters, and what is read of it. */
const TEXTS: readonly (readonly [charset: string, bytes: Buffer, read: string])[] = [
  ['utf-8', Buffer.from('Drucker klemmt – दूसरी बार 😀'), 'Drucker klemmt – दूसरी बार 😀'],
  ['iso-2022-jp', hex('1b2442 467c 4b5c 1b2842 21'), '日本!'],
  ['koi8-r', hex('f0d2c9d7c5d4'), 'Привет'],
  ['windows-1252', hex('93 80 94 20 fc'), '“€” ü'],
  ['iso-8859-1', hex('fc 93'), 'ü“'],
  ['gb18030', hex('c4e3 bac3'), '你好'],
  ['shift_jis', hex('93fa 967b'), '日本'],
  ['utf-7', Buffer.from(ASCII), ASCII],
  ['x-of-nobody', Buffer.from(ASCII), ASCII],
  ['', Buffer.from(ASCII), ASCII],
  ['"us-ascii"; x=y', Buffer.from(ASCII), ASCII],
];

describe('a mail in odd characters', () => {
  for (const [charset, bytes, read] of TEXTS) {
    it(`${charset || 'of no charset'} is read, plain, in base64 and in quoted-printable`, async () => {
      const type =
        charset === '' ? 'Content-Type: text/plain' : `Content-Type: text/plain; charset=${charset}`;
      const quoted = [...bytes]
        .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
        .join('');
      const ways: readonly (readonly [string, Buffer | string])[] = [
        ['8bit', bytes],
        ['base64', bytes.toString('base64')],
        ['quoted-printable', quoted],
      ];
      for (const [way, body] of ways) {
        const { text } = await readMail(mail([type, `Content-Transfer-Encoding: ${way}`], body));
        expect(text, way).to.equal(read);
      }
      if (charset === '' || charset.includes(';')) return;
      const subject = `Subject: =?${charset}?B?${bytes.toString('base64')}?=`;
      expect((await readMail(mail([subject], ''))).subject, 'subject').to.equal(read);
    });
  }

  it('that are none of its charset is read all the same', async () => {
    const broken: readonly (readonly [string, Buffer])[] = [
      ['utf-8', Buffer.concat([hex('ff fe fc'), Buffer.from(ASCII)])],
      ['iso-2022-jp', Buffer.concat([hex('1b2442 46'), hex('1b2842'), Buffer.from(ASCII)])],
      ['utf-16', Buffer.from(ASCII)],
    ];
    for (const [charset, bytes] of broken)
      expect(
        (await readMail(mail([`Content-Type: text/plain; charset=${charset}`], bytes))).text,
        charset,
      ).to.be.a('string');
    const unclosed = await readMail(
      mail(['Subject: =?utf-8?B?4pi', 'Content-Type: text/plain; charset="'], ASCII),
    );
    expect(unclosed.text).to.equal(ASCII);
  });
});

describe('a mail without measure', () => {
  const part = (n: number) =>
    `--p\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename="${n}.txt"\r\n\r\n${n}\r\n`;
  const multipart = ['Content-Type: multipart/mixed; boundary=p'];

  it('of 1,000 parts has all of them', async () => {
    const body = `${Array.from({ length: 1000 }, (_one, n) => part(n)).join('')}--p--\r\n`;
    const { files } = await readMail(mail(multipart, body));
    expect(files).to.have.length(1000);
    expect(files.at(-1)?.content.toString().trim()).to.equal('999');
  });

  it('is unreadable where its header or its nesting never ends', async () => {
    const long = mail([`X-Long: ${'a'.repeat(10 * 1024 * 1024)}`], ASCII);
    const many = mail(
      Array.from({ length: 200_000 }, (_one, n) => `X-${n}: some words that say nothing`),
      ASCII,
    );
    let nested = ASCII;
    for (let n = 0; n < 200; n += 1)
      nested = `--b${n}\r\nContent-Type: multipart/mixed; boundary=b${n - 1}\r\n\r\n${nested}\r\n--b${n}--\r\n`;
    const deep = mail(['Content-Type: multipart/mixed; boundary=b199'], nested);
    for (const [name, source] of Object.entries({ long, many, deep })) {
      const error: unknown = await readMail(source).catch((thrown: unknown) => thrown);
      expect(error, name).to.be.instanceOf(UnreadableMail);
    }
  });
});
