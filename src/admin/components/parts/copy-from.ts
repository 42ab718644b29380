/** Puts the text of a field into the clipboard; without https browsers know the old way alone. */
export async function copyFrom(input: HTMLInputElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(input.value);
    return true;
  } catch {
    input.select();
    // oxlint-disable-next-line typescript/no-deprecated -- there is no other where the page came by http
    return document.execCommand('copy');
  }
}
