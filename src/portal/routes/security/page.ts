import type { Request, Response } from 'express';
import { createElement, type ReactElement } from 'react';
import type { Config } from '../../../config.ts';
import { NotFoundError } from '../../../errors.ts';
import { loadActor } from '../../../use-cases/people/load-actor.ts';
import { ownPasskeys } from '../../../use-cases/passkeys/own-passkeys.ts';
import { programIn } from '../../../use-cases/people/program-in.ts';
import { factorsOf, hasFactor } from '../../../use-cases/second-factor/factors-of.ts';
import { rememberedDevices } from '../../../use-cases/second-factor/trusted-devices.ts';
import { formOf, typed } from '../../../web/form-body.ts';
import { nextPath } from '../../../web/next-path.ts';
import { sendPage } from '../../../web/page.ts';
import { deskOf } from '../../../web/passkeys/desk.ts';
import { isProven } from '../../../web/proof.ts';
import { personOf } from '../../../web/session.ts';
import { noErrors, type FormErrors } from '../../../web/views/fields.tsx';
import { PasskeysPart } from '../../views/security/passkeys-part.tsx';
import { AppPart } from '../../views/security/app-part.tsx';
import { CodesPart } from '../../views/security/codes-part.tsx';
import { DevicesPart } from '../../views/security/devices-part.tsx';
import { SecurityPage, type Told } from '../../views/security/security-page.tsx';
import { marksOf, type FormLimits } from '../own-form.ts';

/** The page of one's sign-in. */
export const SECURITY = '/profile/security';

export type SecuritySettings = Pick<Config, 'timeZone'> & FormLimits;

const TOLD: Readonly<Record<string, Told>> = {
  off: { kind: 'done', text: 'Your second factor is switched off: your password alone lets you in.' },
  passkey_added: { kind: 'done', text: 'Your passkey is added: it signs you in from now on.' },
  passkey_removed: {
    kind: 'done',
    text: 'It is removed here, and signs nobody in. Delete it on the device, too.',
  },
  forgotten: { kind: 'done', text: 'It is forgotten: the next sign-in there asks for your second factor.' },
  few: {
    kind: 'fault',
    text: 'You have hardly any recovery codes left. Draw new ones, so that a lost phone does not lock you out.',
  },
};

/** How a new passkey is called: as it was typed, else by the browser that makes it. */
function nameFor(request: Request): string {
  const sent = request.method === 'POST' ? typed(formOf(request), 'name') : '';
  return sent === '' ? programIn(request.get('User-Agent') ?? '') : sent;
}

/** A form of the page that was refused. */
export interface Refused {
  readonly part: 'app' | 'passkeys' | 'codes';
  readonly errors: FormErrors & { readonly status?: number };
}

/** Shows the page of one's sign-in; each of its parts stands in the list below. */
export async function sendSecurity(
  request: Request,
  response: Response,
  { timeZone }: SecuritySettings,
  refused?: Refused,
): Promise<void> {
  const person = personOf(request);
  const factors = await factorsOf(person.id);
  const signedIn = await loadActor(person.id);
  if (signedIn === undefined) throw new NotFoundError();
  const shared = { factors, timeZone, marks: marksOf(request), next: nextPath(request.query.next) };
  const errorsOf = (part: Refused['part']) => (refused?.part === part ? refused.errors : noErrors);
  const parts: ReactElement[] = [
    createElement(AppPart, {
      ...shared,
      key: 'app',
      isRequired: signedIn.needsFactor && factors.passkeys === 0,
      errors: errorsOf('app'),
    }),
    createElement(PasskeysPart, {
      ...shared,
      key: 'passkeys',
      passkeys: await ownPasskeys(person),
      host: deskOf(request).siteOf(request)?.rpId,
      isLastRequired: signedIn.needsFactor && factors.app === undefined && factors.passkeys === 1,
      isProven: isProven(request),
      name: nameFor(request),
      errors: errorsOf('passkeys'),
    }),
  ];
  if (hasFactor(factors)) {
    const devices = await rememberedDevices(signedIn);
    parts.push(createElement(CodesPart, { ...shared, key: 'codes', errors: errorsOf('codes') }));
    parts.push(createElement(DevicesPart, { ...shared, key: 'devices', devices }));
  }
  const { told } = request.query;
  const page = createElement(SecurityPage, {
    person,
    isDue: request.mustSetUpFactor === true,
    next: shared.next,
    told: typeof told === 'string' && Object.hasOwn(TOLD, told) ? TOLD[told] : undefined,
    parts,
    errors: refused?.errors ?? noErrors,
  });
  sendPage(response, page, refused?.errors.status ?? 200);
}
