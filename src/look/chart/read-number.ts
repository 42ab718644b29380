/** A whole number as people read it, such as `12,345`; written without the browser's formats, which start slowly. */
export function readCount(count: number): string {
  return String(Math.round(count)).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/** A number with one decimal, which is left out where it is nothing. */
export function readTenths(value: number): string {
  const [whole = '0', tenths] = (Math.round(value * 10) / 10).toFixed(1).split('.');
  return tenths === '0' ? readCount(Number(whole)) : `${readCount(Number(whole))}.${tenths}`;
}
