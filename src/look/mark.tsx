import type { ReactElement } from 'react';

/** The organisation's name, as pages and mails show it. */
export const COMPANY = 'Alpha Lab IT';

/** The mark of the portal, beside its name. */
export function Mark(): ReactElement {
  return (
    <svg
      className="brand-mark"
      viewBox="0 0 32 32"
      width="28"
      height="28"
      aria-hidden="true"
      focusable="false"
    >
      <rect className="brand-ground" width="32" height="32" rx="8" />
      <path
        className="brand-line"
        d="M12 7h8M14 7v7l-6 9.5A1.6 1.6 0 0 0 9.4 26h13.2A1.6 1.6 0 0 0 24 23.5L18 14V7M11 20h10"
        fill="none"
        strokeWidth="2.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
