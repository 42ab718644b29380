// What others did to the complaint while its page is open. Without this script the page is as it was when it came.
import { hear, newPage, sayWriting } from './live.js';

const place = document.querySelector('.news');
const line = place.querySelector('.news-line');
const link = line.querySelector('a');
const text = line.querySelector('span');
let shown = Number(place.dataset.shown);
const page = newPage();

const beside = (name) => new URL(`../notifications/${name}`, link.href);
const address = () => {
  const { pathname } = new URL(link.href);
  const query = new URLSearchParams({ complaint: pathname.split('/').at(-1), since: shown, page });
  return `${beside('stream')}?${query}`;
};

const tell = (events) => {
  const news = events.filter(({ id }) => id > shown);
  const last = news.at(-1);
  const more = news.length > 1 ? ` and ${news.length - 1} more` : '';
  text.textContent = last === undefined ? '' : `${last.text}${more}`;
  line.hidden = last === undefined;
  place.dataset.newest = last?.id ?? shown;
};

const isTouched = () =>
  [...document.querySelectorAll('#latest textarea, #latest input[type=file]')].some((field) =>
    field.type === 'file' ? field.files.length > 0 : field.value !== '',
  );

// With nothing typed the page comes anew; else only what was said and done does, and what was typed stays where it is.
const show = async () => {
  const answer = await fetch(link.href);
  if (!answer.ok || answer.redirected) return location.reload();
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const name of ['title', 'conversation']) {
    const old = document.querySelector(`section[aria-labelledby=${name}]`);
    const present = fresh.querySelector(`section[aria-labelledby=${name}]`);
    if (present !== null) old.replaceWith(document.adoptNode(present));
  }
  shown = Number(place.dataset.newest);
  tell([]);
  const last = document.querySelector('.thread > :last-child');
  last.tabIndex = -1;
  last.focus();
};

link.addEventListener('click', (event) => {
  event.preventDefault();
  if (isTouched()) void show().catch(() => location.reload());
  else location.reload();
});

const say = sayWriting(beside('writing'), page);
document.getElementById('latest')?.addEventListener('input', ({ target }) => {
  if (target.matches('textarea')) say(target.value !== '');
});

hear(address, ({ events }) => tell(events));
