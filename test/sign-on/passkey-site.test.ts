import { expect } from 'chai';
import { passkeySiteOf } from '../../src/sign-on/passkeys/passkey-site.ts';

type Case = [
  baseUrl: string | undefined,
  asked: [protocol: string, host: string | undefined],
  site: string | undefined,
];

const CASES: readonly Case[] = [
  [
    'https://it.alphalab.example',
    ['http', 'it.alphalab.example'],
    'it.alphalab.example https://it.alphalab.example',
  ],
  ['https://alphalab.example/it', ['https', 'alphalab.example'], 'alphalab.example https://alphalab.example'],
  ['https://it.example:8443', ['https', 'IT.example:8443'], 'it.example https://it.example:8443'],
  ['http://localhost:3000', ['http', 'localhost:3000'], 'localhost http://localhost:3000'],
  ['https://it.alphalab.example', ['http', 'localhost:3000'], undefined],
  ['https://it.alphalab.example', ['http', '127.0.0.1:3000'], undefined],
  ['http://it.alphalab.example', ['http', 'it.alphalab.example'], undefined],
  ['https://192.0.2.1', ['https', '192.0.2.1'], undefined],
  ['https://[2001:db8::1]', ['https', '[2001:db8::1]'], undefined],
  [undefined, ['http', 'localhost:3000'], 'localhost http://localhost:3000'],
  [undefined, ['https', 'localhost'], 'localhost https://localhost'],
  [undefined, ['http', '127.0.0.1:3000'], undefined],
  // A name that anybody can send is nothing to bind a key to.
  [undefined, ['https', 'evil.example'], undefined],
  [undefined, ['http', 'localhost.evil.example'], undefined],
  [undefined, ['http', 'user@localhost'], 'localhost http://localhost'],
  [undefined, ['http', undefined], undefined],
];

describe('what passkeys are bound to', () => {
  for (const [baseUrl, [protocol, host], expected] of CASES) {
    it(`${String(baseUrl)} asked by ${protocol}://${String(host)}`, () => {
      const site = passkeySiteOf(baseUrl, { protocol, host });
      expect(site && `${site.rpId} ${site.origin}`).to.equal(expected);
    });
  }
});
