import type { Locator, Page } from 'playwright-core';

/** The boxes below the conversation of a complaint in the panel. */
export type Box = 'Reply' | 'Note';

/** The box that is written in, opened by its tab. */
export async function openBox(page: Page, name: Box): Promise<Locator> {
  await page.getByRole('tab', { name }).click();
  return page.getByRole('tabpanel', { name });
}

/** Sends what stands in the open box; without a way by the button itself. */
export async function sendBox(page: Page, way?: string): Promise<void> {
  const box = page.getByRole('tabpanel');
  if (way === undefined) return box.locator('button[type=submit]').click();
  const more = box.getByRole('button', { name: 'More ways to send' });
  const direct = box.getByRole('button', { name: way, exact: true });
  // Which of the two is there can be told once one of them is.
  await more.or(direct).first().waitFor();
  if (!(await more.isVisible())) return direct.click();
  await more.click();
  await box.getByRole('menuitem', { name: way, exact: true }).click();
}

/** Writes and sends. */
export async function writeAndSend(page: Page, name: Box, text: string, way?: string): Promise<void> {
  const box = await openBox(page, name);
  await box.getByRole('textbox').fill(text);
  await sendBox(page, way);
}
