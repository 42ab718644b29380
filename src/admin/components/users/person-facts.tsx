import { useTranslation, ViewHelpers, type RecordJSON, type ResourceJSON } from 'adminjs';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { asText } from '../parts/as-text.ts';
import { Age } from '../parts/age.tsx';
import { idsIn } from '../parts/list-value.ts';
import { panelTime } from '../parts/time.ts';
import type { Factors, PersonRecord } from './person-types.ts';

const views = new ViewHelpers();

interface FactsProps {
  readonly resource: ResourceJSON;
  readonly record: RecordJSON;
  readonly refusal: PersonRecord['person']['refusal'];
  readonly factors: PersonRecord['person']['factors'];
}

/** The address, and why no mail arrives there. */
function Address({
  address,
  refusal,
}: { readonly address: string } & Pick<FactsProps, 'refusal'>): ReactNode {
  const { translateLabel } = useTranslation();
  return (
    <>
      <a href={`mailto:${address}`}>{address}</a>
      {refusal !== null && (
        <span className="p-refused">
          {translateLabel('mailRefused', 'users', {
            when: panelTime(new Date(refusal.refusedAt)),
            reason: refusal.reason,
            interpolation: { escapeValue: false },
          })}
        </span>
      )}
    </>
  );
}

/** A record that is referred to by its title, as a link for those who may open it. */
function Referred({ record, path, to }: { record: RecordJSON; path: string; to: string }): ReactNode {
  const referred = record.populated[path];
  if (!referred) return null;
  const opens = referred.recordActions.some(({ name }) => name === 'show');
  return opens ? <Link to={views.showUrl(to, referred.id)}>{referred.title}</Link> : referred.title;
}

function Groups({ record }: { readonly record: RecordJSON }): ReactNode {
  return (
    <span className="p-facts-several">
      {idsIn(record, 'groupIds').map((id, index) => (
        <Referred key={id} record={record} path={`groupIds.${index}`} to="groups" />
      ))}
    </span>
  );
}

/** What they give beside their password, for who may know it. */
function Factor({ factors }: { readonly factors: Factors }): ReactNode {
  const { translateLabel } = useTranslation();
  const { app, passkeys, recoveryCodes } = factors;
  if (app === undefined && passkeys === 0) return translateLabel('secondFactorNone', 'users');
  const since = (at: Date | string) => ({ when: panelTime(new Date(at)) });
  return [
    ...(app === undefined ? [] : [translateLabel('secondFactorApp', 'users', since(app.since))]),
    ...(passkeys === 0 ? [] : [translateLabel('secondFactorPasskeys', 'users', { count: passkeys })]),
    translateLabel('secondFactorCodes', 'users', { count: recoveryCodes }),
  ].join('; ');
}

function useFacts({
  record,
  refusal,
  factors,
}: FactsProps): readonly (readonly [path: string, value: ReactNode])[] {
  const { translateLabel } = useTranslation();
  const value = (path: string): unknown => (record.params as Readonly<Record<string, unknown>>)[path];
  const text = (path: string): string => asText(value(path));
  const yesOrNo = (path: string): string => translateLabel(value(path) === true ? 'yes' : 'no');
  const address = text('email');
  return [
    ['username', text('username')],
    ['email', address !== '' && <Address address={address} refusal={refusal} />],
    ['accessLevel', text('accessLevel')],
    ['groupIds', idsIn(record, 'groupIds').length > 0 && <Groups record={record} />],
    ['profile.departmentId', <Referred record={record} path="profile.departmentId" to="departments" />],
    ['profile.phoneNumber', text('profile.phoneNumber')],
    ['profile.mainPortalId', text('profile.mainPortalId')],
    ['profile.emailNotifications', yesOrNo('profile.emailNotifications')],
    ['profile.awayUntil', text('profile.awayUntil')],
    ['isActive', yesOrNo('isActive')],
    ['isSuperuser', value('isSuperuser') === true && yesOrNo('isSuperuser')],
    ['secondFactor', factors !== null && <Factor factors={factors} />],
    ['mustChangePassword', value('mustChangePassword') === true && yesOrNo('mustChangePassword')],
    [
      'lastLogin',
      value('lastLogin') ? <Age value={value('lastLogin')} /> : translateLabel('neverSignedIn', 'users'),
    ],
    ['dateJoined', <Age value={value('dateJoined')} />],
  ];
}

/** What is known of a person; what nobody said is left out. */
export function PersonFacts(props: FactsProps): ReactNode {
  const { resource, record } = props;
  const { translateLabel, translateProperty } = useTranslation();
  const facts = useFacts(props).filter(([, value]) => value !== '' && value !== false && value !== null);
  const profiles = `${views.resourceUrl({ resourceId: 'user_profiles' })}?filters.userId=${record.id}`;
  return (
    <section className="p-card" aria-labelledby="p-facts">
      <h2 id="p-facts">{translateLabel('facts', 'users')}</h2>
      <dl className="p-person-facts">
        {facts.map(([path, value]) => (
          <div key={path}>
            <dt>
              {path === 'secondFactor' ? translateLabel(path, 'users') : translateProperty(path, resource.id)}
            </dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="p-hint">
        <Link to={profiles}>{translateLabel('ownProfile', 'users')}</Link>
      </p>
    </section>
  );
}
