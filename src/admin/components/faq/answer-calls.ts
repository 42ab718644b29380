import { ApiClient, type ActionResponse } from 'adminjs';
import { siteUrl } from '../parts/site-url.ts';
import { refusalOf } from '../parts/use-post.ts';

/** What the server answers. */
interface Answer extends ActionResponse {
  readonly html?: string;
  readonly picture?: { readonly id: number; readonly name: string };
  readonly errors?: Readonly<Record<string, { readonly message: string }>>;
}

async function post(actionName: string, data: FormData): Promise<Answer> {
  const call = { resourceId: 'faqs', actionName, method: 'POST', data };
  return (await new ApiClient().resourceAction(call)).data;
}

/** What the portal would show of an answer, as the server draws it. */
export async function drawn(answer: string): Promise<string> {
  const data = new FormData();
  data.set('answer', answer);
  const { html } = await post('preview', data);
  if (html === undefined) throw new Error('no preview came back');
  // Its addresses begin at the portal's root.
  return html.replaceAll(
    / (href|src)="(\/[^"]*)"/g,
    (_, name: string, path: string) => ` ${name}="${siteUrl(path)}"`,
  );
}

/** Sends a picture; returns how an answer shows it, or why it was refused. */
export async function sendPicture(
  file: File,
): Promise<{ readonly text: string } | { readonly fault: string }> {
  const data = new FormData();
  data.set('attachments', file);
  try {
    const { picture, errors, notice } = await post('addPicture', data);
    if (picture !== undefined) return { text: `![](/faq/pictures/${picture.id})` };
    return { fault: errors?.attachments?.message ?? notice?.message ?? 'noPicture' };
  } catch (error) {
    return { fault: refusalOf(error).message };
  }
}
