/** Where pages, files and pictures of the portal are that an answer may name, each by its path alone. */
const OWN =
  /^\/(?:faq|faq\/[1-9]\d{0,8}|faq\/pictures\/[1-9]\d{0,8}|attachments\/[1-9]\d{0,8}|complaints\/new|help|help\/[a-z-]{1,30})$/;
const PICTURE = /^\/faq\/pictures\/[1-9]\d{0,8}$/;
/** A whole address with a host, so that no other site hides behind `//` or a backslash. */
const ELSEWHERE = /^https?:\/\/[^\s/\\?#@]+(?:[/?#][^\s\\]*)?$/i;
const MAIL = /^mailto:[^\s\\/?#@]+@[^\s\\/?#@]+(?:\?[^\s\\]*)?$/i;

/** Where a link of an answer leads: a page or file of the portal, elsewhere, or nowhere that is allowed. */
export function linkKind(address: string): 'own' | 'elsewhere' | 'mail' | undefined {
  if (OWN.test(address)) return 'own';
  if (ELSEWHERE.test(address)) return 'elsewhere';
  return MAIL.test(address) ? 'mail' : undefined;
}

/** Whether an answer may show the picture at this address: only the portal's own, so that no other site learns who reads. */
export function isOwnPicture(address: string): boolean {
  return PICTURE.test(address);
}
