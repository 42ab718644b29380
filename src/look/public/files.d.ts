/** What may be attached to one form. */
export interface FileLimits {
  readonly mostBytes: number;
  /** Endings of names, with commas between them. */
  readonly endings: string;
  /** The kinds in words. */
  readonly kinds: string;
}

/** Why a file cannot be attached, as far as its name and its size tell. */
export function faultOf(
  file: { readonly name: string; readonly size: number },
  limits: FileLimits,
): string | undefined;

/** A small picture of a file, as the address of an image; undefined for what this browser cannot draw. */
export function thumbnailOf(file: File): Promise<string | undefined>;

/** A size as people read it, such as `2 KB` or `1.2 MB`, in the units of the limit. */
export function sizeText(bytes: number): string;

/** Whether what is dragged over the page are files. */
export function holdsFiles(event: { readonly dataTransfer: DataTransfer | null }): boolean;

/** The files of what is pasted. */
export function pastedFiles(event: { readonly clipboardData: DataTransfer | null }): File[];
