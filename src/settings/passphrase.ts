import { FileFault, readSmallFile } from './files.ts';
import { passphraseFault } from './secrets.ts';

/** A passphrase from a file, and what is wrong with it, in words that follow the option that names the file. */
export function readPassphrase(path: string): { readonly passphrase?: string; readonly fault?: string } {
  try {
    const passphrase = readSmallFile(path);
    const fault = passphraseFault(passphrase);
    return fault === undefined
      ? { passphrase }
      : { passphrase, fault: `names a passphrase that must ${fault}` };
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    return { fault: error.message };
  }
}
