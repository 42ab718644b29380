import type { ReactElement } from 'react';
import { EmptyState, Notice } from '../../look/states.tsx';
import type { Person } from '../../policies/actor.ts';
import { PERMISSION_NAMES, PERMISSIONS } from '../../policies/permissions.ts';
import { MOST_DAYS } from '../../use-cases/tokens/create-token.ts';
import type { MadeToken } from '../../use-cases/tokens/write-token.ts';
import type { TokenView } from '../../use-cases/tokens/list-tokens.ts';
import { ErrorSummary, ChoiceField, TextField, type FormErrors } from '../../web/views/fields.tsx';
import { Layout } from '../../web/views/layout.tsx';
import { readableTime } from '../../readable-time.ts';
import { Marks, type FormMarks } from './form-marks.tsx';
import { Moment } from './moment.tsx';

/** What the form of a new token holds, as it was sent. */
export interface TokenForm {
  readonly name: string;
  readonly days: string;
  readonly scopes: readonly string[];
}

/** What the page of tokens shows. */
export interface TokensPageProps {
  readonly person: Person;
  readonly tokens: readonly TokenView[];
  readonly form: TokenForm;
  readonly errors: FormErrors;
  readonly submissionKey: string;
  /** Just made: the only time that it is shown. */
  readonly made: MadeToken | undefined;
  /** What was done. */
  readonly told: string | undefined;
  readonly timeZone: string;
  readonly marks: FormMarks;
}

const LIVES = ['7', '30', '90', '180', String(MOST_DAYS)].map((value) => ({ value, text: `${value} days` }));

function Made({ made, timeZone }: { made: MadeToken; timeZone: string }): ReactElement {
  return (
    <section className="panel" aria-labelledby="made">
      <h2 id="made">Your new token</h2>
      <p>Copy it now: it is not shown again.</p>
      <p className="token-text">
        <code>{made.token}</code>
      </p>
      <p className="hint mb-0">
        It works until {readableTime(made.expires, timeZone)}. Programs send it as{' '}
        <code>Authorization: Bearer TOKEN</code>. Whoever has it can do what you ticked, so keep it like a
        password.
      </p>
    </section>
  );
}

function scopesInWords(scopes: readonly string[]): string {
  return scopes.length === 0 ? 'What everybody may: own complaints and the FAQ' : scopes.join(', ');
}

function Token({ token, ...page }: Pick<TokensPageProps, 'marks' | 'timeZone'> & { token: TokenView }) {
  const { id, name, prefix, scopes, expires, lastUsedAt, lastAddress } = token;
  const isOver = expires <= new Date();
  return (
    <li className="token">
      <div className="token-head">
        <strong dir="auto">{name}</strong> <code>{prefix}…</code>
      </div>
      <p className="hint">{scopesInWords(scopes)}</p>
      <p className="hint">
        {isOver ? 'Expired ' : 'Works until '}
        {readableTime(expires, page.timeZone)} ·{' '}
        {lastUsedAt === null ? (
          'never used'
        ) : (
          <>
            last used <Moment value={lastUsedAt} timeZone={page.timeZone} />
            {lastAddress !== null && ` from ${lastAddress}`}
          </>
        )}
      </p>
      <form method="post" action={`/profile/tokens/${id}/revoke`} data-once>
        <Marks marks={page.marks} />
        <button type="submit" className="btn btn-outline-secondary btn-sm">
          Revoke<span className="visually-hidden"> {name}</span>
        </button>
      </form>
    </li>
  );
}

function Scopes({ person, form }: Pick<TokensPageProps, 'person' | 'form'>): ReactElement | null {
  const own = PERMISSION_NAMES.filter((name) => person.permissions.has(name));
  if (own.length === 0) return null;
  return (
    <fieldset className="field">
      <legend className="form-label">What it may do beside your own complaints</legend>
      {own.map((name) => (
        <div key={name} className="form-check">
          <input
            className="form-check-input"
            type="checkbox"
            id={`scope-${name}`}
            name="scopes"
            value={name}
            defaultChecked={form.scopes.includes(name)}
          />
          <label className="form-check-label" htmlFor={`scope-${name}`}>
            <code>{name}</code> {PERMISSIONS[name]}
          </label>
        </div>
      ))}
    </fieldset>
  );
}

function NewToken(page: TokensPageProps): ReactElement {
  const { errors, form, marks, submissionKey } = page;
  return (
    <form className="panel" method="post" action="/profile/tokens" noValidate data-once>
      <Marks marks={marks} />
      <input type="hidden" name="submissionKey" value={submissionKey} />
      <h2>New token</h2>
      <TextField
        name="name"
        label="Name"
        hint="What it is for, such as Night report"
        required
        maxLength={100}
        defaultValue={form.name}
        errors={errors}
      />
      <ChoiceField
        name="days"
        label="Works for"
        required
        choices={LIVES}
        defaultValue={form.days}
        errors={errors}
      />
      <Scopes {...page} />
      <div className="form-actions">
        <button type="submit" className="btn btn-primary">
          Make token
        </button>
      </div>
    </form>
  );
}

/** One's own API tokens: what there is, and a new one. */
export function TokensPage(page: TokensPageProps): ReactElement {
  const { person, tokens, errors, made, told, timeZone } = page;
  return (
    <Layout title="API tokens" person={person} current="/profile" narrow>
      <h1>API tokens</h1>
      {told !== undefined && <Notice kind="done">{told}</Notice>}
      <ErrorSummary errors={errors} labels={{ name: 'Name', days: 'Works for', scopes: 'What it may do' }} />
      <p>
        With a token a program does in your name what you could do yourself.{' '}
        <a href="/api/docs">What programs can do</a>
      </p>
      {made !== undefined && <Made made={made} timeZone={timeZone} />}
      {tokens.length === 0 ? (
        <EmptyState
          heading="No tokens yet"
          text="Make one below for each program, so that you can revoke it alone."
        />
      ) : (
        <ul className="tokens" aria-label="Your tokens">
          {tokens.map((token) => (
            <Token key={token.id} token={token} {...page} />
          ))}
        </ul>
      )}
      <NewToken {...page} />
    </Layout>
  );
}
