import type { ReactElement } from 'react';
import { readableTime } from '../../../readable-time.ts';
import { PASSKEY_NAME_LENGTH, type OwnPasskey } from '../../../use-cases/passkeys/own-passkeys.ts';
import { TextField, type FormErrors } from '../../../web/views/fields.tsx';
import { PasskeyForm } from '../../../web/views/passkey-form.tsx';
import { Marks, type FormMarks } from '../form-marks.tsx';
import { Moment } from '../moment.tsx';

/** What the part of passkeys shows. */
export interface PasskeysPartProps {
  readonly passkeys: readonly OwnPasskey[];
  /** The host that passkeys are bound to here; undefined: browsers let none in under this address. */
  readonly host: string | undefined;
  /** A group requires a second factor, and this is the only one. */
  readonly isLastRequired: boolean;
  /** They gave their own credentials a short while ago. */
  readonly isProven: boolean;
  /** How a new one is called, unless its owner says otherwise. */
  readonly name: string;
  readonly timeZone: string;
  readonly marks: FormMarks;
  readonly next: string | undefined;
  readonly errors: FormErrors;
}

function Passkey({ passkey, ...page }: Omit<PasskeysPartProps, 'passkeys'> & { passkey: OwnPasskey }) {
  const { id, name, host, isSynced, madeAt, lastUsedAt } = passkey;
  return (
    <li className="token">
      <div className="token-head">
        <strong dir="auto">{name}</strong>
        {isSynced && <span className="hint mb-0">Kept in an account, for all devices of it</span>}
      </div>
      <p className="hint">
        Added {readableTime(madeAt, page.timeZone)} ·{' '}
        {lastUsedAt === null ? (
          'never used'
        ) : (
          <>
            last used <Moment value={lastUsedAt} timeZone={page.timeZone} />
          </>
        )}
      </p>
      {page.host !== undefined && host !== page.host && (
        <p className="hint">It is for {host}, and does not work under this address.</p>
      )}
      {page.isLastRequired ? (
        <p className="hint mb-0">
          A group of yours requires a second factor, and this is the only one you have. Add another before you
          remove it.
        </p>
      ) : (
        <form method="post" action={`/profile/security/passkeys/${id}/remove`} data-once>
          <Marks marks={page.marks} />
          <button type="submit" className="btn btn-outline-secondary btn-sm">
            Remove<span className="visually-hidden"> {name}</span>
          </button>
        </form>
      )}
    </li>
  );
}

function Add({ isProven, name, marks, next, errors }: PasskeysPartProps): ReactElement {
  // Nobody names one only to be asked who they are then.
  if (!isProven)
    return (
      <p className="mb-0">
        <a className="btn btn-primary" href="/confirm?next=/profile/security">
          Add a passkey
        </a>
      </p>
    );
  return (
    <>
      <div data-needs-passkeys hidden>
        <PasskeyForm action="/profile/security/passkeys" kind="new" label="Add a passkey" isPrimary>
          <Marks marks={marks} />
          {next !== undefined && <input type="hidden" name="next" value={next} />}
          <TextField
            name="name"
            prefix="passkey-"
            label="Name"
            hint="So that you know it again, such as “Work laptop”"
            required
            defaultValue={name}
            maxLength={PASSKEY_NAME_LENGTH}
            autoComplete="off"
            errors={errors}
          />
        </PasskeyForm>
      </div>
      <p className="hint mb-0" data-lacks-passkeys>
        This browser cannot add one: it takes scripts, and a browser of the last years.
      </p>
    </>
  );
}

/** Passkeys: what they are, those that are there, and how another is added. */
export function PasskeysPart(props: PasskeysPartProps): ReactElement {
  const { passkeys, host } = props;
  return (
    <section className="panel" aria-labelledby="passkeys">
      <h2 id="passkeys">Passkeys</h2>
      <p>
        A passkey signs you in by the fingerprint, face or PIN of your device, without a password and without
        a code. It answers to the portal alone, so that no false page gets anything from you.
      </p>
      {passkeys.length > 0 && (
        <ul className="tokens" aria-label="Your passkeys">
          {passkeys.map((passkey) => (
            <Passkey key={passkey.id} {...props} passkey={passkey} />
          ))}
        </ul>
      )}
      {host === undefined ? (
        <p className="hint mb-0">
          Passkeys need an address that begins with https and has a name. Under the one by which you came none
          can be added or used.
        </p>
      ) : (
        <Add {...props} />
      )}
      <p className="hint mt-3 mb-0">
        A device is lost? Remove its passkey here, and{' '}
        <a href="/profile/sessions">end the sessions that are open on it</a>.
      </p>
    </section>
  );
}
