// What happened elsewhere reaches a page that is open: by a stream where the browser has one that holds, else by asking.
const ASK_MS = 5000;

/** Hears until it is stopped, or until there is nothing more to hear; a page that nobody sees does not unless it is to. */
export function hear(address, told, ended = () => undefined, whileHidden = false) {
  let source;
  let asking;
  let isOver = false;
  let hasHeard = false;

  const isAsleep = () => document.hidden && !whileHidden;
  const rest = () => {
    source?.close();
    source = undefined;
    clearInterval(asking);
    asking = undefined;
  };
  const end = () => {
    isOver = true;
    rest();
    ended();
  };
  const askOnce = async () => {
    try {
      const answer = await fetch(address(), { headers: { Accept: 'application/json' }, redirect: 'manual' });
      if (isOver) return;
      if (answer.ok) told(await answer.json());
      else if (answer.type === 'opaqueredirect' || [401, 403, 404].includes(answer.status)) end();
    } catch {
      // Offline: the next time may find the way.
    }
  };
  const ask = () => void askOnce();
  const listen = () => {
    if (isOver || isAsleep() || source !== undefined || asking !== undefined) return;
    if (globalThis.EventSource === undefined) {
      asking = setInterval(ask, ASK_MS);
      return;
    }
    source = new EventSource(address());
    // Of what happened while nobody listened a stream does not tell.
    source.addEventListener('open', () => {
      if (hasHeard) ask();
      hasHeard = true;
    });
    source.addEventListener('news', ({ data }) => told(JSON.parse(data)));
    source.addEventListener('ended', end);
    source.addEventListener('error', () => {
      // It comes back by itself unless it was refused.
      if (source?.readyState !== EventSource.CLOSED) return;
      rest();
      asking = setInterval(ask, ASK_MS);
    });
  };
  const change = () => (isAsleep() ? rest() : listen());

  // Browsers allow few connections to one site, which pages in the background must not keep.
  document.addEventListener('visibilitychange', change);
  listen();
  return () => {
    isOver = true;
    rest();
    document.removeEventListener('visibilitychange', change);
  };
}

/** What a page calls itself. `randomUUID` is not there on sites without encryption. */
export function newPage() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Says that somebody types on this page, now and then while they do, and when they are done. */
export function sayWriting(address, page) {
  const AGAIN_MS = 6000;
  let said = 0;
  const say = (writes) =>
    fetch(address, { method: 'POST', body: new URLSearchParams({ page, writes }) }).catch(() => undefined);
  return (isWriting) => {
    if (!isWriting && said > 0) void say('0');
    if (isWriting && Date.now() - said > AGAIN_MS) void say('1');
    else if (isWriting) return;
    said = isWriting ? Date.now() : 0;
  };
}
