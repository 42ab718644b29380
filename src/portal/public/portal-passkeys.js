// Passkeys need this script: without it what asks for one stays hidden, and every other way works.
import './webauthn.js';

const { browserSupportsWebAuthn, browserSupportsWebAuthnAutofill, startAuthentication, startRegistration } =
  globalThis.SimpleWebAuthnBrowser;

/** An answer counts for five minutes: what waits in the list of a field is asked anew before that. */
const ASK_AGAIN_MS = 4 * 60_000;
const FAILED = 'The portal could not be reached. Please try again.';
const BROKEN_OFF =
  'Nothing was done: it was broken off, took too long, or there is no passkey for the portal here.';
/** By the codes that the library gives; all else is told as broken off, since browsers tell no more. */
const REASONS = {
  ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED: 'This device has a passkey of yours already.',
  ERROR_AUTHENTICATOR_MISSING_DISCOVERABLE_CREDENTIAL_SUPPORT: 'This device cannot keep a passkey.',
  ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT:
    'This device cannot make sure that it is you: set up its PIN, fingerprint or face first.',
  ERROR_INVALID_DOMAIN: 'Browsers take no passkeys under this address.',
  ERROR_INVALID_RP_ID: 'Browsers take no passkeys under this address.',
};

/** Whether this browser knows passkeys, on this page. */
const knowsPasskeys = () => isSecureContext && browserSupportsWebAuthn();

/** Why a browser gave no answer. */
const whyNot = (error) => REASONS[error.code] ?? (error.name === 'Unreachable' ? FAILED : BROKEN_OFF);

const unreachable = () => Object.assign(new Error(FAILED), { name: 'Unreachable' });

/** What is to be asked; nothing where the page is not what it was, since the session has ended or is another's. */
const questionOf = async (action, fields) => {
  const init = { method: 'POST', body: fields, redirect: 'manual', headers: { Accept: 'application/json' } };
  const answer = await fetch(`${action}/question`, init).catch(() => undefined);
  if (answer === undefined || answer.status >= 500) throw unreachable();
  if (answer.ok) return answer.json();
  const refusal = answer.type === 'opaqueredirect' ? undefined : await answer.json().catch(() => undefined);
  // Their page begins with asking who they are, once more.
  if (refusal?.error === undefined || refusal.error.code === 'proof_needed') return undefined;
  return { refused: refusal.error.message };
};

/** Asks for a passkey. Answers what the browser says of it, as text. */
const askBy = async (start, form) => {
  const optionsJSON = await questionOf(form.action, new URLSearchParams(new FormData(form)));
  if (optionsJSON?.challenge === undefined) return optionsJSON;
  return { answer: JSON.stringify(await start({ optionsJSON })) };
};

const send = (form, answer) => {
  form.elements.answer.value = answer;
  // What listens to the form would ask once more.
  form.submit();
};

const serve = (form) => {
  const start = form.dataset.passkey === 'new' ? startRegistration : startAuthentication;
  const told = form.querySelector('[role=alert]');
  const button = form.querySelector('button[type=submit]');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    told.textContent = '';
    button.disabled = true;
    try {
      const said = await askBy(start, form);
      if (said === undefined) location.assign(location.href);
      else if (said.refused !== undefined) told.textContent = said.refused;
      else return send(form, said.answer);
    } catch (error) {
      told.textContent = whyNot(error);
    }
    button.disabled = false;
  });
};

/** Passkeys stand in the list of the field for the name; whoever presses the button breaks this off. */
const offerInField = async (form) => {
  // Whoever was just refused begins anew by themselves.
  if (document.getElementById('errors') !== null) return;
  if (document.querySelector('input[autocomplete$=webauthn]') === null) return;
  if (!(await browserSupportsWebAuthnAutofill())) return;
  let again;
  let isPressed = false;
  form.addEventListener('submit', () => {
    isPressed = true;
    clearTimeout(again);
  });
  const ask = async () => {
    const optionsJSON = await questionOf(form.action, new URLSearchParams());
    // A browser has one question at a time: this one would break off that of the button.
    if (isPressed || optionsJSON?.challenge === undefined) return;
    again = setTimeout(() => void ask().catch(() => undefined), ASK_AGAIN_MS);
    const answer = await startAuthentication({ optionsJSON, useBrowserAutofill: true });
    send(form, JSON.stringify(answer));
  };
  // Where it does not come to an answer the field is a field as any other.
  await ask().catch(() => undefined);
};

if (knowsPasskeys()) {
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    serve(form);
    for (const part of [form, form.closest('[data-needs-passkeys]')]) part?.removeAttribute('hidden');
    if (form.dataset.passkey === 'sign-in') void offerInField(form);
  }
}
for (const note of document.querySelectorAll('[data-lacks-passkeys]')) note.hidden = knowsPasskeys();

// A page that comes back from the browser's history must be usable once more.
addEventListener('pageshow', () => {
  for (const button of document.querySelectorAll('form[data-passkey] button')) button.disabled = false;
});
