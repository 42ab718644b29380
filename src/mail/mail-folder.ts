import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, open, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createTransport } from 'nodemailer';
import { MailFault, type Mail, type MailTransport } from './mail.ts';
import { mimeOf } from './mime.ts';

const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

/** Written aside first, so that whoever reads the folder never reads half a mail. */
async function writeWhole(folder: string, name: string, content: Buffer): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const draft = join(folder, `.${name}.${randomBytes(6).toString('hex')}`);
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, join(folder, name));
  } finally {
    await rm(draft, { force: true });
  }
}

/** Where no server is set: each mail becomes a file that mail programs open, named by its moment; once more it is the same file. */
export class MailFolder implements MailTransport {
  readonly #folder: string;
  readonly #from: string;

  constructor(folder: string, from: string) {
    this.#folder = folder;
    this.#from = from;
  }

  async send(mail: Mail): Promise<void> {
    const { message } = await composer.sendMail(mimeOf(mail, this.#from));
    const moment = mail.createdAt.toISOString().replaceAll(/[-:]|\.\d+/g, '');
    try {
      await writeWhole(this.#folder, `${moment}-${mail.id}.eml`, message as Buffer);
    } catch (error) {
      throw new MailFault('The mail could not be written into the folder of mails.', false, error);
    }
  }

  async check(): Promise<void> {
    await rmdir(await mkdtemp(join(dirname(this.#folder), '.mail-')));
  }

  close(): void {
    // Nothing is kept open.
  }
}
