import type { ReactElement } from 'react';
import { Notice } from '../../look/states.tsx';
import type { Person } from '../../policies/actor.ts';
import type { LinkedIdentity } from '../../use-cases/single-sign-on/identities.ts';
import type { OwnProfile } from '../../use-cases/people/get-own-profile.ts';
import { ErrorSummary, TextField, type FormErrors } from '../../web/views/fields.tsx';
import { Layout } from '../../web/views/layout.tsx';
import { Marks, type FormMarks } from './form-marks.tsx';

const AWAY = 'Away until';

/** What the profile page shows. */
export interface ProfilePageProps {
  readonly person: Person;
  readonly profile: OwnProfile;
  /** By which accounts of other services they sign in. */
  readonly identities: readonly LinkedIdentity[];
  /** What is in the fields, as typed. */
  readonly form: Pick<OwnProfile, 'phoneNumber' | 'emailNotifications' | 'awayUntil'>;
  readonly errors: FormErrors;
  readonly saved: boolean;
  readonly marks: FormMarks;
}

/** The service as people read it. */
function hostOf({ issuer }: LinkedIdentity): string {
  return issuer.replace(/^[a-z]+:\/\//, '').replace(/\/$/, '');
}

function Known({
  person,
  profile,
  identities,
}: Pick<ProfilePageProps, 'person' | 'profile' | 'identities'>): ReactElement {
  const services = identities.map(hostOf).join(', ');
  const facts = [
    ['Name', profile.name],
    ['Username', profile.username],
    ['E-mail', profile.email || 'Not known'],
    ['Department', profile.department ?? 'None'],
    ['Main portal ID', profile.mainPortalId ?? 'None'],
    ['Access level', person.accessLevel],
    ...(services === '' ? [] : [['Single sign-on', services] as const]),
  ] as const;
  return (
    <section className="panel" aria-labelledby="known">
      <h2 id="known">What IT knows about you</h2>
      <dl className="facts">
        {facts.map(([label, value]) => (
          <div className="fact" key={label}>
            <dt>{label}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="hint mb-0">Something is wrong here? Ask an administrator to change it.</p>
    </section>
  );
}

/** Where else people see to their account. */
const ACCOUNT_PAGES = [
  ['/password', 'Change password'],
  ['/profile/security', 'Sign-in and security'],
  ['/profile/sessions', 'Sessions'],
  ['/profile/tokens', 'API tokens'],
] as const;

function Account(): ReactElement {
  return (
    <section className="panel" aria-labelledby="account">
      <h2 id="account">Account</h2>
      <div className="form-actions">
        {ACCOUNT_PAGES.map(([href, text]) => (
          <a key={href} className="btn btn-outline-secondary" href={href}>
            {text}
          </a>
        ))}
      </div>
    </section>
  );
}

function OwnData(): ReactElement {
  return (
    <section className="panel" aria-labelledby="own-data">
      <h2 id="own-data">Your data</h2>
      <p>
        Everything that the portal knows of you and may tell you, and the files that you sent, as one archive
        (zip).
      </p>
      <div className="form-actions">
        <a className="btn btn-outline-secondary" href="/profile/data">
          Download my data
        </a>
      </div>
    </section>
  );
}

/** One's own profile: what others set, and what one sets oneself. */
export function ProfilePage(props: ProfilePageProps): ReactElement {
  const { person, profile, identities, form, errors, saved, marks } = props;
  return (
    <Layout title="Profile" person={person} current="/profile" narrow>
      <h1>Profile</h1>
      {saved && <Notice kind="done">Your changes are saved.</Notice>}
      <ErrorSummary errors={errors} labels={{ phoneNumber: 'Phone number', awayUntil: AWAY }} />
      <Known person={person} profile={profile} identities={identities} />
      <form className="panel" method="post" action="/profile" noValidate data-once>
        <Marks marks={marks} />
        <h2>What you set yourself</h2>
        <TextField
          name="phoneNumber"
          label="Phone number"
          type="tel"
          autoComplete="tel"
          maxLength={20}
          defaultValue={form.phoneNumber}
          errors={errors}
        />
        {person.isAssignable && (
          <TextField
            name="awayUntil"
            label={AWAY}
            hint="Your last day away: until then no rule assigns anything to you, and others see it where they assign"
            type="date"
            defaultValue={form.awayUntil}
            errors={errors}
          />
        )}
        <div className="form-check field">
          <input
            className="form-check-input"
            type="checkbox"
            id="emailNotifications"
            name="emailNotifications"
            value="on"
            defaultChecked={form.emailNotifications}
          />
          <label className="form-check-label" htmlFor="emailNotifications">
            Tell me by e-mail when something happens to my complaints
          </label>
          <p className="hint mb-0">
            <a href="/notifications/settings">Choose what you are told, and where</a>
          </p>
        </div>
        <div className="form-actions">
          <button type="submit" className="btn btn-primary">
            Save
          </button>
        </div>
      </form>
      <Account />
      <OwnData />
    </Layout>
  );
}
