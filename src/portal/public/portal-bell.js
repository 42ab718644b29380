// The bell of a page that is open. Without this script it tells what was unread when the page came.
import { bellName, countInTitle, hasNotices, hearBell, setNotices, unreadText } from './bell.js';

const bell = document.querySelector('.bell');
const count = bell.querySelector('.bell-count');
const { person } = document.body.dataset;
const root = new URL('.', bell.href).pathname;
const name = `bell:${root}:${person}`;

const title = countInTitle();
const tell = (unread) => {
  const text = unreadText(unread);
  count.textContent = text;
  count.hidden = unread === 0;
  bell.setAttribute('aria-label', bellName(unread));
  title(unread === 0 ? '' : text);
};
if (!count.hidden) title(count.textContent);

hearBell({
  address: () => `${bell.href}/stream?bell=1&person=${person}`,
  name,
  told: ({ unread }) => tell(unread),
  opened: (path) => location.assign(root + path.slice(1)),
});

const choice = document.getElementById('desktop-notices');
if (choice !== null && globalThis.Notification !== undefined) {
  const box = choice.querySelector('input');
  const refused = choice.querySelector('.field-error');
  choice.hidden = false;
  box.checked = hasNotices(name);
  const change = async (isWanted) => {
    box.checked = await setNotices(name, isWanted);
    refused.hidden = box.checked === isWanted;
  };
  box.addEventListener('change', () => void change(box.checked));
}
