// What was typed and not sent, kept in this browser: both faces read it, and the portal loads it as it is.

const KEPT_MS = 7 * 86_400_000;
const prefixOf = (personId) => `draft ${personId} `;

const ownKeys = (prefix) => Object.keys(localStorage).filter((key) => key.startsWith(prefix));

/** What stands under a key; what is too old, or nothing of ours, is none. */
const draftAt = (key) => {
  try {
    const draft = JSON.parse(localStorage.getItem(key));
    return draft !== null && Date.now() - draft.at < KEPT_MS ? draft : undefined;
  } catch {
    return undefined;
  }
};

const forgetOld = () => {
  for (const key of ownKeys('draft ')) if (draftAt(key) === undefined) localStorage.removeItem(key);
};

export const draftsOf = (personId) => {
  const prefix = prefixOf(personId);
  return {
    read: (place) => {
      try {
        return draftAt(prefix + place);
      } catch {
        return undefined;
      }
    },
    keep: (place, value) => {
      const at = Date.now();
      try {
        forgetOld();
        localStorage.setItem(prefix + place, JSON.stringify({ at, value }));
        return at;
      } catch {
        return undefined;
      }
    },
    drop: (place) => {
      try {
        localStorage.removeItem(prefix + place);
      } catch {
        // Without storage nothing was kept.
      }
    },
    dropAll: () => {
      try {
        for (const key of ownKeys(prefix)) localStorage.removeItem(key);
      } catch {
        // Without storage nothing was kept.
      }
    },
  };
};

export const clockTime = (at) => {
  const moment = new Date(at);
  return [moment.getHours(), moment.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
};
