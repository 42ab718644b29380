import { useCurrentAdmin, useTranslation } from 'adminjs';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { signingIn, type Answered } from './question.ts';
import { QuestionDialog, useAsked } from './question-dialog.tsx';
import { useComingBack } from './use-coming-back.ts';
import { siteUrl } from './site-url.ts';

interface Refused {
  readonly error?: {
    readonly code: string;
    readonly message: string;
    readonly fields: Readonly<Record<string, string>>;
  };
}

/** Why there is no session yet, and whether only the second factor is missing. */
interface Why {
  readonly told: string;
  readonly isHalf: boolean;
}

/** Signs in as whoever opened the page. Returns why not; undefined: there is a session again. */
async function signIn(form: HTMLFormElement, openedAs: string): Promise<Why | undefined> {
  const body = new URLSearchParams({ openedAs });
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.set(name, value);
  const headers = { Accept: 'application/json' };
  const answer = await fetch(siteUrl('/login'), { method: 'POST', body, headers, redirect: 'manual' });
  if (answer.type === 'opaqueredirect' || answer.ok) return undefined;
  const { error } = (await answer.json()) as Refused;
  const told = Object.values(error?.fields ?? {}).join(' ') || error?.message || 'signInFailed';
  return { told, isHalf: error?.code === 'second_factor_due' };
}

interface LineProps {
  readonly name: 'username' | 'password';
  readonly isRefused: boolean;
}

function Line({ name, isRefused }: LineProps): ReactNode {
  const { translateLabel } = useTranslation();
  return (
    <div className="p-field">
      <label htmlFor={`p-again-${name}`}>{translateLabel(name)}</label>
      <input
        id={`p-again-${name}`}
        name={name}
        type={name === 'password' ? 'password' : 'text'}
        autoComplete={name === 'password' ? 'current-password' : 'username'}
        autoCapitalize="none"
        spellCheck={false}
        aria-describedby="p-again-told"
        aria-invalid={isRefused || undefined}
      />
    </div>
  );
}

/** Sends the form and says what became of it. */
function useSigningIn(done: Answered) {
  const [person] = useCurrentAdmin();
  const [refusal, setRefusal] = useState<Why>({ told: '', isHalf: false });
  const [busy, setBusy] = useState(false);
  const submit = async (form: HTMLFormElement): Promise<void> => {
    setBusy(true);
    const why = await signIn(form, String(person?.id)).catch(() => ({ told: 'signInFailed', isHalf: false }));
    setBusy(false);
    setRefusal(why ?? { told: '', isHalf: false });
    if (why === undefined) return done(true);
    if (!why.isHalf) form.querySelector<HTMLInputElement>('[type=password]')?.select();
  };
  return { name: String(person?.name), refusal, busy, submit };
}

interface Ways {
  /** How people call the service; null: they sign in here alone. */
  readonly elsewhere: string | null;
  /** Whether browsers let passkeys in here. */
  readonly hasPasskeys: boolean;
  /** Who is signed in by now. */
  readonly person: number | null;
}

async function askWays(): Promise<Ways | undefined> {
  const answer = await fetch(siteUrl('/login/ways')).catch(() => undefined);
  return answer?.ok === true ? ((await answer.json()) as Ways) : undefined;
}

/** Where else people sign in, in a tab of its own; whoever comes back from there as who they were goes on here. */
function useElsewhere(done: Answered): Ways | undefined {
  const [person] = useCurrentAdmin();
  const [known, setKnown] = useState<Ways>();
  useEffect(() => void askWays().then(setKnown), []);
  useComingBack(async () => {
    if (String((await askWays())?.person) === String(person?.id)) done(true);
  });
  return known;
}

function OtherTab({ path, service }: { readonly path: string; readonly service: string }): ReactNode {
  const { translateButton } = useTranslation();
  const interpolation = { escapeValue: false };
  return (
    <a className="p-button" href={siteUrl(`${path}?next=/login/again`)} target="_blank" rel="noopener">
      {translateButton('signInWith', undefined, { service, interpolation })}
    </a>
  );
}

function Dialog({ done }: { readonly done: Answered }): ReactNode {
  const { translateButton, translateMessage } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const { name, refusal, busy, submit } = useSigningIn(done);
  const ways = useElsewhere(done);
  const isRefused = refusal.told !== '' && !refusal.isHalf;
  const fields = (
    <>
      <Line name="username" isRefused={isRefused} />
      <Line name="password" isRefused={isRefused} />
    </>
  );
  return (
    <QuestionDialog
      dialog={dialog}
      prefix="p-again"
      title={translateMessage('signInAgain')}
      help={translateMessage('signInAgainHelp', undefined, { name })}
      told={refusal.told === 'signInFailed' ? translateMessage(refusal.told) : refusal.told}
      busy={busy}
      submit={submit}
      onClose={() => done(false)}
      fields={fields}
    >
      <button type="submit" className="p-button p-primary" disabled={busy}>
        {translateButton('signIn')}
      </button>
      <button type="button" className="p-button" onClick={() => dialog.current?.close()}>
        {translateButton('notNow')}
      </button>
      {refusal.isHalf && (
        <a
          className="p-button"
          href={siteUrl('/login/second')}
          target="_blank"
          rel="noopener"
          ref={(link) => link?.focus()}
        >
          {translateButton('giveSecondFactor')}
        </a>
      )}
      {ways?.hasPasskeys === true && <OtherTab path="/login" service={translateButton('aPasskey')} />}
      {typeof ways?.elsewhere === 'string' && <OtherTab path="/login/sso" service={ways.elsewhere} />}
    </QuestionDialog>
  );
}

/** Asks over the page to sign in when the session has ended under it; the page stays as it is. */
export function SignInDialog(): ReactNode {
  const answered = useAsked(signingIn);
  return answered === undefined ? null : <Dialog done={answered} />;
}
