import { expect } from 'chai';
import { nextPath } from '../../src/web/next-path.ts';

describe('the path to go to after signing in', () => {
  it('is any of this site, with its query', () => {
    for (const path of [
      '/',
      '/complaints/12',
      '/complaints/new?x=1',
      '/admin/resources/users?page=2&filters.a=%2F',
    ]) {
      expect(nextPath(path)).to.equal(path);
    }
  });

  it('is never one of another site, nor what browsers may read as one', () => {
    for (const path of [
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      '/ /evil.example',
      '/.//evil.example',
      '/x/..//evil.example',
      '/x/../\\evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      '\\\\evil.example',
      'evil',
      '/x\r\nSet-Cookie: a=b',
      '/ü',
      `/${'x'.repeat(2000)}`,
      '',
      undefined,
      ['/x'],
      { x: '/x' },
    ]) {
      expect(nextPath(path), JSON.stringify(path)).to.equal(undefined);
    }
  });

  it('is not the sign-in page again, nor the way out', () => {
    for (const path of ['/login', '/login?next=/x', '/LOGIN', '/logout'])
      expect(nextPath(path), path).to.equal(undefined);
  });
});
