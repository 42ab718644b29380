// The bell hears of news once for all tabs of a browser: one of them holds a lock, listens, also in the background, and
// tells the others. Where there are no locks (sites without encryption), each tab listens while it is seen.
import { hear } from './live.js';

const FRESH_MS = 300_000;
/** So many are counted; from there on there are more. */
const MOST = 100;

/** A number of unread pieces of news as the bell and the title of the window show it. */
export function unreadText(unread) {
  return unread >= MOST ? `${MOST - 1}+` : String(unread);
}

/** The name of the bell for those who do not see its number. */
export function bellName(unread) {
  return unread === 0 ? 'Notifications' : `Notifications, ${unreadText(unread)} unread`;
}

/** Begins to hear; returns what stops it. */
export function hearBell({ address, name, told, opened }) {
  const tabs = globalThis.BroadcastChannel === undefined ? undefined : new BroadcastChannel(name);
  let last;
  let quit;
  let isLeading = false;

  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches this site alone
  const say = (what) => tabs?.postMessage(what);
  const take = (news) => {
    last = news;
    told(news);
  };
  const spread = (news) => {
    take(news);
    say(news);
  };
  const answer = ({ data }) => {
    if (data !== 'ask') take(data);
    else if (isLeading && last !== undefined) say(last);
  };
  const again = () => addEventListener('focus', stand, { once: true });
  const lead = (done) => {
    isLeading = true;
    const stop = hear(
      address,
      (news) => {
        spread(news);
        notice(name, news, opened);
      },
      () => {
        quit?.();
        again();
      },
      true,
    );
    quit = () => {
      isLeading = false;
      quit = undefined;
      stop();
      done();
    };
  };
  function stand() {
    if (navigator.locks === undefined) {
      quit = hear(address, spread, again);
      return;
    }
    const waiting = new AbortController();
    quit = () => waiting.abort();
    navigator.locks
      .request(name, { signal: waiting.signal }, () => new Promise(lead))
      // It was no longer wanted.
      .catch(() => undefined);
  }
  const leave = () => quit?.();
  // A page that is kept for the way back must hold nothing.
  const comeBack = ({ persisted }) => persisted && stand();

  tabs?.addEventListener('message', answer);
  addEventListener('pagehide', leave);
  addEventListener('pageshow', comeBack);
  stand();
  say('ask');
  return () => {
    leave();
    tabs?.close();
    removeEventListener('pagehide', leave);
    removeEventListener('pageshow', comeBack);
    removeEventListener('focus', stand);
  };
}

const COUNTED = /^\(\d+\+?\) /;

/** Keeps a number before the window's title, whatever else becomes of it. */
export function countInTitle() {
  let mark = '';
  const write = () => {
    const title = mark + document.title.replace(COUNTED, '');
    if (title !== document.title) document.title = title;
  };
  new MutationObserver(write).observe(document.head, { childList: true, subtree: true, characterData: true });
  return (text) => {
    mark = text === '' ? '' : `(${text}) `;
    write();
  };
}

/** Whether this browser shows notices of this name, which its owner allows for each site. */
export function hasNotices(name) {
  return globalThis.Notification?.permission === 'granted' && localStorage.getItem(`${name}:notices`) === '1';
}

/** Switches them on, which asks their owner, or off; tells whether they are on. */
export async function setNotices(name, isOn) {
  if (isOn && (await Notification.requestPermission()) === 'granted')
    localStorage.setItem(`${name}:notices`, '1');
  else localStorage.removeItem(`${name}:notices`);
  return hasNotices(name);
}

function notice(name, { newest }, opened) {
  if (newest === undefined) return;
  const key = `${name}:noticed`;
  const noticed = Number(localStorage.getItem(key) ?? 0);
  if (newest.id <= noticed) return;
  localStorage.setItem(key, String(newest.id));
  // What is older was there before this browser was opened.
  if (!hasNotices(name) || Date.now() - Date.parse(newest.at) > FRESH_MS) return;
  const body = newest.complaint === null ? '' : `#${newest.complaint.id} ${newest.complaint.title}`;
  try {
    const shown = new Notification(newest.text, { body, tag: `${name}:${newest.id}` });
    shown.addEventListener('click', () => {
      shown.close();
      focus();
      opened(newest.path);
    });
  } catch {
    // Some browsers show notices of installed sites alone.
  }
}
