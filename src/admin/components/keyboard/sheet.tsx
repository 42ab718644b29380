import { useTranslation } from 'adminjs';
import { Fragment, useEffect, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { siteUrl } from '../parts/site-url.ts';
import { isOn, switchKeys } from './listening.ts';
import { PLACES, SHORTCUTS } from './shortcuts.ts';

/** What keys do, and whether they do. */
export function Sheet({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { translateButton, translateLabel } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const [on, setOn] = useState(isOn);
  useEffect(() => dialog.current?.showModal(), []);
  const toggle = (): void => {
    switchKeys(!on);
    setOn(!on);
  };
  return createPortal(
    <dialog ref={dialog} className="p-dialog p-keys" aria-labelledby="p-keys-title" onClose={onClose}>
      <h2 id="p-keys-title">{translateLabel('keys')}</h2>
      <label className="p-choice">
        <input type="checkbox" checked={on} onChange={toggle} />
        <span>{translateLabel('keysOn')}</span>
      </label>
      {PLACES.map((place) => (
        <section key={place} aria-labelledby={`p-keys-${place}`}>
          <h3 id={`p-keys-${place}`}>{translateLabel(`keys_${place}`)}</h3>
          <dl>
            {SHORTCUTS.filter((one) => one.place === place).map(({ name, keys }) => (
              <Fragment key={name}>
                <dt>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{translateLabel(`key_${name}`)}</dd>
              </Fragment>
            ))}
          </dl>
        </section>
      ))}
      <p>
        <a href={siteUrl('/help')}>{translateLabel('wholeHelp')}</a>
      </p>
      <div className="p-buttons">
        <button type="button" className="p-button" onClick={() => dialog.current?.close()}>
          {translateButton('closeKeys')}
        </button>
      </div>
    </dialog>,
    document.body,
  );
}
