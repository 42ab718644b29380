// Before a form leaves its page: whether its sender is still signed in, and its files, with how far they are. Without
// this script, and whenever it is in doubt, the form goes as it is, and the portal keeps what it cannot take.
import { make } from './portal-files.js';
import { signInOver } from './portal-sign-in.js';

const ADDRESS = new URL('../sending', import.meta.url);
/** How long a page waits to hear of its session before the form goes all the same, in milliseconds. */
const PATIENCE_MS = 10_000;
const UNREACHED = 'The portal could not be reached, so nothing was sent. What you typed is still here.';

/** Forms that may leave now, and those that are on their way. */
const free = new WeakSet();
const sending = new WeakSet();
/** What puts the forms of this page back to how they were. */
const undoings = [];

/** Says as whom the form was opened, with these files. Answers with status 0 where nothing came back. */
const ask = (form, files, { signal, told }) =>
  new Promise((resolve) => {
    const body = new FormData();
    body.append('formOwner', form.elements.formOwner.value);
    for (const file of files) body.append('attachments', file);
    const call = new XMLHttpRequest();
    call.open('POST', ADDRESS);
    call.setRequestHeader('Accept', 'application/json');
    call.responseType = 'json';
    if (files.length === 0) call.timeout = PATIENCE_MS;
    call.upload.addEventListener('progress', ({ loaded, total }) => told(loaded / total));
    call.addEventListener('load', () => resolve({ status: call.status, answer: call.response }));
    for (const end of ['error', 'abort']) call.addEventListener(end, () => resolve({ status: 0 }));
    call.addEventListener('timeout', () => resolve({ status: 504 }));
    signal.addEventListener('abort', () => call.abort());
    call.send(body);
  });

/** Asks, and asks once more after signing in again; undefined: they did not. */
const askSignedIn = async (form, files, way) => {
  const first = await ask(form, files, way);
  if (first.status !== 401) return first;
  return (await signInOver()) ? ask(form, files, way) : undefined;
};

/** The button and the line below the form while it is on its way. */
const showing = (form, button, stop) => {
  const label = [...button.childNodes];
  const bar = make('progress', { max: 1, value: 0, ariaLabel: 'Sending' });
  const halt = make('button', {
    type: 'button',
    className: 'btn btn-outline-secondary',
    textContent: 'Stop sending',
  });
  halt.addEventListener('click', stop);
  const line = make('div', { className: 'sending' }, bar, halt);
  const isFocused = document.activeElement === button;
  button.disabled = true;
  const told = (share) => {
    if (!line.isConnected) button.parentElement.after(line);
    bar.value = share;
    button.textContent = `Sending ${Math.floor(share * 100)} %`;
  };
  const end = () => {
    button.disabled = false;
    // A disabled button loses the focus to what is around it.
    const isLost = isFocused && document.activeElement.contains(button);
    if (isLost || line.contains(document.activeElement)) button.focus();
    line.remove();
    button.replaceChildren(...label);
  };
  return { told, end };
};

const sayAt = (form, text) => {
  form.querySelector('.not-sent')?.remove();
  if (text === '') return;
  const line = make('p', { className: 'field-error not-sent', role: 'alert' });
  form.querySelector('button[type=submit]').parentElement.after(line);
  line.textContent = text;
};

const leave = (form, button) => {
  free.add(form);
  // A form does not leave by a button that is disabled.
  button.disabled = false;
  form.requestSubmit(button);
  // On its way until this page is shown again: sent once more, it would overtake itself.
  undoings.push(() => sending.delete(form));
};

/** The form names the files that are there already; those of its field stay behind. */
const nameFiles = (form, input, ids) => {
  const named = ids.map((value) => make('input', { type: 'hidden', name: 'keptFiles', value }));
  form.append(...named);
  input.disabled = true;
  undoings.push(() => {
    for (const one of named) one.remove();
  });
};

const isSame = (files, others) =>
  files.length === others.length &&
  files.every(({ name, size }, at) => name === others[at].name && size === others[at].size);

const send = async (form, button) => {
  const input = form.querySelector('input[type=file]');
  const files = [...(input?.files ?? [])];
  const leaving = new AbortController();
  const stop = () => leaving.abort();
  form.addEventListener('reset', stop, { once: true });
  const { told, end } = showing(form, button, stop);
  const way = { signal: leaving.signal, told: (share) => files.length > 0 && told(share) };
  // Whether there is a session is known before the files have travelled in vain.
  let answer = await askSignedIn(form, [], { ...way, told: () => undefined });
  if (answer?.status === 200 && files.length > 0) {
    told(0);
    answer = await askSignedIn(form, files, way);
  }
  if (answer === undefined || answer.status === 422 || answer.status === 0) {
    sending.delete(form);
    end();
    if (answer === undefined || leaving.signal.aborted) return;
    sayAt(form, answer.answer?.error?.fields?.attachments ?? UNREACHED);
    return;
  }
  undoings.push(end);
  // Whoever changed their choice meanwhile sends what is chosen now.
  const isAhead = answer.status === 200 && files.length > 0 && isSame(files, [...input.files]);
  if (isAhead) nameFiles(form, input, answer.answer.files);
  leave(form, button);
};

// Before all others hear of it: for them a form is sent when it leaves the page.
addEventListener(
  'submit',
  (event) => {
    const { target: form, submitter } = event;
    if (form.elements.formOwner === undefined || free.delete(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (sending.has(form)) return;
    sending.add(form);
    sayAt(form, '');
    const button = submitter ?? form.querySelector('button[type=submit]');
    send(form, button).catch(() => leave(form, button));
  },
  { capture: true },
);

// A page that comes back from the browser's history is as it was.
addEventListener('pageshow', () => {
  for (const undo of undoings.splice(0)) undo();
  for (const input of document.querySelectorAll('input[type=file]:disabled')) input.disabled = false;
});
