/** Puts the focus on the first row of the queue, or on the page's heading where it has none: what had it is going. */
export function focusRows(): void {
  const first =
    document.querySelector<HTMLElement>('tr[data-id] input, tr[data-id] a') ?? document.querySelector('h1');
  first?.focus();
}
