// Answers that fit the title which is being typed. Without this script a complaint is filed as it is.
const WAIT_MS = 250;
const SHORTEST = 3;
const MOST = 5;
const UNLOADED = 'The answer could not be loaded here. Open it in a new tab.';

const place = document.getElementById('fitting');
const told = document.getElementById('fitting-told');
const title = document.getElementById('title');
const type = document.getElementById('typeId');
const list = place.querySelector('ul');
const template = place.querySelector('template');
const root = place.querySelector(':scope > a').href;

const load = async (body, address) => {
  body.textContent = 'Loading …';
  try {
    const page = await fetch(address);
    const fresh = new DOMParser().parseFromString(await page.text(), 'text/html');
    const answer = fresh.querySelector('.answer');
    if (!page.ok || answer === null) throw new Error('no answer came back');
    body.replaceChildren(...document.adoptNode(answer).childNodes);
  } catch {
    body.textContent = UNLOADED;
  }
};

const itemOf = ({ id, question }) => {
  const item = template.content.firstElementChild.cloneNode(true);
  const details = item.querySelector('details');
  const body = item.querySelector('.answer');
  item.dataset.id = id;
  item.querySelector('summary').textContent = question;
  item.querySelector('button').formAction = `${root}/${id}/solved`;
  item.querySelector('a').href = `${root}/${id}`;
  details.addEventListener('toggle', () => {
    if (details.open && (body.textContent === '' || body.textContent === UNLOADED))
      void load(body, `${root}/${id}`);
  });
  return item;
};

const tell = (number) => {
  const answers = number === 1 ? '1 answer fits' : `${number} answers fit`;
  told.textContent = number === 0 ? '' : `${answers} what you typed. They follow the title.`;
};

// What somebody has open stays where it is.
const show = (answers) => {
  const items = [...list.children];
  const open = items.filter((item) => item.querySelector('details').open);
  const others = answers.filter(({ id }) => !open.some((item) => item.dataset.id === String(id)));
  const known = ({ id }) => items.find((item) => item.dataset.id === String(id));
  const shown = [...open, ...others.map((one) => known(one) ?? itemOf(one))].slice(0, MOST);
  if (shown.length === items.length && shown.every((item, at) => item === items[at])) return;
  list.replaceChildren(...shown);
  place.hidden = shown.length === 0;
  tell(shown.length);
};

let asking = new AbortController();
const ask = async () => {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  const words = title.value.trim();
  if (words.length < SHORTEST) return show([]);
  const query = new URLSearchParams({ title: words });
  if (type.value !== '') query.set('typeId', type.value);
  try {
    const headers = { Accept: 'application/json' };
    const answer = await fetch(`${root}/fitting?${query}`, { headers, redirect: 'manual', signal });
    if (answer.ok) show((await answer.json()).answers);
  } catch {
    // Something else is typed by now, or nobody answers: a complaint can be filed without.
  }
};

let waiting;
const askSoon = () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => void ask(), WAIT_MS);
};
title.addEventListener('input', askSoon);
type.addEventListener('change', askSoon);
if (title.value !== '') askSoon();
