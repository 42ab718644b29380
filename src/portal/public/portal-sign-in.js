// Where the session has ended under a page, whoever opened it signs in over it, and all of it stays as it is.
import { make } from './portal-files.js';

const { person, personName } = document.body.dataset;
const FAILED = 'The portal could not be reached. Please try again.';

/** Signs in as whoever opened the page. Answers why not, and whether a second factor is missing; nothing: there is a session again. */
const signIn = async (form) => {
  const body = new URLSearchParams(new FormData(form));
  body.set('openedAs', person);
  const headers = { Accept: 'application/json' };
  const address = new URL('../login', import.meta.url);
  const answer = await fetch(address, { method: 'POST', body, headers, redirect: 'manual' });
  if (answer.type === 'opaqueredirect' || answer.ok) return undefined;
  const { error } = await answer.json();
  const told = Object.values(error?.fields ?? {}).join(' ') || error?.message || FAILED;
  return { told, isHalf: error?.code === 'second_factor_due' };
};

/** Where else people sign in, and who is signed in by now; nothing where that cannot be learnt. */
const ways = async () => {
  const answer = await fetch(new URL('../login/ways', import.meta.url)).catch(() => undefined);
  return answer?.ok === true ? answer.json() : undefined;
};

/** A link to another page of the sign-in, in a tab of its own. */
const linkTo = (form, path, textContent) => {
  const href = new URL(path, import.meta.url).href;
  const link = make('a', { className: 'btn btn-outline-secondary', href, target: '_blank', textContent });
  link.rel = 'noopener';
  form.querySelector('.form-actions').append(link);
  return link;
};

/** Other ways in open in a tab of their own; whoever comes back from there goes on here. */
const offerElsewhere = async (form, done) => {
  const { elsewhere, hasPasskeys } = (await ways()) ?? {};
  if (hasPasskeys === true) linkTo(form, '../login?next=/login/again', 'Sign in with a passkey');
  if (typeof elsewhere === 'string')
    linkTo(form, '../login/sso?next=/login/again', `Sign in with ${elsewhere}`);
  const comeBack = async () => {
    if (document.hidden || !form.isConnected) return;
    const by = await ways();
    if (String(by?.person) === person) done();
  };
  const listen = () => void comeBack();
  addEventListener('focus', listen);
  document.addEventListener('visibilitychange', listen);
  form.closest('dialog').addEventListener('close', () => {
    removeEventListener('focus', listen);
    document.removeEventListener('visibilitychange', listen);
  });
};

const lineOf = (name, text, values) => {
  const id = `again-${name}`;
  const label = make('label', { className: 'form-label', htmlFor: id, textContent: text });
  const input = make('input', { id, name, className: 'form-control', spellcheck: false, ...values });
  input.setAttribute('aria-describedby', 'again-told');
  return make('div', { className: 'field' }, label, input);
};

const buttonOf = (type, look, textContent) =>
  make('button', { type, className: `btn btn-${look}`, textContent });

const draw = (told, later) => {
  const title = make('h2', { id: 'again-title', textContent: 'Sign in again' });
  const name = make('bdi', { textContent: personName });
  const why = make('p', { className: 'hint' });
  why.append('Your session has ended. Sign in as ', name, ', and your form is sent. Nothing is lost.');
  const form = make(
    'form',
    { noValidate: true },
    title,
    why,
    told,
    lineOf('username', 'Username or e-mail', { autocomplete: 'username', autocapitalize: 'none' }),
    lineOf('password', 'Password', { type: 'password', autocomplete: 'current-password' }),
    make('div', { className: 'form-actions' }, buttonOf('submit', 'primary', 'Sign in'), later),
  );
  const dialog = make('dialog', { className: 'over-page' }, form);
  dialog.setAttribute('aria-labelledby', title.id);
  return { dialog, form };
};

const submitting = (form, told, done) => {
  let isBusy = false;
  let second;
  return async (event) => {
    event.preventDefault();
    // The page's own forms are not sent by this.
    event.stopPropagation();
    if (isBusy) return;
    isBusy = true;
    const why = await signIn(form).catch(() => ({ told: FAILED, isHalf: false }));
    isBusy = false;
    if (why === undefined) {
      done();
      return;
    }
    told.textContent = why.told;
    if (why.isHalf) {
      second ??= linkTo(form, '../login/second', 'Give the second factor');
      second.focus();
      return;
    }
    for (const input of form.querySelectorAll('input')) input.ariaInvalid = 'true';
    form.elements.password.select();
  };
};

/** Asks to sign in. Answers whether there is a session again. */
export const signInOver = () =>
  new Promise((resolve) => {
    const told = make('p', { id: 'again-told', className: 'field-error', role: 'alert' });
    const later = buttonOf('button', 'outline-secondary', 'Not now');
    const { dialog, form } = draw(told, later);
    let isBack = false;
    const done = () => {
      isBack = true;
      dialog.close();
    };
    form.addEventListener('submit', submitting(form, told, done));
    later.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(isBack);
    });
    document.body.append(dialog);
    dialog.showModal();
    void offerElsewhere(form, done);
  });
