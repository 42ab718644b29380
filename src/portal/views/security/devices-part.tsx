import type { ReactElement } from 'react';
import { readableTime } from '../../../readable-time.ts';
import type { RememberedDevice } from '../../../use-cases/second-factor/trusted-devices.ts';
import { Marks, type FormMarks } from '../form-marks.tsx';

interface DevicesPartProps {
  readonly devices: readonly RememberedDevice[];
  readonly timeZone: string;
  readonly marks: FormMarks;
}

function Device({
  device,
  timeZone,
  marks,
}: Omit<DevicesPartProps, 'devices'> & { device: RememberedDevice }) {
  const { id, called, address, since, until } = device;
  return (
    <li className="token">
      <div className="token-head">
        <strong>{called}</strong>
      </div>
      <p className="hint">
        Remembered {readableTime(since, timeZone)} from {address} · until {readableTime(until, timeZone)}
      </p>
      <form method="post" action={`/profile/security/devices/${id}/forget`} data-once>
        <Marks marks={marks} />
        <button type="submit" className="btn btn-outline-secondary btn-sm">
          Forget<span className="visually-hidden"> {called}</span>
        </button>
      </form>
    </li>
  );
}

/** Where no second factor is asked for. */
export function DevicesPart({ devices, timeZone, marks }: DevicesPartProps): ReactElement {
  return (
    <section className="panel" aria-labelledby="devices">
      <h2 id="devices">Remembered devices</h2>
      {devices.length === 0 ? (
        <p className="mb-0">None: each sign-in asks for your second factor.</p>
      ) : (
        <>
          <p>Your password is enough there. One of them is not yours, or was sold? Forget it.</p>
          <ul className="tokens mb-0" aria-label="Remembered devices">
            {devices.map((device) => (
              <Device key={device.id} device={device} timeZone={timeZone} marks={marks} />
            ))}
          </ul>
        </>
      )}
      <p className="hint mt-3 mb-0">
        <a href="/profile/sessions">Where you are signed in</a>
      </p>
    </section>
  );
}
