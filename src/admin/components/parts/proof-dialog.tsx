import { useCurrentAdmin, useTranslation } from 'adminjs';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { proving, type Answered } from './question.ts';
import { QuestionDialog, useAsked } from './question-dialog.tsx';
import { ProofFields, type DueFactor } from './proof-fields.tsx';
import { siteUrl } from './site-url.ts';
import { useComingBack } from './use-coming-back.ts';

/** How the person can give their credentials, and whether they have by now. */
interface Ways {
  readonly person: number | null;
  readonly isProven?: boolean;
  readonly hasPassword?: boolean;
  /** What is typed beside the password: a code of their app, or a recovery code. */
  readonly due?: DueFactor | null;
  /** One of their passkeys answers to this page. */
  readonly hasPasskey?: boolean;
  /** How people call the service that they sign in by; null: by none. */
  readonly service?: string | null;
}

interface Refused {
  readonly error?: { readonly message: string; readonly fields: Readonly<Record<string, string>> };
}

async function askWays(): Promise<Ways | undefined> {
  const answer = await fetch(siteUrl('/confirm/ways')).catch(() => undefined);
  return answer?.ok === true ? ((await answer.json()) as Ways) : undefined;
}

/** Why it was not confirmed, and at which field. */
interface Refusal {
  readonly told: string;
  readonly field: string;
}

/** Returns why it was not confirmed; undefined: it was, or the session has ended, which the repeated call finds out. */
async function confirm(form: HTMLFormElement, openedAs: string): Promise<Refusal | undefined> {
  const body = new URLSearchParams({ openedAs });
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.set(name, value);
  const headers = { Accept: 'application/json' };
  const answer = await fetch(siteUrl('/confirm'), { method: 'POST', body, headers });
  if (answer.ok || answer.status === 401) return undefined;
  const { error } = (await answer.json()) as Refused;
  const [first] = Object.entries(error?.fields ?? {});
  return { field: first?.[0] ?? '', told: (first?.[1] ?? error?.message) || 'signInFailed' };
}

/** Looks how they can confirm; whoever did so in another tab goes on here. */
function useWays(done: Answered) {
  const [person] = useCurrentAdmin();
  const [ways, setWays] = useState<Ways>();
  const look = async (): Promise<void> => {
    const found = await askWays();
    if (found?.isProven === true && String(found.person) === String(person?.id)) return done(true);
    setWays(found);
  };
  useEffect(() => void look(), []);
  useComingBack(look);
  return { ways, look };
}

function useConfirming(done: Answered, look: () => Promise<void>) {
  const [person] = useCurrentAdmin();
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const submit = async (form: HTMLFormElement): Promise<void> => {
    setBusy(true);
    const failed = { told: 'signInFailed', field: '' };
    const refused = await confirm(form, String(person?.id)).catch(() => failed);
    setBusy(false);
    setRefusal(refused);
    if (refused === undefined) return done(true);
    // A second factor may be set up by now, in another tab.
    await look();
    form.querySelector<HTMLInputElement>(`input[name="${refused.field || 'password'}"]`)?.select();
  };
  return { refusal, busy, submit };
}

/** The ways that are no password: a passkey, the service, or a link to set one. */
function Elsewhere({ ways }: { readonly ways: Ways | undefined }): ReactNode {
  const { translateButton } = useTranslation();
  if (ways === undefined || ways.person === null) return null;
  const { service = null, hasPasskey = false, hasPassword = false } = ways;
  const confirmWith = (by: string): string =>
    translateButton('confirmWith', undefined, { service: by, interpolation: { escapeValue: false } });
  const tabs: [path: string, text: string][] = [];
  if (hasPasskey) tabs.push(['/confirm?next=/login/again', confirmWith(translateButton('aPasskey'))]);
  if (service !== null) tabs.push(['/confirm/sso?next=/login/again', confirmWith(service)]);
  if (tabs.length === 0 && !hasPassword)
    tabs.push(['/password/forgotten', translateButton('setPasswordByLink')]);
  return tabs.map(([href, text]) => (
    <a key={href} className="p-button" href={siteUrl(href)} target="_blank" rel="noopener">
      {text}
    </a>
  ));
}

function Dialog({ answered }: { readonly answered: Answered }): ReactNode {
  const { translateButton, translateMessage } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const isThere = useRef(false);
  // Closing gives the focus back to where it was.
  const done: Answered = (isConfirmed) => {
    isThere.current = isConfirmed;
    dialog.current?.close();
  };
  const { ways, look } = useWays(done);
  const { refusal, busy, submit } = useConfirming(done, look);
  const { told = '', field = '' } = refusal ?? {};
  const hasPassword = ways?.hasPassword !== false;
  return (
    <QuestionDialog
      dialog={dialog}
      prefix="p-proof"
      title={translateMessage('confirmYou')}
      help={translateMessage(hasPassword ? 'confirmYouHelp' : 'confirmYouElsewhere')}
      told={told === 'signInFailed' ? translateMessage(told) : told}
      busy={busy}
      submit={submit}
      onClose={() => answered(isThere.current)}
      fields={hasPassword && <ProofFields due={ways?.due ?? undefined} refused={field} />}
    >
      {hasPassword && (
        <button type="submit" className="p-button p-primary" disabled={busy}>
          {translateButton('confirmAndGoOn')}
        </button>
      )}
      <button type="button" className="p-button" onClick={() => done(false)}>
        {translateButton('notNow')}
      </button>
      <Elsewhere ways={ways} />
    </QuestionDialog>
  );
}

/** Asks over the page for one's own credentials before what nobody else is to do; the page stays as it is. */
export function ProofDialog(): ReactNode {
  const answered = useAsked(proving);
  return answered === undefined ? null : <Dialog answered={answered} />;
}
