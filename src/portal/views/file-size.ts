const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** A size as people read it, such as `2 KB` or `1.2 MB`, in the units of the limit. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${number.format(bytes / 1024 / 1024)} MB`;
}
