// What is typed into a form stays in this browser until it is sent. Without this script forms work all the same.
import { clockTime, draftsOf } from './drafts.js';
import { make } from './portal-files.js';

/** The place of the draft that was sent by a page before; only what follows shows whether it was taken. */
const SENT = 'sent draft';
/** Whoever takes a form leads on to another page. The page that refuses it may be left before this runs on it. */
const wasLedHere = (performance.getEntriesByType('navigation')[0]?.redirectCount ?? 1) > 0;
const drafts = draftsOf(document.body.dataset.person ?? '');
const hasErrors = document.getElementById('errors') !== null;

if (document.body.dataset.person !== undefined) {
  const sent = sessionStorage.getItem(SENT);
  if (sent !== null && wasLedHere && !hasErrors) drafts.drop(sent);
  sessionStorage.removeItem(SENT);
}

// Whoever signs out leaves nothing behind for others who use this browser.
addEventListener('submit', ({ target }) => {
  if (new URL(target.action).pathname.endsWith('/logout')) drafts.dropAll();
});

const isWords = ({ name, type }) => name !== '' && !['hidden', 'file', 'checkbox', 'submit'].includes(type);
const wordsOf = (form) => {
  const fields = [...form.elements].filter(isWords);
  return Object.fromEntries(fields.map(({ name }) => [name, form.elements[name].value]));
};

const keepDrafts = (form) => {
  const place = form.dataset.draft;
  const unwritten = JSON.stringify(wordsOf(form));
  const line = make('p', { className: 'draft-line', hidden: true });
  form.querySelector('.form-actions').append(line);
  const discard = make('button', { type: 'button', className: 'link-button', textContent: 'Discard' });
  const show = (at) => {
    form.dataset.kept = at === undefined ? 'no' : 'yes';
    line.hidden = false;
    if (at === undefined)
      line.textContent = 'This browser keeps no drafts: what you write is lost when you leave the page.';
    else line.replaceChildren(`Draft kept ${clockTime(at)} · `, discard);
  };
  const forget = () => {
    drafts.drop(place);
    delete form.dataset.kept;
    line.hidden = true;
  };
  discard.addEventListener('click', () => {
    forget();
    form.reset();
    [...form.elements].find(isWords).focus();
  });
  form.addEventListener('input', ({ target }) => {
    if (!isWords(target)) return;
    const words = wordsOf(form);
    if (JSON.stringify(words) === unwritten) forget();
    else show(drafts.keep(place, words));
  });
  form.addEventListener('submit', () => sessionStorage.setItem(SENT, place));
  // What the server gives back was typed later than what is kept here.
  if (form.dataset.refused !== undefined) {
    show(drafts.keep(place, wordsOf(form)));
    return;
  }
  const draft = drafts.read(place);
  if (draft === undefined) return;
  for (const [name, value] of Object.entries(draft.value))
    if (form.elements[name] !== undefined) form.elements[name].value = value;
  form.closest('details')?.setAttribute('open', '');
  show(draft.at);
};
for (const form of document.querySelectorAll('form[data-draft]')) keepDrafts(form);

// Files, and words that this browser does not keep, are asked about before the page is left.
const isTyped = (field) =>
  field.type === 'file'
    ? field.files.length > 0
    : field.type !== 'hidden' && field.value !== field.defaultValue && field.form.dataset.kept !== 'yes';
let isSending = false;
addEventListener('submit', () => (isSending = true));
addEventListener('pageshow', () => (isSending = false));
addEventListener('beforeunload', (event) => {
  if (isSending) return;
  const fields = document.querySelectorAll(
    'form[data-once] textarea, form[data-once] input:not([type=checkbox], [type=radio])',
  );
  // A form that was refused holds what was not sent yet.
  const isUnsent = fields.length > 0 && hasErrors && document.querySelector('form[data-kept=yes]') === null;
  if (isUnsent || [...fields].some(isTyped)) event.preventDefault();
});
