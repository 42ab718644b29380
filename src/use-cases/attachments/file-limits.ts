/** Most files of one submission. */
export const MOST_FILES = 5;
/** Largest file, in bytes. */
export const FILE_SIZE = 10 * 1024 * 1024;

/** The kinds that may be attached, in words. */
export const KINDS =
  'PDF, PNG, JPEG, GIF, WebP, HEIC, MP4, TXT, LOG, CSV, DOCX, XLSX, PPTX, ODT, ODS, MSG, EML and ZIP';

/** Endings of names that files of these kinds have; what a file is, its content says. */
export const ENDINGS =
  '.pdf,.png,.apng,.jpg,.jpeg,.jpe,.jfif,.gif,.webp,.heic,.heif,.mp4,.m4v,.txt,.log,.csv,.docx,.xlsx,.pptx,.odt,.ods,.msg,.eml,.zip';
