import { Secret, TOTP } from 'otpauth';
import { SecondFactor } from '../../src/models/second-factor.ts';
import type { Client } from './client.ts';

/** A phone with an app on it. */
export class Phone {
  readonly secret: string;

  constructor(secret: string) {
    this.secret = secret;
  }

  /** The code that it shows now, or so many half minutes later. */
  code(steps = 0): string {
    const codes = new TOTP({ secret: Secret.fromBase32(this.secret) });
    return codes.generate({ timestamp: Date.now() + steps * 30_000 });
  }
}

/** What the page shows on which an app is set up. */
export interface ShownDraft {
  readonly draft: string;
  readonly phone: Phone;
}

/** Reads the page on which an app is set up as its person does. */
export function draftOn(page: string): ShownDraft {
  const [, draft = ''] = /name="draft" value="([^"]+)"/.exec(page) ?? [];
  const [, secret = ''] = /class="secret-text">([^<]+)</.exec(page) ?? [];
  return { draft, phone: new Phone(secret.replaceAll(' ', '')) };
}

/** The recovery codes that a page shows. */
export function codesOn(page: string): string[] {
  return [...page.matchAll(/<li><code>([\w-]+)<\/code>/g)].map(([, code = '']) => code);
}

/** As if no code had been taken yet: the present one is good once more. */
export async function forgetUses(): Promise<void> {
  await SecondFactor.update({ lastStep: null }, { where: {} });
}

/** Sets up an app for whoever is signed in. */
export async function setUpApp(client: Client): Promise<{ phone: Phone; codes: string[] }> {
  const { draft, phone } = draftOn((await client.get('/profile/security/app')).text);
  const answer = await client.post('/profile/security/app', { draft, code: phone.code() });
  if (answer.status !== 200) throw new Error(`no app was set up: ${answer.status} ${answer.text}`);
  await forgetUses();
  return { phone, codes: codesOn(answer.text) };
}
