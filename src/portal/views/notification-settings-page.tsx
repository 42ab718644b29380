import type { ReactElement } from 'react';
import { Notice } from '../../look/states.tsx';
import type { Person } from '../../policies/actor.ts';
import type {
  KindSetting,
  NotificationSettings,
} from '../../use-cases/notifications/settings/get-notification-settings.ts';
import { ErrorSummary, type FormErrors } from '../../web/views/fields.tsx';
import { Layout } from '../../web/views/layout.tsx';
import { Marks, type FormMarks } from './form-marks.tsx';

/** How the fields of a kind begin. */
export const IN_PORTAL = 'inPortal.';
/** How the fields of a kind begin that say when a mail is sent. */
export const BY_MAIL_FIELD = 'byMail.';

/** What the page of settings shows. */
export interface NotificationSettingsPageProps {
  readonly person: Person;
  readonly settings: NotificationSettings;
  readonly errors: FormErrors;
  readonly saved: boolean;
  readonly timeZone: string;
  readonly marks: FormMarks;
}

const WAYS = [
  ['at_once', 'At once'],
  ['digest', 'Daily digest'],
  ['none', 'No mail'],
] as const;

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

function FixedKind({ label }: Pick<KindSetting, 'label'>): ReactElement {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td colSpan={2} className="muted">
        Always, in the portal and by mail
      </td>
    </tr>
  );
}

function Kind({ setting }: { readonly setting: KindSetting }): ReactElement {
  const { kind, label, inPortal, byMail, isFixed } = setting;
  if (isFixed) return <FixedKind label={label} />;
  const [box, choice] = [`${IN_PORTAL}${kind}`, `${BY_MAIL_FIELD}${kind}`];
  return (
    <tr>
      <th scope="row">{label}</th>
      <td className="setting-box">
        <label className="form-check">
          <input
            className="form-check-input"
            type="checkbox"
            name={box}
            value="on"
            defaultChecked={inPortal}
          />
          <span className="form-check-label">
            In the portal<span className="visually-hidden">: {label}</span>
          </span>
        </label>
      </td>
      <td className="setting-mail">
        <select className="form-select" name={choice} aria-label={`By mail: ${label}`} defaultValue={byMail}>
          {WAYS.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </td>
    </tr>
  );
}

function Kinds({ groups }: Pick<NotificationSettings, 'groups'>): ReactElement {
  return (
    <table className="settings-table">
      <caption className="visually-hidden">What you are told, and where</caption>
      <thead>
        <tr>
          <th scope="col">What happens</th>
          <th scope="col">In the portal</th>
          <th scope="col">By mail</th>
        </tr>
      </thead>
      {groups.map(({ label, kinds }) => (
        <tbody key={label}>
          <tr className="settings-group">
            <th scope="rowgroup" colSpan={3}>
              {label}
            </th>
          </tr>
          {kinds.map((setting) => (
            <Kind key={setting.kind} setting={setting} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Mail({
  settings,
  timeZone,
}: Pick<NotificationSettingsPageProps, 'settings' | 'timeZone'>): ReactElement {
  return (
    <>
      <h2>Mail</h2>
      <div className="form-check field">
        <input
          className="form-check-input"
          type="checkbox"
          id="emailNotifications"
          name="emailNotifications"
          value="on"
          aria-describedby="emailNotifications-hint"
          defaultChecked={settings.emailNotifications}
        />
        <label className="form-check-label" htmlFor="emailNotifications">
          Send me mails
        </label>
        <p className="hint mb-0" id="emailNotifications-hint">
          Switched off, only what concerns the security of your account comes by mail.
        </p>
      </div>
      <div className="field settings-hour">
        <label className="form-label" htmlFor="digestHour">
          Daily digest at
        </label>
        <select
          className="form-select"
          id="digestHour"
          name="digestHour"
          aria-describedby="digestHour-hint"
          // None of the hours was sent: the first is offered again.
          defaultValue={Number.isNaN(settings.digestHour) ? undefined : settings.digestHour}
        >
          {HOURS.map((hour) => (
            <option key={hour} value={hour}>
              {`${String(hour).padStart(2, '0')}:00`}
            </option>
          ))}
        </select>
        <p className="hint mb-0" id="digestHour-hint">
          Time in {timeZone}
        </p>
      </div>
    </>
  );
}

/** Shown by the script where the browser has such notices; kept by the browser, as its permission is. */
function DesktopNotices(): ReactElement {
  return (
    <section className="panel" id="desktop-notices" aria-labelledby="desktop" hidden>
      <h2 id="desktop">This browser</h2>
      <label className="form-check">
        <input className="form-check-input" type="checkbox" />
        <span className="form-check-label">Show desktop notices while a page of the portal is open</span>
      </label>
      <p className="field-error" role="status" hidden>
        The browser does not allow it. Allow notifications for this site in its settings, then try again.
      </p>
    </section>
  );
}

/** What somebody wants to hear, and where. */
export function NotificationSettingsPage(props: NotificationSettingsPageProps): ReactElement {
  const { person, settings, errors, saved, timeZone, marks } = props;
  return (
    <Layout title="Notification settings" person={person} current="/notifications/settings" narrow>
      <p className="back">
        <a href="/notifications">Notifications</a>
      </p>
      <h1>Notification settings</h1>
      {saved && <Notice kind="done">Your changes are saved.</Notice>}
      <ErrorSummary errors={errors} labels={{ digestHour: 'Daily digest at' }} />
      <form className="panel" method="post" action="/notifications/settings" noValidate data-once>
        <Marks marks={marks} />
        <Mail settings={settings} timeZone={timeZone} />
        <h2>What you are told, and where</h2>
        <Kinds groups={settings.groups} />
        <div className="form-actions">
          <button type="submit" className="btn btn-primary">
            Save
          </button>
        </div>
      </form>
      <DesktopNotices />
    </Layout>
  );
}
