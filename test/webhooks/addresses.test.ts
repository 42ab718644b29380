import { expect } from 'chai';
import { isLoopback, isPublicAddress } from '../../src/webhooks/public-address.ts';
import { addressFault, useWebhookRules } from '../../src/webhooks/rules.ts';
import { useTestSecrets } from '../support/database.ts';

const PUBLIC = ['1.1.1.1', '93.184.216.34', '172.15.0.1', '172.32.0.1', '2606:4700::1111', '2a00:1450::1'];
const PRIVATE = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.9.9.9',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '198.18.0.1',
  '203.0.113.9',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:10.0.0.1',
  '::ffff:7f00:1',
  '::ffff:93.184.216.34',
  '64:ff9b::a00:1',
  '2002:a00:1::',
  '2001:0:a00:1::',
  '2001:db8::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%eth0',
  'ff02::1',
  'no address',
  '',
];

describe('where webhooks may lead', () => {
  after(useTestSecrets);

  it('tells public addresses from all others, those within others included', () => {
    for (const address of PUBLIC) expect(isPublicAddress(address), address).to.equal(true);
    for (const address of PRIVATE) expect(isPublicAddress(address), address).to.equal(false);
    expect(['127.0.0.1', '127.255.0.1', '::1', '10.0.0.1', 'fe80::1%lo'].map(isLoopback)).to.deep.equal([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  const NEVER = [
    'nothing',
    'ftp://example.com/',
    'https://user:secret@example.com/',
    'https://example.com/#part',
    'http://example.com/hook',
    'http://10.0.0.1/hook',
  ];
  const WHERE_ALLOWED = [
    'https://10.0.0.1/hook',
    'https://0x7f.1/hook',
    'https://2130706433/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[fe80::1]/',
    'http://localhost:8080/hook',
    'http://127.0.0.1:8080/hook',
    'http://[::1]/hook',
  ];
  const ALWAYS = ['https://example.com/hook?key=1', 'https://example.com:8443', 'https://1.1.1.1/'];

  it('says at once what can be seen in an address, however it is written', () => {
    for (const allowsPrivate of [false, true]) {
      useWebhookRules({ allowsPrivate });
      for (const address of NEVER) expect(addressFault(address), address).to.be.a('string');
      for (const address of WHERE_ALLOWED) {
        const fault = addressFault(address);
        if (allowsPrivate) expect(fault, address).to.equal(undefined);
        else expect(fault, address).to.be.a('string');
      }
      for (const address of ALWAYS) expect(addressFault(address), address).to.equal(undefined);
    }
  });
});
