const BLANK = 0x20;
/** Most places that are looked at, and the longest name and value of one, in bytes: more is no photo's. */
const PLACES = 512;
const NAME = 64;
const VALUE = 4096;

/** Where the value of the attribute ends whose name ends at `at`; 0: it is no attribute. */
function attributeEnd(packet: string, at: number): number {
  const [opening, quote = ''] = /^\s{0,8}=\s{0,8}(["'])/.exec(packet.slice(at, at + 32)) ?? [];
  if (opening === undefined) return 0;
  const value = at + opening.length;
  const length = packet.slice(value, value + VALUE).indexOf(quote);
  return length < 0 ? 0 : value + length + 1;
}

/** Where the element called `name` ends whose opening name ends at `at`; 0: it does not. */
function elementEnd(packet: string, name: string, at: number): number {
  const closing = `</${name}`;
  const length = packet.slice(at, at + VALUE).indexOf(closing);
  const end = length < 0 ? -1 : packet.indexOf('>', at + length + closing.length);
  return end < 0 || end > at + VALUE + NAME ? 0 : end + 1;
}

/** Blanks what a packet of XMP says of the place whose name has `:GPS` at `colon`. */
function blankPlace(packet: string, colon: number, blank: (from: number, to: number) => void): void {
  const [prefix = ''] = /[\w-]*$/.exec(packet.slice(Math.max(0, colon - NAME), colon)) ?? [];
  const [rest = ''] = /^:GPS\w*/.exec(packet.slice(colon, colon + NAME)) ?? [];
  const begin = colon - prefix.length;
  const isElement = packet[begin - 1] === '<';
  const end = isElement
    ? elementEnd(packet, prefix + rest, colon + rest.length)
    : attributeEnd(packet, colon + rest.length);
  if (end > 0) blank(isElement ? begin - 1 : begin, end);
}

/** Blanks the positions of XMP, the other place where pictures keep them; a packet with too many goes whole. */
export function blankXmp(bytes: Buffer): void {
  let places = PLACES;
  let at = bytes.indexOf('<x:xmpmeta');
  while (at >= 0) {
    const end = bytes.indexOf('</x:xmpmeta>', at);
    if (end < 0) return;
    const packet = bytes.toString('latin1', at, end);
    const start = at;
    let colon = packet.indexOf(':GPS');
    for (; colon >= 0 && places > 0; places -= 1) {
      blankPlace(packet, colon, (from, to) => bytes.fill(BLANK, start + from, start + to));
      colon = packet.indexOf(':GPS', colon + 1);
    }
    if (colon >= 0) bytes.fill(BLANK, start, end);
    at = bytes.indexOf('<x:xmpmeta', end);
  }
}
